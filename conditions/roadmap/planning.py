"""From a dossier and a goal to the roadmaps for every choice of readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Final

from conditions.certificates import Witness
from conditions.conflicts.analysis import MOST_READINGS, Analysis
from conditions.conflicts.background import doer
from conditions.conflicts.courses import course
from conditions.conflicts.results import Named
from conditions.conflicts.steps import Progress, Steps
from conditions.deadlock.analysis import Deadlocking
from conditions.deadlock.readings import Choice, by_name
from conditions.engines.exact import Refuted, declared_values
from conditions.formula import Formula
from conditions.model.scenario import Scenario
from conditions.roadmap.measures import ORDER, By, lead, span
from conditions.roadmap.planner import Found, Planner
from conditions.roadmap.results import Plan, Roadmap, Roadmaps
from conditions.roadmap.timetable import Timetable

_TITLES: Final[dict[By, str]] = {
    "shortest": "a roadmap of the fewest days",
    "earliest": "a roadmap that ends as early as it can",
    "fewest": "a roadmap of the fewest steps",
    "even": "a roadmap in which the parties take turns",
}


class Planning:
    """One dossier, one goal and one timetable."""

    def __init__(self, deadlocking: Deadlocking, timetable: Timetable, by: By, count: int) -> None:
        self.deadlocking: Deadlocking = deadlocking
        self.by = by
        self.count: int = count
        self.analysis: Analysis = deadlocking.analysis
        timetable.check_names(self.analysis.vocabulary)
        first = self.analysis.search.start
        if timetable.start is not None:
            now = self.analysis.known.now
            first = timetable.start.toordinal() if now is None else max(timetable.start.toordinal(), now + 1)
        self.start = first
        self.rules: dict[str, Formula] = dict(timetable.rules(date.fromordinal(first)))

    def run(self, progress: Progress | None = None) -> Roadmaps:
        """The plans for every choice of readings that matter.

        Args:
            progress: What is told how many steps have been taken, and how many there are as far as known.
        """
        looked_at = list(islice(self.deadlocking.choices(), MOST_READINGS + 1))
        left_out = len(looked_at) > MOST_READINGS
        del looked_at[MOST_READINGS:]
        everything = tuple(one.named for readings in self.deadlocking.taken.values() for one in readings.values())
        plans = self._by_reading(looked_at, Steps(progress))
        return Roadmaps(self.analysis.goal, self.analysis.given, self.by, everything, plans, left_out)

    def _by_reading(self, choices: Sequence[Choice], steps: Steps) -> dict[str, Plan]:
        """The plans by the names of the readings that matter; one plan for all where one keeps them all."""
        steps.more(1)
        every = self._plan(dict.fromkeys(one for choice in choices for one in choice))
        steps.step()
        if every.roadmaps or len(choices) == 1:
            return {"": every if every.roadmaps else self._explained(choices[0], every)}
        steps.more(len(choices))
        alone = {choice: self._planner(choice).outcome() for choice in steps.over(choices)}
        names = by_name(choices, lambda choice: type(alone[choice]).__name__)
        plans: dict[str, Plan] = {}
        different = dict.fromkeys(names.values())
        steps.more(len(different))
        for name in steps.over(different):
            alike = [choice for choice in choices if names[choice] == name]
            together = self._plan(dict.fromkeys(one for choice in alike for one in choice))
            if together.roadmaps:
                plans[name] = together
            elif isinstance(alone[alike[0]], Witness):
                plans |= {_full_name(choice, choices): self._plan(choice) for choice in alike}
            else:
                plans[name] = self._explained(alike[0], self._plan(alike[0]))
        return plans

    def _planner(self, conditions: Iterable[Named]) -> Planner:
        formulas: dict[str, Formula] = {name: one.formula for name, one in self.analysis.hard.items()}
        formulas |= self.rules
        formulas |= {one.name: self.deadlocking.taken[one.id][one.reading].formula for one in conditions}
        dossier = self.deadlocking.dossier
        return Planner(
            formulas,
            self.analysis.known,
            declared_values(self.analysis.vocabulary),
            self.start,
            lambda event: doer(dossier, event),
            self.analysis.limit,
        )

    def _plan(self, conditions: Iterable[Named]) -> Plan:
        """The roadmaps that keep conditions, or which of them stand in the way."""
        listed = tuple(conditions)
        planner = self._planner(listed)
        found = list(planner.best(ORDER[self.by], self.count))
        roadmaps = tuple(self._roadmap(planner, one) for one in found if one is not None)
        if found:
            return Plan(roadmaps, complete=None not in found)
        outcome = planner.outcome()
        core = planner.core(outcome) if isinstance(outcome, Refuted) else None
        if core is None:
            return Plan(complete=False)
        blocked_by = tuple(one for one in listed if one.name in core)
        return Plan(blocked_by=blocked_by, timetable=tuple(name for name in self.rules if name in core))

    def _explained(self, choice: Choice, plan: Plan) -> Plan:
        """A plan without roadmaps, with the anatomy of the deadlock where the timetable has no part in it.

        That nothing is done before the first day is a rule of the timetable, too.
        """
        if plan.timetable or not plan.complete:
            return plan
        deadlock = self.deadlocking.out_of_reach() or self.deadlocking.deadlock(self.deadlocking.search_of(choice))
        if deadlock.kind == "none":
            # Only that nothing can be done before the first day any more is left to stand in the way.
            first = date.fromordinal(self.start).isoformat()
            return Plan((), plan.blocked_by, (f"nothing is done before {first}",), None, plan.complete)
        return Plan((), plan.blocked_by, plan.timetable, deadlock, plan.complete)

    def _roadmap(self, planner: Planner, found: Found) -> Roadmap:
        days = {event: day for event, day in found.witness.days.items() if " " not in event}
        made = course(
            Witness(days, found.witness.facts), self.analysis.scenario, self.analysis.vocabulary, self.analysis.checked
        )
        places = {event: number for number, event in enumerate(self.analysis.vocabulary.events)}
        ordered = dict(sorted(found.days.items(), key=lambda item: (item[1], places.get(item[0], 0))))
        return Roadmap(
            {event: date.fromordinal(day) for event, day in ordered.items()},
            made.facts,
            span(ordered.values()),
            lead(ordered, planner.acts),
            found.is_best,
            _titled(made.scenario, _TITLES[self.by]),
        )


def _titled(scenario: Scenario, title: str) -> Scenario:
    return scenario.model_copy(update={"title": title})


def _full_name(choice: Choice, choices: Sequence[Choice]) -> str:
    return by_name(choices, lambda one: one)[choice]
