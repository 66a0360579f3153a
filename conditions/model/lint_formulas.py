"""Conditions that ask for nothing, or for what can never be: what can be seen of them alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from conditions import formula as core
from conditions.always import truths
from conditions.errors import Problem
from conditions.language.atoms import Holds, Never
from conditions.language.base import Kind, Scope, mentioned
from conditions.language.connectives import AllOf, AnyOf
from conditions.language.types import Moment, Name, Span
from conditions.model.dossier import Dossier
from conditions.model.findings import Finding, Path
from conditions.vocabulary import Vocabulary

_NAME_ANOTHER = "name what it waits for"
_ANY_DAY: Final = core.Event("the day asked for")
"""The day on which the rule of an instrument is judged; no event has such a name."""
_NOTHING_ASKED = "check whether something else was meant; as it stands it can be left out"


def formula_warnings(dossier: Dossier) -> Iterator[Finding]:
    """Warnings on the clauses of positions, preferences and instruments."""
    for path, clause in clauses_of(dossier):
        on_a_day = path[0] == "instruments"
        for problem, span in clause_warnings(clause, dossier.vocabulary, on_a_day=on_a_day):
            yield Finding(path, problem, span)


def clauses_of(dossier: Dossier) -> Iterator[tuple[Path, Kind]]:
    """Every clause of the dossier, with its path."""
    for section, positions in (("conditions", dossier.conditions), ("terms", dossier.terms)):
        for name, position in positions.items():
            if position.condition is not None:
                yield (section, name, "condition"), position.condition
            for reading, meaning in (position.readings or {}).items():
                yield (section, name, "readings", reading), meaning.condition
    for party, listed in dossier.preferences.items():
        for number, preference in enumerate(listed):
            yield ("preferences", party, number, "prefers"), preference.prefers
    for name, goal in dossier.goals.items():
        for field, clauses in (("reach", goal.reach), ("given", goal.given)):
            for number, clause in enumerate(clauses):
                path: Path = ("goals", name, field)
                yield (*path, number) if len(clauses) > 1 else path, clause
    for name, instrument in dossier.instruments.items():
        if instrument.in_force is not None:
            yield ("instruments", name, "in_force"), instrument.in_force


def clause_warnings(
    clause: Kind, vocabulary: Vocabulary, *, on_a_day: bool = False
) -> list[tuple[Problem, Span | None]]:
    """What a clause does that was hardly meant, with its place in the text; the most exact warnings alone.

    Args:
        clause: The clause.
        vocabulary: The names that it uses.
        on_a_day: Whether it is judged on the day asked for, not over the whole course of events.
    """
    found = [*_empty_lists(clause), *_on_itself(clause)]
    if found:
        return found
    scope = Scope(vocabulary)
    formula = clause.lower(scope.judged_at(_ANY_DAY) if on_a_day else scope)
    gates = [gate for gate in core.walk(formula) if isinstance(gate, core.Gate)]
    problems = [problem for gate in gates for problem in _gate_warnings(gate, vocabulary)]
    return [(problem, None) for problem in dict.fromkeys(problems or _constant(formula, vocabulary, on_a_day=on_a_day))]


def _empty_lists(clause: Kind) -> Iterator[tuple[Problem, Span | None]]:
    """Lists of no conditions."""
    for part in mentioned(clause):
        if isinstance(part, AllOf | AnyOf) and not part.of:
            holds = "always holds" if isinstance(part, AllOf) else "never holds"
            hint = "list what is meant, or delete it"
            yield _warning("empty-list", f"`{part}` lists nothing, so it {holds}", hint), None


def _on_itself(clause: Kind) -> Iterator[tuple[Problem, Span | None]]:
    """Acts that wait for themselves."""
    for gate in mentioned(clause):
        act = getattr(gate, "act", None)
        if isinstance(act, Moment) and isinstance(act.anchor, Name):
            own = next((other for other in _awaited(gate) if other.anchor == act.anchor), None)
            if own is not None:
                problem = _warning("own-precondition", f"`{act.anchor}` is a precondition of itself", _NAME_ANOTHER)
                yield problem, getattr(own.anchor, "span", None)


def _awaited(gate: Kind) -> Iterator[Moment]:
    """The moments that a gate compares its act with, and those that must, or must not, have come by then."""
    for field in type(gate).model_fields:
        value = getattr(gate, field)
        if isinstance(value, Moment) and field != "act":
            yield value
        if isinstance(value, Kind):
            for inner in mentioned(value):
                if isinstance(inner, Holds | Never):
                    yield inner.what if isinstance(inner, Holds) else inner.event


def _gate_warnings(gate: core.Gate, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is odd about the act of a gate, or about what it waits for."""
    act = _shown(gate.act)
    if isinstance(core.root(gate.act), core.Day):
        message = f"`{act}` is a day, which always comes, so nobody's act is gated"
        yield _warning("gated-day", message, "put the act first, as in `signature only after 2022-05-09`")
    elif truths(core.All((core.Happens(gate.act), gate.requires)), vocabulary.facts) == frozenset({False}):
        message = f"what is required can never hold, so `{act}` could never happen"
        yield _warning("never-allowed", message, f"write `never {act}` if that is meant")


def _constant(formula: core.Formula, vocabulary: Vocabulary, *, on_a_day: bool) -> list[Problem]:
    """That the whole condition is the same in every course of events, and on every day where one is asked for."""
    found = truths(core.Implies(core.Happens(_ANY_DAY), formula) if on_a_day else formula, vocabulary.facts)
    if found == frozenset({True}):
        return [
            _warning(
                "always-true", "the condition holds in every course of events, so it asks for nothing", _NOTHING_ASKED
            )
        ]
    if on_a_day:
        found = truths(core.All((core.Happens(_ANY_DAY), formula)), vocabulary.facts)
    if found == frozenset({False}):
        hint = "check whether something else was meant; nothing that happens could meet it"
        return [_warning("never-true", "the condition holds in no course of events", hint)]
    return []


def _shown(point: core.Point) -> str:
    """The point as conditions write it, without a period."""
    match core.root(point):
        case core.Event(name):
            return name
        case core.Day(day):
            return day.isoformat()
        case core.Kth() | core.Guarded():
            return point.name if isinstance(point, core.Named) else "the act"


def _warning(code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, hint=hint, severity="warning")
