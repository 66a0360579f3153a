"""Pictures as blocks of a report: a drawing, its caption, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from conditions.conflicts.results import Conflicts, Course
from conditions.deadlock.results import Deadlocks
from conditions.report.course import course
from conditions.report.document import Block, Bullets, Faint, Item, Paragraph, Picture
from conditions.report.drawings import Chart
from conditions.report.phrases import Source
from conditions.report.pictures.days import roadmap_chart, timeline_chart
from conditions.report.pictures.marks import marked
from conditions.report.pictures.orders import drawn, given_of, goals_of
from conditions.report.pictures.svg_chart import when_words
from conditions.report.pictures.words import order_words
from conditions.results import CheckResult
from conditions.roadmap.results import Roadmap


def order_picture(
    source: Source,
    conflicts: Conflicts | None = None,
    deadlocks: Deadlocks | None = None,
    *,
    also: Iterable[str] = (),
    as_of: date | None = None,
    anchor: str = "picture-order",
    caption: str = "What must come before what",
) -> Picture:
    """What must come before what, in the conditions that take part, with conflict cores and circles marked.

    Args:
        source: The dossier that the report speaks of.
        conflicts: Conflicts whose cores are marked; their goal is shown as one.
        deadlocks: Deadlocks whose circles are marked, likewise.
        also: Ids of further conditions and terms that are drawn.
        as_of: The day whose positions count; by default the end of the record.
        anchor: Name of the place, unique in the document.
        caption: What it shows.
    """
    taking = [one.id for found in (conflicts, deadlocks) if found is not None for one in found.taking_part]
    given = given_of(conflicts, deadlocks)
    found = drawn(source.dossier, source.level, (*also, *taking), goals_of(conflicts, deadlocks), as_of, given)
    graph = marked(found.graph, conflicts, deadlocks)
    return Picture(anchor, (caption,), graph, order_words(source, found))


def timeline_picture(
    source: Source, result: CheckResult, *, anchor: str = "picture-timeline", caption: str = "When it happens"
) -> Picture:
    """The timeline of a scenario, uncertain days as bars.

    Args:
        source: The dossier that the report speaks of.
        result: The scenario, checked.
        anchor: Name of the place, unique in the document.
        caption: What it shows.
    """
    return Picture(anchor, (caption,), timeline_chart(result), course(source, result.scenario))


def roadmap_picture(
    source: Source,
    roadmap: Roadmap | Course,
    *,
    also: Iterable[str] = (),
    anchor: str = "picture-roadmap",
    caption: str = "Steps day by day",
) -> Picture:
    """The steps of a roadmap, or of a course of events, on their days.

    Args:
        source: The dossier that the report speaks of.
        roadmap: The roadmap or the course.
        also: Ids of further conditions and terms whose order is shown.
        anchor: Name of the place, unique in the document.
        caption: What it shows.
    """
    graph = drawn(source.dossier, source.level, also).graph
    chart = roadmap_chart(source.dossier, roadmap, graph)
    return Picture(anchor, (caption,), chart, chart_words(chart))


def chart_words(chart: Chart) -> tuple[Block, ...]:
    """The rows of a chart in words, and what has no row."""
    labels = {bar.id: bar.label for bar in chart.bars}
    items: list[Item] = []
    for bar in chart.bars:
        after = "; ".join(f"“{labels[one]}”" for one in bar.after if one in labels)
        by = f", by {chart.parties.get(bar.party, bar.party)}" if bar.party else ""
        note = f", {bar.note}" if bar.note else ""
        aside = (Faint(f" (after {after})"),) if after else ()
        items.append(Item((f"{when_words(bar, chart.steps)}: {bar.label}{by}{note}", *aside)))
    rows = (Bullets(tuple(items), "steps"),) if items else ()
    return (*rows, *(Paragraph((note,), "note") for note in chart.notes))


__all__ = ["chart_words", "order_picture", "roadmap_picture", "timeline_picture"]
