"""Numbers in conditions: exact amounts with a unit, facts, and shares of a named base."""

import re
from fractions import Fraction
from typing import Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from conditions import formula as core
from conditions.errors import Problem
from conditions.language.base import Scope, Words
from conditions.language.rationals import number_text, parse_number
from conditions.language.types import REFERENCE_PATTERN, MistakeError, Name, not_text, reported

COMPARISON_WORDS: Final[dict[core.Comparison, str]] = {
    "<": "less than",
    "<=": "at most",
    "=": "exactly",
    "!=": "not exactly",
    ">=": "at least",
    ">": "more than",
}


class Quantity:
    """One side of a comparison: `85000 persons`, `votes_cast`, `yes + no`, `50 percent of votes_cast`.

    Attributes:
        number: The bare number or the factor, exact.
        unit: The unit of a bare number.
        of: The facts that are added up, alone or as the base of a share.
        percent: Whether the factor is written as a percentage.
    """

    __slots__ = ("number", "of", "percent", "unit")

    def __init__(
        self,
        number: Fraction | None = None,
        unit: str | None = None,
        of: Name | tuple[Name, ...] = (),
        percent: bool = False,
    ) -> None:
        self.number: Fraction | None = number
        self.unit: str | None = unit
        self.of: tuple[Name, ...] = (of,) if isinstance(of, str) else of
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
        return self._with(" + ".join(self.of))

    @property
    def factor(self) -> Fraction | None:
        """What its facts are multiplied with, `None` for nothing."""
        return self.number / 100 if self.number is not None and self.percent else self.number

    def say(self, words: Words) -> str:
        """The quantity in words."""
        return self._with(" + ".join(map(words.name, self.of)))

    def _with(self, base: str) -> str:
        if self.number is None:
            return base
        shown = number_text(self.number)
        if not self.of:
            return f"{shown} {self.unit}" if self.unit else shown
        whole = base if len(self.of) == 1 else f"({base})"
        return f"{shown} percent of {whole}" if self.percent else f"{shown} of {whole}"

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """Read a quantity from text.

        Raises:
            MistakeError: The text is no quantity.
        """
        head, _, rest = text.strip().partition(" ")
        if not head[:1].isdigit() and head[:1] not in {"-", "+"}:
            return cls(of=_facts(text))
        number, rest = parse_number(head), " ".join(rest.split())
        if not rest:
            return cls(number)
        if rest in {"percent", "%"}:
            hint = "write `50 percent of votes_cast`"
            raise MistakeError((Problem("percent-of-what", f"`{text}` names no base", hint=hint), None))
        if rest.startswith("percent of "):
            return cls(number, of=_facts(rest.removeprefix("percent of ")), percent=True)
        if rest.startswith("of "):
            return cls(number, of=_facts(rest.removeprefix("of ")))
        if " " in rest:
            raise _no_quantity(text)
        return cls(number, rest)

    @classmethod
    def _validated(cls, value: object) -> "Quantity":
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
        return {
            "type": "string",
            "description": "A number: `85000 persons`, `50 percent of votes_cast`, a fact, or several: `a + b`.",
        }


def _facts(text: str) -> tuple[Name, ...]:
    """The facts that a text adds up, in parentheses or without."""
    inner = text.strip()
    if inner.startswith("(") and inner.endswith(")"):
        inner = inner[1:-1]
    names = [name.strip() for name in inner.split("+")]
    if not all(re.fullmatch(REFERENCE_PATTERN, name) for name in names):
        raise _no_quantity(text)
    return tuple(Name(name, (text.index(name), text.index(name) + len(name))) for name in names)


def _no_quantity(text: str) -> MistakeError:
    return MistakeError((Problem("bad-number", f"`{text}` is not a quantity"), None))


def lower_quantity(scope: Scope, quantity: Quantity) -> core.Quantity:
    """The core quantity; reports a fact that is unknown or not a number."""
    if not quantity.of:
        return core.Amount(quantity.number or Fraction(0), quantity.unit)
    for fact in quantity.of:
        kind = scope.fact(fact)
        if kind is not None and kind.kind != "number":
            hint = f"its values are {', '.join(kind.values)}" if kind.values else "declare it with `number: yes`"
            scope.report("not-a-number", f"`{fact}` is not a number", fact, hint)
    values = tuple(core.FactValue(str(fact)) for fact in quantity.of)
    base: core.Quantity = values[0] if len(values) == 1 else core.Sum(values)
    if quantity.number is None:
        return base
    return core.Share(quantity.factor or Fraction(0), base)


def check_units(scope: Scope, left: Quantity, right: Quantity) -> None:
    """Report parts in different units; a bare number fits only a fact without a unit."""
    sides = [one for side in (left, right) for one in _apart(side)]
    known = [(one, unit) for one in sides if (unit := _unit(scope, one)) is not None]
    first, unit = known[0] if known else (left, None)
    for other, its_unit in known[1:]:
        if its_unit != unit:
            shown = [f"in {one}" if one else "without a unit" for one in (unit, its_unit)]
            message = f"`{first}` is {shown[0]}, but `{other}` is {shown[1]}"
            name = next(iter((*first.of, *other.of)), None)
            scope.report("unit-mismatch", message, name, f"write the number in {unit or its_unit}")
            return


def _apart(quantity: Quantity) -> list[Quantity]:
    """The facts of a sum one by one; anything else as it is."""
    if len(quantity.of) < 2:
        return [quantity]
    return [Quantity(of=fact) for fact in quantity.of]


def _unit(scope: Scope, quantity: Quantity) -> str | None:
    """The unit of a side, empty for none, `None` where the fact is not known to be a number."""
    if not quantity.of:
        return quantity.unit or ""
    kind = scope.vocabulary.facts.get(quantity.of[0])
    return None if kind is None or kind.kind != "number" else kind.unit or ""
