"""The pages of the documentation: what they show is so, and they leave out nothing that files may hold."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from conditions.check import check
from conditions.errors import FileError
from conditions.expectations import mismatches
from conditions.files.dossier import load_dossier, read_dossier
from conditions.files.scenario import read_scenario
from conditions.language.base import Kind
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from tests.doc_pages import DOCS, Example, Page, page, pages

PAGES = pages()
EXAMPLES = [
    pytest.param(example, id=f"{one.path.stem}-line-{example.line}") for one in PAGES for example in one.examples
]
FILES = (DOCS / "files.md").read_text(encoding="utf-8")
SEMANTICS = (DOCS / "semantics.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_loads_or_prints_the_error_that_is_shown(example: Example) -> None:
    """What a reader copies out of a page is accepted, gives what it expects, or fails as the page says."""
    assert (example.error or "") == loaded(example)


@pytest.mark.parametrize("one", [one for one in PAGES if one.programs], ids=lambda one: one.path.stem)
def test_a_program_prints_what_is_shown(one: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs of a page run in order, in a folder with the files of that page."""
    if any("Monitor" in text for _, text in one.programs):
        pytest.importorskip("durable_rules_engine", reason="it is built for Python 3.12 and older")
    save(one, tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for line, text in one.programs:
        test = doctest.DocTestParser().get_doctest(text, names, one.path.name, str(one.path), line)
        printed: list[str] = []
        failed, tried = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(
            test, out=printed.append, clear_globs=False
        )
        names = test.globs

        assert tried > 0
        assert not failed, "".join(printed)


@pytest.mark.parametrize(
    ("one", "command", "expected"),
    [pytest.param(one, *shown, id=shown[0]) for one in PAGES for shown in one.commands],
)
def test_a_command_prints_what_is_shown(one: Page, command: str, expected: str, tmp_path: Path) -> None:
    """The output of a command on the folder of the page begins as the page shows."""
    folder = tmp_path / command.split()[1]
    folder.mkdir()
    save(one, folder)
    start = [sys.executable, "-c", "from conditions.cli import process; process()", *command.split()]
    environment = {**os.environ, "PYTHONPATH": str(DOCS.parent), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"}
    done = subprocess.run(start, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)

    assert expected.splitlines() == done.stdout.splitlines()[: expected.count("\n")], done.stderr


@pytest.mark.parametrize("name", ["files.md", "how-to/write-a-dossier.md"])
def test_the_dossier_of_a_page_is_a_dossier(name: str, tmp_path: Path) -> None:
    """Everything that a page adds bit by bit makes one dossier."""
    file = tmp_path / "dossier.yaml"
    file.write_text(page(DOCS / name).dossier, encoding="utf-8")

    assert load_dossier(file).conditions


def test_every_model_and_field_of_the_files_is_documented() -> None:
    """A new field without a row fails here, and so does a row whose field is gone; needed fields are bold."""
    expected = {model.__name__: fields_of(model) for model in models()}

    assert expected == dict(tables())


def test_the_index_names_every_page() -> None:
    """A page that no reader finds is no page."""
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = {(DOCS / target).resolve() for target in re.findall(r"\]\(([^)#]+)", index)}
    there = {
        path.resolve() for path in DOCS.rglob("*.md") if path.parent != DOCS or path.stem not in {"README", "index"}
    }

    assert set() == {path.name for path in there if not {path, path.with_name("README.md")} & linked}


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    """Links to files of the project, and to headings of pages."""
    links = re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)", path.read_text(encoding="utf-8"))
    targets = [(path.parent / file if file else path, heading) for file, heading in links]

    assert [] == [str(target) for target, _ in targets if not target.exists()]
    assert [] == [f"{target}#{heading}" for target, heading in targets if heading and heading not in headings(target)]


def test_every_property_is_held_by_a_test_that_is_there() -> None:
    """The page on meaning defines first, and ends with properties, each with the tests that hold it."""
    *_, properties = SEMANTICS.split("\n## ")
    rows = [line for line in properties.splitlines() if line.startswith("| ")][1:]
    named = [re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row) for row in rows]
    root = DOCS.parent
    tests = {file: (root / file).read_text(encoding="utf-8") for held in named for file, _ in held}

    assert properties.startswith("The tested properties\n")
    assert len(rows) > 25
    assert [] == [row for row, held in zip(rows, named, strict=True) if not held]
    assert [] == [f"{file}::{test}" for held in named for file, test in held if f"def {test}(" not in tests[file]]


def headings(path: Path) -> set[str]:
    """The headings of a page as links name them."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in found}


def save(one: Page, folder: Path) -> None:
    """Write the files of a page, as they stand at its end, into a folder."""
    for example in one.examples:
        if example.error is None:
            (folder / example.name).write_text(example.text, encoding="utf-8")


def loaded(example: Example) -> str:
    """What loading prints; of a scenario also which of its expectations fail."""
    try:
        if example.dossier is None:
            read_dossier(example.text, example.name)
            return ""
        dossier = read_dossier(example.dossier)
        scenario = read_scenario(example.text, dossier, example.name)
    except FileError as error:
        return f"{error}\n"
    return "".join(f"{mismatch}\n" for mismatch in mismatches(check(dossier, scenario)))


def tables() -> Iterator[tuple[str, dict[str, bool]]]:
    """The fields that each table names, and whether they are shown as needed."""
    for found in re.finditer(r"^<!-- fields of (\w+) -->\n\n?((?:\|.*\n)+)", FILES, re.MULTILINE):
        rows = re.findall(r"^\| (\*\*)?`(\w+)`", found[2], re.MULTILINE)
        yield found[1], {name: bool(bold) for bold, name in rows}


def fields_of(model: type[BaseModel]) -> dict[str, bool]:
    """The fields as files write them, and whether each is needed."""
    return {field.alias or name: field.is_required() for name, field in model.model_fields.items()}


def models() -> list[type[BaseModel]]:
    """Every model that a file is made of, but for the kinds of conditions, which have a page of their own."""
    found: dict[type[BaseModel], None] = {}
    waiting: list[type[BaseModel]] = [Dossier, Scenario]
    while waiting:
        model = waiting.pop()
        if model not in found and not issubclass(model, Kind):
            found[model] = None
            waiting += [inner for field in model.model_fields.values() for inner in models_in(field.annotation)]
    return list(found)


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that a type mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)
