"""Why events cannot all happen: the entries and relations that contradict each other, no more than needed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from conditions.entries import Contradiction, Entry, Relation, Step
from conditions.network import Knowledge, Range, as_range


def contradiction_of(steps: Iterable[Step]) -> Contradiction:
    """The contradiction among steps that cannot all hold."""
    return Contradiction(_in_order(_without_superfluous(list(steps))))


def _without_superfluous(steps: list[Step]) -> list[Step]:
    """As few of the contradictory steps as still contradict each other."""
    for step in list(steps):
        fewer = [other for other in steps if other is not step]
        if _are_contradictory(fewer):
            steps = fewer
    return steps


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
    return not known.network(tuple(dict.fromkeys((*ranges, *known.links)))).consistent


def _in_order(steps: list[Step]) -> tuple[Step, ...]:
    """The steps along their cycle, from the entry that bounds a first day to the one that bounds a last."""
    entries = [step for step in steps if isinstance(step, Entry)]
    relations = [step for step in steps if isinstance(step, Relation)]
    if len(entries) > 1 and not _are_contradictory([replace(entries[0], latest=math.inf), *entries[1:], *relations]):
        entries.reverse()
    ordered: list[Step] = [*entries[:1]]
    event = entries[0].event if entries else relations[0].first
    while relations:
        following = next(
            (relation for relation in relations if event in {relation.first, relation.second}), relations[0]
        )
        relations.remove(following)
        ordered.append(following)
        event = following.first if event == following.second else following.second
    return (*ordered, *entries[1:])
