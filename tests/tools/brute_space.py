"""Compare the agreement space with every course of events, on as many small dossiers as asked for.

    python -m tests.tools.brute_space 3000 1

The first number is how many, the second the seed.
"""

from __future__ import annotations

import sys
from collections import Counter
from fractions import Fraction
from itertools import combinations

from hypothesis import HealthCheck, Phase, given, seed, settings

from conditions.space import Pivot, space
from tests.small_conflicts import Small, negotiations
from tests.small_space import ODDS, Tried, banzhaf, chance, shapley, tried


def compare(small: Small) -> str:
    """Whether there is room, after sizes, costs, packages and shares were compared."""
    found = space(small.dossier, small.goal, given=small.given)
    by_hand = tried(small)
    names = set(by_hand.names)
    assert found.complete, small
    assert found.whole.exact == by_hand.size(()), small
    assert found.room.size.exact == by_hand.size(names), small
    for one in found.room.costs:
        assert one.without.exact == by_hand.size(names - {one.condition.id}), small
    for one in found.alone:
        assert one.size.exact == by_hand.size([one.condition.id]), small
    listed = list(found.room.packages(300))
    assert len({repr(one) for one in listed}) == len(listed) == min(300, by_hand.size(names)), small
    if listed and len(listed) < 300:
        shares = {one.text: one.share for one in found.room.said or ()}
        for event in (*listed[0].happens, *listed[0].never):
            times = sum(event in one.happens for one in listed)
            text = event if 2 * times >= len(listed) else f"never {event}"
            if text in shares:
                assert shares[text] == Fraction(max(times, len(listed) - times), len(listed)), small
    _compare_chance(small)
    if len(names) <= 5 and found.room.pivots is not None:
        _compare_pivots(found.room.pivots, by_hand)
    return "room" if by_hand.size(names) else "no room"


def _compare_chance(small: Small) -> None:
    """The probability by odds of an event and all facts."""
    assert space(small.dossier, small.goal, given=small.given, odds=ODDS).room.chance == chance(small), small


def _compare_pivots(found: tuple[Pivot, ...], by_hand: Tried) -> None:
    """The Shapley and Banzhaf values of both games."""
    names, whole = by_hand.names, by_hand.size(())
    sets = [frozenset(some) for size in range(len(names) + 1) for some in combinations(names, size)]
    sizes = {some: by_hand.size(some) for some in sets}
    blocks = {some: Fraction(size == 0) for some, size in sizes.items()}
    removes = {some: 1 - Fraction(size, whole) for some, size in sizes.items()}
    for worth, values in ((blocks, [one.blocks for one in found]), (removes, [one.removes for one in found])):
        ids = [one.condition.id for one in found]
        by_shapley, by_banzhaf = shapley(names, worth), banzhaf(names, worth)
        assert [one.shapley.value for one in values] == [by_shapley[name] for name in ids]
        assert [one.banzhaf.value for one in values] == [by_banzhaf[name] for name in ids]


def main(count: int, start: int) -> None:
    """Compare so many, and print what was found how often."""
    kinds: Counter[str] = Counter()
    everything = list(HealthCheck)

    @seed(start)
    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=everything
    )
    @given(negotiations())
    def run(small: Small) -> None:
        kinds[compare(small)] += 1

    run()
    print(dict(kinds))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
