"""Deadlocks: of which kind, with which circles, what unties them, and what would close one."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from conditions.conflicts import Impossible, InConflict, conflicts
from conditions.deadlock import Deadlock, Deadlocks, deadlocks
from conditions.errors import LanguageError, UnknownNameError
from conditions.files.dossier import load_dossier
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from tests import relaxing, small_conflicts
from tests.small_conflicts import dossier
from tests.waiting import Waiting, compare, negotiations

ISTANBUL = "scenarios/istanbul-2022"
SIGNED = ("ua_signs", "ru_signs")
VENUES = ("UA-no-text-before-leaders", "RU-no-meeting-before-agreement")


@cache
def istanbul() -> Dossier:
    """The dossier of the talks of spring 2022."""
    return load_dossier(ISTANBUL)


@cache
def plain() -> Deadlocks:
    """The deadlocks on the stated and reported conditions alone."""
    return deadlocks(istanbul(), SIGNED)


def looked_at(*conditions: str, goal: str = "x1", **asked: Any) -> Deadlocks:
    """What is found in a small dossier; the parties take turns."""
    parties = ("UA", "RU", "NO")
    made = {f"C{number}": {"party": parties[number % 3], "condition": text} for number, text in enumerate(conditions)}
    return deadlocks(dossier(made), goal or (), **asked)


def only(found: Deadlocks) -> Deadlock:
    """The result where it is the same in every reading."""
    (one,) = found.by_reading.values()
    return one


# --- Istanbul ---------------------------------------------------------------------


def test_no_deadlock_on_record_in_any_reading() -> None:
    """On the stated conditions everything is merely pending, also as Russia's is read strictly."""
    found = plain()

    assert {"": "none"} == {reading: one.kind for reading, one in found.by_reading.items()}
    assert not found.is_deadlock
    assert found.complete


def test_what_is_on_file_and_would_make_one() -> None:
    """The moratorium with the strict reading, both inferred venue claims, the hypothesis on the withdrawal."""
    found = {
        frozenset(one.name for one in closing.conditions): (closing.kind, closing.readings)
        for closing in plain().on_file
    }

    assert ("impossible", ("strict",)) == found[frozenset(["UA-crimea-15-years (moratorium_from_signature)"])]
    assert ("circular", ("strict", "lenient")) == found[frozenset(VENUES)]
    assert ("circular", ()) == found[frozenset(["RU-withdraws-after-signature (any_part)"])]
    assert not any(one <= {VENUES[0], "UA-donbas-presidents-only"} for one in found)


def test_what_nobody_has_stated_and_would_make_one() -> None:
    """Single waits, with whose act they concern, and in which readings."""
    found = {one.text: (one.kind, one.by, one.readings) for one in plain().latent}

    assert ("circular", None, ("strict",)) == found["crimea.resolved only after ru_signs"]
    assert ("circular", None, ("all_territory",)) == found["withdrawal.complete only after ua_signs"]
    assert ("circular", "UA", ()) == found["referendum only after ua_signs"]


def test_a_moratorium_and_the_strict_reading_make_it_impossible() -> None:
    """Nothing done together helps; only giving up one of the two does."""
    chosen = {"UA-crimea-15-years": "moratorium_from_signature", "RU-territory": "strict"}
    one = only(deadlocks(istanbul(), SIGNED, also=["UA-crimea-15-years"], readings=chosen))

    assert "impossible" == one.kind
    assert [("RU-territory", "UA-crimea-15-years")] == [knot.ids for knot in one.knots]
    assert not any(one.dissolved_by(how) for how in ("same day", "exchange", "package", "escrow"))
    assert {("RU-territory",), ("UA-crimea-15-years",)} == {tuple(a.id for a in some) for some in one.concessions}
    assert {"ru_signs": "impossible", "crimea.resolved": "impossible"} == {
        event: fate for event, fate in one.fates.items() if fate != "pending"
    }


def test_both_inferred_venues_are_a_circle_that_the_same_day_unties() -> None:
    """No text before the leaders, no leaders before a text: settled at the meeting, neither waits."""
    one = only(deadlocks(istanbul(), SIGNED, also=VENUES, readings={"RU-territory": "lenient"}))

    assert "circular" == one.kind
    assert one.dissolved_by("same day")
    assert one.dissolved_by("exchange")
    assert ("leaders_meet", "crimea.agreed_in_principle") in {
        (wait.waiter, wait.awaited) for knot in one.knots for circle in knot.circles for wait in circle
    }


@pytest.mark.parametrize("part", ["any_part", "the_rest"])
def test_withdrawal_after_signature_is_untied_by_splitting_it(part: str) -> None:
    """Allowing the same day does not untie it, since the vote lies between; back to the lines first does."""
    chosen = {"UA-withdrawal": "all_territory", "RU-withdraws-after-signature": part}
    one = only(deadlocks(istanbul(), SIGNED, also=["RU-withdraws-after-signature"], readings=chosen))

    assert "circular" == one.kind
    assert one.dissolved_by("same day") is False
    assert one.dissolved_by("exchange") is False
    assert "withdrawal.to_24_February_lines" in {
        tried.into for tried in one.relaxations if tried.how == "split" and tried.dissolves
    }


def test_the_quote_behind_every_wait() -> None:
    """Each edge of the circle names its condition and the statement behind it; a hypothesis has none."""
    chosen = {"UA-withdrawal": "all_territory", "RU-withdraws-after-signature": "the_rest"}
    one = only(deadlocks(istanbul(), SIGNED, also=["RU-withdraws-after-signature"], readings=chosen))
    ((circle,),) = (knot.circles for knot in one.knots)

    assert [("ua_signs", "referendum"), ("referendum", "withdrawal.complete"), ("withdrawal.complete", "ua_signs")] == [
        (wait.waiter, wait.awaited) for wait in circle
    ]
    assert ["ukraine-referendum", "zelenskyy-withdrawal"] == [
        ground.statement for wait in circle for ground in wait.grounds
    ]
    assert "only sign an international agreement" in circle[0].grounds[0].words


# --- as asked ------------------------------------------------------------------------


def test_positions_of_another_day() -> None:
    """Nobody had made border and elections wait for each other when Minsk was signed; in 2019 they do."""
    minsk = load_dossier("scenarios/minsk-2015")
    goal = ("local_elections", "border_complete")
    background = "border_complete only on or after border_start"
    then = only(deadlocks(minsk, goal, given=background, as_of="2015-03-01"))
    later = only(deadlocks(minsk, goal, given=background, as_of="2019-12-11"))

    assert "none" == then.kind
    assert "circular" == later.kind
    assert ("UA-BORDER", "RU-ORDER") in [knot.ids for knot in later.knots]


def test_waits_that_are_given() -> None:
    """A circle through several of them names each as given."""
    found = looked_at("x1 only after y1", given=["y1 only after z1", "z1 only after w", "w only on or after x1"])
    ((circle,),) = (knot.circles for knot in only(found).knots)

    assert ["", "given", "given", "given"] == [wait.because for wait in circle]
    assert ["x1", "y1", "z1", "w"] == [wait.waiter for wait in circle]


def test_who_returns_first() -> None:
    """Early in 2021 each side waits for the other's return; in 2022 a guarantee is asked for and refused."""
    jcpoa = load_dossier("scenarios/jcpoa-2015")
    goal = ("us_relifted", "iran_returns")
    then = only(deadlocks(jcpoa, goal, as_of="2021-02-08"))
    later = only(deadlocks(jcpoa, goal, as_of="2022-09-01"))

    assert ("circular", [("IR-FIRST", "IR-VERIFY", "US-FIRST")]) == (then.kind, [knot.ids for knot in then.knots])
    assert ("impossible", [("IR-GUAR", "US-NOGUAR")]) == (later.kind, [knot.ids for knot in later.knots])


def test_a_level_that_is_less_firm_and_an_account() -> None:
    """The inferred venues make a circle where Russia's word on Ukraine's draft is taken, and only there."""
    found = deadlocks(istanbul(), SIGNED, level="inferred", accounts=["RU"])

    assert {"strict": "circular", "lenient": "circular", "separation": "none"} == {
        reading: one.kind for reading, one in found.by_reading.items()
    }
    assert not deadlocks(istanbul(), SIGNED, level="inferred").is_deadlock


def test_what_has_happened_is_no_longer_waited_for() -> None:
    """From a scenario in which one of the events of a circle is past, nothing is stuck."""
    past = Scenario.build({"scenario": "s", "world": "open", "timeline": [{"y1": "2030-01-01"}, {"x1": "2029-01-01"}]})
    circle = ("x1 only after z1", "z1 only after y1", "y1 only after x1")

    assert "circular" == only(looked_at(*circle)).kind
    found = only(looked_at(*circle[1:], scenario=past, goal="z1"))
    assert "none" == found.kind
    assert {"z1": "pending", "y1": "happened", "x1": "happened"} == found.fates


# --- traps ---------------------------------------------------------------------------


def test_without_a_goal_nothing_is_stuck() -> None:
    """Doing nothing keeps every gate."""
    found = looked_at("x1 only after y1", "y1 only after x1", goal="")

    assert "none" == only(found).kind


def test_an_act_in_no_guard() -> None:
    """What no condition speaks of comes about as it is."""
    found = looked_at("x1 only after y1", goal="w")

    assert "none" == only(found).kind
    assert "pending" == only(found).fates["w"]


def test_a_goal_that_contradicts_itself() -> None:
    """It is out of reach whatever the parties want, and no condition is blamed."""
    found = looked_at("x1 only after y1", goal="x1 and never x1")

    assert "out of reach" == only(found).kind
    assert ["x1 and never x1"] == [one.text for one in only(found).because]
    assert not found.is_deadlock


def test_a_refusal_is_no_circle() -> None:
    """A party that never lets the goal happen makes it impossible, without any circle."""
    one = only(looked_at("never x1"))

    assert "impossible" == one.kind
    assert [("C0",)] == [knot.ids for knot in one.knots]
    assert ((),) == tuple(knot.circles for knot in one.knots)


def test_a_condition_that_stands_twice() -> None:
    """Each of the two makes a knot with the other side."""
    one = only(looked_at("x1 only after y1", "y1 only after x1", "x1 only after y1"))

    assert {("C0", "C1"), ("C1", "C2")} == {knot.ids for knot in one.knots}


def test_a_circle_of_orders_on_the_same_day_is_none() -> None:
    """*On or after* both ways is kept on one day."""
    one = only(looked_at("x1 only on or after y1", "y1 only on or after x1"))

    assert "none" == one.kind
    assert {"x1": "pending", "y1": "pending"} == one.fates


def test_a_circle_of_days_through_a_deadline() -> None:
    """A date that comes too early closes a circle with the calendar, which nothing done together opens."""
    one = only(looked_at("x1 on or before 2030-01-01", "x1 only from y1 + 30 days", "y1 on or after 2030-01-01"))

    assert "impossible" == one.kind
    assert {"", "x1", "y1"} == {wait.waiter for knot in one.knots for circle in knot.circles for wait in circle}


def test_an_empty_group() -> None:
    """A group whose members nobody names is no ground for an error, and waits for nobody."""
    made = Dossier.build(
        {
            "dossier": "small",
            "parties": {"UA": {"name": "Ukraine"}},
            "groups": {"guarantors": {"unnamed": "several countries"}},
            "events": {"signed": {"by": "UA"}, "ratify": {"each": "guarantors"}},
            "conditions": {"C": {"party": "UA", "condition": "signed only after all of guarantors ratify"}},
        }
    )

    assert "none" == only(deadlocks(made, "signed")).kind


def test_escrow_needs_acts_with_a_doer() -> None:
    """Two signatures can be handed to a neutral; events of which nobody is the doer cannot."""

    def made(by: dict[str, dict[str, str]]) -> Dossier:
        conditions = {
            "A": {"party": "UA", "condition": "ours only after theirs"},
            "B": {"party": "RU", "condition": "theirs only after ours"},
        }
        parties = {code: {"name": code} for code in ("UA", "RU")}
        return Dossier.build({"dossier": "small", "parties": parties, "events": by, "conditions": conditions})

    goal = ("ours", "theirs")
    known = only(deadlocks(made({"ours": {"by": "UA"}, "theirs": {"by": "RU"}}), goal))
    unknown = only(deadlocks(made({"ours": {}, "theirs": {}}), goal))

    assert known.dissolved_by("escrow")
    assert unknown.dissolved_by("escrow") is False
    assert unknown.dissolved_by("exchange")


def test_own_acts_keep_their_order_in_an_exchange() -> None:
    """What a party orders among its own acts is no matter of an exchange."""
    conditions = {
        "A": {"party": "UA", "condition": "ours only after own"},
        "B": {"party": "UA", "condition": "own only after theirs"},
        "C": {"party": "RU", "condition": "theirs only after ours"},
    }
    parties = {code: {"name": code} for code in ("UA", "RU")}
    events = {"ours": {"by": "UA"}, "own": {"by": "UA"}, "theirs": {"by": "RU"}}
    made = Dossier.build({"dossier": "small", "parties": parties, "events": events, "conditions": conditions})
    one = only(deadlocks(made, ("ours", "theirs")))

    assert one.dissolved_by("exchange") is False
    assert one.dissolved_by("package")


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"goal": "ua_sings"}, LanguageError),
        ({"goal": "ua_signs only"}, LanguageError),
        ({"goal": "ua_signs", "also": ["NO-SUCH"]}, UnknownNameError),
        ({"goal": "ua_signs", "readings": {"UA-crimea-15-years": "forever"}}, UnknownNameError),
        ({"goal": "ua_signs", "readings": {"NO-SUCH": "strict"}}, UnknownNameError),
    ],
)
def test_unknown_names(asked: dict[str, Any], error: type[Exception]) -> None:
    """A goal, a condition or a reading that is not there is refused."""
    with pytest.raises(error):
        deadlocks(istanbul(), **asked)


def test_when_the_time_is_over() -> None:
    """What is not proved is not claimed."""
    found = deadlocks(istanbul(), SIGNED, timeout=0)

    assert found.complete is False
    assert {"unsettled", "none"} >= {one.kind for one in found.by_reading.values()}


def test_plain_data() -> None:
    """Everything is there as plain data."""
    data: Any = looked_at("x1 only after y1", "y1 only after x1").to_dict()

    assert ["x1"] == data["goal"]
    assert "circular" == data["readings"][""]["kind"]
    assert ["C0", "C1"] == [one["condition"] for one in data["readings"][""]["knots"][0]["conditions"]]
    assert {"same day", "exchange", "package", "escrow", "split", "third party"} == {
        one["how"] for one in data["readings"][""]["relaxations"]
    }


# --- beside conflicts -----------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(small_conflicts.negotiations())
def test_knots_are_the_cores_of_conflicts(small: small_conflicts.Small) -> None:
    """What holds a goal up is what is in conflict with it, whichever way one asks."""
    found = only(deadlocks(small.dossier, small.goal, given=small.given))
    result = conflicts(small.dossier, small.goal, given=small.given).result

    assert found.is_deadlock == isinstance(result, InConflict)
    assert (found.kind == "out of reach") == isinstance(result, Impossible)
    if isinstance(result, InConflict):
        assert {frozenset(core.ids) for core in result.cores} == {frozenset(knot.ids) for knot in found.knots}
        assert {frozenset(one.id for one in some) for some in result.concessions()} == {
            frozenset(one.id for one in some) for some in found.concessions
        }


# --- brute force -----------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(negotiations())
def test_as_trying_everything_finds_it(waiting: Waiting) -> None:
    """The kind of deadlock, what a package does, and what would close a circle."""
    assert compare(waiting) in {"none", "circular", "impossible", "out of reach"}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(relaxing.holding())
def test_what_unties_a_deadlock_is_what_another_dossier_allows(held: relaxing.Held) -> None:
    """Every way of doing things means other conditions: written anew, they let the goal come about, or do not."""
    assert relaxing.compare(held, brute=False)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(relaxing.holding())
def test_what_unties_a_deadlock_by_every_course_of_events(held: relaxing.Held) -> None:
    """The same, with every course of events tried in the other dossier."""
    assert relaxing.compare(held)
