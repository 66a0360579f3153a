"""The strategies that `hypothesis.strategies.from_type` uses for our models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from hypothesis import strategies as st

from conditions.testing.drawn_dossiers import dossiers, statements
from conditions.testing.drawn_scenarios import scenarios

BY_TYPE: Final[Mapping[str, Callable[[], st.SearchStrategy[Any]]]] = {
    "Dossier": dossiers,
    "Scenario": lambda: dossiers().flatmap(scenarios),
    "Statement": statements,
}
"""A strategy for each model, by its name."""
