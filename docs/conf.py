"""The site of the documentation: Sphinx, MyST and furo over the pages that a git host shows too.

`README.md` is the first page, and its lists of pages are the tables of contents. The pages below `api/` name public
things of the package; here each of them is followed by its full description, from its docstring.
`python -m tests.tools.site OUT` builds and checks the site.
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

DOCS: Final = Path(__file__).resolve().parent
ROOT: Final = DOCS.parent
sys.path.insert(0, str(ROOT))

import conditions  # noqa: E402 - found only now

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "conditions"
author = "The conditions authors"
version = release = conditions.__version__
# No day and no name of a machine: the same pages give the same bytes.
html_last_updated_fmt = None
html_show_copyright = False

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "index"
exclude_patterns = ["README.md"]
smartquotes_action = "D"  # dashes; quotes stay as they are written
highlight_language = "text"

myst_heading_anchors = 4
# Nothing but these is a link to elsewhere; every other one leads to a page, or is a warning.
myst_url_schemes = ["http", "https"]

# In docstrings as in Markdown, backticks hold code.
default_role = "code"
autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_class_signature = "separated"
napoleon_numpy_docstring = False
napoleon_use_ivar = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88

html_theme = "furo"
html_title = "conditions"
html_copy_source = False
html_show_sourcelink = False
# Summaries of what was found would be fetched page by page, which a browser refuses to pages that are files.
html_show_search_summary = False
html_static_path = ["_static"]
html_css_files = ["site.css"]

DOSSIERS: Final = ("istanbul-2022", "minsk-2015", "jcpoa-2015")
"""The shipped dossiers of which the site has a page that `conditions report` made."""

_SECTION = re.compile(r"^## (?P<title>[^\n]+)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_PAGE = re.compile(r"\]\((?P<page>[\w/-]+)\.md\)")
_PARAMETERS = re.compile(r"<dl>\s*(?:<dd>(?:(?!</?d[ld]>).)*</dd>\s*)+</dl>", re.DOTALL)
_NAMED = re.compile(r"^\| `(?P<name>\w+)` \|", re.MULTILINE)


def chapters(index: str) -> dict[str, list[str]]:
    """The pages that each section of the first page lists, in its order."""
    listed = {found["title"]: list(dict.fromkeys(_PAGE.findall(found["body"]))) for found in _SECTION.finditer(index)}
    return {title: pages for title, pages in listed.items() if pages}


def contents(pages: list[str], *options: str) -> str:
    """A table of contents as MyST writes it."""
    return "\n".join(["", "```{toctree}", *options, "", *pages, "```", ""])


def first_page() -> str:
    """The first page with its tables of contents."""
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    return text + "".join(contents(pages, ":hidden:", f":caption: {title}") for title, pages in chapters(text).items())


def described(text: str) -> str:
    """A page of the API, on which each name of the table leads to its description below."""
    names = _NAMED.findall(text)
    linked = _NAMED.sub(lambda found: f"| {{py:obj}}`{found['name']} <conditions.{found['name']}>` |", text)
    return linked + "".join(map(_description, names))


def _description(name: str) -> str:
    thing = getattr(conditions, name)
    kind = "class" if inspect.isclass(thing) else "function" if callable(thing) else "data"
    kind = "exception" if kind == "class" and issubclass(thing, BaseException) else kind
    return f"\n```{{eval-rst}}\n.. auto{kind}:: conditions.{name}\n```\n"


def commands() -> str:
    """What every command says of itself, each below a heading."""
    import click

    from conditions.cli.app import COMMANDS, program

    told = []
    whole = click.Context(program, info_name="conditions", **program.context_settings)
    for name in COMMANDS:
        command = program.get_command(whole, name)
        if command is not None:
            context = click.Context(command, parent=whole, info_name=name, terminal_width=78)
            told.append(f"\n## {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "".join(told)


def _read(_app: Sphinx, docname: str, source: list[str]) -> None:
    """What a page is made of on the site, where that is more than what its file says."""
    folder, _, name = docname.rpartition("/")
    if docname == "index":
        source[0] = first_page()
    elif docname == "commands":
        source[0] += commands()
    elif docname == "examples":
        source[0] = re.sub(r"`((?:[\w-]+)\.html)`", r'<a href="pages/\1">\1</a>', source[0])
    elif name == "README":
        below = sorted(path.stem for path in (DOCS / folder).glob("*.md") if path.stem != name)
        source[0] += contents(below, *([":hidden:"] if folder == "api" else []))
    elif folder == "api":
        source[0] = described(source[0])


def _complete(_app: Sphinx, what: str, _name: str, thing: Any, _options: object, lines: list[str]) -> None:
    """Of a model all fields are named; a sentence on an attribute stays one.

    Without the empty line, napoleon takes its words in front of a colon for a type.
    """
    if what in {"attribute", "property", "data"}:
        lines.insert(0, "")
    if what == "class" and hasattr(thing, "model_fields"):
        said = "\n".join(lines)
        others = [name for name in thing.model_fields if not re.search(rf"^ +{name}: ", said, re.MULTILINE)]
        if others:
            lines += [
                "",
                f"{'Other fields' if len(others) > 1 else 'Another field'}: {', '.join(f'`{one}`' for one in others)}.",
            ]


def for_every_reader(html: str) -> str:
    """A page on which a screen reader and the keyboard reach what the theme leaves out of their reach."""
    html = html.replace('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">')
    html = html.replace('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="Pages">')
    html = re.sub(
        r'<aside class="toc-drawer( no-toc)?">', r'<aside class="toc-drawer\1" aria-label="On this page">', html
    )
    html = html.replace("<pre>", '<pre tabindex="0">').replace('<th class="head"><p></p></th>', "<td></td>")
    return _PARAMETERS.sub(_without_terms, html)


def _without_terms(found: re.Match[str]) -> str:
    """Parameters below each other, which are no list of terms."""
    html = found[0].replace("<dl>", '<div class="parameters">').replace("<dd>", "<div>")
    return html.replace("</dl>", "</div>").replace("</dd>", "</div>")


def _finish(app: Sphinx, failure: Exception | None) -> None:
    """Put the last hand to the pages, and add those of the shipped dossiers."""
    if failure is None and app.builder.format == "html":
        for page in sorted(Path(app.outdir).rglob("*.html")):
            page.write_text(for_every_reader(page.read_text(encoding="utf-8")), encoding="utf-8")
        from conditions.report.write import write_report

        (app.outdir / "pages").mkdir(exist_ok=True)
        for name in DOSSIERS:
            write_report(ROOT / "scenarios" / name, Path(app.outdir / "pages" / f"{name}.html"))


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("source-read", _read)
    app.connect("autodoc-process-docstring", _complete, priority=400)
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
