"""What a formula means: the reference interpreter.

Read this file first. `judge` gives the strong Kleene truth of a formula under
what is known, and the tree of judgements behind it. Every other engine must
give the same truth; a disagreement is a bug of the other engine.

Gates, orders and windows are judged as one construct on the tightest bounds of
the days involved, assuming that the gated act happens. Composing them from `not`
and `or` would lose answers that are already decided: a border handed back in the
past and elections still to come is decided today.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias, assert_never

from conditions.amounts import compared
from conditions.formula import (
    All,
    Any,
    Compare,
    Constant,
    Count,
    Formula,
    Gate,
    Happens,
    Implies,
    Matches,
    Not,
    Point,
    Within,
    facts_in,
)
from conditions.knowledge import Among, FactState, Knowledge, NotKnown, NumberBetween
from conditions.points import Bounds, shifted
from conditions.records import dataclass
from conditions.stated_order import stated_order
from conditions.truth import Truth, conjunction, counted, disjunction


class PointSeen(NamedTuple):
    """What was known of a point when it was judged: whether it comes, and when (ordinals)."""

    point: Point
    comes: Truth
    days: Bounds


class FactSeen(NamedTuple):
    """What was known of a fact when it was judged."""

    fact: str
    value: FactState


Seen: TypeAlias = PointSeen | FactSeen


@dataclass(frozen=True)
class Judgement:
    """The truth of a formula, and what it rests on.

    Attributes:
        formula: What was judged.
        truth: Its truth.
        parts: Judgements of the formulas inside it, as far as they were needed.
        seen: The points and facts that a formula without parts was judged on; for a gate, its act.
        distance: For `Within`, the known number of days from anchor to point.
        vacuous: True only because nothing was asked: the act or the premise does not come about.
    """

    formula: Formula
    truth: Truth
    parts: tuple[Judgement, ...] = ()
    seen: tuple[Seen, ...] = ()
    distance: Bounds | None = None
    vacuous: bool = False


def judge(formula: Formula, known: Knowledge) -> Judgement:
    """The truth of a formula under what is known, with the judgements behind it."""
    match formula:
        case Constant(truth):
            return Judgement(formula, truth)
        case Happens(point):
            return Judgement(formula, known.comes(point), seen=_seen(known, point))
        case Within():
            return _within(formula, known)
        case Matches(fact, values):
            state = known.fact(fact)
            return Judgement(formula, _matches(state, values), seen=(FactSeen(fact, state),))
        case Compare(left, comparison, right):
            seen = tuple(FactSeen(fact, known.fact(fact)) for fact in facts_in(formula))
            return Judgement(formula, compared(left, comparison, right, known), seen=seen)
        case Not(part):
            inner = judge(part, known)
            return Judgement(formula, ~inner.truth, (inner,))
        case All(parts):
            judged = tuple(judge(part, known) for part in parts)
            truth = conjunction(part.truth for part in judged)
            return Judgement(formula, truth, judged, vacuous=_vacuous(truth, judged))
        case Any(parts):
            judged = tuple(judge(part, known) for part in parts)
            truth = disjunction(part.truth for part in judged)
            return Judgement(formula, truth, judged, vacuous=_vacuous(truth, _true_ones(judged)))
        case Count(parts, at_least, at_most):
            judged = tuple(judge(part, known) for part in parts)
            truth = counted((part.truth for part in judged), at_least, at_most)
            vacuous = at_least > 0 and _vacuous(truth, _true_ones(judged))
            return Judgement(formula, truth, judged, vacuous=vacuous)
        case Implies(premise, conclusion):
            return _implies(formula, judge(premise, known), conclusion, known)
        case Gate(act, requires):
            return _gate(formula, act, requires, known)
        case _:
            assert_never(formula)


def _gate(formula: Gate, act: Point, requires: Formula, known: Knowledge) -> Judgement:
    """Met if the act never happens; else as its requirement, which is judged as if the act happens."""
    seen = _seen(known, act)
    happens = known.comes(act)
    acting = None if happens is Truth.FALSE else known.assuming((act,))
    if acting is None:
        return Judgement(formula, Truth.TRUE, seen=seen, vacuous=True)
    inner = judge(requires, acting)
    return Judgement(formula, _consequence(happens, inner.truth), (inner,), seen, vacuous=inner.vacuous)


def _implies(formula: Implies, premise: Judgement, conclusion: Formula, known: Knowledge) -> Judgement:
    """Met if the premise is false; else as its conclusion, which is judged as if the premise holds."""
    holding = None if premise.truth is Truth.FALSE else known.assuming(promised(formula.premise))
    if holding is None:
        return Judgement(formula, Truth.TRUE, (premise,), vacuous=True)
    inner = judge(conclusion, holding)
    return Judgement(formula, _consequence(premise.truth, inner.truth), (premise, inner), vacuous=inner.vacuous)


def _consequence(condition: Truth, consequence: Truth) -> Truth:
    """The truth of an implication whose consequence was judged as if the condition held."""
    if consequence is Truth.TRUE:
        return Truth.TRUE
    return Truth.FALSE if condition is Truth.TRUE and consequence is Truth.FALSE else Truth.UNKNOWN


def _within(formula: Within, known: Knowledge) -> Judgement:
    """Both come, and the bounds of their distance decide; an unknown distance may still be decided by occurrence."""
    point, anchor = formula.point, formula.anchor
    come = known.both_come(point, anchor)
    seen = (*_seen(known, point), *_seen(known, anchor))
    if come is Truth.FALSE:
        return Judgement(formula, Truth.FALSE, seen=seen)
    distance = known.distance(point, anchor)
    sides: list[Truth] = [come]
    if formula.least is not None:
        start = shifted(anchor, formula.least)
        sides.append(_not_before(known, point, start, distance if start is anchor else known.distance(point, start)))
    if formula.most is not None:
        end = shifted(anchor, formula.most)
        sides.append(_not_before(known, end, point, known.distance(end, point)))
    return Judgement(formula, conjunction(sides), seen=seen, distance=distance)


def _not_before(known: Knowledge, later: Point, earlier: Point, distance: Bounds) -> Truth:
    """Whether the one point is not before the other, as the days between them say, or the timeline itself in months."""
    least, most = distance
    if least >= 0 or most < 0:
        return Truth.of(least >= 0)
    return stated_order(known.timeline.relations, later, earlier)


def promised(formula: Formula) -> tuple[Point, ...]:
    """The points that certainly come if the formula is true."""
    match formula:
        case Happens(point):
            return (point,)
        case Within(point, anchor):
            return (point, anchor)
        case All(parts):
            return tuple(dict.fromkeys(point for part in parts for point in promised(part)))
        case Any(parts):
            common = [promised(part) for part in parts]
            return tuple(point for point in common[0] if all(point in other for other in common)) if common else ()
        case Constant() | Matches() | Compare() | Not() | Count() | Implies() | Gate():
            return ()
        case _:
            assert_never(formula)


def _matches(state: FactState, values: tuple[bool | str, ...]) -> Truth:
    match state:
        case Among(options):
            hits = [option in values for option in options]
            return Truth.TRUE if all(hits) else Truth.UNKNOWN if any(hits) else Truth.FALSE
        case NumberBetween() | NotKnown():
            return Truth.UNKNOWN
        case _:
            assert_never(state)


def _seen(known: Knowledge, point: Point) -> tuple[Seen, ...]:
    return (PointSeen(point, known.comes(point), known.days(point)),)


def _true_ones(parts: Iterable[Judgement]) -> tuple[Judgement, ...]:
    return tuple(part for part in parts if part.truth is Truth.TRUE)


def _vacuous(truth: Truth, parts: tuple[Judgement, ...]) -> bool:
    """True only because each part asks nothing."""
    return truth is Truth.TRUE and all(part.vacuous for part in parts)


__all__ = ["FactSeen", "Judgement", "PointSeen", "Seen", "judge", "promised"]
