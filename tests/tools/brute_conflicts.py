"""Compare conflicts with brute force over every course of events, on as many small dossiers as asked for.

    python -m tests.tools.brute_conflicts 3000 1

The first number is how many, the second the seed.
"""

from __future__ import annotations

import sys
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from conditions.conflicts import Conflicts, InConflict, Possible, conflicts
from conditions.conflicts.enumeration import hitting_sets
from tests.small_conflicts import Small, expected, found_in, keeps, negotiations


def compare(small: Small) -> str:
    """What is found, after it was compared."""
    found = conflicts(small.dossier, small.goal, given=small.given)
    assert expected(small) == found_in(found), small
    _check_certificates(small, found)
    return type(found.result).__name__


def _check_certificates(small: Small, found: Conflicts) -> None:
    """Cores and concession sets are dual, proofs are accepted, courses of events keep what they say they keep."""
    result = found.result
    if isinstance(result, Possible):
        assert keeps(small, result.course, ())
    if isinstance(result, InConflict):
        cores = [set(core.ids) for core in result.cores]
        sets = {frozenset(one.id for one in given_up) for given_up in result.concessions()}
        assert set(hitting_sets(cores)) == sets, "the two are not dual"
        assert all(core.is_proved() for core in result.cores), "a core without a proof"
        for given_up in result.concessions():
            course = result.course_without(given_up)
            assert course is not None
            assert keeps(small, course, [one.id for one in given_up])


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
