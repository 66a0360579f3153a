"""Compare the agreement space with every course of events, on as many small dossiers as asked for.

    python -m tests.tools.brute_space 3000 1

The first number is how many, the second the seed.
"""

from __future__ import annotations

import sys
from collections import Counter
from fractions import Fraction

from hypothesis import HealthCheck, Phase, given, seed, settings

from conditions.space import space
from tests.small_conflicts import Small, negotiations
from tests.small_space import tried


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
    return "room" if by_hand.size(names) else "no room"


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
