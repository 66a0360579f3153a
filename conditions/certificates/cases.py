"""Cases: what is known, divided again and again until each case is decided."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from conditions.formula import Compare, Within


@dataclass(frozen=True)
class Happening:
    """The event happens, or it does not."""

    event: str


@dataclass(frozen=True)
class Apart:
    """The second event, which happens, lies at most so many days after the first, or more; `""` is day 0."""

    first: str
    second: str
    days: int


@dataclass(frozen=True)
class OneOf:
    """The fact has one of the values, or another one of those that it may have."""

    fact: str
    values: tuple[bool | str, ...]


Question: TypeAlias = Happening | Apart | OneOf | Compare | Within
"""What divides a case in two; a window or a comparison holds, or it does not."""


@dataclass(frozen=True)
class Decided:
    """The reference interpreter decides the case, or the days in it contradict each other."""


@dataclass(frozen=True)
class Absurd:
    """The comparisons assumed and the ranges of numbers cannot hold together.

    Attributes:
        times: How often each comparison assumed is taken, in their order; ranges of facts make up what is left.
    """

    times: tuple[Fraction, ...]


@dataclass(frozen=True)
class Divided:
    """Two cases that leave nothing out."""

    question: Question
    yes: Cases
    no: Cases


Cases: TypeAlias = Decided | Absurd | Divided
