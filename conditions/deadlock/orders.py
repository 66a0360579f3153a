"""The orders in a formula: who waits for what, and the formula again with some of them asking less.

An order says that one event comes at least so many days after another. One day, *only after*, or none, *only on or
after*, is a wait for the other event itself; more is a lapse of time, which nothing done together can supply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias, assert_never

from conditions.elimination import without_derived_points
from conditions.engines.exact import ORIGIN
from conditions.engines.exact.terms import Term, term
from conditions.formula import (
    All,
    Any,
    Compare,
    Constant,
    Count,
    Day,
    Event,
    Formula,
    Gate,
    Guarded,
    Happens,
    Implies,
    Kth,
    Matches,
    Named,
    Not,
    Point,
    Shift,
    Within,
)
from conditions.periods import Period, length_bounds
from conditions.points import shifted
from conditions.records import dataclass
from conditions.truth import Truth

_DAY: Final = Period(days=1)
_FAR: Final = (1 << 40, 0)  # a range without a day counts as unbounded


@dataclass(frozen=True)
class Order:
    """That one event comes at least so many days after another.

    Attributes:
        waiter: The event that comes later; the origin of all days where a fixed day bounds the other from above.
        awaited: The event that comes before; the origin for a fixed day.
        least: The fewest days between them that may be enough, wherever in the calendar.
        in_days: Whether it is always this number of days; else months are in it.
        act: The act of the gate in which it stands, or nothing.
        alternative: Whether something else could stand in its place, since it is one of several.
    """

    waiter: str
    awaited: str
    least: int
    in_days: bool = True
    act: str | None = None
    alternative: bool = False

    @property
    def is_wait(self) -> bool:
        """Whether the other event itself is waited for, and no time must pass."""
        return self.in_days and self.least in (0, 1) and ORIGIN not in (self.waiter, self.awaited)

    @property
    def is_strict(self) -> bool:
        """Whether the same day is too early for want of one day."""
        return self.is_wait and self.least == 1


Change: TypeAlias = Callable[[Order], str | None]
"""What becomes of an order: `SAME_DAY`, `LIFTED`, the name of an event that is awaited instead, or `None`, nothing."""

SAME_DAY: Final = "on the same day"
"""The same day is early enough."""
LIFTED: Final = "in any order"
"""Both come, in whatever order."""


def changed(formula: Formula, change: Change) -> Formula:
    """The formula without derived points, with orders in it changed; the same or weaker, if each change is."""
    return _Changing(change).formula(without_derived_points(formula), True, None)


def orders(formula: Formula) -> Iterator[Order]:
    """Every order in a formula that it may depend on, in the order of mention."""
    yield from _orders(without_derived_points(formula), True, None, False)


def _orders(formula: Formula, so: bool, act: str | None, alternative: bool) -> Iterator[Order]:
    match formula:
        case Constant() | Happens() | Matches() | Compare():
            return
        case Within():
            yield from _sides(formula, so, act, alternative)
        case Not(part):
            yield from _orders(part, not so, act, alternative)
        case All(parts):
            for part in parts:
                yield from _orders(part, so, act, alternative or (not so and len(parts) > 1))
        case Any(parts):
            for part in parts:
                yield from _orders(part, so, act, alternative or (so and len(parts) > 1))
        case Count(parts, least, most):
            if most is not None and most < len(parts):
                return
            for part in parts:
                yield from _orders(part, so, act, alternative or least < len(parts))
        case Implies(premise, conclusion):
            yield from _orders(conclusion, so, act or _only_event(premise), alternative)
        case Gate(gated, requires):
            yield from _orders(requires, so, term(gated).event, alternative)
        case _:
            assert_never(formula)


def _only_event(premise: Formula) -> str | None:
    if isinstance(premise, Happens):
        return term(premise.point).event
    return None


def _sides(formula: Within, so: bool, act: str | None, alternative: bool) -> Iterator[Order]:
    """The orders that a window says, or that its negation does."""
    later, earlier = _lower(formula), _upper(formula)
    if so:
        yield from (_order(one, act, alternative) for one in (later, earlier) if one is not None)
    elif later is None or earlier is None:
        # not (p at least k days after q): q at least 1 - k days after p, if both come
        yield from (_reversed(one, act, alternative) for one in (later, earlier) if one is not None)


def _lower(formula: Within) -> tuple[Term, Term] | None:
    """The point and what it is not before."""
    return None if formula.least is None else (term(formula.point), term(shifted(formula.anchor, formula.least)))


def _upper(formula: Within) -> tuple[Term, Term] | None:
    """What the point is not after, and the point."""
    return None if formula.most is None else (term(shifted(formula.anchor, formula.most)), term(formula.point))


def _order(side: tuple[Term, Term], act: str | None, alternative: bool, more: int = 0) -> Order:
    later, earlier = side
    in_days = not later.chain and not earlier.chain
    least = _shortest(earlier) - _longest(later) + more
    return Order(later.event, earlier.event, least, in_days, act, alternative)


def _reversed(side: tuple[Term, Term], act: str | None, alternative: bool) -> Order:
    later, earlier = side
    return _order((earlier, later), act, alternative, 1)


def _shortest(one: Term) -> int:
    least = one.days
    for period in one.chain:
        least += length_bounds(period, *_FAR)[0]
    return least


def _longest(one: Term) -> int:
    most = one.days
    for period in one.chain:
        most += length_bounds(period, *_FAR)[1]
    return most


class _Changing:
    """A walk through a formula that changes orders where that makes it ask less."""

    def __init__(self, change: Change) -> None:
        self.change = change

    def formula(self, formula: Formula, so: bool, act: str | None) -> Formula:
        """The formula changed; where `so` is false it stands under a negation, and asks more instead."""

        def again(part: Formula) -> Formula:
            return self.formula(part, so, act)

        match formula:
            case Constant() | Happens() | Matches() | Compare():
                return formula
            case Within():
                return self._within(formula, act) if so else self._negated(formula, act)
            case Not(part):
                return Not(self.formula(part, not so, act))
            case All(parts):
                return All(tuple(map(again, parts)))
            case Any(parts):
                return Any(tuple(map(again, parts)))
            case Count(parts, least, most):
                if most is None or most >= len(parts):
                    return Count(tuple(map(again, parts)), least, most)
                enough = tuple(self.formula(part, so, act) for part in parts)
                few = tuple(self.formula(part, not so, act) for part in parts)
                return All((Count(enough, least), Count(few, 0, most)))
            case Implies(premise, conclusion):
                inner = act or _only_event(premise)
                return Implies(self.formula(premise, not so, act), self.formula(conclusion, so, inner))
            case Gate(gated, requires):
                return Gate(gated, self.formula(requires, so, term(gated).event))
            case _:
                assert_never(formula)

    def _within(self, formula: Within, act: str | None) -> Formula:
        sides: list[Formula] = []
        if (later := _lower(formula)) is not None:
            sides.append(self._side(_order(later, act, False), Within(formula.point, formula.anchor, formula.least)))
        if (earlier := _upper(formula)) is not None:
            only = Within(formula.point, formula.anchor, None, formula.most)
            sides.append(self._side(_order(earlier, act, False), only))
        if not sides:
            return formula
        return sides[0] if len(sides) == 1 else All(tuple(sides))

    def _side(self, order: Order, formula: Within) -> Formula:
        found = self.change(order)
        if found is None:
            return formula
        if found == SAME_DAY:
            return _with_same_day(formula) if order.is_strict else formula
        if found == LIFTED:
            return All((Happens(formula.point), Happens(formula.anchor)))
        return _instead(formula, order.awaited, found)

    def _negated(self, formula: Within, act: str | None) -> Formula:
        later, earlier = _lower(formula), _upper(formula)
        side = later or earlier
        if side is None or (later is not None and earlier is not None):
            return formula
        order = _reversed(side, act, False)
        found = self.change(order)
        if found is None:
            return formula
        if found == SAME_DAY:
            return _without_same_day(formula) if order.is_strict else formula
        return Constant(Truth.FALSE) if found == LIFTED else _instead(formula, order.awaited, found)


def _with_same_day(formula: Within) -> Within:
    """A window of one side, a day wider."""
    if formula.least is not None:
        return Within(formula.point, formula.anchor, _plus(formula.least, -1))
    assert formula.most is not None
    return Within(formula.point, formula.anchor, None, _plus(formula.most, 1))


def _without_same_day(formula: Within) -> Within:
    """A window of one side, a day narrower."""
    if formula.least is not None:
        return Within(formula.point, formula.anchor, _plus(formula.least, 1))
    assert formula.most is not None
    return Within(formula.point, formula.anchor, None, _plus(formula.most, -1))


def _plus(period: Period, days: int) -> Period:
    return Period(days=period.total_days + days)


def _instead(formula: Within, event: str, other: str) -> Within:
    """A window in which another event stands in the place of one."""

    def swapped(point: Point) -> Point:
        match point:
            case Event(name):
                return Event(other) if name == event else point
            case Shift(inner, period):
                return Shift(swapped(inner), period)
            case Day() | Kth() | Guarded() | Named():
                return point
            case _:
                assert_never(point)

    return Within(swapped(formula.point), swapped(formula.anchor), formula.least, formula.most)
