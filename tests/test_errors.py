"""How wide a text is, and how hidden characters are shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.errors import Problem, visible, width
from conditions.location import Location


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


def test_a_value_without_end_is_cut() -> None:
    """A sentence quotes a long value by its beginning, and the rest of it stands; what belongs to a hint too."""
    value, scenario = "x" * 100_000, f"the scenario {'x' * 100_000}"
    problem = Problem("a-code", f"unknown event `{value}` of `UA`", hint=f"not `{value}`", context=scenario)

    assert [
        f"unknown event `{'x' * 200}…` of `UA`",
        f"   hint: not `{'x' * 200}…`",
        f"   in the scenario {'x' * 187}…",
    ] == str(problem).splitlines()


def test_a_file_name_sends_nothing_to_the_terminal() -> None:
    """Its control characters are written out, in a place and in a further one."""
    place = Location("a\x1b[31m\nb.yaml", 2, 3, text="x")
    problem = Problem("a-code", "wrong", place, related=(("also here", place),))

    assert 2 == str(problem).count("a<U+001B>[31m<U+000A>b.yaml:2:3")
    assert "\x1b" not in str(problem)
