"""How wide a text is, without a font at hand: an estimate on the safe side, and lines broken by it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from conditions.report.text import brief, shown

# Parts of the font's size, as wide as DejaVu Sans, which is wider than most fonts of screens.
_WIDTHS: Final[dict[str, float]] = {
    **dict.fromkeys("iIjJl'|!.,:;`", 0.35),
    **dict.fromkeys('frt()[]{}-/\\ "*', 0.46),
    **dict.fromkeys("acekosvxyzLF?_^°“”‘’«»", 0.63),
    **dict.fromkeys("bdghnpquBEPSTXYZAKRV0123456789$#", 0.71),
    **dict.fromkeys("CDGHNOQU", 0.8),
    **dict.fromkeys("mwM&+=<>~", 0.98),
    **dict.fromkeys("W@%…—→←≤≥≠", 1.05),
    **dict.fromkeys("іїїјIІЇ", 0.35),
    **dict.fromkeys("жмшщюыфњљдц", 0.95),
    **dict.fromkeys("ЖШЩЮЫФМЊЉДЦ", 1.15),
}
_ZERO: Final = frozenset({"Mn", "Me", "Cf"})


@lru_cache(maxsize=4_096)
def _advance(sign: str) -> float:
    found = _WIDTHS.get(sign)
    if found is not None:
        return found
    if unicodedata.category(sign) in _ZERO:
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.3 if sign > "\uffff" else 1.05
    if "\u0400" <= sign <= "\u052f":
        return 0.82 if sign.isupper() else 0.7
    return 0.85 if sign.isupper() or sign > "\u2000" else 0.75


def width(text: str, size: float) -> float:
    """The width of a text in a font of a size in pixels, rather too much than too little."""
    return size * sum(map(_advance, text))


def wrapped(text: str, size: float, most: float, lines: int = 3) -> tuple[str, ...]:
    """A label in lines no wider than `most` pixels: broken between words where it can be, cut after some lines.

    Hidden characters are shown as in all of a report.

    >>> wrapped("Ukraine signs the agreement on security guarantees", 13, 190)
    ('Ukraine signs the', 'agreement on security', 'guarantees')
    """
    found: list[str] = []
    line = ""
    for word in _pieces(shown(brief(text)), size, most):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > most:
            found.append(line)
            line = word
        else:
            line = longer
    found.append(line)
    if len(found) <= lines:
        return tuple(found)
    return (*found[: lines - 1], _cut(found[lines - 1], size, most))


def _pieces(text: str, size: float, most: float) -> list[str]:
    """The words of a text, those that are too wide in pieces."""
    found: list[str] = []
    for word in text.split(" "):
        rest = word
        while width(rest, size) > most:
            found.append(_head(rest, size, most))
            rest = rest[len(found[-1]) :]
        found.append(rest)
    return found


def _head(word: str, size: float, most: float) -> str:
    """As much of a word as fits, at least one character; up to a joint of the word where there is one."""
    room, end = most / size, 0
    while end < len(word) and (not end or room >= _advance(word[end])):
        room -= _advance(word[end])
        end += 1
    joint = max(word.rfind(sign, 1, end) for sign in "_-/.·") + 1
    return word[: joint if joint > end // 3 else end]


def _cut(line: str, size: float, most: float) -> str:
    while line and width(f"{line}…", size) > most:
        line = line[:-1]
    return f"{line.rstrip()}…"


def one_line(text: str, size: float, most: float) -> str:
    """A text in one line, cut where it is wider than `most` pixels."""
    said = shown(brief(text))
    return said if width(said, size) <= most else _cut(said, size, most)


__all__ = ["one_line", "width", "wrapped"]
