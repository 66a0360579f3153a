"""The tutorial, followed from top to bottom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.doc_pages import DOCS, WALKTHROUGHS
from tests.walkthrough import STEP, Reader, added, played

TUTORIAL = (DOCS / "tutorial.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", WALKTHROUGHS, ids=lambda page: page.stem)
def test_every_command_prints_what_is_shown(page: Path) -> None:
    """A reader who does all of it sees exactly this; run tests.tools.readme where a wording changed."""
    text = page.read_text(encoding="utf-8")

    assert played(text) == text


def test_commands_of_the_tutorial_end_as_it_says() -> None:
    """One mistake is found and repaired, one expectation fails and is set right."""
    reader = Reader()
    played(TUTORIAL, reader)
    codes = [(command.split()[1], code) for command, code in reader.done]

    assert [("lint", 2), ("lint", 0), ("check", 1), ("check", 1), ("explain", 0), ("check", 0)] == codes[:6]
    assert [("deadlock", 1), ("test", 0), ("report", 0)] == codes[6:]


def test_every_block_of_the_tutorial_is_a_step() -> None:
    """No file and no command stands there that nobody tries."""
    assert TUTORIAL.count("```") == 2 * len(list(STEP.finditer(TUTORIAL)))


def test_the_quotes_of_the_tutorial_stand_in_its_article() -> None:
    """What the reader is told to quote can be found, and is short."""
    article = " ".join(line[1:].strip() for line in TUTORIAL.splitlines() if line.startswith(">"))
    quotes = re.findall(r'quote: "(.+)"', TUTORIAL)

    assert 5 == len(quotes)
    assert [] == [quote for quote in quotes if quote not in article or len(quote.split()) > 14]


def test_an_entry_takes_the_place_of_an_older_one() -> None:
    """Within its section; what is new is added below, and other sections stay."""
    whole = "a: 1\nb:\n  x: {}\n  y:\n    z: 1\nc:\n  x: 2\n"

    assert whole.replace("    z: 1\n", "    z: 2\n  w: 3\n") == added(whole, "b:\n  y:\n    z: 2\n  w: 3\n")
    assert whole + "d:\n  x: 1\n" == added(whole, "d:\n  x: 1\n")
