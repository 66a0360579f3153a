"""Small dossiers in which parties wait for each other, and the same asking less, tried by every course of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from hypothesis import strategies as st

from conditions.conflicts.goals import demands
from conditions.deadlock import deadlocks
from conditions.formula import Formula, facts_in
from conditions.model.dossier import Dossier
from tests.courses import Course
from tests.small_conflicts import DAYS, EVENTS, PARTIES, VALUES, dossier, event, fact, within


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """A condition, and the same where what waits may be done on the same day."""
    one, other, third = draw(st.permutations(EVENTS))[:3]
    day = draw(st.sampled_from(DAYS))
    pairs = [
        (f"{one} only after {other}", f"{one} only on or after {other}"),
        (f"{one} only after {other} and {third}", f"{one} only on or after {other} and {third}"),
        (f"{one} only after {other} or {third}", f"{one} only on or after {other} or {third}"),
        (f"{one} only on or after {other} + 1 day", f"{one} only on or after {other}"),
        (f"{one} before {other}", f"{one} on or before {other}"),
        (f"not ({one} on or after {other})", f"not ({one} after {other})"),
        (f"{one} only after latest of ({other}, {third})", f"{one} only on or after latest of ({other}, {third})"),
    ]
    as_they_are = [
        f"{one} only on or after {other}",
        f"{one} only from {other} + 2 days",
        f"{one} only after {day}",
        f"{one} only if {draw(fact)}",
        f"if {one} then {other}",
        f"never {one}",
        f"at most 1 of ({one}, {other}, {third})",
        f"{one} on or before {day}",
    ]
    return draw(st.sampled_from([*pairs, *pairs, *((text, text) for text in as_they_are)]))


class Waiting(NamedTuple):
    """Conditions, the same asking less, and a goal."""

    conditions: tuple[str, ...]
    together: tuple[str, ...]
    goal: tuple[str, ...]

    @property
    def dossier(self) -> Dossier:
        """A dossier with the conditions."""
        return dossier(
            {
                f"C{number}": {"party": PARTIES[number % len(PARTIES)], "condition": text}
                for number, text in enumerate(self.conditions)
            }
        )


@st.composite
def negotiations(draw: st.DrawFn) -> Waiting:
    """Some conditions and a goal."""
    drawn = draw(st.lists(texts(), min_size=1, max_size=6))
    goal = draw(st.lists(event, min_size=1, max_size=3, unique=True))
    return Waiting(tuple(one for one, _ in drawn), tuple(other for _, other in drawn), tuple(goal))


def kind(waiting: Waiting) -> str:
    """The kind of deadlock, from every course of events."""
    if any(True for _ in courses(waiting, waiting.conditions)):
        return "none"
    if any(True for _ in courses(waiting, waiting.together)):
        return "circular"
    return "impossible" if any(True for _ in courses(waiting, ())) else "out of reach"


def same_day(waiting: Waiting, names: Iterable[str]) -> dict[str, bool | None]:
    """Whether it is enough that one of these conditions alone lets the same day pass."""
    found: dict[str, bool | None] = {}
    for name in names:
        place = int(name.removeprefix("C"))
        milder = (*waiting.conditions[:place], waiting.together[place], *waiting.conditions[place + 1 :])
        found[name] = any(True for _ in courses(waiting, milder))
    return found


def latent(waiting: Waiting) -> set[tuple[str, str]]:
    """The single waits that would make a deadlock, from every course of events."""
    keeping = list(courses(waiting, waiting.conditions))
    free = list(courses(waiting, ()))
    pairs = [(act, other) for act, other in product(EVENTS, repeat=2) if act != other]
    return {
        (act, other)
        for act, other in pairs
        if not any(_waits(one, act, other) for one in keeping) and any(_waits(one, act, other) for one in free)
    }


def _waits(course: Course, act: str, other: str) -> bool:
    day, its = course.days.get(act), course.days.get(other)
    return day is None or (its is not None and its < day)


def courses(waiting: Waiting, conditions: Iterable[str]) -> Iterator[Course]:
    """Every course of events in which the goal comes about and conditions hold."""
    vocabulary = waiting.dossier.vocabulary
    required = demands((*waiting.goal, *within(EVENTS), *conditions), vocabulary, is_goal=True)
    formulas = [one.formula for one in required]
    facts = sorted({name for formula in formulas for name in facts_in(formula)})
    for days in product((None, *DAYS), repeat=len(EVENTS)):
        happening = {name: day for name, day in zip(EVENTS, days, strict=True) if day is not None}
        for values in product(*(VALUES[name] for name in facts)):
            course = Course(happening, dict(zip(facts, values, strict=True)))
            if all(course.holds(formula) for formula in formulas):
                yield course


def compare(waiting: Waiting) -> str:
    """What is found, after it was compared with what everything that was tried says."""
    found = deadlocks(waiting.dossier, waiting.goal, given=tuple(within(EVENTS)))
    (one,) = found.by_reading.values()
    assert kind(waiting) == one.kind, waiting
    if one.kind == "none":
        assert latent(waiting) == {(edge.act, edge.awaited) for edge in found.latent}, waiting
    if one.is_deadlock:
        enough = {tried.asks[0].id: tried.dissolves for tried in one.relaxations if tried.how == "same day"}
        assert same_day(waiting, enough) == enough, waiting
    if one.kind == "circular":
        assert one.dissolved_by("package") is True, waiting
    if one.kind == "impossible":
        assert not any(one.dissolved_by(how) for how in ("same day", "exchange", "package", "escrow")), waiting
    return one.kind


def fixpoints(formulas: Sequence[tuple[str, list[set[str]]]], events: Iterable[str]) -> tuple[set[str], set[str]]:
    """The least and the greatest fixpoint of guards: for an act, sets of events; one of each must come before."""

    def step(reached: set[str]) -> set[str]:
        return {
            name for name in events if all(reached & some for act, sets in formulas if act == name for some in sets)
        }

    least: set[str] = set()
    while step(least) != least:
        least = step(least)
    greatest = set(events)
    while step(greatest) != greatest:
        greatest = step(greatest)
    return least, greatest


def meaning(text: str, waiting: Dossier) -> Formula:
    """The formula of a condition."""
    (one,) = demands([text], waiting.vocabulary, is_goal=True)
    return one.formula


__all__ = ["Waiting", "compare", "fixpoints", "kind", "latent", "meaning", "negotiations"]
