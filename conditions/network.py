"""The days of events that all happen: tightest bounds from their ranges and distances.

A simple temporal network: every event has a range of days, every relation bounds
the distance between two events, and shortest paths give the tightest bounds of
every day and of every distance. Exact for distances in days. A distance in months
or years depends on the day it starts from: it is exact where that day is known, and
elsewhere narrowed with the range of that day, which never loses a possible day.

Source: R. Dechter, I. Meiri, J. Pearl, *Temporal constraint networks*, Artificial
Intelligence 49, 1991.
"""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeAlias

from conditions.entries import Relation
from conditions.periods import earliest_start, latest_start, length_bounds, shift
from conditions.records import dataclass

# A day that nothing bounds, as a number: sums stay whole numbers, and no real distance comes near.
_FAR: Final = 10**12
_UNBOUNDED: Final = _FAR // 2
# Rounds of narrowing beyond one per relation in months; more only crawl on by single days.
_EXTRA_ROUNDS: Final = 8

Range: TypeAlias = tuple[int, int]
"""First and last day; days beyond any bound stand for none."""

Events: TypeAlias = dict[str, None]
"""Events in order, so that the same input always gives the same answer."""

Span: TypeAlias = tuple[int | None, int | None]
"""Least and greatest distance in days; `None` is open."""


@dataclass(frozen=True)
class Link:
    """A relation as seen from one of its events."""

    index: int
    other: str
    forward: bool


class Knowledge:
    """Ranges and relations, and the networks that were built from them.

    Attributes:
        relations: All relations.
        links: For every event that takes part in a relation, its links.
        rounds: How often distances in months are narrowed at most.
        spans: For every relation, its distance from a start anywhere.
    """

    def __init__(self, ranges: Mapping[str, Range], relations: tuple[Relation, ...], otherwise: Range) -> None:
        self.relations = relations
        self.links: dict[str, list[Link]] = {}
        for index, relation in enumerate(relations):
            self.links.setdefault(relation.first, []).append(Link(index, relation.second, forward=True))
            self.links.setdefault(relation.second, []).append(Link(index, relation.first, forward=False))
        self.rounds: int = sum(not relation.is_exact for relation in relations) + _EXTRA_ROUNDS
        self.spans: list[Span] = [_span(relation, -math.inf, math.inf) for relation in relations]
        self._ranges = ranges
        self._otherwise = otherwise
        self._networks: dict[frozenset[str], Network] = {}

    def range_of(self, event: str) -> Range:
        """The days of an event as given."""
        return self._ranges.get(event, self._otherwise)

    def network(self, events: Collection[str], bases: Collection[Network] = ()) -> Network:
        """The network of these events and of those of the bases, which share no relation with each other."""
        members = frozenset(events).union(*(base.members for base in bases))
        found = self._networks.get(members)
        if found is None:
            found = self._networks[members] = Network(self, events, bases)
        return found


class Network:
    """Events that all happen; built once, then only read.

    Attributes:
        known: The ranges and relations.
        days: Two sides: last days, and first days with the sign turned, so that both only ever shrink.
        reasons: On either side, the relation that a day follows from, and whether by narrowing.
        narrowed: Distances of relations in months that the range of their first event narrowed.
        flaw: An event that has no day left, if there is one.
    """

    flaw: str | None

    def __init__(self, known: Knowledge, events: Collection[str], bases: Collection[Network] = ()) -> None:
        self.known = known
        self.days: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self.reasons: tuple[dict[str, tuple[int, bool]], dict[str, tuple[int, bool]]] = ({}, {})
        self.narrowed: dict[int, Span] = {}
        self._distances: dict[str, dict[str, int]] = {}
        for base in bases:
            for side in (0, 1):
                self.days[side].update(base.days[side])
                self.reasons[side].update(base.reasons[side])
            self.narrowed.update(base.narrowed)
        for event in events:
            earliest, latest = known.range_of(event)
            self.days[0][event], self.days[1][event] = latest, -earliest
        flaws = [*(base.flaw for base in bases), *(event if self._is_crossed(event) else None for event in events)]
        self.flaw = next((flaw for flaw in flaws if flaw is not None), None)
        around = (link.other for event in events for link in known.links.get(event, ()) if link.other in self.days[0])
        self._settle_all(dict.fromkeys((*events, *around)))

    @property
    def members(self) -> Collection[str]:
        """The events of the network."""
        return self.days[0].keys()

    @property
    def consistent(self) -> bool:
        """Whether the events can all happen."""
        return self.flaw is None

    def bounds(self, event: str) -> Range:
        """First and last possible day of an event of a consistent network."""
        return -self.days[1][event], self.days[0][event]

    def most(self, first: str, second: str) -> int:
        """The greatest possible distance in days from the first to the second event."""
        beyond = self.days[0][second] + self.days[1][first]
        return min(self._distances_from(first).get(second, beyond), beyond)

    def _is_crossed(self, event: str) -> bool:
        return self.days[0][event] + self.days[1][event] < 0

    def _settle_all(self, changed: Events) -> None:
        """Closes the network, narrowing distances in months with the ranges found, until nothing changes."""
        changed |= self._settle(changed)
        for round_ in range(self.known.rounds):
            indexes = {index for event in changed for index in self._calendar_relations(event)}
            moved = self._narrow(self._in_order(indexes, backward=round_ % 2 == 1))
            changed = moved | self._settle(moved)
            if self.flaw is not None or not changed:
                return

    def _in_order(self, indexes: Collection[int], *, backward: bool) -> list[int]:
        """Relations by the days that follow one from another: in this order few rounds narrow a long chain."""
        relations, (latest, earliest) = self.known.relations, self.days
        if backward:
            return sorted(indexes, key=lambda index: (-latest[relations[index].second], -index))
        return sorted(indexes, key=lambda index: (-earliest[relations[index].first], index))

    def _calendar_relations(self, event: str) -> Iterable[int]:
        relations = self.known.relations
        return (
            link.index
            for link in self.known.links.get(event, ())
            if link.other in self.days[0] and not relations[link.index].is_exact
        )

    def _settle(self, start: Events) -> Events:
        """Shortest paths of both sides from events whose days or distances changed; gives what they changed."""
        changed: Events = {}
        for side in (0, 1):
            if self.flaw is None:
                self._settle_side(side, start, changed)
        return changed

    def _settle_side(self, side: int, start: Events, changed: Events) -> None:
        days, reasons, links = self.days[side], self.reasons[side], self.known.links
        # Timelines are mostly listed in order, and last days follow from later events.
        queue, queued, moves = deque(start if side else reversed(start)), set(start), 0
        while queue:
            event = queue.popleft()
            queued.discard(event)
            for link in links.get(event, ()):
                other = link.other
                weight = self._weight(link, side)
                if weight is None or other not in days or days[event] + weight >= days[other]:
                    continue
                days[other] = days[event] + weight
                reasons[other] = (link.index, False)
                changed[other] = None
                moves += 1
                if self._is_crossed(other) or (moves % len(days) == 0 and self._is_on_cycle(side, other)):
                    self.flaw = other
                    return
                if other not in queued:
                    queued.add(other)
                    queue.append(other)

    def _weight(self, link: Link, side: int) -> int | None:
        """How far the link lets the last day (side 0) or the turned first day (side 1) of its other event reach."""
        least, most = self.span(link.index)
        if link.forward == (side == 0):
            return most
        return None if least is None else -least

    def span(self, index: int) -> Span:
        """Least and greatest distance in days that a relation allows, as far as it was narrowed."""
        return self.narrowed.get(index) or self.known.spans[index]

    def _is_on_cycle(self, side: int, start: str) -> bool:
        """Whether the days of an event follow from themselves, which can never end."""
        event, reasons = start, self.reasons[side]
        for _ in range(len(reasons) + 1):
            index, narrowed = reasons.get(event, (-1, True))
            if narrowed:
                return False
            relation = self.known.relations[index]
            event = relation.first if event == relation.second else relation.second
        return True

    def _narrow(self, indexes: Iterable[int]) -> Events:
        """Narrows days and distances by relations in months; gives the events to settle again."""
        moved: Events = {}
        for index in indexes:
            relation = self.known.relations[index]
            first, second, least, most = relation.first, relation.second, relation.least, relation.most
            (earliest, latest), (start, end) = self.bounds(first), self.bounds(second)
            if least is not None:
                self._move(1, second, -shift(earliest, least) if earliest > -_UNBOUNDED else _FAR, index, moved)
                self._move(0, first, latest_start(least, end) if end < _UNBOUNDED else _FAR, index, moved)
            if most is not None:
                self._move(0, second, shift(latest, most) if latest < _UNBOUNDED else _FAR, index, moved)
                self._move(1, first, -earliest_start(most, start) if start > -_UNBOUNDED else _FAR, index, moved)
            if self.flaw is not None:
                return moved
            span = _span(relation, *as_days(*self.bounds(first)))
            if span != self.span(index):
                self.narrowed[index] = span
                moved |= {first: None, second: None}
        return moved

    def _move(self, side: int, event: str, day: int, index: int, moved: Events) -> None:
        if day < self.days[side][event]:
            self.days[side][event] = day
            self.reasons[side][event] = (index, True)
            moved[event] = None
            if self._is_crossed(event):
                self.flaw = event

    def _distances_from(self, source: str) -> dict[str, int]:
        """Greatest distances from one event along relations; last days as potentials make all steps non-negative."""
        if source in self._distances:
            return self._distances[source]
        potential, found = self.days[0], dict[str, int]()
        heap = [(0, source)]
        while heap:
            cost, event = heapq.heappop(heap)
            if event in found:
                continue
            found[event] = cost - potential[source] + potential[event]
            for link in self.known.links.get(event, ()):
                if link.other in found or link.other not in potential:
                    continue
                weight = self._weight(link, 0)
                if weight is not None:
                    heapq.heappush(heap, (cost + weight + potential[event] - potential[link.other], link.other))
        self._distances[source] = found
        return found


def as_range(earliest: float, latest: float) -> Range:
    """Bounds with infinities as whole numbers that can be added."""
    return (
        -_FAR if earliest == -math.inf else _FAR if earliest == math.inf else int(earliest),
        _FAR if latest == math.inf else -_FAR if latest == -math.inf else int(latest),
    )


def as_days(earliest: int, latest: int) -> tuple[float, float]:
    """The bounds of a network with infinities again."""
    return as_day(earliest), as_day(latest)


def as_day(days: int) -> float:
    """A day or distance of a network, infinite where nothing bounds it."""
    return -math.inf if days < -_UNBOUNDED else math.inf if days > _UNBOUNDED else days


def _span(relation: Relation, earliest: float, latest: float) -> Span:
    """The relation's distance in days when its first event lies in a range."""
    least, most = relation.least, relation.most
    return (
        None if least is None else length_bounds(least, earliest, latest)[0],
        None if most is None else length_bounds(most, earliest, latest)[1],
    )
