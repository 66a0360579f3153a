"""Witnesses: completions of what is known, and whether they are ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias, assert_never

from conditions.formula import Formula
from conditions.knowledge import NOT_APPLICABLE, Among, FactState, Knowledge, NotKnown, NumberBetween
from conditions.periods import FIRST_DAY, LAST_DAY, shift
from conditions.semantics import judge
from conditions.timeline import Entry, Relation, Timeline
from conditions.truth import Truth

Value: TypeAlias = bool | str | Fraction
Declared: TypeAlias = Mapping[str, tuple[bool | str, ...]]
"""The values that yes/no and enumerated facts may have."""


@dataclass(frozen=True)
class Witness:
    """A completion as far as formulas and what is known name events and facts.

    Attributes:
        days: For every event its day, an ordinal, or `None` if it never happens.
        facts: The values of facts.
    """

    days: Mapping[str, int | None]
    facts: Mapping[str, Value]

    def happening(self) -> tuple[str, ...]:
        """The events that happen."""
        return tuple(event for event, day in self.days.items() if day is not None)

    def knowledge(self, known: Knowledge) -> Knowledge:
        """What one knows where this has come about; other events never happen, other facts stay as known."""
        entries = (
            Entry(event, Truth.FALSE) if day is None else Entry(event, Truth.TRUE, day, day)
            for event, day in self.days.items()
        )
        facts: dict[str, FactState] = {
            fact: NumberBetween(value, value) if isinstance(value, Fraction) else Among((value,))
            for fact, value in self.facts.items()
        }
        return replace(known, timeline=Timeline(entries), facts={**known.facts, **facts}, assumed=frozenset())


def fits(witness: Witness, known: Knowledge, declared: Declared | None = None) -> bool:
    """Whether a witness completes what is known."""
    days, timeline = witness.days, known.timeline
    named = {*timeline.events(), *(end for one in timeline.relations for end in (one.first, one.second))}
    in_ranges = all(_allowed(timeline.entry(event), day) for event, day in days.items())
    in_order = all(_keeps(relation, days) for relation in timeline.relations)
    values = all(_possible(fact, value, known, declared or {}) for fact, value in witness.facts.items())
    return named <= days.keys() and in_ranges and in_order and values


def witnesses(witness: Witness, formula: Formula, known: Knowledge) -> Truth:
    """The truth of a formula in a witness, as the reference interpreter has it."""
    return judge(formula, witness.knowledge(known)).truth


def _allowed(entry: Entry, day: int | None) -> bool:
    if day is None:
        return entry.occurs is not Truth.TRUE
    in_range = max(entry.earliest, FIRST_DAY) <= day <= min(entry.latest, LAST_DAY)
    return in_range and entry.occurs is not Truth.FALSE


def _keeps(relation: Relation, days: Mapping[str, int | None]) -> bool:
    first, second = days.get(relation.first), days.get(relation.second)
    if first is None or second is None:
        return True
    late = relation.least is None or shift(first, relation.least) <= second
    return late and (relation.most is None or second <= shift(first, relation.most))


def _possible(fact: str, value: Value, known: Knowledge, declared: Declared) -> bool:
    state = known.fact(fact)
    match state:
        case Among(options):
            return value in options
        case NumberBetween(low, high):
            return isinstance(value, Fraction) and (low is None or low <= value) and (high is None or value <= high)
        case NotKnown():
            return state != NOT_APPLICABLE and value in declared.get(fact, (value,))
        case _:
            assert_never(state)
