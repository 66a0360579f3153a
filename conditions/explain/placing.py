"""Where an event would have to lie for a window to hold, or to fail, as days and relations of a timeline."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from typing import Final, NoReturn, assert_never

from conditions.dates import Period, earliest_start, latest_start
from conditions.english import day_of, is_backward
from conditions.explain.distances import (
    Limit,
    Side,
    after,
    as_periods,
    before,
    beyond,
    limits,
    relations,
    root,
    shifts,
    total,
    turned,
    unshifted,
)
from conditions.formula import Day, Event, Guarded, Kth, Named, Point, Shift, Within, event_of
from conditions.knowledge import Knowledge
from conditions.points import Bounds
from conditions.records import dataclass
from conditions.timeline import Relation
from conditions.truth import Truth
from conditions.wording import Wording

ANYWHERE: Final[Bounds] = (-math.inf, math.inf)
_ONE_DAY: Final = Period(days=1)


@dataclass(frozen=True)
class Spot:
    """A place for one event: days, relations to other events, and words.

    Attributes:
        event: The event that is placed.
        bounds: First and last day, as ordinals.
        relations: Distances to the other events; if there are several versions, each later one asks a little more.
        words: Where it lies, as the words before the other point and the other point.
    """

    event: str
    bounds: Bounds
    relations: tuple[tuple[Relation, ...], ...]
    words: tuple[str, str]


@dataclass(frozen=True)
class Placer:
    """Finds places for events.

    Attributes:
        known: What is known before the change.
        wording: The words of names.
        changing: The events that change.
    """

    known: Knowledge
    wording: Wording
    changing: tuple[str, ...] = ()

    def spot(self, window: Within, side: Side, event: str, next_act: str | None) -> Spot | None:
        """The place of an event on one side of a window, or `None` where it has none there.

        Args:
            window: The window.
            side: Inside it, earlier or later.
            event: An event at either end of the window.
            next_act: The act that is asked about as if it happened next, if any.
        """
        low, high = limits(window, side)
        if side != "in" and low is None and high is None:
            return None
        last_of_all = None
        if next_act is not None and self.known.now is None:
            last_of_all = self._last_of_all(window, (low, high), event, next_act)
            if last_of_all == ():
                return Spot(event, ANYWHERE, ((),), ("", ""))
        point, anchor = (self._next(end, event, next_act) for end in (window.point, window.anchor))
        if point is None or anchor is None:
            return None if last_of_all is None else Spot(event, ANYWHERE, (last_of_all,), ("last of all", ""))
        is_point = event_of(point) == event
        if is_point and event_of(anchor) == event:
            return Spot(event, ANYWHERE, ((),), ("", ""))
        words = self._words(point, anchor, low, high, forward=is_point)
        bounds, relations = self._placed(point, anchor, low, high)
        if next_act is not None and self.known.now is not None and relations == ((),):
            bounds = _known_by(bounds, self.known.now)
            words = _by_days(bounds)
        if last_of_all is not None:
            relations = (*relations, last_of_all)
        return Spot(event, bounds, relations, words)

    def by_now(self, event: str) -> Spot:
        """Some day by the end of what is known."""
        bounds = (-math.inf, math.inf if self.known.now is None else self.known.now)
        return Spot(event, bounds, ((),), _by_days(bounds))

    def not_last(self, event: str, acts: Collection[str]) -> Spot | None:
        """No later than what comes last of what does not change, so that an act that follows all is not put off."""
        last = self._last(event, *acts, *self.changing)
        if last is None:
            return None
        words = ("on or before", f"the day of {self.wording.name(last)}")
        return Spot(event, ANYWHERE, ((Relation(event, last, Period()),),), words)

    # --- the act that happens next ------------------------------------------

    def _next(self, point: Point, event: str, next_act: str | None) -> Point | None:
        """The point, with an act that happens next on its day; `None` where it comes after everything."""
        match point:
            case Event(name) if name == next_act:
                if self.known.now is not None:
                    return Day(day_of(self.known.now + 1) or day_of(self.known.now) or _unreachable())
                last = self._last(event, next_act) or self._other_change(event, next_act)
                return None if last is None else Shift(Event(last), _ONE_DAY)
            case Event() | Day():
                return point
            case Shift(inner, period):
                found = self._next(inner, event, next_act)
                return None if found is None else Shift(found, period)
            case Named() | Kth() | Guarded():
                raise AssertionError("changes are sought in formulas without derived points")
            case _:
                assert_never(point)

    def _other_change(self, event: str, next_act: str) -> str | None:
        """Another event that changes, which may then come last."""
        return next((name for name in self.changing if name not in {event, next_act}), None)

    def _last_of_all(
        self, window: Within, ends: tuple[Limit | None, Limit | None], event: str, next_act: str
    ) -> tuple[Relation, ...] | None:
        """Relations that put the event last, where it lies as it should on the day before an act that follows all.

        None at all are needed where the act may follow it at any distance; `None` where that day will not do.
        """
        points, (low, high) = (window.point, window.anchor), ends
        if points == (Event(event), Event(next_act)):
            low, high = turned(high), turned(low)
        elif points != (Event(next_act), Event(event)):
            return None
        if low is not None and not (low.period.is_exact and low.period.total_days + low.days <= 1):
            return None
        if high is None:
            return ()
        if is_backward(high.period) or (high.period.is_exact and high.period.total_days + high.days < 1):
            return None
        others = dict.fromkeys((*self._others(event, next_act), *self.changing))
        return tuple(Relation(other, event, Period()) for other in others if other not in {event, next_act})

    def _others(self, *events: str | None) -> list[str]:
        """The listed events that may happen, of all but these."""
        timeline = self.known.timeline
        return [name for name in timeline.events() if name not in events and timeline.occurs(name) is not Truth.FALSE]

    def _last(self, *events: str | None) -> str | None:
        """The event that certainly comes last, of all but these; `None` if there is none."""
        timeline, possible = self.known.timeline, self._others(*events)
        for name in possible:
            if timeline.occurs(name) is Truth.TRUE and all(
                timeline.gap(name, other)[1] <= 0 for other in possible if other != name
            ):
                return name
        return None

    # --- days and relations -------------------------------------------------

    def _placed(
        self, point: Point, anchor: Point, low: Limit | None, high: Limit | None
    ) -> tuple[Bounds, tuple[tuple[Relation, ...], ...]]:
        """Days and relations that put `point` from `anchor + low` to `anchor + high`."""
        first, second = event_of(anchor), event_of(point)
        if first is None:
            base = self.known.days(anchor)[0]
            least = -math.inf if low is None else after(base, low)
            most = math.inf if high is None else after(base, high)
            return unshifted(point, (least, most)), ((),)
        if second is None:
            day = self.known.days(point)[0]
            least = -math.inf if high is None else before(day, high, earliest_start)
            most = math.inf if low is None else before(day, low, latest_start)
            return unshifted(anchor, (least, most)), ((),)
        versions = (
            relations(first, second, shifts(anchor), shifts(point), low, high, exact=exact) for exact in (True, False)
        )
        return ANYWHERE, tuple(dict.fromkeys(versions))

    # --- words --------------------------------------------------------------

    def _words(
        self, point: Point, anchor: Point, low: Limit | None, high: Limit | None, *, forward: bool
    ) -> tuple[str, str]:
        """Where the event lies, seen from the other end of the window."""
        own, other = (point, anchor) if forward else (anchor, point)
        if not forward:
            low, high = turned(high), turned(low)
        between = (*shifts(other), *(-period for period in shifts(own)))
        start, end = (None if limit is None else total(limit, between) for limit in (low, high))
        if (start is None) != (low is None) or (end is None) != (high is None):
            words, there = self._window(low, high, other)
            if all(period.is_zero for period in shifts(own)):
                return words, there
            return f"so that {self.wording.point(own)} is {words}", there
        return self._window(start, end, root(other))

    def _window(self, low: Limit | None, high: Limit | None, other: Point) -> tuple[str, str]:
        ends = as_periods(low, high)
        if ends is None:
            return beyond(low, high), self.wording.point(other)
        return self.wording.window_parts(*ends, other)


def grouped(spots: Iterable[Spot]) -> str:
    """Several places of one event in words: `after “A” and “B”, and on or before the day of “C”`."""
    by_words: dict[str, list[str]] = {}
    for spot in spots:
        words, there = spot.words
        if words:
            by_words.setdefault(words, []).append(there)
    said = [f"{words} {_listing(list(dict.fromkeys(there)))}".strip() for words, there in by_words.items()]
    return " and ".join(said)


def _listing(items: list[str]) -> str:
    return "".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} and {items[-1]}"


def _by_days(bounds: Bounds) -> tuple[str, str]:
    first, last = (day_of(day) for day in bounds)
    if first and last:
        return ("on", str(first)) if first == last else (f"from {first} to", str(last))
    if first or last:
        return ("on or after", str(first)) if first else ("on or before", str(last))
    return "", ""


def _known_by(bounds: Bounds, now: int) -> Bounds:
    """What can be known at the end of a day: what has happened by then, or that it has not."""
    first, last = bounds
    return (now + 1, last) if first > now else (first, min(last, now))


def _unreachable() -> NoReturn:
    raise AssertionError("a day of the calendar has a neighbour")
