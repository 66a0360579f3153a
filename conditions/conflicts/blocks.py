"""Which formulas can have to do with each other: conflicts of separate blocks are looked for apart.

An event that happens in any case joins nothing by itself: days on one side of it can be moved as a whole against
those on the other. So formulas belong together where their events lie on one loop of the graph of days, or where they
share a fact, or an event that may or may not happen. What is fixed to a day stands for the calendar itself.

Source: J. Hopcroft, R. Tarjan, *Algorithm 447: efficient algorithms for graph manipulation*, CACM 16, 1973.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from conditions.engines.exact import ORIGIN
from conditions.formula import (
    All,
    Constant,
    Day,
    Event,
    Formula,
    Guarded,
    Happens,
    Kth,
    Named,
    Point,
    Shift,
    Within,
    events_in,
    facts_in,
    points_of,
    walk,
)
from conditions.knowledge import Knowledge
from conditions.truth import Truth


@dataclass(frozen=True)
class Item:
    """What must lie in one block.

    Attributes:
        name: The name of the formula that may be given up; empty for what holds in any case.
        nodes: Its events, with the origin where it speaks of fixed days or of months.
        shared: Its facts, and what it leaves open.
    """

    name: str
    nodes: tuple[str, ...]
    shared: tuple[str, ...]


def blocks(formulas: Mapping[str, Formula], required: Iterable[Formula], known: Knowledge) -> list[tuple[str, ...]]:
    """The names of formulas in groups that have nothing to do with each other.

    Args:
        formulas: What may be given up, by name.
        required: What holds in any case.
        known: What is known.
    """
    parts = [part for formula in required for part in conjuncts(formula)]
    certain = {part.point.name for part in parts if isinstance(part, Happens) and isinstance(part.point, Event)}
    graph = _Graph(known, certain)
    named = [graph.item(name, formula) for name, formula in formulas.items()]
    rest = [graph.item("", part) for part in parts if not isinstance(part, Happens)]
    return _grouped([*named, *rest, *graph.relations()], graph.is_certain)


def conjuncts(formula: Formula) -> tuple[Formula, ...]:
    """The parts of a conjunction, and of those inside it."""
    if isinstance(formula, All):
        return tuple(part for inner in formula.parts for part in conjuncts(inner))
    return (formula,)


@dataclass(frozen=True)
class _Graph:
    known: Knowledge
    goals: set[str]

    def is_certain(self, event: str) -> bool:
        """Whether an event happens in any case."""
        return event == ORIGIN or event in self.goals or self.known.timeline.entry(event).occurs is Truth.TRUE

    def node(self, event: str) -> str:
        """The event, or the origin for one that is fixed to a day."""
        entry = self.known.timeline.entry(event)
        return ORIGIN if entry.occurs is Truth.TRUE and entry.earliest == entry.latest else event

    def item(self, name: str, formula: Formula) -> Item:
        """What a formula ties together."""
        nodes = dict.fromkeys(map(self.node, events_in(formula)))
        for part in walk(formula):
            for point in points_of(part):
                if _is_dated(point) or (isinstance(part, Within) and _in_months(part)):
                    nodes[ORIGIN] = None
        for event in list(nodes):
            if event != ORIGIN and self._is_bounded(event):
                nodes[ORIGIN] = None
        why = (f"? {part.why}" for part in walk(formula) if isinstance(part, Constant) and part.truth is Truth.UNKNOWN)
        return Item(name, tuple(nodes), (*facts_in(formula), *why))

    def _is_bounded(self, event: str) -> bool:
        entry = self.known.timeline.entry(event)
        return abs(entry.earliest) != float("inf") or abs(entry.latest) != float("inf")

    def relations(self) -> Iterable[Item]:
        """What the order that is known ties together."""
        for relation in self.known.timeline.relations:
            ends = dict.fromkeys((self.node(relation.first), self.node(relation.second)))
            yield Item("", (*ends, *(() if relation.is_exact or ORIGIN in ends else (ORIGIN,))), ())


def _is_dated(point: Point) -> bool:
    match point:
        case Event():
            return False
        case Day():
            return True
        case Shift(inner, period):
            return not period.is_exact or _is_dated(inner)
        case Named(_, inner) | Guarded(inner, _):
            return _is_dated(inner)
        case Kth(points, _):
            return any(map(_is_dated, points))
        case _:
            assert_never(point)


def _in_months(part: Within) -> bool:
    return any(end is not None and not end.is_exact for end in (part.least, part.most))


def _grouped(items: list[Item], is_certain: Callable[[str], bool]) -> list[tuple[str, ...]]:
    union = _Union(len(items))
    for same in _loops(items):
        union.join(same)
    sharing: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        for node in item.nodes:
            if not is_certain(node):
                sharing.setdefault(f"event {node}", []).append(number)
        for fact in item.shared:
            sharing.setdefault(f"fact {fact}", []).append(number)
    for same in sharing.values():
        union.join(same)
    groups: dict[int, list[str]] = {}
    for number, item in enumerate(items):
        if item.name:
            groups.setdefault(union.root(number), []).append(item.name)
    return [tuple(group) for group in groups.values()]


class _Union:
    """Which numbers belong together."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, numbers: Iterable[int]) -> None:
        listed = list(numbers)
        for number in listed[1:]:
            self._above[self.root(number)] = self.root(listed[0])


def _loops(items: list[Item]) -> Iterable[list[int]]:
    """The items of each biconnected component of the graph in which the events of an item lie on a loop."""
    ties: dict[str, list[tuple[str, int]]] = {}
    for number, item in enumerate(items):
        ring = item.nodes
        pairs = zip(ring, (*ring[1:], ring[0]), strict=True) if len(ring) > 1 else ()
        for one, other in pairs:
            ties.setdefault(one, []).append((other, number))
            ties.setdefault(other, []).append((one, number))
    depth: dict[str, int] = {}
    low: dict[str, int] = {}
    for start in ties:
        if start not in depth:
            yield from _components(start, ties, depth, low)


def _components(
    start: str, ties: Mapping[str, list[tuple[str, int]]], depth: dict[str, int], low: dict[str, int]
) -> Iterable[list[int]]:
    depth[start] = low[start] = 0
    edges: list[int] = []
    stack = [(start, iter(ties[start]))]
    marks: list[int] = []
    while stack:
        node, rest = stack[-1]
        step = next(rest, None)
        if step is None:
            stack.pop()
            if not stack:
                break
            above = stack[-1][0]
            low[above] = min(low[above], low[node])
            mark = marks.pop()
            if low[node] >= depth[above]:
                yield edges[mark:]
                del edges[mark:]
            continue
        other, number = step
        if other not in depth:
            marks.append(len(edges))
            edges.append(number)
            depth[other] = low[other] = depth[node] + 1
            stack.append((other, iter(ties[other])))
        elif depth[other] < depth[node]:
            edges.append(number)
            low[node] = min(low[node], depth[other])
