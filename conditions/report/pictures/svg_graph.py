"""A graph of what must come before what, as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from conditions.report.drawings import Edge, EdgeKind, Graph, Node, NodeKind
from conditions.report.lines import pairs
from conditions.report.markup import Html, join, tag
from conditions.report.pictures.layout import NONE, Route, Size, Spot, Wire, plan
from conditions.report.pictures.measuring import one_line, width, wrapped
from conditions.report.pictures.svg_parts import (
    DASHES,
    LABEL,
    LINE,
    SMALL,
    head,
    number,
    party_class,
    run,
    shortened,
    text,
    title,
    versions,
)
from conditions.report.text import brief

EDGE_WORDS: Final[Mapping[EdgeKind, str]] = {
    "before": "must come on an earlier day than what the arrow points to",
    "not-after": "must come no later than what the arrow points to",
    "within": "what the arrow points to comes within the period written at it",
    "needs": "must hold, or happen at some time, for what the line leads to",
    "derived": "the day of what the arrow points to follows from it",
    "climbs": "leads to a higher rung of the same ladder",
}
"""What each kind of line says, in a legend."""

NODE_WORDS: Final[Mapping[NodeKind, str]] = {
    "event": "event",
    "rung": "rung of a ladder",
    "fact": "what must hold",
    "moment": "day that follows from others",
    "goal": "goal",
    "junction": "joins lines of which one, some or all are asked for",
}
"""What each outline stands for, in a legend."""

_MARGIN: Final = 10.0
_WIDEST: Final = 196.0
_WIDEST_LABEL: Final = 132.0
_SLANT: Final = 9.0


def draw_graph(graph: Graph) -> tuple[Html, float, float]:
    """The inside of an SVG with the graph, and how wide and high it is."""
    place = {node.id: at for at, node in enumerate(graph.nodes)}
    edges = [edge for edge in graph.edges if edge.source in place and edge.target in place]
    boxes = [_Box(node) for node in graph.nodes]
    labels = [edge_lines(edge) for edge in edges]
    wires = [
        Wire(place[edge.source], place[edge.target], _label_size(lines))
        for edge, lines in zip(edges, labels, strict=True)
    ]
    found = plan([box.size for box in boxes], wires)
    parties, names = tuple(graph.parties), {node.id: node.label for node in graph.nodes}
    drawn = [
        *(_edge(*one, parties, names) for one in zip(edges, labels, found.routes, strict=True)),
        *(
            _node(box, spot, parties, graph.parties, _readings_of(box.node.id, edges))
            for box, spot in zip(boxes, found.boxes, strict=True)
        ),
    ]
    inner = tag("g", *drawn, transform=f"translate({number(_MARGIN)} {number(_MARGIN)})")
    return inner, found.width + 2 * _MARGIN, found.height + 2 * _MARGIN


# --- nodes ----------------------------------------------------------------------


class _Box:
    """A node with its label in lines, and the room that it takes."""

    def __init__(self, node: Node) -> None:
        self.node = node
        size = SMALL if node.kind == "junction" else LABEL
        names = {"": node.label, **node.labels}
        self.labels = {language: wrapped(label, size, _WIDEST) for language, label in names.items()}
        lines = [line for label in self.labels.values() for line in label]
        count = max(map(len, self.labels.values()))
        self.tag = one_line(node.party, SMALL, _WIDEST) if node.party else ""
        wide = max(*(width(line, size) for line in lines), 1.1 * width(self.tag, SMALL))
        sides = {"fact": 12 + _SLANT, "rung": 16, "moment": 20, "junction": 10}.get(node.kind, 14)
        high = count * size * LINE + (SMALL * LINE if self.tag else 0)
        ends = 6 if node.kind == "junction" else 14
        self.size = Size(max(wide + 2 * sides, 34), high + ends)


def _node(box: _Box, spot: Spot, parties: Sequence[str], names: Mapping[str, str], readings: str | None) -> Html:
    node, (across, down) = box.node, spot
    middle = across + box.size.width / 2
    tagged = SMALL * LINE if box.tag else 0
    size = SMALL if node.kind == "junction" else LABEL
    half = down + (box.size.height + tagged) / 2
    texts = [text(lines, middle, half, size, "label", language=language) for language, lines in versions(box.labels)]
    if box.tag:
        texts.append(text((box.tag,), middle, down + 7 + SMALL * LINE / 2, SMALL, "party"))
    by = f"; by {brief(names.get(node.party, node.party))}" if node.party else ""
    said = f"{brief(node.label)} ({brief(node.id)}): {NODE_WORDS[node.kind]}{by}"
    about = title(said if node.kind != "junction" else brief(node.label))
    name = f"node {node.kind}{party_class(node.party, parties)}{' marked' if node.marked else ''}"
    return tag(
        "g",
        about,
        *outline(node.kind, spot, box.size),
        *texts,
        class_=name,
        data_node=brief(node.id),
        data_readings=readings,
    )


def outline(kind: NodeKind, spot: Spot, size: Size) -> tuple[Html, ...]:
    """The outline of a node; each kind has its own."""
    (left, top), wide, high = spot, size.width, size.height
    right, bottom = left + wide, top + high
    match kind:
        case "event":
            return (_rectangle(left, top, wide, high, 5),)
        case "goal":
            return (_rectangle(left, top, wide, high, 5), _rectangle(left + 4, top + 4, wide - 8, high - 8, 3, "inner"))
        case "moment" | "junction":
            return (_rectangle(left, top, wide, high, min(high / 2, 20), dash="4 3" if kind == "moment" else None),)
        case "rung":
            cut = 9.0
            return (_polygon(
                (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
                (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
            ),)  # fmt: skip
        case "fact":
            return (_polygon((left + _SLANT, top), (right, top), (right - _SLANT, bottom), (left, bottom)),)


def _rectangle(
    left: float, top: float, wide: float, high: float, corner: float, name: str = "box", dash: str | None = None
) -> Html:
    where = {"x": number(left), "y": number(top), "width": number(wide), "height": number(high), "rx": number(corner)}
    return tag("rect", class_=name, **where, stroke_dasharray=dash, fill="none", stroke="currentColor")


def _polygon(*spots: Spot) -> Html:
    points = " ".join(f"{number(across)},{number(down)}" for across, down in spots)
    return tag("polygon", class_="box", points=points, fill="none", stroke="currentColor")


# --- edges ----------------------------------------------------------------------


def edge_lines(edge: Edge) -> tuple[str, ...]:
    """What stands at an edge: who asks for it, in which readings, and how long it takes."""
    asking = list(dict.fromkeys(name for name, _ in edge.conditions))
    readings = [reading for _, reading in edge.conditions if reading is not None]
    first = asking[0] if len(asking) == 1 else f"{asking[0]} +{len(asking) - 1}" if asking else ""
    said = (first, ", ".join(dict.fromkeys(readings)), edge.label)
    return tuple(line for one in said if one for line in wrapped(one, SMALL, _WIDEST_LABEL, 2))


def _label_size(lines: Sequence[str]) -> Size:
    if not lines:
        return NONE
    return Size(max(width(line, SMALL) for line in lines) + 6, len(lines) * SMALL * LINE + 4)


def _edge(edge: Edge, lines: Sequence[str], route: Route, parties: Sequence[str], names: Mapping[str, str]) -> Html:
    drawn = [title(edge_title(edge, names)), *_line(edge.kind, route)]
    if route.label is not None:
        drawn.append(text(lines, *route.label, SMALL, "at"))
    name = f"edge {edge.kind}{party_class(edge.party, parties)}{' marked' if edge.marked else ''}"
    conditions = " ".join(condition for condition, _ in edge.conditions) or None
    return tag("g", *drawn, class_=name, data_condition=conditions, data_readings=_readings(edge))


def _readings(*edges: Edge) -> str | None:
    """The readings in which alone edges are asked for, `UA-vote=held UA-vote=approved`; nothing where in every one."""
    asked = [one for edge in edges for one in edge.conditions]
    found = tuple((name, reading) for name, reading in dict.fromkeys(asked) if reading is not None)
    return pairs(found) if found and len(found) == len(set(asked)) else None


def _readings_of(node: str, edges: Sequence[Edge]) -> str | None:
    """The readings in which alone a node has an edge that is asked for."""
    return _readings(*(edge for edge in edges if node in (edge.source, edge.target)))


def _line(kind: EdgeKind, route: Route) -> tuple[Html, ...]:
    if route.is_loop:
        ((right, top), (_, bottom)) = route.parts[0]
        far, down = number(right + 26), number(bottom)
        path = f"M{number(right)} {number(top)}C{far} {number(top)} {far} {down} {number(right)} {down}"
        tip = (
            f"{number(right)},{down} {number(right + 8)},{number(bottom - 4)} {number(right + 8)},{number(bottom + 4)}"
        )
        return (_path(path, kind), tag("polygon", class_="head full", points=tip, fill="currentColor"))
    *before, last = route.parts
    path = "".join([*map(run, before), run(shortened(last))])
    return (_path(path, kind), head(kind, last[-1], is_down=last[-2][1] < last[-1][1]))


def _path(path: str, kind: EdgeKind) -> Html:
    return tag("path", class_="line", d=path, fill="none", stroke="currentColor", stroke_dasharray=DASHES[kind])


def edge_title(edge: Edge, names: Mapping[str, str]) -> str:
    """An edge in words."""
    said = f"{brief(names[edge.source])} → {brief(names[edge.target])}: {EDGE_WORDS[edge.kind]}"
    asked = ", ".join(f"{name} ({reading})" if reading else name for name, reading in edge.conditions)
    return "; ".join(brief(part) for part in (said, edge.label, asked) if part)


def sample_line(kind: EdgeKind) -> Html:
    """A short line of a kind, for a legend."""
    return join(*_line(kind, Route((((9, 2), (9, 32)),))))


__all__ = ["EDGE_WORDS", "NODE_WORDS", "draw_graph", "edge_lines", "edge_title", "outline", "sample_line"]
