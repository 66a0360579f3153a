"""What each party holds, side by side: conditions in words and as written, beside who said so; terms of proposals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from conditions.caveats import not_encoded
from conditions.holding import remarks_on
from conditions.language.clauses import Clause
from conditions.model.positions import Condition, Level, Modality, Position, Reading, Term
from conditions.report.document import (
    Block,
    Chosen,
    Code,
    Columns,
    Definition,
    Definitions,
    Faint,
    Line,
    Mark,
    Paragraph,
    Ref,
    Section,
    Strong,
)
from conditions.report.phrases import Source, anchor, counted, reading_anchor, sentence, since_words
from conditions.report.text import brief

MODALITIES: Final[dict[Modality, str]] = {
    "precondition": "precondition",
    "red_line": "red line",
    "commitment": "commitment",
    "best_endeavours": "best endeavours",
    "preference": "preference",
    "agenda_limit": "agenda limit",
}
"""The words for what a position is."""

_LEVEL_MARKS: Final[dict[Level, Mark]] = {
    "stated": Mark("stated"),
    "reported": Mark("reported"),
    "inferred": Mark("inferred: nobody has said so", "∴", "unknown"),
    "hypothetical": Mark("hypothetical: nobody has said so", "∴", "unknown"),
}


def parties(source: Source) -> Section:
    """Who negotiates, and how much of each party is on record."""
    entries = []
    for code, party in source.dossier.parties.items():
        held = {name: one for name, one in source.dossier.conditions.items() if one.party == code}
        deciding = sum(source.takes_part(name, one) for name, one in held.items())
        told = "No condition is on record."
        if held:
            others = len(held) - deciding
            told = f"{counted(deciding, 'condition')} on record"
            told += f"; {others} more shown, which take{'s' * (others == 1)} no part in an answer." if others else "."
            told = told[0].upper() + told[1:]
        entries.append(
            Definition(
                (Strong(brief(party.name)), " ", Code(code)),
                (Paragraph((told,)), *source.remarks(party.note)),
                anchor("party", code),
            )
        )
    return Section("parties", ("Parties",), (Definitions(tuple(entries)),))


def conditions(source: Source) -> Section:
    """Every party's conditions beside the others'."""
    columns = []
    for code, party in source.dossier.parties.items():
        held = {name: one for name, one in source.dossier.conditions.items() if one.party == code}
        deciding_ids = {name for name, one in held.items() if source.takes_part(name, one)}
        deciding = tuple(_card(source, name, one) for name, one in held.items() if name in deciding_ids)
        others = tuple(_card(source, name, one) for name, one in held.items() if name not in deciding_ids)
        blocks: tuple[Block, ...] = deciding or (Paragraph(("No condition of this party is on record.",), "note"),)
        if others:
            blocks = (*blocks, Paragraph((Strong("Shown, but part of no answer:"),), "facts"), *others)
        columns.append(Section(anchor("conditions", code), (brief(party.name),), blocks, (Code(code),)))
    intro = (
        "What each party has said it needs. Every condition is given in words, in the wording that the dossier "
        "file uses, and beside what was said. Where it can be understood in several ways, each reading stands by "
        "itself, and none is preferred."
    )
    return Section("conditions", ("Conditions of each party",), (Paragraph((intro,)), Columns(tuple(columns))))


def terms(source: Source) -> Section | None:
    """What proposals would bring if agreed."""
    dossier = source.dossier
    if not dossier.terms:
        return None
    cards = tuple(_card(source, name, term) for name, term in dossier.terms.items())
    intro = "What a proposal would bring if agreed. Until then a term binds nobody, and decides no answer."
    return Section("terms", ("Terms of proposals",), (Paragraph((intro,)), *cards))


# --- one position ---------------------------------------------------------------


def _card(source: Source, name: str, position: Condition | Term) -> Section:
    kind = "condition" if isinstance(position, Condition) else "term"
    sources = [*position.source, *(one for reading in (position.readings or {}).values() for one in reading.source)]
    blocks: tuple[Block, ...] = (*_facts(source, name, position), *_meaning(source, name, position))
    if not_encoded(source.dossier, sources):
        link = Ref("not all that its sources say is encoded", "not-encoded")
        blocks = (*blocks, Paragraph((link,), "facts"))
    quotes = source.quotes(sources) or (Paragraph(("The dossier names no statement that it rests on.",), "note"),)
    title = brief(position.label) if position.label else name
    return Section(anchor(kind, name), (title,), (*blocks, *quotes, *source.remarks(position.note)), (Code(name),))


def _facts(source: Source, name: str, position: Condition | Term) -> Iterator[Paragraph]:
    """What it is, how firmly it is on record, since when, whether it takes part in answers, and what it replaced."""
    level, standing = _LEVEL_MARKS[position.level], source.standing(name, position)
    facts: Line = (Mark(MODALITIES[position.modality]), " · ", level, f" · {since_words(position, standing)}")
    if isinstance(position, Term):
        part = f"proposed by {source.party(position.party)}"
    else:
        part = "takes part in answers" if source.takes_part(name, position) else "takes no part in answers"
    yield Paragraph((*facts, f" · {part}"), "facts")
    waivers = [one for one in source.dossier.waivers.items() if one[1].condition == name]
    waived = (f"{source.party(one.party)} waived it ({key})" for key, one in waivers)
    remarks = "; ".join((*remarks_on(position, standing, source.dossier), *waived))
    if remarks:
        yield Paragraph((sentence(f"{remarks[:1].upper()}{remarks[1:]}"),), "facts")


def _meaning(source: Source, name: str, position: Position) -> tuple[Block, ...]:
    if position.condition is not None:
        return clause_blocks(source, position.condition)
    readings = position.readings or {}
    if not readings:
        return ()
    kind = "condition" if isinstance(position, Condition) else "term"
    entries = tuple(
        Definition(
            _reading_title(name, reading, one),
            (*clause_blocks(source, one.condition), *_rests_on(source, position, one), *source.remarks(one.note)),
            reading_anchor(name, reading) if kind == "condition" else anchor(kind, f"{name}.{reading}"),
        )
        for reading, one in readings.items()
    )
    said = f"{counted(len(readings), 'reading')}; the sources do not settle which is meant:"
    return (Paragraph((said if len(readings) > 1 else "One reading:",), "facts"), Definitions(entries))


def _reading_title(position: str, name: str, reading: Reading) -> Line:
    chosen = Chosen(name, ((position, name),))
    return (chosen, ": ", brief(reading.label)) if reading.label else (chosen,)


def clause_blocks(source: Source, clause: Clause) -> tuple[Block, ...]:
    """A clause in words, and as a file writes it."""
    return (
        Paragraph((sentence(clause.say(source.words)),), "said"),
        Paragraph((Code(clause.text()),), "canonical"),
    )


def _rests_on(source: Source, position: Position, reading: Reading) -> tuple[Block, ...]:
    """The statements that a reading rests on, where they are not simply those of the whole position."""
    if not reading.source or reading.source == position.source:
        return ()
    return (Paragraph((Faint("rests on "), *source.sources(reading.source)), "facts"),)


__all__ = ["MODALITIES", "clause_blocks", "conditions", "parties", "terms"]
