"""What pictures show, as plain data: graphs of what must come before what, and charts of days; no format is known here.

Every text may come from a hostile file; whoever draws it shows it as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Literal, TypeAlias

from conditions.records import dataclass

NodeKind = Literal["event", "rung", "fact", "moment", "goal", "junction"]
"""What a node of a graph stands for; each has its own outline, so that nothing hangs on colour. A junction joins
edges of which one, several or all are asked for, as its label says."""

EdgeKind = Literal["before", "not-after", "within", "needs", "derived", "climbs"]
"""What an edge says of its target: that it comes later; not earlier; within a period of the source; only if the
source holds or happens; that its day follows from the source; that it is a higher rung of the same ladder."""


@dataclass(frozen=True)
class Node:
    """A node of a graph.

    Attributes:
        id: Its name, unique in the graph, as the dossier has it (`ua_signs`, `crimea.resolved`); of a fact with its
            value (`approved = yes`), of a junction what it joins.
        label: What it is called in words.
        kind: What it stands for.
        party: Code of the party that acts, `None` where nobody is said to.
        marked: It stands out: it is part of what the picture is about (a conflict, a circle, a goal).
        labels: What it is called in other languages, by their codes.
    """

    id: str
    label: str
    kind: NodeKind = "event"
    party: str | None = None
    marked: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Edge:
    """An edge of a graph, from what comes first to what has to wait for it.

    Attributes:
        source: Id of the node that comes first.
        target: Id of the node that waits.
        kind: What it says.
        label: In a few words: the lag, the period, how firm; empty where the kind says it all.
        conditions: Ids of the conditions that ask for it, each with the reading in which it does
            (`None`: in every reading).
        party: Code of the party whose conditions they are.
        marked: It is part of a conflict core or a circle.
    """

    source: str
    target: str
    kind: EdgeKind
    label: str = ""
    conditions: tuple[tuple[str, str | None], ...] = ()
    party: str | None = None
    marked: bool = False


@dataclass(frozen=True)
class Graph:
    """What must come before what.

    Attributes:
        nodes: The nodes, in the order in which the dossier names them.
        edges: The edges.
        readings: Of each condition of which the edges depend on the reading: its readings, in order.
        parties: The names of the parties by their codes, in the order of the dossier.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Bar:
    """A row of a chart: when something happens.

    Attributes:
        id: Name of the event or obligation.
        label: What it is called in words.
        earliest: First day on which it may be; `None`: open to that side.
        latest: Last day on which it may be; `None`: open to that side.
        party: Code of the party that acts.
        sure: Whether it happens for certain; else it only may.
        note: A few words more: `never`, `not known whether`, `day 1 to 3 of the order`.
        after: Ids of the rows that must come before.
        labels: What it is called in other languages, by their codes.
    """

    id: str
    label: str
    earliest: date | None
    latest: date | None
    party: str | None = None
    sure: bool = True
    note: str = ""
    after: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Chart:
    """Rows over days: the timeline of a scenario, or a roadmap.

    Attributes:
        bars: The rows, from top to bottom.
        steps: Of a timeline without any day: the place of each row in the order, from 0; then no row has days.
        now: The day to mark, where the world is known up to a day.
        notes: What has no row: what never happens, what is not known; a sentence each.
        parties: The names of the parties by their codes, in the order of the dossier.
    """

    bars: tuple[Bar, ...]
    steps: Mapping[str, tuple[int, int]] | None = None
    now: date | None = None
    notes: tuple[str, ...] = ()
    parties: Mapping[str, str] = field(default_factory=dict)


Drawing: TypeAlias = Graph | Chart
"""Whatever can be drawn."""

__all__ = ["Bar", "Chart", "Drawing", "Edge", "EdgeKind", "Graph", "Node", "NodeKind"]
