"""The layered drawing of boxes that all hang together: layers, places across and down, the routes of wires.

Boxes stand in every other layer, so that wires lead down, except those of a circle that turn round. Between two layers
of boxes is one of labels; a wire that passes a layer has a place of its own in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from conditions.report.pictures.crossings import Layers, ordered
from conditions.report.pictures.geometry import NONE, Route, Size, Spot, Wire
from conditions.report.pictures.placing import Pull, placed
from conditions.report.pictures.ranks import Link, narrowed, ranked, turned
from conditions.report.pictures.straight import Run, straightened

_BOX_GAP: Final = 14.0
_WIRE_GAP: Final = 6.0
_LOOP: Final = 30.0
_PORT: Final = 18.0
_CORNER: Final = 16.0
_WIDEST: Final = 1_200.0


class Piece:
    """The drawing of boxes that all hang together."""

    def __init__(self, boxes: Sequence[Size], wires: Sequence[Wire]) -> None:
        self.boxes: Sequence[Size] = boxes
        self.wires: Sequence[Wire] = wires
        self.loops: set[int] = {wire.start for wire in wires if wire.start == wire.end}
        self.widths: list[float] = [box.width + 2 * _LOOP * (at in self.loops) for at, box in enumerate(boxes)]
        self.heights: list[float] = [box.height for box in boxes]
        self.gaps: list[float] = [_BOX_GAP] * len(boxes)
        self.chains: list[list[int]] = []
        self.labels: dict[int, int] = {}
        self.turned: frozenset[int] = turned(len(boxes), [(wire.start, wire.end) for wire in wires])
        self.layer_of: list[int] = []
        self.place: dict[int, int] = {}
        self.layers: Layers = self._layers()
        self.ports: dict[tuple[int, int, bool], float] = {}
        self._order()
        self._find_ports()
        self.middles: list[float] = self._middles()
        self.tops: list[float]
        self.bottoms: list[float]
        self.tops, self.bottoms = self._levels()
        left = min(self.middles[at] - self.widths[at] / 2 for at in range(len(self.widths)))
        self.middles = [middle - left for middle in self.middles]
        self.width: float = max(middle + wide / 2 for middle, wide in zip(self.middles, self.widths, strict=True))
        self.height: float = self.bottoms[-1]
        self.corners: list[tuple[float, float]] = [
            (self.middles[at] - box.width / 2, self._top(at)) for at, box in enumerate(boxes)
        ]
        self.routes: list[Route] = [self._route(number) for number in range(len(wires))]

    # --- layers -----------------------------------------------------------------

    def _layers(self) -> Layers:
        """The items of each layer: boxes, and a place for each wire in every layer that it passes."""
        links = [self._ends(number) for number in range(len(self.wires))]
        room = [wide + 2 * _BOX_GAP for wide in self.widths]
        ranks = narrowed(ranked(len(self.boxes), links), links, room, _WIDEST)
        layers: Layers = [[] for _ in range(2 * max(ranks) + 1)]
        self.layer_of = [2 * rank for rank in ranks]
        for box, rank in enumerate(ranks):
            layers[2 * rank].append(box)
        labelled = self._label_layers(links, len(layers))
        for number, (start, end) in enumerate(links):
            self.chains.append([start, *self._places(number, start, end, layers, labelled[number]), end])
        return layers

    def _label_layers(self, links: Sequence[Link], count: int) -> list[int]:
        """In which layer the label of each link stands: where there is most room, near the middle of its way."""
        load = [0.0] * count
        found = [0] * len(links)
        for number in sorted(range(len(links)), key=lambda one: self._span(links[one])):
            start, end = links[number]
            layers = range(self.layer_of[start] + 1, self.layer_of[end], 2)
            middle = (self.layer_of[start] + self.layer_of[end]) / 2
            if layers:
                found[number] = min(layers, key=lambda one: (load[one], abs(one - middle), one))
                load[found[number]] += self.wires[number].label.width
        return found

    def _span(self, link: Link) -> int:
        return self.layer_of[link[1]] - self.layer_of[link[0]]

    def _ends(self, number: int) -> Link:
        wire = self.wires[number]
        return (wire.end, wire.start) if number in self.turned else (wire.start, wire.end)

    def _places(self, number: int, start: int, end: int, layers: Layers, label: int) -> Iterable[int]:
        for layer in range(self.layer_of[start] + 1, self.layer_of[end]):
            item = len(self.widths)
            size = self.wires[number].label if layer == label else NONE
            if size.width:
                self.labels[number] = item
            self.widths.append(size.width)
            self.heights.append(size.height)
            self.gaps.append(_WIRE_GAP)
            self.layer_of.append(layer)
            layers[layer].append(item)
            yield item

    def _order(self) -> None:
        below: list[list[int]] = [[] for _ in self.widths]
        above: list[list[int]] = [[] for _ in self.widths]
        for chain in self.chains:
            for upper, lower in pairwise(chain):
                if upper != lower:
                    below[upper].append(lower)
                    above[lower].append(upper)
        self.layers = ordered(self.layers, below, above)
        self.place = {item: at for layer in self.layers for at, item in enumerate(layer)}

    # --- across -----------------------------------------------------------------

    def _find_ports(self) -> None:
        """Where each wire leaves and enters its boxes: in the order of where it comes from, evenly."""
        for is_start in (True, False):
            ends: dict[int, list[tuple[int, int]]] = {}
            for number, chain in enumerate(self.chains):
                if chain[0] != chain[-1]:
                    box, other = (chain[0], chain[1]) if is_start else (chain[-1], chain[-2])
                    ends.setdefault(box, []).append((self.place[other], number))
            for box, found in ends.items():
                room = max(self.boxes[box].width - 2 * _CORNER, 0)
                step = min(_PORT, room / max(len(found) - 1, 1))
                for at, (_, number) in enumerate(sorted(found)):
                    self.ports[box, number, is_start] = (at - (len(found) - 1) / 2) * step

    def _middles(self) -> list[float]:
        above: list[list[Pull]] = [[] for _ in self.widths]
        below: list[list[Pull]] = [[] for _ in self.widths]
        boxes = len(self.boxes)
        for number, chain in enumerate(self.chains):
            for upper, lower in pairwise(chain):
                if upper == lower:
                    continue
                offset = self.ports.get((lower, number, False), 0.0) - self.ports.get((upper, number, True), 0.0)
                weight = (1.0, 2.0, 8.0)[(upper >= boxes) + (lower >= boxes)]
                above[lower].append(Pull(upper, offset, weight))
                below[upper].append(Pull(lower, -offset, weight))
        found = placed(self.layers, self.widths, self.gaps, above, below)
        return straightened(self._runs(found), self.layers, self.widths, self.gaps, found)

    def _runs(self, middles: Sequence[float]) -> Iterable[Run]:
        for number, chain in enumerate(self.chains):
            if len(chain) > 2:
                first, *places, last = chain
                start = middles[first] + self.ports[first, number, True]
                yield Run(tuple(places), start, middles[last] + self.ports[last, number, False])

    # --- down -------------------------------------------------------------------

    def _levels(self) -> tuple[list[float], list[float]]:
        """The upper and the lower edge of each layer; farther from the next where wires lead far across."""
        far = [0.0] * len(self.layers)
        for number, chain in enumerate(self.chains):
            for upper, lower in pairwise(chain):
                if upper != lower:
                    way = self._across(lower, number, False) - self._across(upper, number, True)
                    far[self.layer_of[upper]] = max(far[self.layer_of[upper]], abs(way))
        tops: list[float] = []
        bottoms: list[float] = []
        down = 0.0
        for number, layer in enumerate(self.layers):
            tops.append(down)
            bottoms.append(down + max(self.heights[item] for item in layer))
            down = bottoms[-1] + min(20 + far[number] * 0.14, 64)
        return tops, bottoms

    def _across(self, item: int, number: int, is_start: bool) -> float:
        return self.middles[item] + self.ports.get((item, number, is_start), 0.0)

    def _top(self, item: int) -> float:
        layer = self.layer_of[item]
        return (self.tops[layer] + self.bottoms[layer] - self.heights[item]) / 2

    # --- routes -----------------------------------------------------------------

    def _route(self, number: int) -> Route:
        chain = self.chains[number]
        if chain[0] == chain[-1]:
            return self._loop(chain[0])
        label = self.labels.get(number)
        parts: list[list[Spot]] = [[]]
        for at, item in enumerate(chain):
            layer = self.layer_of[item]
            across = self._across(item, number, at == 0)
            top, bottom = self._top(item), self._top(item) + self.heights[item]
            if at:
                parts[-1].append((across, self.tops[layer]))
            if item == label or (at == len(chain) - 1 and top > self.tops[layer]):
                parts[-1].append((across, top))
            if item == label:
                parts.append([(across, bottom)])
            elif at == 0 and bottom < self.bottoms[layer]:
                parts[-1].append((across, bottom))
            if at < len(chain) - 1:
                parts[-1].append((across, self.bottoms[layer]))
        middle = None if label is None else (self.middles[label], self._top(label) + self.heights[label] / 2)
        runs = tuple(tuple(dict.fromkeys(part)) for part in parts)
        if number in self.turned:
            runs = tuple(run[::-1] for run in reversed(runs))
        return Route(runs, middle)

    def _loop(self, box: int) -> Route:
        right, top = self.middles[box] + self.boxes[box].width / 2, self._top(box)
        height = self.boxes[box].height
        return Route((((right, top + height * 0.25), (right, top + height * 0.75)),), is_loop=True)


__all__ = ["Piece"]
