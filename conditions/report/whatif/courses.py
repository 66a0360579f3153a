"""Scenarios as JSON: the steps of their timelines, what their facts are known to be, whose views they tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from conditions.knowledge import Among, FactState, NotKnown, NumberBetween
from conditions.language.anchors import plain_moments
from conditions.language.types import Name
from conditions.model.dossier import Dossier
from conditions.model.given import ContestedFact, FactGiven, NumberRange, PlainValue
from conditions.model.incidents import Incident
from conditions.model.scenario import Scenario, Step
from conditions.plain import Plain
from conditions.report.text import brief, shown
from conditions.report.whatif.nodes import period_data
from conditions.report.whatif.record import days_data, waivers_data
from conditions.stated_facts import FactReader
from conditions.vocabulary import Vocabulary


def scenario_data(dossier: Dossier, scenario: Scenario) -> dict[str, Plain]:
    """A scenario as the evaluator reads it; what it leaves empty is left out."""
    vocabulary = dossier.vocabulary.with_members(scenario.groups)
    views: dict[str, Plain] = {
        name: {
            "label": shown(brief(view.label)) if view.label else name,
            "facts": _facts(view.facts, vocabulary),
            "readings": dict(view.readings),
        }
        for name, view in scenario.viewpoints.items()
    }
    data: dict[str, Plain] = {
        "title": shown(brief(scenario.title)),
        "world": scenario.world.kind,
        "now": _ordinal(scenario.world.until),
        "as_of": _ordinal(scenario.as_of),
        "known_at": _ordinal(scenario.known_at),
        "accounts": list(scenario.accounts),
        "timeline": [_step(step, vocabulary) for step in scenario.timeline],
        "facts": _facts(scenario.facts, vocabulary),
        "groups": {name: list(members) for name, members in scenario.groups.items()},
        "viewpoints": views,
        "waivers": waivers_data(dossier, scenario.waivers),
        "incidents": [_incident(one) for one in scenario.incidents],
    }
    return {key: value for key, value in data.items() if value not in (None, [], {})}


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


# --- steps ------------------------------------------------------------------------


def _step(step: Step, vocabulary: Vocabulary) -> Plain:
    data: dict[str, Plain] = {"events": [str(event) for event in step.events]}
    if step.happens != "yes":
        data["happens"] = step.happens
    if step.on is not None:
        data["on"] = days_data(step.on)
    if step.then:
        data["then"] = True
    if step.disputed:
        data["disputed"] = True
    orders: list[Plain] = []
    for field, moment in step.relations():
        plain = plain_moments(field, moment, vocabulary) or ()
        anchors: list[Plain] = [
            [one.anchor.toordinal() if isinstance(one.anchor, date) else str(one.anchor), period_data(one.shift)]
            for one in plain
        ]
        orders.append([field, str(moment), anchors])
    return data | ({"orders": orders} if orders else {})


def _incident(incident: Incident) -> Plain:
    """What the form asks of an incident: its kind, its place, its day."""
    return {"kind": shown(brief(incident.incident)), "place": incident.place, "day": days_data(incident.day)}


# --- facts ------------------------------------------------------------------------


def _facts(facts: Mapping[Name, FactGiven], vocabulary: Vocabulary) -> Plain:
    reader = FactReader(vocabulary)
    found: dict[str, Plain] = {}
    for name, given in facts.items():
        one: dict[str, Plain] = {"given": _given(given), "state": state_data(reader.read(name, given))}
        if isinstance(given, ContestedFact):
            told = reader.versions(name, given)
            one["told"] = [[shown(label), state_data(state)] for label, state in told.items()]
        found[str(name)] = one
    return found


def state_data(state: FactState) -> Plain:
    """What is known of a fact: the values that it may have, a range, or how it is not known."""
    match state:
        case Among(options):
            return {"among": list(options)}
        case NumberBetween(low, high):
            return {"between": [None if end is None else str(end) for end in (low, high)]}
        case NotKnown(why):
            return {"not": why}
        case _:
            assert_never(state)


def _given(given: FactGiven) -> Plain:
    """A value as a file writes it."""
    if isinstance(given, ContestedFact):
        return {"told": [{"value": _plain(one.value), "source": list(one.source)} for one in given.told]}
    return _plain(given)


def _plain(value: PlainValue) -> Plain:
    match value:
        case NumberRange(low=low, high=high):
            return {name: end for name, end in (("from", low), ("to", high)) if end is not None}
        case str():
            return value
        case _:
            return list(value)


__all__ = ["scenario_data", "state_data"]
