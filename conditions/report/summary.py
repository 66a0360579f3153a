"""The report in short: who needs what, what the scenarios show, what stands in the way, what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from conditions.conflicts import InConflict
from conditions.conflicts.told import core_words
from conditions.english import listing, partial_words
from conditions.holding import ending_words
from conditions.model.positions import Condition, Position
from conditions.report.conflicts import result_mark
from conditions.report.deadlocks import kind_mark
from conditions.report.document import Block, Bullets, Chosen, Faint, Item, Line, Paragraph, Ref, Section, Strong
from conditions.report.phrases import Source, anchor, counted, joined, sentence
from conditions.report.roadmaps import plan_mark
from conditions.report.searches import MOST_READINGS, Searches, condition_item, goal_label, goal_words, more
from conditions.report.text import brief
from conditions.results import CheckResult, PartyResult
from conditions.verdicts import Answer, Reason

MOST: Final = 8
"""Most conditions of a party, and most of what is not known, that are told here; more are counted."""

_SHOWS: Final[dict[Answer, str]] = {Answer.MET: "met", Answer.NOT_MET: "not met", Answer.UNKNOWN: "unknown"}
_ELSE: Final[dict[Answer, str]] = {
    Answer.DEPENDS: "the answer depends on the reading in",
    Answer.NONE: "no condition is on record in",
}


def in_short(source: Source, results: Sequence[CheckResult], found: Sequence[Searches]) -> Section:
    """Everything in plain words, each part with a link to where it is told in full."""
    parts = (
        Section("needs", ("Who needs what",), tuple(_needs(source))),
        Section("shown", ("What the scenarios show",), tuple(_shown(source, results))),
        Section("blocks", ("What stands in the way",), tuple(block for one in found for block in _blocks(source, one))),
        Section("unknown", ("What is not known",), tuple(_unknown(source, results))),
    )
    return Section("in-short", ("In short",), parts)


# --- who needs what -------------------------------------------------------------


def _needs(source: Source) -> Iterator[Block]:
    for code in source.dossier.parties:
        held = [
            (name, one)
            for name, one in source.dossier.conditions.items()
            if one.party == code and source.takes_part(name, one)
        ]
        party = Strong(source.party(code))
        if not held:
            yield Paragraph((party, ": no condition is on record."))
            continue
        yield Paragraph((party, " has said, or is reported to have said, that it needs:"))
        yield Bullets(tuple(_need(source, name, one) for name, one in held[:MOST]))
        yield from more(len(held) - MOST, "condition", "of this party, below")


def _need(source: Source, name: str, condition: Condition) -> Item:
    """A condition in a sentence, with who said it and when; each reading by itself."""
    ended = [f"until {ending_words(one)}" for one in source.standing(name, condition).endings if one.counts]
    until: Line = (Faint(f"{', '.join(ended)} · "),) if ended else ()
    said = (*until, *_speaker(source, condition), " · ", Ref(name, anchor("condition", name)))
    clauses = condition.clauses()
    if len(clauses) == 1:
        (clause,) = clauses.values()
        return Item((f"{sentence(clause.say(source.words))} ", *said))
    ways = tuple(
        Item((Chosen(reading, ((name, reading),)), f": {sentence(clause.say(source.words))}"))
        for reading, clause in clauses.items()
    )
    title = f"{sentence(brief(condition.label))} " if condition.label else ""
    return Item((f"{title}It can be understood in {len(clauses)} ways. ", *said), (Bullets(ways),))


def _speaker(source: Source, position: Position) -> Line:
    """Who said it first on the list of its sources, on which day, and through whom it is known."""
    names = [*position.source, *(one for reading in (position.readings or {}).values() for one in reading.source)]
    known = [source.dossier.statements[name] for name in dict.fromkeys(names) if name in source.dossier.statements]
    if not known:
        return (Faint("no statement is named"),)
    first = known[0]
    told = f"{brief(first.speaker)}, {partial_words(first.said) if first.said else 'on a day that is not given'}"
    told += f"; reported by {', then '.join(map(brief, first.via))}" if first.via else ""
    others = f"; {counted(len(known) - 1, 'more statement')}" if len(known) > 1 else ""
    return (Faint(f"speaker: {told}{others}"),)


# --- what the scenarios show ----------------------------------------------------


def _shown(source: Source, results: Sequence[CheckResult]) -> Iterator[Block]:
    if not results:
        yield Paragraph(("The dossier has no scenarios, so nothing was checked.",))
        return
    courses = counted(len(results), "course of events", "courses of events")
    yield Paragraph((f"Over {courses} that the dossier looks at:",))
    yield Bullets(tuple(_counts(source, code, results) for code in source.dossier.parties))
    every = [number for number, result in enumerate(results, 1) if _all_met(result)]
    links = joined(((Ref(str(number), anchor("scenario", str(number))),) for number in every[:MOST]), ", ")
    rest = f" and {len(every) - MOST} more" if len(every) > MOST else ""
    told: Line = ("In no scenario are the conditions of every party met.",)
    if every:
        told = (f"The conditions of every party are met in {len(every)} of them: scenario ", *links, f"{rest}.")
    yield Paragraph((*told, " ", Ref("All answers", "scenarios")))


def _counts(source: Source, code: str, results: Sequence[CheckResult]) -> Item:
    """How often each answer is given to a party."""
    answers = Counter(result.parties[code].answer for result in results)
    told = [f"{word} in {answers[answer]}" for answer, word in _SHOWS.items() if answers[answer]]
    others = [f"{word} {answers[answer]}" for answer, word in _ELSE.items() if answers[answer]]
    parts = [f"the conditions are {listing(told)}"] if told else []
    return Item((Strong(source.party(code)), f": {'; '.join((*parts, *others))}."))


def _all_met(result: CheckResult) -> bool:
    """Whether every party that has a condition on record is met, and somebody has one."""
    answers = {party.answer for party in result.parties.values()} - {Answer.NONE}
    return answers == {Answer.MET}


# --- what stands in the way -----------------------------------------------------


def _blocks(source: Source, found: Searches) -> Iterator[Block]:
    if found.aim.name is not None:
        yield Paragraph((Strong(goal_label(source, found)),))
    yield Paragraph(goal_words(source, found))
    if found.conflicts is None or found.deadlocks is None or found.roadmaps is None:
        return
    for reading, result in islice(found.conflicts.by_reading.items(), MOST_READINGS):
        yield Paragraph((*_as_read(reading), result_mark(result), " ", Ref("more", found.place("conflicts"))))
        if isinstance(result, InConflict):
            first = result.cores[0]
            more_ = f", the first of {len(result.cores)}" if len(result.cores) > 1 else ""
            yield Paragraph(
                (f"{core_words(source.dossier, first)}{more_}: these cannot all be kept on the way there.",)
            )
            yield Bullets(tuple(Item(condition_item(source, one).line) for one in first.conditions))
    yield from more(len(found.conflicts.by_reading) - MOST_READINGS, "choice", "of readings")
    yield _row(
        "Whether the parties wait for each other: ",
        [(*_as_read(reading), kind_mark(one)) for reading, one in found.deadlocks.by_reading.items()],
        found.place("deadlocks"),
    )
    yield _row(
        "Orders of steps that keep every condition: ",
        [(*_as_read(reading), plan_mark(plan)) for reading, plan in found.roadmaps.by_reading.items()],
        found.place("roadmaps"),
    )


def _row(told: str, found: list[Line], place: str) -> Paragraph:
    rest: Line = (f"; and {len(found) - MOST_READINGS} more choices of readings",) if len(found) > MOST_READINGS else ()
    return Paragraph((told, *joined(found[:MOST_READINGS], "; "), *rest, " ", Ref("more", place)))


def _as_read(reading: str) -> Line:
    return (Strong(f"as read {brief(reading)}"), ": ") if reading else ()


# --- what is not known ----------------------------------------------------------


def _unknown(source: Source, results: Sequence[CheckResult]) -> Iterator[Block]:
    items = [*_unanswered(source, results), *_open(source)]
    if items:
        yield Bullets(tuple(items))
    else:
        yield Paragraph(("The dossier names nothing that it leaves open.",))


def _unanswered(source: Source, results: Sequence[CheckResult]) -> Iterator[Item]:
    """How many answers are unknown, and what most of them wait for."""
    unknown = [party for result in results for party in result.parties.values() if party.answer is Answer.UNKNOWN]
    if not unknown:
        return
    why = Counter(reason for party in unknown for reason in _reasons(party))
    told = f"{len(unknown)} of {counted(len(results) * len(source.dossier.parties), 'answer')} are unknown."
    named = [
        f"{brief(source.words.name(reason.what))} ({reason.why.value}, for {counted(count, 'answer')})"
        for reason, count in why.most_common(3)
    ]
    yield Item((f"{told} What is most often not known: {listing(named)}." if named else told,))


def _reasons(party: PartyResult) -> dict[Reason, None]:
    """What keeps conditions of a party unknown, once each."""
    verdicts = (verdict for one in party.taking_part for verdict in one.verdicts.values())
    return {reason: None for one in verdicts if one.answer is Answer.UNKNOWN for reason in one.reasons}


def _open(source: Source) -> Iterator[Item]:
    """What the sources leave open, contradict each other in, or say without its being expressed."""
    dossier = source.dossier
    read = [name for name, one in dossier.conditions.items() if len(one.clauses()) > 1 and source.takes_part(name, one)]
    if read:
        links = joined((Ref(name, anchor("condition", name)),) for name in read[:MOST])
        rest = f" and {len(read) - MOST} more" if len(read) > MOST else ""
        yield Item(("How these conditions are to be understood: ", *links, f"{rest}."))
    for name, question in islice(dossier.ambiguities.items(), MOST):
        yield Item((f"{brief(question.question)} ", Ref(name, anchor("ambiguity", name))))
    against = [name for name, claim in dossier.claims.items() if claim.contradicts]
    if against:
        told = f"Which of the claims that contradict each other is true: {counted(len(against), 'claim')} on record. "
        yield Item((told, Ref("Claims", "claims")))
    if dossier.not_encoded:
        told = f"{counted(len(dossier.not_encoded), 'passage')} of the sources no rule expresses. "
        yield Item((told, Ref("What the dossier does not express", "not-encoded")))


__all__ = ["in_short"]
