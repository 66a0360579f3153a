"""Fields of files by the schema: which there are at a place, what each is, and which words it can have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from conditions.files.schema import schema_of
from conditions.lsp.layout import FileKind

Schema: TypeAlias = dict[str, Any]

_DEEPEST: Final = 12
_WORDS_OF: Final = {"World": ("closed", "open", "until ")}
"""Words of models whose schema has a pattern for them."""
_HIDDEN: Final = frozenset({"$schema"})


class FieldWords(NamedTuple):
    """A field, or a word that a field can have.

    Attributes:
        name: As it is written.
        says: What it is.
        holds: For a field what it holds: `mapping`, `list` or `text`.
        examples: How it is written.
    """

    name: str
    says: str = ""
    holds: str = "text"
    examples: tuple[str, ...] = ()


def fields_at(kind: FileKind, path: Iterable[str | int]) -> tuple[FieldWords, ...]:
    """The fields that a mapping at a path can have."""
    found: dict[str, FieldWords] = {}
    for schema in _at(kind, tuple(path)):
        for name, said in schema.get("properties", {}).items():
            if name not in _HIDDEN:
                examples = tuple(str(one) for one in said.get("examples", ()) if isinstance(one, str))
                words = FieldWords(name, said.get("description", ""), _holds(kind, said), examples)
                found.setdefault(name, words)
    return tuple(found.values())


def words_at(kind: FileKind, path: Iterable[str | int]) -> tuple[FieldWords, ...]:
    """The words that a value at a path can have, where these are listed."""
    found: dict[str, FieldWords] = {}
    for schema in _at(kind, tuple(path)):
        for value in _WORDS_OF.get(schema.get("title", ""), ()):
            found.setdefault(value, FieldWords(value, schema.get("description", "")))
        for value in (*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])):
            if isinstance(value, str):
                found.setdefault(value, FieldWords(value, schema.get("description", "")))
    return tuple(found.values())


def field_words(kind: FileKind, path: tuple[str | int, ...]) -> FieldWords | None:
    """What a field is, the last of a path, if the schema has it by its name."""
    *before, name = path
    return next((one for one in fields_at(kind, before) if one.name == name), None)


@cache
def _schema(kind: FileKind) -> Schema:
    return schema_of(kind)


def _at(kind: FileKind, path: tuple[str | int, ...]) -> list[Schema]:
    """Every schema that a value at a path may fit, without those that only refer to others."""
    here = list(_spread(kind, _schema(kind)))
    for part in path:
        here = [one for schema in here for inner in _inside(schema, part) for one in _spread(kind, inner)]
    return here


def _spread(kind: FileKind, schema: Any, depth: int = 0) -> Iterator[Schema]:
    """A schema with those that it refers to or chooses between."""
    if not isinstance(schema, dict) or depth > _DEEPEST:
        return
    yield schema
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from _spread(kind, _schema(kind)["$defs"].get(name), depth + 1)
    for key in ("anyOf", "allOf"):
        for option in schema.get(key, ()):
            yield from _spread(kind, option, depth + 1)


def _inside(schema: Schema, part: str | int) -> Iterator[Any]:
    """The schemas of what stands under a key or in a list."""
    if isinstance(part, int):
        if "items" in schema:
            yield schema["items"]
        return
    named = schema.get("properties", {})
    if part in named:
        yield named[part]
        return
    for pattern, inner in schema.get("patternProperties", {}).items():
        if re.search(pattern, part):
            yield inner
    if isinstance(schema.get("additionalProperties"), dict):
        yield schema["additionalProperties"]


def _holds(kind: FileKind, schema: Schema) -> str:
    """What a field holds in its first form."""
    for one in _spread(kind, schema):
        held = one.get("type")
        first = held[0] if isinstance(held, list) else held
        if first in {"object", "array"}:
            return "mapping" if first == "object" else "list"
        if first is not None or "enum" in one:
            return "text"
    return "text"
