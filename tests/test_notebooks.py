"""Results in notebooks: small tables, in which every text is shown as text."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import conditions
from conditions.monitor.entries import Advanced, LogEntry
from conditions.notebooks import LONGEST, MOST_ROWS, table
from tests.report_samples import Page, dossier, scenarios

HOSTILE = "</td><script>alert(1)</script>\u202e<img src=x onerror=alert(1)>"
PLAIN_TAGS = {"div", "style", "table", "caption", "tr", "th", "td", "br"}


def results() -> dict[str, Any]:
    """A result of every kind, of a dossier with hostile texts in every field."""
    of = dossier(lambda _: HOSTILE)
    courses = scenarios(lambda _: HOSTILE)
    checked = conditions.check(of, courses[1])
    goal = ("sign", "vote")
    compared = conditions.compare(of, "UA-vote", "RU-crimea")
    return {
        "CheckResult": checked,
        "PartyResult": checked.parties["RU"],
        "ConditionResult": checked.conditions["RU-crimea"],
        "Explanation": conditions.explain(checked, "UA-vote")[0],
        "PartyExplanation": conditions.explain_party(checked, "UA"),
        "Conflicts": conditions.conflicts(of, goal),
        "Deadlocks": conditions.deadlocks(of, goal),
        "Roadmaps": conditions.roadmaps(of, goal),
        "AgreementSpace": conditions.space(of, goal),
        "Questions": conditions.questions(of, courses[2]),
        "Diff": conditions.diff(of, "2022-03-01", "2022-05-01", scenarios=courses),
        "Comparison": compared.pairs[0],
        "Comparisons": compared,
        "Superfluity": conditions.superfluous(of),
        "Coverage": conditions.coverage(of, courses),
        "ObligationsResult": conditions.obligations(of, courses[1]),
        "Moments": conditions.moments(of, courses[1]),
    }


FOUND = results()


@pytest.mark.parametrize("name", FOUND)
def test_a_result_is_a_table_in_a_notebook(name: str) -> None:
    """Of its own elements alone: no text becomes markup, none runs, and nothing in it is hidden."""
    result = FOUND[name]
    markup = result._repr_html_()
    page = Page(markup)

    assert name == type(result).__name__
    assert {element.split()[0].lstrip("/") for element in page.elements} <= PLAIN_TAGS
    assert {name for _, name, _ in page.attributes} <= {"class", "colspan"}
    assert "\u202e" not in markup
    assert [] == page.open


@pytest.mark.parametrize("name", FOUND)
def test_a_result_is_plain_data(name: str) -> None:
    """Which JSON can hold."""
    assert json.loads(json.dumps(FOUND[name].to_dict()))


def test_what_the_tables_say() -> None:
    """The answers, and on what they rest."""
    said = {name: Page(one._repr_html_()).text for name, one in FOUND.items()}

    assert "RU-crimea" in said["PartyResult"]
    assert "strict" in said["ConditionResult"]
    assert "does not hold" in said["Explanation"]
    assert "What stands in the way of: sign; vote" in said["Conflicts"]
    assert "NO DEADLOCK" in said["Deadlocks"]
    assert "Ways to: sign; vote" in said["Roadmaps"]
    assert "no condition kept" in said["AgreementSpace"]
    assert "RU-crimea" in said["Diff"]


def test_a_replacement_and_news_are_tables_too() -> None:
    """Those that need more than a dossier and a scenario."""
    old = {"party": "UA", "condition": "sign only after vote", "from": "2022-03-29"}
    new = {"party": "UA", "condition": "sign only on or after vote", "from": "2022-04-26", "softens": "old"}
    events = {"sign": {"by": "UA"}, "vote": {"by": "UA"}}
    made = {"dossier": "d", "parties": {"UA": {"name": "Ukraine"}}, "events": events}
    of = conditions.Dossier.build({**made, "conditions": {"old": old, "new": new}})
    (replacement,) = conditions.replacements(of)
    with conditions.Monitor(of, now=date(2022, 4, 1)) as monitor:
        changes = monitor.record("vote", on=date(2022, 4, 1))
    news = conditions.News(LogEntry(1, Advanced(date(2022, 4, 1))), changes)

    assert "new softens old" in Page(replacement._repr_html_()).text
    assert "What changed" in Page(news._repr_html_()).text
    assert 1 == news.to_dict()["entry"]


# --- the table ------------------------------------------------------------------


@given(st.text())
@example(HOSTILE)
@example("a\nb")
@example("\ud800")
def test_any_text_stays_in_its_cell(text: str) -> None:
    """As text, with its line breaks."""
    page = Page(table(text, [text], [[text]]))

    assert {element.split()[0].lstrip("/") for element in page.elements} <= PLAIN_TAGS
    assert 3 * text.count("\n") == page.elements.count("br")
    assert table(text, [text], [[text]]).encode("utf-8")


def test_endless_tables_and_texts_are_cut_and_say_so() -> None:
    """The first rows, and the number of the others."""
    markup = table("t", ["a"], ([str(number)] for number in range(MOST_ROWS + 5)))

    assert "and 5 more" in markup
    assert MOST_ROWS + 2 == markup.count("<tr>")
    assert f"[cut here; {LONGEST + 1:,} characters in all]" in table("t", ["a"], [["x" * (LONGEST + 1)]])
