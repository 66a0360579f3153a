"""Orders of steps in which every party's conditions are kept, with a picture; or what stands in the way of any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conditions.conflicts.told import value_words
from conditions.report.deadlocks import kind_mark
from conditions.report.document import Block, Bullets, Code, Faint, Item, Line, Mark, Paragraph, Ref, Section
from conditions.report.phrases import Source, joined, sentence
from conditions.report.pictures import roadmap_picture
from conditions.report.searches import Searches, condition_item, in_each_reading
from conditions.roadmap import Plan, Roadmap, Step
from conditions.roadmap.told import BY, roadmap_words

_INTRO = (
    "A roadmap is one order of steps after which the goal has come about and in which every condition is kept at "
    "every step. Its days are the first that the conditions allow: they show an order, and predict nothing."
)


def roadmaps(source: Source, found: Searches) -> Section | None:
    """The roadmaps to the goal, for every choice of readings that matters."""
    if found.roadmaps is None:
        return None
    by = BY[found.roadmaps.by]
    dated = found.aim.as_of or any(one.since for one in source.dossier.conditions.values())
    undated = "" if dated else " No position has a day, so they are counted from the year 2000."
    blocks: list[Block] = [Paragraph((f"{_INTRO}{undated}",), "note")]
    blocks += in_each_reading(
        found.roadmaps.by_reading, found.place("roadmap"), lambda plan, place: _plan(source, found, plan, by, place)
    )
    if not found.roadmaps.complete:
        told = f"Not everything was looked at in {found.seconds:g} seconds: there may be better ones."
        blocks.append(Paragraph((told,), "note"))
    return Section(found.place("roadmaps"), ("Ways to the goal",), tuple(blocks))


def plan_mark(plan: Plan) -> Mark:
    """What was found, in a word."""
    if plan.roadmaps:
        count = len(plan.roadmaps)
        return Mark(f"{count} ROADMAP{'' if count == 1 else 'S'}", "✓")
    return Mark("NO ROADMAP", "✗") if plan.complete else Mark("NOT SETTLED: the time was over", "?", "unknown")


def _plan(source: Source, found: Searches, plan: Plan, by: str, place: str) -> Iterator[Block]:
    rest = f", {by}" if plan.roadmaps else ""
    yield Paragraph((plan_mark(plan), rest))
    for number, one in enumerate(plan.roadmaps, 1):
        yield _roadmap(source, one, f"Roadmap {number}: {roadmap_words(one)}", f"{place}-{number}")
    if plan.roadmaps or not plan.complete:
        return
    if plan.deadlock is not None:
        link = Ref("Who waits for whom", found.place("deadlocks"))
        yield Paragraph(("The conditions alone stand in the way: ", kind_mark(plan.deadlock), ". See ", link, "."))
        return
    yield Paragraph(("These cannot all be kept in the time allowed:",))
    timetable = tuple(Item((sentence(one),)) for one in plan.timetable)
    yield Bullets((*(condition_item(source, one) for one in plan.blocked_by), *timetable))


def _roadmap(source: Source, one: Roadmap, title: str, place: str) -> Section:
    picture = roadmap_picture(source, one, anchor=f"picture-{place}", caption=f"{title.partition(':')[0]}, day by day")
    blocks: list[Block] = [Bullets(tuple(_step(source, step) for step in one.steps()), "steps")]
    if one.facts:
        facts = (f"{source.words.name(name)}: {value_words(value)}" for name, value in one.facts.items())
        blocks.append(Paragraph((Faint("With these facts: "), f"{'; '.join(facts)}.")))
    blocks.append(replace(picture, blocks=()))
    return Section(place, (title,), tuple(blocks))


def _step(source: Source, step: Step) -> Item:
    events: list[Line] = [(f"{source.words.name(event)} ", Code(event)) for event in step.events]
    together = " (on the same day)" if len(events) > 1 else ""
    return Item((f"{step.day}: ", *joined(events, "; "), Faint(together)))


__all__ = ["plan_mark", "roadmaps"]
