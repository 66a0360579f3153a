"""A document as Markdown, for the pages of git hosts and for editors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final, assert_never

from conditions.report.document import (
    Block,
    Bullets,
    Cell,
    Chosen,
    Code,
    Columns,
    Definition,
    Definitions,
    Document,
    Faint,
    Inline,
    Item,
    Label,
    Line,
    Mark,
    OverTime,
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
)
from conditions.report.pictures import fence as pictures
from conditions.report.text import fragment, shown, web_address

_SPECIAL: Final = re.compile(r"[\\`*\[\]~$#]|(?<![^\W_])_|_(?![^\W_])")
"""What is markup anywhere in a line; an underscore is so only at the edge of a word."""
_LEADING: Final = re.compile(r"\A([+=-]|\d{1,9}[.)])")
"""What may be markup at the beginning of a line."""
_UNQUOTABLE: Final = re.compile(r"[`|\\]")
_ADDRESS: Final = re.compile(r"(?i)\b(https?|ftp):|\b(www)\.")


def render_markdown(document: Document) -> str:
    """The document as Markdown of the common dialect with tables; every text of it is shown as text."""
    parts = [
        f"# {text(document.title)}",
        text(document.kicker),
        *_blocks(document.lead, 2),
        "\n".join(f"- [{_line(section.title)}]({fragment(section.anchor)})" for section in document.sections),
        *_blocks(document.sections, 2),
        "---",
        _line(document.colophon),
    ]
    return "\n\n".join(parts) + "\n"


# --- blocks ---------------------------------------------------------------------


def _blocks(blocks: tuple[Block, ...], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Paragraph(line, role):
            yield f"**{_line(line)}**" if role == "said" and _is_plain(line) else _line(line)
        case Bullets(items, kind):
            yield _list(items, level, ordered=kind == "steps")
        case Definitions(definitions):
            yield "\n".join(_definition(definition, level) for definition in definitions)
        case Quote(said, attribution):
            yield f"> “{text(said)}”\n>\n> — {_line(attribution)}"
        case Table():
            yield from _table(block, level)
        case Columns(sections):
            yield from _blocks(sections, level)
        case Section(anchor, title, inner, aside):
            yield _heading(level, anchor, title, aside)
            yield from _blocks(inner, level + 1)
        case Picture(anchor, caption):
            yield f"{_place(anchor)}**{_line(caption)}**" if _is_plain(caption) else f"{_place(anchor)}{_line(caption)}"
            yield from pictures.fenced(block.drawing)
            yield from _blocks(block.blocks, level)
        case WhatIf():
            yield from _blocks(block.blocks, level)
        case OverTime(_, _, _, changes):
            yield from _table(changes, level)
        case _:
            assert_never(block)


def _heading(level: int, anchor: str, title: Line, aside: Line = ()) -> str:
    beside = f" · {_line(aside)}" if aside else ""
    return f"{'#' * min(level, 6)} {_place(anchor)}{_line(title)}{beside}"


def _place(anchor: str) -> str:
    """What a link within the page leads to."""
    return f'<a id="{escape(shown(anchor))}"></a>' if anchor else ""


def _is_plain(line: Line) -> bool:
    """Whether a line can stand between asterisks: text alone, with something at both ends."""
    return all(isinstance(part, str) for part in line) and bool("".join(str(part) for part in line).strip())


def _list(items: tuple[Item, ...], level: int, *, ordered: bool = False) -> str:
    return "\n".join(
        _listed(f"{number}." if ordered else "-", _line(item.line), item.blocks, level)
        for number, item in enumerate(items, 1)
    )


def _listed(sign: str, line: str, blocks: tuple[Block, ...], level: int) -> str:
    """An item with its blocks below it, indented to its text; a list follows tightly, all else after an empty line."""
    indent = " " * (len(sign) + 1)
    whole = f"{sign} {line}"
    for block in blocks:
        gap = "\n" if isinstance(block, Bullets | Definitions) else "\n\n"
        whole += "".join(gap + _indented(part, indent) for part in _block(block, level))
    return whole


def _definition(definition: Definition, level: int) -> str:
    place = _place(definition.anchor)
    match definition.blocks:
        case (Paragraph(line, "text"), *rest):
            return _listed("-", f"{place}{_line(definition.term)}: {_line(line)}", tuple(rest), level)
        case blocks:
            return _listed("-", f"{place}{_line(definition.term)}", blocks, level)


def _indented(block: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" if line else "" for line in block.split("\n"))


# --- tables ---------------------------------------------------------------------


def _table(table: Table, level: int) -> Iterator[str]:
    """The table, and after it a section for each row that has something behind its cells."""
    yield _line(table.caption)
    rows = [_cells(_line(head) for head in table.head), _cells("---" for _ in table.head)]
    rows += [_cells(_row(row)) for row in table.rows]
    yield "\n".join(rows)
    for row in table.rows:
        details = [cell.details for cell in row.cells if cell.details is not None]
        if details:
            yield _heading(level, row.anchor, row.cells[0].lines[0])
        for section in details:
            title = (*section.aside, ": ", *section.title) if section.aside else section.title
            yield from _block(Section(section.anchor, title, section.blocks), level + 1)


def _row(row: Row) -> Iterator[str]:
    """The cells of a row; the first one is its place, unless a section below the table is."""
    has_section = any(cell.details is not None for cell in row.cells)
    for number, cell in enumerate(row.cells):
        yield ("" if number or has_section else _place(row.anchor)) + _cell(cell)


def _cells(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _cell(cell: Cell) -> str:
    lines = [_line(line) for line in cell.lines]
    if cell.details is not None and cell.details.anchor:
        lines.append(f"[{_line(cell.details.aside) or 'why'}]({fragment(cell.details.anchor)})")
    return "<br>".join(lines)


# --- lines ----------------------------------------------------------------------


def _line(line: Line) -> str:
    return "".join(_inline(part) for part in line)


def _inline(part: Inline) -> str:
    match part:
        case str():
            return text(part)
        case Mark(word, symbol):
            return f"{text(symbol)} {text(word)}" if symbol else text(word)
        case Code(code):
            return _code(shown(code))
        case Ref(said, anchor):
            return f"[{text(said)}]({fragment(anchor)})"
        case Web(url):
            address = web_address(url)
            return text(url) if address is None else f"[{text(url)}]({_closed(address)})"
        case Strong(said) | Chosen(said):
            return f"**{text(said)}**" if said.strip() == said and said else text(said)
        case Faint(said) | Label(_, said):
            return text(said)
        case _:
            assert_never(part)


def _code(said: str) -> str:
    """Code between backticks; as an element where it holds what would end or escape them."""
    if not said:
        return ""
    return f"<code>{text(said)}</code>" if _UNQUOTABLE.search(said) else f"`{said}`"


def _closed(address: str) -> str:
    return address.replace("(", "%28").replace(")", "%29").replace("*", "%2A").replace("_", "%5F").replace("~", "%7E")


def text(said: str) -> str:
    """A text as Markdown that shows it as it is; a space at its ends stays."""
    inner = escape(shown(said), quote=False)
    inner = _SPECIAL.sub(lambda found: f"\\{found[0]}", inner)
    inner = inner.replace("|", "&#124;")
    inner = _LEADING.sub(lambda found: _escaped_start(found[1]), inner)
    inner = _ADDRESS.sub(lambda found: f"{found[1]}&#58;" if found[1] else f"{found[2]}&#46;", inner)
    return f"{' ' * said[:1].isspace()}{inner}{' ' * (said[-1:].isspace() and bool(inner))}"


def _escaped_start(sign: str) -> str:
    return f"{sign[:-1]}\\{sign[-1]}"


__all__ = ["render_markdown", "text"]
