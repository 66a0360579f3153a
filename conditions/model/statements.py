"""Who said what: statements with their chain of reporting, claims, ambiguities, and what is left out."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from conditions.model.base import Code, DateOrRange, Model, OneOrMore, Several, Words, shorthand


class Statement(Model):
    """Who said something, on whose behalf, when, to whom, and through whom it was reported.

    Attributes:
        speaker: The person or body that said it.
        parties: On whose behalf (`for` in files); of a text that several parties signed, all of them.
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
        withdraws: Conditions and terms that it takes back; of another's position that is only the speaker's claim.
        denies: Conditions and terms of which it says that they were never held; that makes them contested.
    """

    speaker: Words
    parties: OneOrMore[Code] = Field(default=(), alias="for")
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
    withdraws: OneOrMore[Code] = ()
    denies: OneOrMore[Code] = ()
    note: Words | None = None

    def on_behalf_of(self) -> tuple[str, ...]:
        """Whose word it is: the parties for which it was said, else the speaker."""
        return self.parties or (self.speaker,)


def tellers(statements: Mapping[str, Statement], sources: Iterable[str], party: str) -> tuple[str, ...]:
    """Whose account it is that a party holds something: parties, and speakers for none.

    Empty if one of the statements was made for the party itself, or there is none.
    """
    said = [statements[name] for name in sources if name in statements]
    if any(party in one.parties for one in said):
        return ()
    return tuple(dict.fromkeys(teller for one in said for teller in one.on_behalf_of()))


def accounts_in(parties: Iterable[str], statements: Mapping[str, Statement]) -> tuple[str, ...]:
    """Everyone whose account may be asked for: every party, and every speaker for none."""
    speakers = (one.speaker for one in statements.values() if not one.parties)
    return tuple(dict.fromkeys((*parties, *speakers)))


class Claim(Model):
    """What a speaker asserts, hopes, predicts or denies: it stays that speaker's, and decides nothing.

    Attributes:
        says: The claim, paraphrased.
        kind: An assertion, a prediction, a denial, a hope, or an agenda.
        about: The party, condition, event or topic it speaks of.
        ends: Conditions and terms of which it says that they no longer hold.
        begins: Conditions and terms of which it says that they are new.
        when: When that changed, as it says; without a day, when it was said.
        contradicts: Claims that cannot be true together with it.
    """

    source: OneOrMore[Code] = Field(min_length=1)
    says: Words
    kind: Literal["assertion", "prediction", "denial", "hope", "agenda"] = "assertion"
    about: OneOrMore[Words] = ()
    ends: OneOrMore[Code] = ()
    begins: OneOrMore[Code] = ()
    when: DateOrRange | None = None
    contradicts: OneOrMore[Code] = ()
    note: Words | None = None


class Meaning(Model):
    """One of the exclusive ways to understand something, in words; where it is about zones, also what belongs to what.

    Attributes:
        part_of: Zones that in this reading belong to others.
        not_part_of: Zones that in this reading do not belong to others.
    """

    says: Words
    part_of: dict[Code, OneOrMore[Code]] = {}
    not_part_of: dict[Code, OneOrMore[Code]] = {}
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
