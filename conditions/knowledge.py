"""What a scenario knows: the temporal network of its events and the values of its facts.

`Knowledge` answers the only questions that a formula can put: does a point come,
how far apart are two points at least and at most, what value has a fact. A derived
point, the k-th of several or a guarded one, is judged on what is known of its parts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from fractions import Fraction
from typing import Final, TypeAlias, assert_never

from conditions.dates import Period, add_ordinal, length_bounds
from conditions.formula import (
    Day,
    Event,
    Formula,
    Guarded,
    Kth,
    Named,
    Not,
    Point,
    Shift,
    event_of,
    events_of,
    is_derived,
)
from conditions.points import Bounds, derived_in, kth, size, spread
from conditions.records import dataclass
from conditions.timeline import Entry, Relation, Timeline
from conditions.truth import Truth, conjunction, counted


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
# Distances between more pairs than this are taken from the days alone.
_MOST_PAIRS: Final = 10_000

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
        assumed: Derived points that are assumed to come, though it is not known by which of their parts.
    """

    timeline: Timeline
    facts: Mapping[str, FactState]
    now: int | None = None
    assumed: frozenset[Point] = frozenset()
    _kept: dict[tuple[object, ...], Knowledge | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _named: dict[Point, tuple[Truth, Bounds]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _distances: dict[tuple[Point, Point], Bounds] = field(default_factory=dict, init=False, compare=False, repr=False)

    def fact(self, name: str) -> FactState:
        """The value of a fact as far as known."""
        return self.facts.get(name, NOT_GIVEN)

    def comes(self, point: Point) -> Truth:
        """Whether a point comes; a fixed day always does."""
        match point:
            case Event(name):
                return self.timeline.occurs(name)
            case Day():
                return Truth.TRUE
            case Shift(inner, _):
                return self.comes(inner)
            case Named():
                return self._known_of(point)[0]
            case Kth() | Guarded() if point in self.assumed:
                return Truth.TRUE
            case Kth((Guarded(one, guard), Guarded(other, Not(denied))), 1) if guard == denied:
                # One of the two comes, whichever way the guard turns out.
                certain = conjunction((self.comes(one), self.comes(other)))
                return certain if certain is Truth.TRUE else counted(map(self.comes, point.points), 1)
            case Kth(points, k):
                return counted((self.comes(each) for each in points), k)
            case Guarded(inner, guard):
                comes = self.comes(inner)
                return comes if comes is Truth.FALSE else conjunction((comes, self._holds(guard)))
            case _:
                assert_never(point)

    def _known_of(self, point: Named) -> tuple[Truth, Bounds]:
        """Whether a named point comes, and when: kept, since definitions mention each other again and again."""
        found = self._named.get(point)
        if found is None:
            found = self._named[point] = self.comes(point.point), self.days(point.point)
        return found

    def _holds(self, guard: Formula) -> Truth:
        from conditions.semantics import judge  # a point may hang on a formula, as formulas do on points

        return judge(guard, self).truth

    def both_come(self, first: Point, second: Point) -> Truth:
        """Whether two points come, false also if they cannot come together."""
        truth = conjunction((self.comes(first), self.comes(second)))
        if truth is Truth.UNKNOWN and not self.timeline.possible((*self._needed(first), *self._needed(second))):
            return Truth.FALSE
        return truth

    def _needed(self, point: Point) -> tuple[str, ...]:
        """Events without which the point does not come."""
        match point:
            case Event(name):
                return (name,)
            case Day():
                return ()
            case Shift(inner, _) | Named(_, inner) | Guarded(inner, _):
                return self._needed(inner)
            case Kth(points, k):
                possible = [each for each in points if self.comes(each) is not Truth.FALSE]
                return tuple(name for each in possible for name in self._needed(each)) if len(possible) == k else ()
            case _:
                assert_never(point)

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
            case Named():
                return self._known_of(point)[1]
            case Guarded(inner, _):
                return self.days(inner)
            case Kth(points, k):
                return kth([(self.comes(each), self.days(each)) for each in points], k)
            case _:
                assert_never(point)

    def distance(self, point: Point, anchor: Point) -> Bounds:
        """Least and greatest number of days from the anchor to the point, if both come."""
        if point == anchor:
            return (0, 0)
        if not is_derived(point) and not is_derived(anchor):
            return self._simple_distance(point, anchor)
        found = self._distances.get((point, anchor))
        if found is None:
            found = self._distances[point, anchor] = self._derived_distance(spread(point), spread(anchor))
        return found

    def _derived_distance(self, one: Point, other: Point) -> Bounds:
        """The distance of points without names and guards, of which one may be the k-th of several."""
        if one == other:
            return (0, 0)
        if size(one) * size(other) > _MOST_PAIRS:
            return _difference(self.days(one), self.days(other))
        if isinstance(one, Kth):
            return self._distance_of_kth(one, other)
        if isinstance(other, Kth):
            least, most = self._distance_of_kth(other, one)
            return (-most, -least)
        return self.distance(one, other)

    def _distance_of_kth(self, point: Kth, anchor: Point) -> Bounds:
        """Bounds of the k-th smallest distance, given that the anchor comes."""
        given = set(self._needed(anchor))
        parts = []
        for each in point.points:
            certain = not is_derived(each) and given.issuperset(events_of(each))
            parts.append((Truth.TRUE if certain else self.comes(each), self.distance(each, anchor)))
        return kth(parts, point.k)

    def _simple_distance(self, point: Point, anchor: Point) -> Bounds:
        """The distance of points that each hang on one event or day."""
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
        """Least and greatest number of days from the one event or day on which a point hangs to the point."""
        match point:
            case Event() | Day() | Kth() | Guarded():
                return (0, 0)
            case Named(_, inner):
                return self._shift(inner)
            case Shift(inner, period):
                least, most = self._shift(inner)
                shortest, longest = length_bounds(period, *self.days(inner))
                return (least + shortest, most + longest)
            case _:
                assert_never(point)

    def assuming(self, points: Iterable[Point]) -> Knowledge | None:
        """The same knowledge where these points come, or `None` if they cannot all come."""
        wanted = [point for point in points if self.comes(point) is not Truth.TRUE]
        if not wanted:
            return self
        key = ("assuming", *wanted)
        if key not in self._kept:
            self._kept[key] = self._assuming(wanted)
        return self._kept[key]

    def _assuming(self, points: list[Point]) -> Knowledge | None:
        events = dict.fromkeys(name for point in points for name in self._needed(point))
        timeline = self.timeline.assuming(tuple(events))
        if timeline is None or any(self.comes(point) is Truth.FALSE for point in points):
            return None
        derived = (part for point in points for part in derived_in(point))
        return replace(self, timeline=timeline, assumed=self.assumed.union(derived))

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


def _difference(later: Bounds, earlier: Bounds) -> Bounds:
    """Bounds of one number less another; open where infinities meet."""
    least, most = later[0] - earlier[1], later[1] - earlier[0]
    return (-math.inf if math.isnan(least) else least, math.inf if math.isnan(most) else most)
