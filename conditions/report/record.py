"""What is on record beside the conditions: claims, open questions, sources, and what the dossier cannot express."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from conditions.caveats import not_encoded as parts_left_out
from conditions.english import listing
from conditions.holding import edge_words
from conditions.model.statements import Ambiguity, Claim, NotEncoded, Statement
from conditions.report.document import (
    Block,
    Bullets,
    Code,
    Columns,
    Definition,
    Definitions,
    Faint,
    Item,
    Line,
    Paragraph,
    Quote,
    Ref,
    Section,
    Strong,
    Web,
)
from conditions.report.phrases import Source, anchor, counted, joined, sentence
from conditions.report.text import brief

_KINDS: Final = {
    "assertion": ("Assertion by", ""),
    "prediction": ("Prediction by", "a prediction is not a condition"),
    "denial": ("Denial by", ""),
    "hope": ("Hope of", "a hope is not a demand"),
    "agenda": ("Agenda of", ""),
}
"""How a claim is headed, and what is to be said of its kind."""

# --- claims ---------------------------------------------------------------------


def claims(source: Source) -> Section | None:
    """What speakers assert, deny, hope or predict; those that contradict each other side by side."""
    found = source.dossier.claims
    if not found:
        return None
    groups = _contradicting(found)
    disputed = {name for group in groups for name in group}
    blocks: list[Block] = [
        Paragraph(("Each claim is its speaker's word. It stays that speaker's, and decides no answer.",))
    ]
    for number, group in enumerate(groups, 1):
        title = f"Contradicting claims{f' ({number} of {len(groups)})' if len(groups) > 1 else ''}"
        columns = tuple(
            Section(anchor("claim", name), _head(source, found[name]), _claim(source, name, found[name]))
            for name in group
        )
        intro = "Each names those with which it cannot be true; the record does not settle which is."
        inner = (Paragraph((intro,), "note"), Columns(columns))
        blocks.append(Section(f"contradiction-{number}", (title,), inner))
    rest = tuple(
        Definition(_head(source, claim), _claim(source, name, claim), anchor("claim", name))
        for name, claim in found.items()
        if name not in disputed
    )
    blocks += [Definitions(rest)] if rest else []
    return Section("claims", ("Claims",), tuple(blocks))


def _contradicting(found: Mapping[str, Claim]) -> list[list[str]]:
    """Claims tied by contradiction, each group and its claims in the order of the dossier."""
    ties: dict[str, set[str]] = {name: set() for name in found}
    for name, claim in found.items():
        for other in claim.contradicts:
            if other in ties and other != name:
                ties[name].add(other)
                ties[other].add(name)
    groups: list[list[str]] = []
    placed: set[str] = set()
    for name in found:
        if name in placed or not ties[name]:
            continue
        reached, edge = {name}, [name]
        while edge:
            new = ties[edge.pop()] - reached
            reached |= new
            edge += new
        placed |= reached
        groups.append([one for one in found if one in reached])
    return groups


def _head(source: Source, claim: Claim) -> Line:
    """Whose claim it is, and what it says."""
    known = source.dossier.statements
    speakers = listing(list(dict.fromkeys(known[name].speaker for name in claim.source if name in known)))
    return (Faint(f"{_KINDS[claim.kind][0]} {brief(speakers)}: "), Strong(sentence(brief(claim.says))))


def _claim(source: Source, name: str, claim: Claim) -> tuple[Block, ...]:
    facts: Line = (Code(name),)
    if _KINDS[claim.kind][1]:
        facts = (*facts, f" · {_KINDS[claim.kind][1]}")
    if claim.about:
        facts = (*facts, Faint(" · about "), ", ".join(source.label(about) for about in claim.about))
    for word, ids in (("says that it ended", claim.ends), ("says that it is new", claim.begins)):
        if ids:
            when = f", {edge_words(claim.when)}" if claim.when else ""
            facts = (*facts, Faint(f" · {word}: "), *joined([_position(source, one) for one in ids]), when)
    if claim.contradicts:
        others = [(Ref(other, anchor("claim", other)),) for other in claim.contradicts]
        facts = (*facts, Faint(" · contradicts "), *joined(others))
    if parts_left_out(source.dossier, claim.source):
        facts = (*facts, " · ", Ref("not all that its sources say is encoded", "not-encoded"))
    return (Paragraph(facts, "facts"), *source.quotes(claim.source), *source.remarks(claim.note))


def _position(source: Source, name: str) -> Line:
    kind = "condition" if name in source.dossier.conditions else "term"
    return (Ref(name, anchor(kind, name)),)


# --- open questions -------------------------------------------------------------


def ambiguities(source: Source) -> Section | None:
    """Questions that the sources leave open, and that are no reading of one condition."""
    if not source.dossier.ambiguities:
        return None
    entries = tuple(_ambiguity(source, name, one) for name, one in source.dossier.ambiguities.items())
    intro = "Questions that the sources leave open, beside the readings of conditions. None is settled here."
    return Section("ambiguities", ("Open questions",), (Paragraph((intro,)), Definitions(entries)))


def _ambiguity(source: Source, name: str, found: Ambiguity) -> Definition:
    answers = tuple(
        Item(
            (Strong(reading), ": ", sentence(meaning.says), *_from(source, meaning.source)),
            source.remarks(meaning.note),
        )
        for reading, meaning in found.readings.items()
    )
    facts: Line = (Code(name),)
    if found.bears_on:
        facts = (*facts, Faint(" · bears on "), *joined([_bears_on(source, one) for one in found.bears_on]))
    facts = (*facts, *_from(source, found.source, " · "))
    blocks: tuple[Block, ...] = (Bullets(answers), Paragraph(facts, "facts"), *source.remarks(found.note))
    return Definition((Strong(found.question),), blocks, anchor("ambiguity", name))


def _bears_on(source: Source, name: str) -> Line:
    place = source.place(name)
    return (Ref(name, place),) if place else (name,)


def _from(source: Source, ids: tuple[str, ...], between: str = " ") -> Line:
    return (Faint(f"{between}source: "), *source.sources(ids)) if ids else ()


# --- what cannot be expressed ---------------------------------------------------


def not_encoded(source: Source) -> Section:
    """Parts of the sources that the dossier does not express, and why."""
    found = source.dossier.not_encoded
    if not found:
        blocks: tuple[Block, ...] = (Paragraph(("The dossier names nothing in its sources that it leaves out.",)),)
    else:
        blocks = (
            Paragraph((f"{counted(len(found), 'passage')} of the sources that no rule of the dossier expresses:",)),
            Bullets(tuple(_left_out(source, one) for one in found)),
        )
    return Section("not-encoded", ("What the dossier does not express",), blocks)


def _left_out(source: Source, found: NotEncoded) -> Item:
    said: Line = (f"“{found.quote}” ",) if found.quote else ()
    said = (*said, f"{sentence(found.says)} ") if found.says else said
    link = Ref(found.source, anchor("statement", found.source))
    return Item((*said, Faint("Why: "), *source.prose(sentence(found.why)), " ", Faint("source: "), link))


# --- sources --------------------------------------------------------------------


def sources(source: Source, resting: Mapping[str, tuple[Line, ...]]) -> Section:
    """Every statement with all that is known of it, and what rests on it.

    Args:
        source: The dossier.
        resting: For each statement, the places of the report that rest on it.
    """
    found = source.dossier.statements
    idle = [name for name in found if not resting.get(name)]
    entries = tuple(_statement(source, name, one, resting.get(name, ())) for name, one in found.items())
    blocks: list[Block] = [Paragraph((f"{counted(len(found), 'statement')} on record, in the order of the dossier.",))]
    if idle:
        links = joined([(Ref(name, anchor("statement", name)),) for name in idle])
        blocks.append(Paragraph(("Nothing rests on ", *links, "."), "note"))
    elif found:
        blocks.append(Paragraph(("Something rests on every one of them.",), "note"))
    blocks += [Definitions(entries)] if entries else []
    return Section("sources", ("Sources",), tuple(blocks))


def _statement(source: Source, name: str, said: Statement, resting: Iterable[Line]) -> Definition:
    blocks: list[Block] = []
    attribution = source.attribution(said)
    blocks.append(Quote(said.quote, attribution) if said.quote else Paragraph(attribution))
    if said.says:
        blocks.append(Paragraph((Faint("In paraphrase: "), *source.prose(said.says))))
    where = _where(said)
    blocks += [Paragraph(where, "facts")] if where else []
    for word, ids in (("withdraws", said.withdraws), ("denies", said.denies)):
        if ids:
            blocks.append(Paragraph((Faint(f"{word}: "), *joined([_position(source, one) for one in ids])), "facts"))
    blocks += source.remarks(said.note)
    rests = joined(resting)
    blocks.append(Paragraph((Faint("Rests on it: "), *rests) if rests else (Faint("Nothing rests on it."),), "facts"))
    return Definition((Code(name),), tuple(blocks), anchor("statement", name))


def _where(said: Statement) -> Line:
    """The document it stands in, where that can be read, and the language of the original."""
    parts: list[Line] = []
    if said.document:
        parts.append((said.document,))
    if said.url:
        parts.append((Web(said.url),))
    if said.archived:
        parts.append((Faint("archived: "), Web(said.archived)))
    if said.language:
        parts.append((Faint("language of the original: "), said.language))
    return joined(parts, " · ")


__all__ = ["ambiguities", "claims", "not_encoded", "sources"]
