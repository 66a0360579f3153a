"""Boxes, wires between them, and where they stand in a drawing, in pixels."""

from __future__ import annotations

from typing import Final, TypeAlias

from conditions.records import dataclass

Spot: TypeAlias = tuple[float, float]
"""Across and down, in pixels."""


@dataclass(frozen=True)
class Size:
    """How wide and high a box or a label is, in pixels."""

    width: float
    height: float


NONE: Final = Size(0, 0)


@dataclass(frozen=True)
class Wire:
    """A wire from one box to another, by their places, with room for a label."""

    start: int
    end: int
    label: Size = NONE


@dataclass(frozen=True)
class Route:
    """How a wire runs.

    Attributes:
        parts: Its parts, one before and one after its label. From one spot to the next it is straight down or up
            where they are below each other, else a curve that leaves and arrives upright.
        label: The middle of its label.
        is_loop: It leads from a box to itself: the spots are where it leaves and enters its right side.
    """

    parts: tuple[tuple[Spot, ...], ...]
    label: Spot | None = None
    is_loop: bool = False


@dataclass(frozen=True)
class Plan:
    """Where everything stands.

    Attributes:
        width: Of the whole.
        height: Of the whole.
        boxes: The upper left corner of each box.
        routes: The route of each wire.
    """

    width: float
    height: float
    boxes: tuple[Spot, ...]
    routes: tuple[Route, ...]


__all__ = ["NONE", "Plan", "Route", "Size", "Spot", "Wire"]
