"""What a report says in short, and of what stands between the parties and a goal."""

from __future__ import annotations

from typing import Any

import pytest

from conditions.errors import LanguageError
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.report.build import build_report
from conditions.report.document import Document, Section, Table, blocks_in
from conditions.report.html import render_html
from conditions.report.lines import plain
from conditions.report.phrases import Source
from conditions.report.searches import gated_acts
from conditions.report.text import shown
from tests.report_samples import Page, around_pictures, dossier, scenarios

TALKS: dict[str, Any] = {
    "dossier": "talks",
    "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}, "NO": {"name": "Norway"}},
    "events": {
        "ua_signs": {"label": "Ukraine signs", "by": "UA"},
        "ru_signs": {"label": "Russia signs", "by": "RU"},
        "vote": {"label": "the vote", "by": "UA"},
    },
    "facts": {"neutral": {"label": "neutrality"}},
    "statements": {
        "minister": {
            "speaker": "The minister",
            "for": "UA",
            "said": "2022-03-29",
            "via": "an agency",
            "quote": "you first",
        },
        "envoy": {"speaker": "The envoy", "for": "RU", "said": "2022-04-26", "quote": "after you"},
    },
    "conditions": {
        "UA-last": {"party": "UA", "condition": "ua_signs only after ru_signs", "source": "minister"},
        "RU-last": {"party": "RU", "condition": "ru_signs only after ua_signs", "source": ["envoy", "minister"]},
    },
}
COURSES: list[dict[str, Any]] = [
    {"scenario": "nothing", "world": "closed"},
    {"scenario": "both", "world": "closed", "timeline": ["ua_signs", {"then": "ru_signs"}]},
    {"scenario": "who knows", "world": "open"},
]


def talks(**conditions: Any) -> Dossier:
    """Talks with other conditions."""
    return Dossier.build({**TALKS, "conditions": conditions or TALKS["conditions"]})


def report(rules: Dossier, *goal: str, given: tuple[str, ...] = (), seconds: float | None = None) -> Document:
    """Their report, for a goal."""
    courses = [Scenario.build(course) for course in COURSES]
    return build_report(rules, courses, goal=goal, given=given, timeout=seconds)


def said(document: Document, place: str) -> str:
    """What a section says on the page; nothing where there is no such section."""
    sections = [block for block in blocks_in(document.sections) if isinstance(block, Section) and block.anchor == place]
    return " ".join(Page(render_html(Document("", "", (), (one,), ()))).text for one in sections)


CIRCLE = report(talks())


# --- in short -------------------------------------------------------------------


def test_who_needs_what_names_speaker_and_day() -> None:
    """One sentence for each condition; a party without any is named too."""
    text = said(CIRCLE, "needs")

    assert "Ukraine has said, or is reported to have said, that it needs:" in text
    assert (
        "“Ukraine signs” only after “Russia signs”. speaker: The minister, on 2022-03-29; reported by an agency" in text
    )
    assert "speaker: The envoy, on 2022-04-26; 1 more statement · RU-last" in text
    assert "Norway: no condition is on record." in text


def test_readings_stay_apart_in_short() -> None:
    """Each with its words, none before the others but by its place in the file."""
    readings = {"wide": "ua_signs only after vote", "narrow": "ua_signs only if neutral"}
    text = said(report(talks(**{"UA-x": {"party": "UA", "readings": readings}})), "needs")

    assert "It can be understood in 2 ways. no statement is named · UA-x" in text
    assert "wide: “Ukraine signs” only after “the vote”. narrow: “Ukraine signs” only if “neutrality”." in text


def test_answers_are_counted_in_plain_words() -> None:
    """For every party alike, in the order of the dossier."""
    text = said(CIRCLE, "shown")

    assert "Over 3 courses of events that the dossier looks at:" in text
    assert "Ukraine: the conditions are not met in 2 and unknown in 1." in text
    assert "Russia: the conditions are met in 1, not met in 1 and unknown in 1." in text
    assert "Norway: no condition is on record in 3." in text
    assert "In no scenario are the conditions of every party met." in text


def test_what_is_not_known_says_what_answers_wait_for() -> None:
    """Unknown answers with what is missing; open readings."""
    assert "2 of 9 answers are unknown. What is most often not known: “Ukraine signs”" in said(CIRCLE, "unknown")


# --- the goal -------------------------------------------------------------------


def test_without_a_goal_it_is_what_conditions_make_depend() -> None:
    """And the page says that nobody named it."""
    text = said(CIRCLE, "blocks")

    assert ("ua_signs", "ru_signs") == gated_acts(Source(talks()))
    assert "Nobody has named a goal." in text
    assert "“Ukraine signs” ua_signs; “Russia signs” ru_signs." in text


def test_a_goal_may_be_named() -> None:
    """In the language of conditions, with what is given."""
    document = report(talks(), "vote", given=("never ua_signs",))

    expected = "The goal that was asked for: “the vote” vote. "
    expected += "Given, whatever the parties want: “Ukraine signs” never happens never ua_signs."
    assert expected in said(document, "conflicts")
    assert "POSSIBLE" in said(document, "conflicts")


def test_a_goal_that_cannot_be_understood_is_refused() -> None:
    """Before anything is written."""
    with pytest.raises(LanguageError, match="referndum"):
        report(talks(), "referndum")


def test_where_nothing_depends_on_anything_there_is_no_search() -> None:
    """The sections are left out, and it is said why."""
    document = report(talks(**{"UA-no": {"party": "UA", "condition": "never vote"}}))

    assert "No goal is named, and no condition makes an act depend on anything." in said(document, "blocks")
    assert "" == said(document, "conflicts") + said(document, "deadlocks") + said(document, "roadmaps")


# --- what was found -------------------------------------------------------------


def test_a_conflict_stands_in_words_and_quotes() -> None:
    """Whose conditions, what was said, who could clear it, what could be given up; no advice."""
    text = said(CIRCLE, "conflicts")

    assert "IN CONFLICT Conflict 1: Ukraine and Russia" in text
    assert "Ukraine: “Ukraine signs” only after “Russia signs”. UA-last “you first” The minister, for Ukraine" in text
    assert "Could clear it alone: Ukraine and Russia." in text
    assert "2 smallest sets to give up." in text
    assert "IN CONFLICT more Ukraine and Russia: these cannot all be kept" in said(CIRCLE, "blocks")


def test_milder_forms_that_are_enough_are_told() -> None:
    """Beside the set of conditions that would otherwise have to be given up, with its party."""
    same_day = {"party": "RU", "condition": "ru_signs only on or after ua_signs"}
    text = said(report(talks(**{"UA-last": TALKS["conditions"]["UA-last"], "RU-x": same_day})), "conflicts")

    assert "UA-last (Ukraine) It is enough already if: UA-last says no more than ua_signs only on or after" in text


def test_a_circle_stands_wait_by_wait() -> None:
    """Each wait with the condition and the quote behind it, and what was tried."""
    text = said(CIRCLE, "deadlocks")

    assert "CIRCULAR: each waits for another" in text
    assert "Knot 1, circular: Ukraine and Russia circle: ua_signs -> ru_signs -> ua_signs" in text
    assert "“Ukraine signs” comes only after “Russia signs”: UA-last, Ukraine. UA-last “you first”" in text
    assert "a package: everything that waits is done on one day: unties it" in text
    assert "NO ROADMAP The conditions alone stand in the way: ✗ CIRCULAR" in said(CIRCLE, "roadmaps")


def test_a_roadmap_stands_step_by_step() -> None:
    """With its days, and the facts it needs."""
    condition = {"party": "UA", "condition": "ua_signs only if neutral and ru_signs before ua_signs"}
    text = said(report(talks(**{"UA-x": condition})), "roadmaps")

    assert "1 ROADMAP, the earliest end first" in text
    assert "“Russia signs” ru_signs" in text
    assert "With these facts: “neutrality”: yes." in text


def test_results_that_depend_on_the_reading_are_told_apart() -> None:
    """Each choice of readings under a heading of its own."""
    readings = {"strict": "ru_signs only after ua_signs", "free": "ru_signs only after vote"}
    document = report(
        talks(**{"UA-last": TALKS["conditions"]["UA-last"], "RU-x": {"party": "RU", "readings": readings}})
    )
    text = said(document, "conflicts")

    assert "As read: strict" in text
    assert "As read: free" in text
    assert "as read strict: ✗ IN CONFLICT" in said(document, "blocks")


def test_a_search_without_time_says_so() -> None:
    """What is not settled is not claimed."""
    text = said(report(talks(), seconds=0), "conflicts")

    assert "NOT SETTLED: the time was over" in text
    assert "The search ended after 0 seconds." in text


# --- what is exercised, and where -----------------------------------------------


def test_coverage_counts_statuses_and_names_what_is_missing() -> None:
    """Each condition in each reading, then the answers that no scenario brings about."""
    readings = {"wide": "ua_signs only after vote", "narrow": "ua_signs only if neutral"}
    document = report(talks(**{"UA-x": {"party": "UA", "source": "minister", "readings": readings}}))
    table = next(
        block
        for block in blocks_in(document.sections)
        if isinstance(block, Table) and block.rows[0].anchor == "coverage-UA-x (wide)"
    )

    assert [["UA-x wide", "0", "1", "0", "1", "1"], ["UA-x narrow", "0", "0", "0", "0", "3"]] == [
        [plain(cell.lines[0]) for cell in row.cells] for row in table.rows
    ]
    assert "No scenario brings this about: UA-x wide: met" in said(document, "coverage")


def test_statements_that_nothing_exercises_are_named() -> None:
    """With their words and their speaker."""
    condition = {"party": "UA", "condition": "vote only if neutral", "source": "minister"}
    text = said(report(talks(**{"UA-x": condition})), "coverage")

    assert "exercise 0 of 1 statements" in text
    assert "“you first” — The minister, for Ukraine, on 2022-03-29; reported by an agency · minister" in text


def test_territory_says_who_would_owe_what_where() -> None:
    """By zone and debtor; what is excepted, what is open, and the incidents there."""
    document = build_report(dossier(), scenarios())
    table = next(
        block for block in blocks_in(document.sections) if isinstance(block, Table) and "Under" in plain(block.caption)
    )
    cells = {
        plain(row.cells[0].lines[0]): [" / ".join(map(plain, cell.lines)) for cell in row.cells] for row in table.rows
    }

    assert ["Zone", "each of the group", "the UA", "the RU"] == [plain(head) for head in table.head]
    assert ["the city / incidents in scenario 2", "not within the scope: help / the city is itself excepted"] == cells[
        "the city"
    ][:2]
    assert cells["the coast"][1].startswith("in part, or open: help / the coast perhaps lies partly in the zone")
    assert "within the scope: bare" == cells["the coast"][3]


# --- hostile --------------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile", ["</p><script>alert(1)</script>", "\u202e--><img src=x onerror=alert(1)>", "`|_*#[]()"]
)
def test_hostile_texts_in_a_conflict_stay_texts(hostile: str) -> None:
    """Whatever parties, events and quotes say, the page has the elements that harmless texts give it."""
    pages = []
    for text in ("x" * len(hostile), hostile):
        made = {**TALKS, "parties": {code: {"name": f"{code} {text}"} for code in ("UA", "RU")}}
        made["events"] = {name: {"label": f"{name} {text}"} for name in ("ua_signs", "ru_signs", "vote")}
        spoken = {"minister": "UA", "envoy": "RU"}
        made["statements"] = {name: {"speaker": text, "for": party, "quote": text} for name, party in spoken.items()}
        pages.append(Page(render_html(report(Dossier.build(made)))))

    assert [*around_pictures(pages[0].elements)] == [*around_pictures(pages[1].elements)]
    assert f"“ua_signs {shown(hostile)}” comes only after" in pages[1].text
