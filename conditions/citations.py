"""Who said what, on whose behalf, when, to whom, and through whom it was reported."""

from __future__ import annotations

from conditions.english import listing, partial_words
from conditions.model.dossier import Dossier
from conditions.records import dataclass


@dataclass(frozen=True)
class Cited:
    """A statement on which a condition rests; what it says stays its speaker's.

    Attributes:
        statement: The statement's id.
        speaker: The person or body that said it.
        on_behalf_of: Names of the parties for which it was said, or nothing.
        said: When, in words: `on 2022-04-26`; nothing where no day is given.
        to: To whom, or nothing.
        via: The chain of reporters, from the speaker outwards.
        reported: When it was reported, in words, where that is not the day it was said.
        place: Where it was said, or nothing.
        quote: The speaker's own words, or nothing.
        paraphrase: What it says, in the dossier's words, or nothing.
        document: The text it stands in, or nothing.
        url: Where that can be read, or nothing.
        archived: Where an archived copy can be read, or nothing.
        language: Language of the original words, or nothing.
        note: What the dossier notes on it, or nothing.
        direct: Whether the reading itself rests on it, and not the condition as a whole.
    """

    statement: str
    speaker: str
    on_behalf_of: str
    said: str
    to: str
    via: tuple[str, ...]
    reported: str
    place: str
    quote: str
    paraphrase: str
    document: str
    url: str
    archived: str
    language: str
    note: str
    direct: bool = True

    @property
    def attribution(self) -> str:
        """Who, for whom, when, where, to whom, through whom: one line."""
        parts = [
            self.speaker,
            f"for {self.on_behalf_of}" if self.on_behalf_of else "",
            self.said or "on a day that is not given",
            f"in {self.place}" if self.place else "",
            f"to {self.to}" if self.to else "",
            f"via {listing(list(self.via))}" if self.via else "",
            f"reported {self.reported}" if self.reported else "",
            f"in {self.document}" if self.document else "",
        ]
        return ", ".join(part for part in parts if part)

    @property
    def words(self) -> str:
        """The quote, or the paraphrase marked as one."""
        return f"“{self.quote}”" if self.quote else f"in paraphrase: {self.paraphrase}" if self.paraphrase else ""


def cited(dossier: Dossier, name: str, *, direct: bool = True) -> Cited:
    """A statement of the dossier as it is cited."""
    statement = dossier.statements[name]
    parties = [dossier.parties[code].name if code in dossier.parties else code for code in statement.parties]
    said = partial_words(statement.said) if statement.said else ""
    reported = partial_words(statement.reported) if statement.reported else ""
    return Cited(
        statement=name,
        speaker=statement.speaker,
        on_behalf_of=listing(parties),
        said=said,
        to=statement.to or "",
        via=statement.via,
        reported=reported if reported != said else "",
        place=statement.place or "",
        quote=statement.quote or "",
        paraphrase=statement.says or "",
        document=statement.document or "",
        url=statement.url or "",
        archived=statement.archived or "",
        language=statement.language or "",
        note=statement.note or "",
        direct=direct,
    )
