"""A search in which some names are always asked for, and the groups of names in which there is a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from conditions.conflicts.enumeration import minimal_core
from conditions.conflicts.taking_part import Taken
from conditions.engines.exact import Completions, Limit, Outcome, Refuted, Witness


@dataclass(frozen=True)
class Held:
    """A search in which some names are always asked for, and never told in a core."""

    search: Completions
    always: tuple[str, ...]

    def find(self, names: Iterable[str], limit: Limit | None = None) -> Outcome:
        """A completion in which these and what is always asked for hold, or which of these cannot."""
        outcome = self.search.find((*self.always, *names), limit, early=False)
        if isinstance(outcome, Refuted):
            return Refuted(tuple(name for name in outcome.core if name not in self.always))
        return outcome


def conflicting(
    held: Held, taken: Mapping[str, Taken], groups: list[tuple[str, ...]], core: tuple[str, ...], limit: Limit
) -> Iterator[tuple[str, ...] | None]:
    """The groups of names in which there is a conflict; `None` last where the limit was over before all were found."""
    left = set(taken)
    outcome: Outcome = Refuted(core)
    while not isinstance(outcome, Witness):
        small = minimal_core(held, outcome.core, limit) if isinstance(outcome, Refuted) else None
        if small is None:
            yield None
            return
        touched = {name for group in groups if small.intersection(group) for name in group}
        yield tuple(name for name in taken if name in touched)
        left -= touched
        outcome = held.find([name for name in taken if name in left], limit)
