"""What is found out about packages: who would stay at each, and which moves and counter-moves show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from conditions.notebooks import table


class Concept(Enum):
    """How far a party looks ahead before it leaves a package. Nash stability implies the others; SMR and SEQ, GMR.

    Attributes:
        NASH: Not at all: it stays where no move of its own is better (Nash; rational, R).
        GMR: To every counter-move of the others, whatever it costs them (general metarationality).
        SMR: To those, and to its own answer to them (symmetric metarationality).
        SEQ: To counter-moves by which those who make them improve their own lot (sequential stability).
    """

    NASH = "Nash"
    GMR = "GMR"
    SMR = "SMR"
    SEQ = "SEQ"


@dataclass(frozen=True)
class Option:
    """Something that a party may do or not.

    Attributes:
        event: The event.
        party: Who does it.
        irreversible: Whether it cannot be taken back.
        ends: Whether it ends the matter.
    """

    event: str
    party: str
    irreversible: bool = False
    ends: bool = False

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"event": self.event, "party": self.party, "irreversible": self.irreversible, "ends": self.ends}


@dataclass(frozen=True)
class Outcome:
    """A package: which options are taken. Standard term: state.

    Attributes:
        number: Its number, from 1.
        taken: The options that are taken.
        is_end: Whether one of them ends the matter, so that nothing is said of the other options.
    """

    number: int
    taken: tuple[str, ...]
    is_end: bool = False

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"number": self.number, "taken": list(self.taken), "is_end": self.is_end}


@dataclass(frozen=True)
class Move:
    """A party changes its own options, and so moves to another package, given by its number."""

    party: str
    to: int


@dataclass(frozen=True)
class Improvement:
    """A move of a party to a package that it prefers, and how the others can answer.

    Attributes:
        to: The package it moves to.
        answers: For GMR, SMR and SEQ the shortest counter-moves after which the party has gained nothing; `None`
            where there are none.
    """

    to: int
    answers: Mapping[Concept, tuple[Move, ...] | None]

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        shown = {
            concept.value: None if moves is None else [{"party": move.party, "to": move.to} for move in moves]
            for concept, moves in self.answers.items()
        }
        return {"to": self.to, "answers": shown}


@dataclass(frozen=True)
class Standing:
    """Whether a party would stay at a package.

    Attributes:
        party: The party.
        package: The package.
        improvements: All its moves to packages that it prefers.
    """

    party: str
    package: int
    improvements: tuple[Improvement, ...]

    @property
    def stable(self) -> tuple[Concept, ...]:
        """The notions by which it would stay: every improvement can be answered in their sense."""
        return tuple(concept for concept in Concept if self.is_stable(concept))

    def is_stable(self, concept: Concept) -> bool:
        """Whether it would stay in one sense; in that of Nash if there is no improvement at all."""
        return all(one.answers.get(concept) is not None for one in self.improvements)

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "stable": [concept.value for concept in self.stable],
            "improvements": [one.to_dict() for one in self.improvements],
        }


@dataclass(frozen=True)
class Stability:
    """All packages, the parties' rankings of them, and who would stay where.

    It is a model of preferences that are written down, not a forecast.

    Attributes:
        options: The options.
        given: What holds in any case, in the language.
        packages: Every package that can come about, by number.
        left_out: How many combinations of options cannot come about.
        rankings: For every party that can move the packages by number, best first, equally good ones together.
        told_by: For each of these parties, whose account its preferences are: other parties, and speakers for none;
            empty where all rest on its own word, or on none.
        standings: For every package, in their order, how each of these parties stands there.
    """

    options: tuple[Option, ...]
    given: tuple[str, ...]
    packages: tuple[Outcome, ...]
    left_out: int
    rankings: Mapping[str, tuple[tuple[int, ...], ...]]
    told_by: Mapping[str, tuple[str, ...]]
    standings: tuple[Mapping[str, Standing], ...]

    def standing(self, package: int, party: str) -> Standing:
        """How a party stands at a package, given by its number."""
        return self.standings[package - 1][party]

    def is_equilibrium(self, package: int, concept: Concept) -> bool:
        """Whether every party would stay at a package."""
        return all(one.is_stable(concept) for one in self.standings[package - 1].values())

    def equilibria(self, concept: Concept) -> tuple[int, ...]:
        """The packages at which every party would stay, by number."""
        return tuple(one.number for one in self.packages if self.is_equilibrium(one.number, concept))

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "options": [option.to_dict() for option in self.options],
            "given": list(self.given),
            "left_out": self.left_out,
            "rankings": {party: [list(tied) for tied in order] for party, order in self.rankings.items()},
            "told_by": {party: list(found) for party, found in self.told_by.items()},
            "equilibria": {concept.value: list(self.equilibria(concept)) for concept in Concept},
            "packages": [
                {**package.to_dict(), "standings": {party: one.to_dict() for party, one in found.items()}}
                for package, found in zip(self.packages, self.standings, strict=True)
            ],
        }

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each package and party: by which measures the party would stay there."""
        return [
            {
                "package": package.number,
                "taken": list(package.taken),
                "party": party,
                "stable": [concept.value for concept in standing.stable],
            }
            for package, found in zip(self.packages, self.standings, strict=True)
            for party, standing in found.items()
        ]

    def _repr_html_(self) -> str:
        """A table for notebooks: every package, and by which measures all parties would stay there."""
        rows = (
            (str(one.number), ", ".join(one.taken) or "nothing", ", ".join(self._stays(one.number)) or "none")
            for one in self.packages
        )
        return table("Packages, and where every party would stay", ("Number", "Package", "Stable by"), rows)

    def _stays(self, package: int) -> list[str]:
        return [concept.value for concept in Concept if self.is_equilibrium(package, concept)]
