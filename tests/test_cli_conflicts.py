"""`conditions conflicts` and `conditions concessions`: text, JSON, exit codes, the time given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import ISTANBUL, run

DOSSIER = """
dossier: talks
parties: {UA: {name: Ukraine}, RU: {name: Russia}}
events: {ua_signs: {label: Ukraine signs}, ru_signs: {label: Russia signs}, summit: {}, vote: {}}
statements:
  minister: {speaker: The minister, for: UA, said: 2022-03-29, quote: after you}
conditions:
  UA-last: {party: UA, condition: ua_signs only after ru_signs, source: minister}
  RU-last: {party: RU, condition: ru_signs only on or after ua_signs}
  UA-no-vote: {party: UA, condition: never vote}
"""
BOTH = ("--goal", "ua_signs", "--goal", "ru_signs")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with the dossier, and a scenario in which Ukraine has signed."""
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    scenario = "scenario: signed\nworld: until 2022-05-01\ntimeline: [{ua_signs: 2022-04-01}]\n"
    (tmp_path / "signed.scenario.yaml").write_text(scenario, encoding="utf-8")
    return tmp_path


def test_a_conflict_in_words_and_quotes(talks: Path) -> None:
    """Cores with the quotes behind them, who could clear it, what could be given up; within 80 columns."""
    done = run("conflicts", talks, *BOTH)
    text = " ".join(done.stdout.split())

    assert 1 == done.code
    assert "✗ IN CONFLICT conflict 1: Ukraine and Russia" in text
    assert "UA-last: “Ukraine signs” only after “Russia signs” - “after you” (The minister, for Ukraine" in text
    assert "could clear it alone: Ukraine and Russia" in text
    assert "2 smallest sets to give up: - give up UA-last - give up RU-last" in text
    assert 80 >= max(map(len, done.lines))


def test_possible_with_a_course(talks: Path) -> None:
    """Day by day, on the first days there are."""
    done = run("conflicts", talks, "--goal", "summit", "--as-of", "2022-04-26")

    assert 0 == done.code
    assert "✓ POSSIBLE" in done.stdout
    assert "2022-04-27  summit" in " ".join(done.stdout.split("\n")).replace("2022-04-27 ", "2022-04-27  ")


def test_impossible_with_what_cannot_hold(talks: Path) -> None:
    """Goal and background, not the conditions."""
    done = run("conflicts", talks, "--goal", "summit", "--given", "never summit")

    assert 1 == done.code
    assert "✗ IMPOSSIBLE, whatever the parties want" in done.stdout
    assert "given: " in done.stdout


def test_one_party_against_the_goal_or_against_itself(talks: Path) -> None:
    """Told apart from a conflict between parties; one condition cannot stand against itself, but against the goal."""
    alone = run("conflicts", talks, "--goal", "vote")
    itself = run("conflicts", talks, "--goal", "vote or (ua_signs and never ru_signs)")

    assert "conflict 1: Ukraine, whose condition rules the goal out by itself" in alone.stdout
    assert "conflict 1: Ukraine stands against itself" in itself.stdout


def test_no_goal_is_said(talks: Path) -> None:
    """Doing nothing keeps every gate."""
    done = run("conflicts", talks)

    assert 0 == done.code
    assert "no goal was given" in done.stdout


def test_a_scenario_to_begin_with(talks: Path) -> None:
    """By its file, or by its name in the folder: what has happened cannot be undone."""
    by_file = run("conflicts", talks / "signed.scenario.yaml", "--goal", "summit")
    by_name = run("conflicts", talks, "--scenario", "signed", "--goal", "summit")

    assert by_file.stdout == by_name.stdout
    assert "conflict 1: Ukraine, whose condition rules the goal out by itself" in by_file.stdout


def test_json_has_everything(talks: Path) -> None:
    """Cores, concession sets, who could clear it, the course."""
    done = run("conflicts", talks, *BOTH, "--format", "json")
    result = json.loads(done.stdout)["results"][0]

    assert "in conflict" == result["result"]
    assert [["UA-last"], ["RU-last"]] == result["concessions"]
    assert [["UA-last", "RU-last"]] == [core["conditions"] for part in result["parts"] for core in part["cores"]]


def test_what_each_side_would_give(talks: Path) -> None:
    """The cheapest by weight, the milder form, and the course that it makes possible."""
    done = run("concessions", talks, *BOTH, "--weight", "RU=1/2", "--as-of", "2022-04-26")
    text = " ".join(done.stdout.split())

    assert 1 == done.code
    assert "cheapest: RU-last (Russia 0.5)" in text
    assert "or only weaken: UA-last: the same day is enough (`ua_signs only on or after ru_signs`)" in text
    assert "2022-04-27 Ukraine signs" in text
    data = json.loads(run("concessions", talks, *BOTH, "--format", "json").stdout)["results"][0]
    assert "1" == data["cheapest"]["weight"]
    assert "the same day is enough" == data["concessions"][0]["milder"][0][0]["how"]


def test_nothing_need_be_given_up(talks: Path) -> None:
    """Where there is no conflict."""
    done = run("concessions", talks, "--goal", "summit")

    assert 0 == done.code
    assert "nothing need be given up" in done.stdout


def test_the_time_is_over(talks: Path) -> None:
    """It says what is not proved, and exits with 3."""
    done = run("conflicts", talks, *BOTH, "--timeout", "0")

    assert 3 == done.code
    assert "? NOT SETTLED: the time was over" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--goal", "ua_sings"), "did you mean `ua_signs`?"),
        (("--goal", "summit", "--also", "UA-lats"), "unknown condition or term `UA-lats`"),
        (("--goal", "summit", "--level", "loud"), "'loud' is not one of"),
    ],
)
def test_mistakes_are_told_in_place(talks: Path, arguments: tuple[str, ...], message: str) -> None:
    """On standard error, with exit code 2."""
    done = run("conflicts", talks, *arguments)

    assert 2 == done.code
    assert message in done.stderr


def test_weights_are_above_nothing(talks: Path) -> None:
    """And of conditions or parties that there are."""
    assert "with a number above 0" in run("concessions", talks, "--weight", "UA=0").stderr
    assert "unknown condition or party `AU`" in run("concessions", talks, *BOTH, "--weight", "AU=2").stderr


def test_readings_of_istanbul() -> None:
    """Each choice that matters has its result."""
    done = run("conflicts", ISTANBUL, *BOTH, "--as-of", "2022-04-26", "--level", "inferred", "--as-told-by", "RU")

    assert 1 == done.code
    assert ["as read: strict", "as read: lenient", "as read: separation"] == [
        line for line in done.lines if line.startswith("as read")
    ]
    assert 80 >= max(map(len, done.lines))


def test_what_nobody_has_said_is_marked() -> None:
    """A hypothetical condition in a conflict is not taken for a stated one."""
    done = run("conflicts", ISTANBUL, *BOTH, "--level", "hypothetical")

    assert "    RU-withdraws-after-signature (the_rest) (hypothetical: nobody has said so):" in done.lines


def test_what_the_dossier_leaves_open_is_said() -> None:
    """A course of events in which all guarantors ratify takes something for granted where nobody has named them."""
    done = run("conflicts", ISTANBUL, "--goal", "all of guarantors ratify")

    assert "  left open by the dossier, and taken either way: the members of guarantors are" in done.lines
    assert 0 == done.code


GOALS = """
goals:
  both-sign: {reach: [ua_signs, ru_signs], given: ua_signs on or after 2022-06-01, as_of: 2022-05-01}
  summit-first: {reach: summit, as_of: 2022-06-01}
  any-day: {reach: summit}
"""


def test_goals_of_the_dossier(talks: Path) -> None:
    """A goal is asked for by its name, with what it says is given and its day; other words may stand beside it."""
    with (talks / "dossier.yaml").open("a", encoding="utf-8") as file:
        file.write(GOALS)
    named = json.loads(run("conflicts", talks, "--goal", "both-sign", "--goal", "summit", "--format", "json").stdout)
    written = ("--given", "ua_signs on or after 2022-06-01", "--as-of", "2022-05-01")
    said = json.loads(run("conflicts", talks, *BOTH, "--goal", "summit", *written, "--format", "json").stdout)

    assert said == named
    assert ["ua_signs", "ru_signs", "summit"] == named["goal"]


def test_goals_for_different_days(talks: Path) -> None:
    """Whose positions would count cannot be guessed, unless the day is asked for."""
    with (talks / "dossier.yaml").open("a", encoding="utf-8") as file:
        file.write(GOALS)
    goals = ("--goal", "both-sign", "--goal", "summit-first")

    done = run("conflicts", talks, *goals)
    assert 2 == done.code
    assert "these goals are for the positions of different days" in done.stderr
    assert "`--as-of`" in done.stderr
    assert 1 == run("conflicts", talks, *goals, "--as-of", "2022-05-01").code
