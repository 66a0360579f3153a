"""Pages on paper: everything unfolded, nothing cut, no black box, and the settings left out."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from conditions.report.pdf import write_pdf
from tests.browser.chromium import Chromium, installed, missing, overflow
from tests.browser.conftest import DOSSIERS, EVERY_PAGE

PRINTED = DOSSIERS if EVERY_PAGE else ("minsk-2015",)
"""The dossiers that are printed; all three take half a minute."""

PAPER_WIDTH = 688
"""A sheet of A4 without its margins, in CSS pixels."""


@pytest.mark.parametrize("name", PRINTED)
def test_nothing_is_cut_on_paper(chromium: Chromium, pages: Mapping[str, Path], name: str) -> None:
    """In the width of a sheet no text lies beyond the edge or behind another element, and all is unfolded."""
    with chromium.open(pages[name], width=PAPER_WIDTH) as page:
        page.emulate_media(media="print")
        page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")

        assert 0 == overflow(page)
        assert [] == page.evaluate(
            """() => Array.from(document.querySelectorAll("main *")).filter(one =>
                getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1
                && !one.matches(".column, .hidden")).map(one => one.outerHTML.slice(0, 200))"""
        )
        assert 0 == page.locator("main details:not(.what-if details):not([open])").count()
        assert [] == [one for one in page.locator("button, nav, select, .slider").all() if one.is_visible()]
        assert page.locator("[data-stops]").count() == page.locator("[data-stops]:visible").count()


@pytest.fixture(scope="session", params=PRINTED)
def printed(
    request: pytest.FixtureRequest, pages: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A page, and the same as PDF."""
    if installed() is None:
        missing("no browser that prints")
    page = pages[request.param]
    return page, write_pdf(page.read_text(encoding="utf-8"), tmp_path_factory.mktemp("printed") / "page.pdf")


def run(program: str, *arguments: str) -> bytes:
    """What a program of poppler writes."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"there is no {program}: install poppler-utils")
    return subprocess.run([found, *arguments], check=True, capture_output=True).stdout


def test_every_heading_is_on_paper(printed: tuple[Path, Path]) -> None:
    """And so are the reasons behind the last answer."""
    page, file = printed
    text = squeezed(run("pdftotext", str(file), "-").decode())
    headings = re.findall(r"<h[1-4][^>]*>(.*?)(?: <span class=\"aside\"|</h)", page.read_text(encoding="utf-8"))
    told = [squeezed(re.sub(r"<[^>]+>", "", one).replace("&#x27;", "'").replace("&amp;", "&")) for one in headings]

    assert len(told) > 20
    assert [] == [one for one in told if one not in text]
    assert "Itwouldbe" in text


def squeezed(text: str) -> str:
    return re.sub(r"[\s-]+", "", text)


def test_sheets_have_margins_and_no_black_box(printed: tuple[Path, Path]) -> None:
    """Seen from afar, where a letter is less than a point, nothing is black, and the edges are white."""
    sheets = greys(run("pdftoppm", "-gray", "-r", "12", str(printed[1])))
    faults = []
    for number, rows in enumerate(sheets, 1):
        inner = [row[4:-4] for row in rows[4:-4]]
        edges = [*rows[:4], *rows[-4:], *(row[:4] + row[-4:] for row in rows)]
        if any(dot < 250 for row in edges for dot in row):
            faults.append(f"sheet {number}: something in the margin")
        if has_dark_square(inner):
            faults.append(f"sheet {number}: a black box")

    assert len(sheets) > 5
    assert [] == faults


def test_a_black_box_would_be_seen() -> None:
    """Nine dark dots are one; a thick line is none."""
    line = [b"\xff" * 9, b"\x00" * 9, b"\x00" * 9, b"\xff" * 9]

    assert [False, True] == [has_dark_square(line), has_dark_square([*line[:2], *line[1:]])]


def has_dark_square(rows: list[bytes]) -> bool:
    """Whether nine dots in a square, of 6 mm together, are all dark."""
    places = range(len(rows[0]) - 2)
    return any(
        max(*rows[y][x : x + 3], *rows[y + 1][x : x + 3], *rows[y + 2][x : x + 3]) < 90
        for y in range(len(rows) - 2)
        for x in places
    )


def greys(stream: bytes) -> list[list[bytes]]:
    """The rows of each picture in a stream of the format PGM."""
    found = []
    while stream:
        header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", stream)
        assert header is not None
        width, height = int(header[1]), int(header[2])
        dots, stream = stream[header.end() : header.end() + width * height], stream[header.end() + width * height :]
        found.append([dots[place : place + width] for place in range(0, len(dots), width)])
    return found
