"""Linear comparisons of exact numbers that must hold together: numbers that keep them, or why none do.

Source: B. Dutertre, L. de Moura, *A fast linear-arithmetic solver for DPLL(T)*, CAV 2006.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from conditions.amounts import Linear
from conditions.knowledge import NumberBetween

Form: TypeAlias = tuple[tuple[str, Fraction], ...]
"""A sum of facts with factors, in the order of their names; the first factor is 1."""
Value: TypeAlias = tuple[Fraction, Fraction]
"""A number, and how often an infinitely small one is added to it."""

_NOTHING: Value = (Fraction(0), Fraction(0))


class Bound(NamedTuple):
    """A bound of a sum of facts.

    Attributes:
        form: The sum.
        upper: Whether it is bounded from above.
        value: The bound.
        strict: Whether the bound itself is excluded.
        reason: The literals for which it holds.
    """

    form: Form
    upper: bool
    value: Fraction
    strict: bool = False
    reason: tuple[int, ...] = ()

    @property
    def exact(self) -> Value:
        """The bound with the infinitely small number that a strict one keeps away."""
        return self.value, Fraction(0 if not self.strict else -1 if self.upper else 1)


def bound(number: Linear, *, upper: bool, strict: bool, reason: tuple[int, ...] = ()) -> Bound:
    """The bound that keeps a number, which has factors, at most 0, or at least 0."""
    names = sorted(number.factors)
    lead = number.factors[names[0]]
    form = tuple((name, number.factors[name] / lead) for name in names)
    return Bound(form, upper == (lead > 0), -number.constant / lead, strict, reason)


def known_bounds(fact: str, state: NumberBetween) -> Iterator[Bound]:
    """The bounds of a fact of which a range is known."""
    form: Form = ((fact, Fraction(1)),)
    if state.low is not None:
        yield Bound(form, False, state.low)
    if state.high is not None:
        yield Bound(form, True, state.high)


@dataclass(frozen=True)
class Refuted:
    """Bounds that no numbers keep: each taken so many times, they add up to something that cannot be."""

    bounds: tuple[tuple[Bound, Fraction], ...]


def solve(bounds: Sequence[Bound]) -> Mapping[str, Fraction] | Refuted:
    """Numbers of facts that keep all bounds, whole ones where they are found soon; or why there are none."""
    found = _Simplex(bounds).solve()
    return found if isinstance(found, Refuted) else _whole(found, bounds)


def _whole(found: Mapping[str, Fraction], bounds: Sequence[Bound]) -> Mapping[str, Fraction]:
    """Whole numbers that keep all bounds too: the same ones so many times, or each rounded, where that will do."""
    times = math.lcm(*(value.denominator for value in found.values()))
    if times == 1:
        return found
    multiplied = {fact: value * times for fact, value in found.items()}
    if _keep(multiplied, bounds):
        return multiplied
    for fact, value in found.items():
        for rounded in dict.fromkeys((math.ceil(value), math.floor(value))):
            other = {**found, fact: Fraction(rounded)}
            if _keep(other, bounds):
                found = other
                break
    return found


def _keep(numbers: Mapping[str, Fraction], bounds: Iterable[Bound]) -> bool:
    for bound in bounds:
        total = sum((factor * numbers[fact] for fact, factor in bound.form), Fraction(0))
        beyond = total - bound.value if bound.upper else bound.value - total
        if beyond > 0 or (bound.strict and beyond == 0):
            return False
    return True


class _Simplex:
    """A tableau whose rows give each basic variable as a sum of the others.

    A variable is a fact by its name, or a form of several facts.
    """

    def __init__(self, bounds: Sequence[Bound]) -> None:
        self.bounds = bounds
        self.low: dict[str | Form, Bound] = {}
        self.high: dict[str | Form, Bound] = {}
        self.rows: dict[str | Form, dict[str | Form, Fraction]] = {}
        self.facts = sorted({fact for bound in bounds for fact, _ in bound.form})
        for bound in bounds:
            name: str | Form = bound.form[0][0] if len(bound.form) == 1 else bound.form
            if len(bound.form) > 1:
                self.rows.setdefault(name, dict(bound.form))
            ends = self.high if bound.upper else self.low
            held = ends.get(name)
            if held is None or (bound.exact < held.exact if bound.upper else bound.exact > held.exact):
                ends[name] = bound
        self.names: list[str | Form] = [*self.facts, *self.rows]
        self.place = {name: number for number, name in enumerate(self.names)}
        self.value: dict[str | Form, Value] = {}

    def solve(self) -> Mapping[str, Fraction] | Refuted:
        for name in self.names:
            low, high = self.low.get(name), self.high.get(name)
            if low is not None and high is not None and low.exact > high.exact:
                return Refuted(((low, Fraction(1)), (high, Fraction(1))))
        for fact in self.facts:
            self.value[fact] = self._clipped(fact)
        for name in self.rows:
            self._refresh(name)
        while True:
            wrong = [name for name in self.rows if self._below(name) or self._above(name)]
            if not wrong:
                return self._numbers()
            name = min(wrong, key=self.place.__getitem__)
            refuted = self._mend(name)
            if refuted is not None:
                return refuted

    def _clipped(self, name: str | Form) -> Value:
        low, high = self.low.get(name), self.high.get(name)
        if low is not None and low.exact > _NOTHING:
            return low.exact
        return high.exact if high is not None and high.exact < _NOTHING else _NOTHING

    def _refresh(self, name: str | Form) -> None:
        real = sum((factor * self.value[one][0] for one, factor in self.rows[name].items()), Fraction(0))
        small = sum((factor * self.value[one][1] for one, factor in self.rows[name].items()), Fraction(0))
        self.value[name] = (real, small)

    def _below(self, name: str | Form) -> bool:
        return name in self.low and self.value[name] < self.low[name].exact

    def _above(self, name: str | Form) -> bool:
        return name in self.high and self.value[name] > self.high[name].exact

    def _mend(self, name: str | Form) -> Refuted | None:
        """Move a basic variable to the bound that it breaks, or say why that cannot be."""
        up = self._below(name)
        bound = self.low[name] if up else self.high[name]
        row = self.rows[name]
        for other in sorted(row, key=self.place.__getitem__):
            rises = (row[other] > 0) == up
            end = self.high.get(other) if rises else self.low.get(other)
            if end is None or (self.value[other] < end.exact if rises else self.value[other] > end.exact):
                self._pivot(name, other)
                self.value[name] = bound.exact
                self.value[other] = self._solved(other)
                for basic in self.rows:
                    self._refresh(basic)
                return None
        ends = [(self.high if (factor > 0) == up else self.low)[other] for other, factor in row.items()]
        return Refuted(((bound, Fraction(1)), *zip(ends, map(abs, row.values()), strict=True)))

    def _solved(self, name: str | Form) -> Value:
        self._refresh(name)
        return self.value[name]

    def _pivot(self, leaving: str | Form, entering: str | Form) -> None:
        row = self.rows.pop(leaving)
        factor = row.pop(entering)
        solved: dict[str | Form, Fraction] = {other: -value / factor for other, value in row.items()}
        solved[leaving] = 1 / factor
        for name, old in self.rows.items():
            times = old.pop(entering, None)
            if times is not None:
                for other, value in solved.items():
                    old[other] = old.get(other, Fraction(0)) + times * value
                self.rows[name] = {other: value for other, value in old.items() if value}
        self.rows[entering] = solved

    def _numbers(self) -> Mapping[str, Fraction]:
        """The values with a number in place of the infinitely small one that is small enough."""
        small = Fraction(1)
        for ends, sign in ((self.low, 1), (self.high, -1)):
            for name, bound in ends.items():
                real, times = (sign * (mine - its) for mine, its in zip(self.value[name], bound.exact, strict=True))
                if real > 0 > times:
                    small = min(small, real / -times)
        return {fact: self.value[fact][0] + small * self.value[fact][1] for fact in self.facts}
