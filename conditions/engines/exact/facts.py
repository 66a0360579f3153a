"""The literals of facts: one for each value of a yes/no or enumerated fact, one for each bound of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeAlias, assert_never

from conditions.amounts import Linear, bases, linear
from conditions.certificates import Declared
from conditions.engines.exact.clauses import NO, YES, Clauses
from conditions.engines.exact.numbers import Bound, bound, known_bounds
from conditions.formula import Compare, Comparison
from conditions.knowledge import NOT_APPLICABLE, Among, Knowledge, NumberBetween

Value: TypeAlias = bool | str
OTHER: Final = "another value"
"""Stands for all values of an enumerated fact that no formula names, where its values are not declared."""
_OPPOSITE: Final[Mapping[Comparison, Comparison]] = {
    "<": ">=",
    "<=": ">",
    "=": "!=",
    "!=": "=",
    ">=": "<",
    ">": "<=",
}


class Facts:
    """The literals of facts over what is known.

    Attributes:
        bounds: How numbers are bounded for which literals.
        values: For every yes/no or enumerated fact the literal of each value that it may have.
    """

    def __init__(self, clauses: Clauses, known: Knowledge, declared: Declared) -> None:
        self.clauses = clauses
        self.known = known
        self.bounds: list[Bound] = []
        self.values: dict[str, dict[Value, int]] = {}
        self._declared = declared
        self._linear: dict[Bound, int] = {}
        self._numbers: set[str] = set()

    def matches(self, fact: str, values: tuple[Value, ...], so: bool, doubt: bool) -> int:
        """A literal for which a fact has one of the values, or has none of them; open where it does not apply."""
        state = self.known.fact(fact)
        if state == NOT_APPLICABLE or isinstance(state, NumberBetween):
            return YES if doubt else NO
        options = self._options(fact, values)
        return self.clauses.either(literal for value, literal in options.items() if (value in values) == so)

    def _options(self, fact: str, named: tuple[Value, ...]) -> Mapping[Value, int]:
        """The literals of all values that a fact may have; exactly one of them is true."""
        found = self.values.get(fact)
        if found is None:
            match self.known.fact(fact):
                case Among(options):
                    found = self._one_of(tuple(dict.fromkeys(options)))
                case _ if fact in self._declared:
                    found = self._one_of(self._declared[fact])
                case _ if all(isinstance(value, bool) for value in named):
                    found = self._one_of((False, True))
                case _:
                    found = self._one_of((OTHER,))
            self.values[fact] = found
        if OTHER in found:
            self._name(found, [value for value in named if value not in found])
        return found

    def _name(self, found: dict[Value, int], values: list[Value]) -> None:
        """Split values off those that no formula has named so far."""
        for value in values:
            old = found[OTHER]
            mine, rest = self.clauses.variable(), self.clauses.variable()
            self.clauses.add(-old, mine, rest)
            self.clauses.add(-mine, old)
            self.clauses.add(-rest, old)
            self.clauses.add(-mine, -rest)
            found[value], found[OTHER] = mine, rest

    def _one_of(self, values: tuple[Value, ...]) -> dict[Value, int]:
        if len(values) == 1:
            return {values[0]: YES}
        if len(values) == 2:
            one = self.clauses.variable()
            return {values[0]: -one, values[1]: one}
        found = {value: self.clauses.variable() for value in values}
        literals = list(found.values())
        self.clauses.add(*literals)
        for place, literal in enumerate(literals):
            for other in literals[:place]:
                self.clauses.add(-literal, -other)
        return found

    def compare(self, formula: Compare, so: bool, doubt: bool) -> int:
        """A literal for which a comparison holds, or does not; open where a share is of nothing."""
        left, right = linear(formula.left), linear(formula.right)
        divisors = [linear(base) for base in (*bases(formula.left), *bases(formula.right))]
        undecided = YES if doubt else NO
        if any(self.known.fact(fact) == NOT_APPLICABLE for one in (left, right, *divisors) for fact in one.factors):
            return undecided
        comparison = formula.comparison if so else _OPPOSITE[formula.comparison]
        found = self.comparison(left.plus(right, Fraction(-1)), comparison)
        empty = [self.comparison(one, "=") for one in divisors]
        if doubt:
            return self.clauses.either((found, *empty))
        return self.clauses.both((found, *(self.comparison(one, "!=") for one in divisors)))

    def comparison(self, number: Linear, comparison: Comparison) -> int:
        """A literal for which a number compares with nothing in this way."""
        match comparison:
            case "<=":
                return self._bound(number, upper=True, strict=False)
            case "<":
                return self._bound(number, upper=True, strict=True)
            case ">=":
                return self._bound(number, upper=False, strict=False)
            case ">":
                return self._bound(number, upper=False, strict=True)
            case "=":
                ends = (self._bound(number, upper=upper, strict=False) for upper in (True, False))
                return self.clauses.both(ends)
            case "!=":
                ends = (self._bound(number, upper=upper, strict=True) for upper in (True, False))
                return self.clauses.either(ends)
            case _:
                assert_never(comparison)

    def _bound(self, number: Linear, *, upper: bool, strict: bool) -> int:
        if not number.factors:
            value = number.constant if upper else -number.constant
            return YES if value < 0 or (value == 0 and not strict) else NO
        key = bound(number, upper=upper, strict=strict)
        if key not in self._linear:
            for name in number.factors:
                self._number(name)
            made = self._linear[key] = self.clauses.variable()
            self.bounds.append(key._replace(reason=(made,)))
        return self._linear[key]

    def _number(self, fact: str) -> None:
        """What is known of a number holds in any case."""
        state = self.known.fact(fact)
        if fact in self._numbers or not isinstance(state, NumberBetween):
            return
        self._numbers.add(fact)
        self.bounds += known_bounds(fact, state)
