"""What a formula means in every row: the reference interpreter (`conditions.semantics`) said of nodes."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Final, assert_never

from conditions.amounts import Linear, bases, linear
from conditions.engines.frames.course import Course
from conditions.engines.frames.nodes import Node
from conditions.engines.frames.points import UnsupportedPointError, assuming, both_come, comes, not_before
from conditions.engines.frames.rows import LARGEST
from conditions.engines.frames.truths import Told, conjunction, constant, counted, disjunction, implied, negated
from conditions.formula import (
    All,
    Any,
    Compare,
    Constant,
    Count,
    Formula,
    Gate,
    Happens,
    Implies,
    Matches,
    Not,
    Quantity,
    Within,
)
from conditions.points import shifted
from conditions.semantics import promised

_MOST: Final = 2**63 - 1


def judge(formula: Formula, course: Course) -> Told:
    """The truth of a formula in every row.

    Raises:
        UnsupportedPointError: Rows cannot answer for it.
    """
    found = course.judged.get(formula)
    if found is None:
        found = course.judged[formula] = _judged(formula, course)
    return found


def _judged(formula: Formula, course: Course) -> Told:
    graph = course.graph
    match formula:
        case Constant(truth):
            return constant(graph, truth)
        case Happens(point):
            return comes(point, course, judge)
        case Within():
            return _within(formula, course)
        case Matches(fact, values):
            return course.rows.matches(fact, values)
        case Compare(left, comparison, right):
            not_above, not_below = _compared(left, right, course)
            equal = conjunction(graph, (not_above, not_below))
            answers = {"<=": not_above, ">=": not_below, ">": negated(not_above), "<": negated(not_below)}
            return {**answers, "=": equal, "!=": negated(equal)}[comparison]
        case Not(part):
            return negated(judge(part, course))
        case All(parts):
            return conjunction(graph, (judge(part, course) for part in parts))
        case Any(parts):
            return disjunction(graph, (judge(part, course) for part in parts))
        case Count(parts, at_least, at_most):
            return counted(graph, (judge(part, course) for part in parts), at_least, at_most)
        case Implies(premise, conclusion):
            holding, impossible = assuming(promised(premise), course, judge)
            return implied(graph, judge(premise, course), judge(conclusion, holding), impossible)
        case Gate(act, requires):
            acting, impossible = assuming((act,), course, judge)
            return implied(graph, comes(act, course, judge), judge(requires, acting), impossible)
        case _:
            assert_never(formula)


def _within(formula: Within, course: Course) -> Told:
    """Both come, and the bounds of their distance decide."""
    point, anchor = formula.point, formula.anchor
    sides = [both_come(point, anchor, course, judge)]
    if formula.least is not None:
        sides.append(not_before(point, shifted(anchor, formula.least), course, judge))
    if formula.most is not None:
        sides.append(not_before(shifted(anchor, formula.most), point, course, judge))
    return conjunction(course.graph, sides)


# --- numbers --------------------------------------------------------------------------


def _compared(left: Quantity, right: Quantity, course: Course) -> tuple[Told, Told]:
    """Whether the left is at most the right, and at least; unknown where it takes a share of what may be nothing."""
    graph = course.graph
    difference = linear(left).plus(linear(right), Fraction(-1))
    doubtful = graph.some(_may_be_zero(base, course) for base in (*bases(left), *bases(right)))
    sound = graph.opposite(doubtful)
    high, has_high = _end(difference, course, upper=True)
    low, has_low = _end(difference, course, upper=False)
    zero = graph.known(0)
    not_above = Told(
        graph.every((sound, has_high, graph.apart(zero, high, 0))),
        graph.every((sound, has_low, graph.apart(low, zero, 1))),
    )
    not_below = Told(
        graph.every((sound, has_low, graph.apart(low, zero, 0))),
        graph.every((sound, has_high, graph.apart(zero, high, 1))),
    )
    return not_above, not_below


def _may_be_zero(base: Quantity, course: Course) -> Node:
    graph, number = course.graph, linear(base)
    (low, has_low), (high, has_high) = (_end(number, course, upper=upper) for upper in (False, True))
    zero = graph.known(0)
    return graph.every(
        (
            graph.some((graph.opposite(has_low), graph.apart(zero, low, 0))),
            graph.some((graph.opposite(has_high), graph.apart(high, zero, 0))),
        )
    )


def _end(number: Linear, course: Course, *, upper: bool) -> tuple[Node, Node]:
    """The greatest or the least value of a number, times a positive whole number that makes it whole."""
    graph = course.graph
    terms: list[tuple[Node, Fraction]] = []
    known: list[Node] = []
    for fact, factor in number.factors.items():
        told = course.rows.number(fact)
        is_high = upper == (factor > 0)
        node, scale = (told.high, told.high_scale) if is_high else (told.low, told.low_scale)
        terms.append((node, factor / 10**scale))
        known.append(told.has_high if is_high else told.has_low)
    times = lcm(number.constant.denominator, *(factor.denominator for _, factor in terms))
    factors = [(node, int(factor * times)) for node, factor in terms]
    constant_ = int(number.constant * times)
    if sum(abs(factor) for _, factor in factors) * LARGEST + abs(constant_) > _MOST:
        raise UnsupportedPointError("numbers with so many decimal places")
    return graph.plus(graph.total(factors), constant_), graph.every(known)
