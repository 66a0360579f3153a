"""The agreement space of small dossiers, counted by trying every course of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from math import factorial
from typing import Any, NamedTuple

from conditions import formula as f
from conditions.check import lowered
from conditions.conflicts.goals import demands
from conditions.elimination import without_derived_points
from conditions.space import Odds
from tests.courses import Course
from tests.small_conflicts import Small, every_course

Signature = tuple[Any, ...]


class Tried(NamedTuple):
    """Every package in which the goal comes about.

    Attributes:
        packages: For each package, by what tells it apart, the conditions that hold in it.
        names: The conditions.
    """

    packages: Mapping[Signature, frozenset[str]]
    names: tuple[str, ...]

    def size(self, kept: Iterable[str]) -> int:
        """How many packages keep these conditions."""
        wanted = set(kept)
        return sum(wanted <= held for held in self.packages.values())


def tried(small: Small, courses: Iterable[Course] | None = None) -> Tried:
    """Every package of a small dossier, from every course of events."""
    formulas = conditions_of(small)
    required = required_of(small)
    speakers = [*required, *formulas.values()]
    tell = questions(speakers)
    facts = sorted({fact for formula in speakers for fact in f.facts_in(formula)})
    packages: dict[Signature, frozenset[str]] = {}
    for course in every_course(required, set(facts)) if courses is None else courses:
        held = frozenset(name for name, formula in formulas.items() if course.holds(formula))
        signature = signature_of(course, tell, facts)
        assert packages.setdefault(signature, held) == held, "one package in which a condition holds and does not"
    return Tried(packages, tuple(formulas))


ODDS: Odds = {
    "w": Fraction(1, 3),
    "p": Fraction(3, 4),
    "q": 1,
    "s": {"x": Fraction(1, 2), "y": Fraction(1, 3), "z": Fraction(1, 6)},
}
"""Odds of an event and of every fact."""


def chance(small: Small) -> Fraction | None:
    """How likely it is by `ODDS` that the goal can come about with every condition, given what is given."""
    given = required_of(small, goal=False)
    formulas = [*required_of(small), *conditions_of(small).values()]
    facts = {fact for formula in (*given, *formulas) for fact in f.facts_in(formula)}
    spoken_of = {event for formula in (*given, *formulas) for event in f.events_in(formula)}
    possible: dict[Signature, bool] = {}
    for course in every_course(given, facts):
        outcome = ("w" in course.days, *(course.facts[fact] for fact in sorted(facts)))
        agreed = all(course.holds(formula) for formula in formulas)
        possible[outcome] = possible.get(outcome, False) or agreed
    weights = {outcome: _weight(outcome, sorted(facts), "w" in spoken_of) for outcome in possible}
    whole = sum(weights.values(), Fraction(0))
    return sum((weights[one] for one, agreed in possible.items() if agreed), Fraction(0)) / whole if whole else None


def _weight(outcome: Signature, facts: Iterable[str], is_event_decided: bool) -> Fraction:
    product = Fraction(1)
    if is_event_decided:
        product *= Fraction(1, 3) if outcome[0] else Fraction(2, 3)
    for fact, value in zip(facts, outcome[1:], strict=True):
        odds = ODDS[fact]
        if isinstance(odds, Mapping):
            product *= odds[value]
        else:
            product *= odds if value else 1 - odds
    return product


def signature_of(course: Course, tell: Iterable[f.Formula], facts: Iterable[str]) -> Signature:
    """What tells the package of a course of events apart."""
    return (*(course.holds(one) for one in tell), *(course.facts[fact] for fact in facts))


def conditions_of(small: Small) -> dict[str, f.Formula]:
    """The formula of each condition."""
    vocabulary = small.dossier.vocabulary
    return {name: lowered(one, vocabulary)[""] for name, one in small.dossier.conditions.items()}


def required_of(small: Small, *, goal: bool = True) -> list[f.Formula]:
    """The formulas of the goal and of what is given, or of the latter alone."""
    vocabulary = small.dossier.vocabulary
    wanted = [one.formula for one in demands(small.goal, vocabulary, is_goal=True)] if goal else []
    return [*wanted, *(one.formula for one in demands(small.given, vocabulary, is_goal=False))]


def questions(formulas: Iterable[f.Formula]) -> list[f.Formula]:
    """Everything that formulas ask of events, as formulas that each ask one thing; facts are told apart by value."""
    found: dict[f.Formula, None] = {}
    for formula in formulas:
        for part in f.walk(without_derived_points(formula)):
            found.update(dict.fromkeys(_asked(part)))
    return list(found)


def _asked(part: f.Formula) -> Iterator[f.Formula]:
    for event in f.events_in(part):
        yield f.Happens(f.Event(event))
    if isinstance(part, f.Within):
        if part.least is not None:
            yield f.Within(part.point, part.anchor, least=part.least)
        if part.most is not None:
            yield f.Within(part.point, part.anchor, most=part.most)


def shapley(names: tuple[str, ...], worth: Mapping[frozenset[str], Fraction]) -> dict[str, Fraction]:
    """The Shapley value of each name, from its definition."""
    total = factorial(len(names))
    found = dict.fromkeys(names, Fraction(0))
    for size in range(len(names)):
        for some in map(frozenset, combinations(names, size)):
            for name in set(names) - some:
                orders = factorial(size) * factorial(len(names) - size - 1)
                found[name] += Fraction(orders, total) * (worth[some | {name}] - worth[some])
    return found


def banzhaf(names: tuple[str, ...], worth: Mapping[frozenset[str], Fraction]) -> dict[str, Fraction]:
    """The Banzhaf value of each name, from its definition."""
    others = 2 ** (len(names) - 1)
    return {
        name: sum((worth[some | {name}] - worth[some] for some in worth if name not in some), Fraction(0)) / others
        for name in names
    }
