"""A new kind of condition costs one class: the one of the how-to page, added to a copy of the project."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "how-to" / "add-a-condition-kind.md").read_text(encoding="utf-8")

PROGRAM = """
import json, sys
from conditions import load_dossier, check, explain
from conditions.explain import to_text
from conditions.files.dossier import dump_dossier, read_dossier
from conditions.files.schema import schema_of
from conditions.language.grammar import parse
from conditions.language.phrases import RESERVED
from conditions.model.scenario import Scenario
from conditions.engines.compiled import CompiledRules
from conditions.check import lowered

dossier = load_dossier("amendment/dossier.yaml")
clause = dossier.conditions["SEC-silence"].condition
answers = {}
for name, timeline in {
    "in time": {"proposal": "2022-01-01", "entry": "2022-04-02"},
    "too soon": {"proposal": "2022-01-01", "entry": "2022-03-31"},
    "objected": {"proposal": "2022-01-01", "objection": "2022-04-01", "entry": "2022-05-01"},
    "objected late": {"proposal": "2022-01-01", "objection": "2022-04-02", "entry": "2022-05-01"},
}.items():
    scenario = Scenario.build({"scenario": name, "world": "closed", "timeline": timeline})
    result = check(dossier, scenario, level="hypothetical")
    (formula,) = lowered(dossier.conditions["SEC-silence"], result.vocabulary).values()
    found = result.conditions["SEC-silence"]
    assert CompiledRules([formula]).truths(result.known) == [found.verdicts[""].judgement.truth]
    answers[name] = found.answer.value
silence = clause.requires
print(json.dumps({
    "answers": answers,
    "explained": to_text(explain(result, "SEC-silence")[0]),
    "text": clause.text(),
    "again": parse(clause.text()) == clause,
    "structured": silence.model_dump(mode="json"),
    "from_structured": type(silence).model_validate(silence.model_dump(mode="json")) == silence,
    "yaml": read_dossier(dump_dossier(dossier)) == dossier,
    "json": read_dossier(dump_dossier(dossier, json=True), json=True) == dossier,
    "in_schema": "Silence" in schema_of("dossier")["$defs"],
    "reserved": sorted({"silence", "for"} & RESERVED),
}))
"""


def block(says: str) -> str:
    """The block of the page below a comment."""
    found = re.search(rf"<!-- {re.escape(says)} -->\n```\w*\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None, says
    return found[1]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the new kind, and what is generated made anew."""
    folder = tmp_path_factory.mktemp("copy")
    for part in ("conditions", "tests", "docs", "scenarios"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "conditions" / "language" / "silence.py").write_text(block("the module silence.py"), encoding="utf-8")
    clauses = folder / "conditions" / "language" / "clauses.py"
    imported, member = block("lines of clauses.py").splitlines()
    text = clauses.read_text(encoding="utf-8")
    text = text.replace("from conditions.language.states", f"{imported}\nfrom conditions.language.states", 1)
    clauses.write_text(text.replace("    | Apart\n", f"    | Apart\n{member}\n", 1), encoding="utf-8")
    (folder / "amendment").mkdir()
    (folder / "amendment" / "dossier.yaml").write_text(block("a dossier with the new kind"), encoding="utf-8")
    for tool in ("usual_shapes", "language_reference"):
        ran(folder, "-m", f"tests.tools.{tool}")
    return folder


def ran(folder: Path, *arguments: str) -> str:
    """What Python prints in a folder, whose packages come first."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def told(folder: Path) -> dict[str, object]:
    """What the program says of the new kind."""
    found: dict[str, object] = json.loads(ran(folder, "-c", PROGRAM))
    return found


def test_it_is_checked(copy: Path) -> None:
    """The answers of its dossier, by the interpreter and by compiled rules."""
    expected = {"in time": "met", "too soon": "not met", "objected": "not met", "objected late": "met"}

    assert expected == told(copy)["answers"]


def test_it_is_explained(copy: Path) -> None:
    """In its own words, with the days that decided."""
    text = " ".join(str(told(copy)["explained"]).split())

    assert "only if nothing of “A party objects” for 90 days after “The amendment is proposed”" in text
    assert "“A party objects” is on 2022-04-02, 91 days later than “The amendment is proposed”" in text


def test_it_is_read_and_written(copy: Path) -> None:
    """As text, in its structured form, and in files of both kinds."""
    found = told(copy)

    assert "entry only if silence on objection for 90 days after proposal" == found["text"]
    assert {"kind": "silence", "objection": "objection", "period": "90 days", "moment": "proposal"} == found[
        "structured"
    ]
    assert [True] * 4 == [found[name] for name in ("again", "from_structured", "yaml", "json")]


def test_its_words_are_words_of_the_language(copy: Path) -> None:
    """Reserved, and in the schema, without another line of code."""
    found = told(copy)

    assert ["for", "silence"] == found["reserved"]
    assert found["in_schema"]


def test_what_is_generated_knows_it(copy: Path) -> None:
    """The reference of the language, and the parses that come with the package."""
    reference = (copy / "docs" / "language.md").read_text(encoding="utf-8")

    assert "### silence\n\n*tacit acceptance; absence (Declare)*" in reference
    assert "silence on annexation for 90 days after signature" in reference
    shapes = (copy / "conditions" / "language" / "shapes.json").read_text(encoding="utf-8")
    assert "_SILENCE_ON" in shapes


def test_the_page_says_all_that_there_is_to_do() -> None:
    """Every part that a class must have stands in the table."""
    for part in ("standard_name", "examples", "syntax", "lower", "say", "text", "kind"):
        assert f"| `{part}` |" in PAGE
