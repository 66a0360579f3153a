"""Choices of readings, and in which of them something is so, in few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from conditions.conflicts.results import Named

Choice: TypeAlias = tuple[Named, ...]
"""One reading of each condition."""


def by_name(choices: Sequence[Choice], signature: Callable[[Choice], object]) -> dict[Choice, str]:
    """A name for each choice out of the readings that matter: those with which the signature changes."""
    signed = {choice: signature(choice) for choice in choices}
    axes = [place for place in _axes(choices) if _matters(place, signed)]
    return {choice: ", ".join(_word(choice[place], choice) for place in axes) for choice in choices}


def in_words(some: Sequence[Choice], everything: Sequence[Choice]) -> tuple[str, ...]:
    """Which of all choices some are, as readings that must be chosen; nothing if they are all."""
    if len(some) == len(everything):
        return ()
    picked = set(some)
    axes = [place for place in _axes(everything) if _matters(place, {one: one in picked for one in everything})]
    found = dict.fromkeys(", ".join(_word(choice[place], choice) for place in axes) for choice in some)
    return tuple(found)


def _axes(choices: Sequence[Choice]) -> Sequence[int]:
    """The places at which there is more than one reading."""
    width = len(choices[0]) if choices else 0
    return [place for place in range(width) if len({choice[place] for choice in choices}) > 1]


def _matters(place: int, signed: Mapping[Choice, object]) -> bool:
    """Whether the signature changes with the reading at a place, all others being the same."""
    seen: dict[tuple[Named, ...], object] = {}
    for choice, signature in signed.items():
        others = (*choice[:place], *choice[place + 1 :])
        if seen.setdefault(others, signature) != signature:
            return True
    return False


def _word(one: Named, choice: Choice) -> str:
    """A reading's name, with its condition's where another condition has a reading of that name."""
    shared = any(other is not one and other.reading == one.reading for other in choice)
    return f"{one.id}.{one.reading}" if shared else one.reading
