"""Conflicts as text: for each choice of readings the result, with cores in words and quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, assert_never

from conditions.cli.paint import Line, Span, Style, joined, line, wrapped
from conditions.conflicts import Conflicts, Core, Course, Impossible, InConflict, Named, Possible, Result, Unsettled
from conditions.english import listing
from conditions.model.dossier import Dossier
from conditions.model.positions import Level

HEADS: Final[dict[type[Result], tuple[str, Style]]] = {
    Possible: ("✓ POSSIBLE", "met"),
    Impossible: ("✗ IMPOSSIBLE, whatever the parties want", "not met"),
    InConflict: ("✗ IN CONFLICT", "not met"),
    Unsettled: ("? NOT SETTLED: the time was over", "open"),
}
"""What stands first, with a sign and the words for it."""
NO_GOAL: Final = "no goal was given: where nothing has to happen, doing nothing keeps every gate"


def lines(dossier: Dossier, found: Conflicts, most: int) -> Iterator[Line]:
    """Everything that was found; of concession sets no more than `most`."""
    yield from head_lines(dossier, found)
    for reading, result in found.by_reading.items():
        yield ()
        yield from result_head(reading, result)
        yield from _result(dossier, result, most)
    yield from foot_lines(found)


def head_lines(dossier: Dossier, found: Conflicts) -> Iterator[Line]:
    """What was asked."""
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
    if found.left_open:
        told = f"left open by the dossier, and taken either way: {'; '.join(found.left_open)}"
        yield from wrapped(told, indent="  ", hanging="      ", style="open")


def result_head(reading: str, result: Result) -> Iterator[Line]:
    """The result in one line, under the reading for which it is so."""
    if reading:
        yield from wrapped(f"as read: {reading}", style="strong")
    words, style = HEADS[type(result)]
    yield line(Span(words, style))


def foot_lines(found: Conflicts) -> Iterator[Line]:
    """What was not looked at."""
    if found.left_out:
        yield ()
        yield from wrapped(f"{found.left_out} further choices of readings were not looked at", style="open")


def _result(dossier: Dossier, result: Result, most: int) -> Iterator[Line]:
    match result:
        case Possible():
            yield from course_lines(dossier, result.course)
        case Impossible(because):
            yield from wrapped("these cannot hold together:", indent="  ")
            for one in because:
                kind = "goal" if one.is_goal else "given"
                yield from wrapped(f"{kind}: {one.words}", indent="  - ", hanging="    ")
        case InConflict():
            yield from _conflict(dossier, result, most)
        case Unsettled():
            pass
        case _:
            assert_never(result)


def _conflict(dossier: Dossier, result: InConflict, most: int) -> Iterator[Line]:
    cores = result.cores
    for number, core in enumerate(islice(cores, most), 1):
        yield from _core(dossier, core, number)
    yield from _more(len(cores) - most, "core")
    yield from alone_lines(dossier, result)
    yield from wrapped(f"{set_words(result)}:", indent="  ")
    for given_up in islice(result.concessions(), most):
        yield from wrapped(names(given_up), indent="  - give up ", hanging="      ")
    yield from _more(result.count - most, "concession set")
    if not result.complete:
        yield from wrapped("the search was cut short: there may be more of both", indent="  ", style="open")


def set_words(result: InConflict) -> str:
    """How many concession sets there are."""
    known = f"{result.count:,}" if result.complete else f"at least {result.count:,}"
    noun = "smallest set" if result.count == 1 else "smallest sets"
    return f"{known} {noun} to give up"


LEVEL_WORDS: Final[Mapping[Level, str]] = {
    "reported": "reported",
    "inferred": "inferred: nobody has said so",
    "hypothetical": "hypothetical: nobody has said so",
}
"""What is said of positions that are not on record as their party's own words."""


def alone_lines(dossier: Dossier, result: InConflict) -> Iterator[Line]:
    """Who could clear everything alone."""
    if result.alone is None:
        words = "who could clear it alone was not settled"
    elif result.alone:
        words = f"could clear it alone: {listing([dossier.parties[code].name for code in result.alone])}"
    else:
        words = "no party could clear it alone"
    yield from wrapped(words, indent="  ", style="strong")


def names(conditions: Sequence[Named]) -> str:
    """Conditions by their names."""
    return listing([one.name for one in conditions]) if conditions else "nothing"


def _core(dossier: Dossier, core: Core, number: int) -> Iterator[Line]:
    parties = listing([dossier.parties[code].name for code in core.parties])
    own = f"{parties} stands against itself" if core.is_own else parties
    proved = "" if core.is_proved() else " (not checked again: the proof is too long)"
    yield from wrapped(f"conflict {number}: {own}{proved}", indent="  ", style="strong")
    for one in core.conditions:
        yield from _condition(one)


def _condition(one: Named) -> Iterator[Line]:
    remarks = [LEVEL_WORDS[one.level]] if one.level in LEVEL_WORDS else []
    remarks += ["perhaps not in force"] if one.doubtful else []
    said = f" ({'; '.join(remarks)})" if remarks else ""
    yield from wrapped(f"{one.name}{said}: {one.words}", indent="    ", hanging="      ")
    for quote in one.quotes:
        yield from wrapped(quote, indent="      - ", hanging="        ", style="quiet")


def course_lines(dossier: Dossier, course: Course, kept: str = "every condition", indent: str = "  ") -> Iterator[Line]:
    """A course of events, day by day."""
    label = dossier.vocabulary.label
    yield from wrapped(f"a course of events that keeps {kept}, on the first days it can:", indent=indent)
    for day, events in course.steps():
        yield from wrapped(f"{day}  {'; '.join(map(label, events))}", indent=f"{indent}  ", hanging=f"{indent}    ")
    if course.facts:
        told = (f"{label(name)}: {_value(value)}" for name, value in course.facts.items())
        yield from joined(told, "; ", "quiet", f"{indent}  ")


def _value(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _more(count: int, noun: str) -> Iterable[Line]:
    if count > 0:
        yield from wrapped(f"and {count:,} more {noun}{'' if count == 1 else 's'}", indent="  ", style="quiet")
