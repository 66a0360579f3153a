"""From findings to problems in their place: which file, which line, which characters.

A finding names a path in the data. The place of that path is looked up in the
nodes that were read; where the models took a value apart, what is left of it
still knows its own place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from itertools import islice
from typing import Final, TypeAlias

from conditions.errors import FileError, Problem
from conditions.files import limits
from conditions.files.ids import skeleton
from conditions.files.nodes import Mapping, Node, Sequence, Text, locate, locate_path
from conditions.language.types import Span
from conditions.location import Location
from conditions.model.findings import MOST, Finding, Path
from conditions.records import dataclass

Found: TypeAlias = tuple[Node, Text | None]
"""A value, and the key under which it stands, if it stands under one."""

_NOWHERE: Final = Location("", 0, 0)


@dataclass(frozen=True)
class Places:
    """Where the parts of one file stand.

    Attributes:
        root: The whole file.
        context: What a path belongs to, in words, for the last line of a problem.
        names: Names that something may have been meant for, where it only looks like one of them.
    """

    root: Mapping
    context: Callable[[Path], str | None]
    names: Iterable[str] = field(default=())

    def find(self, path: Path) -> Found:
        """The value at a path, or at as much of it as the file has."""
        node: Node = self.root
        key: Text | None = None
        for part in path:
            if isinstance(node, Mapping) and isinstance(part, str) and part in node:
                key, node = node.key_text(part), node[part]
            elif isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node):
                key, node = None, node[part]
            else:
                break
        return node, key

    def locate(self, path: Path) -> Location | None:
        """The place of the value at a path."""
        return self._place(*self.find(path), None)[0]

    def problem(self, finding: Finding) -> Problem:
        """The finding's problem in its place."""
        location, word = self._located(finding)
        problem = replace(
            finding.problem,
            location=location,
            context=finding.problem.context or self.context(finding.path),
            related=finding.problem.related + tuple(self._related(finding.related)),
        )
        twin = self._twin(word) if problem.code.startswith("unknown-") else None
        return replace(problem, hint=twin) if twin else problem

    def _located(self, finding: Finding) -> tuple[Location | None, str]:
        """Where the finding is, and the text that is underlined."""
        node, key = self.find(finding.path)
        if finding.at_key and key is not None:
            return locate(key, finding.span), key
        value = finding.value
        if isinstance(value, Text):
            return self._place(value, None, finding.span)
        if isinstance(node, Text) and isinstance(value, str) and value and value in node:
            start = node.index(value)
            first, last = finding.span or (0, len(value))
            return self._place(node, None, (start + first, start + last))
        if finding.span is not None and isinstance(node, Mapping | Sequence):
            inside = word_inside(node, finding.problem.message)
            if inside is not None:
                return self._place(*inside)
        place, word = self._place(node, key, finding.span)
        return place or locate_path(self.root, finding.path), word

    def _place(self, node: Node, key: Text | None, span: Span | None) -> tuple[Location | None, str]:
        match node:
            case Text():
                start, end = span or (0, len(node))
                return locate(node, span), node[start:end]
            case Sequence():
                return locate(node), ""
            case _ if key is not None:
                return locate(key), key
            case Mapping():
                return locate(node), ""
            case _:
                return None, ""

    def _related(self, related: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, Location]]:
        for reason, path in related:
            node, key = self.find(path)
            place = locate(key) if key is not None else self._place(node, key, None)[0]
            if place is not None:
                yield reason, place

    def _twin(self, word: str) -> str | None:
        """A hint for a word that looks exactly like a name that is meant."""
        if word.isascii():
            return None
        look = skeleton(word)
        twin = next((name for name in self.names if name != word and skeleton(name) == look), None)
        if twin is None:
            return None
        odd = next(theirs for ours, theirs in zip(twin, word, strict=False) if ours != theirs)
        return f"it looks like `{twin}`, but its `{odd}` is a letter of another script: type it again"


def word_inside(node: Node, message: str) -> tuple[Text, None, Span] | None:
    """The place in a value of the word that a message speaks of; the last one that it quotes."""
    texts = list(_texts(node))
    for quoted in reversed(re.findall(r"`([^`]+)`", message)):
        for text in texts:
            found = word_span(text, quoted)
            if found is not None:
                return text, None, found
    return None


def _texts(node: Node) -> Iterator[Text]:
    match node:
        case Text():
            yield node
        case Mapping():
            for key, value in node.items():
                if key != "kind":
                    yield from _texts(value)
        case Sequence():
            for item in node:
                yield from _texts(item)
        case None:
            pass


def word_span(text: str, word: str) -> Span | None:
    """Where a word stands in a text, not as a part of a longer one."""
    found = re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.\[])", text)
    return found.span() if found else None


def refuse(problems: Iterable[Problem], uncounted: int = 0) -> None:
    """Raise the problems in the order of the file, as many as are shown.

    Args:
        problems: The problems; beyond `MOST` they are not looked at.
        uncounted: How many more there are.

    Raises:
        FileError: There are problems.
    """
    listed = sorted(dict.fromkeys(islice(problems, MOST)), key=_order)
    if not listed:
        return
    shown = listed[: limits.PROBLEMS]
    unshown = len(listed) - len(shown) + uncounted
    if unshown:
        least = "at least " if len(listed) == MOST else ""
        word = "problem is" if unshown == 1 else "problems are"
        shown.append(Problem("more-problems", f"{least}{unshown:,} more {word} not shown"))
    raise FileError(shown)


def _order(problem: Problem) -> tuple[str, int, int]:
    location = problem.location or _NOWHERE
    return location.path, location.line, location.column
