"""What the signs of a drawing mean: the lines, outlines and colours that occur in it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from conditions.report.drawings import Chart, Drawing, EdgeKind, Graph, NodeKind
from conditions.report.markup import Html, tag, words
from conditions.report.pictures.geometry import Size
from conditions.report.pictures.svg_graph import EDGE_WORDS, NODE_WORDS, outline, sample_line
from conditions.report.pictures.svg_parts import party_class

_NODES: Final[tuple[NodeKind, ...]] = ("event", "rung", "fact", "moment", "goal", "junction")


def legend(drawing: Drawing) -> Html:
    """A list of the signs that occur, each beside what it means; nothing where there are none."""
    items = list(_items(drawing))
    return tag("ul", *items, class_="legend") if items else Html("")


def _items(drawing: Drawing) -> Iterator[Html]:
    match drawing:
        case Graph(nodes, edges, _, parties):
            kinds = {edge.kind for edge in edges}
            for kind in EDGE_WORDS:
                if kind in kinds:
                    yield _item(_edge_sample(kind), EDGE_WORDS[kind])
            outlines = {node.kind for node in nodes} - {"event"}
            for outlined in _NODES:
                if outlined in outlines:
                    yield _item(_node_sample(outlined), NODE_WORDS[outlined])
            if any(edge.marked for edge in edges):
                yield _item(_edge_sample("before", " marked"), "thick: part of a conflict or of a circle")
            yield from _parties(parties, {node.party for node in nodes} | {edge.party for edge in edges})
        case Chart():
            yield from _parties(drawing.parties, {bar.party for bar in drawing.bars})
        case _:
            assert_never(drawing)


def _parties(names: Mapping[str, str], used: set[str | None]) -> Iterator[Html]:
    for code, name in names.items():
        if code in used:
            swatch = tag(
                "rect", class_="box", x="1", y="3", width="16", height="12", fill="none", stroke="currentColor"
            )
            sample = _sample(tag("g", swatch, class_=f"node{party_class(code, tuple(names))}"), 18, 18)
            yield _item(sample, name if name == code else f"{code}: {name}")


def _item(sample: Html, said: str) -> Html:
    return tag("li", sample, tag("span", words(said)))


def _edge_sample(kind: EdgeKind, more: str = "") -> Html:
    return _sample(tag("g", sample_line(kind), class_=f"edge {kind}{more}"), 18, 34)


def _node_sample(kind: NodeKind) -> Html:
    return _sample(tag("g", *outline(kind, (1, 1), Size(32, 20)), class_=f"node {kind}"), 34, 22)


def _sample(inner: Html, width: int, height: int) -> Html:
    size = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
    return tag("svg", inner, class_="drawing", aria_hidden="true", **size)


__all__ = ["legend"]
