"""Every small change of the rules of a dossier: conditions, moments, states, instruments and their obligations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import pairwise
from typing import Any, Final, Literal

from conditions.language.base import Kind, Scope
from conditions.language.connectives import AllOf
from conditions.model.base import Model
from conditions.model.dossier import Dossier
from conditions.model.instruments import ScopeZone
from conditions.model.moments import NamedMoment
from conditions.model.positions import SINGLE, Condition
from conditions.mutation.values import Change, changed
from conditions.records import dataclass

Section = Literal["conditions", "moments", "states", "instruments"]
_SECTIONS: Final[tuple[Section, ...]] = ("moments", "states", "instruments")
_NOTHING: Final = AllOf.made({"of": ()})


@dataclass(frozen=True)
class Mutant:
    """A dossier with one small change.

    Attributes:
        dossier: The changed dossier.
        section: Where the changed rule stands.
        name: Id of the changed rule.
        reading: The changed reading of a condition, empty where there is only one.
        path: The path of what was changed in the dossier's file.
        change: What was changed, in words.
        before: The text of the rule as it is.
        after: The text of the changed rule.
    """

    dossier: Dossier = field(repr=False, compare=False)
    section: Section
    name: str
    reading: str
    path: tuple[str, ...]
    change: str
    before: str
    after: str

    @property
    def rule(self) -> str:
        """The changed rule, with the reading, or the part of it."""
        inner = self.reading or ".".join(self.path[3:4] if self.path[2:3] == ("obligations",) else ())
        return f"{self.name} ({inner})" if inner else self.name

    def __str__(self) -> str:
        return f"{self.rule}: {self.change}: {self.after}"


def mutants(dossier: Dossier) -> Iterator[Mutant]:
    """Every changed dossier that is still one, each once, in the order of the dossier."""
    seen: set[tuple[str, ...]] = set()
    for mutant in (*_of_conditions(dossier), *_of_definitions(dossier)):
        key = (*mutant.path, mutant.after)
        if key not in seen and mutant.after != mutant.before and _is_sound(mutant):
            seen.add(key)
            yield mutant


# --- conditions ---------------------------------------------------------------------------


def _of_conditions(dossier: Dossier) -> Iterator[Mutant]:
    for name, condition in dossier.conditions.items():
        if not condition.decides:
            continue
        clauses = condition.clauses()
        for reading, clause in clauses.items():
            for one in (*changed(clause), Change("asks nothing", _NOTHING)):
                yield _with_clauses(dossier, name, {reading: one.value}, one.what)
        for one_reading, other in pairwise(clauses):
            exchanged = {one_reading: clauses[other], other: clauses[one_reading]}
            yield _with_clauses(dossier, name, exchanged, f"changes places with `{other}`")


def _with_clauses(dossier: Dossier, name: str, clauses: Mapping[str, Kind], what: str) -> Mutant:
    """The dossier with other clauses in some readings of a condition; the first is the one that is shown."""
    condition = dossier.conditions[name]
    reading, clause = next(iter(clauses.items()))
    path = ("conditions", name, *(("condition",) if reading == SINGLE else ("readings", reading, "condition")))
    other = dossier.model_copy(update={"conditions": {**dossier.conditions, name: _reworded(condition, clauses)}})
    before = condition.clauses()[reading].text()
    return Mutant(other, "conditions", name, reading, path, what, before, clause.text())


def _reworded(condition: Condition, clauses: Mapping[str, Kind]) -> Condition:
    if condition.readings is None:
        return condition.model_copy(update={"condition": clauses[SINGLE]})
    new = {name: condition.readings[name].model_copy(update={"condition": clause}) for name, clause in clauses.items()}
    return condition.model_copy(update={"readings": {**condition.readings, **new}})


# --- moments, states, instruments ------------------------------------------------------------


def _of_definitions(dossier: Dossier) -> Iterator[Mutant]:
    for section in _SECTIONS:
        for name, model in getattr(dossier, section).items():
            for one in changed(model):
                parts = {**getattr(dossier, section), name: one.value}
                other = dossier.model_copy(update={section: parts})
                other.__dict__.pop("vocabulary", None)  # copied with what it was worked out from
                path = (section, name, *_where(model, one.value))
                before, after = _differing(model, one.value)
                yield Mutant(other, section, name, "", path, one.what, _text(before), _text(after))


def _where(model: Model, other: Model) -> tuple[str, ...]:
    """The fields that lead to what two models differ in."""
    label, value, new = _first_difference(model, other)
    match value, new:
        case Model(), Model():
            return (label, *_where(value, new))
        case dict(), dict():
            key = next(key for key in value if value[key] != new[key])
            return (label, str(key), *_where(value[key], new[key]))
        case _:
            return (label,)


def _differing(model: Model, other: Model) -> tuple[Model, Model]:
    """The innermost models in which two models differ."""
    _, value, new = _first_difference(model, other)
    match value, new:
        case Model(), Model():
            return _differing(value, new)
        case dict(), dict():
            key = next(key for key in value if value[key] != new[key])
            return _differing(value[key], new[key])
        case _:
            return model, other


def _first_difference(model: Model, other: Model) -> tuple[str, Any, Any]:
    """The first field that two models have not in common, with both values."""
    for name, info in type(model).model_fields.items():
        value, new = getattr(model, name), getattr(other, name)
        if value != new:
            return info.alias or name, value, new
    raise AssertionError("a changed model differs from what it was")


def _text(model: Model) -> str:
    """A definition in one line: a moment as it is written, else what decides, field by field."""
    if isinstance(model, NamedMoment):
        return model.text()
    return "; ".join(_fields(model))


def _fields(model: Model) -> Iterator[str]:
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if name not in {"label", "note", "source"} and value not in (None, (), {}):
            yield f"{(info.alias or name).replace('_', ' ')}: {_said(value)}"


def _said(value: object) -> str:
    match value:
        case ScopeZone(since=None, until=None):
            return value.zone
        case Model():
            return f"({'; '.join(_fields(value))})"
        case tuple():
            return ", ".join(map(_said, value))
        case dict():
            return ", ".join(f"{key} {_said(item)}" for key, item in value.items())
        case _:
            return str(value)


# --- what is still a dossier -------------------------------------------------------------------


def _is_sound(mutant: Mutant) -> bool:
    """Whether the changed rule still says something that can be judged."""
    dossier = mutant.dossier
    scope = Scope(dossier.vocabulary)
    if mutant.section == "conditions":
        for clause in dossier.conditions[mutant.name].clauses().values():
            clause.lower(scope)
        return not scope.mistakes
    from conditions.model.references import reference_problems  # the whole dossier, with its circles

    return next(iter(reference_problems(dossier, dossier.vocabulary)), None) is None


__all__ = ["Mutant", "mutants"]
