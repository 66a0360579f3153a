"""The JSON Schemas: they accept what the loader accepts, and the copies in the documentation are fresh."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, assert_never

import jsonschema
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from conditions.errors import ConditionsError
from conditions.files import field_words
from conditions.files.dossier import dump_dossier, read_dossier
from conditions.files.nodes import Mapping, Node, Sequence, Text
from conditions.files.scenario import dump_scenario, read_scenario
from conditions.files.schema import EDITOR_LINE, FILE_KINDS, FileKind, schema_of
from conditions.files.yaml_nodes import read_file, read_text
from conditions.language.clauses import KINDS
from conditions.model.base import Model
from tests.command_line import ROOT

SCHEMAS = ROOT / "docs" / "schemas"
SHIPPED = sorted((ROOT / "scenarios").rglob("*.yaml"))
VALIDATORS = {kind: jsonschema.Draft7Validator(schema_of(kind)) for kind in FILE_KINDS}
SHORT_FOR = {"Preference": "prefers", "Reading": "condition"}
INTEGER = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
DOSSIER = """
dossier: example
parties: {A: {name: Ay}, B: {name: Bee}}
groups: {g: {unnamed: several}}
events: {sign: {}, vote: {}, ratify: {each: g}}
ladders: {border: [open, agreed, closed]}
facts: {approved: {}, troops: {number: yes}, status: {values: [neutral, allied]}}
conditions: {c: {party: A, condition: sign only after vote}}
zones: {land: {}, city: {part_of: land}}
states: {truce: {start: sign}}
instruments:
  pact:
    in_force: sign
    obligations:
      help: {debtors: A, to: B, duty: help, trigger: aggression, scope: {within: land}}
"""
SCENARIO = "scenario: s\nworld: closed\n"


def as_an_editor_reads(node: Node) -> Any:
    """The data as a reader of YAML 1.2 sees it, with numbers and truth values."""
    match node:
        case Mapping():
            return {str(key): as_an_editor_reads(value) for key, value in node.items()}
        case Sequence():
            return [as_an_editor_reads(item) for item in node]
        case Text():
            return scalar(node)
        case None:
            return None
        case _:
            assert_never(node)


def scalar(text: Text) -> Any:
    """A scalar by the core schema of YAML 1.2."""
    if not text.plain:
        return str(text)
    if text in ("true", "false"):
        return text == "true"
    return int(text) if INTEGER.fullmatch(text) else float(text) if FLOAT.fullmatch(text) else str(text)


def complaints(kind: FileKind, node: Node) -> list[str]:
    """What the schema has against a file."""
    return [f"{list(error.path)}: {error.message}" for error in VALIDATORS[kind].iter_errors(as_an_editor_reads(node))]


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_schema_is_a_schema(kind: FileKind) -> None:
    """By the rules of its own draft."""
    jsonschema.Draft7Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_file_fits_its_schema(path: Path) -> None:
    """Whatever the dossiers use, an editor does not underline."""
    assert [] == complaints("scenario" if path.name.endswith(".scenario.yaml") else "dossier", read_file(path))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_file_names_a_schema_that_is_there(path: Path) -> None:
    """The line for editors leads to the copy in the documentation."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]

    assert first.startswith(EDITOR_LINE)
    assert (path.parent / first.removeprefix(EDITOR_LINE)).is_file()


@pytest.mark.parametrize("as_json", [False, True])
def test_written_files_name_their_schema(as_json: bool) -> None:
    """Where one is given: in a comment, or in JSON in a field; they read back as what they were."""
    dossier = read_dossier(DOSSIER)
    scenario = read_scenario(SCENARIO, dossier)
    texts = (
        dump_dossier(dossier, json=as_json, schema="../dossier.schema.json"),
        dump_scenario(scenario, json=as_json, schema="../scenario.schema.json"),
    )
    firsts = [text.splitlines()[1 if as_json else 0].strip(' ,"') for text in texts]
    start = '$schema": "' if as_json else EDITOR_LINE

    assert [f"{start}../{kind}.schema.json" for kind in FILE_KINDS] == firsts
    assert (dossier, scenario) == (
        read_dossier(texts[0], json=as_json),
        read_scenario(texts[1], dossier, json=as_json),
    )
    assert not dump_dossier(dossier).startswith("#")


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_the_copy_in_the_documentation_is_fresh(kind: FileKind) -> None:
    """A field that changed and a copy that did not fail here: `conditions schema KIND -o docs/schemas/…`."""
    copy = (SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")

    assert schema_of(kind) == json.loads(copy)


@pytest.mark.parametrize(
    "part",
    [
        "ladders: {l: [low, high]}",
        "ladders: {l: agreement}",
        "ladders: {l: {rungs: [low, high], start: none}}",
        "moments: {m: sign + 30 days, n: {when: vote, label: later}}",
        "zones: {z: , y: {part_of: z}, x: {near: [y, z]}}",
        "facts: {f: {}, n: {number: yes}, m: {number: true}}",
        "events:",
        "statements: {s: {speaker: Ann, via: Agency, said: 2022, for: A}}",
        "statements: {s: {speaker: Ann, via: [Agency, Paper], said: 2022-03-29/2022-04-12}}",
        "conditions: {c: {party: A, readings: {one: never sign, two: {condition: vote before sign, label: two}}}}",
        "conditions: {c: {party: A, readings: {one: {kind: never, event: sign}}}}",
        "conditions: {c: {party: A, condition: {kind: only_after, act: sign, after: vote, same_day: yes}}}",
        "conditions: {c: {party: A, condition: {kind: all, of: [sign, {kind: never, event: vote}]}}}",
        "ambiguities: {q: {question: which?, readings: {a: the one, b: {says: the other}}}}",
        "$schema: dossier.schema.json",
        "parties: {Росія: {name: Росія}}",
    ],
)
def test_short_forms_of_a_dossier_fit(part: str) -> None:
    """What the loader reads in a short form, the schema allows."""
    sections = {line.partition(":")[0]: line for line in DOSSIER.strip().splitlines()}
    sections[part.partition(":")[0]] = part
    if not part.startswith("conditions"):
        del sections["conditions"]
    text = "\n".join(sections.values())

    assert [] == complaints("dossier", read_text(text, "dossier.yaml"))
    assert refusals_of_names(text) == []


def refusals_of_names(text: str) -> list[str]:
    """What the loader has against a dossier, apart from names that the example lacks."""
    try:
        read_dossier(text)
    except ConditionsError as error:
        return [str(problem) for problem in error.problems if not problem.code.startswith(("unknown-", "no-value"))]
    return []


@pytest.mark.parametrize(
    "part",
    [
        "world: open",
        "world: until 2022-04-26",
        "world: {until: 2022-04-26}",
        "world: {kind: until, until: 2022-04-26}",
        "timeline: [vote, [sign, border.agreed]]",
        "timeline: [vote, {then: sign}, {then: [border.agreed, border.closed]}]",
        "timeline: [{2022-05-01: sign}, {vote: 2022}]",
        "timeline: [vote, {sign: at least 30 days after vote}]",
        "timeline: [vote, {sign: {after: vote, before: 2022-05-01}}]",
        "timeline: [vote, {sign: [after vote, before 2022-05-01]}]",
        "timeline: [{never: sign}, {unknown: [vote, border.agreed]}]",
        "timeline: [{event: sign, on: 2022-05, note: perhaps}]",
        "timeline: [{event: [sign, vote], happens: unknown}]",
        "timeline: {vote: 2022-05-01, sign: }",
        "facts: {approved: true}",
        "facts: {approved: yes, troops: 85000, status: [neutral, allied]}",
        "facts: {troops: {from: 1, to: 85000.5}}",
        "facts: {troops: unknown}",
        "groups: {g: [A]}",
        "incidents: [{incident: aggression, day: 2022-05}]",
        "incidents: [{id: one, incident: aggression, place: city, latitude: 44.5, longitude: 30 degrees}]",
        "expect_in_force: {truce: {2022-05-01: yes, sign + 30 days: unknown}}",
        "incidents: [{incident: aggression, place: city}]\nexpect_obligations: {city: obliged}",
        "incidents: [{incident: aggression, place: city}]\nexpect_obligations: {city: {help: fulfilled}}",
        "incidents: [{incident: aggression, place: city}]\nexpect_obligations: {city: {answer: unknown}}",
        "expect: {A: met}",
        "expect: {A: {answer: met, status: ready, final: yes}}",
        "expect: {A: {one: met, two: {answer: not met}}, c: waiting}",
        "tags: one",
        "tags: [one, two]",
    ],
)
def test_short_forms_of_a_scenario_fit(part: str) -> None:
    """What the loader reads in a short form, the schema allows."""
    text = part + "\n" + (SCENARIO if not part.startswith("world") else "scenario: s\n")

    assert [] == complaints("scenario", read_text(text, "s.scenario.yaml"))
    assert [] == scenario_refusals(text)


def scenario_refusals(text: str) -> list[str]:
    """What the loader has against a scenario, apart from readings that the example lacks."""
    try:
        read_scenario(text, read_dossier(DOSSIER))
    except ConditionsError as error:
        return [str(problem) for problem in error.problems if not problem.code.startswith("unknown-reading")]
    return []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("dossier", "dossier: d\nparties: {A: {nam: Ay}}"),
        ("dossier", "dossier: d"),
        ("dossier", "dossier: d\nparties: {A: {name: Ay}}\nladders: {l: [a]}"),
        ("dossier", "dossier: d\nparties: {A: {name: Ay}}\nconditions: {c: {party: A, condition: {kind: nonsense}}}"),
        ("dossier", "dossier: d\nparties: {A: {name: Ay}}\nconditions: {c: {party: A, levle: stated}}"),
        ("dossier", "dossier: two words\nparties: {A: {name: Ay}}"),
        ("scenario", "scenario: s"),
        ("scenario", "scenario: s\nworld: shut"),
        ("scenario", "scenario: s\nworld: closed\nexpect: {A: mett}"),
        ("scenario", "scenario: s\nworld: closed\nas-of: 2022-01-01"),
    ],
)
def test_common_slips_are_underlined(kind: FileKind, text: str) -> None:
    """A schema that accepts everything would help nobody."""
    assert [] != complaints(kind, read_text(text, "example.yaml"))


def test_every_kind_of_condition_is_described_with_an_example() -> None:
    """Editors offer each kind, with what it means."""
    definitions = schema_of("dossier")["$defs"]
    texts = definitions["Clause"]["anyOf"][0]["examples"]

    assert {kind.__name__ for kind in KINDS} <= set(definitions)
    assert all(definitions[kind.__name__]["description"] for kind in KINDS)
    assert [kind.examples[0] for kind in KINDS] == texts


def properties_of(schema: Any, model: str) -> Iterator[tuple[str, str, Any]]:
    """Every property of a definition: the model, the name and its schema."""
    if isinstance(schema, dict):
        named = schema.get("properties")
        for name, said in named.items() if isinstance(named, dict) else ():
            yield model, name, said
        for part in schema.values():
            yield from properties_of(part, model)
    elif isinstance(schema, list):
        for part in schema:
            yield from properties_of(part, model)


def definitions_of(kind: FileKind) -> dict[str, Any]:
    """The definitions of a schema, with the root under the name of its model."""
    schema = schema_of(kind)
    return {**schema.pop("$defs"), {"dossier": "Dossier", "scenario": "Scenario"}[kind]: schema}


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_every_property_is_described(kind: FileKind) -> None:
    """No field without a line that says what it is: in the model's docstring, or in `field_words`."""
    lacking = {
        f"{model}.{name}"
        for model, definition in definitions_of(kind).items()
        for model, name, said in properties_of(definition, model)
        if not said.get("description")
    }

    assert set() == lacking


def test_no_field_is_described_in_vain() -> None:
    """Every line about a field is shown by one of the schemas."""
    shown = {
        said["description"]
        for kind in FILE_KINDS
        for model, definition in definitions_of(kind).items()
        for _, _, said in properties_of(definition, model)
    }

    assert set() == {words for words in field_words.all_words() if words not in shown}


def examples_in(kind: FileKind) -> Iterator[tuple[str, str, Any, Any]]:
    """Every example of a model or field: the model, the field or nothing, what must be fit, and the example."""
    for model, definition in definitions_of(kind).items():
        for example in definition.get("examples", ()):
            yield model, "", definition, example
        for _, name, said in properties_of(definition, model):
            for example in said.get("examples", ()):
                yield model, name, said, example


def as_a_file_has_it(value: Any) -> Any:
    """Data in which every value is text, as files are read."""
    match value:
        case dict():
            return {key: as_a_file_has_it(item) for key, item in value.items()}
        case list():
            return [as_a_file_has_it(item) for item in value]
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_examples_fit_the_schema(kind: FileKind) -> None:
    """What an editor shows as an example, it does not underline."""
    definitions = schema_of(kind)["$defs"]
    wrong = [
        (model, name, example, error.message)
        for model, name, schema, example in examples_in(kind)
        for error in jsonschema.Draft7Validator({**schema, "$defs": definitions}).iter_errors(example)
    ]

    assert [] == wrong


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_examples_load(kind: FileKind) -> None:
    """What an editor shows as an example, the loader reads."""
    models = {model.__name__: model for model in (*every_model(Model), *KINDS)}
    wrong = []
    for model, name, _, example in examples_in(kind):
        if model not in models:
            continue
        fields = {field.alias or key: field for key, field in models[model].model_fields.items()}
        value = as_a_file_has_it(example)
        reader: Any = models[model]
        if not name and model in SHORT_FOR and isinstance(value, str):
            value = {SHORT_FOR[model]: value}
        elif (model, name) == ("Scenario", "timeline"):
            value = {"scenario": "s", "world": "closed", "timeline": value}
        elif name:
            reader = Annotated[fields[name].annotation, "", *fields[name].metadata]
        try:
            TypeAdapter(reader).validate_python(value)
        except ValidationError as error:
            wrong.append((model, name, example, str(error)))

    assert [] == wrong


def every_model(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models of which files are made."""
    for one in model.__subclasses__():
        yield one
        yield from every_model(one)


def test_every_model_says_what_it_is() -> None:
    """No definition without a description, and none speaks of Python."""
    for kind in FILE_KINDS:
        schema = schema_of(kind)
        described = {"root": schema, **schema["$defs"]}

        assert [] == [name for name, one in described.items() if not one.get("description")]
        assert ">>>" not in json.dumps(schema)
        assert "Attributes" not in json.dumps(schema)
