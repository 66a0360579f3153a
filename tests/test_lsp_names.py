"""Every mention of a name, in dossiers and scenarios."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from conditions.files.nodes import Mapping
from conditions.files.schema import schema_of
from conditions.files.yaml_nodes import read_file, read_mapping
from conditions.lsp.cards import _CARDS
from conditions.lsp.layout import FileKind, Spot, layout_of
from conditions.lsp.mentions import mentions, names_of
from conditions.lsp.names import Mention, Names, Symbol, SymbolKind
from tests.command_line import ROOT
from tests.edited import COURSE, TALKS

DOSSIERS = sorted((ROOT / "scenarios").glob("*/dossier.yaml"))
SCENARIOS = sorted((ROOT / "scenarios").glob("*/*.scenario.yaml"))


def mapping(text: str) -> Mapping:
    """What stands in a text."""
    return read_mapping(text, "test.yaml")


@cache
def names_in(path: Path) -> Names:
    """What a shipped dossier defines."""
    return names_of(read_file(path), "dossier")


def found_in(text: str, kind: FileKind) -> list[tuple[Mention, str]]:
    """The mentions in a file of the talks, each with the text at its place."""
    root = mapping(text)
    names = names_of(mapping(TALKS), "dossier")
    if kind == "scenario":
        names = names.joined(names_of(root, "scenario"))
    return [(one, root.source.text[one.start : one.end]) for one in mentions(root, kind, names)]


def count(text: str, kind: FileKind, symbol: Symbol) -> tuple[int, int]:
    """How often a symbol is mentioned, and how often it is defined."""
    found = [one for one, _ in found_in(text, kind) if one.symbol == symbol]
    return len(found), sum(one.defines for one in found)


@pytest.mark.parametrize("path", [*DOSSIERS, *SCENARIOS], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_stands_at_a_mention_is_the_name(path: Path) -> None:
    """In every shipped file, through quotes, folding and lists."""
    root = read_file(path)
    kind: FileKind = "dossier" if path.name == "dossier.yaml" else "scenario"
    names = names_in(path.parent / "dossier.yaml").joined(names_of(root, kind))
    found = mentions(root, kind, names)

    assert found
    assert [] == [one for one in found if root.source.text[one.start : one.end] != one.symbol.name]


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.parent.name)
def test_every_entry_is_defined_once(path: Path) -> None:
    """What a shipped dossier names in its sections, it defines there and nowhere else."""
    root = read_file(path)
    found = [one.symbol for one in mentions(root, "dossier", names_of(root, "dossier")) if one.defines]
    events = root["events"]

    assert isinstance(events, Mapping)
    assert len(found) == len(set(found))
    assert set(map(str, events)) == {one.name for one in found if one.kind == "event"}


@pytest.mark.parametrize(
    ("symbol", "times"),
    [
        (Symbol("event", "ua_signs"), (8, 1)),
        (Symbol("event", "referendum"), (3, 1)),
        (Symbol("event", "ratify"), (2, 1)),
        (Symbol("group", "guarantors"), (4, 1)),
        (Symbol("ladder", "crimea"), (5, 1)),
        (Symbol("rung", "resolved", "crimea"), (3, 1)),
        (Symbol("rung", "agreed_in_principle", "crimea"), (2, 1)),
        (Symbol("moment", "closing"), (4, 1)),
        (Symbol("fact", "status"), (2, 1)),
        (Symbol("value", "allied", "status"), (2, 1)),
        (Symbol("party", "UA"), (10, 1)),
        (Symbol("zone", "city"), (3, 1)),
        (Symbol("zone", "land"), (3, 1)),
        (Symbol("statement", "speech"), (6, 1)),
        (Symbol("condition", "UA-vote"), (2, 1)),
        (Symbol("reading", "strict", "RU-land"), (1, 1)),
        (Symbol("state", "truce"), (2, 1)),
        (Symbol("obligation", "help", "pact"), (1, 1)),
    ],
)
def test_all_uses_in_a_dossier_are_found(symbol: Symbol, times: tuple[int, int]) -> None:
    """In conditions, in their structured form, in fields, in labels of other languages."""
    assert times == count(TALKS, "dossier", symbol)


@pytest.mark.parametrize(
    ("symbol", "times"),
    [
        (Symbol("event", "referendum"), 1),
        (Symbol("event", "ua_signs"), 2),
        (Symbol("event", "ratify"), 2),
        (Symbol("party", "US"), 1),
        (Symbol("rung", "agreed_in_principle", "crimea"), 1),
        (Symbol("fact", "approved"), 1),
        (Symbol("value", "neutral", "status"), 1),
        (Symbol("condition", "RU-land"), 1),
        (Symbol("reading", "strict", "RU-land"), 3),
        (Symbol("party", "RU"), 2),
    ],
)
def test_all_uses_in_a_scenario_are_found(symbol: Symbol, times: int) -> None:
    """In steps, facts and expectations, and in the names of known failures."""
    assert (times, 0) == count(COURSE, "scenario", symbol)


def test_free_text_is_no_mention() -> None:
    """Labels, notes and quotes that happen to have a name in them are left alone."""
    text = TALKS.replace("label: A vote first", "label: referendum, then ua_signs\n    note: referendum")

    assert count(TALKS, "dossier", Symbol("event", "referendum")) == count(
        text, "dossier", Symbol("event", "referendum")
    )


@pytest.mark.parametrize(
    "text",
    [
        "conditions: []\nevents: x\nladders: {l: [{a: b}]}\nzones: [[]]",
        "conditions: {c: [a, {b: c}], d: , e: {condition: [x], readings: y, source: {a: b}}}",
        "conditions: {c: {condition: {kind: nonsense, act: [[]]}}, d: {condition: 'only only ('}}",
        "timeline: [[[]], {a: {b: {c: d}}}, {then: {x: y}}, {never: }, x]\nexpect: {A: [x], B: {c: {d: [e]}}}",
        "timeline: {a: [b, {c: d}], e: }\nexpect_obligations: {a: {b: {c: [d]}}, e: [f]}\nviewpoints: {a: b}",
        "instruments: {i: {obligations: {o: [x], p: {scope: [a], debtors: {b: c}}}}}\nlabels: {uk: [a]}",
    ],
)
def test_files_of_any_shape_are_walked(text: str) -> None:
    """What is no dossier and no scenario has fewer mentions, and raises nothing."""
    root = mapping(text)
    kinds: tuple[FileKind, ...] = ("dossier", "scenario")
    for kind in kinds:
        names = names_of(root, kind)

        assert all(one.defines or one.symbol in names for one in mentions(root, kind, names))


def test_every_role_of_the_layout_is_one_that_is_known() -> None:
    """A slip in the table of places would be silent."""
    roles = {role for kind in ("dossier", "scenario") for role in roles_in(layout_of(kind))}
    known = {
        *("clause moment definition bare party group zone statement condition position claim fact side".split()),
        *("in_force incident subject debtor obligation label value expectation reading".split()),
        *("rungs values given timeline expected duties +incident".split()),
    }

    assert set() == {role for role in roles if role[:1] != "!"} - known
    assert {role[1:] for role in roles if role[:1] in "!+"} <= set(get_args(SymbolKind))


def test_every_kind_of_name_has_a_card() -> None:
    """But for incidents, which are a scenario's."""
    assert {"incident"} == set(get_args(SymbolKind)) - set(_CARDS)


def roles_in(spot: Spot) -> list[str]:
    """The roles in a part of a layout; of keys that are mentions, without their sign."""
    inner = [role for one in spot.inner.values() for role in roles_in(one)]
    return [role for role in (spot.key.removeprefix("@"), spot.value) if role] + inner


NO_NAMES = {"dossier", "facts.*.unit"}
"""Places of ids and names that mention nothing."""
OWN_WAYS = {"timeline"}
"""Roles of values that are read in ways of their own."""


def places_of_names(kind: FileKind) -> set[str]:
    """Every place where a file of a kind has an id, a name, a moment or a condition, by its schema."""
    schema = schema_of(kind)
    found: set[str] = set()

    def walk(node: Any, path: tuple[str, ...], seen: tuple[str, ...]) -> None:
        if not isinstance(node, dict):
            return
        name = str(node.get("$ref", "")).rpartition("/")[2]
        if name in {"Id", "Name", "Clause"} or "named moment" in node.get("description", ""):
            found.add(".".join(path))
        elif name and name not in seen:
            walk(schema["$defs"][name], path, (*seen, name))
        for option in (*node.get("anyOf", ()), *node.get("allOf", ())):
            walk(option, path, seen)
        for field, inner in node.get("properties", {}).items():
            walk(inner, (*path, field), seen)
        for inner in (*node.get("patternProperties", {}).values(), node.get("additionalProperties")):
            walk(inner, (*path, "*"), seen)
        walk(node.get("items"), path, seen)

    walk(schema, (), ())
    return found


@pytest.mark.parametrize("kind", ["dossier", "scenario"])
def test_the_layout_has_every_place_of_a_name(kind: FileKind) -> None:
    """A new field that names something is completed, found and renamed only if the layout has it."""
    missing = set()
    for place in places_of_names(kind) - NO_NAMES:
        spot = layout_of(kind).at(tuple(place.split(".")))
        around = layout_of(kind).at(tuple(place.split(".")[:1]))
        if (spot is None or not spot.value) and (around is None or around.value not in OWN_WAYS):
            missing.add(place)

    assert set() == missing
