"""`conditions lint`, `fmt`, `schema`, `new` and `report`: what they do with files."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from conditions.cli.starter import DOSSIER_FILE, SCENARIO_FILE, dossier_id, starter_files
from conditions.files.dossier import load_dossier
from conditions.files.schema import schema_of
from tests.command_line import ISTANBUL, ROOT, run


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with the dossier and the scenario that `conditions new` writes."""
    folder = tmp_path / "talks"
    folder.mkdir()
    for name, text in starter_files("talks").items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def change(file: Path, old: str, new: str) -> None:
    """Put a new text in the place of an old one."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# --- lint -----------------------------------------------------------------------


def test_what_we_ship_is_sound() -> None:
    """Neither errors nor warnings."""
    done = run("lint", "--strict", ISTANBUL)

    assert (0, "", "0 errors, 0 warnings") == (done.code, done.stdout, done.stderr.strip())


def test_lint_shows_the_mistakes_of_every_file_and_what_is_doubtful(talks: Path) -> None:
    """In one run, each at its place; warnings of what is sound are shown beside errors."""
    change(talks / SCENARIO_FILE, "world: closed", "world: shut")
    change(talks / SCENARIO_FILE, "- then: referendum", "- then: referndum")
    change(talks / DOSSIER_FILE, "    source: northland-speech\n    from: 2031-03-01\n\n", "    from: 2031-03-01\n\n")
    done = run("lint", talks)

    assert 2 == done.code
    assert f"{talks / SCENARIO_FILE}:8:8: " in done.stdout
    assert "did you mean `referendum`?" in done.stdout
    assert f"{talks / DOSSIER_FILE}:46:3: warning: `NL-ceasefire` rests on no statement" in done.lines
    assert "2 errors, 1 warning" == done.stderr.strip()


def test_warnings_fail_only_where_asked(talks: Path) -> None:
    """Nobody has to mend what is only doubtful."""
    change(talks / DOSSIER_FILE, "events:\n", "events:\n  parade: {}\n")

    assert 0 == run("lint", talks).code
    assert 1 == run("lint", "--strict", talks).code
    assert "nothing uses the event `parade`" in run("lint", talks).stdout


def test_a_statement_that_takes_a_position_back_is_used(talks: Path) -> None:
    """Without it another position would count, though nothing names it as its source."""
    for does in ("withdraws", "denies"):
        one = f"  {does}: {{speaker: A minister, for: NL, said: 2031-04-01, quote: no more, {does}: NL-ceasefire}}\n"
        change(talks / DOSSIER_FILE, "statements:\n", f"statements:\n{one}")
    change(talks / DOSSIER_FILE, "statements:\n", "statements:\n  idle: {speaker: A minister, quote: hello}\n")

    assert 1 == run("lint", talks).stdout.count("nothing uses the statement")


def test_a_dossier_alone_knows_what_its_scenarios_use(talks: Path) -> None:
    """What a scenario uses is not unused; where the scenarios have mistakes, nobody can say."""
    change(talks / DOSSIER_FILE, "events:\n", "events:\n  parade: {}\n")

    assert "nothing uses the event `parade`" in run("lint", talks / DOSSIER_FILE).stdout

    change(talks / SCENARIO_FILE, "  - ceasefire", "  - parade\n  - ceasefire")

    assert "" == run("lint", talks / DOSSIER_FILE).stdout

    change(talks / SCENARIO_FILE, "  - parade", "  - prade")

    assert "" == run("lint", talks / DOSSIER_FILE).stdout
    assert "unknown event `prade`" in run("lint", talks / SCENARIO_FILE).stdout


def test_a_dossier_under_another_name_can_be_looked_at(talks: Path) -> None:
    """It need not be the one of its folder."""
    other = talks / "draft.yaml"
    other.write_text((talks / DOSSIER_FILE).read_text(encoding="utf-8").replace("after", "aftr"), encoding="utf-8")

    assert 2 == run("lint", other).code
    assert 0 == run("lint", talks / DOSSIER_FILE).code


def test_lint_as_json_names_code_and_place(talks: Path) -> None:
    """For editors and scripts."""
    change(talks / DOSSIER_FILE, "nl_signs only after ceasefire", "nl_signs only after ceasfire")
    (found,) = json.loads(run("lint", talks, "--format", "json").stdout)

    assert {
        "code": "unknown-event",
        "severity": "error",
        "file": str(talks / DOSSIER_FILE),
        "line": 48,
        "column": 36,
        "length": 8,
        "hint": "did you mean `ceasefire`?",
    }.items() <= found.items()


def test_the_same_problem_is_shown_once(talks: Path) -> None:
    """Also where two paths lead to it."""
    change(talks / DOSSIER_FILE, "nl_signs only after ceasefire", "nl_signs only after ceasfire")
    done = run("lint", talks, talks / DOSSIER_FILE)

    assert "1 error, 0 warnings" == done.stderr.strip()


# --- fmt ------------------------------------------------------------------------


def test_fmt_writes_the_usual_form_and_says_how_much(talks: Path) -> None:
    """Once it is done, there is nothing left to do."""
    file = talks / DOSSIER_FILE
    before = load_dossier(file)
    change(file, "nl_signs only after ceasefire", "nl_signs  only after (ceasefire)  ")
    file.chmod(0o600)
    done = run("fmt", talks)

    assert (0, "", "1 of 2 files changed") == (done.code, done.stdout, done.stderr.strip())
    assert starter_files("talks")[DOSSIER_FILE] == file.read_text(encoding="utf-8")
    assert before == load_dossier(file)
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)
    assert 0 == run("fmt", "--check", talks).code


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_fmt_can_be_asked_what_it_would_do(talks: Path, option: str) -> None:
    """It writes nothing then."""
    file = talks / DOSSIER_FILE
    change(file, "only after ceasefire", "only  after ceasefire")
    before = file.read_text(encoding="utf-8")
    done = run("fmt", talks, option)

    assert before == file.read_text(encoding="utf-8")
    assert "1 of 2 files would be changed" == done.stderr.strip()
    assert str(file) in done.stdout
    if option == "--check":
        assert 1 == done.code
    else:
        assert 0 == done.code
        assert "-    condition: nl_signs only  after ceasefire" in done.lines
        assert "+    condition: nl_signs only after ceasefire" in done.lines


def test_fmt_leaves_files_with_mistakes_alone_and_all_others_too(talks: Path) -> None:
    """Nothing is done by halves."""
    change(talks / DOSSIER_FILE, "only after ceasefire", "only  after ceasefire")
    change(talks / SCENARIO_FILE, "world: closed", "world: shut")
    before = (talks / DOSSIER_FILE).read_text(encoding="utf-8")
    done = run("fmt", talks / DOSSIER_FILE, talks / SCENARIO_FILE)

    assert 2 == done.code
    assert SCENARIO_FILE in done.stderr
    assert before == (talks / DOSSIER_FILE).read_text(encoding="utf-8")


def test_fmt_says_which_file_cannot_be_written(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And why."""
    change(talks / DOSSIER_FILE, "only after ceasefire", "only  after ceasefire")
    monkeypatch.setattr("tempfile.mkstemp", refused)
    done = run("fmt", talks)

    assert 2 == done.code
    assert f"`{talks / DOSSIER_FILE}` cannot be written: permission denied" == done.stderr.strip()


def refused(*_: object, **__: object) -> None:
    """A folder in which one may not write."""
    raise PermissionError(13, "Permission denied")


# --- schema ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["dossier", "scenario"])
def test_schema_prints_or_writes_the_schema(kind: str, tmp_path: Path) -> None:
    """The same either way."""
    file = tmp_path / "schema.json"
    done = run("schema", kind)

    assert schema_of("dossier" if kind == "dossier" else "scenario") == json.loads(done.stdout)
    assert 0 == run("schema", kind, "-o", file).code
    assert done.stdout == file.read_text(encoding="utf-8")


def test_schema_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A sentence, and the code of a mistake."""
    done = run("schema", "-o", tmp_path / "nowhere" / "schema.json")

    assert 2 == done.code
    assert "cannot be written: no such file or directory" in done.stderr


# --- new ------------------------------------------------------------------------


def test_a_new_dossier_is_sound_and_can_be_checked_at_once(tmp_path: Path) -> None:
    """It passes lint with all warnings, is as expected, and is in its usual form."""
    folder = tmp_path / "deep" / "my-talks"
    done = run("new", folder)

    assert [str(folder / DOSSIER_FILE), str(folder / SCENARIO_FILE)] == done.lines
    assert f"now try: conditions check {folder}" == done.stderr.strip()
    assert (0, "") == (run("lint", "--strict", folder).code, run("lint", "--strict", folder).stdout)
    assert "1 scenario: 1 as expected" in run("check", folder).lines
    assert 0 == run("fmt", "--check", folder).code
    assert "my-talks" == load_dossier(folder).id


@pytest.mark.parametrize(
    ("name", "expected"), [("Мирні переговори", "Мирні-переговори"), ("2031", "2031"), ("_x_", "x"), ("…", "dossier")]
)
def test_the_id_resembles_the_name_of_the_folder(tmp_path: Path, name: str, expected: str) -> None:
    """Whatever the folder is called, the dossier can be read."""
    run("new", tmp_path / name)

    assert expected == dossier_id(name) == load_dossier(tmp_path / name).id


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    """Somebody made it beforehand."""
    assert 0 == run("new", tmp_path).code


def test_nothing_is_overwritten(talks: Path) -> None:
    """A folder that holds something is left alone, and so is a file."""
    before = {path: path.read_bytes() for path in talks.iterdir()}

    assert "already holds something" in run("new", talks).stderr
    assert "is a file" in run("new", talks / DOSSIER_FILE).stderr
    assert (2, 2) == (run("new", talks).code, run("new", talks / DOSSIER_FILE).code)
    assert before == {path: path.read_bytes() for path in talks.iterdir()}


# --- report ---------------------------------------------------------------------


@pytest.mark.parametrize(("form", "begins"), [("html", "<!doctype html>"), ("markdown", "# ")])
def test_report_writes_a_page(talks: Path, tmp_path: Path, form: str, begins: str) -> None:
    """And prints where it is."""
    page = tmp_path / "page"
    done = run("report", talks, "--format", form, "-o", page)

    assert (0, str(page)) == (done.code, done.stdout.strip())
    assert page.read_text(encoding="utf-8").lower().startswith(begins)


def test_report_says_where_it_cannot_write(talks: Path, tmp_path: Path) -> None:
    """By the name that was given."""
    page = tmp_path / "nowhere" / "page.html"
    done = run("report", talks, "-o", page)

    assert (2, f"`{page}` cannot be written: no such file or directory") == (done.code, done.stderr.strip())
