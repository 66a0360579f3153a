"""A scenario as the command line checks it: its result, whether it is as expected, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from conditions.check import Checker
from conditions.cli.finding import Case
from conditions.errors import Problem
from conditions.expectations import Mismatch, mismatches
from conditions.files.scenario import LoadedScenario
from conditions.model.positions import Level
from conditions.model.scenario import OF_VERDICTS, Scenario, Viewpoint
from conditions.results import CheckResult, PartyResult
from conditions.verdicts import Answer

DEFAULT_LEVEL: Level = "reported"


class Outcome(IntEnum):
    """What a run comes to; the value is the exit code."""

    GOOD = 0
    NOT_MET = 1
    UNDECIDED = 3


class Asked(NamedTuple):
    """What was asked of every scenario.

    Attributes:
        as_of: The day whose positions count, if not the scenario's own.
        readings: A reading for some conditions.
        level: The least firm level that takes part.
        known_at: The day by whose end something must have been reported.
        accounts: Whose word on the positions of others is taken.
        exact: Whether to answer over all completions as well, which changes no expectation.
    """

    as_of: date | None = None
    readings: Mapping[str, str] | None = None
    level: Level = DEFAULT_LEVEL
    known_at: date | None = None
    accounts: tuple[str, ...] = ()
    exact: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the scenario is asked what it was written for, so that its expectations apply."""
        return self._replace(exact=False) == Asked(readings=self.readings) and not self.readings


class Checked(NamedTuple):
    """One scenario and its answers.

    Attributes:
        loaded: The scenario and its file.
        result: The answers.
        parties: Those of the parties asked for.
        expects: Whether anything was expected of these parties, and can be compared.
        failed: The expectations that the answers do not meet.
        known: Those of them that the scenario says are known not to be met; they do not count as failed.
    """

    loaded: LoadedScenario
    result: CheckResult
    parties: tuple[PartyResult, ...]
    expects: bool
    failed: tuple[Mismatch, ...]
    known: tuple[Mismatch, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """By the expectations, where there are some, else by the answers."""
        if self.expects:
            return Outcome.NOT_MET if self.failed else Outcome.GOOD
        answers = {party.answer for party in self.parties}
        if Answer.NOT_MET in answers:
            return Outcome.NOT_MET
        return Outcome.UNDECIDED if answers & {Answer.UNKNOWN, Answer.DEPENDS} else Outcome.GOOD

    def views(self) -> list[tuple[str, tuple[PartyResult, ...]]]:
        """The answers for the parties asked for as each viewpoint has them, with the words for it."""
        asked = {party.party for party in self.parties}
        labels = {name: view.label or name for name, view in self.result.scenario.viewpoints.items()}
        return [
            (labels[name], tuple(party for code, party in seen.parties.items() if code in asked))
            for name, seen in self.result.viewpoints.items()
        ]

    def problem(self, mismatch: Mismatch) -> Problem:
        """A failed expectation in its place."""
        return expectation_problem(self.loaded, mismatch)


def expectation_problem(loaded: LoadedScenario, mismatch: Mismatch) -> Problem:
    """A failed expectation in its place."""
    return mismatch.problem(loaded)


def check_case(case: Case, asked: Asked, party: str | None) -> list[Checked]:
    """Every scenario of a case, checked.

    Args:
        case: The dossier and its scenarios.
        asked: What is asked.
        party: Code of the only party asked for.

    Raises:
        ConditionsError: A scenario does not fit, or a name is not there.
    """
    checker = Checker(
        case.dossier,
        as_of=asked.as_of,
        known_at=asked.known_at,
        accounts=asked.accounts or None,
        readings=asked.readings,
        level=asked.level,
        exact=asked.exact,
    )
    return [_checked(loaded, checker, asked, party) for loaded in case.scenarios]


def _checked(loaded: LoadedScenario, checker: Checker, asked: Asked, party: str | None) -> Checked:
    result = checker.check(loaded.scenario, loaded.known)
    parties = tuple(one for one in result.parties.values() if party in {None, one.party})
    named = {name for one in parties for name in (one.party, *(condition.id for condition in one.conditions))}
    sides: tuple[Scenario | Viewpoint, ...] = (loaded.scenario, *loaded.scenario.viewpoints.values())
    told = {name for side in sides for section in OF_VERDICTS for name in getattr(side, section)}
    expects = asked.is_plain and (bool(told & named) or (party is None and loaded.scenario.expects_something))
    missed = [one for one in mismatches(result) if _concerns(one, named, party)] if expects else []
    known = _known(loaded) if missed and loaded.scenario.known_failures else frozenset()
    failed = tuple(one for one in missed if (one.path, one.what) not in known)
    return Checked(loaded, result, parties, expects, failed, tuple(one for one in missed if one not in failed))


def _known(loaded: LoadedScenario) -> frozenset[tuple[tuple[str, ...], str]]:
    """The expectations of a scenario that are known not to be met.

    Raises:
        FileError: A known failure names none.
    """
    from conditions.runner import cases_of  # few scenarios have any

    return frozenset((one.expectation.path, one.expectation.what) for one in cases_of(loaded) if one.known_failure)


def _concerns(mismatch: Mismatch, named: set[str], party: str | None) -> bool:
    """Whether an expectation is one of the parties asked for, or of no party where all are asked for."""
    section, name = mismatch.path[2:4] if mismatch.path[0] == "viewpoints" else mismatch.path[:2]
    return name in named if section in OF_VERDICTS else party is None


def overall(outcomes: Iterable[Outcome]) -> Outcome:
    """The worst: something not met, else something undecided."""
    found = set(outcomes)
    return next((one for one in (Outcome.NOT_MET, Outcome.UNDECIDED) if one in found), Outcome.GOOD)
