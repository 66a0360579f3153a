"""What the scenarios of a dossier exercise."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

from conditions.coverage import Coverage, Rule, coverage
from conditions.files.dossier import dump_dossier
from conditions.files.scenario import dump_scenario
from conditions.model.scenario import Scenario
from conditions.verdicts import Status
from tests.command_line import run
from tests.rule_sets import course, rule_set


def covered(*scenarios: Scenario) -> Coverage:
    """The coverage of the small dossier."""
    return coverage(rule_set(), scenarios)


def reached(found: Coverage) -> set[tuple[str, str]]:
    """The goals that some scenario reaches."""
    return {(str(goal.rule), goal.answer) for goal in found.goals if goal.scenarios}


def test_without_scenarios_nothing_is_exercised() -> None:
    """Every rule has two goals, and none is reached."""
    found = covered()

    assert 10 == len(found.goals) == len(found.missed)
    assert Fraction(0) == found.percent
    assert ["minister", "envoy"] == [one.statement for one in found.unexercised]


def test_a_dossier_without_rules_is_exercised() -> None:
    """There is nothing that a scenario could miss."""
    found = coverage(rule_set(conditions={}, moments={}, states={}), [])

    assert 100 == found.percent
    assert () == found.sentences


def test_a_status_is_that_of_each_reading() -> None:
    """On the same day only the loose reading is met."""
    found = covered(course(["referendum", "ua_signs"], title="together"))

    assert {Status.VIOLATED: ("together",)} == found.statuses[Rule("conditions", "UA-vote", "strict")]
    assert {Status.SATISFIED: ("together",)} == found.statuses[Rule("conditions", "UA-vote", "loose")]
    assert {("UA-vote (strict)", "not met"), ("UA-vote (loose)", "met")} <= reached(found)


def test_what_is_kept_because_nothing_was_asked_is_not_exercised() -> None:
    """A demand that speaks of an event that never happens."""
    dossier = rule_set(conditions={"UA-if": {"party": "UA", "condition": "if referendum then withdrawal"}})

    assert "met" not in {answer for _, answer in reached(coverage(dossier, [course("ua_signs")]))}
    assert "met" in {answer for _, answer in reached(coverage(dossier, [course("referendum", "withdrawal")]))}


def test_readiness_counts() -> None:
    """That a party would be free to act is an answer, and so is that it would not."""
    found = covered(course("referendum"), course())

    assert {("UA-vote (strict)", "met"), ("UA-vote (strict)", "not met")} <= reached(found)


def test_a_condition_that_is_not_in_force_is_not_exercised() -> None:
    """Whatever the scenario expects."""
    conditions = {"UA-late": {"party": "UA", "condition": "ua_signs only after referendum", "from": "2022-05-01"}}
    dossier = rule_set(conditions=conditions)
    found = coverage(dossier, [course("ua_signs", as_of="2022-04-01", expect_compliance={"UA-late": "not met"})])

    assert {} == found.statuses[Rule("conditions", "UA-late")]


def test_a_condition_that_does_not_count_is_exercised_where_something_is_expected_of_it() -> None:
    """An inferred one."""
    conditions = {"UA-guess": {"party": "UA", "condition": "never ua_signs", "level": "inferred"}}
    dossier = rule_set(conditions=conditions)
    expecting = course("ua_signs", expect={"UA-guess": "not met"})

    assert {} == coverage(dossier, [course("ua_signs")]).statuses[Rule("conditions", "UA-guess")]
    assert [Status.VIOLATED] == [*coverage(dossier, [expecting]).statuses[Rule("conditions", "UA-guess")]]


def test_an_exact_answer_that_is_expected_counts() -> None:
    """What is known leaves it open, and it is met in any case."""
    conditions = {"UA-either": {"party": "UA", "condition": "referendum or never referendum"}}
    dossier, rule = rule_set(conditions=conditions), Rule("conditions", "UA-either")
    exact = course(world="open", expect_exactly={"UA-either": "met"})

    assert [Status.UNDECIDED] == [*coverage(dossier, [course(world="open")]).statuses[rule]]
    assert Status.SATISFIED in coverage(dossier, [exact]).statuses[rule]


def test_a_preference_has_no_goals() -> None:
    """It decides no verdict."""
    conditions = {"UA-wish": {"party": "UA", "condition": "never ua_signs", "modality": "preference"}}

    assert {} == coverage(rule_set(conditions=conditions), []).statuses


def test_moments_come_or_not_and_states_are_in_force_or_not() -> None:
    """A state only on a day of which something is expected."""
    asked = {"truce": {"2022-04-01": "no", "2022-04-02": "yes"}}
    timeline = {"withdrawal": "2022-04-02", "referendum": "2022-05-01"}
    found = covered(course(*[{name: day} for name, day in timeline.items()], expect_in_force=asked))

    assert {("deadline", "comes"), ("truce", "in force"), ("truce", "not in force")} <= reached(found)
    assert ("deadline", "does not come") not in reached(found)


def test_an_obligation_is_owed_or_not() -> None:
    """After an incident."""
    owed = {"debtors": "RU", "to": "UA", "duty": "help", "trigger": "aggression"}
    dossier = rule_set(instruments={"pact": {"in_force": "ua_signs", "obligations": {"help": owed}}})
    incident = {"incident": "aggression", "day": "2022-05-01"}
    found = coverage(dossier, [course({"ua_signs": "2022-04-01"}, incidents=[incident])])

    assert ("pact.help", "obliged") in reached(found)
    assert {("pact.help", "not obliged"), ("pact", "in force")} <= {(str(one.rule), one.answer) for one in found.missed}


def test_a_sentence_is_exercised_if_something_that_rests_on_it_is() -> None:
    """A sentence on which nothing rests is not counted."""
    found = covered(course(["withdrawal", "ua_signs"], {"then": "ru_signs"}))

    assert ["minister", "envoy"] == [one.statement for one in found.sentences]
    assert () == found.unexercised
    assert "example: 4 of 10 answers exercised (40 %), 0 of 2 sentences not" == found.summary


# --- the command ---------------------------------------------------------------------


def folder(where: Path, *scenarios: Scenario) -> Path:
    """The small dossier with scenarios, as files."""
    (where / "dossier.yaml").write_text(dump_dossier(rule_set()), encoding="utf-8")
    for number, scenario in enumerate(scenarios):
        (where / f"{number}.scenario.yaml").write_text(dump_scenario(scenario), encoding="utf-8")
    return where


def test_the_command_lists_what_is_missing(tmp_path: Path) -> None:
    """Readings with their statuses, then answers, then sentences with their quotes."""
    done = run("coverage", folder(tmp_path, course(["referendum", "ua_signs"], as_of="2022-04-01")))

    assert 0 == done.code
    assert [
        "example",
        "  1 scenario · 4 of 10 answers exercised, 40 % · 0 of 2 sentences not",
        "",
        "  UA-vote (strict): violated 1",
        "  UA-vote (loose): satisfied 1",
        "  RU-both: waiting 1",
        "",
        "No scenario brings this about",
        "  UA-vote (strict): met",
        "  UA-vote (loose): not met",
        "  RU-both: met",
        "  deadline: does not come",
        "  truce: in force · not in force",
    ] == done.lines[:13]


def test_the_command_quotes_sentences_that_nothing_exercises(tmp_path: Path) -> None:
    """With who said them."""
    guess = {"party": "UA", "condition": "never ua_signs", "level": "inferred", "source": "minister"}
    path = folder(tmp_path, course("referendum"))
    (path / "dossier.yaml").write_text(dump_dossier(rule_set(conditions={"UA-guess": guess})), encoding="utf-8")
    done = run("coverage", path, "--format", "markdown")

    assert "| UA-guess |  | 0 | 0 | 0 | 0 | 0 |" in done.stdout
    assert "- minister: “after a vote” — The minister, for Ukraine, on 2022-03-29" in done.stdout
    assert "The minister, for Ukraine, on 2022-03-29" in run("coverage", path).stdout


def test_the_command_fails_below_a_percentage(tmp_path: Path) -> None:
    """Exactly that percentage is enough."""
    path = folder(tmp_path, course(["referendum", "ua_signs"]))

    assert 0 == run("coverage", path, "--fail-under", "40").code
    assert 1 == run("coverage", path, "--fail-under", "40.1").code
    assert "example: 40.0 % of the answers are exercised, less than 41 %\n" == (
        run("coverage", path, "--fail-under", "41").stderr
    )
    assert 2 == run("coverage", path, "--fail-under", "101").code


def test_the_command_in_one_line_and_as_data(tmp_path: Path) -> None:
    """What a test run prints at its end, and everything."""
    path = folder(tmp_path, course(["referendum", "ua_signs"]))
    (data,) = json.loads(run("coverage", path, "--format", "json").stdout)

    assert [covered(course(["referendum", "ua_signs"])).summary] == run("coverage", path, "--quiet").lines
    assert (40, 4, 10) == (data["percent"], data["reached"], len(data["goals"]))
    assert {"section": "conditions", "name": "UA-vote", "reading": "strict", "answer": "met", "scenarios": []} == (
        data["goals"][0]
    )


def test_a_folder_without_scenarios_is_refused(tmp_path: Path) -> None:
    """Nothing could be exercised."""
    assert 2 == run("coverage", folder(tmp_path)).code
