"""Texts of unknown origin, made fit to be shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conditions.report.text import LONGEST, LONGEST_LABEL, brief, fragment, paragraphs, shown, web_address

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@given(ANYTHING)
@example("\u202egnp.exe\x00\ud800\ufeff\U000e0041")
def test_nothing_that_is_shown_is_invisible(text: str) -> None:
    """Controls, overrides of direction, surrogates and tags are written out; joiners that scripts need stay."""
    left = {char for char in shown(text) if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}}

    assert set() == {char for char in left if char not in "\u200c\u200d"} - _written_marks()


def _written_marks() -> set[str]:
    """Marks of Arabic and other scripts that Unicode files among controls, though they are drawn."""
    drawn = [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)]
    return {chr(code) for code in drawn}


@given(ANYTHING)
def test_text_is_shown_in_one_line(text: str) -> None:
    """No line break is left, and no run of spaces."""
    found = shown(text)

    assert [found] == found.splitlines() or found == ""
    assert "  " not in found


def test_what_is_written_out_can_be_read() -> None:
    """The code point stands in the place of the character."""
    assert "a<U+202E>b<U+0007>c" == shown("a\u202eb\ac")


def test_letters_of_every_script_stay() -> None:
    """Cyrillic, Arabic with its joiners, Devanagari and emoji are text."""
    text = "Київ · می\u200cخواهم · हिन्दी · 🕊"

    assert text == shown(text)


def test_an_endless_text_is_cut_and_says_so() -> None:
    """Somebody who reads the page knows that there is more."""
    found = shown("a" * 1_000_000)

    assert found.startswith("a" * LONGEST + "…")
    assert found.endswith("[cut here; 1,000,000 characters in all]")


def test_a_label_is_mentioned_briefly() -> None:
    """A label of usual length stays; a longer one ends in dots."""
    assert "withdrawal" == brief("withdrawal")
    assert LONGEST_LABEL + 1 == len(brief("x" * 5_000))


def test_empty_lines_part_paragraphs() -> None:
    """As in the text of a YAML block; single line breaks do not."""
    assert ["one\ntwo", "three"] == paragraphs("one\ntwo\n\n  \nthree\n")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/",
        "example.org",
        "http:",
        "https://",
        "https:example.org",
        "https://example.org/a b",
        "https://example.org\\@evil.example",
        "https://example.org/\u202e",
        "https://[::1",
        "ftp://example.org/",
        "https://example.org/" + "a" * 3_000,
    ],
)
def test_only_pages_of_the_web_are_addresses(url: str) -> None:
    """Everything else is text, however much it looks like a link."""
    assert web_address(url) is None


def test_an_address_is_ascii() -> None:
    """Letters, quotes and brackets are percent-encoded; what was encoded stays."""
    assert "https://example.org/%D0%B0?q=%22%3E%20#x" == web_address('https://example.org/а?q=">%20#x')


def test_an_anchor_ends_an_address() -> None:
    """Ids in every script can be linked to."""
    assert "#condition-UA-%D0%BC%D0%B8%D1%80.strict" == fragment("condition-UA-мир.strict")
