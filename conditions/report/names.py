"""The vocabulary of a dossier: events, ladders, facts, groups and zones, with what each name stands for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from conditions.model.moments import NamedMoment
from conditions.model.parts import Event, Fact, Group, Ladder, Member
from conditions.model.zones import Zone
from conditions.report.document import Block, Cell, Code, Faint, Line, Paragraph, Ref, Row, Section, Table
from conditions.report.phrases import Source, anchor, joined

_NONE: Final[Line] = (Faint("—"),)


def names(source: Source) -> Section:
    """Every name that conditions use."""
    dossier = source.dossier
    tables: list[Block] = []
    for caption, heads, rows in (
        ("Events: each happens at most once, on a day", ("Event", "What it is", "By"), _events(source)),
        ("Ladders: issues that climb from rung to rung", ("Ladder", "What it is", "Rungs"), _ladders(source)),
        ("Moments: days that follow from others", ("Moment", "What it is", "Derived from"), _moments(source)),
        ("Facts: values of a deal or a situation", ("Fact", "What it is", "Values"), _facts(source)),
        ("Groups", ("Group", "What it is", "Members"), _groups(source)),
        ("Zones: the dossier draws no borders", ("Zone", "What it is", "Lies in"), _zones(source)),
    ):
        if rows:
            tables.append(Table((caption,), tuple((head,) for head in heads), rows))
    if not tables:
        tables.append(Paragraph((f"The dossier {dossier.id} names no events or facts.",)))
    return Section("names", ("Vocabulary",), tuple(tables))


def _row(
    source: Source, kind: str, name: str, part: Event | Ladder | NamedMoment | Fact | Group | Zone, last: Iterable[Line]
) -> Row:
    """A row: the name, its label with note and source, and one more column."""
    said: list[Line] = [(part.label,) if part.label else _NONE]
    if part.note:
        said.append(source.prose(part.note))
    if part.source:
        said.append((Faint("source: "), *source.sources(part.source)))
    return Row(anchor(kind, name), (Cell(((Code(name),),)), Cell(tuple(said)), Cell(tuple(last) or (_NONE,))))


def _events(source: Source) -> tuple[Row, ...]:
    return tuple(_row(source, "name", name, one, _who(source, one)) for name, one in source.dossier.events.items())


def _who(source: Source, event: Event) -> list[Line]:
    by: list[Line] = [(source.label(event.by),)] if event.by else []
    return [*by, *_once_each(event.each)]


def _once_each(group: str | None) -> list[Line]:
    return [("one for each of ", Ref(group, anchor("name", group)))] if group else []


def _ladders(source: Source) -> tuple[Row, ...]:
    return tuple(_row(source, "name", name, one, _rungs(one)) for name, one in source.dossier.ladders.items())


def _rungs(ladder: Ladder) -> list[Line]:
    climbed: Line = (" → ".join(rung.replace("_", " ") for rung in ladder.rungs),)
    start = f"stands on “{ladder.rungs[0].replace('_', ' ')}” from the outset"
    return [climbed, (Faint(start if ladder.start == "first" else "stands on none of them at the outset"),)]


def _moments(source: Source) -> tuple[Row, ...]:
    return tuple(_row(source, "name", name, one, _derived(source, one)) for name, one in source.dossier.moments.items())


def _derived(source: Source, moment: NamedMoment) -> list[Line]:
    when: Line = (source.words.moment(moment.when),)
    if moment.only_if is None:
        return [when]
    proviso: Line = (f"but only if {moment.only_if.say(source.words)}",)
    return [when, proviso, *([(f"else {source.words.moment(moment.otherwise)}",)] if moment.otherwise else [])]


def _facts(source: Source) -> tuple[Row, ...]:
    return tuple(_row(source, "name", name, one, _values(source, one)) for name, one in source.dossier.facts.items())


def _values(source: Source, fact: Fact) -> list[Line]:
    kind = fact.type()
    said = {
        "one_of": " / ".join(value.replace("_", " ") for value in kind.values),
        "number": f"a number of {kind.unit}" if kind.unit else "a number",
        "yes_no": "yes / no",
    }[kind.kind]
    steps: list[Line] = [
        (f"{step.value} {'from ' + source.words.moment(step.since) if step.since is not None else 'from the outset'}",)
        for step in fact.steps
    ]
    return [(said,), *steps, *_once_each(fact.each)]


def _groups(source: Source) -> tuple[Row, ...]:
    return tuple(_row(source, "name", name, one, _members(source, one)) for name, one in source.dossier.groups.items())


def _members(source: Source, group: Group) -> list[Line]:
    if group.members is None:
        return [(f"not named: {group.unnamed}",)]
    return [joined([(_member(source, member),) for member in group.members])]


def _member(source: Source, member: Member) -> str:
    label = source.label(member.party)
    shown = member.party if label == member.party else f"{label} ({member.party})"
    since = f" from {member.since.text}" if member.since else ""
    return f"{shown}{since}{f' until {member.until.text}' if member.until else ''}"


def _zones(source: Source) -> tuple[Row, ...]:
    return tuple(_row(source, "zone", name, one, _lies(source, one)) for name, one in source.dossier.zones.items())


def _lies(source: Source, zone: Zone) -> list[Line]:
    lines: list[Line] = []
    if zone.part_of:
        lines.append(("part of ", *_links(source, zone.part_of)))
    if zone.near:
        lines.append(("near ", *_links(source, zone.near), Faint("; whether it belongs to it is open")))
    if zone.latitude is not None:
        south, north = zone.latitude.south, zone.latitude.north
        ends = [f"from {south}" if south else "", f"to {north}" if north else ""]
        lines.append((f"latitude {' '.join(end for end in ends if end)}",))
    if zone.geometry is not None:
        shape = json.dumps(zone.geometry.model_dump(mode="json"), separators=(",", ":"))
        lines.append((Faint("shape, as the dossier gives it: "), Code(shape)))
    return lines


def _links(source: Source, zones: tuple[str, ...]) -> Line:
    return joined([(Ref(source.label(zone), anchor("zone", zone)),) for zone in zones])


__all__ = ["names"]
