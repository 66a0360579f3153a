"""The short forms of models in JSON Schemas: what may stand in a file in the place of the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from conditions.model.incidents import DUTIES, STAGES
from conditions.model.scenario import ANSWERS, STATUSES

Schema: TypeAlias = dict[str, Any]

TEXT: Final = {"type": "string"}
YES_NO: Final = {"enum": [True, False, "yes", "no"]}
ANY_NUMBER: Final = {"type": ["string", "number"]}


def described(schema: Schema, description: str | None) -> Schema:
    """The schema with a description."""
    if not description:
        return schema
    return {"description": description, **({"allOf": [schema]} if "$ref" in schema else schema)}


def _ladder(full: Schema) -> Schema:
    return _either(full, full["properties"]["rungs"], {"const": "agreement"})


def _world(full: Schema) -> Schema:
    day = {"until": full["properties"]["until"]}
    short = {"type": "string", "pattern": r"^(closed|open|until \d{4}-\d{2}-\d{2})$"}
    return _either(full, short, {"type": "object", "properties": day, "required": ["until"]})


def _reading(full: Schema) -> Schema:
    return _either(full, {"$ref": "#/$defs/Clause"})


def _meaning(full: Schema) -> Schema:
    one = {"$ref": "#/$defs/Id"}
    zones = {"type": "object", "additionalProperties": {"anyOf": [one, {"type": "array", "items": one}]}}
    said = {name: {**full["properties"][name], **zones} for name in ("part_of", "not_part_of")}
    for field in said.values():
        field.pop("patternProperties", None)
    return _either({**full, "properties": {**full["properties"], **said}}, TEXT)


def _moment(full: Schema) -> Schema:
    return _either(full, TEXT)


def _member(full: Schema) -> Schema:
    return _either(full, {"$ref": "#/$defs/Id"})


def _zone(full: Schema) -> Schema:
    return _either(full, {"type": "null"})


def _step(full: Schema) -> Schema:
    """A step with the event as a field, or as the key before what is said of when."""
    several: list[Schema] = [TEXT, {"type": "array", "items": TEXT}]
    events = {"anyOf": several}
    properties = dict(full["properties"])
    then = {"anyOf": [YES_NO, *several], "description": properties["then"].get("description", "")}
    when = {"anyOf": [ANY_NUMBER, {"type": "array"}, {"type": "object"}, {"type": "null"}]}
    never = {"description": "What never happens.", **events}
    unknown = {"description": "What happens or not: that is open.", **events}
    short = {**properties, "then": then, "never": never, "unknown": unknown}
    keyed = {**full, "properties": short, "additionalProperties": when}
    del keyed["required"]
    return _either(keyed, *several)


def _expected(full: Schema) -> Schema:
    words = {"enum": [*ANSWERS, *STATUSES]}
    words_of = {"answer": ANSWERS, "compliance": ANSWERS, "status": STATUSES}
    properties = dict(full["properties"])
    for name, known in words_of.items():
        properties[name] = described({"enum": list(known)}, properties[name].get("description"))
    by_reading = {"type": "object", "additionalProperties": {"$ref": "#/$defs/Expected"}}
    return _either({**full, "properties": properties}, words, by_reading)


def _expected_duty(full: Schema) -> Schema:
    answers = {"enum": list(DUTIES)}
    readings = {"type": "object", "additionalProperties": answers}
    shapes: dict[str, Schema] = {"answer": answers, "state": {"enum": list(STAGES)}, "readings": readings}
    properties = dict(full["properties"])
    for name, shape in shapes.items():
        properties[name] = described(shape, properties[name].get("description"))
    return _either({**full, "properties": properties}, {"enum": [*DUTIES, *STAGES]}, readings)


def _expected_duties(full: Schema) -> Schema:
    one = {"$ref": "#/$defs/ExpectedDuty"}
    return _either(full, one, {"type": "object", "additionalProperties": one})


def _range(full: Schema) -> Schema:
    ends = {name: described(dict(ANY_NUMBER), said["description"]) for name, said in full["properties"].items()}
    return {**full, "properties": ends}


def _scenario(full: Schema) -> Schema:
    """Facts as numbers and truth values, as an editor reads them; a timeline as a mapping."""
    properties = dict(full["properties"])
    given = {"anyOf": [*_PLAIN_VALUE, {"$ref": "#/$defs/ContestedFact"}]}
    properties["facts"] = {**properties["facts"], "additionalProperties": given}
    if "timeline" in properties:
        properties["timeline"] = {**properties["timeline"], "type": ["array", "object", "null"]}
    return {**full, "properties": properties}


def _told(full: Schema) -> Schema:
    value = described({"anyOf": _PLAIN_VALUE}, full["properties"]["value"].get("description"))
    return {**full, "properties": {**full["properties"], "value": value}}


_VALUE: Final[Schema] = {"type": ["string", "number", "boolean"]}
_PLAIN_VALUE: Final = [_VALUE, {"$ref": "#/$defs/NumberRange"}, {"type": "array", "items": _VALUE}]


SHORT_FORMS: Final[Mapping[str, Callable[[Schema], Schema]]] = {
    "Ladder": _ladder,
    "World": _world,
    "Reading": _reading,
    "Preference": _reading,
    "Meaning": _meaning,
    "NamedMoment": _moment,
    "Member": _member,
    "ScopeZone": _member,
    "ExpectedDuty": _expected_duty,
    "ExpectedDuties": _expected_duties,
    "Zone": _zone,
    "Step": _step,
    "Expected": _expected,
    "NumberRange": _range,
    "Scenario": _scenario,
    "Viewpoint": _scenario,
    "ToldValue": _told,
}


def _either(full: Schema, *short: Schema) -> Schema:
    """The full form or one of the short ones, under one description."""
    rest = {key: value for key, value in full.items() if key != "description"}
    return {"description": full["description"], "anyOf": [*short, rest]}
