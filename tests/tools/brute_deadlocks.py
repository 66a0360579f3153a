"""Compare deadlocks with brute force over every course of events, on as many small dossiers as asked for.

    python -m tests.tools.brute_deadlocks 3000 1

The first number is how many, the second the seed.
"""

from __future__ import annotations

import sys
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.waiting import Waiting, compare, negotiations


def main(count: int, start: int) -> None:
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

    run()
    print(dict(kinds))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
