"""Goals in a report: the one that is asked for, those of the dossier, or what conditions gate."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from conditions.model.dossier import Dossier
from conditions.report.build import build_report
from conditions.report.document import Document, anchors
from conditions.report.goals import MOST_GOALS, searched
from conditions.report.markdown import render_markdown
from conditions.report.phrases import Source
from conditions.report.searches import HASTY_SECONDS, Aim

BASE: dict[str, Any] = {
    "dossier": "talks",
    "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
    "events": {name: {} for name in ("ua_signs", "ru_signs", "summit", "vote")},
    "conditions": {
        "UA-last": {"party": "UA", "condition": "ua_signs only after ru_signs", "from": "2022-03-01"},
        "RU-last": {"party": "RU", "condition": "ru_signs only after ua_signs", "from": "2022-05-01"},
    },
}
BOTH = {"label": "Both sign", "reach": ["ua_signs", "ru_signs"], "as_of": "2022-05-01"}
EARLIER = {"label": "Both sign in April", "reach": ["ua_signs", "ru_signs"], "as_of": "2022-04-01"}
SUMMIT = {"reach": "summit", "given": "summit only after vote", "note": "nobody's demand"}


@cache
def page() -> Document:
    """A report of a dossier with three goals."""
    goals = {"both-sign": BOTH, "both-sign-earlier": EARLIER, "they-meet": SUMMIT}
    return build_report(Dossier.build({**BASE, "goals": goals}), [])


def test_every_goal_of_the_dossier_has_its_section() -> None:
    """With its own label, day and background, and with places of its own."""
    told = render_markdown(page())

    assert ["goal-both-sign", "goal-both-sign-earlier", "goal-they-meet"] == [
        section.anchor for section in page().sections if section.anchor.startswith("goal-")
    ]
    assert "Goal: Both sign in April" in told
    assert "Given, whatever the parties want: summit only after vote." in told
    assert "nobody's demand" in told
    assert 2 == told.count("✗ IN CONFLICT")  # in short, and in full
    assert len(set(anchors(page()))) == len(anchors(page()))


def test_the_goals_of_a_big_dossier_share_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that its page does not take longer the more goals it has."""
    monkeypatch.setattr("conditions.report.goals.FEW", 0)
    dossier = Dossier.build({**BASE, "goals": {"both-sign": BOTH, "they-meet": SUMMIT}})

    assert [HASTY_SECONDS / 2] * 2 == [one.seconds for one in searched(Source(dossier), Aim())]
    assert [9, 9] == [one.seconds for one in searched(Source(dossier), Aim(seconds=9))]


def test_the_summary_tells_of_each() -> None:
    """What stands in the way stands there once for each goal."""
    (short,) = [section for section in page().sections if section.anchor == "in-short"]
    told = render_markdown(Document("t", "k", (), (short,), ()))

    assert [1, 2] == [told.count("✗ IN CONFLICT"), told.count("✓ POSSIBLE")]
    assert told.index("**Both sign**") < told.index("✗ IN CONFLICT") < told.index("**Both sign in April**")


def test_a_goal_that_is_asked_for_stands_alone() -> None:
    """In words, or by the name that the dossier gives it."""
    dossier = Dossier.build({**BASE, "goals": {"both-sign": BOTH, "they-meet": SUMMIT}})
    written = anchors(build_report(dossier, [], goal="vote"))
    named = anchors(build_report(dossier, [], goal="they-meet"))

    assert "conflicts" in written
    assert not [one for one in written if one.startswith("goal-")]
    assert ["goal-they-meet"] == [one for one in named if one.startswith("goal-")]


def test_goals_in_words_and_by_name_beside_each_other() -> None:
    """What is asked for in words is one goal; each that is named is one of its own."""
    dossier = Dossier.build({**BASE, "goals": {"both-sign": BOTH, "they-meet": SUMMIT}})
    report = build_report(dossier, [], goal=["vote", "they-meet", "summit"])

    assert ["conflicts", "goal-they-meet"] == [
        one.anchor for one in report.sections if one.anchor.startswith(("conflicts", "goal-"))
    ]
    told = render_markdown(report)
    assert 2 == told.count("The goal that was asked for: ")  # in short, and in full
    assert 2 == told.count("Nothing is given beside the conditions")
    assert 2 == told.count("Given, whatever the parties want")


def test_more_goals_than_a_report_looks_for() -> None:
    """It says how many are left out."""
    goals = {f"goal-{number}": {"reach": "summit"} for number in range(MOST_GOALS + 2)}
    told = render_markdown(build_report(Dossier.build({**BASE, "goals": goals}), []))

    assert "The dossier has 2 more." in told
