"""The value of a fact as a scenario gives it: one, several, a range of numbers, or what different sources say."""

from typing import Annotated, Final

from pydantic import Discriminator, Field, Tag

from conditions.model.base import Code, OneOrMore, Several, Told, Value, Words

MOST_TOLD: Final = 8
"""Most values that sources may give of one fact."""


class NumberRange(Told):
    """A number known only to lie between bounds, both included; an open end is left out."""

    low: Value | None = Field(default=None, alias="from")
    high: Value | None = Field(default=None, alias="to")


def _plainly(value: object) -> str:
    if isinstance(value, dict | NumberRange):
        return "range"
    return "several" if isinstance(value, list | tuple) else "one"


PlainValue = Annotated[
    Annotated[Value, Tag("one")] | Annotated[NumberRange, Tag("range")] | Annotated[Several[Value], Tag("several")],
    Discriminator(_plainly),
]
"""A fact's value: text (`yes`, `neutral`, `85000 persons`, `unknown`, `not applicable`), several of them, a range."""


class ToldValue(Told):
    """A fact's value as some sources give it."""

    value: PlainValue
    source: OneOrMore[Code] = ()
    note: Words | None = None


class ContestedFact(Told):
    """A fact of which sources give different values; every answer is worked out with each."""

    told: Several[ToldValue] = Field(min_length=2, max_length=MOST_TOLD)


def _written_as(value: object) -> str:
    if isinstance(value, ContestedFact) or (isinstance(value, dict) and "told" in value):
        return "contested"
    return _plainly(value)


FactGiven = Annotated[
    Annotated[Value, Tag("one")]
    | Annotated[NumberRange, Tag("range")]
    | Annotated[Several[Value], Tag("several")]
    | Annotated[ContestedFact, Tag("contested")],
    Discriminator(_written_as),
]
"""A fact's value, or what different sources give as such."""
