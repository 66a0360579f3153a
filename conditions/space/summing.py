"""Counting by summing out: how many settings of switches keep clauses and can be ordered.

Where no loop of orders can be kept, a combination of orders is possible if it has no loop. The days that keep it are
then an open cone, whose Euler characteristic is 1 or -1; where none do, it is 0. So the count is a sum over all
switches and over where each event can stand among the others. Both are summed out one by one, each from what speaks of
it: that is short where few are joined at a time, however many combinations there are.

Where a loop can be kept, all on it share a day. Events that may be on such a loop have a second place, which counts on
that day alone: there the sum over all second places is 1 or -1 if what is together is on loops and nothing else is
asked of it, and 0 otherwise. So a sum over both places is again 1 for what is possible, and 0 for what is not.

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
from conditions.space.rankings import Place, Sort, many
from conditions.space.tables import Literal, Order, Table, table, without_first

_LONGEST: Final = 3
"""Longer clauses are divided."""
_MOST_TOGETHER: Final = 1_000_000
"""A table of more numbers is not made."""


class Before(NamedTuple):
    """Where a literal is true, one event stands before another, or also with it; both have numbers below 0."""

    literal: int
    first: int
    second: int
    or_with: bool = False


class Standing(NamedTuple):
    """What is to be known of an event that has a place.

    Attributes:
        happens: The variable that is true where it happens, which is of no other event; or `YES`.
        group: The group of events with which it may be on a loop that can be kept.
    """

    happens: int
    group: int


class Sum:
    """The sum that counts the settings of switches.

    Args:
        clauses: What each setting keeps.
        orders: The orders that it asks for; it counts only if they form no loop.
        events: The events by their numbers; the clauses ask for no order of those that do not happen.
        counted: The switches; they decide all other variables of the clauses.

    Attributes:
        rows: How many numbers are to be computed; `None` if there are too many at once.
    """

    def __init__(
        self,
        clauses: Iterable[Clause],
        orders: Iterable[Before],
        events: Mapping[int, Standing],
        counted: Collection[int],
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
        ends = dict.fromkeys(event for one in asked for event in (one.first, one.second))
        sorts = {event: Sort(events[event].happens not in told, events[event].group) for event in ends}
        event_of = {events[event].happens: event for event, sort in sorts.items() if sort.may_lack}

        def names(literals: Iterable[int]) -> Iterator[int]:
            return (event_of.get(abs(one), abs(one)) for one in literals if one != YES)

        self._order, self.rows = _planned(
            [*map(names, divided), *((one.first, one.second, *names((one.literal,))) for one in asked)], sorts
        )
        self._factor = 1 << len(frozenset(counted).difference(self._order, map(abs, true), event_of))
        at = {name: number for number, name in enumerate(self._order, 1)}
        place = {event: Place(-at[event], sort) for event, sort in sorts.items()}

        def told_of(literal: int) -> Literal:
            name = event_of.get(abs(literal), abs(literal))
            return Literal(place[name] if name < 0 else at[name], literal > 0)

        self._tables = [table(map(told_of, clause)) for clause in divided]
        for one in asked:
            order = Order(place[one.first], place[one.second], one.or_with)
            self._tables.append(table([told_of(-one.literal)] if one.literal != YES else [], order))

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


def _planned(groups: Iterable[Iterable[int]], sorts: Mapping[int, Sort]) -> tuple[list[int], int | None]:
    """All names in an order that keeps few together, and how many numbers that takes.

    Args:
        groups: Names that stand together.
        sorts: The sorts of those that are events.
    """
    order: list[int] = []
    rows: int | None = 0
    for name, around in taken_out(groups):
        order.append(name)
        together = [sorts[other] for other in (name, *around) if other in sorts]
        rankings = many(together)
        size = None if rankings is None else rankings << len(around) + 1 - len(together)
        rows = None if rows is None or size is None or size > _MOST_TOGETHER else rows + size
    return order, rows
