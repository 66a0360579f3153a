"""Changes of what a scenario knows: an event placed elsewhere, never happening, a fact with another value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from itertools import combinations
from typing import Final, TypeAlias

from conditions.dates import Period
from conditions.knowledge import FactState, Knowledge
from conditions.records import dataclass
from conditions.timeline import Entry, Relation, Timeline
from conditions.truth import Truth

_FAR: Final = 10**6
"""Distances beyond this many days say nothing worth keeping."""


@dataclass(frozen=True)
class EventChange:
    """What is known of one event after a change.

    Attributes:
        event: The event.
        entry: Whether it happens, and within which days.
        relations: All that ties it to other events from then on.
        words: The change in words, to follow "if".
    """

    event: str
    entry: Entry
    relations: tuple[Relation, ...]
    words: str

    @property
    def name(self) -> str:
        """What is changed."""
        return self.event


@dataclass(frozen=True)
class FactChange:
    """Another value of a fact.

    Attributes:
        fact: The fact.
        value: A value that the words allow.
        words: The change in words, to follow "if".
    """

    fact: str
    value: FactState
    words: str

    @property
    def name(self) -> str:
        """What is changed."""
        return self.fact


Change: TypeAlias = EventChange | FactChange


@dataclass(frozen=True)
class Flip:
    """Changes that together turn an answer; none of them is superfluous.

    Attributes:
        changes: What would have to be different.
    """

    changes: tuple[Change, ...]
    size: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", len(self.changes))

    @property
    def words(self) -> str:
        """The changes in one sentence, without its period."""
        return "if " + ", and ".join(change.words for change in self.changes)

    def to_dict(self) -> dict[str, object]:
        """The changes as plain data."""
        return {
            "words": self.words,
            "changes": [
                {
                    "kind": "event" if isinstance(change, EventChange) else "fact",
                    "name": change.name,
                    "words": change.words,
                }
                for change in self.changes
            ],
        }


def widest(flips: list[Flip]) -> list[Flip]:
    """The flips that are no special case of another one among them."""
    return [
        flip
        for place, flip in enumerate(flips)
        if not any(
            _covers(other, flip) and (not _covers(flip, other) or earlier < place)
            for earlier, other in enumerate(flips)
            if earlier != place
        )
    ]


def _covers(wide: Flip, narrow: Flip) -> bool:
    """Whether whatever is so under one flip is so under the other."""
    pairs = zip(wide.changes, narrow.changes, strict=True)
    return all(_change_covers(one, other) for one, other in pairs)


def _change_covers(wide: Change, narrow: Change) -> bool:
    if not (isinstance(wide, EventChange) and isinstance(narrow, EventChange)):
        return wide == narrow
    here, there = wide.entry, narrow.entry
    same = (wide.event, here.occurs) == (narrow.event, there.occurs)
    within = here.earliest <= there.earliest and there.latest <= here.latest
    return (
        same and within and all(any(_entails(given, asked) for given in narrow.relations) for asked in wide.relations)
    )


def _entails(given: Relation, asked: Relation) -> bool:
    """Whether one distance keeps another one; only numbers of days are compared."""
    if given == asked:
        return True
    if (given.first, given.second) == (asked.second, asked.first):
        given = Relation(
            asked.first,
            asked.second,
            None if given.most is None else -given.most,
            None if given.least is None else -given.least,
        )
    if (given.first, given.second) != (asked.first, asked.second) or not (given.is_exact and asked.is_exact):
        return False
    low = asked.least is None or (given.least is not None and given.least.total_days >= asked.least.total_days)
    return low and (asked.most is None or (given.most is not None and given.most.total_days <= asked.most.total_days))


def changed(known: Knowledge, changes: Sequence[Change]) -> Knowledge:
    """The knowledge in which some things are different, and everything else is as it was.

    What is no longer said of a changed event was also a link between others: their
    days and distances stay as they were.
    """
    events = {change.event: change for change in changes if isinstance(change, EventChange)}
    facts = {change.fact: change.value for change in changes if isinstance(change, FactChange)}
    if not events:
        return replace(known, facts={**known.facts, **facts})
    return replace(known, timeline=_retimed(known.timeline, events), facts={**known.facts, **facts})


def _retimed(timeline: Timeline, events: dict[str, EventChange]) -> Timeline:
    entries = {name: timeline.entry(name) for name in timeline.events()}
    kept = [relation for relation in timeline.relations if not events.keys() & {relation.first, relation.second}]
    gone = [relation for relation in timeline.relations if events.keys() & {relation.first, relation.second}]
    if gone:
        entries, links = _kept_apart(timeline, entries, gone, events)
        kept += links
    entries |= {name: change.entry for name, change in events.items()}
    relations = dict.fromkeys(relation for change in events.values() for relation in change.relations)
    return Timeline(entries.values(), (*kept, *relations), timeline.otherwise)


def _kept_apart(
    timeline: Timeline, entries: dict[str, Entry], gone: list[Relation], events: dict[str, EventChange]
) -> tuple[dict[str, Entry], list[Relation]]:
    """Days and distances of unchanged events that followed from the relations that go."""
    tied = dict.fromkeys(name for relation in gone for name in (relation.first, relation.second))
    others = [name for name in tied if name in entries and name not in events]
    others = [name for name in others if timeline.occurs(name) is not Truth.FALSE]
    bounded = dict(entries)
    for name in others:
        earliest, latest = timeline.bounds(name)
        bounded[name] = replace(entries[name], earliest=earliest, latest=latest)
    return bounded, [relation for pair in combinations(others, 2) for relation in _apart(timeline, *pair)]


def _apart(timeline: Timeline, first: str, second: str) -> Iterator[Relation]:
    if not timeline.possible((first, second)):
        return
    least, most = timeline.gap(first, second)
    low, high = (Period(days=int(bound)) if abs(bound) < _FAR else None for bound in (least, most))
    if low is not None or high is not None:
        yield Relation(first, second, low, high)
