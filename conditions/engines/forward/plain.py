"""What is known by days alone, in a world that is known until a day: the quick way to judge most atoms.

A course of events that is recorded as it happens knows of each event whether it
happened and between which days, and that the rungs of a ladder are climbed in order.
There a window is two comparisons of days. Whatever else a timeline knows, or a formula
asks, is left to the reference interpreter's functions: `NotPlainError` says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias, assert_never

from conditions.engines.forward.circuit import (
    ActingLast,
    ActingNext,
    Assuming,
    Atom,
    CanAct,
    CanHold,
    Leaf,
    OnDay,
    Step,
)
from conditions.entries import Relation
from conditions.formula import Compare, Day, Event, Guarded, Happens, Kth, Matches, Named, Point, Shift, Within
from conditions.knowledge import Knowledge
from conditions.periods import Period, add_ordinal
from conditions.truth import Truth, conjunction

Cell: TypeAlias = tuple[Truth, float, float]
"""Of an event: whether it happens, and the first and last day on which it does if so (ordinals)."""

_NEVER: Final[Cell] = (Truth.FALSE, math.inf, -math.inf)


class NotPlainError(Exception):
    """Days alone do not say it."""


class Place(NamedTuple):
    """A point that hangs on one event or fixed day: the event, or the day, and the periods that are added."""

    event: str | None
    day: float
    periods: tuple[Period, ...]


def place_of(point: Point) -> Place:
    """The event or day on which a point hangs.

    Raises:
        NotPlainError: Several events or a guard decide it.
    """
    match point:
        case Event(name):
            return Place(name, 0, ())
        case Day(day):
            return Place(None, day.toordinal(), ())
        case Shift(inner, period):
            base = place_of(inner)
            return base._replace(periods=(*base.periods, period))
        case Named(_, inner):
            return place_of(inner)
        case Kth() | Guarded():
            raise NotPlainError
        case _:
            assert_never(point)


class Plain:
    """The days of all events in one setting.

    Args:
        now: The last day of which everything is known.
        own: What is known of each listed event by itself.
        otherwise: What is known of every other event.
        ladders: For each rung that is ordered, the rungs of its ladder from the lowest.
    """

    def __init__(
        self, now: int, own: Mapping[str, Cell], otherwise: Cell, ladders: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.now: int = now
        self._own = own
        self._otherwise = otherwise
        self._ladders = ladders
        self._cells: dict[str, Cell] = {}

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
        return cls(now, own, (Truth.UNKNOWN, now + 1, otherwise.latest), _ladders(timeline.relations))

    def cell(self, event: str) -> Cell:
        """What is known of an event, given the other rungs of its ladder that certainly were reached."""
        found = self._cells.get(event)
        if found is None:
            found = self._cells[event] = self._cell(event)
        return found

    def _cell(self, event: str) -> Cell:
        occurs, earliest, latest = self._own.get(event, self._otherwise)
        if occurs is Truth.FALSE:
            return _NEVER
        rungs = self._ladders.get(event)
        if rungs is not None:
            place = rungs.index(event)
            for lower in rungs[:place]:
                is_certain, first, _ = self._own.get(lower, self._otherwise)
                if is_certain is Truth.TRUE:
                    earliest = max(earliest, first)
            for higher in rungs[place + 1 :]:
                is_certain, _, last = self._own.get(higher, self._otherwise)
                if is_certain is Truth.TRUE:
                    latest = min(latest, last)
        if earliest <= latest:
            return (occurs, earliest, latest)
        if occurs is Truth.TRUE:
            raise NotPlainError
        return _NEVER

    def are_tied(self, one: str, other: str) -> bool:
        """Whether more is known of two events than the days of each."""
        return one == other or (one in self._ladders and other in self._ladders[one])

    # --- settings ----------------------------------------------------------------

    def after(self, step: Step) -> Plain | None:
        """The days where one thing more is assumed; `None` if that cannot be.

        Raises:
            NotPlainError: Days alone do not say it.
        """
        match step:
            case Assuming(points):
                return self.assuming(points)
            case ActingNext(act):
                return self._acting_next(act.name)
            case ActingLast(act):
                return self._acting_last(act.name)
            case OnDay(event):
                return self._with({**self._own, event.name: (Truth.TRUE, self.now, self.now)})
            case _:
                assert_never(step)

    def assuming(self, points: Iterable[Point]) -> Plain | None:
        """The days where these points come; `None` if they cannot all come."""
        names = {name: None for point in points if (name := place_of(point).event) is not None}
        wanted = [name for name in names if self.cell(name)[0] is not Truth.TRUE]
        if not wanted:
            return self
        if any(self.cell(name)[0] is Truth.FALSE for name in wanted):
            return None
        own = dict(self._own)
        for name in wanted:
            _, earliest, latest = own.get(name, self._otherwise)
            own[name] = (Truth.TRUE, earliest, latest)
        made = self._with(own)
        return made if len(wanted) == 1 or made.is_possible(wanted) else None

    def is_possible(self, events: Iterable[str]) -> bool:
        """Whether these events, of which each can happen, can all happen."""
        try:
            return all(self.cell(event)[0] is Truth.TRUE for event in events)
        except NotPlainError:
            return False

    def _acting_next(self, act: str) -> Plain:
        day = self.now + 1
        own = {event: _not_on(self.cell(event), day) for event in self._own}
        own[act] = (Truth.TRUE, day, day)
        occurs, _, latest = self._otherwise
        return Plain(self.now, own, (occurs, day + 1, latest), self._without(act))

    def _acting_last(self, act: str) -> Plain:
        for event in self._own:
            occurs, _, latest = self.cell(event)
            # Whatever may still come would have to come before the act.
            if event != act and occurs is not Truth.FALSE and latest > self.now:
                raise NotPlainError
        own = {**self._own, act: (Truth.TRUE, self.now + 1, math.inf)}
        return Plain(self.now, own, self._otherwise, self._without(act))

    def _without(self, act: str) -> Mapping[str, tuple[str, ...]]:
        """The ladders where nothing that was known of an act counts any more, nor its place on its ladder."""
        rungs = self._ladders.get(act)
        if rungs is None:
            return self._ladders
        left = tuple(rung for rung in rungs if rung != act)
        return {rung: left if act in others else others for rung, others in self._ladders.items() if rung != act}

    def _with(self, own: Mapping[str, Cell]) -> Plain:
        return Plain(self.now, own, self._otherwise, self._ladders)

    # --- questions ---------------------------------------------------------------

    def days(self, place: Place) -> Cell:
        """Whether a point comes, and its first and last day.

        Raises:
            NotPlainError: It leaves the calendar.
        """
        comes, earliest, latest = (Truth.TRUE, place.day, place.day) if place.event is None else self.cell(place.event)
        for period in place.periods:
            first, last = add_ordinal(earliest, period), add_ordinal(latest, period)
            if math.isinf(first) is not math.isinf(earliest) or math.isinf(last) is not math.isinf(latest):
                raise NotPlainError
            earliest, latest = first, last
        return comes, earliest, latest


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


# --- atoms -------------------------------------------------------------------------------


class Window(NamedTuple):
    """A window between two points: where each hangs, and where the window begins and ends."""

    point: Place
    anchor: Place
    start: Place | None
    end: Place | None


class Fixed(NamedTuple):
    """A window between two points that hang on one event, so many days apart: whether it holds if they come."""

    event: str
    holds: bool


Question: TypeAlias = Place | Window | Fixed | tuple[Point, ...]
"""What an atom asks, worked out once: that a point comes, or can come; a window; that points can all come."""


def question_of(atom: Atom) -> Question | None:
    """What an atom asks of days; `None` if it asks something else."""
    try:
        match atom:
            case Leaf(formula):
                return _question(formula)
            case CanAct(point):
                return place_of(point)
            case CanHold(points):
                for point in points:
                    place_of(point)
                return points
            case _:
                assert_never(atom)
    except NotPlainError:
        return None


def _question(formula: Happens | Within | Matches | Compare) -> Question | None:
    match formula:
        case Happens(point):
            return place_of(point)
        case Within():
            return _window(formula)
        case Matches() | Compare():
            return None
        case _:
            assert_never(formula)


def _window(window: Within) -> Window | Fixed:
    point, anchor = place_of(window.point), place_of(window.anchor)
    if point.event is not None and point.event == anchor.event:
        apart = _exact_days(point.periods) - _exact_days(anchor.periods)
        least = -math.inf if window.least is None else _exact_days([window.least])
        most = math.inf if window.most is None else _exact_days([window.most])
        return Fixed(point.event, least <= apart <= most)
    sides = [
        None if bound is None else anchor._replace(periods=(*anchor.periods, *(() if bound.is_zero else (bound,))))
        for bound in (window.least, window.most)
    ]
    return Window(point, anchor, *sides)


def _exact_days(periods: Iterable[Period]) -> int:
    """The days of periods together.

    Raises:
        NotPlainError: One of them has months.
    """
    listed = list(periods)
    if not all(period.is_exact for period in listed):
        raise NotPlainError
    return sum(period.total_days for period in listed)


def answer(question: Question, plain: Plain, *, can: bool) -> Truth:
    """The truth of an atom by days alone.

    Args:
        question: What it asks.
        plain: The days, in its setting.
        can: Whether a point is asked for that can come, where that is not the same as that it comes.

    Raises:
        NotPlainError: Days alone do not say it.
    """
    match question:
        case Window(point, anchor, start, end):
            return _within(point, anchor, start, end, plain)
        case Fixed(event, holds):
            return conjunction((plain.cell(event)[0], Truth.of(holds)))
        case Place(event, _, periods):
            if periods:
                plain.days(question)
            comes = Truth.TRUE if event is None else plain.cell(event)[0]
            if can and comes is Truth.UNKNOWN and event is not None and plain.assuming((Event(event),)) is None:
                return Truth.FALSE
            return comes
        case _:
            return Truth.of(plain.assuming(question) is not None)


def _within(point: Place, anchor: Place, start: Place | None, end: Place | None, plain: Plain) -> Truth:
    if point.event is not None and anchor.event is not None and plain.are_tied(point.event, anchor.event):
        raise NotPlainError
    comes, earliest, latest = plain.days(point)
    truths = [comes, plain.days(anchor)[0]]
    if Truth.FALSE in truths:
        return Truth.FALSE
    if start is not None:
        _, first, last = plain.days(start)
        truths.append(Truth.TRUE if earliest >= last else Truth.FALSE if latest < first else Truth.UNKNOWN)
    if end is not None:
        _, first, last = plain.days(end)
        truths.append(Truth.TRUE if latest <= first else Truth.FALSE if earliest > last else Truth.UNKNOWN)
    return conjunction(truths)


__all__ = ["NotPlainError", "Plain", "Question", "answer", "question_of"]
