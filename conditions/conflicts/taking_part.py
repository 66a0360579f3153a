"""Which conditions are looked at, in which readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from conditions.conflicts.results import Named
from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.formula import Formula
from conditions.language.base import Kind
from conditions.model.dossier import Dossier
from conditions.model.positions import Level, Position
from conditions.results import CheckResult
from conditions.truth import Truth


@dataclass(frozen=True)
class Taken:
    """A condition in one reading, as the solver knows it."""

    named: Named
    clause: Kind
    formula: Formula


class Asked(NamedTuple):
    """How the record is asked; as in `check`."""

    as_of: date | str | None = None
    known_at: date | str | None = None
    accounts: Iterable[str] | None = None
    readings: Mapping[str, str] | None = None
    level: Level = "reported"


def taking_part(dossier: Dossier, result: CheckResult, also: Iterable[str]) -> Iterator[tuple[str, Position, bool]]:
    """The positions that are looked at, with their ids, and whether it is open that they are in force."""
    extra = tuple(also)
    for name in extra:
        if name not in dossier.conditions and name not in dossier.terms:
            known = (*dossier.conditions, *dossier.terms)
            raise UnknownNameError(
                Problem("unknown-condition", f"unknown condition or term `{name}`", hint=did_you_mean(name, known))
            )
    for name, one in result.conditions.items():
        if (one.takes_part and one.waived is not Truth.TRUE) or name in extra:
            yield name, one.condition, one.in_force is Truth.UNKNOWN
    for name, term in dossier.terms.items():
        if name in extra:
            yield name, term, False


def readings_of_terms(dossier: Dossier, readings: Mapping[str, str]) -> Mapping[str, str]:
    """The readings that are chosen for terms.

    Raises:
        UnknownNameError: A term has no such reading.
    """
    found = {name: reading for name, reading in readings.items() if name in dossier.terms}
    for name, reading in found.items():
        known = dossier.terms[name].clauses()
        if reading not in known or not reading:
            hint = did_you_mean(reading, known)
            raise UnknownNameError(Problem("unknown-reading", f"unknown reading `{reading}`", hint=hint))
    return found
