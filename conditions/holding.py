"""Since when a position counts, what ends it, and whose account it is, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from conditions.dates import PartialDate
from conditions.english import listing, partial_words
from conditions.model.dossier import Dossier
from conditions.model.positions import Position, Relation
from conditions.standing import Ending, Standing
from conditions.truth import Truth
from conditions.waivers import Waived

RELATION_WORDS: Final[dict[Relation, str]] = {
    "supersedes": "replaces",
    "restates": "restates",
    "hardens": "hardens",
    "softens": "softens",
}
"""A newer position … the older one."""


def in_force_words(position: Position, standing: Standing, day: date | None) -> str:
    """Whether a position counted on a day, a clause."""
    told = _span(position, standing)
    if standing.known is Truth.FALSE:
        return "it had not been reported by the day asked for"
    if standing.known is Truth.UNKNOWN and standing.in_force is Truth.UNKNOWN:
        return "whether it had been reported by the day asked for is not known"
    if not told:
        return f"it counts{'' if day is None else f' on {day}'}: no first or last day is on record"
    if day is None and standing.in_force is Truth.FALSE:
        return f"it no longer counts ({told})"
    if day is None:
        return f"it counts {told}" + ("" if position.until else ", and nothing on record ends it")
    match standing.in_force:
        case Truth.TRUE:
            return f"it counts on {day} ({told})"
        case Truth.UNKNOWN:
            return f"it may or may not count on {day}: its dates are known only as {told}"
        case _:
            return f"it does not count on {day} ({told})"


def _span(position: Position, standing: Standing) -> str:
    """From when a position counts, and until when, as far as that has an effect."""
    parts = [f"from {edge_words(position.since)}"] if position.since else []
    parts += [f"until {ending_words(one)}" for one in standing.endings if one.counts and one.known is not Truth.FALSE]
    return " ".join(parts[:2]) + "".join(f", or {part}" for part in parts[2:])


def ending_words(ending: Ending) -> str:
    """What ends a position, after "until"."""
    day = edge_words(ending.day) if ending.day else "a day that is not given"
    match ending.how:
        case "until":
            return day
        case "withdrawn":
            return f"it is withdrawn in {ending.by}, {day}"
        case "claimed":
            return f"{day}, as {listing(list(ending.told_by)) or 'its party'} told ({ending.by})"
        case how:
            return f"{ending.by} {RELATION_WORDS[how]} it, {day}"


def edge_words(day: PartialDate) -> str:
    """The first or last day of a position, after "from" or "until"."""
    start, slash, end = day.text.partition("/")
    if slash and ".." not in {start, end}:
        return f"a day between {start} and {end}"
    return partial_words(day).removeprefix("on ").removeprefix("in ")


def account_words(standing: Standing, party: str, dossier: Dossier) -> str:
    """Whose account a position is, a clause; empty where it is the party's own."""
    if not standing.told_by:
        return ""
    tellers = listing([named(one, dossier) for one in standing.told_by])
    return f"only {tellers} told that {named(party, dossier)} holds it"


def remarks_on(position: Position, standing: Standing, dossier: Dossier) -> Iterator[str]:
    """What else is to be known of where a position comes from and whether it lasts, clauses.

    Args:
        position: The position.
        standing: How it stands.
        dossier: The dossier, for names.
    """
    for how, _, older in position.replaces():
        yield f"it {RELATION_WORDS[how]} {older}"
    account = account_words(standing, position.party, dossier)
    if account:
        yield account
    for ending in standing.endings:
        if not ending.counts and ending.known is not Truth.FALSE:
            yield _without_effect(ending, dossier)
    for statement in standing.denied_by:
        yield f"contested: {dossier.statements[statement].speaker} denies that it was ever held ({statement})"


def _without_effect(ending: Ending, dossier: Dossier) -> str:
    """An ending that is only somebody's account, or not firm enough to count."""
    day = f", {edge_words(ending.day)}" if ending.day else ""
    if not ending.told_by:
        return f"{ending.by} would end it{day}, and is not firm enough on record to count"
    tellers = listing([named(one, dossier) for one in ending.told_by])
    return f"only {tellers} told that it ended ({ending.by}{day})"


def waiver_words(found: Waived, dossier: Dossier) -> str:
    """A waiver, whether it counts, and the words on which it rests; a clause."""
    waiver = found.waiver
    when = f" {partial_words(waiver.on)}" if waiver.on else ""
    quotes = [dossier.statements[name].quote for name in waiver.source if name in dossier.statements]
    said = "".join(f", “{quote}”" for quote in quotes if quote)
    told = f"{named(waiver.party, dossier)} waived it{when} ({found.id}{said})"
    match found.counts:
        case Truth.TRUE:
            return f"it counts as met: {told}"
        case Truth.UNKNOWN:
            return f"whether it counts as met is not known: {told}, on a day or by a report that leaves that open"
        case _ if found.told_by:
            return f"only {listing([named(one, dossier) for one in found.told_by])} told that {told}"
        case _:
            return f"{told}, which does not count on the day asked for"


def named(teller: str, dossier: Dossier) -> str:
    """The name of a party, or of a speaker for none."""
    return dossier.parties[teller].name if teller in dossier.parties else teller


__all__ = [
    "RELATION_WORDS",
    "account_words",
    "edge_words",
    "ending_words",
    "in_force_words",
    "named",
    "remarks_on",
    "waiver_words",
]
