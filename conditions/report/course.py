"""What a scenario tells: its world, its timeline, its facts, in words."""

from __future__ import annotations

from typing import Final, assert_never

from conditions.english import listing, partial_words
from conditions.language.base import Words
from conditions.model.given import ContestedFact, FactGiven, NumberRange, PlainValue
from conditions.model.incidents import Incident
from conditions.model.scenario import Scenario, Step, World
from conditions.moments import moments
from conditions.report.document import Block, Bullets, Faint, Item, Line, Paragraph
from conditions.report.phrases import Source, joined

_ORDERS: Final = {
    "after": "after",
    "on_or_after": "on or after",
    "before": "before",
    "on_or_before": "on or before",
    "same_day_as": "on the same day as",
}


def course(source: Source, scenario: Scenario) -> tuple[Block, ...]:
    """What a scenario tells, from its note to its incidents."""
    words = Words(source.vocabulary.with_members(scenario.groups))
    blocks: list[Block] = [*source.remarks(scenario.note), Paragraph((world_words(scenario.world),))]
    if scenario.timeline:
        blocks.append(Bullets(tuple(_step(source, words, step) for step in scenario.timeline), "steps"))
    values = [_value(words, name, value) for name, value in scenario.facts.items()]
    values += [Item((f"{source.label(name)}: {', '.join(members)}",)) for name, members in scenario.groups.items()]
    values += [_incident(source, incident) for incident in scenario.incidents]
    if values:
        blocks.append(Bullets(tuple(values)))
    days = [Item((f"{words.name(one.name)}: {one.answer}",)) for one in moments(source.dossier, scenario)]
    if days:
        blocks += [Paragraph(("Days that follow:",)), Bullets(tuple(days))]
    if scenario.source:
        blocks.append(Paragraph((Faint("source: "), *source.sources(scenario.source)), "facts"))
    return tuple(blocks)


def world_words(world: World) -> str:
    """What is assumed of events that a scenario does not list."""
    match world.kind:
        case "closed":
            return "What is not listed never happens."
        case "open":
            return "Of what is not listed nothing is known."
        case "until":
            return f"What is not listed has not happened by the end of {world.until}, and may later."
        case _:
            assert_never(world.kind)


def _step(source: Source, words: Words, step: Step) -> Item:
    """One step: what happens, and what is known of when."""
    named = listing([words.name(event) for event in step.events])
    told = [{"yes": named, "no": f"never: {named}", "unknown": f"not known whether: {named}"}[step.happens]]
    if step.then:
        told[0] = f"then {told[0]}"
    if len(step.events) > 1 and step.happens != "no":
        told.append("on the same day")
    if step.on is not None:
        told.append(partial_words(step.on))
    if step.disputed:
        told.append("disputed")
    orders: dict[str, list[str]] = {}
    for field, moment in step.relations():
        orders.setdefault(_ORDERS[field], []).append(words.moment(moment))
    told += [f"{order} {listing(moments)}" for order, moments in orders.items()]
    line: Line = (", ".join(told),)
    if step.source:
        line = (*line, Faint(" source: "), *source.sources(step.source))
    return Item(line, source.remarks(step.note))


def _value(words: Words, name: str, value: FactGiven) -> Item:
    return Item((f"{words.name(name)}: {_given(value)}",))


def _given(value: FactGiven) -> str:
    if isinstance(value, ContestedFact):
        return f"contested: {listing([_plain(told.value) for told in value.told], 'or')}"
    return _plain(value)


def _plain(value: PlainValue) -> str:
    match value:
        case NumberRange(low=low, high=high):
            ends = [f"at least {low}" if low else "", f"at most {high}" if high else ""]
            return " and ".join(end for end in ends if end) or "any number"
        case str():
            return value.replace("_", " ")
        case _:
            return f"one of {listing([one.replace('_', ' ') for one in value], 'or')}"


def _incident(source: Source, incident: Incident) -> Item:
    parts: list[Line] = [(f"incident: {incident.incident}",)]
    parts.append((f"at {source.label(incident.place)}",) if incident.place else (Faint("place not known"),))
    if incident.day:
        parts.append((partial_words(incident.day),))
    return Item(joined(parts), source.remarks(incident.note))


__all__ = ["course", "world_words"]
