"""Graphs of any size for tests and for looking at: long labels, circles, many readings, by a seed."""

from __future__ import annotations

import random
from typing import Final

from conditions.report.drawings import Edge, EdgeKind, Graph, Node, NodeKind

WORDS: Final = (
    "Україна підписує угоду про гарантії безпеки",
    "Завершення виведення військових підрозділів із тимчасово окупованих територій",
    "Вступ у силу закону про особливий порядок місцевого самоврядування",
    "Foreign armed formations are withdrawn and illegal groups disarmed",
    "Ратификация",
    "референдум",
    "The guarantees enter into force",
    "安全保障協定の署名",
    "Nichtangriffsverpflichtungserklärungsunterzeichnung",
)
KINDS: Final[tuple[NodeKind, ...]] = ("event", "event", "event", "rung", "fact", "moment", "goal")
LINES: Final[tuple[EdgeKind, ...]] = ("before", "not-after", "within", "needs", "derived", "climbs")


def graph_of(nodes: int, edges: int, seed: int = 0, circles: int = 2) -> Graph:
    """A graph of so many nodes and edges, most of which lead on, and some of which close circles."""
    chance = random.Random(seed)
    parties = {"UA": "Україна", "RU": "Росія", "E3": "Франція, Німеччина та Сполучене Королівство"}
    named = tuple(
        Node(f"e{number}", f"{chance.choice(WORDS)} {number}", chance.choice(KINDS), chance.choice((None, *parties)))
        for number in range(nodes)
    )
    return Graph(named, tuple(_edges(nodes, edges, circles, chance)), {"c1": ("held", "approved")}, parties)


def _edges(nodes: int, count: int, circles: int, chance: random.Random) -> list[Edge]:
    found: list[Edge] = []
    for number in range(count):
        first = chance.randrange(nodes)
        last = min(nodes - 1, first + 1 + int(chance.expovariate(1 / 6)))
        if number < circles:
            first, last = last, first
        reading = chance.choice((None, None, "held", "approved"))
        label = chance.choice(("", "", "at least 30 days later", "or a later rung, inferred"))
        asked = ((f"UA-condition-{number}", reading),) if number % 7 else ()
        party = chance.choice(("UA", "RU", "E3")) if asked else None
        found.append(Edge(f"e{first}", f"e{last}", chance.choice(LINES), label, asked, party, number % 11 == 0))
    return found


__all__ = ["KINDS", "LINES", "WORDS", "graph_of"]
