"""The clauses on which an answer rests: debtor, instrument, times, trigger. Where the incident lies is in `places`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from conditions import formula as core
from conditions.dates import PartialDate
from conditions.english import listing
from conditions.language.base import SAME_DAY, Words
from conditions.language.states import in_force, suspended
from conditions.language.types import Moment
from conditions.model.instruments import Debtor, Instrument, Obligation
from conditions.obligations.question import Question
from conditions.obligations.results import Ground, GroundKind
from conditions.truth import Truth, conjunction, disjunction


class Duty(NamedTuple):
    """An obligation of a dossier with its ids."""

    instrument_id: str
    id: str
    instrument: Instrument
    owed: Obligation

    @property
    def name(self) -> str:
        """The obligation's id, with the instrument's before it."""
        return f"{self.instrument_id}.{self.id}"

    @property
    def sources(self) -> tuple[str, ...]:
        """The statements on which the obligation rests, else those of its instrument."""
        return self.owed.source or self.instrument.source


_TIMES: Final[Mapping[GroundKind, Mapping[Truth, str]]] = {
    "suspended": {
        Truth.TRUE: "it is suspended that day",
        Truth.FALSE: "it is not suspended that day",
        Truth.UNKNOWN: "it is not known whether it is suspended that day",
    },
    "ended": {
        Truth.TRUE: "it has ended by that day",
        Truth.FALSE: "it has not ended by that day",
        Truth.UNKNOWN: "it is not known whether it has ended by that day",
    },
    "discharged": {
        Truth.TRUE: "it has been discharged by that day",
        Truth.FALSE: "it has not been discharged by that day",
        Truth.UNKNOWN: "it is not known whether it has been discharged by that day",
    },
}
"""What is said of times, by whether the day of the incident lies in them."""


def common_grounds(question: Question, duty: Duty) -> Iterator[Ground]:
    """The clauses that are the same for all debtors, but for the place."""
    owed, words = duty.owed, Words(question.vocabulary)
    if duty.instrument_id not in question.in_force:
        question.in_force[duty.instrument_id] = _instrument(question, duty)
    yield question.in_force[duty.instrument_id]
    for time in owed.suspended:
        formula = suspended(question.scope, time.since, time.until, question.at)
        until = f" until {words.moment(time.until)}" if time.until is not None else ""
        yield _time(question, "suspended", formula, f"from {words.moment(time.since)}{until}", duty)
    ends: tuple[tuple[GroundKind, Moment | None], ...] = (("ended", owed.until), ("discharged", owed.discharged))
    for kind, moment in ends:
        if moment is not None:
            come = core.Within(question.at, question.scope.point(moment), least=SAME_DAY)
            yield _time(question, kind, come, words.moment(moment), duty)
    yield _trigger(question, duty)


def _time(question: Question, kind: GroundKind, formula: core.Formula, when: str, duty: Duty) -> Ground:
    """A clause that excludes the obligation where the day of the incident lies in a time."""
    judged = question.judge(formula)

    def because() -> str:
        return f"{when}: {'; '.join(question.becauses(judged))}"

    return Ground(kind, ~judged.truth, _TIMES[kind][judged.truth], duty.sources, because=because)


def _instrument(question: Question, duty: Duty) -> Ground:
    """The instrument is in force on the day of the incident."""
    judged = question.judge(in_force(question.scope, duty.instrument_id, question.at))
    label = f"“{question.label(duty.instrument_id)}”"
    words = {
        Truth.TRUE: f"{label} is in force that day",
        Truth.FALSE: f"{label} is not in force that day",
        Truth.UNKNOWN: f"it is not known whether {label} is in force that day",
    }[judged.truth]

    def because() -> str:
        return "; ".join(question.reasons(judged))

    plain = judged.truth is Truth.TRUE
    return Ground("instrument", judged.truth, words, duty.instrument.source, because=None if plain else because)


def _trigger(question: Question, duty: Duty) -> Ground:
    """The incident is of a kind that triggers the obligation."""
    kinds, kind = duty.owed.trigger, question.incident.incident
    named = listing([f"“{one}”" for one in kinds], "or")
    if not kinds:
        return Ground("trigger", Truth.TRUE, "it has no trigger, so it is owed in any case", duty.sources)
    if kind == "unknown":
        return Ground("trigger", Truth.UNKNOWN, f"whether the incident is {named} is not known", duty.sources)
    if kind in kinds:
        return Ground("trigger", Truth.TRUE, f"“{kind}” triggers it", duty.sources)
    return Ground("trigger", Truth.FALSE, f"the incident is “{kind}”, and only {named} triggers it", duty.sources)


# --- debtors --------------------------------------------------------------------------


class Owing(NamedTuple):
    """Who owes in one answer.

    Attributes:
        name: The party, or all who owe together: `all of guarantors`.
        members: The parties that it stands for; empty where nobody is named.
        group: The group whose members they are, if any.
    """

    name: str
    members: tuple[str, ...]
    group: str | None = None


def owing(question: Question, debtor: Debtor) -> Iterator[Owing]:
    """Every one who owes by itself: each member of `each of` a group, else one for all."""
    if debtor.name not in question.vocabulary.groups:
        yield Owing(debtor.name, (debtor.name,))
        return
    members = question.vocabulary.groups[debtor.name]
    together = debtor.together or "all"
    if together == "each" and members is not None:
        yield from (Owing(member, (member,), debtor.name) for member in members)
    else:
        yield Owing(f"{together} of {debtor.name}", members or (), debtor.name)


def debtor_grounds(question: Question, duty: Duty, debtor: Owing) -> Iterator[Ground]:
    """Whether a debtor owes at all: it is not the creditor, and a member of its group that day."""
    creditor = duty.owed.creditor
    if debtor.members == (creditor,):
        words = f"{question.label(creditor)} is the one to whom it is owed"
        yield Ground("debtor", Truth.FALSE, words, duty.sources)
    dated = question.vocabulary.memberships.get(debtor.group or "")
    if not dated or debtor.group is None or len(debtor.members) != 1:
        return
    (member,) = debtor.members
    times = [(one.since, one.until) for one in dated if one.member == member]
    truth = disjunction(_lies_in(question, since, until) for since, until in times)
    group = question.dossier.groups[debtor.group]
    one_of = f"one of {question.label(debtor.group)} that day"
    words = {
        Truth.TRUE: f"{question.label(member)} is {one_of}",
        Truth.FALSE: f"{question.label(member)} is not {one_of}",
        Truth.UNKNOWN: f"it is not known whether {question.label(member)} is {one_of}",
    }[truth]
    yield Ground("debtor", truth, words, group.source or duty.sources)


def _lies_in(question: Question, since: PartialDate | None, until: PartialDate | None) -> Truth:
    """The day of the incident lies in a time, from its first day to its last, excluded."""
    return conjunction((_begun(question, since), ~_begun(question, until) if until is not None else Truth.TRUE))


def _begun(question: Question, start: PartialDate | None) -> Truth:
    if start is None:
        return Truth.TRUE
    (first, last), (earliest, latest) = question.known.days(question.at), start.bounds
    if first >= latest:
        return Truth.TRUE
    return Truth.FALSE if last < earliest else Truth.UNKNOWN


__all__ = ["Duty", "Owing", "common_grounds", "debtor_grounds", "owing"]
