"""All minimal cores and all minimal concession sets of named formulas that cannot hold together.

A core (minimal unsatisfiable subset) cannot hold; a concession set (minimal correction subset) is what must be given
up so that the rest can. Each core shares a name with each concession set, and each is minimal in that: they are dual.

Source: M. H. Liffiton, A. Previti, A. Malik, J. Marques-Silva, *Fast, flexible MUS enumeration*, Constraints 21, 2016.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from conditions.engines.exact import Limit, Outcome, Refuted, Undecided, Witness
from conditions.engines.exact.maps import Unexplored

Names = frozenset[str]


class Search(Protocol):
    """What finds a completion in which named formulas hold."""

    def find(self, names: Iterable[str], limit: Limit | None = None) -> Outcome:
        """A completion, or names that cannot hold together."""
        ...


@dataclass(frozen=True)
class Enumerated:
    """Cores and concession sets of some names.

    Attributes:
        cores: Minimal sets of names that cannot hold together, each by its names in order.
        concessions: Minimal sets of names without which the others can.
        complete: Whether these are all; else the search was cut short, and there may be more of both.
    """

    cores: tuple[tuple[str, ...], ...]
    concessions: tuple[tuple[str, ...], ...]
    complete: bool


class _CutShortError(Exception):
    """The limit is over."""


def enumerate_all(search: Search, names: Collection[str], limit: Limit, most: int) -> Enumerated:
    """All cores and concession sets among some names.

    Args:
        search: What finds completions.
        names: The names; without any, there is a completion.
        limit: How long to look.
        most: Most cores and concession sets together.
    """
    listed = tuple(dict.fromkeys(names))
    cores: list[Names] = []
    concessions: list[Names] = []
    cores_with: dict[str, list[Names]] = {name: [] for name in listed}
    complete = True
    unexplored = Unexplored(listed)
    try:
        while (seed := unexplored.next()) is not None:
            if len(cores) + len(concessions) >= most:
                complete = False
                break
            outcome = _asked(search, seed, limit)
            match outcome:
                case Refuted(core):
                    small = shrunk(search, core, limit)
                    cores.append(small)
                    for name in small:
                        cores_with[name].append(small)
                    unexplored.not_above(small)
                case Witness():
                    held = _grown(search, seed, cores_with, limit)
                    concessions.append(frozenset(listed) - held)
                    unexplored.not_below(held)
    except _CutShortError:
        complete = False
    return Enumerated(_ordered(cores, listed), _ordered(concessions, listed), complete)


def _ordered(found: Iterable[Names], names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    place = {name: number for number, name in enumerate(names)}
    sets = [tuple(sorted(one, key=place.__getitem__)) for one in found]
    return tuple(sorted(sets, key=lambda one: (len(one), [place[name] for name in one])))


def _asked(search: Search, names: Iterable[str], limit: Limit) -> Witness | Refuted:
    outcome = search.find(sorted(names), limit)
    if isinstance(outcome, Undecided) or limit.is_over:
        raise _CutShortError
    return outcome


def minimal_core(search: Search, core: Iterable[str], limit: Limit) -> Names | None:
    """A minimal set among names that cannot hold together; `None` if the limit is over before."""
    try:
        return shrunk(search, core, limit)
    except _CutShortError:
        return None


def shrunk(search: Search, core: Iterable[str], limit: Limit) -> Names:
    """A minimal set among names that cannot hold together: each is left out in turn."""
    kept = dict.fromkeys(sorted(core))
    for name in list(kept):
        if name in kept:
            outcome = _asked(search, [other for other in kept if other != name], limit)
            if isinstance(outcome, Refuted):
                left = set(outcome.core)
                kept = {other: None for other in kept if other in left}
    return frozenset(kept)


def _grown(search: Search, seed: Names, cores_with: Mapping[str, list[Names]], limit: Limit) -> Names:
    """A largest set of names around a seed that can hold together; what completes a known core is not asked for."""
    held = set(seed)
    for name, cores in cores_with.items():
        if name in held or any(held.issuperset(core - {name}) for core in cores):
            continue
        if isinstance(_asked(search, {*held, name}, limit), Witness):
            held.add(name)
    return frozenset(held)


def hitting_sets(families: Iterable[Collection[str]]) -> Iterator[Names]:
    """All minimal sets that share a name with every one of some sets: what is dual to them."""
    found: list[Names] = [frozenset()]
    for family in families:
        hit = [one for one in found if one.intersection(family)]
        grown = [one | {name} for one in found if not one.intersection(family) for name in family]
        found = hit + [one for one in dict.fromkeys(grown) if not any(other < one or other == one for other in hit)]
        found = [one for one in found if not any(other < one for other in found)]
    yield from found
