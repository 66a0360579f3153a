"""The packages in which formulas hold: their number, what is so in all of them, samples, one after the other.

A package is everything that some formulas tell courses of events apart by: which events happen, which of the orders
and distances that the formulas speak of hold, and the values of facts. Days count only where a formula names one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from conditions.certificates import Declared
from conditions.engines.exact import Limit
from conditions.formula import Formula
from conditions.knowledge import Knowledge
from conditions.records import dataclass
from conditions.space import ganak
from conditions.space.atoms import Atom, Atoms
from conditions.space.circuit import NO, YES, Clause
from conditions.space.counter import Compiler, GivenUpError, Node
from conditions.space.summing import Before, Standing, Sum
from conditions.space.theory import exclude_impossible
from conditions.space.webs import Web

_MOST_ROWS: Final = 20_000_000
"""A sum over more numbers than this is not tried."""
_OWN_SECONDS: Final = 1.5
"""So long the own counter tries before others do, where there are any."""
_FEW_EVENTS: Final = 20
"""Where no more are ordered, the own counter glances first, which remembers parts of other questions."""
_FEW_PARTS: Final = 200
"""So many parts it looks at then."""


@dataclass(frozen=True)
class Size:
    """How many packages there are.

    Attributes:
        least: At least so many.
        most: At most so many; `None` where that was not found in time.
    """

    least: int
    most: int | None

    @property
    def exact(self) -> int | None:
        """The number, `None` where only bounds are known."""
        return self.least if self.least == self.most else None

    def __str__(self) -> str:
        """The number, or what is known of it."""
        if self.exact is not None:
            return f"{self.exact:,}"
        return f"at least {self.least:,}" if self.most is None else f"from {self.least:,} to {self.most:,}"

    def to_dict(self) -> dict[str, object]:
        """It as plain data; the numbers are whole, and may be longer than what other programs keep exactly."""
        return {"least": self.least, "most": self.most, "exact": self.exact is not None}


UNKNOWN_SIZE: Final = Size(0, None)
EMPTY: Final = Size(0, 0)


class Packages:
    """The packages that some named formulas tell apart, and those in which some of the formulas hold.

    Attributes:
        atoms: What packages are told apart by.
        doubt: A literal that is true where it is in doubt whether a package can come about.
    """

    def __init__(
        self,
        formulas: Mapping[str, Formula],
        known: Knowledge,
        declared: Declared | None = None,
        limit: Limit | None = None,
    ) -> None:
        """Tell apart what the formulas do.

        Args:
            formulas: The formulas, by name.
            known: What is known.
            declared: The values that yes/no and enumerated facts may have.
            limit: How long all questions together may take.
        """
        self.limit: Limit = limit or Limit()
        self.atoms: Atoms = Atoms(known, declared or {})
        self._literals = dict(zip(formulas, self.atoms.mention(formulas.values()), strict=True))
        excluded = exclude_impossible(self.atoms, self.limit)
        self.doubt: int = excluded.doubt
        self._of_orders: frozenset[Clause] = excluded.clauses
        self._orders: list[Before]
        self._events: dict[int, Standing]
        self._orders, self._events = _orders(self.atoms, excluded.web)
        self._is_simple: bool = len(self._events) <= _FEW_EVENTS
        self._compilers: dict[frozenset[int], Compiler] = {}
        self._graphs: dict[tuple[frozenset[int], frozenset[int]], Node] = {}

    @property
    def variables(self) -> frozenset[int]:
        """The variables of all atoms."""
        return frozenset(self.atoms.variables.values())

    def size(self, names: Iterable[str]) -> Size:
        """The number of packages in which the formulas of these names hold."""
        asked = self._asked(names)
        most = self._count(asked)
        if most == 0 or most is None or self.doubt == NO:
            return Size(most or 0, most)
        least = 0 if self.doubt == YES else self._count(asked | {-self.doubt})
        return Size(least or 0, most)

    def graph(self, names: Iterable[str], over: Collection[Atom] | None = None) -> Node:
        """The packages in which formulas hold, compiled; told apart only by some atoms where these are given.

        Raises:
            GivenUpError: It was not done in time.
        """
        counted = self.variables if over is None else frozenset(self.atoms.variables[atom] for atom in over)
        return self._compiled(self._asked(names), counted, lambda: self.limit.is_over)

    def probability(
        self, names: Iterable[str], given: Iterable[str], odds: Mapping[Atom, tuple[Fraction, Fraction]]
    ) -> Fraction | None:
        """How likely it is that the formulas can hold, where chance decides some atoms and the parties all others.

        Args:
            names: The formulas that are to hold.
            given: Formulas that hold in any case.
            odds: What each atom that chance decides weighs where it is so, and where it is not; nothing is known of
                them but that `given` can hold.

        Returns:
            The probability, or `None` if `given` cannot hold.

        Raises:
            GivenUpError: It was not done in time.
        """
        from conditions.space.models import weigh

        weights: dict[int, Fraction] = {}
        for atom, (so, not_so) in odds.items():
            variable = self.atoms.variables[atom]
            weights[variable], weights[-variable] = so, not_so
        all_, held = (weigh(self.graph(one, odds), weights) for one in (given, names))
        return held / all_ if all_ else None

    def _asked(self, names: Iterable[str]) -> frozenset[int]:
        return frozenset(self._literals[name] for name in names)

    def _count(self, asked: frozenset[int]) -> int | None:
        found = (way(asked) for way in self._ways())
        return next((count for count in found if count is not None), None)

    def _ways(self) -> Iterator[Callable[[frozenset[int]], int | None]]:
        """The ways to count, the one that is likely to be the quickest first."""
        if self._orders:
            if self._is_simple:
                yield self._glanced
            yield self._summed
        if ganak.is_installed():
            yield self._tried
            yield self._by_ganak
        else:
            yield self._searched

    def _summed(self, asked: frozenset[int]) -> int | None:
        """The number as a sum over where events stand, if few of them are joined at a time."""
        if self.limit.is_over:
            return None
        named = [order.literal for order in self._orders]
        clauses = self.atoms.circuit.needed(asked, named, without=self._of_orders)
        found = Sum(clauses, self._orders, self._events, self.variables)
        if found.rows is None or found.rows > _MOST_ROWS:
            return None
        try:
            return found.count(lambda: self.limit.is_over)
        except GivenUpError:
            return None

    def _glanced(self, asked: frozenset[int]) -> int | None:
        """The number by our own compiler, if there is little to divide; else no later question tries this first."""
        left = iter(range(_FEW_PARTS))
        found = self._searched(asked, lambda: self.limit.is_over or next(left, None) is None)
        self._is_simple = found is not None
        return found

    def _tried(self, asked: frozenset[int]) -> int | None:
        """The number by our own compiler, if it is done soon."""
        until = time.monotonic() + _OWN_SECONDS
        return self._searched(asked, lambda: self.limit.is_over or time.monotonic() > until)

    def _searched(self, asked: frozenset[int], stop: Callable[[], bool] | None = None) -> int | None:
        """The number by our own compiler."""
        try:
            return self._compiled(asked, self.variables, stop or (lambda: self.limit.is_over)).count
        except GivenUpError:
            return None

    def _by_ganak(self, asked: frozenset[int]) -> int | None:
        if self.limit.is_over:
            return None
        left = None if self.limit.until is None else self.limit.until - time.monotonic()
        return ganak.count(self._clauses(asked), self.variables, left)

    def _clauses(self, asked: frozenset[int]) -> list[Clause]:
        return list(self.atoms.circuit.needed(asked))

    def _compiled(self, asked: frozenset[int], counted: frozenset[int], stop: Callable[[], bool]) -> Node:
        key = (asked, counted)
        if key not in self._graphs:
            compiler = self._compilers.setdefault(counted, Compiler(counted, defined=counted == self.variables))
            compiler.stop = stop
            clauses = [tuple(one for one in clause if one != NO) for clause in self._clauses(asked)]
            self._graphs[key] = compiler.compile(clauses)
        return self._graphs[key]


def _orders(atoms: Atoms, web: Web | None) -> tuple[list[Before], dict[int, Standing]]:
    """What stands before what, and which events these are."""
    if web is None:
        return [], {}
    numbers = {one: -number for number, one in enumerate(web.group, 1)}
    orders = [
        Before(edge.literal, numbers[edge.target], numbers[edge.source], or_with)
        for edges, or_with in ((web.before, False), (web.or_with, True))
        for edge in edges
    ]
    return orders, {numbers[one]: Standing(atoms.event(one.event), group) for one, group in web.group.items()}
