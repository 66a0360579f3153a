"""Counting by summing out, against every day tried one by one and against the other ways of counting."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions import formula as f
from conditions.engines.exact import Limit
from conditions.engines.exact.terms import Term
from conditions.knowledge import Knowledge
from conditions.periods import Period
from conditions.space import ganak
from conditions.space.counter import GivenUpError
from conditions.space.differences import Edge
from conditions.space.joining import taken_out
from conditions.space.packages import Packages
from conditions.space.rankings import MOST, many, rankings
from conditions.space.summing import Before, Sum
from conditions.space.webs import blocks, loops_are_below_zero
from conditions.timeline import Timeline, Unlisted
from conditions.truth import Truth
from tests.small_orders import Formulas, by_trying, orders

OPEN = Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN)), {})
DAY = Period(days=1)
A, B, C, D = (Term(name) for name in "abcd")

many_times = settings(max_examples=60, deadline=None)


def sizes(formulas: Formulas, names: list[str]) -> tuple[int | None, int | None]:
    """The number of packages as a sum, where that can be, and by search."""
    packages = Packages(formulas, OPEN)
    asked = packages._asked(names)
    return (packages._summed(asked) if packages._webs else None), packages._searched(asked)


@many_times
@given(st.randoms(use_true_random=False), st.integers(3, 4), st.sampled_from([0.0, 0.2]))
def test_sums_and_searches_find_what_every_day_tried_finds(random: Random, count: int, against: float) -> None:
    """Whatever is asked of the order of a few events, and whichever of it is to hold."""
    formulas = orders(random, count, far=2 if count == 3 else 1, against=against)
    names = [name for name in formulas if random.random() < 0.8]

    summed, searched = sizes(formulas, names)

    by_hand = by_trying(formulas, names, 2 * (count - 1) if count == 3 else count - 1)
    assert searched == by_hand
    assert summed in (None, by_hand)


@pytest.mark.parametrize(("seed", "count", "share"), [(1, 6, 0.6), (2, 7, 0.4), (3, 9, 0.3), (4, 11, 0.2)])
def test_a_sum_is_what_a_search_counts(seed: int, count: int, share: float) -> None:
    """Events that happen in any case, and others that may not; orders that are waived, and others that hold."""
    formulas = orders(Random(seed), count, share=share)

    summed, searched = sizes(formulas, list(formulas))

    assert summed is not None
    assert summed == searched


@pytest.mark.parametrize(("count", "size"), [(3, 6), (4, 24), (5, 120), (6, 720), (7, 5040)])
def test_events_that_are_all_compared_stand_in_every_order(count: int, size: int) -> None:
    """Where all happen and the day itself is not told from the next, there are as many packages as permutations."""
    events = [f.Event(f"e{number}") for number in range(count)]
    pairs = [(events[at], later) for at in range(count) for later in events[at + 1 :]]
    formulas: dict[str, f.Formula] = {
        f"{one.name} {other.name}": f.Within(other, one, least=DAY) for one, other in pairs
    }
    formulas["all"] = f.All(tuple(map(f.Happens, events)))
    packages = Packages(formulas, OPEN)

    assert packages._summed(packages._asked(["all"])) == size


def ring(count: int) -> Formulas:
    """So many events that happen, each compared with the next two."""
    events = [f.Event(f"e{number}") for number in range(count)]
    found: dict[str, f.Formula] = {"all": f.All(tuple(map(f.Happens, events)))}
    for step, (at, one) in product((1, 2), enumerate(events)):
        if at + step < count:
            found[f"{at} {step}"] = f.Within(events[at + step], one, least=DAY)
    return found


def test_a_long_band_of_orders_is_counted_at_once() -> None:
    """Every triangle has six orders of its eight, and each next event three places beside two that are ordered."""
    packages = Packages(ring(80), OPEN, limit=Limit.seconds(20))

    assert packages.size(["all"]).exact == 2 * 3**78


def test_ganak_counts_what_is_too_wide_to_be_summed_alike() -> None:
    """The clauses that exclude loops say the same as the sum."""
    pytest.importorskip("pyganak")
    packages = Packages(orders(Random(5), 12, share=0.3), OPEN)
    asked = packages._asked(["e0", "e1"])

    assert packages._summed(asked) == ganak.count(packages._clauses(asked), packages.variables)


# --- the parts --------------------------------------------------------------------------


def test_rankings_with_ties_are_as_many_as_there_are() -> None:
    """Fubini's numbers, and twice as many where every place may be left out; none where there would be too many."""
    assert [len(rankings((False,) * count)) for count in range(5)] == [1, 1, 3, 13, 75]
    assert [len(rankings((True,) * count)) for count in range(1, 5)] == [2, 6, 26, 150]
    assert [len(set(rankings((True, False, True))))] == [many(1, 2)]
    assert many(7, 0) == 47_293 <= MOST
    assert many(8, 0) is many(3, 5) is None


def test_a_sum_that_is_stopped_gives_up() -> None:
    """Nor is one begun that has too many events at once."""
    orders_ = [Before(2, -1, -2), Before(-2, -2, -1)]
    crowd = [Before(1, -one, -other) for one in range(1, 10) for other in range(one + 1, 10)]

    with pytest.raises(GivenUpError):
        Sum([], orders_, {-1: 1, -2: 1}, [2]).count(lambda: True)
    with pytest.raises(GivenUpError):
        Sum([], crowd, {-one: 1 for one in range(1, 10)}, []).count(lambda: False)


def test_a_sum_counts_what_nothing_speaks_of() -> None:
    """A free switch doubles the number, and clauses that contradict each other leave none."""
    assert Sum([(2, 3, 4, 5, 6)], [], {}, [2, 3, 4, 5, 6, 7]).count(lambda: False) == 31 * 2
    assert Sum([(2,), (-2,)], [], {}, [2, 3]).count(lambda: False) == 0


def test_what_joins_none_is_taken_out_first() -> None:
    """The ends of a chain before its middle, with those around each."""
    found = list(taken_out([("a", "b"), ("b", "c"), ("c", "d")]))

    assert [name for name, _ in found] == ["a", "b", "c", "d"]
    assert [around for _, around in found] == [{"b"}, {"c"}, {"d"}, set()]


def test_loops_lie_in_one_part() -> None:
    """Two triangles that share an event are two parts, and what hangs on them is a third."""
    pairs = [(A, B), (B, C), (C, A), (C, D), (D, Term("e")), (Term("e"), C), (A, Term("f"))]

    found = blocks([Edge(one, other, -1, 1) for one, other in pairs])

    assert sorted("".join(sorted({end.event for edge in part for end in edge[:2]})) for part in found) == [
        "abc",
        "af",
        "cde",
    ]


def test_a_loop_of_no_days_can_be_kept() -> None:
    """Only where each loop is below zero do loops alone exclude."""
    assert loops_are_below_zero([Edge(A, B, -1, 2), Edge(B, A, 0, 3)])
    assert loops_are_below_zero([Edge(A, B, 30, 2), Edge(B, C, -20, 3), Edge(C, A, -11, 4)])
    assert not loops_are_below_zero([Edge(A, B, 1, 2), Edge(B, A, -1, 3)])
