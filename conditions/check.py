"""Checking a scenario against every party's stated conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial

from conditions.binding import know
from conditions.contested import Contested, contested, decide_each
from conditions.dates import parse_day
from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.exactly import exactly
from conditions.formula import Formula
from conditions.knowledge import Knowledge
from conditions.language.base import Scope
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, SINGLE, Condition, Level
from conditions.model.scenario import Scenario
from conditions.model.statements import accounts_in
from conditions.results import CheckResult, ConditionResult, PartyResult, RollUp, reading_names
from conditions.standing import Evidence, Record, Standing, in_force
from conditions.stated_facts import FactReader
from conditions.verdicts import Verdict, decide
from conditions.vocabulary import Vocabulary
from conditions.waivers import waivers_of

__all__ = [
    "CheckResult",
    "Checker",
    "ConditionResult",
    "PartyResult",
    "RollUp",
    "check",
    "in_force",
    "lowered",
    "reading_names",
]


@accepting()
def check(
    dossier: Dossier,
    scenario: Scenario,
    *,
    as_of: date | str | None = None,
    known_at: date | str | None = None,
    accounts: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    level: Level = "reported",
    exact: bool = False,
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
        exact: Whether to answer over all completions as well; see `CheckResult.exact`.

    Raises:
        ScenarioError: The scenario does not fit the dossier, or contradicts itself.
        UnknownNameError: `readings` names a condition or reading that is not there, or there is no such level,
            or nobody of the name of an account.
        DateError: `as_of` or `known_at` is a text that is no day.
    """
    checker = Checker(
        dossier, as_of=as_of, known_at=known_at, accounts=accounts, readings=readings, level=level, exact=exact
    )
    return checker.check(scenario)


class Checker:
    """Checks several scenarios of one dossier: what does not depend on the scenario is worked out once.

    The arguments are those of `check`, which also says what is raised.
    """

    def __init__(
        self,
        dossier: Dossier,
        *,
        as_of: date | str | None = None,
        known_at: date | str | None = None,
        accounts: Iterable[str] | None = None,
        readings: Mapping[str, str] | None = None,
        level: Level = "reported",
        exact: bool = False,
    ) -> None:
        if level not in LEVELS:
            raise _unknown("level", level, LEVELS)
        self.dossier = dossier
        self._as_of, self._known_at = _day(as_of), _day(known_at)
        self._accounts = (accounts,) if isinstance(accounts, str) else None if accounts is None else tuple(accounts)
        self._chosen = _chosen(dossier, readings or {})
        self._level: Level = level
        self._exact = exact
        self._record: Callable[[Evidence], Record] = cache(
            lambda evidence: Record(dossier, dossier.conditions, evidence)
        )
        self._standing: Callable[[str, date | None, Evidence], Standing] = cache(
            lambda name, day, evidence: self._record(evidence).standing(name, day)
        )
        self._formula: Callable[[str, str], Formula] = cache(
            lambda name, reading: dossier.conditions[name].clauses()[reading].lower(Scope(dossier.vocabulary))
        )

    def check(self, scenario: Scenario, known: Knowledge | None = None) -> CheckResult:
        """The answers for one scenario; `known` is what it knows, where that has been worked out before."""
        known = know(scenario, self.dossier.vocabulary) if known is None else known
        result = self._check(scenario, known, self._chosen)
        if scenario.viewpoints:
            views = {view: self._seen(view, scenario, known) for view in scenario.viewpoints}
            result = replace(result, viewpoints=views)
        return replace(result, exact=exactly(result)) if self._exact else result

    def _seen(self, viewpoint: str, scenario: Scenario, known: Knowledge) -> CheckResult:
        """The answers as one viewpoint has them: with its facts, and its readings where none is asked for."""
        seen, view = scenario.seen_by(viewpoint), scenario.viewpoints[viewpoint]
        reader = FactReader(self.dossier.vocabulary.with_members(scenario.groups))
        facts = {str(name): reader.read(name, given) for name, given in view.facts.items()}
        chosen = {**_chosen(self.dossier, view.readings), **self._chosen}
        return self._check(seen, replace(known, facts={**known.facts, **facts}), chosen)

    def _check(self, scenario: Scenario, known: Knowledge, chosen: Mapping[str, str]) -> CheckResult:
        dossier, day = self.dossier, self._as_of or scenario.as_of
        accounts = scenario.accounts if self._accounts is None else self._accounts
        evidence = Evidence(self._known_at or scenario.known_at, _accounts(dossier, accounts), self._level)
        vocabulary = dossier.vocabulary.with_members(scenario.groups)
        differs = contested(scenario, vocabulary)
        waivers = waivers_of(dossier, scenario, self._record(evidence), day)
        parties: dict[str, list[ConditionResult]] = {code: [] for code in dossier.parties}
        for name, condition in dossier.conditions.items():
            standing = self._standing(name, day, evidence)
            firm = LEVELS.index(condition.level) <= LEVELS.index(self._level)
            readings = (chosen[name],) if name in chosen else tuple(condition.clauses())
            parties[condition.party].append(
                ConditionResult(
                    id=name,
                    condition=condition,
                    standing=standing,
                    counts=condition.decides and standing.admitted and firm,
                    verdicts=_Verdicts(readings, self._formulas(name, vocabulary), known, differs),
                    waivers=waivers.get(name, ()),
                )
            )
        results = {code: PartyResult(code, tuple(conditions)) for code, conditions in parties.items()}
        return CheckResult(dossier, scenario, day, evidence, results, known, vocabulary)

    def _formulas(self, name: str, vocabulary: Vocabulary) -> Callable[[str], Formula]:
        """What gives the core formula of a reading of a condition."""
        if vocabulary is self.dossier.vocabulary:
            return partial(self._formula, name)
        clauses = self.dossier.conditions[name].clauses()
        return lambda reading: clauses[reading].lower(Scope(vocabulary))


class _Verdicts(Mapping[str, Verdict]):
    """The verdict of each reading, decided when it is first asked for; not every caller looks at all of them."""

    def __init__(
        self, readings: Iterable[str], formula: Callable[[str], Formula], known: Knowledge, differs: Contested
    ) -> None:
        self._decided: dict[str, Verdict | None] = dict.fromkeys(readings)
        self._formula, self._known, self._differs = formula, known, differs

    def __getitem__(self, reading: str) -> Verdict:
        found = self._decided[reading]
        if found is None:
            formula, differs = self._formula(reading), self._differs
            found = decide_each(formula, self._known, differs) if differs else decide(formula, self._known)
            self._decided[reading] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._decided)

    def __len__(self) -> int:
        return len(self._decided)

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
