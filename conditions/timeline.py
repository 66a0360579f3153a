"""What is known of one course of events: what happens, when, in which order.

A `Timeline` answers for single events (does it happen, between which days) and for
pairs (how far apart), always with the tightest bounds that its entries and relations
allow. A relation counts only if both its events happen, so a question may only use
what certainly happens, and what the question itself assumes to happen.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from conditions.entries import Contradiction, Entry, Relation, Step
from conditions.network import Knowledge, Network, Range, as_day, as_days, as_range
from conditions.periods import Period, in_calendar
from conditions.records import dataclass
from conditions.truth import Truth

__all__ = ["Contradiction", "Entry", "Relation", "Step", "Timeline", "Unlisted"]

_ONE_DAY: Final = Period(days=1)
_NEVER: Final = (math.inf, -math.inf)


@dataclass(frozen=True)
class Unlisted:
    """What is known of every event that is not listed; the days as in an `Entry`."""

    occurs: Truth = Truth.FALSE
    earliest: float = -math.inf
    latest: float = math.inf


class Timeline:
    """An immutable course of events as far as it is known; what was once asked is remembered.

    Where the entries contradict each other (see `contradiction`), the other answers mean nothing.

    Attributes:
        relations: All relations.
        otherwise: What is known of an event that is not listed.
    """

    def __init__(
        self, entries: Iterable[Entry], relations: Iterable[Relation] = (), otherwise: Unlisted | None = None
    ) -> None:
        listed = tuple(entries)
        self.relations: tuple[Relation, ...] = tuple(relations)
        self.otherwise: Unlisted = otherwise or Unlisted()
        self._entries = {entry.event: entry for entry in listed}
        if len(self._entries) < len(listed):
            raise ValueError("an event has two entries")
        ranges = {entry.event: as_range(entry.earliest, entry.latest) for entry in listed}
        self._known = Knowledge(ranges, self.relations, as_range(self.otherwise.earliest, self.otherwise.latest))
        self._grouped: dict[str, tuple[str, ...]] | None = None
        self._networks: dict[tuple[str, ...], Network] = {}
        self._occurs: dict[str, Truth] = {}
        self._days: dict[str, tuple[float, float]] = {}
        self._gaps: dict[tuple[str, str], tuple[float, float]] = {}
        self._is_sound: bool | None = None
        self._assumed: dict[frozenset[str], Timeline | None] = {}
        self._stops: dict[float, Timeline] = {}
        self._ended: dict[tuple[str, float | None], Timeline] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Timeline) and self._value() == other._value()

    def __hash__(self) -> int:
        return hash(self._value())

    def __repr__(self) -> str:
        return f"Timeline({list(self._entries.values())!r}, {list(self.relations)!r}, {self.otherwise!r})"

    def _value(self) -> tuple[object, ...]:
        return frozenset(self._entries.values()), frozenset(self.relations), self.otherwise

    # --- questions ---------------------------------------------------------------

    def events(self) -> tuple[str, ...]:
        """The listed events, in order."""
        return tuple(self._entries)

    def entry(self, event: str) -> Entry:
        """What is known of an event by itself, listed or not."""
        otherwise = self.otherwise
        found = self._entries.get(event)
        return found or Entry(event, otherwise.occurs, otherwise.earliest, otherwise.latest)

    def occurs(self, event: str) -> Truth:
        """Whether the event happens; false also where it cannot, given what certainly happens."""
        found = self._occurs.get(event)
        if found is None:
            found = self.entry(event).occurs
            if found is Truth.UNKNOWN and not self._is_possible((event,)):
                found = Truth.FALSE
            self._occurs[event] = found
        return found

    def bounds(self, event: str) -> tuple[float, float]:
        """First and last possible day of the event if it happens, as ordinals.

        Infinite where nothing bounds it within the years 1 to 9999; `(inf, -inf)` if it cannot happen.
        """
        found = self._days.get(event)
        if found is None:
            found = _NEVER
            if self.occurs(event) is not Truth.FALSE:
                earliest, latest = as_days(*self._bounds(event))
                found = in_calendar(earliest), in_calendar(latest)
            self._days[event] = found
        return found

    def gap(self, first: str, second: str) -> tuple[float, float]:
        """Least and greatest number of days from the first to the second event if both happen.

        Negative where the second comes first; `(inf, -inf)` if they cannot both happen.
        """
        found = self._gaps.get((first, second))
        if found is None:
            found = _NEVER
            if self._can_all_happen((first, second)):
                found = as_day(-self._most(second, first)), as_day(self._most(first, second))
            self._gaps[first, second] = found
        return found

    def possible(self, events: Collection[str]) -> bool:
        """Whether the events can all happen, together with what certainly happens."""
        if self._is_sound is None:
            self._is_sound = self.contradiction() is None
        return self._is_sound and self._can_all_happen(events)

    def contradiction(self, events: Collection[str] = ()) -> Contradiction | None:
        """Why what certainly happens, or that together with the events, cannot be; `None` if it can."""
        assumed = [self.entry(event) for event in events]
        certain = [entry for entry in self._entries.values() if entry.occurs is Truth.TRUE]
        for entry in (*certain, *assumed):
            if entry.occurs is Truth.FALSE or entry.earliest > entry.latest:
                return Contradiction((entry,))
        bases = (self._base(group) for group in dict.fromkeys(self._groups().values()))
        for network in (*bases, *self._joined(tuple(events))):
            if not network.consistent:
                from conditions.contradiction import contradiction_in  # few timelines have one

                return contradiction_in(network, self.entry)
        return None

    def possible_events(self) -> tuple[str, ...]:
        """The events that happen or may happen, of those that are listed or that a relation names."""
        named = (event for relation in self.relations for event in (relation.first, relation.second))
        events = dict.fromkeys((*self._entries, *named))
        return tuple(event for event in events if self.occurs(event) is not Truth.FALSE)

    def last(self) -> str | None:
        """The event that certainly happens and that no other listed or related event can follow, if there is one."""
        events = self.possible_events()
        certain = [event for event in events if self.occurs(event) is Truth.TRUE]
        if not certain:
            return None
        last = certain[0]
        for event in certain:
            last = event if self._most(last, event) > 0 else last
        return last if all(self._most(last, event) <= 0 for event in events) else None

    # --- further timelines -------------------------------------------------------

    def assuming(self, events: Collection[str]) -> Timeline | None:
        """The same timeline where these events happen for certain; `None` if they cannot all happen."""
        key = frozenset(events)
        if key not in self._assumed:
            self._assumed[key] = self._assuming(events) if self.possible(events) else None
        return self._assumed[key]

    def with_entry(self, entry: Entry, relations: Iterable[Relation] = ()) -> Timeline:
        """The timeline where this is all that is known of one event: its old relations no longer count."""
        kept = (relation for relation in self.relations if entry.event not in {relation.first, relation.second})
        return Timeline({**self._entries, entry.event: entry}.values(), (*kept, *relations), self.otherwise)

    def stopped(self, day: float) -> Timeline:
        """What has happened by the end of a day: what comes later is false, what may come later is unknown."""
        if day not in self._stops:
            self._stops[day] = self._stopped(day)
        return self._stops[day]

    def ending_with(self, event: str, day: float | None = None) -> Timeline:
        """The timeline where the event happens next, whatever was known of it.

        Args:
            event: The event.
            day: Its day. Without one it comes strictly after everything else that happens,
                at the latest on the day after the last possible day of all; where it is
                certain what comes last, exactly on the day after.
        """
        key = (event, day)
        if key not in self._ended:
            self._ended[key] = self._ending_with(event, day)
        return self._ended[key]

    # --- inside ------------------------------------------------------------------

    def _assuming(self, events: Collection[str]) -> Timeline:
        """The timeline with other truths but the same days and relations, which shares its networks."""
        happening = {event: replace(self.entry(event), occurs=Truth.TRUE) for event in events}
        made = Timeline((), (), self.otherwise)
        made.relations, made._entries, made._known = self.relations, {**self._entries, **happening}, self._known
        return made

    def _ending_with(self, event: str, day: float | None) -> Timeline:
        if day is not None:
            return self.with_entry(Entry(event, Truth.TRUE, day, day))
        rest = self.with_entry(Entry(event, Truth.FALSE))
        others, last = rest.possible_events(), rest.last()
        latest = max((rest.bounds(other)[1] for other in others), default=math.inf) + 1
        after = [Relation(other, event, _ONE_DAY, _ONE_DAY if other == last else None) for other in others]
        return rest.with_entry(Entry(event, Truth.TRUE, latest=latest), after)

    def _stopped(self, day: float) -> Timeline:
        otherwise = self.otherwise
        if otherwise.occurs is Truth.FALSE or otherwise.earliest > day:
            unlisted = replace(otherwise, occurs=Truth.FALSE)
        else:
            unlisted = replace(otherwise, occurs=Truth.UNKNOWN, latest=min(otherwise.latest, day))
        return Timeline((self._stopped_entry(event, day) for event in self._entries), self.relations, unlisted)

    def _stopped_entry(self, event: str, day: float) -> Entry:
        entry, (earliest, latest) = self.entry(event), self.bounds(event)
        if earliest > day:
            return replace(entry, occurs=Truth.FALSE)
        if latest > day:
            return replace(entry, occurs=Truth.UNKNOWN, earliest=earliest, latest=day)
        return replace(entry, earliest=earliest, latest=latest)

    def _can_all_happen(self, events: Collection[str]) -> bool:
        return all(self.occurs(event) is not Truth.FALSE for event in events) and self._is_possible(tuple(events))

    def _is_possible(self, events: tuple[str, ...]) -> bool:
        ranges = (self._known.range_of(event) for event in events)
        return all(earliest <= latest for earliest, latest in ranges) and all(
            network.consistent for network in self._joined(events)
        )

    def _bounds(self, event: str) -> Range:
        """Bounds of an event that can happen."""
        home = self._home(event, (event,))
        return self._known.range_of(event) if home is None else home.bounds(event)

    def _most(self, first: str, second: str) -> int:
        """The greatest distance between two events that can both happen."""
        here, there = (self._home(event, (first, second)) for event in (first, second))
        if here is not None and here is there:
            return here.most(first, second)
        if first == second:
            return 0
        earliest = (self._known.range_of(first) if here is None else here.bounds(first))[0]
        return (self._known.range_of(second) if there is None else there.bounds(second))[1] - earliest

    def _home(self, event: str, assumed: tuple[str, ...]) -> Network | None:
        """The network that bounds an event when it and what else is assumed happen; `None` if no relation does."""
        if event not in self._known.links:
            return None
        joined = (network for network in self._joined(assumed) if event in network.members)
        return next(joined, None) or self._base(self._groups()[event])

    def _joined(self, assumed: tuple[str, ...]) -> tuple[Network, ...]:
        """The network of events that are assumed, and of the certain ones tied to them, if relations tie any."""
        links = self._known.links
        added = tuple(event for event in dict.fromkeys(assumed) if event in links and event not in self._groups())
        if added and added not in self._networks:
            groups = self._groups()
            tied = (link.other for event in added for link in links[event] if link.other in groups)
            bases = [self._base(group) for group in dict.fromkeys(groups[event] for event in tied)]
            self._networks[added] = self._known.network(added, bases)
        return (self._networks[added],) if added else ()

    def _base(self, group: tuple[str, ...]) -> Network:
        return self._known.network(group)

    def _groups(self) -> dict[str, tuple[str, ...]]:
        """For every certain event with relations, the certain events that relations tie together with it."""
        if self._grouped is None:
            self._grouped = {}
            for event, entry in self._entries.items():
                if entry.occurs is Truth.TRUE and event in self._known.links and event not in self._grouped:
                    group = self._tied(event)
                    self._grouped.update(dict.fromkeys(group, group))
        return self._grouped

    def _tied(self, event: str) -> tuple[str, ...]:
        group, fresh = {event: None}, [event]
        while fresh:
            for link in self._known.links[fresh.pop()]:
                if link.other not in group and self.entry(link.other).occurs is Truth.TRUE:
                    group[link.other] = None
                    fresh.append(link.other)
        return tuple(group)
