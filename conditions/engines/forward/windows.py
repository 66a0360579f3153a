"""What atoms ask of days, worked out once, and the answers where days are all that is known."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, assert_never

from conditions.engines.forward.circuit import Atom, CanAct, CanHold, Leaf
from conditions.engines.forward.plain import NotPlainError, Place, Plain, later, place_of
from conditions.formula import Compare, Event, Happens, Matches, Point, Within
from conditions.truth import Truth, conjunction


class Window(NamedTuple):
    """A window between two points: where each hangs, and where the window begins and ends."""

    point: Place
    anchor: Place
    start: Place | None
    end: Place | None


class Fixed(NamedTuple):
    """A window between two points that hang on one event, so many days apart: whether it holds if they come."""

    event: str
    holds: bool


Question: TypeAlias = Place | Window | Fixed | tuple[Point, ...]
"""What an atom asks, worked out once: that a point comes, or can come; a window; that points can all come."""


def question_of(atom: Atom) -> Question | None:
    """What an atom asks of days; `None` if it asks something else."""
    try:
        match atom:
            case Leaf(formula):
                return _question(formula)
            case CanAct(point):
                return place_of(point)
            case CanHold(points):
                for point in points:
                    place_of(point)
                return points
            case _:
                assert_never(atom)
    except NotPlainError:
        return None


def _question(formula: Happens | Within | Matches | Compare) -> Question | None:
    match formula:
        case Happens(point):
            return place_of(point)
        case Within():
            return _window(formula)
        case Matches() | Compare():
            return None
        case _:
            assert_never(formula)


def _window(window: Within) -> Window | Fixed:
    point, anchor = place_of(window.point), place_of(window.anchor)
    start, end = (None if bound is None else later(anchor, bound) for bound in (window.least, window.most))
    if point.event is None or point.event != anchor.event:
        return Window(point, anchor, start, end)
    if any(place is not None and place.periods for place in (point, start, end)):
        raise NotPlainError
    holds = (start is None or start.days <= point.days) and (end is None or point.days <= end.days)
    return Fixed(point.event, holds)


def answer(question: Question, plain: Plain, *, can: bool) -> Truth:
    """The truth of an atom by days alone.

    Args:
        question: What it asks.
        plain: The days, in its setting.
        can: Whether a point is asked for that can come, where that is not the same as that it comes.

    Raises:
        NotPlainError: Days alone do not say it.
    """
    match question:
        case Window(point, anchor, start, end):
            return _within(point, anchor, start, end, plain)
        case Fixed(event, holds):
            return conjunction((plain.cell(event)[0], Truth.of(holds)))
        case Place(event):
            comes = Truth.TRUE if event is None else plain.cell(event)[0]
            if can and comes is Truth.UNKNOWN and event is not None and plain.assuming((Event(event),)) is None:
                return Truth.FALSE
            return comes
        case _:
            return Truth.of(plain.assuming(question) is not None)


def _within(point: Place, anchor: Place, start: Place | None, end: Place | None, plain: Plain) -> Truth:
    if point.event is not None and anchor.event is not None and plain.are_tied(point.event, anchor.event):
        raise NotPlainError
    comes, earliest, latest = plain.days(point)
    there = plain.days(anchor)[0]
    if comes is Truth.FALSE or there is Truth.FALSE:
        return Truth.FALSE
    is_certain = comes is Truth.TRUE and there is Truth.TRUE
    if start is not None:
        _, first, last = plain.days(start)
        if latest < first:
            return Truth.FALSE
        is_certain = is_certain and earliest >= last
    if end is not None:
        _, first, last = plain.days(end)
        if earliest > last:
            return Truth.FALSE
        is_certain = is_certain and latest <= first
    return Truth.TRUE if is_certain else Truth.UNKNOWN


__all__ = ["Question", "answer", "question_of"]
