"""The agreement space against every course of events tried one by one, and by example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from conditions import formula as f
from conditions.check import check
from conditions.errors import ConditionsError
from conditions.files.dossier import load_dossier
from conditions.knowledge import Knowledge
from conditions.model.dossier import Dossier
from conditions.periods import Period
from conditions.semantics import judge
from conditions.space import Odds, Size, space
from conditions.space.circuit import Clause
from conditions.space.counter import Compiler, GivenUpError
from conditions.space.packages import Packages
from conditions.timeline import Timeline, Unlisted
from conditions.truth import Truth
from tests.small_conflicts import Small, dossier, negotiations
from tests.small_space import ODDS, chance, tried

ISTANBUL = Path(__file__).parents[1] / "scenarios" / "istanbul-2022"
DAY = Period(days=1)
OPEN = Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN)), {})
A, B, C = f.Event("a"), f.Event("b"), f.Event("c")
THIRD = Fraction(1, 3)

many = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def istanbul() -> Dossier:
    """The talks of 2022."""
    return load_dossier(ISTANBUL)


def before(one: f.Point, other: f.Point) -> f.Formula:
    """Both happen, the one first."""
    return f.Within(other, one, least=DAY)


def size(formulas: Mapping[str, f.Formula], *names: str) -> int | None:
    """How many packages there are in which formulas of these names hold, where all of them tell packages apart."""
    return Packages(formulas, OPEN).size(names).exact


# --- against everything there is --------------------------------------------------------


@many
@given(negotiations(most=4))
def test_sizes_and_costs_are_those_of_every_course(small: Small) -> None:
    """The number of packages with all conditions, without any one of them, and with one alone."""
    found = space(small.dossier, small.goal, given=small.given)
    by_hand = tried(small)

    assert found.whole.exact == by_hand.size(())
    assert found.room.size.exact == by_hand.size(by_hand.names)
    assert {one.condition.id: one.without.exact for one in found.room.costs} == {
        name: by_hand.size(other for other in by_hand.names if other != name) for name in by_hand.names
    }
    assert {one.condition.id: one.size.exact for one in found.alone} == {
        name: by_hand.size([name]) for name in by_hand.names
    }


@many
@given(negotiations(most=4))
def test_packages_are_all_different_and_keep_everything(small: Small) -> None:
    """Each has a course of events that `check` accepts, and none is told twice."""
    room = space(small.dossier, small.goal, given=small.given).room
    listed = list(room.packages(12))

    assert len({repr(one) for one in listed}) == len(listed) == min(12, room.size.exact or 0)
    for package in listed[:3]:
        course = package.course
        assert course is not None
        assert set(course.days) == set(package.happens)
        checked = check(small.dossier, course.scenario)
        assert all(one.compliance.value == "met" for one in checked.conditions.values())


@many
@given(negotiations(most=4))
def test_what_is_said_of_packages_is_so_in_that_share(small: Small) -> None:
    """The backbone, and how often everything else is so, counted over all packages one by one."""
    room = space(small.dossier, small.goal, given=small.given).room
    listed = list(room.packages())
    happening = Counter(event for package in listed for event in package.happens)
    expected = {
        f"{'' if 2 * times >= len(listed) else 'never '}{event}": Fraction(max(times, len(listed) - times), len(listed))
        for package in listed[:1]
        for event in (*package.happens, *package.never)
        for times in [happening[event]]
    }
    found = {one.text: one.share for one in room.said or ()}

    assert expected.items() <= found.items() or not listed


# --- counters ---------------------------------------------------------------------------


def models_by_hand(clauses: list[Clause], counted: list[int], count: int) -> int:
    """How many models clauses over so many variables have, told apart by those that are counted."""
    found = set()
    for bits in range(1 << count):
        if all(any((literal > 0) == bool(bits >> abs(literal) & 1) for literal in clause) for clause in clauses):
            found.add(tuple(bits >> variable & 1 for variable in counted))
    return len(found)


@pytest.mark.parametrize("counted", [[], [1], [1, 2, 3], [0, 1, 2, 3, 4]])
def test_a_count_tells_apart_what_is_counted(counted: list[int]) -> None:
    """Two models that differ in nothing that is counted are one."""
    clauses = [(1, 2), (-1, 3), (-2, -3, 4), (2, 3, -4)]
    shifted = [one + 1 for one in counted]

    assert (
        models_by_hand(clauses, counted, 5)
        == Compiler(shifted)
        .compile([tuple(literal + (1 if literal > 0 else -1) for literal in clause) for clause in clauses])
        .count
    )


def test_clauses_that_contradict_each_other_have_no_model() -> None:
    """Nor has an empty clause."""
    assert Compiler([1]).compile([(1,), (-1,)]).count == 0
    assert Compiler([1]).compile([()]).count == 0


def test_ganak_counts_alike() -> None:
    """Where it is installed; also where there is nothing to count."""
    pytest.importorskip("pyganak")
    from conditions.space import ganak

    assert ganak.count([(1, 2), (-1, 3)], [1, 2, 3]) == Compiler([1, 2, 3]).compile([(1, 2), (-1, 3)]).count
    assert ganak.count([(1,), (-1,)], [1]) == 0
    assert ganak.count([()], [1]) == 0
    assert ganak.count([], []) == 1


def test_ganak_stops_in_time() -> None:
    """It runs in a process of its own, which is ended; then nothing is claimed."""
    pytest.importorskip("pyganak")
    from conditions.space import ganak

    assert ganak.count([(1, 2)], [1, 2], seconds=0.0) is None


def test_a_search_that_is_stopped_gives_up() -> None:
    """It never gives a number that is not proved."""
    with pytest.raises(GivenUpError):
        Compiler([1, 2], lambda: True).compile([(1, 2), (-1, -2)])


# --- what is counted --------------------------------------------------------------------


@pytest.mark.parametrize(("count", "orders"), [(2, 3), (3, 13), (4, 75), (5, 541)])
def test_orders_of_events_are_counted_with_ties(count: int, orders: int) -> None:
    """Where every two are compared, the packages in which all happen are the weak orders: Fubini's numbers."""
    events = [f.Event(f"e{number}") for number in range(count)]
    formulas = {f"{one.name} {other.name}": before(one, other) for one in events for other in events if one != other}
    formulas["all"] = f.All(tuple(map(f.Happens, events)))

    assert size(formulas, "all") == orders


def test_what_no_condition_compares_is_not_told_apart() -> None:
    """Two events that nobody compares have no order: four packages, not six."""
    assert size({"a": f.Happens(A), "b": f.Happens(B)}) == 4
    assert size({"a": before(A, B)}) == 5
    assert size({"a": before(A, B), "b": before(B, A)}) == 6


def test_a_circle_of_orders_has_no_room() -> None:
    """Three events, each before the next, cannot all be."""
    circle = {"1": before(A, B), "2": before(B, C), "3": before(C, A)}

    assert size(circle, "1", "2") is not None
    assert size(circle, "1", "2", "3") == 0


def test_days_count_only_where_a_formula_names_one() -> None:
    """By a day, or later, or never."""
    day = f.Day(date(2030, 1, 1))

    assert size({"by": f.Within(A, day, most=Period())}) == 3
    assert size({"by": f.Within(A, day, most=Period()), "so": f.Happens(A)}, "so") == 2


def test_months_are_counted_as_the_calendar_has_them() -> None:
    """A month after a day is never 32 days after it, sometimes 31, and never 27."""
    month = f.Shift(A, Period(months=1))

    def within(days: int) -> f.Formula:
        return f.Within(month, f.Shift(A, Period(days=days)), most=Period())

    assert size({"so": f.Happens(A), "32": within(32)}, "so") == 1
    assert size({"so": f.Happens(A), "30": within(30)}, "so") == 2
    assert size({"so": f.Happens(A), "30": within(30), "29": within(29), "27": within(27)}, "so") == 3


def test_numbers_count_by_what_they_are_compared_with() -> None:
    """Thresholds of one number are in order, and sums keep to their parts."""
    n, m = f.FactValue("n"), f.FactValue("m")
    one, two = f.Amount(Fraction(1)), f.Amount(Fraction(2))

    assert size({"1": f.Compare(n, "<=", one), "2": f.Compare(n, "<=", two)}) == 3
    assert size({"=": f.Compare(n, "=", one)}) == 3
    sums = {"n": f.Compare(n, ">", one), "m": f.Compare(m, ">", one), "s": f.Compare(f.Sum((n, m)), "<=", two)}
    assert size(sums) == 6
    assert size(sums, "n", "m", "s") == 0


def test_a_share_of_what_may_be_nothing_may_be_undecided() -> None:
    """Then a condition on it neither holds nor fails."""
    share = f.Compare(f.FactValue("n"), ">", f.Share(Fraction(1, 2), f.FactValue("m")))
    packages = Packages({"so": share, "not": f.Not(share)}, OPEN)
    held = [packages.size([name]).exact or 0 for name in ("so", "not")]

    assert sum(held) < (packages.size([]).exact or 0)
    assert packages.size(["so", "not"]).exact == 0


def test_everything_is_counted_with_the_doubt_that_is_left() -> None:
    """A search that is cut short before it begins gives bounds, or nothing, but no number."""
    found = space(istanbul(), ["ua_signs", "ru_signs"], timeout=0)

    assert not found.complete
    assert found.whole == Size(0, None)
    assert {one.removed for one in found.alone} == {None}


# --- by example ---------------------------------------------------------------------------


def test_the_talks_of_istanbul_leave_room_in_every_reading() -> None:
    """The strict reading of Russia's condition leaves least, that of separation most; no room is empty."""
    found = space(istanbul(), ["ua_signs", "ru_signs"])
    sizes = {
        reading: sum(room.size.least for name, room in found.by_reading.items() if reading in name)
        for reading in ("strict", "lenient", "separation")
    }

    assert found.complete
    assert all(room.size.least for room in found.by_reading.values())
    assert sizes["strict"] < sizes["lenient"] < sizes["separation"]


def test_an_empty_space_has_no_packages_and_settles_nothing() -> None:
    """A goal that the conditions rule out: what each costs is everything that is left without it, or nothing."""
    found = space(
        dossier(
            {
                "A": {"party": "UA", "condition": "x1 only after y1"},
                "B": {"party": "RU", "condition": "y1 only after x1"},
                "C": {"party": "RU", "condition": "never z1"},
            }
        ),
        ["x1", "y1"],
    ).room

    assert found.size == Size(0, 0)
    assert [one.removed for one in found.costs] == [1, 1, None]
    assert found.certain == ()
    assert found.said == ()
    assert list(found.packages()) == found.sample(5) == []


def test_a_background_that_contradicts_itself_leaves_nothing() -> None:
    """What is given rules the goal out: then no condition removes anything."""
    found = space(dossier({"A": {"party": "UA", "condition": "x1 only after y1"}}), "x1", given="never x1")

    assert found.whole == Size(0, 0)
    assert [one.removed for one in (*found.alone, *found.room.costs)] == [None, None]


def test_without_a_goal_doing_nothing_is_a_package() -> None:
    """And without conditions there is one package: nothing is told apart."""
    assert space(dossier({}), ()).room.size == Size(1, 1)
    assert space(dossier({"A": {"party": "UA", "condition": "x1 only after y1"}}), ()).room.size == Size(3, 3)


def test_a_condition_that_is_said_twice_costs_nothing_on_top() -> None:
    """Alone each removes the same; together with its like, nothing."""
    twice = {name: {"party": "UA", "condition": "x1 only after y1"} for name in ("A", "B")}
    found = space(dossier(twice), "x1")

    assert [one.removed for one in found.alone] == [Fraction(2, 3), Fraction(2, 3)]
    assert [one.removed for one in found.room.costs] == [0, 0]


def test_groups_without_members_are_no_trap() -> None:
    """All of nobody is so, one of nobody is not."""
    formulas = {"all": f.Gate(A, f.All(())), "any": f.Gate(A, f.Any(())), "one": f.Gate(A, f.Count((), 1))}

    assert size(formulas, "all") == 2
    assert size(formulas, "any") == size(formulas, "one") == 1


@pytest.mark.parametrize(
    ("goal", "more", "code"),
    [
        ("nothing_here", {}, "unknown-event"),
        ("x1", {"also": ["nobody"]}, "unknown-condition"),
        ("x1", {"odds": {"nothing": THIRD}}, "unknown-fact"),
        ("x1", {"odds": {"s": {"u": 1}}}, "unknown-value"),
        ("x1", {"odds": {"x1": 2}}, "bad-odds"),
        ("x1", {"odds": {"s": {"x": THIRD}}}, "bad-odds"),
        ("x1", {"odds": {"s": THIRD}}, "bad-odds"),
    ],
)
def test_unknown_names_are_refused(goal: str, more: dict[str, Any], code: str) -> None:
    """With the code that their page has."""
    with pytest.raises(ConditionsError) as caught:
        space(dossier({"A": {"party": "UA", "condition": "x1 only after y1"}}), goal, **more)

    assert code in {problem.code for problem in caught.value.problems}


# --- samples ------------------------------------------------------------------------------


def test_samples_are_uniform_and_repeat_with_their_seed() -> None:
    """A thousand draws from nine packages: each about as often, the same ones again."""
    conditions = {
        "A": {"party": "UA", "condition": "x1 only after y1"},
        "B": {"party": "RU", "condition": "p or s is x"},
    }
    room = space(dossier(conditions), ()).room
    drawn = Counter(repr(one) for one in room.sample(1_200, seed=7))

    assert room.size.exact == len(drawn) == 12
    assert min(drawn.values()) > 60
    assert [repr(one) for one in room.sample(5, seed=7)] == [repr(one) for one in room.sample(5, seed=7)]


# --- odds ---------------------------------------------------------------------------------


def test_chance_is_that_of_what_leaves_room() -> None:
    """The parties choose whatever chance does not: an agreement is possible if p is so, or s is x."""
    conditions = {"A": {"party": "UA", "condition": "x1 only if p or s is x"}, "B": {"party": "RU", "condition": "x1"}}
    odds: Odds = {"p": THIRD, "s": {"x": Fraction(1, 4), "y": Fraction(1, 2), "z": Fraction(1, 4)}}

    assert space(dossier(conditions), "x1", odds=odds).room.chance == THIRD + Fraction(2, 3) * Fraction(1, 4)


@many
@given(negotiations(most=4))
def test_chance_is_that_of_every_course(small: Small) -> None:
    """Odds of an event and all facts, against the weights of the outcomes for which some course agrees."""
    assert space(small.dossier, small.goal, given=small.given, odds=ODDS).room.chance == chance(small)


def test_chance_is_counted_given_what_is_given() -> None:
    """What is given excludes some of what chance could decide: the odds of the rest are scaled."""
    conditions = {"A": {"party": "UA", "condition": "x1 only if p"}}
    odds = {"p": THIRD, "q": Fraction(1, 2)}

    assert space(dossier(conditions), "x1", given="p or q", odds=odds).room.chance == Fraction(1, 2)
    assert space(dossier(conditions), "x1", given=["p", "not p"], odds=odds).room.chance is None


def test_chance_over_all_courses_is_that_of_an_event() -> None:
    """Odds of events count; odds of what nothing speaks of change nothing; without odds there is no chance."""
    conditions = {"A": {"party": "UA", "condition": "x1 only after y1"}}

    assert space(dossier(conditions), "x1", odds={"y1": THIRD, "p": THIRD}).room.chance == THIRD
    assert space(dossier(conditions), "x1").room.chance is None


def test_every_package_can_come_about_as_the_reference_has_it() -> None:
    """The goal and every condition are true in the course of events of each of some packages."""
    found = space(istanbul(), ["ua_signs", "ru_signs"])
    for room in found.by_reading.values():
        for package in room.sample(1, seed=3):
            assert package.course is not None
            known = check(istanbul(), package.course.scenario).known
            assert all(judge(one.formula, known).truth is Truth.TRUE for one in found.goal)


def test_sizes_of_pairs_never_exceed_those_of_one() -> None:
    """More conditions, less room."""
    formulas = {"1": before(A, B), "2": before(B, C), "3": f.Gate(C, before(A, C))}
    packages = Packages(formulas, OPEN)
    for one, other in combinations(formulas, 2):
        assert (packages.size([one, other]).exact or 0) <= (packages.size([one]).exact or 0)
