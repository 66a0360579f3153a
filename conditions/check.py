"""Checking a scenario against every party's stated conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from conditions.binding import know
from conditions.dates import parse_day
from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.formula import Formula
from conditions.knowledge import Knowledge
from conditions.language.base import Scope
from conditions.language.clauses import Clause
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, SINGLE, Condition, Level
from conditions.model.scenario import Scenario
from conditions.model.statements import accounts_in
from conditions.results import CheckResult, ConditionResult, PartyResult, RollUp, reading_names
from conditions.standing import Evidence, Record, in_force
from conditions.verdicts import Verdict, decide
from conditions.vocabulary import Vocabulary

__all__ = [
    "CheckResult",
    "ConditionResult",
    "PartyResult",
    "RollUp",
    "check",
    "in_force",
    "lowered",
    "reading_names",
]


def check(
    dossier: Dossier,
    scenario: Scenario,
    *,
    as_of: date | str | None = None,
    known_at: date | str | None = None,
    accounts: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    level: Level = "reported",
) -> CheckResult:
    """Check a scenario against every party's conditions.

    Args:
        dossier: The dossier.
        scenario: A scenario of it.
        as_of: The day whose positions count; by default the scenario's own, and if it
            has none, every position that the record does not end.
        known_at: Only what had been reported by the end of this day counts as known of positions;
            by default the scenario's own day, and if it has none, everything.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken;
            by default those that the scenario names.
        readings: A reading to use for some conditions, by condition id; all others are
            answered in every reading.
        level: The least firm level that takes part in the answers: `stated`, `reported`,
            `inferred` or `hypothetical`.

    Raises:
        ScenarioError: The scenario does not fit the dossier, or contradicts itself.
        UnknownNameError: `readings` names a condition or reading that is not there, or there is no such level,
            or nobody of the name of an account.
        DateError: `as_of` or `known_at` is a text that is no day.
    """
    chosen = _chosen(dossier, readings or {})
    day = _day(as_of) or scenario.as_of
    if level not in LEVELS:
        raise _unknown("level", level, LEVELS)
    taken = scenario.accounts if accounts is None else (accounts,) if isinstance(accounts, str) else tuple(accounts)
    evidence = Evidence(_day(known_at) or scenario.known_at, _accounts(dossier, taken), level)
    vocabulary = dossier.vocabulary.with_members(scenario.groups)
    known = know(scenario, dossier.vocabulary)
    record = Record(dossier, dossier.conditions, evidence)
    parties: dict[str, list[ConditionResult]] = {code: [] for code in dossier.parties}
    for name, condition in dossier.conditions.items():
        clauses, standing = condition.clauses(), record.standing(name, day)
        kept = {chosen[name]: clauses[chosen[name]]} if name in chosen else clauses
        parties[condition.party].append(
            ConditionResult(
                id=name,
                condition=condition,
                standing=standing,
                counts=condition.decides and standing.admitted and LEVELS.index(condition.level) <= LEVELS.index(level),
                verdicts=_Verdicts(kept, vocabulary, known),
            )
        )
    results = {code: PartyResult(code, tuple(conditions)) for code, conditions in parties.items()}
    return CheckResult(dossier, scenario, day, evidence, results, known, vocabulary)


class _Verdicts(Mapping[str, Verdict]):
    """The verdict of each reading, decided when it is first asked for; not every caller looks at all of them."""

    def __init__(self, clauses: Mapping[str, Clause], vocabulary: Vocabulary, known: Knowledge) -> None:
        self._clauses, self._vocabulary, self._known = clauses, vocabulary, known
        self._decided: dict[str, Verdict] = {}

    def __getitem__(self, reading: str) -> Verdict:
        found = self._decided.get(reading)
        if found is None:
            formula = self._clauses[reading].lower(Scope(self._vocabulary))
            found = self._decided[reading] = decide(formula, self._known)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._clauses)

    def __len__(self) -> int:
        return len(self._clauses)

    def __repr__(self) -> str:
        return repr(dict(self))


def lowered(condition: Condition, vocabulary: Vocabulary) -> dict[str, Formula]:
    """The core formula of each reading of a condition."""
    scope = Scope(vocabulary)
    return {reading: clause.lower(scope) for reading, clause in condition.clauses().items()}


def _day(day: date | str | None) -> date | None:
    return parse_day(day) if isinstance(day, str) else day


def _accounts(dossier: Dossier, taken: tuple[str, ...]) -> tuple[str, ...]:
    """The accounts, if there is somebody of each name."""
    known = accounts_in(dossier.parties, dossier.statements) if taken else ()
    for account in taken:
        if account not in known:
            raise _unknown("account", account, known)
    return tuple(dict.fromkeys(taken))


def _chosen(dossier: Dossier, readings: Mapping[str, str]) -> Mapping[str, str]:
    for name, reading in readings.items():
        if name not in dossier.conditions:
            raise _unknown("condition", name, dossier.conditions)
        known = dossier.conditions[name].clauses()
        if reading not in known or reading == SINGLE:
            raise _unknown("reading", reading, known)
    return readings


def _unknown(what: str, name: str, known: Iterable[str]) -> UnknownNameError:
    named = [item for item in known if item]
    listed = ", ".join(f"`{item}`" for item in named)
    hint = did_you_mean(name, named) or (f"known are {listed}" if listed else "it can be understood in one way only")
    return UnknownNameError(Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint))
