"""Marks in a document what is the label of a name, so that a page can give it in another language.

A label is marked where it stands alone (a heading, a cell, a link), and where a condition in
words mentions it between quotation marks. Prose and quotes are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, assert_never

from conditions.report.document import (
    Block,
    Bullets,
    Cell,
    Columns,
    Definition,
    Definitions,
    Document,
    Held,
    Holder,
    Inline,
    Item,
    Label,
    Line,
    OverTime,
    Paragraph,
    Picture,
    Quote,
    Ref,
    Row,
    Section,
    Strong,
    Table,
    WhatIf,
)
from conditions.report.phrases import Source
from conditions.report.text import brief

_MENTIONED: Final = re.compile("(?<=“)([^“”]+)(?=”)")


def labels(source: Source) -> Mapping[str, Mapping[str, str]]:
    """The labels of the dossier by language, those in English first; nothing where there are no others."""
    given = source.dossier.labels
    if not given:
        return {}
    names = dict.fromkeys(name for known in given.values() for name in known)
    english = {name: label for name in names if (label := _english(source, name)) != name}
    others = {
        language: {name: _whole(source, name, known) for name in known if name in english}
        for language, known in given.items()
    }
    return {"en": english, **others}


def _english(source: Source, name: str) -> str:
    """What a page calls a name in English; the name itself where the dossier gives no label."""
    dossier = source.dossier
    if name in dossier.parties:
        return source.party(name)
    if name.startswith("zones."):
        zone = dossier.zones.get(name.removeprefix("zones."))
        return brief(zone.label) if zone and zone.label else name
    for section in (dossier.conditions, dossier.terms, dossier.states, dossier.instruments):
        entry = section.get(name)
        if entry is not None:
            return brief(entry.label or name)
    return source.vocabulary.label(name)


def _whole(source: Source, name: str, known: Mapping[str, str]) -> str:
    """A label in another language; a rung is named with its ladder, as in English."""
    ladder, dot, _ = name.partition(".")
    if not dot or ladder not in source.dossier.ladders:
        return brief(known[name])
    return brief(f"{known.get(ladder, _english(source, ladder))}: {known[name]}")


def labelled(document: Document) -> Document:
    """The document with its labels marked; the same where no other language has any."""
    names: dict[str, str] = {}
    for name, label in document.labels.get("en", {}).items():
        names.setdefault(label, name)
    if not names:
        return document
    walk = _Walk(names)
    return replace(
        document,
        sections=tuple(walk.section(section) for section in document.sections),
        lead=tuple(map(walk.block, document.lead)),
    )


class _Walk:
    """One pass over a document; `names` has the name of each label."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names: Mapping[str, str] = names

    # --- lines --------------------------------------------------------------

    def line(self, line: Line) -> Line:
        return tuple(found for part in line for found in self._inline(part))

    def _inline(self, part: Inline) -> Iterator[Inline]:
        if isinstance(part, str):
            yield from self._text(part)
        elif isinstance(part, Ref | Strong) and part.text in self.names:
            yield replace(part, name=self.names[part.text])
        else:
            yield part

    def _text(self, text: str) -> Iterator[Inline]:
        if text in self.names:
            yield Label(self.names[text], text)
            return
        for number, piece in enumerate(_MENTIONED.split(text)):
            if number % 2 and piece in self.names:
                yield Label(self.names[piece], piece)
            elif piece:
                yield piece

    # --- blocks -------------------------------------------------------------

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph(line, role):
                return block if role in {"lead", "note"} else replace(block, line=self.line(line))
            case Bullets(items):
                return replace(block, items=tuple(map(self._item, items)))
            case Definitions(items):
                return replace(block, items=tuple(map(self._definition, items)))
            case Quote():
                return block
            case Table():
                return self._table(block)
            case Columns(sections):
                return replace(block, sections=tuple(map(self.section, sections)))
            case Section():
                return self.section(block)
            case Picture() | WhatIf():
                return replace(block, blocks=self._blocks(block.blocks))
            case OverTime(_, _, holders, changes):
                return replace(block, holders=tuple(map(self._holder, holders)), changes=self._table(changes))
            case _:
                assert_never(block)

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(self.block, blocks))

    def section(self, section: Section) -> Section:
        return replace(section, title=self.line(section.title), blocks=self._blocks(section.blocks))

    def _item(self, item: Item) -> Item:
        return Item(self.line(item.line), self._blocks(item.blocks))

    def _definition(self, one: Definition) -> Definition:
        return replace(one, term=self.line(one.term), blocks=self._blocks(one.blocks))

    def _holder(self, one: Holder) -> Holder:
        return Holder(self.line(one.name), tuple(map(self._held, one.own)), tuple(map(self._held, one.told)))

    def _held(self, one: Held) -> Held:
        return replace(one, line=self.line(one.line))

    def _table(self, table: Table) -> Table:
        return replace(table, head=tuple(map(self.line, table.head)), rows=tuple(map(self._row, table.rows)))

    def _row(self, row: Row) -> Row:
        return replace(row, cells=tuple(map(self._cell, row.cells)))

    def _cell(self, cell: Cell) -> Cell:
        details = None if cell.details is None else self.section(cell.details)
        return replace(cell, lines=tuple(map(self.line, cell.lines)), details=details)


__all__ = ["labelled", "labels"]
