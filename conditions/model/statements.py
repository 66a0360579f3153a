"""Who said what: statements with their chain of reporting, claims, ambiguities, and what is left out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from conditions.model.base import Code, DateOrRange, Model, OneOrMore, Several, Words, shorthand


class Statement(Model):
    """Who said something, on whose behalf, when, to whom, and through whom it was reported.

    Attributes:
        speaker: The person or body that said it.
        party: On whose behalf (`for` in files).
        said: When it was said, as far as known.
        to: To whom.
        via: The chain of reporters, from the speaker outwards.
        reported: When it was reported.
        place: Where it was said.
        quote: The speaker's own words, a fragment.
        says: A paraphrase.
        document: The text or publication it stands in.
        url: Where that can be read.
        archived: Where an archived copy can be read.
        language: Language of the original words.
    """

    speaker: Words
    party: Code | None = Field(default=None, alias="for")
    said: DateOrRange | None = None
    to: Words | None = None
    via: OneOrMore[Words] = ()
    reported: DateOrRange | None = None
    place: Words | None = None
    quote: Words | None = None
    says: Words | None = None
    document: Words | None = None
    url: Words | None = None
    archived: Words | None = None
    language: Words | None = None
    note: Words | None = None


class Claim(Model):
    """What a speaker asserts, hopes, predicts or denies: it stays that speaker's, and decides nothing.

    Attributes:
        says: The claim, paraphrased.
        kind: An assertion, a prediction, a denial, a hope, or an agenda.
        about: The party, condition, event or topic it speaks of.
        contradicts: Claims that cannot be true together with it.
    """

    source: OneOrMore[Code] = Field(min_length=1)
    says: Words
    kind: Literal["assertion", "prediction", "denial", "hope", "agenda"] = "assertion"
    about: OneOrMore[Words] = ()
    contradicts: OneOrMore[Code] = ()
    note: Words | None = None


class Meaning(Model):
    """One of the exclusive ways to understand something, in words."""

    says: Words
    note: Words | None = None
    source: OneOrMore[Code] = ()


class Ambiguity(Model):
    """A question that the sources leave open, with the possible answers.

    Attributes:
        question: The question in words.
        readings: The exclusive answers.
        bears_on: Conditions, terms, obligations, events or zones that it concerns.
    """

    question: Words
    readings: dict[Code, Annotated[Meaning, BeforeValidator(shorthand("says"))]] = Field(min_length=2)
    source: OneOrMore[Code] = ()
    bears_on: OneOrMore[Words] = ()
    note: Words | None = None


class NotEncoded(Model):
    """Part of a source that the dossier does not express, and why."""

    source: Code
    quote: Words | None = None
    says: Words | None = None
    why: Words


Statements = dict[Code, Statement]
Exclusions = Several[NotEncoded]
