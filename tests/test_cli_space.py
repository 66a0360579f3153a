"""`conditions space`: text, JSON, exit codes, the time given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import ISTANBUL, run

DOSSIER = """
dossier: talks
parties: {UA: {name: Ukraine}, RU: {name: Russia}}
events: {ua_signs: {label: Ukraine signs}, ru_signs: {label: Russia signs}, vote: {}}
facts: {approved: {}, status: {values: [neutral, allied]}}
conditions:
  UA-vote: {party: UA, condition: ua_signs only after vote}
  UA-approved: {party: UA, condition: ua_signs only if approved}
  RU-last: {party: RU, readings: {after: ru_signs only after ua_signs, with: ru_signs only on or after ua_signs}}
"""
BOTH = ("--goal", "ua_signs", "--goal", "ru_signs")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with the dossier, and a scenario in which the voters have approved."""
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    scenario = "scenario: approved\nworld: until 2022-05-01\ntimeline: [{vote: 2022-04-01}]\nfacts: {approved: yes}\n"
    (tmp_path / "approved.scenario.yaml").write_text(scenario, encoding="utf-8")
    return tmp_path


def test_room_with_what_each_condition_costs(talks: Path) -> None:
    """For each reading that matters its size, costs, backbone and what is free; within 80 columns."""
    done = run("space", talks, *BOTH)
    text = " ".join(done.stdout.split())

    assert 0 == done.code
    assert "if no condition need be kept: 18 packages" in text
    assert "as read: RU-last: after ✓ ROOM: 1 package, 5.56 % of all" in text
    assert "as read: RU-last: with ✓ ROOM: 2 packages, 11.11 % of all" in text
    assert "so in every package: approved; ua_signs; ru_signs; vote; vote before ua_signs;" in text
    assert 80 >= max(map(len, done.lines))


def test_no_room(talks: Path) -> None:
    """A goal that conditions rule out, and one that nothing allows."""
    done = run("space", talks, *BOTH, "--goal", "not approved")

    assert 1 == done.code
    assert "✗ NO ROOM: no package keeps every condition" in done.stdout
    assert 1 == run("space", talks, *BOTH, "--given", "never vote", "--given", "vote").code


def test_the_time_was_over(talks: Path) -> None:
    """Then nothing is claimed."""
    done = run("space", talks, *BOTH, "--timeout", "0")

    assert 3 == done.code
    assert "if no condition need be kept: an unknown number of packages" in done.stdout


def test_a_scenario_says_what_is_known(talks: Path) -> None:
    """What has happened is no longer counted."""
    done = run("space", talks / "approved.scenario.yaml", *BOTH, "--reading", "RU-last=with")

    assert 0 == done.code
    assert "if no condition need be kept: 2 packages" in done.stdout


def test_packages_listed_and_drawn(talks: Path) -> None:
    """Each with what happens, in which order, and facts; a draw repeats with its seed."""
    arguments = ("space", talks, *BOTH, "--reading", "RU-last=with", "--packages", "5", "--sample", "2", "--seed", "3")
    done = run(*arguments)
    text = " ".join(done.stdout.split())

    assert "package 1: happens:" in text
    assert "vote before ua_signs" in text
    assert "drawn 2, seed 3:" in text
    assert "facts: approved: yes" in text
    assert done.stdout == run(*arguments).stdout


def test_odds(talks: Path) -> None:
    """Chance leaves room with the probability of the one event that it decides."""
    done = run("space", talks, *BOTH, "--reading", "RU-last=with", "--odds", "approved=2/3", "--odds", "vote=1/2")

    assert "chance leaves room with 33.33 % (1/3)" in " ".join(done.stdout.split())


@pytest.mark.parametrize("odds", ["approved", "approved=", "approved=x", "approved=1/0", "approved=3", "nobody=1/2"])
def test_odds_that_are_none(talks: Path, odds: str) -> None:
    """The command line cannot be understood."""
    assert 2 == run("space", talks, *BOTH, "--odds", odds).code


def test_json(talks: Path) -> None:
    """The same as data, with fractions as text."""
    done = run("space", talks, *BOTH, "--format", "json", "--packages", "9", "--sample", "1")
    data = json.loads(done.stdout)

    assert {"least": 18, "most": 18, "exact": True} == data["whole"]
    assert ["RU-last: after", "RU-last: with"] == [one["reading"] for one in data["results"]]
    assert [1, 2] == [len(one["packages"]) for one in data["results"]]
    assert [True, True] == [one["all_packages"] for one in data["results"]]
    assert [1, 1] == [len(one["drawn"]) for one in data["results"]]
    assert {"UA-vote", "UA-approved", "RU-last"} == {one["condition"] for one in data["alone"]}


def test_the_talks_of_istanbul() -> None:
    """Eighteen choices of readings, each with room."""
    done = run("space", ISTANBUL, *BOTH, "--most", "3")

    assert 0 == done.code
    assert 3 == done.stdout.count("✓ ROOM")
    assert "and 15 more choices of readings" in done.stdout
