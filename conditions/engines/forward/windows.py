"""What atoms ask of days, worked out once: a function for each, of the days in its setting."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, TypeAlias, assert_never

from conditions.engines.forward.circuit import Atom, CanAct, CanHold, Leaf
from conditions.engines.forward.plain import NotPlainError, Place, Plain, hung_on, later, place_of
from conditions.formula import Compare, Happens, Matches, Within
from conditions.periods import FIRST_DAY, LAST_DAY
from conditions.truth import Truth, conjunction

Question: TypeAlias = Callable[[Plain], Truth]
"""The truth of an atom by the days in its setting; it raises `NotPlainError` where days alone do not say it."""

# Looked up on its class, a member of an enumeration costs as much as a comparison of days.
_TRUE: Final = Truth.TRUE
_FALSE: Final = Truth.FALSE
_UNKNOWN: Final = Truth.UNKNOWN


def question_of(atom: Atom) -> Question | None:
    """What an atom asks of days; `None` if it asks something else."""
    try:
        match atom:
            case Leaf(formula):
                return _of_formula(formula)
            case CanAct(point):
                return _can_act(place_of(point).event)
            case CanHold(points):
                return _can_hold(hung_on(points))
            case _:
                assert_never(atom)
    except NotPlainError:
        return None


def _of_formula(formula: Happens | Within | Matches | Compare) -> Question | None:
    match formula:
        case Happens(point):
            return _comes(place_of(point).event)
        case Within():
            return _window(formula)
        case Matches() | Compare():
            return None
        case _:
            assert_never(formula)


def _comes(event: str | None) -> Question:
    """Whether a point comes that hangs on an event, or on a fixed day."""
    if event is None:
        return lambda _: _TRUE
    return lambda plain: plain.cell(event)[0]


def _can_act(event: str | None) -> Question:
    """The same, but false where it cannot come."""

    def asked(plain: Plain) -> Truth:
        assert event is not None
        comes = plain.cell(event)[0]
        return _FALSE if comes is _UNKNOWN and plain.coming((event,)) is None else comes

    return _comes(None) if event is None else asked


def _can_hold(events: tuple[str, ...]) -> Question:
    return lambda plain: Truth.of(plain.coming(events) is not None)


def _window(window: Within) -> Question:
    point, anchor = place_of(window.point), place_of(window.anchor)
    start, end = (None if bound is None else later(anchor, bound) for bound in (window.least, window.most))
    if point.event is not None and point.event == anchor.event:
        return _fixed(point.event, point, start, end)
    if anchor.event is None or any(place is not None and place.periods for place in (point, anchor, start, end)):
        return lambda plain: _within(point, anchor, start, end, plain)
    return _between(point, anchor.event, start, end)


def _fixed(event: str, point: Place, start: Place | None, end: Place | None) -> Question:
    """A window between two points that hang on one event, so many days apart: it holds, or not, if they come."""
    if any(place is not None and place.periods for place in (point, start, end)):
        raise NotPlainError
    holds = Truth.of((start is None or start.days <= point.days) and (end is None or point.days <= end.days))
    return lambda plain: conjunction((plain.cell(event)[0], holds))


def _between(point: Place, event: str, start: Place | None, end: Place | None) -> Question:
    """A window that begins and ends so many days after an event: `_within`, worked out for the usual case."""
    least, most = (None if place is None else place.days for place in (start, end))
    itself = None if point.days else point.event

    def asked(plain: Plain) -> Truth:
        rungs = plain.ladders.get(event)
        if rungs is not None and point.event in rungs:
            raise NotPlainError
        cells = plain.cells
        comes, earliest, latest = plain.days(point) if itself is None else cells.get(itself) or plain.cell(itself)
        there, first, last = cells.get(event) or plain.cell(event)
        if comes is _FALSE or there is _FALSE:
            return _FALSE
        is_certain = comes is _TRUE and there is _TRUE
        if least is not None:
            if least:
                _stay(first + least, last + least)
            if latest < first + least:
                return _FALSE
            is_certain = is_certain and earliest >= last + least
        if most is not None:
            if most:
                _stay(first + most, last + most)
            if earliest > last + most:
                return _FALSE
            is_certain = is_certain and latest <= first + most
        return _TRUE if is_certain else _UNKNOWN

    return asked


def _stay(first: float, last: float) -> None:
    """See to it that days stay within the calendar.

    Raises:
        NotPlainError: One is outside it.
    """
    if (first < FIRST_DAY and first != -math.inf) or (last > LAST_DAY and last != math.inf):
        raise NotPlainError


def _within(point: Place, anchor: Place, start: Place | None, end: Place | None, plain: Plain) -> Truth:
    if point.event is not None and anchor.event is not None and plain.are_tied(point.event, anchor.event):
        raise NotPlainError
    comes, earliest, latest = plain.days(point)
    there = plain.days(anchor)[0]
    if comes is _FALSE or there is _FALSE:
        return _FALSE
    is_certain = comes is _TRUE and there is _TRUE
    if start is not None:
        _, first, last = plain.days(start)
        if latest < first:
            return _FALSE
        is_certain = is_certain and earliest >= last
    if end is not None:
        _, first, last = plain.days(end)
        if earliest > last:
            return _FALSE
        is_certain = is_certain and latest <= first
    return _TRUE if is_certain else _UNKNOWN


__all__ = ["Question", "question_of"]
