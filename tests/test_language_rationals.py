"""Exact numbers as texts, and what is said of texts that are none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from conditions.language.quantities import Quantity
from conditions.language.rationals import parse_number
from conditions.language.types import MistakeError


@pytest.mark.parametrize(
    ("text", "number"),
    [("85_000", Fraction(85_000)), ("-0.25", Fraction(-1, 4)), ("2/3", Fraction(2, 3)), ("007", Fraction(7))],
)
def test_numbers_are_exact(text: str, number: Fraction) -> None:
    """Decimals and fractions are no floating-point numbers."""
    assert number == parse_number(text)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("NaN", "not-a-number", "write a number, a range such as `{from: 10, to: 20}`, or `unknown`"),
        ("-Infinity", "not-a-number", "write a number, a range such as `{from: 10, to: 20}`, or `unknown`"),
        ("1e3", "bad-number", "write `1000`"),
        ("2.5E-1", "bad-number", "write `0.25`"),
        ("1e999", "bad-number", "write `85000`, `0.5` or `2/3`"),
        ("12,500", "bad-number", "write `12500`"),
        ("1’000’000", "bad-number", "write `1000000`"),
        ("1,5", "bad-number", "write `85000`, `0.5` or `2/3`"),
        ("+3", "bad-number", "write `3`"),
        ("８５", "strange-digit", "write `85`"),
        ("٨٥", "strange-digit", "write `85`"),
        ("1/0", "zero-denominator", "write a number other than 0 below the line"),
        ("", "bad-number", "write `85000`, `0.5` or `2/3`"),
        ("9" * 61, "bad-number", "write `85000`, `0.5` or `2/3`"),
    ],
)
def test_what_is_no_number(text: str, code: str, hint: str) -> None:
    """Each mistake has its code, and a hint that can be copied where it is known what was meant."""
    with pytest.raises(MistakeError) as caught:
        parse_number(text)
    (problem,) = caught.value.problems

    assert (code, hint) == (problem.code, problem.hint)


def test_a_sign_in_a_quantity_is_told_of() -> None:
    """It is not taken for a sum."""
    with pytest.raises(MistakeError, match="write `3`"):
        Quantity.parse("+3 persons")
