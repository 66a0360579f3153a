"""Dossiers from files: what is read, what is refused and where, what is only warned of, and writing them again."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from conditions.errors import DossierError, FileError, Problem
from conditions.files.dossier import (
    LoadedDossier,
    dump_dossier,
    load_dossier,
    load_dossier_file,
    read_dossier,
)
from conditions.files.write import to_yaml
from conditions.files.yaml_nodes import read_text
from conditions.language.clauses import KINDS
from conditions.model import findings
from conditions.model.base import Model
from conditions.model.data import to_data
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from tests.samples import DOSSIER, SCENARIO

ISTANBUL = Path(__file__).resolve().parent.parent / "scenarios" / "istanbul-2022"
HEAD = "dossier: d\nparties: {UA: {name: Ukraine}, RU: {name: Russia}}\n"
EVENTS = "events: {ua_signs: {by: UA}, referendum: {by: UA}}\n"


def problems_of(text: str) -> tuple[Problem, ...]:
    """What is wrong with a dossier."""
    with pytest.raises(FileError) as caught:
        read_dossier(text, "d.yaml")
    return caught.value.problems


def said(text: str) -> list[tuple[int, str, str]]:
    """Of each problem the line, the text that is underlined, and the code."""
    places = [(problem.location, problem.code) for problem in problems_of(text)]
    return [(at.line, at.text[at.column - 1 :][: at.length], code) for at, code in places if at is not None]


def loaded(text: str, folder: Path) -> LoadedDossier:
    """A dossier read from a file."""
    path = folder / "dossier.yaml"
    path.write_text(text, encoding="utf-8")
    return load_dossier_file(path)


def warned(text: str, folder: Path) -> list[str]:
    """The codes of the warnings."""
    return [problem.code for problem in loaded(text, folder).warnings]


# --- reading ----------------------------------------------------------------


def test_a_dossier_is_loaded_from_its_file_and_from_its_folder() -> None:
    """The folder stands for the dossier in it."""
    assert load_dossier(ISTANBUL / "dossier.yaml") == load_dossier(str(ISTANBUL))


def test_the_same_dossier_in_json(tmp_path: Path) -> None:
    """JSON says the same, and may name its schema."""
    data = {"$schema": "dossier.schema.json", **to_data(read_dossier(DOSSIER))}
    path = tmp_path / "dossier.json"
    path.write_text(json.dumps(data), encoding="utf-8")

    assert read_dossier(DOSSIER) == load_dossier(tmp_path)


def test_a_file_says_what_python_says() -> None:
    """A dossier reads the same from text as from Python's data."""
    data: dict[str, Any] = {
        "dossier": "d",
        "parties": {"UA": {"name": "Ukraine"}},
        "events": {"ua_signs": {}, "referendum": {}},
        "conditions": {"UA-vote": {"party": "UA", "condition": "ua_signs only after referendum"}},
    }

    assert Dossier.build(data) == read_dossier(to_yaml(data))


def test_codes_of_countries_stay_codes() -> None:
    """`NO` is Norway, `AT` Austria, `on` a word; nothing is taken for a truth value."""
    dossier = read_dossier(f"{HEAD}groups: {{observers: {{members: [US, GB, NO, AT, BY]}}}}\n")

    assert ("US", "GB", "NO", "AT", "BY") == dossier.groups["observers"].codes


@pytest.mark.parametrize("word", ["yes", "true", '"yes"', "'true'"])
def test_quotes_make_no_difference_to_yes(word: str) -> None:
    """Where yes or no is expected, quotes change nothing, as they change nothing anywhere but in `null`."""
    assert read_dossier(f"{HEAD}facts: {{votes: {{number: {word}}}}}\n").facts["votes"].number


def test_an_empty_section_is_no_mistake() -> None:
    """A section whose entries are all commented out is empty."""
    assert {} == read_dossier(f"{HEAD}conditions:\n  # none yet\n").conditions


def test_a_folder_without_a_dossier(tmp_path: Path) -> None:
    """The folder is named, and what it should contain."""
    with pytest.raises(FileError, match=r"there is no dossier in `.*`\n   hint: name it `dossier.yaml`"):
        load_dossier(tmp_path)


def test_a_folder_with_two_dossiers(tmp_path: Path) -> None:
    """Neither is preferred silently."""
    (tmp_path / "dossier.yaml").write_text(HEAD)
    (tmp_path / "dossier.json").write_text("{}")

    with pytest.raises(FileError, match=r"there are `dossier.yaml` and `dossier.json`"):
        load_dossier(tmp_path)


def test_every_part_has_its_place(tmp_path: Path) -> None:
    """A loaded dossier says where each part stands."""
    path = tmp_path / "dossier.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    one = load_dossier_file(path)

    place = one.locate("conditions", "UA-vote", "readings", "held")
    assert place is not None
    assert "ua_signs only after referendum" == place.text[place.column - 1 :][: place.length]
    assert one.locate("conditions", "nowhere", "readings") == one.locate("conditions")


# --- all mistakes at once ---------------------------------------------------


def test_all_mistakes_of_a_file_in_its_order() -> None:
    """Mistakes in form, in reference and in language are found in one run."""
    text = f"""\
{HEAD}evnts: {{}}
events: {{ua_signs: {{by: UK}}, referendum: {{}}}}
statements: {{speech: {{speaker: Ann, said: 26.04.2022}}}}
conditions:
  A: {{party: UA, condition: ua_signs only aftr referendum, source: spech}}
  B: {{party: UA, condition: ua_signs only after referndum, level: statd}}
"""

    assert [
        (3, "evnts", "unknown-field"),
        (4, "UK", "unknown-party"),
        (5, "26.04.2022", "bad-date"),
        (7, "only aftr", "unexpected-word"),
        (7, "spech", "unknown-statement"),
        (8, "referndum", "unknown-event"),
        (8, "statd", "unknown-choice"),
    ] == said(text)


def test_a_broken_definition_is_reported_once() -> None:
    """Using a fact, event, ladder, group, party or statement whose definition has a mistake is no further mistake."""
    text = """\
dossier: d
parties: {UA: {name: Ukraine}, RU: Russia}
groups: {observers: {}}
events: {ua_signs: {lable: x}, arrive: {each: observers}, vote: {each: [x]}}
ladders: {crimea: [settled]}
facts: {status: {value: [a_few, many]}}
statements: {speech: text}
conditions:
  A: {party: RU, condition: ua_signs only after all of observers arrive, source: speech}
  B: {party: UA, condition: ua_signs only if status is many and crimea is settled}
  C: {party: UA, condition: ua_signs only after crimea is settled or vote}
  D: {party: UA, condition: ua_signs only after all of observers vote}
"""

    assert [
        (2, "Russia", "not-a-mapping"),
        (3, "observers", "group-members"),
        (4, "lable", "unknown-field"),
        (4, "[x]", "not-text"),
        (5, "[settled]", "too-few"),
        (6, "value", "unknown-field"),
        (7, "text", "not-a-mapping"),
    ] == said(text)


def test_a_lost_section_hides_no_other_mistake() -> None:
    """Where a whole section cannot be read, the others are still read, but names are not looked up in vain."""
    text = f"{HEAD}events: none\nconditions:\n  A: {{party: UA, condition: ua_signs only aftr x, levl: stated}}\n"

    assert [
        (3, "none", "not-a-mapping"),
        (5, "only aftr", "unexpected-word"),
        (5, "levl", "unknown-field"),
    ] == said(text)


def test_a_misspelt_field_is_not_missing_too() -> None:
    """`nme` in the place of `name` is one mistake."""
    assert [(2, "nme", "unknown-field")] == said("dossier: d\nparties: {UA: {nme: Ukraine}}\n")


def test_ids_that_look_alike_across_sections() -> None:
    """Events, ladders and facts are mentioned bare, so they share one namespace."""
    text = f"{HEAD}events: {{cop: {{}}}}\nfacts: {{сор: {{}}}}\n"

    assert [(4, "сор", "look-alike-id")] == said(text)


def test_a_name_in_a_condition_that_only_looks_right() -> None:
    """A Cyrillic letter in a Latin name is named."""
    (problem,) = problems_of(
        f"{HEAD}{EVENTS}conditions: {{A: {{party: UA, condition: ua_signs only after rеferendum}}}}\n"
    )

    assert "unknown-event" == problem.code
    assert problem.hint is not None
    assert problem.hint.startswith("it looks like `referendum`")


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("conditions: {A: {party: UA, condition: x, source: [s, t], from: 2022}}", "A, Ukraine (s, t, 2022)"),
        ("conditions: {A: {party: XX, condition: 2022-01-01}}", "A, XX"),
        ("terms: {A: {party: UA, label: x, condition: 2022-01-01, nte: x}}", "A, Ukraine"),
        ("statements: {s: {speaker: Ann, said: x}}", "the statement s, Ann (x)"),
        ("claims: {c: {says: x, source: s}}", "the claim c"),
        ("events: {e: {by: x}}", "the event e"),
        ("instruments: {i: {obligations: {o: {debtors: UA, to: XX, duty: x}}}}", "the instrument i, obligation o"),
    ],
)
def test_a_problem_says_what_it_belongs_to(text: str, context: str) -> None:
    """The condition with its party, sources and date, the statement with its speaker, and so on."""
    assert context == problems_of(f"{HEAD}{text}\n")[0].context


def test_what_is_first_defined_elsewhere_is_shown_there() -> None:
    """Two definitions of one name are shown with both places."""
    (problem,) = problems_of(f"{HEAD}events: {{crimea: {{}}}}\nladders: {{crimea: [open, closed]}}\n")

    assert "ambiguous-name" == problem.code
    ((reason, place),) = problem.related
    assert ("it is first defined here", 3, 10) == (reason, place.line, place.column)


def test_errors_without_a_file_name_the_path() -> None:
    """A dossier built in Python has the same sentences, with the path in the place of a line."""
    with pytest.raises(DossierError) as caught:
        Dossier.build({"dossier": "d", "parties": {"UA": {"nme": "Ukraine"}}})

    (problem,) = caught.value.problems
    assert ("unknown-field", "parties.UA.nme") == (problem.code, problem.context)


def test_references_without_a_file_name_the_path() -> None:
    """So do names that lead nowhere, also where the constructor is called."""
    data: dict[str, Any] = {
        "dossier": "d",
        "parties": {"UA": {"name": "Ukraine"}},
        "events": {"ua_signs": {"by": "UK"}},
    }
    with pytest.raises(DossierError) as caught:
        Dossier(**data)

    (problem,) = caught.value.problems
    assert ("unknown-party", "events.ua_signs.by") == (problem.code, problem.context)


# --- Pydantic's findings in our words ---------------------------------------

RAISED = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden", "invalid_key"},
    "dict": {"dict_type", "too_short"},
    "tuple": {"tuple_type", "too_short", "too_long"},
    "literal": {"literal_error"},
    "bool": {"bool_type"},
    "int": {"int_type", "greater_than_equal"},
    "str": {"string_type", "string_unicode"},
    "definition-ref": {"recursion_loop"},
}
SILENT = {
    *("any", "default", "definitions", "function-after", "function-before", "function-plain", "model-field"),
    *("nullable", "tagged-union", "no-info", "with-info"),
}
"""Parts of a schema that raise nothing of their own: our functions raise our errors, and every tag exists."""


def schema_types(schema: object) -> Iterator[str]:
    """The kinds of the parts of one of Pydantic's schemas that take part in reading."""
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema["type"]
        for key, value in schema.items():
            if key not in {"metadata", "serialization", "json_schema_input_schema"}:
                yield from schema_types(value)
    elif isinstance(schema, list | tuple):
        for item in schema:
            yield from schema_types(item)


@pytest.mark.parametrize("model", [Dossier, Scenario, *KINDS], ids=lambda model: model.__name__)
def test_every_error_of_pydantic_has_our_words(model: type[BaseModel]) -> None:
    """Whatever Pydantic can find in our models has a sentence of ours."""
    model.model_rebuild()
    used = set(schema_types(model.__pydantic_core_schema__))
    source = inspect.getsource(findings._problem)
    explained = {
        name for case in re.findall(r"^ +case (.*):$", source, re.MULTILINE) for name in re.findall(r'"(\w+)"', case)
    }

    assert set() == used - RAISED.keys() - SILENT
    assert set() == {name for kind in used for name in RAISED.get(kind, ())} - explained


def paths_in(data: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in data."""
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths_in(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from paths_in(value, (*path, place))


def changed(data: Any, path: tuple[Any, ...], value: object) -> Any:
    """The data with another value at a path; a value of `...` takes the entry away."""
    if not path:
        return value
    first, *rest = path
    if not rest and value is ...:
        if isinstance(data, dict):
            return {key: item for key, item in data.items() if key != first}
        return data[:first] + data[first + 1 :]
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[first] = changed(data[first], tuple(rest), value)
    return copy


DATA = to_data(read_dossier(DOSSIER))
STRUCTURED = to_data(read_dossier(DOSSIER), structured=True)
_WORDS = st.sampled_from(
    [
        *("", " ", "x", "UA", "yes", "5", "５", "(", "not", "50 percent", "2022-04-26", "2022-13", "3 days"),
        *("referendum", "crimea.resolved", "ratify[GB]", "ua_signs only after referendum", "crimea is resolved"),
        "at least 2 of (ua_signs, ru_signs)",
    ]
)
_SCALARS = _WORDS | st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
_VALUES: st.SearchStrategy[Any] = (
    st.just(...)
    | _SCALARS
    | st.lists(_SCALARS, max_size=3)
    | st.dictionaries(_WORDS | st.sampled_from(["kind", "party", "condition", "of"]), _SCALARS, max_size=3)
)


_CHANGES = st.sampled_from([DATA, STRUCTURED]).flatmap(
    lambda data: st.tuples(st.just(data), st.sampled_from(list(paths_in(data))), _VALUES)
)


@given(_CHANGES)
def test_no_data_gets_past_our_words(case: tuple[Any, tuple[Any, ...], Any]) -> None:
    """Whatever stands in a dossier, it is read or refused with sentences of ours, each in its place."""
    data, path, value = case
    text = to_yaml(changed(data, path, None if value is ... and not path else value))
    try:
        read_dossier(text)
    except FileError as error:
        for problem in error.problems:
            assert problem.code != "bad-value", problem
            assert problem.location is not None, problem
            assert "Input should" not in problem.message
            assert problem.message[0] == "`" or not problem.message[0].isupper()


# --- warnings ---------------------------------------------------------------


def test_istanbul_has_no_warnings_of_its_own(tmp_path: Path) -> None:
    """Everything in the dossier that is shipped is sourced, and most of it is used."""
    codes = {problem.code for problem in load_dossier_file(ISTANBUL).warnings}

    assert codes <= {"unused-event", "unused-fact", "unused-ladder"}


def test_a_position_without_a_statement(tmp_path: Path) -> None:
    """It rests on nothing, unless it is only supposed."""
    text = f"""\
{HEAD}{EVENTS}conditions:
  A: {{party: UA, condition: ua_signs only after referendum}}
  B: {{party: UA, condition: ua_signs only after referendum, level: hypothetical}}
"""

    assert ["unsourced-position"] == warned(text, tmp_path)


def test_a_statement_made_after_its_position_begins(tmp_path: Path) -> None:
    """A position cannot rest only on what was said after it began."""
    text = f"""\
{HEAD}{EVENTS}statements:
  early: {{speaker: Ann, for: UA, said: 2022-03-29}}
  late: {{speaker: Ann, for: UA, said: 2022-04-26}}
  vague: {{speaker: Ann, for: UA, said: 2022-03~}}
conditions:
  A: {{party: UA, condition: ua_signs only after referendum, source: late, from: 2022-03-29}}
  B: {{party: UA, condition: ua_signs only after referendum, source: [late, early], from: 2022-03-29}}
  C: {{party: UA, condition: ua_signs only after referendum, source: vague, from: 2022-03-29}}
"""
    (problem,) = loaded(text, tmp_path).warnings

    assert "said-later" == problem.code
    assert problem.location is not None
    assert 9 == problem.location.line
    assert "warning" == problem.severity


def test_ids_that_differ_only_in_case(tmp_path: Path) -> None:
    """Whoever reads them aloud cannot tell them apart."""
    text = f"""\
{HEAD}events: {{ua_signs: {{}}}}
facts: {{UA_signs: {{}}}}
conditions: {{A: {{party: UA, condition: ua_signs only if UA_signs, level: hypothetical}}}}
"""

    assert ["case-only-difference"] == warned(text, tmp_path)


def test_what_nothing_uses(tmp_path: Path) -> None:
    """Events, ladders, facts and statements that nothing mentions are named, those mentioned anywhere are not."""
    text = f"""\
{HEAD}groups: {{observers: {{members: [CH, NO], }}}}
events: {{ua_signs: {{}}, unused: {{}}, arrive: {{each: observers}}, claimed: {{}}, asked: {{}},
  ended: {{}}, forced: {{}}}}
ladders: {{crimea: [open, closed], donbas: [open, closed]}}
facts: {{votes: {{number: yes}}, cast: {{number: yes}}, idle: {{}}}}
statements: {{s: {{speaker: Ann, for: UA}}, lone: {{speaker: Ann}}, t: {{speaker: Ann}}}}
conditions:
  A: {{party: UA, condition: "ua_signs only after crimea.closed and arrive[NO]", source: s}}
  B: {{party: UA, condition: ua_signs only if votes is at least 50 percent of cast, source: s}}
claims: {{c: {{says: x, source: t, about: claimed}}}}
ambiguities: {{q: {{question: x, readings: {{a: x, b: x}}, bears_on: asked}}}}
instruments:
  i: {{in_force: forced, obligations: {{o: {{debtors: UA, to: RU, duty: x, until: ended}}}}}}
"""
    one = loaded(text, tmp_path)

    assert ["unused", "donbas", "idle", "lone"] == [str(problem.message).split("`")[1] for problem in one.warnings]
    assert [] == list(one.warnings_with({"unused", "donbas", "idle", "lone"}))


@pytest.mark.parametrize("debtors", ["UA", "each of both", "[RU, any of both]", "both"])
def test_who_owes_something_to_itself(debtors: str, tmp_path: Path) -> None:
    """A creditor among its own debtors is probably a slip."""
    text = f"""\
{HEAD}groups: {{both: {{members: [UA, RU]}}}}
instruments: {{i: {{obligations: {{o: {{debtors: {debtors}, to: UA, duty: help}}}}}}}}
"""

    assert ["own-creditor"] == warned(text, tmp_path)


# --- writing ----------------------------------------------------------------


@pytest.mark.parametrize("as_json", [False, True])
def test_writing_and_reading_loses_nothing(as_json: bool) -> None:
    """A dossier that uses every field comes back equal, from YAML and from JSON."""
    dossier = read_dossier(DOSSIER)

    assert dossier == read_dossier(dump_dossier(dossier, json=as_json), json=as_json)


@pytest.mark.parametrize("as_json", [False, True])
def test_istanbul_comes_back_equal(as_json: bool) -> None:
    """So does the dossier that is shipped."""
    dossier = load_dossier(ISTANBUL)

    assert dossier == read_dossier(dump_dossier(dossier, json=as_json), json=as_json)


def test_writing_is_stable() -> None:
    """What was written and read is written the same."""
    text = dump_dossier(read_dossier(DOSSIER))

    assert text == dump_dossier(read_dossier(text))


def test_what_is_so_by_default_is_not_written() -> None:
    """A small dossier stays small."""
    text = f"{EVENTS}conditions: {{A: {{party: UA, condition: ua_signs only after referendum}}}}\n"

    assert """\
dossier: d
parties:
  UA:
    name: Ukraine
  RU:
    name: Russia
events:
  ua_signs:
    by: UA
  referendum:
    by: UA
conditions:
  A:
    party: UA
    condition: ua_signs only after referendum
""" == dump_dossier(read_dossier(HEAD + text))


def test_the_sample_uses_every_field() -> None:
    """Every field of every model is set somewhere in the samples, so that the round trips speak for all."""
    models = set(all_models(Model))
    set_fields: dict[type, set[str]] = {}
    for part in (*parts_of(read_dossier(DOSSIER)), *parts_of(Scenario.build(plain(SCENARIO)))):
        set_fields.setdefault(type(part), set()).update(
            name for name, info in type(part).model_fields.items() if getattr(part, name) != info.default
        )
    abstract = {"Position"}

    assert {} == {
        model.__name__: missing
        for model in models
        if model.__name__ not in abstract and (missing := set(model.model_fields) - set_fields.get(model, set()))
    }


def all_models(base: type[Model]) -> Iterator[type[Model]]:
    """Every model that is made from a base."""
    for model in base.__subclasses__():
        yield model
        yield from all_models(model)


def parts_of(value: object) -> Iterator[BaseModel]:
    """A model and every model inside it."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from parts_of(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from parts_of(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from parts_of(item)


def plain(text: str) -> Any:
    """The data in a text."""
    return json.loads(json.dumps(read_text(text, "x.yaml")))


# --- bounds -----------------------------------------------------------------

MEMBERS = "groups: {g: {members: [" + ",".join(f"M{i}" for i in range(1000)) + "]}}\n"


def entries(section: str, entry: str, count: int) -> str:
    """A section with so many entries, numbered where `#` stands."""
    return f"{section}:\n" + "".join(f" {entry.replace('#', str(i))}\n" for i in range(count))


LARGE: dict[str, str] = {
    "too-many-names": MEMBERS + entries("events", "e#: {each: g}", 1000),
    "too-many-questions": MEMBERS
    + "events: {e: {each: g}}\n"
    + entries("conditions", "c#: {party: UA, condition: all of g e}", 1000),
    "too-many": "ladders: {l: [" + ",".join(f"r{i}" for i in range(10_000)) + "]}\n",
    "too-deep": f"conditions: {{c: {{party: UA, condition: {'not ' * 2400}x}}}}\n",
    "unknown-event": entries("events", "event#: {}", 5000)
    + entries("conditions", "c#: {party: UA, condition: evnt#}", 5000),
    "bad-date": entries("conditions", "c#: {party: UA, condition: x, from: #}", 9000),
    "unknown-statement": "conditions: {c: {party: UA, condition: 2020-01-01, source: ["
    + ",".join(f"s{i}" for i in range(80_000))
    + "]}}\n",
    "zone-circle": entries("zones", "z#: {part_of: [z0, z1, z2]}", 9000),
}


@pytest.mark.parametrize("code", LARGE)
def test_large_mistakes_are_refused_soon(code: str) -> None:
    """What multiplies, nests or repeats a mistake without end is refused in bounded time and words."""
    begun = time.process_time()
    problems = problems_of(HEAD + LARGE[code])
    seconds = time.process_time() - begun

    assert code in {problem.code for problem in problems}
    assert len(problems) <= 101
    assert seconds < 5
    assert all(len(problem.message) < 400 and len(problem.context or "") < 400 for problem in problems)


def test_more_problems_are_counted() -> None:
    """Of very many mistakes a hundred are shown, and the rest is a number."""
    text = (
        HEAD + "conditions:\n" + "".join(f" c{i}: {{party: UA, condition: 2022-01-01, levl: x}}\n" for i in range(150))
    )

    *shown, last = problems_of(text)
    assert 100 == len(shown)
    assert "50 more problems are not shown" == last.message


def test_a_thousand_conditions_load_in_proportion(tmp_path: Path) -> None:
    """Ten times as many conditions take about ten times as long, not a hundred times."""

    def seconds(count: int) -> float:
        text = HEAD + "events:\n" + "".join(f" e{i}: {{}}\n" for i in range(count)) + "conditions:\n"
        text += "".join(f" c{i}: {{party: UA, condition: e{i} only after e{count - 1 - i}}}\n" for i in range(count))
        path = tmp_path / f"{count}.yaml"
        path.write_text(text)
        times = []
        for _ in range(3):
            begun = time.process_time()
            load_dossier(path)
            times.append(time.process_time() - begun)
        return min(times)

    seconds(10)

    assert seconds(3000) < 40 * seconds(300)


def test_a_dossier_is_found_wherever_it_is_copied(tmp_path: Path) -> None:
    """Nothing in a dossier depends on its folder."""
    shutil.copy(ISTANBUL / "dossier.yaml", tmp_path)

    assert load_dossier(ISTANBUL) == load_dossier(tmp_path)
