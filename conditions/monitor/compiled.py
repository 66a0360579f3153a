"""A dossier compiled for monitoring, once for all monitors of it in one process."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from conditions.check import lowered
from conditions.citations import cited
from conditions.engines.forward import TODAY, ForwardRules
from conditions.language.base import Scope
from conditions.language.states import in_force
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS
from conditions.standing import Evidence, Record, Standing
from conditions.vocabulary import Vocabulary


class Key(NamedTuple):
    """One reading of a condition; the only reading of an unambiguous one is called ""."""

    condition: str
    reading: str


class Compiled:
    """The rules of a dossier, for one naming of members.

    Attributes:
        dossier: The dossier.
        vocabulary: Its vocabulary, with the members.
        rules: Its conditions and states in the forward engine.
    """

    def __init__(self, dossier: Dossier, vocabulary: Vocabulary) -> None:
        self.dossier: Dossier = dossier
        self.vocabulary: Vocabulary = vocabulary
        conditions = {
            Key(name, reading): formula
            for name, condition in dossier.conditions.items()
            for reading, formula in lowered(condition, vocabulary).items()
        }
        states = {str(name): in_force(Scope(vocabulary), name, TODAY) for name in vocabulary.states}
        self.rules: ForwardRules[Key] = ForwardRules(conditions, states)
        self._records: dict[Evidence, Record] = {}

    @cached_property
    def readings(self) -> Mapping[str, tuple[str, ...]]:
        """The readings of every condition."""
        return {name: tuple(condition.clauses()) for name, condition in self.dossier.conditions.items()}

    def quote(self, sources: Iterable[str]) -> str:
        """The first words on which something rests, and who said them; empty where there are none."""
        for name in sources:
            found = cited(self.dossier, name)
            if found.words:
                return f"{found.words}, {found.speaker}{f' {found.said}' if found.said else ''}"
        return ""

    def standings(self, evidence: Evidence, day: date) -> dict[str, Standing]:
        """How every position stands on a day."""
        if evidence not in self._records:
            self._records[evidence] = Record(self.dossier, self.dossier.conditions, evidence)
        record = self._records[evidence]
        return {name: record.standing(name, day) for name in self.dossier.conditions}

    def counts(self, name: str, standing: Standing, evidence: Evidence) -> bool:
        """Whether a condition takes part in its party's answer, where it is in force."""
        condition = self.dossier.conditions[name]
        firm = LEVELS.index(condition.level) <= LEVELS.index(evidence.level)
        return condition.decides and standing.admitted and firm


_FOUND: Final[weakref.WeakValueDictionary[tuple[object, ...], Compiled]] = weakref.WeakValueDictionary()


def compiled(dossier: Dossier, vocabulary: Vocabulary, groups: Mapping[str, tuple[str, ...]]) -> Compiled:
    """The rules of a dossier: those of another monitor in this process, if there is one.

    A process that was forked compiles its own: the engine of its parent may have been in the middle of something.
    """
    key = (os.getpid(), id(dossier), tuple(sorted(groups.items())))
    found = _FOUND.get(key)
    if found is None:
        found = _FOUND[key] = Compiled(dossier, vocabulary)
    return found


__all__ = ["Compiled", "Key", "compiled"]
