"""Whether points lie in polygons, against triangles and rectangles, where it can be said in another way."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.errors import DossierError
from conditions.model.zones import Geometry, Zone
from conditions.obligations.geometry import inside
from conditions.truth import Truth

numbers = st.integers(-4, 4).map(Fraction) | st.fractions(-4, 4, max_denominator=6)
points = st.tuples(numbers, numbers)


def side(
    start: tuple[Fraction, Fraction], end: tuple[Fraction, Fraction], point: tuple[Fraction, Fraction]
) -> Fraction:
    """On which side of a line a point lies: positive on the left, 0 on it."""
    (x1, y1), (x2, y2), (x, y) = start, end, point
    return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)


@given(points, points, points, points)
def test_a_triangle_is_what_lies_on_one_side_of_all_its_sides(
    one: tuple[Fraction, Fraction],
    two: tuple[Fraction, Fraction],
    three: tuple[Fraction, Fraction],
    point: tuple[Fraction, Fraction],
) -> None:
    """Inside strictly, on the border unknown, outside not; whichever way round the corners are given."""
    sides = [side(one, two, point), side(two, three, point), side(three, one, point)]
    turn = side(one, two, three)
    if turn == 0:
        return
    signed = [value / turn for value in sides]
    expected = Truth.TRUE if min(signed) > 0 else Truth.FALSE if min(signed) < 0 else Truth.UNKNOWN

    assert expected is inside((((one, two, three, one),),), point)
    assert expected is inside((((three, two, one, three),),), point)


@given(points, points, points)
def test_a_hole_is_outside(
    corner: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction], point: tuple[Fraction, Fraction]
) -> None:
    """What lies in a hole does not lie in the polygon, and of two polygons one is enough."""
    (left, right), (low, high) = (sorted(pair) for pair in zip(corner, other, strict=True))
    if left == right or low == high:
        return
    ring = ((left, low), (right, low), (right, high), (left, high), (left, low))
    frame = tuple((x * 9, y * 9) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)))
    outer = tuple((Fraction(x), Fraction(y)) for x, y in frame)
    within = inside(((ring,),), point)

    assert ~within is inside(((outer, ring),), point)
    assert within is inside(((ring,), (ring,)), point)


# --- shapes that are refused ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "coordinates", "message"),
    [
        ("Point", [1, 2], "`type` cannot be `Point`"),
        ("Polygon", "here", "coordinates must be a list"),
        ("Polygon", [], "a polygon needs a ring"),
        ("Polygon", [[[0, 0], [1, 0], [0, 0]]], "at least four positions"),
        ("Polygon", [[[0, 0], [1, 0], [1, 1], [0, 1]]], "must end where it begins"),
        ("Polygon", [[[0, 0], [1, 0], [1, 91], [0, 0]]], "`[1, 91]` lies outside the globe"),
        ("Polygon", [[[0, 0], [1], [1, 1], [0, 0]]], "a position is `[longitude, latitude]`"),
        ("Polygon", [[[0, 0], [1, "x"], [1, 1], [0, 0]]], "`x` is not a number"),
        ("MultiPolygon", [[[0, 0], [1, 0], [1, 1], [0, 0]]], "at least four positions"),
        ("MultiPolygon", [[[[[0, 0]]]]], "nested too deep"),
        ("Polygon", [[[0, 0]] * 10_001], "a shape has at most 10,000 positions"),
    ],
)
def test_wrong_shapes_are_refused(kind: str, coordinates: object, message: str) -> None:
    """Each with what is wrong."""
    with pytest.raises(DossierError) as caught:
        Geometry(type=kind, coordinates=coordinates)  # type: ignore[arg-type]  # wrong on purpose

    assert message in str(caught.value)


def test_numbers_of_a_shape_stay_as_they_were_given() -> None:
    """They are written again as they were, and read exactly."""
    ring = [["30.10", "50"], [31, 50], [31.5, 51], ["30.10", "50"]]
    shape = Geometry.model_validate({"type": "Polygon", "coordinates": [ring]})

    assert "30.10" == shape.coordinates[0][0][0]
    assert (Fraction("31.5"), Fraction(51)) == shape.polygons()[0][0][2]
    assert Zone(geometry=shape).geometry == shape
