"""Nodes put together from what a parser reads, with every refusal that needs no syntax.

Both doors, YAML and JSON, feed one `Builder`. It works without recursion, and
counts what an alias stands for before it puts it in place, so no input can
make it deep or large.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from conditions.errors import FileError, Problem, did_you_mean
from conditions.files import limits
from conditions.files.ids import id_problems
from conditions.files.nodes import Mapping, Node, Sequence, Source, Text, locate
from conditions.files.scalars import Style
from conditions.location import Location


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A named node; while it is still open its size is unknown."""

    name: Text
    node: Node = None
    values: int | None = None
    height: int = 0


@dataclass(slots=True)
class _Level:
    """What has to be taken up again when the collection inside it ends."""

    collection: Mapping | Sequence | None
    key: Text | None
    anchor: str | None
    count: int
    deepest: int


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
        self._unshown = 0
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

    # --- what a parser calls ------------------------------------------------

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
            self._refuse_size(start)
        if len(value) > limits.TEXT_LENGTH:
            self.stop(self._too_long(text))
        self._attach(text)
        return text

    def add_none(self, start: int, end: int) -> None:
        """Take an empty or `null` value; `start` and `end` are equal if nothing is written."""
        self._count += 1
        if self._count > limits.VALUES:
            self._refuse_size(start)
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
        if depth > limits.DEPTH or self._count > limits.VALUES:
            self._refuse_size(start) if depth <= limits.DEPTH else self.stop(self._too_deep(start))
        self._levels.append(_Level(self._collection, self._key, self._anchor, self._count, self._deepest))
        self._collection, self._key, self._anchor, self._deepest = collection, None, anchor, depth

    def close(self, end: int) -> None:
        """End the innermost collection."""
        collection, anchor, depth = self._collection, self._anchor, len(self._levels)
        assert collection is not None
        collection.end = end
        level = self._levels.pop()
        if anchor is not None:
            known = self._anchors[anchor]
            values, height = self._count - level.count + 1, self._deepest - depth + 1
            self._anchors[anchor] = _Anchor(known.name, collection, values, height)
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
            self._problems.append(
                Problem(
                    "duplicate-anchor",
                    f"the anchor `&{anchor}` is given twice",
                    locate(anchor),
                    hint="give the second one another name",
                    related=(("it is first given here", locate(known.name)),),
                )
            )
        self._anchors[anchor] = _Anchor(anchor)

    def fix(self, anchor: str, node: Node) -> None:
        """Say what a named node is, where that is a scalar."""
        self._anchors[anchor] = _Anchor(self._anchors[anchor].name, node, 1)

    def add_alias(self, alias: Text) -> None:
        """Take the node that an alias names; what it holds counts again."""
        known = self._anchors.get(alias)
        self._count += 1
        if known is None or known.values is None:
            if self.room():
                self._problems.append(self._bad_alias(alias, known))
        else:
            self._count += known.values
            self._deepest = max(self._deepest, len(self._levels) + known.height)
            if self._count > limits.VALUES:
                self.stop(self._bomb(alias))
            if self._deepest > limits.DEPTH:
                self.stop(self._too_deep(alias.start - 1))
        self._attach(known.node if known is not None and known.values is not None else None)

    # --- problems -----------------------------------------------------------

    def report(self, problem: Problem) -> None:
        """Keep a problem and go on."""
        if self.room():
            self._problems.append(problem)

    def room(self) -> bool:
        """Whether one more problem is shown; if not, it is counted as one that is not."""
        if len(self._problems) < limits.PROBLEMS:
            return True
        self._unshown += 1
        return False

    def stop(self, problem: Problem) -> NoReturn:
        """Raise a problem that nothing can be read behind, with all others.

        Raises:
            FileError: Always.
        """
        self._problems.append(problem)
        self._raise()

    def place(self, start: int, end: int) -> Location:
        """A place in the file."""
        return self.source.location(start, end)

    def opened(self) -> int | None:
        """Where the innermost bracket or brace that is still open stands."""
        text = self.source.text
        starts = [level.collection.start for level in self._levels if level.collection is not None]
        starts += [] if self._collection is None else [self._collection.start]
        return next((start for start in reversed(starts) if text[start : start + 1] in ("[", "{")), None)

    def _raise(self) -> NoReturn:
        first = Location("", 0, 0)
        problems = sorted(self._problems, key=lambda p: ((p.location or first).line, (p.location or first).column))
        if self._unshown:
            problems.append(Problem("more-problems", f"{self._unshown:,} more problems are not shown"))
        raise FileError(problems)

    # --- putting together ---------------------------------------------------

    def _attach(self, node: Node) -> None:
        collection = self._collection
        if type(collection) is Sequence:
            collection.append(node)
        elif type(collection) is not Mapping:
            self._root = node
        elif self._key is None:
            self._take_key(collection, node)
        else:
            collection[self._key] = node
            self._key = None

    def _take_key(self, mapping: Mapping, node: Node) -> None:
        if not isinstance(node, Text):
            self._key = self._refuse_key(mapping, node)
            return
        self._key = node
        if node in mapping:
            if self.room():
                self._problems.append(self._duplicate(mapping, node))
        elif node.style == "plain" and node in ("<<", "") and self.room():
            self._problems.append(self._merge_key(node) if node else self._no_key(node.start))

    def _check_keys(self, mapping: Mapping) -> None:
        """Report ids that deceive the eye; nearly always one look at all of them is enough."""
        together = "".join(mapping)
        if together.isascii() and together.isprintable():
            return
        for problem in id_problems(mapping):
            if problem.severity == "error":
                self.report(problem)
            if self._unshown:
                return

    def _refuse_key(self, mapping: Mapping, node: Mapping | Sequence | None) -> Text:
        """Report a key that is no text; a stand-in keeps the place of its value."""
        start = mapping.end if node is None else node.start
        what = "nothing" if node is None else "a list" if isinstance(node, Sequence) else "a mapping"
        self.report(
            Problem(
                "complex-key",
                f"a key must be a text, but this one is {what}",
                self.place(start, start + 1),
                hint="put the key in quotes if its brackets are part of it",
            )
        )
        stand_in = Text(f"? {start}")
        stand_in.source, stand_in.start, stand_in.end, stand_in.style = self.source, start, start + 1, "plain"
        return stand_in

    def _bad_alias(self, alias: Text, known: _Anchor | None) -> Problem:
        if known is None:
            return Problem(
                "unknown-anchor",
                f"`*{_short(alias)}` names nothing: there is no `&{_short(alias)}` before it",
                locate(alias),
                hint=did_you_mean(alias, self._anchors) or "an unquoted text cannot begin with `*`: put it in quotes",
            )
        return Problem(
            "self-containing-alias",
            f"`*{_short(alias)}` stands inside of what it names",
            locate(alias),
            hint="write out what is meant",
            related=(("it is named here", locate(known.name)),),
        )

    def _duplicate(self, mapping: Mapping, key: Text) -> Problem:
        first = next(known for known in mapping if known == key)
        return Problem(
            "duplicate-key",
            f"the key `{_short(key)}` is given twice",
            locate(key),
            hint="delete one of the two, or give it another name",
            related=(("it is first given here", locate(first)),) if isinstance(first, Text) else (),
        )

    def _merge_key(self, key: Text) -> Problem:
        return Problem(
            "merge-key",
            "the merge key `<<` is not supported",
            locate(key),
            hint="write out the keys that it would bring in",
        )

    def _no_key(self, start: int) -> Problem:
        return Problem(
            "empty-key", "there is no key before this colon", self.place(start, start + 1), hint="write `key: value`"
        )

    def _too_long(self, text: Text) -> Problem:
        place = locate(text)
        return Problem(
            "text-too-long",
            f"this text has {len(text):,} characters; at most {limits.TEXT_LENGTH:,} are read",
            self.place(text.start, text.start + min(place.length, 40)),
        )

    def _too_deep(self, start: int) -> Problem:
        return Problem(
            "too-deep",
            f"more than {limits.DEPTH} lists and mappings stand inside one another here",
            self.place(start, start + 1),
        )

    def _refuse_size(self, start: int) -> NoReturn:
        message = f"the file has more than {limits.VALUES:,} keys and values"
        self.stop(Problem("too-many-values", message, self.place(start, start + 1), hint="split the file"))

    def _bomb(self, alias: Text) -> Problem:
        return Problem(
            "too-many-aliases",
            f"with all aliases put in place the file has more than {limits.VALUES:,} keys and values",
            locate(alias),
            hint="write out what is meant instead of naming it again and again",
        )


def _short(text: str) -> str:
    """The text, cut if it is too long for a message."""
    return text if len(text) <= 60 else text[:59] + "…"
