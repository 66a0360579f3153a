"""Roadmaps as text: steps day by day, or what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.cli.deadlock_text import anatomy_lines
from conditions.cli.paint import Line, Span, joined, line, wrapped
from conditions.conflicts.told import value_words
from conditions.english import listing
from conditions.model.dossier import Dossier
from conditions.roadmap import By, Plan, Roadmap, Roadmaps
from conditions.roadmap.told import BY, roadmap_words


def lines(dossier: Dossier, found: Roadmaps, most: int) -> Iterator[Line]:
    """Everything that was found."""
    yield from wrapped(dossier.title or dossier.id, style="title")
    for demand in found.goal:
        yield from wrapped(f"goal: {demand.text}", indent="  ", hanging="      ")
    if not found.goal:
        yield from wrapped("no goal was given: nothing has to happen", indent="  ", style="open")
    for demand in found.given:
        yield from wrapped(f"given: {demand.text}", indent="  ", hanging="      ", style="quiet")
    ids = list(dict.fromkeys(one.id for one in found.taking_part))
    asked = f"conditions that are kept: {', '.join(ids)}" if ids else "no condition takes part"
    yield from wrapped(asked, indent="  ", hanging="      ", style="quiet")
    for reading, plan in found.by_reading.items():
        yield ()
        if reading:
            yield from wrapped(f"as read: {reading}", style="strong")
        yield from _plan(dossier, plan, found.by, most)
    if found.left_out:
        yield ()
        yield from wrapped("further choices of readings were not looked at", style="open")


def _plan(dossier: Dossier, plan: Plan, by: By, most: int) -> Iterator[Line]:
    if plan.roadmaps:
        count = len(plan.roadmaps)
        noun = "ROADMAP" if count == 1 else "ROADMAPS"
        yield line(Span(f"✓ {count} {noun}", "met"), f", {BY[by]}")
        for number, one in enumerate(plan.roadmaps, 1):
            yield from _roadmap(dossier, one, number)
    elif plan.complete:
        yield line(Span("✗ NO ROADMAP", "not met"))
        yield from _blocked(dossier, plan, most)
    if not plan.complete:
        yield from wrapped("? the time was over: not everything was looked at", style="open")


def _roadmap(dossier: Dossier, one: Roadmap, number: int) -> Iterator[Line]:
    label = dossier.vocabulary.label
    yield from wrapped(f"roadmap {number}: {roadmap_words(one)}", indent="  ", style="strong")
    for step in one.steps():
        first, *more = step.events
        yield from wrapped(f"{step.day} {label(first)} ({first})", indent="    ", hanging=" " * 17)
        for event in more:
            yield from wrapped(f"{label(event)} ({event})", indent=" " * 15, hanging=" " * 17)
    if one.facts:
        told = (f"{label(name)}: {value_words(value)}" for name, value in one.facts.items())
        yield from joined(told, "; ", "quiet", "    ")


def _blocked(dossier: Dossier, plan: Plan, most: int) -> Iterator[Line]:
    if plan.deadlock is not None:
        yield from anatomy_lines(dossier, plan.deadlock, most)
        return
    yield from wrapped("these cannot all be kept:", indent="  ")
    for one in plan.blocked_by:
        yield from wrapped(f"{one.name}, {dossier.parties[one.party].name}: {one.words}", "  - ", hanging="    ")
        for quote in one.quotes:
            yield from wrapped(quote, indent="      ", style="quiet")
    if plan.timetable:
        yield from wrapped(f"the timetable: {listing(list(plan.timetable))}", indent="  - ", hanging="    ")
