"""What a scenario knows: the temporal network of its events and the values of its facts.

`Knowledge` answers the only questions that a formula can put: does a point come,
how far apart are two points at least and at most, what value has a fact.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias, assert_never

from conditions.dates import Period, add_ordinal, length_bounds
from conditions.formula import Day, Event, Point, Shift, event_of
from conditions.timeline import Entry, Relation, Timeline
from conditions.truth import Truth, conjunction

Bounds: TypeAlias = tuple[float, float]
"""Least and greatest number, both included; infinite where open."""


@dataclass(frozen=True)
class Among:
    """A yes/no or enumerated value that is one of these, of which there is at least one."""

    options: tuple[bool | str, ...]

    def __post_init__(self) -> None:
        if not self.options:
            raise ValueError("a value that is one of none cannot be")


@dataclass(frozen=True)
class NumberBetween:
    """A number from `low` to `high`, both included; `None` is open."""

    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True)
class NotKnown:
    """A value that is not known, and how: not given, given as unknown, or not applicable."""

    why: str = "not given"


FactState: TypeAlias = Among | NumberBetween | NotKnown

_ONE_DAY = Period(days=1)

NOT_GIVEN = NotKnown("not given")
STATED_UNKNOWN = NotKnown("unknown")
NOT_APPLICABLE = NotKnown("not applicable")


@dataclass(frozen=True)
class Knowledge:
    """What is known of one course of events.

    Attributes:
        timeline: Occurrence, days, order and distance of events.
        facts: Values of facts; a missing one is not given.
        now: Ordinal of the last day of which everything is known, in an `until` world.
    """

    timeline: Timeline
    facts: Mapping[str, FactState]
    now: int | None = None
    _kept: dict[tuple[str, ...], Knowledge | None] = field(default_factory=dict, init=False, compare=False, repr=False)

    def fact(self, name: str) -> FactState:
        """The value of a fact as far as known."""
        return self.facts.get(name, NOT_GIVEN)

    def comes(self, point: Point) -> Truth:
        """Whether a point comes; a fixed day always does."""
        event = event_of(point)
        return Truth.TRUE if event is None else self.timeline.occurs(event)

    def both_come(self, first: Point, second: Point) -> Truth:
        """Whether two points come, false also if they cannot come together."""
        truth = conjunction((self.comes(first), self.comes(second)))
        events = [name for point in (first, second) if (name := event_of(point)) is not None]
        if truth is Truth.UNKNOWN and not self.timeline.possible(events):
            return Truth.FALSE
        return truth

    def days(self, point: Point) -> Bounds:
        """Earliest and latest day of a point as ordinals, if it comes."""
        match point:
            case Event(name):
                return self.timeline.bounds(name)
            case Day(day):
                return (day.toordinal(), day.toordinal())
            case Shift(inner, period):
                earliest, latest = self.days(inner)
                return (add_ordinal(earliest, period), add_ordinal(latest, period))
            case _:
                assert_never(point)

    def distance(self, point: Point, anchor: Point) -> Bounds:
        """Least and greatest number of days from the anchor to the point, if both come."""
        if point == anchor:
            return (0, 0)
        first, second = event_of(anchor), event_of(point)
        if first is None or second is None:
            return _difference(self.days(point), self.days(anchor))
        between = (0.0, 0.0) if first == second else self.timeline.gap(first, second)
        shifted = _difference(self._shift(point), self._shift(anchor))
        relative = (between[0] + shifted[0], between[1] + shifted[1])
        absolute = _difference(self.days(point), self.days(anchor))
        # A day beyond the calendar is infinite, but never farther than its event lets it be.
        return (max(relative[0], min(absolute[0], relative[1])), min(relative[1], max(absolute[1], relative[0])))

    def _shift(self, point: Point) -> Bounds:
        """Least and greatest number of days from a point's event to the point."""
        match point:
            case Event() | Day():
                return (0, 0)
            case Shift(inner, period):
                least, most = self._shift(inner)
                shortest, longest = length_bounds(period, *self.days(inner))
                return (least + shortest, most + longest)
            case _:
                assert_never(point)

    def assuming(self, points: Iterable[Point]) -> Knowledge | None:
        """The same knowledge where these points come, or `None` if they cannot all come."""
        events = [name for point in points if (name := event_of(point)) is not None]
        if all(self.timeline.occurs(event) is Truth.TRUE for event in events):
            return self
        key = ("assuming", *events)
        if key not in self._kept:
            timeline = self.timeline.assuming(events)
            self._kept[key] = None if timeline is None else replace(self, timeline=timeline)
        return self._kept[key]

    def acting_next(self, act: Event) -> Knowledge:
        """The knowledge in which the act is the next thing to happen.

        In an `until` world it happens on the day after `now`, with nothing else
        happening in between, and everything that is pending still to come or not;
        otherwise after everything that happens.
        """
        if self.now is None:
            return self.acting_last(act)
        found = self._kept.get(("next", act.name))
        if found is None:
            timeline = self._leaving_free(self.now + 1).ending_with(act.name, self.now + 1)
            found = self._kept["next", act.name] = replace(self, timeline=timeline)
        return found

    def _leaving_free(self, day: int) -> Timeline:
        """The timeline in which what has not come before a day does not come on that day either, but may later."""
        timeline = self.timeline
        otherwise = timeline.otherwise
        entries = [_not_on(timeline.entry(event), timeline.bounds(event), day) for event in timeline.events()]
        if otherwise.earliest == day:
            otherwise = replace(otherwise, earliest=day + 1)
        return Timeline(entries, timeline.relations, otherwise)

    def acting_last(self, act: Event) -> Knowledge:
        """The knowledge in which the act happens after everything else that ever does."""
        found = self._kept.get(("last", act.name))
        if found is None:
            found = self._kept["last", act.name] = replace(self, timeline=self._ending_with(act))
        return found

    def _ending_with(self, act: Event) -> Timeline:
        if not self.has_future:
            return self.timeline.ending_with(act.name)
        earliest = -math.inf if self.now is None else self.now + 1
        others = [event for event in self.timeline.events() if event != act.name]
        after = [Relation(event, act.name, least=_ONE_DAY) for event in others]
        return self.timeline.with_entry(Entry(act.name, Truth.TRUE, earliest), after)

    @property
    def has_future(self) -> bool:
        """Whether things that the scenario does not list may happen."""
        return self.timeline.otherwise.occurs is not Truth.FALSE

    def may_still_come(self, point: Point) -> bool:
        """Whether the point has not come by the end of `now`, and is not excluded later."""
        return self.now is not None and self.comes(point) is not Truth.FALSE and self.days(point)[0] > self.now


def _not_on(entry: Entry, days: Bounds, day: int) -> Entry:
    """What is known of an event that does not happen on a day, unless it may have happened before it."""
    earliest, latest = days
    if earliest > latest or earliest == latest == day:
        return replace(entry, occurs=Truth.FALSE)
    if earliest == day:
        return replace(entry, earliest=day + 1, latest=latest)
    return replace(entry, earliest=earliest, latest=day - 1 if latest == day else latest)


def shifted(point: Point, period: Period) -> Point:
    """The point a period later; the point itself for an empty period."""
    return point if period.is_zero else Shift(point, period)


def _difference(later: Bounds, earlier: Bounds) -> Bounds:
    """Bounds of one number less another; open where infinities meet."""
    least, most = later[0] - earlier[1], later[1] - earlier[0]
    return (-math.inf if math.isnan(least) else least, math.inf if math.isnan(most) else most)
