"""Where one stands in a text that is being written: in which value or key of which mappings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from conditions.errors import FileError
from conditions.files.build import Builder, Standing
from conditions.files.nodes import Source, Text
from conditions.files.scalars import Style
from conditions.files.yaml_nodes import feed_beginning
from conditions.records import dataclass

_MARK: Final = "\ue000"
"""A letter for private use, which stands for the place."""
_HALF_LETTER: Final = re.compile("[\ud800-\udfff]")
"""What no file has, and an editor may."""
_ENDS: Final = ("", '"', "'")
"""What may be missing behind the place: the end of a quotation."""
_SWALLOWED: Final = re.compile(r"\n\S")
_SECTION: Final = re.compile(r"^[^\s#-][^\n]*$", re.MULTILINE)
_ENTRY: Final = re.compile(r"^(?P<indent> +)[^\s#-][^\n]*$", re.MULTILINE)
_TYPED: Final = re.compile(r"[^\s,\[\]{}:#\"']*\Z")


@dataclass(frozen=True)
class Place:
    """A place in a text that goes on behind it.

    Attributes:
        path: Keys and indices of the value in which it is; of a key, those of the mapping.
        in_key: Whether a key is being written.
        said: The value or key up to the place, without what quotation marks and folding add.
        keys: The keys that the mapping has before it.
        opens_line: Whether the value or key is the first on its line, so that a value may become a mapping.
        needs_quotes: Whether it stands bare inside of brackets, so that a bracket in it would be read as one of them.
    """

    path: tuple[str | int, ...]
    in_key: bool
    said: str
    keys: tuple[str, ...] = ()
    opens_line: bool = False
    needs_quotes: bool = False


def place_at(text: str, offset: int) -> Place | None:
    """The place at an offset, whatever is wrong before it or behind it, or `None` in a comment.

    Mistakes in other parts of the file do not matter: where the text cannot be read from the outset,
    it is read from the section or from the entry in which the place is.
    """
    before = _HALF_LETTER.sub("?", text[:offset])
    line = before[before.rfind("\n") + 1 :]
    if line.lstrip().startswith("#"):
        return None
    beginnings = list(_beginnings(before))
    read = (_read(beginning, end) for beginning in beginnings for end in _ENDS)
    standing = (_read(beginning, "", standing=True) for beginning in beginnings)
    return next((place for place in chain(read, standing) if place is not None), None)


def _read(beginning: str, end: str, *, standing: bool = False) -> Place | None:
    """The place behind a text, if the text can be read so far; with `standing`, also where nothing was made of it."""
    builder = _Watcher(Source("", f"{beginning}{_MARK}{end}"))
    try:
        stopped = feed_beginning(builder)
    except FileError:
        return None
    if builder.found is None and standing and stopped is not None and stopped >= len(beginning):
        return _standing(builder, beginning)
    return builder.found


def _beginnings(before: str) -> Iterator[str]:
    """The text up to the place: all of it, its section alone, and the entry of its section alone."""
    yield before
    sections = [found.start() for found in _SECTION.finditer(before)]
    if not sections:
        return
    section = before[sections[-1] :]
    if "\n" not in section:
        return
    yield section
    head, _, rest = section.partition("\n")
    entries = list(_ENTRY.finditer(rest))
    if entries:
        indent = min(len(entry["indent"]) for entry in entries)
        last = [entry.start() for entry in entries if len(entry["indent"]) == indent]
        yield f"{head}\n{rest[last[-1] :]}"


class _Watcher(Builder):
    """A builder that notes where the mark is.

    Attributes:
        found: The place of the mark, once it was read.
    """

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.found: Place | None = None

    def add_text(self, value: str, start: int, end: int, style: Style) -> Text:
        """Take a scalar, and note the one with the mark."""
        raw = self.source.text[start:end]
        if self.found is None and _MARK in value and not _SWALLOWED.search(raw):
            found = _place(self.standing(), value.partition(_MARK)[0], self.source.text, start)
            self.found = replace(found, needs_quotes=style == "plain" and self.opened() is not None)
        return super().add_text(value, start, end, style)


def _standing(builder: Builder, beginning: str) -> Place:
    """The place where a text could not be read on: a key without its colon, or a value without its end."""
    standing = builder.standing()
    typed = _TYPED.search(beginning)
    assert typed is not None
    return _place(standing, typed[0], beginning, typed.start())


def _place(standing: Standing, said: str, text: str, start: int) -> Place:
    opens = not text[text.rfind("\n", 0, start) + 1 : start].strip(" -")
    return Place(standing.path, standing.wants_key, said, standing.keys, opens)
