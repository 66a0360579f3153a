"""What a dossier names, and where: symbols, their mentions, and the table of all that are defined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from typing import Final, Literal, NamedTuple, TypeAlias

from conditions.records import dataclass

SymbolKind: TypeAlias = Literal[
    "party",
    "group",
    "event",
    "ladder",
    "rung",
    "moment",
    "fact",
    "value",
    "zone",
    "statement",
    "condition",
    "term",
    "reading",
    "waiver",
    "claim",
    "state",
    "instrument",
    "obligation",
    "ambiguity",
    "meaning",
    "incident",
    "goal",
]
"""What a name stands for; a member of a group counts as a party."""

BARE: Final[tuple[SymbolKind, ...]] = ("event", "moment", "fact", "ladder")
"""Kinds whose names conditions mention bare, so that they share one namespace."""
OWNERS: Final[Mapping[SymbolKind, tuple[SymbolKind, ...]]] = {
    "rung": ("ladder",),
    "value": ("fact",),
    "reading": ("condition", "term"),
    "obligation": ("instrument",),
    "meaning": ("ambiguity",),
}
"""Kinds whose names are names only inside of something else, and of what."""


class Symbol(NamedTuple):
    """Something that has a name.

    Attributes:
        kind: What it is.
        name: Its name.
        owner: For a rung its ladder, for a value its fact, for a reading its condition, and so on; else empty.
    """

    kind: SymbolKind
    name: str
    owner: str = ""


class Mention(NamedTuple):
    """A place in a file where a symbol is named.

    Attributes:
        symbol: What is named.
        start: Offset of the first character of the name.
        end: Offset behind the last.
        defines: Whether the symbol is defined there.
    """

    symbol: Symbol
    start: int
    end: int
    defines: bool = False


@dataclass(frozen=True)
class Names:
    """Everything that a dossier, or a dossier with a scenario, defines.

    Attributes:
        symbols: The symbols, in the order of the file.
        parties: The party of each condition, as far as it is said.
    """

    symbols: tuple[Symbol, ...] = ()
    parties: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _known(self) -> frozenset[Symbol]:
        return frozenset(self.symbols)

    @cached_property
    def _of_kind(self) -> Mapping[tuple[SymbolKind, str], tuple[str, ...]]:
        found: dict[tuple[SymbolKind, str], list[str]] = {}
        for kind, name, owner in self.symbols:
            found.setdefault((kind, owner), []).append(name)
        return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}

    def __contains__(self, symbol: Symbol) -> bool:
        return symbol in self._known

    def of(self, kind: SymbolKind, owner: str = "") -> tuple[str, ...]:
        """The names of a kind, or those that belong to an owner."""
        return self._of_kind.get((kind, owner), ())

    def first(self, kinds: Iterable[SymbolKind], name: str) -> Symbol | None:
        """The symbol of that name, of the first of these kinds that has it."""
        return next((Symbol(kind, name) for kind in kinds if Symbol(kind, name) in self._known), None)

    def bare(self, name: str) -> Symbol | None:
        """What a name means that stands alone in a condition."""
        return self.first(BARE, name)

    def owners(self, kind: SymbolKind, name: str) -> tuple[str, ...]:
        """What has a rung, value, reading or obligation of that name."""
        return tuple(one.owner for one in self.symbols if one.kind == kind and one.name == name)

    def choices(self, party: str) -> Mapping[str, tuple[str, ...]]:
        """The readings of a party's conditions, each with the conditions that have one of that name."""
        found: dict[str, tuple[str, ...]] = {}
        for kind, name, owner in self.symbols:
            if kind == "reading" and self.parties.get(owner) == party:
                found[name] = (*found.get(name, ()), owner)
        return found

    def joined(self, other: Names) -> Names:
        """Both together."""
        return Names((*self.symbols, *other.symbols), {**self.parties, **other.parties})
