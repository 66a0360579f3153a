"""What parties need and offer: conditions with readings, and terms of proposals."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from conditions.language.clauses import Clause
from conditions.language.types import mistake
from conditions.model.base import Code, DateOrRange, Model, OneOrMore, Words

Level = Literal["stated", "reported", "inferred", "hypothetical"]
Relation = Literal["supersedes", "restates", "hardens", "softens"]
Modality = Literal["precondition", "red_line", "commitment", "best_endeavours", "preference", "agenda_limit"]

LEVELS: tuple[Level, ...] = ("stated", "reported", "inferred", "hypothetical")
RELATIONS: tuple[Relation, ...] = ("supersedes", "restates", "hardens", "softens")
"""How a newer position replaces an older one."""
DECIDING: frozenset[Modality] = frozenset({"precondition", "red_line"})
"""Only these decide a verdict; the others are shown."""
SINGLE = ""
"""Name of the only reading of a condition that is not ambiguous."""


class Reading(Model):
    """One of the exclusive ways to understand an ambiguous condition."""

    condition: Clause
    label: Words | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()


def _reading(value: object) -> object:
    """A bare text or structured clause stands for a reading with that condition."""
    if isinstance(value, dict) and "kind" not in value:
        return value
    return value if isinstance(value, Reading) else {"condition": value}


ReadingValue = Annotated[Reading, BeforeValidator(_reading, json_schema_input_type="str | Reading")]


class Position(Model):
    """Something that a party holds, from a day until a day, resting on a statement.

    Attributes:
        party: Whose position.
        condition: The condition, where it can be understood in one way only.
        readings: The ways to understand it otherwise; exactly one of the two is given.
        source: The statements it rests on.
        since: First day on which it counts (`from` in files).
        until: Day from which it no longer counts.
        supersedes: Older positions of the party that it replaces; they count until its first day.
        restates: The same, where it says no more and no less than they do.
        hardens: The same, where it asks for more.
        softens: The same, where it asks for less.
        level: How firmly it is on record.
    """

    party: Code
    condition: Clause | None = None
    readings: dict[Code, ReadingValue] | None = Field(default=None, min_length=1)
    source: OneOrMore[Code] = ()
    since: DateOrRange | None = Field(default=None, alias="from")
    until: DateOrRange | None = None
    supersedes: OneOrMore[Code] = ()
    restates: OneOrMore[Code] = ()
    hardens: OneOrMore[Code] = ()
    softens: OneOrMore[Code] = ()
    level: Level = "stated"
    label: Words | None = None
    note: Words | None = None

    def clauses(self) -> dict[str, Clause]:
        """The clause of each reading; the only reading is called ``SINGLE``."""
        if self.readings is not None:
            return {name: reading.condition for name, reading in self.readings.items()}
        return {} if self.condition is None else {SINGLE: self.condition}

    def replaces(self) -> Iterator[tuple[Relation, int, str]]:
        """Every older position that it replaces: how, at which place of that field, and its id."""
        for how in RELATIONS:
            for place, older in enumerate(getattr(self, how)):
                yield how, place, older

    def sources(self) -> tuple[str, ...]:
        """The statements it rests on, those of its readings among them."""
        return (*self.source, *(name for reading in (self.readings or {}).values() for name in reading.source))


class Condition(Position):
    """What a party has said it needs: an act that it gates, or a demand."""

    modality: Modality = "precondition"

    @model_validator(mode="after")
    def _condition_or_readings(self) -> "Condition":
        if (self.condition is None) == (self.readings is None):
            raise mistake("condition-or-readings", "a condition has either `condition` or `readings`", _one_of(self))
        return self

    @property
    def decides(self) -> bool:
        """Whether its modality lets it decide a verdict."""
        return self.modality in DECIDING


def _one_of(position: Position) -> str:
    if position.condition is None:
        return "write `condition: A only after B`, or `readings` with a name for each reading"
    return "make the condition one of the readings, or delete one of the two"


class Waiver(Model):
    """That a party accepts what did not keep its condition, such as an act that came late: it counts as met.

    Attributes:
        condition: The condition that is waived.
        party: Who waives it: the party that holds it, for nobody else can.
        on: When; from that day the waiver counts.
    """

    condition: Code
    party: Code
    on: DateOrRange | None = None
    source: OneOrMore[Code] = ()
    label: Words | None = None
    note: Words | None = None


class Term(Position):
    """A term of a proposal: what it would bring if agreed. It binds nobody until then, and decides no verdict."""

    label: Words
    modality: Modality = "commitment"
