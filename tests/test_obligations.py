"""Who must act after an incident: debtors, times, triggers, territory, what is open, and the life of an obligation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from conditions.binding import know
from conditions.check import check
from conditions.errors import DossierError, ScenarioError
from conditions.expectations import mismatches
from conditions.model.dossier import Dossier
from conditions.model.incidents import Incident
from conditions.model.scenario import Scenario
from conditions.obligations import DutyResult, ObligationsResult, obligations
from conditions.obligations.ask import duties
from conditions.obligations.places import Places
from conditions.obligations.question import asked as question_after
from conditions.truth import conjunction

ZONES: dict[str, dict[str, Any]] = {
    "land": {"label": "the land"},
    "north": {"part_of": "land"},
    "south": {"part_of": "land"},
    "town": {"part_of": "north"},
    "delta": {"part_of": "south"},
    "border_town": {"part_of": ["north", "land"], "near": "delta"},
    "both_sides": {"part_of": ["north", "delta"]},
    "island": {},
}
PACT: dict[str, Any] = {
    "dossier": "pact",
    "parties": {"NO": {"name": "Norway"}, "AT": {"name": "Austria"}, "CH": {"name": "Switzerland"}},
    "groups": {"allies": {"members": ["NO", "AT"]}, "partners": {"members": ["AT", "CH"]}},
    "events": {name: {} for name in ("signed", "ended", "waived", "help_sent", "pause", "resume", "enlarged")}
    | {"help": {"each": "allies"}},
    "zones": ZONES,
}
AID: dict[str, Any] = {"debtors": "AT", "to": "NO", "duty": "help", "trigger": "attack"}


def dossier(
    instrument: Mapping[str, Any] | None = None, parts: Mapping[str, Any] | None = None, **owed: Any
) -> Dossier:
    """The pact with one obligation, called `aid`, and perhaps with other parts."""
    pact = {"in_force": "signed and not ended", "obligations": {"aid": {**AID, **owed}}, **(instrument or {})}
    return Dossier.build({**PACT, **(parts or {}), "instruments": {"pact": pact}})


def asked(
    pact: Dossier, *incidents: Mapping[str, Any], world: str = "closed", timeline: Any = None, **more: Any
) -> ObligationsResult:
    """The answers after incidents in May 2030, in a world in which the pact has been signed in April."""
    told = {"signed": "2030-04-01", **(timeline or {})}
    listed = [{"incident": "attack", "day": "2030-05-01", **incident} for incident in incidents or [{}]]
    return obligations(
        pact, Scenario.build({"scenario": "so", "world": world, "timeline": told, "incidents": listed, **more})
    )


def only(result: ObligationsResult) -> DutyResult:
    """The only answer."""
    ((duty,),) = [one.duties for one in result.incidents]
    return duty


def said(result: ObligationsResult) -> str:
    """All answers in the order of incidents and debtors."""
    return ", ".join(f"{duty.debtor} {duty.answer.value}" for one in result.incidents for duty in one.duties)


def why(duty: DutyResult) -> list[str]:
    """The deciding clauses."""
    return [ground.words for ground in duty.deciding]


# --- debtors ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("debtors", "expected"),
    [
        ("AT", "AT obliged"),
        ("each of allies", "NO not obliged, AT obliged"),
        ("all of allies", "all of allies obliged"),
        ("any of allies", "any of allies obliged"),
        ("allies", "all of allies obliged"),
        (["AT", "CH"], "AT obliged, CH obliged"),
    ],
)
def test_every_debtor_has_an_answer_of_its_own(debtors: Any, expected: str) -> None:
    """Each owes by itself; all and any owe together; nobody owes anything to itself."""
    assert expected == said(asked(dossier(debtors=debtors)))


def test_a_creditor_among_the_debtors_is_not_obliged_for_that_reason() -> None:
    """The clause says so."""
    norway, _ = asked(dossier(debtors="each of allies")).incidents[0].duties

    assert ["Norway is the one to whom it is owed"] == why(norway)


def test_unnamed_debtors_have_one_answer_and_named_ones_each() -> None:
    """Who is meant does not change whether they must act."""
    groups = {"groups": {"allies": {"unnamed": "several"}}}
    unnamed = dossier(parts=groups, debtors="each of allies")

    assert "each of allies obliged" == said(asked(unnamed))
    assert "CH obliged, AT obliged" == said(asked(unnamed, groups={"allies": ["CH", "AT"]}))


def test_who_has_left_the_group_owes_nothing() -> None:
    """Membership is that of the day of the incident; a day that is not known exactly leaves it open."""
    members = [{"party": "AT", "until": "2030-05-01"}, {"party": "CH", "from": "2030-05"}, "FR"]
    pact = dossier(parts={"groups": {"allies": {"members": members}}}, debtors="each of allies")

    assert "AT not obliged, CH unknown, FR obliged" == said(asked(pact, {"day": "2030-05-02"}))
    assert "AT obliged, CH not obliged, FR obliged" == said(asked(pact, {"day": "2030-04-30"}))


# --- times ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("owed", "timeline", "day", "expected", "kind", "state"),
    [
        ({}, {}, "2030-04-01", "obliged", "instrument", "triggered"),
        ({}, {}, "2030-03-31", "not obliged", "instrument", "created"),
        ({}, {}, "2030-03", "not obliged", "instrument", "created"),
        ({}, {}, "2030-03-31/2030-04-01", "unknown", "instrument", "unknown"),
        ({}, {"ended": "2030-05-01"}, "2030-05-01", "not obliged", "instrument", "created"),
        ({"until": "2030-05-01"}, {}, "2030-04-30", "obliged", "instrument", "triggered"),
        ({"until": "2030-05-01"}, {}, "2030-05-01", "not obliged", "ended", "expired"),
        ({"until": "signed + 1 month"}, {}, "2030-05-01", "not obliged", "ended", "expired"),
        ({"discharged": "waived"}, {"waived": "2030-04-20"}, "2030-04-30", "not obliged", "discharged", "discharged"),
        ({"suspended": {"from": "pause", "until": "resume"}}, {"pause": "2030-04-20"}, "2030-04-30", "not obliged",
         "suspended", "suspended"),
        ({"suspended": {"from": "pause", "until": "resume"}}, {"pause": "2030-04-20", "resume": "2030-04-30"},
         "2030-04-30", "obliged", "instrument", "triggered"),
    ],
)  # fmt: skip
def test_times_are_judged_on_the_day_of_the_incident(
    owed: Any, timeline: Any, day: str, expected: str, kind: str, state: str
) -> None:
    """In force, not ended, not suspended, not discharged: each from its first day, included."""
    duty = only(asked(dossier(**owed), {"day": day}, timeline=timeline))

    assert (expected, kind, state) == (duty.answer.value, duty.deciding[0].kind, duty.state)


def test_an_incident_without_a_day_is_judged_on_any_day() -> None:
    """The answer is unknown unless it is the same on all days."""
    assert "AT unknown" == said(asked(dossier(), {"day": None}))
    assert "AT obliged" == said(asked(dossier(instrument={"in_force": "2000-01-01"}), {"day": "2001/.."}))


def test_what_is_missing_of_the_instrument_is_named() -> None:
    """Not in force, with what has not happened."""
    duty = only(asked(dossier(), {"day": "2030-03-01"}))

    (words,) = why(duty)
    assert words.startswith("“pact” is not in force that day (signed on or before that day: it is on 2030-04-01")


# --- triggers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trigger", "kind", "expected"),
    [
        ("attack", "attack", "obliged"),
        (["attack", "flood"], "flood", "obliged"),
        ("attack", "unknown", "unknown"),
        ([], "unknown", "obliged"),
    ],
)
def test_only_an_incident_of_its_kind_triggers_an_obligation(trigger: Any, kind: str, expected: str) -> None:
    """Without a trigger it is owed in any case."""
    assert expected == only(asked(dossier(trigger=trigger), {"incident": kind})).answer.value


def test_an_incident_of_another_kind_triggers_nothing() -> None:
    """The clause names both kinds."""
    both = {"aid": AID, "boats": {**AID, "trigger": "flood"}}
    pact = dossier(instrument={"obligations": both})
    _, boats = asked(pact).incidents[0].duties

    assert ("not obliged", "in force") == (boats.answer.value, boats.state)
    assert ["the incident is “attack”, and only “flood” triggers it"] == why(boats)


# --- territory -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "expected", "words"),
    [
        ("town", "obliged", "town is part of the land"),
        ("land", "unknown", "the land is wider than delta, which is excepted"),
        ("south", "unknown", "south is wider than delta, which is excepted"),
        ("delta", "not obliged", "delta is itself excepted"),
        ("border_town", "unknown", "border_town is near delta, which is excepted; whether it belongs to it is open"),
        ("both_sides", "not obliged", "both_sides is part of delta, which is excepted"),
        ("north", "unknown", "north lies only partly in delta, which is excepted"),
        ("island", "not obliged", "island is not named as part of the land"),
        (None, "unknown", "where the incident happened is not known"),
    ],
)  # fmt: skip
def test_zones_decide_where_an_obligation_holds(place: str | None, expected: str, words: str) -> None:
    """Inside and not in an exception; partly inside, near, and nowhere known are open."""
    duty = only(asked(dossier(scope={"within": "land", "except": "delta"}), {"place": place}))

    assert expected == duty.answer.value
    assert words in why(duty)


def test_a_scope_may_change_with_the_date() -> None:
    """An exception counts from its first day, included, to its last, excluded."""
    pact = dossier(scope={"within": "land", "except": {"zone": "delta", "from": "2030-05-01", "until": "enlarged"}})
    days = ["2030-04-30", "2030-05-01", "2030-05-31", "2030-06-01"]
    incidents = [{"id": f"i{n}", "day": day, "place": "delta"} for n, day in enumerate(days)]
    found = asked(pact, *incidents, timeline={"enlarged": "2030-06-01"})

    assert "AT obliged, AT not obliged, AT not obliged, AT obliged" == said(found)


def test_a_scope_that_changes_on_an_unknown_day_is_open() -> None:
    """The clause says why."""
    pact = dossier(scope={"within": ["north", {"zone": "south", "from": "enlarged"}]})
    duty = only(asked(pact, {"place": "delta"}, timeline={"enlarged": "2030-04/2030-06"}))

    assert "unknown" == duty.answer.value
    assert "and south may not count that day" in why(duty)[0] or "south may not count that day" in why(duty)[0]


@pytest.mark.parametrize(
    ("latitude", "expected"),
    [("43.9", "not obliged"), ("44", "obliged"), ("44.0000001", "obliged"), ("60", "not obliged"), (None, "unknown")],
)
def test_a_limit_of_latitude_is_exact(latitude: str | None, expected: str) -> None:
    """From 44 degrees to under 60, both given exactly; without a latitude it is open."""
    limits = {"latitude": {"from": "44.0 degrees", "to": "59.999999999 degrees"}}
    pact = dossier(parts={"zones": {"belt": limits, "x": {}}}, scope={"within": "belt"})
    duty = only(asked(pact, {"place": "x", "latitude": latitude}))

    assert expected == duty.answer.value


SQUARE = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]],
}


@pytest.mark.parametrize(
    ("longitude", "latitude", "expected"),
    [
        ("3", "3", "obliged"),
        ("1.5", "1.5", "not obliged"),
        ("5", "3", "not obliged"),
        ("4", "3", "unknown"),
        ("1", "1.5", "unknown"),
        ("0", "0", "unknown"),
        ("3.9999999999999999999", "4", "unknown"),
        ("-1", "0", "not obliged"),
    ],
)
def test_a_shape_decides_where_coordinates_are_given(longitude: str, latitude: str, expected: str) -> None:
    """Inside, in a hole, outside; what lies on a border is open."""
    pact = dossier(parts={"zones": {"square": {"geometry": SQUARE}}}, scope={"within": "square"})

    assert expected == only(asked(pact, {"longitude": longitude, "latitude": latitude})).answer.value


# --- what is open --------------------------------------------------------------------------


def open_pact(**readings: Any) -> Dossier:
    """The pact with an open question about the border town."""
    bears_on = ["border_town", "aid"]
    which = {"question": "Is the border town in the delta?", "readings": readings, "bears_on": bears_on}
    return dossier(parts={"ambiguities": {"which": which}}, scope={"within": "land", "except": "delta"})


def test_readings_that_name_zones_are_answered_each() -> None:
    """The answer is unknown, with the answer of each reading and the question."""
    pact = open_pact(
        inside={"says": "it is", "part_of": {"border_town": "delta"}},
        outside={"says": "it is not", "not_part_of": {"border_town": "delta"}},
    )
    duty = only(asked(pact, {"place": "border_town"}))

    assert ("unknown", ("which",)) == (duty.answer.value, duty.ambiguities)
    assert {"inside": "not obliged", "outside": "obliged"} == {k: v.value for k, v in duty.by_reading.items()}
    assert "Is the border town in the delta? (which)" in why(duty)[0]


scopes = st.lists(st.sampled_from(sorted(ZONES)), max_size=2, unique=True)
meanings = st.dictionaries(st.sampled_from(sorted(ZONES)), st.sampled_from(sorted(ZONES)), max_size=2)


@given(scopes, scopes, st.sampled_from([*sorted(ZONES), None]), meanings, meanings)
def test_the_truth_of_a_place_is_that_of_its_clauses(
    within: list[str], outside: list[str], place: str | None, part_of: dict[str, str], not_part_of: dict[str, str]
) -> None:
    """In every reading: it is worked out without their words where only the truth is asked."""
    which = {
        "question": "Which is it?",
        "bears_on": ["border_town", "delta"],
        "readings": {"one": {"says": "so", "part_of": part_of}, "other": {"says": "so", "not_part_of": not_part_of}},
    }
    try:
        pact = dossier(parts={"ambiguities": {"which": which}}, scope={"within": within, "except": outside})
    except DossierError:
        reject()
    scenario = Scenario.build({"scenario": "x", "world": "closed", "timeline": ["signed"]})
    known = know(scenario, pact.vocabulary)
    incident = Incident.model_validate({"incident": "attack", **({"place": place} if place else {})})
    question = question_after(pact, pact.vocabulary, known, incident, "attack")
    for readings in ({}, {"which": "one"}, {"which": "other"}):
        places = Places(question, duties(pact)[0], readings)

        assert conjunction(ground.truth for ground in places.grounds()) is places.truth()


def test_readings_that_name_no_zones_leave_it_open() -> None:
    """The question is named."""
    duty = only(asked(open_pact(one="so", other="so"), {"place": "border_town"}))

    assert ("unknown", ("which",), {}) == (duty.answer.value, duty.ambiguities, dict(duty.by_reading))


def test_an_open_question_does_not_open_what_is_certain() -> None:
    """Other places keep their answers."""
    pact = open_pact(one="so", other="so")

    assert "AT obliged, AT not obliged" == said(asked(pact, {"place": "town"}, {"place": "both_sides"}))


def test_readings_do_not_matter_where_the_instrument_is_not_in_force() -> None:
    """Not obliged either way."""
    pact = open_pact(
        inside={"says": "it is", "part_of": {"border_town": "delta"}},
        outside={"says": "it is not", "not_part_of": {"border_town": "delta"}},
    )
    duty = only(asked(pact, {"place": "border_town", "day": "2030-01-01"}))

    assert ("not obliged", {}) == (duty.answer.value, dict(duty.by_reading))


# --- the life of an obligation ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("world", "timeline", "owed", "expected"),
    [
        ("closed", {"help_sent": "2030-05-08"}, {}, "fulfilled"),
        ("closed", {"help_sent": "2030-05-15"}, {}, "fulfilled"),
        ("closed", {"help_sent": "2030-05-16"}, {}, "violated"),
        ("closed", {"help_sent": "2030-04-30"}, {}, "violated"),
        ("closed", {}, {}, "violated"),
        ("until 2030-05-14", {}, {}, "triggered"),
        ("until 2030-05-15", {}, {}, "violated"),
        ("open", {"ended": "never"}, {}, "triggered"),
        ("open", {}, {}, "unknown"),
        ("closed", {"help_sent": "2030-05"}, {}, "triggered"),
        ("closed", {"waived": "2030-05-10"}, {"discharged": "waived"}, "discharged"),
        ("closed", {"waived": "2030-05-16"}, {"discharged": "waived"}, "violated"),
        ("closed", {"waived": "2030-05-10", "help_sent": "2030-05-05"}, {"discharged": "waived"}, "fulfilled"),
        ("closed", {"ended": "2030-05-10", "help_sent": "2030-05-12"}, {"until": "2030-05-05"}, "fulfilled"),
        ("closed", {}, {"deadline": None}, "triggered"),
    ],
)
def test_the_life_of_an_obligation(world: str, timeline: Any, owed: Any, expected: str) -> None:
    """Performed within two weeks, that day included, or violated, unless it was discharged before."""
    pact = dossier(performance="help_sent", **{"deadline": "2 weeks", **owed})

    assert expected == only(asked(pact, world=world, timeline=timeline)).state


def test_steps_have_their_days() -> None:
    """Calendar periods count from the day of the incident."""
    pact = dossier(performance="help_sent", consultation="3 days", deadline="1 month")
    duty = only(asked(pact, {"day": "2030-05-31"}, timeline={"help_sent": "2030-07-02"}))

    assert [
        ("created", "", ""),
        ("in force", "2030-04-01", ""),
        ("triggered", "2030-05-31", ""),
        ("consultation until", "2030-06-03", ""),
        ("due by", "2030-06-30", ""),
        ("violated", "2030-07-01", "performed late, on 2030-07-02"),
    ] == [(phase.stage, phase.when, phase.note) for phase in duty.phases]


def test_steps_of_an_incident_of_an_uncertain_day_have_ranges() -> None:
    """The deadline moves with it."""
    duty = only(asked(dossier(deadline="10 days"), {"day": "2030-05-01/2030-05-03"}))

    assert {"triggered": "2030-05-01 to 2030-05-03", "due by": "2030-05-11 to 2030-05-13"}.items() <= {
        phase.stage: phase.when for phase in duty.phases
    }.items()


@pytest.mark.parametrize(
    ("debtors", "by", "expected"),
    [
        ("each of partners", "AT", {"AT": "fulfilled", "CH": "violated"}),
        ("all of partners", "AT", {"all of partners": "fulfilled"}),
        ("any of partners", "CH", {"any of partners": "fulfilled"}),
        ("all of partners", [], {"all of partners": "fulfilled"}),
        ("AT", [], {"AT": "fulfilled"}),
    ],
)
def test_performance_counts_for_those_who_owe_together(debtors: str, by: Any, expected: dict[str, str]) -> None:
    """Of several who owe jointly, or of whom any may act, one is enough; each who owes for itself must act."""
    pact = dossier(debtors=debtors, deadline="2 weeks")
    done = {"obligation": "pact.aid", "by": by, "on": "2030-05-05"}
    (result,) = asked(pact, {"performed": done}).incidents

    assert expected == {duty.debtor: duty.state for duty in result.duties}


def test_an_event_of_each_member_performs_for_that_member() -> None:
    """`help[AT]` is Austria's."""
    (result,) = asked(
        dossier(debtors="each of allies", performance="help", deadline="2 weeks", to="CH"),
        timeline={"help[AT]": "2030-05-02"},
    ).incidents

    assert {"NO": "violated", "AT": "fulfilled"} == {duty.debtor: duty.state for duty in result.duties}


# --- results, expectations, mistakes -----------------------------------------------------------


def test_results_are_plain_data_and_a_small_table() -> None:
    """They go into JSON and into notebooks, where nothing in them is markup."""
    result = asked(dossier(duty="<b>help</b>"), {"place": "town"})

    assert json.loads(json.dumps(result.to_dict()))["incidents"][0]["duties"][0]["answer"] == "obliged"
    assert result.to_records()[0]["debtor"] == "AT"
    assert "&lt;b&gt;help" in result._repr_html_()


@pytest.mark.parametrize(
    ("expected", "mismatch"),
    [
        ("obliged", None),
        ("not obliged", "town: expected answer not obliged, got obliged"),
        ({"aid": "violated"}, "town / aid: expected state violated, got triggered"),
        ({"aid": {"debtors": {"AT": "unknown"}}}, "town / aid / AT: expected answer unknown, got obliged"),
        ({"answer": "obliged", "state": "fulfilled"}, "town: expected state fulfilled, got triggered"),
    ],
)
def test_expectations_are_compared(expected: Any, mismatch: str | None) -> None:
    """Of every obligation, of one, of a debtor."""
    scenario = Scenario.build(
        {
            "scenario": "so",
            "world": "closed",
            "timeline": {"signed": "2030-04-01"},
            "incidents": [{"incident": "attack", "day": "2030-05-01", "place": "town"}],
            "expect_obligations": {"town": expected},
        }
    )
    found = [*map(str, mismatches(check(dossier(), scenario)))]

    assert ([mismatch] if mismatch else []) == found


def test_incidents_are_called_by_id_place_or_number() -> None:
    """A place that stands twice is no name."""
    town, delta = {"place": "town"}, {"place": "delta"}
    found = asked(dossier(), town, town, delta, {"id": "last", **delta}, {})

    assert ["1", "2", "delta", "last", "5"] == [one.name for one in found.incidents]
    with pytest.raises(KeyError):
        found["town"]


def test_too_many_answers_are_refused() -> None:
    """A thousand members and many incidents are cut off at once."""
    members = [f"P{number}" for number in range(1_000)]
    many = dossier(parts={"groups": {"allies": {"members": members}}}, debtors="each of allies")

    with pytest.raises(ScenarioError, match="make more than 20,000 answers"):
        asked(many, *[{} for _ in range(30)])
