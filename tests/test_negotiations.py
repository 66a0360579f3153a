"""Two real negotiations, Minsk 2015 to 2019 and the JCPOA 2015 to 2025: the dossiers against a careful analyst."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from conditions.check import CheckResult, check
from conditions.expectations import mismatches
from conditions.files.scenario import LoadedFolder, load_folder
from conditions.model.scenario import Scenario
from conditions.moments import moments
from conditions.states import in_force
from conditions.verdicts import Answer
from tests.tools.check_quotes import MOST_WORDS, words_in

SCENARIOS: Final = Path(__file__).resolve().parent.parent / "scenarios"
NAMES: Final = ("minsk-2015", "jcpoa-2015")
COUNTS: Final = {"minsk-2015": 11, "jcpoa-2015": 27}


@cache
def folder(name: str) -> LoadedFolder:
    """A dossier with its scenarios, read once."""
    return load_folder(SCENARIOS / name)


def scenario(name: str, number: int) -> Scenario:
    """A scenario by the number of its file."""
    (found,) = [one.scenario for one in folder(name).scenarios if one.path.name.startswith(f"{number:02d}-")]
    return found


def checked(name: str, number: int) -> CheckResult:
    """A scenario, checked as its file says."""
    return check(folder(name).dossier.dossier, scenario(name, number))


ALL: Final = [(name, number) for name in NAMES for number in range(1, COUNTS[name] + 1)]


@pytest.mark.parametrize("name", NAMES)
def test_every_scenario_is_there(name: str) -> None:
    """None was lost, and none is without expectations."""
    assert COUNTS[name] == len(folder(name).scenarios)
    assert [] == [one.path.name for one in folder(name).scenarios if not one.scenario.expect_compliance]


@pytest.mark.parametrize(("name", "number"), ALL)
def test_answers_are_the_expected_ones(name: str, number: int) -> None:
    """Compliance of every condition and party, vacuous ones, derived days, what is in force."""
    assert () == mismatches(checked(name, number))


@pytest.mark.parametrize(("name", "number"), ALL)
def test_every_condition_of_the_day_is_expected(name: str, number: int) -> None:
    """Every party, and every condition that counts, has an expectation; those that do not count have none."""
    result = checked(name, number)
    expected = result.scenario.expect_compliance
    counting = {one.id for party in result.parties.values() for one in party.taking_part}

    assert set(expected) <= counting | set(result.parties)
    assert set(result.parties) <= set(expected)
    assert counting <= set(expected) or result.viewpoints


# --- what changes with the day of the positions -----------------------------------------------------


def compliance(name: str, number: int) -> dict[str, Answer]:
    """The compliance of each party."""
    return {code: party.compliance for code, party in checked(name, number).parties.items()}


@pytest.mark.parametrize(
    ("name", "first", "second", "changed"),
    [
        ("minsk-2015", 1, 2, {"UA": (Answer.MET, Answer.NOT_MET)}),
        (
            "jcpoa-2015",
            6,
            7,
            {"IR": (Answer.MET, Answer.NOT_MET), "US": (Answer.NONE, Answer.NOT_MET)},
        ),
        ("jcpoa-2015", 8, 9, {"IR": (Answer.NOT_MET, Answer.MET)}),
    ],
)
def test_the_same_events_on_two_days(
    name: str, first: int, second: int, changed: Mapping[str, tuple[Answer, Answer]]
) -> None:
    """One course of events, judged by the positions of two days."""
    before, after = compliance(name, first), compliance(name, second)
    met = {Answer.MET, Answer.NONE}

    assert scenario(name, first).timeline == scenario(name, second).timeline
    assert changed == {
        code: (before[code], after[code])
        for code in before
        if before[code] is not after[code] and not {before[code], after[code]} <= met
    }


# --- days and what is in force, without the files' expectations ---------------------------------------


@pytest.mark.parametrize(
    ("number", "name", "answer"),
    [
        (1, "adoption_day", "2015-10-18"),
        (1, "transition_day", "2016-01-18/2023-10-18"),
        (1, "termination_day", "maybe 2025-10-18"),
        (2, "snapback_effective", "never"),
        (10, "snapback_effective", "2025-09-27"),
        (10, "termination_day", "never"),
        (12, "snapback_effective", "maybe 2025-09-27"),
        (13, "snapback_effective", "2025-10-17"),
        (14, "snapback_effective", "never"),
        (16, "transition_day", "2023-09-01"),
    ],
)
def test_milestones(number: int, name: str, answer: str) -> None:
    """That a day is certain does not make what falls on it certain."""
    assert answer == moments(folder("jcpoa-2015").dossier.dossier, scenario("jcpoa-2015", number))[name].answer


@pytest.mark.parametrize(
    ("name", "number", "state", "day", "answer"),
    [
        ("jcpoa-2015", 1, "old_un_sanctions", "2016-01-15", "yes"),
        ("jcpoa-2015", 1, "old_un_sanctions", "2016-01-16", "no"),
        ("jcpoa-2015", 1, "arms_embargo", "2018-01-01", "unknown"),
        ("jcpoa-2015", 12, "old_un_sanctions", "2025-09-26", "no"),
        ("jcpoa-2015", 12, "old_un_sanctions", "2025-09-28", "unknown"),
        ("minsk-2015", 1, "special_status_temporary", "2015-11-24", "yes"),
        ("minsk-2015", 1, "special_status_temporary", "2015-11-25", "no"),
        ("minsk-2015", 9, "special_status_temporary", "2020-10-25", "no"),
    ],
)
def test_what_is_in_force(name: str, number: int, state: str, day: str, answer: str) -> None:
    """From the first day, included, to the last, excluded."""
    assert answer == in_force(folder(name).dossier.dossier, scenario(name, number), state, day).answer


@pytest.mark.parametrize("name", NAMES)
def test_quotes_are_fragments(name: str) -> None:
    """Under fifteen words each."""
    statements = folder(name).dossier.dossier.statements.values()

    assert [] == [one.quote for one in statements if one.quote and words_in(one.quote) > MOST_WORDS]
