"""Whole courses of events: what a formula means in one, said a second time, and all courses that knowledge allows."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from itertools import product
from typing import Any, assert_never

from dateutil.relativedelta import relativedelta

from conditions import formula as f
from conditions.knowledge import NOT_APPLICABLE, Among, FactState, Knowledge, NotKnown, NumberBetween
from conditions.timeline import Entry, Timeline
from conditions.truth import Truth
from tests.timelines import START, worlds

HORIZON = (START - 2, START + 9)
"""The days on which an event happens in a course, if nothing else bounds it."""
ANYTHING: Mapping[str, tuple[Any, ...]] = {
    "p": (True, False),
    "q": (True, False),
    "s": ("x", "y", "z"),
    "n": (Fraction(-3), Fraction(0), Fraction(2), Fraction(9)),
    "m": (Fraction(-1), Fraction(2), Fraction(7)),
}
"""The facts of generated formulas, with values that each may have where nothing is known of it."""
_COMPARED: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


@dataclass(frozen=True)
class Course:
    """Everything that happens, and every value; what has none counts as `otherwise`."""

    days: Mapping[str, date]
    facts: Mapping[str, Any]
    otherwise: bool = False

    def day(self, point: f.Point) -> date | None:
        """The day of a point, `None` if it never comes."""
        match point:
            case f.Event(name):
                return self.days.get(name)
            case f.Day(day):
                return day
            case f.Shift(inner, period):
                start = self.day(inner)
                months = relativedelta(years=period.years, months=period.months)
                return None if start is None else start + months + relativedelta(days=period.total_days)
            case f.Kth(points, k):
                come = sorted(found for each in points if (found := self.day(each)) is not None)
                return come[k - 1] if len(come) >= k else None
            case f.Guarded(inner, guard):
                return self.day(inner) if self.holds(guard) else None
            case f.Named(_, inner):
                return self.day(inner)
            case _:
                assert_never(point)

    def number(self, quantity: f.Quantity) -> Fraction | None:
        """The number that a quantity is, `None` if it has none."""
        match quantity:
            case f.Amount(value):
                return value
            case f.FactValue(fact):
                number: Fraction | None = self.facts[fact]
                return number
            case f.Sum(parts):
                numbers = [self.number(part) for part in parts]
                return None if None in numbers else sum((one for one in numbers if one is not None), Fraction(0))
            case f.Share(factor, base):
                whole = self.number(base)
                return None if not whole else factor * whole
            case _:
                assert_never(quantity)

    def holds(self, formula: f.Formula) -> bool:
        """Whether a formula is true."""
        match formula:
            case f.Constant(truth):
                return self.otherwise if truth is Truth.UNKNOWN else truth is Truth.TRUE
            case f.Happens(point):
                return self.day(point) is not None
            case f.Within(point, anchor, least, most):
                first = anchor if least is None else f.Shift(anchor, least)
                last = anchor if most is None else f.Shift(anchor, most)
                here, start, end = self.day(point), self.day(first), self.day(last)
                if here is None or start is None or end is None:
                    return False
                return (least is None or start <= here) and (most is None or here <= end)
            case f.Matches(fact, values):
                return self.otherwise if self.facts[fact] is None else self.facts[fact] in values
            case f.Compare(left, comparison, right):
                one, other = self.number(left), self.number(right)
                return self.otherwise if one is None or other is None else _COMPARED[comparison](one, other)
            case f.Not(part):
                return not self.holds(part)
            case f.All(parts):
                return all(self.holds(part) for part in parts)
            case f.Any(parts):
                return any(self.holds(part) for part in parts)
            case f.Count(parts, at_least, at_most):
                count = sum(self.holds(part) for part in parts)
                return at_least <= count and (at_most is None or count <= at_most)
            case f.Implies(premise, conclusion):
                return not self.holds(premise) or self.holds(conclusion)
            case f.Gate(act, requires):
                return self.day(act) is None or self.holds(requires)
            case _:
                assert_never(formula)


def courses(known: Knowledge, formulas: Iterable[f.Formula]) -> Iterator[Course]:
    """Courses that complete what is known of the events and facts of formulas: all of them within the horizon."""
    listed = [*known.timeline.events(), *(event for formula in formulas for event in f.events_in(formula))]
    entries = [_bounded(known.timeline.entry(event)) for event in dict.fromkeys(listed)]
    timeline = Timeline(entries, known.timeline.relations, known.timeline.otherwise)
    facts = dict.fromkeys(fact for formula in formulas for fact in f.facts_in(formula))
    values = [_values(fact, known.fact(fact)) for fact in facts]
    for world in worlds(timeline):
        days = {event: date.fromordinal(day) for event, day in world.items()}
        for chosen in product(*values):
            for otherwise in (False, True):
                yield Course(days, dict(zip(facts, chosen, strict=True)), otherwise)


def over_all(answers: Iterable[bool]) -> Truth | None:
    """The answer that all give, unknown if they differ, `None` if there are none."""
    found = set[bool]()
    for answer in answers:
        found.add(answer)
        if len(found) > 1:
            return Truth.UNKNOWN
    return reduce(lambda _, answer: Truth.of(answer), found, None)


def _bounded(entry: Entry) -> Entry:
    first, last = HORIZON
    return Entry(entry.event, entry.occurs, max(entry.earliest, first), min(entry.latest, last))


def _values(fact: str, state: FactState) -> tuple[Any, ...]:
    match state:
        case Among(options):
            return options
        case NumberBetween(low, high):
            start = low if low is not None else (high or Fraction(0)) - 4
            end = high if high is not None else start + 4
            return tuple(dict.fromkeys((start, (start + end) / 2, end)))
        case NotKnown():
            return (None,) if state == NOT_APPLICABLE else ANYTHING[fact]
        case _:
            assert_never(state)
