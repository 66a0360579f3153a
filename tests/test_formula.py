"""The core formula: its parts, its events and its facts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given

from conditions import formula as f
from conditions.periods import Period
from conditions.truth import Truth
from tests.knowing import formulas

A, B, C = f.Event("a"), f.Event("b"), f.Event("c")
DAY = f.Day(date(2022, 5, 9))


def share(fact: str) -> f.Share:
    """Half of a fact."""
    return f.Share(Fraction(1, 2), f.FactValue(fact))


FORMULA = f.All(
    (
        f.Gate(f.Shift(A, Period(days=3)), f.Within(B, f.Shift(f.Shift(C, Period(months=1)), Period(days=1)))),
        f.Implies(f.Happens(DAY), f.Not(f.Happens(A))),
        f.Any((f.Matches("p", (True,)), f.Compare(share("n"), "<", f.FactValue("m")))),
        f.Count((f.Compare(f.Amount(Fraction(3)), "<", f.Share(Fraction(2), share("k"))), f.Matches("p", (False,))), 1),
        f.Constant(Truth.TRUE),
    )
)


@pytest.mark.parametrize(
    ("point", "event"),
    [
        (A, "a"),
        (DAY, None),
        (f.Shift(f.Shift(A, Period(days=1)), Period(days=2)), "a"),
        (f.Shift(DAY, Period(days=1)), None),
    ],
)
def test_the_event_of_a_point(point: f.Point, event: str | None) -> None:
    """However often it is shifted; a fixed day hangs on none."""
    assert event == f.event_of(point)


def test_a_derived_point_hangs_on_no_single_event() -> None:
    """The k-th of several, and a guarded one; all events that decide are listed, and those of guards."""
    guard = f.All((f.Happens(C), f.Matches("p", (True,))))
    point = f.Shift(f.Named("m", f.Kth((A, f.Guarded(f.Shift(B, Period(days=1)), guard)), 1)), Period(months=1))
    gate = f.Gate(point, f.Happens(A))

    assert None is f.event_of(point)
    assert f.is_derived(point)
    assert not f.is_derived(f.Named("m", f.Shift(A, Period(days=1))))
    assert ("a", "b", "c") == f.events_of(point)
    assert (("a", "b", "c"), ("p",)) == (f.events_in(gate), f.facts_in(gate))
    assert [gate, guard, *guard.parts, gate.requires] == list(f.walk(gate))


def test_the_root_of_a_guarded_point_keeps_its_guard() -> None:
    """Without the period: the day may move, what decides whether it comes does not."""
    guard = f.Happens(C)

    assert f.Guarded(A, guard) == f.root(f.Shift(f.Guarded(f.Shift(A, Period(days=1)), guard), Period(days=2)))


def test_events_and_facts_are_listed_once_in_order_of_mention() -> None:
    """Gated acts, both points of a window, both sides of a comparison, bases of shares."""
    assert ("a", "b", "c") == f.events_in(FORMULA)
    assert ("p", "n", "m", "k") == f.facts_in(FORMULA)


def test_a_walk_visits_every_formula_outermost_first() -> None:
    """Each once, in order."""
    visited = list(f.walk(FORMULA))

    assert FORMULA == visited[0]
    assert [type(one).__name__ for one in visited] == (
        "All Gate Within Implies Happens Not Happens Any Matches Compare Count Compare Matches Constant".split()
    )


@given(formulas())
def test_parts_are_formulas(formula: f.Formula) -> None:
    """Every kind of formula knows what is directly inside it."""
    kinds = get_args(f.Formula)

    assert all(isinstance(part, kinds) for part in f.parts_of(formula))
    inside = [*f.parts_of(formula), *(guard for point in f.points_of(formula) for guard in f.guards_of(point))]
    assert 1 + sum(len(list(f.walk(part))) for part in inside) == len(list(f.walk(formula)))
