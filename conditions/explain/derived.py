"""The named moments that a condition speaks of: what each is derived from, and on which day it comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from conditions.formula import Day, Event, Formula, Guarded, Kth, Named, Point, Shift, points_of, walk
from conditions.language.base import Words
from conditions.moments import answered
from conditions.truth import Truth

if TYPE_CHECKING:
    from conditions.knowledge import Knowledge
    from conditions.vocabulary import Vocabulary


def moments_told(formula: Formula, vocabulary: Vocabulary, known: Knowledge) -> tuple[str, ...]:
    """Each named moment in a formula, those in definitions after what they define: a clause with its day."""
    names = dict.fromkeys(name for node in walk(formula) for point in points_of(node) for name in _names(point))
    return tuple(_told(name, vocabulary, known) for name in names)


def _names(point: Point) -> Iterator[str]:
    match point:
        case Event() | Day():
            return
        case Shift(inner, _) | Guarded(inner, _):
            yield from _names(inner)
        case Kth(points, _):
            for each in points:
                yield from _names(each)
        case Named(name, inner):
            yield name
            yield from _names(inner)
        case _:
            assert_never(point)


def _told(name: str, vocabulary: Vocabulary, known: Knowledge) -> str:
    words, definition = Words(vocabulary), vocabulary.moments[name]
    proviso = f", but only if {definition.only_if.say(words)}" if definition.only_if is not None else ""
    if definition.otherwise is not None:
        proviso += f", else {words.moment(definition.otherwise)}"
    return f"{words.name(name)} is {words.moment(definition.when)}{proviso}: {_day(name, vocabulary, known)}"


def _day(name: str, vocabulary: Vocabulary, known: Knowledge) -> str:
    found = answered(name, vocabulary, known)
    days = f"from {found.earliest} to {found.latest}" if "/" in found.day else f"on {found.day}"
    match found.comes:
        case Truth.FALSE:
            return "it never comes"
        case Truth.TRUE:
            return f"it comes {days}" if found.day and ".." not in found.day else f"it comes, {_open(found.day)}"
        case Truth.UNKNOWN:
            told = days if found.day and ".." not in found.day else _open(found.day)
            return f"not known whether it comes; if so, {told}"


def _open(day: str) -> str:
    if not day:
        return "on a day that is not known"
    first, last = day.split("/")
    return f"on or after {first}" if last == ".." else f"on or before {last}"
