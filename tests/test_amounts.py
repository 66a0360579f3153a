"""Numbers compared by their ranges: as exact as every value that they may have."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from conditions import formula as f
from conditions.amounts import Linear, bases, compared, linear, nothing_to_share, range_of
from conditions.knowledge import NOT_APPLICABLE, Knowledge, NumberBetween
from conditions.timeline import Timeline
from conditions.truth import Truth
from tests.courses import Course, over_all
from tests.knowing import comparisons, quantities

N, M = f.FactValue("n"), f.FactValue("m")
HALF = Fraction(1, 2)


def knowing(**facts: NumberBetween) -> Knowledge:
    """Knowledge of facts alone."""
    return Knowledge(Timeline(()), facts)


ranges = st.tuples(st.integers(-3, 3), st.integers(0, 4)).map(
    lambda ends: NumberBetween(Fraction(ends[0]), Fraction(ends[0] + ends[1]))
)


@given(quantities(), comparisons, quantities(), ranges, ranges)
def test_a_comparison_is_what_all_values_agree_on(
    left: f.Quantity, comparison: f.Comparison, right: f.Quantity, n: NumberBetween, m: NumberBetween
) -> None:
    """The ends of the ranges decide, also where one fact stands on both sides."""
    known = knowing(n=n, m=m)
    ends = product(*((one.low, one.high) for one in (n, m)))
    middle = [tuple((one.low or 0) + ((one.high or 0) - (one.low or 0)) / 2 for one in (n, m))]
    courses = [Course({}, {"n": a, "m": b}) for a, b in (*ends, *middle)]
    numbers = [(course.number(left), course.number(right)) for course in courses]
    may_be_nothing = any(
        (low := range_of(linear(base), known)).low is None or (low.low <= 0 <= (low.high or 0))
        for base in (*bases(left), *bases(right))
    )
    if may_be_nothing:
        assert Truth.UNKNOWN is compared(left, comparison, right, known)
        return
    assume(all(one is not None and other is not None for one, other in numbers))
    formula = f.Compare(left, comparison, right)
    answers = over_all(course.holds(formula) for course in courses)
    found = compared(left, comparison, right, known)

    assert found in {answers, Truth.UNKNOWN}
    if comparison not in {"=", "!="}:
        assert found is answers


def test_one_fact_on_both_sides_is_one_number() -> None:
    """Whatever n is, it is not more than n, and half of it is below it where it is more than nothing."""
    known = knowing(n=NumberBetween(Fraction(1), Fraction(9)))

    assert Truth.TRUE is compared(N, "<=", N, known)
    assert Truth.FALSE is compared(N, "<", N, known)
    assert Truth.TRUE is compared(f.Share(HALF, N), "<", N, known)
    assert Truth.TRUE is compared(N, "<=", f.Sum((N, N)), known)


def test_what_does_not_apply_decides_nothing() -> None:
    """Not even where it cancels out."""
    known = Knowledge(Timeline(()), {"n": NOT_APPLICABLE})

    assert Truth.UNKNOWN is compared(N, "<=", N, known)


def test_a_share_of_a_share_of_a_sum() -> None:
    """A quantity is a sum of facts with factors, and its bases are all that it takes a share of."""
    inner = f.Share(HALF, f.Sum((N, M, f.Amount(Fraction(3)))))
    quantity = f.Share(HALF, inner)

    assert Linear(Fraction(3, 4), {"n": Fraction(1, 4), "m": Fraction(1, 4)}) == linear(quantity)
    assert [inner, inner.base] == list(bases(quantity))
    assert [] == list(bases(f.Sum((N, M))))


def test_what_certainly_is_nothing() -> None:
    """Only a base that is nothing for certain is named; one that may be nothing is not known."""
    nothing, some = NumberBetween(Fraction(0), Fraction(0)), NumberBetween(Fraction(0), Fraction(1))
    share = f.Share(HALF, f.Sum((N, M)))

    assert [share.base] == list(nothing_to_share(share, N, knowing(n=nothing, m=nothing)))
    assert [share.base] == list(nothing_to_share(N, share, knowing(n=nothing, m=nothing)))
    assert [] == list(nothing_to_share(share, N, knowing(n=nothing, m=some)))
