"""Stable packages as text: options, rankings, what is stable for whom, and the moves that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from conditions.cli.paint import Line, Span, line, wrapped
from conditions.english import listing
from conditions.model.dossier import Dossier
from conditions.stability import Concept, Improvement, Option, Outcome, Stability, Standing

_FOOT: Final = (
    "This is a model of the preferences that are written down, not a forecast: it says nothing of how likely a "
    "package is, and knows no preference that nobody has put on record."
)
_LEGEND: Final = (
    "Nash: no move of its own is better. GMR: each better one can be answered by the others so that nothing is "
    "gained. SMR: for good. SEQ: by moves that better the lot of those who make them. Nash implies the others."
)
_ENDED: Final = "; ends the matter"


def lines(dossier: Dossier, found: Stability, why: Sequence[int], most: int) -> Iterator[Line]:
    """All of it; the moves at these packages, or at all equilibria where none is named."""
    yield line(Span(dossier.id, "title"))
    yield from _setting(dossier, found)
    yield ()
    yield from _rankings(dossier, found)
    yield ()
    yield from _packages(found, most)
    yield ()
    yield line(Span("equilibria: stable for every party", "strong"))
    for concept in Concept:
        numbers = [str(number) for number in found.equilibria(concept)]
        yield from wrapped(f"{concept.value}: {', '.join(numbers) or 'none'}", indent="  ", hanging="    ")
    for number in dict.fromkeys(why or found.equilibria(Concept.GMR)):
        yield from _moves(found, number)
    yield ()
    yield from wrapped(_LEGEND, style="quiet")
    yield from wrapped(_FOOT, style="quiet")


def _setting(dossier: Dossier, found: Stability) -> Iterator[Line]:
    """The options with their doers, and what is given."""
    for party in dict.fromkeys(option.party for option in found.options):
        own = [_option(option) for option in found.options if option.party == party]
        yield from wrapped(
            f"{dossier.vocabulary.label(party)} ({party}) may: {', '.join(own)}", indent="  ", hanging="    "
        )
    for text in found.given:
        yield from wrapped(f"given: {text}", indent="  ", hanging="    ")
    left_out = f"; {found.left_out} combinations cannot come about" if found.left_out else ""
    yield from wrapped(f"packages: {len(found.packages)}{left_out}", indent="  ")


def _option(option: Option) -> str:
    notes = [note for note, so in (("not taken back", option.irreversible), ("ends the matter", option.ends)) if so]
    return f"{option.event} ({', '.join(notes)})" if notes else option.event


def _rankings(dossier: Dossier, found: Stability) -> Iterator[Line]:
    """What each party prefers, with the statements behind it."""
    yield line(Span("preferences on record, the most important first", "strong"))
    for party, order in found.rankings.items():
        shown = " > ".join(" = ".join(map(str, tied)) for tied in order)
        yield from wrapped(f"{party}: {shown}", indent="  ", hanging="    ")
        if found.told_by[party]:
            yield from wrapped(f"as told by {listing(list(found.told_by[party]))}", indent="    ", style="quiet")
        for number, one in enumerate(dossier.preferences[party], 1):
            source = f" ({', '.join(one.source)})" if one.source else " (no source)"
            label = f": {one.label}" if one.label else ""
            yield from wrapped(
                f"{number}. {one.prefers}{label}{source}", indent="    ", hanging="       ", style="quiet"
            )


def _packages(found: Stability, most: int) -> Iterator[Line]:
    """Each package with the strongest notions in which it is stable for each party."""
    yield line(Span("packages, and in which sense each is stable for whom", "strong"))
    wide = len(str(len(found.packages)))
    for package in found.packages[:most]:
        by_party = [f"{party} {_strongest(one.stable)}" for party, one in found.standings[package.number - 1].items()]
        lead = f"{package.number:>{wide}}  "
        yield from wrapped(_taken(package), indent=f"  {lead}", hanging=" " * (len(lead) + 2))
        yield from wrapped("; ".join(by_party) or "nobody can move", indent=" " * (len(lead) + 4), style="quiet")
    unlisted = len(found.packages) - most
    if unlisted > 0:
        yield from wrapped(f"and {unlisted} more: ask for them with --most", indent="  ")


def _taken(package: Outcome) -> str:
    shown = listing(list(package.taken)) or "nothing is done"
    return f"{shown}{_ENDED}" if package.is_end else shown


def _strongest(stable: Sequence[Concept]) -> str:
    """The notions that imply the others."""
    if Concept.NASH in stable:
        return Concept.NASH.value
    strong = [one.value for one in stable if one is not Concept.GMR]
    return " and ".join(strong or [one.value for one in stable]) or "not stable"


def _moves(found: Stability, number: int) -> Iterator[Line]:
    """The moves and counter-moves at a package."""
    package = found.packages[number - 1]
    yield ()
    yield line(Span(f"at {number}, {_taken(package)}", "strong"))
    standings = found.standings[number - 1].values()
    staying = [one.party for one in standings if not one.improvements]
    if staying:
        yield from wrapped(f"{listing(staying)}: no better move", indent="  ", hanging="    ")
    for one in standings:
        for improvement in one.improvements:
            yield from _improvement(one, improvement)


def _improvement(standing: Standing, improvement: Improvement) -> Iterator[Line]:
    party = standing.party
    yield from wrapped(f"{party} would gain by moving to {improvement.to}", indent="  ", hanging="    ")
    said: dict[str, list[str]] = {}
    for concept, moves in improvement.answers.items():
        steps = ", then ".join(f"{one.party} to {one.to}" for one in moves or ())
        way = f"answered by {steps}" if moves else "no answer of that kind"
        said.setdefault(way, []).append(concept.value)
    for way, concepts in said.items():
        yield from wrapped(f"{listing(concepts)}: {way}", indent="    ", hanging="      ")
