"""What all models share: frozen, strict, no unknown fields; and the small values they are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from conditions.dates import PartialDate, parse_day, parse_partial_date
from conditions.language.types import NAME_PATTERN, RESERVED, reported

T = TypeVar("T")

LONGEST_QUOTE: Final = 2_000
CODE_PATTERN: Final = re.compile(r"[^\W_][\w-]*")
WORD_PATTERN: Final = re.compile(NAME_PATTERN)


class Model(BaseModel):
    """Base of every model: frozen, strict, refusing unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


def _code(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("not-text", "an id must be text")
    if not CODE_PATTERN.fullmatch(value):
        raise PydanticCustomError(
            "bad-id", "`{value}` is not an id: letters, digits, `-` and `_`", {"value": str(value)}
        )
    return str(value)


Code = Annotated[str, PlainValidator(_code), WithJsonSchema({"type": "string", "pattern": r"^[^\W_][\w-]*$"})]
"""Id of a party, statement, condition, zone or instrument."""


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("not-text", "a name must be text")
    if not WORD_PATTERN.fullmatch(value):
        hint = "write `_` for spaces and hyphens" if re.search(r"[\s-]", value) else "letters, digits and `_`"
        raise PydanticCustomError("bad-name", "`{value}` is not a name ({hint})", {"value": str(value), "hint": hint})
    if value in RESERVED:
        raise PydanticCustomError(
            "reserved-word", "`{value}` is a word of the language and cannot be a name", {"value": str(value)}
        )
    return str(value)


Word = Annotated[str, PlainValidator(_word), WithJsonSchema({"type": "string", "pattern": r"^[^\W\d]\w*$"})]
"""Name of an event, ladder, rung, fact, group or value, as conditions mention it."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("not-text", "this must be text")
    if not value.strip():
        raise PydanticCustomError("empty-text", "this text is empty")
    return str(value)


Words = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
"""Text for people: a label, a name, a paraphrase."""


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return parse_day(value)
    raise PydanticCustomError("not-a-day", "a day must be text such as `2022-04-26`")


CalendarDay = Annotated[
    date,
    PlainValidator(reported(_day)),
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A calendar day, `2022-04-26`."""


def _partial(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str):
        return parse_partial_date(value)
    if isinstance(value, date):
        return parse_partial_date(value.isoformat())
    raise PydanticCustomError("not-a-date", "a date must be text such as `2022-04-26` or `2022-04`")


DateOrRange = Annotated[
    PartialDate,
    PlainValidator(reported(_partial)),
    PlainSerializer(lambda value: value.text),
    WithJsonSchema({"type": "string", "description": "A day, month, year or interval in EDTF: `2022-03/2022-04`."}),
]
"""A day as far as it is known: `2022-04-26`, `2022-04`, `2022-03-29/2022-04-12`, `2022~`."""


def _listing(item: object) -> object:
    """A single item where a list is meant."""
    return item if isinstance(item, list | tuple) else (item,)


def _tupled(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Several = Annotated[tuple[T, ...], BeforeValidator(_tupled)]
"""A list."""
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(lambda value: _tupled(_listing(value)))]
"""A single item or a list of them."""


def shorthand(field: str) -> Callable[[Any], Any]:
    """A validator that reads a bare value as a mapping with this one field."""

    def read(value: Any) -> Any:
        return value if isinstance(value, dict | BaseModel) else {field: value}

    return read
