"""Simple points as an event and what is added to its day, and the order of two of them as a difference of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from conditions.formula import Day, Event, Guarded, Kth, Named, Point, Shift
from conditions.periods import Period, earliest_start, latest_start, length_bounds, shift

ORIGIN: Final = ""
"""The event that always happens, on day 0: fixed days are counted from it."""


@dataclass(frozen=True)
class Term:
    """The day of an event, some days later; or after a chain of calendar periods, where months are in it.

    Attributes:
        event: The event, or `ORIGIN` for a fixed day.
        days: Days added.
        chain: Calendar periods added first, one after the other; empty for the origin.
    """

    event: str
    days: int = 0
    chain: tuple[Period, ...] = ()

    def later(self, days: int) -> Term:
        """The term so many days later."""
        return Term(self.event, self.days + days, self.chain)

    def at(self, ordinal: int) -> int:
        """Its day if its event is on this day."""
        for period in self.chain:
            ordinal = shift(ordinal, period)
        return ordinal + self.days

    def lengths(self, first: int, last: int) -> tuple[int, int]:
        """Least and greatest number of days from the event to the term if the event lies between two days."""
        least = most = self.days
        for period in self.chain:
            shortest, longest = length_bounds(period, first, last)
            first, last = shift(first, period), shift(last, period)
            least, most = least + shortest, most + longest
        return least, most


@dataclass(frozen=True)
class Le:
    """Both events happen, and day(first) - day(second) is at most `most`."""

    first: str
    second: str
    most: int


@dataclass(frozen=True)
class NotLater:
    """Both events happen, and `first` lies on the day of `second` or earlier; months are in one of them."""

    first: Term
    second: Term


Order: TypeAlias = "Le | NotLater | bool"
"""An order of two terms; a bool where it holds always or never, if both come."""


def term(point: Point) -> Term:
    """A point that is not derived, as a term."""
    match point:
        case Event(name):
            return Term(name)
        case Day(day):
            return Term(ORIGIN, day.toordinal())
        case Named(_, inner):
            return term(inner)
        case Shift(inner, period):
            return _added(term(inner), period)
        case Kth() | Guarded():
            raise TypeError("derived points are eliminated before")
        case _:
            assert_never(point)


def _added(base: Term, period: Period) -> Term:
    if base.event == ORIGIN:
        return Term(ORIGIN, shift(base.days, period))
    if period.is_exact:
        return base.later(period.total_days)
    before = (Period(days=base.days),) if base.days else ()
    return Term(base.event, 0, (*base.chain, *before, period))


def not_later(first: Term, second: Term) -> Order:
    """That the first term lies on the day of the second or earlier, if both come."""
    if first.chain and second.event == ORIGIN:
        return Le(first.event, ORIGIN, last_start(first, second.days))
    if second.chain and first.event == ORIGIN:
        return Le(ORIGIN, second.event, -first_start(second, first.days))
    if first.chain or second.chain:
        return first.days <= second.days if _alike(first, second) else NotLater(first, second)
    most = second.days - first.days
    return most >= 0 if first.event == second.event else Le(first.event, second.event, most)


def _alike(first: Term, second: Term) -> bool:
    return first.event == second.event and first.chain == second.chain


def first_start(one: Term, end: int) -> int:
    """The first day of the event from which the term is on the day `end` or later."""
    end -= one.days
    for period in reversed(one.chain):
        end = earliest_start(period, end)
    return end


def last_start(one: Term, end: int) -> int:
    """The last day of the event from which the term is on the day `end` or earlier."""
    end -= one.days
    for period in reversed(one.chain):
        end = latest_start(period, end)
    return end


def widest(order: NotLater) -> int:
    """The most days that the first event can lie after the second, wherever in the calendar that is."""
    far = (1 << 40, 0)  # a range without a day counts as unbounded
    return _anywhere(order.second, far)[1] - _anywhere(order.first, far)[0]


def _anywhere(one: Term, unbounded: tuple[int, int]) -> tuple[int, int]:
    least = most = one.days
    for period in one.chain:
        shortest, longest = length_bounds(period, *unbounded)
        least, most = least + shortest, most + longest
    return least, most
