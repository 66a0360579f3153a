"""Positions compared by what they mean: which asks for more, which adds nothing, which cannot fail or hold.

`compare(dossier, "RU-territory.strict", "RU-territory.lenient")` says how two positions stand to each
other, with a course of events that keeps the one and breaks the other. `superfluous(dossier)` lists what
the record would not miss. Both ask about *compliance*, over all whole courses of events that the
vocabulary allows: everything in them happens or does not, on a day, and every fact has a value.
"""

from __future__ import annotations

from conditions.compare.comparing import compare, replacements
from conditions.compare.results import (
    Comparison,
    Comparisons,
    Position,
    Relation,
    Replacement,
    Superfluity,
    Superfluous,
    Why,
)
from conditions.compare.spare import superfluous

__all__ = [
    "Comparison",
    "Comparisons",
    "Position",
    "Relation",
    "Replacement",
    "Superfluity",
    "Superfluous",
    "Why",
    "compare",
    "replacements",
    "superfluous",
]
