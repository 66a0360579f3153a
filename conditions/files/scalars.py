"""How a scalar's value lies over its raw text: escapes, folding, indentation, undone one character at a time.

Only an error needs this, so nothing is kept from reading: the raw text is read
again and checked against the value that is known to have come out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, TypeAlias, assert_never

Style = Literal["plain", "single", "double", "literal", "folded"]
"""How a scalar is written; every scalar of JSON is `plain` or `double`."""

Span: TypeAlias = tuple[int, int]
"""Start and end in a text."""
Unit: TypeAlias = tuple[str, int, int]
"""One character of the value, with start and end in the raw text."""

# Blanks that end no line are one piece: to look behind each of them for the end takes the square of their number.
_FOLD = r"(?P<fold>[ \t]*(?:\r?\n[ \t]*)+)|(?P<blanks>[ \t]+)"
_PLAIN = rf"{_FOLD}|."
_SINGLE = rf"{_FOLD}|(?P<quote>'')|."
_DOUBLE = (
    r"(?P<joined>\\(?:\r?\n[ \t]*)+)"
    r"|(?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\(?P<hex>x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"
    r"|\\(?P<escape>.)"
    rf"|{_FOLD}|."
)
_ESCAPES = dict(
    zip(
        '0abt\tnvfre "/\\N_LP',
        '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029',
        strict=True,
    )
)
_BLOCK_HEADER = r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?(?:\n|\r\n|$)"


def source_span(raw: str, value: str, style: Style, span: tuple[int, int]) -> tuple[int, int]:
    """Start and end in the raw text of a part of the value.

    Args:
        raw: The scalar as it is written, quotes or block header included.
        value: What it means.
        style: How it is written.
        span: Start and end in the value; an empty span at the end is the place
            just after the last visible character.
    """
    start, end = max(0, span[0]), min(len(value), span[1])
    if style in ("literal", "folded") and not value.strip():
        return 0, len(raw)
    if start >= len(value):
        start = end = len(value.rstrip("\n"))
    return _lay(_units(raw, value, style), value, start, end) or (0, len(raw))


@lru_cache(maxsize=256)
def offsets(raw: str, value: str, style: Style) -> tuple[Span, ...] | None:
    """Start and end in the raw text of every character of the value, or `None` where they cannot be told.

    For many parts of one value this is cheaper than `source_span` for each.
    """
    laid = []
    for index, (char, start, end) in enumerate(_units(raw, value, style)):
        if index == len(value):
            break
        if char != value[index]:
            return None
        laid.append((start, end))
    return tuple(laid) if len(laid) == len(value) else None


def _lay(units: Iterator[Unit], value: str, start: int, end: int) -> tuple[int, int] | None:
    """The raw span of `value[start:end]`, or `None` where the units do not spell the value."""
    raw_start: int | None = None
    raw_end = spelled = 0
    for index, (char, unit_start, unit_end) in enumerate(units):
        if index == start:
            raw_start = unit_start
        if index >= end and raw_start is not None:
            return raw_start, max(raw_start, raw_end)
        if index >= len(value) or char != value[index]:
            return None
        raw_end, spelled = unit_end, index + 1
    if spelled < end:
        return None
    return (raw_end if raw_start is None else raw_start), raw_end


def _units(raw: str, value: str, style: Style) -> Iterator[Unit]:
    """The characters of the value and where each comes from."""
    match style:
        case "plain":
            return _flow(raw, _PLAIN, 0, len(raw))
        case "single":
            return _flow(raw, _SINGLE, 1, len(raw) - 1)
        case "double":
            return _flow(raw, _DOUBLE, 1, len(raw) - 1)
        case "literal" | "folded":
            header = re.match(_BLOCK_HEADER, raw)
            start = header.end() if header else 0
            indent = _margin(raw[start:]) - _margin(value)
            return _block(raw, start, indent, folded=style == "folded")
        case _:
            assert_never(style)


def _flow(raw: str, pattern: str, start: int, end: int) -> Iterator[Unit]:
    """The units of a plain or quoted scalar; ends with the place just behind it."""
    for found in re.compile(pattern, re.DOTALL).finditer(raw, start, end):
        if found.lastgroup == "blanks":
            yield from ((raw[place], place, place + 1) for place in range(*found.span()))
            continue
        for char in _meant(found):
            yield char, found.start(), found.end()
    yield "", max(start, end), max(start, end)


def _meant(found: re.Match[str]) -> str:
    """The characters that a piece of a plain or quoted scalar stands for."""
    piece = found.group()
    match found.lastgroup:
        case None:
            return piece
        case "fold":
            return " " if piece.count("\n") == 1 else "\n" * (piece.count("\n") - 1)
        case "joined":
            return "\n" * (piece.count("\n") - 1)
        case "quote":
            return "'"
        case "hex":
            return chr(min(int(piece[2:10], 16), 0x10FFFF))
        case "pair":
            return (int(piece[2:6], 16) << 16 | int(piece[8:], 16)).to_bytes(4, "big").decode("utf-16-be")
        case _:
            return _ESCAPES.get(piece[1], piece[1])


def _margin(text: str) -> int:
    """The spaces before the first line that is not blank, or in the longest blank line if all are."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    widths = (len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" "))
    return next(widths, max(len(line) for line in lines))


def _block(raw: str, start: int, indent: int, *, folded: bool) -> Iterator[Unit]:
    """The units of a literal or folded scalar whose content is indented by so many spaces."""
    position = start
    pending: int | None = None
    blank_before = False
    extra: list[int] = []
    for line in raw[position:].split("\n"):
        at, text = position, line.removesuffix("\r")
        position += len(line) + 1
        if len(text) <= indent and not text.strip(" "):
            extra.append(at + len(text))
            continue
        blank = text[indent : indent + 1] in (" ", "\t")
        if pending is not None and not (folded and not blank_before and not blank):
            yield "\n", pending, pending + 1
        elif pending is not None and not extra:
            yield " ", pending, pending + 1
        yield from (("\n", place, place + 1) for place in extra)
        yield from ((char, at + i, at + i + 1) for i, char in enumerate(text[indent:], indent))
        pending, blank_before, extra = at + len(text), blank, []
    yield from (("\n", place, place + 1) for place in ([] if pending is None else [pending]) + extra)
