"""Why events cannot all happen: the entries and relations that contradict each other, no more than needed.

Shortest paths fail on a closed walk of negative length, and the days of an
inconsistent network remember how they were reached. Where only days are counted, a
loop of that walk is the contradiction. Where months are, a step may have narrowed
another from the side, so that steps are left out again as long as the rest is
contradictory.

Source: U. Junker, *QuickXplain: preferred explanations and relaxations for
over-constrained problems*, AAAI 2004.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, assert_never

from conditions.entries import Contradiction, Entry, Relation, Step
from conditions.network import Knowledge, Network, Range, as_range
from conditions.records import dataclass

# Above so many steps that depend on each other through months, only those along one walk are kept, and none of
# them is left out again: trying that takes the square of their number.
_MOST_TESTED: Final = 60


@dataclass(frozen=True)
class _Hop:
    """A greatest distance in days from one event to another, where `None` is the beginning of all days.

    Attributes:
        relation: Index of the relation that sets it, or `None` if the range of the event does.
    """

    start: str | None
    end: str | None
    days: int
    relation: int | None = None


def contradiction_in(network: Network, entry: Callable[[str], Entry]) -> Contradiction:
    """The contradiction in an inconsistent network.

    Args:
        network: The network.
        entry: Gives what is known of an event.
    """
    relations = network.known.relations
    events, indexes = _suspects(network)
    walk = _closed_walk(network)
    if all(relations[index].is_exact for index in indexes):
        steps = _steps(_negative_loop(walk), relations, entry)
    elif not _rests_on_narrowing(network, walk):
        # Fewer of them may do, where the days of one make a distance in months longer or shorter.
        steps = _in_order(_without_superfluous(_steps(_negative_loop(walk), relations, entry)))
    else:
        suspects = _bounding(network, events, indexes, entry)
        if not _are_contradictory(suspects):
            # A day that narrowed a distance in months was itself moved later, and forgot from where.
            everything = {link.index for event in network.members for link in network.known.links.get(event, ())}
            suspects = _bounding(network, set(network.members), everything, entry)
        if len(suspects) > _MOST_TESTED:
            along = _steps(_negative_loop(walk), relations, entry)
            suspects = along if _are_contradictory(along) else suspects
        steps = _in_order(_without_superfluous(suspects))
    alone = next((step for step in steps if _are_contradictory([step])), None)
    return Contradiction(tuple(steps) if alone is None else (alone,))


def _bounding(network: Network, events: set[str], indexes: set[int], entry: Callable[[str], Entry]) -> list[Step]:
    """The relations of these indexes within the network, after the entries of these events that bound a day."""
    entries = [entry(event) for event in network.members if event in events]
    relations = [network.known.relations[index] for index in sorted(indexes)]
    return [
        *(known for known in entries if known.earliest > -math.inf or known.latest < math.inf),
        *(tie for tie in relations if tie.first in network.members and tie.second in network.members),
    ]


def _suspects(network: Network) -> tuple[set[str], set[int]]:
    """Events whose ranges, and relations, that together led to the flaw."""
    seen: set[tuple[int, str]] = set()
    indexes: set[int] = set()
    fresh = [(0, str(network.flaw)), (1, str(network.flaw))]
    while fresh:
        side, event = fresh.pop()
        if (side, event) not in seen and event in network.reasons[side]:
            index, _ = network.reasons[side][event]
            relation = network.known.relations[index]
            indexes.add(index)
            fresh.append((side, _other(relation, event)))
            if not relation.is_exact:
                fresh += [(0, relation.first), (1, relation.first)]
        seen.add((side, event))
    return {event for _, event in seen}, indexes


def _rests_on_narrowing(network: Network, walk: list[_Hop]) -> bool:
    """Whether a hop of the walk is only so long because days around it are known."""
    indexes = {hop.relation for hop in walk if hop.relation is not None}
    by_narrowing = {index for side in network.reasons for index, narrowed in side.values() if narrowed}
    return not indexes.isdisjoint(network.narrowed.keys() | by_narrowing)


def _closed_walk(network: Network) -> list[_Hop]:
    """The hops by which the two sides of the flaw were reached, or the cycle that one of them follows."""
    walks: list[list[_Hop]] = []
    for side in (0, 1):
        hops, event, seen = list[_Hop](), str(network.flaw), dict[str, int]()
        while event in network.reasons[side] and event not in seen:
            seen[event] = len(hops)
            index, _ = network.reasons[side][event]
            cause = _other(network.known.relations[index], event)
            start, end = (cause, event) if side == 0 else (event, cause)
            hops.append(_Hop(start, end, _length(network, index, start, end), index))
            event = cause
        if event in seen:
            return hops[seen[event] :] if side else hops[seen[event] :][::-1]
        bound = network.known.range_of(event)[1 - side]
        hops.append(_Hop(None, event, bound) if side == 0 else _Hop(event, None, -bound))
        walks.append(hops)
    return [*walks[0][::-1], *walks[1]]


def _length(network: Network, index: int, start: str, end: str) -> int:
    """The greatest distance that a relation allows from one of its events to the other."""
    relation, (least, most) = network.known.relations[index], network.span(index)
    lengths = []
    if most is not None and (relation.first, relation.second) == (start, end):
        lengths.append(most)
    if least is not None and (relation.second, relation.first) == (start, end):
        lengths.append(-least)
    return min(lengths)


def _negative_loop(walk: list[_Hop]) -> list[_Hop]:
    """The shortest of the loops, none of which meets an event twice, that make up a closed walk."""
    loops: list[list[_Hop]] = []
    path: list[_Hop] = []
    places: dict[str | None, int] = {}
    for hop in walk:
        places[hop.start] = len(path)
        path.append(hop)
        if hop.end in places:
            loop = path[places[hop.end] :]
            loops.append(loop)
            del path[places[hop.end] :]
            for part in loop:
                del places[part.start]
    return min(loops, key=lambda loop: sum(hop.days for hop in loop))


def _steps(walk: list[_Hop], relations: tuple[Relation, ...], entry: Callable[[str], Entry]) -> list[Step]:
    """The steps of a walk backward, which is from first days to last days; each step once."""
    steps: dict[int | str, Step] = {}
    for hop in reversed(walk):
        if hop.relation is None:
            event = str(hop.start or hop.end)
            steps[event] = entry(event)
        else:
            steps[hop.relation] = relations[hop.relation]
    return list(steps.values())


def _without_superfluous(steps: list[Step]) -> list[Step]:
    """As few of the contradictory steps as still contradict each other, in their order."""
    if len(steps) > _MOST_TESTED:
        return steps
    needed = _needed([], steps, fresh=False)
    return [step for step in steps if any(step is one for one in needed)]


def _needed(given: list[Step], steps: list[Step], *, fresh: bool) -> list[Step]:
    """The fewest steps that, with those given, are contradictory; `fresh` where what is given has grown."""
    if fresh and _are_contradictory(given):
        return []
    if len(steps) <= 1:
        return steps
    first, second = steps[: len(steps) // 2], steps[len(steps) // 2 :]
    of_second = _needed([*given, *first], second, fresh=True)
    of_first = _needed([*given, *of_second], first, fresh=bool(of_second))
    return [*of_first, *of_second]


def _are_contradictory(steps: Iterable[Step]) -> bool:
    ranges: dict[str, Range] = {}
    relations: list[Relation] = []
    for step in steps:
        match step:
            case Entry(event, _, earliest, latest):
                ranges[event] = as_range(earliest, latest)
            case Relation():
                relations.append(step)
            case _:
                assert_never(step)
    known = Knowledge(ranges, tuple(relations), as_range(-math.inf, math.inf))
    return not known.network(tuple(known.links)).consistent


def _in_order(steps: list[Step]) -> list[Step]:
    """The steps along their relations, from the entry that bounds a first day to the one that bounds a last."""
    entries = [step for step in steps if isinstance(step, Entry)]
    relations = [step for step in steps if isinstance(step, Relation)]
    tested: list[Step] = [*(replace(entry, latest=math.inf) for entry in entries[:1]), *entries[1:], *relations]
    if not _are_contradictory(tested):
        entries.reverse()
    ordered: list[Step] = [*entries[:1]]
    event = entries[0].event if entries else relations[0].first
    while relations:
        following = next((step for step in relations if event in {step.first, step.second}), relations[0])
        relations.remove(following)
        ordered.append(following)
        event = _other(following, event)
    return [*ordered, *entries[1:]]


def _other(relation: Relation, event: str) -> str:
    return relation.first if event == relation.second else relation.second
