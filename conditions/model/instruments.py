"""Treaties, guarantees and other instruments, and the obligations that they create."""

from __future__ import annotations

from pydantic import Field

from conditions.language.clauses import Clause
from conditions.language.types import PeriodValue
from conditions.model.base import Code, Model, OneOrMore, Words


class Scope(Model):
    """Where an obligation holds: within zones, except in others."""

    within: OneOrMore[Code] = ()
    outside: OneOrMore[Code] = Field(default=(), alias="except")


class Obligation(Model):
    """Who owes what to whom, when triggered, where, until when.

    Attributes:
        debtors: A party, a group, or `each of`, `all of`, `any of` a group.
        creditor: To whom it is owed (`to` in files).
        trigger: The kind of incident that triggers it.
        consultation: A window for consultation before the duty is due.
        deadline: The time to perform after the trigger.
        until: When the obligation ends.
    """

    debtors: OneOrMore[Words] = Field(min_length=1)
    creditor: Code = Field(alias="to")
    duty: Words
    trigger: Words | None = None
    scope: Scope | None = None
    consultation: PeriodValue | None = None
    deadline: PeriodValue | None = None
    until: Words | None = None
    source: OneOrMore[Code] = ()
    label: Words | None = None
    note: Words | None = None


class Instrument(Model):
    """A treaty, guarantee or other text, in force by its own rule, with the obligations it creates."""

    label: Words | None = None
    in_force: Clause | None = None
    obligations: dict[Code, Obligation] = {}
    source: OneOrMore[Code] = ()
    note: Words | None = None
