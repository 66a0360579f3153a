"""Which choices of readings have another result, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping

from conditions.conflicts.results import InConflict, Result
from conditions.conflicts.taking_part import Taken


def _signature(result: Result) -> object:
    match result:
        case InConflict(parts=parts):
            return "in conflict", frozenset(frozenset(core.ids) for part in parts for core in part.cores)
        case _:
            return type(result).__name__


def matters(place: int, found: Mapping[tuple[str, ...], Result]) -> bool:
    """Whether the result changes with the reading at a place in some choice of the others."""
    seen: dict[tuple[str, ...], object] = {}
    for readings, result in found.items():
        others = (*readings[:place], *readings[place + 1 :])
        signature = _signature(result)
        if seen.setdefault(others, signature) != signature:
            return True
    return False


def reading_name(name: str, reading: str, ids: list[str], taken: Mapping[str, Mapping[str, Taken]]) -> str:
    """The name of a reading, with the condition's id where another condition has a reading of that name."""
    others = [other for other in ids if other != name and reading in taken[other]]
    return f"{name}.{reading}" if others else reading
