"""Small dossiers whose conflicts can be counted by hand: every course of events is tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any, NamedTuple

from hypothesis import strategies as st

from conditions.check import check, lowered
from conditions.conflicts import Conflicts, Impossible, InConflict, Possible
from conditions.conflicts import Course as Possibly
from conditions.conflicts.goals import demands
from conditions.formula import Formula, facts_in
from conditions.model.dossier import Dossier
from conditions.semantics import judge
from conditions.truth import Truth
from conditions.verdicts import Answer
from tests.courses import Course

START = date(2030, 1, 1)
LENGTH = 3
EVENTS = ("w", "x1", "y1", "z1")
DAYS = tuple(START + timedelta(days=number) for number in range(LENGTH))
VALUES: dict[str, tuple[bool | str, ...]] = {"p": (True, False), "q": (True, False), "s": ("x", "y", "z")}
PARTIES = ("UA", "RU", "NO")

event = st.sampled_from(EVENTS)
fact = st.sampled_from(["p", "not p", "q", "s is x", "s is one of (x, y)"])
small = st.integers(1, 2)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A condition of some kind."""
    one, other, third = draw(st.permutations(EVENTS))[:3]
    gap = draw(small)
    return draw(
        st.sampled_from(
            [
                f"{one} only after {other}",
                f"{one} only after {other}",
                f"{one} only on or after {other}",
                f"{one} only from {other} + {gap} days",
                f"{one} only after {other} and {third}",
                f"{one} only after {other} or {third}",
                f"{one} only if {draw(fact)}",
                f"if {one} then {other}",
                f"never {one}",
                f"{one} before {other}",
                f"if {one} and {other} then {one} on the same day as {other}",
                f"{one} only within {gap} days of {other}",
                f"{one} on or before {draw(st.sampled_from(DAYS))}",
                f"{one} only after {draw(st.sampled_from(DAYS))}",
                f"at least 2 of ({one}, {other}, {third})",
                f"at most 1 of ({one}, {other}, {third})",
                f"{one} only on or after latest of ({other}, {third})",
                f"{one} only before earliest of ({other}, {third} + {gap} days)",
                draw(fact),
            ]
        )
    )


class Small(NamedTuple):
    """A dossier, a goal, and what is given."""

    dossier: Dossier
    goal: tuple[str, ...]
    given: tuple[str, ...]


@st.composite
def negotiations(draw: st.DrawFn, *, most: int = 6) -> Small:
    """A dossier of a few conditions, some of them the same, with a goal; everything happens on few days or never."""
    conditions = {
        f"C{number}": {"party": draw(st.sampled_from(PARTIES)), "condition": draw(texts())}
        for number in range(draw(st.integers(2, most)))
    }
    goal = [*draw(st.lists(event, min_size=1, max_size=3, unique=True)), *draw(st.lists(texts(), max_size=1))]
    given = draw(st.lists(texts(), max_size=1))
    return Small(dossier(conditions), tuple(goal), (*given, *within(EVENTS)))


def dossier(conditions: dict[str, Any]) -> Dossier:
    """A dossier with these conditions."""
    return Dossier.build(
        {
            "dossier": "small",
            "parties": {code: {"name": code} for code in PARTIES},
            "events": {name: {} for name in EVENTS},
            "facts": {"p": {}, "q": {}, "s": {"values": ["x", "y", "z"]}},
            "conditions": conditions,
        }
    )


def within(events: Iterable[str]) -> Iterator[str]:
    """That events happen on one of the few days, if at all."""
    for name in events:
        yield f"if {name} then {name} on or after {DAYS[0]} and {name} on or before {DAYS[-1]}"


class Counted(NamedTuple):
    """What is so, found by trying everything.

    Attributes:
        possible: Whether the goal can come about at all.
        cores: The minimal cores.
        concessions: The minimal concession sets; the empty one where nothing need be given up.
    """

    possible: bool
    cores: frozenset[frozenset[str]]
    concessions: frozenset[frozenset[str]]


def counted(small: Small) -> Counted:
    """The cores and concession sets, from every course of events."""
    vocabulary = small.dossier.vocabulary
    required = [
        one.formula
        for texts_, is_goal in ((small.goal, True), (small.given, False))
        for one in demands(texts_, vocabulary, is_goal=is_goal)
    ]
    formulas = {name: lowered(one, vocabulary)[""] for name, one in small.dossier.conditions.items()}
    facts = {fact for formula in (*required, *formulas.values()) for fact in facts_in(formula)}
    kept = {
        frozenset(name for name, formula in formulas.items() if course.holds(formula))
        for course in every_course(required, facts)
    }
    names = sorted(formulas)
    subsets = [frozenset(some) for size in range(len(names) + 1) for some in combinations(names, size)]
    holding = {some for some in subsets if any(some <= held for held in kept)}
    broken = [some for some in subsets if some not in holding]
    cores = frozenset(some for some in broken if not any(other < some for other in broken))
    largest = [some for some in holding if not any(some < other for other in holding)]
    return Counted(bool(kept), cores, frozenset(frozenset(names) - some for some in largest))


def every_course(required: list[Formula], facts: set[str]) -> Iterator[Course]:
    """Every course of events and facts in which what is required holds."""
    for days in product((None, *DAYS), repeat=len(EVENTS)):
        happening = {name: day for name, day in zip(EVENTS, days, strict=True) if day is not None}
        for values in product(*(VALUES[fact] for fact in sorted(facts))):
            course = Course(happening, dict(zip(sorted(facts), values, strict=True)))
            if all(course.holds(formula) for formula in required):
                yield course


def found_in(result: Conflicts) -> Counted:
    """The same as a search gives it."""
    match result.result:
        case Possible():
            return Counted(True, frozenset(), frozenset([frozenset()]))
        case InConflict() as conflict:
            sets = frozenset(frozenset(one.id for one in given_up) for given_up in conflict.concessions())
            return Counted(True, frozenset(frozenset(core.ids) for core in conflict.cores), sets)
        case Impossible():
            return Counted(False, frozenset(), frozenset())
        case other:
            raise AssertionError(other)


def expected(small: Small) -> Counted:
    """What everything that was tried says of the three results."""
    found = counted(small)
    return found if found.possible else Counted(False, frozenset(), frozenset())


def keeps(small: Small, course: Possibly, given_up: Iterable[str]) -> bool:
    """Whether a course of events keeps all other conditions, the goal and what is given, as `check` has it."""
    checked = check(small.dossier, course.scenario)
    kept = (one for name, one in checked.conditions.items() if name not in set(given_up))
    vocabulary = small.dossier.vocabulary
    asked = (*demands(small.goal, vocabulary, is_goal=True), *demands(small.given, vocabulary, is_goal=False))
    return all(one.compliance is Answer.MET for one in kept) and all(
        judge(one.formula, checked.known).truth is Truth.TRUE for one in asked
    )
