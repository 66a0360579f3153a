"""The union of all surface kinds. A new kind is one class, and its name in this list."""

from __future__ import annotations

from typing import Any, Final, TypeAlias, get_args

from conditions.language.atoms import Compare, Holds, Is, Never, OneOf
from conditions.language.base import Kind
from conditions.language.connectives import AllOf, AnyOf, At, Counted, Ever, If, Not
from conditions.language.gates import OnlyAfter, OnlyBefore, OnlyBetween, OnlyIf, OnlyTogether, OnlyWithin
from conditions.language.groups import Members
from conditions.language.orders import Apart, Between, Order, WithinPeriod
from conditions.language.recursive import CLAUSE_SCHEMA, Clause, read_clause
from conditions.language.states import InForce

SurfaceClause: TypeAlias = (
    OnlyAfter
    | OnlyIf
    | OnlyBefore
    | OnlyWithin
    | OnlyBetween
    | OnlyTogether
    | If
    | AllOf
    | AnyOf
    | Not
    | Ever
    | At
    | Never
    | Counted
    | Members
    | Holds
    | Is
    | OneOf
    | Compare
    | InForce
    | Order
    | WithinPeriod
    | Between
    | Apart
)
"""One condition in the parties' words, in its structured form."""

KINDS: Final[tuple[type[Kind], ...]] = get_args(SurfaceClause)


def clause_definitions() -> dict[str, Any]:
    """JSON Schemas of the structured form of every kind, and of `Clause`, for the `$defs` of a schema."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        schema = kind.model_json_schema()
        found.update(schema.pop("$defs", {}))
        found[kind.__name__] = schema | {"required": ["kind", *schema.get("required", ())]}
    union = [{"$ref": f"#/$defs/{kind.__name__}"} for kind in KINDS]
    definitions = {name: with_clause_references(schema) for name, schema in found.items()}
    return {**definitions, "Clause": {**CLAUSE_SCHEMA, "anyOf": [{"type": "string"}, *union]}}


def with_clause_references(schema: Any) -> Any:
    """The schema in which every clause refers to the definition `Clause`."""
    if isinstance(schema, list):
        return [with_clause_references(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("title") == "Clause" and "anyOf" in schema:
        return {"$ref": "#/$defs/Clause"}
    return {key: with_clause_references(value) for key, value in schema.items()}


__all__ = ["KINDS", "Clause", "SurfaceClause", "clause_definitions", "read_clause", "with_clause_references"]
