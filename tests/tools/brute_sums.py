"""Compare the ways of counting with each other, and with every day tried where events are few.

    python -m tests.tools.brute_sums 3000 1

The first number is how many sets of orders, the second the seed.
"""

from __future__ import annotations

import sys
from collections import Counter
from random import Random

from conditions.engines.exact import Limit
from conditions.knowledge import Knowledge
from conditions.space import ganak
from conditions.space.packages import Packages
from conditions.timeline import Timeline, Unlisted
from conditions.truth import Truth
from tests.small_orders import by_trying, orders

OPEN = Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN)), {})
SECONDS = 5.0


def compare(random: Random) -> str:
    """How many ways gave the same number, after they were compared."""
    far = random.choice((1, 1, 1, 2, 3))
    count = random.randint(3, 4) if far > 1 else random.randint(3, 9)
    formulas = orders(random, count, far=far, against=random.choice((0.0, 0.0, 0.1, 0.3)), share=min(0.6, 2.5 / count))
    names = [name for name in formulas if random.random() < 0.8]
    packages = Packages(formulas, OPEN, limit=Limit.seconds(SECONDS))
    asked = packages._asked(names)
    found = {
        "summed": packages._summed(asked) if packages._orders else None,
        "searched": packages._searched(asked),
        "ganak": ganak.count(packages._clauses(asked), packages.variables) if random.random() < 0.05 else None,
        "tried": by_trying(formulas, names, far * (count - 1)) if count < 5 else None,
    }
    told = {way: size for way, size in found.items() if size is not None}
    assert len(set(told.values())) < 2, (found, formulas, names)
    ties = any(order.or_with for order in packages._orders)
    return ", ".join(told) + (" (with loops that can be kept)" if ties and "summed" in told else "")


def main(count: int, seed: int) -> None:
    """Compare so many, and print which ways were compared how often."""
    random = Random(seed)
    print(dict(Counter(compare(random) for _ in range(count))))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
