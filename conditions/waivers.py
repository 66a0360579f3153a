"""Which conditions count as met though they were not: their party has accepted that, on some day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from conditions.model.dossier import Dossier
from conditions.model.positions import Waiver
from conditions.model.scenario import Scenario
from conditions.model.statements import tellers
from conditions.standing import Record, reached
from conditions.truth import Truth, conjunction, disjunction


class Waived(NamedTuple):
    """A waiver of a condition, and whether it counts.

    Attributes:
        id: Its id.
        waiver: The waiver.
        counts: Whether it had been given by the day asked for, and had been reported.
        told_by: Whose account it is; empty where the party itself is on record.
    """

    id: str
    waiver: Waiver
    counts: Truth
    told_by: tuple[str, ...] = ()


def waivers_of(
    dossier: Dossier, scenario: Scenario, record: Record, day: date | None
) -> Mapping[str, tuple[Waived, ...]]:
    """The waivers of every condition that has some: those of the dossier, and those of the scenario.

    Args:
        dossier: The dossier.
        scenario: The scenario; its own waivers are part of its course of events, so they need no source.
        record: The positions on the evidence asked for.
        day: The day whose positions count; `None` for all that is on record.
    """
    found: dict[str, tuple[Waived, ...]] = {}
    for name, waiver in {**dossier.waivers, **scenario.waivers}.items():
        told_by = tellers(dossier.statements, waiver.source, waiver.party)
        given = Truth.TRUE if day is None or waiver.on is None else reached(waiver.on, day)
        supposed = name in scenario.waivers and not waiver.source
        known = Truth.TRUE if supposed else record.known(waiver.source, waiver.party)
        counts = conjunction((given, known)) if record.admits(told_by) else Truth.FALSE
        found[waiver.condition] = (*found.get(waiver.condition, ()), Waived(name, waiver, counts, told_by))
    return found


def waived(waivers: tuple[Waived, ...]) -> Truth:
    """Whether one of them counts."""
    return disjunction(one.counts for one in waivers)
