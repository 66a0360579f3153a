"""A document as one HTML page: self-contained, without scripts, for screens of every width and for paper."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import assert_never

from conditions.report.document import (
    Block,
    Bullets,
    Cell,
    Code,
    Columns,
    Definitions,
    Document,
    Faint,
    Inline,
    Item,
    Line,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Ref,
    Row,
    Section,
    Strong,
    Table,
    Web,
    WhatIf,
    blocks_in,
)
from conditions.report.markup import Html, join, tag, words
from conditions.report.pictures import figure as pictures
from conditions.report.text import fragment, web_address
from conditions.report.whatif import markup as whatif


def render_html(document: Document) -> str:
    """The document as a page; every text of it is shown as text."""
    scripts = _scripts(document)
    style = _style() + (pictures.style() if _has(document, Picture) else "") + (whatif.style() if scripts else "")
    head = join(
        Html('<meta charset="utf-8">'),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, scripts)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", words(document.title)),
        Html(f"<style>{style}</style>"),
        between="\n",
    )
    body = join(
        tag("a", Html("Skip to the content"), class_="skip", href="#content"),
        _header(document),
        _contents(document),
        tag("main", Html("\n"), *(_section(section, 2) for section in document.sections), id="content", tabindex="-1"),
        tag("footer", tag("p", _line(document.colophon))),
        *(Html(f"<script>{script}</script>") for script in scripts),
        between="\n",
    )
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


# --- the page -------------------------------------------------------------------


@cache
def _style() -> str:
    return files("conditions.report").joinpath("style.css").read_text(encoding="utf-8")


def _scripts(document: Document) -> tuple[str, ...]:
    """The scripts that the page needs."""
    return (whatif.script(),) if _has(document, WhatIf) else ()


def _has(document: Document, kind: type[Picture | WhatIf]) -> bool:
    return any(isinstance(block, kind) for block in blocks_in((*document.lead, *document.sections)))


def _policy(style: str, scripts: tuple[str, ...]) -> str:
    allowed = f" script-src {' '.join(map(_digest, scripts))};" if scripts else ""
    return f"default-src 'none'; style-src {_digest(style)};{allowed} base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _header(document: Document) -> Html:
    return tag(
        "header",
        tag("p", words(document.kicker), class_="kicker"),
        tag("h1", words(document.title)),
        *(_block(block, 2) for block in document.lead),
    )


def _contents(document: Document) -> Html:
    links = (tag("li", tag("a", _line(section.title), href=fragment(section.anchor))) for section in document.sections)
    return tag("nav", tag("ul", *links), aria_label="Contents")


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
            inner = join(*(_block(part, level) for part in block.blocks))
            return _with_break(pictures.figure(block, _line(block.caption), inner))
        case WhatIf():
            return whatif.island(block, join(*(_block(inner, level) for inner in block.blocks)))
        case _:
            assert_never(block)


def _section(section: Section, level: int) -> Html:
    aside = (Html(" "), tag("span", _line(section.aside), class_="aside")) if section.aside else ()
    heading = tag(f"h{min(level, 6)}", _line(section.title), *aside, id=f"{section.anchor}-heading")
    inner = (_block(block, level + 1) for block in section.blocks)
    name = "section" if level <= 3 else "div"
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


def _table(table: Table, level: int) -> Html:
    heads = tag("tr", *(tag("th", _line(head), scope="col", role="columnheader") for head in table.head), role="row")
    rows = tag("tbody", Html("\n"), *(_row(row, table.head, level) for row in table.rows), role="rowgroup")
    whole = tag("table", tag("thead", heads, role="rowgroup"), rows, role="table", aria_label=plain(table.caption))
    return _with_break(tag("figure", tag("figcaption", _line(table.caption)), whole, class_="scroll", tabindex="0"))


def _row(row: Row, heads: tuple[Line, ...], level: int) -> Html:
    first, *others = row.cells
    cells = (_cell(cell, head, level) for cell, head in zip(others, heads[1:], strict=True))
    inner = tag("th", *_content(first, level), scope="row", role="rowheader")
    return _with_break(tag("tr", inner, *cells, id=row.anchor or None, role="row"))


def _cell(cell: Cell, head: Line, level: int) -> Html:
    label = tag("span", _line(head), class_="column", aria_hidden="true")
    return tag("td", label, *_content(cell, level), role="cell")


def _content(cell: Cell, level: int) -> tuple[Html, ...]:
    lines = tuple(tag("p", _line(line)) for line in cell.lines)
    if cell.details is None:
        return lines
    details = cell.details
    hidden = tag("span", Html(": "), _line(details.title), class_="hidden")
    summary = tag("summary", _line(details.aside or ("Why",)), hidden)
    inner = (_block(block, level + 1) for block in details.blocks)
    return (*lines, tag("details", summary, *inner, id=details.anchor or None))


# --- lines ----------------------------------------------------------------------


def _line(line: Line) -> Html:
    return join(*(_inline(part) for part in line))


def _inline(part: Inline) -> Html:
    match part:
        case str():
            return words(part)
        case Mark(word, symbol, tone):
            sign = (tag("span", words(symbol), aria_hidden="true"), Html(" ")) if symbol else ()
            return tag("span", *sign, words(word), class_=f"mark {tone}")
        case Code(text):
            return tag("code", words(text))
        case Ref(text, anchor):
            return tag("a", words(text), href=fragment(anchor))
        case Web(url):
            address = web_address(url)
            return words(url) if address is None else tag("a", words(url), href=address, rel="noreferrer")
        case Strong(text):
            return tag("strong", words(text))
        case Faint(text):
            return tag("span", words(text), class_="faint")
        case _:
            assert_never(part)


def plain(line: Line) -> str:
    """The text of a line, without anything that stands out."""
    return "".join(_plain(part) for part in line)


def _plain(part: Inline) -> str:
    match part:
        case str():
            return part
        case Mark(word):
            return word
        case Code(text) | Ref(text) | Strong(text) | Faint(text) | Web(text):
            return text
        case _:
            assert_never(part)


def _with_break(markup: Html) -> Html:
    return Html(f"{markup}\n")


__all__ = ["plain", "render_html"]
