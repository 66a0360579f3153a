"""What derived points are made of, and the days of the k-th of several: plain functions of the core's points."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, TypeAlias, assert_never

from conditions.formula import Day, Event, Guarded, Kth, Named, Point, Shift
from conditions.periods import Period
from conditions.truth import Truth

Bounds: TypeAlias = tuple[float, float]
"""Least and greatest number, both included; infinite where open."""
NEVER: Final[Bounds] = (math.inf, -math.inf)
"""Bounds between which nothing lies."""


def shifted(point: Point, period: Period) -> Point:
    """The point a period later; the point itself for an empty period."""
    return point if period.is_zero else Shift(point, period)


def derived_in(point: Point) -> tuple[Point, ...]:
    """The derived points that come if this one does."""
    match point:
        case Event() | Day():
            return ()
        case Shift(inner, _) | Named(_, inner):
            return derived_in(inner)
        case Kth():
            return (point,)
        case Guarded(inner, _):
            return (point, *derived_in(inner))
        case _:
            assert_never(point)


def spread(point: Point) -> Point:
    """The point without its names and guards, and with its periods inside the k-th of others.

    That changes no day: adding a period keeps days in their order.
    """
    match point:
        case Event() | Day():
            return point
        case Named(_, inner) | Guarded(inner, _):
            return spread(inner)
        case Shift(inner, period):
            plain = spread(inner)
            if isinstance(plain, Kth):
                return Kth(tuple(Shift(each, period) for each in plain.points), plain.k)
            return Shift(plain, period)
        case Kth():
            return point
        case _:
            assert_never(point)


def size(point: Point) -> int:
    """How many simple points a point is made of."""
    return sum(map(size, map(spread, point.points))) if isinstance(point, Kth) else 1


def kth(parts: Iterable[tuple[Truth, Bounds]], k: int) -> Bounds:
    """Bounds of the k-th smallest of numbers of which some may be missing, if so many are there.

    Args:
        parts: For every number whether it is there, and its bounds if it is; crossed bounds if it cannot be.
        k: Which one, counted from 1.
    """
    possible = [(there, bounds) for there, bounds in parts if there is not Truth.FALSE and bounds[0] <= bounds[1]]
    if len(possible) < k:
        return NEVER
    least = sorted(bounds[0] for _, bounds in possible)[k - 1]
    certain = sorted(bounds[1] for there, bounds in possible if there is Truth.TRUE)
    most = certain[k - 1] if len(certain) >= k else max(bounds[1] for _, bounds in possible)
    return (least, most)
