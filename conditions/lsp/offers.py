"""What is offered at a place of a file that is being written, and from where it replaces what is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from conditions.files.unfinished import Place
from conditions.lsp.cards import Card, card_of
from conditions.lsp.layout import FileKind
from conditions.lsp.names import Names, Symbol
from conditions.model.dossier import Dossier

ItemKind: TypeAlias = Literal["name", "keyword", "field", "word"]

_WORD: Final = re.compile(r"[^\s,\[\]{}:#\"'()]*\Z")


class Item(NamedTuple):
    """Something that can stand at a place.

    Attributes:
        label: What is written.
        kind: A name of the dossier, a word of the language, a field, or a word that a field can have.
        detail: It in a few words.
        card: What is said of it.
        start: Offset from which it replaces what is there.
        rank: Smaller comes first.
        after: What is written behind it.
        quote: A quotation mark around it, where it needs one.
    """

    label: str
    kind: ItemKind
    detail: str
    card: Card
    start: int
    rank: int = 0
    after: str = ""
    quote: str = ""

    @property
    def text(self) -> str:
        """What is written."""
        return f"{self.quote}{self.label}{self.quote}{self.after}"


class Here(NamedTuple):
    """Where something is to be completed.

    Attributes:
        kind: The kind of file.
        place: The place in what is being written.
        names: Everything that is defined.
        dossier: The dossier as it was last understood.
        offset: The offset of the place.
    """

    kind: FileKind
    place: Place
    names: Names
    dossier: Dossier | None
    offset: int

    def start(self, word: str) -> int:
        """Where the word that is being written begins."""
        return self.offset - len(word)

    def item(self, symbol: Symbol, label: str, word: str, rank: int = 0) -> Item:
        """A name with what is said of it."""
        card = card_of(symbol, self.dossier)
        quote = "'" if "[" in label and self.place.needs_quotes and self.place.said.strip() == word else ""
        return Item(label, "name", card.words or symbol.kind, card, self.start(word), rank, quote=quote)


def last_word(said: str) -> str:
    """The word in which a text ends; empty after a space."""
    found = _WORD.search(said)
    return found[0] if found else ""


def families_of(dossier: Dossier | None) -> Mapping[str, tuple[str, ...]]:
    """The names for single members, by what each of them does."""
    if dossier is None:
        return {}
    known = dossier.vocabulary
    return {
        name: tuple(f"{name}[{member}]" for member in known.groups.get(group) or ())
        for name, group in known.families.items()
    }


def rungs_above_start(here: Here, ladder: str) -> tuple[str, ...]:
    """The rungs that an event reaches."""
    if here.dossier is not None and ladder in here.dossier.ladders:
        return here.dossier.ladders[ladder].type().above_start()
    return here.names.of("rung", ladder)
