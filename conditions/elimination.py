"""Formulas without derived points: the same meaning, said of events and fixed days alone.

The k-th of some points has come by a day if k of them have; a guarded point has come
if it has and its guard holds. So every order, window and gate on derived points is a
combination of orders between simple ones. In every complete course of events both
say the same; where things are unknown, the formula with derived points may know more.
"""

from __future__ import annotations

from functools import cache
from typing import Final, TypeAlias, assert_never

from conditions.formula import (
    All,
    Any,
    Constant,
    Count,
    Day,
    Event,
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
    Shift,
    Within,
    is_derived,
    points_of,
    walk,
)
from conditions.formula import Compare as Comparison
from conditions.periods import Period

_SAME_DAY: Final = Period()
_Simple: TypeAlias = Event | Day | Shift


def has_derived_points(formula: Formula) -> bool:
    """Whether several points, a guard or a name decide a point anywhere in the formula."""
    return any(_is_derived(point) for node in walk(formula) for point in points_of(node))


def _is_derived(point: Point) -> bool:
    match point:
        case Event() | Day():
            return False
        case Shift(inner, _):
            return _is_derived(inner)
        case Kth() | Guarded() | Named():
            return True
        case _:
            assert_never(point)


@cache
def without_derived_points(formula: Formula) -> Formula:
    """The formula in which every point is an event or a fixed day, perhaps shifted; itself if they all are."""
    return _plain(formula) if has_derived_points(formula) else formula


def _plain(formula: Formula) -> Formula:
    match formula:
        case Constant() | Matches() | Comparison():
            return formula
        case Happens(point):
            return _comes(point)
        case Within(point, anchor, least, most):
            if not is_derived(point) and not is_derived(anchor):
                return Within(_simple(point), _simple(anchor), least, most)
            sides = [_comes(point), _comes(anchor)]
            if least is not None:
                sides.append(_not_before(point, Shift(anchor, least)))
            if most is not None:
                sides.append(_not_before(Shift(anchor, most), point))
            return _all(sides)
        case Not(part):
            return Not(_plain(part))
        case All(parts):
            return All(tuple(map(_plain, parts)))
        case Any(parts):
            return Any(tuple(map(_plain, parts)))
        case Count(parts, at_least, at_most):
            return Count(tuple(map(_plain, parts)), at_least, at_most)
        case Implies(premise, conclusion):
            return Implies(_plain(premise), _plain(conclusion))
        case Gate(act, requires):
            inner = _plain(requires)
            return Implies(_comes(act), inner) if is_derived(act) else Gate(_simple(act), inner)
        case _:
            assert_never(formula)


def _comes(point: Point) -> Formula:
    """The point comes."""
    match point:
        case Event() | Day():
            return Happens(point)
        case Shift(inner, _) | Named(_, inner):
            return _comes(inner) if is_derived(inner) else Happens(_simple(point))
        case Kth(points, k):
            return _at_least(k, [_comes(each) for each in points])
        case Guarded(inner, guard):
            return _all([_comes(inner), _plain(guard)])
        case _:
            assert_never(point)


def _not_before(later: Point, earlier: Point) -> Formula:
    """If both come, the one lies on the day of the other or later; anything if one of them does not come."""
    later, earlier = _outward(later), _outward(earlier)
    match later, earlier:
        case Kth(points, k), _:
            # Of those that come, fewer than k come too early.
            early = [Not(Implies(_comes(each), _not_before(each, earlier))) for each in points]
            return Count(tuple(early), 0, k - 1)
        case Guarded(inner, _), _:
            return _not_before(inner, earlier)
        case _, Kth(points, k):
            return _at_least(k, [_all([_comes(each), _not_before(later, each)]) for each in points])
        case _, Guarded(inner, _):
            return _not_before(later, inner)
        case _:
            return Within(_simple(later), _simple(earlier), least=_SAME_DAY)


def _outward(point: Point) -> Point:
    """The point with its periods inside what it is derived from, which keeps the order of days."""
    match point:
        case Event() | Day() | Kth() | Guarded():
            return point
        case Named(_, inner):
            return _outward(inner)
        case Shift(inner, period):
            match _outward(inner):
                case Kth(points, k):
                    return Kth(tuple(Shift(each, period) for each in points), k)
                case Guarded(base, guard):
                    return Guarded(Shift(base, period), guard)
                case simple:
                    return Shift(simple, period)
        case _:
            assert_never(point)


def _simple(point: Point) -> _Simple:
    """A point that is not derived, without its names."""
    match _outward(point):
        case Event() | Day() | Shift() as simple:
            return simple
        case _:
            raise AssertionError("a derived point is no simple one")


def _all(parts: list[Formula]) -> Formula:
    return parts[0] if len(parts) == 1 else All(tuple(dict.fromkeys(parts)))


def _at_least(k: int, parts: list[Formula]) -> Formula:
    if k == len(parts):
        return _all(parts)
    return Any(tuple(parts)) if k == 1 else Count(tuple(parts), k)
