"""Conflicts and concessions: against brute force, the known traps, and what a result says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.check import check
from conditions.conflicts import Conflicts, Impossible, InConflict, Possible, Unsettled, conflicts
from conditions.conflicts.concessions import equally_cheap
from conditions.conflicts.enumeration import hitting_sets
from conditions.errors import LanguageError, UnknownNameError
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.verdicts import Answer
from tests.small_conflicts import Small, expected, found_in, keeps, negotiations


def dossier(conditions: dict[str, Any], **more: Any) -> Dossier:
    """A dossier of two parties; a condition is a text, its party the first letters of its id."""
    return Dossier.build(
        {
            "dossier": "example",
            "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
            "events": {name: {} for name in ("ua_signs", "ru_signs", "referendum", "withdrawal", "summit")},
            "ladders": {"crimea": ["unresolved", "agreed_in_principle", "resolved"]},
            "conditions": {
                name: {"party": name[:2], **(text if isinstance(text, dict) else {"condition": text})}
                for name, text in conditions.items()
            },
            **more,
        }
    )


def in_conflict(found: Conflicts) -> InConflict:
    """The one result, which is a conflict."""
    assert isinstance(found.result, InConflict)
    return found.result


def cores(result: InConflict) -> set[frozenset[str]]:
    """The ids of each core."""
    return {frozenset(core.ids) for core in result.cores}


def concessions(result: InConflict) -> set[frozenset[str]]:
    """The ids of each concession set."""
    return {frozenset(one.id for one in given_up) for given_up in result.concessions()}


CIRCLE = {
    "UA-last": "ua_signs only after ru_signs",
    "RU-last": "ru_signs only after ua_signs",
    "UA-vote": "ua_signs only after referendum",
}
BOTH = ["ua_signs", "ru_signs"]


# --- against brute force ------------------------------------------------------------------


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(negotiations())
def test_everything_agrees_with_brute_force(small: Small) -> None:
    """Possible or not, all cores, all concession sets; they are dual, proofs and courses are accepted.

    Thousands: `python -m tests.tools.brute_conflicts 3000 1`.
    """
    found = conflicts(small.dossier, small.goal, given=small.given)

    assert expected(small) == found_in(found)
    if isinstance(found.result, Possible):
        assert keeps(small, found.result.course, ())
    if isinstance(found.result, InConflict):
        assert set(hitting_sets(cores(found.result))) == concessions(found.result)
        assert all(core.is_proved() for core in found.result.cores)
        given_up = next(found.result.concessions())
        course = found.result.course_without(given_up)
        assert course is not None
        assert keeps(small, course, [one.id for one in given_up])


@given(st.lists(st.sets(st.sampled_from("abcde"), min_size=1), max_size=5))
def test_what_is_dual_twice_is_what_it_was(families: list[set[str]]) -> None:
    """The minimal sets that meet all minimal sets that meet some sets are the minimal ones among these."""
    minimal = {frozenset(one) for one in families if not any(other < one for other in families)}

    assert minimal == set(hitting_sets(hitting_sets(families))) or not families


# --- the three results --------------------------------------------------------------------


def test_possible_with_a_course_that_check_accepts() -> None:
    """On the first days after the day of the positions, with nothing that need not happen."""
    rules = dossier({"UA-vote": "ua_signs only after referendum", "RU-idle": "summit only after withdrawal"})
    found = conflicts(rules, "ua_signs", as_of="2022-04-26")
    assert isinstance(found.result, Possible)
    course = found.result.course

    assert [(date(2022, 4, 27), ("referendum",)), (date(2022, 4, 28), ("ua_signs",))] == list(course.steps())
    assert Answer.MET is check(rules, course.scenario).parties["UA"].answer


def test_impossible_whatever_the_parties_want() -> None:
    """The hard part contradicts itself: only that is told, not the conditions."""
    found = conflicts(dossier(CIRCLE), ["referendum", "summit"], given=["never referendum", "summit or withdrawal"])
    assert isinstance(found.result, Impossible)

    assert ["referendum", "never referendum"] == [one.text for one in found.result.because]
    assert found.result.proof.is_accepted()


def test_in_conflict_with_cores_and_concessions() -> None:
    """Each last: one core, two ways out, and either party can clear it alone."""
    result = in_conflict(conflicts(dossier(CIRCLE), BOTH))

    assert {frozenset({"UA-last", "RU-last"})} == cores(result)
    assert {frozenset({"UA-last"}), frozenset({"RU-last"})} == concessions(result)
    assert ("UA", "RU") == result.alone
    assert result.complete


def test_a_scenario_is_what_is_known_already() -> None:
    """What has happened without the vote cannot be mended."""
    rules = dossier(CIRCLE)
    known = Scenario.build(
        {"scenario": "signed", "world": "until 2022-05-01", "timeline": [{"ua_signs": "2022-04-01"}]}
    )
    result = in_conflict(conflicts(rules, "summit", scenario=known))

    assert {frozenset({"UA-last"}), frozenset({"UA-vote"})} == cores(result)


# --- known traps --------------------------------------------------------------------------


def test_without_a_goal_doing_nothing_keeps_every_gate() -> None:
    """So there is no conflict, and nothing happens."""
    found = conflicts(dossier(CIRCLE), [])
    assert isinstance(found.result, Possible)

    assert {} == found.result.course.days


def test_a_core_of_one() -> None:
    """A party that rules the goal out alone stands against itself."""
    result = in_conflict(conflicts(dossier({"UA-never": "never summit"}), "summit"))

    assert [("UA-never",)] == [core.ids for core in result.cores]
    assert result.cores[0].is_own
    assert ("UA",) == result.alone


def test_a_party_against_itself_is_told_apart() -> None:
    """Two conditions of one party, beside a conflict between the parties."""
    rules = dossier({**CIRCLE, "UA-no-vote": "never referendum"})
    own = {core.ids: core.is_own for core in in_conflict(conflicts(rules, BOTH)).cores}

    assert {("UA-last", "RU-last"): False, ("UA-vote", "UA-no-vote"): True} == own


def test_repeated_conditions_are_cores_of_their_own() -> None:
    """The same condition twice must be given up twice."""
    result = in_conflict(conflicts(dossier({**CIRCLE, "UA-again": CIRCLE["UA-last"]}), BOTH))

    assert {frozenset({"UA-last", "RU-last"}), frozenset({"UA-again", "RU-last"})} == cores(result)
    assert {frozenset({"RU-last"}), frozenset({"UA-last", "UA-again"})} == concessions(result)


def test_an_act_in_no_guard_only_has_to_happen() -> None:
    """Nobody waits for it, and it waits for nobody."""
    found = conflicts(dossier(CIRCLE), "summit")
    assert isinstance(found.result, Possible)

    assert ["summit"] == list(found.result.course.days)


def test_groups_that_nobody_names_and_that_one_names() -> None:
    """Where nobody says who the guarantors are, all of them may ratify; where they are named, their own acts count."""
    more = {
        "groups": {"guarantors": {"unnamed": "several"}},
        "events": {"ua_signs": {}, "ratify": {"each": "guarantors"}},
    }
    rules = Dossier.build(
        {
            "dossier": "groups",
            "parties": {"UA": {"name": "Ukraine"}},
            **more,
            "conditions": {"UA-all": {"party": "UA", "condition": "ua_signs only after all of guarantors ratify"}},
        }
    )
    named = Scenario.build({"scenario": "named", "world": "open", "groups": {"guarantors": ["US", "GB"]}})

    assert isinstance(conflicts(rules, "ua_signs").result, Possible)
    found = conflicts(rules, "ua_signs", given="never ratify[US]", scenario=named)
    assert {frozenset({"UA-all"})} == cores(in_conflict(found))


def test_unknown_names_are_told_with_the_nearest() -> None:
    """In a goal, in what is given, among the conditions."""
    rules = dossier(CIRCLE)
    with pytest.raises(LanguageError, match="did you mean `ua_signs`"):
        conflicts(rules, "ua_sings")
    with pytest.raises(LanguageError, match="given:1:7: unknown event `sumit`"):
        conflicts(rules, "ua_signs", given="never sumit")
    with pytest.raises(UnknownNameError, match="unknown condition or term `UA-lats`"):
        conflicts(rules, "ua_signs", also=["UA-lats"])
    with pytest.raises(LanguageError, match="goal:1"):
        conflicts(rules, "ua_signs only only")


def test_no_time_settles_nothing() -> None:
    """The result says so, and claims nothing."""
    found = conflicts(dossier(CIRCLE), BOTH, timeout=0)

    assert isinstance(found.result, Unsettled)
    assert not found.complete


def test_a_search_cut_at_a_limit_says_so() -> None:
    """More exist than were looked for."""
    result = in_conflict(conflicts(dossier({**CIRCLE, "UA-again": CIRCLE["UA-last"]}), BOTH, most=1))

    assert not result.complete
    assert 1 == sum(len(part.cores) + len(part.concessions) for part in result.parts)


# --- readings, levels, accounts, days -------------------------------------------------------


def test_readings_are_told_apart_where_they_matter() -> None:
    """A reading that changes nothing is no axis."""
    rules = dossier(
        {
            "UA-last": {
                "readings": {"strict": "ua_signs only after ru_signs", "same": "ua_signs only on or after ru_signs"}
            },
            "RU-last": "ru_signs only on or after ua_signs",
            "RU-summit": {"readings": {"one": "summit only after withdrawal", "other": "never withdrawal"}},
        }
    )
    found = conflicts(rules, BOTH)

    assert {"strict": InConflict, "same": Possible} == {name: type(one) for name, one in found.by_reading.items()}
    assert isinstance(conflicts(rules, BOTH, readings={"UA-last": "same"}).result, Possible)
    with pytest.raises(ValueError, match="strict, same"):
        _ = found.result


def test_levels_and_days_decide_who_takes_part() -> None:
    """An inferred condition only where asked for, a past one only as of its days."""
    rules = dossier(
        {
            "UA-last": {"condition": CIRCLE["UA-last"], "from": "2022-03-01", "until": "2022-04-01"},
            "RU-last": {"condition": CIRCLE["RU-last"], "level": "inferred"},
        }
    )

    assert isinstance(conflicts(rules, BOTH, as_of="2022-03-10").result, Possible)
    assert isinstance(conflicts(rules, BOTH, as_of="2022-03-10", level="inferred").result, InConflict)
    assert isinstance(conflicts(rules, BOTH, as_of="2022-03-10", also=["RU-last"]).result, InConflict)
    assert isinstance(conflicts(rules, BOTH, as_of="2022-04-01", level="inferred").result, Possible)


def test_quotes_stand_beside_each_condition() -> None:
    """In words, with who said it."""
    rules = dossier(
        {"UA-last": {"condition": CIRCLE["UA-last"], "source": "minister"}, "RU-last": CIRCLE["RU-last"]},
        statements={"minister": {"speaker": "The minister", "for": "UA", "said": "2022-03-29", "quote": "after you"}},
    )
    ours = in_conflict(conflicts(rules, BOTH)).cores[0].conditions[0]

    assert ("“after you” (The minister, for Ukraine, on 2022-03-29)",) == ours.quotes


# --- concessions ----------------------------------------------------------------------------


TWO = {
    **CIRCLE,
    "UA-first": "withdrawal only after summit",
    "RU-first": "summit only after withdrawal",
    "RU-more": "summit only on or after withdrawal + 3 days",
}
ALL_FOUR = [*BOTH, "withdrawal", "summit"]


def test_separate_conflicts_multiply() -> None:
    """Each part has its own concession sets; together they are all combinations."""
    result = in_conflict(conflicts(dossier(TWO), ALL_FOUR))

    assert 2 == len(result.parts)
    assert [2, 2] == [len(part.concessions) for part in result.parts]
    assert 4 == result.count == len(concessions(result))


def test_the_cheapest_by_weight() -> None:
    """What weighs more is kept; a party's weight is that of each of its conditions."""
    result = in_conflict(conflicts(dossier(TWO), ALL_FOUR))
    even, light = result.cheapest(), result.cheapest({"UA": 5, "RU-more": 1})
    assert even is not None
    assert light is not None

    assert 2 == even.weight
    assert {"RU-last", "RU-first", "RU-more"} == {one.id for one in light.conditions}
    assert {"RU": Fraction(3)} == light.gives


def test_none_of_the_equally_cheap_is_left_out() -> None:
    """Which of them stands first would be a choice between the parties."""
    result = in_conflict(conflicts(dossier(TWO), ALL_FOUR))
    cheapest = result.cheapest()
    assert cheapest is not None

    found = equally_cheap(result, cheapest, {})

    least = [one for one in concessions(result) if len(one) == cheapest.weight]
    assert set(least) == {frozenset(one.id for one in each.conditions) for each in found}
    assert len(least) == len(found) > 1


def test_the_cheapest_without_all_cores() -> None:
    """Where not all cores were listed it is still proved to be the cheapest."""
    result = in_conflict(conflicts(dossier(TWO), ALL_FOUR, most=1))
    found = result.cheapest({"RU": Fraction(1, 2)})
    assert found is not None

    assert Fraction(3, 2) == found.weight


def test_the_burden_shared() -> None:
    """No way on the front asks less of one party and no more of the other than another."""
    front = in_conflict(conflicts(dossier(TWO), ALL_FOUR)).front()

    assert front.complete
    ways = [{("UA", 2)}, {("RU", 1), ("UA", 1)}, {("RU", 3)}]
    assert {frozenset((code, Fraction(count)) for code, count in way) for way in ways} == {
        frozenset(one.gives.items()) for one in front.points
    }


def how(rules: Dossier, goal: list[str], condition: str, **more: Any) -> list[tuple[str, str]]:
    """How one condition could be weakened instead of given up."""
    result = in_conflict(conflicts(rules, goal, **more))
    given_up = next(one for one in result.concessions() if [condition] == [each.id for each in one])
    return [(way[0].how, way[0].text) for way in result.milder(given_up)]


def test_the_same_day_is_milder_than_strictly_after() -> None:
    """Where the other side insists on the same day."""
    rules = dossier(
        {"UA-after": "ua_signs only after ru_signs", "RU-same": "ru_signs only on the same day as ua_signs"}
    )

    assert [("the same day is enough", "ua_signs only on or after ru_signs")] == how(rules, BOTH, "UA-after")


def test_agreed_in_principle_is_milder_than_resolved() -> None:
    """A lower rung."""
    rules = dossier({"RU-crimea": "ru_signs only if crimea is resolved", "UA-crimea": "never crimea.resolved"})
    found = how(rules, ["ru_signs"], "RU-crimea")

    assert (
        "agreed in principle or later is enough",
        "ru_signs only if crimea is agreed_in_principle or later",
    ) in found


def test_a_majority_is_milder_than_all() -> None:
    """Of three, one of whom never will."""
    rules = Dossier.build(
        {
            "dossier": "groups",
            "parties": {"UA": {"name": "Ukraine"}, "US": {"name": "United States"}},
            "groups": {"guarantors": {"members": ["US", "GB", "FR"]}},
            "events": {"ua_signs": {}, "ratify": {"each": "guarantors"}},
            "conditions": {
                "UA-all": {"party": "UA", "condition": "ua_signs only after all of guarantors ratify"},
                "US-no": {"party": "US", "condition": "never ratify[US]"},
            },
        }
    )

    assert [("a majority is enough", "ua_signs only after majority of guarantors ratify")] == how(
        rules, ["ua_signs"], "UA-all"
    )


def test_a_deadline_is_put_off_by_no_more_than_it_must() -> None:
    """The other side needs ten days."""
    rules = dossier(
        {
            "UA-soon": "ru_signs within 3 days of ua_signs",
            "UA-date": "ru_signs on or before 2022-05-01",
            "RU-late": "ru_signs only from ua_signs + 10 days",
        }
    )
    goal = ["ua_signs", "ua_signs on or after 2022-04-20", "ru_signs"]

    assert [("10 days instead of 3 days", "ru_signs within 10 days of ua_signs")] == how(rules, goal, "UA-soon")
    later = ["ua_signs on or after 2022-04-25", "ru_signs"]
    assert ["2022-05-05 instead of 2022-05-01"] == [
        way[1].how
        for given_up in in_conflict(conflicts(rules, later)).concessions()
        if ["UA-soon", "UA-date"] == [one.id for one in given_up]
        for way in in_conflict(conflicts(rules, later)).milder(given_up)
    ]


def test_plain_data_have_everything() -> None:
    """For JSON."""
    data = conflicts(dossier(CIRCLE), BOTH, given="summit").to_dict()

    assert BOTH == data["goal"]
    assert ["summit"] == data["given"]
    result = data["results"][0]  # type: ignore[index] # plain data
    assert "in conflict" == result["result"]
    assert [["UA-last"], ["RU-last"]] == result["concessions"]
    assert ["UA", "RU"] == result["could_clear_it_alone"]


# --- what is told, and what is not --------------------------------------------------------------


def test_progress_is_told_for_every_choice_of_readings() -> None:
    """How many have been looked at, and how many there are."""
    rules = dossier(
        {"UA-last": {"readings": {"strict": CIRCLE["UA-last"], "same": "ua_signs only on or after ru_signs"}}}
    )
    told: list[tuple[int, int]] = []
    conflicts(rules, BOTH, progress=lambda done, whole: told.append((done, whole)))

    assert [(1, 2), (2, 2)] == told


def test_numbers_and_values_of_a_course() -> None:
    """Facts on which something hangs have a value; what a scenario knows is kept."""
    rules = dossier(
        {
            "UA-votes": "ua_signs only if votes is more than 10 ballots and status is neutral",
            "RU-words": "ru_signs only if approved",
        },
        facts={"votes": {"unit": "ballots"}, "status": {"values": ["neutral", "aligned"]}, "approved": {}, "idle": {}},
    )
    known = Scenario.build(
        {"scenario": "known", "world": "open", "facts": {"approved": "yes", "votes": {"from": "11 ballots"}}}
    )
    found = conflicts(rules, BOTH, scenario=known)
    assert isinstance(found.result, Possible)
    course = found.result.course

    facts = {str(name): value for name, value in course.scenario.facts.items()}
    assert {"status": "neutral"} == course.facts
    assert {"approved", "votes", "status"} == set(facts)
    assert "yes" == facts["approved"]
    parties = check(rules, course.scenario).parties.values()
    assert {Answer.MET} == {party.compliance for party in parties}


def test_plain_data_of_every_result() -> None:
    """Possible with its course, impossible with what contradicts itself, unsettled; in JSON."""
    rules = dossier(CIRCLE)

    def result(**asked: Any) -> Any:
        return conflicts(rules, **asked).to_dict()["results"][0]  # type: ignore[index] # plain data

    assert "possible" == result(goal="summit")["result"]
    assert [{"day": "2000-01-02", "events": ["summit"]}] == result(goal="summit")["course"]["timeline"]
    assert {"reading": "", "result": "impossible", "because": ["summit", "never summit"]} == result(
        goal="summit", given="never summit"
    )
    assert "unsettled" == result(goal="summit", timeout=0)["result"]


def test_readings_of_terms_can_be_chosen() -> None:
    """And one that there is not is told."""
    rules = dossier(
        {"RU-last": CIRCLE["RU-last"]},
        terms={
            "UA-term": {
                "party": "UA",
                "label": "who signs last",
                "readings": {"strict": CIRCLE["UA-last"], "none": "summit"},
            }
        },
    )

    assert isinstance(conflicts(rules, BOTH, also=["UA-term"], readings={"UA-term": "strict"}).result, InConflict)
    assert isinstance(conflicts(rules, BOTH, also=["UA-term"], readings={"UA-term": "none"}).result, Possible)
    with pytest.raises(UnknownNameError, match="unknown reading `nome`"):
        conflicts(rules, BOTH, also=["UA-term"], readings={"UA-term": "nome"})


def test_milder_forms_of_orders_and_of_several() -> None:
    """Before becomes on or before; two of three are enough; a fixed day is put off."""
    rules = dossier({"UA-first": "ua_signs before ru_signs", "RU-same": "ru_signs only on the same day as ua_signs"})
    assert ("the same day is enough", "ua_signs on or before ru_signs") in how(rules, BOTH, "UA-first")

    rules = dossier({"UA-three": "ua_signs only if referendum and withdrawal and summit", "RU-no": "never summit"})
    found = how(rules, ["ua_signs"], "UA-three")
    assert ("most of them are enough", "ua_signs only if at least 2 of (referendum, withdrawal, summit)") in found

    rules = dossier({"UA-by": "ua_signs only before 2022-05-01", "RU-late": "ua_signs on or after 2022-06-01"})
    assert "2022-06-02 instead of 2022-05-01" in [one for one, _ in how(rules, ["ua_signs"], "UA-by")]


def test_only_what_must_have_come_before_the_positions_does_so() -> None:
    """A deadline that has passed keeps its own act before it; everything else begins on the day after the positions."""
    conditions = {
        "A-deadline": {"party": "A", "condition": "y on or before 2020-01-01", "from": "2021-01-01"},
        "A-decade": {"party": "A", "condition": "x only from z + 10 years", "from": "2021-01-01"},
    }
    made = {"dossier": "d", "parties": {"A": {"name": "Aland"}}, "events": {"x": {}, "y": {}, "z": {}}}

    found = conflicts(Dossier.build({**made, "conditions": conditions}), "x").result

    assert isinstance(found, Possible)
    assert {"y": "2020-01-01", "z": "2021-01-02", "x": "2031-01-02"} == {
        step.events[0]: str(step.on) for step in found.course.scenario.timeline
    }
