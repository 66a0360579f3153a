"""What is known by days alone, in a world that is known until a day: the quick way to judge most atoms.

A course of events that is recorded as it happens knows of each event whether it
happened and between which days, and that the rungs of a ladder are climbed in order.
There a window is two comparisons of days. Whatever else a timeline knows, or a formula
asks, is left to the reference interpreter's functions: `NotPlainError` says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias, assert_never

from conditions.engines.forward.circuit import (
    ActingLast,
    ActingNext,
    Assuming,
    OnDay,
    Step,
)
from conditions.entries import Relation
from conditions.formula import Day, Event, Guarded, Kth, Named, Point, Shift
from conditions.knowledge import Knowledge
from conditions.periods import FIRST_DAY, LAST_DAY, Period, add_ordinal
from conditions.truth import Truth

Cell: TypeAlias = tuple[Truth, float, float]
"""Of an event: whether it happens, and the first and last day on which it does if so (ordinals)."""

# Looked up on its class, a member of an enumeration costs as much as a comparison of days.
_TRUE: Final = Truth.TRUE
_FALSE: Final = Truth.FALSE
_NEVER: Final[Cell] = (_FALSE, math.inf, -math.inf)


class NotPlainError(Exception):
    """Days alone do not say it."""


class Place(NamedTuple):
    """A point that hangs on one event or fixed day.

    Attributes:
        event: The event; `None` for a fixed day.
        day: The fixed day, an ordinal.
        days: How many days are added.
        periods: The periods that are added, where one of them is none of days; `days` is 0 then.
    """

    event: str | None
    day: float
    days: int = 0
    periods: tuple[Period, ...] = ()


def place_of(point: Point) -> Place:
    """The event or day on which a point hangs.

    Raises:
        NotPlainError: Several events or a guard decide it.
    """
    match point:
        case Event(name):
            return Place(name, 0)
        case Day(day):
            return Place(None, day.toordinal())
        case Shift(inner, period):
            return later(place_of(inner), period)
        case Named(_, inner):
            return place_of(inner)
        case Kth() | Guarded():
            raise NotPlainError
        case _:
            assert_never(point)


def hung_on(points: Iterable[Point]) -> tuple[str, ...]:
    """The events on which points hang, each once.

    Raises:
        NotPlainError: Several events or a guard decide one of them.
    """
    return tuple(dict.fromkeys(name for point in points if (name := place_of(point).event) is not None))


def later(place: Place, period: Period) -> Place:
    """A place a period later."""
    if period.is_exact and not place.periods:
        return place._replace(days=place.days + period.total_days)
    before = (Period(days=place.days),) if place.days else ()
    return place._replace(days=0, periods=(*place.periods, *before, period))


class Plain:
    """The days of all events in one setting.

    Args:
        now: The last day of which everything is known.
        own: What is known of each listed event by itself.
        otherwise: What is known of every other event.
        ladders: For each rung that is ordered, the rungs of its ladder from the lowest.

    Attributes:
        now: The last day of which everything is known.
        otherwise: What is known of every event that is not listed.
        ladders: For each rung that is ordered, the rungs of its ladder from the lowest.
        cells: What `cell` has said so far.
    """

    def __init__(
        self, now: int, own: Mapping[str, Cell], otherwise: Cell, ladders: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.now: int = now
        self.otherwise: Cell = otherwise
        self.ladders: Mapping[str, tuple[str, ...]] = ladders
        self._own = own
        self.cells: dict[str, Cell] = {}
        self._ahead: tuple[str, ...] | None = None

    @classmethod
    def of(cls, known: Knowledge) -> Plain:
        """The days of what is known.

        Raises:
            NotPlainError: More is known than days and the order of rungs, or the world is not known until a day.
        """
        timeline, now = known.timeline, known.now
        otherwise = timeline.otherwise
        if now is None or known.assumed or (otherwise.occurs, otherwise.earliest) != (Truth.UNKNOWN, now + 1):
            raise NotPlainError
        own: dict[str, Cell] = {}
        for name in timeline.events():
            entry = timeline.entry(name)
            if entry.occurs is Truth.TRUE and entry.latest > now:
                raise NotPlainError
            own[name] = (entry.occurs, entry.earliest, entry.latest)
        return Plain(now, own, (Truth.UNKNOWN, now + 1, otherwise.latest), _ladders(timeline.relations))

    def raw(self, event: str) -> Cell:
        """What is known of an event by itself."""
        return self._own.get(event, self.otherwise)

    def lists(self, event: str) -> bool:
        """Whether something is said of an event."""
        return event in self._own

    @property
    def ahead(self) -> tuple[str, ...]:
        """The listed events that may still come, as far as each says by itself."""
        if self._ahead is None:
            now = self.now
            self._ahead = tuple(name for name, cell in self._own.items() if cell[2] > now and cell[0] is not _FALSE)
        return self._ahead

    def cell(self, event: str) -> Cell:
        """What is known of an event, given the other rungs of its ladder that certainly were reached."""
        found = self.cells.get(event)
        if found is None:
            found = self.cells[event] = self._cell(event)
        return found

    def _cell(self, event: str) -> Cell:
        occurs, earliest, latest = found = self.raw(event)
        if occurs is _FALSE:
            return _NEVER
        rungs = self.ladders.get(event)
        if rungs is not None:
            is_higher = False
            for rung in rungs:
                if rung == event:
                    is_higher = True
                    continue
                is_certain, first, last = self.raw(rung)
                if is_certain is _TRUE:
                    if is_higher and last < latest:
                        latest = last
                    elif not is_higher and first > earliest:
                        earliest = first
            found = (occurs, earliest, latest)
        if earliest <= latest:
            return found
        if occurs is _TRUE:
            raise NotPlainError
        return _NEVER

    def are_tied(self, one: str, other: str) -> bool:
        """Whether more is known of two events than the days of each."""
        return one == other or (one in self.ladders and other in self.ladders[one])

    # --- settings ----------------------------------------------------------------

    def acting_last(self, act: str) -> Plain:
        """The days where an act happens after everything else that ever does.

        Raises:
            NotPlainError: Something else may still come, which would have to come before the act.
        """
        if any(event != act for event in self.ahead):
            raise NotPlainError
        return self.where({act: (_TRUE, float(self.now + 1), math.inf)}, _without(self.ladders, act))

    def coming(self, events: Iterable[str]) -> Plain | None:
        """The days where these events come; `None` if they cannot all come."""
        wanted = [name for name in events if self.cell(name)[0] is not _TRUE]
        if not wanted:
            return self
        found: dict[str, Cell] = {}
        for name in wanted:
            if self.cell(name)[0] is _FALSE:
                return None
            _, earliest, latest = self.raw(name)
            found[name] = (_TRUE, earliest, latest)
        made = self.where(found, self.ladders)
        return made if len(wanted) == 1 or made.is_possible(wanted) else None

    def where(self, said: Mapping[str, Cell], ladders: Mapping[str, tuple[str, ...]]) -> Plain:
        """The days where something else is said of some events, and the ladders may be others for their rungs."""
        return _Said(self, said, ladders)

    def is_possible(self, events: Iterable[str]) -> bool:
        """Whether these events, which are assumed to come, can all come."""
        try:
            return all(self.cell(event)[0] is Truth.TRUE for event in events)
        except NotPlainError:
            return False

    # --- questions ---------------------------------------------------------------

    def days(self, place: Place) -> Cell:
        """Whether a point comes, and its first and last day.

        Raises:
            NotPlainError: It leaves the calendar.
        """
        event, day, added, periods = place
        comes, earliest, latest = found = (Truth.TRUE, day, day) if event is None else self.cell(event)
        if added:
            found = (comes, earliest + added, latest + added)
            if not (FIRST_DAY <= found[1] or earliest == -math.inf) or not (found[2] <= LAST_DAY or latest == math.inf):
                raise NotPlainError
            return found
        for period in periods:
            first, last = add_ordinal(earliest, period), add_ordinal(latest, period)
            if math.isinf(first) is not math.isinf(earliest) or math.isinf(last) is not math.isinf(latest):
                raise NotPlainError
            earliest, latest = first, last
            found = (comes, first, last)
        return found


def assumption(step: Step) -> Callable[[Plain], Plain | None]:
    """What makes of the days those where one thing more is assumed; `None` if that cannot be.

    Raises:
        NotPlainError: Days alone do not say it.
    """
    match step:
        case Assuming(points):
            events = hung_on(points)
            return lambda plain: plain.coming(events)
        case ActingNext(act):
            return lambda plain: _Next(plain, act.name)
        case ActingLast(act):
            return lambda plain: plain.acting_last(act.name)
        case OnDay(event):
            return lambda plain: plain.where({event.name: (_TRUE, plain.now, plain.now)}, plain.ladders)
        case _:
            assert_never(step)


class _Said(Plain):
    """The days where something else is said of some events."""

    def __init__(self, outer: Plain, said: Mapping[str, Cell], ladders: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(outer.now, said, outer.otherwise, ladders)
        self._outer = outer
        self._concerned = {rung for event in said for rung in outer.ladders.get(event, (event,))}

    def raw(self, event: str) -> Cell:
        found = self._own.get(event)
        return self._outer.raw(event) if found is None else found

    def lists(self, event: str) -> bool:
        return event in self._own or self._outer.lists(event)

    def _cell(self, event: str) -> Cell:
        return super()._cell(event) if event in self._concerned else self._outer.cell(event)


class _Next(Plain):
    """The days where an act happens on the day after `now`, and nothing else on that day.

    The outer days are those that are known: all that certainly happened is over, and the order of rungs says nothing
    new of the days after.
    """

    def __init__(self, outer: Plain, act: str) -> None:
        occurs, _, latest = outer.otherwise
        self._day = outer.now + 1
        own = {act: (_TRUE, self._day, self._day)}
        super().__init__(outer.now, own, (occurs, self._day + 1, latest), _without(outer.ladders, act))
        self._outer = outer
        self._tied = outer.ladders.get(act, ())

    def raw(self, event: str) -> Cell:
        found = self._own.get(event)
        if found is not None:
            return found
        if not self._outer.lists(event):
            return self.otherwise
        cell = self._outer.cell(event)
        return cell if cell[2] < self._day else _not_on(cell, self._day)

    def _cell(self, event: str) -> Cell:
        if event in self._tied:
            return super()._cell(event)
        found = self.raw(event)
        return _NEVER if found is self.otherwise and self._outer.cell(event)[0] is _FALSE else found


def _without(ladders: Mapping[str, tuple[str, ...]], act: str) -> Mapping[str, tuple[str, ...]]:
    """The ladders without the place of an act on one: nothing that was known of it counts any more."""
    rungs = ladders.get(act)
    if rungs is None:
        return ladders
    left = tuple(rung for rung in rungs if rung != act)
    return {rung: left if act in others else others for rung, others in ladders.items() if rung != act}


def _not_on(cell: Cell, day: int) -> Cell:
    """What is known of an event that does not happen on a day, unless it may have happened before it."""
    occurs, earliest, latest = cell
    if earliest > latest or earliest == latest == day:
        return _NEVER
    if earliest == day:
        return (occurs, day + 1, latest)
    return (occurs, earliest, day - 1 if latest == day else latest)


def _ladders(relations: Iterable[Relation]) -> dict[str, tuple[str, ...]]:
    """The rungs that relations order, from the lowest; every two of a ladder are related.

    Raises:
        NotPlainError: There is a relation of another sort.
    """
    below: dict[str, set[str]] = {}
    for relation in relations:
        if relation.most is not None or relation.least is None or not relation.least.is_zero:
            raise NotPlainError
        below.setdefault(relation.second, set()).add(relation.first)
        below.setdefault(relation.first, set())
    found: dict[str, tuple[str, ...]] = {}
    for top, lower in below.items():
        rungs = (*sorted(lower, key=lambda rung: len(below[rung])), top)
        if any(below[rung] != set(rungs[:place]) for place, rung in enumerate(rungs)):
            raise NotPlainError
        found.update({rung: rungs for rung in rungs if len(rungs) > len(found.get(rung, ()))})
    if any(top not in found[rung] for top, lower in below.items() for rung in lower):
        raise NotPlainError
    return found


__all__ = ["Cell", "NotPlainError", "Place", "Plain", "assumption", "hung_on", "later", "place_of"]
