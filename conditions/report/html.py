"""A document as one HTML page: self-contained, for screens of every width and for paper; readable without scripts."""

from __future__ import annotations

from typing import assert_never

from conditions.report import board, lines, shell
from conditions.report.document import (
    Block,
    Bullets,
    Cell,
    Columns,
    Definitions,
    Document,
    Item,
    Line,
    OverTime,
    Paragraph,
    Picture,
    Quote,
    Row,
    Section,
    Table,
    WhatIf,
    blocks_in,
)
from conditions.report.labelling import labelled
from conditions.report.lines import markup as _line
from conditions.report.markup import Html, join, tag, words
from conditions.report.pictures import figure as pictures
from conditions.report.whatif import markup as whatif


def render_html(document: Document) -> str:
    """The document as a page; every text of it is shown as text."""
    document = labelled(document)
    has_form = _has(document, WhatIf)
    style = shell.style()
    style += pictures.style() if _has(document, Picture) else ""
    style += whatif.style() if has_form else ""
    scripts = (shell.script(), *((whatif.script(),) if has_form else ()))
    body = join(
        tag("a", Html("Skip to the content"), class_="skip", href="#content"),
        _header(document),
        shell.side(document),
        tag("main", Html("\n"), *(_section(section, 2) for section in document.sections), id="content", tabindex="-1"),
        tag("footer", tag("p", _line(document.colophon))),
        shell.names(document.labels),
        *(Html(f"<script>{script}</script>") for script in scripts),
        between="\n",
    )
    head = shell.head(document.title, style, scripts)
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def _has(document: Document, kind: type[Picture | WhatIf]) -> bool:
    return any(isinstance(block, kind) for block in blocks_in((*document.lead, *document.sections)))


def _header(document: Document) -> Html:
    return tag(
        "header",
        tag("p", words(document.kicker), class_="kicker"),
        tag("h1", words(document.title)),
        *(_block(block, 2) for block in document.lead),
    )


# --- blocks ---------------------------------------------------------------------


def _block(block: Block, level: int) -> Html:
    match block:
        case Paragraph(line, role):
            return _with_break(tag("p", _line(line), class_=None if role == "text" else role))
        case Bullets(items, kind):
            name = "ol" if kind == "steps" else "ul"
            inner = (_item(item, level) for item in items)
            return _with_break(tag(name, *inner, class_="tree" if kind == "tree" else None))
        case Definitions():
            return _definitions(block, level)
        case Quote(text, attribution):
            said = tag("blockquote", tag("p", Html("“"), words(text), Html("”"), dir="auto"))
            return _with_break(tag("figure", said, tag("figcaption", _line(attribution)), class_="quote"))
        case Table():
            return _table(block, level)
        case Columns(sections):
            return _with_break(tag("div", *(_section(section, level) for section in sections), class_="columns"))
        case Section():
            return _section(block, level)
        case Picture():
            in_words = join(*(_block(part, level) for part in block.blocks))
            return _with_break(pictures.figure(block, _line(block.caption), in_words))
        case WhatIf():
            return whatif.island(block, join(*(_block(inner, level) for inner in block.blocks)))
        case OverTime():
            return _with_break(board.over_time(block, _table(block.changes, level, block.turns)))
        case _:
            assert_never(block)


def _section(section: Section, level: int) -> Html:
    aside = (Html(" "), tag("span", _line(section.aside), class_="aside")) if section.aside else ()
    heading = tag(f"h{min(level, 6)}", _line(section.title), *aside, id=f"{section.anchor}-heading")
    inner = (_block(block, level + 1) for block in section.blocks)
    name = "section" if level <= 2 else "div"
    labelled = f"{section.anchor}-heading" if name == "section" else None
    parts = (heading, Html("\n"), *inner)
    return _with_break(tag(name, *parts, id=section.anchor or None, aria_labelledby=labelled, class_=f"level-{level}"))


def _item(item: Item, level: int) -> Html:
    return tag("li", _line(item.line), *(_block(block, level) for block in item.blocks))


def _definitions(block: Definitions, level: int) -> Html:
    groups = (
        tag(
            "div",
            tag("dt", _line(item.term)),
            tag("dd", *(_block(inner, level) for inner in item.blocks)),
            id=item.anchor or None,
        )
        for item in block.items
    )
    return _with_break(tag("dl", *groups))


# --- tables ---------------------------------------------------------------------


def _table(table: Table, level: int, turns: tuple[tuple[int, ...], ...] = ()) -> Html:
    """A table; of each row of the changes over time, at which stops it comes."""
    heads = tag("tr", *(tag("th", _line(head), scope="col", role="columnheader") for head in table.head), role="row")
    stops: list[str | None] = [" ".join(map(str, turn)) for turn in turns] or [None] * len(table.rows)
    inner = (_row(row, table.head, level, stop) for row, stop in zip(table.rows, stops, strict=True))
    rows = tag("tbody", Html("\n"), *inner, role="rowgroup")
    whole = tag(
        "table", tag("thead", heads, role="rowgroup"), rows, role="table", aria_label=lines.plain(table.caption)
    )
    return _with_break(tag("figure", tag("figcaption", _line(table.caption)), whole, class_="scroll", tabindex="0"))


def _row(row: Row, heads: tuple[Line, ...], level: int, stops: str | None) -> Html:
    first, *others = row.cells
    cells = (_cell(cell, head, level) for cell, head in zip(others, heads[1:], strict=True))
    inner = tag("th", *_content(first, level), scope="row", role="rowheader")
    return _with_break(tag("tr", inner, *cells, id=row.anchor or None, role="row", data_stops=stops))


def _cell(cell: Cell, head: Line, level: int) -> Html:
    label = tag("span", _line(head), class_="column", aria_hidden="true")
    on_demand = " ".join(cell.evaluated) if cell.evaluated and cell.details is None else None
    return tag("td", label, *_content(cell, level), role="cell", data_evaluated=on_demand)


def _content(cell: Cell, level: int) -> tuple[Html, ...]:
    shown = tuple(tag("p", _line(line)) for line in cell.lines)
    if cell.details is None:
        return shown
    details = cell.details
    hidden = tag("span", Html(": "), _line(details.title), class_="hidden")
    summary = tag("summary", _line(details.aside or ("Why",)), hidden)
    inner = (_block(block, level + 1) for block in details.blocks)
    return (*shown, tag("details", summary, *inner, id=details.anchor or None))


def _with_break(markup: Html) -> Html:
    return Html(f"{markup}\n")


__all__ = ["render_html"]
