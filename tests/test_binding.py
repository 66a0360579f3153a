"""From a scenario to what is known: worlds, days, order, ladders, facts, and everything that can be wrong."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.binding import Binding, know
from conditions.errors import ScenarioError
from conditions.formula import Event
from conditions.knowledge import (
    Knowledge,
)
from conditions.location import Location
from conditions.model.findings import Path
from conditions.model.scenario import Scenario
from conditions.periods import Period
from conditions.timeline import Relation, Unlisted
from conditions.truth import Truth
from tests.scenarios import scenarios
from tests.strategies import VOCABULARY

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
ANY = (-math.inf, math.inf)
DAY = Period(days=1)
SAME = Period()


def scenario(timeline: Any = (), world: Any = "closed", **fields: Any) -> Scenario:
    """A scenario as it would be written."""
    return Scenario.model_validate({"scenario": "so", "world": world, "timeline": timeline, **fields})


def known(timeline: Any = (), world: Any = "closed", **fields: Any) -> Knowledge:
    """What such a scenario knows."""
    return know(scenario(timeline, world, **fields), VOCABULARY)


def wrong(timeline: Any = (), world: Any = "closed", **fields: Any) -> list[tuple[Path, str, str, str | None]]:
    """Path, code, message and hint of what is wrong with it."""
    binding = Binding(scenario(timeline, world, **fields), VOCABULARY)
    binding.knowledge()
    return [(one.path, one.problem.code, one.problem.message, one.problem.hint) for one in binding.findings]


def day(text: str) -> int:
    """The ordinal of a day."""
    return date.fromisoformat(text).toordinal()


def bounds(of: Knowledge, event: str) -> tuple[float, float]:
    """First and last day of an event."""
    return of.timeline.bounds(event)


# --- worlds ------------------------------------------------------------------------------------


def test_a_world_says_what_is_so_of_unlisted_events() -> None:
    """They never happen, nothing is known of them, or they have not happened by now."""
    closed, opened, until = known(), known(world="open"), known(world="until 2022-04-26")

    assert (Unlisted(F), None) == (closed.timeline.otherwise, closed.now)
    assert (Unlisted(U), None) == (opened.timeline.otherwise, opened.now)
    assert (Unlisted(U, day("2022-04-27")), day("2022-04-26")) == (until.timeline.otherwise, until.now)


def test_what_has_happened_has_happened_by_now() -> None:
    """Without a day, or with a range that reaches beyond now; what may happen keeps its range."""
    of = known({"NO": None, "AT": "2022-04", "BY": "maybe 2022-04", "AND": "maybe"}, "until 2022-04-26")

    assert (-math.inf, day("2022-04-26")) == bounds(of, "NO")
    assert (day("2022-04-01"), day("2022-04-26")) == bounds(of, "AT")
    assert (day("2022-04-01"), day("2022-04-30")) == bounds(of, "BY")
    assert ANY == bounds(of, "AND")


# --- events and days ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "occurs", "expected"),
    [
        ("NO", T, ANY),
        ({"NO": "2022-05-01"}, T, (day("2022-05-01"), day("2022-05-01"))),
        ({"2022-05-01": "NO"}, T, (day("2022-05-01"), day("2022-05-01"))),
        ({"NO": "2022-05"}, T, (day("2022-05-01"), day("2022-05-31"))),
        ({"NO": "2022-05-01/.."}, T, (day("2022-05-01"), math.inf)),
        ({"NO": "maybe 2022-05-01"}, U, (day("2022-05-01"), day("2022-05-01"))),
        ({"unknown": "NO"}, U, ANY),
        ({"never": "NO"}, F, (math.inf, -math.inf)),
        ({"NO": "after 2022-05-01"}, T, (day("2022-05-02"), math.inf)),
        ({"NO": "on or after 2022-05-01"}, T, (day("2022-05-01"), math.inf)),
        ({"NO": "before 2022-05-01"}, T, (-math.inf, day("2022-04-30"))),
        ({"NO": "on or before 2022-05-01"}, T, (-math.inf, day("2022-05-01"))),
        ({"NO": "same day as 2022-05-01"}, T, (day("2022-05-01"), day("2022-05-01"))),
        ({"NO": "at least 30 days after 2022-05-01"}, T, (day("2022-05-31"), math.inf)),
        ({"NO": "at most 1 month before 2022-05-31"}, T, (day("2022-04-30"), math.inf)),
        (
            {"NO": ["after 2022-05-01", "before 2022-05-09", "2022-05-03/2022-06-01"]},
            T,
            (day("2022-05-03"), day("2022-05-08")),
        ),
    ],
)
def test_what_a_step_says_of_one_event(step: Any, occurs: Truth, expected: tuple[float, float]) -> None:
    """Whether it happens and between which days, in every way of writing."""
    of = known([step])

    assert (occurs, expected) == (of.comes(Event("NO")), bounds(of, "NO"))


# --- order ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "least", "most"),
    [
        ("after AT", DAY, None),
        ("on or after AT", SAME, None),
        ("before AT", None, -DAY),
        ("on or before AT", None, SAME),
        ("same day as AT", SAME, SAME),
        ("after AT + 30 days", Period(days=31), None),
        ("after AT + 2 weeks", Period(days=15), None),
        ("after AT - 1 day", SAME, None),
        ("after AT + 1 month", Period(months=1, days=1), None),
        ("after AT + 1 year 2 days", Period(years=1, days=3), None),
        ("before AT - 30 days", None, Period(days=-31)),
        ("before AT - 1 month", None, Period(months=-1, days=-1)),
        ("before AT + 1 day", None, SAME),
        ("on or after AT - 1 month", Period(months=-1), None),
        ("on or before AT + 1 month", None, Period(months=1)),
        ("same day as AT + 1 month", Period(months=1), Period(months=1)),
        ("at least 30 days after AT", Period(days=30), None),
        ("at most 30 days after AT", None, Period(days=30)),
        ("at least 30 days before AT", None, Period(days=-30)),
        ("at most 30 days before AT", Period(days=-30), None),
    ],
)
def test_what_a_step_says_of_two_events(when: str, least: Period | None, most: Period | None) -> None:
    """Strict order is a distance of one day."""
    of = known(["AT", {"NO": when}])

    assert (Relation("AT", "NO", least, most),) == of.timeline.relations


def test_events_of_one_step_fall_on_one_day() -> None:
    """Each on the day of each other."""
    pairs = {("NO", "AT"), ("NO", "BY"), ("AT", "BY")}

    assert {Relation(*pair, SAME, SAME) for pair in pairs} == set(known([["NO", "AT", "BY"]]).timeline.relations)


def test_then_is_strictly_later_than_the_step_before() -> None:
    """Than every event of it; two plain steps say nothing of order."""
    of = known(["NO", ["AT", "BY"], {"then": "AND"}])

    assert {Relation("AT", "BY", SAME, SAME), Relation("AT", "AND", DAY), Relation("BY", "AND", DAY)} == set(
        of.timeline.relations
    )


def test_then_skips_what_never_happens() -> None:
    """There is nothing that it could come after."""
    of = known(["NO", {"never": "AT"}, {"then": "BY"}])

    assert (Relation("NO", "BY", DAY),) == of.timeline.relations


def test_then_reaches_back_over_what_may_not_happen() -> None:
    """If the step before does not happen, what follows still comes after the one before that."""
    of = known(
        [
            "NO",
            {"then": "AT", "happens": "unknown"},
            {"then": "BY", "happens": "unknown"},
            {"then": "AND"},
            {"then": "OR"},
        ]
    )
    order = [("NO", "AT"), ("NO", "BY"), ("AT", "BY"), ("NO", "AND"), ("AT", "AND"), ("BY", "AND"), ("AND", "OR")]

    assert tuple(Relation(*pair, DAY) for pair in order) == of.timeline.relations


def test_then_does_not_reach_back_over_an_unordered_step() -> None:
    """Of a step that may not happen, and of which no order is said, nothing more follows."""
    of = known(["NO", {"unknown": "AT"}, {"then": "BY"}])

    assert (Relation("AT", "BY", DAY),) == of.timeline.relations


def test_no_rung_is_reached_before_a_lower_one() -> None:
    """Whether listed or not; ladders of which no rung is listed say nothing."""
    of = known({"talks.signed": "2022-05-01"})
    order = [("talks.raised", "talks.agreed"), ("talks.raised", "talks.signed"), ("talks.agreed", "talks.signed")]

    assert tuple(Relation(*pair, SAME) for pair in order) == of.timeline.relations
    assert (-math.inf, day("2022-05-01")) == bounds(known({"talks.signed": "2022-05-01"}, "open"), "talks.raised")
    assert (Relation("crimea.agreed_in_principle", "crimea.resolved", SAME),) == known(
        ["crimea.resolved"]
    ).timeline.relations


# --- groups --------------------------------------------------------------------------------


def test_a_scenario_names_the_members_of_an_unnamed_group() -> None:
    """Their events and facts can then be listed."""
    of = known(["attend[NO]"], groups={"observers": ["NO", "AT"]})

    assert T is of.comes(Event("attend[NO]"))
    assert F is of.comes(Event("attend[AT]"))


# --- what is wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "path", "code", "message", "hint"),
    [
        (
            {"timeline": ["NO", "refrendum"]},
            ("timeline", 1, "event", 0),
            *("unknown-event", "unknown event `refrendum`", "did you mean `referendum`?"),
        ),
        (
            {"timeline": ["crimea.unresolved"]},
            ("timeline", 0, "event", 0),
            *("starting-rung", "`crimea` stands on `unresolved` from the outset, so no event reaches it"),
            "name a higher rung, or give `crimea` `start: none`",
        ),
        (
            {"timeline": ["crimea.done"]},
            ("timeline", 0, "event", 0),
            *("unknown-rung", "`crimea` has no rung `done`"),
            "its rungs are unresolved, agreed_in_principle, resolved",
        ),
        (
            {"timeline": ["ratify"]},
            ("timeline", 0, "event", 0),
            *("needs-member", "`ratify` stands for one thing for each of guarantors", "write `ratify[US]`"),
        ),
        (
            {"timeline": ["texts_separate"]},
            ("timeline", 0, "event", 0),
            *("not-an-event", "`texts_separate` is a fact, not an event", "give its value in `facts`"),
        ),
        (
            {"timeline": ["NO", "AT", "NO"]},
            ("timeline", 2, "event", 0),
            *("repeated-event", "`NO` stands twice", "give one entry with all that is known of it"),
        ),
        (
            {"timeline": [{"NO": "2022-05-01"}], "world": "until 2022-04-26"},
            ("timeline", 0, "on"),
            *("after-now", "`NO` happens after 2022-04-26, the last day of which this world knows"),
            "write `maybe` before the date, or move `until`",
        ),
        (
            {"timeline": [{"NO": "after 2022-05-01"}], "world": "until 2022-05-01"},
            ("timeline", 0),
            *("no-day-left", "no day fits all that is said of `NO`", None),
        ),
        (
            {"timeline": [{"NO": ["2022-05-01", "after 2022-05-01"]}]},
            ("timeline", 0),
            *("no-day-left", "no day fits all that is said of `NO`", None),
        ),
        (
            {"timeline": [{"never": "AT"}, {"NO": "after AT"}]},
            ("timeline", 1, "after"),
            *("order-by-never", "`AT` never happens here, so nothing can be ordered by it", None),
        ),
        (
            {"timeline": [{"NO": "after AT"}]},
            ("timeline", 0, "after"),
            *("order-by-unlisted", "`AT` does not stand in this timeline", "add an entry for it, if need be `unknown`"),
        ),
        (
            {"timeline": [{"NO": "after refrendum"}]},
            ("timeline", 0, "after"),
            *("unknown-event", "unknown event `refrendum`", "did you mean `referendum`?"),
        ),
        (
            {"timeline": ["AT", {"NO": "before AT + 6 months"}]},
            ("timeline", 1, "before"),
            *("strict-months", "`before` cannot be combined with months in the other direction"),
            "write `on or before`",
        ),
        (
            {"timeline": ["AT", {"NO": "after AT - 6 months"}]},
            ("timeline", 1, "after"),
            *("strict-months", "`after` cannot be combined with months in the other direction", "write `on or after`"),
        ),
        (
            {"timeline": ["AT", {"NO": "after AT + 9999 years"}]},
            ("timeline", 1, "after"),
            *("bad-period", "a period cannot be longer than 9999 years", None),
        ),
        (
            {"timeline": ["AT", {"then": "NO"}, {"BY": ["after NO", "before AT"]}]},
            ("timeline",),
            "contradiction",
            "the timeline contradicts itself: `BY` before `AT`; `NO` after `AT`; `BY` after `NO`",
            "at least one of these must go",
        ),
        (
            {"groups": {"observer": ["NO"]}},
            ("groups", "observer"),
            "unknown-group",
            "unknown group `observer`",
            "did you mean `observers`?",
        ),
        (
            {"groups": {"guarantors": ["NO"]}},
            ("groups", "guarantors"),
            *("named-group", "the members of `guarantors` are named in the dossier"),
            "delete them here, or write `unnamed` in the dossier",
        ),
    ],
)
def test_a_mistake(fields: dict[str, Any], path: Path, code: str, message: str, hint: str | None) -> None:
    """Its path in the scenario, what is wrong, and what to do."""
    assert [(path, code, message, hint)] == wrong(**fields)


def test_an_event_cannot_be_ordered_by_itself() -> None:
    """Nothing comes after itself."""
    assert ["contradiction"] == [code for _, code, _, _ in wrong([{"event": "NO", "after": "NO"}])]


def test_an_event_is_not_led_out_of_the_calendar() -> None:
    """Distances that leave it no day at all are a mistake; where it may not come at all they are not."""
    apart = {"NO": "at least 15 years after AT"}

    found = wrong([{"AT": "9999"}, apart])
    assert [("day-out-of-range", "`NO` is outside the years 0001 to 9999 that a date can have")] == [
        (code, message) for _, code, message, _ in found
    ]
    assert [] == wrong([{"AT": "9984"}, apart])
    assert [] == wrong([{"AT": "9999"}, {"NO": ["maybe", "after AT"]}])


def test_contradictions_wait_until_the_rest_is_right() -> None:
    """What a timeline contradicts means little while a part of it cannot be read."""
    assert ["unknown-event"] == [
        code for _, code, _, _ in wrong(["refrendum", "AT", {"NO": ["after AT", "before AT"]}])
    ]


def test_what_is_impossible_of_an_uncertain_event_makes_it_not_happen() -> None:
    """Only what certainly happens can contradict itself."""
    of = known(["AT", {"NO": ["maybe after AT", "before AT"]}])

    assert F is of.comes(Event("NO"))


def test_know_raises_every_problem_with_its_path() -> None:
    """A scenario built in Python has no lines; the path stands for the place."""
    with pytest.raises(ScenarioError) as caught:
        known(["refrendum", "refrendm"], facts={"status": "x"})

    assert [
        ("unknown-event", "timeline.0.event.0"),
        ("unknown-event", "timeline.1.event.0"),
        ("unknown-value", "facts.status"),
    ] == [(problem.code, problem.context) for problem in caught.value.problems]


def test_entries_and_relations_know_their_places() -> None:
    """So that a contradiction is shown at its lines, and a repetition at both."""

    def locate(path: Path) -> Location:
        return Location("so.scenario.yaml", 10 + int(path[1]) if len(path) > 1 else 1, len(path))

    binding = Binding(scenario(["AT", {"NO": "after AT"}, {"then": "BY"}]), VOCABULARY, locate)
    timeline = binding.timeline()
    twice = Binding(scenario(["AT", "AT"]), VOCABULARY, locate)
    twice.timeline()

    assert ["so.scenario.yaml:10:4", "so.scenario.yaml:11:4"] == [
        str(timeline.entry(name).location) for name in ("AT", "NO")
    ]
    assert ["so.scenario.yaml:11:3", "so.scenario.yaml:12:2"] == [str(one.location) for one in timeline.relations]
    assert ["`NO` after `AT`", "`BY` after `NO`"] == [one.said for one in timeline.relations]
    assert [("here it stands too", Location("so.scenario.yaml", 10, 4))] == [*twice.findings[0].problem.related]


def test_a_contradiction_is_shown_at_its_lines() -> None:
    """Every step of the circle with its own words."""

    def locate(path: Path) -> Location | None:
        return Location("so.scenario.yaml", 10 + int(path[1]), 1) if len(path) > 1 else None

    binding = Binding(scenario(["AT", {"NO": ["after AT", "before AT"]}]), VOCABULARY, locate)
    binding.timeline()
    (found,) = binding.findings

    assert "the timeline contradicts itself" == found.problem.message
    assert {("`NO` after `AT`", 11), ("`NO` before `AT`", 11)} == {
        (said, place.line) for said, place in found.problem.related
    }


@given(scenarios())
def test_every_scenario_is_known_or_refused(data: dict[str, Any]) -> None:
    """Whatever a scenario says in the right form: knowledge, or a mistake with a path."""
    written = Scenario.model_validate(data)
    binding = Binding(written, VOCABULARY)
    of = binding.knowledge()

    assert binding.findings or of.timeline.contradiction() is None
    assert all(one.problem.message and one.path for one in binding.findings)


@given(st.data())
def test_a_shorter_way_of_writing_is_the_same(data: st.DataObject) -> None:
    """A scenario written out in full knows what the short one knows."""
    written = Scenario.model_validate(data.draw(scenarios()))
    again = Scenario.model_validate(written.model_dump(mode="json", by_alias=True, exclude_defaults=True))

    assert written == again
