"""What stands out in a graph of what must come before what: conflict cores, and circles of waiting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conditions.conflicts.results import Conflicts, InConflict, Named
from conditions.deadlock.results import Deadlocks
from conditions.records import dataclass
from conditions.report.drawings import Edge, Graph


@dataclass(frozen=True)
class _Wait:
    """A wait of a circle: who asks for it, empty for nobody, in which reading, empty for every."""

    condition: str
    reading: str
    awaited: str
    waiter: str


def marked(graph: Graph, conflicts: Conflicts | None = None, deadlocks: Deadlocks | None = None) -> Graph:
    """The graph with the edges of conflict cores and of circles marked, and the events of circles.

    A deadlock that is no circle of waiting marks every edge of its conditions, as a conflict core does.
    """
    asking = frozenset((one.id, one.reading) for one in (*_in_cores(conflicts), *_in_knots(deadlocks)))
    waits = tuple(_waits(deadlocks))
    ends = {end for wait in waits for end in (wait.awaited, wait.waiter)}
    reach = _Reach(graph)
    edges = tuple(
        replace(edge, marked=edge.marked or _asks(edge, asking) or any(reach.shows(edge, wait) for wait in waits))
        for edge in graph.edges
    )
    nodes = tuple(replace(node, marked=node.marked or node.id in ends) for node in graph.nodes)
    return replace(graph, nodes=nodes, edges=edges)


def _in_cores(conflicts: Conflicts | None) -> Iterator[Named]:
    for result in conflicts.by_reading.values() if conflicts is not None else ():
        if isinstance(result, InConflict):
            for core in result.cores:
                yield from core.conditions


def _in_knots(deadlocks: Deadlocks | None) -> Iterator[Named]:
    for deadlock in deadlocks.by_reading.values() if deadlocks is not None else ():
        for knot in deadlock.knots:
            if not knot.circles:
                yield from knot.conditions


def _waits(deadlocks: Deadlocks | None) -> Iterator[_Wait]:
    for deadlock in deadlocks.by_reading.values() if deadlocks is not None else ():
        for knot in deadlock.knots:
            for wait in (wait for circle in knot.circles for wait in circle):
                asked_by = wait.asked_by
                name, reading = ("", "") if asked_by is None else (asked_by.id, asked_by.reading)
                yield _Wait(name, reading, wait.awaited, wait.waiter)


def _asks(edge: Edge, asking: frozenset[tuple[str, str]]) -> bool:
    """Whether one of these conditions asks for an edge, in its reading."""
    return any(_same(name, reading, *one) for name, reading in edge.conditions for one in asking)


def _same(name: str, reading: str | None, other: str, its_reading: str) -> bool:
    return name == other and (reading is None or not its_reading or reading == its_reading)


class _Reach:
    """What stands before and after the junctions of a graph."""

    def __init__(self, graph: Graph) -> None:
        junctions = {node.id for node in graph.nodes if node.kind == "junction"}
        self.after = {edge.source: edge.target for edge in graph.edges if edge.source in junctions}
        self.before: dict[str, list[str]] = {}
        for edge in graph.edges:
            if edge.target in junctions:
                self.before.setdefault(edge.target, []).append(edge.source)

    def shows(self, edge: Edge, wait: _Wait) -> bool:
        """Whether an edge is the wait, or a part of it that a junction divides."""
        if edge.conditions or wait.condition:
            asked = any(_same(name, reading, wait.condition, wait.reading) for name, reading in edge.conditions)
            if not asked:
                return False
        return wait.waiter == self._end(edge.target) and wait.awaited in self._starts(edge.source)

    def _end(self, node: str) -> str:
        while node in self.after:
            node = self.after[node]
        return node

    def _starts(self, node: str) -> Iterator[str]:
        if node not in self.before:
            yield node
        for start in self.before.get(node, ()):
            yield from self._starts(start)


__all__ = ["marked"]
