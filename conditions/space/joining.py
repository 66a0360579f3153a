"""In which order names are taken out one by one so that few are joined by it."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def taken_out(groups: Iterable[Iterable[Name]]) -> Iterator[tuple[Name, set[Name]]]:
    """Every name with those around it when it is taken out; they are joined with each other by that.

    The next is always the one that joins the fewest pairs, and of several the one with the fewest around it.

    Args:
        groups: Names that are joined with each other.
    """
    near: dict[Name, set[Name]] = {}
    for group in groups:
        together = dict.fromkeys(group)
        for name in together:
            near.setdefault(name, set()).update(together)
    numbers = {name: number for number, name in enumerate(near)}
    for name, around in near.items():
        around.discard(name)

    def cost(name: Name) -> tuple[int, int, int]:
        around = near[name]
        joined = sum(len(around & near[other]) for other in around)
        return len(around) * (len(around) - 1) - joined, len(around), numbers[name]

    costs = {name: cost(name) for name in near}
    names = list(near)
    heap = sorted(costs.values())
    while heap:
        cheapest = heapq.heappop(heap)
        name = names[cheapest[-1]]
        if costs.get(name) != cheapest:
            continue
        del costs[name]
        around = near.pop(name)
        for other in around:
            near[other] |= around
            near[other] -= {name, other}
        changed = around.union(*(near[other] for other in around)) if cheapest[0] else around
        for other in changed:
            new = cost(other)
            if new != costs[other]:
                costs[other] = new
                heapq.heappush(heap, new)
        yield name, around
