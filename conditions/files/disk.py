"""Files as text: only regular files of a sane size, in UTF-8, without control characters; and files put in place."""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path
from typing import NoReturn

from conditions.errors import FileError, Problem
from conditions.files import limits
from conditions.files.nodes import Source
from conditions.location import Location

_CONTROL_IN_YAML = "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
_CONTROL_IN_JSON = "[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]"
_WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_AS_UTF8 = "save the file as UTF-8"


def read_source(path: Path) -> Source:
    """The text of a file.

    Raises:
        FileError: The file cannot be read, is no regular file, is too large or is not UTF-8.
    """
    return as_source(_decode(_read(path), str(path)), str(path), json=is_json(path))


def is_json(path: Path) -> bool:
    """Whether a file is read as JSON, by its name."""
    return path.suffix.lower() == ".json"


def as_source(text: str, path: str, *, json: bool) -> Source:
    """A text that is already in memory as the text of a file.

    Raises:
        FileError: It is too large or has control characters.
    """
    if len(text) > limits.FILE_BYTES:
        raise FileError(_too_large(path, len(text)))
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = re.sub(r"\r(?!\n)", "\n", text)
    source = Source(path, text)
    pattern = _CONTROL_IN_JSON if json else _CONTROL_IN_YAML
    problems = [_control(source, found.start()) for found, _ in zip(re.finditer(pattern, text), range(3), strict=False)]
    if problems:
        raise FileError(problems)
    return source


def put_file(path: Path, text: str | bytes) -> None:
    """Put a text in the place of a file in one step, so that nobody ever sees a part of it; a link stays a link.

    What is there and is no file, such as a device or a pipe, is written to and stays what it is.

    Raises:
        OSError: It cannot be written; what was there before is still there.
    """
    data = text.encode() if isinstance(text, str) else text
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    import tempfile  # few commands write files

    target = path.resolve()
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        part.chmod(_usual_mode(target))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _usual_mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _read(path: Path) -> bytes:
    """The bytes of a regular file; a pipe or device is refused without waiting for it."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        _refuse(path, error)
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise FileError(Problem("not-a-file", f"`{path}` is {_kind(state.st_mode)}, not a file"))
        if state.st_size > limits.FILE_BYTES:
            raise FileError(_too_large(str(path), state.st_size))
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            data = stream.read(limits.FILE_BYTES + 1)
    except OSError as error:
        _refuse(path, error)
    finally:
        os.close(descriptor)
    if len(data) > limits.FILE_BYTES:
        raise FileError(_too_large(str(path), len(data)))
    return data


def _refuse(path: Path, error: OSError | ValueError) -> NoReturn:
    match error:
        case FileNotFoundError():
            problem = Problem("file-not-found", f"there is no file `{path}`")
        case PermissionError() if not path.is_dir():
            problem = Problem("unreadable-file", f"`{path}` cannot be read: permission denied")
        case IsADirectoryError() | PermissionError():
            problem = Problem("not-a-file", f"`{path}` is a folder, not a file")
        case OSError():
            problem = Problem("unreadable-file", f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}")
        case _:
            problem = Problem("unreadable-file", f"`{path}` is not a possible file name")
    raise FileError(problem) from None


def _kind(mode: int) -> str:
    """What it is, if it is not a file."""
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a pipe",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
        stat.S_IFSOCK: "a socket",
    }
    return kinds.get(stat.S_IFMT(mode), "something else")


def _too_large(path: str, size: int) -> Problem:
    return Problem(
        "file-too-large",
        f"`{path}` has {size:,} bytes; at most {limits.FILE_BYTES:,} are read",
        hint="split the file",
    )


def _decode(data: bytes, path: str) -> str:
    for mark, name in _WIDE_MARKS.items():
        if data.startswith(mark):
            raise FileError(Problem("not-utf-8", f"`{path}` is written in {name}", hint=_AS_UTF8))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileError(_bad_byte(data, path, error.start)) from None


def _bad_byte(data: bytes, path: str, index: int) -> Problem:
    first = data.rfind(b"\n", 0, index) + 1
    end = data.find(b"\n", index)
    line = data[first : len(data) if end < 0 else end].decode("utf-8", "replace").rstrip("\r")
    column = len(data[first:index].decode("utf-8", "replace").removeprefix("\ufeff")) + 1
    location = Location(path, data.count(b"\n", 0, index) + 1, column, 1, line.removeprefix("\ufeff"))
    return Problem(
        "not-utf-8",
        f"the byte 0x{data[index]:02X} is not UTF-8",
        location,
        hint=f"{_AS_UTF8}; it may be in an older encoding such as Windows-1251 or Latin-1",
    )


def _control(source: Source, index: int) -> Problem:
    number = ord(source.text[index])
    return Problem(
        "control-character",
        f"the character U+{number:04X} does not belong in a text file",
        source.location(index, index + 1),
        hint="delete it" if number < 0x20 or 0xD800 <= number <= 0xDFFF else f'delete it, or write "\\u{number:04X}"',
    )
