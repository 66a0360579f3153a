"""Finding one's way in a text: the line around an index, the line above, the word at it."""

from __future__ import annotations

import re

_NEAR = 2_000


def line_start(text: str, index: int) -> int:
    """Where the line of the index begins."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Where the line of the index ends, its line break not included."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def line_above(text: str, index: int) -> tuple[int, int] | None:
    """Start and end of what stands on the nearest line above that is not blank, or `None`."""
    break_at = max(0, line_start(text, index) - 1)
    from_ = max(0, break_at - _NEAR)
    above = text[from_:break_at].rstrip()
    line = above[line_start(above, len(above)) :].lstrip()
    return (from_ + len(above) - len(line), from_ + len(above)) if line else None


def text_before(text: str, index: int) -> str:
    """What stands on the line before the index; the end of it, if it is a very long line."""
    return text[max(line_start(text, index), index - _NEAR) : index]


def neighbour_above(text: str, index: int) -> int | None:
    """Where the least indented line above begins, of those that are indented deeper than the index, in one block."""
    column, found = index - line_start(text, index), None
    while (above := line_above(text, index)) is not None:
        index = above[0]
        indent = index - line_start(text, index)
        if indent <= column:
            break
        if found is None or indent <= found - line_start(text, found):
            found = index
    return found


def word_at(text: str, index: int) -> tuple[int, int]:
    """Start and end of the word, or of the one sign, at the index."""
    found = re.compile(r"[^\s,\[\]{}:#]+|.", re.DOTALL).match(text, index)
    return index, found.end() if found else index + 1
