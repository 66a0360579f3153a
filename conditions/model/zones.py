"""Named areas: what belongs to what, a limit of latitude, and a shape of the user's own. We ship no borders."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from conditions.errors import Problem
from conditions.language.rationals import number_text, parse_number
from conditions.language.read_by import ReadBy
from conditions.language.types import MistakeError, carried, kind_of, mistake, reported
from conditions.model.base import Code, Model, OneOrMore, Words
from conditions.records import dataclass

MOST_POSITIONS: Final = 10_000
"""Most positions of one shape."""
_DEGREES: Final = " degrees"
_AS_DEGREES: Final = "write degrees as a number, as in `44.5 degrees`; south and west are below zero"


@dataclass(frozen=True)
class Degrees:
    """A latitude or longitude, exactly; south and west are negative."""

    value: Fraction

    def __str__(self) -> str:
        return f"{number_text(self.value)}{_DEGREES}"


def _exactly(value: object) -> Fraction:
    """A number as it was written; of a float, its shortest decimal.

    Raises:
        MistakeError: It is no number.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise MistakeError((Problem("bad-number", f"a number is expected, and this is {kind_of(value)}"), None))
    return parse_number(value if isinstance(value, str) else f"{Decimal(str(value)):f}")


def _degrees(most: int) -> Any:
    """How degrees between these and their negative are read."""

    def read(value: object) -> Degrees:
        if isinstance(value, Degrees):
            return value
        text = value.removesuffix("degrees").rstrip() if isinstance(value, str) else value
        try:
            number = _exactly(text)
        except MistakeError:
            raise MistakeError((Problem("bad-degrees", f"`{value}` is no degrees", hint=_AS_DEGREES), None)) from None
        if abs(number) > most:
            message = f"`{value}` lies outside -{most} to {most} degrees"
            raise MistakeError((Problem("bad-degrees", message), None))
        return Degrees(number)

    return ReadBy(reported(read), {"anyOf": [{"type": "string"}, {"type": "number"}]}, str)


Latitude: TypeAlias = Annotated[Degrees, _degrees(90)]
"""Degrees north of the equator, exactly: `44.5 degrees`."""
Longitude: TypeAlias = Annotated[Degrees, _degrees(180)]
"""Degrees east of Greenwich, exactly."""


class Latitudes(Model):
    """A zone between two latitudes, both included; an open end is left out."""

    south: Latitude | None = Field(default=None, alias="from")
    north: Latitude | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> "Latitudes":
        if self.south is None and self.north is None:
            raise mistake("empty-latitude", "a limit of latitude needs `from`, `to` or both", _AS_DEGREES)
        if self.south and self.north and self.south.value > self.north.value:
            raise mistake("reversed-latitude", f"`{self.south}` lies north of `{self.north}`", at=("from",))
        return self


# --- a shape of the user's own ------------------------------------------------------


def _coordinates(value: object) -> tuple[Any, ...]:
    """Nested lists of numbers as nested tuples of texts, each as it was written.

    Raises:
        PydanticCustomError: It is something else.
    """
    count = 0

    def taken(item: object, at: tuple[int, ...]) -> Any:
        nonlocal count
        if isinstance(item, list | tuple):
            if len(at) == _DEEPEST:
                raise mistake("bad-shape", "coordinates are nested too deep", _SHAPE, at)
            count += not any(isinstance(one, list | tuple) for one in item)
            if count > MOST_POSITIONS:
                raise mistake("shape-too-large", f"a shape has at most {MOST_POSITIONS:,} positions", at=at)
            return tuple(taken(one, (*at, place)) for place, one in enumerate(item))
        try:
            _exactly(item)
        except MistakeError as error:
            raise carried(error, at) from None
        return item if isinstance(item, str) else str(item)

    if not isinstance(value, list | tuple):
        raise mistake("bad-shape", f"coordinates must be a list, and this is {kind_of(value)}", _SHAPE)
    found: tuple[Any, ...] = taken(value, ())
    return found


Position: TypeAlias = tuple[Fraction, Fraction]
"""Longitude and latitude."""
Ring: TypeAlias = tuple[Position, ...]
"""Corners; the last is the first."""
_DEEPEST: Final = 4
_SHAPE: Final = "a polygon is a list of rings, a ring a list of `[longitude, latitude]`, the last as the first"


class Geometry(Model):
    """A shape as GeoJSON: a polygon or several, in degrees of longitude and latitude, each number as it was given."""

    type: Literal["Polygon", "MultiPolygon"]
    coordinates: Annotated[tuple[Any, ...], ReadBy(_coordinates, {"type": "array", "items": {"type": "array"}})]

    @model_validator(mode="after")
    def _shaped(self) -> "Geometry":
        for at, polygon in self._polygons():
            if not isinstance(polygon, tuple) or not polygon:
                raise mistake("bad-shape", "a polygon needs a ring", _SHAPE, at)
            for number, ring in enumerate(polygon):
                _check_ring(ring, (*at, number))
        return self

    def _polygons(self) -> Iterator[tuple[tuple[str | int, ...], Any]]:
        if self.type == "Polygon":
            yield ("coordinates",), self.coordinates
        else:
            yield from ((("coordinates", number), one) for number, one in enumerate(self.coordinates))

    def polygons(self) -> tuple[tuple[Ring, ...], ...]:
        """Each polygon as its outer ring and its holes, in exact numbers."""
        return tuple(
            tuple(tuple((_exactly(lon), _exactly(lat)) for lon, lat, *_ in ring) for ring in polygon)
            for _, polygon in self._polygons()
        )


def _check_ring(ring: object, at: tuple[str | int, ...]) -> None:
    """Refuse a ring that is no closed line of positions on the globe.

    Raises:
        PydanticCustomError: With our mistake inside.
    """
    if not isinstance(ring, tuple) or len(ring) < 4:
        raise mistake("bad-shape", "a ring needs at least four positions, the last as the first", _SHAPE, at)
    for number, position in enumerate(ring):
        if (
            not isinstance(position, tuple)
            or not 2 <= len(position) <= 3
            or any(isinstance(n, tuple) for n in position)
        ):
            raise mistake("bad-shape", "a position is `[longitude, latitude]`", _SHAPE, (*at, number))
        if abs(_exactly(position[0])) > 180 or abs(_exactly(position[1])) > 90:
            message = f"`[{position[0]}, {position[1]}]` lies outside the globe"
            raise mistake("bad-shape", message, "longitude comes first, then latitude", (*at, number))
    if [_exactly(number) for number in ring[0]] != [_exactly(number) for number in ring[-1]]:
        raise mistake("bad-shape", "a ring must end where it begins", _SHAPE, (*at, len(ring) - 1))


# --- zones --------------------------------------------------------------------------


class Zone(Model):
    """A named area. What belongs to what is said by `part_of`, what perhaps does by `near`.

    Attributes:
        part_of: Zones to which it certainly belongs as a whole.
        near: Zones of which it is open whether it belongs to them.
        latitude: The latitudes between which it lies; decides only for incidents whose latitude is given.
        geometry: Its shape; decides only for incidents whose coordinates are given.
    """

    label: Words | None = None
    part_of: OneOrMore[Code] = ()
    near: OneOrMore[Code] = ()
    latitude: Latitudes | None = None
    geometry: Geometry | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()


def _empty(value: object) -> object:
    return {} if value is None else value


OptionalZone = Annotated[Zone, BeforeValidator(_empty)]
"""A zone, of which nothing need be said."""
