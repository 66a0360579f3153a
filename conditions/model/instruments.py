"""Treaties, guarantees and other instruments, and the obligations that they create."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field, model_validator

from conditions.language.clauses import Clause
from conditions.language.types import Moment, Name, PeriodValue, mistake
from conditions.model.base import Code, Model, OneOrMore, Words, shorthand
from conditions.model.states import Suspension, ends_early
from conditions.vocabulary import StateType

Together = Literal["each", "all", "any", ""]
"""How several owe: each for itself, all jointly, any one of them; empty for a single party."""


class ScopeZone(Model):
    """A zone in a scope, perhaps from a moment, that day included, to a moment, that day excluded."""

    zone: Code
    since: Moment | None = Field(default=None, alias="from")
    until: Moment | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "ScopeZone":
        if self.since is not None and ends_early(self.since, self.until):
            message = f"the zone counts from `{self.since}` until `{self.until}`, so it never does"
            raise mistake("state-ends-early", message, "`until` is the first day on which it does not", ("until",))
        return self


ZoneInScope = Annotated[ScopeZone, BeforeValidator(shorthand("zone"))]


class Scope(Model):
    """Where an obligation holds: within zones, except in others.

    Attributes:
        within: Zones in one of which an incident must lie; none stands for everywhere.
        outside: Zones in none of which it may lie (`except` in files).
    """

    within: OneOrMore[ZoneInScope] = ()
    outside: OneOrMore[ZoneInScope] = Field(default=(), alias="except")

    def zones(self) -> Iterator[tuple[str, int, int, ScopeZone]]:
        """Every zone with its field, its place there, and how many stand there."""
        for field, zones in (("within", self.within), ("except", self.outside)):
            yield from ((field, place, len(zones), zone) for place, zone in enumerate(zones))


class Debtor(NamedTuple):
    """Who owes: a party or a group, and how its members owe together."""

    together: Together
    name: str


class Obligation(Model):
    """Who owes what to whom, when triggered, where, until when.

    Attributes:
        debtors: A party, a group, or `each of`, `all of`, `any of` a group; a bare group owes jointly.
        creditor: To whom it is owed (`to` in files).
        trigger: The kinds of incident that trigger it; without one it is owed in any case.
        scope: Where an incident must lie.
        consultation: A window for consultation, counted from the incident.
        deadline: The time to perform, counted from the incident.
        performance: The event that performs it, for `each` or `any of` a group perhaps one for each member.
        suspended: Times in which incidents trigger nothing.
        until: The moment from which incidents trigger nothing any more.
        discharged: The moment from which nothing is owed any more, not even what was triggered before.
    """

    debtors: OneOrMore[Words] = Field(min_length=1)
    creditor: Code = Field(alias="to")
    duty: Words
    trigger: OneOrMore[Words] = ()
    scope: Scope | None = None
    consultation: PeriodValue | None = None
    deadline: PeriodValue | None = None
    performance: Name | None = None
    suspended: OneOrMore[Suspension] = ()
    until: Moment | None = None
    discharged: Moment | None = None
    source: OneOrMore[Code] = ()
    label: Words | None = None
    note: Words | None = None

    def owing(self) -> tuple[Debtor, ...]:
        """Who owes, taken apart."""
        return tuple(map(_debtor, self.debtors))


def _debtor(said: str) -> Debtor:
    """`each of guarantors` taken apart."""
    head, _, name = said.partition(" of ")
    for together in ("each", "all", "any"):
        if head == together and name:
            return Debtor(together, name.strip())
    return Debtor("", said)


class Instrument(Model):
    """A treaty, guarantee or other text, in force by its own rule, with the obligations it creates."""

    label: Words | None = None
    in_force: Clause | None = None
    obligations: dict[Code, Obligation] = {}
    source: OneOrMore[Code] = ()
    note: Words | None = None

    def type(self) -> StateType:
        """When it is in force, as the language sees it."""
        return StateType(self.label, rule=self.in_force)
