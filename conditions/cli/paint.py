"""Lines of styled text: wrapped here, coloured by rich where a terminal shows them, plain elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

import click

from conditions.cli.streams import columns, is_terminal, put, writable
from conditions.errors import visible, width

Style = Literal["", "title", "met", "not met", "open", "quiet", "strong"]

_COLOURS: Final[dict[Style, str]] = {
    "": "",
    "title": "bold",
    "strong": "bold",
    "met": "green",
    "not met": "bold red",
    "open": "yellow",
    "quiet": "dim",
}


_MARK: Final = r"(\s*(?:- )?)(\[[a-z ]+\])"
_MARKS: Final[dict[str, Style]] = {
    "met": "met",
    "holds": "met",
    "not met": "not met",
    "does not hold": "not met",
    "no condition on record": "quiet",
}


class Span(NamedTuple):
    """A piece of text in one style."""

    text: str
    style: Style = ""


Line: TypeAlias = tuple[Span, ...]
"""One line of output."""


def line(*parts: str | Span) -> Line:
    """A line of spans and plain texts."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def marked(text: str) -> Line:
    """A line of an explanation, with the word in brackets at its beginning in its colour."""
    found = re.match(_MARK, text)
    if found is None:
        return line(text)
    lead, mark = found.groups()
    return line(lead, Span(mark, _MARKS.get(mark[1:-1], "open")), text[found.end() :])


def padded(text: str, columns_wide: int) -> str:
    """The text with spaces behind it, up to so many columns."""
    return text + " " * max(0, columns_wide - width(text))


def cut(text: str) -> str:
    """The text, shortened where it is wider than the output."""
    room = columns()
    if width(text) <= room:
        return text
    while text and width(text) >= room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str, indent: str = "", style: Style = "", *, hanging: str | None = None) -> Iterator[Line]:
    """Words in lines as wide as the output, each with an indentation, from the second on with the hanging one."""
    hanging = indent if hanging is None else hanging
    room, row, lead = columns(), "", indent
    for word in text.split():
        if row and width(lead) + width(row) + 1 + width(word) > room:
            yield line(lead, Span(row, style))
            row, lead = word, hanging
        else:
            row = f"{row} {word}" if row else word
    if row:
        yield line(lead, Span(row, style))


def joined(pieces: Iterable[str], sign: str, style: Style = "", indent: str = "  ") -> Iterator[Line]:
    """Pieces in a row with a sign between them, each whole on one line where it fits."""
    row = ""
    for piece in pieces:
        if row and width(indent) + width(row) + width(sign) + width(piece) > columns():
            yield from wrapped(row + sign.rstrip(), indent, style)
            row = piece
        else:
            row = f"{row}{sign}{piece}" if row else piece
    yield from wrapped(row, indent, style)


def write(lines: Iterable[Line]) -> None:
    """Write lines to standard output, in colour where a terminal shows them and colour is wanted."""
    if _wants_colour():
        _write_coloured(lines)
        return
    put(writable("\n".join("".join(visible(span.text) for span in row).rstrip() for row in lines)))


def _wants_colour() -> bool:
    context = click.get_current_context(silent=True)
    wanted = context.color if context else None
    return is_terminal() and not os.environ.get("NO_COLOR") if wanted is None else wanted


def _write_coloured(lines: Iterable[Line]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
    for row in lines:
        pieces = ((writable(visible(span.text)), _COLOURS[span.style]) for span in row)
        text = Text.assemble(*pieces, overflow="ignore", no_wrap=True)
        text.rstrip()
        console.print(text)
