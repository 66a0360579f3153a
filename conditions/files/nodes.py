"""Data read from a file, every value of which knows where it stands.

A node is a `Mapping`, a `Sequence`, a `Text` or `None`. They are a `dict`, a
`list` and a `str` to whoever only wants the data; `locate` says where a value,
or a part of one, stands in the file. Nothing is resolved here: `NO`, `012`,
`2022-04-26` are text, and the models decide what they mean.
"""

from __future__ import annotations

from collections.abc import Sequence as AbstractSequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TypeAlias, assert_never

from conditions.files.scalars import Style, source_span
from conditions.location import Location

_BLOCK = 4096


@dataclass(frozen=True, eq=False)
class Source:
    r"""The text of a file, and the lines in it.

    Attributes:
        path: The file as the user named it.
        text: All of it, without a byte order mark; lines end with `\n` or `\r\n`.
    """

    path: str
    text: str = field(repr=False)

    def location(self, start: int, end: int) -> Location:
        """The place of `text[start:end]`, or of the part of it that is on its first line."""
        line = self._breaks[start // _BLOCK] + self.text.count("\n", start // _BLOCK * _BLOCK, start) + 1
        first = self.text.rfind("\n", 0, start) + 1
        shown = self._line(line, first)
        return Location(self.path, line, start - first + 1, max(1, min(end, first + len(shown)) - start), shown)

    @cached_property
    def _breaks(self) -> list[int]:
        """How many line breaks there are before each block; keeps files of a million lines cheap."""
        starts = range(0, len(self.text) + _BLOCK, _BLOCK)
        return list(accumulate((self.text.count("\n", start, start + _BLOCK) for start in starts), initial=0))

    @cached_property
    def _lines(self) -> dict[int, str]:
        """Lines already shown, kept so that many problems on one huge line share it."""
        return {}

    def _line(self, line: int, first: int) -> str:
        if line not in self._lines:
            end = self.text.find("\n", first)
            self._lines[line] = self.text[first : None if end < 0 else end].removesuffix("\r")
        return self._lines[line]


@dataclass(frozen=True)
class Origin:
    """Where a node stands: `source.text[start:end]`, quotes and block headers included."""

    source: Source
    start: int
    end: int
    style: Style | None = None


class Text(str):
    """A scalar: a `str` that keeps where it stands.

    Attributes:
        source: The file it was read from.
        start: Index of the first character of the raw scalar in the source.
        end: Index after the last character of the raw scalar.
        style: How it is written.
    """

    __slots__ = ("end", "source", "start", "style")

    source: Source
    start: int
    end: int
    style: Style

    @property
    def plain(self) -> bool:
        """Whether it is written without quotes, so that a model may read a number or a truth from it."""
        return self.style == "plain"

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return Origin(self.source, self.start, self.end, self.style)


class Mapping(dict[str, "Node"]):
    """A mapping in the order of the file; every key is a `Text`.

    Attributes:
        source: The file it was read from.
        start: Index where it begins: its brace, or its first key.
        end: Index after it.
        empty: The places of values that are `None`, by key.
    """

    __slots__ = ("_texts", "empty", "end", "source", "start")

    source: Source
    start: int
    end: int
    empty: dict[str | int, tuple[int, int]]
    _texts: dict[str, Text]

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return Origin(self.source, self.start, self.end)

    @property
    def key_origins(self) -> dict[str, Origin]:
        """Where each key stands."""
        return {key: text.origin for key, text in self._keys().items()}

    def key_text(self, key: str) -> Text:
        """The key as it stands in the file.

        Raises:
            KeyError: There is no such key.
        """
        return self._keys()[key]

    def _keys(self) -> dict[str, Text]:
        try:
            return self._texts
        except AttributeError:
            self._texts = {key: key for key in self if isinstance(key, Text)}
            return self._texts


class Sequence(list["Node"]):
    """A list of nodes.

    Attributes:
        source: The file it was read from.
        start: Index where it begins: its bracket, or its first dash.
        end: Index after it.
        empty: The places of items that are `None`, by index.
    """

    __slots__ = ("empty", "end", "source", "start")

    source: Source
    start: int
    end: int
    empty: dict[str | int, tuple[int, int]]

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return Origin(self.source, self.start, self.end)


Node: TypeAlias = Text | Mapping | Sequence | None
"""A value of a file; `None` is an empty or `null` value."""


def locate(node: Text | Mapping | Sequence, span: tuple[int, int] | None = None) -> Location:
    """The place of a value, or of a part of a scalar.

    Args:
        node: The value. A block mapping or list is placed at its first line.
        span: Start and end in the *value* of a `Text`; mapped through quotes,
            escapes, folding and indentation to the exact place. What runs over
            several lines is underlined on the first. An empty span at the end
            is the place just after the last character.
    """
    if not isinstance(node, Text):
        return _place_of_collection(node)
    if span is None and node.style not in ("literal", "folded"):
        return node.source.location(node.start, node.end)
    start, end = source_span(node.source.text[node.start : node.end], str(node), node.style, span or (0, len(node)))
    return node.source.location(node.start + start, node.start + end)


def locate_key(mapping: Mapping, key: str) -> Location:
    """The place of a key.

    Raises:
        KeyError: There is no such key.
    """
    return locate(mapping.key_text(key))


def locate_path(root: Node, path: AbstractSequence[str | int], *, key: bool = False) -> Location | None:
    """The place of the deepest part of a path that exists.

    Args:
        root: Where the path begins.
        path: Keys and indices. A part that the file does not have is skipped,
            so that the locations of Pydantic, which also name the member of a
            union, can be given as they are; a last part `[key]` means the key.
        key: Place the last key instead of its value.

    Returns:
        The place, or `None` if `root` itself is `None`.
    """
    node = root
    at_key: Location | None = None
    at_value = None if root is None else locate(root)
    for part in path:
        if isinstance(node, Mapping) and isinstance(part, str) and part in node:
            at_key = locate_key(node, part)
            at_value = _place_of_child(node, part, node[part]) or at_key
            node = node[part]
        elif isinstance(node, Sequence) and isinstance(part, int) and -len(node) <= part < len(node):
            at_key = at_value = _place_of_child(node, part, node[part]) or at_value
            node = node[part]
        elif part == "[key]":
            key = True
    return (at_key or at_value) if key else at_value


def to_plain(node: Node) -> object:
    """The same data as plain `dict`, `list`, `str` and `None`, without places."""
    match node:
        case Mapping():
            return {str(key): to_plain(value) for key, value in node.items()}
        case Sequence():
            return [to_plain(item) for item in node]
        case Text():
            return str(node)
        case None:
            return None
        case _:
            assert_never(node)


def _place_of_child(parent: Mapping | Sequence, part: str | int, child: Node) -> Location | None:
    """The place of a value in a mapping or list, or `None` where nothing is written."""
    if child is not None:
        return locate(child)
    start, end = parent.empty.get(part, (0, 0))
    return parent.source.location(start, end) if end > start else None


def _place_of_collection(node: Mapping | Sequence) -> Location:
    """A flow collection is its first line; a block mapping its first key; a block list its first dash."""
    if isinstance(node, Mapping) and node and node.source.text[node.start] != "{":
        return locate(node.key_text(next(iter(node))))
    block = node.source.text[node.start : node.start + 1] not in ("{", "[")
    return node.source.location(node.start, node.start + 1 if block else node.end)
