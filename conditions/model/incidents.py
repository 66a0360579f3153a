"""Incidents to which obligations may answer, what was done after them, and what is expected of whom."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, Literal, get_args

from pydantic import Field, model_validator

from conditions.errors import did_you_mean
from conditions.language.types import mistake
from conditions.model.base import Code, DateOrRange, OneOrMore, Told, Words
from conditions.model.zones import Latitude, Longitude

Duty = Literal["obliged", "not obliged", "unknown"]
"""Whether somebody must act."""
Stage = Literal[
    "created", "in force", "suspended", "triggered", "fulfilled", "violated", "discharged", "expired", "unknown"
]
"""How far an obligation has come."""
DUTIES: Final[tuple[str, ...]] = get_args(Duty)
STAGES: Final[tuple[str, ...]] = get_args(Stage)


class Performed(Told):
    """That an obligation was performed after an incident.

    Attributes:
        obligation: Its id, with the instrument's before it (`guarantees.close-sky`) where two share it.
        by: Who did it; need not be said of an obligation of one party.
        on: When.
    """

    obligation: Words
    by: OneOrMore[Code] = ()
    on: DateOrRange | None = None


class Incident(Told):
    """Something to which obligations may answer: its kind, place and day.

    Attributes:
        id: Its name in expectations and answers; without one its place, if no other incident has that, else its number.
        incident: Of which kind it is, in the words of a trigger.
        place: The zone in which it happened; left out, or `unknown`, where that is not known.
        day: When, as far as known.
        latitude: Degrees north.
        longitude: Degrees east.
        performed: What was done after it.
    """

    id: Code | None = None
    incident: Words
    place: Code | None = None
    day: DateOrRange | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    performed: OneOrMore[Performed] = ()
    note: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _unknown_place(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("place") == "unknown":
            return {key: item for key, item in value.items() if key != "place"}
        return value


def incident_names(incidents: Iterable[Incident]) -> tuple[str, ...]:
    """What each incident is called: by its id, else by its place, else by its number."""
    listed = tuple(incidents)
    places = Counter(incident.id or incident.place for incident in listed)
    return tuple(
        incident.id or (incident.place if incident.place and places[incident.place] == 1 else str(number))
        for number, incident in enumerate(listed, 1)
    )


class ExpectedDuty(Told):
    """What is expected of an obligation after an incident, of all debtors alike or of some.

    Attributes:
        answer: Whether they must act.
        state: How far the obligation comes.
        readings: The answer in each way to understand an ambiguity.
        debtors: The same of single debtors.
    """

    answer: str | None = None
    state: str | None = None
    readings: dict[str, str] = Field(default={})
    debtors: "dict[str, ExpectedDuty]" = Field(default={})

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        if isinstance(value, str):
            return {"answer" if value in DUTIES or value not in STAGES else "state": str(value)}
        if isinstance(value, dict) and value and not set(value) & set(cls.model_fields):
            return {"readings": value}
        return value

    @model_validator(mode="after")
    def _known_words(self) -> "ExpectedDuty":
        _check(self.answer, DUTIES, ("answer",))
        _check(self.state, STAGES, ("state",))
        for reading, answer in self.readings.items():
            _check(answer, DUTIES, ("readings", reading))
        return self


def _check(said: str | None, known: tuple[str, ...], at: tuple[str, ...]) -> None:
    if said is not None and said not in known:
        possible = dict.fromkeys((*known, *STAGES)) if at == ("answer",) else known
        hint = did_you_mean(said, possible) or f"write {', '.join(f'`{word}`' for word in known)}"
        raise mistake("unknown-expectation", f"`{said}` is no answer", hint, at)


class ExpectedDuties(Told):
    """What is expected after an incident: of every obligation alike, or of some.

    Attributes:
        every: Of every obligation and debtor.
        obligations: Of single obligations, by their ids.
    """

    every: ExpectedDuty | None = None
    obligations: dict[str, ExpectedDuty] = Field(default={})

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        if isinstance(value, str) or (
            isinstance(value, dict) and value and set(value) <= set(ExpectedDuty.model_fields)
        ):
            return {"every": value}
        if isinstance(value, dict) and not set(value) & set(cls.model_fields):
            return {"obligations": value}
        return value


__all__ = ["ExpectedDuties", "ExpectedDuty", "Incident", "Performed", "incident_names"]
