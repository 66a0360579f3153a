"""The network below the timeline: built at once or by steps, and when it is inconsistent."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from conditions.dates import Period
from conditions.entries import Relation
from conditions.network import Knowledge, as_day, as_days, as_range
from tests.timelines import NAMES, START, relations

DAY = Period(days=1)
ANY = as_range(-math.inf, math.inf)

ranges = st.fixed_dictionaries(
    {name: st.tuples(st.integers(START, START + 5), st.integers(START + 3, START + 12)) for name in NAMES}
)


@given(ranges, st.lists(relations(), max_size=6), st.permutations(NAMES))
def test_adding_events_by_steps_gives_the_same_network(
    given_ranges: dict[str, tuple[int, int]], tied: list[Relation], order: list[str]
) -> None:
    """Whatever the order, days and distances are those of the network that was built at once."""
    at_once = Knowledge(given_ranges, tuple(tied), ANY).network(NAMES)
    known = Knowledge(given_ranges, tuple(tied), ANY)
    grown = known.network(order[:1])
    for name in order[1:]:
        grown = known.network([name], [grown])

    assert at_once.consistent == grown.consistent
    assert set(NAMES) == set(grown.members)
    if at_once.consistent:
        for first in NAMES:
            assert at_once.bounds(first) == grown.bounds(first)
            for second in NAMES:
                assert at_once.most(first, second) == grown.most(first, second)


def test_a_range_the_wrong_way_round_is_inconsistent() -> None:
    """Also without a relation, and for any event of the network."""
    known = Knowledge({"a": (START, START), "b": (START + 1, START)}, (), ANY)

    assert known.network(["a"]).consistent
    assert not known.network(["b"]).consistent
    assert not known.network(["a", "b"]).consistent
    assert "b" == known.network(["a", "b"]).flaw


def test_what_grows_from_an_inconsistent_network_is_inconsistent() -> None:
    """Whatever is added, and to whichever of the networks that are joined."""
    tied = (Relation("a", "b", DAY), Relation("b", "a", DAY), Relation("b", "c"), Relation("c", "d"))
    known = Knowledge({}, tied, ANY)
    broken, sound = known.network(["a", "b"]), known.network(["d"])

    assert not broken.consistent
    assert sound.consistent
    assert not known.network(["c"], [broken]).consistent
    assert not known.network(["c"], [sound, broken]).consistent
    assert broken.flaw == known.network(["c"], [sound, broken]).flaw


def test_a_network_is_built_once() -> None:
    """The same events have the same network, however they are put together."""
    known = Knowledge({}, (Relation("a", "b", DAY),), ANY)

    assert known.network(["a", "b"]) is known.network(["b"], [known.network(["a"])])


def test_days_that_nothing_bounds() -> None:
    """Infinities become numbers that can be added, and infinities again."""
    unbounded = as_range(-math.inf, math.inf)

    assert (-math.inf, math.inf) == as_days(*unbounded)
    assert (-math.inf, math.inf) == as_days(unbounded[0] + 3_652_059, unbounded[1] - 3_652_059)
    assert (math.inf, -math.inf) == as_days(*as_range(math.inf, -math.inf))
    assert (3, 4) == as_days(*as_range(3.0, 4))
    assert 10**9 == as_day(10**9)
    assert -(10**9) == as_day(-(10**9))
