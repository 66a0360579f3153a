"""The sentences for what is read without trouble but refused: names given twice, tags, aliases, sizes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conditions.errors import Problem, did_you_mean
from conditions.files import limits
from conditions.files.lines import word_at
from conditions.files.nodes import Mapping, Sequence, Source, Text, locate
from conditions.location import Location

_SHOWN = 60
_WHEN_AFTER = r"\s*:\s+(?:([0-9]{4}[^\s,}]*)|(?:after|before|on or|at least|at most|same day|maybe)\b)"


def duplicate_key(key: Text, first: Text) -> Problem:
    """A key that its mapping already has."""
    return Problem(
        "duplicate-key",
        f"the key `{_short(key)}` is given twice",
        locate(key),
        hint="delete one of the two, or give it another name",
        related=(("it is first given here", locate(first)),),
    )


def complex_key(node: Mapping | Sequence | None, place: Location) -> Problem:
    """A key that is no text."""
    what = "nothing" if node is None else "a list" if isinstance(node, Sequence) else "a mapping"
    return Problem(
        "complex-key",
        f"a key must be a text, but this one is {what}",
        place,
        hint=_listed_key(node) or "put the key in quotes if its brackets are part of it",
    )


def _listed_key(node: Mapping | Sequence | None) -> str | None:
    """How to write events that happen together, if a list before a colon means them."""
    if not isinstance(node, Sequence) or not all(isinstance(item, Text) for item in node):
        return None
    events = f"[{', '.join(str(item) for item in node)}]"
    when = re.compile(_WHEN_AFTER).match(node.source.text, node.end)
    if when is None or len(events) > _SHOWN:
        return None
    return f"write the day first: `{when[1]}: {events}`" if when[1] else f"write `event: {events}`, and below it when"


def merge_key(key: Text) -> Problem:
    """The key `<<`, which YAML 1.1 took for an order."""
    return Problem(
        "merge-key",
        "the merge key `<<` is not supported",
        locate(key),
        hint="write out the keys that it would bring in",
    )


def empty_key(place: Location) -> Problem:
    """A colon with nothing before it."""
    return Problem("empty-key", "there is no key before this colon", place, hint="write `key: value`")


def duplicate_anchor(anchor: Text, first: Text) -> Problem:
    """An anchor whose name is taken."""
    return Problem(
        "duplicate-anchor",
        f"the anchor `&{_short(anchor)}` is given twice",
        locate(anchor),
        hint="give the second one another name",
        related=(("it is first given here", locate(first)),),
    )


def unknown_anchor(alias: Text, known: Iterable[str]) -> Problem:
    """An alias of nothing; often it is no alias at all."""
    return Problem(
        "unknown-anchor",
        f"`*{_short(alias)}` names nothing: there is no `&{_short(alias)}` before it",
        locate(alias),
        hint=did_you_mean(alias, known) or "a text that begins with `*` must be in quotes",
    )


def self_containing_alias(alias: Text, anchor: Text) -> Problem:
    """An alias inside of the node that it names."""
    return Problem(
        "self-containing-alias",
        f"`*{_short(alias)}` stands inside of what it names",
        locate(alias),
        hint="write out what is meant",
        related=(("it is named here", locate(anchor)),),
    )


def too_many_aliases(alias: Text) -> Problem:
    """An alias with which the file becomes too large."""
    return Problem(
        "too-many-aliases",
        f"with all aliases put in place the file has more than {limits.VALUES:,} keys and values",
        locate(alias),
        hint="write out what is meant instead of naming it again and again",
    )


def too_many_values(place: Location) -> Problem:
    """A file that is too large, whatever its size in bytes."""
    message = f"the file has more than {limits.VALUES:,} keys and values"
    return Problem("too-many-values", message, place, hint="split the file")


def too_deep(place: Location) -> Problem:
    """Nesting that nobody writes by hand."""
    return Problem(
        "too-deep",
        f"more than {limits.DEPTH} lists and mappings stand inside one another here",
        place,
        hint="write it with less nesting",
    )


def text_too_long(text: Text) -> Problem:
    """A value that is too long."""
    message = f"this text has {len(text):,} characters; at most {limits.TEXT_LENGTH:,} are read"
    return Problem("text-too-long", message, _beginning(text.source, text.start, text.end), hint="shorten the text")


def key_too_long(source: Source, start: int, end: int) -> Problem:
    """A key that is too long."""
    message = f"a key can have at most {limits.KEY_LENGTH:,} characters"
    return Problem("text-too-long", message, _beginning(source, start, end), hint="give it a shorter name")


def more_problems() -> Problem:
    """What is not shown one by one."""
    return Problem(
        "more-problems", f"there are more problems than the {limits.PROBLEMS} shown", hint="mend these first"
    )


def tag(source: Source, start: int, end: int) -> Problem:
    """A tag of any kind, `!!str` included: quotes say the same."""
    return Problem(
        "tag",
        f"the tag `{_short(source.text[start:end])}` is not supported",
        source.location(start, end),
        hint="delete the tag; a text that begins with `!` must be in quotes",
    )


def directive(source: Source, start: int) -> Problem:
    """A line that begins with `%`."""
    end = source.text.find("\n", start)
    return Problem(
        "directive",
        "directives such as `%YAML` and `%TAG` are not supported",
        source.location(start, len(source.text) if end < 0 else end),
        hint="delete the line",
    )


def second_document(source: Source, start: int) -> Problem:
    """More than one document in a file."""
    place = source.location(*word_at(source.text, start))
    return Problem("several-documents", "a second document begins here", place, hint="give it a file of its own")


def empty_file(source: Source) -> Problem:
    """Nothing, or comments only."""
    hint = "begin with lines of the form `key: value`"
    return Problem("empty-file", "the file is empty", source.location(0, 1), hint=hint)


def not_a_mapping(node: Text | Sequence) -> Problem:
    """A file whose top level is a list or a single text."""
    what = "a text" if isinstance(node, Text) else "a list"
    hint = "begin with lines of the form `key: value`"
    if isinstance(node, Text) and ":" in node:
        hint = "put a space after each colon"
    return Problem("not-a-mapping", f"the whole file is {what}, not a mapping", locate(node), hint=hint)


def _beginning(source: Source, start: int, end: int) -> Location:
    return source.location(start, min(end, start + _SHOWN))


def _short(text: str) -> str:
    """The text, cut if it is too long for a message."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
