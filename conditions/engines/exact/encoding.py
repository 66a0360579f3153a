"""Formulas as literals: what makes a formula true, and what makes it false, in a completion of what is known.

Every day is left out: the solver decides which orders hold (`Le`), the network whether days keep them. A literal of
an order is only ever asked to be true; that an order does not hold is the opposite order, or that one of the two
events does not happen. So what does not happen needs no day, and is decided in the formula alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final, assert_never

from conditions.amounts import Linear
from conditions.certificates import Declared
from conditions.elimination import without_derived_points
from conditions.engines.exact.clauses import NO, YES, Clauses, counted
from conditions.engines.exact.facts import Facts
from conditions.engines.exact.network import Edge
from conditions.engines.exact.terms import ORIGIN, Le, NotLater, Term, not_later, term, widest
from conditions.formula import (
    All,
    Any,
    Compare,
    Comparison,
    Constant,
    Count,
    Event,
    Formula,
    Gate,
    Happens,
    Implies,
    Matches,
    Not,
    Point,
    Within,
)
from conditions.knowledge import Knowledge
from conditions.periods import FIRST_DAY, LAST_DAY, Period
from conditions.points import shifted
from conditions.timeline import Relation
from conditions.truth import Truth

_MOST_ALIKE: Final = 12
"""Most events after which the same periods are kept in step: for each two of them it is decided which comes first."""


class Encoding:
    """The literals of events, orders, values and formulas over what is known.

    Attributes:
        known: What is known; its entries and relations are encoded with the events that formulas name.
        clauses: The clauses so far.
        happens: The literal of every event.
        edges: How days are bounded for which literals.
        orders: The orders in months, with their literals.
        facts: The literals of facts.
    """

    def __init__(self, known: Knowledge, values: Declared | None = None, *, free: bool) -> None:
        """Start with nothing but the origin.

        Args:
            known: What is known.
            values: The values that yes/no and enumerated facts may have.
            free: Whether what no knowledge decides may turn out either way; else it stays undecided.
        """
        self.known = known
        self.clauses: Clauses = Clauses()
        self.facts: Facts = Facts(self.clauses, known, values or {})
        self.happens: dict[str, int] = {ORIGIN: YES}
        self.edges: list[Edge] = []
        self.orders: list[tuple[NotLater, int]] = []
        self._free = free
        self._made: dict[tuple[Formula, bool, bool], int] = {}
        self._les: dict[Le, int] = {}
        self._chosen: set[int] = set()
        self._pairs: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._months: dict[NotLater, int] = {}
        self._open: dict[str, int] = {}
        self._agreeing = False
        self._days_after: dict[tuple[tuple[int, int], ...], dict[str, str]] = {}
        for name in known.timeline.events():
            self.event(name)
        for relation in known.timeline.relations:
            self._relate(relation)

    # --- formulas -------------------------------------------------------------

    def true(self, formula: Formula) -> int:
        """A literal for which the formula is true."""
        return self._literal(without_derived_points(formula), True, False)

    def not_true(self, formula: Formula) -> int:
        """A literal for which the formula is false or undecided."""
        return self._literal(without_derived_points(formula), False, True)

    def not_false(self, formula: Formula) -> int:
        """A literal for which the formula is true or undecided."""
        return self._literal(without_derived_points(formula), True, True)

    def _literal(self, formula: Formula, so: bool, doubt: bool) -> int:
        """A literal for which the formula is true, or for which it is false.

        Args:
            formula: A formula without derived points.
            so: Whether it is to be true.
            doubt: Whether that it is undecided is enough.
        """
        key = (formula, so, doubt)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._compound(formula, so, doubt)
        return found

    def _compound(self, formula: Formula, so: bool, doubt: bool) -> int:
        def literal(part: Formula) -> int:
            return self._literal(part, so, doubt)

        def opposite(part: Formula) -> int:
            return self._literal(part, not so, doubt)

        join, part_of = (self.clauses.both, self.clauses.either) if so else (self.clauses.either, self.clauses.both)
        match formula:
            case Constant(truth, why):
                return self._constant(truth, why, so, doubt)
            case Happens(point):
                return self._comes(point) if so else -self._comes(point)
            case Within():
                return self._within(formula, so)
            case Matches(fact, values):
                return self.facts.matches(fact, values, so, doubt)
            case Compare():
                return self.facts.compare(formula, so, doubt)
            case Not(part):
                return opposite(part)
            case All(parts):
                return join(map(literal, parts))
            case Any(parts):
                return part_of(map(literal, parts))
            case Count():
                return counted(self.clauses, formula, so, literal, opposite)
            case Implies(premise, conclusion):
                return part_of((opposite(premise), literal(conclusion)))
            case Gate(act, requires):
                return part_of((-self._comes(act) if so else self._comes(act), literal(requires)))
            case _:
                assert_never(formula)

    def _constant(self, truth: Truth, why: str, so: bool, doubt: bool) -> int:
        if truth is not Truth.UNKNOWN:
            return YES if (truth is Truth.TRUE) == so else NO
        if not self._free:
            return YES if doubt else NO
        if why not in self._open:
            self._open[why] = self.clauses.variable()
        return self._open[why] if so else -self._open[why]

    # --- events and days ------------------------------------------------------

    def event(self, name: str) -> int:
        """The literal of an event; what is known of it by itself is added with it."""
        found = self.happens.get(name)
        if found is None:
            entry = self.known.timeline.entry(name)
            fixed = {Truth.TRUE: YES, Truth.FALSE: NO}.get(entry.occurs)
            found = self.happens[name] = self.clauses.variable() if fixed is None else fixed
            first, last = self.range_of(name)
            reason = () if found == YES else (found,)
            if found != NO:
                self.edges += (Edge(ORIGIN, name, last, reason), Edge(name, ORIGIN, -first, reason))
        return found

    def range_of(self, event: str) -> tuple[int, int]:
        """The days between which an event may lie, by its own entry."""
        if event == ORIGIN:
            return 0, 0
        entry = self.known.timeline.entry(event)
        first, last = max(entry.earliest, FIRST_DAY), min(entry.latest, LAST_DAY)
        return (LAST_DAY, FIRST_DAY) if math.isinf(first) or math.isinf(last) else (int(first), int(last))

    def _relate(self, relation: Relation) -> None:
        """If both events of a relation happen, it holds."""
        either = (-self.event(relation.first), -self.event(relation.second))
        start, other = Event(relation.first), Term(relation.second)
        if relation.least is not None:
            self.clauses.add(*either, self.order(_plus(start, relation.least), other))
        if relation.most is not None:
            self.clauses.add(*either, self.order(other, _plus(start, relation.most)))

    def _comes(self, point: Point) -> int:
        return self.event(term(point).event)

    def _within(self, formula: Within, so: bool) -> int:
        point, anchor = term(formula.point), term(formula.anchor)
        come = [self.event(point.event), self.event(anchor.event)]
        sides: list[tuple[Term, Term]] = []
        if formula.least is not None:
            sides.append((_plus(formula.anchor, formula.least), point))
        if formula.most is not None:
            sides.append((point, _plus(formula.anchor, formula.most)))
        if so:
            return self.clauses.both((*come, *(self.order(first, second) for first, second in sides)))
        broken = [self.order(second.later(1), first) for first, second in sides]
        return self.clauses.either((*(-one for one in come), *broken))

    def order(self, first: Term, second: Term) -> int:
        """A literal for which both terms come, and the first is not later than the second."""
        found = not_later(first, second)
        match found:
            case bool():
                return self.clauses.both((self.event(first.event), self.event(second.event))) if found else NO
            case Le():
                return self.le(found)
            case NotLater():
                return self._in_months(found)

    def le(self, order: Le) -> int:
        """A literal for which both events happen, and their days keep a difference."""
        found = self._les.get(order)
        if found is None:
            found = self._les[order] = self._difference(order)
        return found

    def _difference(self, order: Le) -> int:
        first, second, most = order.first, order.second, order.most
        come = self.event(first), self.event(second)
        (low, high), (start, end) = self.range_of(first), self.range_of(second)
        if NO in come or low - end > most:
            return NO
        if high - start <= most:
            return self.clauses.both(come)
        made = self.clauses.variable()
        self._chosen.add(made)
        for one in come:
            self.clauses.add(-made, one)
        self.edges.append(Edge(second, first, most, (made,)))
        for back, other in self._pairs.get((second, first), ()):
            if most + back < 0:
                self.clauses.add(-made, -other)
        self._pairs.setdefault((first, second), []).append((most, made))
        return made

    def comparison(self, number: Linear, comparison: Comparison) -> int:
        """A literal for which a number compares with nothing in this way."""
        return self.facts.comparison(number, comparison)

    def differences(self) -> Iterable[tuple[Le, int]]:
        """The orders whose literals the solver is free to choose."""
        return ((order, literal) for order, literal in self._les.items() if literal in self._chosen)

    def _in_months(self, order: NotLater) -> int:
        """A literal for an order in months, of which the solver learns more where it matters."""
        found = self._months.get(order)
        if found is None:
            come = self.event(order.first.event), self.event(order.second.event)
            if NO in come:
                return NO
            found = self._months[order] = self.clauses.variable()
            for one in come:
                self.clauses.add(-found, one)
            if order.first.event != order.second.event:
                self.clauses.add(-found, self.le(Le(order.first.event, order.second.event, widest(order))))
            self.orders.append((order, found))
            if self._agreeing:
                self._agree(order, found)
        return found

    def agree(self) -> None:
        """From now on, orders in months agree on the days that they name; most questions are answered without."""
        if not self._agreeing:
            self._agreeing = True
            for order, literal in list(self.orders):
                self._agree(order, literal)

    def _agree(self, order: NotLater, literal: int) -> None:
        first, second = self._after(order.first), self._after(order.second)
        self.edges.append(Edge(second, first, order.second.days - order.first.days, (literal,)))

    def _after(self, one: Term) -> str:
        """The day that a chain of periods leads to, as if it were an event: two orders with one day agree on it.

        It lies as far from the event as the periods can be long. That it is this very day, lemmas see to.
        """
        if not one.chain:
            return one.event
        chain = tuple((part.total_months, part.total_days) for part in one.chain)
        alike = self._days_after.setdefault(chain, {})
        if one.event not in alike:
            name = alike[one.event] = f"{one.event} + {' + '.join(map(str, chain))}"
            happens = self.event(one.event)
            shortest, longest = Term(one.event, 0, one.chain).lengths(*self.range_of(one.event))
            reason = () if happens == YES else (happens,)
            self.edges += (Edge(one.event, name, longest, reason), Edge(name, one.event, -shortest, reason))
            if len(alike) <= _MOST_ALIKE:
                self._in_step(one.event, alike)
        return alike[one.event]

    def _in_step(self, event: str, alike: Mapping[str, str]) -> None:
        """What comes first has its day after the same periods first, or on the same day."""
        for other in alike:
            if other != event:
                before, after = self.le(Le(event, other, 0)), self.le(Le(other, event, -1))
                self.clauses.add(-self.event(event), -self.event(other), before, after)
                self.edges += (
                    Edge(alike[other], alike[event], 0, (before,)),
                    Edge(alike[event], alike[other], 0, (after,)),
                )


def _plus(point: Point, period: Period) -> Term:
    return term(shifted(point, period))


__all__ = ["Encoding"]
