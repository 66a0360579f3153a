"""What is good about a roadmap: how long, how soon, how many steps, how evenly the parties take turns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Final, Literal, TypeAlias

By: TypeAlias = Literal["shortest", "earliest", "fewest", "even"]
"""What counts first: the fewest days from the first step to the last, the earliest last step, the fewest steps, or
that no party is ever far ahead of another with what it does."""
Measure: TypeAlias = Literal["span", "finish", "steps", "lead"]

ORDER: Final[Mapping[By, tuple[Measure, ...]]] = {
    "shortest": ("span", "steps", "finish"),
    "earliest": ("finish", "steps", "span"),
    "fewest": ("steps", "finish", "span"),
    "even": ("lead", "steps", "finish", "span"),
}
"""What counts first, and what decides among equals."""


def span(days: Iterable[int]) -> int:
    """Days from the first step to the last."""
    listed = list(days)
    return max(listed) - min(listed) if listed else 0


def lead(days: Mapping[str, int], acts: Mapping[str, Sequence[str]]) -> int:
    """By how many of its acts a party is at most ahead of another at the end of some day.

    Args:
        days: The day of each step.
        acts: The acts of each party.
    """
    return max((_ahead(days, acts[one], acts[other]) for one, other in permutations(acts, 2)), default=0)


def _ahead(days: Mapping[str, int], mine: Sequence[str], theirs: Sequence[str]) -> int:
    ends = {days[act] for act in mine if act in days}
    return max((_done(days, mine, end) - _done(days, theirs, end) for end in ends), default=0)


def _done(days: Mapping[str, int], acts: Sequence[str], end: int) -> int:
    return sum(1 for act in acts if act in days and days[act] <= end)
