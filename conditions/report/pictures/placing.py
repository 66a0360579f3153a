"""Where things stand across each layer of a drawing: near what they are linked to, in order, and never overlapping.

In each layer the places nearest to the wished ones, in the sum of squares, under the order and the distances: a
regression under monotony, which pools neighbours that get in each other's way.
Source: Barlow, Bartholomew, Bremner and Brunk, *Statistical inference under order restrictions* (1972).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from conditions.report.pictures.crossings import Layers

_SWEEPS: Final = 16


class Pull(NamedTuple):
    """A link as one of its ends feels it.

    Attributes:
        other: The other end.
        offset: How far its own port lies right of that of the other end, both from the middle of their items.
        weight: How much it counts.
    """

    other: int
    offset: float
    weight: float


def placed(
    layers: Layers,
    widths: Sequence[float],
    gaps: Sequence[float],
    above: Sequence[Sequence[Pull]],
    below: Sequence[Sequence[Pull]],
) -> list[float]:
    """The middle of each item across the drawing.

    Args:
        layers: The items of each layer, from left to right.
        widths: How wide each item is.
        gaps: How much room it wants on either side; between two items that of both.
        above: For each item, its links to the layer before.
        below: The same to the next layer.
    """
    middles = [0.0] * len(widths)
    starts = [_starts(layer, widths, gaps) for layer in layers]
    for layer, start in zip(layers, starts, strict=True):
        for item, at in zip(layer, start, strict=True):
            middles[item] = at
    both = [[*upper, *lower] for upper, lower in zip(above, below, strict=True)]
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        near = both if sweep >= _SWEEPS // 2 else above if down else below
        for number in range(len(layers)) if down else range(len(layers) - 1, -1, -1):
            _place(layers[number], starts[number], near, middles)
    return middles


def _starts(layer: Sequence[int], widths: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """The middles of a layer's items if each stands as far left as it can."""
    found: list[float] = []
    for at, item in enumerate(layer):
        if at:
            before = layer[at - 1]
            found.append(found[-1] + (widths[before] + widths[item]) / 2 + gaps[before] + gaps[item])
        else:
            found.append(widths[item] / 2)
    return found


def _place(layer: Sequence[int], starts: Sequence[float], near: Sequence[Sequence[Pull]], middles: list[float]) -> None:
    wishes: list[tuple[float, float]] = []
    for item, start in zip(layer, starts, strict=True):
        weight = sum(pull.weight for pull in near[item])
        if weight:
            wish = sum(pull.weight * (middles[pull.other] - pull.offset) for pull in near[item]) / weight
        else:
            wish, weight = middles[item], 0.01
        wishes.append((wish - start, weight))
    for item, start, shift in zip(layer, starts, nearest_rising(wishes), strict=True):
        middles[item] = start + shift


def nearest_rising(wishes: Sequence[tuple[float, float]]) -> list[float]:
    """The numbers nearest to the wished ones that never fall; each wish has a weight above 0.

    >>> nearest_rising([(1, 1), (4, 1), (2, 1), (9, 1)])
    [1.0, 3.0, 3.0, 9.0]
    """
    pools: list[tuple[float, float, int]] = []  # sum of weighted wishes, weight, how many
    for wish, weight in wishes:
        total, heavy, count = wish * weight, weight, 1
        while pools and pools[-1][0] * heavy >= total * pools[-1][1]:
            before = pools.pop()
            total, heavy, count = total + before[0], heavy + before[1], count + before[2]
        pools.append((total, heavy, count))
    return [total / heavy for total, heavy, count in pools for _ in range(count)]


__all__ = ["Pull", "nearest_rising", "placed"]
