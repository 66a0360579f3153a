"""Places in a text as editors count them: lines from 0, and columns in units of an encoding."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from functools import cached_property
from typing import Final, Literal, NamedTuple, TypeAlias, assert_never

from conditions.location import Location
from conditions.records import dataclass

Encoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]
"""In whose units columns are counted; editors that say nothing mean UTF-16."""

_BREAK: Final = re.compile(r"\r\n|\n|\r")
_MARK: Final = "\ufeff"


class Position(NamedTuple):
    """A place between two characters.

    Attributes:
        line: Counted from 0.
        character: Units of the encoding before it on its line.
    """

    line: int
    character: int


class Range(NamedTuple):
    """From one place to another, which is behind its last character."""

    start: Position
    end: Position


@dataclass(frozen=True)
class Page:
    """A text as an editor has it.

    Offsets are those of the text as files are read, without a byte order mark.

    Attributes:
        text: All of it, without a byte order mark.
        encoding: The units of columns.
        lead: Units that a byte order mark takes before the first character.
    """

    text: str = field(repr=False)
    encoding: Encoding = "utf-16"
    lead: int = 0

    @classmethod
    def of(cls, text: str, encoding: Encoding = "utf-16") -> Page:
        """The page of a text that may begin with a byte order mark."""
        marked = text.startswith(_MARK)
        return cls(text.removeprefix(_MARK), encoding, units(_MARK, encoding) if marked else 0)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    def offset(self, position: Position) -> int:
        """The offset of a place; one beyond the end of a line, or of the text, is that end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[max(0, position.line)]
        line = self._line(max(0, position.line))
        wanted = position.character - (0 if position.line else self.lead)
        for index, char in enumerate(line):
            if wanted <= 0:
                return start + index
            wanted -= units(char, self.encoding)
        return start + len(line)

    def position(self, offset: int) -> Position:
        """The place of an offset."""
        at = min(max(0, offset), len(self.text))
        line = bisect_right(self._starts, at) - 1
        before = self.text[self._starts[line] : at]
        return Position(line, units(before, self.encoding) + (0 if line else self.lead))

    def range(self, start: int, end: int) -> Range:
        """The range of a part of the text."""
        return Range(self.position(start), self.position(end))

    def _line(self, number: int) -> str:
        """A line without its break."""
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[number] : end].rstrip("\r\n")

    def whole(self) -> Range:
        """All of it."""
        return Range(Position(0, 0), self.position(len(self.text)))


def range_of(location: Location, encoding: Encoding = "utf-16", lead: int = 0) -> Range:
    """The range of a place in a file.

    Args:
        location: The place; its line is taken from itself.
        encoding: The units of columns.
        lead: Units before the first character of the first line.
    """
    start = units(location.text[: location.column - 1], encoding) + (lead if location.line == 1 else 0)
    long = units(location.text[location.column - 1 : location.column - 1 + location.length], encoding)
    line = location.line - 1
    return Range(Position(line, start), Position(line, start + max(long, 1)))


def units(text: str, encoding: Encoding) -> int:
    """How many units of an encoding a text takes."""
    if text.isascii():
        return len(text)
    match encoding:
        case "utf-32":
            return len(text)
        case "utf-16":
            return len(text) + sum(char > "\uffff" for char in text)
        case "utf-8":
            return sum(1 + (char > "\x7f") + (char > "\u07ff") + (char > "\uffff") for char in text)
        case _:
            assert_never(encoding)
