"""Whether a point lies in a polygon, in exact numbers: inside, outside, or on the border."""

from __future__ import annotations

from itertools import pairwise

from conditions.model.zones import Position, Ring
from conditions.truth import Truth, disjunction


def inside(polygons: tuple[tuple[Ring, ...], ...], point: Position) -> Truth:
    """Whether a point lies in one of some polygons; unknown on a border, which belongs to neither side.

    Args:
        polygons: For each, its outer ring and its holes.
        point: Longitude and latitude.
    """
    return disjunction(_in_polygon(rings, point) for rings in polygons)


def _in_polygon(rings: tuple[Ring, ...], point: Position) -> Truth:
    """In the outer ring and in no hole: an odd number of sides lies to the east of the point."""
    crossed = False
    for ring in rings:
        for start, end in pairwise(ring):
            if _on_side(start, end, point):
                return Truth.UNKNOWN
            crossed ^= _is_east(start, end, point)
    return Truth.of(crossed)


def _on_side(start: Position, end: Position, point: Position) -> bool:
    (x1, y1), (x2, y2), (x, y) = start, end, point
    in_line = (x2 - x1) * (y - y1) == (y2 - y1) * (x - x1)
    return in_line and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)


def _is_east(start: Position, end: Position, point: Position) -> bool:
    """Whether a line from the point to the east crosses the side; of its ends, the upper one does not belong to it."""
    (x1, y1), (x2, y2), (x, y) = start, end, point
    if (y1 > y) == (y2 > y):
        return False
    return x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)


__all__ = ["inside"]
