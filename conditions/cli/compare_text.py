"""Positions compared by what they mean, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from conditions.cli.paint import Line, Span, Style, line, wrapped
from conditions.compare import Comparison, Comparisons, Position, Relation, Replacement, Superfluity, Why
from conditions.compare.results import WHY_WORDS
from conditions.conflicts.results import Course
from conditions.english import listing
from conditions.model.dossier import Dossier

_MOST_QUOTES: Final = 2
_SAID: Final = {
    "hardens": "is said to ask for more",
    "softens": "is said to ask for less",
    "restates": "is said to ask for the same",
    "supersedes": "takes its place",
}


def pair_lines(title: str, found: Comparisons, dossier: Dossier) -> Iterator[Line]:
    """Two positions in every reading of each."""
    yield line(Span(title, "title"))
    shown: set[str] = set()
    for pair in found.pairs:
        yield ()
        yield from _heading(pair)
        for which, position in (("first", pair.first), ("second", pair.second)):
            if position.name not in shown or not position.name:
                yield from _position(which, position)
                shown.add(position.name)
        yield from _course("keeps the first and breaks the second:", pair.only_first, pair, dossier)
        yield from _course("keeps the second and breaks the first:", pair.only_second, pair, dossier)


def record_lines(title: str, newer: Sequence[Replacement], spare: Superfluity, dossier: Dossier) -> Iterator[Line]:
    """What the record says of itself: newer positions, and those that it would not miss or cannot keep."""
    yield line(Span(title, "title"))
    for one in newer:
        yield ()
        yield from wrapped(f"{one.newer} replaces {one.older}: it {_SAID[one.said]}", style="strong")
        for pair in one.comparisons.pairs:
            yield from wrapped(f"by what they mean, {_relation(pair)}: {pair.words}", indent="  ")
            if pair.relation is Relation.INCOMPARABLE or one.agrees is False:
                yield from _course(
                    f"keeps {pair.first.name}, breaks {pair.second.name}:", pair.only_first, pair, dossier
                )
                yield from _course(
                    f"keeps {pair.second.name}, breaks {pair.first.name}:", pair.only_second, pair, dossier
                )
        if one.agrees is not True:
            word = "in some readings this" if one.agrees is None else "this"
            yield from wrapped(f"{word} is not what is said of it", indent="  ", style="not met")
    for each in spare.found:
        yield ()
        yield from wrapped(f"{each.position.name} ({each.position.party}): {each.why.value}", style="strong")
        yield from wrapped(f"{WHY_WORDS[each.why]}{_because(each.because)}", indent="  ")
        yield from wrapped(each.position.words, indent="  ", style="quiet")
    yield ()
    yield from wrapped(_summary(newer, spare))


def _because(names: Sequence[str]) -> str:
    return f": {listing(list(names))}" if names else ""


def _summary(newer: Sequence[Replacement], spare: Superfluity) -> str:
    disagree = sum(one.agrees is False for one in newer)
    entailed = sum(one.why is Why.ENTAILED for one in spare.found)
    parts = [
        f"newer positions: {len(newer)}, of which {disagree} not what is said of them",
        f"conditions in force, each reading by itself: {spare.looked_at}",
        f"add nothing: {entailed}",
        f"cannot fail, cannot be kept, or rule their own act out: {len(spare.found) - entailed}",
    ]
    return "; ".join(parts) + ("." if spare.complete else "; the search was cut short.")


def _heading(pair: Comparison) -> Iterator[Line]:
    style: Style = "open" if pair.relation is Relation.UNDECIDED else "strong"
    yield from wrapped(_relation(pair), style=style)
    yield from wrapped(pair.words, indent="  ")


def _relation(pair: Comparison) -> str:
    first, second = pair.first.name or "the first", pair.second.name or "the second"
    match pair.relation:
        case Relation.ENTAILS | Relation.WEAKENS:
            return f"{first} {pair.relation.value} {second}"
        case Relation.EQUIVALENT | Relation.INCOMPARABLE:
            return f"{first} and {second} are {pair.relation.value}"
        case Relation.UNDECIDED:
            return f"{first} and {second}: not decided in time"


def _position(which: str, position: Position) -> Iterator[Line]:
    holder = f" ({position.party})" if position.party else ""
    named = f"{which}, {position.name}{holder}: " if position.name else f"{which}: "
    yield from wrapped(f"{named}{position.words}", indent="  ", hanging="    ")
    for quote in position.quotes[:_MOST_QUOTES]:
        yield from wrapped(quote, indent="    ", style="quiet")


def _course(what: str, course: Course | None, pair: Comparison, dossier: Dossier) -> Iterator[Line]:
    """A course of events, a line for each day, with what the two positions speak of and does not happen in it."""
    if course is None:
        return
    yield from wrapped(what, indent="  ", style="quiet")
    labels = dossier.vocabulary.events
    for day, events in course.steps():
        told = listing([f"{labels.get(event) or event} ({event})" for event in events])
        yield from wrapped(f"{day} {told}", indent="    ", hanging=" " * 15)
    about = {*pair.first.about, *pair.second.about}
    climbed = {event.partition(".")[0] for event in course.days if "." in event}
    never = [event for event in course.never if event in about and event.partition(".")[0] not in climbed]
    if never:
        yield from wrapped(f"never: {listing(never)}", indent="    ", hanging="      ")
    for fact, value in course.facts.items():
        if fact in about:
            said = ("yes" if value else "no") if isinstance(value, bool) else str(value)
            yield from wrapped(f"{fact}: {said}", indent="    ")
