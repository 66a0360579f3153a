"""Exact numbers as texts: read from decimals and fractions, written in the shortest exact way."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Annotated, Final

from conditions.errors import Problem
from conditions.language.names import NO_NUMBERS
from conditions.language.read_by import ReadBy
from conditions.language.types import MistakeError, not_text, reported

_NUMBER: Final = re.compile(r"-?[0-9][0-9_]*(?:\.[0-9]+|/[0-9]+)?")
_POWER: Final = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?[eE][+-]?[0-9]{1,2}"
_GROUPED: Final = r"-?[0-9]{1,3}(?:[,'’][0-9]{3})+"
_SIGNED: Final = r"\+[0-9][0-9_]*(?:\.[0-9]+|/[0-9]+)?"
_LONGEST_NUMBER: Final = 60


def parse_number(text: str) -> Fraction:
    """Read an exact number: `85000`, `85_000`, `0.1`, `2/3`, `-4`.

    Raises:
        MistakeError: The text is no number in ASCII digits, or has more than 60 of them.
    """
    if not _NUMBER.fullmatch(text) or len(text) > _LONGEST_NUMBER:
        raise MistakeError((no_number(text), None))
    numerator, _, denominator = text.replace("_", "").partition("/")
    if denominator and not int(denominator):
        hint = "write a number other than 0 below the line"
        raise MistakeError((Problem("zero-denominator", f"`{text}` divides by zero", hint=hint), None))
    return Fraction(numerator) / Fraction(denominator or "1")


def no_number(text: str) -> Problem:
    """Why a text is no number, and what to write."""
    shown = text[:80]
    if text.lstrip("+-").casefold() in NO_NUMBERS:
        hint = "write a number, a range such as `{from: 10, to: 20}`, or `unknown`"
        return Problem("not-a-number", f"`{shown}` is not a number", hint=hint)
    plain = "".join(str(unicodedata.digit(char, char)) for char in unicodedata.normalize("NFKC", text))
    if plain != text and _NUMBER.fullmatch(plain):
        return Problem("strange-digit", f"`{shown}` has digits other than 0 to 9", hint=f"write `{plain}`")
    hint = "write `85000`, `0.5` or `2/3`"
    for way, written in ((_POWER, _without_power), (_GROUPED, _ungrouped), (_SIGNED, _unsigned)):
        if re.fullmatch(way, text):
            hint = f"write `{written(text)}`"
    return Problem("bad-number", f"`{shown}` is not a number", hint=hint)


def _without_power(text: str) -> str:
    mantissa, _, power = text.lower().partition("e")
    return number_text(Fraction(mantissa) * Fraction(10) ** int(power))


def _unsigned(text: str) -> str:
    return text.removeprefix("+")


def _ungrouped(text: str) -> str:
    return text.replace(",", "").replace("'", "").replace("’", "")


def number_text(value: Fraction) -> str:
    """The shortest exact writing of a number: an integer, a finite decimal, or a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _how_many(value: object) -> int | Fraction:
    if isinstance(value, bool) or not isinstance(value, str | int | Fraction):
        raise not_text("a number of members", value)
    number = parse_number(value) if isinstance(value, str) else Fraction(value)
    if number < 0:
        problem = Problem(
            "number-too-small", f"`{number_text(number)}` is less than nothing", hint="write it without `-`"
        )
        raise MistakeError((problem, None))
    return int(number) if number.denominator == 1 else number


HowMany = Annotated[
    int | Fraction,
    ReadBy(
        reported(_how_many),
        {
            "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string"}],
            "description": "A whole number of members, or a fraction of them: `2/3`.",
        },
        lambda value: value if isinstance(value, int) else number_text(value),
    ),
]
"""How many members of a group: a whole number of them, or a fraction."""
