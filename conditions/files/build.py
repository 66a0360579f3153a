"""Nodes put together from what a parser reads, with every refusal that needs no syntax.

Both doors, YAML and JSON, feed one `Builder`. It works without recursion, and
counts what an alias stands for before it puts it in place, so no input can
make it deep or large.
"""

from __future__ import annotations

from typing import NamedTuple, NoReturn

from conditions.errors import FileError, Problem
from conditions.files import limits, refusals
from conditions.files.ids import id_problems
from conditions.files.nodes import Mapping, Node, Sequence, Source, Text
from conditions.files.scalars import Style
from conditions.location import Location


class _Anchor(NamedTuple):
    """A named node; while it is still open its size is unknown."""

    name: Text
    node: Node = None
    values: int | None = None
    height: int = 0


class _Level(NamedTuple):
    """What has to be taken up again when the collection inside it ends."""

    collection: Mapping | Sequence | None
    key: Text | None
    anchor: str | None
    values: int
    deepest: int


class Standing(NamedTuple):
    """Where a builder stands: what it was given last is not yet the end.

    Attributes:
        path: Keys and indices of the place that the next node takes; of a key that comes next, those of its mapping.
        wants_key: Whether the next node is a key.
        keys: The keys that the innermost mapping has so far; empty in a list.
    """

    path: tuple[str | int, ...]
    wants_key: bool
    keys: tuple[str, ...]


class Builder:
    """Takes scalars and collections in the order of the file; gives the root node or every problem.

    Attributes:
        source: The file.
        last: The last scalar taken.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.last: Text | None = None
        self._root: Node = None
        self._problems: list[Problem] = []
        self._cut = False
        self._levels: list[_Level] = []
        self._collection: Mapping | Sequence | None = None
        self._key: Text | None = None
        self._anchor: str | None = None
        self._anchors: dict[str, _Anchor] = {}
        self._count = 0
        self._deepest = 0

    @property
    def wants_key(self) -> bool:
        """Whether the next node is a key."""
        return self._key is None and type(self._collection) is Mapping

    def standing(self) -> Standing:
        """Where the next node would go."""
        around = [*((level.collection, level.key) for level in self._levels), (self._collection, self._key)]
        path = [
            len(collection) if isinstance(collection, Sequence) else str(key)
            for collection, key in around
            if isinstance(collection, Sequence) or key is not None
        ]
        keys = tuple(map(str, self._collection)) if isinstance(self._collection, Mapping) else ()
        return Standing(tuple(path), self.wants_key, keys)

    # --- what a parser reads ------------------------------------------------

    def add_text(self, value: str, start: int, end: int, style: Style) -> Text:
        """Take a scalar, as a key or as a value."""
        text = Text(value)
        text.source = self.source
        text.start = start
        text.end = end
        text.style = style
        self.last = text
        self._count += 1
        if self._count > limits.VALUES:
            self.stop(refusals.too_many_values(self.place(start, start + 1)))
        if len(value) > limits.TEXT_LENGTH:
            self.stop(refusals.text_too_long(text))
        self._attach(text)
        return text

    def add_none(self, start: int, end: int) -> None:
        """Take an empty or `null` value; `start` and `end` are equal if nothing is written."""
        self._count += 1
        if self._count > limits.VALUES:
            self.stop(refusals.too_many_values(self.place(start, start + 1)))
        if end > start and self._collection is not None:
            self._collection.empty[self._key if self._key is not None else len(self._collection)] = (start, end)
        self._attach(None)

    def open(self, collection: Mapping | Sequence, start: int, anchor: str | None = None) -> None:
        """Begin a collection."""
        collection.source = self.source
        collection.start = collection.end = start
        collection.empty = {}
        self._count += 1
        depth = len(self._levels) + 1
        if depth > limits.DEPTH:
            self.stop(refusals.too_deep(self.place(start, start + 1)))
        if self._count > limits.VALUES:
            self.stop(refusals.too_many_values(self.place(start, start + 1)))
        self._levels.append(_Level(self._collection, self._key, self._anchor, self._count, self._deepest))
        self._collection, self._key, self._anchor, self._deepest = collection, None, anchor, depth

    def close(self, end: int) -> None:
        """End the innermost collection."""
        collection, depth = self._collection, len(self._levels)
        assert collection is not None
        collection.end = end
        level = self._levels.pop()
        if self._anchor is not None:
            values, height = self._count - level.values + 1, self._deepest - depth + 1
            self._anchors[self._anchor] = _Anchor(self._anchors[self._anchor].name, collection, values, height)
        if type(collection) is Mapping:
            self._check_keys(collection)
        self._collection, self._key, self._anchor = level.collection, level.key, level.anchor
        self._deepest = max(level.deepest, self._deepest)
        self._attach(collection)

    def finish(self) -> Node:
        """The root node.

        Raises:
            FileError: With every problem reported, in the order of the file.
        """
        if self._problems:
            self._raise()
        return self._root

    # --- names for nodes ----------------------------------------------------

    def name(self, anchor: Text) -> None:
        """Say that the node which begins now has a name."""
        known = self._anchors.get(anchor)
        if known is not None and self.room():
            self._problems.append(refusals.duplicate_anchor(anchor, known.name))
        self._anchors[anchor] = _Anchor(anchor)
        self._count += 1

    def fix(self, anchor: str, node: Node) -> None:
        """Say what a named node is, where that is a scalar."""
        self._anchors[anchor] = _Anchor(self._anchors[anchor].name, node, 1)

    def add_alias(self, alias: Text) -> None:
        """Take the node that an alias names; what it holds counts again."""
        known = self._anchors.get(alias)
        self._count += 1 if known is None or known.values is None else known.values
        self._deepest = max(self._deepest, len(self._levels) + (known.height if known is not None else 0))
        if self._count > limits.VALUES:
            self.stop(refusals.too_many_aliases(alias))
        if self._deepest > limits.DEPTH:
            self.stop(refusals.too_deep(self.place(alias.start, alias.end)))
        if known is None and self.room():
            self._problems.append(refusals.unknown_anchor(alias, self._anchors))
        elif known is not None and known.values is None and self.room():
            self._problems.append(refusals.self_containing_alias(alias, known.name))
        self._attach(alias if known is None or known.values is None else known.node)

    def refuse_tag(self, start: int, end: int) -> None:
        """Report a tag."""
        if self.room():
            self._problems.append(refusals.tag(self.source, start, end))

    # --- problems -----------------------------------------------------------

    def report(self, problem: Problem) -> None:
        """Keep a problem and go on."""
        if self.room():
            self._problems.append(problem)

    def room(self) -> bool:
        """Whether one more problem is shown; if not, it is only said that there are more."""
        self._cut = self._cut or len(self._problems) >= limits.PROBLEMS
        return not self._cut

    def stop(self, problem: Problem) -> NoReturn:
        """Raise a problem that nothing can be read behind, with those of all other places.

        Raises:
            FileError: Always.
        """
        here = _corner(problem)
        self._problems = [*(known for known in self._problems if here is None or _corner(known) != here), problem]
        self._raise()

    def place(self, start: int, end: int) -> Location:
        """A place in the file."""
        return self.source.location(start, end)

    def opened(self) -> int | None:
        """Where the innermost bracket or brace that is still open stands."""
        text = self.source.text
        collections = [*(level.collection for level in self._levels), self._collection]
        starts = [collection.start for collection in collections if collection is not None]
        return next((start for start in reversed(starts) if text[start : start + 1] in ("[", "{")), None)

    def _raise(self) -> NoReturn:
        problems = sorted(self._problems, key=lambda problem: _corner(problem) or (0, 0))
        raise FileError([*problems, *([refusals.more_problems()] if self._cut else [])])

    # --- putting together ---------------------------------------------------

    def _attach(self, node: Node) -> None:
        collection = self._collection
        if type(collection) is Sequence:
            collection.append(node)
        elif type(collection) is not Mapping:
            self._root = node
        elif self._key is not None:
            collection[self._key] = node
            self._key = None
        elif isinstance(node, Text):
            self._take_key(collection, node)
        else:
            self._key = self._refuse_key(collection, node)

    def _take_key(self, mapping: Mapping, key: Text) -> None:
        self._key = key
        if len(key) > limits.KEY_LENGTH:
            self.stop(refusals.key_too_long(self.source, key.start, key.end))
        if key in mapping:
            if self.room():
                self._problems.append(refusals.duplicate_key(key, _same(mapping, key)))
        elif key.style == "plain" and key in ("<<", "") and self.room():
            place = self.place(key.start, key.start + 1)
            self._problems.append(refusals.merge_key(key) if key else refusals.empty_key(place))

    def _refuse_key(self, mapping: Mapping, node: Mapping | Sequence | None) -> Text:
        """Report a key that is no text; a stand-in keeps the place of its value."""
        start = mapping.start if node is None else node.start
        self.report(refusals.complex_key(node, self.place(start, start + 1)))
        stand_in = Text(f"? {start}")
        stand_in.source, stand_in.start, stand_in.end, stand_in.style = self.source, start, start + 1, "plain"
        return stand_in

    def _check_keys(self, mapping: Mapping) -> None:
        """Report ids that deceive the eye; nearly always one look at all of them is enough."""
        together = "".join(mapping)
        if together.isascii() and together.isprintable():
            return
        for problem in id_problems(mapping):
            if problem.severity == "error":
                self.report(problem)
            if self._cut:
                return


def _corner(problem: Problem) -> tuple[int, int] | None:
    """The line and column of a problem."""
    return None if problem.location is None else (problem.location.line, problem.location.column)


def _same(mapping: Mapping, key: str) -> Text:
    """The equal key that the mapping already has."""
    return next(known for known in mapping if known == key and isinstance(known, Text))
