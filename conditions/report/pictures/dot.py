"""Drawings in DOT, the language of Graphviz.

Texts stand between quotation marks; there a backslash starts an escape such as the node's own name, and Graphviz
reads entities of HTML. Both are written so that they show themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, assert_never

from conditions.report.drawings import Chart, Drawing, Edge, EdgeKind, Graph, Node, NodeKind
from conditions.report.pictures.measuring import wrapped
from conditions.report.pictures.mermaid import follows
from conditions.report.pictures.svg_chart import when_words
from conditions.report.pictures.svg_graph import edge_lines, edge_title
from conditions.report.text import brief, shown

_SHAPES: Final[Mapping[NodeKind, str]] = {
    "event": "shape=box, style=rounded",
    "rung": "shape=octagon",
    "fact": "shape=parallelogram",
    "moment": 'shape=box, style="rounded,dashed"',
    "goal": "shape=box, peripheries=2",
    "junction": "shape=oval",
}
_LINES: Final[Mapping[EdgeKind, str]] = {
    "before": "style=solid, arrowhead=normal",
    "not-after": "style=dashed, arrowhead=empty",
    "within": "style=dashed, arrowhead=normal",
    "needs": "style=dotted, arrowhead=odot",
    "derived": "style=dotted, arrowhead=vee",
    "climbs": "style=solid, arrowhead=vee",
}


def to_dot(drawing: Drawing) -> str:
    r"""A drawing in DOT, for Graphviz; of a chart the rows that certainly follow each other.

    >>> print(to_dot(Graph((Node("a", 'A "quoted" \\N'),), ())), end="")
    digraph {
      node [fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10];
      n0 [label="A \"quoted\" \\N", tooltip="A \"quoted\" \\N (a)", shape=box, style=rounded];
    }

    Args:
        drawing: What is drawn.
    """
    match drawing:
        case Graph():
            inner = _graph(drawing)
        case Chart():
            inner = _chart(drawing)
        case _:
            assert_never(drawing)
    head = 'node [fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10];'
    return "".join(f"{line}\n" for line in ("digraph {", f"  {head}", *(f"  {line}" for line in inner), "}"))


def quoted(lines: Sequence[str]) -> str:
    """Lines of text as a string of DOT, which shows them as they are."""
    return '"' + "\\n".join(_escaped(line) for line in lines) + '"'


def _escaped(line: str) -> str:
    return shown(line).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")


def _graph(graph: Graph) -> Iterator[str]:
    names = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    labels = {node.id: node.label for node in graph.nodes}
    for node in graph.nodes:
        wide = ", penwidth=3" if node.marked else ""
        about = quoted((f"{brief(node.label)} ({brief(node.id)})",))
        yield f"{names[node.id]} [label={quoted(_lines(node))}, tooltip={about}, {_SHAPES[node.kind]}{wide}];"
    for edge in graph.edges:
        if edge.source in names and edge.target in names:
            yield f"{names[edge.source]} -> {names[edge.target]} [{_attributes(edge, labels)}];"


def _lines(node: Node) -> tuple[str, ...]:
    lines = wrapped(node.label, 13, 196)
    return (brief(node.party), *lines) if node.party else lines


def _attributes(edge: Edge, labels: Mapping[str, str]) -> str:
    wide = ", penwidth=3" if edge.marked else ""
    about = quoted((edge_title(edge, labels),))
    return f"label={quoted(edge_lines(edge))}, tooltip={about}, {_LINES[edge.kind]}{wide}"


def _chart(chart: Chart) -> Iterator[str]:
    yield "rankdir=LR;"
    names = {bar.id: f"n{number}" for number, bar in enumerate(chart.bars)}
    for bar in chart.bars:
        said = "; ".join(
            part for part in (brief(bar.party or ""), when_words(bar, chart.steps), brief(bar.note)) if part
        )
        dashed = "rounded" if bar.sure else '"rounded,dashed"'
        yield f"{names[bar.id]} [label={quoted((*wrapped(bar.label, 13, 196), said))}, shape=box, style={dashed}];"
    for one, other in _after(chart):
        yield f"{names[one]} -> {names[other]};"


def _after(chart: Chart) -> Iterator[tuple[str, str]]:
    if chart.steps is not None:
        yield from follows(chart)
        return
    known = {bar.id for bar in chart.bars}
    for bar in chart.bars:
        yield from ((one, bar.id) for one in bar.after if one in known)


__all__ = ["quoted", "to_dot"]
