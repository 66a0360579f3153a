"""Deadlocks in words: of what kind they are, who waits for what, what was tried, what would close a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from conditions.conflicts.told import names
from conditions.deadlock.fates import Fate
from conditions.deadlock.results import Closing, Deadlock, Deadlocks, How, Kind, Latent, Relaxation, Wait
from conditions.english import listing
from conditions.model.dossier import Dossier
from conditions.notebooks import table

KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "none": ("✓", "NO DEADLOCK: everything is merely pending"),
    "circular": ("✗", "CIRCULAR: each waits for another"),
    "impossible": ("✗", "IMPOSSIBLE as things stand: only a concession helps"),
    "out of reach": ("✗", "OUT OF REACH, whatever the parties want"),
    "unsettled": ("?", "NOT SETTLED: the time was over"),
}
"""The sign and the words of each kind."""

HOWS: Final[dict[How, str]] = {
    "same day": "the same day, in one condition",
    "exchange": "an exchange on one day, each keeping the order of its own acts",
    "package": "a package: everything that waits is done on one day",
    "escrow": "escrow: acts handed to a neutral, and released together",
    "split": "splitting an event into a provisional and a final part",
    "third party": "a trusted third party's step in place of one thing awaited",
}
"""What a relaxation does."""

_STUCK: Final[tuple[tuple[Fate, str], ...]] = (
    ("circular", "come about only together with what waits for them"),
    ("impossible", "cannot come about"),
)


def circle_words(circle: Sequence[Wait]) -> str:
    """The events of a circle in a row, the first one again at its end."""
    events = [wait.waiter or "the calendar" for wait in circle]
    return " -> ".join([*events, events[0]])


def wait_words(dossier: Dossier, wait: Wait) -> str:
    """Who waits for what, and who asks for it."""
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


def stuck_words(one: Deadlock) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What becomes of the events that are stuck, in words, with the events."""
    for fate, words in _STUCK:
        events = tuple(event for event, its in one.fates.items() if its == fate)
        if events:
            yield words, events


def tried(one: Deadlock, name: Callable[[str], str] = str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What was tried, the answer, and each way in which it unties the deadlock.

    Args:
        one: The deadlock.
        name: What events are called.
    """
    for how, words in HOWS.items():
        found = [relaxation for relaxation in one.relaxations if relaxation.how == how]
        if found:
            helping = [relaxation for relaxation in found if relaxation.dissolves]
            open_ = [relaxation for relaxation in found if relaxation.dissolves is None]
            answer = "unties it" if helping else "not settled" if open_ else "does not"
            concession = ", but is a concession" if helping and one.kind == "impossible" else ""
            yield words, f"{answer}{concession}", tuple(_relaxation(relaxation, name) for relaxation in helping)


def _relaxation(one: Relaxation, name: Callable[[str], str]) -> str:
    asks = f" (asks {names(one.asks)} to put up with it)" if one.asks else ""
    match one.how:
        case "same day":
            return f"in {names(one.asks)}"
        case "split":
            into = f", provisionally {name(one.into)}" if one.into else ""
            return f"{name(one.of[0])}{into}{asks}"
        case "third party":
            waiter, awaited = one.of
            return f"{name(waiter)} need not wait for {name(awaited)}{asks}"
        case _:
            return f"{', '.join(map(name, one.of))}{asks}"


def closing_words(one: Closing) -> str:
    """What is on file, and what deadlock it would make."""
    return f"{names(one.conditions)}: {one.kind}{_in(one.readings)}"


def latent_words(dossier: Dossier, one: Latent, name: Callable[[str], str] = str) -> str:
    """What nobody has stated, and what deadlock it would make.

    Args:
        dossier: The dossier.
        one: What nobody has stated.
        name: What events are called.
    """
    by = f", an act of {dossier.parties[one.by].name}" if one.by in dossier.parties else ""
    own = " alone" if one.is_own else ""
    return f"{name(one.act)} only after {name(one.awaited)}: {one.kind}{by}{own}{_in(one.readings)}"


def _in(readings: Sequence[str]) -> str:
    return f", as read: {listing(list(readings), 'or')}" if readings else ""


def as_table(found: Deadlocks) -> str:
    """Of what kind the deadlock is in every reading, with its knots and circles, as a table for notebooks."""
    rows: list[tuple[str, str, str, str]] = []
    for reading, one in found.by_reading.items():
        told = [(names(knot.conditions), "\n".join(map(circle_words, knot.circles))) for knot in one.knots]
        rows += [(reading, KINDS[one.kind][1], *row) for row in told or [("", "")]]
    goal = "; ".join(one.text for one in found.goal)
    return table(f"Who waits for whom on the way to: {goal}", ("Reading", "Kind", "Conditions", "Circles"), rows)


__all__ = [
    "HOWS",
    "KINDS",
    "as_table",
    "circle_words",
    "closing_words",
    "latent_words",
    "stuck_words",
    "tried",
    "wait_words",
]
