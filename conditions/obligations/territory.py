"""Where a place lies: which zones it certainly or perhaps belongs to, under a reading of what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from fractions import Fraction
from functools import cached_property

from conditions.model.statements import Meaning
from conditions.model.zones import Ring, Zone
from conditions.obligations.geometry import inside
from conditions.records import dataclass
from conditions.truth import Truth


@dataclass(frozen=True)
class Spot:
    """Where an incident happened, as far as known."""

    zone: str | None = None
    latitude: Fraction | None = None
    longitude: Fraction | None = None

    @property
    def point(self) -> tuple[Fraction, Fraction] | None:
        """Longitude and latitude, where both are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return (self.longitude, self.latitude)


@dataclass(frozen=True)
class Lies:
    """Whether a spot lies in a zone, and why, in words that follow the name of the place.

    Attributes:
        truth: Whether it does.
        why: The reason; it ends with the name of the zone, or it is the zone `itself`.
        but: What is open about it.
        settled: Nothing said elsewhere of the place opens it again.
    """

    truth: Truth
    why: str
    but: str = ""
    settled: bool = True


@dataclass(frozen=True)
class Territory:
    """The zones of a dossier in one reading of what is open about them.

    Attributes:
        zones: The zones.
        readings: What the chosen readings say of them.
        label: The zones in words.
    """

    zones: Mapping[str, Zone]
    readings: tuple[Meaning, ...] = ()
    label: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _certain(self) -> Mapping[str, frozenset[str]]:
        """To which zones each certainly belongs, directly."""
        found = {name: set(zone.part_of) for name, zone in self.zones.items()}
        for meaning in self.readings:
            for name, wider in meaning.part_of.items():
                found.setdefault(name, set()).update(wider)
            for name, others in meaning.not_part_of.items():
                found.setdefault(name, set()).difference_update(others)
        return {name: frozenset(wider) for name, wider in found.items()}

    @cached_property
    def _perhaps(self) -> Mapping[str, frozenset[str]]:
        """To which zones each perhaps belongs, directly."""
        found = {name: self._certain[name] | frozenset(zone.near) for name, zone in self.zones.items()}
        for meaning in self.readings:
            for name, others in meaning.not_part_of.items():
                found[name] = found.get(name, frozenset()).difference(others)
        return found

    def wider(self, zone: str) -> frozenset[str]:
        """The zone, and all to which it certainly belongs."""
        return self._wider.get(zone) or frozenset((zone,))

    def perhaps_wider(self, zone: str) -> frozenset[str]:
        """The zone, and all to which it certainly or perhaps belongs."""
        return self._perhaps_wider.get(zone) or frozenset((zone,))

    @cached_property
    def _wider(self) -> Mapping[str, frozenset[str]]:
        return {zone: _closure(zone, self._certain) for zone in self._certain}

    @cached_property
    def _perhaps_wider(self) -> Mapping[str, frozenset[str]]:
        return {zone: _closure(zone, self._perhaps) for zone in self._perhaps}

    @cached_property
    def _parts(self) -> Mapping[str, frozenset[str]]:
        return _inverted(self.zones, self._wider)

    @cached_property
    def _perhaps_parts(self) -> Mapping[str, frozenset[str]]:
        return _inverted(self.zones, self._perhaps_wider)

    @cached_property
    def _found(self) -> dict[tuple[Spot, str], Lies]:
        return {}

    def lies(self, spot: Spot, zone: str) -> Lies:
        """Whether a spot lies in a zone; kept, since every obligation asks."""
        found = self._found.get((spot, zone))
        if found is None:
            found = self._found[spot, zone] = self._lies(spot, zone)
        return found

    def _lies(self, spot: Spot, zone: str) -> Lies:
        name = self._name(zone)
        if spot.zone is not None and zone in self.wider(spot.zone):
            return Lies(Truth.TRUE, "is itself" if spot.zone == zone else f"is part of {name}")
        placed = self._by_coordinates(spot, zone)
        if placed is not None:
            return placed
        if spot.zone is None:
            return Lies(Truth.UNKNOWN, f"is not known, so it may lie in {name}")
        return self._apart(spot.zone, zone)

    def _apart(self, place: str, zone: str) -> Lies:
        """Of a place that does not certainly belong to the zone: whether it perhaps does, or in part."""
        name = self._name(zone)
        if zone in self.perhaps_wider(place):
            near = "" if zone in self.zones[place].near else " or to what is part of it"
            return Lies(Truth.UNKNOWN, f"is near {name}", f"whether it belongs to it{near} is open")
        if place in self.wider(zone):
            return Lies(Truth.UNKNOWN, f"is wider than {name}")
        if not self._parts[place].isdisjoint(self._parts[zone]):
            return Lies(Truth.UNKNOWN, f"lies only partly in {name}")
        if not self._perhaps_parts[place].isdisjoint(self._perhaps_parts[zone]):
            return Lies(Truth.UNKNOWN, f"perhaps lies partly in {name}")
        if self.zones[zone].latitude is not None:
            return Lies(Truth.UNKNOWN, f"is given without a latitude, and latitude limits {name}")
        return Lies(Truth.FALSE, f"is not named as part of {name}", settled=False)

    def _by_coordinates(self, spot: Spot, zone: str) -> Lies | None:
        """What latitude and longitude decide, if anything."""
        found, name = self.zones[zone], self._name(zone)
        if spot.latitude is not None and found.latitude is not None:
            south, north = found.latitude.south, found.latitude.north
            within = (south is None or south.value <= spot.latitude) and (north is None or spot.latitude <= north.value)
            return Lies(Truth.of(within), f"lies {'between' if within else 'outside'} the latitudes of {name}")
        if spot.point is None:
            return None
        shapes = {other: shape for other, shape in self._shapes.items() if zone in self.wider(other)}
        truths = {other: inside(shape, spot.point) for other, shape in shapes.items()}
        for other, truth in truths.items():
            if truth is Truth.TRUE:
                part = "" if other == zone else f"{self._name(other)}, a part of "
                return Lies(truth, f"lies inside the shape given for {part}{name}")
        if zone in truths:
            if truths[zone] is Truth.UNKNOWN:
                return Lies(Truth.UNKNOWN, f"lies on the border of the shape given for {name}")
            return Lies(Truth.FALSE, f"lies outside the shape given for {name}")
        return None

    @cached_property
    def _shapes(self) -> Mapping[str, tuple[tuple[Ring, ...], ...]]:
        return {name: zone.geometry.polygons() for name, zone in self.zones.items() if zone.geometry is not None}

    def _name(self, zone: str) -> str:
        return self.label.get(zone, zone)


def _inverted(zones: Iterable[str], wider: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """Which zones belong to each."""
    found: dict[str, set[str]] = {zone: {zone} for zone in zones}
    for zone in found:
        for other in wider.get(zone, ()):
            if other in found:
                found[other].add(zone)
    return {zone: frozenset(parts) for zone, parts in found.items()}


def _closure(start: str, steps: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found, fresh = {start}, [start]
    while fresh:
        for other in steps.get(fresh.pop(), ()):
            if other not in found:
                found.add(other)
                fresh.append(other)
    return frozenset(found)


__all__ = ["Lies", "Spot", "Territory"]
