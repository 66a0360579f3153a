"""Drawings whose every text tries to be more than text, for the tests of all formats."""

from __future__ import annotations

from datetime import date
from typing import Final

from conditions.report.drawings import Bar, Chart, Edge, EdgeKind, Graph, Node, NodeKind

TEXTS: Final = (
    "<script>alert(1)</script>",
    "\"quoted\" & 'single' &lt;b&gt; &amp;",
    "a]b[c{d}e(f)g|h;i",
    '%%{init: {"theme":"dark"}}%% click n0 href "javascript:alert(1)"',
    "line\nbreak\r\n--> end\n``` fence\n```",
    'back\\slash \\N \\G \\n \\"',
    "`markdown **bold**` #quot; #35;",
    "\u202eabc\u200b\u2066",
    "<<b>html</b>>",
    "]]>--></svg><!--",
    "end",
    "subgraph x; graph TD",
    "2022-01-01",
    "section : done, crit, 3d",
    "",
    "\x00\x1b[31m",
    "x" * 1_000_000,
)
NODES: Final[tuple[NodeKind, ...]] = ("event", "rung", "fact", "moment", "goal", "junction")
EDGES: Final[tuple[EdgeKind, ...]] = ("before", "not-after", "within", "needs", "derived", "climbs")


def hostile_graph() -> Graph:
    """A graph with these texts in every field."""
    nodes = tuple(
        Node(f"{said}{number}", said, NODES[number % 6], said or None, number % 5 == 0, {"uk": said})
        for number, said in enumerate(TEXTS)
    )
    edges = tuple(
        Edge(nodes[at].id, nodes[at + 1].id, EDGES[at % 6], said, ((said, TEXTS[at + 1] or None),), said, at % 3 == 0)
        for at, said in enumerate(TEXTS[:-1])
    )
    return Graph(nodes, edges, {}, {said: said for said in TEXTS})


def hostile_chart(*, days: bool = True) -> Chart:
    """A chart with these texts in every field."""
    bars = tuple(
        Bar(
            f"{said}{number}",
            said,
            date(2022, 1, 1 + number) if days and number % 4 else None,
            date(2022, 3, 1 + number) if days and number % 3 else None,
            said,
            bool(number % 2),
            said,
            (f"{TEXTS[0]}0",) if number else (),
            {"uk": said},
        )
        for number, said in enumerate(TEXTS)
    )
    steps = None if days else {bar.id: (at, at + at % 3) for at, bar in enumerate(bars)}
    return Chart(bars, steps, date(2022, 2, 1) if days else None, TEXTS, {said: said for said in TEXTS})


__all__ = ["EDGES", "NODES", "TEXTS", "hostile_chart", "hostile_graph"]
