"""Wires that pass several layers made straight, as far as there is room beside what stands there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from conditions.report.pictures.crossings import Layers

_PASSES = 2


class Run(NamedTuple):
    """The places of a wire in the layers that it passes.

    Attributes:
        items: Its places, from above to below.
        above: Where across the drawing it comes from.
        below: Where it goes to.
    """

    items: tuple[int, ...]
    above: float
    below: float


def straightened(
    runs: Iterable[Run], layers: Layers, widths: Sequence[float], gaps: Sequence[float], middles: Sequence[float]
) -> list[float]:
    """The middles of all items, with those of each run below each other as far as they can be; nothing overlaps.

    Args:
        runs: The runs; long ones are made straight first.
        layers: The items of each layer, from left to right.
        widths: How wide each item is.
        gaps: How much room it wants on either side.
        middles: Where the items stand now.
    """
    found = list(middles)
    beside: dict[int, tuple[int | None, int | None]] = {}
    for layer in layers:
        for at, item in enumerate(layer):
            beside[item] = (layer[at - 1] if at else None, layer[at + 1] if at + 1 < len(layer) else None)

    def room(item: int) -> tuple[float, float]:
        left, right = beside[item]

        def distance(other: int) -> float:
            return (widths[item] + widths[other]) / 2 + gaps[item] + gaps[other]

        least = -math.inf if left is None else found[left] + distance(left)
        return least, math.inf if right is None else found[right] - distance(right)

    longest = sorted(runs, key=lambda run: -len(run.items))
    for _ in range(_PASSES):
        for run in longest:
            _straighten(run, [room(item) for item in run.items], found)
    return found


def _straighten(run: Run, rooms: Sequence[tuple[float, float]], found: list[float]) -> None:
    """Put each stretch of a run at one place, as long as can be: near where it comes from, the last where it goes."""
    start, here = 0, run.above
    while start < len(run.items):
        least, most = rooms[start]
        end = start + 1
        while end < len(run.items) and max(least, rooms[end][0]) <= min(most, rooms[end][1]):
            least, most = max(least, rooms[end][0]), min(most, rooms[end][1])
            end += 1
        is_last = end == len(run.items)
        wish = run.below if is_last and not least <= here <= most else here
        if is_last and least <= run.below <= most:
            wish = run.below
        here = min(max(wish, least), most)
        for item in run.items[start:end]:
            found[item] = here
        start = end


__all__ = ["Run", "straightened"]
