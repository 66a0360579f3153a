"""Roadmaps: valid at every step, the best by what counts, truly different, and why there is none."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from conditions.check import check
from conditions.errors import LanguageError, UnknownNameError
from conditions.files.dossier import load_dossier
from conditions.files.scenario import load_scenario, read_scenario
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.roadmap import Plan, Roadmaps, roadmaps
from conditions.roadmap.measures import lead, span
from conditions.verdicts import Answer
from tests.routes import Route, compare, routes
from tests.small_conflicts import dossier

SIGNED = ("ua_signs", "ru_signs")
ISTANBUL = Path("scenarios/istanbul-2022")


@cache
def istanbul() -> Dossier:
    """The dossier of the talks of spring 2022."""
    return load_dossier(ISTANBUL)


def looked_at(*conditions: str, goal: str = "x1", **asked: Any) -> Roadmaps:
    """What is found in a small dossier."""
    made = {f"C{number}": {"party": "UA", "condition": text} for number, text in enumerate(conditions)}
    return roadmaps(dossier(made), goal or (), **{"start": "2030-01-01", **asked})


def only(found: Roadmaps) -> Plan:
    """The plan where it is the same in every reading."""
    (plan,) = found.by_reading.values()
    return plan


def days(found: Roadmaps, place: int = 0) -> dict[str, str]:
    """The days of a roadmap."""
    return {event: day.isoformat() for event, day in only(found).roadmaps[place].days.items()}


# --- Istanbul ---------------------------------------------------------------------


def test_a_roadmap_that_keeps_every_reading() -> None:
    """Also the strictest reading of each condition, in three days from the day after the positions."""
    found = roadmaps(istanbul(), SIGNED, as_of="2022-04-26")
    (one,) = only(found).roadmaps

    assert date(2022, 4, 29) == one.finish
    assert 2 == one.span
    assert {"withdrawal.complete", "crimea.resolved", "donbas.resolved", "referendum", *SIGNED} == set(one.days)
    assert one.is_best
    checked = check(istanbul(), one.scenario)
    assert {Answer.MET} == {party.answer for party in checked.parties.values()}
    assert found.complete


def test_an_exported_roadmap_is_a_scenario_that_check_accepts(tmp_path: Path) -> None:
    """Written beside its dossier and read again, all parties are met in every reading."""
    (tmp_path / "dossier.yaml").write_text((ISTANBUL / "dossier.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (one,) = only(roadmaps(istanbul(), SIGNED, as_of="2022-04-26")).roadmaps
    file = tmp_path / "plan.scenario.yaml"
    file.write_text(one.to_scenario_text(), encoding="utf-8")

    checked = check(istanbul(), load_scenario(file))

    taking_part = [one for one in checked.conditions.values() if one.takes_part]
    assert {Answer.MET} == {one.answer for one in taking_part}


def test_readings_apart_where_none_keeps_them_all() -> None:
    """With the hypothesis on the withdrawal two of its readings have roadmaps, the others a circle."""
    found = roadmaps(istanbul(), SIGNED, also=["RU-withdraws-after-signature"])
    kinds = {
        reading: plan.deadlock.kind if plan.deadlock else len(plan.roadmaps)
        for reading, plan in found.by_reading.items()
    }

    assert "circular" == kinds["all_territory, any_part"]
    assert kinds["february_lines, the_rest"] in {1, 2, 3}


def test_other_ways_are_truly_different() -> None:
    """In the lenient reading an agreement in principle is enough, and so is a settlement; not the same twice."""
    found = roadmaps(istanbul(), SIGNED, readings={"RU-territory": "lenient"}, count=10)
    several = only(found).roadmaps

    assert 4 == len(several)
    assert 4 == len({frozenset(one.days) for one in several})


def test_readings_that_each_have_a_roadmap_of_their_own() -> None:
    """Where two readings want opposite orders, no roadmap keeps both, and each has its own."""
    readings = {"first": {"condition": "x1 before y1"}, "last": {"condition": "y1 before x1"}}
    made = dossier({"C": {"party": "UA", "readings": readings}})
    found = roadmaps(made, ("x1", "y1"))

    assert {"first": ["x1", "y1"], "last": ["y1", "x1"]} == {
        reading: list(plan.roadmaps[0].days) for reading, plan in found.by_reading.items()
    }


def test_a_scenario_that_begins_in_the_past() -> None:
    """Nothing is done again that has been done, and a start before the end of what is known is put off."""
    known = Scenario.build({"scenario": "s", "world": "until 2030-02-01", "timeline": [{"y1": "2030-01-20"}]})
    found = looked_at("x1 only after y1", scenario=known, start="2029-01-01")

    assert {"x1": "2030-02-02"} == days(found)


# --- what counts ---------------------------------------------------------------------


def test_what_counts_first() -> None:
    """A shortest roadmap may begin late, an earliest one may take long, a fewest one leaves a way round out."""
    conditions = ("x1 only after y1", "x1 only after z1 or w", "z1 only after 2030-03-01")
    shortest = looked_at("x1 only after y1", "x1 only after 2030-02-01", by="shortest")
    earliest = looked_at(*conditions, by="earliest")

    assert 1 == only(shortest).roadmaps[0].span
    assert {"y1": "2030-02-01", "x1": "2030-02-02"} == days(shortest)
    assert "w" in days(earliest)
    assert date(2030, 1, 2) == only(earliest).roadmaps[0].finish


def test_parties_that_take_turns() -> None:
    """Where no two acts share a day, each side does one in turn, though one side may do both of its own first."""
    events = {name: {"by": "UA"} for name in ("ua1", "ua2")} | {name: {"by": "RU"} for name in ("ru1", "ru2")}
    made = Dossier.build(
        {
            "dossier": "turns",
            "parties": {code: {"name": code} for code in ("UA", "RU")},
            "events": events,
            "conditions": {"C": {"party": "UA", "condition": "ua2 only after ua1"}},
        }
    )
    (one, *_) = only(roadmaps(made, tuple(events), by="even", apart=[tuple(events)])).roadmaps
    (forced, *_) = only(
        roadmaps(made, tuple(events), by="even", given=["ru1 only after ua2", "ru2 only after ua2"])
    ).roadmaps

    assert (1, 3) == (one.lead, one.span)
    assert 2 == forced.lead


def test_measures() -> None:
    """Days between the first and the last step, and by how much one party is ahead at the end of a day."""
    steps = {"a": 1, "b": 2, "c": 2, "d": 5}

    assert 4 == span(steps.values())
    assert 0 == span([])
    assert 2 == lead(steps, {"UA": ["a", "b"], "RU": ["d"]})
    assert 1 == lead(steps, {"UA": ["a", "b"], "RU": ["c"]})
    assert 0 == lead(steps, {"UA": ["a"]})


# --- the timetable ---------------------------------------------------------------------


def test_lead_times_fixed_days_and_days_not_shared() -> None:
    """Each moves the steps that it concerns, and those that wait for them."""
    plain = looked_at("x1 only on or after y1")
    prepared = looked_at("x1 only on or after y1", leads={"y1": 10})
    fixed = looked_at("x1 only on or after y1", fixed={"y1": "2030-03-01"})
    apart = looked_at("x1 only on or after y1", apart=[("x1", "y1")])

    assert {"x1": "2030-01-01", "y1": "2030-01-01"} == days(plain)
    assert {"x1": "2030-01-11", "y1": "2030-01-11"} == days(prepared)
    assert "2030-03-01" == days(fixed)["y1"]
    assert {"y1": "2030-01-01", "x1": "2030-01-02"} == days(apart)


def test_a_timetable_that_stands_in_the_way() -> None:
    """What cannot be kept is named: the rule of the timetable beside the condition."""
    plan = only(looked_at("x1 only after y1", fixed={"x1": "2030-01-05", "y1": "2030-01-06"}))

    assert () == plan.roadmaps
    assert ["C0"] == [one.id for one in plan.blocked_by]
    assert ("x1 on 2030-01-05", "y1 on 2030-01-06") == plan.timetable
    assert plan.deadlock is None


def test_nothing_is_done_before_the_start() -> None:
    """Neither before the day asked for, nor before the end of what is known."""
    known = Scenario.build({"scenario": "s", "world": "until 2030-02-01", "timeline": [{"y1": "2030-01-20"}]})
    found = looked_at("x1 only after y1", scenario=known)

    assert {"x1": "2030-02-02"} == days(found)
    assert "y1" in only(found).roadmaps[0].to_scenario_text()


# --- traps ---------------------------------------------------------------------------


def test_what_should_have_been_done_before_the_start_is_told() -> None:
    """Where only the first day is too late, that is said; not that everything is merely pending."""
    found = looked_at("y1 on or before 2029-12-31", "x1 only after y1")

    plan = only(found)
    assert [("C0",), ("nothing is done before 2030-01-01",)] == [
        tuple(one.id for one in plan.blocked_by),
        plan.timetable,
    ]
    assert plan.deadlock is None


def test_why_there_is_none() -> None:
    """The anatomy of the deadlock comes with the answer."""
    plan = only(looked_at("x1 only after y1", "y1 only after x1"))

    assert () == plan.roadmaps
    assert plan.deadlock is not None
    assert "circular" == plan.deadlock.kind


def test_without_a_goal_nothing_need_be_done() -> None:
    """The roadmap has no steps."""
    (one,) = only(looked_at("x1 only after y1", goal="")).roadmaps

    assert {} == one.days
    assert one.finish is None


def test_a_goal_that_contradicts_itself() -> None:
    """It is out of reach, and no condition is blamed."""
    plan = only(looked_at("x1 only after y1", goal="x1 and never x1"))

    assert plan.deadlock is not None
    assert "out of reach" == plan.deadlock.kind
    assert () == plan.blocked_by


def test_a_goal_that_no_condition_speaks_of_and_one_that_stands_twice() -> None:
    """It is one step; a condition that stands twice asks for nothing more."""
    assert {"w": "2030-01-01"} == days(looked_at("x1 only after y1", goal="w"))
    assert 2 == len(days(looked_at("x1 only after y1", "x1 only after y1")))


def test_an_empty_group() -> None:
    """A group whose members nobody names stands in nobody's way but is not made up."""
    made = Dossier.build(
        {
            "dossier": "small",
            "parties": {"UA": {"name": "Ukraine"}},
            "groups": {"guarantors": {"unnamed": "several countries"}},
            "events": {"signed": {"by": "UA"}, "ratify": {"each": "guarantors"}},
            "conditions": {"C": {"party": "UA", "condition": "signed only after all of guarantors ratify"}},
        }
    )

    assert {"signed"} == set(only(roadmaps(made, "signed")).roadmaps[0].days)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"goal": "ua_sings"}, LanguageError),
        ({"goal": "ua_signs", "leads": {"ua_sings": 3}}, UnknownNameError),
        ({"goal": "ua_signs", "fixed": {"ua_sings": "2030-01-01"}}, UnknownNameError),
        ({"goal": "ua_signs", "apart": [("ua_sings", "ru_signs")]}, UnknownNameError),
        ({"goal": "ua_signs", "also": ["NO-SUCH"]}, UnknownNameError),
    ],
)
def test_unknown_names(asked: dict[str, Any], error: type[Exception]) -> None:
    """What is not there is refused, in the timetable too."""
    with pytest.raises(error):
        roadmaps(istanbul(), **asked)


def test_when_the_time_is_over() -> None:
    """What is not proved is not claimed."""
    found = roadmaps(istanbul(), SIGNED, timeout=0)

    assert not found.complete or all(one.is_best for plan in found.by_reading.values() for one in plan.roadmaps)


def test_plain_data() -> None:
    """Everything is there as plain data, and the text of a scenario reads back."""
    found = looked_at("x1 only after y1")
    data: Any = found.to_dict()
    (one,) = data["readings"][""]["roadmaps"]

    assert [{"day": "2030-01-01", "events": ["y1"]}, {"day": "2030-01-02", "events": ["x1"]}] == one["steps"]
    assert ("2030-01-02", 1, 2, True) == (one["finish"], one["span_days"], one["step_count"], one["is_best"])
    assert read_scenario(only(found).roadmaps[0].to_scenario_text(), dossier({})).timeline


# --- brute force -----------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(routes())
def test_as_trying_everything_finds_it(route: Route) -> None:
    """Valid at every step, the best by what counts, each different, and as many as there are."""
    assert 0 <= compare(route) <= 3


def test_many_acts_can_take_turns() -> None:
    """Twenty-four acts that wait for those of the other party: nobody is ever ahead, and that is proved."""
    events = {f"{code.lower()}{number}": {"by": code} for number in range(12) for code in ("UA", "RU")}
    conditions = {
        f"U{number}": {"party": "UA", "condition": f"ua{number} only after ru{number - 1}"} for number in (4, 8)
    }
    conditions |= {
        f"R{number}": {"party": "RU", "condition": f"ru{number} only on or after ua{number - 2}"}
        for number in range(2, 12)
    }
    parties = {code: {"name": code} for code in ("UA", "RU")}
    made = Dossier.build({"dossier": "many", "parties": parties, "events": events, "conditions": conditions})
    (best,) = only(roadmaps(made, tuple(events), by="even", count=1)).roadmaps

    assert (0, True) == (best.lead, best.is_best)


def test_what_is_found_in_time_is_not_called_best() -> None:
    """With many acts that take turns the time is over before the best is proved; the roadmap is shown all the same."""
    events = {f"e{number}": {"by": "UA" if number % 2 else "RU"} for number in range(60)}
    conditions = {
        f"C{number}": {"party": "UA", "condition": f"e{number + 1} only after e{number}"} for number in range(0, 58, 3)
    }
    made = Dossier.build(
        {
            "dossier": "many",
            "parties": {code: {"name": code} for code in ("UA", "RU")},
            "events": events,
            "conditions": conditions,
        }
    )
    found = roadmaps(made, tuple(events), by="even", apart=[tuple(events)[:8]], timeout=0.2)

    assert not found.complete
    assert all(not one.is_best for one in only(found).roadmaps[-1:])
