"""Looking up what parts of a dossier name: parties, groups, zones, statements, and the names in clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from conditions.errors import Problem, did_you_mean
from conditions.language.base import Kind, Scope
from conditions.language.types import Moment, Span
from conditions.model.findings import Finding, Path
from conditions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from conditions.model.dossier import Dossier

_SECTION: Final = {
    "party": "parties",
    "group": "groups",
    "zone": "zones",
    "statement": "statements",
    "claim": "claims",
    "debtor": "groups",
}


class Lookup:
    """Finds names that lead nowhere in the parts of a dossier.

    Attributes:
        parts: The dossier, or its sound parts.
        vocabulary: The names that its conditions may use.
        broken: Per section, ids whose own definition has a mistake; naming them is no further mistake.
    """

    def __init__(self, parts: Dossier, vocabulary: Vocabulary, broken: Mapping[str, frozenset[str]]) -> None:
        self.parts: Dossier = parts
        self.vocabulary: Vocabulary = vocabulary
        self.broken: Mapping[str, frozenset[str]] = broken

    def sources(self, path: Path, sources: tuple[str, ...]) -> Iterator[Finding]:
        """Statements on which a part rests."""
        yield from self.many("statement", self.parts.statements, sources, (*path, "source"))

    def many(self, what: str, known: Iterable[str], names: tuple[str, ...], path: Path) -> Iterator[Finding]:
        """Several names, or one that stands alone."""
        for number, name in enumerate(names):
            yield from self.one(what, known, name, (*path, number) if len(names) > 1 else path)

    def one(
        self, what: str, known: Iterable[str], name: str | None, path: Path, section: str | None = None
    ) -> Iterator[Finding]:
        """A name, if it is given and is none of those that are known."""
        if name is None or name in known or name in self.broken.get(section or _SECTION[what], frozenset()):
            return
        hint = did_you_mean(name, known) or f"add it to `{section or _SECTION[what]}`"
        yield Finding(path, Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint))

    def clause(self, path: Path, clause: Kind) -> Iterator[Finding]:
        """Mistakes in the names and types of one clause."""
        scope = Scope(self.vocabulary)
        clause.lower(scope)
        yield from noted(path, scope)

    def moment(self, path: Path, moment: Moment | None) -> Iterator[Finding]:
        """Mistakes in the names of a moment, if there is one."""
        if moment is not None:
            scope = Scope(self.vocabulary)
            scope.point(moment)
            yield from noted(path, scope)


def noted(path: Path, scope: Scope) -> Iterator[Finding]:
    """The mistakes that a scope has noted, each once."""
    found: dict[tuple[Problem, Span | None], None] = dict.fromkeys(scope.mistakes)
    return (Finding(path, problem, span) for problem, span in found)
