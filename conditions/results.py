"""What a check gives: the results of all parties in a whole scenario, as objects and as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from functools import cached_property

from conditions.caveats import Excess, excesses, left_out_words, not_encoded, sources_of
from conditions.knowledge import Knowledge
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario
from conditions.model.statements import NotEncoded
from conditions.notebooks import table
from conditions.party_results import (
    MOST_COMBINATIONS,
    ConditionResult,
    PartyResult,
    RollUp,
    Share,
    reading_names,
)
from conditions.records import dataclass
from conditions.standing import Evidence
from conditions.vocabulary import Vocabulary


@dataclass(frozen=True)
class CheckResult:
    """A scenario checked against a dossier.

    Attributes:
        dossier: The dossier.
        scenario: The scenario.
        as_of: The day whose positions counted; `None` for all that the record does not end.
        evidence: What counted as told: by when, by whom, and how firm.
        parties: The result of every party, in the order of the dossier.
        viewpoints: The same with the facts and readings of each viewpoint of the scenario.
        exact: The same answered over all completions of what is known; `None` where that was not asked for. What
            Kleene logic has decided is decided alike.
    """

    dossier: Dossier
    scenario: Scenario
    as_of: date | None
    evidence: Evidence
    parties: Mapping[str, PartyResult]
    known: Knowledge = field(repr=False, compare=False)
    vocabulary: Vocabulary = field(repr=False, compare=False)
    viewpoints: Mapping[str, CheckResult] = field(default_factory=dict)
    exact: CheckResult | None = None

    @property
    def level(self) -> Level:
        """The least firm level that took part."""
        return self.evidence.level

    @property
    def accounts(self) -> tuple[str, ...]:
        """Whose word on the positions of others was taken."""
        return self.evidence.accounts

    @property
    def known_at(self) -> date | None:
        """The day by whose end something must have been reported; `None` for everything."""
        return self.evidence.known_at

    def _repr_html_(self) -> str:
        """A small table for notebooks: one row for each party and reading."""
        rows = [
            (self.dossier.parties[code].name, names, roll_up.answer.value, roll_up.status.value)
            for code, party in self.parties.items()
            for names, roll_up in party.by_reading.items()
        ]
        rows += [
            (self.dossier.parties[code].name, "", party.answer.value, "")
            for code, party in self.parties.items()
            if not party.by_reading
        ]
        return table(self.scenario.title, ("Party", "Reading", "Answer", "Status"), rows)

    @cached_property
    def conditions(self) -> Mapping[str, ConditionResult]:
        """Every condition by its id."""
        return {result.id: result for party in self.parties.values() for result in party.conditions}

    @cached_property
    def excesses(self) -> tuple[Excess, ...]:
        """Numbers that are more than the whole of which they are parts; they are kept as they are given."""
        return tuple(excesses(self.vocabulary, self.known.facts))

    def not_encoded(self, condition: str, reading: str | None = None) -> tuple[NotEncoded, ...]:
        """The parts of what a condition, or one reading of it, rests on that the dossier does not express."""
        return not_encoded(self.dossier, sources_of(self.conditions[condition].condition, reading))

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each condition and reading."""
        return [
            {
                "scenario": self.scenario.title,
                "as_of": self.as_of.isoformat() if self.as_of else None,
                "party": party.party,
                "condition": result.id,
                "reading": reading or None,
                "in_force": result.in_force.value,
                "counts": result.counts,
                "waived": result.waived.value,
                "waivers": [one.id for one in result.waivers],
                "told_by": list(result.standing.told_by),
                "denied_by": list(result.standing.denied_by),
                "status": verdict.status.value,
                "answer": verdict.answer.value,
                "compliance": verdict.compliance.value,
                "final": verdict.final,
                "vacuous": verdict.vacuous,
                "blocked": verdict.blocked,
                "reasons": [f"{reason.why.value}: {reason.what}" for reason in verdict.reasons],
                "versions": {label: one.answer.value for label, one in verdict.versions.items()},
                "not_encoded": [left_out_words(one) for one in self.not_encoded(result.id, reading)],
            }
            for party in self.parties.values()
            for result in party.conditions
            for reading, verdict in result.verdicts.items()
        ]

    def to_dict(self) -> dict[str, object]:
        """The whole result as plain data."""
        return {
            "dossier": self.dossier.id,
            "scenario": self.scenario.title,
            "world": str(self.scenario.world),
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "known_at": self.known_at.isoformat() if self.known_at else None,
            "accounts": list(self.accounts),
            "level": self.level,
            "notes": [excess.words(self.vocabulary) for excess in self.excesses],
            "parties": {code: party.to_dict() for code, party in self.parties.items()},
            "conditions": self.to_records(),
            "viewpoints": {
                name: {"parties": {code: party.to_dict() for code, party in seen.parties.items()}}
                | {"conditions": seen.to_records()}
                for name, seen in self.viewpoints.items()
            },
            **({} if self.exact is None else {"exact": self.exact.to_dict()}),
        }


__all__ = ["MOST_COMBINATIONS", "CheckResult", "ConditionResult", "PartyResult", "RollUp", "Share", "reading_names"]
