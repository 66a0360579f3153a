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
from conditions.space.rankings import Sort, alike, many, rankings
from conditions.space.summing import Before, Standing, Sum
from conditions.space.webs import blocks, web
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
    return (packages._summed(asked) if packages._orders else None), packages._searched(asked)


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


@pytest.mark.parametrize(("count", "size"), [(3, 6), (4, 24), (5, 120), (6, 720)])
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


@pytest.mark.parametrize(("count", "size"), [(3, 13), (4, 75), (5, 541)])
def test_events_that_are_compared_both_ways_may_share_a_day(count: int, size: int) -> None:
    """Then there are as many packages as rankings with ties."""
    events = [f.Event(f"e{number}") for number in range(count)]
    formulas: dict[str, f.Formula] = {
        f"{one.name} {other.name}": f.Within(other, one, least=DAY)
        for one in events
        for other in events
        if one != other
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
    """Fubini's numbers, and twice as many where each may be left out; those of a group have an order on each level."""
    apart = [Sort(may_lack=False, group=at) for at in range(8)]
    together = [Sort(may_lack=False, group=0)] * 7
    open_ = [Sort(True, at) for at in range(4)]

    assert [many(apart[:count]) for count in range(8)] == [1, 1, 3, 13, 75, 541, 4_683, 47_293]
    assert [many(open_[:count]) for count in range(1, 5)] == [2, 6, 26, 150]
    assert [many(together[:count]) for count in range(6)] == [1, 1, 5, 37, 365, 4_501]
    assert many(apart) is many(together) is None


@given(st.lists(st.builds(Sort, st.booleans(), st.integers(0, 2)), max_size=4).map(alike))
def test_rankings_are_all_different(sorts: tuple[Sort, ...]) -> None:
    """And as many as were foretold."""
    assert len(set(rankings(sorts))) == len(rankings(sorts)) == many(sorts)


def test_a_sum_that_is_stopped_gives_up() -> None:
    """Nor is one begun that has too many events at once."""
    orders_ = [Before(2, -1, -2), Before(-2, -2, -1)]
    crowd = [Before(1, -one, -other) for one in range(1, 10) for other in range(one + 1, 10)]

    with pytest.raises(GivenUpError):
        Sum([], orders_, {-1: Standing(1, 1), -2: Standing(1, 2)}, [2]).count(lambda: True)
    with pytest.raises(GivenUpError):
        Sum([], crowd, {-one: Standing(1, one) for one in range(1, 10)}, []).count(lambda: False)


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
    """Those on it are a group; where a loop leaves days to spare, it is not the order alone that counts."""
    below = web([Edge(A, B, 30, 2), Edge(B, C, -20, 3), Edge(C, A, -11, 4)])
    level = web([Edge(A, B, 1, 2), Edge(B, A, -1, 3), Edge(B, C, 0, 4)])

    assert below is not None
    assert below.or_with == ()
    assert level is not None
    assert [edge.literal for edge in level.or_with] == [2, 3]
    assert level.group[A] == level.group[B] != level.group[C]
    assert web([Edge(A, B, 1, 2), Edge(B, A, 0, 3)]) is None
