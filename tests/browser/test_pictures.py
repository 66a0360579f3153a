"""Pictures in a browser: every text fits its box, nothing lies outside, wide ones scroll and are printed whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from conditions.report.document import Document, Paragraph, Picture, Section
from conditions.report.drawings import Drawing
from conditions.report.html import render_html
from tests.browser.chromium import LAPTOP, PHONE, Chromium, accessibility_violations, overflow
from tests.browser.conftest import each_dossier
from tests.graphs import graph_of
from tests.hostile_pictures import hostile_chart, hostile_graph

if TYPE_CHECKING:
    from playwright.sync_api import Page

OUTSIDE: Final = """() => {
    const found = [];
    for (const svg of document.querySelectorAll('svg[role=img]')) {
        const whole = svg.getBoundingClientRect();
        for (const text of svg.querySelectorAll('text:not([display])')) {
            const own = text.getBoundingClientRect();
            const box = text.closest('.node')?.querySelector('.box').getBoundingClientRect() ?? whole;
            const wide = own.left < box.left || own.right > box.right;
            const high = own.top < box.top || own.bottom > box.bottom + 1;
            if (own.width && (wide || high)) {
                found.push(text.textContent);
            }
        }
        const inner = svg.getBBox(), view = svg.viewBox.baseVal;
        if (inner.x < 0 || inner.y < 0 || inner.x + inner.width > view.width || inner.y + inner.height > view.height) {
            found.push('outside the drawing: ' + svg.getAttribute('aria-label'));
        }
    }
    return found;
}"""
"""Texts that are wider or higher than their box, and drawings that are larger than their frame."""

OVERLAPPING: Final = """() => {
    const found = [];
    for (const svg of document.querySelectorAll('svg[role=img]')) {
        const texts = [...svg.querySelectorAll('text:not([display])')].filter(one => one.textContent.trim());
        const areas = texts.map(one => one.getBoundingClientRect());
        areas.forEach((one, at) => areas.slice(at + 1).forEach((other, next) => {
            const across = one.left < other.right && other.left < one.right;
            // Fonts leave room above and below their letters; what touches there lies on nothing.
            if (across && one.top + 5 < other.bottom && other.top + 5 < one.bottom) {
                found.push(texts[at].textContent + ' | ' + texts[at + 1 + next].textContent);
            }
        }));
    }
    return found;
}"""
"""Texts that lie on each other."""

DRAWINGS: Final[dict[str, Drawing]] = {
    "nine": graph_of(9, 12),
    "forty": graph_of(40, 60),
    "hostile": hostile_graph(),
    "days": hostile_chart(),
    "order": hostile_chart(days=False),
}


@contextmanager
def shown(chromium: Chromium, folder: Path, width: int, *, dark: bool = False) -> Iterator[Page]:
    """A page with these pictures."""
    sections = tuple(
        Section(name, (name,), (Picture(f"p-{name}", (name,), drawing, (Paragraph(("in words",)),)),))
        for name, drawing in DRAWINGS.items()
    )
    file = folder / "pictures.html"
    file.write_text(render_html(Document("Pictures", "test", (), sections, ("c",))), encoding="utf-8")
    with chromium.open(file, width=width, dark=dark) as page:
        yield page


def test_texts_fit_their_boxes_and_lie_beside_each_other(chromium: Chromium, tmp_path: Path) -> None:
    """With long labels in several scripts, hostile ones and circles; the fonts are the browser's own."""
    with shown(chromium, tmp_path, LAPTOP) as page:
        assert [] == page.evaluate(OUTSIDE)
        assert [] == page.evaluate(OVERLAPPING)


def test_wide_pictures_scroll_on_a_phone(chromium: Chromium, tmp_path: Path) -> None:
    """They keep their size in a region of their own, which the keyboard reaches; the page itself stays narrow."""
    with shown(chromium, tmp_path, PHONE) as page:
        region = page.locator("#p-forty .scroll")
        wide = region.evaluate("one => [one.scrollWidth > one.clientWidth, one.tabIndex]")

        assert 0 == overflow(page)
        assert [True, 0] == wide
        assert 13 == page.locator("#p-forty .label").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pictures_are_accessible(chromium: Chromium, tmp_path: Path, dark: bool) -> None:
    """axe-core finds nothing wrong with them, contrast among it."""
    with shown(chromium, tmp_path, LAPTOP, dark=dark) as page:
        assert [] == accessibility_violations(page)


def test_pictures_are_printed_within_the_page(chromium: Chromium, tmp_path: Path) -> None:
    """On paper each is as wide as the page at most, and no shape is filled black."""
    with shown(chromium, tmp_path, 680) as page:
        page.emulate_media(media="print")
        wide = page.evaluate(
            "() => [...document.querySelectorAll('svg[role=img]')].map(one => one.getBoundingClientRect().width)"
        )
        fills = page.evaluate(
            "() => [...document.querySelectorAll('.box, .bar, .inner')].map(one => getComputedStyle(one).fill)"
        )

        assert 680 >= max(wide)
        assert "rgb(0, 0, 0)" not in fills


@each_dossier
def test_the_pictures_of_a_dossier_fit(chromium: Chromium, pages: dict[str, Path], name: str) -> None:
    """In the pages of the dossiers too nothing is cut or lies on anything else."""
    with chromium.open(pages[name]) as page:
        page.evaluate("() => document.querySelectorAll('details').forEach(one => (one.open = true))")

        assert page.locator("svg[role=img]").count()
        assert [] == page.evaluate(OUTSIDE)
        assert [] == page.evaluate(OVERLAPPING)
