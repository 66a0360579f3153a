"""The days that a scenario gives to moments: answers, expectations, the command."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from conditions.binding import know
from conditions.check import check
from conditions.errors import ScenarioError, UnknownNameError
from conditions.expectations import mismatches
from conditions.files.scenario import dump_scenario, read_scenario
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.moments import MomentAnswer, answered, moments
from conditions.truth import Truth
from tests.command_line import run

JCPOA = "scenarios/jcpoa-2015"
DOSSIER = Dossier.build(
    {
        "dossier": "example",
        "parties": {"UA": {"name": "Ukraine"}},
        "events": {"p": {}, "q": {}, "r": {}},
        "facts": {"valid": {}},
        "moments": {
            "first": {"when": "earliest of (p, q)", "label": "The first <b>"},
            "last": "latest of (p, q)",
            "due": "r + 30 days but only if valid",
        },
    }
)


def scenario(world: str = "closed", expect: dict[str, str] | None = None, **timeline: str) -> Scenario:
    """A scenario with this timeline."""
    data = {"scenario": "example", "world": world, "timeline": timeline, "expect_moments": expect or {}}
    return Scenario.build(data)


@pytest.mark.parametrize(
    ("given", "answers"),
    [
        (scenario(p="2022-01-01", q="2022-02-01/2022-03-01"), ("2022-01-01", "2022-02-01/2022-03-01", "never")),
        (scenario(p="2022-01-01/2022-01-05"), ("2022-01-01/2022-01-05", "never", "never")),
        (scenario("open", p="2022-01-01"), ("../2022-01-01", "maybe 2022-01-01/..", "unknown")),
        (
            scenario("until 2022-02-01", p="2022-01-01", r="2022-01-01"),
            ("2022-01-01", "maybe 2022-02-02/..", "maybe 2022-01-31"),
        ),
        (scenario(p="happens", q="happens"), ("some day", "some day", "never")),
    ],
)
def test_answers_in_a_word(given: Scenario, answers: tuple[str, ...]) -> None:
    """Whether it comes, and when it would."""
    assert answers == tuple(one.answer for one in moments(DOSSIER, given).answers.values())


def test_an_answer_has_its_parts() -> None:
    """The definition in words, the truth and both days."""
    found = moments(DOSSIER, scenario(r="2022-01-01"))["due"]

    expected = MomentAnswer(
        "due", "due", "r + 30 days but only if valid", Truth.UNKNOWN, date(2022, 1, 31), date(2022, 1, 31)
    )
    assert expected == found
    assert {
        "name": "due",
        "label": "due",
        "definition": "r + 30 days but only if valid",
        "comes": "unknown",
        "earliest": "2022-01-31",
        "latest": "2022-01-31",
        "answer": "maybe 2022-01-31",
    } == found.to_dict()


def test_answers_are_a_table_in_a_notebook() -> None:
    """Texts of the dossier are escaped."""
    table = moments(DOSSIER, scenario(p="2022-01-01"))._repr_html_()

    assert "<tr><td>The first &lt;b&gt;</td><td>2022-01-01</td><td>earliest of (p, q)</td></tr>" in table


def test_an_event_has_its_days_too() -> None:
    """What is no moment and no event is refused."""
    known = know(scenario(p="2022-01-01"), DOSSIER.vocabulary)

    assert "2022-01-01" == answered("p", DOSSIER.vocabulary, known).answer
    with pytest.raises(UnknownNameError, match="there is no moment or event `firts`\n   hint: did you mean `first`"):
        answered("firts", DOSSIER.vocabulary, known)


# --- expectations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "mismatch"),
    [
        ({"first": "2022-01-01", "last": "never", "p": "2022-01-01"}, []),
        ({"first": "2022-01-02"}, ["first: expected day 2022-01-02, got 2022-01-01"]),
        ({"first": "maybe 2022-01-01"}, ["first: expected day maybe 2022-01-01, got 2022-01-01"]),
        ({"first": "2022-01"}, ["first: expected day 2022-01, got 2022-01-01"]),
        ({"last": "unknown"}, ["last: expected day unknown, got never"]),
    ],
)
def test_what_is_expected_of_moments(expected: dict[str, str], mismatch: list[str]) -> None:
    """The days as well as whether it comes."""
    result = check(DOSSIER, scenario(expect=expected, p="2022-01-01"))

    assert mismatch == [str(one) for one in mismatches(result)]


def test_expectations_are_written_and_read_back() -> None:
    """In the words in which they were given."""
    given = scenario(expect={"first": "maybe 2022-01-01/2022-02-01", "last": "never"}, p="2022-01-01")
    text = dump_scenario(given)

    assert "expect_moments:\n  first: maybe 2022-01-01/2022-02-01\n  last: never\n" in text
    assert given == read_scenario(text, DOSSIER)


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ({"first": "soon"}, "`soon` is not a date"),
        ({"first": "maybe"}, None),
        ({"first": 3}, "an expected day must be text"),
    ],
)
def test_wrong_expectations(expected: dict[str, str], message: str | None) -> None:
    """What is no day is refused."""
    if message is None:
        assert ["first"] == list(scenario(expect=expected).expect_moments)
        return
    with pytest.raises(ScenarioError, match=message):
        scenario(expect=expected)


def test_expectations_of_what_is_not_there(tmp_path: Path) -> None:
    """At the place where they stand."""
    (tmp_path / "dossier.yaml").write_text("dossier: x\nparties: {UA: {name: U}}\nevents: {p: {}}\n")
    path = tmp_path / "a.scenario.yaml"
    path.write_text("scenario: x\nworld: closed\ntimeline: [p]\nexpect_moments: {frist: never}\n")

    done = run("check", path)

    assert 2 == done.code
    assert f"{path}:4:18: unknown event `frist`" in done.stderr


# --- the command ------------------------------------------------------------------------------------


def test_the_command_shows_days_and_definitions() -> None:
    """One line for each moment, its definition below."""
    done = run("moments", JCPOA, "--scenario", "12")

    assert 0 == done.code
    assert "snapback of 2025, standing of the notifying states open" == done.lines[0]
    assert "  maybe 2025-10-18  termination_day (Termination Day)" in done.lines
    assert max(map(len, done.lines)) <= 80


def test_the_command_writes_data() -> None:
    """For every scenario."""
    data = json.loads(run("moments", JCPOA, "--format", "json").stdout)

    assert "jcpoa-2015" == data["dossier"]
    assert 16 < len(data["scenarios"])
    assert "2015-10-18" == data["scenarios"][0]["moments"][0]["answer"]


def test_the_command_writes_markdown() -> None:
    """As tables."""
    done = run("moments", JCPOA, "--scenario", "12", "--format", "markdown")

    assert (
        "| Termination Day | maybe 2025-10-18 | termination\\_if\\_no\\_snapback but only if not snapback\\_effective |"
        in done.lines
    )


def test_a_dossier_without_moments_says_so() -> None:
    """Instead of nothing at all."""
    assert ["the dossier defines no moments"] == run("moments", "scenarios/minsk-2015").lines
