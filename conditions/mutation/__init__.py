"""Mutation of a rule set: which small changes of its rules no scenario notices."""

from __future__ import annotations

from conditions.mutation.mutants import Mutant, mutants
from conditions.mutation.trying import Fate, Mutation, Tried, mutate

__all__ = ["Fate", "Mutant", "Mutation", "Tried", "mutants", "mutate"]
