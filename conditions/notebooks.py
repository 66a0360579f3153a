"""Results as small tables for notebooks: HTML without scripts, in which every text is shown as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

MOST_ROWS: Final = 200
"""Most rows of one table; more are counted."""

LONGEST: Final = 2_000
"""Most characters of one cell."""

_STYLE: Final = (
    "<style>.conditions-result th,.conditions-result td{text-align:left;vertical-align:top}"
    ".conditions-result caption{text-align:left;font-weight:bold}</style>"
)


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; of endless ones the first rows, and the number of the others.

    Characters that cannot be seen, or turn the direction of a text, are written as `<U+202E>`.

    >>> table("<b>", ["Party"], [["Ukraine"]]).partition("</style>")[2]
    '<table><caption>&lt;b&gt;</caption><tr><th>Party</th></tr><tr><td>Ukraine</td></tr></table></div>'
    """
    rest = iter(rows)
    lines = [_row("th", head), *(_row("td", row) for row in islice(rest, MOST_ROWS))]
    more = sum(1 for _ in rest)
    if more:
        lines.append(f'<tr><td colspan="{len(head)}">and {more:,} more</td></tr>')
    whole = f"<table><caption>{_shown(caption)}</caption>{''.join(lines)}</table>"
    return f'<div class="conditions-result">{_STYLE}{whole}</div>'


def _row(tag: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{_shown(cell)}</{tag}>' for cell in cells)}</tr>"


def _shown(text: str) -> str:
    """A text as markup that shows it: a line break stays one, nothing else in it does anything."""
    from html import escape  # brings every entity of HTML

    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}… [cut here; {len(text):,} characters in all]"
    return "<br>".join(escape("".join(map(_visible, line))) for line in text.split("\n"))


def _visible(char: str) -> str:
    return char if char.isprintable() or char in "\u200c\u200d" else f"<U+{ord(char):04X}>"


__all__ = ["LONGEST", "MOST_ROWS", "table"]
