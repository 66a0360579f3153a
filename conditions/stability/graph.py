"""Moves and counter-moves between packages: sets of packages are whole numbers, bit by bit.

Source: Fang, Hipel and Kilgour (1993), chapters 3 and 4: reachable lists of coalitions, in whose sequences no member
moves twice in succession.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

Way: TypeAlias = tuple[tuple[str, int], ...]
"""Moves one after another: who moves, and to which package."""
_Layer: TypeAlias = dict[str, int]
"""For every mover the packages to which it has brought the others' sequence with its last move."""


class Graph:
    """Who can move from where to where, and what each prefers.

    Attributes:
        moves: For every party and package the set of packages to which the party can move.
        ranks: For every party and package how good the package is, 0 for the best; equal ranks are equally good.
    """

    def __init__(self, moves: Mapping[str, tuple[int, ...]], ranks: Mapping[str, tuple[int, ...]]) -> None:
        self.moves: Mapping[str, tuple[int, ...]] = moves
        self.ranks: Mapping[str, tuple[int, ...]] = ranks
        self._better: dict[str, list[int]] = {party: _better(rank) for party, rank in ranks.items()}
        self._gains: dict[str, tuple[int, ...]] = {
            party: tuple(found & self._better[party][at] for at, found in enumerate(listed))
            for party, listed in moves.items()
        }
        self._layers: dict[tuple[str, int, bool], list[_Layer]] = {}
        self._stuck: dict[tuple[str, int], int] = {}

    def improvements(self, party: str, at: int) -> Iterator[int]:
        """The packages that a party prefers and can move to by itself. Standard term: unilateral improvements."""
        return _members(self._gains[party][at])

    def sanction(self, party: str, at: int, to: int, *, credible: bool = False, lasting: bool = False) -> Way | None:
        """The shortest counter-moves of the others after which a party that moved has gained nothing.

        Args:
            party: Who has moved.
            at: From where.
            to: To where.
            credible: Whether each counter-move must improve the lot of the one who makes it.
            lasting: Whether the party must be unable to move on from there to anything better than where it was.
        """
        wanted = ~self._better[party][at]
        if lasting:
            wanted &= self._cannot_escape(party, at)
        layers = self._sequences(party, to, credible)
        for depth, layer in enumerate(layers):
            for mover, reached in layer.items():
                if reached & wanted:
                    target = next(_members(reached & wanted))
                    return tuple(reversed([*self._back(layers[: depth + 1], mover, target, credible)]))
        return None

    def _cannot_escape(self, party: str, at: int) -> int:
        """The packages from which a party cannot move to any that it prefers to this one."""
        key = (party, self.ranks[party][at])
        if key not in self._stuck:
            better = self._better[party][at]
            self._stuck[key] = sum(1 << here for here, found in enumerate(self.moves[party]) if not found & better)
        return self._stuck[key]

    def _sequences(self, party: str, start: int, credible: bool) -> list[_Layer]:
        """Where sequences of the others' moves lead, by their length; each package once for each last mover."""
        key = (party, start, credible)
        if key not in self._layers:
            self._layers[key] = list(self._extended(party, start, credible))
        return self._layers[key]

    def _extended(self, party: str, start: int, credible: bool) -> Iterator[_Layer]:
        step = self._gains if credible else self.moves
        others = [one for one in self.moves if one != party]
        layer = {mover: step[mover][start] for mover in others}
        seen = dict(layer)
        while any(layer.values()):
            yield layer
            following: _Layer = {}
            for mover in others:
                reached = 0
                for last, places in layer.items():
                    if last != mover:
                        for place in _members(places):
                            reached |= step[mover][place]
                following[mover] = reached & ~seen[mover]
                seen[mover] |= reached
            layer = following

    def _back(self, layers: list[_Layer], mover: str, target: int, credible: bool) -> Iterator[tuple[str, int]]:
        """The moves that lead to a package, the last one first."""
        step = self._gains if credible else self.moves
        yield mover, target
        for layer in reversed(layers[:-1]):
            mover, target = next(
                (last, place)
                for last, places in layer.items()
                if last != mover
                for place in _members(places)
                if step[mover][place] >> target & 1
            )
            yield mover, target


def _better(ranks: tuple[int, ...]) -> list[int]:
    """For every package the set of those that are preferred to it."""
    of_rank: dict[int, int] = {}
    for at, rank in enumerate(ranks):
        of_rank[rank] = of_rank.get(rank, 0) | 1 << at
    better: dict[int, int] = {}
    above = 0
    for rank in sorted(of_rank):
        better[rank] = above
        above |= of_rank[rank]
    return [better[rank] for rank in ranks]


def _members(packages: int) -> Iterator[int]:
    """The packages of a set, in their order."""
    while packages:
        lowest = packages & -packages
        yield lowest.bit_length() - 1
        packages ^= lowest
