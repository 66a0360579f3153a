"""Numbers in conditions: exact amounts with a unit, facts, and shares of a named base."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from conditions import formula as core
from conditions.errors import Problem
from conditions.language.base import Scope, Words
from conditions.language.rationals import number_text, parse_number
from conditions.language.types import MistakeError, Name, not_text, reported

COMPARISON_WORDS: Final[dict[core.Comparison, str]] = {
    "<": "less than",
    "<=": "at most",
    "=": "exactly",
    "!=": "not exactly",
    ">=": "at least",
    ">": "more than",
}


class Quantity:
    """One side of a comparison: `85000 persons`, `votes_cast`, `50 percent of votes_cast`, `2/3 of members`.

    Attributes:
        number: The bare number or the factor, exact.
        unit: The unit of a bare number.
        of: The fact, alone or as the base of a share.
        percent: Whether the factor is written as a percentage.
    """

    __slots__ = ("number", "of", "percent", "unit")

    def __init__(
        self, number: Fraction | None = None, unit: str | None = None, of: Name | None = None, percent: bool = False
    ) -> None:
        self.number: Fraction | None = number
        self.unit: str | None = unit
        self.of: Name | None = of
        self.percent: bool = percent

    def _key(self) -> tuple[object, ...]:
        return (self.number, self.unit, self.of, self.percent)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantity) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Quantity({str(self)!r})"

    def __str__(self) -> str:
        if self.number is None:
            return str(self.of)
        shown = number_text(self.number)
        if self.of is not None:
            return f"{shown} percent of {self.of}" if self.percent else f"{shown} of {self.of}"
        return f"{shown} {self.unit}" if self.unit else shown

    def say(self, words: Words) -> str:
        """The quantity in words."""
        if self.of is None:
            return str(self)
        base = words.name(self.of)
        return base if self.number is None else str(self).removesuffix(str(self.of)) + base

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read a quantity from text.

        Raises:
            MistakeError: The text is no quantity.
        """
        head, *rest = text.split() or [""]
        if not head[:1].isdigit() and head[:1] != "-":
            if rest or (not head.isidentifier() and "[" not in head):
                raise MistakeError((Problem("bad-number", f"`{text}` is not a quantity"), None))
            return cls(of=Name(head, (0, len(head))))
        number = parse_number(head)
        match rest:
            case []:
                return cls(number)
            case ["percent", "of", base]:
                return cls(number, of=Name(base), percent=True)
            case ["percent" | "%"]:
                raise MistakeError(
                    (
                        Problem("percent-of-what", f"`{text}` names no base", hint="write `50 percent of votes_cast`"),
                        None,
                    )
                )
            case ["of", base]:
                return cls(number, of=Name(base))
            case [unit]:
                return cls(number, unit)
            case _:
                raise MistakeError((Problem("bad-number", f"`{text}` is not a quantity"), None))

    @classmethod
    def _validated(cls, value: object) -> Quantity:
        if isinstance(value, Quantity):
            return value
        if isinstance(value, str):
            return cls.parse(value)
        raise not_text("a quantity", value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            reported(cls._validated), serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "description": "A number: `85000 persons`, `50 percent of votes_cast`, or a fact."}


QuantityText: TypeAlias = str


def lower_quantity(scope: Scope, quantity: Quantity) -> core.Quantity:
    """The core quantity; reports a fact that is unknown or not a number."""
    if quantity.of is None:
        return core.Amount(quantity.number or Fraction(0), quantity.unit)
    kind = scope.fact(quantity.of)
    if kind is not None and kind.kind != "number":
        hint = f"its values are {', '.join(kind.values)}" if kind.values else "declare it with `number: yes`"
        scope.report("not-a-number", f"`{quantity.of}` is not a number", quantity.of, hint)
    base = core.FactValue(str(quantity.of))
    if quantity.number is None:
        return base
    return core.Share(quantity.number / 100 if quantity.percent else quantity.number, base)


def check_units(scope: Scope, left: Quantity, right: Quantity) -> None:
    """Report two sides in different units; a bare number fits only a fact without a unit."""
    units = [_unit(scope, side) for side in (left, right)]
    if None in units or units[0] == units[1]:
        return
    name = left.of or right.of
    shown = [f"in {unit}" if unit else "without a unit" for unit in units]
    scope.report(
        "unit-mismatch",
        f"`{left}` is {shown[0]}, but `{right}` is {shown[1]}",
        name,
        f"write the number in {units[0] or units[1]}",
    )


def _unit(scope: Scope, quantity: Quantity) -> str | None:
    """The unit of a side, empty for none, `None` where the fact is not known to be a number."""
    if quantity.of is None:
        return quantity.unit or ""
    kind = scope.vocabulary.facts.get(quantity.of)
    return None if kind is None or kind.kind != "number" else kind.unit or ""
