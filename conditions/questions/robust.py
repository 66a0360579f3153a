"""What the answers of parties rest on, over several unknowns at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from conditions.check import Checker
from conditions.conflicts.background import nothing_known
from conditions.conflicts.steps import Progress, Steps
from conditions.engines.exact import Limit
from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario
from conditions.questions.answers import Answers
from conditions.questions.rested import Robustness
from conditions.questions.resting import Resting
from conditions.results import CheckResult


@accepting()
def robustness(
    dossier: Dossier,
    scenario: Scenario | None = None,
    *,
    parties: str | Iterable[str] = (),
    together: int = 2,
    as_of: date | str | None = None,
    known_at: date | str | None = None,
    accounts: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    level: Level = "reported",
    timeout: float | None = None,
    progress: Progress | None = None,
) -> Robustness:
    """What each party's answer rests on: what would decide or turn it, over what it holds, and what fixes it.

    Args:
        dossier: The dossier.
        scenario: What is known; by default nothing.
        parties: Of whom it is asked; by default of every party that has a condition on record.
        together: How many unknowns may be learnt at a time: events, orders, facts, readings, and accounts.
        as_of: The day whose positions count; as in `check`, likewise what follows.
        known_at: Only what had been reported by the end of this day.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken in any case.
        readings: A reading to use for some conditions; that is not changed.
        level: The least firm level that takes part.
        timeout: Seconds after which what was tried so far is returned.
        progress: What is told how many sets of unknowns have been tried, and how many there are as far as known.

    Raises:
        ScenarioError, UnknownNameError, DateError: As in `check`; `parties` may name one that is not there, too.
    """
    scenario = scenario or nothing_known()
    asked = (parties,) if isinstance(parties, str) else tuple(parties)
    for code in asked:
        if code not in dossier.parties:
            listed = ", ".join(f"`{one}`" for one in dossier.parties)
            hint = did_you_mean(code, dossier.parties) or f"known are {listed}"
            raise UnknownNameError(Problem("unknown-party", f"unknown party `{code}`", hint=hint))
    told = scenario.accounts if accounts is None else (accounts,) if isinstance(accounts, str) else tuple(accounts)

    @cache
    def checked(more: tuple[str, ...]) -> CheckResult:
        taken = (*told, *more)
        return Checker(dossier, as_of=as_of, known_at=known_at, accounts=taken, readings=readings, level=level).check(
            scenario
        )

    steps, limit, found = Steps(progress), Limit.seconds(timeout), {}
    for code in asked or dossier.parties:
        answers = Answers(code, checked, readings or {}, limit)
        if asked or answers.names:
            found[code] = Resting(answers).run(together, steps)
    return Robustness(dossier, found)


__all__ = ["robustness"]
