"""Differences of days that must hold together: days that keep them all, or loops that none can keep.

Source: R. Dechter, I. Meiri, J. Pearl, *Temporal constraint networks*, Artificial Intelligence 49, 1991; loops are
found with the queue of R. E. Moore, *The shortest path through a maze*, 1959, on the tree of predecessors.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from conditions.engines.exact.terms import ORIGIN

_FIRST_LOOK: Final = 64
"""Loops are looked for after so many moves, and then after twice as many."""
_MOST_LOOPS: Final = 30
Days: TypeAlias = dict[str, int]


class Edge(NamedTuple):
    """The target lies at most `most` days after the source.

    Attributes:
        reason: The literals for which it holds; none where it always does.
    """

    source: str
    target: str
    most: int
    reason: tuple[int, ...] = ()


class Settled(NamedTuple):
    """Days for the edges.

    Attributes:
        days: Days that keep all edges but one of each loop; only differences between them mean anything.
        loops: Edges around a loop that no days can keep; none if the days keep all.
    """

    days: Days
    loops: list[list[Edge]]


class Network:
    """Edges of which each holds for its literals; more may be added to the list while it is in use."""

    def __init__(self, edges: Sequence[Edge]) -> None:
        self.edges = edges
        self.out: dict[str, list[int]] = {}
        self._nodes: Days = {}
        self._taken = 0

    def settle(self, guess: Mapping[str, int], literals: frozenset[int] | set[int]) -> Settled:
        """Days that keep the edges that hold for some literals, from a guess, with the loops that stand in the way."""
        self._take()
        days = {**self._nodes, **guess}
        broken = [
            number
            for number, (source, target, most, reason) in enumerate(self.edges)
            # Few are broken, so that it comes first: most of what a look costs is this line.
            if days[source] + most < days[target] and literals.issuperset(reason)
        ]
        return _Settling(self, literals, days).run(broken) if broken else Settled(days, [])

    def _take(self) -> None:
        """Take note of edges that were added."""
        for number in range(self._taken, len(self.edges)):
            edge = self.edges[number]
            self.out.setdefault(edge.source, []).append(number)
            self._nodes[edge.source] = self._nodes[edge.target] = 0
        self._taken = len(self.edges)


class _Settling:
    def __init__(self, network: Network, literals: frozenset[int] | set[int], days: Days) -> None:
        self.edges, self.out = network.edges, network.out
        self.literals, self.days = literals, days
        self.parent: dict[str, int] = {}
        self.gone: set[int] = set()
        self.loops: list[list[Edge]] = []

    def run(self, broken: Iterable[int]) -> Settled:
        days, edges, literals = self.days, self.edges, self.literals
        start = dict.fromkeys(edges[number].source for number in broken)
        queue, queued, moves, look = deque(start), set(start), 0, _FIRST_LOOK
        while queue and len(self.loops) < _MOST_LOOPS:
            node = queue.popleft()
            queued.discard(node)
            for number in self.out.get(node, ()):
                edge = edges[number]
                if days[node] + edge.most >= days[edge.target] or number in self.gone:
                    continue
                if not literals.issuperset(edge.reason):
                    continue
                days[edge.target] = days[node] + edge.most
                self.parent[edge.target] = number
                moves += 1
                if edge.target not in queued:
                    queued.add(edge.target)
                    queue.append(edge.target)
                if moves == look:
                    # Short loops are found soon, and looking for them takes no longer than the moves did.
                    self._drop_loops()
                    look += min(moves, len(days))
        if queue:
            self._drop_loops()
        return Settled(days, self.loops)

    def _drop_loops(self) -> None:
        """Take note of the loops among the predecessors, and leave one edge of each out."""
        seen: dict[str, int] = {}
        for turn, start in enumerate(list(self.parent)):
            node = start
            while node in self.parent and node not in seen:
                seen[node] = turn
                node = self.edges[self.parent[node]].source
            if seen.get(node) == turn and node in self.parent:
                self._drop_loop(node)

    def _drop_loop(self, start: str) -> None:
        loop, node = [], start
        while True:
            number = self.parent[node]
            loop.append(number)
            node = self.edges[number].source
            if node == start:
                break
        dropped = max(loop, key=lambda number: len(self.edges[number].reason))
        self.gone.add(dropped)
        del self.parent[self.edges[dropped].target]
        self.loops.append([self.edges[number] for number in reversed(loop)])


def earliest(edges: Iterable[Edge], wished: Mapping[str, int]) -> Days:
    """The first days that keep all edges, where no event comes before the day wished for it, if that can be.

    Args:
        edges: Edges without loops, which bound every event on both sides of the origin.
        wished: For some events the day before which they should not come.
    """
    listed = list(edges)
    last = _farthest({ORIGIN: 0}, listed)
    back = [Edge(edge.target, edge.source, edge.most) for edge in listed]
    start = {event: -min(day, last[event]) for event, day in wished.items() if event in last}
    found = _farthest({**start, ORIGIN: 0}, back)
    return {event: -day for event, day in found.items()}


def _farthest(start: Mapping[str, int], edges: Sequence[Edge]) -> Days:
    """The last day of every event that edges bound, seen from where some start."""
    out: dict[str, list[Edge]] = {}
    for edge in edges:
        out.setdefault(edge.source, []).append(edge)
    days = dict(start)
    queue, queued = deque(start), set(start)
    while queue:
        node = queue.popleft()
        queued.discard(node)
        for edge in out.get(node, ()):
            day = days[node] + edge.most
            if edge.target not in days or day < days[edge.target]:
                days[edge.target] = day
                if edge.target not in queued:
                    queued.add(edge.target)
                    queue.append(edge.target)
    return days
