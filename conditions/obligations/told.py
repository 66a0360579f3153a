"""Answers put together for people: those that are alike for the same reasons, incidents and steps in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from conditions.english import partial_words
from conditions.model.dossier import Dossier
from conditions.model.incidents import Incident
from conditions.obligations.results import DutyResult, Phase


class Alike(NamedTuple):
    """Answers that are the same for the same reasons, in one group.

    Attributes:
        first: One of them.
        owing: Who owes what: the debtors, and the ids of the obligations.
    """

    first: DutyResult
    owing: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def grouped(duties: Sequence[DutyResult]) -> list[Alike]:
    """The answers of one incident, those that are alike together."""
    groups: dict[object, list[DutyResult]] = {}
    for duty in duties:
        words = tuple(ground.words for ground in duty.deciding)
        key = (duty.answer, duty.state, words, tuple(duty.by_reading.items()), duty.phases)
        groups.setdefault(key, []).append(duty)
    return [Alike(alike[0], _owing(alike)) for alike in groups.values()]


def _owing(alike: Sequence[DutyResult]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The debtors of each obligation; obligations with the same debtors together."""
    debtors: dict[str, list[str]] = {}
    for duty in alike:
        debtors.setdefault(duty.obligation, []).append(duty.debtor)
    together: dict[tuple[str, ...], list[str]] = {}
    for obligation, names in debtors.items():
        together.setdefault(tuple(names), []).append(obligation)
    return tuple((names, tuple(obligations)) for names, obligations in together.items())


def incident_words(dossier: Dossier, name: str, incident: Incident) -> str:
    """An incident with its kind, place and day."""
    zone = dossier.zones.get(incident.place or "")
    place = f"at {zone.label or incident.place}" if zone is not None else "at a place that is not known"
    if zone is None and incident.latitude is not None:
        degrees = [str(one) for one in (incident.latitude, incident.longitude) if one is not None]
        place = f"at {', '.join(degrees)}"
    day = partial_words(incident.day) if incident.day is not None else "on a day that is not known"
    return f"{name}: {incident.incident} {place} {day}"


def phase_words(phases: Sequence[Phase]) -> list[str]:
    """The steps of an obligation that have a day or a remark."""
    shown = (phase for phase in phases if phase.when or phase.note)
    notes = ((phase, f"({phase.note})" if phase.note else "") for phase in shown)
    return [" ".join(part for part in (phase.stage, phase.when, note) if part) for phase, note in notes]


__all__ = ["Alike", "grouped", "incident_words", "phase_words"]
