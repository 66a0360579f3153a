"""One incident of a scenario as a point in time, on whose day formulas are judged."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from conditions.formula import Event, Formula
from conditions.knowledge import Knowledge
from conditions.language.base import Scope
from conditions.model.dossier import Dossier
from conditions.model.incidents import Incident
from conditions.obligations.territory import Spot, Territory
from conditions.records import dataclass
from conditions.semantics import Judgement, judge
from conditions.timeline import Entry
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from conditions.explain.tree import ExplainedNode
    from conditions.obligations.results import Ground

_OPEN: Final = (-math.inf, math.inf)


@dataclass(frozen=True)
class Question:
    """Who must act after this incident?

    Attributes:
        dossier: The dossier.
        vocabulary: Its vocabulary, with the members that the scenario names.
        known: What the scenario knows, the incident and what was done after it included.
        incident: The incident.
        name: What it is called.
        at: The incident as an event of the timeline.
        territories: The territories that were worked out so far, by the readings chosen in them.
        in_force: The clauses on instruments that were worked out so far, by their ids.
    """

    dossier: Dossier
    vocabulary: Vocabulary
    known: Knowledge
    incident: Incident
    name: str
    at: Event
    territories: dict[tuple[tuple[str, str], ...], Territory] = field(default_factory=dict, compare=False, repr=False)
    in_force: dict[str, Ground] = field(default_factory=dict, compare=False, repr=False)

    @property
    def scope(self) -> Scope:
        """Where clauses are lowered that are judged on the day of the incident."""
        return Scope(self.vocabulary).judged_at(self.at)

    @cached_property
    def spot(self) -> Spot:
        """Where it happened."""
        incident = self.incident
        latitude = incident.latitude.value if incident.latitude is not None else None
        longitude = incident.longitude.value if incident.longitude is not None else None
        return Spot(incident.place, latitude, longitude)

    def judge(self, formula: Formula) -> Judgement:
        """The truth of a formula."""
        return judge(formula, self.known)

    def reasons(self, judgement: Judgement) -> list[str]:
        """What decided a judgement, in words."""
        told = (f"{leaf.words}: {leaf.because}" if leaf.because else leaf.words for leaf in self._leaves(judgement))
        return list(dict.fromkeys(told))

    def becauses(self, judgement: Judgement) -> list[str]:
        """The same without what was judged."""
        return list(dict.fromkeys(leaf.because or leaf.words for leaf in self._leaves(judgement)))

    def _leaves(self, judgement: Judgement) -> Iterator[ExplainedNode]:
        from conditions.explain.evidence import Telling  # only for those who read the reasons
        from conditions.wording import Wording

        return _deciding(Telling(Wording(self.vocabulary, self.at), self.known).tree(judgement))

    def label(self, name: str) -> str:
        """What a zone, a party, a group or an instrument is called."""
        zone = self.dossier.zones.get(name)
        instrument = self.dossier.instruments.get(name)
        label = zone.label if zone is not None else instrument.label if instrument is not None else None
        return label or self.vocabulary.label(name)


def asked(
    dossier: Dossier,
    vocabulary: Vocabulary,
    known: Knowledge,
    incident: Incident,
    name: str,
    territories: dict[tuple[tuple[str, str], ...], Territory] | None = None,
) -> Question:
    """The question that an incident puts; those of one scenario share the territories that they work out."""
    at = Event(f"incident {name}")
    days = incident.day.bounds if incident.day is not None else _OPEN
    entries = [Entry(at.name, Truth.TRUE, *days)]
    for number, performed in enumerate(incident.performed):
        days = performed.on.bounds if performed.on is not None else _OPEN
        entries.append(Entry(performance(name, number).name, Truth.TRUE, *days))
    timeline = known.timeline
    for entry in entries:
        timeline = timeline.with_entry(entry)
    found = {} if territories is None else territories
    return Question(dossier, vocabulary, replace(known, timeline=timeline), incident, name, at, found)


def performance(incident: str, number: int) -> Event:
    """What was done after an incident, as an event of the timeline."""
    return Event(f"incident {incident} performed {number}")


def _deciding(node: ExplainedNode) -> Iterator[ExplainedNode]:
    """The parts without parts that give the truth of a tree."""
    if not node.parts:
        yield node
        return
    alike = [part for part in node.parts if part.truth is node.truth] or node.parts
    for part in alike:
        yield from _deciding(part)


__all__ = ["Question", "asked", "performance"]
