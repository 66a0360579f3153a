"""The generated formulas and knowledge of the tests, over five events and five facts, and ways to know more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from conditions import formula as f
from conditions.knowledge import NOT_APPLICABLE, Among, FactState, Knowledge, NumberBetween
from conditions.testing.drawn_formulas import (
    LETTERS,
    NOW,
    START,
    comparisons,
    formulas,
    in_days,
    knowledges,
    points,
    quantities,
    relations,
    withins,
)
from conditions.timeline import Entry, Timeline
from conditions.truth import Truth

EVENTS: Final = LETTERS.events
events = st.sampled_from(EVENTS).map(f.Event)


@st.composite
def refined(draw: st.DrawFn, known: Knowledge, *, calendar: bool = False) -> Knowledge:
    """The same knowledge with one more thing known."""
    ways = list(_ways_to_know_more(known))
    timeline = known.timeline
    relation = draw(relations("abcde", calendar=calendar))
    tied = Timeline(map(timeline.entry, timeline.events()), (*timeline.relations, relation), timeline.otherwise)
    return draw(st.sampled_from([replace(known, timeline=tied), *ways]))


def _ways_to_know_more(known: Knowledge) -> Iterator[Knowledge]:
    for event in EVENTS:
        entry = known.timeline.entry(event)
        first, last = entry.earliest, entry.latest
        narrower = [(first, first), (last, last), (first, last - 1), (first + 1, last), (START + 4, START + 4)]
        for start, end in narrower:
            if first <= start <= end <= last and entry.occurs is not Truth.FALSE and abs(start) < float("inf"):
                yield _with_entry(known, replace(entry, earliest=start, latest=end))
        if entry.occurs is Truth.UNKNOWN:
            yield _with_entry(known, replace(entry, occurs=Truth.TRUE))
            yield _with_entry(known, replace(entry, occurs=Truth.FALSE))
    for fact in "pqsnm":
        for state in _narrower(fact, known.fact(fact)):
            yield replace(known, facts={**known.facts, fact: state})


def _with_entry(known: Knowledge, entry: Entry) -> Knowledge:
    timeline = known.timeline
    entries = {event: timeline.entry(event) for event in timeline.events()} | {entry.event: entry}
    return replace(known, timeline=Timeline(entries.values(), timeline.relations, timeline.otherwise))


def _narrower(fact: str, state: FactState) -> Iterator[FactState]:
    match state:
        case Among(options):
            yield from (Among((option,)) for option in options)
        case NumberBetween(low, high):
            yield from (NumberBetween(end, end) for end in (low, high) if end is not None)
            if low is not None and high is None:
                yield NumberBetween(low, low + 3)
        case _ if state != NOT_APPLICABLE:
            if fact in "nm":
                yield from (NumberBetween(Fraction(number), Fraction(number)) for number in (-1, 0, 5))
            else:
                yield from (Among((option,)) for option in ([True, False] if fact in "pq" else ["x", "y", "z"]))
        case _:
            pass


__all__ = [
    "EVENTS",
    "NOW",
    "comparisons",
    "events",
    "formulas",
    "in_days",
    "knowledges",
    "points",
    "quantities",
    "refined",
    "withins",
]
