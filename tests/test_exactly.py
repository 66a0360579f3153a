"""Checking over all completions: the answers beside those of Kleene logic."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.certificates import Witness
from conditions.check import check
from conditions.engines.exact import OTHER, ExactTruth, Limit
from conditions.engines.exact.verdicts import ExactVerdict
from conditions.exactly import exactly
from conditions.expectations import expectations, mismatches
from conditions.explain.completions import witness_lines
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.testing.drawn_dossiers import dossiers
from conditions.testing.drawn_scenarios import scenarios
from conditions.truth import Truth
from conditions.verdicts import Answer, Status
from tests.command_line import ROOT, run
from tests.rule_sets import course, rule_set


def answers(condition: str, *timeline: Any, **more: Any) -> tuple[Answer, Answer, Answer]:
    """The headline answer by Kleene logic and the exact one, and exact compliance."""
    dossier = rule_set(
        conditions={"UA-one": {"party": "UA", "condition": condition}}, facts={"approved": {}}, states={}, statements={}
    )
    result = check(dossier, course(*timeline, **more), exact=True)
    assert result.exact is not None
    exact = result.exact.conditions["UA-one"]
    return result.conditions["UA-one"].answer, exact.answer, exact.compliance


def test_the_same_unknown_in_two_places() -> None:
    """Whether the referendum is held or not, it is kept: exact mode sees it."""
    found = answers("referendum or never referendum", world="open")

    assert (Answer.UNKNOWN, Answer.MET, Answer.MET) == found


def test_without_time_the_answer_stays_open() -> None:
    """It is not shown, and does not claim to be; nor is a proof begun for which there is no time."""
    dossier = rule_set(
        conditions={"UA-one": {"party": "UA", "condition": "referendum or never referendum"}},
        facts={"approved": {}},
        states={},
        statements={},
    )
    result = check(dossier, course(world="open"))
    verdict = exactly(result, Limit.seconds(0)).conditions["UA-one"].verdicts[""]

    assert isinstance(verdict, ExactVerdict)
    assert (Answer.UNKNOWN, False) == (verdict.answer, verdict.is_exact)
    assert Answer.MET is exactly(result, Limit.seconds(60)).conditions["UA-one"].answer


def test_a_gate_that_is_ready_either_way() -> None:
    """The act has not happened, and what it requires holds whatever the voters decide."""
    found = answers("ua_signs only if approved or not approved", facts={"approved": "unknown"})

    assert (Answer.UNKNOWN, Answer.MET, Answer.MET) == found


def test_what_was_violated_in_any_case() -> None:
    """It happened, and on no day on which it may have happened was it allowed."""
    condition = "if ua_signs then (approved and not approved)"

    assert (Answer.UNKNOWN, Answer.NOT_MET, Answer.NOT_MET) == answers(condition, "ua_signs")


def test_what_is_open_stays_open() -> None:
    """Exact mode does not guess."""
    found = answers("ua_signs only if approved", "ua_signs", facts={"approved": "unknown"})

    assert (Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN) == found


def test_without_asking_there_is_none() -> None:
    """And where it is asked for, the plain data have it too."""
    result = check(rule_set(), course("ua_signs"))

    assert result.exact is None
    assert "exact" not in result.to_dict()
    assert "exact" in check(rule_set(), course("ua_signs"), exact=True).to_dict()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_known_stays_known(data: st.DataObject) -> None:
    """In generated dossiers: every known answer is the same, and what is decided alone is shown."""
    dossier: Dossier = data.draw(dossiers())
    scenario: Scenario = data.draw(scenarios(dossier))
    result = check(dossier, scenario, exact=True)
    assert result.exact is not None

    for name, one in result.conditions.items():
        for reading, verdict in one.verdicts.items():
            exact = result.exact.conditions[name].verdicts[reading]
            assert verdict.answer in (Answer.UNKNOWN, exact.answer)
            assert verdict.compliance in (Answer.UNKNOWN, exact.compliance)
            assert exact is verdict or isinstance(exact, ExactVerdict)
            assert exact.answer is Answer.UNKNOWN or exact.status is not Status.UNDECIDED


def test_the_command_shows_where_it_differs(tmp_path: Any) -> None:
    """Beside the answer of the party, in words; and in JSON."""
    (tmp_path / "dossier.yaml").write_text(
        "dossier: d\nparties: {UA: {name: Ukraine}}\nevents: {vote: {}}\n"
        "conditions: {UA-vote: {party: UA, condition: vote or never vote}}\n",
        encoding="utf-8",
    )
    (tmp_path / "one.scenario.yaml").write_text("scenario: open\nworld: open\n", encoding="utf-8")
    plain, exact = run("check", tmp_path), run("check", tmp_path, "--exact")

    assert "exactly" not in plain.stdout
    assert "exactly, over all that may be so:\n  Ukraine (UA)  ✓ MET" in exact.stdout
    assert '"answer": "met"' in run("check", tmp_path, "--exact", "--format", "json").stdout


def test_expectations_are_compared_all_the_same() -> None:
    """Asking for exact answers asks the scenario nothing else."""
    done = run("check", ROOT / "scenarios/minsk-2015", "--exact", "--quiet")

    assert (0, "") == (done.code, done.stderr)


# --- expected in scenario files -----------------------------------------------------------------


EITHER = {"UA-one": {"party": "UA", "readings": {"either": "referendum or never referendum", "vote": "referendum"}}}
"""Read in one way it is kept in any case, in the other that is open where nothing is known of the vote."""


def missed(expected: Any, **more: Any) -> list[str]:
    """What is not as expected of exact answers where nothing is known of the referendum."""
    dossier = rule_set(conditions=EITHER, facts={}, states={}, statements={})
    scenario = course(world="open", expect_exactly=expected, **more)
    return [str(one) for one in mismatches(check(dossier, scenario))]


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ({"UA-one": {"either": "met", "vote": "unknown"}}, []),
        ({"UA-one": {"either": {"status": "satisfied", "compliance": "met", "final": "yes"}}}, []),
        ({"UA": {"either": "met", "vote": "undecided"}}, []),
        ({"UA-one": {"either": "unknown"}}, ["UA-one / either: expected exactly answer unknown, got met"]),
        ({"UA-one": {"vote": "met"}}, ["UA-one / vote: expected exactly answer met, got unknown"]),
        ({"UA": {"vote": "satisfied"}}, ["UA / vote: expected exactly status satisfied, got undecided"]),
        ({"UA": "unknown"}, ["UA: expected exactly answer unknown, got depends on the reading"]),
    ],
)
def test_exact_answers_are_expected_as_others_are(expected: Any, said: list[str]) -> None:
    """Of parties and conditions, by reading, by status and by flag."""
    assert said == missed(expected)


def test_both_answers_can_be_expected_of_one_scenario() -> None:
    """What is known leaves open what is so in any case; and so it is as a viewpoint sees it."""
    expected = {"expect": {"UA-one": {"either": "unknown"}}, "expect_exactly": {"UA-one": {"either": "met"}}}

    assert [] == missed({}, viewpoints={"RU": expected})
    assert [] == missed(expected["expect_exactly"], expect=expected["expect"])


def test_an_exact_expectation_has_a_name_and_a_place() -> None:
    """The name begins with the section, so that those of a file can be selected together."""
    names = [one.name for one in expectations(course(expect_exactly={"RU": {"strict": "waiting"}, "UA": "met"}))]

    assert ["exactly.RU.strict.status", "exactly.UA.answer"] == names


def test_a_search_that_was_cut_short_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even that the answer is unknown; what the search did not need is shown all the same."""
    monkeypatch.setattr("conditions.engines.exact.verdicts.exact", lambda *_: ExactTruth(Truth.UNKNOWN, None))

    cut = "the search over all that may be so was cut short"
    assert [f"UA-one / vote: expected exactly answer unknown, got no answer: {cut}"] == missed(
        {"UA-one": {"vote": {"answer": "unknown", "vacuous": "no"}}}
    )


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_else_can_be_expected_of_what_is_known(data: st.DataObject) -> None:
    """In generated dossiers: where what is known decides, an exact expectation of another answer fails."""
    dossier: Dossier = data.draw(dossiers())
    scenario: Scenario = data.draw(scenarios(dossier)).expecting_nothing()
    found = check(dossier, scenario)
    known = {
        name: one.answer.value
        for name, one in found.conditions.items()
        if one.answer in (Answer.MET, Answer.NOT_MET) and one.in_force is not Truth.FALSE
    }
    other = {name: "not met" if answer == "met" else "met" for name, answer in known.items()}

    for expected, missing in ((known, 0), (other, len(known)), (dict.fromkeys(known, "unknown"), len(known))):
        asked = Scenario.build({**scenario.model_dump(by_alias=True, mode="json"), "expect_exactly": expected})
        assert missing == len(mismatches(check(dossier, asked)))


def test_a_failure_shows_both_answers_and_a_course_of_events(tmp_path: Any) -> None:
    """Why what is known leaves it open, and a course of events for each way it may turn out."""
    (tmp_path / "dossier.yaml").write_text(
        "dossier: d\nparties: {UA: {name: Ukraine}}\nevents: {vote: {label: the vote}, feast: {}}\nfacts: {ok: {}}\n"
        "conditions:\n  UA-vote: {party: UA, condition: feast only after vote}\n"
        "  UA-either: {party: UA, condition: vote or never vote}\n"
        "  UA-ok: {party: UA, condition: ok}\n",
        encoding="utf-8",
    )
    (tmp_path / "one.scenario.yaml").write_text(
        "scenario: open\nworld: open\ntimeline: [{vote: maybe 2022-04-26}]\n"
        "expect_exactly: {UA-vote: met, UA-either: not met, UA-ok: met}\n",
        encoding="utf-8",
    )
    done = run("test", tmp_path)

    assert 1 == done.code
    assert "expected exactly `met`, got `unknown`" in done.stdout
    assert "[unknown] what it requires, were the act to happen next" in done.stdout
    assert "    it may not be so, as in this course of events:\n      2022-04-26: feast" in done.stdout
    assert "    so in every course of events, this one among them:\n      never: the vote" in done.stdout
    assert "      ok: no\n    and it may be so, as in this one:\n      never: the vote\n      ok: yes" in done.stdout


def test_courses_without_days_are_counted_from_the_first() -> None:
    """Nobody said a year, so none is shown; a value that nobody declared is another one."""
    witness = Witness({"referendum": 5, "ua_signs": 5, "ru_signs": None}, {"status": OTHER, "count": Fraction(3, 2)})
    vocabulary = rule_set(facts={"count": {"unit": "persons"}}).vocabulary

    assert [
        "day 1: referendum; ua_signs",
        "never: ru_signs",
        "status: another value",
        "count: 1.5 persons",
    ] == list(witness_lines(witness, vocabulary, ""))
    assert ["nothing happens"] == list(witness_lines(Witness({}, {}), vocabulary, ""))
