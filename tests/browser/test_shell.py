"""The pages of the dossiers in a browser: they open by themselves, at every width, light and dark, without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from conditions.report.html import render_html
from tests import report_samples
from tests.browser.chromium import LAPTOP, PHONE, WIDE, Chromium, accessibility_violations, overflow
from tests.browser.conftest import DOSSIERS, each_dossier, if_every_page

THIN_OUT = """() => {
    const repeated = [
        "tr:nth-child(n+3)", "dl > div:nth-child(n+3)", "main li:nth-child(n+3)", ".tree .tree",
        "option:nth-child(n+4)", "fieldset:nth-of-type(n+4)", "svg g:nth-of-type(n+9)",
        ".columns > :nth-child(n+4)", ".level-4:nth-of-type(n+4)",
    ];
    repeated.forEach(one => document.querySelectorAll(one).forEach(element => element.remove()));
}"""
"""Leaves a few of what is many times alike, since axe-core looks at each."""


@each_dossier
def test_a_page_opens_by_itself(chromium: Chromium, pages: Mapping[str, Path], name: str) -> None:
    """It asks for nothing, says nothing to the console, and nothing of it lies beyond the edge of the window."""
    with chromium.open(pages[name], width=WIDE) as page:
        found = [overflow(page)]
        page.set_viewport_size({"width": PHONE, "height": 740})
        found.append(overflow(page))

        assert page.locator("h1").is_visible()
        assert [0, 0] == found


@if_every_page
@each_dossier
@pytest.mark.parametrize("width", [PHONE, 800, LAPTOP, WIDE])
def test_nothing_unfolded_lies_beyond_the_edge(
    chromium: Chromium, pages: Mapping[str, Path], name: str, width: int
) -> None:
    """At any width."""
    with chromium.open(pages[name], width=width) as page:
        page.evaluate("() => document.querySelectorAll('details').forEach(one => (one.open = true))")

        assert 0 == overflow(page)


def test_only_what_scrolls_is_a_stop_of_the_keyboard(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """Tables that fit need no keys; on a narrower window those that no longer fit do."""
    scrolls = "one => one.tabIndex >= 0 === one.scrollWidth > one.clientWidth"
    with chromium.open(pages["minsk-2015"], width=WIDE) as page:
        for width in (WIDE, 800):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(50)

            assert page.evaluate(f"() => Array.from(document.querySelectorAll('.scroll')).every({scrolls})")


@pytest.mark.parametrize(("name", "dark"), [(DOSSIERS[0], False), (DOSSIERS[1], True), (DOSSIERS[2], False)])
def test_a_page_is_accessible(chromium: Chromium, pages: Mapping[str, Path], name: str, dark: bool) -> None:
    """The rules of axe-core find nothing wrong, with everything unfolded."""
    with chromium.open(pages[name], dark=dark) as page:
        page.evaluate("() => document.querySelectorAll('details').forEach(one => (one.open = true))")
        page.evaluate(THIN_OUT)

        assert [] == accessibility_violations(page)


@if_every_page
@each_dossier
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_all_of_a_page_is_accessible(
    chromium: Chromium, pages: Mapping[str, Path], name: str, dark: bool, width: int
) -> None:
    """The same of all that each page holds."""
    with chromium.open(pages[name], dark=dark, width=width) as page:
        page.set_default_timeout(300_000)
        page.evaluate("() => document.querySelectorAll('details').forEach(one => (one.open = true))")

        assert [] == accessibility_violations(page)


def test_a_page_is_readable_without_scripts(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """Nothing that needs a script is shown, and reasons unfold; what changed over time is there in full."""
    with chromium.open(pages["istanbul-2022"], scripts=False) as page:
        page.locator("#why-1-UA > summary").click()

        assert page.locator("#why-1-UA > ul").first.is_visible()
        assert [False] * 3 == [page.locator(one).is_visible() for one in (".tools", ".slider", "[data-does=open-all]")]
        assert page.locator("#over-time tbody tr").count() == page.locator("#over-time tbody tr:visible").count()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """Whoever has no mouse need not walk through the contents, and sees where they are."""
    with chromium.open(pages["minsk-2015"]) as page:
        page.keyboard.press("Tab")
        skip = page.locator("a.skip")

        assert skip.is_visible()
        assert "none" != page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        page.keyboard.press("Enter")
        assert "content" == page.evaluate("() => document.activeElement.id")


HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202ejavascript:alert(4)//\"'><svg/onload=alert(3)>"
)
ENDLESS = "я" * 1_000_000


@pytest.mark.parametrize("hostile", [HOSTILE, pytest.param(ENDLESS, marks=if_every_page)], ids=["markup", "endless"])
def test_hostile_texts_stay_texts(chromium: Chromium, tmp_path: Path, hostile: str) -> None:
    """Whatever stands in the fields of a dossier, no script of it runs, no window opens, and nothing is asked for."""
    file = tmp_path / "page.html"
    file.write_text(render_html(report_samples.document(lambda _: hostile)), encoding="utf-8")

    with chromium.open(file, width=PHONE) as page:
        page.evaluate("() => document.querySelectorAll('details').forEach(one => (one.open = true))")
        for link in page.locator("main a").all()[:3]:
            link.click()

        assert 0 == overflow(page)
        assert hostile[:8].lower() in page.locator("body").inner_text().lower()
