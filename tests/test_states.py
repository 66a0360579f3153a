"""States in force: the special status of Minsk, the sanctions of the JCPOA, and the law of half-open times."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.check import check
from conditions.errors import UnknownNameError
from conditions.expectations import mismatches
from conditions.formula import Day, Formula
from conditions.knowledge import Knowledge
from conditions.language.base import Scope
from conditions.language.states import in_force as formula_of
from conditions.language.types import Moment, Name
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.periods import Period
from conditions.semantics import judge
from conditions.states import in_force
from conditions.truth import Truth
from conditions.vocabulary import StateType, Vocabulary
from tests.courses import Course, courses, over_all
from tests.knowing import EVENTS, knowledges
from tests.timelines import START

MINSK: Final = Dossier.build(
    {
        "dossier": "minsk",
        "parties": {"UA": {"name": "Ukraine"}},
        "events": {name: {} for name in ["status_law_adopted", "local_elections", "osce_report", "status_permanent"]},
        "facts": {"osce_finds_free": {}},
        "states": {
            "status_temporary": {
                "start": "local_elections",
                "end": "osce_report",
                "only_if": "status_law_adopted",
            },
            "status_permanent": {"start": "osce_report", "only_if": "osce_finds_free"},
        },
    }
)
JCPOA_EVENTS: Final = "unscr2231 early_adoption iaea_report broader_conclusion snapback_notice continuation_resolution"
JCPOA: Final = Dossier.build(
    {
        "dossier": "jcpoa",
        "parties": {"IR": {"name": "Iran"}},
        "events": {name: {} for name in JCPOA_EVENTS.split()},
        "facts": {"notice_valid": {}},
        "moments": {
            "adoption_day": "earlier of (unscr2231 + 90 days, early_adoption)",
            "arms_embargo_end": "earlier of (adoption_day + 5 years, broader_conclusion)",
            "termination_if_no_snapback": "adoption_day + 10 years",
            "notice_plus_30": "snapback_notice + 30 days",
            "snapback_effective": (
                "notice_plus_30 but only if notice_valid and not continuation_resolution on or before notice_plus_30 "
                "and notice_plus_30 before termination_if_no_snapback"
            ),
            "termination_day": {"when": "termination_if_no_snapback", "only_if": "not snapback_effective"},
        },
        "states": {
            "old_un_sanctions": {
                "start": "2006-12-23",
                "suspended": {"from": "iaea_report", "until": "snapback_effective"},
            },
            "resolution_2231": {"start": "unscr2231", "end": "termination_day"},
            "arms_embargo": {"start": "adoption_day", "end": "arms_embargo_end"},
        },
    }
)
WITHIN_2231 = {"unscr2231": "2015-07-20", "iaea_report": "2016-01-16"}
NOTICE = {**WITHIN_2231, "snapback_notice": "2025-08-28"}
AS_WRITTEN = {"status_law_adopted": "2015-03-17", "local_elections": "2015-10-25", "osce_report": "2015-11-25"}
LATE = {"status_law_adopted": "2020-09-15", "local_elections": "2020-10-25", "osce_report": "2020-12-01"}


def course(world: str, timeline: dict[str, str], **facts: str) -> Scenario:
    """A scenario."""
    return Scenario.build({"scenario": "so", "world": world, "timeline": timeline, "facts": facts})


@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        pytest.param(
            course("closed", AS_WRITTEN, osce_finds_free="yes"),
            "temporary 2015-10-24 no, temporary 2015-10-25 yes, temporary 2015-11-24 yes, temporary 2015-11-25 no, "
            "permanent 2015-11-24 no, permanent 2015-11-25 yes",
            id="as written",
        ),
        pytest.param(
            course("closed", LATE, osce_finds_free="yes"),
            "temporary 2020-10-24 no, temporary 2020-10-25 yes, temporary 2020-12-01 no, permanent 2020-12-01 yes",
            id="border first",
        ),
        pytest.param(
            course("closed", LATE, osce_finds_free="unknown"),
            "temporary 2020-11-30 yes, temporary 2020-12-02 no, permanent 2020-11-30 no, permanent 2020-12-02 unknown",
            id="finding unknown",
        ),
        pytest.param(
            course("closed", {**LATE, "status_law_adopted": "2020-10-26"}, osce_finds_free="no"),
            "temporary 2020-10-25 no, temporary 2020-11-15 no, permanent 2020-12-02 no",
            id="the law comes a day late",
        ),
    ],
)
def test_special_status_of_minsk(scenario: Scenario, expected: str) -> None:
    """Provisional from the elections, permanent from a positive report, never if the law comes too late."""
    asked = [part.split() for part in expected.split(", ")]
    found = [f"{name} {day} {in_force(MINSK, scenario, f'status_{name}', day).answer}" for name, day, _ in asked]

    assert expected == ", ".join(found)


@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        pytest.param(
            course("until 2016-01-17", WITHIN_2231, notice_valid="yes"),
            "old_un_sanctions 2016-01-15 yes, old_un_sanctions 2016-01-16 no, arms_embargo 2015-10-17 no, "
            "arms_embargo 2015-10-18 yes, arms_embargo 2018-01-01 unknown",
            id="J1",
        ),
        pytest.param(
            course("closed", {**WITHIN_2231, "broader_conclusion": "2019-03-01"}, notice_valid="yes"),
            "arms_embargo 2019-02-28 yes, arms_embargo 2019-03-01 no",
            id="J3",
        ),
        pytest.param(
            course("until 2025-10-19", NOTICE, notice_valid="yes"),
            "old_un_sanctions 2025-09-26 no, old_un_sanctions 2025-09-27 yes, resolution_2231 2025-10-19 yes",
            id="J10",
        ),
        pytest.param(
            course("until 2025-10-19", NOTICE, notice_valid="no"),
            "old_un_sanctions 2025-09-28 no, resolution_2231 2025-10-17 yes, resolution_2231 2025-10-18 no",
            id="J11",
        ),
        pytest.param(
            course("until 2025-10-19", NOTICE, notice_valid="unknown"),
            "old_un_sanctions 2025-09-26 no, old_un_sanctions 2025-09-28 unknown, resolution_2231 2025-10-19 unknown",
            id="J12",
        ),
    ],
)
def test_sanctions_of_the_jcpoa(scenario: Scenario, expected: str) -> None:
    """Suspended by the report, restored by the snapback, ended unless the snapback came before."""
    asked = [part.split() for part in expected.split(", ")]
    found = [f"{name} {day} {in_force(JCPOA, scenario, name, day).answer}" for name, day, _ in asked]

    assert expected == ", ".join(found)


# --- the law of half-open times ---------------------------------------------------------


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """An event, perhaps some days before or after it."""
    return Moment(Name(draw(st.sampled_from(EVENTS))), Period(days=draw(st.sampled_from([0, 0, 0, 1, -1, 3]))))


@st.composite
def definitions(draw: st.DrawFn) -> StateType:
    """A state with or without an end and up to two suspensions, of which one may be for good."""
    times = draw(st.lists(st.tuples(moments(), st.none() | moments()), max_size=2))
    return StateType(start=draw(moments()), end=draw(st.none() | moments()), suspended=tuple(times))


def so(state: StateType, course: Course, day: date) -> bool:
    """Whether a state is in force on a day of a whole course, by the calendar."""

    def come(moment: Moment | None) -> bool:
        start = course.days.get(str(moment.anchor)) if moment is not None else None
        return start is not None and moment is not None and start.toordinal() + moment.shift.days <= day.toordinal()

    paused = any(come(since) and not come(until) for since, until in state.suspended)
    return come(state.start) and not come(state.end) and not paused


def formula(state: StateType, day: date) -> Formula:
    """That a state is in force on a day."""
    vocabulary = Vocabulary(dict.fromkeys(EVENTS, ""), states={"it": state})
    return formula_of(Scope(vocabulary), "it", Day(day))


days = st.integers(START - 2, START + 8).map(date.fromordinal)
middle_days = st.integers(START + 2, START + 5).map(date.fromordinal)
"""Days with room on both sides, within the days on which events happen in whole courses."""


@given(definitions(), days, knowledges())
def test_what_is_determined_is_so_in_every_completion(state: StateType, day: date, known: Knowledge) -> None:
    """In force or not in force is said only where no possible course says otherwise."""
    found = judge(formula(state, day), known).truth
    every = over_all(so(state, course, day) for course in courses(known, [formula(state, day)]))

    assert found in {every, Truth.UNKNOWN} or every is None


@given(moments(), st.none() | moments(), middle_days, knowledges())
def test_a_start_and_an_end_of_other_events_are_as_determined_as_all_completions(
    start: Moment, end: Moment | None, day: date, known: Knowledge
) -> None:
    """Without relations between the two, the answer is unknown only where possible courses differ."""
    state = StateType(start=start, end=end)
    every = over_all(so(state, course, day) for course in courses(known, [formula(state, day)]))
    is_free = not known.timeline.relations and (end is None or end.anchor != start.anchor)

    assert judge(formula(state, day), known).truth is every or not is_free


# --- what is asked and expected ----------------------------------------------------------


def test_a_state_that_is_not_there_is_refused() -> None:
    """Its name is said, with the nearest one."""
    with pytest.raises(UnknownNameError, match="unknown state `old_sanctions`"):
        in_force(JCPOA, course("closed", {}), "old_sanctions", "2020-01-01")


def test_an_instrument_is_in_force_by_its_own_rule() -> None:
    """Its clause is judged on that day."""
    treaty = Dossier.build(
        {
            "dossier": "treaty",
            "parties": {"NO": {"name": "Norway"}},
            "events": {"signed": {}, "ended": {}},
            "instruments": {"the-treaty": {"in_force": "signed and not ended"}, "other": {}},
        }
    )
    told = course("closed", {"signed": "2020-01-10", "ended": "2020-02-01"})

    assert ["no", "yes", "yes", "no"] == [
        in_force(treaty, told, "the-treaty", day).answer
        for day in ("2020-01-09", "2020-01-10", "2020-01-31", "2020-02-01")
    ]
    assert "unknown" == in_force(treaty, told, "other", "2020-01-10").answer


def test_a_moment_that_never_comes_finds_nothing_in_force() -> None:
    """There is no such day."""
    told = course("closed", WITHIN_2231, notice_valid="yes")

    assert "no" == in_force(JCPOA, told, "old_un_sanctions", "snapback_notice").answer
    assert "yes" == in_force(JCPOA, told, "old_un_sanctions", "unscr2231 + 100 days").answer


def test_expectations_of_states_are_compared() -> None:
    """What is not as expected is named with its moment."""
    told = {"scenario": "so", "world": "closed", "timeline": WITHIN_2231}
    expected = {"old_un_sanctions": {"2016-01-15": "yes", "iaea_report": "yes"}}
    result = check(JCPOA, Scenario.build({**told, "expect_in_force": expected}))

    assert ["old_un_sanctions / iaea_report: expected in force yes, got no"] == [*map(str, mismatches(result))]


def test_a_state_void_from_the_beginning_never_was_in_force() -> None:
    """What makes it void may come later."""
    dossier = Dossier.build(
        {
            "dossier": "void",
            "parties": {"NO": {"name": "Norway"}},
            "events": {"signed": {}, "annulled": {}},
            "states": {"pact": {"start": "signed", "void_if": "annulled"}},
        }
    )
    kept, void = course("closed", {"signed": "2020-01-10"}), course("open", {"signed": "2020-01-10"})

    assert "yes" == in_force(dossier, kept, "pact", "2020-01-10").answer
    assert "unknown" == in_force(dossier, void, "pact", "2020-01-10").answer
    annulled = course("closed", {"signed": "2020-01-10", "annulled": "2021-01-01"})
    assert "no" == in_force(dossier, annulled, "pact", "2020-01-10").answer
