"""Charts of days: what a scenario knows of each event, places in an order, the steps of a roadmap."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.check import check
from conditions.english import day_of
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.report.document import Bullets
from conditions.report.drawings import Bar, Chart
from conditions.report.lines import plain
from conditions.report.phrases import Source
from conditions.report.pictures import order_graph, roadmap_chart, roadmap_picture, timeline_chart, timeline_picture
from conditions.report.pictures.mermaid import follows
from conditions.report.pictures.svg_chart import when_words
from conditions.roadmap import roadmaps
from conditions.testing import dossiers, scenarios
from conditions.truth import Truth

DOSSIER = Dossier.build(
    {
        "dossier": "small",
        "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
        "events": {
            "vote": {"label": "The vote", "by": "UA"},
            "pull": {"label": "The troops leave", "by": "RU"},
            "sign": {"label": "The signature"},
            "meet": {},
        },
        "facts": {"free": {"label": "It is free"}},
        "labels": {"uk": {"vote": "Голосування"}},
        "conditions": {
            "UA-1": {"party": "UA", "condition": "vote only after pull"},
            "RU-1": {"party": "RU", "condition": "sign only if vote before sign and free"},
        },
    }
)


def chart(*timeline: object, world: str = "closed") -> Chart:
    scenario = {"scenario": "s", "dossier": "d", "world": world, "timeline": list(timeline)}
    return timeline_chart(check(DOSSIER, Scenario.model_validate(scenario)))


def rows(found: Chart) -> list[tuple[str, str, bool]]:
    return [(bar.id, when_words(bar, found.steps), bar.sure) for bar in found.bars]


def test_uncertain_days_are_bars_from_the_first_to_the_last() -> None:
    """Days as far as they are known, by their first; a side that nothing bounds is open."""
    found = chart(
        {"event": "sign", "on": "2022-05"},
        {"event": "vote", "on": "2022-04-12"},
        {"event": "pull", "before": "vote"},
        {"event": "meet", "happens": "unknown", "after": "sign"},
    )

    assert [
        ("pull", "2022-04-11 or earlier", True),
        ("vote", "2022-04-12", True),
        ("sign", "2022-05-01 to 2022-05-31", True),
        ("meet", "2022-05-02 or later", False),
    ] == rows(found)
    assert [(), ("pull",), (), ("sign",)] == [bar.after for bar in found.bars]
    assert ["RU", "UA", None, None] == [bar.party for bar in found.bars]
    assert {"uk": "Голосування"} == found.bars[1].labels


def test_without_any_day_rows_stand_by_their_place() -> None:
    """What comes first is at place 1; what shares a day shares a place; what may come anywhere spans all."""
    found = chart("pull", {"then": ["vote", "sign"]}, "meet")

    assert [
        ("pull", "place 1", True),
        ("meet", "place 1 to 2", True),
        ("vote", "place 2", True),
        ("sign", "place 2", True),
    ] == rows(found)
    assert [("pull", "vote"), ("pull", "sign")] == list(follows(found))


def test_what_never_happens_and_what_is_not_listed_is_said() -> None:
    """No row, but a sentence; the last known day is marked."""
    closed = chart("pull", {"event": "vote", "happens": "no"})
    until = chart({"event": "pull", "on": "2022-04-01"}, world="until 2022-04-26")

    assert ("Never: “The vote”.", "What is not listed never happens.") == closed.notes
    assert ("What is not listed has not happened by the end of 2022-04-26, and may later.",) == until.notes
    assert date(2022, 4, 26) == until.now
    assert ("Nothing happens.",) == chart().notes
    assert ("Of what is not listed nothing is known.",) == chart(world="open").notes


def test_a_roadmap_shows_each_step_on_its_day_and_after_which() -> None:
    """Steps by day, each after those that a condition puts before it; facts are said."""
    (plan,) = roadmaps(DOSSIER, "sign", start="2030-01-01").by_reading.values()
    found = roadmap_chart(DOSSIER, plan.roadmaps[0], order_graph(DOSSIER))

    assert [("pull", "2030-01-01"), ("vote", "2030-01-02"), ("sign", "2030-01-03")] == [row[:2] for row in rows(found)]
    assert [(), ("pull",), ("vote",)] == [bar.after for bar in found.bars]
    assert ("“It is free”: yes.",) == found.notes


def test_pictures_say_the_same_in_words() -> None:
    """Every row of a roadmap is a line, with who acts and what comes before; a scenario is told as elsewhere."""
    (plan,) = roadmaps(DOSSIER, "sign", start="2030-01-01").by_reading.values()
    picture = roadmap_picture(Source(DOSSIER), plan.roadmaps[0])
    (steps,) = (block for block in picture.blocks if isinstance(block, Bullets))
    scenario = Scenario.model_validate({"scenario": "s", "dossier": "d", "world": "closed", "timeline": ["pull"]})

    assert [
        "2030-01-01: The troops leave, by Russia",
        "2030-01-02: The vote, by Ukraine (after “The troops leave”)",
        "2030-01-03: The signature (after “The vote”)",
    ] == [plain(item.line) for item in steps.items]
    assert timeline_picture(Source(DOSSIER), check(DOSSIER, scenario)).blocks


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2022, 4, 1), date(2022, 4, 1), "2022-04-01"),
        (date(2022, 4, 1), date(2022, 5, 1), "2022-04-01 to 2022-05-01"),
        (date(2022, 4, 1), None, "2022-04-01 or later"),
        (None, date(2022, 5, 1), "2022-05-01 or earlier"),
        (None, None, "day not known"),
    ],
)
def test_when_is_said_in_a_few_words(first: date | None, last: date | None, expected: str) -> None:
    """One day, a range, an open side, or nothing."""
    assert expected == when_words(Bar("a", "A", first, last), None)


@given(st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_charts_show_what_is_known(data: st.DataObject) -> None:
    """Rows are the events that may happen, with the bounds of the timeline; places keep every known order."""
    dossier = data.draw(dossiers())
    result = check(dossier, data.draw(scenarios(dossier)))
    timeline, found = result.known.timeline, timeline_chart(result)

    for bar in found.bars:
        assert timeline.occurs(bar.id) is not Truth.FALSE
        assert (timeline.occurs(bar.id) is Truth.TRUE) == bar.sure
        assert (bar.earliest, bar.latest) == tuple(map(day_of, timeline.bounds(bar.id)))
    for one, (first, last) in (found.steps or {}).items():
        assert 0 <= first <= last
        for other, (start, end) in (found.steps or {}).items():
            if one != other and timeline.gap(one, other)[0] > 0:
                assert first < start
                assert last < end
