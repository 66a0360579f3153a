"""Deadlocks as text: circles with the words behind every wait, what unties them, what would close one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from conditions.cli.paint import Line, Span, Style, line, wrapped
from conditions.conflicts import Named
from conditions.deadlock import Closing, Deadlock, Deadlocks, Knot, Latent, Relaxation, Wait
from conditions.deadlock.results import How, Kind
from conditions.english import listing
from conditions.model.dossier import Dossier

_HEADS: Final[dict[Kind, tuple[str, Style]]] = {
    "none": ("✓ NO DEADLOCK: everything is merely pending", "met"),
    "circular": ("✗ CIRCULAR: each waits for another", "not met"),
    "impossible": ("✗ IMPOSSIBLE as things stand: only a concession helps", "not met"),
    "out of reach": ("✗ OUT OF REACH, whatever the parties want", "not met"),
    "unsettled": ("? NOT SETTLED: the time was over", "open"),
}
_TRIED: Final[dict[How, str]] = {
    "same day": "the same day, in one condition",
    "exchange": "an exchange on one day, each keeping the order of its own acts",
    "package": "a package: everything that waits is done on one day",
    "escrow": "escrow: acts handed to a neutral, and released together",
    "split": "splitting an event into a provisional and a final part",
    "third party": "a trusted third party's step in place of one thing awaited",
}
_NO_GOAL: Final = "no goal was given: where nothing has to happen, doing nothing keeps every gate"


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
        yield from wrapped(_NO_GOAL, indent="  ", style="open")
    for demand in found.given:
        yield from wrapped(f"given: {demand.text}", indent="  ", hanging="      ", style="quiet")
    ids = list(dict.fromkeys(one.id for one in found.taking_part))
    asked = f"conditions that take part: {', '.join(ids)}" if ids else "no condition takes part"
    yield from wrapped(asked, indent="  ", hanging="      ", style="quiet")


def anatomy_lines(dossier: Dossier, one: Deadlock, most: int) -> Iterator[Line]:
    """Of what kind a deadlock is, how it is made, and what was tried."""
    words, style = _HEADS[one.kind]
    yield line(Span(words, style))
    for demand in one.because:
        kind = "goal" if demand.is_goal else "given"
        yield from wrapped(f"{kind}: {demand.words}", indent="  - ", hanging="    ")
    if not one.is_deadlock:
        return
    for number, knot in enumerate(one.knots[:most], 1):
        yield from _knot(dossier, knot, number, most)
    yield from _more(len(one.knots) - most, "knot")
    yield from _stuck(one)
    yield from wrapped("what was tried:", indent="  ", style="strong")
    for how, words in _TRIED.items():
        yield from _tried(words, [tried for tried in one.relaxations if tried.how == how], one.kind)
    if one.concessions:
        yield from wrapped("giving up one of these is enough:", indent="  ", style="strong")
        for given_up in one.concessions[:most]:
            yield from wrapped(_names(given_up), indent="  - ", hanging="    ")
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
    events = [wait.waiter or "the calendar" for wait in circle]
    yield from wrapped(" -> ".join([*events, events[0]]), indent="    circle: ", hanging="      ")
    for wait in circle:
        yield from wrapped(_wait(dossier, wait), indent="      ", hanging="        ")
        for ground in wait.grounds:
            said = f"{ground.words} ({ground.statement}: {ground.attribution})"
            yield from wrapped(said, indent="          ", style="quiet")
        if wait.asked_by is not None and not wait.grounds:
            level = (dossier.conditions.get(wait.asked_by.id) or dossier.terms[wait.asked_by.id]).level
            yield from wrapped(f"no statement stands behind it ({level})", indent="          ", style="quiet")


def _wait(dossier: Dossier, wait: Wait) -> str:
    label = dossier.vocabulary.label
    if not wait.waiter:
        order = f"“{label(wait.awaited)}” comes no later than {_day(-wait.least)}"
    elif not wait.awaited:
        order = f"“{label(wait.waiter)}” comes no earlier than {_day(wait.least)}"
    else:
        order = f"“{label(wait.waiter)}” {_distance(wait.least)} “{label(wait.awaited)}”"
    if wait.asked_by is None:
        by = {"goal": "so the goal has it", "given": "as given"}.get(wait.because, "so it is in any case")
    else:
        doubt = ", perhaps not in force" if wait.asked_by.doubtful else ""
        by = f"{wait.asked_by.name}, {dossier.parties[wait.asked_by.party].name}{doubt}"
    return f"{order}: {by}{', one of several ways, all closed' if wait.alternative else ''}"


def _distance(least: int) -> str:
    match least:
        case 0:
            return "comes only on or after"
        case 1:
            return "comes only after"
        case _ if least > 1:
            return f"comes at least {least:,} days after"
        case _:
            return f"comes at most {-least:,} days before"


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _stuck(one: Deadlock) -> Iterator[Line]:
    for fate, words in (
        ("circular", "come about only together with what waits for them"),
        ("impossible", "cannot come about"),
    ):
        events = [event for event, its in one.fates.items() if its == fate]
        if events:
            yield from wrapped(f"{words}: {', '.join(events)}", indent="  ", hanging="      ")


def _tried(words: str, tried: Sequence[Relaxation], kind: Kind) -> Iterator[Line]:
    if not tried:
        return
    helping = [one for one in tried if one.dissolves]
    open_ = [one for one in tried if one.dissolves is None]
    answer = "unties it" if helping else "not settled" if open_ else "does not"
    concession = ", but is a concession" if helping and kind == "impossible" else ""
    yield from wrapped(f"[{answer}{concession}] {words}", indent="  - ", hanging="    ")
    for one in helping:
        yield from wrapped(_relaxation(one), indent="      ", hanging="        ")


def _relaxation(one: Relaxation) -> str:
    asks = f" (asks {_names(one.asks)} to put up with it)" if one.asks else ""
    match one.how:
        case "same day":
            return f"in {_names(one.asks)}"
        case "split":
            into = f", provisionally {one.into}" if one.into else ""
            return f"{one.of[0]}{into}{asks}"
        case "third party":
            waiter, awaited = one.of
            return f"{waiter} need not wait for {awaited}{asks}"
        case _:
            return f"{', '.join(one.of)}{asks}"


def _on_file(closing: Sequence[Closing], most: int) -> Iterator[Line]:
    if not closing:
        return
    yield ()
    yield from wrapped("On file, but taking no part; these would make a deadlock:", style="strong")
    for one in closing[:most]:
        yield from wrapped(f"{_names(one.conditions)}: {one.kind}{_in(one.readings)}", indent="  - ", hanging="    ")
    yield from _more(len(closing) - most, "set")


def _latent(dossier: Dossier, latent: Sequence[Latent], most: int) -> Iterator[Line]:
    if not latent:
        return
    yield ()
    yield from wrapped("Nobody has stated these; any one of them would make a deadlock:", style="strong")
    for one in latent[:most]:
        by = f", an act of {dossier.parties[one.by].name}" if one.by in dossier.parties else ""
        own = " alone" if one.is_own else ""
        yield from wrapped(f"{one.text}: {one.kind}{by}{own}{_in(one.readings)}", indent="  - ", hanging="    ")
    yield from _more(len(latent) - most, "wait")


def _in(readings: Sequence[str]) -> str:
    return f", as read: {listing(list(readings), 'or')}" if readings else ""


def _names(conditions: Iterable[Named]) -> str:
    return listing([one.name for one in conditions])


def _more(count: int, noun: str) -> Iterator[Line]:
    if count > 0:
        yield from wrapped(f"and {count:,} more {noun}{'' if count == 1 else 's'}", indent="  ", style="quiet")
