"""`conditions report`: formats, goals, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import run

DOSSIER = """
dossier: talks
parties: {UA: {name: Ukraine}, RU: {name: Russia}}
events: {ua_signs: {}, ru_signs: {}, vote: {}}
conditions:
  UA-last: {party: UA, condition: ua_signs only after ru_signs}
  RU-last: {party: RU, condition: ru_signs only on or after ua_signs}
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with the dossier and one scenario."""
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (folder / "one.scenario.yaml").write_text("scenario: one\nworld: closed\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", ["html", "markdown", "json", "csv", "mermaid", "dot"])
def test_a_report_in_every_format(talks: Path, tmp_path: Path, form: str) -> None:
    """The name of the file is printed, and the file is there."""
    target = tmp_path / f"out.{form}"
    done = run("report", talks, "--format", form, "-o", target)

    assert (0, [str(target)]) == (done.code, done.lines)
    assert target.read_text(encoding="utf-8")


def test_a_goal_is_named_on_the_command_line(talks: Path, tmp_path: Path) -> None:
    """And what is given, and the day of the positions."""
    target = tmp_path / "out.md"
    run("report", talks, "--format", "markdown", "-o", target, "--goal", "vote", "--given", "never ua_signs")

    text = target.read_text(encoding="utf-8")
    assert "The goal that was asked for: vote. Given, whatever the parties want: " in text
    assert "`never ua_signs`. The positions that the record does not end take part" in text


@pytest.mark.parametrize("wrong", [("--goal", "vot"), ("--as-of", "yesterday"), ("--format", "odt")])
def test_what_cannot_be_understood_writes_nothing(talks: Path, tmp_path: Path, wrong: tuple[str, str]) -> None:
    """Exit code 2, with the mistake on standard error."""
    target = tmp_path / "out.html"
    done = run("report", talks, "-o", target, *wrong)

    assert 2 == done.code
    assert wrong[1] in done.stderr
    assert not target.exists()
