"""Circles of waiting: events each of which must come later than the next, back to the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from conditions.deadlock.orders import Order, orders
from conditions.engines.exact import ORIGIN
from conditions.formula import Formula
from conditions.knowledge import Knowledge
from conditions.records import dataclass

_MOST: Final = 5_000
"""Most circles that are looked at."""


@dataclass(frozen=True)
class Edge:
    """An order, with who asks for it.

    Attributes:
        order: The order.
        asked_by: The name of the condition; `goal`, `given`, or nothing for what is known.
    """

    order: Order
    asked_by: str


Circle = tuple[Edge, ...]
"""Edges from the first event round to it: each waits for what the next one's edge begins with."""


def edges(formulas: Mapping[str, Formula], known: Knowledge) -> list[Edge]:
    """Every order that conditions ask for, and those that are known."""
    found = [Edge(order, name) for name, formula in formulas.items() for order in orders(formula)]
    for relation in known.timeline.relations:
        if relation.least is not None and relation.least.is_exact:
            found.append(Edge(Order(relation.second, relation.first, relation.least.total_days), ""))
        if relation.most is not None and relation.most.is_exact:
            found.append(Edge(Order(relation.first, relation.second, -relation.most.total_days), ""))
    for event in dict.fromkeys(end for edge in found for end in (edge.order.waiter, edge.order.awaited)):
        found += _known_days(event, known)
    return found


def _known_days(event: str, known: Knowledge) -> Iterator[Edge]:
    if event != ORIGIN:
        entry = known.timeline.entry(event)
        if entry.earliest != float("-inf"):
            yield Edge(Order(event, ORIGIN, int(entry.earliest)), "")
        if entry.latest != float("inf"):
            yield Edge(Order(ORIGIN, event, -int(entry.latest)), "")


def circles(found: Iterable[Edge]) -> tuple[Circle, ...]:
    """The circles that cannot be kept, shortest first; none goes round the events of another and more."""
    after: dict[str, dict[tuple[str, str], Edge]] = {}
    for edge in found:
        order = edge.order
        kept = after.setdefault(order.waiter, {})
        best = kept.get((order.awaited, edge.asked_by))
        if order.waiter != order.awaited and (best is None or best.order.least < order.least):
            kept[order.awaited, edge.asked_by] = edge
    listed = sorted(islice(_around(after), _MOST), key=len)
    minimal: list[tuple[frozenset[str], Circle]] = []
    for circle in listed:
        nodes = frozenset(edge.order.waiter for edge in circle)
        if not any(other < nodes for other, _ in minimal):
            minimal.append((nodes, circle))
    return tuple(circle for _, circle in minimal)


def _around(after: Mapping[str, Mapping[tuple[str, str], Edge]]) -> Iterator[Circle]:
    place = {event: number for number, event in enumerate(after)}
    for start, first in place.items():
        stack: list[tuple[Circle, str]] = [((), start)]
        while stack:
            path, here = stack.pop()
            passed = {edge.order.waiter for edge in path}
            for edge in reversed(tuple(after.get(here, {}).values())):
                there = edge.order.awaited
                longer = (*path, edge)
                if there == start:
                    if sum(one.order.least for one in longer) > 0:
                        yield longer
                elif there not in passed and place.get(there, -1) > first:
                    stack.append((longer, there))
