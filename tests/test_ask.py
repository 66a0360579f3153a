"""The next question: what each answer settles is what `check` says once it is known, and who could know."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.check import check
from conditions.exactly import exactly
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.questions import SETTLED, Question, Questions, questions
from conditions.verdicts import Answer
from tests.small_conflicts import EVENTS, PARTIES, texts
from tests.small_conflicts import dossier as small

MET, NOT_MET = Answer.MET, Answer.NOT_MET
many = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def talks(**more: Any) -> Dossier:
    """Two parties, a vote and its result, with sources."""
    data: dict[str, Any] = {
        "dossier": "talks",
        "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
        "events": {
            "ua_signs": {"by": "UA"},
            "ru_signs": {"by": "RU"},
            "vote": {"by": "UA", "source": "minister"},
            "summit": {},
        },
        "facts": {"approved": {"source": "minister"}, "troops": {"number": True}, "status": {"values": ["x", "y"]}},
        "statements": {
            "minister": {"speaker": "The minister", "for": "UA", "quote": "only after the vote"},
            "envoy": {"speaker": "An envoy", "for": "RU", "quote": "we sign last"},
        },
        "conditions": {
            "UA-vote": {
                "party": "UA",
                "source": "minister",
                "readings": {
                    "held": "ua_signs only after vote",
                    "approved": "ua_signs only if vote and approved",
                },
            },
            "RU-last": {"party": "RU", "condition": "ru_signs only after ua_signs", "source": "envoy"},
            "RU-troops": {"party": "RU", "condition": "ru_signs only if troops is at most 100"},
        },
    }
    return Dossier.build({**data, **more})


def scenario(world: str = "closed", **more: Any) -> Scenario:
    """What is known; with no more troops than Russia asks for, unless another is said."""
    return Scenario.build({"scenario": "so far", "world": world, "facts": {"troops": "50"}, **more})


def about(found: Questions, name: str) -> Question:
    """The question about something."""
    return next(one for one in found.questions if one.about == name)


def settled(question: Question) -> dict[str, dict[str, Answer]]:
    """What each answer settles."""
    return {one.answer: dict(one.settled) for one in question.effects}


# --- by example ---------------------------------------------------------------------------


def test_an_event_of_which_it_is_unknown_whether_it_happened() -> None:
    """It settles what hangs on it; its party, and who spoke of it, could know."""
    known = scenario(timeline=[{"vote": "2022-04-01", "happens": "unknown"}, {"ua_signs": "2022-05-01"}])
    found = questions(talks(), known)
    vote = about(found, "vote")

    assert found.complete
    assert found.open == ("UA-vote",)
    assert settled(vote) == {"yes": {}, "no": {"UA-vote": NOT_MET}}
    assert (vote.least, vote.mean) == (0, Fraction(1, 2))
    assert [(one.name, one.why) for one in vote.whom] == [
        ("Ukraine", "it is theirs to do"),
        ("The minister, for Ukraine", "is a source of it"),
    ]


def test_a_reading_is_asked_of_those_who_said_it() -> None:
    """Held settles it, approved does not while the result is unknown."""
    found = questions(talks(), scenario(timeline=[{"vote": "2022-04-01"}, {"ua_signs": "2022-05-01"}]))
    reading = about(found, "UA-vote")

    assert reading.kind == "reading"
    assert settled(reading) == {"held": {"UA-vote": MET}, "approved": {}}
    assert [one.name for one in reading.whom] == ["The minister, for Ukraine"]


def test_a_fact_with_its_values() -> None:
    """The result of the vote settles the condition only where it was approved: else readings differ."""
    found = questions(talks(), scenario(timeline=[{"vote": "2022-04-01"}, {"ua_signs": "2022-05-01"}]))

    assert settled(about(found, "approved")) == {"yes": {"UA-vote": MET}, "no": {}}


def test_a_number_on_both_sides_of_what_it_is_compared_with() -> None:
    """Below, at and above the threshold, within the range that is known."""
    known = scenario(
        timeline=[{"ua_signs": "2022-05-01"}, {"ru_signs": "2022-05-02"}],
        facts={"troops": {"from": "90", "to": "200"}},
    )
    found = about(questions(talks(), known), "troops")

    assert {answer: one["RU-troops"] for answer, one in settled(found).items() if one} == {
        "90": MET,
        "99": MET,
        "100": MET,
        "101": NOT_MET,
        "200": NOT_MET,
    }


def test_an_order_of_two_events_that_happened() -> None:
    """Which came first is asked of both; days that are certain are not asked for."""
    known = scenario(timeline=["ua_signs", "ru_signs", "vote"], facts={"troops": "50", "approved": "yes"})
    found = questions(talks(), known)
    order = about(found, "ru_signs on or before ua_signs")

    assert settled(order) == {
        "ua_signs before ru_signs": {"RU-last": MET},
        "ru_signs on or before ua_signs": {"RU-last": NOT_MET},
    }
    assert [one.name for one in order.whom] == ["Russia", "Ukraine"]


def test_what_is_still_to_come_is_not_asked() -> None:
    """Nobody knows yet whether the vote will be held; it is told apart."""
    conditions = {"A": {"party": "UA", "condition": "if ua_signs then vote"}}
    known = scenario("until 2022-05-01", timeline=[{"ua_signs": "2022-04-02"}])
    found = questions(talks(conditions=conditions), known)

    assert found.open == ("A",)
    assert found.questions == ()
    assert found.to_come == ("vote",)


def test_where_all_is_settled_nothing_is_asked() -> None:
    """Not even what nobody knows."""
    conditions = {"A": {"party": "UA", "condition": "ua_signs only after vote"}}
    known = scenario(timeline=[{"vote": "2022-04-01"}, {"ua_signs": "2022-05-01"}])
    found = questions(talks(conditions=conditions), known)

    assert (found.open, found.questions, found.to_come) == ((), (), ())


def test_what_is_decided_in_all_completions_is_not_open() -> None:
    """It is met whether the vote was held or not: no question."""
    conditions = {"A": {"party": "UA", "condition": "ua_signs only if vote or not vote"}}
    known = scenario(timeline=[{"ua_signs": "2022-05-01"}, {"vote": "2022-04-01", "happens": "unknown"}])

    assert questions(talks(conditions=conditions), known).open == ()


def test_of_a_dossier_alone_nothing_is_known() -> None:
    """What a party waits for may have happened; a reading alone settles nothing."""
    found = questions(talks())

    assert found.open == ("UA-vote", "RU-last", "RU-troops")
    assert {one.about for one in found.questions} == {"vote", "troops", "ua_signs"}


def test_a_party_whose_answer_no_single_unknown_changes() -> None:
    """What Ukraine's answer turns on is told; Russia's turns on nothing that is open."""
    known = scenario(
        timeline=[{"vote": "2022-04-01"}, {"ua_signs": "2022-05-01"}, {"ru_signs": "2022-05-02"}], facts={"troops": "5"}
    )
    found = questions(talks(), known)

    assert {one.about for one in found.robust("UA")} == {"UA-vote", "approved"}
    assert found.robust("RU") == ()


def test_the_time_was_over() -> None:
    """Then it is said that not everything was tried."""
    found = questions(talks(), timeout=0)

    assert not found.complete
    assert found.questions == ()
    assert found.open


def test_the_same_as_plain_data() -> None:
    """With fractions as text."""
    known = scenario(timeline=[{"vote": "2022-04-01"}, {"ua_signs": "2022-05-01"}])
    data = questions(talks(), known).to_dict()

    assert data["open"] == ["UA-vote"]
    assert [one["mean"] for one in data["questions"]] == ["1/2", "1/2"]  # type: ignore[attr-defined]


# --- against checking again -----------------------------------------------------------------


@st.composite
def cases(draw: st.DrawFn) -> tuple[Dossier, dict[str, Any]]:
    """A small dossier, and what is known of its events and facts: their days, nothing, or that they never happen."""
    conditions = {
        f"C{number}": {"party": draw(st.sampled_from(PARTIES)), "condition": draw(texts())}
        for number in range(draw(st.integers(1, 4)))
    }
    steps = []
    for event in EVENTS:
        kind = draw(st.sampled_from(["known", "unknown", "never"]))
        day = f"2030-01-0{draw(st.integers(1, 3))}"
        if kind == "known":
            steps.append({event: day})
        elif kind == "unknown":
            steps.append({event: day, "happens": "unknown"})
    facts = {name: draw(st.sampled_from(["yes", "no"])) for name in ("p", "q") if draw(st.booleans())}
    return small(conditions), {"timeline": steps, "facts": facts}


def once_known(known: dict[str, Any], question: Question, answer: str) -> Scenario:
    """The scenario with the answer in it."""
    steps = [dict(step) for step in known["timeline"]]
    facts = dict(known["facts"])
    if question.kind == "fact":
        facts[question.about] = answer
    for step in list(steps):
        if question.kind == "event" and question.about in step:
            del step["happens"]
            if answer == "no":
                steps.remove(step)
    return scenario(timeline=steps, facts=facts)


@many
@given(cases())
def test_what_an_answer_settles_is_what_is_so_once_it_is_known(case: tuple[Dossier, dict[str, Any]]) -> None:
    """Every effect of every question, against a check of the scenario with the answer written into it."""
    dossier, known = case
    found = questions(dossier, scenario(**known))
    for question in found.questions:
        for effect in question.effects:
            again = exactly(check(dossier, once_known(known, question, effect.answer)))
            answers = {name: again.conditions[name].answer for name in found.open}

            assert {name: one for name, one in answers.items() if one in SETTLED} == dict(effect.settled)
            assert {code: again.parties[code].answer for code in effect.parties} == dict(effect.parties)


@many
@given(cases())
def test_nothing_that_settles_something_is_left_out(case: tuple[Dossier, dict[str, Any]]) -> None:
    """Every fact and event that is unknown is asked for, if an answer settles anything."""
    dossier, known = case
    found = questions(dossier, scenario(**known))
    asked = {one.about for one in found.questions}
    unknown = [next(iter(step)) for step in known["timeline"] if "happens" in step]
    for event in unknown:
        question = Question("event", event, (), ())
        results = [exactly(check(dossier, once_known(known, question, answer))) for answer in ("yes", "no")]
        settles = any(one.conditions[name].answer in SETTLED for one in results for name in found.open)

        assert settles == (event in asked)


@many
@given(cases())
def test_questions_are_in_the_order_of_what_they_settle(case: tuple[Dossier, dict[str, Any]]) -> None:
    """Most on average first."""
    dossier, known = case
    means = [one.mean for one in questions(dossier, scenario(**known)).questions]

    assert means == sorted(means, reverse=True)
