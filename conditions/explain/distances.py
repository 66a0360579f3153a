"""Distances as bounds in calendar periods and days: turned around, added up, and made relations of a timeline."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias, assert_never

from conditions.dates import Period, add_ordinal, earliest_start, latest_start, length_bounds
from conditions.english import is_backward
from conditions.formula import Point, Shift, Within
from conditions.points import Bounds
from conditions.records import dataclass
from conditions.timeline import Relation

Side: TypeAlias = Literal["in", "below", "above"]
"""Inside a window, earlier than it, or later."""


@dataclass(frozen=True)
class Limit:
    """A bound of a distance: a calendar period and then some days."""

    period: Period
    days: int = 0

    def steps(self, first: tuple[Period, ...] = ()) -> tuple[Period, ...]:
        """All periods in the order in which they are added."""
        return tuple(step for step in (*first, self.period, Period(days=self.days)) if not step.is_zero)

    def as_period(self) -> Period:
        """One period, where the days are none or the period is a number of days."""
        return Period(days=self.period.total_days + self.days) if self.period.is_exact else self.period


def limits(window: Within, side: Side) -> tuple[Limit | None, Limit | None]:
    """The distances on one side of a window."""
    match side:
        case "in":
            ends = (window.least, window.most)
            return None if ends[0] is None else Limit(ends[0]), None if ends[1] is None else Limit(ends[1])
        case "below":
            return None, None if window.least is None else Limit(window.least, -1)
        case "above":
            return None if window.most is None else Limit(window.most, 1), None
        case _:
            assert_never(side)


def total(limit: Limit, shifts: tuple[Period, ...]) -> Limit | None:
    """The limit from event to event, `None` where no single period says it."""
    steps = [step for step in (*shifts, limit.period) if not step.is_zero]
    if all(step.is_exact for step in steps):
        return Limit(Period(days=sum(step.total_days for step in steps)), limit.days)
    return Limit(steps[0], limit.days) if len(steps) == 1 else None


def root(point: Point) -> Point:
    """The event or day that a point is derived from."""
    return root(point.point) if isinstance(point, Shift) else point


def turned(limit: Limit | None) -> Limit | None:
    """The limit as seen from the other end."""
    return None if limit is None else Limit(-limit.period, -limit.days)


def as_periods(low: Limit | None, high: Limit | None) -> tuple[Period | None, Period | None] | None:
    """The limits as periods, `None` where one lies a day beyond a calendar period."""
    if any(limit is not None and limit.days and not limit.period.is_exact for limit in (low, high)):
        return None
    return None if low is None else low.as_period(), None if high is None else high.as_period()


def beyond(low: Limit | None, high: Limit | None) -> str:
    """Strictly beyond a calendar period, which has no number of days."""
    if high is not None:
        period, word = high.period, ("more than" if is_backward(high.period) else "less than")
    else:
        assert low is not None
        period, word = low.period, ("less than" if is_backward(low.period) else "more than")
    return f"{word} {-period} before" if is_backward(period) else f"{word} {period} after"


def after(day: float, limit: Limit) -> float:
    """The day that a limit leads to."""
    return add_ordinal(add_ordinal(day, limit.period), Period(days=limit.days))


def before(day: float, limit: Limit, start: Callable[[Period, int], int]) -> float:
    """A day from which a limit leads to a day, on one side of it."""
    return start(limit.period, int(day) - limit.days)


def unshifted(point: Point, bounds: Bounds) -> Bounds:
    """The days of an event that put a point derived from it between these days."""
    for period in shifts(point)[::-1]:
        least, most = bounds
        bounds = (
            least if math.isinf(least) else earliest_start(period, int(least)),
            most if math.isinf(most) else latest_start(period, int(most)),
        )
    return bounds


def shifts(point: Point) -> tuple[Period, ...]:
    """The periods that lead from a point's event to the point, in order."""
    return (*shifts(point.point), point.period) if isinstance(point, Shift) else ()


def relations(
    first: str,
    second: str,
    before: tuple[Period, ...],
    beyond: tuple[Period, ...],
    low: Limit | None,
    high: Limit | None,
    *,
    exact: bool,
) -> tuple[Relation, ...]:
    """Relations between two events that put `second + beyond` from `first + before + low` to that `+ high`.

    In calendar periods where `exact` and a single one can say it; else in days that ask a little more.
    """
    made: list[Relation] = []
    for limit, lower in ((low, True), (high, False)):
        if limit is None:
            continue
        forward, backward = (_single(steps) if exact else None for steps in (limit.steps(before), beyond))
        if not beyond and forward is not None:
            made.append(Relation(first, second, forward, None) if lower else Relation(first, second, None, forward))
        elif not limit.steps(before) and backward is not None:
            made.append(Relation(second, first, None, backward) if lower else Relation(second, first, backward, None))
        else:
            days = _most_days(limit.steps(before), upper=lower) - _most_days(beyond, upper=not lower)
            bound = Period(days=days)
            made.append(Relation(first, second, bound, None) if lower else Relation(first, second, None, bound))
    return tuple(made)


def _single(steps: tuple[Period, ...]) -> Period | None:
    """One period that leads as far as these one after the other, or `None` where no single one does."""
    if all(step.is_exact for step in steps):
        return Period(days=sum(step.total_days for step in steps))
    months, *rest = steps
    days = months.total_days + sum(step.total_days for step in rest)
    if all(step.is_exact for step in rest) and days * months.total_months >= 0:
        return Period(months=months.total_months, days=days)
    return None


def _most_days(steps: tuple[Period, ...], *, upper: bool) -> int:
    return sum(length_bounds(step, -math.inf, math.inf)[upper] for step in steps)


def sides(window: Within) -> Iterator[Side]:
    """The sides of a window on which an event can be outside it."""
    if window.least is not None:
        yield "below"
    if window.most is not None:
        yield "above"
