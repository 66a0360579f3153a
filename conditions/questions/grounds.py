"""What of all that is known is enough for an answer: as much as can be is taken to be unknown, one thing at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final, Literal, NamedTuple, TypeAlias

from conditions.engines.exact import Limit
from conditions.english import day_of, day_words
from conditions.formula import Formula, events_in, facts_in
from conditions.knowledge import NOT_APPLICABLE, Among, FactState, Knowledge, NumberBetween
from conditions.language.rationals import number_text
from conditions.periods import Period
from conditions.questions.rested import Ground
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

StillSo: TypeAlias = Callable[[Knowledge, Iterable[str]], bool]
"""Whether the answer is the same where this is known, and nothing of some facts."""
_EVER: Final = (-math.inf, math.inf)


class _Part(NamedTuple):
    """A part of what is known, which can be taken away."""

    kind: Literal["event", "days", "fact", "order", "world"]
    about: str = ""
    relation: Relation | None = None


class Grounds:
    """What is known in one scenario, part by part."""

    def __init__(self, known: Knowledge, vocabulary: Vocabulary, formulas: Iterable[Formula]) -> None:
        listed = tuple(formulas)
        named = (event for formula in listed for event in events_in(formula))
        self._known = known
        self._events = tuple(dict.fromkeys((*known.timeline.events(), *named)))
        ladders = {
            (f"{name}.{lower}", f"{name}.{higher}")
            for name, kind in vocabulary.ladders.items()
            for lower, higher in combinations(kind.above_start(), 2)
        }
        # That no rung comes before a lower one is what a ladder is, not something that a scenario knows.
        self._of_ladders = [
            one for one in known.timeline.relations if (one.first, one.second) in ladders and one.least == Period()
        ]
        self._facts = {fact for formula in listed for fact in facts_in(formula)}

    def enough(self, still_so: StillSo, limit: Limit) -> tuple[Ground, ...] | None:
        """Parts with which the answer is still the same, none of which can be left out; `None` if the time is over."""
        kept = dict.fromkeys(self._parts())
        for part in tuple(kept):
            if limit.is_over:
                return None
            fewer = [one for one in kept if one != part]
            if still_so(*self._with(fewer)):
                del kept[part]
        return tuple(self._grounds(kept))

    def _parts(self) -> Iterator[_Part]:
        """Every part, those first of which it tells most that they need not be known."""
        timeline = self._known.timeline
        yield _Part("world")
        for event in self._events:
            entry = timeline.entry(event)
            if (entry.earliest, entry.latest) != _EVER and entry.occurs is not Truth.FALSE:
                yield _Part("days", event)
        for event in self._events:
            if timeline.entry(event).occurs is not Truth.UNKNOWN:
                yield _Part("event", event)
        for fact, state in self._known.facts.items():
            if fact in self._facts and (isinstance(state, Among | NumberBetween) or state == NOT_APPLICABLE):
                yield _Part("fact", fact)
        for relation in timeline.relations:
            if relation not in self._of_ladders:
                yield _Part("order", f"{relation.first}, {relation.second}", relation)

    def _with(self, parts: Iterable[_Part]) -> tuple[Knowledge, tuple[str, ...]]:
        """What is known with these parts alone, and the facts of which nothing is."""
        kept = set(parts)
        old = self._known.timeline
        is_closed = _Part("world") in kept
        relations = [*self._of_ladders, *(one.relation for one in kept if one.relation is not None)]
        tied = {event for one in kept if one.relation for event in (one.relation.first, one.relation.second)}
        entries = []
        for event in self._events:
            entry, happens, days = old.entry(event), _Part("event", event) in kept, _Part("days", event) in kept
            if happens or days or event in tied or (is_closed and event in old.events()):
                first, last = (entry.earliest, entry.latest) if days else _EVER
                entries.append(Entry(event, entry.occurs if happens else Truth.UNKNOWN, first, last))
        timeline = Timeline(entries, relations, old.otherwise if is_closed else Unlisted(Truth.UNKNOWN))
        facts = {fact: state for fact, state in self._known.facts.items() if _Part("fact", fact) in kept}
        without = tuple(fact for fact in self._known.facts if fact not in facts)
        return replace(self._known, timeline=timeline, facts=facts), without

    def _grounds(self, kept: Collection[_Part]) -> Iterator[Ground]:
        """The parts that are kept, what is known of one event together."""
        for event in self._events:
            happens, dated = _Part("event", event) in kept, _Part("days", event) in kept
            if happens or dated:
                yield Ground("event", event, self._event_words(event, happens, dated))
        for part in kept:
            match part.kind:
                case "fact":
                    yield Ground("fact", part.about, _state_words(self._known.fact(part.about)))
                case "order":
                    yield Ground("order", part.about, str(part.relation))
                case "world":
                    yield Ground("world", "", self._world_words())
                case "event" | "days":
                    pass

    def _event_words(self, event: str, happens: bool, dated: bool) -> str:
        entry = self._known.timeline.entry(event)
        if happens and entry.occurs is Truth.FALSE:
            return "never happens"
        days = f" {day_words((entry.earliest, entry.latest))}" if dated else ""
        return f"happens{days}" if happens else f"happens, if ever,{days}"

    def _world_words(self) -> str:
        otherwise = self._known.timeline.otherwise
        if otherwise.occurs is Truth.FALSE:
            return "what is not listed never happens"
        first = day_of(otherwise.earliest)
        return f"what is not listed has not happened before {first}" if first else "what is not listed is not known"


def _state_words(state: FactState) -> str:
    match state:
        case Among(options):
            told = ["yes" if one is True else "no" if one is False else one for one in options]
            return f"is {' or '.join(told)}"
        case NumberBetween(low, high):
            if low is not None and low == high:
                return f"is {number_text(low)}"
            ends = [f"at least {number_text(low)}"] if low is not None else []
            ends += [f"at most {number_text(high)}"] if high is not None else []
            return f"is {' and '.join(ends) or 'some number'}"
        case _:
            return "does not apply"


__all__ = ["Grounds", "StillSo"]
