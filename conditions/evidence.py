"""The evaluated tree of a verdict in words: each part, its truth, and the days and facts that decided it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
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
    Within,
    event_of,
)
from conditions.knowledge import FactState, Knowledge, NotKnown
from conditions.semantics import FactSeen, Judgement, PointSeen
from conditions.truth import Truth
from conditions.wording import Wording, day_of, day_words, distance_words, listing

TRUTH_WORDS: Final = {Truth.TRUE: "holds", Truth.FALSE: "does not hold", Truth.UNKNOWN: "not known"}
"""The word for each truth."""

NEVER: Final = "never happens in this scenario"


@dataclass(frozen=True, slots=True)
class EventShown:
    """What was known of an event, or of a day derived from one, when a part was judged.

    Attributes:
        event: The event's id; empty for a fixed day.
        label: It in words.
        comes: Whether it comes about.
        days: Its day in words, as far as known.
        earliest: First possible day, if it comes; `None` where open.
        latest: Last possible day, if it comes; `None` where open.
    """

    event: str
    label: str
    comes: Truth
    days: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class FactShown:
    """What was known of a fact when a part was judged.

    Attributes:
        fact: The fact's id.
        label: It in words.
        value: Its value in words, after the word "is".
    """

    fact: str
    label: str
    value: str


Shown: TypeAlias = EventShown | FactShown


@dataclass(frozen=True, slots=True)
class ExplainedNode:
    """One part of a condition as it was judged.

    Attributes:
        words: The part in words; where it has parts, they follow it.
        truth: Its truth.
        because: What decided it, a clause without a period; empty where its parts say it.
        role: `if` or `then` inside an implication.
        seen: The events and facts it was judged on.
        parts: The parts inside it.
        vacuous: It holds only because nothing was asked.
    """

    words: str
    truth: Truth
    because: str = ""
    role: str = ""
    seen: tuple[Shown, ...] = ()
    parts: tuple[ExplainedNode, ...] = ()
    vacuous: bool = False

    @property
    def truth_word(self) -> str:
        """`holds`, `does not hold` or `not known`."""
        return TRUTH_WORDS[self.truth]


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
            case All(parts) | Count(parts) if len(parts) != 1:
                return self._node(judgement, parts=tuple(map(self.tree, judgement.parts)))
            case Any(parts) if len(parts) != 1:
                if self.wording.rungs(judgement.formula):
                    return self._rungs(judgement)
                return self._node(judgement, parts=tuple(map(self.tree, judgement.parts)))
            case All() | Any() | Count():
                return self.tree(judgement.parts[0])
            case Constant():
                return self._node(judgement)
            case Happens() | Within() | Matches() | Compare():
                return self._node(judgement, because=self.because(judgement))
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
        because = self._fate(act)
        inside = replace(self, wording=self.wording.inside(gate.act))
        parts = inside.parts_required(judgement.parts[0]) if judgement.parts else ()
        return self._node(judgement, parts=parts, because=because)

    def parts_required(self, judgement: Judgement) -> tuple[ExplainedNode, ...]:
        """The parts of a requirement that a gate's own words already join, else the requirement itself."""
        node = self.tree(judgement)
        return node.parts if self.wording.held(judgement.formula) != "this holds" else (node,)

    def _holding(self, inside: Telling, judgement: Judgement, head: str) -> ExplainedNode:
        held = inside.wording.held(judgement.formula)
        moment = "" if self.known.now is None else f" (on the day after {day_of(self.known.now)})"
        joined = held.replace(" hold", " would have to hold").replace("would have to holds", "would have to hold")
        return ExplainedNode(
            words=f"{head}{moment}, {joined}", truth=judgement.truth, parts=inside.parts_required(judgement)
        )

    def _negation(self, judgement: Judgement, inner: Formula) -> ExplainedNode:
        told = self.tree(judgement.parts[0])
        match inner:
            case Not():
                return told.parts[0] if told.parts else replace(told, words=self.wording.formula(inner.part))
            case Implies() | Gate():
                return self._node(judgement, parts=(told,))
            case _:
                return replace(told, words=self.wording.negated(inner), truth=judgement.truth, vacuous=False)

    def _rungs(self, judgement: Judgement) -> ExplainedNode:
        """A ladder at a rung or later: decided by the first rung that does, or by all."""
        deciding = [part for part in judgement.parts if part.truth is judgement.truth]
        seen = tuple(dict.fromkeys(shown for part in judgement.parts for shown in self._shown(part)))
        if judgement.truth is Truth.FALSE:
            fates = dict.fromkeys(self.because(part) for part in deciding)
            because = (
                "no such rung is reached in this scenario" if len(fates) == 1 and NEVER in next(iter(fates)) else ""
            )
            return replace(self._node(judgement, because=because or self._each(deciding)), seen=seen)
        first = deciding[:1] if judgement.truth is Truth.TRUE else deciding
        return replace(self._node(judgement, because=self._each(first)), seen=seen)

    def _each(self, judgements: list[Judgement]) -> str:
        told = [(self._subject(judgement), self.because(judgement)) for judgement in judgements]
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
            seen=self._shown(judgement),
            parts=parts,
            vacuous=judgement.vacuous,
        )

    # --- what decided -------------------------------------------------------

    def because(self, judgement: Judgement) -> str:
        """The days or facts that decided a part without parts."""
        match judgement.formula:
            case Happens():
                (seen,) = judgement.seen
                return self._fate(seen) if isinstance(seen, PointSeen) else ""
            case Within() as window:
                return self._window(judgement, window)
            case Matches():
                return listing([f"it is {self._value(seen)}" for seen in judgement.seen if isinstance(seen, FactSeen)])
            case Compare():
                facts = {seen.fact: seen for seen in judgement.seen if isinstance(seen, FactSeen)}
                said = [f"{self.wording.name(fact)} is {self._value(seen)}" for fact, seen in facts.items()]
                return listing(said) if len(said) != 1 else f"it is {self._value(next(iter(facts.values())))}"
            case _:
                return ""

    def why_vacuous(self, judgement: Judgement) -> str:
        """Why nothing was asked, where that is the only reason that a part holds."""
        if not judgement.vacuous:
            return ""
        match judgement.formula:
            case Gate(act, _):
                return f"{self.wording.point(act)} {NEVER}"
            case Implies():
                return "what the “if” asks for does not come about"
            case _:
                reasons = (self.why_vacuous(part) for part in judgement.parts if part.vacuous)
                return listing(list(dict.fromkeys(reason for reason in reasons if reason)))

    def _window(self, judgement: Judgement, window: Within) -> str:
        subject, _, _, other = self.wording.seen_from(window)
        seen = {shown.point: shown for shown in judgement.seen if isinstance(shown, PointSeen)}
        spoken = [point for point in dict.fromkeys((subject, other)) if self._is_open(point)]
        alone = len(spoken) == 1
        failing = [point for point in spoken if seen[point].comes is Truth.FALSE]
        if failing:
            return listing([self._fate(seen[point], named=not alone) for point in failing])
        if judgement.distance is None:
            return "they cannot both happen in this scenario"
        least, most = judgement.distance
        apart = distance_words(*((least, most) if window.point == subject else (-most, -least)))
        unsure = [point for point in spoken if seen[point].comes is Truth.UNKNOWN]
        if unsure:
            fates = listing([self._fate(seen[point], named=not alone) for point in unsure])
            return fates if "order is not known" in apart else f"{fates}; in that case {apart}"
        return self._both_come([seen[point] for point in spoken], apart)

    def _both_come(self, spoken: list[PointSeen], apart: str) -> str:
        if not spoken:
            return apart
        if len(spoken) == 1:
            return f"it {'is' if _is_dated(spoken[0]) else 'comes'} {_dated(spoken[0], apart)}"
        first, second = spoken
        told = f"{self._name(first)} is {apart}"
        if _is_dated(first) or _is_dated(second):
            told = f"{self._name(first)} is {day_words(first.days)}, {self._name(second)} {day_words(second.days)}"
            told += f": {apart}" if not (_is_exact(first) and _is_exact(second)) else f", so {apart}"
        return told

    def _is_open(self, point: Point) -> bool:
        """Whether there is something to tell of a point: not of a fixed day, nor of the act whose gate this is."""
        return (
            point != self.wording.act
            and event_of(point) is not None
            and not (self.wording.act is not None and event_of(point) == event_of(self.wording.act))
        )

    def _fate(self, seen: PointSeen, *, named: bool = False) -> str:
        """Whether and when a point comes, as a clause."""
        subject = self._name(seen) if named else "it"
        match seen.comes:
            case Truth.TRUE:
                return f"{subject} {self._verb(seen.point)} {day_words(seen.days)}"
            case Truth.FALSE:
                return f"{subject} {self._never(seen.point)}"
            case Truth.UNKNOWN:
                return self._open_fate(seen, subject)
            case _:
                assert_never(seen.comes)

    def _never(self, point: Point) -> str:
        really = self.known.comes(point)
        if really is Truth.FALSE or not self.next_ or self.known.now is None:
            return NEVER if event_of(point) == getattr(point, "name", None) else "never comes in this scenario"
        later = self.known.days(point)
        when = f"; it {self._verb(point)} {day_words(later)}" if really is Truth.TRUE and later[0] == later[1] else ""
        return f"has not happened by the end of {day_of(self.known.now)}{when}"

    def _open_fate(self, seen: PointSeen, subject: str) -> str:
        if self.known.may_still_come(seen.point):
            assert self.known.now is not None
            return f"{subject} has not happened by the end of {day_of(self.known.now)}, and may later"
        unsure = f"not known whether {subject} {self._verb(seen.point)}"
        return unsure if not _is_dated(seen) else f"{unsure}; if so, {day_words(seen.days)}"

    def _verb(self, point: Point) -> str:
        return "happens" if isinstance(point, Event) else "comes"

    def _name(self, seen: PointSeen) -> str:
        return self.wording.point(seen.point)

    def _value(self, seen: FactSeen) -> str:
        return self.wording.fact_state(seen.fact, seen.value)

    def _shown(self, judgement: Judgement) -> tuple[Shown, ...]:
        plain = Wording(self.wording.vocabulary)
        shown: list[Shown] = []
        for seen in judgement.seen:
            match seen:
                case PointSeen(Day(), _, _):
                    continue
                case PointSeen(point, comes, days):
                    first, last = (day_of(day) for day in days)
                    words = "" if comes is Truth.FALSE else day_words(days)
                    shown.append(EventShown(event_of(point) or "", plain.point(point), comes, words, first, last))
                case FactSeen(fact, value):
                    shown.append(FactShown(fact, plain.name(fact), plain.fact_state(fact, value)))
        return tuple(dict.fromkeys(shown))


def is_open_value(state: FactState) -> bool:
    """Whether a fact has no value at all."""
    return isinstance(state, NotKnown)


def _is_dated(seen: PointSeen) -> bool:
    return any(day_of(day) is not None for day in seen.days)


def _is_exact(seen: PointSeen) -> bool:
    return seen.days[0] == seen.days[1]


def _dated(seen: PointSeen, apart: str) -> str:
    return f"{day_words(seen.days)}, {apart}" if _is_dated(seen) else apart
