"""Who waits for whom, in words and with quotes: circles, what would untie them, and what would close one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conditions.deadlock import Deadlock, Deadlocks, Knot, Wait
from conditions.deadlock.told import KINDS, circle_words, closing_words, latent_words, stuck_words, tried, wait_words
from conditions.english import listing
from conditions.report.document import Block, Bullets, Code, Faint, Item, Line, Mark, Paragraph, Ref, Section, Strong
from conditions.report.phrases import Source, joined, sentence
from conditions.report.searches import MOST_CORES, Searches, condition_item, in_each_reading, more, named, place_of

_INTRO = (
    "The parties wait for each other where each makes its own step depend on another's, in a circle. What was tried on "
    "such a circle is a change of how things are done; whether anybody would accept it is not on record."
)


def deadlocks(source: Source, found: Searches) -> Section | None:
    """Whether the parties wait for each other on the way to the goal, and what would make them do so."""
    if found.deadlocks is None:
        return None
    blocks: list[Block] = [Paragraph((_INTRO,), "note")]
    blocks += in_each_reading(
        found.deadlocks.by_reading, found.place("deadlock"), lambda one, place: anatomy(source, one, place)
    )
    blocks += _not_yet(source, found.deadlocks)
    if not found.deadlocks.complete:
        told = f"Not everything was looked at in {found.seconds:g} seconds: there may be more."
        blocks.append(Paragraph((told,), "note"))
    return Section(found.place("deadlocks"), ("Who waits for whom",), tuple(blocks))


def kind_mark(one: Deadlock) -> Mark:
    """Of what kind a deadlock is, in a word."""
    sign, words = KINDS[one.kind]
    return Mark(words, sign, "unknown" if one.kind == "unsettled" else "plain")


def anatomy(source: Source, one: Deadlock, place: str) -> Iterator[Block]:
    """Of what kind a deadlock is, how it is made, and what was tried."""
    yield Paragraph((kind_mark(one),))
    if one.because:
        yield Bullets(
            tuple(Item((f"{'goal' if part.is_goal else 'given'}: {sentence(part.words)}",)) for part in one.because)
        )
    if not one.is_deadlock:
        return
    for number, knot in enumerate(one.knots[:MOST_CORES], 1):
        yield _knot(source, knot, number, f"{place}-knot-{number}")
    yield from more(len(one.knots) - MOST_CORES, "knot")
    for words, events in stuck_words(one):
        yield Paragraph((Faint(f"These {words}: "), *joined(_event(source, event) for event in events), "."))
    yield from _tried(source, one)
    if one.concessions:
        told = "Where those of one of these sets need not be kept, the goal can come about with all others kept:"
        yield Paragraph((told,))
        yield Bullets(tuple(Item(named(source, given_up)) for given_up in one.concessions[:MOST_CORES]))
        yield from more(len(one.concessions) - MOST_CORES, "set")


def _knot(source: Source, knot: Knot, number: int, place: str) -> Section:
    parties = listing([source.party(code) for code in knot.parties])
    blocks: list[Block] = []
    for circle in knot.circles[:MOST_CORES]:
        blocks += [Paragraph((Faint("circle: "), Code(circle_words(circle)))), _circle(source, circle)]
    blocks += more(len(knot.circles) - MOST_CORES, "circle")
    if not knot.circles:
        items = tuple(condition_item(source, one) for one in knot.conditions)
        blocks += [Paragraph(("Not the order stands in the way, but these:",)), Bullets(items)]
    return Section(place, (f"Knot {number}, {knot.kind}: {parties}",), tuple(blocks))


def _circle(source: Source, circle: Sequence[Wait]) -> Bullets:
    return Bullets(tuple(_wait(source, wait) for wait in circle), "steps")


def _wait(source: Source, wait: Wait) -> Item:
    line: Line = (sentence(wait_words(source.dossier, wait)),)
    if wait.asked_by is None:
        return Item(line)
    link = Ref(wait.asked_by.name, place_of(source, wait.asked_by))
    return Item((*line, " ", link), source.quotes(ground.statement for ground in wait.grounds))


def _tried(source: Source, one: Deadlock) -> Iterator[Block]:
    items = tuple(
        Item((f"{words}: ", Strong(answer)), (Bullets(tuple(Item((way,)) for way in ways)),) if ways else ())
        for words, answer, ways in tried(one, source.words.name)
    )
    if items:
        yield Paragraph(("What was tried, and whether it unties the circle:",))
        yield Bullets(items)


def _not_yet(source: Source, found: Deadlocks) -> Iterator[Block]:
    """What is on file, or not even that, and would make a deadlock."""
    for told, rows, noun in (
        (
            "On file, but taking no part; these would make a deadlock:",
            [closing_words(one) for one in found.on_file],
            "set",
        ),
        (
            "Nobody has stated these; any one of them would make a deadlock:",
            [latent_words(source.dossier, one, source.words.name) for one in found.latent],
            "wait",
        ),
    ):
        if rows:
            yield Paragraph((told,))
            yield Bullets(tuple(Item((row,)) for row in rows[:MOST_CORES]))
            yield from more(len(rows) - MOST_CORES, noun)


def _event(source: Source, event: str) -> Line:
    return (f"{source.words.name(event)} ", Code(event))


__all__ = ["anatomy", "deadlocks", "kind_mark"]
