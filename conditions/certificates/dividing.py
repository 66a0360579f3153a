"""Cases of what is known, and their division in two without a gap."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import assert_never

from conditions.certificates.cases import Apart, Happening, OneOf, Question
from conditions.certificates.witnesses import Declared
from conditions.elimination import has_derived_points
from conditions.formula import Compare, Within
from conditions.knowledge import NOT_APPLICABLE, Among, Knowledge, NumberBetween
from conditions.periods import Period
from conditions.semantics import judge
from conditions.timeline import Entry, Relation, Timeline
from conditions.truth import Truth


@dataclass(frozen=True)
class Case:
    """One case: what is known in it, and the comparisons and windows assumed to hold or not."""

    known: Knowledge
    assumed: tuple[tuple[Compare | Within, bool], ...] = ()

    @property
    def comparisons(self) -> tuple[tuple[Compare, bool], ...]:
        """The comparisons assumed, in order."""
        return tuple((one, so) for one, so in self.assumed if isinstance(one, Compare))

    @property
    def is_empty(self) -> bool:
        """Whether the days in it contradict each other, or a window that is assumed."""
        if self.known.timeline.contradiction() is not None:
            return True
        windows = ((one, so) for one, so in self.assumed if isinstance(one, Within))
        return any(judge(one, self.known).truth is Truth.of(not so) for one, so in windows)


def divide(case: Case, question: Question, declared: Declared) -> tuple[Case, Case] | None:
    """The two cases of a question, or `None` where it leaves something out."""
    known, timeline = case.known, case.known.timeline
    match question:
        case Happening(event):
            entry = timeline.entry(event)
            if entry.occurs is not Truth.UNKNOWN:
                return None
            yes, no = (_with_entry(known, replace(entry, occurs=truth)) for truth in (Truth.TRUE, Truth.FALSE))
            return replace(case, known=yes), replace(case, known=no)
        case Apart(first, second, days):
            if not all(event == "" or timeline.entry(event).occurs is Truth.TRUE for event in (first, second)):
                return None
            near, far = _tied(known, first, second, None, days), _tied(known, first, second, days + 1, None)
            return replace(case, known=near), replace(case, known=far)
        case OneOf(fact, values):
            options = _options(fact, known, declared)
            if options is None:
                return None
            hit, miss = (tuple(one for one in options if (one in values) == so) for so in (True, False))
            if not hit or not miss:
                return None
            yes, no = (replace(known, facts={**known.facts, fact: Among(part)}) for part in (hit, miss))
            return replace(case, known=yes), replace(case, known=no)
        case Compare() | Within():
            if has_derived_points(question):
                return None
            yes_case, no_case = (replace(case, assumed=(*case.assumed, (question, so))) for so in (True, False))
            return yes_case, no_case
        case _:
            assert_never(question)


def _tied(known: Knowledge, first: str, second: str, least: int | None, most: int | None) -> Knowledge:
    """Known in addition that the second event lies so many days after the first."""
    timeline = known.timeline
    if first and second:
        low, high = (None if end is None else Period(days=end) for end in (least, most))
        made = Relation(first, second, low, high)
        entries = map(timeline.entry, timeline.events())
        return replace(known, timeline=Timeline(entries, (*timeline.relations, made), timeline.otherwise))
    start, end = (-math.inf if least is None else least), (math.inf if most is None else most)
    entry = timeline.entry(first or second)
    if first:
        start, end = -end, -start
    return _with_entry(known, replace(entry, earliest=max(entry.earliest, start), latest=min(entry.latest, end)))


def _with_entry(known: Knowledge, entry: Entry) -> Knowledge:
    timeline = known.timeline
    entries = {name: timeline.entry(name) for name in timeline.events()} | {entry.event: entry}
    return replace(known, timeline=Timeline(entries.values(), timeline.relations, timeline.otherwise))


def _options(fact: str, known: Knowledge, declared: Declared) -> tuple[bool | str, ...] | None:
    """All values that a fact may have, `None` where that is not said."""
    state = known.fact(fact)
    if isinstance(state, Among):
        return state.options
    if state == NOT_APPLICABLE or isinstance(state, NumberBetween):
        return None
    return declared.get(fact)


__all__ = ["Case", "divide"]
