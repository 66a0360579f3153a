"""JSON Schemas of dossier and scenario files, for editors and other tools.

They say what the loader reads, short forms included, in a form that editors
understand. They know nothing of the names of one dossier: a file that fits its
schema can still be refused, and the loader says why.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any, Final, Literal, TypeAlias, cast, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from conditions.files.field_words import MODEL_EXAMPLES, examples_for, words_for
from conditions.files.schema_forms import ANY_NUMBER, SHORT_FORMS, TEXT, YES_NO, Schema, described
from conditions.files.write import EDITOR_LINE
from conditions.language.base import Kind
from conditions.language.clauses import KINDS, clause_definitions, with_clause_references
from conditions.language.types import Flag
from conditions.model import dossier as dossier_models
from conditions.model import scenario
from conditions.model.base import CODE_PATTERN, WORD_PATTERN, Model, OneOrMore

FileKind: TypeAlias = Literal["dossier", "scenario"]
"""Which kind of file a schema is of."""

FILE_KINDS: Final[tuple[FileKind, ...]] = get_args(FileKind)

_IN_FILES: Final = re.compile(r" \(`\w+` in files\)")
_FILES: Final = ("Dossier", "Scenario")
_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_EDTF: Final = "A day as far as it is known."
# The models' own patterns speak of `\w`, which in other languages than Python means ASCII.
_ID: Final = r"^[^\s!-/:-@\[-`{-~][^\s!-,./:-@\[-^`{-~]*$"
_NAME: Final = r"^[^\s\d!-/:-@\[-^`{-~][^\s!-/:-@\[-^`{-~]*$"
_PATTERNS: Final = {CODE_PATTERN.pattern: _ID, WORD_PATTERN.pattern: _NAME}
_SHARED: Final[dict[str, Schema]] = {
    "Id": {"description": "An id: letters, digits, `-` and `_`.", "type": "string", "pattern": _ID},
    "Name": {
        "description": "A name that conditions mention: letters, digits and `_`.",
        "type": "string",
        "pattern": _NAME,
    },
}
_REFERENCES: Final = {_ID: {"$ref": "#/$defs/Id"}, _NAME: {"$ref": "#/$defs/Name"}}


def schema_of(kind: FileKind) -> Schema:
    """The JSON Schema of a kind of file."""
    model = dossier_models.Dossier if kind == "dossier" else scenario.Scenario
    found = model.model_json_schema()
    definitions = {**found.pop("$defs", {}), model.__name__: found}
    shaped = {name: _of_model(name, schema) for name, schema in definitions.items()}
    shaped |= _SHARED | ({name: _widened(schema) for name, schema in _clauses().items()} if kind == "dossier" else {})
    root = shaped.pop(model.__name__)
    schema_line = described(dict(TEXT), words_for((), "$schema"))
    root["properties"] = {"$schema": schema_line, **root["properties"]}
    return {"$schema": _DRAFT, **root, "$defs": dict(sorted(shaped.items()))}


# --- models ---------------------------------------------------------------------


def _models() -> dict[str, type[BaseModel]]:
    """Every model that a file is made of."""
    return {one.__name__: one for one in _kinds_of(Model)}


def _kinds_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for kind in model.__subclasses__():
        yield kind
        yield from _kinds_of(kind)


def _of_model(name: str, schema: Schema) -> Schema:
    """The schema of one model: what it is, its fields as files write them, and its short forms."""
    model = _models()[name]
    summary, attributes = _docstring(model)[0], _attributes(model)
    fields = {field.alias or key: (key, field) for key, field in model.model_fields.items()}
    properties: Schema = {}
    for shown, said in schema["properties"].items():
        key, field = fields[shown]
        words = attributes.get(key) or words_for(_lineage(model), shown)
        properties[shown] = _shown(described(_field(field, said, name in _FILES), words), examples_for(name, shown))
    full = {
        "description": summary,
        "type": "object",
        "properties": properties,
        **({"required": schema["required"]} if "required" in schema else {}),
        "additionalProperties": False,
    }
    widen = SHORT_FORMS.get(name)
    shaped = widen(full) if widen else full
    return {"title": name, **shaped, **({"examples": MODEL_EXAMPLES[name]} if name in MODEL_EXAMPLES else {})}


def _attributes(model: type[BaseModel]) -> dict[str, str]:
    """What its docstring says of its fields, or that of a model which it is made from; a viewpoint has a scenario's."""
    lineage = [*model.__mro__, *([scenario.Scenario] if model is scenario.Viewpoint else [])]
    said: dict[str, str] = {}
    for one in reversed(lineage):
        said |= _docstring(one)[1] if issubclass(one, BaseModel) else {}
    return said


def _lineage(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a model and of those that it is made from, itself first."""
    return tuple(one.__name__ for one in model.__mro__)


def _shown(schema: Schema, examples: list[object] | None) -> Schema:
    return {**schema, "examples": examples} if examples else schema


def _field(field: FieldInfo, schema: Schema, is_section: bool) -> Schema:
    """A field as a file may write it; a section of a file may be left empty."""
    said: Schema = _widened(schema)
    if _is(field, OneOrMore):
        said = {"anyOf": [said["items"], said]}
    elif _is_flag(field):
        said = dict(YES_NO)
    elif is_section and said.get("type") in ("array", "object") and not field.is_required():
        said = {**said, "type": [said["type"], "null"]}
    return said


def _is(field: FieldInfo, annotated: Any) -> bool:
    """Whether a field is of an annotated type, known by what reads it."""
    return any(mark in field.metadata for mark in annotated.__metadata__)


def _is_flag(field: FieldInfo) -> bool:
    return _is(field, Flag) or Flag in get_args(field.annotation)


def _widened(schema: Any) -> Any:
    """A part of a schema without what is only Pydantic's: titles, nulls, defaults that say nothing."""
    if isinstance(schema, list):
        return [_widened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("title") == "Clause" and "anyOf" in schema and {"type": "string"} in schema["anyOf"]:
        return with_clause_references(schema) if len(schema["anyOf"]) == 2 else _clean(schema)
    found = _clean(schema)
    options = found.get("anyOf")
    if options is not None:
        kept = [option for option in options if option != {"type": "null"}]
        rest = {key: value for key, value in found.items() if key != "anyOf"}
        return {**rest, **kept[0]} if len(kept) == 1 and not (rest and "$ref" in kept[0]) else {**rest, "anyOf": kept}
    return found


def _clean(schema: Schema) -> Schema:
    """One level of a schema in our form."""
    found = {key: _widened(value) for key, value in schema.items() if key != "title" or not isinstance(value, str)}
    if "oneOf" in found:
        found["anyOf"] = found.pop("oneOf")
    if found.get("default", 0) in (None, [], {}):
        del found["default"]
    if found.get("type") == "array" and "minLength" in found:
        found["minItems"] = found.pop("minLength")
    if found.get("type") == "array" and "maxLength" in found:
        found["maxItems"] = found.pop("maxLength")
    if str(found.get("description", "")).startswith("A day, month, year or interval"):
        found = {**ANY_NUMBER, "description": _EDTF, "examples": ["2022-04-26", "2022-04", "2022-03-29/2022-04-12"]}
    if str(found.get("description", "")).startswith("A number:"):
        found = {**found, **ANY_NUMBER}
    if "ge" in found:
        found["minimum"] = found.pop("ge")
    if "pattern" in found:
        return dict(_REFERENCES[_PATTERNS[found["pattern"].strip("^$")]])
    if "patternProperties" in found:
        found["patternProperties"] = {
            _PATTERNS.get(key.strip("^$"), key): value for key, value in found["patternProperties"].items()
        }
        found["additionalProperties"] = False
    return found


def _docstring(model: type[BaseModel]) -> tuple[str, dict[str, str]]:
    """What a model is, and what its fields are, by its docstring."""
    text = inspect.cleandoc(model.__doc__ or "")
    head, _, tail = text.partition("Attributes:\n")
    summary = re.split(r"\n\s*>>>|\n\s*Raises:|\n[^\n]*:\n\s*>>>", head)[0]
    summary = re.split(r"\n\n(?=[^\n]*:\n\n>>>)", summary)[0].split("Built from keyword")[0]
    fields = re.findall(r"^ {4}(\w+): (.+(?:\n {8,}.+)*)", tail, re.MULTILINE)
    said_of = {name: " ".join(_IN_FILES.sub("", said).split()) for name, said in fields}
    return " ".join(summary.split()), said_of


# --- conditions -----------------------------------------------------------------


def _clauses() -> dict[str, Schema]:
    """The structured form of every kind of condition, and `Clause`, with the examples of each."""
    found = {name: cast("Schema", schema) for name, schema in clause_definitions().items()}
    for kind in KINDS:
        summary, attributes = _docstring(kind)
        found[kind.__name__] = {**found[kind.__name__], "description": summary}
        properties = found[kind.__name__]["properties"]
        for name, field in kind.model_fields.items():
            shaped = dict(YES_NO) if _is_flag(field) else properties[name]
            properties[name] = described(shaped, attributes.get(name) or words_for((kind.__name__,), name))
    texts = {"type": "string", "examples": [_first_example(kind) for kind in KINDS]}
    clause = found["Clause"]
    found["Clause"] = {**clause, "anyOf": [texts, *clause["anyOf"][1:]]}
    return found


def _first_example(kind: type[Kind]) -> str:
    return kind.examples[0]


__all__ = ["EDITOR_LINE", "FILE_KINDS", "FileKind", "schema_of"]
