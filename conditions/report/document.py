"""The document that a report is: sections, tables, quotes and trees as plain data, which knows no output format.

Whatever stands here may come from a hostile file. A renderer shows every text as
text; no field holds markup of any kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal, TypeAlias, assert_never

from conditions.records import dataclass
from conditions.report.drawings import Drawing

Tone = Literal["met", "not-met", "unknown", "depends", "none", "plain"]
"""What a mark says, apart from its word and symbol; a renderer may give each its colour."""

# --- within a line --------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """A word that answers something, with a symbol beside it (empty for none)."""

    word: str
    symbol: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True)
class Code:
    """Text as it stands in a file: a condition, an id."""

    text: str


@dataclass(frozen=True)
class Ref:
    """A link to another place of the document; `name` where the text is what that name of the dossier is called."""

    text: str
    anchor: str
    name: str = ""


@dataclass(frozen=True)
class Web:
    """An address as somebody wrote it; it becomes a link only if it leads to a page of the web."""

    url: str


@dataclass(frozen=True)
class Strong:
    """Text that stands out; `name` where it is what that name of the dossier is called."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class Faint:
    """Text of second rank: what explains the text before it."""

    text: str


@dataclass(frozen=True)
class Chosen:
    """The name of a choice of readings, of which alone the rest of its line, row or entry speaks.

    Attributes:
        text: Its name.
        readings: The conditions of which a reading is chosen, each with that reading.
    """

    text: str
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Label:
    """What a name of the dossier is called, which a page may give in another language."""

    name: str
    text: str


Inline: TypeAlias = str | Mark | Code | Ref | Web | Strong | Faint | Chosen | Label
Line: TypeAlias = tuple[Inline, ...]
"""What stands in one line, joined without spaces."""

# --- blocks ---------------------------------------------------------------------


@dataclass(frozen=True)
class Paragraph:
    """A line of running text.

    Attributes:
        line: The text.
        role: `lead` sums up, `said` is a condition in words, `canonical` is how a file writes it,
            `note` is a remark, `facts` is a short row of facts about what stands above.
    """

    line: Line
    role: Literal["text", "lead", "said", "canonical", "note", "facts"] = "text"


@dataclass(frozen=True)
class Item:
    """One item of a list, with what belongs below it."""

    line: Line
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Bullets:
    """A list; `steps` are in order, a `tree` holds what was judged."""

    items: tuple[Item, ...]
    kind: Literal["list", "steps", "tree"] = "list"


@dataclass(frozen=True)
class Definition:
    """A term and what is said of it."""

    term: Line
    blocks: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Definitions:
    """A list of terms, each with what is said of it."""

    items: tuple[Definition, ...]


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, and whose they are."""

    text: str
    attribution: Line


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes:
        lines: What the cell shows.
        details: What stands behind it: folded into the cell, or in a linked place.
        evaluated: Of an answer: the number of its scenario, from 1, and the party's code. Where such a cell has no
            details, because a page of that size would be endless, a page with scripts may work them out on demand.
    """

    lines: tuple[Line, ...]
    details: Section | None = None
    evaluated: tuple[str, str] | None = None


@dataclass(frozen=True)
class Row:
    """A row of a table; its first cell is its heading."""

    anchor: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption and a heading for every column."""

    caption: Line
    head: tuple[Line, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Columns:
    """Sections that belong side by side, as far as there is room."""

    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it.

    Attributes:
        anchor: Name of the place, unique in the document.
        title: The heading.
        blocks: What stands below it.
        aside: A short addition to the heading, such as an id.
    """

    anchor: str
    title: Line
    blocks: tuple[Block, ...]
    aside: Line = ()


@dataclass(frozen=True)
class Picture:
    """A picture, and the same in words for whoever does not see it.

    Attributes:
        anchor: Name of the place, unique in the document.
        caption: What it shows.
        drawing: What is drawn.
        blocks: The same in words: folded below the picture, or in its place where nothing can be drawn.
    """

    anchor: str
    caption: Line
    drawing: Drawing
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class WhatIf:
    """A form in which a reader tries days, an order, facts and readings; only a page with scripts has it.

    Attributes:
        anchor: Name of the place, unique in the document.
        program: The compiled rules and all that the form needs, as JSON.
        blocks: What stands in its place where no script runs.
    """

    anchor: str
    program: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Held:
    """A position as a board over time shows it.

    Attributes:
        line: The position.
        told: Since when it counts, what ends it, whose account it is.
        spans: On which stops it is held: the first, the last, and whether it is so for certain.
    """

    line: Line
    told: Line
    spans: tuple[tuple[int, int, bool], ...]


@dataclass(frozen=True)
class Holder:
    """Who holds positions, on its own record and as others tell it.

    Attributes:
        name: The party.
        own: What is on its record.
        told: What only others tell of it.
    """

    name: Line
    own: tuple[Held, ...]
    told: tuple[Held, ...] = ()


@dataclass(frozen=True)
class OverTime:
    """Who held what on each day on which something changed; a page with scripts shows one day at a time.

    Attributes:
        anchor: Name of the place, unique in the document.
        days: The stops: each day on which something changed, in words.
        holders: Everyone who holds positions.
        changes: One row for each change.
        turns: Of each row: the stops at which it came, or may have come.
    """

    anchor: str
    days: tuple[str, ...]
    holders: tuple[Holder, ...]
    changes: Table
    turns: tuple[tuple[int, ...], ...]


Block: TypeAlias = Paragraph | Bullets | Definitions | Quote | Table | Columns | Section | Picture | WhatIf | OverTime


@dataclass(frozen=True)
class Ambiguous:
    """A condition that can be understood in several ways.

    Attributes:
        condition: Its id.
        label: What it is called in words.
        readings: The ids of its readings, each with its label.
    """

    condition: str
    label: str
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Document:
    """A whole report.

    Attributes:
        title: What it is about.
        kicker: What kind of document it is, in a few words above the title.
        lead: What stands before the first section.
        sections: The sections, in order.
        colophon: What made it; never when, so that equal input gives equal bytes.
        ambiguous: The conditions of which a reader may choose the reading.
        labels: By language, what names of the dossier are called in it; in English (`en`) too, where there are others.
    """

    title: str
    kicker: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    colophon: Line
    ambiguous: tuple[Ambiguous, ...] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


# --- walking through it ---------------------------------------------------------


def blocks_in(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """These blocks and every block inside them, in reading order."""
    for block in blocks:
        yield block
        yield from blocks_in(_inside(block))


def _inside(block: Block) -> tuple[Block, ...]:
    match block:
        case Paragraph() | Quote():
            return ()
        case Bullets(items):
            return tuple(inner for item in items for inner in item.blocks)
        case Definitions(definitions):
            return tuple(inner for definition in definitions for inner in definition.blocks)
        case Table(_, _, rows):
            return tuple(cell.details for row in rows for cell in row.cells if cell.details is not None)
        case Columns(sections):
            return sections
        case Section(_, _, blocks):
            return blocks
        case Picture() | WhatIf():
            return block.blocks
        case OverTime():
            return (block.changes,)
        case _:
            assert_never(block)


def anchors(document: Document) -> list[str]:
    """Every place of the document that a link can lead to, in reading order."""
    found: list[str] = []
    for block in blocks_in((*document.lead, *document.sections)):
        match block:
            case Section(anchor) | Picture(anchor) | WhatIf(anchor) | OverTime(anchor):
                found.append(anchor)
            case Table(_, _, rows):
                found += [row.anchor for row in rows]
            case Definitions(items):
                found += [item.anchor for item in items]
            case Paragraph() | Bullets() | Quote() | Columns():
                pass
            case _:
                assert_never(block)
    return [anchor for anchor in found if anchor]


__all__ = [
    "Ambiguous",
    "Block",
    "Bullets",
    "Cell",
    "Chosen",
    "Code",
    "Columns",
    "Definition",
    "Definitions",
    "Document",
    "Faint",
    "Held",
    "Holder",
    "Inline",
    "Item",
    "Label",
    "Line",
    "Mark",
    "OverTime",
    "Paragraph",
    "Picture",
    "Quote",
    "Ref",
    "Row",
    "Section",
    "Strong",
    "Table",
    "Tone",
    "Web",
    "WhatIf",
    "anchors",
    "blocks_in",
]
