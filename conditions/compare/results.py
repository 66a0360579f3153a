"""What a comparison of positions gives."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from conditions.notebooks import table
from conditions.records import dataclass

if TYPE_CHECKING:
    from conditions.conflicts.results import Course


class Relation(Enum):
    """How the first of two positions stands to the second."""

    EQUIVALENT = "equivalent"
    ENTAILS = "entails"
    WEAKENS = "weakens"
    INCOMPARABLE = "incomparable"
    UNDECIDED = "not decided"


RELATION_WORDS = {
    Relation.EQUIVALENT: "both are kept in the same courses of events",
    Relation.ENTAILS: "the first asks for more: whatever keeps it keeps the second",
    Relation.WEAKENS: "the first asks for less: whatever keeps the second keeps it",
    Relation.INCOMPARABLE: "each can be kept while the other is not",
    Relation.UNDECIDED: "the search was cut short before this was shown",
}
"""One fixed phrase for each relation."""

_HEAD: Final = ("First", "Second", "Relation")


@dataclass(frozen=True)
class Position:
    """One side of a comparison.

    Attributes:
        name: The id of a condition or term with its reading, or nothing for a text that is given.
        party: Whose it is, or nothing.
        text: It in the language.
        words: It in English.
        quotes: What was said, each with who said it.
        about: The events and facts that it speaks of.
    """

    name: str
    party: str
    text: str
    words: str
    quotes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "name": self.name or None,
            "party": self.party or None,
            "text": self.text,
            "words": self.words,
            "quotes": list(self.quotes),
        }


@dataclass(frozen=True)
class Comparison:
    """How two positions stand to each other, with courses of events that show it.

    Attributes:
        first: The first.
        second: The second.
        relation: How the first stands to the second.
        only_first: A course that keeps the first and breaks the second; `None` if there is none, or none was found.
        only_second: One that keeps the second and breaks the first.
        both: One that keeps both.
        compatible: Whether some course keeps both; `None` where the search was cut short.
    """

    first: Position
    second: Position
    relation: Relation
    only_first: Course | None
    only_second: Course | None
    both: Course | None
    compatible: bool | None

    @property
    def words(self) -> str:
        """The relation in words, and whether both can be kept."""
        together = "; no course of events keeps both" if self.compatible is False else ""
        return f"{RELATION_WORDS[self.relation]}{together}"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "first": self.first.to_dict(),
            "second": self.second.to_dict(),
            "relation": self.relation.value,
            "compatible": self.compatible,
            "only_first": None if self.only_first is None else self.only_first.to_dict(),
            "only_second": None if self.only_second is None else self.only_second.to_dict(),
            "both": None if self.both is None else self.both.to_dict(),
        }

    def row(self) -> tuple[str, str, str]:
        """Both positions, and how the first stands to the second."""
        return self.first.name or self.first.text, self.second.name or self.second.text, self.words

    def _repr_html_(self) -> str:
        """A table for notebooks."""
        return table("How two positions stand to each other", _HEAD, [self.row()])


@dataclass(frozen=True)
class Comparisons:
    """Two positions compared in every reading of each.

    Attributes:
        pairs: A comparison for each pair of readings, those of the first outermost.
    """

    pairs: tuple[Comparison, ...]

    @property
    def relation(self) -> Relation | None:
        """The relation, if it is the same in all readings."""
        found = {pair.relation for pair in self.pairs}
        return found.pop() if len(found) == 1 else None

    def to_dict(self) -> dict[str, object]:
        """They as plain data."""
        return {
            "relation": None if self.relation is None else self.relation.value,
            "pairs": [pair.to_dict() for pair in self.pairs],
        }

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each pair of readings."""
        return [
            {
                "first": pair.first.name or pair.first.text,
                "second": pair.second.name or pair.second.text,
                "relation": pair.relation.value,
                "compatible": pair.compatible,
            }
            for pair in self.pairs
        ]

    def _repr_html_(self) -> str:
        """A table for notebooks: a row for each pair of readings."""
        return table("How two positions stand to each other", _HEAD, (pair.row() for pair in self.pairs))


@dataclass(frozen=True)
class Replacement:
    """A newer position and an older one in whose place it came.

    Attributes:
        newer: Id of the newer one.
        older: Id of the older one.
        said: How the dossier says that it replaces it: `supersedes`, `restates`, `hardens`, `softens`.
        comparisons: How the newer one stands to the older one by what they mean.
        agrees: Whether the meaning is what is said, where that says anything of the meaning; `None` where readings
            differ, or the search was cut short.
    """

    newer: str
    older: str
    said: str
    comparisons: Comparisons
    agrees: bool | None

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "newer": self.newer,
            "older": self.older,
            "said": self.said,
            "agrees": self.agrees,
            **self.comparisons.to_dict(),
        }

    def _repr_html_(self) -> str:
        """A table for notebooks: what is said of the replacement, and how the two stand by what they mean."""
        rows = (pair.row() for pair in self.comparisons.pairs)
        return table(f"{self.newer} {self.said} {self.older}", _HEAD, rows)


class Why(Enum):
    """Why the record would not miss a position, or cannot keep it."""

    CANNOT_FAIL = "cannot fail"
    CANNOT_HOLD = "cannot hold"
    FORBIDS_ITS_ACT = "forbids its act"
    ENTAILED = "adds nothing"


WHY_WORDS = {
    Why.CANNOT_FAIL: "every course of events keeps it",
    Why.CANNOT_HOLD: "no course of events keeps it",
    Why.FORBIDS_ITS_ACT: "it is kept only where its act never happens",
    Why.ENTAILED: "whatever keeps the party's other positions keeps it",
}
"""One fixed phrase for each."""


@dataclass(frozen=True)
class Superfluous:
    """A position in one reading that cannot fail, cannot hold, rules its own act out, or adds nothing.

    Attributes:
        position: The position.
        why: What is the matter with it.
        because: Names of the party's other positions that entail it together, none of which can be left out.
        act: The event that it gates, where it rules that out.
    """

    position: Position
    why: Why
    because: tuple[str, ...] = ()
    act: str = ""

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "position": self.position.to_dict(),
            "why": self.why.value,
            "because": list(self.because),
            "act": self.act or None,
        }


@dataclass(frozen=True)
class Superfluity:
    """All such positions of a dossier.

    Attributes:
        found: Each, in the order of the dossier.
        looked_at: How many positions were looked at, each reading by itself.
        complete: Whether all were decided; else the search was cut short.
    """

    found: tuple[Superfluous, ...]
    looked_at: int
    complete: bool

    def to_dict(self) -> dict[str, object]:
        """They as plain data."""
        return {
            "found": [one.to_dict() for one in self.found],
            "looked_at": self.looked_at,
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        """A table for notebooks: each with what is the matter with it."""
        rows = ((one.position.name, WHY_WORDS[one.why], ", ".join(one.because)) for one in self.found)
        return table("Positions that the record would not miss", ("Position", "Why", "Because of"), rows)
