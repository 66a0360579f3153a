"""Tables of numbers over switches, which are on or off, and places, which are ranked: multiplied, and summed out.

A place is summed out over where it can stand among the others: on a level of its own it counts 1, on that of others
-1, with one of its group 1, and nowhere 1. That is, but for the sign, the Euler characteristic of the lines that the
others divide; so what is summed over all places is that of the space in which they move.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import add, mul
from typing import NamedTuple

from conditions.space.rankings import NOWHERE, Place, Rank, Sorts, alike, rankings, restricted, runs, weights


class Literal(NamedTuple):
    """A switch is on, or off; or a place stands somewhere, or nowhere.

    Attributes:
        of: The number of the switch, or the place.
        so: Whether it is on, or stands somewhere.
    """

    of: int | Place
    so: bool


@dataclass(frozen=True, eq=False)
class Table:
    """A number for every ranking of some places and every setting of some switches.

    Attributes:
        places: The places, in the order in which they are ranked.
        switches: The switches; the first is the lowest bit of a setting.
        values: The numbers: for each ranking those of all settings.
    """

    places: tuple[Place, ...]
    switches: tuple[int, ...]
    values: list[int]

    @property
    def first(self) -> int:
        """The least number of its switches and, with the other sign, of its places."""
        return min(*self.switches[:1], *(-place.number for place in self.places[-1:]), 1 << 60)


class Order(NamedTuple):
    """Of two places the first stands before the second.

    Attributes:
        first: The first.
        second: The second.
        or_with: Whether they may also share a level, the first not after the second there.
    """

    first: Place
    second: Place
    or_with: bool


def table(literals: Iterable[Literal], order: Order | None = None) -> Table:
    """1 where a literal is true, or an order is kept; else 0."""
    listed = tuple(literals)
    named = {one.of for one in listed}
    ends = () if order is None else (order.first, order.second)
    places = tuple(sorted({name for name in named if isinstance(name, Place)}.union(ends)))
    switches = tuple(sorted(name for name in named if not isinstance(name, Place)))
    told = tuple(
        (places.index(name), True, so) if isinstance(name, Place) else (switches.index(name), False, so)
        for name, so in listed
    )
    kept = None if order is None else (places.index(order.first), places.index(order.second), order.or_with)
    return Table(places, switches, _values(_sorts(places), len(switches), told, kept))


@cache
def _values(
    sorts: Sorts, switches: int, literals: tuple[tuple[int, bool, bool], ...], order: tuple[int, int, bool] | None
) -> list[int]:
    def keeps(ranks: tuple[Rank, ...], setting: int) -> bool:
        if order is not None and _is_kept(ranks[order[0]], ranks[order[1]], or_with=order[2]):
            return True
        return any(
            (ranks[at] != NOWHERE if is_place else bool(setting >> at & 1)) == so for at, is_place, so in literals
        )

    return [int(keeps(ranks, setting)) for ranks in rankings(sorts) for setting in range(1 << switches)]


def _is_kept(first: Rank, second: Rank, *, or_with: bool) -> bool:
    if NOWHERE in (first, second):
        return False
    return first[0] < second[0] or (or_with and first[0] == second[0] and first[1] <= second[1])


def without_first(tables: Iterable[Table], *, is_place: bool) -> Table:
    """Tables multiplied and summed over the place, or else the switch, that has the least number of all.

    Numbers of places are below 0 and rise to the one that is summed out; those of switches fall to it.
    """
    listed = sorted(tables, key=lambda table: len(table.values))
    places = sorted({place for table in listed for place in table.places})
    switches = sorted({switch for table in listed for switch in table.switches})
    values = _product(listed, places, switches)
    if is_place:
        return Table(tuple(places[:-1]), tuple(switches), _without_place(values, places, 1 << len(switches)))
    return Table(tuple(places), tuple(switches[1:]), list(map(add, values[::2], values[1::2])))


def _product(tables: Iterable[Table], places: Sequence[Place], switches: Sequence[int]) -> list[int]:
    found: list[int] = []
    for table in tables:
        values = _spread(table, places, switches)
        found = list(map(mul, found, values)) if found else values
    return found


def _spread(table: Table, places: Sequence[Place], switches: Sequence[int]) -> list[int]:
    """The numbers of a table over more places and switches."""
    which = restricted(_sorts(places), tuple(map(places.index, table.places)))
    settings = _settings(len(switches), tuple(map(switches.index, table.switches)))
    values, width = table.values, 1 << len(table.switches)
    if len(settings) == 1:
        return [values[ranking] for ranking in which]
    rows = [[values[start + setting] for setting in settings] for start in range(0, len(values), width)]
    return [value for ranking in which for value in rows[ranking]]


def _without_place(values: list[int], places: Sequence[Place], width: int) -> list[int]:
    """The numbers summed over where the last place can stand; for each ranking there are so many."""
    sorts = _sorts(places)
    weighted = list(map(mul, values, (weight for weight in weights(sorts) for _ in range(width))))
    return [
        sum(weighted[at : end * width : width])
        for start, end in runs(sorts)
        for at in range(start * width, (start + 1) * width)
    ]


@cache
def _settings(switches: int, kept: tuple[int, ...]) -> list[int]:
    """For every setting of switches the one of those that are kept."""
    return [sum((setting >> place & 1) << at for at, place in enumerate(kept)) for setting in range(1 << switches)]


def _sorts(places: Iterable[Place]) -> Sorts:
    return alike(place.sort for place in places)
