"""A layered drawing of boxes and of wires between them: no two boxes overlap, and no wire passes through a box.

Source: Sugiyama, Tagawa and Toda, *Methods for visual understanding of hierarchical system structures* (1981).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from conditions.report.pictures.geometry import NONE, Plan, Route, Size, Spot, Wire
from conditions.report.pictures.piece import Piece

_BETWEEN: Final = 44.0
_NARROWEST: Final = 900.0


def plan(boxes: Sequence[Size], wires: Sequence[Wire]) -> Plan:
    """Where boxes and wires stand; the same for the same arguments, always.

    What has nothing to do with each other stands beside each other, in rows.
    """
    corners: list[Spot] = [(0, 0)] * len(boxes)
    routes: list[Route] = [Route(())] * len(wires)
    pieces = [(Piece([boxes[box] for box in group], [_within(wires[wire], group) for wire in own]), group, own)
              for group, own in _groups(len(boxes), wires)]  # fmt: skip
    most = max([_NARROWEST, *(piece.width for piece, _, _ in pieces)])
    across = down = row = widest = 0.0
    for piece, group, own in pieces:
        if across and across + piece.width > most:
            across, down, row = 0.0, down + row + _BETWEEN, 0.0
        for box, spot in zip(group, piece.corners, strict=True):
            corners[box] = _moved(spot, across, down)
        for wire, route in zip(own, piece.routes, strict=True):
            routes[wire] = _shifted(route, across, down)
        widest, row = max(widest, across + piece.width), max(row, piece.height)
        across += piece.width + _BETWEEN
    return Plan(widest, down + row, tuple(corners), tuple(routes))


def _groups(count: int, wires: Sequence[Wire]) -> list[tuple[list[int], list[int]]]:
    """Boxes that are linked, each group with its wires, in the order of their first boxes."""
    first = list(range(count))

    def find(box: int) -> int:
        while first[box] != box:
            first[box] = first[first[box]]
            box = first[box]
        return box

    for wire in wires:
        one, other = sorted((find(wire.start), find(wire.end)))
        first[other] = one
    found: dict[int, tuple[list[int], list[int]]] = {}
    for box in range(count):
        found.setdefault(find(box), ([], []))[0].append(box)
    for number, wire in enumerate(wires):
        found[find(wire.start)][1].append(number)
    return list(found.values())


def _within(wire: Wire, group: Sequence[int]) -> Wire:
    return Wire(group.index(wire.start), group.index(wire.end), wire.label)


def _moved(spot: Spot, across: float, down: float) -> Spot:
    return spot[0] + across, spot[1] + down


def _shifted(route: Route, across: float, down: float) -> Route:
    parts = tuple(tuple(_moved(spot, across, down) for spot in part) for part in route.parts)
    return Route(parts, _moved(route.label, across, down) if route.label else None, route.is_loop)


__all__ = ["NONE", "Plan", "Route", "Size", "Spot", "Wire", "plan"]
