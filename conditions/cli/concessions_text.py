"""Concessions as text: the cheapest, how the burden can be shared, and what would be enough instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Final

from conditions.cli.conflicts_text import alone_lines, course_lines, foot_lines, head_lines, result_head
from conditions.cli.paint import Line, wrapped
from conditions.conflicts import Concession, Conflicts, InConflict, Milder, Possible
from conditions.conflicts.concessions import MOST_ALIKE, alike, equally_cheap
from conditions.conflicts.told import names, set_words
from conditions.language.rationals import number_text
from conditions.model.dossier import Dossier

_MOST_WAYS: Final = 3


def lines(dossier: Dossier, found: Conflicts, weights: Mapping[str, Fraction], most: int) -> Iterator[Line]:
    """Everything that was found; no more than `most` concession sets."""
    yield from head_lines(dossier, found)
    for reading, result in found.by_reading.items():
        yield ()
        yield from result_head(reading, result)
        if isinstance(result, InConflict):
            yield from _conflict(dossier, result, weights, most)
        elif isinstance(result, Possible):
            yield from wrapped("nothing need be given up", indent="  ")
    yield from foot_lines(found)


def _conflict(dossier: Dossier, result: InConflict, weights: Mapping[str, Fraction], most: int) -> Iterator[Line]:
    cheapest = result.cheapest(weights)
    if cheapest is None:
        yield from wrapped("the time was over before the cheapest was proved to be so", indent="  ", style="open")
    else:
        cheap = equally_cheap(result, cheapest, weights)
        head = "cheapest" if len(cheap) == 1 else f"equally cheap, {_counted(len(cheap))}"
        yield from wrapped(f"{head}: {_each(dossier, cheap)}", indent="  ", hanging="    ", style="strong")
    front = result.front(weights)
    if len(front.points) > 1:
        whole = "" if front.complete else ", among those that were found"
        head = f"ways to share the burden of which none is better for all{whole}:"
        yield from wrapped(head, indent="  ")
        for point in front.points[:most]:
            yield from wrapped(_each(dossier, alike(result, point, weights)), indent="  - ", hanging="    ")
    yield from alone_lines(dossier, result)
    yield from wrapped(f"{set_words(result)}:", indent="  ")
    for given_up in islice(result.concessions(), most):
        yield from wrapped(names(given_up), indent="  - ", hanging="    ", style="strong")
        ways = result.milder(given_up)
        for way in ways[:_MOST_WAYS]:
            yield from _way(way)
        course = result.course_without(given_up)
        if course is not None:
            yield from course_lines(dossier, course, "all others", "    ")
    if result.count > most:
        yield from wrapped(f"and {result.count - most:,} more", indent="  ", style="quiet")
    if not result.complete:
        yield from wrapped("the search was cut short: there may be more", indent="  ", style="open")


def _counted(count: int) -> str:
    return f"{count:,} sets" if count < MOST_ALIKE else f"{count:,} sets or more"


def _each(dossier: Dossier, sets: Sequence[Concession]) -> str:
    """Concession sets of which none is better than another, each with what it asks of whom."""
    told = "; or ".join(_told(dossier, one) for one in sets[:_MOST_WAYS])
    return f"{told}; and {len(sets) - _MOST_WAYS:,} more" if len(sets) > _MOST_WAYS else told


def _told(dossier: Dossier, one: Concession) -> str:
    gives = ", ".join(f"{dossier.parties[code].name} {number_text(weight)}" for code, weight in one.gives.items())
    return f"{names(one.conditions)} ({gives})" if gives else names(one.conditions)


def _way(way: tuple[Milder, ...]) -> Iterator[Line]:
    told = "; ".join(f"{one.condition.name}: {one.how} (`{one.text}`)" for one in way)
    yield from wrapped(f"or only weaken: {told}", indent="    ", hanging="      ")
