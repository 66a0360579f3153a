"""Small dossiers with acts of parties, and the best roadmaps of them, found by trying every course of events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from conditions.check import check
from conditions.conflicts.goals import demands
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.roadmap import By, Roadmap, roadmaps
from conditions.roadmap.measures import ORDER, Measure
from conditions.roadmap.planner import dependent
from conditions.semantics import judge
from conditions.truth import Truth
from conditions.verdicts import Answer, Status
from tests.courses import Course
from tests.small_conflicts import EVENTS, START, event, within
from tests.small_conflicts import texts as some_texts
from tests.waiting import Waiting, courses

DOERS = {"w": "UA", "x1": "UA", "y1": "RU"}
"""Whose acts the events are; the last one is nobody's."""


class Route(NamedTuple):
    """Conditions, a goal, what counts first, and two events that may have to be on different days."""

    waiting: Waiting
    by: By
    apart: tuple[tuple[str, ...], ...]

    @property
    def dossier(self) -> Dossier:
        """The dossier, in which events have doers."""
        plain = self.waiting.dossier
        events = {name: one.model_copy(update={"by": DOERS.get(name)}) for name, one in plain.events.items()}
        return plain.model_copy(update={"events": events})


@st.composite
def routes(draw: st.DrawFn) -> Route:
    """Some conditions, a goal, and what counts."""
    conditions = tuple(draw(st.lists(some_texts(), min_size=1, max_size=4)))
    goal = tuple(draw(st.lists(event, min_size=1, max_size=3, unique=True)))
    apart = draw(st.sampled_from([(), (("x1", "y1"),), (("w", "z1"),)]))
    by: By = draw(st.sampled_from(["shortest", "earliest", "fewest", "even"]))
    return Route(Waiting(conditions, conditions, goal), by, apart)


def values(course: Course, by: By) -> tuple[int, ...]:
    """What counts, in the order in which it does."""
    days = {name: (day - START).days for name, day in course.days.items()}
    found: dict[Measure, int] = {
        "span": max(days.values()) - min(days.values()) if days else 0,
        "finish": max(days.values(), default=-1),
        "steps": len(days),
        "lead": _lead(days),
    }
    return tuple(found[measure] for measure in ORDER[by])


def _lead(days: Mapping[str, int]) -> int:
    ahead = 0
    for day in days.values():
        done = {
            party: sum(1 for name, its in days.items() if DOERS.get(name) == party and its <= day)
            for party in ("UA", "RU")
        }
        ahead = max(ahead, abs(done["UA"] - done["RU"]))
    return ahead


def possible(route: Route) -> list[Course]:
    """Every course of events that keeps everything."""
    return [
        course
        for course in courses(route.waiting, route.waiting.conditions)
        if not any(_share_a_day(course, pair) for pair in route.apart)
    ]


def _share_a_day(course: Course, pair: Iterable[str]) -> bool:
    days = [course.days[name] for name in pair if name in course.days]
    return len(days) == 2 and days[0] == days[1]


def compare(route: Route, count: int = 3) -> int:
    """How many roadmaps are found, after each was compared with everything that was tried."""
    given = tuple(within(EVENTS))
    made = route.dossier
    found = roadmaps(made, route.waiting.goal, given=given, by=route.by, start=START, apart=route.apart, count=count)
    (plan,) = found.by_reading.values()
    asked = demands((*route.waiting.goal, *given), made.vocabulary, is_goal=True)
    formulas = [one.formula for one in (*asked, *demands(route.waiting.conditions, made.vocabulary, is_goal=True))]
    known = check(made, Scenario.build({"scenario": "s", "world": "open"})).known
    pairs = dependent(formulas, known)
    left = possible(route)
    for one in plan.roadmaps:
        assert one.is_best
        assert keeps(route, one), route
        course = Course(one.days, {})
        assert left, route
        assert min(values(other, route.by) for other in left) == values(course, route.by), route
        left = [other for other in left if _is_different(one.days, other.days, pairs)]
    assert len(plan.roadmaps) == count or not left, route
    assert plan.roadmaps or plan.blocked_by or plan.timetable or plan.deadlock, route
    return len(plan.roadmaps)


def _is_different(first: Mapping[str, date], second: Mapping[str, date], pairs: Iterable[tuple[str, str]]) -> bool:
    if set(first) - set(second):
        return True

    def order(days: Mapping[str, date], one: str, two: str) -> int:
        return (days[one] > days[two]) - (days[one] < days[two])

    ordered = [pair for pair in pairs if pair[0] in first and pair[1] in first]
    return any(order(first, *pair) * order(second, *pair) < 0 for pair in ordered)


def keeps(route: Route, roadmap: Roadmap) -> bool:
    """Whether a roadmap keeps everything as `check` has it, and no condition is ever broken on the way."""
    made = route.dossier
    checked = check(made, roadmap.scenario)
    asked = demands(route.waiting.goal, made.vocabulary, is_goal=True)
    at_the_end = all(one.compliance is Answer.MET for one in checked.conditions.values())
    reached = all(judge(one.formula, checked.known).truth is Truth.TRUE for one in asked)
    return at_the_end and reached and all(_unbroken(made, roadmap, end) for end in set(roadmap.days.values()))


def _unbroken(made: Dossier, roadmap: Roadmap, end: date) -> bool:
    """Whether at the end of a day no condition is broken for good, nor was one by an act."""
    done = [{name: day.isoformat()} for name, day in roadmap.days.items() if day <= end]
    facts = {name: _given(value) for name, value in roadmap.facts.items()}
    scenario = Scenario.build({"scenario": "s", "world": f"until {end}", "timeline": done, "facts": facts})
    results = check(made, scenario).conditions.values()
    return not any(reading.status is Status.VIOLATED for one in results for reading in one.verdicts.values())


def _given(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
