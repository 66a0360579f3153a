"""Periods in months between two events: whether their days keep an order, and what to learn where they do not.

How long a month is depends on where it starts. So the solver is told only the widest difference of days at first.
Where days that it found break the order, a lemma excludes them, and as many further days as the same difference
excludes: *where the first event lies between these days, and the second between those, it is at most so many days
after the second*.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from conditions.engines.exact.terms import NotLater
from conditions.periods import FIRST_DAY, LAST_DAY

EVER: Final = (FIRST_DAY, LAST_DAY)
"""All days that there are."""


class Lemma(NamedTuple):
    """What follows from an order of two terms.

    Attributes:
        first: Between which days the first event lies.
        second: Between which days the second event lies.
        most: The first event is then at most so many days after the second; where both are the same event and
            this is negative, it does not lie there.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    most: int


def keeps(order: NotLater, first: int, second: int) -> bool:
    """Whether events on these days keep the order."""
    return order.first.at(first) <= order.second.at(second)


def most(order: NotLater, first: tuple[int, int], second: tuple[int, int]) -> int:
    """How many days after the second the first event can come at most, if they lie between these days."""
    return order.second.lengths(*second)[1] - order.first.lengths(*first)[0]


def surely(order: NotLater) -> int:
    """How many days after the second the first event may come at most to keep the order wherever they lie."""
    return order.second.lengths(*EVER)[0] - order.first.lengths(*EVER)[1]


def lemma(order: NotLater, first: int, second: int) -> Lemma:
    """What excludes days that break the order, for as many days around them as it does."""
    gap = first - second
    if order.first.event == order.second.event:
        here = _around(first, lambda days: most(order, days, days) < 0)
        return Lemma(here, here, most(order, here, here))
    there = (second, second)
    here = _around(first, lambda days: most(order, days, there) < gap)
    there = _around(second, lambda days: most(order, here, days) < gap)
    return Lemma(here, there, most(order, here, there))


def _around(day: int, holds: Callable[[tuple[int, int]], bool]) -> tuple[int, int]:
    """The widest range around a day for which something holds, as far as doubling finds it."""
    if holds(EVER):
        return EVER
    first = last = day
    step = 1
    while step > 0 and first > FIRST_DAY:
        wider = max(FIRST_DAY, first - step)
        if holds((wider, last)):
            first, step = wider, step * 2
        else:
            step //= 2
    step = 1
    while step > 0 and last < LAST_DAY:
        wider = min(LAST_DAY, last + step)
        if holds((first, wider)):
            last, step = wider, step * 2
        else:
            step //= 2
    return first, last
