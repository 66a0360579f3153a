"""That no party is further ahead of another with what it does, as a literal for the solver.

Said of *any days*, each act is compared with all others, which is long where there are many. Said of *every day* up to
a last one it is short where the days are few, and the solver sees at once what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Final

from conditions.engines.exact import ORIGIN, Le, Limit
from conditions.engines.exact.encoding import Encoding

_MOST: Final = 20_000
"""Up to so many steps times days, it is said of every day."""


class TimeOverError(Exception):
    """The time is over while a bound is written; where there are many acts, it is long."""


class Turns:
    """The steps of one search, and whose they are.

    Attributes:
        acts: The acts of each party.
    """

    def __init__(
        self, encoding: Encoding, steps: Sequence[str], acts: Mapping[str, Sequence[str]], start: int, limit: Limit
    ) -> None:
        self.acts: Mapping[str, Sequence[str]] = acts
        self._encoding, self._steps, self._start, self._limit = encoding, tuple(steps), start, limit
        self._orders = [
            (order, literal)
            for order, literal in encoding.differences()
            if order.first in self._steps and order.second in self._steps
        ]

    def is_short(self, last: int) -> bool:
        """Whether it can be said of every day up to a last one."""
        return (last - self._start + 1) * len(self._steps) <= _MOST

    def on_any_days(self, most: int) -> Iterator[int]:
        """Literals for: whenever an act is done, its party is no further ahead than that.

        Raises:
            TimeOverError: The time is over.
        """
        for mine, theirs in permutations(self.acts.values(), 2):
            yield from (self._not_ahead(act, mine, theirs, most) for act in mine)

    def _not_ahead(self, act: str, mine: Sequence[str], theirs: Sequence[str], most: int) -> int:
        """A literal for: when the act is done, no more of mine than of theirs and so many are done by that day."""
        self._go_on()
        clauses, happens = self._encoding.clauses, self._encoding.happens
        later = [
            clauses.either((-happens[one], self._encoding.le(Le(act, one, -1)))) if one != act else -1 for one in mine
        ]
        done = [self._encoding.le(Le(one, act, 0)) for one in theirs]
        enough = clauses.at_least(len(mine) - most, [*later, *done])
        return clauses.either((-happens[act], enough))

    def on_every_day(self, most: int, last: int) -> Iterator[int]:
        """Literals for: every step is done by the last day, and on no day is a party further ahead than that.

        Raises:
            TimeOverError: The time is over.
        """
        clauses, happens = self._encoding.clauses, self._encoding.happens
        for event in self._steps:
            yield clauses.either((-happens[event], self._done(event, last)))
        for day in range(self._start, last + 1):
            self._go_on()
            self._decide(day)
            for mine, theirs in permutations(self.acts.values(), 2):
                open_ = [clauses.either((-happens[act], self._later(act, day))) for act in mine]
                done = [self._done(act, day) for act in theirs]
                yield clauses.at_least(len(mine) - most, [*open_, *done])

    def _decide(self, day: int) -> None:
        """Each step that happens is done by a day or after it; and what it waits for is done as long before."""
        clauses = self._encoding.clauses
        for event in self._steps:
            done = self._done(event, day)
            clauses.add(-self._encoding.happens[event], done, self._later(event, day))
            clauses.add(-done, self._done(event, day + 1))
        for order, literal in self._orders:
            clauses.add(-literal, -self._done(order.second, day), self._done(order.first, day + order.most))

    def _done(self, event: str, day: int) -> int:
        return self._encoding.le(Le(event, ORIGIN, day))

    def _later(self, event: str, day: int) -> int:
        return self._encoding.le(Le(ORIGIN, event, -(day + 1)))

    def _go_on(self) -> None:
        if self._limit.is_over:
            raise TimeOverError


__all__ = ["TimeOverError", "Turns"]
