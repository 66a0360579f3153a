"""Comparing numbers of which only ranges are known: exact, over every value that each fact may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple, assert_never

from conditions.formula import Amount, Comparison, FactValue, Quantity, Share, Sum
from conditions.knowledge import NOT_APPLICABLE, Knowledge, NumberBetween
from conditions.truth import Truth, conjunction


class Linear(NamedTuple):
    """A number as a sum of facts with factors, and a constant.

    Attributes:
        constant: What does not depend on facts.
        factors: How often each fact is in it; never 0.
    """

    constant: Fraction
    factors: Mapping[str, Fraction]

    def plus(self, other: Linear, times: Fraction = Fraction(1)) -> Linear:
        """The sum of both, the other one that many times."""
        factors = {
            fact: self.factors.get(fact, Fraction(0)) + times * other.factors.get(fact, Fraction(0))
            for fact in dict.fromkeys((*self.factors, *other.factors))
        }
        kept = {fact: factor for fact, factor in factors.items() if factor}
        return Linear(self.constant + times * other.constant, kept)


def linear(quantity: Quantity) -> Linear:
    """A quantity as a sum of facts."""
    match quantity:
        case Amount(value):
            return Linear(value, {})
        case FactValue(fact):
            return Linear(Fraction(0), {fact: Fraction(1)})
        case Share(factor, base):
            return Linear(Fraction(0), {}).plus(linear(base), factor)
        case Sum(parts):
            return _total(map(linear, parts))
        case _:
            assert_never(quantity)


def _total(parts: Iterable[Linear]) -> Linear:
    total = Linear(Fraction(0), {})
    for part in parts:
        total = total.plus(part)
    return total


def compared(left: Quantity, comparison: Comparison, right: Quantity, known: Knowledge) -> Truth:
    """Whether the comparison holds for every value that the facts may have, or for none.

    A fact that does not apply, and a share of what may be nothing, leave it unknown.
    """
    sides = (linear(left), linear(right))
    if any(known.fact(fact) == NOT_APPLICABLE for side in sides for fact in side.factors):
        return Truth.UNKNOWN
    if any(_may_be_zero(base, known) for base in (*bases(left), *bases(right))):
        return Truth.UNKNOWN
    difference = range_of(sides[0].plus(sides[1], Fraction(-1)), known)
    low, high = difference.low, difference.high
    not_above = _surely(high is not None and high <= 0, low is not None and low > 0)
    not_below = _surely(low is not None and low >= 0, high is not None and high < 0)
    match comparison:
        case "<=":
            return not_above
        case ">=":
            return not_below
        case ">":
            return ~not_above
        case "<":
            return ~not_below
        case "=":
            return conjunction((not_above, not_below))
        case "!=":
            return ~conjunction((not_above, not_below))
        case _:
            assert_never(comparison)


def _surely(so: bool, not_so: bool) -> Truth:
    return Truth.TRUE if so else Truth.FALSE if not_so else Truth.UNKNOWN


def range_of(number: Linear, known: Knowledge) -> NumberBetween:
    """The least and the greatest value of a number."""
    low: Fraction | None = number.constant
    high: Fraction | None = number.constant
    for fact, factor in number.factors.items():
        state = known.fact(fact)
        ends = (state.low, state.high) if isinstance(state, NumberBetween) else (None, None)
        least, most = ends if factor > 0 else (ends[1], ends[0])
        low = None if low is None or least is None else low + factor * least
        high = None if high is None or most is None else high + factor * most
    return NumberBetween(low, high)


def bases(quantity: Quantity) -> Iterator[Quantity]:
    """What the shares in a quantity are shares of."""
    match quantity:
        case Amount() | FactValue():
            return
        case Share(_, base):
            yield base
            yield from bases(base)
        case Sum(parts):
            for part in parts:
                yield from bases(part)
        case _:
            assert_never(quantity)


def nothing_to_share(left: Quantity, right: Quantity, known: Knowledge) -> Iterator[Quantity]:
    """What certainly is nothing, and of which the two sides take a share."""
    for base in (*bases(left), *bases(right)):
        if range_of(linear(base), known) == NumberBetween(Fraction(0), Fraction(0)):
            yield base


def _may_be_zero(base: Quantity, known: Knowledge) -> bool:
    found = range_of(linear(base), known)
    return (found.low is None or found.low <= 0) and (found.high is None or found.high >= 0)


__all__ = ["Linear", "bases", "compared", "linear", "nothing_to_share", "range_of"]
