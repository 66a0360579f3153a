"""The door to YAML: text in, nodes with positions out.

The meaning is YAML 1.2 and less: every scalar is text, except that a plain
empty value, `~` and `null` are `None`. Tags, merge keys, directives and a
second document are refused; anchors and aliases are put in place, within
limits. The C parser of PyYAML gives events, one at a time, so its own
recursion, which would crash the process on deep nesting, is never used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from conditions.errors import FileError, Problem
from conditions.files import refusals
from conditions.files.build import Builder
from conditions.files.disk import as_source, is_json, read_source
from conditions.files.nodes import Mapping, Node, Sequence, Source, Text
from conditions.files.scalars import Style

if TYPE_CHECKING:
    from conditions.files.syntax import Fault


class _Mark(Protocol):
    """A place in the text, as the parser counts it."""

    index: int


class _Event(Protocol):
    """What the parser hands over; which of these an event has depends on its class."""

    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    start_mark: _Mark
    end_mark: _Mark


_STYLES: dict[str | None, Style] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_INSTALL = "install a wheel of PyYAML, or the headers of libyaml and then PyYAML again"
_LEAD = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_TAIL = re.compile(r"(?:[ \t\r\n]++|(?<![^\n])\.\.\.(?!\S)|#[^\n]*+)*+")
_GAP = re.compile(r"(?:\s++|#[^\n]*+)*+")
_TAG = re.compile(r"!(?:<[^>\s]*>?|[^\s,\[\]{}]*)")


def read_file(path: Path) -> Mapping:
    """The top level of a YAML or JSON file, which must be a mapping.

    Raises:
        FileError: With every problem found.
    """
    source = read_source(path)
    return _as_mapping(_read(source, json=is_json(path)), source)


def read_mapping(text: str, path: str, *, json: bool = False) -> Mapping:
    """The same for a text that is already in memory; `path` is what problems call it."""
    source = as_source(text, path, json=json)
    return _as_mapping(_read(source, json=json), source)


def read_text(text: str, path: str, *, json: bool = False) -> Node:
    """Any value written in YAML or JSON: a mapping, a list, a text or nothing.

    Raises:
        FileError: With every problem found.
    """
    return _read(as_source(text, path, json=json), json=json)


def feed_beginning(builder: Builder) -> int | None:
    """Give a builder as much of its text as can be read; the index from which it cannot, or `None` if all can."""
    try:
        _feed(cast("Callable[[], _Event]", yaml.CBaseLoader(builder.source.text).get_event), builder)
    except yaml.YAMLError as error:
        return _fault(error).index
    return None


def _as_mapping(node: Node, source: Source) -> Mapping:
    if isinstance(node, Mapping):
        return node
    raise FileError(refusals.empty_file(source) if node is None else refusals.not_a_mapping(node))


def _read(source: Source, *, json: bool) -> Node:
    builder = Builder(source)
    if json:
        from conditions.files.json_nodes import scan_json  # most files are YAML

        scan_json(builder)
    else:
        _scan_yaml(builder)
    return builder.finish()


def _scan_yaml(builder: Builder) -> None:
    source = builder.source
    lead = _LEAD.match(source.text)
    start = lead.end() if lead else 0
    if source.text.startswith("%", start) and source.text[start - 1 : start] in ("", "\n"):
        builder.stop(refusals.directive(source, start))
    if not yaml.__with_libyaml__:
        builder.stop(Problem("no-yaml-parser", "PyYAML is installed without its C parser", hint=_INSTALL))
    try:
        end = _feed(cast("Callable[[], _Event]", yaml.CBaseLoader(source.text).get_event), builder)
    except yaml.YAMLError as error:
        from conditions.files.syntax import explain  # only for files that cannot be read

        builder.stop(explain(_fault(error), source, builder.last, builder.opened()))
    if end is None:
        builder.stop(refusals.empty_file(source))
    tail = _TAIL.match(source.text, end)
    rest = tail.end() if tail else end
    if rest < len(source.text):
        builder.stop(_after_document(source, rest, builder))


def _feed(next_event: Callable[[], _Event], builder: Builder) -> int | None:
    """Give the first document to the builder; where it ends, or `None` if there is none."""
    add_text = builder.add_text
    while True:
        event = next_event()
        kind: type = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                _named_scalar(event, builder)
            elif not event.style and event.value in _NULLS and not builder.wants_key:
                builder.add_none(event.start_mark.index, event.end_mark.index)
            else:
                add_text(event.value, event.start_mark.index, event.end_mark.index, _STYLES[event.style])
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            start = event.start_mark.index
            anchor = None
            if event.anchor is not None or event.tag is not None:
                start, anchor = _properties(event, builder)
            builder.open(Mapping() if kind is MappingStartEvent else Sequence(), start, anchor)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            builder.close(event.end_mark.index)
        elif kind is AliasEvent:
            builder.add_alias(_name(event.anchor or "", event.start_mark.index, builder.source))
        elif kind is DocumentEndEvent:
            return event.end_mark.index
        elif kind is StreamEndEvent:
            return None


def _named_scalar(event: _Event, builder: Builder) -> None:
    """Take a scalar that has an anchor or a tag before it."""
    start, anchor = _properties(event, builder)
    end = max(start, event.end_mark.index)
    if not event.style and event.value in _NULLS and not builder.wants_key:
        builder.add_none(start, end)
        node = None
    else:
        node = builder.add_text(event.value, start, end, _STYLES[event.style])
    if anchor is not None:
        builder.fix(anchor, node)


def _properties(event: _Event, builder: Builder) -> tuple[int, Text | None]:
    """Report a tag, note an anchor; where the node itself begins, and its anchor."""
    source, index = builder.source, event.start_mark.index
    anchor = None
    for _ in range((event.anchor is not None) + (event.tag is not None)):
        gap = _GAP.match(source.text, index)
        index = gap.end() if gap else index
        if source.text.startswith("&", index):
            anchor = _name(event.anchor or "", index, source)
            builder.name(anchor)
            index = anchor.end
        elif found := _TAG.match(source.text, index):
            builder.refuse_tag(index, found.end())
            index = found.end()
    gap = _GAP.match(source.text, index)
    return gap.end() if gap else index, anchor


def _name(name: str, start: int, source: Source) -> Text:
    """The name of an anchor or alias, placed with its `&` or `*`."""
    text = Text(name)
    text.source, text.start, text.end, text.style = source, start, start + 1 + len(name), "plain"
    return text


def _after_document(source: Source, rest: int, builder: Builder) -> Problem:
    """What is wrong with text that follows the first document."""
    gap = _GAP.match(source.text, rest)
    start = gap.end() if gap else rest
    if source.text.startswith("%", start):
        return refusals.directive(source, start)
    if source.text.startswith("---", start) or (start >= 4 and source.text[:start].rstrip().endswith("\n...")):
        return refusals.second_document(source, start)
    from conditions.files.syntax import Fault, explain  # only for files that cannot be read

    return explain(Fault("did not find expected <document start>", start), source, builder.last, None)


def _fault(error: yaml.YAMLError) -> Fault:
    """What the parser says, with indices instead of its own marks."""
    from conditions.files.syntax import Fault  # as above

    problem, mark = getattr(error, "problem", None), getattr(error, "problem_mark", None)
    context, context_mark = getattr(error, "context", None), getattr(error, "context_mark", None)
    return Fault(
        problem or "",
        mark.index if mark is not None else 0,
        context or "",
        context_mark.index if context_mark is not None else None,
    )
