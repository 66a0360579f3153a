"""What a concession costs, and how it is shared between the parties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import lcm
from typing import TYPE_CHECKING, Final, TypeAlias

from conditions.conflicts.enumeration import Search, minimal_core
from conditions.engines.exact import Limit, Refuted, Witness
from conditions.engines.exact.door import Cheapest

if TYPE_CHECKING:
    from conditions.conflicts.results import InConflict, Named

Weights: TypeAlias = Mapping[str, Fraction]
_MOST_POINTS: Final = 10_000
MOST_ALIKE: Final = 1_000
"""Most concession sets that are looked at for those that are as good as another one."""


@dataclass(frozen=True)
class Concession:
    """A set of conditions to give up.

    Attributes:
        conditions: The conditions.
        weight: What they weigh together.
        gives: What each party gives up, by its code; a party that gives nothing is left out.
    """

    conditions: tuple[Named, ...]
    weight: Fraction
    gives: Mapping[str, Fraction]


@dataclass(frozen=True)
class Front:
    """The concessions of which none asks less of one party and no more of the others.

    Attributes:
        points: One concession for each way to share the burden, the most even first.
        complete: Whether these are all ways; else some concession sets were not found.
    """

    points: tuple[Concession, ...]
    complete: bool


def weight_of(one: Named, weights: Weights) -> Fraction:
    """What a condition weighs: by its id, else by its party, else 1."""
    return weights.get(one.id, weights.get(one.party, Fraction(1)))


def concession(conditions: Iterable[Named], weights: Weights) -> Concession:
    """A set of conditions with what it weighs."""
    listed = tuple(conditions)
    gives: dict[str, Fraction] = {}
    for one in listed:
        gives[one.party] = gives.get(one.party, Fraction(0)) + weight_of(one, weights)
    return Concession(listed, sum(gives.values(), Fraction(0)), gives)


def equally_cheap(found: InConflict, one: Concession, weights: Weights) -> tuple[Concession, ...]:
    """All concession sets among those that were found, and looked at, that weigh as little as the cheapest one."""
    return _alike(found, one, weights, lambda other: other.weight == one.weight)


def alike(found: InConflict, one: Concession, weights: Weights) -> tuple[Concession, ...]:
    """All concession sets among those that were found, and looked at, that ask the same of each party."""
    return _alike(found, one, weights, lambda other: other.gives == one.gives)


def _alike(
    found: InConflict, one: Concession, weights: Weights, is_alike: Callable[[Concession], bool]
) -> tuple[Concession, ...]:
    looked_at = (concession(given_up, weights) for given_up in islice(found.concessions(), MOST_ALIKE))
    others = (other for other in looked_at if is_alike(other) and set(other.conditions) != set(one.conditions))
    return (one, *others)


def front(found: InConflict, weights: Weights) -> Front:
    """The ways to share the burden that are not worse for all than another."""
    points = [concession((), weights)]
    for part in found.parts:
        choices = _undominated(concession(one, weights) for one in part.concessions)
        joined = (concession((*one.conditions, *other.conditions), weights) for one in points for other in choices)
        points = _undominated(joined)[:_MOST_POINTS]
    even = sorted(points, key=lambda one: (max(one.gives.values(), default=Fraction(0)), one.weight))
    return Front(tuple(even), found.complete and len(points) < _MOST_POINTS)


def _undominated(found: Iterable[Concession]) -> list[Concession]:
    """One concession for each burden that no other one lightens."""
    by_gives: dict[frozenset[tuple[str, Fraction]], Concession] = {}
    for one in found:
        by_gives.setdefault(frozenset(one.gives.items()), one)
    listed = sorted(by_gives.values(), key=lambda one: one.weight)
    kept: list[Concession] = []
    for one in listed:
        if not any(_no_more(other.gives, one.gives) for other in kept):
            kept.append(one)
    return kept


def _no_more(one: Mapping[str, Fraction], other: Mapping[str, Fraction]) -> bool:
    return all(weight <= other.get(party, 0) for party, weight in one.items())


def cheapest(
    search: Search, weights: Mapping[str, Fraction], cores: Iterable[Iterable[str]], limit: Limit
) -> frozenset[str] | None:
    """The names that it costs least to give up; `None` if the limit is over first.

    Source: E. Moreno-Centeno, R. M. Karp, *The implicit hitting set approach to solve combinatorial optimization
    problems*, Operations Research 61, 2013.

    Args:
        search: What finds completions.
        weights: What each name weighs; above 0.
        cores: Cores that are known.
        limit: How long to look.
    """
    scale = lcm(*(weight.denominator for weight in weights.values()))
    hitting = Cheapest({name: int(weight * scale) for name, weight in weights.items()})
    for core in cores:
        hitting.meet(tuple(core))
    while not limit.is_over:
        given_up = hitting.get()
        for found in _disjoint_cores(search, [name for name in weights if name not in given_up], limit):
            if found is None:
                return given_up
            hitting.meet(found)
    return None


def _disjoint_cores(search: Search, names: list[str], limit: Limit) -> Iterator[frozenset[str] | None]:
    """Cores among names that share none; `None` first if the names can hold together."""
    left, first = names, True
    while not limit.is_over:
        outcome = search.find(left, limit)
        match outcome:
            case Witness():
                if first:
                    yield None
                return
            case Refuted(core):
                small = minimal_core(search, core, limit)
                if small is None:
                    return
                yield small
                left, first = [name for name in left if name not in small], False
            case _:
                return
