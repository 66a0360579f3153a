"""What can be seen from a formula alone: that it holds, or fails, in every course of events.

The search takes each event, each distance between two points and each fact by
itself: it also tries what no course of events brings together. What holds in all it
tries therefore holds in every course, but not all that holds in every course is seen.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeAlias, assert_never

from conditions import formula as core
from conditions.dates import Period, length_bounds, shift
from conditions.truth import Truth, conjunction, counted, disjunction
from conditions.vocabulary import FactType

MOST_TRIES: Final = 2_000
"""Most partial courses that are looked at for one formula."""
_MOST_PARTS: Final = 100_000
"""Most parts of a formula that are looked at in all of them: of a long one fewer courses are tried."""

Choice: TypeAlias = tuple[str, Hashable]
"""What is chosen freely: whether an event happens, a distance, the value of a fact."""
Value: TypeAlias = bool | str | int | Fraction
Interval: TypeAlias = tuple[float, float]

_COMPARED: Final[Mapping[core.Comparison, Callable[[Fraction, Fraction], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


class _TooManyError(Exception):
    """The search would take too long."""


def truths(formula: core.Formula, facts: Mapping[str, FactType] | None = None) -> frozenset[bool] | None:
    """The truths that the formula may have in whole courses of events; `None` where that is not seen soon.

    >>> from conditions.formula import Event, Gate, Period, Within
    >>> own = Within(Event("vote"), Event("vote"), least=Period(days=1))
    >>> truths(Gate(Event("vote"), own)) == {True, False}, truths(own) == {False}
    (True, True)

    Args:
        formula: The formula.
        facts: The types of the facts in it; of one without a type, any value counts.
    """
    most = min(MOST_TRIES, _MOST_PARTS // _size(formula))
    search = _Search(formula, facts or {}, _regions(formula), most)
    try:
        return frozenset(target for target in (True, False) if search.finds(Truth.of(target)))
    except _TooManyError:
        return None


def _size(formula: core.Formula) -> int:
    """How many formulas and events a formula is made of."""
    return sum(
        1 + sum(len(tuple(core.events_of(point))) for point in core.points_of(part)) for part in core.walk(formula)
    )


@dataclass
class _Search:
    """Looks for a course in which a formula has a truth.

    Attributes:
        formula: The formula.
        facts: The types of its facts.
        regions: For each distance and each number, values of which every one that behaves differently is there.
        most: How many partial courses are looked at.
    """

    formula: core.Formula
    facts: Mapping[str, FactType]
    regions: Mapping[Choice, tuple[Value, ...]]
    most: int
    tries: int = field(default=0)

    def finds(self, target: Truth) -> bool:
        """Whether some course has the truth."""
        branches: list[Iterator[dict[Choice, Value]]] = [iter(({},))]
        while branches:
            chosen = next(branches[-1], None)
            if chosen is None:
                branches.pop()
                continue
            self.tries += 1
            if self.tries > self.most:
                raise _TooManyError
            course = _Course(chosen, [])
            found = course.truth(self.formula)
            if found is Truth.UNKNOWN and course.open:
                branches.append(self._continued(chosen, course.open[0]))
            elif found is target:
                return True
        return False

    def _continued(self, chosen: dict[Choice, Value], choice: Choice) -> Iterator[dict[Choice, Value]]:
        for value in self._values(choice):
            yield {**chosen, choice: value}

    def _values(self, choice: Choice) -> tuple[Value, ...]:
        what, name = choice
        if what == "fact":
            kind = self.facts.get(str(name))
            if kind is not None and kind.kind == "one_of":
                return kind.values
            return (True, False) if kind is not None and kind.kind == "yes_no" else self.regions[choice]
        return self.regions.get(choice, (True, False))


@dataclass
class _Course:
    """A course of events as far as it is chosen, and what a formula still needs of it."""

    chosen: Mapping[Choice, Value]
    open: list[Choice]

    def _get(self, choice: Choice) -> Value | None:
        if choice not in self.chosen:
            self.open.append(choice)
        return self.chosen.get(choice)

    def _free(self, what: str, name: Hashable) -> Truth:
        value = self._get((what, name))
        return Truth.of(None if value is None else value is True)

    def truth(self, formula: core.Formula) -> Truth:
        """The truth of a formula in all courses that agree with what is chosen, unknown where they differ."""
        match formula:
            case core.Constant(truth, why):
                return self._free("constant", why) if truth is Truth.UNKNOWN else truth
            case core.Happens(point):
                return self.comes(point)
            case core.Within(point, anchor):
                come = conjunction((self.comes(point), self.comes(anchor)))
                return come if come is Truth.FALSE else conjunction((come, self._within(formula)))
            case core.Matches(fact, values):
                value = self._get(("fact", fact))
                return Truth.of(None if value is None else value in values)
            case core.Compare():
                return self._compare(formula)
            case core.Not(part):
                return ~self.truth(part)
            case core.All(parts):
                return conjunction(self.truth(part) for part in parts)
            case core.Any(parts):
                return disjunction(self.truth(part) for part in parts)
            case core.Count(parts, at_least, at_most):
                return counted((self.truth(part) for part in parts), at_least, at_most)
            case core.Implies(premise, conclusion):
                return disjunction((~self.truth(premise), self.truth(conclusion)))
            case core.Gate(act, requires):
                return disjunction((~self.comes(act), self.truth(requires)))
            case _:
                assert_never(formula)

    def comes(self, point: core.Point) -> Truth:
        """Whether a point comes."""
        match point:
            case core.Event(name):
                return self._free("event", name)
            case core.Day():
                return Truth.TRUE
            case core.Shift(inner, _) | core.Named(_, inner):
                return self.comes(inner)
            case core.Kth(points, k):
                return counted((self.comes(each) for each in points), k)
            case core.Guarded(inner, guard):
                return conjunction((self.comes(inner), self.truth(guard)))
            case _:
                assert_never(point)

    def _within(self, formula: core.Within) -> Truth:
        """Whether the distance lies between the bounds, if both come."""
        gap = _gap(formula)
        match gap:
            case Truth():
                return gap
            case None:
                return self._free("window", formula)
            case choice, (low, high):
                value = self._get(choice)
                return Truth.of(None if value is None else low <= Fraction(value) <= high)

    def _compare(self, formula: core.Compare) -> Truth:
        match formula:
            case core.Compare(core.Amount(left), comparison, core.Amount(right)):
                return Truth.of(_COMPARED[comparison](left, right))
            case core.Compare(core.FactValue(fact), comparison, core.Amount(right)):
                value = self._get(("number", fact))
                return Truth.of(None if value is None else _COMPARED[comparison](Fraction(value), right))
            case core.Compare(left, comparison, right) if left == right:
                return Truth.of(_COMPARED[comparison](Fraction(0), Fraction(0)))
            case core.Compare():
                return self._free("comparison", formula)
            case _:
                assert_never(formula)


# --- distances ----------------------------------------------------------------


@lru_cache(maxsize=4_096)
def _gap(formula: core.Within) -> Truth | tuple[Choice, Interval] | None:
    """The distance that a window bounds, with the days between which it must lie; or the truth, where that is fixed.

    `None` where a number of months, which has no fixed length, lies between two points.
    """
    point, ahead = _placed(formula.point)
    anchor, behind = _placed(formula.anchor)
    least, most = (_length(bound, formula.anchor) for bound in (formula.least, formula.most))
    if point == anchor:
        apart = (0, 0) if formula.point == formula.anchor else (ahead[0] - behind[1], ahead[1] - behind[0])
        return _between(apart, least, most)
    if any(low != high for low, high in (ahead, behind, *(bound for bound in (least, most) if bound is not None))):
        return None
    low = -math.inf if least is None else least[0] + behind[0] - ahead[0]
    high = math.inf if most is None else most[0] + behind[0] - ahead[0]
    if point is None or (anchor is not None and repr(point) > repr(anchor)):
        return ("distance", (anchor, point)), (-high, -low)
    return ("distance", (point, anchor)), (low, high)


def _between(apart: Interval, least: Interval | None, most: Interval | None) -> Truth | None:
    """Whether a distance lies between two bounds, as far as all three are known."""
    above = Truth.TRUE if least is None else _at_least(apart, least)
    below = Truth.TRUE if most is None else _at_least(most, apart)
    both = conjunction((above, below))
    return None if both is Truth.UNKNOWN else both


def _at_least(more: Interval, less: Interval) -> Truth:
    return Truth.TRUE if more[0] >= less[1] else Truth.FALSE if more[1] < less[0] else Truth.UNKNOWN


def _placed(point: core.Point) -> tuple[core.Event | core.Kth | None, Interval]:
    """What a point hangs on, `None` for the calendar itself, and how many days after it the point lies."""
    match point:
        case core.Event() | core.Kth():
            return point, (0, 0)
        case core.Day(day):
            return None, (day.toordinal(), day.toordinal())
        case core.Shift(inner, period):
            base, (low, high) = _placed(inner)
            if base is None:
                return base, (shift(int(low), period), shift(int(high), period))
            least, most = length_bounds(period, -math.inf, math.inf)
            return base, (low + least, high + most)
        case core.Named(_, inner) | core.Guarded(inner, _):
            return _placed(inner)
        case _:
            assert_never(point)


def _length(bound: Period | None, anchor: core.Point) -> Interval | None:
    """How many days a bound lasts from its anchor."""
    if bound is None:
        return None
    base, (low, _) = _placed(anchor)
    if base is None:
        days = shift(int(low), bound) - low
        return days, days
    return length_bounds(bound, -math.inf, math.inf)


def _regions(formula: core.Formula) -> dict[Choice, tuple[Value, ...]]:
    """For each distance, number and fact, values of which every one that behaves differently is there."""
    edges: dict[Choice, set[Fraction]] = {}
    regions: dict[Choice, tuple[Value, ...]] = {}
    for node in core.walk(formula):
        match node:
            case core.Within():
                gap = _gap(node)
                if isinstance(gap, tuple):
                    finite = {Fraction(int(edge)) for edge in gap[1] if math.isfinite(edge)}
                    edges.setdefault(gap[0], set()).update(finite)
            case core.Compare(core.FactValue(fact), _, core.Amount(value)):
                edges.setdefault(("number", fact), set()).add(value)
            case core.Matches(fact, values):
                known = regions.get(("fact", fact), ("",))
                regions["fact", fact] = tuple(dict.fromkeys((*values, *known)))
            case core.Compare() | core.Constant() | core.Happens() | core.Not() | core.All() | core.Any():
                pass
            case core.Count() | core.Implies() | core.Gate():
                pass
            case _:
                assert_never(node)
    return regions | {choice: tuple(_around(values, choice[0])) for choice, values in edges.items()}


def _around(edges: set[Fraction], what: str) -> Iterator[Fraction]:
    """The edges, and a value in each region between and beside them."""
    listed = sorted(edges) or [Fraction(0)]
    if what == "distance":
        yield from sorted({edge + step for edge in listed for step in (-1, 0, 1)})
        return
    yield listed[0] - 1
    for edge, following in zip(listed, [*listed[1:], listed[-1] + 2], strict=True):
        yield edge
        yield (edge + following) / 2
