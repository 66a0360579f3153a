"""What is known of points in a course: whether they come, and how far apart two of them are.

The distance between two points is never a number here: all that a formula asks is whether it is
surely at least, or surely below, some number of days. For the k-th of several points both are
counted from its parts, so that nothing has to be sorted in a row.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, TypeAlias, assert_never

from conditions.dates import Period, length_bounds
from conditions.engines.frames.course import Course
from conditions.engines.frames.nodes import EPOCH, Node
from conditions.engines.frames.truths import Told, conjunction, constant, counted
from conditions.formula import (
    Day,
    Event,
    Formula,
    Guarded,
    Kth,
    Named,
    Not,
    Point,
    Shift,
    event_of,
    events_of,
    is_derived,
)
from conditions.points import derived_in, size, spread
from conditions.truth import Truth

Judge: TypeAlias = Callable[[Formula, Course], Told]

_MOST_PAIRS: Final = 10_000
"""The reference takes distances between more pairs than this from the days alone."""


class UnsupportedPointError(Exception):
    """Rows cannot answer for a point; the message says why."""


class _Sides(NamedTuple):
    """Whether a distance is surely at least, and surely below, some number of days."""

    at_least: Node
    below: Node


def comes(point: Point, course: Course, judge: Judge) -> Told:
    """Whether a point comes; a fixed day always does."""
    graph = course.graph
    match point:
        case Event(name):
            return course.occurs(name)
        case Day():
            return constant(graph, Truth.TRUE)
        case Shift(inner, _) | Named(_, inner):
            return comes(inner, course, judge)
        case Kth() | Guarded() if point in course.points:
            return constant(graph, Truth.TRUE)
        case Kth((Guarded(one, guard), Guarded(other, Not(denied))), 1) if guard == denied:
            # One of the two comes, whichever way the guard turns out.
            certain = conjunction(graph, (comes(one, course, judge), comes(other, course, judge)))
            told = counted(graph, (comes(each, course, judge) for each in point.points), 1)
            return Told(graph.some((certain.yes, told.yes)), graph.every((graph.opposite(certain.yes), told.no)))
        case Kth(points, k):
            return counted(graph, (comes(each, course, judge) for each in points), k)
        case Guarded(inner, guard):
            return conjunction(graph, (comes(inner, course, judge), judge(guard, course)))
        case _:
            assert_never(point)


def both_come(one: Point, other: Point, course: Course, judge: Judge) -> Told:
    """Whether two points come, false also where they cannot come together."""
    graph = course.graph
    told = conjunction(graph, (comes(one, course, judge), comes(other, course, judge)))
    conflict = conflicts((one, other), course, judge)
    return Told(told.yes, graph.some((told.no, graph.every((graph.opposite(told.yes), conflict)))))


def conflicts(points: Iterable[Point], course: Course, judge: Judge) -> Node:
    """Where points, each of which can come, cannot all come together."""
    graph, needed = course.graph, _needed_of(points, course, judge)
    events = [event for event in needed if event in course.rows.ladders]
    return graph.some(
        graph.every((needed[one], needed[other], course.conflict(one, other)))
        for place, one in enumerate(events)
        for other in events[:place]
    )


def assuming(points: Iterable[Point], course: Course, judge: Judge) -> tuple[Course, Node]:
    """The course where these points come, and where that cannot be."""
    graph, listed = course.graph, list(points)
    impossible = [comes(point, course, judge).no for point in listed]
    impossible.append(conflicts(listed, course, judge))
    events = {
        event: where
        for event, where in _needed_of(listed, course, judge).items()
        if course.certain(event) is not graph.true and where is not graph.false
    }
    derived = [part for point in listed for part in derived_in(point)]
    further = course.assuming(events, derived) if events or derived else course
    return further, graph.some(impossible)


def _needed_of(points: Iterable[Point], course: Course, judge: Judge) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for point in points:
        for event, where in _needed(point, course, judge).items():
            found[event] = course.graph.some((where, found.get(event, course.graph.false)))
    return found


def _needed(point: Point, course: Course, judge: Judge) -> dict[str, Node]:
    """Events without which a point does not come, and in which rows."""
    graph = course.graph
    match point:
        case Event(name):
            return {name: graph.true}
        case Day():
            return {}
        case Shift(inner, _) | Named(_, inner) | Guarded(inner, _):
            return _needed(inner, course, judge)
        case Kth(points, k):
            possible = [graph.opposite(comes(each, course, judge).no) for each in points]
            more = graph.at_least_true(possible, k + 1)
            exactly = graph.every((graph.at_least_true(possible, k), graph.opposite(more)))
            found: dict[str, Node] = {}
            for each, where in zip(points, possible, strict=True):
                for event, needed in _needed(each, course, judge).items():
                    here = graph.every((exactly, where, needed))
                    found[event] = graph.some((here, found.get(event, graph.false)))
            return found
        case _:
            assert_never(point)


# --- distances ----------------------------------------------------------------------


def not_before(later: Point, earlier: Point, course: Course, judge: Judge) -> Told:
    """Whether the one point is surely on the day of the other or later, and surely not; given that both come."""
    return Told(*_distance(later, earlier, 0, course, judge))


def _distance(later: Point, earlier: Point, least: int, course: Course, judge: Judge) -> _Sides:
    """Whether the distance from `earlier` to `later` is surely at least, or surely below, so many days."""
    graph = course.graph
    one, other = spread(later), spread(earlier)
    if later == earlier or one == other:
        return _Sides(graph.known(least <= 0), graph.known(least > 0))
    if size(one) * size(other) > _MOST_PAIRS:
        raise UnsupportedPointError("two moments that are each decided by very many events")
    if isinstance(one, Kth):
        return _of_kth(one, other, least, course, judge)
    if isinstance(other, Kth):
        # The other way round every sign turns.
        turned = _of_kth(other, one, 1 - least, course, judge)
        return _Sides(turned.below, turned.at_least)
    return _of_simple(one, other, least, course)


def _of_kth(point: Kth, anchor: Point, least: int, course: Course, judge: Judge) -> _Sides:
    """The k-th smallest of the distances of its parts, of which some may not be there."""
    graph, given = course.graph, _needed(anchor, course, judge)
    possible, certain, early, late = [], [], [], []
    for each in point.points:
        told, implied = comes(each, course, judge), graph.false
        sides = _distance(each, anchor, least, course, judge)
        if not is_derived(each):
            # The anchor does not come without it.
            implied = graph.every(given.get(event, graph.false) for event in events_of(each))
        there = graph.some((implied, graph.opposite(told.no)))
        may = graph.every((there, graph.opposite(_crossed(each, anchor, course, judge))))
        sure = graph.some((told.yes, implied))
        possible.append(may)
        certain.append(graph.every((may, sure)))
        early.append(graph.every((may, graph.opposite(sides.at_least))))
        late.append((may, sides.below))
    enough = graph.at_least_true(certain, point.k)
    surely = graph.at_least_true(
        [graph.every((sure, below)) for sure, (_, below) in zip(certain, late, strict=True)], point.k
    )
    everything = graph.every(graph.some((graph.opposite(may), below)) for may, below in late)
    nothing = graph.opposite(graph.at_least_true(possible, point.k))
    below = graph.some(
        (graph.every((enough, surely)), graph.every((graph.opposite(enough), graph.some((everything, nothing)))))
    )
    return _Sides(graph.opposite(graph.at_least_true(early, point.k)), below)


def _crossed(point: Point, anchor: Point, course: Course, judge: Judge) -> Node:
    """Where no distance between two points is possible."""
    graph = course.graph
    one, other = spread(point), spread(anchor)
    if isinstance(one, Kth) or isinstance(other, Kth):
        kth, rest = (one, other) if isinstance(one, Kth) else (other, one)
        assert isinstance(kth, Kth)
        possible = [
            graph.every(
                (graph.opposite(comes(each, course, judge).no), graph.opposite(_crossed(each, rest, course, judge)))
            )
            for each in kth.points
        ]
        return graph.opposite(graph.at_least_true(possible, kth.k))
    first, second = event_of(one), event_of(other)
    if first is None or second is None or first == second:
        return graph.false
    return course.conflict(first, second)


def _of_simple(later: Point, earlier: Point, least: int, course: Course) -> _Sides:
    """Points that each hang on one event or day: by their days, and by what ties their events together."""
    graph = course.graph
    first, last = _days(later, course)
    begin, end = _days(earlier, course)
    at_least, below = [graph.apart(first, end, least)], [graph.apart(begin, last, 1 - least)]
    one, other = event_of(later), event_of(earlier)
    if one is not None and other is not None:
        shortest, longest = _length(later)
        least_after, most_after = _length(earlier)
        gap = (shortest - most_after, longest - least_after)
        if one == other:
            _check_decided(gap, least, exact=False)
            return _Sides(graph.known(gap[0] >= least), graph.known(gap[1] < least))
        for tie in course.ties(one, other):
            if tie.least is not None:
                _check_side(tie.least + gap[0], tie.least + gap[1], least, exact=tie.exact)
                if tie.least + gap[0] >= least:
                    at_least.append(tie.where)
            if tie.most is not None:
                _check_side(least - 1 - tie.most - gap[1], least - 1 - tie.most - gap[0], 0, exact=tie.exact)
                if tie.most + gap[1] < least:
                    below.append(tie.where)
    return _Sides(graph.some(at_least), graph.some(below))


def _check_decided(gap: tuple[int, int], least: int, *, exact: bool) -> None:
    if not exact and gap[0] < least <= gap[1]:
        raise UnsupportedPointError("two moments of one event that are months apart")


def _check_side(narrowest: int, widest: int, needed: int, *, exact: bool) -> None:
    """Refuse where the length of a period in months, which depends on its first day, would decide."""
    if not exact and narrowest < needed <= widest:
        raise UnsupportedPointError("months between events whose order alone may be known")


def _days(point: Point, course: Course) -> tuple[Node, Node]:
    """First and last possible day of a point that hangs on one event or day."""
    graph = course.graph
    match point:
        case Event(name):
            return course.days(name)
        case Day(day):
            found = graph.known(day.toordinal() - EPOCH)
            return found, found
        case Shift(inner, period):
            first, last = _days(inner, course)
            return graph.later(first, period), graph.later(last, period)
        case Kth() | Guarded() | Named():
            raise AssertionError("a point without names and guards that is no k-th of several")
        case _:
            assert_never(point)


def _length(point: Point) -> tuple[int, int]:
    """Least and greatest number of days from the event on which a point hangs to the point."""
    least, most = 0, 0
    while isinstance(point, Shift):
        shortest, longest = _lengths(point.period)
        least, most, point = least + shortest, most + longest, point.point
    return least, most


def _lengths(period: Period) -> tuple[int, int]:
    return length_bounds(period, -math.inf, math.inf)
