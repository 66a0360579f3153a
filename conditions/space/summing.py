"""Counting by summing out: how many settings of switches keep clauses and can be ordered without a loop.

Where no loop of orders can be kept, a combination of orders is possible if it has no loop. The days that keep it are
then an open cone, whose Euler characteristic is 1 or -1; where none do, it is 0. So the count is a sum over all
switches and over where each event can stand among the others. Both are summed out one by one, each from what speaks of
it: that is short where few are joined at a time, however many combinations there are.

Source: R. P. Stanley, *Acyclic orientations of graphs*, Discrete Mathematics 5, 1973; O. Viro, *Some integral calculus
based on Euler characteristic*, Lecture Notes in Mathematics 1346, 1988; R. Dechter, *Bucket elimination: a unifying
framework for reasoning*, Artificial Intelligence 113, 1999.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from conditions.space.circuit import NO, YES, Clause
from conditions.space.counter import GivenUpError, propagate
from conditions.space.joining import taken_out
from conditions.space.rankings import Place, many
from conditions.space.tables import Literal, Table, table, without_first

_LONGEST: Final = 3
"""Longer clauses are divided."""


class Before(NamedTuple):
    """Where a literal is true, one event stands before another; both have numbers below 0."""

    literal: int
    first: int
    second: int


class Sum:
    """The sum that counts the settings of switches.

    Args:
        clauses: What each setting keeps.
        orders: The orders that it asks for; it counts only if they form no loop.
        happens: For each event the variable that is true where it happens, each has its own, or `YES`; the clauses ask
            for no order where it does not.
        counted: The switches; they decide all other variables of the clauses.

    Attributes:
        rows: How many numbers are to be computed; `None` if there are too many at once.
    """

    def __init__(
        self, clauses: Iterable[Clause], orders: Iterable[Before], happens: Mapping[int, int], counted: Collection[int]
    ) -> None:
        self.rows: int | None = 0
        self._factor: int = 0
        self._order: list[int] = []
        self._tables: list[Table] = []
        found = propagate(frozenset(clauses), ())
        if found is None:
            return
        left, true = found
        told = dict.fromkeys((YES, *true), YES) | dict.fromkeys((NO, *(-literal for literal in true)), NO)
        divided = list(_divided(left, max((YES, *counted, *(abs(one) for clause in left for one in clause)))))
        asked = [one._replace(literal=told.get(one.literal, one.literal)) for one in orders]
        asked = [one for one in asked if one.literal != NO]
        standing = {event: told.get(happens[event], happens[event]) for one in asked for event in one[1:]}
        event_of = {literal: event for event, literal in standing.items() if literal != YES}

        def names(literals: Iterable[int]) -> Iterator[int]:
            return (event_of.get(abs(one), abs(one)) for one in literals if one != YES)

        sure = {event for event, literal in standing.items() if literal == YES}
        self._order, self.rows = _planned(
            [*map(names, divided), *((first, second, *names((literal,))) for literal, first, second in asked)], sure
        )
        self._factor = 1 << len(frozenset(counted).difference(self._order, map(abs, true), event_of))
        at = {name: number for number, name in enumerate(self._order, 1)}
        place = {event: Place(-at[event], event not in sure) for event in standing}

        def literal(number: int) -> Literal:
            name = event_of.get(abs(number), abs(number))
            return Literal(place[name] if name < 0 else at[name], number > 0)

        self._tables = [table(map(literal, clause)) for clause in divided]
        for one, first, second in asked:
            self._tables.append(table([literal(-one)] if one != YES else [], (place[first], place[second])))

    def count(self, stop: Callable[[], bool]) -> int:
        """The number of settings.

        Args:
            stop: Whether to give up now; asked before every step.

        Raises:
            GivenUpError: It was not done in time, or there are too many numbers at once.
        """
        if self.rows is None:
            raise GivenUpError
        total, waiting = self._factor, {number: list[Table]() for number in range(1, len(self._order) + 1)}
        for one in self._tables:
            waiting[one.first].append(one)
        for number, name in enumerate(self._order, 1):
            if stop():
                raise GivenUpError
            made = without_first(waiting.pop(number), is_place=name < 0)
            if made.places or made.switches:
                waiting[made.first].append(made)
            else:
                total *= made.values[0]
        return total


def _divided(clauses: Iterable[Clause], last: int) -> Iterator[Clause]:
    """The clauses, with new variables for the first literals of long ones, which are true if one of these is."""
    for clause in clauses:
        rest = clause
        while len(rest) > _LONGEST:
            last += 1
            one, other = rest[:2]
            yield from ((-last, one, other), (last, -one), (last, -other))
            rest = (*rest[2:], last)
        yield rest


def _planned(groups: Iterable[Iterable[int]], sure: Collection[int]) -> tuple[list[int], int | None]:
    """All names in an order that keeps few together, and how many numbers that takes.

    Args:
        groups: Names that stand together; those of events are below 0.
        sure: The events that happen in any case.
    """
    order: list[int] = []
    rows: int | None = 0
    for name, around in taken_out(groups):
        order.append(name)
        events = [other for other in (name, *around) if other < 0]
        certain = sum(event in sure for event in events)
        rankings = many(certain, len(events) - certain)
        rows = None if rows is None or rankings is None else rows + (rankings << len(around) + 1 - len(events))
    return order, rows
