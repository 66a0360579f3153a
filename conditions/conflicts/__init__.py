"""What stands between the parties and a goal: conflicts, and the concessions that clear them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from conditions.conflicts.analysis import MOST_SETS, Analysis, Asked
from conditions.conflicts.concessions import Concession, Front
from conditions.conflicts.proofs import Proof
from conditions.conflicts.results import (
    Conflicts,
    Core,
    Course,
    Impossible,
    InConflict,
    Named,
    Part,
    Possible,
    Result,
    Unsettled,
)
from conditions.conflicts.steps import Progress
from conditions.conflicts.turning import Change, Robustness, Trying, Turn
from conditions.conflicts.weakening import Milder
from conditions.engines.exact import Limit
from conditions.language.base import Kind
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario


@accepting()
def conflicts(
    dossier: Dossier,
    goal: str | Iterable[str | Kind],
    *,
    given: str | Iterable[str | Kind] = (),
    scenario: Scenario | None = None,
    as_of: date | str | None = None,
    known_at: date | str | None = None,
    accounts: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    level: Level = "reported",
    also: Iterable[str] = (),
    timeout: float | None = None,
    most: int = MOST_SETS,
    progress: Progress | None = None,
) -> Conflicts:
    """What stands between the parties and a goal: whether it is possible, and if not, every conflict.

    Args:
        dossier: The dossier.
        goal: What is to happen and to hold: conditions in the language, such as `ua_signs`, or names of goals of the
            dossier. Without any, doing nothing keeps every gate.
        given: What holds whatever the parties want, in the language; beside what goals of the dossier bring with them.
        scenario: What is known already; by default nothing.
        as_of: The day whose positions count, by default that of the goals of the dossier; as in `check`, likewise what
            follows.
        known_at: Only what had been reported by the end of this day.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken.
        readings: A reading to use for some conditions; all others are looked at in every reading.
        level: The least firm level that takes part.
        also: Ids of further conditions, and of terms, that take part whatever their level and modality.
        timeout: Seconds after which what is proved so far is returned, marked as incomplete.
        most: Most cores and concession sets that are looked for in each part.
        progress: What is told, after each choice of readings, how many have been looked at, and how many there are.

    Raises:
        LanguageError: A goal is neither a condition nor the name of a goal, or names what the dossier lacks.
        ConditionsError: Goals of the dossier are for the positions of different days, and no day is asked for.
        UnknownNameError: As in `check`, or `also` names what is not there.
        ScenarioError: The scenario does not fit the dossier, or contradicts itself.
    """
    asked = Asked(as_of, known_at, accounts, readings, level)
    return Analysis(dossier, goal, given, scenario, asked, also, Limit.seconds(timeout), most).run(progress)


@accepting()
def robustness(
    dossier: Dossier,
    goal: str | Iterable[str | Kind],
    *,
    given: str | Iterable[str | Kind] = (),
    scenario: Scenario | None = None,
    as_of: date | str | None = None,
    known_at: date | str | None = None,
    accounts: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    level: Level = "reported",
    also: Iterable[str] = (),
    changes: int = 2,
    timeout: float | None = None,
    progress: Progress | None = None,
) -> Robustness:
    """The smallest sets of readings, accounts and unknowns that would turn whether a goal is possible.

    Args:
        dossier: The dossier.
        goal: What is to happen and to hold; as in `conflicts`, likewise what follows.
        given: What holds whatever the parties want.
        scenario: What is known already; by default nothing.
        as_of: The day whose positions count; by default that of the goals of the dossier.
        known_at: Only what had been reported by the end of this day.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken in any case.
        readings: A reading to use for some conditions; that is not changed.
        level: The least firm level that takes part.
        also: Ids of further conditions, and of terms, that take part whatever their level and modality.
        changes: How many of them may be otherwise at a time.
        timeout: Seconds after which what was tried so far is returned.
        progress: What is told how many sets of changes have been tried, and how many there are as far as known.

    Raises:
        LanguageError: A goal is neither a condition nor the name of a goal, or names what the dossier lacks.
        ConditionsError: Goals of the dossier are for the positions of different days, and no day is asked for.
        UnknownNameError: As in `conflicts`.
        ScenarioError: The scenario does not fit the dossier, or contradicts itself.
    """
    asked = Asked(as_of, known_at, accounts, readings, level)
    return Trying(dossier, goal, given, scenario, asked, also, Limit.seconds(timeout)).run(changes, progress)


__all__ = [
    "Change",
    "Concession",
    "Conflicts",
    "Core",
    "Course",
    "Front",
    "Impossible",
    "InConflict",
    "Milder",
    "Named",
    "Part",
    "Possible",
    "Proof",
    "Result",
    "Robustness",
    "Turn",
    "Unsettled",
    "conflicts",
    "robustness",
]
