"""Conflicts as text: for each choice of readings the result, with cores in words and quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, assert_never

from conditions.cli.paint import Line, Span, Style, joined, line, wrapped
from conditions.conflicts import (
    Conflicts,
    Core,
    Course,
    Impossible,
    InConflict,
    Named,
    Possible,
    Result,
    Robustness,
    Unsettled,
)
from conditions.conflicts.told import (
    CUT_SHORT,
    NO_GOAL,
    RESULTS,
    alone_words,
    core_words,
    course_words,
    left_out_words,
    names,
    remarks,
    set_words,
    value_words,
)
from conditions.english import listing
from conditions.model.dossier import Dossier

_STYLES: Final[dict[type[Result], Style]] = {
    Possible: "met",
    Impossible: "not met",
    InConflict: "not met",
    Unsettled: "open",
}


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


def robust_lines(dossier: Dossier, found: Robustness, most: int) -> Iterator[Line]:
    """What would turn the result."""
    yield ()
    read = ", ".join(f"{name}: {reading}" for name, reading in found.readings.items())
    first = f", as read: {read}" if read else ""
    yield from wrapped(f"what turns the result ({found.result}{first})", hanging="  ", style="strong")
    for turn in found.turns[:most]:
        changes = listing([change.words(dossier) for change in turn.changes])
        yield from wrapped(f"{changes}: {turn.result}", indent="  - ", hanging="    ")
    yield from _more(len(found.turns) - most, "set of changes")
    yield from wrapped(tried_words(found), indent="  ", style="quiet" if found.complete else "open")


def tried_words(found: Robustness) -> str:
    """What was tried, and what was not."""
    of = f"the {len(found.single)} other readings, accounts and unknowns"
    if not found.complete:
        said = f"the search was cut short: only sets of up to {found.changes} of {of} were all tried"
    elif found.asked == 1:
        said = f"none of {of} turns it by itself" if not found.turns else f"no other one of {of} turns it by itself"
    else:
        unless = ", unless it holds one of these" if found.turns else ""
        said = f"no set of up to {found.asked} of {of} turns it{unless}"
    return f"{said}; of numbers no value was tried: {', '.join(found.numbers)}" if found.numbers else said


def result_head(reading: str, result: Result) -> Iterator[Line]:
    """The result in one line, under the reading for which it is so."""
    if reading:
        yield from wrapped(f"as read: {reading}", style="strong")
    yield line(Span(" ".join(RESULTS[type(result)]), _STYLES[type(result)]))


def foot_lines(found: Conflicts) -> Iterator[Line]:
    """What was not looked at."""
    if found.left_out:
        yield ()
        yield from wrapped(left_out_words(found), style="open")


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
        yield from wrapped(CUT_SHORT, indent="  ", style="open")


def alone_lines(dossier: Dossier, result: InConflict) -> Iterator[Line]:
    """Who could clear everything alone."""
    yield from wrapped(alone_words(dossier, result), indent="  ", style="strong")


def _core(dossier: Dossier, core: Core, number: int) -> Iterator[Line]:
    yield from wrapped(f"conflict {number}: {core_words(dossier, core)}", indent="  ", style="strong")
    for one in core.conditions:
        yield from _condition(one)


def _condition(one: Named) -> Iterator[Line]:
    said = f" ({told})" if (told := remarks(one)) else ""
    yield from wrapped(f"{one.name}{said}: {one.words}", indent="    ", hanging="      ")
    for quote in one.quotes:
        yield from wrapped(quote, indent="      - ", hanging="        ", style="quiet")


def course_lines(dossier: Dossier, course: Course, kept: str = "every condition", indent: str = "  ") -> Iterator[Line]:
    """A course of events, day by day."""
    label = dossier.vocabulary.label
    yield from wrapped(f"{course_words(kept)}:", indent=indent)
    for day, events in course.steps():
        yield from wrapped(f"{day}  {'; '.join(map(label, events))}", indent=f"{indent}  ", hanging=f"{indent}    ")
    if course.facts:
        told = (f"{label(name)}: {value_words(value)}" for name, value in course.facts.items())
        yield from joined(told, "; ", "quiet", f"{indent}  ")


def _more(count: int, noun: str) -> Iterable[Line]:
    if count > 0:
        yield from wrapped(f"and {count:,} more {noun}{'' if count == 1 else 's'}", indent="  ", style="quiet")
