"""The names that a condition, a moment or the definition of one mentions, with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from conditions.language.atoms import Is, OneOf
from conditions.language.base import Kind, mentioned
from conditions.language.clauses import KINDS
from conditions.language.grammar import parse, parse_definition, parse_moment
from conditions.language.groups import Members
from conditions.language.phrases import words_of
from conditions.language.quantities import Quantity
from conditions.language.states import InForce
from conditions.language.types import REFERENCE_PATTERN, Derived, MistakeError, Moment, Name, Span
from conditions.lsp.names import Names, Symbol, SymbolKind

REFERENCE: Final = re.compile(r"(?P<head>[^\W\d]\w*)(?:\.(?P<rung>[^\W\d]\w*))?(?:\[(?P<member>[^\W\d]\w*)\])?")
"""The parts of a name such as `crimea.resolved` or `ratify[GB]`."""
_ANYWHERE: Final = re.compile(REFERENCE_PATTERN)
_KINDS: Final = {kind.name(): kind for kind in KINDS}

Found: TypeAlias = tuple[Symbol, Span]
"""A symbol, and where its name stands in the text."""


class Named(NamedTuple):
    """A name as a clause mentions it.

    Attributes:
        text: The name.
        span: Where it stands.
        role: `bare`, `group`, `party`, `in_force`, or `value` of what is named in `of`.
        of: Of what it is a value or a rung.
    """

    text: str
    span: Span
    role: str = "bare"
    of: str = ""


def found_in(text: str, role: str, names: Names) -> Iterator[Found]:
    """What a text mentions.

    Args:
        text: The text.
        role: What it is: a `clause`, a `moment`, or the `definition` of one.
        names: What is defined.
    """
    for one in _named(text, role):
        yield from symbols_of(one, names)


def _named(text: str, role: str) -> Iterator[Named]:
    """The names in a text; where it cannot be read, whatever looks like a name."""
    try:
        yield from _READERS[role](text)
    except MistakeError:
        yield from _by_sight(text)


def _by_sight(text: str) -> Iterator[Named]:
    try:
        words = words_of(text)
    except MistakeError:
        yield from (Named(found[0], found.span()) for found in _ANYWHERE.finditer(text))
        return
    before = ""
    for place, word in enumerate(words):
        if word.type != "NAME":
            continue
        is_value = bool(before) and [one.type for one in words[max(0, place - 2) : place]][-1:] in (["_IS"], ["_NOT"])
        yield Named(word.text, word.span, "value" if is_value else "bare", before if is_value else "")
        before = word.text


def _of_clause(text: str) -> Iterator[Named]:
    for clause in mentioned(parse(text)):
        yield from _of_kind(clause)


def _of_moment(text: str) -> Iterator[Named]:
    yield from _of_value(parse_moment(text))


def _of_definition(text: str) -> Iterator[Named]:
    for part in parse_definition(text):
        for clause in mentioned(part) if isinstance(part, Kind) else ():
            yield from _of_kind(clause)
        yield from _of_value(part)


def _of_name(text: str) -> Iterator[Named]:
    yield Named(text, (0, len(text)))


_READERS: Final[Mapping[str, Callable[[str], Iterator[Named]]]] = {
    "clause": _of_clause,
    "moment": _of_moment,
    "definition": _of_definition,
    "bare": _of_name,
}


def _of_kind(clause: Kind) -> Iterator[Named]:
    """The names in the fields of one clause; those of clauses inside it apart."""
    match clause:
        case Is(what=what, value=value):
            yield from (*_placed(what), *_placed(value, "value", str(what)))
        case OneOf(what=what, values=values):
            yield from _placed(what)
            yield from (named for value in values for named in _placed(value, "value", str(what)))
        case Members(group=group, including=including, excluding=excluding, what=what):
            yield from (*_placed(group, "group"), *_placed(what))
            yield from (named for member in (*including, *excluding) for named in _placed(member, "party"))
        case InForce(what=what, on=on):
            yield from (*_placed(what, "in_force"), *_of_value(on))
        case _:
            for field in type(clause).model_fields:
                yield from _of_value(getattr(clause, field))


def _of_value(value: object) -> Iterator[Named]:
    match value:
        case Name():
            yield from _placed(value)
        case Quantity(of=of):
            yield from (named for name in of for named in _placed(name))
        case Moment(anchor=Name() as name):
            yield from _placed(name)
        case Moment(anchor=Derived(_, of, group, what)):
            yield from (named for inner in of for named in _of_value(inner))
            yield from _placed(group, "group") if group is not None else ()
            yield from _placed(what) if what is not None else ()
        case tuple():
            yield from (named for item in value if isinstance(item, Name) for named in _placed(item))
        case _:
            pass


def _placed(name: Name, role: str = "bare", of: str = "") -> Iterator[Named]:
    if name.span is not None:
        yield Named(str(name), name.span, role, of)


def symbols_of(named: Named, names: Names) -> Iterator[Found]:
    """What a name means, taken apart: a ladder and its rung, what each member does and the member."""
    start, end = named.span
    match named.role:
        case "group" | "party":
            yield Symbol("group" if named.role == "group" else "party", named.text), named.span
        case "in_force":
            state = names.first(("state", "instrument"), named.text)
            yield from [(state, named.span)] if state else []
        case "value":
            owner = REFERENCE.fullmatch(named.of)
            what = names.bare(owner["head"]) if owner else None
            kind: SymbolKind = "rung" if what is not None and what.kind == "ladder" else "value"
            value = Symbol(kind, named.text, what.name if what else "")
            yield from [(value, named.span)] if value in names else []
        case _:
            found = REFERENCE.fullmatch(named.text)
            what = names.bare(found["head"]) if found else None
            if found is None or what is None:
                return
            yield what, (start, start + found.end("head"))
            rung = Symbol("rung", found["rung"] or "", what.name)
            if rung in names:
                yield rung, (start + found.start("rung"), start + found.end("rung"))
            if found["member"]:
                yield Symbol("party", found["member"]), (start + found.start("member"), end - 1)


# --- the structured form --------------------------------------------------------


def roles_of(kind: str) -> dict[str, str]:
    """For a kind of condition in its structured form, what its fields hold; those without names are left out."""
    model = _KINDS.get(kind)
    found: dict[str, str] = {}
    for name, field in model.model_fields.items() if model is not None else ():
        role = _role(name, field.annotation, field.metadata)
        if role:
            found[name] = "in_force" if model is InForce and role == "bare" else role
    return found


def _role(name: str, annotation: Any, metadata: list[Any]) -> str:
    shown = str(annotation)
    schemas = [getattr(mark, "schema", {}) for mark in metadata]
    if any(schema.get("title") == "Clause" for schema in schemas) or ("ReadBy" in shown and "Any" in shown):
        return "clause"
    if "Moment" in shown:
        return "moment"
    if "Quantity" in shown:
        return "quantity"
    if "Name" not in shown:
        return ""
    return {"group": "group", "including": "party", "excluding": "party", "value": "value", "values": "value"}.get(
        name, "bare"
    )
