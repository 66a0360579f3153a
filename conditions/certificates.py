"""Certificates of exact answers, and a checker that trusts nothing but the reference interpreter.

A *witness* is a completion: the checker looks whether it fits what is known, and judges the formula in it. That a
formula is true in *all* completions is shown by *cases*: a tree that divides what is known again and again, until the
reference interpreter decides each case, or the case contradicts itself. The checker sees to it that every division
leaves nothing out. It shares no code with the solver that found the certificate.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, TypeAlias, assert_never

from conditions.amounts import bases, linear
from conditions.elimination import has_derived_points, without_derived_points
from conditions.formula import (
    All,
    Amount,
    Any,
    Compare,
    Comparison,
    Constant,
    Count,
    Formula,
    Gate,
    Happens,
    Implies,
    Matches,
    Not,
    Within,
    facts_in,
)
from conditions.knowledge import NOT_APPLICABLE, Among, FactState, Knowledge, NotKnown, NumberBetween
from conditions.periods import FIRST_DAY, LAST_DAY, Period, shift
from conditions.semantics import judge
from conditions.timeline import Entry, Relation, Timeline
from conditions.truth import Truth

Value: TypeAlias = bool | str | Fraction
Declared: TypeAlias = Mapping[str, tuple[bool | str, ...]]
"""The values that yes/no and enumerated facts may have."""


@dataclass(frozen=True)
class Witness:
    """A completion as far as formulas and what is known name events and facts.

    Attributes:
        days: For every event its day, an ordinal, or `None` if it never happens.
        facts: The values of facts.
    """

    days: Mapping[str, int | None]
    facts: Mapping[str, Value]

    def happening(self) -> tuple[str, ...]:
        """The events that happen."""
        return tuple(event for event, day in self.days.items() if day is not None)

    def knowledge(self, known: Knowledge) -> Knowledge:
        """What one knows where this has come about; other events never happen, other facts stay as known."""
        entries = (
            Entry(event, Truth.FALSE) if day is None else Entry(event, Truth.TRUE, day, day)
            for event, day in self.days.items()
        )
        facts: dict[str, FactState] = {
            fact: NumberBetween(value, value) if isinstance(value, Fraction) else Among((value,))
            for fact, value in self.facts.items()
        }
        return replace(known, timeline=Timeline(entries), facts={**known.facts, **facts}, assumed=frozenset())


# --- cases ------------------------------------------------------------------------


@dataclass(frozen=True)
class Happening:
    """The event happens, or it does not."""

    event: str


@dataclass(frozen=True)
class Apart:
    """The second event, which happens, lies at most so many days after the first, or more; `""` is day 0."""

    first: str
    second: str
    days: int


@dataclass(frozen=True)
class OneOf:
    """The fact has one of the values, or another one of those that it may have."""

    fact: str
    values: tuple[bool | str, ...]


Question: TypeAlias = Happening | Apart | OneOf | Compare | Within
"""What divides a case in two; a window or a comparison holds, or it does not."""


@dataclass(frozen=True)
class Decided:
    """The reference interpreter decides the case, or the days in it contradict each other."""


@dataclass(frozen=True)
class Absurd:
    """The comparisons assumed and the ranges of numbers cannot hold together.

    Attributes:
        times: How often each comparison assumed is taken, in their order; ranges of facts make up what is left.
    """

    times: tuple[Fraction, ...]


@dataclass(frozen=True)
class Divided:
    """Two cases that leave nothing out."""

    question: Question
    yes: Cases
    no: Cases


Cases: TypeAlias = Decided | Absurd | Divided
_NOTHING: Final = Amount(Fraction(0))


# --- the checker ------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One case: what is known in it, and the comparisons and windows assumed to hold or not."""

    known: Knowledge
    assumed: tuple[tuple[Compare | Within, bool], ...] = ()

    @property
    def comparisons(self) -> tuple[tuple[Compare, bool], ...]:
        """The comparisons assumed, in order."""
        return tuple((one, so) for one, so in self.assumed if isinstance(one, Compare))

    @property
    def is_empty(self) -> bool:
        """Whether the days in it contradict each other, or a window that is assumed."""
        if self.known.timeline.contradiction() is not None:
            return True
        windows = ((one, so) for one, so in self.assumed if isinstance(one, Within))
        return any(judge(one, self.known).truth is Truth.of(not so) for one, so in windows)


def fits(witness: Witness, known: Knowledge, declared: Declared | None = None) -> bool:
    """Whether a witness completes what is known."""
    days, timeline = witness.days, known.timeline
    named = {*timeline.events(), *(end for one in timeline.relations for end in (one.first, one.second))}
    in_ranges = all(_allowed(timeline.entry(event), day) for event, day in days.items())
    in_order = all(_keeps(relation, days) for relation in timeline.relations)
    values = all(_possible(fact, value, known, declared or {}) for fact, value in witness.facts.items())
    return named <= days.keys() and in_ranges and in_order and values


def witnesses(witness: Witness, formula: Formula, known: Knowledge) -> Truth:
    """The truth of a formula in a witness, as the reference interpreter has it."""
    return judge(formula, witness.knowledge(known)).truth


def proves(cases: Cases, formula: Formula, known: Knowledge, declared: Declared | None = None) -> bool:
    """Whether cases show that a formula is true in all completions of what is known."""
    return _closes(cases, formula, Case(known), declared or {})


def _closes(cases: Cases, formula: Formula, case: Case, declared: Declared) -> bool:
    match cases:
        case Decided():
            if case.is_empty:
                return True
            plain = assuming(without_derived_points(formula), case)
            return Truth.TRUE in (judge(assuming(formula, case), case.known).truth, judge(plain, case.known).truth)
        case Absurd(times):
            return _is_absurd(case, times)
        case Divided(question, yes, no):
            divided = divide(case, question, declared)
            return divided is not None and all(
                _closes(part, formula, half, declared) for part, half in zip((yes, no), divided, strict=True)
            )
        case _:
            assert_never(cases)


def divide(case: Case, question: Question, declared: Declared) -> tuple[Case, Case] | None:
    """The two cases of a question, or `None` where it leaves something out."""
    known, timeline = case.known, case.known.timeline
    match question:
        case Happening(event):
            entry = timeline.entry(event)
            if entry.occurs is not Truth.UNKNOWN:
                return None
            yes, no = (_with_entry(known, replace(entry, occurs=truth)) for truth in (Truth.TRUE, Truth.FALSE))
            return replace(case, known=yes), replace(case, known=no)
        case Apart(first, second, days):
            if not all(event == "" or timeline.entry(event).occurs is Truth.TRUE for event in (first, second)):
                return None
            near, far = _tied(known, first, second, None, days), _tied(known, first, second, days + 1, None)
            return replace(case, known=near), replace(case, known=far)
        case OneOf(fact, values):
            options = _options(fact, known, declared)
            if options is None:
                return None
            hit, miss = (tuple(one for one in options if (one in values) == so) for so in (True, False))
            if not hit or not miss:
                return None
            yes, no = (replace(known, facts={**known.facts, fact: Among(part)}) for part in (hit, miss))
            return replace(case, known=yes), replace(case, known=no)
        case Compare() | Within():
            if has_derived_points(question):
                return None
            yes_case, no_case = (replace(case, assumed=(*case.assumed, (question, so))) for so in (True, False))
            return yes_case, no_case
        case _:
            assert_never(question)


def _tied(known: Knowledge, first: str, second: str, least: int | None, most: int | None) -> Knowledge:
    """Known in addition that the second event lies so many days after the first."""
    timeline = known.timeline
    if first and second:
        low, high = (None if end is None else Period(days=end) for end in (least, most))
        made = Relation(first, second, low, high)
        entries = map(timeline.entry, timeline.events())
        return replace(known, timeline=Timeline(entries, (*timeline.relations, made), timeline.otherwise))
    start, end = (-math.inf if least is None else least), (math.inf if most is None else most)
    entry = timeline.entry(first or second)
    if first:
        start, end = -end, -start
    return _with_entry(known, replace(entry, earliest=max(entry.earliest, start), latest=min(entry.latest, end)))


def _with_entry(known: Knowledge, entry: Entry) -> Knowledge:
    timeline = known.timeline
    entries = {name: timeline.entry(name) for name in timeline.events()} | {entry.event: entry}
    return replace(known, timeline=Timeline(entries.values(), timeline.relations, timeline.otherwise))


def _options(fact: str, known: Knowledge, declared: Declared) -> tuple[bool | str, ...] | None:
    """All values that a fact may have, `None` where that is not said."""
    state = known.fact(fact)
    if isinstance(state, Among):
        return state.options
    if state == NOT_APPLICABLE or isinstance(state, NumberBetween):
        return None
    return declared.get(fact)


def assuming(formula: Formula, case: Case) -> Formula:
    """The formula with the truth of comparisons that are assumed in their place."""

    def again(part: Formula) -> Formula:
        return assuming(part, case)

    match formula:
        case Compare(left, _, right):
            divisors = [_assumed(Compare(base, "=", _NOTHING), case) for base in (*bases(left), *bases(right))]
            if True in divisors:
                return Constant(Truth.UNKNOWN)
            so = _assumed(formula, case)
            applies = all(case.known.fact(fact) != NOT_APPLICABLE for fact in facts_in(formula))
            return formula if so is None or None in divisors or not applies else Constant(Truth.of(so))
        case Within():
            found = dict(case.assumed).get(formula)
            return formula if found is None else Constant(Truth.of(found))
        case Constant() | Happens() | Matches():
            return formula
        case Not(part):
            return Not(again(part))
        case All(parts):
            return All(tuple(map(again, parts)))
        case Any(parts):
            return Any(tuple(map(again, parts)))
        case Count(parts, least, most):
            return Count(tuple(map(again, parts)), least, most)
        case Implies(premise, conclusion):
            return Implies(again(premise), again(conclusion))
        case Gate(act, requires):
            return Gate(act, again(requires))
        case _:
            assert_never(formula)


def _assumed(compare: Compare, case: Case) -> bool | None:
    """Whether a comparison is assumed to hold, `None` where neither is."""
    assumed = dict(case.assumed)
    if compare.comparison not in ("=", "!="):
        return assumed.get(compare)
    below, above = (assumed.get(replace(compare, comparison=side)) for side in _SIDES)
    if True not in (below, above) and None in (below, above):
        return None
    return (True not in (below, above)) == (compare.comparison == "=")


_SIDES: Final[tuple[Comparison, Comparison]] = ("<", ">")


def _is_absurd(case: Case, times: tuple[Fraction, ...]) -> bool:
    """Whether the comparisons assumed, taken so many times, add up to a number at most 0 that is above it."""
    if len(times) != len(case.comparisons):
        return False
    total, strict = linear(_NOTHING), False
    for (compare, so), often in zip(case.comparisons, times, strict=True):
        if often < 0 or (often and compare.comparison in ("=", "!=")):
            return False
        upper = (compare.comparison in ("<", "<=")) == so
        number = linear(compare.left).plus(linear(compare.right), Fraction(-1))
        total = total.plus(number, often if upper else -often)
        strict = strict or (often > 0 and (compare.comparison in ("<", ">")) == so)
    least = total.constant
    for fact, factor in total.factors.items():
        state = case.known.fact(fact)
        end = None if not isinstance(state, NumberBetween) else state.low if factor > 0 else state.high
        if end is None:
            return False
        least += factor * end
    return least > 0 or (strict and least == 0)


# --- witnesses --------------------------------------------------------------------


def _allowed(entry: Entry, day: int | None) -> bool:
    if day is None:
        return entry.occurs is not Truth.TRUE
    in_range = max(entry.earliest, FIRST_DAY) <= day <= min(entry.latest, LAST_DAY)
    return in_range and entry.occurs is not Truth.FALSE


def _keeps(relation: Relation, days: Mapping[str, int | None]) -> bool:
    first, second = days.get(relation.first), days.get(relation.second)
    if first is None or second is None:
        return True
    late = relation.least is None or shift(first, relation.least) <= second
    return late and (relation.most is None or second <= shift(first, relation.most))


def _possible(fact: str, value: Value, known: Knowledge, declared: Declared) -> bool:
    state = known.fact(fact)
    match state:
        case Among(options):
            return value in options
        case NumberBetween(low, high):
            return isinstance(value, Fraction) and (low is None or low <= value) and (high is None or value <= high)
        case NotKnown():
            return state != NOT_APPLICABLE and value in declared.get(fact, (value,))
        case _:
            assert_never(state)


__all__ = [
    "Absurd",
    "Apart",
    "Case",
    "Cases",
    "Decided",
    "Declared",
    "Divided",
    "Happening",
    "OneOf",
    "Question",
    "Witness",
    "assuming",
    "divide",
    "fits",
    "proves",
    "witnesses",
]
