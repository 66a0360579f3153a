"""A page as PDF: what is said where there is no browser, or one that does not print."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conditions.report import pdf
from conditions.report.pdf import PdfError, find_browser, print_page, write_pdf


def stand_in(folder: Path, does: str) -> str:
    """A program that stands for a browser."""
    program = folder / "browser"
    program.write_text(f"#!{sys.executable}\nimport sys, time, pathlib\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


PRINTS = """
(target,) = [one.partition("=")[2] for one in sys.argv if one.startswith("--print-to-pdf=")]
when = time.strftime("%Y%m%d") + f"{time.time_ns() % 1_000_000:06}"
pathlib.Path(target).write_bytes(b"%PDF-1.4 /CreationDate (D:" + when.encode() + b"+00'00')")
"""


def test_no_browser_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint names what to install, and the variable that names a browser."""
    monkeypatch.delenv("CONDITIONS_BROWSER", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "_PLACES", ())

    assert find_browser() is None
    with pytest.raises(PdfError) as raised:
        print_page("<p>")
    (problem,) = raised.value.problems
    assert "no-browser" == problem.code
    assert problem.hint is not None
    assert "CONDITIONS_BROWSER" in problem.hint


posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script that a POSIX system starts")


@posix
def test_a_browser_that_does_not_print_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the last thing it said; what stood in the file before is still there."""
    monkeypatch.setenv("CONDITIONS_BROWSER", stand_in(tmp_path, 'sys.exit("out of paper")'))
    target = tmp_path / "report.pdf"
    target.write_bytes(b"before")
    with pytest.raises(PdfError) as raised:
        write_pdf("<p>", target)
    (problem,) = raised.value.problems

    assert ("browser-failed", "out of paper") == (problem.code, problem.hint)
    assert b"before" == target.read_bytes()


@posix
def test_a_browser_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """After the time that it was given."""
    monkeypatch.setenv("CONDITIONS_BROWSER", stand_in(tmp_path, "time.sleep(60)"))
    with pytest.raises(PdfError, match=r"within 0\.5 seconds"):
        print_page("<p>", timeout=0.5)


def test_a_browser_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As any other that fails."""
    monkeypatch.setenv("CONDITIONS_BROWSER", str(tmp_path / "nothing"))
    with pytest.raises(PdfError, match="does not start"):
        print_page("<p>")


@posix
def test_the_moment_of_printing_leaves_no_trace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Equal pages give equal bytes."""
    monkeypatch.setenv("CONDITIONS_BROWSER", stand_in(tmp_path, PRINTS))
    first, second = (write_pdf("<p>", tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf"))

    assert first == second
    assert b"%PDF-1.4 /CreationDate (D:20000101000000+00'00')" == first
