"""A report as data: JSON with a kind for everything, the answers as a table, the graph of the order."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from conditions.check import check
from conditions.report.data import VERSION, render_json, to_data
from conditions.report.document import Code, Document, Faint, Paragraph, Picture, Section, WhatIf, blocks_in
from conditions.report.drawings import Graph
from conditions.report.table import COLUMNS, guarded, render_csv
from conditions.report.write import order_of, render_report
from tests.report_samples import document, dossier, plain, scenarios

SAMPLE = document(plain)
DATA: dict[str, Any] = json.loads(render_json(SAMPLE))
HOSTILE = "=cmd|'/c calc'!A0\u202e</script>\x00\"\n;,"


def kinds(data: object) -> set[str]:
    """Every kind that stands in the data."""
    match data:
        case dict():
            own = {str(data["kind"])} if "kind" in data else set()
            return own.union(*map(kinds, data.values()))
        case list():
            return set[str]().union(*map(kinds, data))
        case _:
            return set()


# --- JSON -----------------------------------------------------------------------


def test_json_says_what_it_is_and_holds_the_whole_document() -> None:
    """A name, a version, and every attribute of the document under its own name."""
    assert ["format", "version", *(field.name for field in fields(Document))] == list(DATA)
    assert ("conditions-report", VERSION) == (DATA["format"], DATA["version"])
    assert [section.anchor for section in SAMPLE.sections] == [section["anchor"] for section in DATA["sections"]]


def test_everything_has_a_kind() -> None:
    """The class of each block and of each part of a line, in lower case."""
    section = Section("s", ("S", Faint("x")), (Paragraph(("a", Code("b"))),))
    data = to_data(Document("t", "k", (), (section,), ()))

    expected = {
        "kind": "section",
        "anchor": "s",
        "title": ["S", {"kind": "faint", "text": "x"}],
        "blocks": [{"kind": "paragraph", "line": ["a", {"kind": "code", "text": "b"}], "role": "text"}],
        "aside": [],
    }
    assert [expected] == data["sections"]
    assert {"section", "table", "cell", "row", "quote", "mark", "picture", "graph", "chart"} <= kinds(DATA["sections"])


def test_the_rules_of_the_form_are_data_too() -> None:
    """Not a text that holds JSON."""
    form = WhatIf("form", '{"events": ["a"]}')
    data = to_data(Document("t", "k", (), (Section("s", (), (form,)),), ()))

    assert '"program": {"events": ["a"]}' in json.dumps(data)


@given(st.text())
@example(HOSTILE)
@example("\ud800")
def test_any_text_comes_back_from_json(text: str) -> None:
    """What cannot be seen is escaped, so that it can be seen in the file."""
    made = render_json(Document(text, text, (), (), (text,)))

    assert text == json.loads(made)["title"]
    assert made.encode("utf-8")
    assert "\u202e" not in made


# --- CSV ------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(text)))


def test_the_table_has_a_row_for_each_condition_and_reading() -> None:
    """With the answer of the party beside that of the condition, as the check gives them."""
    results = [check(dossier(), scenario) for scenario in scenarios()]
    found = rows(render_csv(results))
    vote = found[0]

    assert list(COLUMNS) == list(found[0])
    assert [str(number) for number in (1, 2, 3) for _ in range(5)] == [row["number"] for row in found]
    assert ("the closed", "2022-04-15", "UA", "UA-vote") == (
        vote["scenario"],
        vote["as_of"],
        vote["party"],
        vote["condition"],
    )
    assert ("satisfied", "met", "yes", "yes") == (vote["status"], vote["answer"], vote["in_force"], vote["counts"])
    assert {"strict", "lenient"} == {row["reading"] for row in found if row["condition"] == "RU-crimea"}


def test_a_party_without_conditions_has_a_row() -> None:
    """Which says that none is on record."""
    bare = type(dossier()).build({"dossier": "bare", "parties": {"NO": {"name": "Norway"}}})
    (row,) = rows(render_csv([check(bare, scenarios()[2].build({"scenario": "x", "world": "open"}))]))

    assert ("NO", "no condition on record", "", "") == (
        row["party"],
        row["party_answer"],
        row["condition"],
        row["answer"],
    )


@given(st.text())
@example("=1+1")
@example("＝1")
@example("\t=1")
@example("'=1")
def test_no_cell_begins_a_formula(text: str) -> None:
    """And what stood there can be had back."""
    cell = guarded(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert text == (cell.removeprefix("'") if cell != text else cell)


def test_hostile_titles_stay_in_their_cells() -> None:
    """A formula is text, a line break does not break the row, and nothing hidden stays hidden."""
    results = [check(dossier(lambda _: HOSTILE), scenario) for scenario in scenarios(lambda _: HOSTILE)]
    found = rows(render_csv(results))

    assert {"1", "2", "3"} == {row["number"] for row in found}
    assert {"'=cmd|'/c calc'!A0<U+202E></script><U+0000>\" ;,"} == {row["scenario"] for row in found}


# --- the order ------------------------------------------------------------------


def test_the_graph_of_the_order_is_that_of_the_page() -> None:
    """In both languages for graphs; an empty one where there is no order."""
    pictures = [block for block in blocks_in(SAMPLE.sections) if isinstance(block, Picture)]

    assert pictures[0].drawing == order_of(SAMPLE)
    assert Graph((), ()) == order_of(Document("t", "k", (), (), ()))
    assert render_report(SAMPLE, "mermaid").startswith("flowchart")
    assert render_report(SAMPLE, "dot").startswith("digraph")
