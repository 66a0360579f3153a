"""The order of what stands in each layer of a drawing, with few crossings between layers.

Sources: Sugiyama, Tagawa and Toda, *Methods for visual understanding of hierarchical system structures* (1981), for
sweeps by barycentre; Barth, Jünger and Mutzel, *Simple and efficient bilayer cross counting* (2002), for the counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

Layers: TypeAlias = list[list[int]]
"""The items of each layer, from left to right."""

_SWEEPS: Final = 12


def ordered(layers: Layers, below: Sequence[Sequence[int]], above: Sequence[Sequence[int]]) -> Layers:
    """The layers in an order with few crossings.

    Args:
        layers: The items of each layer, in the order in which ties stand.
        below: For each item, what it is linked to in the next layer.
        above: The same in the layer before.
    """
    best, fewest = [list(layer) for layer in layers], crossings(layers, below)
    here, stale = [list(layer) for layer in layers], 0
    for sweep in range(_SWEEPS):
        if not fewest or stale > 3:
            break
        down = sweep % 2 == 0
        _sweep(here, above if down else below, down)
        _swap(here, above, below)
        count = crossings(here, below)
        stale = 0 if count < fewest else stale + 1
        if count < fewest:
            best, fewest = [list(layer) for layer in here], count
    return best


def _sweep(layers: Layers, near: Sequence[Sequence[int]], down: bool) -> None:
    """Sort each layer by where the neighbours in the layer before stand in the middle; others keep their place."""
    for number in range(1, len(layers)) if down else range(len(layers) - 2, -1, -1):
        fixed = layers[number - 1 if down else number + 1]
        place = {item: at for at, item in enumerate(fixed)}
        layer = layers[number]
        scale = len(fixed) / max(len(layer), 1)
        keys = {
            item: sum(place[one] for one in near[item]) / len(near[item]) if near[item] else at * scale
            for at, item in enumerate(layer)
        }
        layer.sort(key=keys.__getitem__)


def _swap(layers: Layers, above: Sequence[Sequence[int]], below: Sequence[Sequence[int]]) -> None:
    """Swap neighbours where that leaves fewer crossings."""
    for number, layer in enumerate(layers):
        upper = {item: at for at, item in enumerate(layers[number - 1])} if number else {}
        lower = {item: at for at, item in enumerate(layers[number + 1])} if number + 1 < len(layers) else {}
        ends = {
            item: (sorted(upper[one] for one in above[item]), sorted(lower[one] for one in below[item]))
            for item in layer
        }
        for at in range(len(layer) - 1):
            one, other = ends[layer[at]], ends[layer[at + 1]]
            now = _pairs(one[0], other[0]) + _pairs(one[1], other[1])
            if now and _pairs(other[0], one[0]) + _pairs(other[1], one[1]) < now:
                layer[at], layer[at + 1] = layer[at + 1], layer[at]


def _pairs(left: list[int], right: list[int]) -> int:
    """How many links of two neighbours cross, by the places of their other ends."""
    count = at = 0
    for end in left:
        while at < len(right) and right[at] < end:
            at += 1
        count += at
    return count


def crossings(layers: Layers, below: Sequence[Sequence[int]]) -> int:
    """How many pairs of links cross between neighbouring layers."""
    total = 0
    for number in range(len(layers) - 1):
        place = {item: at for at, item in enumerate(layers[number + 1])}
        total += _crossed(
            [end for item in layers[number] for end in sorted(place[one] for one in below[item])], len(place)
        )
    return total


def _crossed(ends: list[int], size: int) -> int:
    """How many pairs stand in the wrong order, by a tree of sums."""
    tree = [0] * (size + 1)
    count = 0
    for seen, end in enumerate(ends):
        at, not_after = end + 1, 0
        while at:
            not_after += tree[at]
            at &= at - 1
        count += seen - not_after
        at = end + 1
        while at <= size:
            tree[at] += 1
            at += at & -at
    return count


__all__ = ["Layers", "crossings", "ordered"]
