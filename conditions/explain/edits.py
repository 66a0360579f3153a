"""From what would have to hold to the changes of a scenario that make it so."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal

from conditions.dates import Period
from conditions.explain.changes import Change, EventChange
from conditions.explain.distances import Side, sides
from conditions.explain.placing import ANYWHERE, Placer, Spot, grouped
from conditions.explain.values import fact_changes
from conditions.explain.ways import Need, Part
from conditions.formula import Happens, Within
from conditions.knowledge import Knowledge
from conditions.points import Bounds
from conditions.records import dataclass
from conditions.timeline import Entry, Relation
from conditions.truth import Truth
from conditions.wording import Wording


@dataclass(frozen=True)
class _Aim:
    """What one need asks of the events that may change: that they happen or not, or a side of its window."""

    part: Part
    events: tuple[str, ...]
    what: Literal["happens", "by now", "never"] | Side

    @property
    def is_place(self) -> bool:
        return self.what not in {"happens", "never"}

    def spot(self, placer: Placer, event: str) -> Spot | None:
        """The place that it asks of one of the events."""
        if self.what == "by now":
            return placer.by_now(event)
        assert isinstance(self.part.formula, Within)
        assert self.what in {"in", "below", "above"}
        return placer.spot(self.part.formula, self.what, event, self.part.next_act)


@dataclass(frozen=True)
class Editor:
    """Finds changes of a scenario's events and facts.

    Attributes:
        known: What is known before the change.
        wording: The words of names.
        next_acts: Acts asked about as if they happened next, where it matters how soon after other things they come.
    """

    known: Knowledge
    wording: Wording
    next_acts: frozenset[str] = frozenset()

    def changes(self, needs: list[Need], free: tuple[str, ...]) -> Iterator[Iterator[tuple[Change, ...]]]:
        """Changes of all these names that may give the needs what they ask; those of one iterator say the same."""
        timed = [need for need in needs if isinstance(need[0].formula, Happens | Within)]
        valued = [need for need in needs if not isinstance(need[0].formula, Happens | Within)]
        facts = [name for name in free if any(name in part.names for part, _ in valued)]
        events = [name for name in free if name not in facts]
        values = list(fact_changes(valued, facts, self.known, self.wording))
        if values:
            for aims, value in product(product(*(list(self._aims(need, events)) for need in timed)), values):
                yield self._together(aims, events, value, free)

    def _together(
        self, aims: Sequence[_Aim], events: list[str], value: tuple[Change, ...], free: tuple[str, ...]
    ) -> Iterator[tuple[Change, ...]]:
        """Changes of events that serve the aims, with changes of facts, in the order of the names."""
        for moved in self._event_changes(aims, events):
            yield tuple(sorted((*moved, *value), key=lambda change: free.index(change.name)))

    def _aims(self, need: Need, events: list[str]) -> Iterator[_Aim]:
        """The ways to satisfy one need: an event that does or does not happen, or a side of a window."""
        part, wanted = need
        own = tuple(name for name in events if name in part.names)
        if isinstance(part.formula, Happens):
            settled = len(part.place) == 1 and wanted and self.known.now is not None
            yield _Aim(part, own, "by now" if settled else "happens" if wanted else "never")
            return
        assert isinstance(part.formula, Within)
        if wanted:
            yield _Aim(part, own, "in")
        else:
            yield from (_Aim(part, (name,), "never") for name in own)
            yield from (_Aim(part, own, side) for side in sides(part.formula))

    def _event_changes(self, aims: Sequence[_Aim], events: list[str]) -> Iterator[tuple[EventChange, ...]]:
        """Changes of exactly these events that serve the aims; which of two events is placed says the same."""
        never = {name for aim in aims if aim.what == "never" for name in aim.events}
        coming = {name for aim in aims if aim.what != "never" for name in aim.events}
        if never & coming or never | coming != set(events):
            return
        placer = Placer(self.known, self.wording, tuple(events))
        placed = [[aim.spot(placer, name) for name in aim.events] for aim in aims if aim.is_place]
        for spots in product(*placed):
            if None not in spots:
                chosen = [spot for spot in spots if spot is not None]
                yield from product(*(list(self._versions(event, event in never, chosen, placer)) for event in events))

    def _versions(self, event: str, never: bool, placed: list[Spot], placer: Placer) -> Iterator[EventChange]:
        """How an event may change: with what is known of it kept, or given up."""
        subject, reached = self.wording.name(event), self.wording.is_rung_name(event)
        occurs = self.known.timeline.occurs(event)
        if never:
            if occurs is not Truth.FALSE:
                words = f"{subject} {'were not reached' if reached else 'did not happen'}"
                yield EventChange(event, Entry(event, Truth.FALSE), (), words)
            return
        spots = [spot for spot in placed if spot.event == event]
        if occurs is not Truth.TRUE or spots:
            yield from self._placed(event, spots)
        in_time = placer.not_last(event, self.next_acts) if self.next_acts else None
        if in_time is not None:
            yield from self._placed(event, [*spots, in_time])

    def _placed(self, event: str, spots: list[Spot]) -> Iterator[EventChange]:
        """The event at these places, which may ask a little more than their words where that is needed to decide."""
        was, reached = self.known.timeline.occurs(event), self.wording.is_rung_name(event)
        verb = "were reached" if reached else "came" if was is Truth.TRUE else "happened"
        where = grouped(spots)
        if was is Truth.TRUE and not where:
            return
        words = f"{self.wording.name(event)} {verb} {where}".strip()
        if was is Truth.UNKNOWN and where:
            entry, kept = next(self._entries(event, ANYWHERE))
            yield EventChange(event, entry, kept, f"{self.wording.name(event)} {verb}")
        bounds = _narrowed(*(spot.bounds for spot in spots))
        most = max((len(spot.relations) for spot in spots), default=1)
        versions = dict.fromkeys(
            tuple(spot.relations[min(version, len(spot.relations) - 1)] for spot in spots) for version in range(most)
        )
        for relations in versions:
            new = tuple(dict.fromkeys(relation for each in relations for relation in each))
            for entry, kept in self._entries(event, bounds):
                yield EventChange(event, entry, (*kept, *new), words)

    def _entries(self, event: str, bounds: Bounds) -> Iterator[tuple[Entry, tuple[Relation, ...]]]:
        """The event happening within these days: first with all that is known of it, then without."""
        timeline = self.known.timeline
        if timeline.occurs(event) is not Truth.FALSE:
            old = timeline.entry(event)
            within = _narrowed(bounds, (old.earliest, old.latest))
            if within[0] <= within[1]:
                kept = (relation for relation in timeline.relations if event in {relation.first, relation.second})
                yield Entry(event, Truth.TRUE, *within), tuple(kept)
        if bounds[0] <= bounds[1]:
            yield Entry(event, Truth.TRUE, *bounds), tuple(self._rung_order(event))

    def _rung_order(self, event: str) -> Iterator[Relation]:
        """A rung is not reached before a lower one, nor after a higher one."""
        ladder, _, rung = event.partition(".")
        kind = self.wording.vocabulary.ladders.get(ladder)
        if kind is None or rung not in kind.above_start():
            return
        rungs = [f"{ladder}.{step}" for step in kind.above_start()]
        place = rungs.index(event)
        yield from (Relation(lower, event, Period()) for lower in rungs[:place])
        yield from (Relation(event, higher, Period()) for higher in rungs[place + 1 :])


def _narrowed(*bounds: Bounds) -> Bounds:
    return max([-math.inf, *(low for low, _ in bounds)]), min([math.inf, *(high for _, high in bounds)])
