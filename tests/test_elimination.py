"""Formulas without derived points mean the same."""

from __future__ import annotations

from hypothesis import given, settings

from conditions import formula as f
from conditions.elimination import has_derived_points, without_derived_points
from conditions.knowledge import Knowledge
from conditions.periods import Period
from conditions.semantics import judge
from conditions.truth import Truth
from tests.courses import courses
from tests.knowing import formulas, knowledges

A, B, C = f.Event("a"), f.Event("b"), f.Event("c")


@settings(max_examples=300)
@given(formulas(2), knowledges())
def test_the_same_in_every_course(formula: f.Formula, known: Knowledge) -> None:
    """Whatever happens and whenever."""
    plain = without_derived_points(formula)

    assert not has_derived_points(plain)
    for number, course in enumerate(courses(known, [formula])):
        assert course.holds(formula) == course.holds(plain)
        if number > 200:
            break


@given(formulas(2), knowledges())
def test_what_both_know_agrees(formula: f.Formula, known: Knowledge) -> None:
    """Nothing is decided the other way."""
    truths = {judge(formula, known).truth, judge(without_derived_points(formula), known).truth}

    assert known.timeline.contradiction() is not None or not truths >= {Truth.TRUE, Truth.FALSE}


def test_a_simple_formula_stays_as_it_is() -> None:
    """Nothing is built anew."""
    formula = f.Gate(A, f.Within(A, B))

    assert formula is without_derived_points(formula)


def test_the_earliest_has_come_if_any_has() -> None:
    """And the latest if all have."""
    assert f.Any((f.Happens(A), f.Happens(B))) == without_derived_points(f.Happens(f.Kth((A, B), 1)))
    assert f.All((f.Happens(A), f.Happens(B))) == without_derived_points(f.Happens(f.Kth((A, B), 2)))
    assert f.Count(tuple(map(f.Happens, (A, B, C))), 2) == without_derived_points(f.Happens(f.Kth((A, B, C), 2)))


def test_a_name_alone_is_eliminated_too() -> None:
    """What looks for changes of days knows no names."""
    named = f.Named("m", f.Shift(A, Period(days=3)))

    assert has_derived_points(f.Happens(named))
    assert f.Gate(B, f.Within(B, f.Shift(A, Period(days=3)))) == without_derived_points(f.Gate(B, f.Within(B, named)))
