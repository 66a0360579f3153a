"""What can follow a condition that is not finished."""

from __future__ import annotations

import pytest

from conditions.language.clauses import KINDS
from conditions.language.continuing import continuation
from conditions.language.phrases import KEYWORDS, words_of


def phrases(text: str) -> dict[str, int]:
    """The words that can follow, with where they begin."""
    return dict(continuation(text).phrases)


@pytest.mark.parametrize(
    ("text", "phrase", "start"),
    [
        ("", "if", 0),
        ("ua_signs ", "only after", 9),
        ("ua_signs on", "only after", 9),
        ("ua_signs only ", "only after", 9),
        ("ua_signs only on or a", "only on or after", 9),
        ("crimea is agreed or l", "or later", 17),
        ("all of guarantors ", "including", 18),
        ("if a then b ", "and", 12),
    ],
)
def test_words_of_the_language_follow(text: str, phrase: str, start: int) -> None:
    """Also those that have been begun, from where they begin."""
    assert start == phrases(text).get(phrase)


@pytest.mark.parametrize(
    ("text", "takes"),
    [("", True), ("ua_signs only after ", True), ("ua_signs only ", False), ("ua_signs ", False), ("all of ", True)],
)
def test_names_follow_only_where_they_can(text: str, takes: bool) -> None:
    """After `only after` stands a name, after an event none."""
    assert takes == continuation(text).takes_name


def test_a_text_that_cannot_be_read_takes_any_name() -> None:
    """Where the beginning is wrong, nothing is known, so nothing is refused."""
    found = continuation("only only only ")

    assert (False, True) == (found.is_readable, found.takes_name)


@pytest.mark.parametrize("example", [example for kind in KINDS for example in kind.examples])
def test_every_word_of_every_example_is_offered(example: str) -> None:
    """Before each word of a condition, that word, or a name, is among what can follow."""
    phrase_of = {terminal: phrase for phrase, terminal in KEYWORDS.items()}
    missed = []
    for word in words_of(example):
        found = continuation(example[: word.span[0]])
        wanted = phrase_of.get(word.type)
        if (wanted is not None and wanted not in dict(found.phrases)) or (word.type == "NAME" and not found.takes_name):
            missed.append(word.text)

    assert [] == missed


def test_definitions_of_moments_go_on_with_their_provisos() -> None:
    """`but only if` follows in a definition, and not in a condition."""
    assert "but only if" in dict(continuation("notice + 30 days ", "definition").phrases)
    assert "but only if" not in phrases("notice ")
