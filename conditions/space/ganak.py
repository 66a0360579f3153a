"""The door to ganak, an exact counter for large instances, where the extra `count` is installed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from importlib.util import find_spec

from conditions.space.circuit import Clause


def is_installed() -> bool:
    """Whether ganak is there."""
    return find_spec("pyganak") is not None


def count(clauses: Iterable[Clause], counted: Collection[int]) -> int:
    """The number of models of clauses, told apart by the counted variables; cannot be stopped."""
    from pyganak import Counter  # a heavy package

    from conditions.engines.exact.door import solver

    listed = [list(clause) for clause in clauses]
    if not all(listed):
        return 0
    search = solver()
    try:
        for clause in listed:
            search.add_clause(clause)
        # Ganak writes to standard output where there is no model.
        if not search.solve():
            return 0
    finally:
        search.delete()
    counter = Counter()
    counter.new_vars(max([*counted, *(abs(literal) for clause in listed for literal in clause)], default=0))
    counter.add_clauses(listed)
    counter.set_sampling_set(sorted(counted))
    return int(counter.count())
