"""How clauses stand inside clauses: the recursive field type, and when parentheses are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import BeforeValidator

from conditions.language.base import Kind
from conditions.language.types import reported


def read_text(value: object) -> object:
    """A clause given as text is parsed; everything else goes on to the structured form."""
    if not isinstance(value, str):
        return value
    from conditions.language.grammar import parse  # noqa: PLC0415 - the grammar is built from the kinds

    return parse(value)


if TYPE_CHECKING:
    Clause: TypeAlias = Kind
else:
    Clause = Annotated[
        "SurfaceClause", BeforeValidator(reported(read_text), json_schema_input_type="str | SurfaceClause")
    ]

_LOOSENESS = {"all": 1, "any": 2, "if": 3}


def looseness(clause: Kind) -> int:
    """How loosely a clause binds: 0 for a unit, 1 for `and`, 2 for `or`, 3 for a sentence."""
    name = clause.kind  # type: ignore[attr-defined] - every kind declares it; `Kind` checks so
    return 3 if name.startswith("only_") else _LOOSENESS.get(name, 0)


def enclosed(clause: Kind, text: str, within: Kind) -> str:
    """The text of an inner clause, in parentheses where it would otherwise be read differently."""
    outer = {"not": 0, "all": 0, "any": 1, "if": 2}.get(within.kind, 2)  # type: ignore[attr-defined] - as above
    return f"({text})" if looseness(clause) > outer else text
