"""Which sets of names have not been looked at yet."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from conditions.engines.exact.door import solver

Names = frozenset[str]
_ALWAYS: Final = 1


class Unexplored:
    """The sets of names of which it is not known yet whether they can hold together, large ones first."""

    def __init__(self, names: Collection[str]) -> None:
        self._literals = {name: number for number, name in enumerate(names, _ALWAYS + 1)}
        self._solver: Any = solver()
        self._solver.add_clause([_ALWAYS])
        self._solver.set_phases(list(self._literals.values()))

    def __del__(self) -> None:
        if hasattr(self, "_solver"):
            self._solver.delete()

    def next(self) -> Names | None:
        """A set that has not been looked at, `None` if all have."""
        if not self._solver.solve():
            return None
        model = set(self._solver.get_model())
        return frozenset(name for name, literal in self._literals.items() if literal in model or -literal not in model)

    def not_above(self, core: Names) -> None:
        """These cannot hold together, and so with any others."""
        self._solver.add_clause([-self._literals[name] for name in core] or [-_ALWAYS])

    def not_below(self, held: Names) -> None:
        """These can hold together, and so can any of them."""
        out = [literal for name, literal in self._literals.items() if name not in held]
        self._solver.add_clause(out or [-_ALWAYS])
