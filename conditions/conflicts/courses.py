"""A witness as a course of events that `check` accepts."""

from __future__ import annotations

from datetime import date
from typing import Any

from conditions.certificates import Value, Witness
from conditions.conflicts.results import Course
from conditions.engines.exact import OTHER
from conditions.language.rationals import number_text
from conditions.model.scenario import Scenario
from conditions.results import CheckResult
from conditions.vocabulary import Vocabulary


def course(witness: Witness, scenario: Scenario, vocabulary: Vocabulary, checked: CheckResult) -> Course:
    """The course of events that a witness is, with the facts that its scenario knows."""
    days = {event: date.fromordinal(day) for event, day in witness.days.items() if day is not None}
    ordered = dict(sorted(days.items(), key=lambda item: item[1]))
    facts = {name: value for name, value in witness.facts.items() if value != OTHER}
    data: dict[str, Any] = {
        "scenario": "a course of events that keeps all of it",
        "world": "closed",
        "timeline": [{event: day.isoformat()} for event, day in ordered.items()],
        "facts": {name: _text(value, name, vocabulary) for name, value in facts.items()},
        "groups": {name: list(members) for name, members in scenario.groups.items()},
        "accounts": list(checked.accounts),
    }
    if checked.as_of is not None:
        data["as_of"] = checked.as_of.isoformat()
    if checked.known_at is not None:
        data["known_at"] = checked.known_at.isoformat()
    made = Scenario.build(data)
    whole = made.model_copy(update={"facts": {**scenario.facts, **made.facts}})
    never = tuple(event for event, day in witness.days.items() if day is None)
    return Course(ordered, never, facts, whole, witness)


def _text(value: Value, name: str, vocabulary: Vocabulary) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    unit = vocabulary.facts[name].unit if name in vocabulary.facts else None
    return f"{number_text(value)} {unit}" if unit else number_text(value)
