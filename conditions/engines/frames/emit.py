"""From nodes to columns: expressions of narwhals, in stages, so that what is shared is computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, Final, assert_never

from conditions.engines.frames.nodes import (
    Apart,
    Cell,
    Choice,
    Every,
    Greatest,
    IsEmpty,
    Known,
    Node,
    Opposite,
    Plus,
    Quotient,
    Smallest,
    Some,
    Tally,
    TextIs,
    Total,
    inside,
)

if TYPE_CHECKING:
    import narwhals as nw

_LARGEST_INLINE: Final = 60
"""Nodes that one expression holds at most; a larger one is split."""

Leaf = IsEmpty | Cell | TextIs


class Plan:
    """In which order nodes become columns.

    Attributes:
        stages: For each stage the nodes that become columns in it, each after those that it needs.
    """

    def __init__(self, roots: Iterable[Node], least_saved: int = 0) -> None:
        """Plan for some nodes.

        Args:
            roots: The nodes that are wanted.
            least_saved: How many nodes a column must save at least from being computed again, to be made.
        """
        wanted = list(roots)
        order = _in_order(wanted)
        uses = dict.fromkeys(order, 0)
        for node in order:
            for part in inside(node):
                uses[part] += 1
        for root in wanted:
            uses[root] += 1
        self._level: dict[Node, int] = {}
        self._kept: dict[Node, str] = {}
        self.stages: list[list[Node]] = []
        size: dict[Node, int] = {}
        for node in order:
            parts = inside(node)
            level = max((self._level[part] + (part in self._kept) for part in parts), default=0)
            size[node] = 1 + sum(1 if part in self._kept else size[part] for part in parts)
            self._level[node] = level
            saved = (uses[node] - 1) * size[node]
            if (_is_worth_keeping(node, uses[node]) and saved >= least_saved) or size[node] > _LARGEST_INLINE:
                self._kept[node] = f"_conditions_{len(self._kept)}"
                while len(self.stages) <= level:
                    self.stages.append([])
                self.stages[level].append(node)

    def name(self, node: Node) -> str | None:
        """The column that a node becomes, if it becomes one."""
        return self._kept.get(node)

    @property
    def names(self) -> list[str]:
        """All columns that are made on the way."""
        return list(self._kept.values())


def _in_order(roots: Sequence[Node]) -> list[Node]:
    """The nodes of a graph, each after those inside it."""
    found: dict[Node, None] = {}
    waiting: list[tuple[Node, bool]] = [(root, False) for root in reversed(roots)]
    while waiting:
        node, is_ready = waiting.pop()
        if node in found:
            continue
        if is_ready:
            found[node] = None
        else:
            waiting.append((node, True))
            waiting += [(part, False) for part in inside(node) if part not in found]
    return list(found)


def _is_worth_keeping(node: Node, uses: int) -> bool:
    match node:
        case Known() | IsEmpty():
            return False
        case Cell(_, holds) if holds == "truth":
            return False
        case Opposite(part):
            return uses > 1 and not isinstance(part, IsEmpty | Cell)
        case _:
            return uses > 1


class Writer:
    """Writes nodes as expressions.

    Attributes:
        plan: Which nodes are columns already.
        leaf: The expression of a leaf.
    """

    def __init__(self, plan: Plan, leaf: Callable[[Leaf], nw.Expr]) -> None:
        import narwhals as nw

        self._nw = nw
        self.plan = plan
        self.leaf = leaf

    def columns(self, nodes: Iterable[Node]) -> list[nw.Expr]:
        """The expressions of nodes that become columns."""
        return [self._written(node).alias(self.plan.name(node) or "") for node in nodes]

    def expression(self, node: Node) -> nw.Expr:
        """A node as an expression: the column that it is, or written out."""
        name = self.plan.name(node)
        return self._written(node) if name is None else self._nw.col(name)

    def _written(self, node: Node) -> nw.Expr:
        found: nw.Expr = self._of(node)
        return found

    def _of(self, node: Node) -> Any:
        nw = self._nw
        match node:
            case Known(value):
                return nw.lit(value)
            case IsEmpty() | Cell() | TextIs():
                return self.leaf(node)
            case Every(parts):
                return reduce(and_, map(self.expression, parts))
            case Some(parts):
                return reduce(or_, map(self.expression, parts))
            case Opposite(part):
                return ~self.expression(part)
            case Apart(left, right, least):
                return self._apart(left, right, least)
            case Plus(part, days):
                return self.expression(part) + days
            case Quotient(part, divisor):
                return self.expression(part) // divisor
            case Greatest(parts):
                return nw.max_horizontal(*map(self.expression, parts))
            case Smallest(parts):
                return nw.min_horizontal(*map(self.expression, parts))
            case Choice(condition, then, otherwise):
                chosen = nw.when(self.expression(condition)).then(self.expression(then))
                return chosen.otherwise(self.expression(otherwise))
            case Tally(parts):
                return nw.sum_horizontal(*(self.expression(part).cast(nw.Int32) for part in parts))
            case Total(parts, factors):
                terms: list[Any] = [
                    self.expression(part) if factor == 1 else self.expression(part) * factor
                    for part, factor in zip(parts, factors, strict=True)
                ]
                return sum(terms[1:], terms[0])
            case _:
                assert_never(node)

    def _apart(self, left: Node, right: Node, least: int) -> Any:
        if isinstance(left, Known):
            return self.expression(right) <= left.value - least
        one = self.expression(left)
        if isinstance(right, Known):
            return one >= right.value + least
        other = self.expression(right)
        if least == 1:
            return one > other
        return one >= other + least if least else one >= other


def known_truth(node: Node) -> bool | None:
    """The truth of a node that is the same in every row."""
    return bool(node.value) if isinstance(node, Known) else None


def words(
    writer: Writer, choices: Mapping[str, Node], otherwise: str | None, literal: Callable[[str | None], nw.Expr]
) -> nw.Expr:
    """A column of words: the first whose node is so, else the last one."""
    import narwhals as nw

    found = literal(otherwise)
    for word, node in reversed(list(choices.items())):
        truth = known_truth(node)
        if truth is None:
            found = nw.when(writer.expression(node)).then(literal(word)).otherwise(found)
        elif truth:
            found = literal(word)
    return found
