"""What a reader can do on a page: unfold reasons, choose readings and colours, move through the days."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from conditions.report.build import build_report
from conditions.report.html import render_html
from tests.browser.chromium import Chromium
from tests.browser.conftest import each_dossier
from tests.test_report_labelling import UK
from tests.test_report_labelling import dossier as labelled_dossier

if TYPE_CHECKING:
    from playwright.sync_api import Page

# --- unfolding ------------------------------------------------------------------


@each_dossier
def test_every_cell_of_the_matrix_opens(chromium: Chromium, pages: Mapping[str, Path], name: str) -> None:
    """Each has a summary, and behind it something to read."""
    with chromium.open(pages[name]) as page:
        empty = page.evaluate(
            """() => Array.from(document.querySelectorAll("#scenarios td > details")).filter(cell => {
                cell.querySelector("summary").click();
                return !cell.open || cell.innerText.trim().length < 30;
            }).map(cell => cell.id)"""
        )

        assert [] == empty
        assert page.locator("#scenarios td > details[open]").count() == page.locator("#scenarios td").count()


def test_escape_folds_a_cell_and_stays_there(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """Whoever opened a cell by keyboard closes it so, and is where they were."""
    with chromium.open(pages["minsk-2015"]) as page:
        cell = page.locator("#why-1-UA")
        cell.locator("> summary").focus()
        page.keyboard.press("Enter")
        assert cell.get_attribute("open") is not None
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")

        assert cell.get_attribute("open") is None
        assert "SUMMARY" == page.evaluate("() => document.activeElement.tagName")


def test_an_address_opens_its_cell(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """A link to the reasons of one answer shows them."""
    with chromium.open(pages["minsk-2015"], place="#why-3-RU") as page:
        page.locator("#why-3-RU > ul").first.wait_for(state="visible")

        assert 1 == page.locator("#scenarios td > details[open]").count()


def test_everything_opens_and_closes_at_once(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """By two buttons among the settings."""
    with chromium.open(pages["minsk-2015"]) as page:
        page.locator(".tools summary").click()
        page.locator("[data-does=open-all]").click()
        assert 0 == page.locator("main details:not(.what-if details):not([open])").count()
        page.locator("[data-does=close-all]").click()

        assert 0 == page.locator("main details[open]:not(.what-if details)").count()


# --- readings -------------------------------------------------------------------


def test_readings_switch(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """Choosing one hides what belongs to the others, in the matrix and among the conditions, and says so."""
    with chromium.open(pages["istanbul-2022"]) as page:
        cell = page.locator("#scenario-1 td").nth(1)
        before = cell.inner_text()
        page.locator(".tools summary").click()
        control = page.locator("select[data-condition=RU-territory]")
        assert "every reading" == control.locator("option").first.inner_text()
        control.select_option("separation")

        assert ["strict", "lenient"] == [
            one for one in ("strict", "lenient", "separation") if one not in cell.inner_text()
        ]
        assert page.locator("#condition-RU-territory\\.separation").is_visible()
        assert not page.locator("#condition-RU-territory\\.strict").is_visible()
        assert "separation" in page.locator(".chosen").inner_text()
        for place in ("#over-time .scroll", "#scenarios"):
            page.locator(place).first.scroll_into_view_if_needed()
            assert page.evaluate(
                """() => {
                    const bar = document.querySelector(".chosen").getBoundingClientRect();
                    const found = document.elementFromPoint(bar.x + bar.width / 2, bar.y + bar.height / 2);
                    return found.closest(".chosen") !== null;
                }"""
            )
        arrows = page.locator("main svg [data-readings='RU-territory=strict']")
        assert arrows.count() == page.locator("main svg .other-reading[data-readings='RU-territory=strict']").count()
        assert arrows.count() > 0
        page.locator("[data-does=every-reading]").click()
        assert before == cell.inner_text()
        assert not page.locator(".chosen").is_visible()


# --- positions over time --------------------------------------------------------


def held(page: Page) -> list[str]:
    """The positions that the board shows as held, by their place in the record, and those no longer held after `-`."""
    found: list[str] = page.evaluate(
        """() => Array.from(document.querySelectorAll(".over-time [data-spans]:not([hidden])")).map(
            one => (one.classList.contains("gone") ? "-" : "") + one.querySelector("a").hash.replace(/^#[^-]*-/, ""))"""
    )
    return found


def test_the_slider_moves_positions(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """Each stop shows who holds what on that day, what came and what went; the table shows what changed then."""
    with chromium.open(pages["minsk-2015"]) as page:
        slider = page.locator(".slider input")
        first = held(page)
        assert "2015-02-12" == slider.get_attribute("aria-valuetext")
        slider.focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")

        assert ["UA-P9", "UA-WEAPONS", "UA-LAW", "RU-ORDER"] == first
        assert "2019-10-01" == slider.get_attribute("aria-valuetext")
        assert {"-UA-P9", "UA-BORDER"} <= set(held(page))
        assert "is replaced by" in page.locator("#over-time tbody tr:visible").first.inner_text()
        page.locator("[data-does=later]").click()
        assert page.locator("[data-does=later]").is_disabled()
        assert "-RU-SUMMIT" in held(page)
        page.locator("[data-does=all-days]").click()
        assert 10 == len(held(page))


def test_uncertain_days_make_positions_possible(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """Between the first and the last day on which it may have begun, a position is possibly in force; then it is."""
    with chromium.open(pages["istanbul-2022"]) as page:
        item = page.locator(".over-time li", has=page.locator("a[href='#condition-UA-withdrawal']"))
        told = [item.locator(".state").inner_text()]
        for _ in range(3):
            page.locator("[data-does=later]").click()
            told.append(item.locator(".state").inner_text())

        assert ["possibly new", "possibly in force", "possibly in force", "now for certain"] == told


# --- languages ------------------------------------------------------------------


def test_labels_switch_language(chromium: Chromium, tmp_path: Path) -> None:
    """Names are given in the language that is chosen, as far as the dossier has them, and marked as of it."""
    file = tmp_path / "page.html"
    file.write_text(render_html(build_report(labelled_dossier(labels={"uk": UK}), [])), encoding="utf-8")
    with chromium.open(file) as page:
        page.locator(".tools summary").click()
        heading = page.locator("#conditions-UA h3 [data-name]").first
        said = page.locator("#condition-one .said").first
        before = (heading.inner_text(), said.inner_text())
        page.locator("#tool-language").select_option("uk")
        switched = (heading.inner_text(), said.inner_text(), heading.get_attribute("lang"))
        page.locator("#tool-language").select_option("en")

        assert ("Ukraine", "“the signature” only after “the vote”.") == before
        assert ("Україна", "“підпис” only after “the vote”.", "uk") == switched
        assert before == (heading.inner_text(), said.inner_text())


# --- colours --------------------------------------------------------------------


def test_colours_are_the_reader_s_choice(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """As the system has them, until a reader says otherwise."""
    ground = "() => getComputedStyle(document.documentElement).backgroundColor"
    with chromium.open(pages["minsk-2015"], dark=True) as page:
        page.locator(".tools summary").click()
        found = [page.evaluate(ground)]
        for choice in ("light", "dark", ""):
            page.locator("#tool-colours").select_option(choice)
            found.append(page.evaluate(ground))

    dark, light = "rgb(21, 23, 27)", "rgb(251, 250, 247)"

    assert [dark, light, dark, dark] == found
