"""How the lines of a text in a file are broken, and the same words, or others in their place, broken in that way."""

from __future__ import annotations

import re
import textwrap
from difflib import SequenceMatcher
from typing import Final

from conditions.language.phrases import Word, words_of

WIDTH: Final = 100
"""Columns into which a condition of several lines is folded."""


class Lines:
    """How the lines of a scalar are broken."""

    def __init__(self, raw: str) -> None:
        self.is_single: bool = "\n" not in raw
        self.end = "\r\n" if "\r\n" in raw else "\n"
        second = raw.partition("\n")[2]
        self.hanging: str = second[: len(second) - len(second.lstrip(" "))]

    def rebroken(self, old: str, wanted: str, column: int = 0) -> str:
        """The wanted words, in new lines where the old ones were; lines that are too long are folded."""
        if self.is_single:
            return wanted
        lines = _with_breaks(old, wanted).split("\n")
        done = []
        for number, line in enumerate(one.removesuffix("\r") for one in lines):
            indent = line[: len(line) - len(line.lstrip())] if number or not column else self.hanging
            done.append(self.folded(line, indent, 0 if number else column))
        return self.end.join(done)

    def folded(self, text: str, indent: str, column: int = 0) -> str:
        """Words in lines, of which all but the first are indented; on one line if they were on one."""
        if self.is_single or not text:
            return text
        rows = textwrap.wrap(
            " " * column + text,
            WIDTH,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return self.end.join(rows)[column:]


def _with_breaks(old: str, wanted: str) -> str:
    """The wanted words; where a line of the old ones began with a word, or with what stood for it, one begins too."""
    before, after = words_of(old), words_of(wanted)
    gaps = {number: gap for number, gap in enumerate(_gaps(old, before)) if "\n" in gap}
    breaks: dict[int, str] = {}
    matcher = SequenceMatcher(None, [word.text for word in before], [word.text for word in after], autojunk=False)
    opened: int | None = None
    for what, first, last, begin, end in matcher.get_opcodes():
        found = [(number, gaps[number]) for number in range(first, last) if number in gaps]
        if what == "equal":
            breaks.update((begin + number - first, gap) for number, gap in found)
            if opened is not None and begin in breaks:
                breaks[opened] = breaks.pop(begin)
        elif found:
            breaks[begin] = found[-1][1]
        only_opens = what == "insert" and all(word.text == "(" for word in after[begin:end])
        opened = begin if only_opens else None
    new = _gaps(wanted, after)
    breaks[0] = old[: before[0].span[0]]
    return "".join(breaks.get(number, new[number]) + word.text for number, word in enumerate(after))


def _gaps(text: str, words: list[Word]) -> list[str]:
    """The white space before each word, without spaces at the ends of lines."""
    starts = [0, *(word.span[1] for word in words)]
    return [
        re.sub(r"[ \t]+(?=\r?\n)", "", text[start : word.span[0]]) for start, word in zip(starts, words, strict=False)
    ]
