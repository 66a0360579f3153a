"""Makes the nodes of a graph: each once, and simpler ones where they say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

from conditions.dates import Period, shift
from conditions.engines.frames.nodes import (
    EPOCH,
    FAR,
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
    Slot,
    Smallest,
    Some,
    Tally,
    TextIs,
    Total,
)

_MOST_PARTS: Final = 64
"""Parts that one truth is joined of at most."""

_MARCH_0000: Final = 719_468 + 1_400 * 146_097
"""Days from a first of March, so long ago that every day of a table is later, to 1970-01-01."""


class Graph:
    """Makes nodes, each only once, and simpler ones where they say the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Node] = {}
        self.true: Node = self._node(Known, 1)
        self.false: Node = self._node(Known, 0)

    def _node(self, kind: Callable[..., Node], *values: object, key: tuple[object, ...] = ()) -> Node:
        """The node of a kind with these values; two with one key are the same."""
        of_kind = (kind, *(key or values))
        found = self._made.get(of_kind)
        if found is None:
            found = self._made[of_kind] = kind(*values)
        return found

    # --- leaves ---------------------------------------------------------------

    def known(self, value: int) -> Node:
        """A constant."""
        return self._node(Known, int(value))

    def is_empty(self, slot: Slot) -> Node:
        """Whether a cell is null."""
        return self._node(IsEmpty, slot)

    def cell(self, slot: Slot, holds: Literal["day", "truth", "number"], empty: int) -> Node:
        """What a cell holds, or `empty` where it is null."""
        return self._node(Cell, slot, holds, empty)

    def text_is(self, slot: Slot, text: str) -> Node:
        """Whether a cell holds a text."""
        return self._node(TextIs, slot, text)

    # --- truths ---------------------------------------------------------------

    def every(self, parts: Iterable[Node]) -> Node:
        """Whether all are so; true of none."""
        return self._joined(parts, Every, self.true, self.false)

    def some(self, parts: Iterable[Node]) -> Node:
        """Whether one is so; false of none."""
        return self._joined(parts, Some, self.false, self.true)

    def _joined(self, parts: Iterable[Node], kind: type[Every] | type[Some], neutral: Node, decisive: Node) -> Node:
        found: dict[Node, None] = {}
        for part in parts:
            found.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
        found.pop(neutral, None)
        if decisive in found or any(self._made.get((Opposite, part)) in found for part in found):
            return decisive
        if len(found) <= 1:
            return next(iter(found), neutral)
        listed = tuple(found)
        while len(listed) > _MOST_PARTS:
            # Engines read a long row of parts as a deep tree, and some of them give up.
            pieces = [listed[start : start + _MOST_PARTS] for start in range(0, len(listed), _MOST_PARTS)]
            listed = tuple(self._of_parts(kind, piece) for piece in pieces)
        return self._of_parts(kind, listed)

    def _of_parts(self, kind: type[Every] | type[Some], parts: tuple[Node, ...]) -> Node:
        if len(parts) == 1:
            return parts[0]
        return self._node(kind, parts, key=tuple(sorted(map(id, parts))))

    def opposite(self, part: Node) -> Node:
        """Whether it is not so."""
        match part:
            case Known(value):
                return self.false if value else self.true
            case Opposite(inner):
                return inner
            case Apart(left, right, least):
                return self.apart(right, left, 1 - least)
            case _:
                return self._node(Opposite, part)

    def apart(self, left: Node, right: Node, least: int) -> Node:
        """Whether `left - right` is at least so much."""
        if isinstance(left, Plus):
            return self.apart(left.part, right, least - left.days)
        if isinstance(right, Plus):
            return self.apart(left, right.part, least + right.days)
        if left is right:
            return self.known(least <= 0)
        if isinstance(left, Known) and isinstance(right, Known):
            return self.known(left.value - right.value >= least)
        if isinstance(left, Known) and left.value:
            return self.apart(self.known(0), right, least - left.value)
        if isinstance(right, Known) and right.value:
            return self.apart(left, self.known(0), least + right.value)
        return self._node(Apart, left, right, least)

    def at_least_true(self, parts: Iterable[Node], count: int) -> Node:
        """Whether so many of the truths are so."""
        open_ = []
        for part in parts:
            if part is self.true:
                count -= 1
            elif part is not self.false:
                open_.append(part)
        if count <= 0 or count > len(open_):
            return self.known(count <= 0)
        if count == len(open_):
            return self.every(open_)
        if count == 1:
            return self.some(open_)
        return self.apart(self._node(Tally, tuple(open_)), self.true, count - 1)

    # --- numbers --------------------------------------------------------------

    def plus(self, part: Node, days: int) -> Node:
        """A number and a constant."""
        if isinstance(part, Known):
            return self.known(part.value + days)
        if isinstance(part, Plus):
            return self.plus(part.part, part.days + days)
        return self._node(Plus, part, days) if days else part

    def later(self, part: Node, period: Period) -> Node:
        """The day a period after a day."""
        if isinstance(part, Known):
            is_far = abs(part.value) > FAR // 2
            return part if is_far else self.known(shift(part.value + EPOCH, period) - EPOCH)
        months = period.total_months
        if months and isinstance(part, Cell):
            # Once for all that may stand in the place of an empty cell.
            filled = self._months_later(self.cell(part.slot, "day", 0), months)
            part = self.choice(
                self.is_empty(part.slot), self.later(self.known(part.empty), Period(months=months)), filled
            )
        elif months:
            part = self._months_later(part, months)
        return self.plus(part, period.total_days)

    def _months_later(self, day: Node, months: int) -> Node:
        """The day so many calendar months later, clamped at the month's end.

        Source: H. Hinnant, *chrono-compatible low-level date algorithms*, 2013: years that begin in March.
        """
        since = self.plus(day, _MARCH_0000)
        era = self.quotient(since, 146_097)
        rest = self.total(((since, 1), (era, -146_097)))
        leaps = (self.quotient(rest, 1_460), self.quotient(rest, 36_524), self.quotient(rest, 146_096))
        year = self.quotient(self.total(((rest, 1), (leaps[0], -1), (leaps[1], 1), (leaps[2], -1))), 365)
        of_year = self.total(((rest, 1), (year, -365), (self.quotient(year, 4), -1), (self.quotient(year, 100), 1)))
        month = self.quotient(self.plus(self.total(((of_year, 5),)), 2), 153)
        of_month = self.total(((of_year, 1), (self._days_before(month), -1)))
        target = self.plus(self.total(((era, 4_800), (year, 12), (month, 1))), months)
        first, following = self._first_of(target), self._first_of(self.plus(target, 1))
        clamped = self.smallest((self.total(((first, 1), (of_month, 1))), self.plus(following, -1)))
        return self.plus(clamped, -_MARCH_0000)

    def _days_before(self, month: Node) -> Node:
        """Days of a year that begins in March before its month of this number."""
        return self.quotient(self.plus(self.total(((month, 153),)), 2), 5)

    def _first_of(self, month: Node) -> Node:
        """The first day of a month, both counted from March of the first year."""
        year = self.quotient(month, 12)
        of_year = self.total(((month, 1), (year, -12)))
        leaps = ((self.quotient(year, 4), 1), (self.quotient(year, 100), -1), (self.quotient(year, 400), 1))
        return self.total(((year, 365), *leaps, (self._days_before(of_year), 1)))

    def quotient(self, part: Node, divisor: int) -> Node:
        """A number that is never negative divided by a positive one, rounded down."""
        return self._node(Quotient, part, divisor)

    def greatest(self, parts: Iterable[Node]) -> Node:
        """The greatest of some numbers; far in the past of none."""
        return self._extreme(parts, Greatest, max, -FAR)

    def smallest(self, parts: Iterable[Node]) -> Node:
        """The smallest of some numbers; far in the future of none."""
        return self._extreme(parts, Smallest, min, FAR)

    def _extreme(
        self,
        parts: Iterable[Node],
        kind: type[Greatest] | type[Smallest],
        pick: Callable[[Sequence[int]], int],
        neutral: int,
    ) -> Node:
        found = dict.fromkeys(parts)
        constants = [part.value for part in found if isinstance(part, Known)]
        listed: list[Node] = [part for part in found if not isinstance(part, Known)]
        if constants and (not listed or pick(constants) != neutral):
            listed.append(self.known(pick(constants)))
        if len(listed) <= 1:
            return listed[0] if listed else self.known(neutral)
        return self._node(kind, tuple(listed), key=tuple(sorted(map(id, listed))))

    def choice(self, condition: Node, then: Node, otherwise: Node) -> Node:
        """One number if a truth is so, else another."""
        if isinstance(condition, Known) or then is otherwise:
            return then if condition is not self.false else otherwise
        if isinstance(condition, Opposite):
            condition, then, otherwise = condition.part, otherwise, then
        match condition, then, otherwise:
            case IsEmpty(slot), Known(value), Cell(read, holds) if read == slot:
                return self.cell(slot, holds, value)
        return self._node(Choice, condition, then, otherwise)

    def total(self, terms: Iterable[tuple[Node, int]]) -> Node:
        """A sum of numbers, each with a whole factor."""
        listed = [(node, factor) for node, factor in terms if factor]
        if not listed:
            return self.known(0)
        if len(listed) == 1 and listed[0][1] == 1:
            return listed[0][0]
        nodes, factors = tuple(node for node, _ in listed), tuple(factor for _, factor in listed)
        return self._node(Total, nodes, factors)
