"""What a report is, and what it is not, computed from what is on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from conditions.english import listing
from conditions.model.scenario import Scenario
from conditions.report.document import Block, Bullets, Item, Line, Paragraph, Ref, Section
from conditions.report.phrases import Source, counted, sentence


def about(source: Source, scenarios: Sequence[Scenario]) -> Section:
    """What stands on record, and how far it reaches."""
    is_ = (_record(source), *_positions(source), *_checked(source, scenarios))
    is_not = (
        "It does not say who is right, whose account is true, or what any party ought to do, and it predicts nothing.",
        "An answer says whether a course of events keeps the conditions as they are written here, and no more.",
        "What no statement on record says is not here.",
        "That a party has no condition on record does not mean that it has none.",
    )
    blocks: list[Block] = [
        Paragraph(("What it is:",)),
        Bullets(tuple(Item(line) for line in is_)),
        Paragraph(("What it is not:",)),
        Bullets(tuple(Item((text,)) for text in is_not)),
    ]
    return Section("about", ("What this page is, and what it is not",), tuple(blocks))


def _record(source: Source) -> Line:
    dossier = source.dossier
    statements = dossier.statements.values()
    speakers = len({statement.speaker for statement in statements})
    parties = counted(len(dossier.parties), "party", "parties")
    told = f"The record of {parties}: {counted(len(statements), 'statement')}"
    told += f" by {counted(speakers, 'speaker')}" if statements else ""
    said = [statement.said for statement in statements if statement.said]
    days = [day for one in said for day in (one.earliest, one.latest) if day is not None]
    if days:
        first, last = min(days), max(days)
        told += f", said on {first}" if first == last else f", said from {first} to {last}"
    reported = sum(bool(statement.via) for statement in statements)
    if reported:
        told += f"; {reported} of them told by others than the speaker"
    return (sentence(told), " ", Ref("Sources", "sources"))


def _positions(source: Source) -> list[Line]:
    dossier = source.dossier
    held = dossier.conditions
    deciding = [condition for name, condition in held.items() if source.takes_part(name, condition)]
    told = f"{counted(len(deciding), 'condition')} that a party has stated or is reported to have stated"
    several = sum(len(condition.clauses()) > 1 for condition in deciding)
    if several:
        told += f"; {several} of them can be understood in more than one way, and every reading is kept apart"
    lines: list[Line] = [(sentence(told[0].upper() + told[1:]),)]
    others = [condition for condition in held.values() if condition not in deciding]
    if others:
        unsaid = Counter(condition.level for condition in others if condition.decides)
        levels = listing([f"{count} {level}" for level, count in unsaid.items()])
        sorts = [f"{levels}, said by nobody"] if unsaid else []
        weak = sum(not condition.decides for condition in others)
        sorts += [f"{weak} that {'are' if weak > 1 else 'is'} neither precondition nor red line"] if weak else []
        lines.append((f"{counted(len(others), 'more position')}, shown but part of no answer: {'; '.join(sorts)}.",))
    for count, noun, rest in (
        (len(dossier.terms), "term", "of proposals, which bind nobody until agreed."),
        (len(dossier.claims), "claim", "of speakers, which stay theirs and decide nothing."),
        (len(dossier.ambiguities), "further question", "that the sources leave open."),
        (len(dossier.not_encoded), "passage", "of the sources that the dossier does not express."),
    ):
        if count:
            lines.append((f"{counted(count, noun)} {rest}",))
    return lines


def _checked(source: Source, scenarios: Sequence[Scenario]) -> list[Line]:
    if not scenarios:
        return [("No scenario has been checked.",)]
    pairs = len(scenarios) * len(source.dossier.parties)
    told = f"{counted(len(scenarios), 'scenario')}, each checked against the conditions of each party: "
    return [(f"{told}{counted(pairs, 'answer')}, and behind each the reasons.",)]


__all__ = ["about"]
