"""Drawings as Mermaid, which git hosts and many editors draw.

Mermaid has marks of its own in texts: quotes, brackets, semicolons, `%%`, `click`, Markdown between backticks.
Every sign that is not a letter, a digit or a few harmless ones is written by its number, which Mermaid shows as
the sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, assert_never

from conditions.report.drawings import Bar, Chart, Drawing, Edge, EdgeKind, Graph, Node, NodeKind
from conditions.report.pictures.svg_chart import when_words
from conditions.report.text import brief, shown

_PLAIN: Final = frozenset(" .,_-")
_ARROWS: Final[Mapping[EdgeKind, tuple[str, str]]] = {
    "before": ("-->", ""),
    "not-after": ("-->", "the same day or earlier"),
    "within": ("-.->", ""),
    "needs": ("-.->", "needed"),
    "derived": ("-.->", "day follows"),
    "climbs": ("-->", "next rung"),
}
_SHAPES: Final[Mapping[NodeKind, tuple[str, str]]] = {
    "event": ("[", "]"),
    "rung": ("{{", "}}"),
    "fact": ("[/", "/]"),
    "moment": ("([", "])"),
    "goal": ("[[", "]]"),
    "junction": ("([", "])"),
}


def to_mermaid(drawing: Drawing) -> str:
    r"""A drawing as Mermaid: a flowchart, or a Gantt chart where there are days.

    >>> to_mermaid(Graph((Node("a", 'A "quoted" <b>'),), ()))
    'flowchart TB\n  n0["A #34;quoted#34; #60;b#62;"]\n'

    Args:
        drawing: What is drawn.
    """
    match drawing:
        case Graph():
            lines = _flowchart(drawing)
        case Chart() if drawing.steps is None and any(bar.earliest or bar.latest for bar in drawing.bars):
            lines = _gantt(drawing)
        case Chart():
            lines = _order(drawing)
        case _:
            assert_never(drawing)
    return "".join(f"{line}\n" for line in lines)


def escaped(text: str) -> str:
    """A text as Mermaid shows it, in one line."""
    return "".join(sign if sign.isalnum() or sign in _PLAIN else f"#{ord(sign)};" for sign in shown(brief(text)))


# --- graphs ---------------------------------------------------------------------


def _flowchart(graph: Graph) -> Iterator[str]:
    yield "flowchart TB"
    names = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    for node in graph.nodes:
        yield f"  {names[node.id]}{_box(node)}"
    drawn = [edge for edge in graph.edges if edge.source in names and edge.target in names]
    for edge in drawn:
        yield f"  {names[edge.source]} {_arrow(edge)} {names[edge.target]}"
    marked = [names[node.id] for node in graph.nodes if node.marked]
    if marked:
        yield "  classDef marked stroke-width:4px"
        yield f"  class {','.join(marked)} marked"
    thick = [str(number) for number, edge in enumerate(drawn) if edge.marked]
    if thick:
        yield f"  linkStyle {','.join(thick)} stroke-width:4px"


def _box(node: Node) -> str:
    first, last = _SHAPES[node.kind]
    party = f"{escaped(node.party)}#58; " if node.party else ""
    return f'{first}"{party}{escaped(node.label) or " "}"{last}'


def _arrow(edge: Edge) -> str:
    line, kind = _ARROWS[edge.kind]
    asked = ", ".join(f"{name} ({reading})" if reading else name for name, reading in edge.conditions)
    said = "; ".join(brief(part) for part in (asked, kind, edge.label) if part)
    return f'{line}|"{escaped(said)}"|' if said else line


# --- charts ---------------------------------------------------------------------


def _gantt(chart: Chart) -> Iterator[str]:
    yield "gantt"
    yield "  dateFormat YYYY-MM-DD"
    yield "  axisFormat %Y-%m-%d"
    days = [day for bar in chart.bars for day in (bar.earliest, bar.latest) if day is not None]
    first, last = min(days), max(days)
    for bar in chart.bars:
        yield f"  section {escaped(bar.label) or '-'}"
        yield f"  {_task(bar, first, last)}"
    if chart.now is not None:
        yield "  section now"
        yield f"  {_begun(str(chart.now))} :milestone, {chart.now}, 0d"


def _task(bar: Bar, first: date, last: date) -> str:
    said = "; ".join(part for part in (brief(bar.party or ""), when_words(bar, None), brief(bar.note)) if part)
    tag = "" if bar.sure else "active, "
    if bar.earliest is not None and bar.earliest == bar.latest:
        return f"{_begun(said)} :{tag}milestone, {bar.earliest}, 0d"
    start, end = bar.earliest or first, bar.latest or last
    until = end + timedelta(days=1) if end < date.max else end
    return f"{_begun(said)} :{tag}{start}, {until}"


def _begun(text: str) -> str:
    """A text at the beginning of a line, which no word of Mermaid begins and no day."""
    said = shown(text)
    return f"#{ord(said[0])};{escaped(said[1:])}" if said else "-"


def _order(chart: Chart) -> Iterator[str]:
    """Rows that have no days: who certainly comes before whom."""
    yield "flowchart LR"
    names = {bar.id: f"n{number}" for number, bar in enumerate(chart.bars)}
    for bar in chart.bars:
        said = "; ".join(part for part in (when_words(bar, chart.steps), brief(bar.note)) if part)
        label = f"{bar.party}: {bar.label}" if bar.party else bar.label
        yield f'  {names[bar.id]}["{escaped(label)}<br>{escaped(said)}"]'
    for one, other in follows(chart):
        yield f"  {names[one]} --> {names[other]}"


def follows(chart: Chart) -> Iterator[tuple[str, str]]:
    """The rows that certainly follow each other by their places, with no row that does so between them."""
    steps = chart.steps or {}
    places = [(bar.id, *steps.get(bar.id, (0, 0))) for bar in chart.bars]
    for one, _, last in places:
        later = [(first, end) for _, first, end in places if first > last]
        limit = min((end for _, end in later), default=0)
        for other, first, _ in places:
            if last < first <= limit:
                yield one, other


__all__ = ["escaped", "follows", "to_mermaid"]
