"""Parts of the differences that share no loop, and those of which no loop at all can be kept.

A loop of differences comes back to its start through events that are all different; so it lies in one part of the
graph that no single event divides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conditions.engines.exact.terms import Term
from conditions.space.differences import Edge


def blocks(edges: Iterable[Edge]) -> list[list[Edge]]:
    """The edges in parts such that every loop through different terms lies in one part."""
    listed = list(edges)
    near: dict[Term, dict[Term, None]] = {}
    for source, target, _, _ in listed:
        near.setdefault(source, {})[target] = None
        near.setdefault(target, {})[source] = None
    part_of: dict[frozenset[Term], int] = {}
    seen: set[Term] = set()
    for start in near:
        if start not in seen:
            for part in _parts(near, start, seen):
                number = len(part_of)
                part_of.update((pair, number) for pair in part if pair not in part_of)
    found: dict[int, list[Edge]] = {}
    for edge in listed:
        found.setdefault(part_of[frozenset((edge.source, edge.target))], []).append(edge)
    return list(found.values())


def _parts(near: dict[Term, dict[Term, None]], start: Term, seen: set[Term]) -> Iterator[list[frozenset[Term]]]:
    """The pairs of each part that can be reached, found in depth first (Hopcroft and Tarjan, 1973)."""
    depth = {start: 0}
    lowest = {start: 0}
    pairs: list[frozenset[Term]] = []
    path = [(start, start, iter(near[start]))]
    while path:
        one, above, open_ = path[-1]
        for other in open_:
            if other == one:
                yield [frozenset((one,))]
            elif other not in depth:
                depth[other] = lowest[other] = len(path)
                pairs.append(frozenset((one, other)))
                path.append((other, one, iter(near[other])))
                break
            elif other != above and depth[other] < depth[one]:
                pairs.append(frozenset((one, other)))
                lowest[one] = min(lowest[one], depth[other])
        else:
            path.pop()
            if path:
                lowest[above] = min(lowest[above], lowest[one])
                if lowest[one] >= depth[above]:
                    first = pairs.index(frozenset((above, one)))
                    yield pairs[first:]
                    del pairs[first:]
    seen |= set(depth)


def loops_are_below_zero(edges: Sequence[Edge]) -> bool:
    """Whether no loop of these edges can be kept: then those that hold can be kept if they form no loop."""
    terms = {end for edge in edges for end in (edge.source, edge.target)}
    # A loop of 0 or more days is one that grows if each edge is a little longer, all together by less than a day.
    grain = len(terms) + 1
    farthest = dict.fromkeys(terms, 0)
    for _ in terms:
        changed = False
        for source, target, most, _ in edges:
            far = farthest[source] + most * grain + 1
            if far > farthest[target]:
                farthest[target] = far
                changed = True
        if not changed:
            return True
    return False
