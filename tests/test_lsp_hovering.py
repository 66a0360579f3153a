"""What is shown when one points at a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from conditions.language.phrases import KEYWORDS
from conditions.lsp.cards import Card, as_markdown, as_text
from conditions.lsp.hovering import hover
from conditions.lsp.keywords import keyword_card
from conditions.lsp.workspace import Workspace
from tests.edited import COURSE, TALKS, folder


def shown(workspace: Workspace, path: Path, text: str, after: str = "") -> str:
    """What is shown at a text, the first behind another text."""
    said = workspace.page(path).text
    found = hover(workspace, path, said.index(text, said.index(after)))
    return as_text(found.card) if found is not None else ""


@pytest.mark.parametrize(
    ("text", "after", "words"),
    [
        ("ua_signs", "condition: ", ("event ua_signs: Ukraine signs", "“after a vote”", "Ann Example, for Ukraine")),
        ("referendum", "only after", ("Переговори й голосування", "acts: Ukraine")),
        ("crimea", "only if", ("ladder crimea: Status of Crimea", "rungs: unresolved, agreed_in_principle, resolved")),
        ("resolved", "crimea is", ("rung 3 of 3",)),
        ("status", "and not status", ("one of neutral, allied",)),
        ("closing", "then closing", ("ua_signs + 30 days", "in words: 30 days after “Ukraine signs”")),
        ("guarantors", "all of", ("members: US, GB and UA",)),
        ("reply", "source: [", ("statement reply: Bob Example", "“not before it is settled”", "on 2022-04-01")),
        (
            "UA-vote",
            "conditions",
            ("Ukraine, precondition, stated", "in words: “Ukraine signs” only after", "2022-03-29"),
        ),
        ("RU-land", "conditions", ("read as strict:", "read as lenient:", "“after a vote”")),
        ("lenient", "readings", ("a reading of RU-land", "or later", "agreed is enough")),
        ("truce", "states", ("from “Ukraine signs” until “Closing”",)),
        ("pact", "instruments", ("in force if", "help: help")),
        ("city", "except", ("The city", "part of land")),
        ("only after", "condition: ", ("An act happens only after", "here: “Ukraine signs” only after")),
        ("or later", "agreed_in_principle", ("A ladder stands on a rung",)),
        ("supersedes", "", ("Older positions of the party that it replaces",)),
    ],
)
def test_names_words_and_fields_are_explained(text: str, after: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """With label, meaning, wording in English, and the quotes with who said them."""
    workspace = folder(tmp_path)
    found = shown(workspace, tmp_path / "dossier.yaml", text, after)

    assert [] == [one for one in words if one not in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("UA-again", "in this scenario: met (satisfied)"),
        ("strict", "in this scenario, read as strict: not met (violated)"),
        ("RU: ", "in this scenario: depends on the reading"),
        ("world", "What is assumed of events that are not listed"),
    ],
)
def test_a_scenario_shows_what_comes_out(text: str, words: str, tmp_path: Path) -> None:
    """Of a condition, of one reading of it, of a party."""
    workspace = folder(tmp_path, one=COURSE)

    assert words in shown(workspace, tmp_path / "one.scenario.yaml", text, "world" if text == "world" else "expect")


def test_free_text_shows_nothing(tmp_path: Path) -> None:
    """A label is what it is."""
    workspace = folder(tmp_path)

    assert "" == shown(workspace, tmp_path / "dossier.yaml", "vote first")


def test_the_shown_part_is_the_word(tmp_path: Path) -> None:
    """Also in a folded text of several lines, and in quotes with escapes."""
    text = TALKS.replace("ua_signs only after referendum\n", '"ua_signs only\n      after \\u0072eferendum"\n')
    workspace = folder(tmp_path, text)
    path = tmp_path / "dossier.yaml"
    found = hover(workspace, path, text.index("\\u0072") + 2)
    phrase = hover(workspace, path, text.index("      after") + 7)

    assert found is not None
    assert phrase is not None
    assert ["\\u0072eferendum", "only\n      after"] == [text[one.start : one.end] for one in (found, phrase)]


@pytest.mark.parametrize("phrase", KEYWORDS)
def test_every_word_of_the_language_is_explained(phrase: str) -> None:
    """By the docstring of a kind, or in a line of its own."""
    card = keyword_card(phrase)

    assert card.words or card.lines


def test_hostile_text_stays_text() -> None:
    """Markup, links, images and what cannot be seen are shown as what they are, in lines of a sane length."""
    hostile = (
        "<img src=x onerror=alert(1)> ![x](http://x.example) [a](javascript:b) http://y.example `c` *d* \u202e # e\n---"
    )
    card = Card(hostile, hostile, (hostile, "x" * 1_000_000), ((hostile, hostile),))
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(as_markdown(card))
    kinds = {inner.type for one in tokens for inner in one.children or ()} | {one.type for one in tokens}

    assert {
        "image",
        "link_open",
        "html_inline",
        "html_block",
        "code_inline",
        "em_open",
        "hr",
        "heading_open",
    }.isdisjoint(kinds)
    assert "\u202e" not in as_markdown(card) + as_text(card)
    assert max(map(len, as_text(card).splitlines())) < 2_500
