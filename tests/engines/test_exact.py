"""The exact engine against brute force over all completions, and against the reference interpreter."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from conditions import formula as f
from conditions.certificates import fits, witnesses
from conditions.engines.exact import (
    Always,
    Completions,
    Either,
    Limit,
    Refuted,
    Undecided,
    Witness,
    completions,
    confirmed,
    exact,
)
from conditions.engines.exact.support import SUPPORT
from conditions.knowledge import Among, Knowledge, NotKnown, NumberBetween
from conditions.periods import Period
from conditions.semantics import judge
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from tests.courses import courses, over_all
from tests.knowing import formulas, knowledges

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
DAY = Period(days=1)
A, B, C = f.Event("a"), f.Event("b"), f.Event("c")
OPEN = Knowledge(Timeline((), (), Unlisted(U)), {})
DECLARED = {"s": ("x", "y", "z"), "p": (True, False), "q": (True, False)}
"""The values of the facts of generated formulas."""

many = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def after(one: f.Point, other: f.Point, days: int = 1) -> f.Formula:
    """The one comes so many days after the other, or later."""
    return f.Within(one, other, least=Period(days=days))


# --- against everything there is --------------------------------------------------------


@many
@given(formulas(), knowledges(calendar=True))
def test_what_kleene_decides_is_decided_alike(formula: f.Formula, known: Knowledge) -> None:
    """Where strong Kleene logic knows the answer, exact mode gives the same."""
    assume(known.timeline.contradiction() is None)
    kleene = judge(formula, known).truth

    assert kleene in {U, exact(formula, known, DECLARED).truth}


@many
@given(formulas(), knowledges(calendar=True))
def test_every_answer_is_shown(formula: f.Formula, known: Knowledge) -> None:
    """Each certificate is accepted by the checker, which the solver has no part in."""
    assume(known.timeline.contradiction() is None)
    found = exact(formula, known, DECLARED)

    assert found.certificate is None or confirmed(found.truth, found.certificate, formula, known, DECLARED)


@many
@given(formulas(2), knowledges())
def test_no_course_says_otherwise(formula: f.Formula, known: Knowledge) -> None:
    """True is true in every course of events tried one by one, false in none."""
    assume(known.timeline.contradiction() is None)
    found = exact(formula, known, DECLARED).truth
    tried = over_all(course.holds(formula) for course in islice(courses(known, [formula]), 1_000))

    assert found is U or tried in {None, found}


@many
@given(formulas(2), knowledges())
def test_where_courses_differ_it_is_unknown(formula: f.Formula, known: Knowledge) -> None:
    """And where it is known, no two courses differ: the converse, for what courses can be told apart by."""
    assume(known.timeline.contradiction() is None)
    tried = over_all(course.holds(formula) for course in islice(courses(known, [formula]), 1_000))

    assert tried is not U or exact(formula, known, DECLARED).truth is U


@many
@given(formulas(), knowledges(calendar=True))
def test_witnesses_complete_what_is_known(formula: f.Formula, known: Knowledge) -> None:
    """Every witness keeps all entries, relations, months among them, and facts; and makes the formula true."""
    assume(known.timeline.contradiction() is None)
    search = Completions(known, DECLARED)
    search.select("so", formula)
    found = search.find(["so"])

    assert isinstance(found, Refuted) or (
        isinstance(found, Witness) and fits(found, known, DECLARED) and witnesses(found, formula, known) is T
    )


# --- by example ---------------------------------------------------------------------------


def test_a_tautology_is_true() -> None:
    """Either it happens or it does not: strong Kleene logic cannot see that."""
    formula = f.Any((f.Happens(A), f.Not(f.Happens(A))))
    found = exact(formula, OPEN)

    assert judge(formula, OPEN).truth is U
    assert found.truth is T
    assert isinstance(found.certificate, Always)


def test_a_circle_of_orders_is_false() -> None:
    """Three events, each after the next, cannot all be."""
    circle = f.All((after(A, B), after(B, C), after(C, A)))

    assert exact(circle, OPEN).truth is F


def test_what_is_open_has_two_witnesses() -> None:
    """One completion in which it is so, and one in which it is not."""
    found = exact(after(A, B), OPEN)

    assert found.truth is U
    assert isinstance(found.certificate, Either)
    assert witnesses(found.certificate.not_true, after(A, B), OPEN) is F
    assert witnesses(found.certificate.not_false, after(A, B), OPEN) is T


def test_a_month_is_never_32_days() -> None:
    """Wherever it starts; and 31 only from some days."""
    month, days = f.Shift(A, Period(months=1)), f.Shift(A, Period(days=32))
    known = Knowledge(Timeline([Entry("a", T)], (), Unlisted(U)), {})

    assert exact(f.Within(days, month, least=DAY), known).truth is T
    assert exact(f.Within(f.Shift(A, Period(days=31)), month, least=DAY), known).truth is U


def test_a_year_from_a_leap_day() -> None:
    """A year after 29 February is the 28th, and no day of the year leads to the 29th."""
    known = Knowledge(Timeline([Entry("a", T, 738_945, 738_945)]), {})  # 2024-02-29
    year = f.Shift(A, Period(years=1))

    assert exact(f.Within(year, A, most=Period(days=365)), known).truth is T
    assert exact(f.Within(year, A, least=Period(days=366)), known).truth is F


def test_months_between_events_of_unknown_days() -> None:
    """Six months after one event and five months after the same: never in this order."""
    first = f.Within(B, A, least=Period(months=6))
    second = f.Within(B, A, most=Period(months=5))

    assert exact(f.All((first, second)), OPEN).truth is F
    assert exact(f.All((first, f.Within(B, A, most=Period(months=6)))), OPEN).truth is U


HALF_A_YEAR = Period(months=6)


@pytest.mark.parametrize(
    ("conditions", "possible"),
    [
        # a vote within half a year of the signing, after a withdrawal that comes half a year after it
        ((f.Within(B, A, least=HALF_A_YEAR), after(C, B), f.Within(C, A, most=HALF_A_YEAR)), False),
        ((f.Within(B, A, least=HALF_A_YEAR), after(C, B, 0), f.Within(C, A, most=HALF_A_YEAR)), True),
        ((f.Within(B, A, least=Period(months=12)), after(C, B), f.Within(C, A, most=Period(years=1))), False),
        # half a year after what comes later is not before half a year after what comes first
        (
            (
                after(B, A, 0),
                f.Within(C, f.Shift(B, HALF_A_YEAR), least=Period()),
                f.Within(f.Shift(A, HALF_A_YEAR), C, least=DAY),
            ),
            False,
        ),
        (
            (
                after(B, A),
                f.Within(C, f.Shift(B, HALF_A_YEAR), least=Period()),
                f.Within(f.Shift(A, HALF_A_YEAR), C, least=Period()),
            ),
            True,
        ),
    ],
)
def test_days_after_the_same_periods_agree(conditions: tuple[f.Formula, ...], possible: bool) -> None:
    """Wherever the first day lies: nobody has to look at the calendar."""
    search = Completions(OPEN, free=True, start=738_000)
    search.require(f.All((f.Happens(A), f.Happens(B), f.Happens(C), *conditions)))
    found = search.find([])

    assert isinstance(found, Witness if possible else Refuted)
    assert search.rounds < 100


def test_months_of_a_relation() -> None:
    """What the timeline says in months holds in every witness."""
    known = Knowledge(Timeline([Entry("a", T), Entry("b", T)], [Relation("a", "b", Period(months=1))]), {})
    search = Completions(known)
    search.select("soon", f.Within(B, A, most=Period(days=28)))
    found = search.find(["soon"])

    assert isinstance(found, Witness)
    assert fits(found, known)


def test_numbers_that_cannot_be() -> None:
    """More than each other: no range is known, and no numbers are needed to see it."""
    n, m = f.FactValue("n"), f.FactValue("m")
    both = f.All((f.Compare(n, ">", m), f.Compare(m, ">", n)))

    assert exact(both, OPEN).truth is F
    assert exact(f.Any((f.Compare(n, ">", m), f.Compare(n, "<=", m))), OPEN).truth is T


def test_a_share_of_what_may_be_nothing_stays_open() -> None:
    """Half of a number is at most the number where it is above 0; of nothing there is no share."""
    n = f.FactValue("n")
    half = f.Compare(f.Share(Fraction(1, 2), n), "<=", n)

    assert exact(half, Knowledge(Timeline(()), {"n": NumberBetween(Fraction(0))})).truth is U
    assert exact(half, Knowledge(Timeline(()), {"n": NumberBetween(Fraction(1))})).truth is T


def test_what_does_not_apply_stays_open() -> None:
    """Even *so or not so*: that the question does not arise is no answer to it."""
    known = Knowledge(Timeline(()), {"p": NotKnown("not applicable")})
    so = f.Matches("p", (True,))

    assert exact(f.Any((so, f.Not(so))), known, DECLARED).truth is U


def test_a_value_that_is_not_declared() -> None:
    """Where nobody says which values there are, there is always another one."""
    named = f.Any((f.Matches("status", ("neutral",)), f.Matches("status", ("aligned",))))

    assert exact(named, OPEN).truth is U
    assert exact(named, OPEN, {"status": ("neutral", "aligned")}).truth is T


def test_one_value_at_a_time() -> None:
    """An enumerated fact has one value."""
    two = f.All((f.Matches("s", ("x",)), f.Matches("s", ("y",))))

    assert exact(two, Knowledge(Timeline(()), {"s": Among(("x", "y"))}), DECLARED).truth is F


def test_a_core_names_what_cannot_hold() -> None:
    """The formulas that have nothing to do with it are left out."""
    search = Completions(OPEN, free=True)
    search.require(f.All((f.Happens(A), f.Happens(B))))
    search.select("one", f.Gate(A, after(A, B)))
    search.select("other", f.Gate(B, after(B, A)))
    search.select("apart", f.Gate(C, after(C, A)))
    found = search.find(["one", "other", "apart"])

    assert isinstance(found, Refuted)
    assert {"one", "other"} == set(found.core)


def test_what_nothing_decides_may_be_free() -> None:
    """A clause about members that nobody names can turn out either way where that is asked for, else it stays open."""
    unknown = f.Constant(U, "members are not named")
    free, strict = Completions(OPEN, free=True), Completions(OPEN)
    for search in (free, strict):
        search.select("so", unknown)

    assert isinstance(free.find(["so"]), Witness)
    assert isinstance(strict.find(["so"]), Refuted)


def test_a_limit_cuts_a_search_short() -> None:
    """No round of looking at days, no answer."""
    search = Completions(OPEN)
    search.select("so", after(A, B))

    assert isinstance(search.find(["so"], Limit(rounds=0)), Undecided)


def test_the_simplest_course_has_nothing_to_spare() -> None:
    """Only what must happen does, on the first days from the start."""
    search = Completions(OPEN, free=True, start=738_000)
    search.require(f.All((f.Happens(A), after(A, B))))
    search.select("idle", f.Any((f.Happens(C), f.Not(f.Happens(C)))))
    found = search.find(["idle"])
    assert isinstance(found, Witness)

    assert {"b": 738_000, "a": 738_001, "c": None} == search.simplest(["idle"], found).days


def test_it_declares_everything() -> None:
    """Its declaration has every node and feature, and names another engine where it cannot answer."""
    assert all(one.instead for one in SUPPORT.features.values() if one.extent == "no")


@given(st.lists(st.integers(-3, 3), min_size=3, max_size=6))
def test_a_chain_closes_exactly_when_its_sum_allows(gaps: list[int]) -> None:
    """Distances around a circle can hold exactly if they add up to no more than nothing."""
    names = [f.Event(f"e{number}") for number in range(len(gaps))]
    circle = [after(names[number - 1], names[number], gap) for number, gap in enumerate(gaps)]
    found = exact(f.All(tuple(circle)), OPEN)

    assert (U if sum(gaps) <= 0 else F) is found.truth


# --- orders of all events at once -------------------------------------------------------------


def test_where_every_event_needs_one_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """None can be the first: what loops teach one by one, an order of all events shows at once."""
    names = [f.Event(f"e{number}") for number in range(12)]
    search = Completions(OPEN, free=True)
    search.require(f.All(tuple(map(f.Happens, names))))
    for number, event in enumerate(names):
        others = [names[number - step] for step in (1, 3, 5)]
        search.select(event.name, f.Gate(event, f.Any(tuple(after(event, other) for other in others))))
    monkeypatch.setattr(completions, "_LOOPS", 0)

    assert isinstance(search.find(search.names), Refuted)
    assert isinstance(search.find(search.names[1:]), Witness)


@many
@given(formulas(2), knowledges(calendar=True))
def test_the_order_of_all_events_changes_no_answer(formula: f.Formula, known: Knowledge) -> None:
    """Asked for from the start, it finds the same."""
    assume(known.timeline.contradiction() is None)
    plain = exact(formula, known, DECLARED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(completions, "_LOOPS", 0)
        ranked = exact(formula, known, DECLARED)

    assert plain.truth is ranked.truth


def test_what_takes_too_many_cases_stays_as_it_was() -> None:
    """Without a proof no exact answer is given: the Kleene one stands, and says so."""
    month, same = f.Shift(A, Period(months=1)), f.Shift(f.Shift(A, Period(days=1)), Period(months=1))
    known = Knowledge(Timeline([Entry("a", T), Entry("b", T)], (), Unlisted(U)), {})
    either = f.Any((f.Within(B, month, least=Period()), f.Within(same, B, least=Period())))
    found = exact(either, known, limit=Limit(rounds=30))

    assert found.is_exact == (found.certificate is not None)
    assert found.is_exact or found.truth is judge(either, known).truth


def test_time_that_is_over_decides_nothing() -> None:
    """The Kleene answer stands."""
    found = exact(f.Any((f.Happens(A), f.Not(f.Happens(A)))), OPEN, limit=Limit.seconds(0))

    assert U is found.truth
    assert not found.is_exact
