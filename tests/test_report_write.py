"""Writing a report: whole or not at all, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conditions.errors import FileError, UnknownNameError
from conditions.report.write import ENDINGS, Format, write_report

DOSSIER = """
dossier: small
parties: {UA: {name: Ukraine}, RU: {name: Russia}}
events: {vote: {label: The vote}, sign: {label: The signature}, leave: {}}
facts: {neutral: {}}
statements: {words: {speaker: Ann, for: UA, quote: first the vote}}
conditions:
  UA-vote: {party: UA, condition: sign only after vote, source: words}
  RU-neutral: {party: RU, readings: {now: sign only if neutral, ever: sign only after leave}}
"""
SCENARIO = """
scenario: the vote comes first
world: closed
timeline: [vote, {then: sign}]
expect: {UA: met}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "small"
    home.mkdir()
    (home / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (home / "one.scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    return home


@pytest.mark.parametrize(
    ("form", "name", "start"),
    [
        ("html", "small.html", "<!DOCTYPE"),
        ("markdown", "small.md", "# "),
        ("json", "small.json", "{"),
        ("csv", "small.csv", "number,scenario,"),
        ("mermaid", "small.mmd", "flowchart"),
        ("dot", "small.dot", "digraph"),
    ],
)
def test_a_report_is_named_after_its_dossier(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: Format,
    name: str,
    start: str,
) -> None:
    """In the current folder, with the ending of its format."""
    monkeypatch.chdir(tmp_path)
    written = write_report(folder, None, form)

    assert Path(name) == written
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_output_may_be_named(folder: Path, tmp_path: Path) -> None:
    """And is given back; nothing else is left beside it."""
    target = tmp_path / "out" / "page.html"
    target.parent.mkdir()

    assert target == write_report(folder, target, "html")
    assert [target] == list(target.parent.iterdir())


def test_a_report_replaces_the_one_before(folder: Path, tmp_path: Path) -> None:
    """With the permissions that the file had."""
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    write_report(folder, target, "html")

    assert target.read_text(encoding="utf-8") != "old"
    assert 0o600 == target.stat().st_mode & 0o777


def test_a_link_stays_a_link(folder: Path, tmp_path: Path) -> None:
    """The page is written to where the link leads."""
    (tmp_path / "pages").mkdir()
    link = tmp_path / "page.html"
    link.symlink_to(tmp_path / "pages" / "small.html")
    write_report(folder, link, "html")

    assert link.is_symlink()
    assert (tmp_path / "pages" / "small.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_folder_with_mistakes_leaves_the_old_report(folder: Path, tmp_path: Path) -> None:
    """Nothing is written before everything has been read."""
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    (folder / "dossier.yaml").write_text(DOSSIER.replace("after vote", "after vot"), encoding="utf-8")

    with pytest.raises(FileError, match="unknown event `vot`"):
        write_report(folder, target, "html")
    assert "old" == target.read_text(encoding="utf-8")


def test_a_write_that_fails_leaves_the_old_report(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk does not cost the page that was there, and leaves no part of the new one."""
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write_report(folder, target, "html")
    assert "old" == target.read_text(encoding="utf-8")
    assert {folder, target} == set(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_a_plain_error(folder: Path, tmp_path: Path) -> None:
    """The operating system's own, for the command line to say."""
    with pytest.raises(FileNotFoundError):
        write_report(folder, tmp_path / "nowhere" / "page.html", "html")


def test_equal_files_give_equal_bytes(folder: Path, tmp_path: Path) -> None:
    """In every format, whatever the order of Python's sets."""
    program = (
        "import sys; from pathlib import Path; from conditions.report.write import ENDINGS, write_report;"
        "home, target = map(Path, sys.argv[1:]);"
        "[write_report(home, target / form, form) for form in ENDINGS if form != 'pdf']"
    )
    written = []
    for seed in ("0", "4711"):
        target = tmp_path / seed
        target.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program, str(folder), str(target)], check=True, env=environment)
        written.append({file.name: file.read_bytes() for file in target.iterdir()})

    assert {*ENDINGS} - {"pdf"} == {*written[0]}
    assert written[0] == written[1]


def test_pdf_is_the_page_on_paper(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser is given the page that would have been written."""
    printed: list[tuple[str, Path]] = []
    monkeypatch.setattr("conditions.report.write.write_pdf", lambda page, target: printed.append((page, target)))
    page = write_report(folder, tmp_path / "page.html").read_text(encoding="utf-8")

    assert tmp_path / "page.pdf" == write_report(folder, tmp_path / "page.pdf", "pdf")
    assert [(page, tmp_path / "page.pdf")] == printed


def test_a_report_of_another_level_compares_no_expectations(folder: Path, tmp_path: Path) -> None:
    """Inferences take part there, which the scenarios did not reckon with."""
    file = folder / "dossier.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("source: words}", "source: words, level: inferred}"), "utf-8"
    )
    usual, inferred = (
        write_report(folder, tmp_path / f"{level}.md", "markdown", level).read_text(encoding="utf-8")
        for level in ("reported", "inferred")
    )

    assert "not as expected" in usual
    assert "as expected" not in inferred
    assert "takes no part in answers" in usual
    assert "takes no part in answers" not in inferred


def test_a_format_that_is_not_there_is_refused(folder: Path, tmp_path: Path) -> None:
    """Before anything is read or written."""
    write: Any = write_report
    with pytest.raises(UnknownNameError, match="`format` cannot be `htm`\n   hint: did you mean `html`"):
        write(folder, tmp_path / "page.html", "htm")
