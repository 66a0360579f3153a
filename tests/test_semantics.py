"""What a formula means: soundness against all completions, monotonicity, and each node by itself."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from conditions import formula as f
from conditions.knowledge import (
    NOT_APPLICABLE,
    NOT_GIVEN,
    Among,
    FactState,
    Knowledge,
    NotKnown,
    NumberBetween,
)
from conditions.periods import Period
from conditions.semantics import FactSeen, Judgement, PointSeen, judge, promised
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from tests.courses import courses, over_all
from tests.knowing import EVENTS, events, formulas, in_days, knowledges, points, refined, withins

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
DAY = Period(days=1)
SAME = Period()
A, B, C = f.Event("a"), f.Event("b"), f.Event("c")
AFTER_B = f.Gate(A, f.Within(A, B, least=DAY))
OPEN = Unlisted(U)


def day(text: str) -> int:
    """The ordinal of a day."""
    return date.fromisoformat(text).toordinal()


def happens(event: str, first: float = -math.inf, last: float | None = None) -> Entry:
    """An event that happens, on a day or in a range of days."""
    return Entry(event, T, first, first if last is None and first > -math.inf else (math.inf if last is None else last))


def may(event: str, first: float = -math.inf, last: float = math.inf) -> Entry:
    """An event that may happen."""
    return Entry(event, U, first, last)


def knowing(
    *entries: Entry, relations: tuple[Relation, ...] = (), otherwise: Unlisted | None = None, **facts: FactState
) -> Knowledge:
    """Knowledge of a few events and facts, closed unless said otherwise."""
    return Knowledge(Timeline(entries, relations, otherwise), facts)


def truth(formula: f.Formula, known: Knowledge) -> Truth:
    """The truth alone."""
    return judge(formula, known).truth


# --- against all completions ---------------------------------------------------


@given(formulas(), knowledges())
def test_what_is_determined_is_so_in_every_completion(formula: f.Formula, known: Knowledge) -> None:
    """True means true in all courses that the knowledge allows, false means false in all."""
    assume(known.timeline.contradiction() is None)
    found = truth(formula, known)
    assume(found is not U)

    assert over_all(course.holds(formula) for course in courses(known, [formula])) in {found, None}


@given(formulas(2), knowledges(calendar=True))
def test_months_lose_no_completion(formula: f.Formula, known: Knowledge) -> None:
    """The same where the distances between events are months, whose lengths depend on where they start."""
    assume(known.timeline.contradiction() is None)
    found = truth(formula, known)
    assume(found is not U)

    assert over_all(course.holds(formula) for course in courses(known, [formula])) in {found, None}


@st.composite
def single_constructs(draw: st.DrawFn) -> f.Formula:
    """A window or its negation, alone or gated, with all distances in days and no derived points."""
    window = draw(withins(periods=in_days, depth=0))
    act = draw(points(periods=in_days, depth=0))
    asked: list[f.Formula] = [window, f.Not(window), f.Happens(window.point), f.Not(f.Happens(window.point))]
    inner = draw(st.sampled_from(asked))
    ways: list[f.Formula] = [inner, f.Gate(act, inner), f.Implies(f.Happens(act), inner)]
    return draw(st.sampled_from(ways))


@given(single_constructs(), knowledges())
def test_a_gate_or_window_is_as_determined_as_all_completions(formula: f.Formula, known: Knowledge) -> None:
    """Judged as one construct, it is unknown only where completions really differ."""
    assume(known.timeline.contradiction() is None)
    assume(known.timeline.otherwise.occurs is F or set(f.events_in(formula)) <= set(known.timeline.events()))

    assert over_all(course.holds(formula) for course in courses(known, [formula])) in {truth(formula, known), None}


@given(formulas(), st.data())
def test_knowing_more_never_changes_what_is_determined(formula: f.Formula, data: st.DataObject) -> None:
    """Resolving an occurrence, narrowing days, adding a relation or fixing a fact keeps every answer."""
    calendar = data.draw(st.booleans())
    known = data.draw(knowledges(calendar=calendar))
    more = data.draw(refined(known, calendar=calendar))
    assume(known.timeline.contradiction() is None and more.timeline.contradiction() is None)

    assert truth(formula, known) in {U, truth(formula, more)}


far_days = st.sampled_from([-math.inf, 1, 2, day("2024-02-29"), day("9999-12-30"), day("9999-12-31"), math.inf])
far_periods = st.builds(Period, st.integers(0, 3000), st.integers(0, 30), st.integers(0, 9), st.integers(0, 40))
signed_periods = far_periods | far_periods.map(lambda period: -period)


@st.composite
def far_knowledges(draw: st.DrawFn) -> Knowledge:
    """Events anywhere in the calendar or nowhere, with distances of thousands of years."""
    entries = []
    for event in draw(st.lists(st.sampled_from(EVENTS), unique=True)):
        first, last = sorted([draw(far_days), draw(far_days)])
        entries.append(Entry(event, draw(st.sampled_from(Truth)), first, last))
    relations = draw(st.lists(st.builds(Relation, *(st.sampled_from(EVENTS),) * 2, *(signed_periods,) * 2), max_size=3))
    world = Unlisted(draw(st.sampled_from(Truth)), draw(far_days))
    return Knowledge(Timeline(entries, relations, world), {}, draw(st.none() | st.just(day("2022-04-26"))))


@given(far_knowledges(), st.data())
def test_the_interpreter_never_raises(known: Knowledge, data: st.DataObject) -> None:
    """Whatever is known, and however far a period leads, every formula has a truth."""
    lasting = st.builds(f.Shift, st.builds(f.Shift, events, signed_periods), signed_periods)
    window = st.builds(f.Within, lasting, events | lasting, signed_periods, st.none() | signed_periods)
    formula = data.draw(st.one_of(window, st.builds(f.Gate, lasting, window), formulas()))

    assert truth(formula, known) in Truth


# --- gates ------------------------------------------------------------------------


def test_a_border_handed_back_in_the_past_decides_over_elections_still_to_come() -> None:
    """The order is decided today, though the elections may never happen and have no day."""
    now = day("2019-12-09")
    known = Knowledge(Timeline([happens("b", day("2019-11-30"))], (), Unlisted(U, now + 1)), {}, now)
    border_only_after_elections = f.Gate(B, f.Within(B, A, least=DAY))

    assert T is truth(AFTER_B, known)
    assert F is truth(border_only_after_elections, known)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (knowing(happens("b", 10), happens("a", 11)), T),
        (knowing(happens("b", 10), happens("a", 10)), F),
        (knowing(happens("b", 11), happens("a", 10)), F),
        (knowing(happens("a", 10)), F),
        (knowing(happens("b", 10)), T),
        (knowing(), T),
        (knowing(may("b", 10, 10), happens("a", 11)), U),
        (knowing(may("b", 12, 12), happens("a", 11)), F),
        (knowing(happens("b", 10), may("a", 11, 20)), T),
        (knowing(happens("b", 10), may("a", 9, 20)), U),
        (knowing(happens("b", 12), may("a", 9, 11)), U),
        (knowing(happens("b", 8, 10), happens("a", 10, 12)), U),
        (knowing(happens("b", 8, 10), happens("a", 11, 12)), T),
        (knowing(happens("b", 12, 14), happens("a", 11, 12)), F),
        (knowing(happens("b"), happens("a")), U),
        (knowing(happens("b"), happens("a"), relations=(Relation("b", "a", DAY),)), T),
        (knowing(happens("b"), happens("a"), relations=(Relation("b", "a", SAME, SAME),)), F),
        (knowing(happens("b"), may("a"), relations=(Relation("b", "a", DAY),)), T),
        (knowing(happens("a", 10), otherwise=OPEN), U),
        (knowing(happens("b", 10), otherwise=OPEN), U),
    ],
)
def test_only_after_in_every_state_of_knowledge(known: Knowledge, expected: Truth) -> None:
    """A only after B: by occurrence, by bounds of days, and by order alone."""
    assert expected is truth(AFTER_B, known)


def test_what_cannot_be_together_with_the_act_frees_it() -> None:
    """An act that the certain events exclude never happens, so its gate asks nothing."""
    never_both = knowing(happens("b", 10), may("a", 5, 5), relations=(Relation("b", "a", DAY),))

    assert T is truth(f.Gate(A, f.Constant(F)), never_both)
    assert judge(f.Gate(A, f.Constant(F)), never_both).vacuous


def test_a_requirement_is_judged_as_if_the_act_happens() -> None:
    """Relations of the act count inside its gate, though it is unknown whether it happens."""
    known = knowing(
        may("a"), happens("b"), happens("c", 20), relations=(Relation("a", "c", DAY), Relation("b", "a", DAY))
    )
    formula = f.Gate(A, f.Within(C, B, least=Period(days=2)))

    assert T is truth(formula, known)
    assert U is truth(f.Within(C, B, least=Period(days=2)), known)


def test_a_window_whose_events_exclude_each_other_is_false() -> None:
    """Each may happen, both cannot, so no window between them holds."""
    known = knowing(may("a", 5, 5), may("b", 9, 9), relations=(Relation("b", "a", SAME),))

    assert F is truth(f.Within(A, B), known)


# --- windows ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(9, 9, F), (10, 10, T), (15, 15, T), (16, 16, F), (10, 15, T), (9, 10, U), (15, 16, U), (5, 9, F), (16, 30, F)],
)
def test_both_ends_of_a_window_are_inside(first: int, last: int, expected: Truth) -> None:
    """From 5 to 10 days after the anchor's day, both days included."""
    known = knowing(happens("b", 5), happens("a", first, last))

    assert expected is truth(f.Within(A, B, Period(days=5), Period(days=10)), known)


def test_a_window_without_bounds_asks_only_that_both_come() -> None:
    """No distance is asked for."""
    assert T is truth(f.Within(A, B), knowing(happens("a"), happens("b")))
    assert U is truth(f.Within(A, B), knowing(happens("a"), may("b")))
    assert F is truth(f.Within(A, B), knowing(happens("a")))


def test_years_are_calendar_years_clamped_at_the_end_of_the_month() -> None:
    """29 February 2024 and 15 years is 28 February 2039; 29 March 2022 and 15 years is 29 March 2037."""
    in_15_years = f.Within(A, B, most=Period(years=15))

    for anchor, last in (("2024-02-29", "2039-02-28"), ("2022-03-29", "2037-03-29")):
        assert T is truth(in_15_years, knowing(happens("b", day(anchor)), happens("a", day(last))))
        assert F is truth(in_15_years, knowing(happens("b", day(anchor)), happens("a", day(last) + 1)))


def test_a_shifted_point_keeps_its_event() -> None:
    """A day and a month after an event is always later than the event, whenever that is."""
    known = knowing(happens("a"))
    later = f.Shift(A, Period(months=1))

    assert T is truth(f.Within(later, A, least=Period(days=28)), known)
    assert T is truth(f.Within(later, A, most=Period(days=31)), known)
    assert U is truth(f.Within(later, A, least=Period(days=30)), known)
    assert F is truth(f.Within(later, A, least=Period(days=32)), known)


def test_a_fixed_day_always_comes() -> None:
    """A day of the calendar is certain, and lies where it lies."""
    victory = f.Day(date(2022, 5, 9))

    assert T is truth(f.Happens(victory), knowing())
    assert T is truth(f.Within(victory, f.Day(date(2022, 5, 8)), DAY, DAY), knowing())
    assert F is truth(f.Gate(victory, f.Constant(F)), knowing())


# --- if-then ------------------------------------------------------------------------

IF_B_THEN_AFTER = f.Implies(f.All((f.Happens(A), f.Happens(B))), f.Within(A, B, least=DAY))


@pytest.mark.parametrize(
    ("known", "expected", "vacuous"),
    [
        (knowing(happens("a", 2), happens("b", 1)), T, False),
        (knowing(happens("a", 1), happens("b", 1)), F, False),
        (knowing(happens("a", 1)), T, True),
        (knowing(may("a", 2, 2), may("b", 1, 1)), T, False),
        (knowing(may("a", 1, 1), may("b", 1, 1)), U, False),
        (knowing(may("a", 5, 5), may("b", 1, 1), relations=(Relation("a", "b", DAY),)), T, True),
    ],
)
def test_a_conclusion_is_judged_as_if_the_premise_holds(known: Knowledge, expected: Truth, vacuous: bool) -> None:
    """If both happen, A comes after B: decided by the days, though nobody knows whether they happen."""
    found = judge(IF_B_THEN_AFTER, known)

    assert (expected, vacuous) == (found.truth, found.vacuous)


@pytest.mark.parametrize(
    ("premise", "points"),
    [
        (f.Happens(A), (A,)),
        (f.Within(A, B), (A, B)),
        (f.All((f.Happens(A), f.Within(A, B), f.Not(f.Happens(C)))), (A, B)),
        (f.Any((f.Within(A, B), f.Within(B, C))), (B,)),
        (f.Any((f.Happens(A), f.Constant(T))), ()),
        (f.Any((f.Happens(A),)), (A,)),
        (f.Any(()), ()),
        (f.Not(f.Happens(A)), ()),
        (f.Count((f.Happens(A),), 1), ()),
        (f.Gate(A, f.Happens(B)), ()),
        (f.Implies(f.Happens(A), f.Happens(B)), ()),
        (f.Matches("p", (True,)), ()),
        (f.Compare(f.FactValue("n"), "<", f.Amount(Fraction(1))), ()),
    ],
)
def test_what_a_premise_promises(premise: f.Formula, points: tuple[f.Point, ...]) -> None:
    """The points that come if the premise is true, and no others."""
    assert points == promised(premise)


@given(formulas(), knowledges())
def test_promised_points_come_wherever_the_premise_holds(formula: f.Formula, known: Knowledge) -> None:
    """In every course in which a formula is true, everything it promises happens."""
    assume(known.timeline.contradiction() is None)

    for _, course in zip(range(200), courses(known, [formula]), strict=False):
        if course.holds(formula):
            assert all(course.day(point) is not None for point in promised(formula))


# --- facts --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (Among((True,)), T),
        (Among((False,)), F),
        (Among((True, False)), U),
        (NOT_GIVEN, U),
        (NOT_APPLICABLE, U),
        (NumberBetween(Fraction(1), Fraction(1)), U),
    ],
)
def test_a_fact_matches_where_all_its_possible_values_do(state: FactState, expected: Truth) -> None:
    """One of several values decides only if all are among those asked for, or none is."""
    assert expected is truth(f.Matches("p", (True,)), knowing(p=state))


def test_a_value_is_one_of_something() -> None:
    """A value that can be none of its values is a mistake of whoever states it."""
    with pytest.raises(ValueError, match="one of none"):
        Among(())


def between(low: int | None, high: int | None) -> NumberBetween:
    """A range of whole numbers."""
    return NumberBetween(None if low is None else Fraction(low), None if high is None else Fraction(high))


@pytest.mark.parametrize(
    ("state", "less", "at_most", "equal"),
    [
        (between(4, 4), T, T, F),
        (between(5, 5), F, T, T),
        (between(6, 6), F, F, F),
        (between(4, 5), U, T, U),
        (between(5, 6), F, U, U),
        (between(4, 6), U, U, U),
        (between(None, 4), T, T, F),
        (between(6, None), F, F, F),
        (between(None, 5), U, T, U),
        (between(5, None), F, U, U),
        (between(None, None), U, U, U),
        (NOT_GIVEN, U, U, U),
        (NotKnown("unknown"), U, U, U),
        (NOT_APPLICABLE, U, U, U),
        (Among((True,)), U, U, U),
    ],
)
def test_a_number_compares_by_its_whole_range(state: FactState, less: Truth, at_most: Truth, equal: Truth) -> None:
    """All six comparisons with 5; the number on either side."""
    known = knowing(n=state)
    five, number = f.Amount(Fraction(5)), f.FactValue("n")
    expected = {"<": less, "<=": at_most, "=": equal, "!=": ~equal, ">=": ~less, ">": ~at_most}
    mirrored: dict[str, f.Comparison] = {"<": ">", "<=": ">=", "=": "=", "!=": "!=", ">=": "<=", ">": "<"}
    comparisons: list[f.Comparison] = ["<", "<=", "=", "!=", ">=", ">"]

    assert expected == {sign: truth(f.Compare(number, sign, five), known) for sign in comparisons}
    assert expected == {sign: truth(f.Compare(five, mirrored[sign], number), known) for sign in comparisons}


@pytest.mark.parametrize(
    ("base", "factor", "expected"),
    [
        (between(10, 10), Fraction(1, 2), T),
        (between(12, 12), Fraction(1, 2), F),
        (between(8, 10), Fraction(1, 2), T),
        (between(8, 11), Fraction(1, 2), U),
        (between(-10, -8), Fraction(-1, 2), T),
        (between(-12, -10), Fraction(-1, 2), U),
        (between(-13, -12), Fraction(-1, 2), F),
        (between(1, None), Fraction(-1), T),
        (between(1, None), Fraction(1), U),
        (between(1, None), Fraction(0), T),
        (between(0, 0), Fraction(1, 2), U),
        (between(0, 4), Fraction(1, 2), U),
        (between(-4, 0), Fraction(1, 2), U),
        (NOT_GIVEN, Fraction(1, 2), U),
        (NOT_APPLICABLE, Fraction(1, 2), U),
    ],
)
def test_a_share_is_taken_of_the_range_of_its_base(base: FactState, factor: Fraction, expected: Truth) -> None:
    """Five is at least a share of the base; a share of nothing decides nothing."""
    formula = f.Compare(f.Amount(Fraction(5)), ">=", f.Share(factor, f.FactValue("n")))

    assert expected is truth(formula, knowing(n=base))


def test_a_third_is_exactly_a_third() -> None:
    """Numbers are exact rationals: three tenths of ten is three, two thirds of 101 is not 67.33."""
    known = knowing(n=NumberBetween(Fraction(202, 3), Fraction(202, 3)), m=between(101, 101))
    two_thirds = f.Share(Fraction(2, 3), f.FactValue("m"))

    assert T is truth(f.Compare(f.FactValue("n"), "=", two_thirds), known)
    assert F is truth(f.Compare(f.FactValue("n"), ">", two_thirds), known)


# --- connectives ----------------------------------------------------------------------

truths = st.lists(st.sampled_from(Truth), max_size=4)


@given(truths, st.integers(0, 4), st.none() | st.integers(0, 4))
@example([T, U, F], 1, None)
def test_connectives_are_those_of_kleene(listed: list[Truth], at_least: int, at_most: int | None) -> None:
    """Not, all, any and counts take the truths of their parts."""
    parts = tuple(f.Constant(part) for part in listed)
    ranked = [F, U, T]
    numbers = [ranked.index(part) for part in listed]
    certain, possible = listed.count(T), listed.count(T) + listed.count(U)
    inside = [at_least <= count <= (4 if at_most is None else at_most) for count in range(certain, possible + 1)]

    assert ranked[min(numbers, default=2)] is truth(f.All(parts), knowing())
    assert ranked[max(numbers, default=0)] is truth(f.Any(parts), knowing())
    assert (T if all(inside) else U if any(inside) else F) is truth(f.Count(parts, at_least, at_most), knowing())
    assert [ranked[2 - number] for number in numbers] == [truth(f.Not(part), knowing()) for part in parts]


NEVER_ASKED = f.Gate(C, f.Constant(F))
ASKED = f.Constant(T)


@pytest.mark.parametrize(
    ("formula", "vacuous"),
    [
        (NEVER_ASKED, True),
        (ASKED, False),
        (f.All((NEVER_ASKED, NEVER_ASKED)), True),
        (f.All((NEVER_ASKED, ASKED)), False),
        (f.All(()), True),
        (f.Any((NEVER_ASKED, f.Constant(F))), True),
        (f.Any((NEVER_ASKED, ASKED)), False),
        (f.Any((f.Constant(F),)), False),
        (f.Count((NEVER_ASKED, f.Constant(F)), 1), True),
        (f.Count((NEVER_ASKED, ASKED), 1), False),
        (f.Count((f.Constant(F),), 0, 0), False),
        (f.Count((NEVER_ASKED,), 0), False),
        (f.Not(f.Happens(C)), False),
        (f.Gate(A, NEVER_ASKED), True),
        (f.Gate(A, ASKED), False),
        (f.Implies(f.Happens(C), f.Constant(F)), True),
        (f.Implies(ASKED, NEVER_ASKED), True),
        (f.Implies(ASKED, ASKED), False),
        (f.All((NEVER_ASKED, f.Constant(U))), False),
    ],
)
def test_vacuous_is_true_because_nothing_was_asked(formula: f.Formula, vacuous: bool) -> None:
    """A gate of an act that never happens, a false premise, and what rests on these alone."""
    assert vacuous is judge(formula, knowing(happens("a", 10))).vacuous


@given(formulas(), knowledges())
def test_only_what_is_true_is_vacuous(formula: f.Formula, known: Knowledge) -> None:
    """The flag never stands on a false or an unknown answer."""
    found = judge(formula, known)

    assert found.truth is T or not found.vacuous


# --- the justification ------------------------------------------------------------------


def test_a_judgement_shows_the_days_and_distance_that_decided() -> None:
    """The act, both points of the window with what is known of them, and how far apart they are."""
    known = knowing(happens("b", 10, 12), may("a", 15, 20))

    found = judge(AFTER_B, known)

    assert (PointSeen(A, U, (15, 20)),) == found.seen
    (window,) = found.parts
    assert (PointSeen(A, T, (15, 20)), PointSeen(B, T, (10, 12))) == window.seen
    assert (3, 10) == window.distance


def test_a_judgement_shows_the_facts_that_decided() -> None:
    """Every fact on either side of a comparison, also the base of a share."""
    known = knowing(n=between(1, 2), p=Among((True,)))
    share = f.Compare(f.FactValue("n"), ">", f.Share(Fraction(1, 2), f.FactValue("m")))

    assert (FactSeen("n", between(1, 2)), FactSeen("m", NOT_GIVEN)) == judge(share, known).seen
    assert (FactSeen("p", Among((True,))),) == judge(f.Matches("p", (True,)), known).seen
    assert () == judge(f.Compare(f.Amount(Fraction(1)), "<", f.Amount(Fraction(2))), known).seen


def test_a_judgement_shows_what_it_was_decided_by_where_nothing_else_was_needed() -> None:
    """The act that never happens, and both points of a window of which one never comes."""
    known = knowing(happens("b", 10))
    never, comes = PointSeen(A, F, (math.inf, -math.inf)), PointSeen(B, T, (10, 10))

    assert (never,) == judge(AFTER_B, known).seen
    assert (never, comes) == judge(f.Within(A, B, least=DAY), known).seen


def test_a_judgement_of_happening_shows_the_point() -> None:
    """The point, whether it comes, and its days."""
    assert (PointSeen(A, U, (1, 2)),) == judge(f.Happens(A), knowing(may("a", 1, 2))).seen


def test_a_window_that_cannot_be_has_no_distance() -> None:
    """Where one of the two never comes there is nothing to measure."""
    assert judge(f.Within(A, B), knowing(happens("a", 1))).distance is None


def test_an_implication_that_asks_nothing_shows_its_premise_alone() -> None:
    """The conclusion was not needed."""
    found = judge(f.Implies(f.Happens(C), f.Happens(A)), knowing(happens("a", 1)))

    assert [f.Happens(C)] == [part.formula for part in found.parts]


@given(formulas(), knowledges())
def test_every_judgement_names_its_formula(formula: f.Formula, known: Knowledge) -> None:
    """The tree of judgements is the tree of the formula, as far as it was needed."""

    def check(judgement: Judgement) -> None:
        inside = f.parts_of(judgement.formula)
        assert [part.formula for part in judgement.parts] == list(inside[: len(judgement.parts)])
        for part in judgement.parts:
            check(part)

    found = judge(formula, known)

    assert formula == found.formula
    check(found)


# --- months between days that nobody knows ----------------------------------------------------------


NINE, TEN = Period(months=9), Period(months=10)


@pytest.mark.parametrize(
    ("relation", "window", "expected"),
    [
        (Relation("a", "b", most=NINE), f.Within(B, A, most=NINE), T),
        (Relation("a", "b", most=NINE), f.Within(B, A, most=TEN), T),
        (Relation("a", "b", most=NINE), f.Within(B, A, most=Period(months=9, days=1)), T),
        (Relation("a", "b", most=TEN), f.Within(B, A, most=NINE), U),
        (Relation("a", "b", most=NINE), f.Within(B, A, least=Period(months=9, days=1)), F),
        (Relation("a", "b", most=NINE), f.Within(B, A, least=NINE), U),
        (Relation("a", "b", least=NINE), f.Within(B, A, least=NINE), T),
        (Relation("a", "b", least=NINE), f.Within(B, f.Shift(A, NINE), least=Period()), T),
        (Relation("a", "b", least=NINE), f.Within(f.Named("m", f.Shift(A, NINE)), B, most=Period()), T),
        (Relation("a", "b", least=Period(months=9, days=1)), f.Within(B, A, most=NINE), F),
        (Relation("a", "b", NINE, NINE), f.Within(B, A, NINE, NINE), T),
        (Relation("a", "b", most=NINE), f.Not(f.Within(B, f.Shift(A, NINE), least=DAY)), T),
        (Relation("a", "b", most=NINE), f.Not(f.Within(B, f.Shift(A, NINE), least=-DAY)), U),
        (Relation("b", "a", most=-NINE), f.Within(B, A, least=NINE), U),
    ],
)
def test_what_a_timeline_says_in_months_needs_no_days(relation: Relation, window: f.Formula, expected: Truth) -> None:
    """The same months, or more of them, whenever they begin."""
    known = Knowledge(Timeline([happens("a"), happens("b")], [relation]), {})

    assert expected is truth(window, known)
