"""What a formula asks of the order of events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from conditions.formula import (
    All,
    Any,
    Compare,
    Constant,
    Count,
    Event,
    Formula,
    Gate,
    Happens,
    Implies,
    Matches,
    Not,
    Point,
    Within,
)
from conditions.periods import Period
from conditions.report.pictures.asks import NOTHING, Arrow, Asked, Gated, Need, Several, Unsaid
from conditions.report.pictures.windows import outside, window
from conditions.truth import Truth


def asked(formula: Formula, so: bool = True) -> Asked:
    """What a formula asks, or what its negation does."""
    match formula:
        case Constant(truth):
            return NOTHING if truth is (Truth.TRUE if so else Truth.FALSE) else Unsaid("what the dossier leaves open")
        case Happens(point):
            return Need(point) if so else Unsaid("what must not happen")
        case Within():
            return window(formula) if so else outside(formula)
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
    return window(Within(later, Event(f"{ladder}.{rung}"), least), "or a later rung")


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


__all__ = ["asked"]
