"""The union of all surface kinds. A new kind is one class, and its name in this list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, TypeAlias, get_args

from pydantic import BeforeValidator, Field, TypeAdapter

from conditions.language.atoms import Apart, Between, Compare, Holds, Is, Never, OneOf, Order, WithinPeriod
from conditions.language.base import Kind
from conditions.language.connectives import AllOf, AnyOf, Counted, If, Members, Not
from conditions.language.gates import OnlyAfter, OnlyBefore, OnlyBetween, OnlyIf, OnlyTogether, OnlyWithin
from conditions.language.recursive import read_text
from conditions.language.types import reported

SurfaceClause: TypeAlias = Annotated[
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
    | Never
    | Counted
    | Members
    | Holds
    | Is
    | OneOf
    | Compare
    | Order
    | WithinPeriod
    | Between
    | Apart,
    Field(discriminator="kind"),
]
"""One condition in the parties' words, in its structured form."""

KINDS: Final[tuple[type[Kind], ...]] = get_args(get_args(SurfaceClause)[0])

for _kind in KINDS:
    _kind.model_rebuild(_types_namespace={"SurfaceClause": SurfaceClause})

if TYPE_CHECKING:
    Clause: TypeAlias = Kind
else:
    Clause = Annotated[SurfaceClause, BeforeValidator(reported(read_text), json_schema_input_type=str | SurfaceClause)]

CLAUSE: Final[TypeAdapter[Kind]] = TypeAdapter(Clause)
"""Reads a clause from text, from the structured form, or from a model."""
