"""`conditions test`: scenarios as tests, for people and for other programs."""

from __future__ import annotations

import json
import os
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.command_line import ISTANBUL, run

DOSSIER = """\
dossier: d
parties: {UA: {name: Україна}}
events: {signs: {}, votes: {}, talks: {}}
statements:
  speech: {speaker: A, for: UA, said: 2022-03-29, quote: only after the vote}
conditions:
  UA-vote: {party: UA, condition: signs only after votes, source: speech}
"""
GOOD = "scenario: good\nworld: closed\ntimeline: [votes]\nexpect:\n  UA: met\n  UA-vote: ready\n"
BAD = "scenario: bad\nworld: closed\ntimeline: [votes, talks]\nexpect:\n  UA: not met\n  UA-vote: waiting\n"


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a dossier and a scenario that is as expected, from where the command is run."""
    monkeypatch.chdir(tmp_path)
    write("dossier.yaml", DOSSIER)
    write("good.scenario.yaml", GOOD)
    return tmp_path


def write(name: str, text: str) -> None:
    """Write a file in the folder."""
    Path(name).write_text(text, encoding="utf-8")


def test_all_of_istanbul_is_as_expected() -> None:
    """One line for each file, and the numbers at the end."""
    done = run("test", ISTANBUL)

    assert 0 == done.code
    assert f"{ISTANBUL}/01-nothing-done-yet.scenario.yaml: 11 passed" in done.lines
    assert " passed" in done.stderr
    assert "failed" not in done.stderr


def test_what_fails_is_shown_at_its_line_with_the_reason(talks: Path) -> None:
    """Expected and got, the explanation, the quote."""
    write("bad.scenario.yaml", BAD)

    done = run("test", ".")

    assert 1 == done.code
    assert ["bad.scenario.yaml: 2 FAILED", "good.scenario.yaml: 2 passed"] == done.lines[:2]
    assert "bad.scenario.yaml:5:7: expected `not met`, got `met`" in done.lines
    assert "bad.scenario.yaml:6:12: expected status `waiting`, got `ready`" in done.lines
    assert "only after the vote" in done.stdout
    assert "2 failed, 2 passed, 1 unused" == done.stderr.strip()


def test_quiet_shows_what_fails_alone(talks: Path) -> None:
    """And nothing where nothing does."""
    assert "" == run("test", ".", "--quiet").stdout
    write("bad.scenario.yaml", BAD)
    assert "passed" not in run("test", ".", "--quiet").stdout


def test_what_nothing_reads_fails_only_where_asked(talks: Path) -> None:
    """It is shown in any case, in its place."""
    write("good.scenario.yaml", GOOD.replace("[votes]", "[votes, talks]"))

    lax, strict = run("test", "."), run("test", ".", "--strict")

    assert (0, 1) == (lax.code, strict.code)
    assert any(line.startswith("good.scenario.yaml:3:19: warning: no condition") for line in lax.lines)
    assert any(line.startswith("good.scenario.yaml:3:19: no condition") for line in strict.lines)


def test_a_file_that_cannot_be_read_is_an_error_beside_the_others(talks: Path) -> None:
    """With its problems in their place; the other files are tested all the same."""
    write("bad.scenario.yaml", BAD.replace("talks]", "talk]"))

    done = run("test", ".")

    assert 2 == done.code
    assert ["bad.scenario.yaml: cannot be read", "good.scenario.yaml: 2 passed"] == done.lines[:2]
    assert "bad.scenario.yaml:3:19: unknown event `talk`" in done.lines
    assert "2 passed, 1 unreadable file" == done.stderr.strip()


def test_a_known_failure_passes_until_it_is_mended(talks: Path) -> None:
    """Then the line in `known_failures` must go."""
    write("bad.scenario.yaml", f"{BAD}known_failures: {{UA-vote: the source is not clear, UA: to be mended}}\n")
    assert "bad.scenario.yaml: 2 known failure" in run("test", ".").lines
    assert 0 == run("test", ".").code

    write("bad.scenario.yaml", f"{BAD.replace('not met', 'met')}known_failures: {{UA: to be mended}}\n")
    done = run("test", ".", "--only", "UA.answer")

    assert 1 == done.code
    assert "bad.scenario.yaml:5:7: this is known to fail, and does not any more: to be mended" in done.lines


def test_a_known_failure_is_none_to_a_check(talks: Path) -> None:
    """It is counted apart, and its expectation and what came out are in the data."""
    write("bad.scenario.yaml", f"{BAD}known_failures: {{UA-vote: the source is not clear, UA: to be mended}}\n")

    done, data = run("check", "."), json.loads(run("check", ".", "--format", "json").stdout)

    assert 0 == done.code
    assert "as expected but for known failures" in done.stdout
    (bad,) = (one for one in data["scenarios"] if one["file"].startswith("bad"))
    assert ([], 2) == (bad["failed"], len(bad["known_failures"]))


def test_one_test_can_be_run_alone(talks: Path) -> None:
    """By a part of its name, whatever its case."""
    assert ["good.scenario.yaml: 1 passed"] == run("test", ".", "--only", "ua-VOTE").lines


def test_nothing_to_run_is_a_mistake(talks: Path) -> None:
    """A test run that tests nothing must not pass."""
    assert 2 == run("test", ".", "--only", "RU").code
    Path("empty").mkdir()
    assert 2 == run("test", "empty").code
    write("good.scenario.yaml", GOOD.partition("expect")[0])
    assert "nothing is expected in ." in run("test", ".").stderr


def test_folders_are_searched_to_the_bottom(talks: Path) -> None:
    """But not hidden ones; a file that is named twice is run once."""
    for folder in ("deeper", ".hidden"):
        Path(folder).mkdir()
        write(f"{folder}/dossier.yaml", DOSSIER)
        write(f"{folder}/good.scenario.yaml", GOOD)

    done = run("test", ".", "good.scenario.yaml")

    assert ["deeper/good.scenario.yaml: 2 passed", "good.scenario.yaml: 2 passed"] == done.lines


# --- for other programs ------------------------------------------------------------


@pytest.fixture
def mixed(talks: Path) -> Path:
    """A folder with every outcome: passed, failed, known to fail, unused, unreadable."""
    write("bad.scenario.yaml", f"{BAD}known_failures: {{UA-vote: the source is not clear}}\n")
    write("broken.scenario.yaml", GOOD.replace("[votes]", "[vote]"))
    return talks


def test_json_has_a_record_for_each_test_and_problem(mixed: Path) -> None:
    """With the same words as the text."""
    done = run("test", ".", "--format", "json")

    assert 2 == done.code
    records = json.loads(done.stdout)
    assert ["warning", "failed", "known failure", "error", "passed", "passed"] == [one["outcome"] for one in records]
    failed = records[1]
    assert ("bad.scenario.yaml", "UA.answer", 5, 7) == tuple(failed[key] for key in ("file", "test", "line", "column"))
    assert ("UA", "not met", "met") == (failed["party"], failed["expected"], failed["verdict"])
    assert "the source is not clear" == records[2]["reason"]


def test_junit_has_a_case_for_each_test_and_problem(mixed: Path) -> None:
    """Counted in each suite, with the properties that pytest gives, too."""
    done = run("test", ".", "--format", "junit")

    suites = ET.fromstring(done.stdout)
    counted = {
        suite.attrib["name"]: [int(suite.attrib[key]) for key in ("tests", "failures", "errors", "skipped")]
        for suite in suites
    }
    expected = {
        "bad.scenario.yaml": [2, 1, 0, 1],
        "broken.scenario.yaml": [1, 0, 1, 0],
        "good.scenario.yaml": [2, 0, 0, 0],
    }
    assert expected == counted
    case = next(suites.iter("testcase"))
    properties = {one.attrib["name"]: one.attrib["value"] for one in case.iter("property")}
    assert {"party": "UA", "verdict": "met"} == properties
    assert "expected `not met`, got `met`" == case.find("failure").attrib["message"]  # type: ignore[union-attr]  # it fails
    assert "Україна" in (case.findtext("failure") or "")


def test_junit_holds_no_character_that_xml_cannot(talks: Path) -> None:
    """They are written out."""
    write("bad.scenario.yaml", BAD.replace("scenario: bad", 'scenario: "ba\\x07d"'))

    done = run("test", ".", "--format", "junit")

    assert "ba<U+0007>d" in "".join(ET.fromstring(done.stdout).itertext())


def test_sarif_marks_the_lines_of_what_is_amiss(mixed: Path) -> None:
    """Everything that the format asks for: version, driver, rules, and for each result its rule, level and place."""
    done = run("test", ".", "--format", "sarif")

    log = json.loads(done.stdout)
    (only,) = log["runs"]
    assert "2.1.0" == log["version"]
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert "conditions" == only["tool"]["driver"]["name"]
    rules = {rule["id"] for rule in only["tool"]["driver"]["rules"]}
    assert rules == {result["ruleId"] for result in only["results"]}
    found = []
    for result in only["results"]:
        assert result["message"]["text"]
        (place,) = result["locations"]
        region = place["physicalLocation"]["region"]
        assert 1 <= region["startLine"]
        assert 1 <= region["startColumn"] < region["endColumn"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        found.append((result["ruleId"], result["level"], uri, region["startLine"]))
    assert [
        ("unused-knowledge", "warning", "bad.scenario.yaml", 3),
        ("expectation-failed", "error", "bad.scenario.yaml", 5),
        ("expectation-failed", "note", "bad.scenario.yaml", 6),
        ("unknown-event", "error", "broken.scenario.yaml", 3),
    ] == found


def test_a_path_in_sarif_is_a_uri(talks: Path) -> None:
    """Blanks and other letters are escaped; a place outside is a `file:` URI."""
    write("so schön.scenario.yaml", BAD)

    relative = json.loads(run("test", "so schön.scenario.yaml", "--format", "sarif").stdout)
    absolute = json.loads(run("test", talks / "so schön.scenario.yaml", "--format", "sarif").stdout)

    uris = [
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for log in (relative, absolute)
    ]
    assert "so%20sch%C3%B6n.scenario.yaml" == uris[0]
    assert uris[1].startswith("file:///")


@pytest.mark.parametrize("form", ["junit", "sarif"])
def test_check_writes_the_same_tests(talks: Path, form: str) -> None:
    """What `conditions check` writes for other programs is what `conditions test` writes; its exit code is its own."""
    write("bad.scenario.yaml", BAD)

    checked, tested = (run(command, ".", "--format", form) for command in ("check", "test"))

    assert (1, 1) == (checked.code, tested.code)
    assert tested.stdout == checked.stdout


def test_check_writes_no_tests_of_what_was_not_expected(talks: Path) -> None:
    """As of another day, or of one party, expectations do not apply, so there are no tests to write."""
    for option in ("--as-of=2022-04-01", "--party=UA", "--level=inferred"):
        done = run("check", ".", option, "--format", "junit")

        assert (2, "") == (done.code, done.stdout)
        assert "--format junit writes what scenarios expect as they stand" in done.stderr


def test_lint_writes_sarif(mixed: Path) -> None:
    """Every finding has its rule, its level, and its place where it has one."""
    done = run("lint", ".", "missing", "--format", "sarif")

    results = json.loads(done.stdout)["runs"][0]["results"]
    assert 2 == done.code
    assert {"unknown-event": 1, "file-not-found": 0} == {
        one["ruleId"]: len(one.get("locations", [])) for one in results if one["level"] == "error"
    }


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_a_file_name_that_is_no_text_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is not UTF-8 is exact in a URI, and shown as far as it can be."""
    monkeypatch.chdir(tmp_path)
    folder = Path(os.fsdecode(b"\xfftalks"))
    folder.mkdir()
    (folder / "dossier.yaml").write_text("dossier: 1\n", encoding="utf-8")

    assert '"%FFtalks/dossier.yaml"' in run("lint", folder, "--format", "sarif").stdout
    assert "<U+DCFF>talks/dossier.yaml:1:" in run("lint", folder).stdout
