"""`conditions explain`: which scenario, party, condition and reading is explained, and in which form."""

from __future__ import annotations

import json
import re

import pytest

from conditions.errors import width
from tests.command_line import ISTANBUL, ROOT, run


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def flat(text: str) -> str:
    """The text with its line breaks undone."""
    return " ".join(text.split())


def test_russia_in_three_readings_with_quotes_and_what_would_turn_each() -> None:
    """Signed, Crimea in 15 years, texts separate: every reading has its own quote and its own smallest change."""
    done = run("explain", ISTANBUL, "--scenario", "signed, Crimea 15 years, texts separate", "--party", "RU")
    text = flat(done.stdout)

    assert 0 == done.code
    assert "[depends on the reading] Russia" in text
    for reading, answer in (("strict", "not met"), ("lenient", "not met"), ("separation", "met")):
        assert f"[{answer}] Russia: RU-territory, reading `{reading}`" in text
    assert "without first resolving the question" in text
    assert "without at least preliminarily agreeing on them" in text
    assert "Under these circumstances" in text
    assert 2 == text.count("The smallest changes that would turn it to met")
    assert 1 == text.count("The smallest changes that would turn it to not met")


def test_a_scenario_file_needs_no_name() -> None:
    """It is the scenario that is meant."""
    file = f"{ISTANBUL}/08-no-referendum.scenario.yaml"

    assert run("explain", ISTANBUL, "--scenario", "08").stdout == run("explain", file).stdout


def test_without_a_party_every_party_is_explained() -> None:
    """In the order of the dossier."""
    heads = [line for line in run("explain", ISTANBUL, "--scenario", "06").lines if line.startswith("[")]

    assert ["Ukraine", "Russia"] == [line.split("] ")[1].split()[0] for line in heads]


def test_one_condition_or_one_reading_alone() -> None:
    """The scenario's title stands above, since the conditions do not say it."""
    done = run("explain", ISTANBUL, "--scenario", "08", "--condition", "UA-referendum", "--reading", "held")

    assert "Ukraine signs without a referendum" == done.lines[0]
    assert 1 == done.stdout.count("UA-referendum, reading `held`")
    assert "approved" not in done.stdout


def test_a_reading_finds_its_condition() -> None:
    """Nobody needs to know the ids."""
    done = run("explain", ISTANBUL, "--scenario", "08", "--reading", "lenient")

    assert ["RU-territory"] == re.findall(r"^\[.*: ([\w-]+), reading", done.stdout, re.MULTILINE)


def test_several_scenarios_are_listed() -> None:
    """What can be named is shown, each on one line."""
    done = run("explain", ISTANBUL)
    count = len(list((ROOT / ISTANBUL).glob("*.scenario.yaml")))

    assert (2, "") == (done.code, done.stdout)
    assert f"there are {count} scenarios in {ISTANBUL}; name one with --scenario:" in done.stderr
    assert "  08-no-referendum " in done.stderr
    assert [] == [line for line in done.stderr.splitlines() if width(line) > 90]


def test_a_text_that_several_scenarios_have_lists_those() -> None:
    """And no others."""
    done = run("explain", ISTANBUL, "--scenario", "positions as of")

    assert 2 == done.code
    assert "there are 3 scenarios with “positions as of”" in done.stderr
    assert "08-no-referendum" not in done.stderr


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        (["--scenario", "08-no-refrendum"], "did you mean `08-no-referendum`?"),
        (["--scenario", "08", "--party", "Rusia"], "did you mean `Russia`?"),
        (["--scenario", "08", "--condition", "UA-referndum"], "did you mean `UA-referendum`?"),
        (["--scenario", "08", "--reading", "strickt"], "did you mean `strict`?"),
        (["--scenario", "08", "--condition", "UA-referendum", "--reading", "hold"], "did you mean `held`?"),
        (["--scenario", "08", "--party", "RU", "--condition", "UA-referendum"], "known are `RU-territory`"),
    ],
)
def test_a_name_that_is_not_there_gets_a_hint(more: list[str], hint: str) -> None:
    """Of scenarios, parties, conditions and readings."""
    done = run("explain", ISTANBUL, *more)

    assert (2, "") == (done.code, done.stdout)
    assert hint in flat(done.stderr)


def test_an_explanation_fits_a_terminal() -> None:
    """Of every scenario that has open answers, in eighty columns."""
    for number in ("21", "28", "30"):
        done = run("explain", ISTANBUL, "--scenario", number)

        assert [] == [line for line in done.lines if width(line) > 80]


def test_json_has_the_tree_the_statements_and_the_changes() -> None:
    """Everything that the text says, as data."""
    data = json.loads(run("explain", ISTANBUL, "--scenario", "03", "--reading", "strict", "--format", "json").stdout)
    (told,) = data["explanations"]

    assert "signed, Crimea 15 years, texts separate" == data["scenario"]
    assert ("RU-territory", "strict", "not met", "violated") == tuple(
        told[key] for key in ("condition", "reading", "answer", "status")
    )
    assert "Vladimir Putin" == told["statements"][0]["speaker"]
    assert told["tree"]["parts"]
    assert told["flips"]


def test_markdown_quotes_the_statements() -> None:
    """With a heading for each condition, the tree as a list, and what would turn the answer."""
    done = run("explain", ISTANBUL, "--scenario", "03", "--party", "RU", "--format", "markdown")

    assert "# signed, Crimea 15 years, texts separate" == done.lines[0]
    assert "## Russia: ≠ DEPENDS ON THE READING, as of 2022-04-26" in done.lines
    assert "### RU-territory, reading strict: ✗ NOT MET, violated" in done.lines
    assert any(line.startswith("> “we simply cannot sign") for line in done.lines)
    assert any(line.startswith("  - **does not hold**: ") for line in done.lines)
    assert "The smallest changes that would turn it to ✓ MET:" in done.lines


def test_positions_of_another_day_are_explained() -> None:
    """On 29 March Russia had said nothing, which is not the same as met."""
    done = run("explain", ISTANBUL, "--scenario", "03", "--party", "RU", "--as-of", "2022-03-29")

    assert "[no condition on record] Russia" in flat(done.stdout)
