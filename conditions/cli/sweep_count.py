"""What is counted while rows pass by, and the line that shows how far they are."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

_EVERY: Final = 0.1


class StoppedError(Exception):
    """Nobody wants the rest of the rows."""


class Counts:
    """Rows that have passed, and how often each answer stood in them; counted by several threads.

    Attributes:
        rows: How many rows have passed.
        answers: For each column how often each of its words stood there.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self.rows: int = 0
        self.answers: dict[str, Counter[str]] = {column: Counter() for column in columns}
        self._lock = threading.Lock()
        self._is_stopped = False

    def stop(self) -> None:
        """Let no more rows pass."""
        self._is_stopped = True

    def passing(self, rows: Any) -> Any:
        """Count rows of a frame of Polars, and hand them on.

        Raises:
            StoppedError: They are wanted no more.
        """
        if self._is_stopped:
            raise StoppedError
        found = {column: Counter(dict(rows[column].value_counts().iter_rows())) for column in self.answers}
        with self._lock:
            self.rows += rows.height
            for column, counts in found.items():
                self.answers[column].update({str(word): count for word, count in counts.items() if word is not None})
        return rows


def run(work: Callable[[], None], counts: Counts, total: int, *, quiet: bool) -> float:
    """Do the work in a thread of its own, so that this one hears of interruptions and shows how far it is.

    Args:
        work: The work, in which rows pass through `counts`.
        counts: What has passed.
        total: How many rows there are, 0 where that is not known.
        quiet: Show nothing.

    Returns:
        The seconds that it took.
    """
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            failed.append(error)

    began = time.perf_counter()
    worker = threading.Thread(target=guarded, daemon=True)
    worker.start()
    try:
        _show(worker, counts, total, quiet=quiet)
    except BaseException:
        counts.stop()
        worker.join(timeout=10)
        raise
    if failed:
        raise failed[0]
    seconds = time.perf_counter() - began
    if not quiet:
        sys.stderr.write(
            f"{counts.rows:,} rows in {seconds:.1f} s, {counts.rows / max(seconds, 0.001):,.0f} a second\n"
        )
    return seconds


def _show(worker: threading.Thread, counts: Counts, total: int, *, quiet: bool) -> None:
    if quiet or not sys.stderr.isatty():
        while worker.is_alive():
            worker.join(_EVERY)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    shown = TextColumn("{task.completed:,.0f} rows, {task.fields[rate]:,.0f} a second")
    with Progress(BarColumn(), shown, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("rows", total=total or None, rate=0.0)
        began = time.perf_counter()
        while worker.is_alive():
            worker.join(_EVERY)
            rate = counts.rows / max(time.perf_counter() - began, 0.001)
            progress.update(task, completed=counts.rows, rate=rate)
