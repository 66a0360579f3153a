"""The verdict on one condition in one scenario: compliance, readiness, status, and whether it is final.

Two questions that are never mixed. *Compliance*: is the condition kept over the
whole course of events? *Readiness*: where the gated act has not happened, would
the condition let it happen there and then?
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, Final, assert_never

from conditions.amounts import linear, nothing_to_share
from conditions.formula import All, Compare, Constant, Day, Event, Formula, Gate, Guarded, Kth, Named, Point, Shift
from conditions.knowledge import Knowledge, NotKnown, NumberBetween
from conditions.records import dataclass
from conditions.semantics import FactSeen, Judgement, PointSeen, judge
from conditions.truth import Truth


class Answer(Enum):
    """The headline answer, and the answer on compliance."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"
    DEPENDS = "depends on the reading"
    NONE = "no condition on record"

    if not TYPE_CHECKING:  # pragma: no branch
        __hash__ = object.__hash__  # that of `Enum` is written in Python

    @classmethod
    def of(cls, truth: Truth) -> Answer:
        """The answer that a truth gives."""
        return {Truth.TRUE: cls.MET, Truth.FALSE: cls.NOT_MET, Truth.UNKNOWN: cls.UNKNOWN}[truth]


class Status(Enum):
    """Where a condition stands; each has one phrase in `PHRASES`."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    READY = "ready"
    WAITING = "waiting"
    UNDECIDED = "undecided"

    if not TYPE_CHECKING:  # pragma: no branch
        __hash__ = object.__hash__


PHRASES: Final[dict[Status, str]] = {
    Status.SATISFIED: "what it requires is kept",
    Status.VIOLATED: "what it requires is not kept",
    Status.READY: "the act has not happened; what it requires holds",
    Status.WAITING: "the act has not happened; what it requires does not hold yet",
    Status.UNDECIDED: "what is known does not decide it",
}
"""One fixed phrase for each status."""

BLOCKED_PHRASE: Final = "the act has not happened; what it requires can no longer hold"
"""The phrase for a waiting condition that is blocked for good."""


UNSETTLED_PHRASES: Final[dict[Status, str]] = {
    Status.READY: "whether the act has happened is not known; what it requires holds",
    Status.WAITING: "whether the act has happened is not known; what it requires does not hold",
}
"""The phrases where the answer is the same whether or not the act has happened, and that is not known."""

EITHER_PHRASES: Final[dict[Status, str]] = PHRASES | {
    Status.READY: "the act has not happened, or is not known to have happened; what it requires holds",
    Status.WAITING: "the act has not happened, or is not known to have happened; what it requires does not hold yet",
}
"""One phrase for each status that is true whether or not it is known that the act has not happened."""


class Why(Enum):
    """Why an answer is unknown."""

    MISSING = "missing"
    PENDING = "pending"
    CONTESTED = "contested"
    NOT_APPLICABLE = "not applicable"
    NOTHING_TO_SHARE = "a share of nothing has no value"


@dataclass(frozen=True)
class Reason:
    """What keeps an answer unknown.

    Attributes:
        why: Not known, yet to come, told differently by different sources, or without a value.
        what: The event or fact, or a sentence where it is neither.
    """

    why: Why
    what: str


@dataclass(frozen=True)
class Verdict:
    """The answer for one condition in one reading.

    Attributes:
        status: Where the condition stands.
        answer: The headline answer.
        compliance: Whether the condition is kept over the whole course of events.
        final: No completion of what is unknown, and nothing that may still happen, can change the headline answer.
        vacuous: Compliance is met only because nothing was asked.
        blocked: Waiting for what can no longer hold.
        judgement: The judged formula: what compliance rests on.
        readiness: The judged requirement, had the act happened there and then; `None` where that is not asked.
        act: The gated event, `None` for a demand.
        unsettled: Whether the act has happened is not known, and the answer is the same either way.
        versions: Where sources give different values and the verdict hangs on which is right, the verdict with each.
        reasons: What keeps an unknown answer open.
    """

    status: Status
    answer: Answer
    compliance: Answer
    final: bool
    vacuous: bool
    blocked: bool
    judgement: Judgement
    readiness: Judgement | None
    act: str | None
    reasons: tuple[Reason, ...]
    unsettled: bool = False
    versions: Mapping[str, Verdict] = field(default_factory=dict)

    @property
    def phrase(self) -> str:
        """The fixed phrase of its status."""
        if self.unsettled:
            return UNSETTLED_PHRASES[self.status]
        return BLOCKED_PHRASE if self.blocked else PHRASES[self.status]


def gated(formula: Formula) -> tuple[Event, Formula] | None:
    """The act that a formula gates, and what it requires; `None` for a demand."""
    match formula:
        case Gate(Event() as act, requires):
            return act, requires
        case All(parts):
            gates = [gated(part) for part in parts]
            found = [gate for gate in gates if gate is not None]
            if not found or len(found) < len(parts) or len({act for act, _ in found}) > 1:
                return None
            return found[0][0], All(tuple(requires for _, requires in found))
        case _:
            return None


def decide(formula: Formula, known: Knowledge) -> Verdict:
    """The verdict on a condition whose core formula this is."""
    judgement = judge(formula, known)
    gate = gated(formula)
    if gate is None:
        return _decided(known, judgement, None, None, _happened(judgement.truth), final=_is_known(judgement.truth))
    act, requires = gate
    happens = known.comes(act)
    if happens is Truth.TRUE and not known.may_still_come(act):
        return _decided(known, judgement, None, act, _happened(judgement.truth), final=_is_known(judgement.truth))
    soon, finally_ = known.acting_next(act), known.acting_last(act)
    readiness = judge(requires, soon)
    acting = known.assuming((act,)) if happens is not Truth.FALSE else None
    later = judge(requires, acting).truth if acting is not None else None
    truth = readiness.truth
    if later is not None and not known.may_still_come(act) and later is not truth:
        truth = Truth.UNKNOWN
    status = {Truth.TRUE: Status.READY, Truth.FALSE: Status.WAITING, Truth.UNKNOWN: Status.UNDECIDED}[truth]
    last = readiness.truth if finally_ is soon else judge(requires, finally_).truth
    final = _is_known(truth) and last is truth and later in {None, truth}
    unsettled = happens is Truth.UNKNOWN and not known.may_still_come(act) and status is not Status.UNDECIDED
    return _decided(known, judgement, readiness, act, status, final, unsettled)


def _happened(truth: Truth) -> Status:
    return {Truth.TRUE: Status.SATISFIED, Truth.FALSE: Status.VIOLATED, Truth.UNKNOWN: Status.UNDECIDED}[truth]


def _is_known(truth: Truth) -> bool:
    return truth is not Truth.UNKNOWN


_ANSWERS: Final = {
    Status.SATISFIED: Answer.MET,
    Status.READY: Answer.MET,
    Status.VIOLATED: Answer.NOT_MET,
    Status.WAITING: Answer.NOT_MET,
    Status.UNDECIDED: Answer.UNKNOWN,
}


def _decided(
    known: Knowledge,
    judgement: Judgement,
    readiness: Judgement | None,
    act: Event | None,
    status: Status,
    final: bool,
    unsettled: bool = False,
) -> Verdict:
    answer = _ANSWERS[status]
    compliance = Answer.of(judgement.truth)
    reasons = list(_reasons(judgement, known)) if compliance is Answer.UNKNOWN else []
    if readiness is not None and answer is Answer.UNKNOWN:
        # That the act has no day yet is no reason: it was supposed to happen there and then.
        reasons += [reason for reason in _reasons(readiness, known) if act is None or reason.what != act.name]
    return Verdict(
        status=status,
        answer=answer,
        compliance=compliance,
        final=final,
        vacuous=judgement.vacuous,
        blocked=status is Status.WAITING and final and known.has_future,
        judgement=judgement,
        readiness=readiness,
        act=act.name if act is not None else None,
        reasons=tuple(dict.fromkeys(reasons)),
        unsettled=unsettled,
    )


def _reasons(judgement: Judgement, known: Knowledge) -> Iterator[Reason]:
    """What is unknown in the open leaves of a judgement."""
    if judgement.truth is not Truth.UNKNOWN:
        return
    if isinstance(judgement.formula, Constant):
        yield Reason(Why.MISSING, judgement.formula.why)
    if isinstance(judgement.formula, Compare):
        for base in nothing_to_share(judgement.formula.left, judgement.formula.right, known):
            yield from (Reason(Why.NOTHING_TO_SHARE, fact) for fact in linear(base).factors)
    for seen in judgement.seen:
        match seen:
            case PointSeen(point, comes, days):
                # Of a gated act only matters whether it happens; where its day does, a window inside has seen it.
                is_settled = days[0] == days[1] or isinstance(judgement.formula, Gate)
                if comes is not Truth.TRUE or not is_settled:
                    yield from _open(point, known)
            case FactSeen(fact, NotKnown(why)):
                yield Reason(Why.NOT_APPLICABLE if why == "not applicable" else Why.MISSING, fact)
            case FactSeen(fact, value):
                if not (isinstance(value, NumberBetween) and value.low is not None and value.low == value.high):
                    yield Reason(Why.MISSING, fact)
            case _:
                assert_never(seen)
    for part in judgement.parts:
        yield from _reasons(part, known)


def _open(point: Point, known: Knowledge) -> Iterator[Reason]:
    """What keeps open whether and when a point comes."""
    match point:
        case Event(name):
            days = known.days(point)
            if known.comes(point) is Truth.UNKNOWN or days[0] < days[1]:
                yield Reason(Why.PENDING if known.may_still_come(point) else Why.MISSING, name)
        case Day():
            return
        case Shift(inner, _) | Named(_, inner):
            yield from _open(inner, known)
        case Kth(points, _):
            for each in points:
                yield from _open(each, known)
        case Guarded(inner, guard):
            yield from _open(inner, known)
            yield from _reasons(judge(guard, known), known)
        case _:
            assert_never(point)
