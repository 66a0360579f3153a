"""Where something stands in a file: path, line, column, and the line itself.

A `Location` is a place in a file. A *source* is somebody who said something;
the two words are never mixed.
"""

from __future__ import annotations

from conditions.records import dataclass


@dataclass(frozen=True)
class Location:
    """A span of text on one line of a file.

    Attributes:
        path: The file as the user named it.
        line: Line number, counted from 1.
        column: Column of the first character, counted from 1 in characters.
        length: Number of characters underlined, at least 1.
        text: The whole line, without its line break.
    """

    path: str
    line: int
    column: int
    length: int = 1
    text: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
