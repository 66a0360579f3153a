"""Logs on disk: lines that are only ever appended, in a file of JSON lines or in an SQLite database.

A line is on the disk before anything that follows from it is announced. A file of JSON
lines has one writer; several may read it. An SQLite database (`.sqlite`, `.db`) may be
opened by several at once, of which one writes at a time.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from conditions.errors import FileError, Problem, ScenarioError

LONGEST_LINE: Final = 64 * 1024
"""Most bytes of one line."""
MOST_BYTES: Final = 256 * 1024 * 1024
"""Most bytes of a log; beyond, another one is started."""
_DATABASES: Final = (".sqlite", ".sqlite3", ".db")
_BLOCK: Final = 1 << 20


class Line(NamedTuple):
    """One line of a log: its number, counted from 1, and its text without the end."""

    number: int
    text: bytes


class Log(Protocol):
    """Where a monitor keeps what is recorded.

    Attributes:
        path: What messages call it.
        torn: What stands behind the last whole line: written in part when its writer was stopped.
    """

    path: str
    torn: bytes

    def lines(self) -> Iterator[Line]:
        """The lines that were not read before."""

    def append(self, line: bytes) -> None:
        """Write a line with its end, which is on the disk when this returns."""

    def close(self) -> None:
        """Let go of it."""


def encoded(text: str) -> bytes:
    """A line as bytes.

    Raises:
        ScenarioError: It is too long, or has half a character in it.
    """
    try:
        line = text.encode()
    except UnicodeEncodeError:
        raise ScenarioError(Problem("not-utf-8", "the entry has half a character in it")) from None
    if len(line) > LONGEST_LINE:
        message = f"the entry has {len(line):,} bytes, and {LONGEST_LINE:,} are allowed"
        raise ScenarioError(Problem("log-line-too-long", message))
    return line


def open_log(path: str | Path, *, write: bool) -> Log:
    """The log of that name, a new one if there is none and it is to be written.

    Raises:
        FileError: It cannot be read or written, is too large, or somebody else writes it.
    """
    place = Path(path)
    try:
        if place.suffix in _DATABASES:
            return _Database(place, write=write)
        return _Lines(place, write=write)
    except (OSError, sqlite3.Error) as error:
        said = error.strerror if isinstance(error, OSError) else None
        raise FileError(Problem("no-log", f"the log `{place}` cannot be opened: {said or error}".lower())) from None


class _Lines:
    """A file of JSON lines."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path: str = str(path)
        self.torn: bytes = b""
        self._number = 0
        self._end = 0
        self._write = write
        if write:
            is_new = not path.exists()
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
            _lock(self._file, self.path)
            if is_new:
                _sync_folder(path.parent)
        else:
            self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._closing = weakref.finalize(self, os.close, self._file)

    def lines(self) -> Iterator[Line]:
        size = os.fstat(self._file).st_size
        if size > MOST_BYTES:
            raise FileError(_too_large(self.path))
        if size < self._end:
            message = f"the log `{self.path}` is shorter than it was, and a log only grows"
            raise FileError(Problem("log-shrunk", message))
        os.lseek(self._file, self._end, os.SEEK_SET)
        rest = b""
        while block := os.read(self._file, _BLOCK):
            *whole, rest = (rest + block).split(b"\n")
            for text in whole:
                self._number += 1
                self._end += len(text) + 1
                yield Line(self._number, text.removesuffix(b"\r"))
            if len(rest) > LONGEST_LINE:
                message = f"line {self._number + 1} of the log `{self.path}` has more than {LONGEST_LINE:,} bytes"
                raise FileError(Problem("log-line-too-long", message))
        self.torn = rest

    def append(self, line: bytes) -> None:
        if self.torn:
            # What was being written when the last writer stopped was never announced.
            os.ftruncate(self._file, self._end)
            self.torn = b""
        if self._end + len(line) > MOST_BYTES:
            raise FileError(_too_large(self.path))
        os.lseek(self._file, self._end, os.SEEK_SET)
        try:
            _write_all(self._file, line)
            os.fsync(self._file)
        except OSError as error:
            os.ftruncate(self._file, self._end)
            message = f"the log `{self.path}` cannot be written: {(error.strerror or str(error)).lower()}"
            raise FileError(Problem("no-log", message, hint="nothing was recorded")) from None
        self._end += len(line)
        self._number += 1

    def close(self) -> None:
        self._closing()


class _Database:
    """A table of lines in an SQLite database, in the order of their numbers."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path: str = str(path)
        self.torn: bytes = b""
        self._number = 0
        if write:
            self._base = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=FULL")
            self._base.execute("CREATE TABLE IF NOT EXISTS log (number INTEGER PRIMARY KEY, line TEXT NOT NULL)")
        else:
            name = f"{path.absolute().as_uri()}?mode=ro"
            self._base = sqlite3.connect(name, uri=True, timeout=10, isolation_level=None, check_same_thread=False)
            self._base.execute("SELECT count(*) FROM log").fetchone()
        self._closing = weakref.finalize(self, self._base.close)

    def lines(self) -> Iterator[Line]:
        found = self._base.execute("SELECT number, line FROM log WHERE number > ? ORDER BY number", (self._number,))
        for number, line in found:
            if number != self._number + 1 or not isinstance(line, str):
                message = f"the log `{self.path}` has no line {self._number + 1}"
                raise FileError(Problem("log-line-missing", message, hint="a log only grows"))
            self._number = number
            yield Line(number, line.encode(errors="replace"))

    def append(self, line: bytes) -> None:
        text = line.decode().removesuffix("\n")
        try:
            self._base.execute("INSERT INTO log VALUES (?, ?)", (self._number + 1, text))
        except sqlite3.IntegrityError:
            message = f"somebody else wrote to the log `{self.path}`"
            raise FileError(Problem("log-in-use", message, hint="open it again, and record the rest")) from None
        except sqlite3.Error as error:
            message = f"the log `{self.path}` cannot be written: {error}"
            raise FileError(Problem("no-log", message, hint="nothing was recorded")) from None
        self._number += 1

    def close(self) -> None:
        self._closing()


def _write_all(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


def _sync_folder(folder: Path) -> None:
    """A new file is on the disk when its folder is; Windows has no such thing."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _lock(file: int, path: str) -> None:
    """Take the only right to write a file, or say that somebody else has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, MOST_BYTES * 2, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        hint = "close the other monitor, read along with `conditions watch`, or keep the log in an SQLite database"
        raise FileError(Problem("log-in-use", f"another monitor writes the log `{path}`", hint=hint)) from None


def _too_large(path: str) -> Problem:
    message = f"the log `{path}` has more than {MOST_BYTES // 1024 // 1024} MiB"
    return Problem("log-too-large", message, hint="start another log")


__all__ = ["LONGEST_LINE", "Line", "Log", "encoded", "open_log"]
