"""`conditions compare`: two positions, and the whole record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import ISTANBUL, run

RECORD = """\
dossier: record
parties: {UA: {name: Ukraine}}
events: {signs: {label: Ukraine signs}, vote: {label: the vote}}
conditions:
  old: {party: UA, condition: signs only after vote, from: 2022-03-01}
  new: {party: UA, condition: signs only on or after vote, from: 2022-04-01, hardens: old}
  also: {party: UA, condition: signs only after vote - 2 days}
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A dossier whose record does not say of itself what is so."""
    (tmp_path / "dossier.yaml").write_text(RECORD, encoding="utf-8")
    return tmp_path


def test_the_stricter_reading_entails_the_lenient_one() -> None:
    """With the quotes, and a course of events that keeps the one and breaks the other."""
    done = run("compare", str(ISTANBUL), "RU-territory.strict", "RU-territory.lenient")

    assert 0 == done.code
    assert "RU-territory.strict entails RU-territory.lenient" in done.lines
    assert "  the first asks for more: whatever keeps it keeps the second" in done.lines
    assert "“we simply cannot sign [Ukraine’s] security guarantees" in done.stdout
    assert "  keeps the second and breaks the first:" in done.lines
    assert "keeps the first and breaks the second" not in done.stdout


def test_a_position_is_compared_with_a_text() -> None:
    """As data, with what a program needs of the course of events."""
    done = run(
        "compare", str(ISTANBUL), "UA-referendum.held", "ua_signs only on or after referendum", "--format", "json"
    )

    found = json.loads(done.stdout)
    assert (0, "entails", "UA-referendum.held") == (done.code, found["relation"], found["pairs"][0]["first"]["name"])
    (day,) = found["pairs"][0]["only_second"]["timeline"]
    assert ["referendum", "ua_signs"] == sorted(day["events"])


def test_the_record_is_held_against_its_meaning(record: Path) -> None:
    """A position that is said to harden an older one and asks for less, and one that adds nothing."""
    done = run("compare", str(record))

    assert 1 == done.code
    assert "new replaces old: it is said to ask for more" in done.lines
    assert "  this is not what is said of it" in done.lines
    assert "new (UA): adds nothing" not in done.lines
    assert "also (UA): adds nothing" in done.lines
    assert "  whatever keeps the party's other positions keeps it: new" in done.lines


def test_the_record_as_data(record: Path) -> None:
    """Everything that the text says."""
    found = json.loads(run("compare", str(record), "--format", "json").stdout)

    assert [("new", "old", "hardens", False, "weakens")] == [
        tuple(one[key] for key in ("newer", "older", "said", "agrees", "relation")) for one in found["replacements"]
    ]
    assert [("also", "adds nothing", ["new"])] == [
        (one["position"]["name"], one["why"], one["because"]) for one in found["superfluous"]["found"]
    ]


def test_a_record_without_anything_to_report() -> None:
    """It says how much was looked at."""
    done = run("compare", str(ISTANBUL))

    assert 0 == done.code
    assert "conditions in force," in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("UA-referendum",), "name two positions, or none to look through the whole record"),
        (("UA-referndum", "UA-withdrawal"), "did you mean `UA-referendum`?"),
        (("ua_signs only after referendm", "UA-withdrawal"), "position:1:21: unknown event `referendm`"),
    ],
)
def test_a_wrong_argument_is_refused(arguments: tuple[str, ...], message: str) -> None:
    """In a sentence, with exit status 2."""
    done = run("compare", str(ISTANBUL), *arguments)

    assert 2 == done.code
    assert message in done.stderr


def test_what_is_not_decided_in_time_is_said() -> None:
    """With an exit status of its own."""
    done = run("compare", str(ISTANBUL), "RU-territory.strict", "UA-withdrawal", "--timeout", "0")

    assert 3 == done.code
    assert "not decided in time" in done.stdout
