"""The checker of cases: it divides what is known without a gap, and asks the reference interpreter."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, assert_never

from conditions.amounts import bases, linear
from conditions.certificates.cases import Absurd, Apart, Cases, Decided, Divided, Happening, OneOf, Question
from conditions.certificates.witnesses import Declared
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
from conditions.knowledge import NOT_APPLICABLE, Among, Knowledge, NumberBetween
from conditions.periods import Period
from conditions.semantics import judge
from conditions.timeline import Entry, Relation, Timeline
from conditions.truth import Truth

_NOTHING: Final = Amount(Fraction(0))


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
