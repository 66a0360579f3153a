"""Standard output and error: what they can show, and what happens when nobody reads them."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from conditions.errors import FileError, Problem

if TYPE_CHECKING:
    from pathlib import Path

PLAIN_WIDTH: Final = 80
"""Columns of output that does not go to a terminal."""

_NARROWEST: Final = 40
_WIDEST: Final = 100
_PLAIN: Final = {
    "✓": "+",
    "✗": "x",
    "≠": "/",
    "→": "->",
    "·": "-",
    "–": "-",
    "—": "-",
    "…": "...",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "│": "|",
    "├": "|",
    "└": "`",
    "─": "-",
}
"""What stands for our own signs where an encoding lacks them."""


_OBEYED: Final = "[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]"
"""Characters that JSON leaves as they are, and that move the cursor, turn the text round or break its lines."""


def prepare_streams() -> None:
    """Let both streams write any text: a letter that the encoding lacks becomes a question mark.

    A stream that was closed before the program began leads nowhere.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - it is open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """A message to the user, on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def put(text: str) -> None:
    """What was asked for, on standard output; ends with a line break."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def put_json(data: object, indent: int | None = 2) -> None:
    """Data as JSON, with letters that standard output lacks, or that a terminal would obey, written as escapes."""
    import json
    import re

    text = json.dumps(data, ensure_ascii=False, indent=indent)
    if not can_write(text):
        text = json.dumps(data, indent=indent)
    put(re.sub(_OBEYED, lambda found: f"\\u{ord(found[0]):04x}", text))


def give_up_stdout() -> None:
    """Turn standard output away from a pipe that nobody reads, so that closing it at exit is silent."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a descriptor is wanted, not a path
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say of a file that cannot be written that it is this one.

    Raises:
        FileError: It cannot be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(Problem("cannot-write", f"`{path}` cannot be written: {reason}")) from None


def is_terminal() -> bool:
    """Whether somebody looks at standard output."""
    return sys.stdout.isatty()


def columns() -> int:
    """How wide to write: as the terminal is, within reason, and 80 columns elsewhere."""
    if not is_terminal():
        return PLAIN_WIDTH
    import shutil  # brings four kinds of archives

    found = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns
    return max(_NARROWEST, min(_WIDEST, found))


def writable(text: str) -> str:
    """The text with our own signs replaced where standard output cannot show them."""
    return text if can_write(text) else "".join(char if can_write(char) else _PLAIN.get(char, char) for char in text)


def can_write(text: str) -> bool:
    """Whether the encoding of standard output has every letter of a text."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
