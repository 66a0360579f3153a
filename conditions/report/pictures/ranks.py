"""Ranks of a graph for a layered drawing: which edges turn round so that no circle is left, and who stands below whom.

Sources: Eades, Lin and Smyth, *A fast and effective heuristic for the feedback arc set problem* (1993), for the
edges that turn round; Gansner, Koutsofios, North and Vo, *A technique for drawing directed graphs* (1993), for the
idea that short edges make good ranks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Link: TypeAlias = tuple[int, int]
"""From one place to another."""

_PASSES = 30


def turned(count: int, links: Sequence[Link]) -> frozenset[int]:
    """The places of links that turn round, so that the others go round in no circle; links to itself not counted.

    Args:
        count: How many nodes there are.
        links: The links between them.
    """
    place = {node: number for number, node in enumerate(_line(count, links))}
    return frozenset(number for number, (start, end) in enumerate(links) if place[start] > place[end])


def _line(count: int, links: Sequence[Link]) -> list[int]:
    """The nodes in a line in which few links go back."""
    out, into = _neighbours(count, links)
    leaving, entering = [len(ends) for ends in out], [len(ends) for ends in into]
    left = dict.fromkeys(range(count))
    head: list[int] = []
    tail: list[int] = []

    def take(node: int, side: list[int]) -> None:
        side.append(node)
        del left[node]
        for end in out[node]:
            entering[end] -= 1
        for start in into[node]:
            leaving[start] -= 1

    while left:
        node = next((one for one in left if not leaving[one]), None)
        if node is not None and entering[node]:
            take(node, tail)
            continue
        node = next((one for one in left if not entering[one]), None)
        if node is None:
            node = max(left, key=lambda one: (leaving[one] - entering[one], -one))
        take(node, head)
    return head + tail[::-1]


def ranked(count: int, links: Sequence[Link]) -> list[int]:
    """The rank of each node, from 0, every link leading at least one rank on and few of them far.

    Args:
        count: How many nodes there are.
        links: Links without a circle.
    """
    out, into = _neighbours(count, links)
    ranks = _longest(count, out, into)
    for _ in range(_PASSES):
        moved = False
        for node in range(count):
            best = _nearer(node, ranks, out, into)
            moved = moved or best != ranks[node]
            ranks[node] = best
        if not moved:
            break
    least = min(ranks, default=0)
    return [rank - least for rank in ranks]


def _longest(count: int, out: list[list[int]], into: list[list[int]]) -> list[int]:
    """The length of the longest way to each node."""
    ranks = [0] * count
    waiting = [len(starts) for starts in into]
    ready = [node for node in range(count) if not waiting[node]]
    for node in ready:
        for end in out[node]:
            ranks[end] = max(ranks[end], ranks[node] + 1)
            waiting[end] -= 1
            if not waiting[end]:
                ready.append(end)
    return ranks


def _nearer(node: int, ranks: list[int], out: list[list[int]], into: list[list[int]]) -> int:
    """The rank between its neighbours at which a node's links are shortest."""
    if len(out[node]) > len(into[node]):
        return min(ranks[end] for end in out[node]) - 1
    if len(into[node]) > len(out[node]):
        return max(ranks[start] for start in into[node]) + 1
    return ranks[node]


def narrowed(ranks: Sequence[int], links: Sequence[Link], widths: Sequence[float], most: float) -> list[int]:
    """The ranks with what is too wide for one spread over several, from 0, as far as links allow.

    Args:
        ranks: The rank of each node.
        links: Links without a circle, each leading at least one rank on.
        widths: How much room each node takes.
        most: How much room a rank has.
    """
    out, into = _neighbours(len(ranks), links)
    found = list(ranks)
    for way, ahead in ((-1, into), (1, out)):
        rank = max(found, default=0) if way < 0 else min(found, default=0)
        while any((one - rank) * way >= 0 for one in found):
            here = [node for node, one in enumerate(found) if one == rank]
            wide = sum(widths[node] for node in here)
            for node in reversed(here):
                free = all((found[other] - rank) * way > 1 for other in ahead[node])
                if wide > most and free and node != here[0]:
                    found[node] += way
                    wide -= widths[node]
            rank += way
    least = min(found, default=0)
    return [rank - least for rank in found]


def _neighbours(count: int, links: Sequence[Link]) -> tuple[list[list[int]], list[list[int]]]:
    """What each node leads to, and what leads to it; links to itself not counted."""
    out: list[list[int]] = [[] for _ in range(count)]
    into: list[list[int]] = [[] for _ in range(count)]
    for start, end in links:
        if start != end:
            out[start].append(end)
            into[end].append(start)
    return out, into


__all__ = ["Link", "narrowed", "ranked", "turned"]
