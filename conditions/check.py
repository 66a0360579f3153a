"""Checking a scenario against every party's stated conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice, product
from typing import Final

from conditions.binding import know
from conditions.dates import PartialDate
from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.formula import Formula
from conditions.knowledge import Knowledge
from conditions.language.base import Scope
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, SINGLE, Condition, Level
from conditions.model.scenario import Scenario
from conditions.truth import Truth
from conditions.verdicts import Answer, Status, Verdict, decide
from conditions.vocabulary import Vocabulary

MOST_COMBINATIONS: Final = 256
"""Most combinations of readings that are listed for one party."""

_WORST_FIRST: Final = (Status.VIOLATED, Status.WAITING, Status.UNDECIDED, Status.READY, Status.SATISFIED)
_BADNESS: Final = {Answer.MET: 0, Answer.UNKNOWN: 1, Answer.NOT_MET: 2}


@dataclass(frozen=True)
class ConditionResult:
    """One condition in one scenario, in every reading.

    Attributes:
        id: The condition's id.
        condition: The condition.
        in_force: Whether it counted on the day whose positions were asked for.
        counts: Whether it takes part in the party's answer: it is a precondition or
            red line, and firm enough for the level asked for.
        verdicts: The verdict of each reading; the only reading of an unambiguous condition is called "".
    """

    id: str
    condition: Condition
    in_force: Truth
    counts: bool
    verdicts: Mapping[str, Verdict]

    @property
    def answer(self) -> Answer:
        """The headline answer: of all readings alike, or that it depends on the reading."""
        return _alike(verdict.answer for verdict in self.verdicts.values())

    @property
    def compliance(self) -> Answer:
        """The answer on compliance: of all readings alike, or that it depends on the reading."""
        return _alike(verdict.compliance for verdict in self.verdicts.values())

    @property
    def takes_part(self) -> bool:
        """Whether it may decide the party's answer: it counts, and is or may be in force."""
        return self.counts and self.in_force is not Truth.FALSE


@dataclass(frozen=True)
class RollUp:
    """A party's answer under one choice of readings.

    Attributes:
        answer: NOT MET if one condition is not met, else UNKNOWN if one is unknown, else MET.
        compliance: The same of compliance.
        status: The worst status among the conditions; it fits the answer.
        vacuous: Every condition is kept only because nothing was asked.
        final: Nothing unknown, and nothing that may still happen, can change the answer.
        blocked: A condition that gives the answer waits for what can no longer hold.
        decided_by: Ids of the conditions that give the answer.
    """

    answer: Answer
    compliance: Answer
    status: Status
    vacuous: bool
    final: bool
    blocked: bool
    decided_by: tuple[str, ...]


@dataclass(frozen=True)
class PartyResult:
    """All conditions of one party in one scenario, and the answer over them.

    Attributes:
        party: The party's code.
        conditions: Every condition of the party, also those that do not take part in the answer.
    """

    party: str
    conditions: tuple[ConditionResult, ...]

    @property
    def taking_part(self) -> tuple[ConditionResult, ...]:
        """The conditions that may decide the answer."""
        return tuple(result for result in self.conditions if result.takes_part)

    @cached_property
    def by_reading(self) -> Mapping[str, RollUp]:
        """The answer for each choice of the readings that matter, by their names.

        Readings that change nothing in the party's answer are left out; if none
        matters the only key is "". Empty if the party has no condition on record.
        """
        if not self.taking_part:
            return {}
        axes = [result for result in self.taking_part if _is_pivotal(result)]
        table = {choice: self.roll_up(dict(choice)) for choice in _choices(axes)}
        kept = [result for result in axes if _changes_something(result.id, table)]
        names = reading_names(kept)
        return {", ".join(names[pair] for pair in choice): self.roll_up(dict(choice)) for choice in _choices(kept)}

    def roll_up(self, readings: Mapping[str, str]) -> RollUp:
        """The answer under a choice of readings; a condition that is not named uses its first one."""
        chosen: dict[str, Verdict] = {}
        for result in self.taking_part:
            chosen[result.id] = result.verdicts[readings.get(result.id, next(iter(result.verdicts)))]
        possibly = {result.id for result in self.taking_part if result.in_force is Truth.UNKNOWN}
        lone = len(possibly) == len(chosen)
        answers = {name: _possibly(verdict.answer, name in possibly, lone) for name, verdict in chosen.items()}
        kept = [_possibly(verdict.compliance, name in possibly, lone) for name, verdict in chosen.items()]
        answer = max(answers.values(), key=_BADNESS.__getitem__)
        statuses = [
            verdict.status if answers[name] is verdict.answer else Status.UNDECIDED for name, verdict in chosen.items()
        ]
        decided_by = tuple(name for name, own in answers.items() if own is answer)
        lasting = {name for name, verdict in chosen.items() if verdict.final and name not in possibly}
        return RollUp(
            answer=answer,
            compliance=max(kept, key=_BADNESS.__getitem__),
            status=min(statuses, key=_WORST_FIRST.index),
            vacuous=all(verdict.vacuous for verdict in chosen.values()),
            final=_is_final(answer, set(decided_by), lasting),
            blocked=answer is Answer.NOT_MET and any(chosen[name].blocked for name in decided_by),
            decided_by=decided_by,
        )

    @property
    def answer(self) -> Answer:
        """The headline answer over the party's conditions in force."""
        return _alike(roll_up.answer for roll_up in self.by_reading.values())

    @property
    def compliance(self) -> Answer:
        """The answer on compliance over the party's conditions in force."""
        return _alike(roll_up.compliance for roll_up in self.by_reading.values())


@dataclass(frozen=True)
class CheckResult:
    """A scenario checked against a dossier.

    Attributes:
        dossier: The dossier.
        scenario: The scenario.
        as_of: The day whose positions counted; `None` for all that the record does not end.
        level: The least firm level that took part.
        parties: The result of every party, in the order of the dossier.
    """

    dossier: Dossier
    scenario: Scenario
    as_of: date | None
    level: Level
    parties: Mapping[str, PartyResult]
    known: Knowledge = field(repr=False, compare=False)
    vocabulary: Vocabulary = field(repr=False, compare=False)

    @property
    def conditions(self) -> Mapping[str, ConditionResult]:
        """Every condition by its id."""
        return {result.id: result for party in self.parties.values() for result in party.conditions}

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each condition and reading."""
        return [
            {
                "scenario": self.scenario.title,
                "as_of": self.as_of.isoformat() if self.as_of else None,
                "party": party.party,
                "condition": result.id,
                "reading": reading or None,
                "in_force": result.in_force.value,
                "counts": result.counts,
                "status": verdict.status.value,
                "answer": verdict.answer.value,
                "compliance": verdict.compliance.value,
                "final": verdict.final,
                "vacuous": verdict.vacuous,
                "blocked": verdict.blocked,
                "reasons": [f"{reason.why.value}: {reason.what}" for reason in verdict.reasons],
            }
            for party in self.parties.values()
            for result in party.conditions
            for reading, verdict in result.verdicts.items()
        ]

    def to_dict(self) -> dict[str, object]:
        """The whole result as plain data."""
        return {
            "dossier": self.dossier.id,
            "scenario": self.scenario.title,
            "world": str(self.scenario.world),
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "level": self.level,
            "parties": {code: _party_dict(party) for code, party in self.parties.items()},
            "conditions": self.to_records(),
        }


def check(
    dossier: Dossier,
    scenario: Scenario,
    *,
    as_of: date | None = None,
    readings: Mapping[str, str] | None = None,
    level: Level = "reported",
) -> CheckResult:
    """Check a scenario against every party's conditions.

    Args:
        dossier: The dossier.
        scenario: A scenario of it.
        as_of: The day whose positions count; by default the scenario's own, and if it
            has none, every position that the record does not end.
        readings: A reading to use for some conditions, by condition id; all others are
            answered in every reading.
        level: The least firm level that takes part in the answers: `stated`, `reported`,
            `inferred` or `hypothetical`.

    Raises:
        ScenarioError: The scenario does not fit the dossier, or contradicts itself.
        UnknownNameError: `readings` names a condition or reading that is not there.
    """
    chosen = _chosen(dossier, readings or {})
    day = as_of or scenario.as_of
    vocabulary = dossier.vocabulary.with_members(scenario.groups)
    known = know(scenario, dossier.vocabulary)
    parties: dict[str, list[ConditionResult]] = {code: [] for code in dossier.parties}
    for name, condition in dossier.conditions.items():
        formulas = lowered(condition, vocabulary)
        kept = {chosen[name]: formulas[chosen[name]]} if name in chosen else formulas
        parties[condition.party].append(
            ConditionResult(
                id=name,
                condition=condition,
                in_force=in_force(condition.since, condition.until, day),
                counts=condition.decides and LEVELS.index(condition.level) <= LEVELS.index(level),
                verdicts={reading: decide(formula, known) for reading, formula in kept.items()},
            )
        )
    results = {code: PartyResult(code, tuple(conditions)) for code, conditions in parties.items()}
    return CheckResult(dossier, scenario, day, level, results, known, vocabulary)


def lowered(condition: Condition, vocabulary: Vocabulary) -> dict[str, Formula]:
    """The core formula of each reading of a condition."""
    scope = Scope(vocabulary)
    return {reading: clause.lower(scope) for reading, clause in condition.clauses().items()}


def in_force(since: PartialDate | None, until: PartialDate | None, day: date | None) -> Truth:
    """Whether a position counts on a day: from its first day, included, until its last, excluded.

    Without a day: whether the record leaves it standing at the end.
    """
    if day is None:
        return Truth.of(until is None)
    begun = Truth.TRUE if since is None else _reached(since, day)
    ended = Truth.FALSE if until is None else _reached(until, day)
    if begun is Truth.FALSE or ended is Truth.TRUE:
        return Truth.FALSE
    return Truth.TRUE if begun is Truth.TRUE and ended is Truth.FALSE else Truth.UNKNOWN


def _reached(start: PartialDate, day: date) -> Truth:
    if start.earliest is not None and day < start.earliest:
        return Truth.FALSE
    return Truth.TRUE if start.latest is not None and day >= start.latest else Truth.UNKNOWN


def reading_names(results: Iterable[ConditionResult]) -> dict[tuple[str, str], str]:
    """A short name for each reading of these conditions: its own, with the condition's id where two share it."""
    pairs = [(result.id, reading) for result in results for reading in result.verdicts]
    names = [reading for _, reading in pairs]
    return {(name, reading): reading if names.count(reading) == 1 else f"{name}.{reading}" for name, reading in pairs}


def _chosen(dossier: Dossier, readings: Mapping[str, str]) -> Mapping[str, str]:
    for name, reading in readings.items():
        if name not in dossier.conditions:
            raise _unknown("condition", name, dossier.conditions)
        known = dossier.conditions[name].clauses()
        if reading not in known or reading == SINGLE:
            raise _unknown("reading", reading, known)
    return readings


def _unknown(what: str, name: str, known: Iterable[str]) -> UnknownNameError:
    hint = did_you_mean(name, known) or ("known are " + ", ".join(f"`{item}`" for item in known if item))
    return UnknownNameError(Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint))


def _choices(axes: list[ConditionResult]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every choice of one reading for each condition, as pairs of condition and reading."""
    pairs = [[(result.id, reading) for reading in result.verdicts] for result in axes]
    return islice(product(*pairs), MOST_COMBINATIONS)


def _changes_something(name: str, table: Mapping[tuple[tuple[str, str], ...], RollUp]) -> bool:
    """Whether the reading of one condition changes the answer, whatever the other readings are."""
    seen: dict[tuple[tuple[str, str], ...], tuple[Answer, Answer, Status]] = {}
    for choice, roll_up in table.items():
        others = tuple(pair for pair in choice if pair[0] != name)
        shown = (roll_up.answer, roll_up.compliance, roll_up.status)
        if seen.setdefault(others, shown) != shown:
            return True
    return False


def _is_pivotal(result: ConditionResult) -> bool:
    verdicts = result.verdicts.values()
    return len({(verdict.answer, verdict.compliance, verdict.status) for verdict in verdicts}) > 1


def _is_final(answer: Answer, decided_by: set[str], lasting: set[str]) -> bool:
    """Whether the answer stays: one lasting NOT MET is enough, MET needs every condition to last."""
    if answer is Answer.NOT_MET:
        return bool(decided_by & lasting)
    return answer is Answer.MET and decided_by <= lasting


def _possibly(answer: Answer, possibly: bool, lone: bool) -> Answer:
    """What a condition adds to its party's answer.

    One that is only possibly in force adds nothing where it is met, else doubt; and doubt
    also where it is met, if nothing is certainly in force: there may be no condition on record.
    """
    return Answer.UNKNOWN if possibly and (lone or answer is Answer.NOT_MET) else answer


def _alike(answers: Iterable[Answer]) -> Answer:
    found = set(answers)
    if not found:
        return Answer.NONE
    return found.pop() if len(found) == 1 else Answer.DEPENDS


def _party_dict(party: PartyResult) -> dict[str, object]:
    return {
        "answer": party.answer.value,
        "compliance": party.compliance.value,
        "by_reading": {
            names: {
                "answer": roll_up.answer.value,
                "compliance": roll_up.compliance.value,
                "status": roll_up.status.value,
                "vacuous": roll_up.vacuous,
                "final": roll_up.final,
                "blocked": roll_up.blocked,
                "decided_by": list(roll_up.decided_by),
            }
            for names, roll_up in party.by_reading.items()
        },
    }
