"""What every course of events keeps: no rung of a ladder is reached before a lower one."""

from __future__ import annotations

from itertools import combinations

from conditions.knowledge import Knowledge
from conditions.periods import Period
from conditions.timeline import Relation, Timeline
from conditions.vocabulary import Vocabulary


def with_ladders(known: Knowledge, vocabulary: Vocabulary) -> Knowledge:
    """Known in addition that no rung of a ladder is reached before a lower one, as in every scenario."""
    timeline = known.timeline
    held = {(one.first, one.second) for one in timeline.relations}
    added = [
        Relation(f"{name}.{lower}", f"{name}.{higher}", Period())
        for name, kind in vocabulary.ladders.items()
        for lower, higher in combinations(kind.above_start(), 2)
        if (f"{name}.{lower}", f"{name}.{higher}") not in held
    ]
    entries = map(timeline.entry, timeline.events())
    return Knowledge(Timeline(entries, (*timeline.relations, *added), timeline.otherwise), known.facts, known.now)
