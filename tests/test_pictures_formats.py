"""Drawings as SVG, Mermaid and DOT: well formed, every text shown as text, the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conditions.report.document import Document, Paragraph, Picture, Section
from conditions.report.drawings import Bar, Chart, Drawing, Edge, Graph, Node
from conditions.report.html import render_html
from conditions.report.markdown import render_markdown
from conditions.report.pictures import to_dot, to_mermaid, to_svg
from conditions.report.pictures.svg import style, svg_markup
from conditions.report.text import brief, shown
from tests.graphs import graph_of
from tests.hostile_pictures import EDGES, NODES, TEXTS, hostile_chart, hostile_graph

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE: dict[str, Drawing] = {
    "graph": hostile_graph(),
    "days": hostile_chart(),
    "order": hostile_chart(days=False),
    "empty": Graph((), ()),
    "blank": Chart((Bar("a", "A", None, None), Bar("b", "B", date.max, date.max), Bar("c", "C", date.min, None))),
}
each_hostile = pytest.mark.parametrize("drawing", HOSTILE.values(), ids=HOSTILE)
SMALL = Graph(
    (Node("a", "First", "event", "UA"), Node("b", "Then", "goal", marked=True)),
    (
        Edge("a", "b", "before", "at least 30 days later", (("UA-x", "held"), ("UA-y", "wide")), "UA", marked=True),
        Edge("a", "b", "needs", "", (("RU-x", None), ("UA-x", "held")), "RU"),
        Edge("b", "b", "not-after"),
    ),
    {"UA-x": ("held", "approved")},
    {"UA": "Ukraine", "RU": "Russia"},
)


def page_of(drawing: Drawing) -> str:
    words = (Paragraph(("the same in words",)),)
    section = Section("s", ("S",), (Picture("p", ("A picture",), drawing, words),))
    return render_html(Document("t", "k", (), (section,), ("c",)))


# --- SVG ------------------------------------------------------------------------


@each_hostile
def test_svg_is_well_formed_and_holds_no_foreign_element(drawing: Drawing) -> None:
    """An XML parser reads it; nothing in it runs, loads or links, and no element has a style of its own."""
    root = ET.fromstring(to_svg(drawing, TEXTS[0] + TEXTS[3]))
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    attributes = {name for element in root.iter() for name in element.attrib}

    assert names <= {"svg", "style", "g", "title", "text", "tspan", "path", "polygon", "rect", "circle", "line"}
    assert not {name for name in attributes if name.startswith("on") or name in {"style", "href"}}
    assert "url(" not in style()
    assert "@import" not in style()


def test_svg_shows_every_label_as_text() -> None:
    """What is not cut stands in the labels sign by sign, hidden characters written out."""
    root = ET.fromstring(to_svg(hostile_graph()))
    labels = [
        "".join(element.itertext())
        for element in root.iter(f"{SVG}text")
        if element.get("class") == "label" and not element.get("lang")
    ]
    squeezed = [label.replace(" ", "") for label in labels]

    for said, label in zip(TEXTS, squeezed, strict=True):
        whole = shown(brief(said)).replace(" ", "")
        assert whole == label or (label.endswith("…") and whole.startswith(label[:-1]))
    assert 100 > len(labels[-1])


@each_hostile
def test_svg_of_endless_texts_stays_small(drawing: Drawing) -> None:
    """A million letters do not make a page of a million letters."""
    assert 150_000 > len(svg_markup(drawing, "a"))


def test_edges_and_nodes_say_what_a_script_needs() -> None:
    """Edges name their conditions, and their readings where every asking one is of a reading; nodes their names."""
    root = ET.fromstring(to_svg(SMALL))
    groups = [element.attrib for element in root.iter(f"{SVG}g") if "class" in element.attrib]
    first, second, loop = (one for one in groups if one["class"].startswith("edge"))

    assert ("UA-x UA-y", "UA-x=held UA-y=wide") == (first["data-condition"], first["data-readings"])
    assert "data-readings" not in second
    assert "data-condition" not in loop
    assert ["edge before party-1 marked", "edge needs party-2"] == [first["class"], second["class"]]
    assert ["a", "b"] == [one["data-node"] for one in groups if one["class"].startswith("node")]


def test_every_kind_of_line_and_outline_differs_without_colour() -> None:
    """Each kind has dashes and a head, or an outline, of its own."""
    nodes = tuple(Node(kind, "A", kind) for kind in NODES)
    edges = tuple(Edge("event", "fact", kind) for kind in EDGES)
    root = ET.fromstring(to_svg(Graph(nodes, edges)))
    lines: list[object] = []
    outlines: list[object] = []
    for group in root.iter(f"{SVG}g"):
        shapes = [shape for shape in group if shape.tag not in {f"{SVG}title", f"{SVG}text"}]
        looks = [(shape.tag, shape.get("stroke-dasharray"), shape.get("fill"), shape.get("class")) for shape in shapes]
        if "edge" in group.get("class", ""):
            lines.append(looks)
        if "node" in group.get("class", ""):
            corners = [len(shape.get("points", "").split()) or shape.get("rx") for shape in shapes]
            outlines.append((looks, corners))

    assert 6 == len(lines) == len({str(one) for one in lines})
    assert 6 == len(outlines) == len({str(one) for one in outlines})


def test_nothing_is_filled_black_where_no_style_is() -> None:
    """Whoever drops the style, as a printer may, sees outlines: every shape says its fill."""
    for drawing in (graph_of(12, 20), hostile_chart()):
        root = ET.fromstring(svg_markup(drawing, "a"))
        shapes = [one for one in root.iter() if one.tag in {"rect", "path", "polygon", "circle"}]
        filled = [one for one in shapes if one.get("fill") == "currentColor"]

        assert all(one.get("fill") for one in shapes)
        assert all("head" in one.get("class", "") for one in filled)


def test_labels_in_other_languages_are_there_and_hidden() -> None:
    """A script only has to show one and hide the other; without other languages there is nothing to choose."""
    named = Graph((Node("a", "First", labels={"uk": "Перший"}), Node("b", "Then")), ())
    root = ET.fromstring(to_svg(named))
    labels = [(one.get("data-language"), one.get("display")) for one in root.iter(f"{SVG}text")]

    assert [("", None), ("uk", "none"), (None, None)] == labels


# --- on a page ------------------------------------------------------------------


def test_a_picture_on_a_page_scrolls_has_a_legend_and_says_the_same_in_words() -> None:
    """The region can be reached with the keyboard and has a name; the words are folded below."""
    page = page_of(SMALL)

    assert '<figure id="p" class="picture">' in page
    assert re.search(r'<div class="scroll" role="group" tabindex="0" aria-label="A picture">', page)
    assert "must come on an earlier day than what the arrow points to" in page
    assert "UA: Ukraine" in page
    assert re.search(r"<summary>In words</summary>\s*<p>the same in words</p>", page)
    assert "--party-1" in page


def test_an_empty_picture_is_its_words() -> None:
    """Where nothing can be drawn, the words stand open."""
    page = page_of(Graph((), ()))

    assert "<p>the same in words</p>" in page
    assert 'class="drawing"' not in page
    assert "```" not in render_markdown(
        Document("t", "k", (), (Section("s", ("S",), (Picture("p", ("A",), Graph((), ())),)),), ("c",))
    )


def test_markdown_has_a_fence_that_no_text_ends() -> None:
    """The block opens and closes once, whatever the labels."""
    section = Section("s", ("S",), (Picture("p", ("A picture",), hostile_graph()),))
    lines = render_markdown(Document("t", "k", (), (section,), ("c",))).split("\n")

    assert ["```mermaid", "```"] == [line for line in lines if line.startswith("```")]


# --- Mermaid --------------------------------------------------------------------

TEXT = r'"(?:[^"<>&|`;%\\\[\]{}()\n]|#\d+;|<br>)*"'
"""What stands between quotation marks: nothing that means something to Mermaid but numbers of signs."""
NODE = re.compile(rf"  n\d+(?:\[{TEXT}\]|\{{\{{{TEXT}\}}\}}|\[/{TEXT}/\]|\(\[{TEXT}\]\)|\[\[{TEXT}\]\])")
LINK = re.compile(rf"  n\d+ (?:-->|-\.->)(?:\|{TEXT}\|)? n\d+")
OTHER = re.compile(
    r"flowchart (?:TB|LR)|  classDef marked stroke-width:4px"
    r"|  class (?:n\d+,?)+ marked|  linkStyle [\d,]+ stroke-width:4px"
)
SIGNS = r"(?:[\w .,_#;-])*"
GANTT = re.compile(
    rf"gantt|  dateFormat YYYY-MM-DD|  axisFormat %Y-%m-%d|  section {SIGNS}"
    rf"|  (?:#\d+;{SIGNS}|-) :(?:active, )?(?:milestone, )?\d{{4}}-\d\d-\d\d, (?:0d|\d{{4}}-\d\d-\d\d)"
)


@each_hostile
def test_mermaid_has_only_lines_of_its_own(drawing: Drawing) -> None:
    """Every line is a node, a link, a row or a rule that we wrote; texts hold no sign that Mermaid would read."""
    lines = to_mermaid(drawing).splitlines()
    known = (GANTT,) if lines[0] == "gantt" else (NODE, LINK, OTHER)

    assert [] == [line[:200] for line in lines if not any(one.fullmatch(line) for one in known)]


def test_mermaid_texts_are_the_labels() -> None:
    """The numbers give back what was said."""
    labels = re.findall(r'^  n\d+\W+"(.*)"\W+$', to_mermaid(hostile_graph()), re.MULTILINE)
    said = [re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label) for label in labels]

    assert [f"{shown(brief(one))}: {shown(brief(one))}" if one else " " for one in TEXTS] == said


# --- DOT ------------------------------------------------------------------------

QUOTED = re.compile(r'"(?:[^"\\\n]|\\[\\"n])*"')
SET = r"\[(?:\w+=[\w.]+(?:, )?)*\]"
DOT = re.compile(
    rf"digraph {{|}}|  rankdir=LR;|  node {SET}; edge {SET};|  n\d+(?: {SET})?;|  n\d+ -> n\d+(?: {SET})?;"
)


@each_hostile
def test_dot_has_only_statements_of_its_own(drawing: Drawing) -> None:
    """With every quoted text taken out, what is left are our statements; in a text every backslash is doubled."""
    bare = [QUOTED.sub("Q", line) for line in to_dot(drawing).splitlines()]

    assert [] == [line[:200] for line in bare if not DOT.fullmatch(line)]


def test_dot_texts_are_the_labels() -> None:
    """A reader of DOT gets back what was said: escapes undone, entities read."""
    labels = re.findall(r"^  n\d+ \[label=(\"(?:[^\"\\]|\\.)*\")", to_dot(hostile_graph()), re.MULTILINE)
    parts = [unescape(label[1:-1].replace("\\\\", "\0").replace('\\"', '"').replace("\\n", "\n")) for label in labels]
    said = ["".join(part.replace("\0", "\\").split("\n")[1:]).replace(" ", "") for part in parts]

    for one, label in zip(TEXTS, said, strict=True):
        whole = shown(brief(one)).replace(" ", "")
        assert whole == label or (label.endswith("…") and whole.startswith(label[:-1])) or not one


# --- always the same ------------------------------------------------------------

PROGRAM = """
import hashlib
from pathlib import Path
from conditions.files.dossier import load_dossier
from conditions.report.pictures import order_graph, to_dot, to_mermaid, to_svg
from tests.graphs import graph_of
digest = hashlib.sha256()
for name in ("istanbul-2022", "minsk-2015", "jcpoa-2015"):
    for drawing in (order_graph(load_dossier(Path("scenarios") / name / "dossier.yaml")), graph_of(30, 50)):
        for written in (to_svg, to_mermaid, to_dot):
            digest.update(written(drawing).encode())
print(digest.hexdigest())
"""


def test_pictures_do_not_depend_on_the_seed_of_hashes() -> None:
    """Two runs with different seeds of hashes write the same bytes."""
    root = Path(__file__).resolve().parents[1]
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert 1 == len(found)
