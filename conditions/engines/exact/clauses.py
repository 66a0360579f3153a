"""Clauses under construction: variables, and literals that stand for *and*, *or* and *at least k*.

All clauses are one-sided: where the literal of a compound is true, so is the compound. The other direction is
never needed, since a formula and its negation are written separately.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

YES: Final = 1
"""The literal that is always true; its negation is always false."""
NO: Final = -1


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
