"""Order in months between events of which no day is known, as a timeline states it.

The network counts days, and a month has no number of days unless it is known where it
starts. What a timeline says in the same months as the question needs no days: who comes
at most 9 months after another has come within 9 months of it, whenever that was.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from conditions.entries import Relation
from conditions.formula import Event, Point, Shift
from conditions.periods import Period, length_bounds
from conditions.points import spread
from conditions.truth import Truth


def stated_order(relations: Iterable[Relation], later: Point, earlier: Point) -> Truth:
    """Whether a relation says that the one point lies on the day of the other or later, or that it does not.

    Asked for points of two events, of which one may have a period added; unknown for all others.
    """
    one, other = _shifted_event(later), _shifted_event(earlier)
    if one is None or other is None or (one[1].is_exact and other[1].is_exact):
        return Truth.UNKNOWN
    (event, ahead), (anchor, after) = one, other
    for relation in relations:
        ends = (relation.first, relation.second)
        if ends == (anchor, event) and ahead.is_zero:
            if relation.least is not None and _reaches(relation.least, after):
                return Truth.TRUE
            if relation.most is not None and _exceeds(after, relation.most):
                return Truth.FALSE
        if ends == (event, anchor) and after.is_zero:
            if relation.most is not None and _reaches(ahead, relation.most):
                return Truth.TRUE
            if relation.least is not None and _exceeds(relation.least, ahead):
                return Truth.FALSE
    return Truth.UNKNOWN


def _shifted_event(point: Point) -> tuple[str, Period] | None:
    match spread(point):
        case Event(name):
            return name, Period()
        case Shift(Event(name), period):
            return name, period
        case Shift(Shift(Event(name), period), then) if then.is_exact:
            days = period.total_days + then.total_days
            return None if period.total_months * days < 0 else (name, Period(months=period.total_months, days=days))
        case _:
            return None


def _reaches(period: Period, other: Period) -> bool:
    """Whether a period leads at least as far as another, whatever the day on which both start."""
    if period.total_months == other.total_months:
        return period.total_days >= other.total_days
    return length_bounds(period, -math.inf, math.inf)[0] >= length_bounds(other, -math.inf, math.inf)[1]


def _exceeds(period: Period, other: Period) -> bool:
    """Whether a period leads farther than another, whatever the day on which both start."""
    if period.total_months == other.total_months:
        return period.total_days > other.total_days
    return length_bounds(period, -math.inf, math.inf)[0] > length_bounds(other, -math.inf, math.inf)[1]
