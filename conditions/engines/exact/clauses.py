"""Clauses under construction: variables, and literals that stand for *and*, *or* and *at least k*.

All clauses are one-sided: where the literal of a compound is true, so is the compound. The other direction is
never needed, since a formula and its negation are written separately.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from conditions.formula import Count, Formula

YES: Final = 1
"""The literal that is always true; its negation is always false."""
NO: Final = -1


class Gates(Protocol):
    """What gives literals that stand for *and*, *or* and *at least k* of others."""

    def both(self, literals: Iterable[int]) -> int:
        """A literal for all of these."""
        ...

    def either(self, literals: Iterable[int]) -> int:
        """A literal for one of these."""
        ...

    def at_least(self, least: int, literals: Iterable[int]) -> int:
        """A literal for so many of these."""
        ...


def counted(
    gates: Gates, formula: Count, so: bool, literal: Callable[[Formula], int], opposite: Callable[[Formula], int]
) -> int:
    """The literal of a count, or of its opposite.

    Args:
        gates: What gives literals.
        formula: The count.
        so: Whether the count is meant; else its opposite.
        literal: The literal of a part, or of its opposite, as `so` says.
        opposite: The other of the two.
    """
    parts, least, total = formula.parts, formula.at_least, len(formula.parts)
    most = total if formula.at_most is None else formula.at_most
    if least > most:
        return NO if so else YES
    if so:
        enough = gates.at_least(least, map(literal, parts))
        return gates.both((enough, gates.at_least(total - most, map(opposite, parts))))
    few = gates.at_least(total - least + 1, map(literal, parts))
    return gates.either((few, gates.at_least(most + 1, map(opposite, parts))))


class Clauses:
    """Variables and clauses; what is new since the last `taken` goes to the solver.

    Attributes:
        count: How many variables there are.
    """

    def __init__(self) -> None:
        self.count: int = 1
        self._new: list[list[int]] = [[YES]]
        self._ands: dict[tuple[int, ...], int] = {}
        self._ors: dict[tuple[int, ...], int] = {}

    def variable(self) -> int:
        """A new variable."""
        self.count += 1
        return self.count

    def add(self, *literals: int) -> None:
        """One of the literals is true."""
        if YES not in literals:
            self._new.append([literal for literal in literals if literal != NO])

    def taken(self) -> list[list[int]]:
        """The clauses since the last call."""
        found, self._new = self._new, []
        return found

    def both(self, literals: Iterable[int]) -> int:
        """A literal that makes all of these true."""
        parts = tuple(sorted({literal for literal in literals if literal != YES}))
        if NO in parts or any(-part in parts for part in parts):
            return NO
        if len(parts) < 2:
            return parts[0] if parts else YES
        if parts not in self._ands:
            made = self._ands[parts] = self.variable()
            for part in parts:
                self.add(-made, part)
        return self._ands[parts]

    def either(self, literals: Iterable[int]) -> int:
        """A literal that makes one of these true."""
        parts = tuple(sorted({literal for literal in literals if literal != NO}))
        if YES in parts:
            return YES
        if len(parts) < 2:
            return parts[0] if parts else NO
        if parts not in self._ors:
            made = self._ors[parts] = self.variable()
            self.add(-made, *parts)
        return self._ors[parts]

    def at_least(self, least: int, literals: Iterable[int]) -> int:
        """A literal that makes so many of these true, counted as often as they stand there."""
        listed = list(literals)
        # What remains to be counted from each place on: a sequential counter.
        row = {0: YES}
        for place in range(len(listed) - 1, -1, -1):
            rest = len(listed) - place
            row = {
                need: YES
                if need <= 0
                else self.either((row.get(need, NO), self.both((listed[place], row.get(need - 1, NO)))))
                for need in range(max(0, least - place), min(least, rest) + 1)
            }
        return YES if least <= 0 else row.get(least, NO)
