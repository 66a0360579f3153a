"""Places in a text: editors count lines from 0, and columns in units of an encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.files.nodes import Source
from conditions.lsp.columns import Encoding, Page, Position, Range, range_of, units

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
LETTERS = st.text(st.sampled_from("aб🙂é\n\r{:  "), max_size=30)


@pytest.mark.parametrize(("encoding", "column"), [("utf-16", 2 + 1 + 7), ("utf-32", 1 + 1 + 7), ("utf-8", 4 + 1 + 14)])
def test_columns_are_counted_in_units(encoding: Encoding, column: int) -> None:
    """Behind an emoji and seven Cyrillic letters, each encoding has its own column."""
    page = Page.of("a: b\n🙂 Україна: x\n", encoding)

    assert Position(1, column) == page.position(page.text.index(": x"))


@given(LETTERS, st.sampled_from(ENCODINGS))
def test_a_place_leads_back_to_its_offset(text: str, encoding: Encoding) -> None:
    """Every offset has a place, which has that offset, but for the middle of a line break."""
    page = Page.of(text, encoding)
    between = {place + 1 for place in range(len(text)) if text[place : place + 2] == "\r\n"}

    assert [] == [
        offset
        for offset in range(len(text) + 1)
        if offset not in between and page.offset(page.position(offset)) != offset
    ]


@given(LETTERS, st.sampled_from(ENCODINGS))
def test_units_are_those_of_the_encoding(text: str, encoding: Encoding) -> None:
    """As Python encodes it."""
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    encoded = text.encode(f"{encoding}-le" if encoding != "utf-8" else encoding)

    assert len(encoded) // width == units(text, encoding)


def test_lines_end_as_files_end_them() -> None:
    """A line feed, both signs, and the old lone one; a Unicode separator ends none."""
    page = Page.of("a\nb\r\nc\rd\u2028e")

    assert [Position(0, 0), Position(1, 0), Position(2, 0), Position(3, 0)] == [
        page.position(page.text.index(x)) for x in "abcd"
    ]
    assert Position(3, 2) == page.position(page.text.index("e"))


def test_a_byte_order_mark_takes_a_column() -> None:
    """An editor that keeps the mark counts it on the first line; offsets do not."""
    page = Page.of("\ufeffa: b\nc: d")

    assert ("a: b\nc: d", Position(0, 4), Position(1, 3)) == (page.text, page.position(3), page.position(8))
    assert [3, 8, 0] == [page.offset(Position(*place)) for place in ((0, 4), (1, 3), (0, 0))]


@pytest.mark.parametrize("place", [(0, 99), (99, 0), (-1, -1), (0, -5)])
def test_places_outside_of_the_text_are_brought_inside(place: tuple[int, int]) -> None:
    """An editor that is ahead of us asks for places that are not there yet."""
    assert 0 <= Page.of("abc\n").offset(Position(*place)) <= 4


def test_a_location_becomes_a_range() -> None:
    """Lines and columns of problems are counted from 1 in characters."""
    source = Source("f", "x\n🙂 б: referndum\n")
    start = source.text.index("referndum")

    assert Range(Position(1, 6), Position(1, 15)) == range_of(source.location(start, start + 9))
