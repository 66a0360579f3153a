"""Compare roadmaps with the best of every course of events, on as many small dossiers as asked for.

    python -m tests.tools.brute_roadmaps 3000 1

The first number is how many, the second the seed.
"""

from __future__ import annotations

import sys
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.routes import Route, compare, routes


def main(count: int, start: int) -> None:
    """Compare so many, and print how often there were how many roadmaps."""
    numbers: Counter[int] = Counter()
    everything = list(HealthCheck)

    @seed(start)
    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=everything
    )
    @given(routes())
    def run(route: Route) -> None:
        numbers[compare(route)] += 1

    run()
    print(dict(sorted(numbers.items())))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
