"""The door to ganak, an exact counter for large instances, where the extra `count` is installed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Iterable
from importlib.util import find_spec
from typing import Final

from conditions.space.circuit import Clause

# Ganak cannot be interrupted, so it runs in a process of its own, which can be ended.
_PROGRAM: Final = """
import json, sys
from pyganak import Counter
asked = json.load(sys.stdin)
counter = Counter()
counter.new_vars(asked["variables"])
counter.add_clauses(asked["clauses"])
counter.set_sampling_set(asked["counted"])
print(hex(counter.count()))
"""


def is_installed() -> bool:
    """Whether ganak is there."""
    return find_spec("pyganak") is not None


def count(clauses: Iterable[Clause], counted: Collection[int], seconds: float | None = None) -> int | None:
    """The number of models of clauses, told apart by the counted variables; `None` if the time was over."""
    listed = [list(clause) for clause in clauses]
    # Ganak writes to standard output where there is no model.
    if not all(listed) or not _is_satisfiable(listed):
        return 0
    variables = max([*counted, *(abs(literal) for clause in listed for literal in clause)], default=0)
    asked = json.dumps({"variables": variables, "clauses": listed, "counted": sorted(counted)})
    try:
        done = subprocess.run(  # noqa: S603 our own program and numbers
            [sys.executable, "-c", _PROGRAM],
            input=asked,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return None
    return int(done.stdout.split()[-1], 16)


def _is_satisfiable(clauses: list[list[int]]) -> bool:
    from conditions.engines.exact.door import solver  # a heavy package

    search = solver()
    try:
        for clause in clauses:
            search.add_clause(clause)
        return bool(search.solve())
    finally:
        search.delete()
