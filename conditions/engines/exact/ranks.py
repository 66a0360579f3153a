"""The order of all events at once, for problems in which loops of days alone teach too little.

Where every event needs one of several before it, there are too many loops to learn them one by one. With a literal
for every pair of events, *not later than*, and the clauses that make it an order, a short proof exists.

Source: G. Stålmarck, *Short resolution proofs for a sequence of tricky formulas*, Acta Informatica 33, 1996.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, permutations
from typing import Final

from conditions.engines.exact.clauses import Clauses
from conditions.engines.exact.terms import ORIGIN, Le

MOST_EVENTS: Final = 100
"""Of more events there are too many triples."""


class Ranks:
    """The clauses of an order of some events; those that do not happen may stand anywhere in it."""

    def __init__(self, clauses: Clauses, events: Iterable[str]) -> None:
        self._clauses = clauses
        self._later = {pair: clauses.variable() for pair in permutations(sorted(events), 2)}
        names = sorted(events)
        for one, other in combinations(names, 2):
            clauses.add(self._later[one, other], self._later[other, one])
        for first, second, third in permutations(names, 3):
            clauses.add(-self._later[first, second], -self._later[second, third], self._later[first, third])
        self._tied: set[int] = set()

    def tie(self, orders: Iterable[tuple[Le, int]]) -> None:
        """What orders of days say of the order of events."""
        for order, literal in orders:
            pair = order.second, order.first
            if literal in self._tied or pair not in self._later:
                continue
            self._tied.add(literal)
            if order.most <= 0:
                self._clauses.add(-literal, self._later[pair[1], pair[0]])
            if order.most < 0:
                self._clauses.add(-literal, -self._later[pair])


def events_of(orders: Iterable[tuple[Le, int]]) -> Iterator[str]:
    """The events between which there are orders that may not hold."""
    seen = {event: None for order, _ in orders if order.most <= 0 for event in (order.first, order.second)}
    return (event for event in seen if event != ORIGIN)
