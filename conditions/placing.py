"""Where an event would have to lie for a window to hold, or to fail, as days and relations of a timeline."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NoReturn, TypeAlias, assert_never

from conditions.dates import Period, add_ordinal, earliest_start, latest_start, length_bounds
from conditions.formula import Day, Event, Point, Shift, Within, event_of
from conditions.knowledge import Bounds, Knowledge
from conditions.timeline import Relation
from conditions.truth import Truth
from conditions.wording import Wording, day_of, is_backward

Side: TypeAlias = Literal["in", "below", "above"]
"""Inside a window, earlier than it, or later."""

ANYWHERE: Final[Bounds] = (-math.inf, math.inf)
_ONE_DAY: Final = Period(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound of a distance: a calendar period and then some days."""

    period: Period
    days: int = 0

    def steps(self, first: tuple[Period, ...] = ()) -> tuple[Period, ...]:
        """All periods in the order in which they are added."""
        return tuple(step for step in (*first, self.period, Period(days=self.days)) if not step.is_zero)

    def as_period(self) -> Period:
        """One period, where the days are none or the period is a number of days."""
        return Period(days=self.period.total_days + self.days) if self.period.is_exact else self.period


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
    """

    known: Knowledge
    wording: Wording

    def spot(self, window: Within, side: Side, event: str, next_act: str | None) -> Spot | None:
        """The place of an event on one side of a window, or `None` where it has none there.

        Args:
            window: The window.
            side: Inside it, earlier or later.
            event: An event at either end of the window.
            next_act: The act that is asked about as if it happened next, if any.
        """
        last_of_all = None
        if side == "in" and next_act is not None and self.known.now is None:
            last_of_all = self._last_of_all(window, event, next_act)
            if last_of_all == ():
                return Spot(event, ANYWHERE, ((),), ("", ""))
        point, anchor = (self._next(end, event, next_act) for end in (window.point, window.anchor))
        if point is None or anchor is None:
            return None if last_of_all is None else Spot(event, ANYWHERE, (last_of_all,), ("last of all", ""))
        low, high = _limits(window, side)
        if side != "in" and low is None and high is None:
            return None
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

    # --- the act that happens next ------------------------------------------

    def _next(self, point: Point, event: str, next_act: str | None) -> Point | None:
        """The point, with an act that happens next on its day; `None` where it comes after everything."""
        match point:
            case Event(name) if name == next_act:
                if self.known.now is not None:
                    return Day(day_of(self.known.now + 1) or day_of(self.known.now) or _unreachable())
                last = self._last(event, next_act)
                return None if last is None else Shift(Event(last), _ONE_DAY)
            case Event() | Day():
                return point
            case Shift(inner, period):
                found = self._next(inner, event, next_act)
                return None if found is None else Shift(found, period)
            case _:
                assert_never(point)

    def _last_of_all(self, window: Within, event: str, next_act: str) -> tuple[Relation, ...] | None:
        """Relations that put the event last, where it lies as it should on the day before an act that follows all.

        None at all are needed where the act may follow it at any distance; `None` where that day will not do.
        """
        ends = (window.point, window.anchor)
        if ends == (Event(next_act), Event(event)):
            low, high = window.least, window.most
        elif ends == (Event(event), Event(next_act)):
            low, high = (None if end is None else -end for end in (window.most, window.least))
        else:
            return None
        if low is not None and not (low.is_exact and low.total_days <= 1):
            return None
        if high is None:
            return ()
        if is_backward(high) or high.is_zero:
            return None
        return tuple(Relation(other, event, Period()) for other in self._others(event, next_act))

    def _others(self, *events: str | None) -> list[str]:
        """The listed events that may happen, of all but these."""
        timeline = self.known.timeline
        return [name for name in timeline.events() if name not in events and timeline.occurs(name) is not Truth.FALSE]

    def _last(self, event: str, next_act: str | None) -> str | None:
        """The event that certainly comes last, of all but these two; `None` if there is none."""
        timeline, possible = self.known.timeline, self._others(event, next_act)
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
            least = -math.inf if low is None else _after(base, low)
            most = math.inf if high is None else _after(base, high)
            return _unshifted(point, (least, most)), ((),)
        if second is None:
            day = self.known.days(point)[0]
            least = -math.inf if high is None else _before(day, high, earliest_start)
            most = math.inf if low is None else _before(day, low, latest_start)
            return _unshifted(anchor, (least, most)), ((),)
        versions = (
            _relations(first, second, _shifts(anchor), _shifts(point), low, high, exact=exact)
            for exact in (True, False)
        )
        return ANYWHERE, tuple(dict.fromkeys(versions))

    # --- words --------------------------------------------------------------

    def _words(
        self, point: Point, anchor: Point, low: Limit | None, high: Limit | None, *, forward: bool
    ) -> tuple[str, str]:
        """Where the event lies, seen from the other end of the window."""
        own, other = (point, anchor) if forward else (anchor, point)
        if not forward:
            low, high = _turned(high), _turned(low)
        shifts = (*_shifts(other), *(-period for period in _shifts(own)))
        start, end = (None if limit is None else _total(limit, shifts) for limit in (low, high))
        if (start is None) != (low is None) or (end is None) != (high is None):
            words, there = self._window(low, high, other)
            return f"so that {self.wording.point(own)} is {words}", there
        return self._window(start, end, _root(other))

    def _window(self, low: Limit | None, high: Limit | None, other: Point) -> tuple[str, str]:
        ends = _as_periods(low, high)
        if ends is None:
            return _beyond(low, high), self.wording.point(other)
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


def _limits(window: Within, side: Side) -> tuple[Limit | None, Limit | None]:
    """The distances on one side of a window."""
    match side:
        case "in":
            ends = (window.least, window.most)
            return None if ends[0] is None else Limit(ends[0]), None if ends[1] is None else Limit(ends[1])
        case "below":
            return None, None if window.least is None else Limit(window.least, -1)
        case "above":
            return None if window.most is None else Limit(window.most, 1), None
        case _:
            assert_never(side)


def _total(limit: Limit, shifts: tuple[Period, ...]) -> Limit | None:
    """The limit from event to event, `None` where no single period says it."""
    steps = [step for step in (*shifts, limit.period) if not step.is_zero]
    if all(step.is_exact for step in steps):
        return Limit(Period(days=sum(step.total_days for step in steps)), limit.days)
    return Limit(steps[0], limit.days) if len(steps) == 1 else None


def _root(point: Point) -> Point:
    return _root(point.point) if isinstance(point, Shift) else point


def _turned(limit: Limit | None) -> Limit | None:
    return None if limit is None else Limit(-limit.period, -limit.days)


def _as_periods(low: Limit | None, high: Limit | None) -> tuple[Period | None, Period | None] | None:
    """The limits as periods, `None` where one lies a day beyond a calendar period."""
    if any(limit is not None and limit.days and not limit.period.is_exact for limit in (low, high)):
        return None
    return None if low is None else low.as_period(), None if high is None else high.as_period()


def _beyond(low: Limit | None, high: Limit | None) -> str:
    """Strictly beyond a calendar period, which has no number of days."""
    if high is not None:
        period, word = high.period, ("more than" if is_backward(high.period) else "less than")
    else:
        assert low is not None
        period, word = low.period, ("less than" if is_backward(low.period) else "more than")
    return f"{word} {-period} before" if is_backward(period) else f"{word} {period} after"


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


def _after(day: float, limit: Limit) -> float:
    return add_ordinal(add_ordinal(day, limit.period), Period(days=limit.days))


def _before(day: float, limit: Limit, start: Callable[[Period, int], int]) -> float:
    return start(limit.period, int(day) - limit.days)


def _unshifted(point: Point, bounds: Bounds) -> Bounds:
    """The days of an event that put a point derived from it between these days."""
    for period in _shifts(point)[::-1]:
        least, most = bounds
        bounds = (
            least if math.isinf(least) else earliest_start(period, int(least)),
            most if math.isinf(most) else latest_start(period, int(most)),
        )
    return bounds


def _shifts(point: Point) -> tuple[Period, ...]:
    """The periods that lead from a point's event to the point, in order."""
    return (*_shifts(point.point), point.period) if isinstance(point, Shift) else ()


def _relations(
    first: str,
    second: str,
    before: tuple[Period, ...],
    beyond: tuple[Period, ...],
    low: Limit | None,
    high: Limit | None,
    *,
    exact: bool,
) -> tuple[Relation, ...]:
    """Relations between two events that put `second + beyond` from `first + before + low` to that `+ high`.

    In calendar periods where `exact` and a single one can say it; else in days that ask a little more.
    """
    made: list[Relation] = []
    for limit, lower in ((low, True), (high, False)):
        if limit is None:
            continue
        forward, backward = (_single(steps) if exact else None for steps in (limit.steps(before), beyond))
        if not beyond and forward is not None:
            made.append(Relation(first, second, forward, None) if lower else Relation(first, second, None, forward))
        elif not limit.steps(before) and backward is not None:
            made.append(Relation(second, first, None, backward) if lower else Relation(second, first, backward, None))
        else:
            days = _most_days(limit.steps(before), upper=lower) - _most_days(beyond, upper=not lower)
            bound = Period(days=days)
            made.append(Relation(first, second, bound, None) if lower else Relation(first, second, None, bound))
    return tuple(made)


def _single(steps: tuple[Period, ...]) -> Period | None:
    """One period that leads as far as these one after the other, or `None` where no single one does."""
    if all(step.is_exact for step in steps):
        return Period(days=sum(step.total_days for step in steps))
    months, *rest = steps
    days = months.total_days + sum(step.total_days for step in rest)
    if all(step.is_exact for step in rest) and days * months.total_months >= 0:
        return Period(months=months.total_months, days=days)
    return None


def _most_days(steps: tuple[Period, ...], *, upper: bool) -> int:
    return sum(length_bounds(step, -math.inf, math.inf)[upper] for step in steps)


def sides(window: Within) -> Iterator[Side]:
    """The sides of a window on which an event can be outside it."""
    if window.least is not None:
        yield "below"
    if window.most is not None:
        yield "above"


def _unreachable() -> NoReturn:
    raise AssertionError("a day of the calendar has a neighbour")
