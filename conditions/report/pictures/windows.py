"""Windows between two points as arrows: which comes first, and how far the other may be from it."""

from __future__ import annotations

from typing import TypeAlias

from conditions.formula import Day, Point, Shift, Within
from conditions.periods import Period
from conditions.report.pictures.asks import Arrow, Asked, Need, Several, Unsaid

Lag: TypeAlias = tuple[int, int]
"""Months and days, of one sign or mixed."""


def window(formula: Within, note: str = "") -> Asked:
    """The arrow of a window between two points."""
    point, ahead = _split(formula.point)
    anchor, after = _split(formula.anchor)
    low = None if formula.least is None else _lag(formula.least, after, ahead)
    high = None if formula.most is None else _lag(formula.most, after, ahead)
    return _arrow(point, anchor, low, high, note)


def outside(formula: Within) -> Asked:
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


__all__ = ["outside", "window"]
