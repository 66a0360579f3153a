"""How clauses stand inside clauses: the recursive field type, and when parentheses are needed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from conditions.errors import did_you_mean
from conditions.language.base import Kind
from conditions.language.read_by import ReadBy
from conditions.language.types import kind_of, mistake, reported
from conditions.vocabulary import Definition

_AS_TEXT: Final = "write it as text, as in `A only after B`"


def read_clause(value: object) -> Kind:
    """A clause from text, from the structured form, or as it is.

    Raises:
        MistakeError: The text is no clause.
        ValidationError: The structured form is no clause; the places are inside it.
        PydanticCustomError: It is neither, or of an unknown kind; our mistake is inside.
    """
    if isinstance(value, Kind):
        return value
    if isinstance(value, str):
        from conditions.language.grammar import parse  # the grammar is built from the kinds

        return parse(value)
    if not isinstance(value, dict):
        raise mistake("not-a-condition", f"a condition must be text, and this is {kind_of(value)}", _AS_TEXT)
    name = value.get("kind")
    if name is None:
        hint = f"{_AS_TEXT}, or add a `kind`, such as `kind: only_after`"
        raise mistake("missing-kind", "a condition in its structured form needs a `kind`", hint)
    kind = _kinds().get(name) if isinstance(name, str) else None
    if kind is None:
        near = did_you_mean(str(name), _kinds()) or f"the kinds are {', '.join(_kinds())}"
        raise mistake("unknown-kind", f"there is no kind of condition `{name}`", near, ("kind",))
    return kind.model_validate(value)


@cache
def _kinds() -> dict[str, type[Kind]]:
    from conditions.language.clauses import KINDS  # made of the kinds that use this module

    return {kind.name(): kind for kind in KINDS}


CLAUSE_SCHEMA: Final[dict[str, Any]] = {
    "title": "Clause",
    "description": "A condition as text, such as `ua_signs only after referendum`, or in its structured form.",
    "anyOf": [{"type": "string"}, {"type": "object", "required": ["kind"]}],
}
"""JSON Schema of a clause; the structured form is spelt out by `clause_definitions`."""

if TYPE_CHECKING:
    Clause: TypeAlias = Kind
else:
    Clause = Annotated[Any, ReadBy(reported(read_clause), CLAUSE_SCHEMA)]

_LOOSENESS: Final = {"unit": 0, "conjunction": 1, "disjunction": 2, "sentence": 3}
_ROOM: Final = {"unit": 0, "conjunction": 0, "disjunction": 2, "sentence": 3}
"""How loosely a clause may bind where a pattern has one of these rules; inside `or` even `and` is enclosed."""


def looseness(clause: Kind) -> int:
    """How loosely a clause binds: 0 for a unit, 1 for `and`, 2 for `or`, 3 for a sentence."""
    return _LOOSENESS[clause.syntax[0].rule]


@cache
def _room(kind: type[Kind]) -> int:
    """How loosely a clause may bind that stands inside one of this kind, as its first pattern says."""
    rules = re.sub('"[^"]*"', " ", kind.syntax[0].pattern)
    return min((_ROOM[rule] for rule in re.findall("[a-z]+", rules) if rule in _ROOM), default=3)


def definition_text(definition: Definition) -> str:
    """The definition of a moment in one line, which reads back as an equal one."""
    when, only_if, otherwise = definition
    if only_if is None:
        return str(when)
    proviso = f"({only_if.text()})" if looseness(only_if) > 2 else only_if.text()
    return f"{when} but only if {proviso}" + (f", else {otherwise}" if otherwise is not None else "")


def enclosed(clause: Kind, text: str, within: Kind) -> str:
    """The text of an inner clause, in parentheses where it would otherwise be read differently."""
    return f"({text})" if looseness(clause) > _room(type(within)) else text
