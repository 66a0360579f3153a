"""What can stand at a place of a file that is being written."""

from __future__ import annotations

from pathlib import Path

import pytest

from conditions.lsp.cards import as_text
from conditions.lsp.completing import complete
from conditions.lsp.offers import Item
from tests.edited import COURSE, TALKS, edit, folder

HEAD = TALKS[: TALKS.index("conditions:\n")]
COURSE_HEAD = COURSE[: COURSE.index("timeline:\n")]


def in_dossier(tmp_path: Path, text: str) -> list[Item]:
    """What is offered in the talks, with this in the place of everything from the conditions on."""
    workspace = folder(tmp_path)
    path = tmp_path / "dossier.yaml"
    workspace.read(path)
    return complete(workspace, path, edit(workspace, path, HEAD + text))


def in_scenario(tmp_path: Path, text: str) -> list[Item]:
    """What is offered in a scenario of the talks."""
    workspace = folder(tmp_path, one=COURSE)
    path = tmp_path / "one.scenario.yaml"
    return complete(workspace, path, edit(workspace, path, COURSE_HEAD + text))


def names(items: list[Item]) -> list[str]:
    """The names of the dossier among what is offered."""
    return [one.label for one in items if one.kind == "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("conditions:\n  X: {party: ¦}", ["UA", "RU", "US", "GB"]),
        ("conditions:\n  X:\n    source: [speech, ¦]", ["speech", "reply"]),
        (
            "conditions:\n  X:\n    condition: ua_signs only if crimea is ¦",
            ["unresolved", "agreed_in_principle", "resolved"],
        ),
        (
            "conditions:\n  X:\n    condition: ua_signs only if crimea is not a¦",
            ["unresolved", "agreed_in_principle", "resolved"],
        ),
        ("conditions:\n  X:\n    condition: ua_signs only if status is ¦", ["neutral", "allied"]),
        ("conditions:\n  X:\n    condition: a only if status is one of (neutral, ¦", ["neutral", "allied"]),
        (
            "conditions:\n  X:\n    condition: ua_signs only after crimea.¦",
            ["crimea.agreed_in_principle", "crimea.resolved"],
        ),
        ("conditions:\n  X:\n    condition: ua_signs only after ratify[¦", ["ratify[US]", "ratify[GB]", "ratify[UA]"]),
        ("conditions:\n  X:\n    condition: all of ¦", ["guarantors"]),
        ("conditions:\n  X:\n    condition: at least 2 of ¦", ["guarantors"]),
        ("conditions:\n  X:\n    condition: all of guarantors ¦", ["ratify"]),
        ("conditions:\n  X:\n    condition: majority of guarantors including ¦", ["UA", "RU", "US", "GB"]),
        ("conditions:\n  X:\n    condition: ua_signs only ¦", []),
        ("conditions:\n  X:\n    supersedes: ¦\nterms: {T: {party: UA}}", ["X", "T"]),
        ("conditions:\n  X:\n    condition: {kind: members, quantifier: all, group: ¦", ["guarantors"]),
        ("zones: {x: {near: ¦}}", ["land", "city"]),
        ("instruments: {i: {obligations: {o: {debtors: ¦}}}}", ["UA", "RU", "US", "GB", "guarantors"]),
        ("preferences:\n  ¦", ["UA", "RU", "US", "GB"]),
    ],
)
def test_names_that_fit_the_place_are_offered(text: str, expected: list[str], tmp_path: Path) -> None:
    """Only those, in the order of the dossier."""
    assert expected == names(in_dossier(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("facts:\n  ¦", ["approved", "status", "troops"]),
        ("facts:\n  status: ¦", ["neutral", "allied"]),
        ("facts: {troops: {told: [{value: 1, source: ¦", ["speech", "reply"]),
        ("expect:\n  ¦", ["UA", "RU", "US", "GB", "UA-vote", "RU-land", "UA-all", "UA-again"]),
        ("expect:\n  RU-land: {¦", ["strict", "lenient"]),
        ("expect:\n  RU: {¦", ["strict", "lenient"]),
        ("viewpoints: {RU: {readings: {RU-land: ¦", ["strict", "lenient"]),
        ("expect_in_force:\n  ¦", ["truce", "pact"]),
        ("incidents:\n  - {incident: aggression, place: ¦", ["land", "city"]),
        ("timeline:\n  - referendum:\n      source: ¦", ["speech", "reply"]),
        ("groups:\n  ¦", ["guarantors"]),
    ],
)
def test_names_of_the_dossier_are_offered_in_its_scenarios(text: str, expected: list[str], tmp_path: Path) -> None:
    """Facts and their values, parties, conditions, readings, zones, statements."""
    assert expected == names(in_scenario(tmp_path, text))


@pytest.mark.parametrize(
    "text", ["timeline:\n  - ¦", "timeline:\n  - then: [x, ¦", "timeline:\n  ¦", "timeline:\n  - never: ¦"]
)
def test_steps_are_events_and_rungs(text: str, tmp_path: Path) -> None:
    """Those that an event reaches, and of what each member does, one for each."""
    found = names(in_scenario(tmp_path, text))

    assert {"referendum", "ua_signs", "ratify[US]", "crimea.resolved"} <= set(found)
    assert {"ratify", "crimea.unresolved", "approved"}.isdisjoint(found)


def test_names_with_brackets_are_quoted_where_they_must_be(tmp_path: Path) -> None:
    """Bare inside of `[…]` or `{…}`, a bracket would end the list."""
    texts = {where: in_scenario(tmp_path, where) for where in ("timeline:\n  - then: [¦", "timeline:\n  - then: ¦")}
    written = [next(one.text for one in items if one.label == "ratify[US]") for items in texts.values()]

    assert ["'ratify[US]'", "ratify[US]"] == written


@pytest.mark.parametrize(
    ("text", "phrase", "replaced"),
    [
        ("conditions:\n  X:\n    condition: ua_signs ¦", "only after", ""),
        ("conditions:\n  X:\n    condition: ua_signs only on or a¦", "only on or after", "only on or a"),
        ("conditions:\n  X:\n    condition: ¦", "if", ""),
        ("moments:\n  m: ua_signs ¦", "but only if", ""),
    ],
)
def test_words_of_the_language_are_offered_where_they_can_stand(
    text: str, phrase: str, replaced: str, tmp_path: Path
) -> None:
    """Whole phrases, in the place of what of them was typed."""
    items = {one.label: one for one in in_dossier(tmp_path, text) if one.kind == "keyword"}
    offset = (HEAD + text).index("¦")

    assert replaced == (HEAD + text)[items[phrase].start : offset]
    assert items[phrase].detail


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("conditions:\n  X:\n    party: UA\n    ¦", "condition"),
        ("conditions:\n  X:\n    ¦", "party"),
        ("conditions:\n  X: {par¦", "party"),
        ("con¦", "conditions"),
        ("instruments: {i: {obligations: {o: {¦", "debtors"),
        ("conditions: {X: {condition: {kind: only_after, ¦", "same_day"),
    ],
)
def test_fields_are_offered_with_what_they_are(text: str, field: str, tmp_path: Path) -> None:
    """By the schema of the file, without those that stand there already."""
    items = {one.label: one for one in in_dossier(tmp_path, text) if one.kind == "field"}

    assert items[field].card.words
    assert text.count("party:") == 0 or "party" not in items


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("conditions: {X: {level: ¦", {"stated", "reported", "inferred", "hypothetical"}),
        ("ladders: {l: ¦", {"agreement"}),
        ("conditions: {X: {condition: {kind: ¦", {"only_after", "if", "never"}),
    ],
)
def test_listed_words_are_offered(text: str, words: set[str], tmp_path: Path) -> None:
    """What a field may be, where the schema lists it."""
    assert words <= {one.label for one in in_dossier(tmp_path, text) if one.kind == "word"}


def test_what_a_scenario_can_say_is_offered(tmp_path: Path) -> None:
    """Worlds, answers, and what is said of when."""
    assert {"met", "not met", "waiting"} <= {one.label for one in in_scenario(tmp_path, "expect: {UA: ¦")}
    assert {"yes", "no"} <= {one.label for one in in_scenario(tmp_path, "facts: {approved: ¦")}
    assert {"after", "never"} <= {one.label for one in in_scenario(tmp_path, "timeline:\n  - ua_signs: ¦")}
    assert {"referendum"} <= set(names(in_scenario(tmp_path, "timeline:\n  - ua_signs: at least 3 days after ¦")))


def test_labels_and_quotes_stand_beside_names(tmp_path: Path) -> None:
    """The label as detail, the quote in the documentation, in the words of the dossier."""
    items = {one.label: one for one in in_dossier(tmp_path, "conditions:\n  X:\n    condition: ¦")}

    assert "Переговори й голосування" == items["referendum"].detail
    assert "“after a vote”" in as_text(items["ua_signs"].card)


def test_nothing_is_offered_in_comments(tmp_path: Path) -> None:
    """Comments are free text."""
    assert [] == in_dossier(tmp_path, "# con¦")
