"""What is answered of obligations: per incident, obligation and debtor, with the clauses that decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Final, Literal

from conditions.english import day_of
from conditions.model.dossier import Dossier
from conditions.model.incidents import Incident, Stage
from conditions.model.instruments import Obligation
from conditions.model.scenario import Scenario
from conditions.notebooks import table
from conditions.points import Bounds
from conditions.records import dataclass
from conditions.truth import Truth

GroundKind = Literal["debtor", "instrument", "suspended", "discharged", "ended", "trigger", "place"]
"""What a clause of an answer is about."""


class DutyAnswer(Enum):
    """Whether somebody must act."""

    OBLIGED = "obliged"
    NOT_OBLIGED = "not obliged"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, truth: Truth) -> DutyAnswer:
        """The answer that a truth gives."""
        return {Truth.TRUE: cls.OBLIGED, Truth.FALSE: cls.NOT_OBLIGED, Truth.UNKNOWN: cls.UNKNOWN}[truth]


@dataclass(frozen=True)
class Ground:
    """One clause on which an answer rests.

    Attributes:
        kind: What it is about.
        truth: Whether it speaks for the obligation.
        said: It in words, a clause without a period, as far as that needs no explanation.
        sources: Statements on which that rests.
        ambiguities: Open questions of the dossier that it hangs on.
        because: Works out what decided it, for those who want to read it.
    """

    kind: GroundKind
    truth: Truth
    said: str
    sources: tuple[str, ...] = ()
    ambiguities: tuple[str, ...] = ()
    because: Callable[[], str] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def words(self) -> str:
        """It in words, with what decided it."""
        return self.said if self.because is None else f"{self.said} ({self.because()})"

    def to_dict(self) -> dict[str, object]:
        """The clause as plain data."""
        return {
            "kind": self.kind,
            "holds": self.truth.value,
            "words": self.words,
            "sources": list(self.sources),
            "ambiguities": list(self.ambiguities),
        }


@dataclass(frozen=True)
class Phase:
    """A step in the life of an obligation.

    Attributes:
        stage: What it is: a stage, the end of the consultation, or the day by which to perform.
        earliest: First possible day; `None` where open.
        latest: Last possible day; `None` where open.
        note: What else is to be said.
    """

    stage: str
    earliest: date | None = None
    latest: date | None = None
    note: str = ""

    @classmethod
    def on(cls, stage: str, days: Bounds, note: str = "") -> Phase:
        """A step between two days as ordinals."""
        return cls(stage, day_of(days[0]), day_of(days[1]), note)

    @property
    def when(self) -> str:
        """Its day in words, as far as known; empty where nothing is known."""
        if self.earliest is None and self.latest is None:
            return ""
        if self.earliest == self.latest:
            return f"{self.earliest}"
        if self.earliest is None or self.latest is None:
            return f"{self.earliest} or later" if self.earliest else f"{self.latest} or earlier"
        return f"{self.earliest} to {self.latest}"

    def to_dict(self) -> dict[str, object]:
        """The step as plain data."""
        days = {"earliest": self.earliest, "latest": self.latest}
        return {"stage": self.stage, **{name: day and day.isoformat() for name, day in days.items()}, "note": self.note}


@dataclass(frozen=True)
class DutyResult:
    """Whether a debtor must act after an incident.

    Attributes:
        instrument: Id of the instrument.
        obligation: Id of the obligation.
        owed: The obligation.
        debtor: The party that owes, or several that owe together: `all of guarantors`.
        answer: Whether it must act; UNKNOWN also where that depends on how something is understood.
        grounds: Every clause that was looked at.
        by_reading: The answer in each way to understand what is open, where they differ.
        state: How far the obligation has come by the end of what is known.
        steps: Works out `phases`, for those who ask for them.
    """

    instrument: str
    obligation: str
    owed: Obligation
    debtor: str
    answer: DutyAnswer
    grounds: tuple[Ground, ...]
    by_reading: Mapping[str, DutyAnswer]
    state: Stage
    steps: Callable[[], tuple[Phase, ...]] = field(repr=False, compare=False)

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """Its steps with their days."""
        return self.steps()

    @cached_property
    def deciding(self) -> tuple[Ground, ...]:
        """The clauses that give the answer: those that exclude it, else those that leave it open, else all."""
        return tuple(ground for ground in self.grounds if DutyAnswer.of(ground.truth) is self.answer)

    @property
    def ambiguities(self) -> tuple[str, ...]:
        """Open questions of the dossier on which the answer hangs."""
        return tuple(dict.fromkeys(name for ground in self.deciding for name in ground.ambiguities))

    @property
    def sources(self) -> tuple[str, ...]:
        """Statements on which the deciding clauses rest."""
        return tuple(dict.fromkeys(name for ground in self.deciding for name in ground.sources))

    def to_dict(self) -> dict[str, object]:
        """The answer as plain data."""
        return {
            "instrument": self.instrument,
            "obligation": self.obligation,
            "debtor": self.debtor,
            "creditor": self.owed.creditor,
            "duty": self.owed.duty,
            "answer": self.answer.value,
            "state": self.state,
            "by_reading": {name: answer.value for name, answer in self.by_reading.items()},
            "ambiguities": list(self.ambiguities),
            "deciding": [ground.to_dict() for ground in self.deciding],
            "phases": [phase.to_dict() for phase in self.phases],
        }


@dataclass(frozen=True)
class IncidentResult:
    """Who must act after one incident.

    Attributes:
        name: What the incident is called: its id, its place or its number.
        incident: The incident.
        duties: The answer for every obligation and debtor, in the order of the dossier.
    """

    name: str
    incident: Incident
    duties: tuple[DutyResult, ...]

    def by_obligation(self) -> Mapping[tuple[str, str], tuple[DutyResult, ...]]:
        """The answers of each obligation, by instrument and id."""
        found: dict[tuple[str, str], list[DutyResult]] = {}
        for duty in self.duties:
            found.setdefault((duty.instrument, duty.obligation), []).append(duty)
        return {key: tuple(duties) for key, duties in found.items()}

    def to_dict(self) -> dict[str, object]:
        """The incident and its answers as plain data."""
        incident = self.incident
        return {
            "incident": self.name,
            "kind": incident.incident,
            "place": incident.place,
            "day": incident.day.text if incident.day is not None else None,
            "duties": [duty.to_dict() for duty in self.duties],
        }


STAGE_WORDS: Final[Mapping[Stage, str]] = {
    "created": "it stands in a text that is not in force that day, and binds nobody",
    "in force": "the text is in force, and the incident does not trigger it",
    "suspended": "it is suspended that day",
    "triggered": "the duty is owed, and is neither known to be performed nor overdue",
    "fulfilled": "it has been performed, in time where there is a deadline",
    "violated": "it has not been performed by the deadline",
    "discharged": "nothing is owed any more",
    "expired": "it had ended by that day",
    "unknown": "what is known does not decide how far it has come",
}
"""What each stage means, one fixed phrase each."""

_HEADS: Final = ("Incident", "Debtor", "Duty", "Answer", "Because")


@dataclass(frozen=True)
class ObligationsResult:
    """Who must act after each incident of a scenario.

    Attributes:
        dossier: The dossier.
        scenario: The scenario.
        incidents: One result for each incident, in the order of the scenario.
    """

    dossier: Dossier = field(repr=False)
    scenario: Scenario = field(repr=False)
    incidents: tuple[IncidentResult, ...]

    def __getitem__(self, name: str) -> IncidentResult:
        """The result of the incident of that name.

        Raises:
            KeyError: There is none.
        """
        for result in self.incidents:
            if result.name == name:
                return result
        raise KeyError(name)

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each incident, obligation and debtor."""
        return [
            {
                "scenario": self.scenario.title,
                "incident": result.name,
                "instrument": duty.instrument,
                "obligation": duty.obligation,
                "debtor": duty.debtor,
                "answer": duty.answer.value,
                "state": duty.state,
                "because": "; ".join(ground.words for ground in duty.deciding),
            }
            for result in self.incidents
            for duty in result.duties
        ]

    def to_dict(self) -> dict[str, object]:
        """The whole result as plain data."""
        return {
            "dossier": self.dossier.id,
            "scenario": self.scenario.title,
            "world": str(self.scenario.world),
            "incidents": [result.to_dict() for result in self.incidents],
        }

    def _repr_html_(self) -> str:
        """A small table for notebooks."""
        rows = [
            (result.name, duty.debtor, duty.owed.duty, duty.answer.value, "; ".join(one.words for one in duty.deciding))
            for result in self.incidents
            for duty in result.duties
        ]
        return table(self.scenario.title, _HEADS, rows)


__all__ = [
    "STAGE_WORDS",
    "DutyAnswer",
    "DutyResult",
    "Ground",
    "GroundKind",
    "IncidentResult",
    "ObligationsResult",
    "Phase",
]
