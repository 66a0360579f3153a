"""A report as an HTML page: self-contained, safe, accessible, the same structure whatever the texts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import pairwise, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conditions.report.document import Bullets, Cell, Document, Item, Line, Mark, Paragraph, Row, Section, Table, Web
from conditions.report.html import render_html
from conditions.report.text import shown
from tests.report_samples import Page, around_pictures, document, plain

HTML = render_html(document(plain))
PAGE = Page(HTML)
STYLE = HTML[HTML.index("<style>") + len("<style>") : HTML.index("</style>")]


def page_of(*lines: Line) -> Page:
    return Page(render_html(Document("t", "k", (), (Section("s", ("S",), tuple(map(Paragraph, lines))),), ("c",))))


# --- self-contained -------------------------------------------------------------


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_this_style_these_scripts_and_nothing_else() -> None:
    """The hashes are those of what stands in the page, so a browser applies and runs that, and loads nothing."""
    (policy,) = [value for tag, name, value in PAGE.attributes if tag == "meta" and "default-src" in value]
    scripts = re.findall(r"<script>(.*?)</script>", HTML, re.DOTALL)
    allowed = " ".join(map(digest, scripts))
    expected = (
        f"default-src 'none'; style-src {digest(STYLE)}; script-src {allowed}; base-uri 'none'; form-action 'none'"
    )

    assert expected == policy


def test_the_page_asks_for_nothing() -> None:
    """No image, no frame, no font, no import; no element has a handler or a style of its own."""
    tags = {element.split()[0] for element in PAGE.elements}
    foreign = {"img", "link", "iframe", "object", "embed", "form", "base", "audio", "video"}

    assert set() == tags & foreign
    assert not re.search(r"url\(|@import|expression|javascript:", STYLE)
    assert [] == [name for _, name, _ in PAGE.attributes if name.startswith("on") or name in {"style", "src", "srcset"}]


def test_the_script_reads_and_writes_text_alone() -> None:
    """It makes no markup and no code of any text, and asks for nothing."""
    dangerous = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|fetch\(|XMLHttp|WebSocket"
    script = files("conditions.report").joinpath("page.js").read_text(encoding="utf-8")

    assert [] == re.findall(dangerous, script)
    assert "</script" not in script


def test_every_element_is_closed() -> None:
    """The reader above has checked the order; at the end none is left."""
    assert [] == PAGE.open


# --- links ----------------------------------------------------------------------


def test_every_place_is_unique_and_every_link_leads_to_one() -> None:
    """Within the page; the only other links are those of sources."""
    places = PAGE.values("id")
    targets = [value.removeprefix("#") for value in PAGE.values("href")]

    assert len(places) == len(set(places))
    assert set() == set(targets) - set(places)


def test_links_to_the_web_give_nothing_away() -> None:
    """Only pages of the web are linked, and they do not learn where the reader comes from."""
    page = page_of((Web("https://example.org/?a=1&b=2"),), (Web("javascript:alert(1)"),), (Web("data:text/html,x"),))
    web = [element for element in page.elements if element.startswith("a href=http")]

    assert ["a href=https://example.org/?a=1&b=2 rel=noreferrer"] == web
    assert "javascript:alert(1)" in page.text


# --- accessible -----------------------------------------------------------------


def test_the_page_has_its_landmarks() -> None:
    """A language, a title, a header, a navigation, one main part, a footer, and a link that skips to it."""
    tags = [element.split()[0] for element in around_pictures(PAGE.elements)]

    assert "html lang=en" in PAGE.elements
    assert [1] * 5 == [tags.count(tag) for tag in ("title", "header", "nav", "main", "footer")]
    assert "a class=skip href=#content" in PAGE.elements
    assert "content" in PAGE.values("id")


def test_headings_leave_no_level_out() -> None:
    """One heading of the first level, and each next one at most one deeper."""
    levels = [int(element[1]) for element in PAGE.elements if re.match(r"h[1-6]\b", element)]

    assert 1 == levels.count(1)
    assert 1 == levels[0]
    assert [] == [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]


def test_tables_say_what_their_cells_belong_to() -> None:
    """Each has a name, and headings for its columns and rows; the roles stay when the style stacks the cells."""
    tags = [element.split()[0] for element in PAGE.elements]
    heads = [element for element in PAGE.elements if element.startswith("th ")]

    assert tags.count("table") == len(
        [value for tag, name, value in PAGE.attributes if (tag, name) == ("table", "aria-label") and value]
    )
    assert [] == [head for head in heads if "scope=col role=columnheader" not in head and "scope=row" not in head]
    assert PAGE.elements.count("tr role=row") + len([e for e in PAGE.elements if e.startswith("tr id")]) == tags.count(
        "tr"
    )


def test_a_sign_stands_beside_a_word() -> None:
    """The sign is hidden from readers of the page aloud, who have the word."""
    page = page_of((Mark("MET", "✓", "met"),), (Mark("stated"),))

    assert "✓ MET" in page.text
    assert 1 == [value for _, name, value in page.attributes if name == "aria-hidden"].count("true")


def test_reasons_unfold_in_their_cell() -> None:
    """A summary that says whose reasons they are, and what stands behind it."""
    cell = Cell((("MET",),), Section("why-1", ("UA, scenario 1",), (Paragraph(("because",)),), ("Why",)))
    table = Table(("answers",), (("scenario",), ("UA",)), (Row("one", (Cell((("first",),)), cell)),))
    page = Page(render_html(Document("t", "k", (), (Section("s", ("S",), (table,)),), ("c",))))

    assert "details id=why-1" in page.elements
    assert "MET Why: UA, scenario 1 because".replace(" ", "") in page.text.replace(" ", "")


def test_steps_are_numbered() -> None:
    """An order is an ordered list."""
    steps = Bullets((Item(("first",)), Item(("second",))), "steps")
    page = Page(render_html(Document("t", "k", (), (Section("s", ("S",), (steps,)),), ("c",))))

    assert ["ol", "li", "/li", "li", "/li", "/ol"] == page.elements[page.elements.index("ol") :][:6]


def _palettes() -> list[dict[str, str]]:
    """The colours in light and in dark."""
    light, dark = (re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block) for block in STYLE.split("@media screen", 1))
    return [dict(light), dict(light) | dict(dark)]


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", _palettes(), ids=["light", "dark"])
def test_text_can_be_read_on_its_ground(palette: dict[str, str]) -> None:
    """A contrast of 4.5 to 1 at least, as WCAG 2.2 asks for at level AA."""
    pairs = [*product(("ink", "soft", "link"), ("paper", "sheet"))]
    pairs += [(tone, f"{tone}-ground") for tone in ("met", "not-met", "unknown", "depends", "none")]
    low = {}
    for text, ground in pairs:
        lights = sorted((_luminance(palette[text]), _luminance(palette[ground])))
        contrast = (lights[1] + 0.05) / (lights[0] + 0.05)
        if contrast < 4.5:
            low[text, ground] = round(contrast, 2)

    assert {} == low


def test_the_style_is_for_every_screen_and_for_paper() -> None:
    """Light and dark, narrow and wide, print with everything unfolded."""
    for query in ("prefers-color-scheme: dark", "max-width", "min-width", "@media print", "details::details-content"):
        assert query in STYLE


# --- hostile --------------------------------------------------------------------

HOSTILE = st.text(
    st.sampled_from("<>&\"'`=/\\!-[]{}%;:#\u202e\u2066\x00\x1b\u2028") | st.characters(exclude_categories=["Z", "Cc"]),
    min_size=1,
    max_size=30,
).filter(lambda text: "`" not in text)


@cache
def harmless(length: int) -> list[str]:
    """The elements of the page, but those of pictures, where every field holds as many letters."""
    return list(around_pictures(Page(render_html(document(lambda _: "t" + "x" * length))).elements))


def in_pictures(elements: list[str]) -> set[str]:
    """The names of the elements of drawings."""
    outside = Counter(element.split()[0] for element in around_pictures(elements))
    return set(Counter(element.split()[0] for element in elements) - outside)


@settings(max_examples=10)
@given(HOSTILE)
@example("</style><script>alert(1)</script>")
@example("--><img src=x onerror=alert(1)>")
@example('" onmouseover="alert(1)" x="')
@example("]]><svg/onload=alert(1)>")
@example("&lt;script&gt;")
@example("javascript:alert(1)")
@example("\u202e\u2066 admin \x00")
def test_hostile_texts_do_not_change_the_page(hostile: str) -> None:
    """Whatever stands in the fields, the page has the elements that harmless texts of the same length give it."""
    page = Page(render_html(document(lambda _: f"t{hostile}")))

    assert harmless(len(hostile)) == list(around_pictures(page.elements))
    # A longer label has more lines than a short one.
    assert in_pictures(page.elements) - in_pictures(PAGE.elements) <= {"tspan", "/tspan"}
    assert " ".join(f"t{shown(hostile)}".split()) in page.text


def test_a_link_is_what_the_field_for_addresses_says() -> None:
    """And nothing else becomes one."""
    page = Page(render_html(document(lambda field: "https://example.org/" + field)))
    web = {value for value in page.values("href") if not value.startswith("#")}

    assert {"https://example.org/url", "https://example.org/archived"} == web


def test_endless_texts_stay_within_bounds() -> None:
    """A megabyte of letters in every field gives a page of a few megabytes, which says what was cut."""
    page = render_html(document(lambda _: "я" * 1_000_000))

    assert len(page) < 4_000_000
    assert "[cut here; 1,000,000 characters in all]" in page
