"""The vocabulary of a negotiation as models: parties, groups, events, ladders, facts, zones."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from conditions.language.types import Flag, mistake
from conditions.model.base import Code, Model, OneOrMore, Several, Word, Words
from conditions.vocabulary import FactType, LadderType

AGREEMENT: Final = (
    "raised",
    "proposed",
    "agreed_in_principle",
    "agreed_in_text",
    "signed",
    "ratified",
    "in_force",
    "implemented",
)
"""The rungs of the standard ladder `agreement`, none of which is reached at the outset."""

MOST_MEMBERS: Final = 1_000
"""Most members of a group."""
_GROUP: Final = "list them, as in `members: [US, GB]`, or say in words who is meant with `unnamed: …`"


def repeated(items: tuple[str, ...]) -> int | None:
    """The place of the first item that has stood before, or `None` where all are different."""
    first = {item: place for place, item in reversed([*enumerate(items)])}
    return next((place for place, item in enumerate(items) if first[item] != place), None)


class Party(Model):
    """Who holds positions: a state, an organisation, an armed group, a coalition."""

    name: Words
    note: Words | None = None


class Group(Model):
    """A named list of parties or states; its members may be unknown.

    Exactly one of `members` and `unnamed` is given; `unnamed` says in words who is meant.
    """

    members: Several[Code] | None = Field(default=None, max_length=MOST_MEMBERS)
    unnamed: Words | None = None
    label: Words | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="after")
    def _members_or_words(self) -> Group:
        if (self.members is None) == (self.unnamed is None):
            hint = _GROUP if self.members is None else "delete one of the two"
            raise mistake("group-members", "a group has either `members` or `unnamed`", hint)
        if self.members is not None and not self.members:
            raise mistake("empty-group", "a group needs at least one member", _GROUP, ("members",))
        place = repeated(self.members or ())
        if place is not None:
            message = f"`{(self.members or ())[place]}` is a member twice"
            raise mistake("repeated-member", message, "name each member once", ("members", place))
        return self


class Event(Model):
    """Something that happens at most once, on a day; with `each`, once for each member of a group."""

    label: Words | None = None
    by: Code | None = None
    each: Word | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()


class Ladder(Model):
    """An issue that climbs ordered rungs.

    The issue stands on the first rung from the outset; with `start: none` even
    the first rung must be reached. `ladder.rung` is the event of reaching a rung.
    """

    rungs: Several[Word] = Field(min_length=2, max_length=64)
    start: Literal["first", "none"] = "first"
    label: Words | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        if value == "agreement":
            return {"rungs": AGREEMENT, "start": "none"}
        return {"rungs": value} if isinstance(value, list | tuple) else value

    @model_validator(mode="after")
    def _distinct(self) -> Ladder:
        place = repeated(self.rungs)
        if place is not None:
            message = f"the rung `{self.rungs[place]}` stands twice"
            raise mistake("repeated-rung", message, "name each rung once, lowest first", ("rungs", place))
        return self

    def type(self) -> LadderType:
        """The ladder as the language sees it."""
        return LadderType(self.rungs, self.rungs[0] if self.start == "first" else None)


class Fact(Model):
    """A value of a deal or a situation: yes or no, one of listed words, or an exact number with a unit."""

    label: Words | None = None
    values: Several[Word] | None = Field(default=None, min_length=2, max_length=200)
    number: Flag = False
    unit: Word | None = None
    each: Word | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="after")
    def _one_type(self) -> Fact:
        if self.values is not None and (self.number or self.unit):
            raise mistake("fact-type", "a fact either has listed `values` or is a number", "delete one of the two")
        place = repeated(self.values or ())
        if place is not None:
            message = f"the value `{(self.values or ())[place]}` stands twice"
            raise mistake("repeated-value", message, "name each value once", ("values", place))
        return self

    def type(self) -> FactType:
        """The fact's type as the language sees it."""
        if self.values is not None:
            return FactType("one_of", self.values)
        return FactType("number", unit=self.unit) if self.number or self.unit else FactType()


class Zone(Model):
    """A named area. We ship no borders: what belongs to what is said by `part_of`, what only lies near by `near`."""

    label: Words | None = None
    part_of: OneOrMore[Code] = ()
    near: OneOrMore[Code] = ()
    note: Words | None = None
    source: OneOrMore[Code] = ()


def _empty(value: object) -> object:
    return {} if value is None else value


OptionalZone = Annotated[Zone, BeforeValidator(_empty)]
"""A zone, of which nothing need be said."""
