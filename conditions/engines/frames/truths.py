"""Three-valued truth as two truths that are never null: surely so, and surely not so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from conditions.engines.frames.graph import Graph
from conditions.engines.frames.nodes import Node
from conditions.truth import Truth


class Told(NamedTuple):
    """A three-valued truth in every row: `yes` where it is true, `no` where it is false, unknown where neither."""

    yes: Node
    no: Node


def constant(graph: Graph, truth: Truth) -> Told:
    """The same truth in every row."""
    return Told(graph.known(truth is Truth.TRUE), graph.known(truth is Truth.FALSE))


def negated(told: Told) -> Told:
    """The negation; unknown stays unknown."""
    return Told(told.no, told.yes)


def conjunction(graph: Graph, parts: Iterable[Told]) -> Told:
    """False if any is, true if all are."""
    listed = list(parts)
    return Told(graph.every(one.yes for one in listed), graph.some(one.no for one in listed))


def disjunction(graph: Graph, parts: Iterable[Told]) -> Told:
    """True if any is, false if all are."""
    return negated(conjunction(graph, map(negated, parts)))


def counted(graph: Graph, parts: Iterable[Told], at_least: int, at_most: int | None = None) -> Told:
    """Whether the number of true ones lies between the bounds, both included."""
    listed = list(parts)
    highest = len(listed) if at_most is None else at_most
    if at_least > highest:
        return constant(graph, Truth.FALSE)
    certain, excluded = [one.yes for one in listed], [one.no for one in listed]
    enough = Told(graph.at_least_true(certain, at_least), graph.at_least_true(excluded, len(listed) - at_least + 1))
    too_many = Told(graph.at_least_true(certain, highest + 1), graph.at_least_true(excluded, len(listed) - highest))
    return conjunction(graph, (enough, negated(too_many)))


def implied(graph: Graph, condition: Told, consequence: Told, impossible: Node) -> Told:
    """The truth of an implication whose consequence was judged as if the condition held.

    Args:
        graph: Where nodes are made.
        condition: The condition.
        consequence: The consequence, judged as if the condition held.
        impossible: Where the condition cannot hold.
    """
    return Told(
        graph.some((condition.no, impossible, consequence.yes)),
        graph.every((condition.yes, consequence.no, graph.opposite(impossible))),
    )
