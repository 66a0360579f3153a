"""Why a goal does not come about though nobody refuses it: circles of waiting, what unties them, what would close one.

A deadlock is relative to a goal. It is *circular* if the conditions can be kept once everything that waits for
something else may happen on the same day, *impossible* if not even then; where they can be kept as they are,
everything is merely pending.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from conditions.conflicts.analysis import Asked
from conditions.conflicts.steps import Progress
from conditions.deadlock.analysis import Deadlocking
from conditions.deadlock.results import (
    Closing,
    Deadlock,
    Deadlocks,
    Ground,
    Knot,
    Latent,
    Relaxation,
    Wait,
)
from conditions.engines.exact import Limit
from conditions.language.base import Kind
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario

MOST_SETS: Final = 1_000
"""Most minimal sets of conditions that are looked for at a time."""


@accepting()
def deadlocks(
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
) -> Deadlocks:
    """Whether the parties' conditions hold a goal up, how, what would dissolve it, and what would close a circle.

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
        level: The least firm level that takes part; what is less firm is looked at as what would make a deadlock.
        also: Ids of further conditions, and of terms, that take part whatever their level and modality.
        timeout: Seconds after which what is proved so far is returned, marked as incomplete.
        most: Most minimal sets of conditions that are looked for at a time.
        progress: What is told how many steps have been taken, and how many there are as far as known.

    Raises:
        LanguageError: A goal is neither a condition nor the name of a goal, or names what the dossier lacks.
        ConditionsError: Goals of the dossier are for the positions of different days, and no day is asked for.
        UnknownNameError: As in `check`, or `also` names what is not there.
        ScenarioError: The scenario does not fit the dossier, or contradicts itself.
    """
    asked = Asked(as_of, known_at, accounts, readings, level)
    return Deadlocking(dossier, goal, given, scenario, asked, also, Limit.seconds(timeout), most).run(progress)


__all__ = [
    "Closing",
    "Deadlock",
    "Deadlocks",
    "Ground",
    "Knot",
    "Latent",
    "Relaxation",
    "Wait",
    "deadlocks",
]
