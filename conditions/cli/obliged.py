"""A scenario whose incidents the command line asks about: its answers, and whether they are as expected."""

from __future__ import annotations

from collections.abc import Iterable

from conditions.cli.checked import Outcome
from conditions.cli.finding import Case
from conditions.errors import Problem
from conditions.expectations import Mismatch
from conditions.files.scenario import LoadedScenario
from conditions.obligations import DutyAnswer, DutyResult, IncidentResult, ObligationsResult, obligations
from conditions.obligations.expected import duty_mismatches
from conditions.records import dataclass


@dataclass(frozen=True)
class Asked:
    """One scenario and who must act after its incidents.

    Attributes:
        loaded: The scenario and its file.
        result: All answers.
        incident: The only incident asked for.
        debtor: The only debtor asked for.
        failed: The expectations that the answers do not meet.
    """

    loaded: LoadedScenario
    result: ObligationsResult
    incident: str | None
    debtor: str | None
    failed: tuple[Mismatch, ...]

    @property
    def answers(self) -> tuple[tuple[IncidentResult, tuple[DutyResult, ...]], ...]:
        """The answers asked for, by incident."""
        kept = (one for one in self.result.incidents if self.incident in {None, one.name})
        pairs = ((one, tuple(duty for duty in one.duties if self.debtor in {None, duty.debtor})) for one in kept)
        return tuple((one, duties) for one, duties in pairs if duties)

    @property
    def all_incidents(self) -> list[str]:
        """The names of all its incidents."""
        return [one.name for one in self.result.incidents]

    @property
    def all_debtors(self) -> list[str]:
        """All who owe something."""
        return list(dict.fromkeys(duty.debtor for one in self.result.incidents for duty in one.duties))

    @property
    def expects(self) -> bool:
        """Whether anything is expected, and can be compared."""
        return self.incident is None and self.debtor is None and bool(self.loaded.scenario.expect_obligations)

    @property
    def outcome(self) -> Outcome:
        """By the expectations, where there are some, else by the answers."""
        if self.expects:
            return Outcome.NOT_MET if self.failed else Outcome.GOOD
        found = {duty.answer for _, duties in self.answers for duty in duties}
        return Outcome.UNDECIDED if DutyAnswer.UNKNOWN in found else Outcome.GOOD

    def problem(self, mismatch: Mismatch) -> Problem:
        """A failed expectation in its place."""
        from conditions.cli.checked import expectation_problem

        return expectation_problem(self.loaded, mismatch)

    def to_dict(self) -> dict[str, object]:
        """The answers as plain data."""
        shown = ObligationsResult(
            self.result.dossier,
            self.result.scenario,
            tuple(IncidentResult(one.name, one.incident, duties) for one, duties in self.answers),
        )
        failed = [{"of": list(one.path[1:]), "expected": one.expected, "got": one.got} for one in self.failed]
        return {"path": str(self.loaded.path), **shown.to_dict(), "expects": self.expects, "failed": failed}


def ask_case(case: Case, incident: str | None, debtor: str | None) -> list[Asked]:
    """Every scenario of a case that has incidents.

    Raises:
        ConditionsError: A scenario does not fit its dossier.
    """
    return [_asked(loaded, incident, debtor) for loaded in case.scenarios if loaded.scenario.incidents]


def _asked(loaded: LoadedScenario, incident: str | None, debtor: str | None) -> Asked:
    result = obligations(loaded.dossier, loaded.scenario)
    is_whole = incident is None and debtor is None
    failed = tuple(Mismatch(*one) for one in duty_mismatches(result)) if is_whole else ()
    return Asked(loaded, result, incident, debtor, failed)


def overall(asked: Iterable[Asked]) -> Outcome:
    """The worst: something not as expected, else something unknown."""
    found = {one.outcome for one in asked}
    return next((one for one in (Outcome.NOT_MET, Outcome.UNDECIDED) if one in found), Outcome.GOOD)
