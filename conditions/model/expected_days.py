"""What a scenario expects of a moment: the day, `maybe` and the day, `never`, `some day`, `unknown`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from conditions.dates import parse_partial_date
from conditions.errors import LanguageError
from conditions.language.types import carried, not_text
from conditions.records import dataclass
from conditions.truth import Truth

_WORDS: Final = {"never": Truth.FALSE, "some day": Truth.TRUE, "unknown": Truth.UNKNOWN, "maybe": Truth.UNKNOWN}


@dataclass(frozen=True)
class ExpectedDay:
    """Whether a moment comes, and between which days it would; `None` where that is open."""

    text: str
    comes: Truth
    earliest: date | None = None
    latest: date | None = None

    def __str__(self) -> str:
        return self.text


def _read(value: object) -> ExpectedDay:
    if isinstance(value, ExpectedDay):
        return value
    if not isinstance(value, str):
        raise not_text("an expected day", value)
    if value in _WORDS:
        return ExpectedDay(str(value), _WORDS[value])
    said = value.removeprefix("maybe ").strip()
    try:
        day = parse_partial_date(said)
    except LanguageError as error:
        raise carried(error) from None
    comes = Truth.UNKNOWN if value.startswith("maybe ") else Truth.TRUE
    return ExpectedDay(str(value), comes, day.earliest, day.latest)


ExpectedDayText = Annotated[
    ExpectedDay,
    PlainValidator(_read),
    PlainSerializer(str),
    WithJsonSchema(
        {"type": "string", "description": "`2015-10-18`, `2016-01-18/2023-10-18`, `maybe 2025-10-18`, `never`."}
    ),
]
"""A day as far as it is expected to be known, and whether it comes."""
