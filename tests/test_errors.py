"""How wide a text is, and how hidden characters are shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.errors import visible, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("Ukraine", 7), ("“Україна”", 9), ("é", 1), ("e\u0301", 1), ("中国", 4), ("✓ MET", 5), ("ﾊﾟ", 2)],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    """Accents on their own take no column, wide East Asian letters two."""
    assert columns == width(text)


@given(st.text(), st.text())
def test_width_adds_up(one: str, other: str) -> None:
    """A text is as wide as its parts, whatever letters they have."""
    expected = sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in one + other
    )

    assert expected == width(one) + width(other) == width(one + other)


@given(st.text())
def test_what_is_shown_can_be_seen(text: str) -> None:
    """No control or invisible character is left, and what can be seen stays as it is."""
    shown = visible(text)

    assert set() == {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
    assert not text.isprintable() or shown == text
    assert visible(shown) == shown


def test_hidden_characters_are_named() -> None:
    """Each is written with its number."""
    assert "ky<U+200B>iv" == visible("ky\u200biv")
