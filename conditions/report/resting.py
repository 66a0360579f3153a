"""What rests on each statement: the entries of a dossier, and the scenarios, that name it as their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.report.document import Line, Ref
from conditions.report.phrases import anchor, reading_anchor

Resting: TypeAlias = tuple[str, str, str]
"""A statement, what rests on it in a word or two, and where that stands."""


def resting_on(dossier: Dossier, scenarios: Iterable[Scenario]) -> Mapping[str, tuple[Line, ...]]:
    """For each statement, links to all that rests on it, in the order of the report."""
    found: dict[str, dict[tuple[str, str], None]] = {name: {} for name in dossier.statements}
    for statement, words, place in (*_positions(dossier), *_parts(dossier), *_remarks(dossier), *_courses(scenarios)):
        if statement in found:
            found[statement][words, place] = None
    return {name: tuple((Ref(*link),) for link in links) for name, links in found.items()}


def _positions(dossier: Dossier) -> Iterator[Resting]:
    for kind, positions in (("condition", dossier.conditions), ("term", dossier.terms)):
        for name, position in positions.items():
            for statement in position.source:
                yield statement, name, anchor(kind, name)
            for reading, one in (position.readings or {}).items():
                place = reading_anchor(name, reading) if kind == "condition" else anchor(kind, f"{name}.{reading}")
                for statement in one.source:
                    if statement not in position.source:
                        yield statement, f"{name} (reading {reading})", place
    for name, claim in dossier.claims.items():
        for statement in claim.source:
            yield statement, f"claim {name}", anchor("claim", name)
    for name, instrument in dossier.instruments.items():
        for statement in instrument.source:
            yield statement, f"instrument {name}", anchor("instrument", name)
        for code, owed in instrument.obligations.items():
            for statement in owed.source:
                yield statement, f"obligation {code}", anchor("obligation", f"{name}.{code}")


def _parts(dossier: Dossier) -> Iterator[Resting]:
    for kind, word, parts in (
        ("name", "group", dossier.groups),
        ("name", "event", dossier.events),
        ("name", "ladder", dossier.ladders),
        ("name", "fact", dossier.facts),
        ("zone", "zone", dossier.zones),
        ("state", "state", dossier.states),
    ):
        for name, part in parts.items():
            for statement in part.source:
                yield statement, f"{word} {name}", anchor(kind, name)


def _remarks(dossier: Dossier) -> Iterator[Resting]:
    for name, found in dossier.ambiguities.items():
        for statement in (*found.source, *(one for meaning in found.readings.values() for one in meaning.source)):
            yield statement, f"open question {name}", anchor("ambiguity", name)
    for left_out in dossier.not_encoded:
        yield left_out.source, "what is not expressed", "not-encoded"


def _courses(scenarios: Iterable[Scenario]) -> Iterator[Resting]:
    for number, scenario in enumerate(scenarios, 1):
        for statement in (*scenario.source, *(one for step in scenario.timeline for one in step.source)):
            yield statement, f"scenario {number}", anchor("scenario", str(number))


__all__ = ["resting_on"]
