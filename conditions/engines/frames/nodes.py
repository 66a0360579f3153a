"""What a table is asked, row by row: a graph of whole numbers and truths in which nothing is ever null.

A cell that is empty is taken apart before anything is computed: into whether it is empty, and
its value with something in its place. So no engine's own way with nulls can change an answer.
Days are whole numbers, days since 1970-01-01, and far beyond the calendar where nothing bounds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

FAR: Final = 200_000_000
"""A day that nothing bounds; sums with any periods stay beyond every day of the calendar."""

EPOCH: Final = 719_163
"""The ordinal of 1970-01-01."""

Slot: TypeAlias = int
"""Number of a column of the table, among those that are read."""


@dataclass(frozen=True, eq=False)
class Known:
    """A constant."""

    value: int


@dataclass(frozen=True, eq=False)
class IsEmpty:
    """Whether a cell is null."""

    slot: Slot


@dataclass(frozen=True, eq=False)
class Cell:
    """What a cell holds, with something else where it is null: a day, a truth, or a scaled number."""

    slot: Slot
    holds: Literal["day", "truth", "number"]
    empty: int


@dataclass(frozen=True, eq=False)
class TextIs:
    """Whether a cell holds this text; false where it is null."""

    slot: Slot
    text: str


@dataclass(frozen=True, eq=False)
class Every:
    """Whether all of at least two truths are so."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Some:
    """Whether one of at least two truths is so."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Opposite:
    """Whether a truth is not so."""

    part: Node


@dataclass(frozen=True, eq=False)
class Apart:
    """Whether `left - right` is at least so much."""

    left: Node
    right: Node
    least: int


@dataclass(frozen=True, eq=False)
class Plus:
    """A number and a constant."""

    part: Node
    days: int


@dataclass(frozen=True, eq=False)
class Quotient:
    """A number divided by a positive whole one, rounded down; the number is never negative."""

    part: Node
    divisor: int


@dataclass(frozen=True, eq=False)
class Greatest:
    """The greatest of at least two numbers."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Smallest:
    """The smallest of at least two numbers."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Choice:
    """One number if a truth is so, else another."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, eq=False)
class Tally:
    """How many of the truths are so."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Total:
    """A sum of numbers, each with a whole factor."""

    parts: tuple[Node, ...]
    factors: tuple[int, ...]


Node: TypeAlias = (
    Known
    | IsEmpty
    | Cell
    | TextIs
    | Every
    | Some
    | Opposite
    | Apart
    | Plus
    | Quotient
    | Greatest
    | Smallest
    | Choice
    | Tally
    | Total
)


def inside(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node."""
    match node:
        case Known() | IsEmpty() | Cell() | TextIs():
            return ()
        case Every(parts) | Some(parts) | Greatest(parts) | Smallest(parts) | Tally(parts) | Total(parts):
            return parts
        case Opposite(part) | Plus(part) | Quotient(part):
            return (part,)
        case Apart(left, right):
            return (left, right)
        case Choice(condition, then, otherwise):
            return (condition, then, otherwise)
