"""How long counting takes: many terms in small groups, long chains, and events that are ordered against each other.

    python -m tests.benchmarks.counting [1]

Prints, for each instance, the number of packages as a power of two, the processor seconds with our own counters alone,
and with ganak behind them where that is installed; then those of ganak given the same clauses, where sums would be
taken. Formulas are made before the clock starts, encoding and counting are timed.
"""

from __future__ import annotations

import math
import resource
import sys
from collections.abc import Callable, Mapping
from random import Random
from unittest.mock import patch

from conditions import formula as f
from conditions.engines.exact import Limit
from conditions.knowledge import Knowledge
from conditions.periods import Period
from conditions.space import Size, ganak
from conditions.space.packages import Packages
from conditions.timeline import Timeline, Unlisted
from conditions.truth import Truth

OPEN = Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN)), {})
DAY = Period(days=1)
SECONDS = 60.0
Formulas = Mapping[str, f.Formula]


def terms(random: Random, count: int) -> Formulas:
    """So many yes/no terms of a deal, each condition about three that stand near each other."""
    found: dict[str, f.Formula] = {}
    for place in range(0, count - 2, 2):
        near = random.sample(range(place, min(count, place + 4)), 3)
        one, other, third = (f.Matches(f"t{number}", (random.random() < 0.5,)) for number in near)
        found[f"{place}"] = (
            f.Any((one, other, third)) if random.random() < 0.7 else f.Implies(one, f.Any((other, third)))
        )
    for number in range(count):
        found[f"t{number}"] = f.Any((f.Matches(f"t{number}", (True,)), f.Constant(Truth.TRUE)))
    return found


def gates(random: Random, count: int) -> Formulas:
    """So many acts, each only after one of those shortly before it, and only if a term is agreed."""
    found: dict[str, f.Formula] = {}
    for number in range(1, count):
        before = random.randrange(max(0, number - 3), number)
        act, other = f.Event(f"e{number}"), f.Event(f"e{before}")
        found[f"g{number}"] = f.Gate(act, f.Within(act, other, least=DAY))
        found[f"f{number}"] = f.Gate(act, f.Matches(f"t{number // 2}", (True,)))
    return found


def ordered(random: Random, count: int, near: int, *, all_happen: bool = True) -> Formulas:
    """So many events, compared with others at most so far away, unless the parties waive it."""
    found: dict[str, f.Formula] = {}
    if all_happen:
        found["all"] = f.All(tuple(f.Happens(f.Event(f"e{number}")) for number in range(count)))
    for number in range(count):
        for other in random.sample(range(number + 1, min(count, number + near + 1)), min(2, count - number - 1)):
            found[f"o{number} {other}"] = f.Any(
                (
                    f.Within(f.Event(f"e{other}"), f.Event(f"e{number}"), least=DAY),
                    f.Matches(f"free{number}", (True,)),
                )
            )
    return found


def timed(formulas: Formulas) -> tuple[Size, float]:
    """The number of packages that keep all formulas, and the processor seconds it took."""
    start = spent()
    size = Packages(formulas, OPEN, limit=Limit.seconds(SECONDS)).size(formulas)
    return size, spent() - start


def spent() -> float:
    """The processor seconds of this process, and of those that it waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main(seed: int) -> None:
    """Count all instances."""
    instances: dict[str, Callable[[Random], Formulas]] = {
        "100 terms, each near three others": lambda random: terms(random, 100),
        "400 terms, each near three others": lambda random: terms(random, 400),
        "1,000 terms, each near three others": lambda random: terms(random, 1_000),
        "60 acts in gates": lambda random: gates(random, 60),
        "150 acts in gates": lambda random: gates(random, 150),
        "60 ordered events, near 3": lambda random: ordered(random, 60, 3),
        "90 ordered events, near 6": lambda random: ordered(random, 90, 6),
        "90 ordered events, near 8": lambda random: ordered(random, 90, 8),
        "90 that may not happen, near 6": lambda random: ordered(random, 90, 6, all_happen=False),
        "300 ordered events, near 6": lambda random: ordered(random, 300, 6),
    }
    for name, made in instances.items():
        formulas = made(Random(seed))
        with patch.object(ganak, "is_installed", return_value=False):
            own, seconds = timed(formulas)
        print(f"{name:40} {shown(own):>12} {seconds:8.2f} s own", end="")
        if ganak.is_installed():
            both, seconds = timed(formulas)
            same = "" if own.exact is None or own == both else "  DIFFERS"
            print(f" {shown(both):>12} {seconds:8.2f} s with ganak{same}", end="")
            if "near" in name and "terms" not in name:
                with patch.object(Packages, "_summed", return_value=None):
                    alone, seconds = timed(formulas)
                print(f" {shown(alone):>12} {seconds:8.2f} s without sums", end="")
        print(flush=True)


def shown(size: Size) -> str:
    """A size as a power of two."""
    return "not in time" if size.exact is None else f"2^{math.log2(size.exact):.1f}" if size.exact else "0"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
