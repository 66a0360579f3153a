"""Pictures of what must come before what, and of days: built from dossiers, drawn as SVG, Mermaid and DOT."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from conditions.conflicts.results import Conflicts
from conditions.deadlock.results import Deadlocks
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.report.drawings import Graph
from conditions.report.pictures.blocks import order_picture, roadmap_picture, timeline_picture
from conditions.report.pictures.days import roadmap_chart, timeline_chart
from conditions.report.pictures.dot import to_dot
from conditions.report.pictures.marks import marked
from conditions.report.pictures.mermaid import to_mermaid
from conditions.report.pictures.orders import drawn, given_of, goals_of
from conditions.report.pictures.svg import to_svg


def order_graph(
    dossier: Dossier,
    *,
    level: Level = "reported",
    as_of: date | None = None,
    also: Iterable[str] = (),
    conflicts: Conflicts | None = None,
    deadlocks: Deadlocks | None = None,
) -> Graph:
    """What must come before what, in the conditions that take part in answers.

    Only an order is drawn: gates, orders, windows, what must hold; `order_picture` says the rest in words.

    Args:
        dossier: The dossier.
        level: The least firm level that takes part.
        as_of: The day whose positions count; by default the end of the record.
        also: Ids of further conditions and terms that are drawn; those of the results are drawn anyway.
        conflicts: Conflicts whose cores are marked.
        deadlocks: Deadlocks whose circles are marked.
    """
    taking = [one.id for found in (conflicts, deadlocks) if found is not None for one in found.taking_part]
    given = given_of(conflicts, deadlocks)
    graph = drawn(dossier, level, (*also, *taking), goals_of(conflicts, deadlocks), as_of, given).graph
    return marked(graph, conflicts, deadlocks)


__all__ = [
    "order_graph",
    "order_picture",
    "roadmap_chart",
    "roadmap_picture",
    "timeline_chart",
    "timeline_picture",
    "to_dot",
    "to_mermaid",
    "to_svg",
]
