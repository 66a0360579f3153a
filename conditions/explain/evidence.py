"""The evaluated tree of a verdict in words: each part, its truth, and the days and facts that decided it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final, assert_never

from conditions.dates import Period
from conditions.english import day_of, is_backward, listing
from conditions.explain.fates import NEVER, RUNG, Fates
from conditions.explain.tree import ExplainedNode
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
    Within,
    events_of,
)
from conditions.knowledge import Knowledge
from conditions.language.over_time import periods_in
from conditions.records import dataclass
from conditions.semantics import Judgement, PointSeen, judge
from conditions.truth import Truth
from conditions.wording import Wording

_SO_FAR: Final = {
    "it has not been reached": "it has not got so far",
    "not known whether it is reached": "not known whether it gets so far",
}
"""What is said of a whole ladder, by what is said of each of its rungs."""


@dataclass(frozen=True)
class Telling:
    """Puts a judgement in words.

    Attributes:
        wording: The words of names and formulas.
        known: All that the scenario knows.
        next_: Whether the judgement asks what would be if the act happened next.
    """

    wording: Wording
    known: Knowledge
    next_: bool = False

    @property
    def fates(self) -> Fates:
        """The words for what decided."""
        return Fates(self.wording, self.known, self.next_)

    def tree(self, judgement: Judgement) -> ExplainedNode:
        """The judgement and all inside it, in words."""
        match judgement.formula:
            case Gate():
                return self._gate(judgement, judgement.formula)
            case Implies():
                roles = zip(("if", "then"), judgement.parts, strict=False)
                parts = tuple(replace(self.tree(part), role=role) for role, part in roles)
                return self._node(judgement, parts=parts, because=self.why_vacuous(judgement))
            case Not(inner):
                return self._negation(judgement, inner)
            case All() if periods_in(judgement.formula):
                return self._periods(judgement)
            case All():
                told = told_parts(judgement)
                if len(told) == 1:
                    return self.tree(told[0])
                return self._node(judgement, parts=tuple(map(self.tree, told)))
            case Any():
                if self.wording.rungs(judgement.formula):
                    return self._rungs(judgement)
                if len(judgement.parts) == 1:
                    return self.tree(judgement.parts[0])
                return self._node(judgement, parts=tuple(map(self.tree, judgement.parts)))
            case Count():
                return self._node(judgement, parts=tuple(map(self.tree, judgement.parts)))
            case Constant():
                return self._node(judgement)
            case Happens() | Within() | Matches() | Compare():
                return self._node(judgement, because=self.fates.because(judgement))
            case _:
                assert_never(judgement.formula)

    def requirement(self, judgement: Judgement, act: Event) -> ExplainedNode:
        """What an act requires, judged as if it happened next."""
        inside = replace(self, wording=self.wording.inside(act), next_=True)
        return self._holding(inside, judgement, f"were {self.wording.name(act.name)} to happen next")

    # --- composite parts ----------------------------------------------------

    def _gate(self, judgement: Judgement, gate: Gate) -> ExplainedNode:
        act = judgement.seen[0]
        assert isinstance(act, PointSeen)
        inside = replace(self, wording=self.wording.inside(gate.act))
        node = self._node(judgement, because=self.fates.fate(act))
        if not judgement.parts:
            return node
        required = judgement.parts[0]
        words = f"{self.wording.point(gate.act)} only if {inside.head(required)}"
        return replace(node, words=words, parts=inside.parts_required(required))

    def parts_required(self, judgement: Judgement) -> tuple[ExplainedNode, ...]:
        """The parts of a requirement that a gate's own words already join, else the requirement itself."""
        node = self.tree(judgement)
        return node.parts if self.head(judgement) != "this holds" else (node,)

    def head(self, judgement: Judgement) -> str:
        """That a requirement holds, where its parts follow."""
        single = isinstance(judgement.formula, All) and len(told_parts(judgement)) == 1
        return "this holds" if single or periods_in(judgement.formula) else self.wording.held(judgement.formula)

    def _holding(self, inside: Telling, judgement: Judgement, head: str) -> ExplainedNode:
        held = inside.head(judgement)
        moment = "" if self.known.now is None else f" (on the day after {day_of(self.known.now)})"
        joined = held.replace(" hold", " would have to hold").replace("would have to holds", "would have to hold")
        return ExplainedNode(
            words=f"{head}{moment}, {joined}", truth=judgement.truth, parts=inside.parts_required(judgement)
        )

    def _periods(self, judgement: Judgement) -> ExplainedNode:
        """What holds in each period of a moment: the one that it lies in, or those that come into question."""
        each = [judged for judged in judgement.parts[: periods_in(judgement.formula)] if len(judged.parts) > 1]
        told = [replace(self.tree(judged.parts[1]), role=self._when(judged.parts[0].formula)) for judged in each]
        if len(told) == 1:
            return replace(told[0], truth=judgement.truth)
        return replace(self._node(judgement, parts=tuple(told)), words="it depends on the day")

    def _when(self, premise: Formula) -> str:
        """The period that a premise of `over_time.by_period` names."""
        match premise:
            case Within(_, Day(day), None, Period()):
                return f"before {day}"
            case Within(_, Day(day), _, None):
                return f"from {day}"
            case Within(_, Day(day), _, Period(days=days)):
                return f"{day} to {day + timedelta(days=days)}"
            case Within(_, anchor, _, None):
                return f"from {self.wording.point(anchor)}"
            case Not(Within(_, anchor, _, None)):
                return f"before {self.wording.point(anchor)}"
            case All(parts):
                return " and ".join(map(self._when, parts))
            case Any(parts):
                return " or ".join(map(self._when, parts))
            case _:
                return self.wording.formula(premise)

    def _negation(self, judgement: Judgement, inner: Formula) -> ExplainedNode:
        told = self.tree(judgement.parts[0])
        match inner:
            case Not() if judgement.parts[0].parts:
                return replace(self.tree(judgement.parts[0].parts[0]), vacuous=False)
            case Implies() | Gate():
                return self._node(judgement, parts=(told,))
            case All() if periods_in(inner):
                return replace(self._node(judgement, parts=(told,)), words="this does not hold")
            case All() | Any() if len(told_parts(judgement.parts[0])) == 1 and not self.wording.rungs(inner):
                (single,) = told_parts(judgement.parts[0])
                return self._negation(replace(judgement, parts=(single,)), single.formula)
            case _:
                return replace(told, words=self.wording.negated(inner), truth=judgement.truth, vacuous=False)

    def _rungs(self, judgement: Judgement) -> ExplainedNode:
        """A ladder at a rung or later: decided by the first rung that does, or by all."""
        deciding = [part for part in judgement.parts if part.truth is judgement.truth]
        seen = tuple(dict.fromkeys(shown for part in judgement.parts for shown in self.fates.shown(part)))
        first = deciding[:1] if judgement.truth is Truth.TRUE else deciding
        because = self._not_so_far(deciding) if judgement.truth is not Truth.TRUE else ""
        return replace(self._node(judgement, because=because or self._each(first)), seen=seen)

    def _not_so_far(self, judgements: list[Judgement]) -> str:
        """That a ladder is not climbed so far, where that can be said of all its rungs alike."""
        fates = {self.fates.because(judgement) for judgement in judgements}
        told = fates.pop() if len(fates) == 1 else ""
        if told == f"it {NEVER[RUNG]}":
            return "it never gets so far in this scenario"
        for reached, far in _SO_FAR.items():
            if reached in told:
                return told.replace(reached, far)
        return ""

    def _each(self, judgements: list[Judgement]) -> str:
        told = [(self._subject(judgement), self.fates.because(judgement)) for judgement in judgements]
        return "; ".join(f"{name}: {because.removeprefix('it ')}" for name, because in told)

    def _subject(self, judgement: Judgement) -> str:
        points = [
            seen.point for seen in judgement.seen if isinstance(seen, PointSeen) and seen.point != self.wording.act
        ]
        return self.wording.point(points[-1]) if points else ""

    def _node(self, judgement: Judgement, parts: tuple[ExplainedNode, ...] = (), because: str = "") -> ExplainedNode:
        return ExplainedNode(
            words=self.wording.formula(judgement.formula),
            truth=judgement.truth,
            because=because,
            seen=self.fates.shown(judgement),
            parts=parts,
            vacuous=judgement.vacuous,
        )

    def why_vacuous(self, judgement: Judgement) -> str:
        """Why nothing was asked, where that is the only reason that a part holds."""
        if not judgement.vacuous:
            return ""
        match judgement.formula:
            case Gate(act, _):
                return f"{self.wording.point(act)} {NEVER[self.wording.verb(act)]}"
            case Implies():
                return "what the “if” asks for does not come about"
            case _:
                reasons = (self.why_vacuous(part) for part in judgement.parts if part.vacuous)
                return listing(list(dict.fromkeys(reason for reason in reasons if reason))) or "nothing is asked"


def undated(judgement: Judgement, known: Knowledge) -> Iterator[str]:
    """The events whose days keep a judgement open: those of windows that would be open even if both points came."""
    if judgement.truth is not Truth.UNKNOWN:
        return
    if isinstance(judgement.formula, Within):
        points = (judgement.formula.point, judgement.formula.anchor)
        coming = known.assuming(points)
        if coming is None or judge(judgement.formula, coming).truth is Truth.UNKNOWN:
            yield from (name for point in points for name in events_of(point))
    for part in judgement.parts:
        yield from undated(part, known)


def told_parts(judgement: Judgement) -> tuple[Judgement, ...]:
    """The parts of a conjunction that say something new, those of conjunctions inside it included; else all parts."""
    if not isinstance(judgement.formula, All):
        return judgement.parts
    flat: list[Judgement] = []
    for part in judgement.parts:
        flat += told_parts(part) if isinstance(part.formula, All) and part.parts else [part]
    windows = [part.formula for part in flat if isinstance(part.formula, Within)]
    kept = tuple(part for part in flat if not _is_said(part.formula, windows))
    return kept or judgement.parts


def _is_said(formula: Formula, windows: list[Within]) -> bool:
    """Whether a window holds of itself wherever the others hold."""
    if not isinstance(formula, Within):
        return False
    if formula.point == formula.anchor:
        others = [window for window in windows if window.point != window.anchor]
        return any(formula.point in {window.point, window.anchor} for window in others) and _spans_zero(formula)
    return any(
        other is not formula
        and (other.point, other.anchor, other.most) == (formula.point, formula.anchor, None)
        and formula.most is None
        and _is_longer(other.least, formula.least)
        for other in windows
    )


def _spans_zero(window: Within) -> bool:
    low, high = window.least, window.most
    return (low is None or low.is_zero or is_backward(low)) and (high is None or not is_backward(high))


def _is_longer(period: Period | None, other: Period | None) -> bool:
    """Whether a least distance is longer than another, where both are numbers of days."""
    if period is None or other is None:
        return other is None and period is not None
    return period.is_exact and other.is_exact and period.total_days > other.total_days


__all__ = ["ExplainedNode", "Telling", "told_parts", "undated"]
