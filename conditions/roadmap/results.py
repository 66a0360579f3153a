"""What a search for roadmaps gives: steps with days that every party's conditions allow, or what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from conditions.conflicts.goals import Demand
from conditions.conflicts.results import Named
from conditions.deadlock.results import Deadlock
from conditions.model.scenario import Scenario
from conditions.notebooks import table
from conditions.records import dataclass
from conditions.roadmap.measures import By


@dataclass(frozen=True)
class Step:
    """What is done on one day.

    Attributes:
        day: The day.
        events: What happens on it.
    """

    day: date
    events: tuple[str, ...]


@dataclass(frozen=True)
class Roadmap:
    """Steps, day by day, after which the goal has come about and every condition is kept.

    Attributes:
        days: The day of each step.
        facts: The values that facts need to have.
        span: Days from the first step to the last.
        lead: By how many of its own acts a party is at most ahead of another at the end of a day.
        is_best: Whether it was proved that no other one is better, but those shown before it.
        scenario: The same as a closed scenario, for `check`.
    """

    days: Mapping[str, date]
    facts: Mapping[str, bool | str | Fraction]
    span: int
    lead: int
    is_best: bool
    scenario: Scenario

    @property
    def finish(self) -> date | None:
        """The day of the last step."""
        return max(self.days.values(), default=None)

    def steps(self) -> Iterator[Step]:
        """What is done on each day, in order."""
        for day in sorted(set(self.days.values())):
            yield Step(day, tuple(event for event, its in self.days.items() if its == day))

    def to_scenario_text(self, dossier: str = "dossier.yaml") -> str:
        """A scenario file with it, for `conditions check`.

        Args:
            dossier: The path of the dossier, from where the file will stand.
        """
        from conditions.files.scenario import dump_scenario

        return dump_scenario(self.scenario.model_copy(update={"dossier": dossier}))

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "steps": [{"day": step.day.isoformat(), "events": list(step.events)} for step in self.steps()],
            "facts": {name: value if isinstance(value, bool) else str(value) for name, value in self.facts.items()},
            "finish": self.finish.isoformat() if self.finish else None,
            "span_days": self.span,
            "step_count": len(self.days),
            "lead": self.lead,
            "is_best": self.is_best,
        }


@dataclass(frozen=True)
class Plan:
    """The roadmaps for some choices of readings, or what stands in the way of any.

    Attributes:
        roadmaps: The best ones, each truly different from those before it.
        blocked_by: Where there is none, conditions that cannot all be kept in the time allowed.
        timetable: What the timetable asks for that has a part in that, such as `ru_signs on 2030-01-01`.
        deadlock: Where the conditions alone stand in the way, the anatomy of it.
        complete: Whether so many were found as asked for, or there are no more; else the time was over.
    """

    roadmaps: tuple[Roadmap, ...] = ()
    blocked_by: tuple[Named, ...] = ()
    timetable: tuple[str, ...] = ()
    deadlock: Deadlock | None = None
    complete: bool = True

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "roadmaps": [one.to_dict() for one in self.roadmaps],
            "blocked_by": [one.name for one in self.blocked_by],
            "timetable": list(self.timetable),
            "deadlock": self.deadlock.to_dict() if self.deadlock else None,
            "complete": self.complete,
        }


@dataclass(frozen=True)
class Roadmaps:
    """The roadmaps to a goal.

    Attributes:
        goal: What is to happen.
        given: What holds whatever the parties want.
        by: What counts first.
        taking_part: The conditions that are kept, in every reading.
        by_reading: The plan for each choice of the readings that matter, by their names. A roadmap keeps every
            reading that its name leaves open.
        left_out: Whether there were more choices of readings than were looked at.
    """

    goal: tuple[Demand, ...]
    given: tuple[Demand, ...]
    by: By
    taking_part: tuple[Named, ...]
    by_reading: Mapping[str, Plan]
    left_out: bool = False

    @property
    def complete(self) -> bool:
        """Whether everything was looked at, and every roadmap is proved to be best."""
        plans = self.by_reading.values()
        return not self.left_out and all(one.complete and all(map(_is_best, one.roadmaps)) for one in plans)

    def to_dict(self) -> dict[str, object]:
        """Everything as plain data."""
        return {
            "goal": [one.text for one in self.goal],
            "given": [one.text for one in self.given],
            "by": self.by,
            "taking_part": [one.name for one in self.taking_part],
            "readings": {name: plan.to_dict() for name, plan in self.by_reading.items()},
            "complete": self.complete,
        }

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each event of each roadmap, day by day."""
        return [
            {"reading": reading, "roadmap": number, "day": step.day.isoformat(), "event": event}
            for reading, plan in self.by_reading.items()
            for number, one in enumerate(plan.roadmaps, 1)
            for step in one.steps()
            for event in step.events
        ]

    def _repr_html_(self) -> str:
        """A table for notebooks: the steps of every roadmap; of a plan without any, what stands in the way."""
        rows: list[tuple[str, str, str, str]] = []
        for reading, plan in self.by_reading.items():
            steps = [
                (str(number), step.day.isoformat(), ", ".join(step.events))
                for number, one in enumerate(plan.roadmaps, 1)
                for step in one.steps()
            ]
            blocked = ("none", "", ", ".join((*(one.name for one in plan.blocked_by), *plan.timetable)))
            rows += [(reading, *row) for row in steps or [blocked]]
        goal = "; ".join(one.text for one in self.goal)
        return table(f"Ways to: {goal}", ("Reading", "Roadmap", "Day", "Steps, or what stands in the way"), rows)


def _is_best(one: Roadmap) -> bool:
    return one.is_best
