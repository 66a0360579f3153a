"""Core formulas as JSON: every formula and every point once, in tables, with its wording beside it."""

from __future__ import annotations

from typing import Final, TypeAlias, assert_never

from conditions.dates import Period
from conditions.formula import (
    All,
    Amount,
    Any,
    Compare,
    Constant,
    Count,
    Day,
    Event,
    FactValue,
    Formula,
    Gate,
    Guarded,
    Happens,
    Implies,
    Kth,
    Matches,
    Named,
    Not,
    Point,
    Quantity,
    Share,
    Shift,
    Sum,
    Within,
)
from conditions.plain import Plain
from conditions.report.text import shown
from conditions.truth import Truth
from conditions.wording import Wording

MOST_NODES: Final = 20_000
"""Most formulas of one program; what comes after them is declared not to be evaluated."""
MOST_DEPTH: Final = 200
"""How deep formulas and points may stand inside each other."""

TRUTHS: Final = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}
"""The number of each truth: a conjunction is the least of its parts, a disjunction the greatest."""

Node: TypeAlias = list[Plain]


class TooLargeError(Exception):
    """A formula is larger than a page should carry."""


class Nodes:
    """The tables of formulas and points, filled as formulas are added.

    Attributes:
        formulas: Every formula: a sign for its kind, then its parts, formulas and points by their place.
        points: Every point, likewise.
        words: Every formula in words.
        inside: The words that differ inside the gate of an act, by the place of the act and of the formula.
    """

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.formulas: list[Node] = []
        self.points: list[Node] = []
        self.words: list[str] = []
        self.inside: dict[str, dict[str, str]] = {}
        self._formulas: dict[Formula, int] = {}
        self._points: dict[Point, int] = {}
        self._told: set[tuple[int, Point | None]] = set()

    def add(self, formula: Formula, act: Point | None = None) -> int:
        """The place of a formula, which is added if it is new.

        Args:
            formula: The formula.
            act: The act whose requirement it is, if any; its day is called "that day".

        Raises:
            TooLargeError: The formula, or all of them together, is too large.
        """
        place = self.formula(formula)
        self._tell(formula, act)
        return place

    def formula(self, formula: Formula, depth: int = 0) -> int:
        """The place of a formula, without its words inside an act."""
        found = self._formulas.get(formula)
        if found is not None:
            return found
        if depth > MOST_DEPTH or len(self.formulas) + len(self.points) > MOST_NODES:
            raise TooLargeError
        node = self._node(formula, depth + 1)
        self._formulas[formula] = len(self.formulas)
        self.formulas.append(node)
        self.words.append(shown(self.wording.formula(formula)))
        return len(self.formulas) - 1

    def _node(self, formula: Formula, depth: int) -> Node:
        match formula:
            case Constant(truth, why):
                return ["c", TRUTHS[truth], why]
            case Happens(point):
                return ["h", self.point(point, depth)]
            case Within(point, anchor, least, most):
                return ["w", self.point(point, depth), self.point(anchor, depth), _period(least), _period(most)]
            case Matches(fact, values):
                return ["m", fact, list(values)]
            case Compare(left, comparison, right):
                return ["q", quantity(left), comparison, quantity(right)]
            case Not(part):
                return ["!", self.formula(part, depth)]
            case All(parts):
                return ["&", self._several(parts, depth)]
            case Any(parts):
                rungs: list[Plain] = [1] if self.wording.rungs(formula) else []
                return ["|", self._several(parts, depth), *rungs]
            case Count(parts, at_least, at_most):
                return ["#", self._several(parts, depth), at_least, at_most]
            case Implies(premise, conclusion):
                return [">", self.formula(premise, depth), self.formula(conclusion, depth)]
            case Gate(act, requires):
                return ["G", self.point(act, depth), self.formula(requires, depth)]
            case _:
                assert_never(formula)

    def _several(self, parts: tuple[Formula, ...], depth: int) -> list[Plain]:
        return [self.formula(part, depth) for part in parts]

    def point(self, point: Point, depth: int = 0) -> int:
        """The place of a point, which is added if it is new."""
        found = self._points.get(point)
        if found is not None:
            return found
        if depth > MOST_DEPTH or len(self.formulas) + len(self.points) > MOST_NODES:
            raise TooLargeError
        node = self._point(point, depth + 1)
        self._points[point] = len(self.points)
        self.points.append(node)
        return len(self.points) - 1

    def _point(self, point: Point, depth: int) -> Node:
        match point:
            case Event(name):
                return ["e", name]
            case Day(day):
                return ["d", day.toordinal()]
            case Shift(inner, period):
                return ["s", self.point(inner, depth), period_data(period)]
            case Kth(points, k):
                return ["k", [self.point(each, depth) for each in points], k]
            case Guarded(inner, guard):
                return ["g", self.point(inner, depth), self.formula(guard, depth)]
            case Named(name, inner):
                return ["n", name, self.point(inner, depth)]
            case _:
                assert_never(point)

    def _tell(self, formula: Formula, act: Point | None) -> None:
        """Note the words of a formula, and of those inside it, where an act makes them other ones."""
        place = self._formulas[formula]
        if (place, act) in self._told:
            return
        self._told.add((place, act))
        if act is not None:
            words = shown(self.wording.inside(act).formula(formula))
            if words != self.words[place]:
                self.inside.setdefault(str(self.point(act)), {})[str(place)] = words
        match formula:
            case Not(part):
                self._tell(part, act)
            case All(parts) | Any(parts) | Count(parts):
                for part in parts:
                    self._tell(part, act)
            case Implies(premise, conclusion):
                self._tell(premise, act)
                self._tell(conclusion, act)
            case Gate(inner, requires):
                self._tell(requires, inner)
            case Constant() | Happens() | Within() | Matches() | Compare():
                pass
            case _:
                assert_never(formula)


def quantity(number: Quantity) -> Node:
    """One side of a comparison."""
    match number:
        case Amount(value):
            return ["a", str(value)]
        case FactValue(fact):
            return ["f", fact]
        case Share(factor, base):
            return ["s", str(factor), quantity(base)]
        case Sum(parts):
            return ["+", [quantity(part) for part in parts]]
        case _:
            assert_never(number)


def period_data(period: Period) -> list[Plain]:
    """A period as its years, months, weeks and days."""
    return [period.years, period.months, period.weeks, period.days]


def _period(period: Period | None) -> Plain:
    return None if period is None else period_data(period)


__all__ = ["MOST_NODES", "TRUTHS", "Node", "Nodes", "TooLargeError", "period_data", "quantity"]
