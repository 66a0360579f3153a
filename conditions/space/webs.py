"""Parts of the differences that share no loop, and those that are no more than orders.

A loop of differences comes back to its start through events that are all different; so it lies in one part of the
graph that no single event divides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

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


class Web(NamedTuple):
    """Differences that are no more than orders: days keep those that hold if these can be ordered.

    Attributes:
        before: Which of them are such that no loop through them can be kept.
        or_with: Which of them are on loops that can be kept if nothing of `before` is.
        group: For each term a number that it shares with those on such loops with it.
    """

    before: tuple[Edge, ...]
    or_with: tuple[Edge, ...]
    group: dict[Term, int]


def web(edges: Sequence[Edge]) -> Web | None:
    """The web of some differences, if no loop of them leaves days to spare.

    Then all terms can be moved by so many days each that no difference is above zero; so a loop can be kept only if
    each on it is zero.
    """
    moved = _moved(edges)
    if moved is None:
        return None
    tight = [edge for edge in edges if moved[edge.source] + edge.most == moved[edge.target]]
    group = _on_loops(moved, tight)
    or_with = tuple(edge for edge in tight if group[edge.source] == group[edge.target])
    kept = set(or_with)
    return Web(tuple(edge for edge in edges if edge not in kept), or_with, group)


def _moved(edges: Sequence[Edge]) -> dict[Term, int] | None:
    """By how many days to move each term; `None` if some loop is above zero (Bellman and Ford)."""
    moved = dict.fromkeys((end for edge in edges for end in (edge.source, edge.target)), 0)
    for _ in range(len(moved) + 1):
        changed = False
        for source, target, most, _ in edges:
            if moved[source] + most > moved[target]:
                moved[target] = moved[source] + most
                changed = True
        if not changed:
            return moved
    return None


def _on_loops(terms: Iterable[Term], edges: Iterable[Edge]) -> dict[Term, int]:
    """For each term a number that it shares with those that lie on a loop with it (Kosaraju and Sharir)."""
    after: dict[Term, list[Term]] = {one: [] for one in terms}
    before: dict[Term, list[Term]] = {one: [] for one in after}
    for source, target, _, _ in edges:
        after[source].append(target)
        before[target].append(source)
    left = dict.fromkeys(after)
    last_first = [one for start in after for one in _reached(start, after, left)][::-1]
    left = dict.fromkeys(after)
    return {one: number for number, start in enumerate(last_first) for one in _reached(start, before, left)}


def _reached(start: Term, near: Mapping[Term, list[Term]], left: dict[Term, None]) -> list[Term]:
    """What can be reached of what is left, and is so no longer; each after what is reached from it."""
    found: list[Term] = []
    open_ = [(start, False)]
    while open_:
        one, is_done = open_.pop()
        if is_done:
            found.append(one)
        elif one in left:
            del left[one]
            open_.append((one, True))
            open_ += [(other, False) for other in near[one]]
    return found
