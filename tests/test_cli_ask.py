"""`conditions ask`: text, JSON, exit codes, the time given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import ISTANBUL, run

DOSSIER = """
dossier: talks
parties: {UA: {name: Ukraine}, RU: {name: Russia}}
events: {ua_signs: {by: UA}, ru_signs: {by: RU}, vote: {by: UA}}
statements:
  minister: {speaker: The minister, for: UA, said: 2022-03-29, quote: after the vote}
conditions:
  UA-vote: {party: UA, condition: ua_signs only after vote, source: minister}
  RU-last: {party: RU, condition: ru_signs only after ua_signs}
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with the dossier, and two scenarios: one with an unknown vote, one in which all is known."""
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    for name, vote in (("unknown", "{vote: 2022-04-01, happens: unknown}"), ("known", "{vote: 2022-04-01}")):
        steps = f"[{vote}, {{ua_signs: 2022-05-01}}, {{ru_signs: 2022-05-02}}]"
        text = f"scenario: the vote is {name}\nworld: closed\ntimeline: {steps}\n"
        (tmp_path / f"{name}.scenario.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_next_question(talks: Path) -> None:
    """What each answer settles, and whose event it is; within 80 columns."""
    done = run("ask", talks / "unknown.scenario.yaml")
    text = " ".join(done.stdout.split())

    assert 3 == done.code
    assert "open: UA-vote 1. has `vote` happened? settles 1 of 1 at least, 1 on average" in text
    assert "- yes: UA-vote met - no: UA-vote not met" in text
    assert "who could know: Ukraine (it is theirs to do)" in text
    assert 80 >= max(map(len, done.lines))


def test_nothing_is_open(talks: Path) -> None:
    """Then nothing is asked."""
    done = run("ask", talks, "--scenario", "vote is known")

    assert 0 == done.code
    assert "every verdict is settled" in done.stdout


def test_the_time_was_over(talks: Path) -> None:
    """It is said that not everything was tried."""
    done = run("ask", talks / "unknown.scenario.yaml", "--timeout", "0")

    assert 3 == done.code
    assert "the time was over: further questions were not tried" in done.stdout


def test_json(talks: Path) -> None:
    """The same as data, with what each party's answer would be."""
    data = json.loads(run("ask", talks / "unknown.scenario.yaml", "--format", "json").stdout)
    (question,) = data["questions"]

    assert ["UA-vote"] == data["open"]
    assert ("event", "vote", 1, "1") == tuple(question[name] for name in ("kind", "about", "least", "mean"))
    assert {"UA": "met", "RU": "met"} == question["answers"][0]["parties"]
    assert data["complete"]


def test_what_the_answers_rest_on(talks: Path) -> None:
    """What would decide an open answer, and what of all that is known is enough for a settled one."""
    done = run("ask", talks / "unknown.scenario.yaml", "--robust", "2")
    text = " ".join(done.stdout.split())

    assert "what the answers rest on Ukraine: UNKNOWN" in text
    assert "what would decide it: - “vote” has happened: MET - “vote” has never happened: NOT MET" in text
    assert "no other set decides it, unless it holds one of these" in text
    assert "Russia: MET" in text
    assert "- “ua_signs” happens on 2022-05-01 - “ru_signs” happens, if ever, on 2022-05-02" in text
    assert "it stays so, whatever is learnt of what is unknown" in text
    assert 80 >= max(map(len, done.lines))


def test_what_the_answer_of_one_party_rests_on(talks: Path) -> None:
    """Named by code or name; without `--robust` there is nothing to choose."""
    data = json.loads(
        run("ask", talks, "--scenario", "is known", "--robust", "1", "--party", "russia", "--format", "json").stdout
    )

    assert ["RU"] == list(data["robustness"])
    assert [] == data["robustness"]["RU"]["decisions"]
    assert 2 == run("ask", talks, "--party", "RU").code
    assert 2 == run("ask", talks, "--robust", "1", "--party", "NO").code


def test_the_time_was_over_for_what_answers_rest_on(talks: Path) -> None:
    """It is said how many at a time were all tried."""
    done = run("ask", talks / "unknown.scenario.yaml", "--robust", "1", "--timeout", "0")

    assert (
        "the search was cut short: only sets of up to 0 of the 2 answers to what is unknown were all tried"
        in " ".join(done.stdout.split())
    )


def test_unknown_names_cannot_be_understood(talks: Path) -> None:
    """A scenario, a reading or an account that is not there."""
    assert 2 == run("ask", talks, "--scenario", "nothing like it").code
    assert 2 == run("ask", talks, "--reading", "RU-last=strict").code
    assert 2 == run("ask", talks, "--as-told-by", "NO").code


def test_the_talks_of_istanbul() -> None:
    """What was open on 26 April: how Russia's condition is meant, and whether the texts are still separate."""
    done = run("ask", ISTANBUL, "--scenario", "what was known on 26 April")
    text = " ".join(done.stdout.split())

    assert "how is RU-territory meant?" in text
    assert "who could know: Vladimir Putin, for Russia (said it)" in text
    assert "what is `texts_separate`?" in text
    assert "can only come later: ru_signs" in text
