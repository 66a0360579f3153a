"""Deadlocks as text: circles with the words behind every wait, what unties them, what would close one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from conditions.cli.paint import Line, Span, Style, line, wrapped
from conditions.conflicts.told import NO_GOAL, names
from conditions.deadlock import Closing, Deadlock, Deadlocks, Knot, Latent, Wait
from conditions.deadlock.results import Kind
from conditions.deadlock.told import KINDS, circle_words, closing_words, latent_words, stuck_words, tried, wait_words
from conditions.english import listing
from conditions.model.dossier import Dossier

_STYLES: Final[dict[Kind, Style]] = {
    "none": "met",
    "circular": "not met",
    "impossible": "not met",
    "out of reach": "not met",
    "unsettled": "open",
}


def lines(dossier: Dossier, found: Deadlocks, most: int) -> Iterator[Line]:
    """Everything that was found; of circles, and of what would close one, no more than `most`."""
    yield from _head(dossier, found)
    for reading, one in found.by_reading.items():
        yield ()
        if reading:
            yield from wrapped(f"as read: {reading}", style="strong")
        yield from anatomy_lines(dossier, one, most)
    yield from _on_file(found.on_file, most)
    yield from _latent(dossier, found.latent, most)
    if not found.complete:
        yield ()
        yield from wrapped("not everything was looked at: there may be more", style="open")


def _head(dossier: Dossier, found: Deadlocks) -> Iterator[Line]:
    yield from wrapped(dossier.title or dossier.id, style="title")
    for demand in found.goal:
        yield from wrapped(f"goal: {demand.text}", indent="  ", hanging="      ")
    if not found.goal:
        yield from wrapped(NO_GOAL, indent="  ", style="open")
    for demand in found.given:
        yield from wrapped(f"given: {demand.text}", indent="  ", hanging="      ", style="quiet")
    ids = list(dict.fromkeys(one.id for one in found.taking_part))
    asked = f"conditions that take part: {', '.join(ids)}" if ids else "no condition takes part"
    yield from wrapped(asked, indent="  ", hanging="      ", style="quiet")


def anatomy_lines(dossier: Dossier, one: Deadlock, most: int) -> Iterator[Line]:
    """Of what kind a deadlock is, how it is made, and what was tried."""
    yield line(Span(" ".join(KINDS[one.kind]), _STYLES[one.kind]))
    for demand in one.because:
        kind = "goal" if demand.is_goal else "given"
        yield from wrapped(f"{kind}: {demand.words}", indent="  - ", hanging="    ")
    if not one.is_deadlock:
        return
    for number, knot in enumerate(one.knots[:most], 1):
        yield from _knot(dossier, knot, number, most)
    yield from _more(len(one.knots) - most, "knot")
    for words, events in stuck_words(one):
        yield from wrapped(f"{words}: {', '.join(events)}", indent="  ", hanging="      ")
    yield from wrapped("what was tried:", indent="  ", style="strong")
    for words, answer, ways in tried(one):
        yield from wrapped(f"[{answer}] {words}", indent="  - ", hanging="    ")
        for way in ways:
            yield from wrapped(way, indent="      ", hanging="        ")
    if one.concessions:
        yield from wrapped("giving up one of these is enough:", indent="  ", style="strong")
        for given_up in one.concessions[:most]:
            yield from wrapped(names(given_up), indent="  - ", hanging="    ")
        yield from _more(len(one.concessions) - most, "set")


def _knot(dossier: Dossier, knot: Knot, number: int, most: int) -> Iterator[Line]:
    parties = listing([dossier.parties[code].name for code in knot.parties])
    yield from wrapped(f"knot {number}, {knot.kind}: {parties}", indent="  ", style="strong")
    for circle in knot.circles[:most]:
        yield from _circle(dossier, circle)
    yield from _more(len(knot.circles) - most, "circle")
    if not knot.circles:
        yield from wrapped("not the order stands in the way, but these:", indent="    ")
        for one in knot.conditions:
            yield from wrapped(f"{one.name}: {one.words}", indent="    - ", hanging="      ")
            for quote in one.quotes:
                yield from wrapped(quote, indent="        ", style="quiet")


def _circle(dossier: Dossier, circle: Sequence[Wait]) -> Iterator[Line]:
    yield from wrapped(circle_words(circle), indent="    circle: ", hanging="      ")
    for wait in circle:
        yield from wrapped(wait_words(dossier, wait), indent="      ", hanging="        ")
        for ground in wait.grounds:
            said = f"{ground.words} ({ground.statement}: {ground.attribution})"
            yield from wrapped(said, indent="          ", style="quiet")
        if wait.asked_by is not None and not wait.grounds:
            level = (dossier.conditions.get(wait.asked_by.id) or dossier.terms[wait.asked_by.id]).level
            yield from wrapped(f"no statement stands behind it ({level})", indent="          ", style="quiet")


def _on_file(closing: Sequence[Closing], most: int) -> Iterator[Line]:
    if not closing:
        return
    yield ()
    yield from wrapped("On file, but taking no part; these would make a deadlock:", style="strong")
    for one in closing[:most]:
        yield from wrapped(closing_words(one), indent="  - ", hanging="    ")
    yield from _more(len(closing) - most, "set")


def _latent(dossier: Dossier, latent: Sequence[Latent], most: int) -> Iterator[Line]:
    if not latent:
        return
    yield ()
    yield from wrapped("Nobody has stated these; any one of them would make a deadlock:", style="strong")
    for one in latent[:most]:
        yield from wrapped(latent_words(dossier, one), indent="  - ", hanging="    ")
    yield from _more(len(latent) - most, "wait")


def _more(count: int, noun: str) -> Iterator[Line]:
    if count > 0:
        yield from wrapped(f"and {count:,} more {noun}{'' if count == 1 else 's'}", indent="  ", style="quiet")
