"""What a picture shows, in words: the conditions behind a graph, and all that it does not show."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.english import listing
from conditions.model.positions import LEVELS, SINGLE, Condition, Position
from conditions.report.document import (
    Block,
    Bullets,
    Code,
    Faint,
    Item,
    Line,
    Paragraph,
    Ref,
    Strong,
)
from conditions.report.phrases import Source, anchor
from conditions.report.pictures.orders import Drawn
from conditions.truth import Truth


def order_words(source: Source, found: Drawn) -> tuple[Block, ...]:
    """The conditions of a graph in words, party by party, what of them is not drawn, and those that are not in it."""
    positions: dict[str, Position] = {**source.dossier.terms, **source.dossier.conditions}
    blocks: list[Block] = []
    for code in source.dossier.parties:
        own = [name for name in found.conditions if positions[name].party == code]
        if own:
            items = tuple(_item(source, name, positions[name], found.left_out.get(name, ())) for name in own)
            blocks += [Paragraph((Strong(source.party(code)),)), Bullets(items)]
    moments = tuple(_moments(source, found))
    if moments:
        blocks += [Paragraph((Strong("Days that follow from others"),)), Bullets(moments)]
    others = tuple(_others(source, found))
    if others:
        blocks += [Paragraph((Strong("On record, but not in the picture"),)), Bullets(others)]
    return tuple(blocks) or (Paragraph(("No condition that takes part asks for an order.",)),)


def _item(source: Source, name: str, position: Position, left_out: tuple[str, ...]) -> Item:
    kind = "condition" if name in source.dossier.conditions else "term"
    clauses = position.clauses()
    aside = (Faint(f" (not drawn: {listing(list(left_out))})"),) if left_out else ()
    head: Line = (Ref(name, anchor(kind, name)), ": ")
    if SINGLE in clauses:
        return Item((*head, clauses[SINGLE].say(source.words), *aside))
    readings = tuple(Item((Code(reading), ": ", clause.say(source.words))) for reading, clause in clauses.items())
    return Item((*head, "one of several readings", *aside), (Bullets(readings),))


def _moments(source: Source, found: Drawn) -> Iterator[Item]:
    drawn = {node.id for node in found.graph.nodes}
    for name, moment in source.dossier.moments.items():
        if name in drawn:
            proviso = f", but only if {moment.only_if.say(source.words)}" if moment.only_if is not None else ""
            otherwise = f", else {source.words.moment(moment.otherwise)}" if moment.otherwise is not None else ""
            said = f"{source.label(name)}: {source.words.moment(moment.when)}{proviso}{otherwise}"
            yield Item((Ref(name, anchor("name", name)), ": ", said))


def _others(source: Source, found: Drawn) -> Iterator[Item]:
    for name, condition in source.dossier.conditions.items():
        if name not in found.conditions:
            yield Item((Ref(name, anchor("condition", name)), Faint(f" ({_why_not(source, name, condition)})")))


def _why_not(source: Source, name: str, condition: Condition) -> str:
    """Why a condition takes no part."""
    standing = source.standing(name, condition)
    if not condition.decides:
        return f"{condition.modality.replace('_', ' ')}, decides no answer"
    if LEVELS.index(condition.level) > LEVELS.index(source.level):
        return condition.level
    if not standing.admitted:
        return "known from others alone"
    return "no longer in force" if standing.in_force is Truth.FALSE else "takes no part"


__all__ = ["order_words"]
