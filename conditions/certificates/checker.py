"""The checker of cases: each division leaves nothing out, and each case is decided by the reference interpreter."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final, assert_never

from conditions.amounts import bases, linear
from conditions.certificates.cases import Absurd, Cases, Decided, Divided
from conditions.certificates.dividing import Case, divide
from conditions.certificates.witnesses import Declared
from conditions.elimination import without_derived_points
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
from conditions.knowledge import NOT_APPLICABLE, Knowledge, NumberBetween
from conditions.semantics import judge
from conditions.truth import Truth

_NOTHING: Final = Amount(Fraction(0))
_SIDES: Final[tuple[Comparison, Comparison]] = ("<", ">")


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
