"""Gates over variables that stand for exactly what they join: so they take no part in a count of models.

Where the exact engine writes a compound in one direction only, here its literal is true if and only if the compound
is: every model of the inputs is one model of all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final, TypeAlias

YES: Final = 1
"""The literal that is always true; its negation is always false."""
NO: Final = -1
Clause: TypeAlias = tuple[int, ...]


class Circuit:
    """Variables, gates that are all of some literals, and clauses that hold in any case.

    Attributes:
        count: How many variables there are.
        clauses: What holds in any case.
        gates: What each gate is all of.
    """

    def __init__(self) -> None:
        self.count: int = 1
        self.clauses: list[Clause] = [(YES,)]
        self.gates: dict[int, Clause] = {}
        self._made: dict[Clause, int] = {}

    def variable(self) -> int:
        """A new variable."""
        self.count += 1
        return self.count

    def add(self, *literals: int) -> None:
        """One of the literals is true in any case."""
        if YES not in literals:
            self.clauses.append(tuple(sorted({literal for literal in literals if literal != NO})))

    def both(self, literals: Iterable[int]) -> int:
        """A literal that is true if all of these are."""
        flat = {part for literal in literals for part in self.gates.get(literal, (literal,))}
        parts = tuple(sorted(flat - {YES}))
        if NO in flat or any(-part in flat for part in parts):
            return NO
        if len(parts) < 2:
            return parts[0] if parts else YES
        if parts not in self._made:
            made = self._made[parts] = self.variable()
            self.gates[made] = parts
        return self._made[parts]

    def either(self, literals: Iterable[int]) -> int:
        """A literal that is true if one of these is."""
        return -self.both(-literal for literal in literals)

    def at_least(self, least: int, literals: Iterable[int]) -> int:
        """A literal that is true if so many of these are, counted as often as they stand there."""
        listed = list(literals)
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

    def needed(
        self, asserted: Iterable[int], named: Iterable[int] = (), without: Collection[Clause] = ()
    ) -> Iterator[Clause]:
        """Clauses that say that literals are true, with all gates that decide it and whatever holds in any case.

        Args:
            asserted: The literals.
            named: Further literals whose gates are needed.
            without: What of all that holds in any case is left out.
        """
        held = [clause for clause in self.clauses if clause not in without]
        units = [(literal,) for literal in asserted]
        yield from units
        yield from held
        open_ = [abs(literal) for clause in (*units, *held, tuple(named)) for literal in clause]
        seen: set[int] = set()
        while open_:
            gate = open_.pop()
            if gate in seen:
                continue
            seen.add(gate)
            parts = self.gates.get(gate)
            if parts is not None:
                open_ += map(abs, parts)
                yield from ((-gate, part) for part in parts)
                yield tuple(sorted((gate, *(-part for part in parts))))
