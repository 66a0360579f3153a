"""How far a search has come, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how much has been looked at, and of how much: as far as that is known by then."""
T = TypeVar("T")


class Steps:
    """Counts what has been looked at, and what is still to be."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = self._whole = 0

    def more(self, count: int) -> None:
        """So many more will be looked at."""
        self._whole += count

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """The items, one step each, done when the next is asked for."""
        for item in items:
            yield item
            self.step()

    def step(self) -> None:
        """One more has been looked at."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, max(self._done, self._whole))


__all__ = ["Progress", "Steps"]
