"""What formulas tell courses of events apart by: atoms, and formulas as literals over them.

An atom says that an event happens, that two events happen within a number of days of each other, that a fact has a
value, or that a number does not exceed a bound. Every atom is a variable, and every formula a gate over them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias, assert_never

from conditions.amounts import Linear, bases, linear
from conditions.elimination import without_derived_points
from conditions.engines.exact import OTHER
from conditions.engines.exact.clauses import counted
from conditions.engines.exact.numbers import Form, bound
from conditions.engines.exact.terms import ORIGIN, Le, NotLater, Term, not_later, term
from conditions.formula import (
    All,
    Any,
    Compare,
    Comparison,
    Constant,
    Count,
    Formula,
    Gate,
    Happens,
    Implies,
    Matches,
    Not,
    Point,
    Within,
    walk,
)
from conditions.knowledge import NOT_APPLICABLE, Among, Knowledge, NumberBetween
from conditions.periods import FIRST_DAY, LAST_DAY, Period
from conditions.points import shifted
from conditions.space.circuit import NO, YES, Circuit
from conditions.truth import Truth


class Happening(NamedTuple):
    """An event happens."""

    event: str


class Order(NamedTuple):
    """Two events happen, and the first term lies at most so many days after the second; `""` is day 0."""

    first: Term
    second: Term
    most: int


class Valued(NamedTuple):
    """A yes/no or enumerated fact has a value."""

    fact: str
    value: bool | str


class Bounded(NamedTuple):
    """A sum of facts is at most a number, or below it."""

    form: Form
    value: Fraction
    strict: bool


class Open(NamedTuple):
    """What a condition leaves open turns out to hold."""

    why: str


Atom: TypeAlias = Happening | Order | Valued | Bounded | Open
_OPPOSITE: Final[Mapping[Comparison, Comparison]] = {"<": ">=", "<=": ">", "=": "!=", "!=": "=", ">=": "<", ">": "<="}


class Atoms:
    """The atoms of some formulas, with their variables.

    Attributes:
        known: What is known; what it settles is no atom.
        circuit: The variables and gates.
        variables: The variable of every atom.
        happens: The literal of every event that is spoken of.
        values: For every yes/no or enumerated fact the literal of each value that it may have.
    """

    def __init__(self, known: Knowledge, declared: Mapping[str, tuple[bool | str, ...]]) -> None:
        """Start without any formula.

        Args:
            known: What is known.
            declared: The values that yes/no and enumerated facts may have.
        """
        self.known = known
        self.circuit: Circuit = Circuit()
        self.variables: dict[Atom, int] = {}
        self.happens: dict[str, int] = {ORIGIN: YES}
        self.values: dict[str, dict[bool | str, int]] = {}
        self._declared = declared
        self._made: dict[tuple[Formula, bool], int] = {}

    def mention(self, formulas: Iterable[Formula]) -> list[int]:
        """For every formula a literal that is true in the packages in which the formula is.

        What formulas name of facts whose values nothing declares must be known before the first is a literal: so all
        formulas that matter are given at once.
        """
        plain = [without_derived_points(formula) for formula in formulas]
        for formula in plain:
            for part in walk(formula):
                if isinstance(part, Matches):
                    self._name_values(part.fact, part.values)
        return [self._literal(formula, True) for formula in plain]

    def literal(self, formula: Formula) -> int:
        """A literal that is true in the packages in which the formula is."""
        return self._literal(without_derived_points(formula), True)

    def variable(self, atom: Atom) -> int:
        """The variable of an atom."""
        if atom not in self.variables:
            self.variables[atom] = self.circuit.variable()
        return self.variables[atom]

    # --- formulas ---------------------------------------------------------------

    def _literal(self, formula: Formula, so: bool) -> int:
        """A literal for which the formula is true, or for which it is false."""
        key = (formula, so)
        if key not in self._made:
            self._made[key] = self._compound(formula, so)
        return self._made[key]

    def _compound(self, formula: Formula, so: bool) -> int:
        def literal(part: Formula) -> int:
            return self._literal(part, so)

        def opposite(part: Formula) -> int:
            return self._literal(part, not so)

        circuit = self.circuit
        join, part_of = (circuit.both, circuit.either) if so else (circuit.either, circuit.both)
        match formula:
            case Constant(truth, why):
                if truth is not Truth.UNKNOWN:
                    return YES if (truth is Truth.TRUE) == so else NO
                return self.variable(Open(why)) if so else -self.variable(Open(why))
            case Happens(point):
                return self._comes(point) if so else -self._comes(point)
            case Within():
                return self._within(formula) if so else -self._within(formula)
            case Matches(fact, values):
                return self._matches(fact, values, so)
            case Compare():
                return self._compare(formula, so)
            case Not(part):
                return opposite(part)
            case All(parts):
                return join(map(literal, parts))
            case Any(parts):
                return part_of(map(literal, parts))
            case Count():
                return counted(self.circuit, formula, so, literal, opposite)
            case Implies(premise, conclusion):
                return part_of((opposite(premise), literal(conclusion)))
            case Gate(act, requires):
                return part_of((-self._comes(act) if so else self._comes(act), literal(requires)))
            case _:
                assert_never(formula)

    # --- events and days ----------------------------------------------------------

    def event(self, name: str) -> int:
        """The literal of an event."""
        if name not in self.happens:
            fixed = {Truth.TRUE: YES, Truth.FALSE: NO}.get(self.known.timeline.entry(name).occurs)
            self.happens[name] = self.variable(Happening(name)) if fixed is None else fixed
        return self.happens[name]

    def range_of(self, one: Term) -> tuple[int, int]:
        """The days between which a term may lie, by the entry of its event."""
        if one.event == ORIGIN:
            return one.days, one.days
        entry = self.known.timeline.entry(one.event)
        first, last = max(entry.earliest, FIRST_DAY), min(entry.latest, LAST_DAY)
        if math.isinf(first) or math.isinf(last):
            return LAST_DAY, FIRST_DAY
        return one.at(int(first)), one.at(int(last))

    def _comes(self, point: Point) -> int:
        return self.event(term(point).event)

    def _within(self, formula: Within) -> int:
        point, anchor = term(formula.point), term(formula.anchor)
        parts = [self.event(point.event), self.event(anchor.event)]
        if formula.least is not None:
            parts.append(self.order(plus(formula.anchor, formula.least), point))
        if formula.most is not None:
            parts.append(self.order(point, plus(formula.anchor, formula.most)))
        return self.circuit.both(parts)

    def order(self, first: Term, second: Term) -> int:
        """A literal for which both terms come, and the first is not later than the second."""
        come = self.circuit.both((self.event(first.event), self.event(second.event)))
        found = order_of(first, second)
        if isinstance(found, bool) or come == NO:
            return come if found is not False else NO
        (low, high), (start, end) = self.range_of(found.first), self.range_of(found.second)
        if low - end > found.most:
            return NO
        if high - start <= found.most:
            return come
        if _key(found.first) <= _key(found.second):
            return self._variable_of(found, come)
        opposite = Order(found.second, found.first, -found.most - 1)
        return self.circuit.both((come, -self._variable_of(opposite, come)))

    def _variable_of(self, order: Order, come: int) -> int:
        is_new = order not in self.variables
        made = self.variable(order)
        if is_new:
            self.circuit.add(-made, come)
        return made

    # --- facts ----------------------------------------------------------------------

    def _matches(self, fact: str, values: tuple[bool | str, ...], so: bool) -> int:
        state = self.known.fact(fact)
        if state == NOT_APPLICABLE or isinstance(state, NumberBetween):
            return NO
        options = self.values[fact]
        return self.circuit.either(literal for value, literal in options.items() if (value in values) == so)

    def _name_values(self, fact: str, named: tuple[bool | str, ...]) -> None:
        state = self.known.fact(fact)
        if state == NOT_APPLICABLE or isinstance(state, NumberBetween):
            return
        if isinstance(state, Among):
            options = tuple(dict.fromkeys(state.options))
        elif fact in self._declared:
            options = self._declared[fact]
        else:
            options = (True, False) if all(isinstance(value, bool) for value in named) else (*named, OTHER)
        if fact not in self.values:
            self.values[fact] = self._one_of(fact, options)

    def _one_of(self, fact: str, values: tuple[bool | str, ...]) -> dict[bool | str, int]:
        if len(values) == 1:
            return {values[0]: YES}
        if len(values) == 2:
            first, second = sorted(values, key=lambda value: value is not True)
            one = self.variable(Valued(fact, first))
            return {first: one, second: -one}
        found = {value: self.variable(Valued(fact, value)) for value in values}
        literals = list(found.values())
        self.circuit.add(*literals)
        for place, literal in enumerate(literals):
            for other in literals[:place]:
                self.circuit.add(-literal, -other)
        return found

    # --- numbers ----------------------------------------------------------------------

    def _compare(self, formula: Compare, so: bool) -> int:
        left, right = linear(formula.left), linear(formula.right)
        divisors = [linear(base) for base in (*bases(formula.left), *bases(formula.right))]
        if any(self.known.fact(fact) == NOT_APPLICABLE for one in (left, right, *divisors) for fact in one.factors):
            return NO
        comparison = formula.comparison if so else _OPPOSITE[formula.comparison]
        found = self._compared(left.plus(right, Fraction(-1)), comparison)
        return self.circuit.both((found, *(self._compared(one, "!=") for one in divisors)))

    def _compared(self, number: Linear, comparison: Comparison) -> int:
        """A literal for which a number compares with nothing in this way."""
        match comparison:
            case "<=":
                return self._at_most(number, strict=False)
            case "<":
                return self._at_most(number, strict=True)
            case ">=":
                return -self._at_most(number, strict=True)
            case ">":
                return -self._at_most(number, strict=False)
            case "=":
                return self.circuit.both((self._at_most(number, strict=False), -self._at_most(number, strict=True)))
            case "!=":
                return self.circuit.either((-self._at_most(number, strict=False), self._at_most(number, strict=True)))
            case _:
                assert_never(comparison)

    def _at_most(self, number: Linear, *, strict: bool) -> int:
        """A literal for which a number is at most 0, or below it."""
        if not number.factors:
            return YES if number.constant < 0 or (number.constant == 0 and not strict) else NO
        made = bound(number, upper=True, strict=strict)
        if made.upper:
            return self.variable(Bounded(made.form, made.value, strict))
        return -self.variable(Bounded(made.form, made.value, not strict))


def order_of(first: Term, second: Term) -> Order | bool:
    """That the first term lies on the day of the second or earlier; a bool where it does always or never."""
    found = not_later(first, second)
    match found:
        case bool():
            return found
        case Le(one, other, most):
            return Order(Term(one), Term(other), most)
        case NotLater(one, other):
            start, end = Term(one.event, 0, one.chain), Term(other.event, 0, other.chain)
            return Order(start, end, other.days - one.days)
        case _:
            assert_never(found)


def _key(one: Term) -> tuple[str, str]:
    return one.event, repr(one.chain)


def plus(point: Point, period: Period) -> Term:
    """The term a period after a point that is not derived."""
    return term(shifted(point, period))
