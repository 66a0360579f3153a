"""What stands between the parties and a goal, in words and with quotes: conflicts, and what clears them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, assert_never

from conditions.conflicts import Conflicts, Core, Impossible, InConflict, Milder, Named, Possible, Result, Unsettled
from conditions.conflicts.told import CUT_SHORT, RESULTS, alone_words, core_words, left_out_words, set_words
from conditions.english import listing
from conditions.report.document import Block, Bullets, Code, Faint, Item, Line, Mark, Paragraph, Ref, Section
from conditions.report.phrases import Source, joined, sentence
from conditions.report.searches import (
    MOST_CORES,
    Searches,
    condition_item,
    goal_words,
    in_each_reading,
    more,
    named,
)

_INTRO = (
    "A conflict is a smallest set of conditions that rule the goal out together: without any one of them the others "
    "do not. What follows is about the conditions as they are written here; it does not say what any party ought to do."
)

MOST_SOFTENED: Final = 3
"""Most sets of conditions for which milder forms are looked for."""

MOST_WAYS: Final = 2
"""Most milder ways that are told for one of them."""


def conflicts(source: Source, found: Searches) -> Section | None:
    """Whether the goal can come about with every condition kept, and what rules it out."""
    if found.conflicts is None:
        return None
    blocks: list[Block] = [Paragraph(goal_words(source, found)), Paragraph((_INTRO,), "note")]
    blocks += in_each_reading(
        found.conflicts.by_reading, found.place("conflicts"), lambda one, place: _result(source, found, one, place)
    )
    blocks += _left(found.conflicts, found.seconds)
    return Section(found.place("conflicts"), ("What stands in the way",), tuple(blocks))


def result_mark(result: Result) -> Mark:
    """What was found, in a word."""
    sign, words = RESULTS[type(result)]
    return Mark(words, sign, "unknown" if isinstance(result, Unsettled) else "plain")


def _left(found: Conflicts, seconds: float) -> Iterator[Block]:
    """What was not looked at."""
    if found.left_open:
        told = f"Left open by the dossier, and taken either way: {'; '.join(found.left_open)}."
        yield Paragraph((told,), "note")
    if not found.complete:
        told = sentence(f"{left_out_words(found)}: the search ends" if found.left_out else "The search ended")
        yield Paragraph((f"{told[:-1]} after {seconds:g} seconds.",), "note")


def _result(source: Source, found: Searches, result: Result, place: str) -> Iterator[Block]:
    yield Paragraph((result_mark(result),))
    match result:
        case Possible():
            link = Ref("Ways to the goal", found.place("roadmaps"))
            yield Paragraph(("Every condition can be kept, and the goal come about: see ", link, "."))
        case Impossible(because):
            yield Paragraph(("These cannot hold together, whatever the parties want:",))
            yield Bullets(
                tuple(Item((f"{'goal' if one.is_goal else 'given'}: {sentence(one.words)}",)) for one in because)
            )
        case InConflict():
            yield from _conflict(source, result, place)
        case Unsettled():
            pass
        case _:
            assert_never(result)


def _conflict(source: Source, result: InConflict, place: str) -> Iterator[Block]:
    cores = result.cores
    for number, core in enumerate(cores[:MOST_CORES], 1):
        yield _core(source, core, number, f"{place}-core-{number}")
    yield from more(len(cores) - MOST_CORES, "conflict")
    yield Paragraph((_capital(alone_words(source.dossier, result)), "."))
    told = "Where those of one set need not be kept, the goal can come about with all other conditions kept:"
    yield Paragraph((f"{_capital(set_words(result))}. {told}",))
    sets = islice(result.concessions(), MOST_CORES)
    yield Bullets(tuple(_concession(source, result, number, one) for number, one in enumerate(sets)))
    yield from more(result.count - MOST_CORES, "set")
    if not result.complete:
        yield Paragraph((_capital(CUT_SHORT), "."), "note")


def _concession(source: Source, result: InConflict, number: int, given_up: tuple[Named, ...]) -> Item:
    """A set of conditions with their parties; under the first ones, milder forms that are enough."""
    parties = dict.fromkeys(source.party(one.party) for one in given_up)
    line: Line = (*named(source, given_up), Faint(f" ({listing(list(parties))})"))
    ways = result.milder(given_up)[:MOST_WAYS] if number < MOST_SOFTENED else ()
    items = tuple(Item(joined([_milder(one) for one in way], "; and ")) for way in ways)
    return Item(line, (Paragraph((Faint("It is enough already if:"),)), Bullets(items)) if items else ())


def _milder(one: Milder) -> Line:
    return (f"{one.condition.name} says no more than ", Code(one.text), f" ({one.how})")


def _core(source: Source, core: Core, number: int, place: str) -> Section:
    items = tuple(condition_item(source, one) for one in core.conditions)
    return Section(place, (f"Conflict {number}: {core_words(source.dossier, core)}",), (Bullets(items),))


def _capital(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}"


__all__ = ["conflicts", "result_mark"]
