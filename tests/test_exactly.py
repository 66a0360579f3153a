"""Checking over all completions: the answers beside those of Kleene logic."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.check import check
from conditions.engines.exact.verdicts import ExactVerdict
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.testing.drawn_dossiers import dossiers
from conditions.testing.drawn_scenarios import scenarios
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
