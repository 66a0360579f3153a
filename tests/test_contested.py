"""Facts and days of which sources differ: every answer with each, given once if all agree; and viewpoints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.check import check
from conditions.contested import MOST_VERSIONS, decide_each
from conditions.contested import contested as contested_in
from conditions.errors import ScenarioError
from conditions.expectations import mismatches
from conditions.explain import explain, to_text
from conditions.language.base import Scope
from conditions.language.grammar import parse
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.results import CheckResult
from conditions.verdicts import Answer, Status, Why
from tests.command_line import run

SOURCES = {
    "e3-letter": {"speaker": "The E3", "for": "E3", "said": "2025-08-28"},
    "iran-letter": {"speaker": "Iran", "for": "IR", "said": "2025-08-29"},
}
DOSSIER = {
    "dossier": "d",
    "parties": {"E3": {"name": "E3"}, "IR": {"name": "Iran"}},
    "events": {"back": {}, "notice": {}, "talks": {}},
    "facts": {"valid": {}, "fair": {}, "votes": {"number": "yes"}},
    "statements": SOURCES,
}
TOLD = {"told": [{"value": "yes", "source": "e3-letter"}, {"value": "no", "source": "iran-letter"}]}


def dossier(**conditions: Any) -> Dossier:
    """A dossier with these conditions of Iran."""
    held = {
        name: {"party": "IR", **(said if isinstance(said, dict) else {"condition": said})}
        for name, said in conditions.items()
    }
    return Dossier.build({**DOSSIER, "conditions": held})


def scenario(**fields: Any) -> Scenario:
    """A closed scenario."""
    return Scenario.build({"scenario": "so", "world": "closed", **fields})


def checked(condition: Any, **fields: Any) -> CheckResult:
    """The check of one condition, `a`."""
    return check(dossier(a=condition), scenario(**fields))


# --- contested facts ------------------------------------------------------------


def test_where_the_values_give_different_answers_it_is_contested() -> None:
    """Unknown, with the reason, and the answer for each value with its source."""
    result = checked("back only if valid", timeline=["back"], facts={"valid": TOLD})
    verdict = result.conditions["a"].verdicts[""]

    assert (Status.UNDECIDED, Answer.UNKNOWN, Answer.UNKNOWN, False) == (
        verdict.status,
        verdict.answer,
        verdict.compliance,
        verdict.final,
    )
    assert [(Why.CONTESTED, "valid")] == [(reason.why, reason.what) for reason in verdict.reasons]
    assert {"valid: yes (e3-letter)": Answer.MET, "valid: no (iran-letter)": Answer.NOT_MET} == {
        label: one.answer for label, one in verdict.versions.items()
    }
    assert ("valid",) == result.parties["IR"].by_reading[""].contested


@pytest.mark.parametrize(
    ("condition", "timeline", "status"),
    [
        ("back only if valid or not valid", ["back"], Status.SATISFIED),
        ("back only if valid and not valid", ["back"], Status.VIOLATED),
        ("back only after notice", ["notice", {"then": "back"}], Status.SATISFIED),
        ("talks only if valid or not valid", [], Status.READY),
    ],
)
def test_where_they_agree_the_answer_is_given_once(condition: str, timeline: Any, status: Status) -> None:
    """Also where the reference alone could not decide it."""
    verdict = checked(condition, timeline=timeline, facts={"valid": TOLD}).conditions["a"].verdicts[""]

    assert (status, {}, ()) == (verdict.status, verdict.versions, verdict.reasons)


def test_another_reason_stays_the_reason() -> None:
    """If the answer is unknown with every value, what is contested does not matter."""
    verdict = (
        checked("back only if valid or fair", timeline=["back"], facts={"valid": {"told": [{"value": "no"}] * 2}})
        .conditions["a"]
        .verdicts[""]
    )

    assert [(Why.MISSING, "fair")] == [(reason.why, reason.what) for reason in verdict.reasons]


def test_the_headline_and_compliance_may_differ_in_what_is_contested() -> None:
    """An act that never happens keeps compliance met with either value."""
    verdict = checked("back only if valid", facts={"valid": TOLD}).conditions["a"].verdicts[""]

    assert (Answer.UNKNOWN, Answer.MET, True) == (verdict.answer, verdict.compliance, verdict.vacuous)


def test_numbers_can_be_contested() -> None:
    """Each source with its number, or a range."""
    told = {"told": [{"value": "60"}, {"value": {"from": "40", "to": "45"}}]}
    verdict = checked("back only if votes is at least 50", timeline=["back"], facts={"votes": told})

    assert {"votes: 60": Answer.MET, "votes: at least 40 and at most 45": Answer.NOT_MET} == {
        label: one.answer for label, one in verdict.conditions["a"].verdicts[""].versions.items()
    }


values = st.sampled_from(["yes", "no"])


@given(
    st.sampled_from(["valid", "fair", "valid and fair", "valid or not fair", "valid or not valid", "not valid"]),
    st.lists(values, min_size=2, max_size=3),
    st.lists(values, min_size=2, max_size=3),
    st.booleans(),
)
def test_the_answer_is_that_of_every_value(requires: str, first: list[str], second: list[str], happens: bool) -> None:
    """If checking with each of the values by itself gives one answer, that is the answer; else it is unknown."""
    timeline = ["back"] if happens else []
    facts = {name: {"told": [{"value": one} for one in told]} for name, told in (("valid", first), ("fair", second))}
    found = checked(f"back only if {requires}", timeline=timeline, facts=facts).conditions["a"]
    each = [
        checked(f"back only if {requires}", timeline=timeline, facts={"valid": one, "fair": other}).conditions["a"]
        for one in first
        for other in second
    ]
    for question in ("answer", "compliance"):
        answers = {getattr(one, question) for one in each}

        assert getattr(found, question) is (answers.pop() if len(answers) == 1 else Answer.UNKNOWN)


def test_too_many_values_are_not_worked_out() -> None:
    """The answer is then what holds with all values at once, at worst unknown."""
    facts: dict[str, Any] = {f"f{number}": {} for number in range(7)}
    of = Dossier.build({**DOSSIER, "facts": facts, "conditions": {"a": {"party": "IR", "condition": "f0 or not f0"}}})
    contested = scenario(facts={name: {"told": [{"value": "yes"}, {"value": "no"}]} for name in facts})
    result = check(of, contested)

    assert 2 ** len(facts) > MOST_VERSIONS
    assert Answer.UNKNOWN is result.conditions["a"].answer
    formula = parse("f0 or not f0").lower(Scope(of.vocabulary))
    assert Answer.UNKNOWN is decide_each(formula, result.known, contested_in(contested, of.vocabulary)).answer


def test_a_contested_fact_needs_two_values() -> None:
    """One value is simply a value."""
    with pytest.raises(ScenarioError) as caught:
        scenario(facts={"valid": {"told": [{"value": "yes"}]}})

    assert "too-few" == caught.value.problems[0].code


# --- disputed days --------------------------------------------------------------


def disputed(*entries: Any) -> list[Any]:
    """Entries of the notice, each marked as disputed."""
    return [{"event": "notice", "disputed": "yes", **entry} for entry in entries]


@pytest.mark.parametrize(
    ("talks", "answer", "why"),
    [
        ("2025-08-27", Answer.NOT_MET, []),
        ("2025-08-29", Answer.UNKNOWN, [Why.CONTESTED]),
        ("2025-09-01", Answer.MET, []),
    ],
)
def test_a_disputed_day_is_unknown_between_the_days(talks: str, answer: Answer, why: list[Why]) -> None:
    """And contested where that matters."""
    timeline = [*disputed({"on": "2025-08-28"}, {"on": "2025-08-30"}), {"talks": talks}]
    verdict = checked("talks only after notice", timeline=timeline).conditions["a"].verdicts[""]

    assert (answer, why) == (verdict.answer, [reason.why for reason in verdict.reasons if reason.what == "notice"])


def test_it_may_be_disputed_whether_it_happened() -> None:
    """One source gives a day, another says that it never did."""
    timeline = [*disputed({"on": "2025-08-28"}, {"happens": "no"}), {"talks": "2025-09-01"}]
    verdict = checked("talks only after notice", timeline=timeline).conditions["a"].verdicts[""]

    assert Answer.UNKNOWN is verdict.answer
    assert (Why.CONTESTED, "notice") in {(reason.why, reason.what) for reason in verdict.reasons}


@pytest.mark.parametrize(
    ("timeline", "code"),
    [
        ([{"notice": "2025-08-28"}, {"notice": "2025-08-30"}], "two-days"),
        (disputed({"on": "2025-08-28"}), "disputed-alone"),
        ([*disputed({"on": "2025-08-28"}), {"notice": "2025-08-30"}], "two-days"),
    ],
)
def test_two_days_without_a_dispute_are_a_mistake(timeline: list[Any], code: str) -> None:
    """And so is a dispute in which nobody contradicts."""
    with pytest.raises(ScenarioError) as caught:
        checked("talks only after notice", timeline=timeline)

    assert code in [problem.code for problem in caught.value.problems]


def test_a_disputed_entry_gives_no_order() -> None:
    """It says what one source says: a day, or that it never happened."""
    with pytest.raises(ScenarioError) as caught:
        scenario(timeline=["talks", {"event": "notice", "disputed": "yes", "after": "talks"}])

    assert "disputed-order" == caught.value.problems[0].code


# --- viewpoints -----------------------------------------------------------------


def seen(**fields: Any) -> CheckResult:
    """A condition of E3 on a notice that E3 and Iran value differently, with a reading for each."""
    condition = {"party": "E3", "readings": {"wide": "back only after notice", "narrow": "back only if valid"}}
    views = {
        "E3": {"facts": {"valid": "yes"}, "readings": {"a": "narrow"}, "expect": {"E3": "met"}},
        "IR": {"label": "Iran", "facts": {"valid": "no"}, "readings": {"a": "narrow"}},
    }
    return check(
        dossier(a=condition), scenario(**{"timeline": ["notice", {"then": "back"}], "viewpoints": views, **fields})
    )


def test_one_run_gives_every_answer() -> None:
    """What is known to all leaves it to the reading; each viewpoint has its own answer."""
    result = seen()

    assert (Answer.MET, Answer.UNKNOWN) == tuple(one.answer for one in result.conditions["a"].verdicts.values())
    assert {"E3": Answer.MET, "IR": Answer.NOT_MET} == {
        name: view.parties["E3"].answer for name, view in result.viewpoints.items()
    }
    assert ["narrow"] == list(result.viewpoints["E3"].conditions["a"].verdicts)


def test_a_viewpoint_replaces_the_value_of_the_scenario() -> None:
    """Its facts come before those of the scenario; what it does not value stays."""
    result = seen(facts={"valid": "unknown", "fair": "yes"})

    assert {"E3": Answer.MET, "IR": Answer.NOT_MET} == {
        name: view.parties["E3"].answer for name, view in result.viewpoints.items()
    }
    assert result.known.fact("fair") == result.viewpoints["E3"].known.fact("fair")


def test_a_reading_asked_for_comes_before_that_of_a_viewpoint() -> None:
    """As for the scenario itself."""
    condition = {"party": "E3", "readings": {"wide": "back only after notice", "narrow": "back only if valid"}}
    views = {"IR": {"facts": {"valid": "no"}, "readings": {"a": "narrow"}}}
    asked = scenario(timeline=["notice", {"then": "back"}], viewpoints=views)

    assert (
        Answer.MET is check(dossier(a=condition), asked, readings={"a": "wide"}).viewpoints["IR"].parties["E3"].answer
    )


def test_expectations_of_a_viewpoint() -> None:
    """Are compared with its answers, and stand at its place."""
    views = {"IR": {"facts": {"valid": "no"}, "readings": {"a": "narrow"}, "expect": {"E3": "met"}}}
    (mismatch,) = mismatches(seen(viewpoints=views))

    assert (("viewpoints", "IR", "expect", "E3"), "met", "not met") == (mismatch.path, mismatch.expected, mismatch.got)
    assert () == mismatches(seen())


def test_results_as_data_hold_the_viewpoints() -> None:
    """Each with its parties and conditions."""
    data = json.loads(json.dumps(seen().to_dict()))

    assert {"E3", "IR"} == set(data["viewpoints"])
    assert "not met" == data["viewpoints"]["IR"]["parties"]["E3"]["answer"]


# --- as they are shown ----------------------------------------------------------

FILES = {
    "dossier.yaml": """\
dossier: d
parties: {E3: {name: The E3}, IR: {name: Iran}}
events: {back: {}, notice: {}}
facts: {valid: {}}
statements:
  e3-letter: {speaker: The E3, for: E3, said: 2025-08-28}
  iran-letter: {speaker: Iran, for: IR, said: 2025-08-29}
conditions:
  E3-valid: {party: E3, condition: back only if valid, source: e3-letter}
""",
    "a.scenario.yaml": """\
scenario: the sanctions are back
world: closed
timeline: [back]
facts:
  valid:
    told:
      - {value: yes, source: e3-letter}
      - {value: no, source: iran-letter}
viewpoints:
  E3: {facts: {valid: yes}, expect: {E3: met}}
  IR: {label: Iran, facts: {valid: no}, expect: {E3: met}}
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a contested fact and two viewpoints, of which one expects what does not come out."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_shows_viewpoints_and_what_is_contested(folder: Path) -> None:
    """And the failed expectation at its line."""
    done = run("check", folder, "-v")

    assert 1 == done.code
    assert "contested: valid" in done.stdout
    assert "with valid: no (iran-letter): ✗ NOT MET" in done.stdout
    assert "as seen by Iran" in done.stdout
    assert "a.scenario.yaml:11:" in done.stdout
    assert "as seen by Iran" in run("check", folder, "--format", "markdown").stdout
    assert (
        "not met"
        == json.loads(run("check", folder, "--format", "json").stdout)["scenarios"][0]["viewpoints"]["IR"]["parties"][
            "E3"
        ]["answer"]
    )


def test_an_explanation_of_a_viewpoint(folder: Path) -> None:
    """As one of them has it; without a name, what is known to all, with the answer for each value."""
    assert "[met] The E3: E3-valid" in run("explain", folder, "--viewpoint", "E3").stdout
    assert "With valid: no (iran-letter) it is not met" in run("explain", folder).stdout

    wrong = run("explain", folder, "--viewpoint", "US")
    assert (2, True) == (wrong.code, "unknown viewpoint `US`" in wrong.stderr)


def test_an_explanation_says_with_which_value_what_comes_out() -> None:
    """Both, with their sources."""
    told = to_text(explain(checked("back only if valid", timeline=["back"], facts={"valid": TOLD}), "a")[0])

    assert "With valid: yes (e3-letter) it is met." in told
    assert "(contested)" in told
