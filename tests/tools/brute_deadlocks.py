"""Compare deadlocks with brute force over every course of events, on as many small dossiers as asked for.

    python -m tests.tools.brute_deadlocks 3000 1
    python -m tests.tools.brute_deadlocks 1000 1 relaxing

The first number is how many, the second the seed. With `relaxing`, every way to untie a deadlock is compared with a
dossier that is written anew: see `tests.relaxing`.
"""

from __future__ import annotations

import sys
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests import relaxing
from tests.waiting import Waiting, compare, negotiations


def main(count: int, start: int, what: str) -> None:
    """Compare so many, and print what was found how often."""
    kinds: Counter[str] = Counter()
    everything = list(HealthCheck)

    @seed(start)
    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=everything
    )
    @given(negotiations())
    def run(waiting: Waiting) -> None:
        kinds[compare(waiting)] += 1

    @seed(start)
    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=everything
    )
    @given(relaxing.holding())
    def relax(held: relaxing.Held) -> None:
        kinds.update(relaxing.compare(held))

    (relax if what == "relaxing" else run)()
    print(dict(kinds))


if __name__ == "__main__":
    given_ = [*sys.argv[1:], *("1000", "0", "")[len(sys.argv) - 1 :]]
    main(int(given_[0]), int(given_[1]), given_[2])
