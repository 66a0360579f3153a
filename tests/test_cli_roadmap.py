"""`conditions roadmap`: the text, the data, the scenario that it writes, and exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.command_line import ISTANBUL, Done, run

GOAL = ("--goal", "ua_signs", "--goal", "ru_signs", "--as-of", "2022-04-26")


def words(done: Done) -> str:
    """The output in one line."""
    return " ".join(done.stdout.split())


def test_the_steps_day_by_day() -> None:
    """What is done on each day, in the dossier's words, with what facts need to be."""
    done = run("roadmap", ISTANBUL, *GOAL)
    text = words(done)

    assert 0 == done.code
    assert "✓ 1 ROADMAP, the earliest end first" in done.lines
    assert "roadmap 1: 6 steps, 2 days from the first to the last" in text
    assert "2022-04-29 Ukraine signs the agreement on security guarantees (ua_signs)" in text
    assert "The voters approve the guarantees in the referendum: yes" in text
    assert 80 >= max(map(len, done.lines))


def test_a_timetable() -> None:
    """A later start, a time to prepare, and two signatures not on one day."""
    asked = ("--from", "2022-06-01", "--lead", "referendum=60", "--apart", "ua_signs,ru_signs", "--by", "shortest")
    text = words(run("roadmap", ISTANBUL, *GOAL, *asked))

    assert "the fewest days first" in text
    assert "2022-07-31 Ukrainians vote on the guarantees in a referendum (referendum) Russia signs" in text
    assert "2022-08-01 Ukraine signs" in text


def test_what_stands_in_the_way() -> None:
    """The condition with its words, and the rule of the timetable."""
    done = run("roadmap", ISTANBUL, *GOAL, "--on", "ua_signs=2022-04-27")

    assert 1 == done.code
    assert "✗ NO ROADMAP" in done.lines
    assert "the timetable: ua_signs on 2022-04-27" in words(done)
    assert "ukraine-referendum" in words(done) or "after a referendum”" in words(done)


def test_a_deadlock_is_taken_apart() -> None:
    """Where the conditions alone stand in the way, the circle is shown."""
    readings = ("--reading", "UA-withdrawal=all_territory")
    done = run("roadmap", ISTANBUL, *GOAL, "--also", "RU-withdraws-after-signature", *readings)

    assert 1 == done.code
    assert "✗ CIRCULAR: each waits for another" in done.lines


def test_a_scenario_is_written_that_check_accepts(tmp_path: Path) -> None:
    """Beside the dossier; `check` finds everybody met."""
    shutil.copy(Path(ISTANBUL) / "dossier.yaml", tmp_path)
    file = tmp_path / "plan.scenario.yaml"
    written = run("roadmap", tmp_path, *GOAL, "--write", file)
    checked = run("check", file)

    assert (0, 0) == (written.code, checked.code)
    assert 2 == checked.stdout.count("✓ MET")


def test_a_scenario_far_from_its_dossier_is_refused(tmp_path: Path) -> None:
    """It would not be read again there."""
    done = run("roadmap", ISTANBUL, *GOAL, "--write", tmp_path / "plan.scenario.yaml")

    assert 2 == done.code
    assert "would not be near its dossier" in done.stderr


def test_nothing_to_write(tmp_path: Path) -> None:
    """It is said that there is no roadmap, and no file is made."""
    file = tmp_path / "plan.scenario.yaml"
    done = run("roadmap", ISTANBUL, *GOAL, "--given", "never ua_signs", "--write", file)

    assert 1 == done.code
    assert "there is no roadmap to write" in done.stderr
    assert not file.exists()


def test_the_data() -> None:
    """The same as JSON."""
    data = json.loads(run("roadmap", ISTANBUL, *GOAL, "--format", "json").stdout)

    assert ("istanbul-2022", True) == (data["dossier"], data["complete"])
    assert 6 == data["readings"][""]["roadmaps"][0]["step_count"]


def test_when_the_time_is_over() -> None:
    """It is said, and the exit code is its own."""
    done = run("roadmap", ISTANBUL, *GOAL, "--timeout", "0")

    assert done.code in {0, 3}
    assert 0 == done.code or "the time was over" in words(done) or "perhaps not the best" in words(done)


@pytest.mark.parametrize(
    "option",
    [
        ("--lead", "referendum"),
        ("--lead", "referendum=soon"),
        ("--on", "ua_signs=tomorrow"),
        ("--from", "soon"),
        ("--apart", "ua_signs,nobody_signs"),
    ],
)
def test_what_cannot_be_understood(option: tuple[str, str]) -> None:
    """Exit code 2, and the value that is wrong is named."""
    done = run("roadmap", ISTANBUL, *GOAL, *option)

    assert 2 == done.code
    assert option[1].split("=")[-1].split(",")[-1] in done.stderr
