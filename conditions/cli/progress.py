"""Progress of long work on standard error: after a second, and then now and then; nothing where none is wanted."""

from __future__ import annotations

import sys
import time
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

from conditions.cli.streams import say

FIRST: Final = 1.0
"""Seconds after which something is said."""
EVERY: Final = 3.0
"""Seconds between what is said; on a terminal the line is written anew every second."""


class Progress:
    """Tells how far a search has come, while it runs; it is told so by being called.

    >>> with Progress("choices of readings", quiet=True) as progress:
    ...     progress(1, 12)
    """

    def __init__(self, unit: str, *, quiet: bool, first: float = FIRST, every: float = EVERY) -> None:
        self.unit: str = unit
        self.quiet: bool = quiet
        self.first: float = first
        self.every: float = every
        self.terminal: bool = sys.stderr.isatty()
        self._done: tuple[int, int] | None = None
        self._width = 0
        self._over = Event()
        self._thread = Thread(target=self._tell_again, daemon=True)

    def __call__(self, done: int, whole: int) -> None:
        """How much has been looked at, and of how much as far as known."""
        self._done = (done, whole)

    def __enter__(self) -> Self:
        """Begin."""
        self._start = time.monotonic()
        if not self.quiet:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Stop, and leave no line behind on a terminal."""
        if not self.quiet:
            self._over.set()
            self._thread.join()

    def _tell_again(self) -> None:
        """In a thread of its own, so that something is said also while one thing is looked at for long."""
        ended = self._over.wait(self.first)
        while not ended:
            self._tell()
            ended = self._over.wait(min(1.0, self.every) if self.terminal else self.every)
        if self._width:
            self._write("")

    def _tell(self) -> None:
        seconds = f"{time.monotonic() - self._start:.0f} s"
        done = "still looking" if self._done is None else f"looked at {self._done[0]} of {self._done[1]} {self.unit}"
        if self.terminal:
            self._write(f"{done}, {seconds}")
        else:
            say(f"{done}, {seconds}")

    def _write(self, text: str) -> None:
        """Write over the line of a terminal."""
        sys.stderr.write(f"\r{text:{self._width}}" if text else f"\r{'':{self._width}}\r")
        sys.stderr.flush()
        self._width = len(text)


__all__ = ["EVERY", "FIRST", "Progress"]
