"""Rankings: all orders in which a few places can stand, and what is left of each where a place is dropped.

Places that share a level stand there in an order of their own, with ties, if they are of one group. Some may also stand
nowhere. Rankings have numbers; those that agree on all places but the last stand together.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise, product
from math import comb, prod
from typing import Final, NamedTuple

MOST: Final = 100_000
"""More rankings than this are not made."""
_MOST_PLACES: Final = 7
Rank = tuple[int, int]
"""The level of a place, and where it stands on it among its group."""
NOWHERE: Final[Rank] = (-1, -1)
"""The rank of what stands nowhere."""


class Sort(NamedTuple):
    """What places are told apart by.

    Attributes:
        may_lack: Whether it may stand nowhere.
        group: The group it is of.
    """

    may_lack: bool
    group: int


Sorts = tuple[Sort, ...]


class Place(NamedTuple):
    """What has a place among others.

    Attributes:
        number: What tells it from the others, and orders them.
        sort: Its sort.
    """

    number: int
    sort: Sort


def alike(sorts: Iterable[Sort]) -> Sorts:
    """The sorts with groups numbered in the order of their first members."""
    numbers: dict[int, int] = {}
    return tuple(Sort(one.may_lack, numbers.setdefault(one.group, len(numbers))) for one in sorts)


def many(sorts: Iterable[Sort]) -> int | None:
    """How many rankings there are; `None` if too many."""
    sizes: dict[int, list[int]] = {}
    for one in sorts:
        sizes.setdefault(one.group, [0, 0])[one.may_lack] += 1
    if sum(map(sum, sizes.values())) > _MOST_PLACES:
        return None
    count = sum(
        prod(comb(open_, some) for (_, open_), some in zip(sizes.values(), there, strict=True))
        * _many(tuple(sorted(sure + some for (sure, _), some in zip(sizes.values(), there, strict=True))))
        for there in product(*(range(open_ + 1) for _, open_ in sizes.values()))
    )
    return count if count <= MOST else None


@cache
def _many(sizes: tuple[int, ...]) -> int:
    """How many rankings there are of groups of these sizes: over what stands on the first level."""
    if not any(sizes):
        return 1
    return sum(
        prod(comb(size, some) * _with_ties(some) for size, some in zip(sizes, first, strict=True))
        * _many(tuple(sorted(size - some for size, some in zip(sizes, first, strict=True))))
        for first in product(*(range(size + 1) for size in sizes))
        if any(first)
    )


@cache
def _with_ties(size: int) -> int:
    return sum(comb(size, first) * _with_ties(size - first) for first in range(1, size + 1)) if size else 1


@cache
def weights(sorts: Sorts) -> list[int]:
    """For every ranking -1 where the last place shares a level but ties with none of its group there, else 1."""
    found = []
    for ranks in rankings(sorts):
        *others, last = ranks
        shares = last != NOWHERE and any(one[0] == last[0] for one in others)
        ties = any(one == last and sort.group == sorts[-1].group for one, sort in zip(ranks, sorts[:-1], strict=False))
        found.append(-1 if shares and not ties else 1)
    return found


@cache
def runs(sorts: Sorts) -> list[tuple[int, int]]:
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
def rankings(sorts: Sorts) -> list[tuple[Rank, ...]]:
    """The rank of each place, in every ranking."""
    if not sorts:
        return [()]
    may_lack, group = sorts[-1]
    found: list[tuple[Rank, ...]] = []
    for ranks in rankings(sorts[:-1]):
        levels = max((level for level, _ in ranks), default=-1) + 1
        if may_lack:
            found.append((*ranks, NOWHERE))
        for here in range(levels):
            mates = [rank == here and sort.group == group for (rank, _), sort in zip(ranks, sorts, strict=False)]
            steps = max((step for (_, step), is_mate in zip(ranks, mates, strict=True) if is_mate), default=-1) + 1
            found += [(*ranks, (here, step)) for step in range(steps)]
            for gap in range(steps + 1):
                moved = (
                    (level, step + (is_mate and step >= gap))
                    for (level, step), is_mate in zip(ranks, mates, strict=True)
                )
                found.append((*moved, (here, gap)))
        found += [(*((level + (level >= gap), step) for level, step in ranks), (gap, 0)) for gap in range(levels + 1)]
    return found


@cache
def _without(sorts: Sorts, dropped: int) -> list[int]:
    """For every ranking the one without a place."""
    left, group = _less(sorts, dropped), sorts[dropped].group
    numbers = {ranks: number for number, ranks in enumerate(rankings(left))}
    is_mate = [sort.group == group for at, sort in enumerate(sorts) if at != dropped]
    found = []
    for ranks in rankings(sorts):
        (gone, step), rest = ranks[dropped], ranks[:dropped] + ranks[dropped + 1 :]
        if gone >= 0 and all(level != gone for level, _ in rest):
            rest = tuple((level - (level > gone), other) for level, other in rest)
        elif not any(mate and one == (gone, step) for one, mate in zip(rest, is_mate, strict=True)):
            rest = tuple(
                (level, other - (mate and level == gone and other > step))
                for (level, other), mate in zip(rest, is_mate, strict=True)
            )
        found.append(numbers[rest])
    return found


def _less(sorts: Sorts, dropped: int) -> Sorts:
    return alike(sorts[:dropped] + sorts[dropped + 1 :])
