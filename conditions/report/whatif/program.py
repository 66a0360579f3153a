"""The rules of a dossier compiled to JSON: all that the page needs to answer for a course of events by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from conditions.formula import Formula
from conditions.language.base import Scope
from conditions.model.positions import LEVELS, Condition
from conditions.model.scenario import Scenario
from conditions.plain import Plain
from conditions.report.answers import ANSWERS, BLOCKED, MAY_CHANGE, TRUTHS, VACUOUS
from conditions.report.document import Mark
from conditions.report.phrases import Source, briefly
from conditions.report.positions import MODALITIES
from conditions.report.text import shown
from conditions.report.whatif.courses import scenario_data
from conditions.report.whatif.duties import duties_data, places_data
from conditions.report.whatif.nodes import Nodes, TooLargeError
from conditions.report.whatif.record import claims_data, conditions_data, statements_data, waivers_data
from conditions.truth import Truth
from conditions.verdicts import BLOCKED_PHRASE, PHRASES, UNSETTLED_PHRASES, gated
from conditions.vocabulary import Vocabulary
from conditions.wording import Wording

VERSION: Final = 1
"""Which form of JSON the evaluator reads."""
MOST_SCENARIO_CHARACTERS: Final = 400_000
"""Most characters of JSON that scenarios may take; those after them cannot be chosen in the form."""
MOST_SETTINGS: Final = 12
"""Most different settings of group members for which conditions are compiled."""


def program(source: Source, scenarios: Sequence[Scenario], *, most_settings: int = MOST_SETTINGS) -> dict[str, Plain]:
    """The conditions of a dossier, its names and its scenarios, as plain data.

    Args:
        source: The dossier, and the least firm level that takes part in answers.
        scenarios: The scenarios that can be started from. Those that do not fit into the page are left out, and
            the program says how many.
        most_settings: The most settings of group members for which conditions are compiled.
    """
    kept = _carried(source, scenarios, most_settings)
    settings: list[Mapping[str, Sequence[str]]] = [{}]
    for scenario in kept.values():
        if scenario.groups and scenario.groups not in settings:
            settings.append(scenario.groups)
    first = source.dossier.vocabulary
    return {
        "version": VERSION,
        "dossier": source.dossier.id,
        "title": shown(source.dossier.title or source.dossier.id, 240),
        "level": LEVELS.index(source.level),
        "levels": list(LEVELS),
        "parties": {code: shown(source.party(code)) for code in source.dossier.parties},
        "conditions": conditions_data(source),
        "statements": statements_data(source),
        "claims": claims_data(source.dossier),
        "waivers": waivers_data(source.dossier, source.dossier.waivers),
        "settings": [_setting(source, first.with_members(members), members) for members in settings],
        "places": places_data(source),
        "scenarios": [
            {"number": number, **scenario_data(source.dossier, scenario)} for number, scenario in kept.items()
        ],
        "left_out": len(scenarios) - len(kept),
        "phrases": {
            "status": {status.value: phrase for status, phrase in PHRASES.items()},
            "unsettled": {status.value: phrase for status, phrase in UNSETTLED_PHRASES.items()},
            "blocked": BLOCKED_PHRASE,
        },
        "marks": {answer.value: _mark(mark) for answer, mark in ANSWERS.items()},
        "truths": [_mark(TRUTHS[truth]) for truth in (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)],
        "remarks": {"vacuous": VACUOUS, "blocked": BLOCKED, "may_change": MAY_CHANGE},
        "modalities": dict[str, Plain](MODALITIES.items()),
    }


def _mark(mark: Mark) -> Plain:
    return [mark.word, mark.symbol, mark.tone]


def to_json(data: Mapping[str, Plain]) -> str:
    """The program as the page carries it; equal data gives equal text."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _carried(source: Source, scenarios: Iterable[Scenario], most_settings: int) -> dict[int, Scenario]:
    """The scenarios that the page has room for, by their numbers."""
    kept: dict[int, Scenario] = {}
    groups: list[object] = []
    room = MOST_SCENARIO_CHARACTERS
    for number, scenario in enumerate(scenarios, 1):
        room -= len(to_json(scenario_data(source.dossier, scenario)))
        is_new = bool(scenario.groups) and scenario.groups not in groups
        if room < 0 or (is_new and len(groups) >= most_settings):
            continue
        if is_new:
            groups.append(scenario.groups)
        kept[number] = scenario
    return kept


def _setting(source: Source, vocabulary: Vocabulary, members: Mapping[str, Sequence[str]]) -> Plain:
    """The names and formulas with these members of groups that the dossier leaves unnamed."""
    short = briefly(vocabulary)
    nodes = Nodes(Wording(short))
    compiled: dict[str, Plain] = {}
    for name, condition in source.dossier.conditions.items():
        try:
            compiled[name] = _readings(nodes, condition, vocabulary)
        except TooLargeError:
            compiled[name] = None
    return {
        "groups": {name: list(codes) for name, codes in members.items()},
        "events": {name: shown(short.label(name)) for name in vocabulary.events},
        "by": {name: event.by for name, event in source.dossier.events.items() if event.by in source.dossier.parties},
        "facts": _facts(short),
        "ladders": {name: [f"{name}.{rung}" for rung in kind.above_start()] for name, kind in short.ladders.items()},
        "labels": {
            name: shown(short.label(name))
            for name in (*vocabulary.moments, *vocabulary.ladders, *(one for one in vocabulary.groups))
        },
        "conditions": compiled,
        "obligations": duties_data(source, vocabulary, nodes),
        "formulas": list[Plain](nodes.formulas),
        "points": list[Plain](nodes.points),
        "words": list[Plain](nodes.words),
        "inside": {act: dict[str, Plain](words) for act, words in nodes.inside.items()},
    }


def _readings(nodes: Nodes, condition: Condition, vocabulary: Vocabulary) -> Plain:
    """The formula of each reading, and where it gates one act, that act and all that it requires."""
    scope = Scope(vocabulary)
    found: dict[str, Plain] = {}
    for name, clause in condition.clauses().items():
        formula: Formula = clause.lower(scope)
        gate = gated(formula)
        compiled: dict[str, Plain] = {"formula": nodes.add(formula)}
        if gate is not None:
            act, requires = gate
            compiled |= {"act": nodes.point(act), "requires": nodes.add(requires, act)}
        found[name] = compiled
    return found


def _facts(vocabulary: Vocabulary) -> Plain:
    found: dict[str, Plain] = {}
    for name, kind in vocabulary.facts.items():
        one: dict[str, Plain] = {"label": shown(vocabulary.label(name)), "kind": kind.kind}
        optional: dict[str, Plain] = {
            "values": list(kind.values),
            "unit": kind.unit,
            "count": kind.count,
            "part_of": kind.part_of,
            "stepped": bool(kind.steps),
        }
        found[name] = one | {key: value for key, value in optional.items() if value}
    return found


__all__ = ["MOST_SCENARIO_CHARACTERS", "program", "to_json"]
