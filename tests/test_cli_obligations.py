"""`conditions obligations`: the text, the other forms, what is asked for, and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import ISTANBUL, run

DOSSIER = """
dossier: pact
parties: {NO: {name: Norway}, AT: {name: Austria}}
events: {signed: {}}
zones: {land: {}, town: {part_of: land}, island: {near: land}}
instruments:
  pact:
    in_force: signed
    obligations:
      aid: {debtors: AT, to: "NO", duty: help, trigger: attack, scope: {within: land}}
"""
SCENARIO = """
scenario: an attack
world: closed
timeline: {signed: 2030-04-01}
incidents: [{incident: attack, place: PLACE, day: 2030-05-01}]
"""


def folder(path: Path, place: str = "town", more: str = "", dossier: str = DOSSIER) -> Path:
    """A dossier with one scenario."""
    (path / "dossier.yaml").write_text(dossier, encoding="utf-8")
    text = SCENARIO.replace("PLACE", place) + more
    (path / "one.scenario.yaml").write_text(text, encoding="utf-8")
    return path


def test_the_answers_of_istanbul_with_clauses_and_sources() -> None:
    """Kyiv obliged, Simferopol not, Sevastopol by its readings; each within 80 columns."""
    done = run("obligations", ISTANBUL, "--scenario", "35")
    text = " ".join(done.stdout.split())

    assert 0 == done.code
    assert "✓ OBLIGED triggered US, GB, NO: weapons, forces, close-sky" in text
    assert "– NOT OBLIGED in force US, GB, NO: weapons, forces, close-sky - Simferopol is part of Crimea" in text
    assert "excluded: – NOT OBLIGED included: ✓ OBLIGED" in text
    assert "Do the guarantees hold in Sevastopol? (sevastopol-excluded)" in text
    assert "source: istanbul-exclusions, istanbul-crimea" in text
    assert "54 answers: 9 obliged, 18 not obliged, 27 unknown; 1 scenario: 1 as expected" in text
    assert 80 >= max(map(len, done.lines))


def test_one_incident_and_one_debtor_alone() -> None:
    """Nothing else is shown, and expectations of the whole are not compared."""
    done = run("obligations", ISTANBUL, "--scenario", "35", "--incident", "kyiv", "--debtor", "GB")

    assert 0 == done.code
    assert "      GB: weapons, forces, close-sky" in done.lines
    assert "3 answers: 3 obliged; 1 scenario: 1 nothing expected" in done.stdout
    assert "simferopol" not in done.stdout


def test_verbose_shows_the_clauses_that_do_not_decide() -> None:
    """Each with its truth."""
    arguments = ("obligations", ISTANBUL, "--scenario", "35", "--incident", "simferopol")

    assert "“aggression” triggers it" not in run(*arguments).stdout
    assert "- [holds] “aggression” triggers it" in run(*arguments, "--verbose").stdout
    assert "- [does not hold] Simferopol is part of Crimea" in run(*arguments, "--verbose").stdout


def test_json_and_markdown_say_the_same() -> None:
    """The same answers, as data and as a table."""
    arguments = ("obligations", ISTANBUL, "--scenario", "35", "--incident", "sevastopol")
    (scenario,) = json.loads(run(*arguments, "--format", "json").stdout)["scenarios"]
    (incident,) = scenario["incidents"]
    markdown = run(*arguments, "--format", "markdown").stdout

    assert {"unknown"} == {duty["answer"] for duty in incident["duties"]}
    assert {"excluded": "not obliged", "included": "obliged"} == incident["duties"][0]["by_reading"]
    assert ["sevastopol-excluded"] == incident["duties"][0]["ambiguities"]
    assert "| ? UNKNOWN<br>unknown<br>excluded: – NOT OBLIGED<br>included: ✓ OBLIGED" in markdown


@pytest.mark.parametrize(
    ("place", "more", "code"),
    [
        ("town", "", 0),
        ("island", "", 3),
        ("island", "expect_obligations: {island: unknown}\n", 0),
        ("town", "expect_obligations: {town: unknown}\n", 1),
    ],
)
def test_exit_codes(tmp_path: Path, place: str, more: str, code: int) -> None:
    """Known or as expected, not as expected, unknown."""
    assert code == run("obligations", folder(tmp_path, place, more)).code


def test_a_failed_expectation_stands_at_its_place(tmp_path: Path) -> None:
    """With what was expected and what came out; `check` says the same."""
    path = folder(tmp_path, more="expect_obligations: {town: {aid: fulfilled}}\n")
    done, checked = run("obligations", path), run("check", path)

    assert "one.scenario.yaml:6:34: expected state `fulfilled`, got `triggered`" in " ".join(done.stdout.split())
    assert (1, 1) == (done.code, checked.code)
    assert "expected state `fulfilled`, got `triggered`" in checked.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--incident", "kyv"], "unknown incident `kyv`\n   hint: did you mean `kyiv`?"),
        (["--debtor", "USA"], "unknown debtor `USA`\n   hint: did you mean `US`?"),
        (["--scenario", "01-nothing"], "has an incident\n   hint: give a scenario `incidents`"),
    ],
)
def test_what_is_not_there_is_named(arguments: list[str], message: str) -> None:
    """With a hint, and exit code 2."""
    chosen = [] if "--scenario" in arguments else ["--scenario", "35"]
    done = run("obligations", ISTANBUL, *chosen, *arguments)

    assert (2, "") == (done.code, done.stdout)
    assert message in done.stderr


def test_a_dossier_without_obligations_is_refused(tmp_path: Path) -> None:
    """There is nothing to answer."""
    bare = DOSSIER.partition("    obligations:")[0]
    (tmp_path / "dossier.yaml").write_text(bare, encoding="utf-8")
    text = SCENARIO.replace("incident: attack", "incident: unknown").replace("PLACE", "town")
    (tmp_path / "one.scenario.yaml").write_text(text, encoding="utf-8")

    done = run("obligations", tmp_path)

    assert 2 == done.code
    assert "the dossier has no obligation" in done.stderr
