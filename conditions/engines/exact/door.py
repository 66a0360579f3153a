"""The door to PySAT: a solver, and a search for the cheapest set that meets others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

_SOLVER = "g4"


def solver() -> Any:
    """A new solver of clauses, to be deleted after use."""
    from pysat.solvers import Solver  # a heavy package

    return Solver(name=_SOLVER)


class Cheapest:
    """The cheapest set of names that shares one with each of some sets."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        from pysat.examples.hitman import Hitman  # a heavy package

        self._weights = dict(weights)
        self._hitman: Any = Hitman(solver="g3", htype="sorted")

    def __del__(self) -> None:
        if hasattr(self, "_hitman"):
            self._hitman.delete()

    def meet(self, names: Collection[str]) -> None:
        """The set must share a name with these."""
        self._hitman.hit(sorted(names), weights=self._weights)

    def get(self) -> frozenset[str]:
        """The cheapest set, or one of them."""
        return frozenset(self._hitman.get() or ())
