"""A report as Markdown: every text is shown as text, and the page reads well on a git host."""

from __future__ import annotations

from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from conditions.report.document import Code, Document, Line, Mark, Paragraph, Quote, Ref, Section, Strong, Web, anchors
from conditions.report.markdown import render_markdown, text
from conditions.report.text import shown
from tests.report_samples import document, git_host, plain

HOSTILE = st.text(
    st.sampled_from("<>&\"'|\\`*_[]()#!~$+-=.:;/@ \n\t\r\u2028\u202e\x00ab1") | st.characters(exclude_categories=()),
    max_size=40,
)


def said(markdown: str) -> str:
    return git_host(markdown).text


@given(HOSTILE)
@example("# a")
@example("1. a")
@example("- a")
@example("===")
@example("a #")
@example("[a](javascript:b) ![c](d) <e> &amp; \\")
@example("__a__ _b_ c_d ~~e~~ `f` $g$ | h")
def test_a_text_is_shown_as_it_is(hostile: str) -> None:
    """In a paragraph, a heading, an item, a quotation and a table, without any element of its own."""
    expected = " ".join(shown(hostile).split())
    for before, after, elements in (
        ("", "", ["p", "/p"]),
        ("## ", "", ["h2", "/h2"]),
        ("- ", "", ["ul", "li", "/li", "/ul"]),
        ("> ", "", ["blockquote", "p", "/p", "/blockquote"]),
    ):
        page = git_host(f"{before}{text(hostile)}{after}\n")
        if expected:
            assert elements == page.elements
        assert expected == page.text


@given(HOSTILE)
def test_a_text_stays_in_its_cell(hostile: str) -> None:
    """No bar ends it, no line break ends the row."""
    page = git_host(f"| a | b |\n| --- | --- |\n| {text(hostile)} | z |\n")

    assert 2 == page.elements.count("td")
    assert " ".join(f"a b {shown(hostile)} z".split()) == page.text


@given(HOSTILE)
def test_code_is_shown_as_it_is(hostile: str) -> None:
    """Backticks and bars do not end it."""
    page = Document("t", "k", (Paragraph((Code(hostile), "!")),), (), ("c",))
    found = git_host(render_markdown(page))

    assert f"{shown(hostile)}!".replace(" ", "") in found.text.replace(" ", "")
    assert found.elements.count("code") == bool(shown(hostile))


def test_names_and_dates_stay_readable_in_the_file() -> None:
    """Nothing is escaped that needs no escape."""
    assert "UA-vote on 2022-03-29, agreed_in_principle (at once)." == text(
        "UA-vote on 2022-03-29, agreed_in_principle (at once)."
    )


def test_only_pages_of_the_web_become_links() -> None:
    """A script is shown, not linked."""
    lines: tuple[Line, ...] = ((Web("https://example.org/a_(b)*c"),), (Web("javascript:alert(1)"),))
    page = git_host(render_markdown(Document("t", "k", tuple(map(Paragraph, lines)), (), ("c",))))

    assert ["https://example.org/a%5F%28b%29%2Ac"] == page.values("href")
    assert "https://example.org/a_(b)*c javascript:alert(1)" in page.text


def test_a_section_is_a_heading_with_a_place() -> None:
    """Links within the page lead to it."""
    section = Section("why", ("Why ", Mark("MET", "✓", "met")), (Paragraph((Ref("there", "why"),)),), (Code("id"),))
    page = git_host(render_markdown(Document("t", "k", (), (section,), ("c",))))

    assert ["why"] == page.values("id")
    assert ["#why", "#why"] == page.values("href")
    assert "Why ✓ MET · id" in page.text


def test_a_quotation_has_its_speaker() -> None:
    """The words, and below them whose they are."""
    quote = Quote("we will not", ("Ann, on 2022-03-29",))
    page = render_markdown(Document("t", "k", (quote,), (), ("c",)))

    assert "> “we will not”\n>\n> — Ann, on 2022-03-29" in page


def test_every_link_of_the_page_leads_somewhere() -> None:
    """Whatever is linked to has its place."""
    page = git_host(render_markdown(document()))
    places = page.values("id")
    targets = {value.removeprefix("#") for value in page.values("href") if value.startswith("#")}

    assert len(places) == len(set(places))
    assert set() == targets - set(places)


def test_every_answer_leads_to_its_reasons() -> None:
    """A cell cannot be unfolded on a git host, so it links to what stands below the table."""
    page = render_markdown(document())

    assert "[Why](#why-1-UA)" in page
    assert '<a id="why-1-UA"></a>' in page


@cache
def harmless(length: int) -> list[str]:
    """The elements of the page where every field holds as many letters."""
    return git_host(render_markdown(document(lambda _: "t" + "x" * length))).elements


@settings(max_examples=10)
@given(
    st.text(st.sampled_from("<>&\"'|\\*_[]()#!~$+-=.:;/@\u202e\x00") | st.characters(categories=["L", "N"]), min_size=1)
)
@example("</td><script>alert(1)</script>")
@example("| a | b |")
def test_hostile_texts_do_not_change_the_page(hostile: str) -> None:
    """Whatever stands in the fields, the page has the elements that harmless texts of the same length give it."""
    page = git_host(render_markdown(document(lambda _: f"t{hostile}")))

    assert harmless(len(hostile)) == page.elements
    assert f"t{shown(hostile)}" in page.text


def test_places_are_unique() -> None:
    """Two links never lead to two places of one name."""
    places = anchors(document(plain))

    assert len(places) == len(set(places))


def test_emphasis_needs_something_to_stand_out() -> None:
    """Text that is empty or begins with a space would show its asterisks."""
    page = Document("t", "k", (Paragraph((Strong(" a"), Strong(""), Strong("b"))),), (), ("c",))

    assert " a**b**" in render_markdown(page)
