"""Rankings with ties: all orders in which a few places can stand, and what is left of each where a place is dropped.

Some places may also stand nowhere. Rankings have numbers; those that agree on all places but the last stand together.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import comb
from typing import Final, NamedTuple

MOST: Final = 100_000
"""More rankings than this are not made."""
_MANY: Final = (1, 1, 3, 13, 75, 541, 4_683, 47_293)
NOWHERE: Final = -1
"""The rank of what stands nowhere."""
Sorts = tuple[bool, ...]
"""For each place whether it may stand nowhere."""


class Place(NamedTuple):
    """What has a place among others.

    Attributes:
        number: What tells it from the others, and orders them.
        may_lack: Whether it may stand nowhere.
    """

    number: int
    may_lack: bool


def many(sure: int, open_: int) -> int | None:
    """How many rankings there are of places that stand somewhere, and of others that may not; `None` if too many."""
    if sure + open_ >= len(_MANY):
        return None
    count = sum(comb(open_, some) * _MANY[sure + some] for some in range(open_ + 1))
    return count if count <= MOST else None


@cache
def weights(sorts: Sorts) -> list[int]:
    """For every ranking -1 where the last place shares its rank, else 1."""
    return [-1 if ranks[-1] != NOWHERE and ranks[-1] in ranks[:-1] else 1 for ranks in rankings(sorts)]


@cache
def alike(sorts: Sorts) -> list[tuple[int, int]]:
    """Where the rankings begin and end that agree on all places but the last."""
    parents = _without(sorts, len(sorts) - 1)
    starts = [at for at, parent in enumerate(parents) if not at or parents[at - 1] != parent]
    return list(pairwise([*starts, len(parents)]))


@cache
def restricted(sorts: Sorts, kept: tuple[int, ...]) -> list[int]:
    """For every ranking the one of the places that are kept, whose positions rise."""
    if len(kept) == len(sorts):
        return list(range(len(rankings(sorts))))
    dropped = max(set(range(len(sorts))).difference(kept))
    rest = restricted(_less(sorts, dropped), tuple(place - (place > dropped) for place in kept))
    return [rest[ranking] for ranking in _without(sorts, dropped)]


@cache
def rankings(sorts: Sorts) -> list[tuple[int, ...]]:
    """The rank of each place, in every ranking; `NOWHERE` for one that stands nowhere."""
    if not sorts:
        return [()]
    found = []
    for ranks in rankings(sorts[:-1]):
        levels = max(ranks, default=NOWHERE) + 1
        found += [(*ranks, rank) for rank in range(NOWHERE if sorts[-1] else 0, levels)]
        found += [(*(rank + (rank >= gap) for rank in ranks), gap) for gap in range(levels + 1)]
    return found


@cache
def _without(sorts: Sorts, dropped: int) -> list[int]:
    """For every ranking the one without a place."""
    numbers = {ranks: number for number, ranks in enumerate(rankings(_less(sorts, dropped)))}
    found = []
    for ranks in rankings(sorts):
        gone, rest = ranks[dropped], ranks[:dropped] + ranks[dropped + 1 :]
        if gone != NOWHERE and gone not in rest:
            rest = tuple(rank - (rank > gone) for rank in rest)
        found.append(numbers[rest])
    return found


def _less(sorts: Sorts, dropped: int) -> Sorts:
    return sorts[:dropped] + sorts[dropped + 1 :]
