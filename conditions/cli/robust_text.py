"""What the answers of parties rest on, as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from conditions.cli.paint import Line, Style, wrapped
from conditions.model.dossier import Dossier
from conditions.questions import Rested, Robustness
from conditions.questions.told import (
    decision_words,
    effect_words,
    head_words,
    held_words,
    settled_words,
    tried_words,
)
from conditions.verdicts import Answer

_STYLES: Final[dict[Answer, Style]] = {Answer.MET: "met", Answer.NOT_MET: "not met", Answer.NONE: "quiet"}


def robust_lines(found: Robustness, most: int) -> Iterator[Line]:
    """What each answer rests on."""
    yield ()
    yield from wrapped("what the answers rest on", style="strong")
    for rested in found.parties.values():
        yield ()
        yield from _party(found.dossier, rested, most)


def _party(dossier: Dossier, rested: Rested, most: int) -> Iterator[Line]:
    yield from wrapped(head_words(dossier, rested), style=_STYLES.get(rested.answer, "open"))
    for told in held_words(dossier, rested):
        yield from wrapped(told, indent="  ", hanging="    ")
    if rested.fixed_by is not None:
        yield from wrapped("enough for it, of all that is known:", indent="  ")
        for ground in rested.fixed_by or ():
            yield from wrapped(ground.words(dossier), indent="  - ", hanging="    ")
        if not rested.fixed_by:
            yield from wrapped("nothing: it would be so whatever happened", indent="  - ", hanging="    ")
    if settled_words(rested):
        yield from wrapped(settled_words(rested), indent="  ", hanging="    ")
    if rested.decisions:
        yield from wrapped(f"{effect_words(rested)}:", indent="  ")
    for decision in rested.decisions[:most]:
        yield from wrapped(decision_words(dossier, decision), indent="  - ", hanging="    ")
    if len(rested.decisions) > most:
        yield from wrapped(f"and {len(rested.decisions) - most} more sets", indent="  ", style="quiet")
    if rested.is_open or rested.decisions or not rested.complete:
        style: Style = "quiet" if rested.complete and not rested.untried else "open"
        yield from wrapped(tried_words(rested), indent="  ", hanging="    ", style=style)


__all__ = ["robust_lines"]
