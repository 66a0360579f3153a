"""Hypothesis strategies for dossiers, scenarios, conditions and formulas; generated cases as files.

Needs the extra `testing`. Each name is fetched from its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from conditions.testing.cases import dump_case, load_cases, recording
    from conditions.testing.drawn_clauses import clauses, moments
    from conditions.testing.drawn_dossiers import dossiers, statements
    from conditions.testing.drawn_formulas import Alphabet, formulas, knowledges, points
    from conditions.testing.drawn_scenarios import scenarios

__all__ = [
    "Alphabet",
    "clauses",
    "dossiers",
    "dump_case",
    "formulas",
    "knowledges",
    "load_cases",
    "moments",
    "points",
    "recording",
    "scenarios",
    "statements",
]

_MODULES: Final = {
    "cases": "dump_case load_cases recording",
    "drawn_clauses": "clauses moments",
    "drawn_dossiers": "dossiers statements",
    "drawn_formulas": "Alphabet formulas knowledges points",
    "drawn_scenarios": "scenarios",
}
_HOMES: Final = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """A public name, fetched from its module when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module `conditions.testing` has no attribute `{name}`")
    found: object = getattr(import_module(f"conditions.testing.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, also those not fetched yet."""
    return sorted({*globals(), *__all__})
