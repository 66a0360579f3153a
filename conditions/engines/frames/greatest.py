"""The greatest of many numbers, and of all but a few of them, without doing it anew for each choice."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from conditions.engines.frames.graph import Graph
from conditions.engines.frames.nodes import Node

_WIDTH = 8


class GreatestWithout:
    """The greatest of named numbers, without some; what two questions share is computed once.

    A tree in which every knot is the greatest of at most eight below it, so that each question
    costs a number of steps that grows with the logarithm of how many numbers there are.
    """

    def __init__(self, graph: Graph, numbers: Mapping[str, Node]) -> None:
        self._graph = graph
        self._numbers = tuple(numbers.values())
        self._places = {name: place for place, name in enumerate(numbers)}
        self._wholes: dict[tuple[int, int], Node] = {}

    def without(self, names: Collection[str]) -> Node:
        """The greatest of all but these; far in the past where nothing is left."""
        left_out = {self._places[name] for name in names if name in self._places}
        return self._over(0, len(self._numbers), left_out)

    def _over(self, start: int, end: int, left_out: Collection[int]) -> Node:
        if end - start <= _WIDTH:
            numbers = self._numbers[start:end]
            return self._graph.greatest(one for place, one in enumerate(numbers, start) if place not in left_out)
        step = -(-(end - start) // _WIDTH)
        knots = []
        for first in range(start, end, step):
            last = min(first + step, end)
            inside = [place for place in left_out if first <= place < last]
            knots.append(self._over(first, last, inside) if inside else self._whole(first, last))
        return self._graph.greatest(knots)

    def _whole(self, start: int, end: int) -> Node:
        key = (start, end)
        if key not in self._wholes:
            self._wholes[key] = self._over(start, end, ())
        return self._wholes[key]
