"""What a formula asks of the order of events: arrows and needs, all or some of which are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias, assert_never

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
    Happens,
    Implies,
    Matches,
    Not,
    Point,
    Shift,
    Within,
)
from conditions.periods import Period
from conditions.records import dataclass
from conditions.report.drawings import EdgeKind
from conditions.truth import Truth

Lag: TypeAlias = tuple[int, int]
"""Months and days, of one sign or mixed."""


@dataclass(frozen=True)
class Arrow:
    """That one point comes first, or how far the other may be from it."""

    first: Point
    then: Point
    kind: EdgeKind
    label: str = ""


@dataclass(frozen=True)
class Need:
    """That a point comes at some time, or that a fact has a value."""

    what: Point | Matches | Compare
    denied: bool = False


@dataclass(frozen=True)
class Several:
    """That at least so many of some things are so."""

    parts: tuple[Asked, ...]
    least: int

    @property
    def is_all(self) -> bool:
        """Whether every part must be so."""
        return self.least >= len(self.parts)


@dataclass(frozen=True)
class Gated:
    """What is asked of an act; nothing, if it never happens."""

    act: Point
    asked: Asked


@dataclass(frozen=True)
class Unsaid:
    """What no arrow says, and what it is about."""

    about: str


Asked: TypeAlias = Arrow | Need | Several | Gated | Unsaid

NOTHING: Final = Several((), 0)
"""Nothing is asked."""


def asked(formula: Formula, so: bool = True) -> Asked:
    """What a formula asks, or what its negation does."""
    match formula:
        case Constant(truth):
            return NOTHING if truth is (Truth.TRUE if so else Truth.FALSE) else Unsaid("what the dossier leaves open")
        case Happens(point):
            return Need(point) if so else Unsaid("what must not happen")
        case Within():
            return _window(formula) if so else _outside(formula)
        case Matches() | Compare():
            return Need(formula, denied=not so)
        case Not(part):
            return asked(part, not so)
        case All(parts):
            return _several(parts, so, len(parts) if so else 1)
        case Any(parts):
            return (_ladder(parts) if so else None) or _several(parts, so, 1 if so else len(parts))
        case Count(parts, least, most):
            if not so or (most is not None and most < len(parts)):
                return Unsaid("how many of several there are at most")
            return _several(parts, so, least)
        case Implies(premise, conclusion):
            return _implied(premise, conclusion) if so else Unsaid("what a premise leads to")
        case Gate(act, requires):
            return Gated(act, asked(requires)) if so else Unsaid("what an act is not bound to")
        case _:
            assert_never(formula)


def _several(parts: tuple[Formula, ...], so: bool, least: int) -> Asked:
    found = tuple(asked(part, so) for part in parts)
    if least >= len(found):
        found = tuple(part for part in found if part != NOTHING)
        least = len(found)
    elif sum(part == NOTHING for part in found) >= least:
        return NOTHING
    return found[0] if len(found) == 1 == least else Several(found, least)


def _implied(premise: Formula, conclusion: Formula) -> Asked:
    """What follows if some points come; drawn only where what follows is about these points."""
    points = _happening(premise)
    if points is None:
        return Unsaid("what holds only under a premise")
    inner = asked(conclusion)
    if all(set(points) <= {arrow.first, arrow.then} for arrow in _arrows(inner)) and len(points) <= 2:
        return Gated(points[0], inner) if len(points) == 1 else inner
    return Unsaid("what holds only under a premise")


def _happening(formula: Formula) -> tuple[Point, ...] | None:
    match formula:
        case Happens(point):
            return (point,)
        case All(parts):
            found = [_happening(part) for part in parts]
            return None if None in found else tuple(point for one in found for point in one or ())
        case _:
            return None


def _arrows(found: Asked) -> Iterator[Arrow]:
    match found:
        case Arrow():
            yield found
        case Several(parts, _):
            for part in parts:
                yield from _arrows(part)
        case Gated(_, inner):
            yield from _arrows(inner)
        case Need() | Unsaid():
            pass
        case _:
            assert_never(found)


# --- ladders --------------------------------------------------------------------


def _ladder(parts: tuple[Formula, ...]) -> Asked | None:
    """That a rung or a later one is reached, by a moment or ever: an arrow or need of the lowest of them."""
    if len(parts) < 2:
        return None
    found = [_rung(part) for part in parts]
    first = found[0]
    if first is None or any(one is None or one[:3] != first[:3] for one in found):
        return None
    ladder, later, least, rung = first
    if later is None or least is None:
        return Need(Event(f"{ladder}.{rung}"))
    return _window(Within(later, Event(f"{ladder}.{rung}"), least), "or a later rung")


def _rung(part: Formula) -> tuple[str, Point | None, Period | None, str] | None:
    match part:
        case Happens(Event(name)) if "." in name:
            ladder, _, rung = name.partition(".")
            return ladder, None, None, rung
        case Within(later, Event(name), least, None) if "." in name:
            ladder, _, rung = name.partition(".")
            return ladder, later, least, rung
        case _:
            return None


# --- windows --------------------------------------------------------------------


def _window(formula: Within, note: str = "") -> Asked:
    """The arrow of a window between two points."""
    point, ahead = _split(formula.point)
    anchor, after = _split(formula.anchor)
    low = None if formula.least is None else _lag(formula.least, after, ahead)
    high = None if formula.most is None else _lag(formula.most, after, ahead)
    return _arrow(point, anchor, low, high, note)


def _outside(formula: Within) -> Asked:
    """The arrow of what is not within a window of one side."""
    point, ahead = _split(formula.point)
    anchor, after = _split(formula.anchor)
    if formula.least is not None and formula.most is None:
        months, days = _lag(formula.least, after, ahead)
        return _arrow(point, anchor, None, (months, days - 1))
    if formula.most is not None and formula.least is None:
        months, days = _lag(formula.most, after, ahead)
        return _arrow(point, anchor, (months, days + 1), None)
    return Unsaid("what must not lie within a period")


def _split(point: Point) -> tuple[Point, Lag]:
    """A point without its periods, and these added up."""
    if not isinstance(point, Shift):
        return point, (0, 0)
    inner, (months, days) = _split(point.point)
    return inner, (months + point.period.total_months, days + point.period.total_days)


def _lag(bound: Period, after: Lag, ahead: Lag) -> Lag:
    return bound.total_months + after[0] - ahead[0], bound.total_days + after[1] - ahead[1]


def _arrow(point: Point, anchor: Point, low: Lag | None, high: Lag | None, note: str = "") -> Asked:
    if isinstance(point, Day) or isinstance(anchor, Day):
        return Unsaid("a fixed day")
    if point == anchor:
        holds = (low is None or _is_past(low)) and (high is None or _is_past(_minus(high)))
        return Need(point) if holds else Unsaid("an event and itself")
    if low is not None and high is not None:
        if _is_past(high) and low != high and high < (0, 0):
            return Arrow(point, anchor, "within", f"{_words(_minus(high))} to {_words(_minus(low))} later")
        return Arrow(anchor, point, "within", _between(low, high))
    if low is not None:
        return _later(anchor, point, low, note)
    if high is None:
        return Several((Need(point), Need(anchor)), 2)
    if _is_past(high):
        return _later(point, anchor, _minus(high), note)
    return Arrow(anchor, point, "within", f"at most {_words(high)} later")


def _later(first: Point, then: Point, lag: Lag, note: str) -> Asked:
    """That a point comes so much later than another, or more."""
    if lag == (0, 0):
        return Arrow(first, then, "not-after", note)
    if not _is_past(_minus(lag)):
        return Unsaid("how early something may come")
    label = "" if lag == (0, 1) else f"at least {_words(lag)} later"
    return Arrow(first, then, "before", ", ".join(part for part in (label, note) if part))


def _between(low: Lag, high: Lag) -> str:
    if low == high:
        return (
            "the same day"
            if low == (0, 0)
            else f"exactly {_words(low)} {'later' if _is_past(_minus(low)) else 'before'}"
        )
    if low == _minus(high):
        return f"at most {_words(high)} apart"
    if _is_past(low) and low != (0, 0):
        return f"{_words(_minus(low))} before to {_words(high)} after"
    return f"at most {_words(high)} later" if low == (0, 0) else f"{_words(low)} to {_words(high)} later"


def _is_past(lag: Lag) -> bool:
    return lag[0] <= 0 and lag[1] <= 0


def _minus(lag: Lag) -> Lag:
    return -lag[0], -lag[1]


def _words(lag: Lag) -> str:
    """A length of time, whatever its sign; months are said as years where they are whole ones."""
    months, days = abs(lag[0]), abs(lag[1])
    years, months = divmod(months, 12)
    joint = " less " if lag[0] * lag[1] < 0 else " "
    long = str(Period(years=years, months=months)) if years or months else ""
    return joint.join(part for part in (long, str(Period(days=days)) if days or not long else "") if part)


def unsaid(found: Asked) -> Iterator[str]:
    """What the parts are about that no arrow says."""
    match found:
        case Unsaid(about):
            yield about
        case Several(parts, _):
            for part in parts:
                yield from unsaid(part)
        case Gated(_, inner):
            yield from unsaid(inner)
        case Arrow() | Need():
            pass
        case _:
            assert_never(found)


__all__ = ["NOTHING", "Arrow", "Asked", "Gated", "Need", "Several", "Unsaid", "asked", "unsaid"]
