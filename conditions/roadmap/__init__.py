"""Orders of steps, with days, in which every party's conditions are kept: the best ones, or what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from conditions.conflicts.analysis import Asked
from conditions.conflicts.steps import Progress
from conditions.dates import parse_day
from conditions.deadlock.analysis import Deadlocking
from conditions.engines.exact import Limit
from conditions.language.base import Kind
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario
from conditions.roadmap.measures import By
from conditions.roadmap.planning import Planning
from conditions.roadmap.results import Plan, Roadmap, Roadmaps, Step
from conditions.roadmap.timetable import Timetable, groups


@accepting()
def roadmaps(
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
    by: By = "earliest",
    start: date | str | None = None,
    leads: Mapping[str, int] | None = None,
    fixed: Mapping[str, date | str] | None = None,
    apart: Iterable[Iterable[str]] = (),
    count: int = 3,
    timeout: float | None = None,
    progress: Progress | None = None,
) -> Roadmaps:
    """The best roadmaps to a goal, each truly different from the others.

    One that keeps every reading is looked for first; where there is none, the readings that matter are looked at apart.

    Args:
        dossier: The dossier.
        goal: What is to happen and to hold: conditions in the language, such as `ua_signs`, or names of goals of the
            dossier.
        given: What holds whatever the parties want, in the language; beside what goals of the dossier bring with them.
            Also what must lie between two steps, such as `referendum only from withdrawal.complete + 60 days`.
        scenario: What is known already; by default nothing.
        as_of: The day whose positions count, by default that of the goals of the dossier; as in `check`, likewise what
            follows.
        known_at: Only what had been reported by the end of this day.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken.
        readings: A reading to use for some conditions.
        level: The least firm level that takes part.
        also: Ids of further conditions, and of terms, that take part whatever their level and modality.
        by: What counts first: the fewest days from the first step to the last, the earliest last step, the fewest
            steps, or that no party is ever far ahead of another.
        start: The first day on which anything is done; by default the day after that of the positions, or of what
            is known.
        leads: Days that events take to prepare, from the start on.
        fixed: Days of events.
        apart: Groups of events of which no two may share a day.
        count: Most roadmaps for each choice of readings.
        timeout: Seconds after which what is found so far is returned, marked as incomplete.
        progress: What is told how many steps have been taken, and how many there are as far as known.

    Raises:
        LanguageError: A goal is neither a condition nor the name of a goal, or names what the dossier lacks.
        ConditionsError: Goals of the dossier are for the positions of different days, and no day is asked for.
        UnknownNameError: As in `check`, or an event is not there.
        ScenarioError: The scenario does not fit the dossier, or contradicts itself.
    """
    asked = Asked(as_of, known_at, accounts, readings, level)
    deadlocking = Deadlocking(dossier, goal, given, scenario, asked, also, Limit.seconds(timeout), most=100)
    days = {event: parse_day(day) if isinstance(day, str) else day for event, day in (fixed or {}).items()}
    first = parse_day(start) if isinstance(start, str) else start
    timetable = Timetable(first, leads, days, groups(apart))
    return Planning(deadlocking, timetable, by, count).run(progress)


__all__ = ["By", "Plan", "Roadmap", "Roadmaps", "Step", "roadmaps"]
