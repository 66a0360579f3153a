"""The site of the documentation, without building it: its contents, its reference of the API, its links.

`python -m tests.tools.site OUT` builds it and opens it in a browser.
"""

from __future__ import annotations

import inspect
import re
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

import conditions
from conditions.cli.app import COMMANDS
from tests.browser.chromium import installed
from tests.doc_pages import DOCS
from tests.tools import site
from tests.tools.api_reference import GROUPS, TARGET, pages

README = DOCS.parent / "README.md"


@pytest.fixture(scope="module")
def conf() -> ModuleType:
    """docs/conf.py, as Sphinx reads it."""
    spec = spec_from_file_location("conf", DOCS / "conf.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_every_page_stands_in_the_contents_once(conf: ModuleType) -> None:
    """The first page lists by kind what the site's contents have: the tutorial, how-tos, reference, explanation."""
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    listed = conf.chapters(index)
    named = [page for pages in listed.values() for page in pages]
    there = {
        str(path.relative_to(DOCS).with_suffix(""))
        for path in DOCS.rglob("*.md")
        if path.parent in {DOCS, DOCS / "how-to"} and path.stem not in {"README", "index"}
    }

    assert ["Tutorial", "How-to guides", "Reference", "Explanation"] == list(listed)
    assert sorted(there | {"api/README", "decisions/README"}) == sorted(named)
    assert all(page.startswith("how-to/") == (title == "How-to guides") for title, of in listed.items() for page in of)


def test_the_first_page_of_the_site_is_that_of_the_folder(conf: ModuleType) -> None:
    """What somebody changes in README.md changes on the site."""
    text = (DOCS / "README.md").read_text(encoding="utf-8")

    assert conf.first_page().startswith(text)
    assert 4 == conf.first_page().removeprefix(text).count("```{toctree}")


def test_every_public_name_has_its_place_in_the_reference() -> None:
    """A new public name needs a place in one group of tests.tools.api_reference."""
    named = [name for group in GROUPS for name in group.names.split()]

    assert sorted(set(conditions.__all__) - {"__version__"}) == sorted(named)
    assert "`conditions.__version__`" in pages()["README.md"]


def test_the_reference_is_that_of_the_docstrings() -> None:
    """A docstring that changed and a page that did not fail here: run tests.tools.api_reference."""
    assert pages() == {path.name: path.read_text(encoding="utf-8") for path in sorted(TARGET.glob("*.md"))}


def test_a_name_of_the_reference_is_described_below_its_table(conf: ModuleType) -> None:
    """Functions, classes and exceptions each in the way that Sphinx knows them."""
    text = conf.described("| `check` | Checks. |\n| `Verdict` | Is. |\n| `FileError` | Is raised. |\n")

    assert "| {py:obj}`check <conditions.check>` | Checks. |" in text
    assert [".. autofunction:: conditions.check", ".. autoclass:: conditions.Verdict"] == re.findall(r"\.\. .*", text)[
        :2
    ]
    assert ".. autoexception:: conditions.FileError" in text


def test_every_field_of_a_model_is_named(conf: ModuleType) -> None:
    """Fields of which the docstring says nothing are listed below it."""
    lines = (inspect.getdoc(conditions.Dossier) or "").splitlines()
    conf._complete(None, "class", "conditions.Dossier", conditions.Dossier, None, lines)
    said = "\n".join(lines)

    assert [] == [name for name in conditions.Dossier.model_fields if name not in said]
    assert re.search(r"^Other fields: `title`, ", said, re.MULTILINE)


def test_what_the_theme_leaves_out_of_reach_is_put_within_it(conf: ModuleType) -> None:
    """Captions have a level, code can be scrolled by keyboard, parameters are no list of terms; the rest stays."""
    terms = "<dl><dt>t</dt><dd>d</dd></dl>"
    given = f'<p class="caption" role="heading">A</p><pre>x</pre>{terms}<dl>\n<dd>a: <a>B</a></dd>\n<dd>c</dd>\n</dl>'
    expected = (
        f'<p class="caption" role="heading" aria-level="2">A</p><pre tabindex="0">x</pre>{terms}'
        '<div class="parameters">\n<div>a: <a>B</a></div>\n<div>c</div>\n</div>'
    )

    assert expected == conf.for_every_reader(given)


def test_every_command_tells_of_itself_on_the_site(conf: ModuleType) -> None:
    """Its whole help, in lines that fit a terminal."""
    told = conf.commands()

    assert list(COMMANDS) == re.findall(r"^## (\w+)$", told, re.MULTILINE)
    assert list(COMMANDS) == re.findall(r"^Usage: conditions (\w+) ", told, re.MULTILINE)
    assert max(map(len, told.splitlines())) <= 80


def test_every_shipped_dossier_has_an_example_page(conf: ModuleType) -> None:
    """The folders of real dossiers, the pages that are made, and those that are linked are the same."""
    folders = {path.parent.name for path in (DOCS.parent / "scenarios").glob("*/dossier.yaml")}
    text = (DOCS / "examples.md").read_text(encoding="utf-8")

    assert folders == set(conf.DOSSIERS)
    assert folders == set(re.findall(r"`([\w-]+)\.html`", text))
    assert folders == set(re.findall(r"`conditions report scenarios/([\w-]+)`", text))


@pytest.mark.parametrize(
    "page", ["README.md", "tutorial.md", "limits.md", "semantics.md", "api/README.md", "examples.md"]
)
def test_the_readme_leads_to_the_entry_pages(page: str) -> None:
    """Whoever opens the repository finds the way in."""
    assert f"](docs/{page})" in README.read_text(encoding="utf-8")


def test_no_page_asks_for_anything_from_elsewhere() -> None:
    """Pictures stand in the repository; only links lead out of it."""
    found = [
        f"{path.name}: {address}"
        for path in DOCS.rglob("*.md")
        for address in re.findall(
            r"!\[[^]]*\]\((\w+:[^)]+)\)|<(?:img|script|iframe)\b", path.read_text(encoding="utf-8")
        )
    ]

    assert [] == found


def test_dead_links_and_what_is_loaded_from_elsewhere_are_found(tmp_path: Path) -> None:
    """The check of a built site sees a page, an anchor and a file that are not there, and other machines."""
    (tmp_path / "a.html").write_text(
        '<p id="here"><a href="#here">1</a><a href="b.html#no">2</a><a href="c.html">3</a>'
        '<img src="//example.org/x.png"><a href="https://example.org">4</a><script src="x.js?v=1"></script>',
        encoding="utf-8",
    )
    (tmp_path / "b.html").write_text("<p id='there'><a href='a.html#here'>1</a>", encoding="utf-8")
    (tmp_path / "x.css").write_text('@import "https://example.org/y.css"; p {background: url(z.png)}', encoding="utf-8")

    expected = [
        "a.html: loads //example.org/x.png",
        "a.html: nothing at b.html#no",
        "a.html: nothing at c.html",
        "a.html: nothing at x.js?v=1",
        "x.css: loads https://example.org/y.css",
    ]
    assert expected == list(site.problems(tmp_path))


def test_what_a_page_does_in_a_browser_is_seen(tmp_path: Path) -> None:
    """What it says, what it asks for and what does not fit the window, in every window."""
    chromium = installed()
    if chromium is None or find_spec("playwright") is None:
        pytest.skip("no Chromium, or nothing to drive it")
    (tmp_path / "good.html").write_text("<!doctype html><p>Nothing.", encoding="utf-8")
    (tmp_path / "bad.html").write_text(
        "<!doctype html><title>x</title><div style='width: 2000px'>x</div><script>nothing()</script>"
        "<img src='http://localhost:9/x.png'>",
        encoding="utf-8",
    )

    found = list(site.opened(tmp_path, chromium, None, ["good.html", "bad.html"]))

    assert all(one.startswith("bad.html, ") for one in found)
    for wanted in ("1280 pixels, dark: asks for http://localhost:9/x.png", "360 pixels, light: fails with", "too wide"):
        assert any(wanted in one for one in found)


def test_files_that_differ_between_two_builds_are_named(tmp_path: Path) -> None:
    """Other bytes, and a file that only one has."""
    for folder, names in {"one": "ab", "other": "ac"}.items():
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).write_text(name + (folder if name != "a" else ""), encoding="utf-8")

    assert ["b", "c"] == site.difference(tmp_path / "one", tmp_path / "other")
