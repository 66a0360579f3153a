"""What pytest prints of seven mistakes in a copy of the Istanbul folder; docs/how-to/test-a-dossier.md shows it.

`CONDITIONS_REWRITE=1` writes what is shown anew, to be reviewed in the diff.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "how-to" / "test-a-dossier.md"
REWRITE = os.environ.get("CONDITIONS_REWRITE") == "1"


@dataclass(frozen=True)
class Fault:
    """A mistake in a scenario file.

    Attributes:
        name: What the page calls it.
        file: The file, without its ending.
        old: A text in the file.
        new: What stands in its place.
        run: What pytest is told.
        outcomes: The numbers of tests, by outcome.
    """

    name: str
    file: str
    old: str
    new: str
    run: tuple[str, ...]
    outcomes: dict[str, int]


FAULTS = (
    Fault(
        "a misspelt event",
        "08-no-referendum",
        "ua_signs",
        "ua_sings",
        ("08-no-referendum.scenario.yaml",),
        {"errors": 1},
    ),
    Fault(
        "a wrong verdict",
        "01-nothing-done-yet",
        "separation: ready",
        "separation: waiting",
        ("01-nothing-done-yet.scenario.yaml",),
        {"passed": 10, "failed": 1, "warnings": 1},
    ),
    Fault(
        "a fact that nothing reads",
        "24-russia-signs-first",
        "facts:\n",
        "facts:\n  crimea_over_15_years: yes\n",
        ("24-russia-signs-first.scenario.yaml", "-o", "conditions_unused=error"),
        {"failed": 1},
    ),
    Fault(
        "two scenarios of one name",
        "09-voters-say-no",
        "scenario: referendum says no, signed anyway",
        "scenario: Ukraine signs without a referendum",
        ("08-no-referendum.scenario.yaml", "09-voters-say-no.scenario.yaml"),
        {"errors": 1},
    ),
    Fault(
        "a condition that did not count yet",
        "02-positions-of-29-march",
        "expect:\n",
        "expect:\n  RU-territory: {strict: waiting}\n",
        ("02-positions-of-29-march.scenario.yaml",),
        {"failed": 1},
    ),
    Fault(
        "an answer that is open",
        "30-partial-dates-that-do-not-decide",
        "  UA-withdrawal: satisfied\n",
        "  UA-withdrawal: satisfied\nexpect_exactly:\n  UA: met\n",
        ("30-partial-dates-that-do-not-decide.scenario.yaml",),
        {"failed": 1},
    ),
    Fault(
        "a timeline that cannot be",
        "30-partial-dates-that-do-not-decide",
        "withdrawal.complete: 2022-05",
        "withdrawal.complete: [2022-05, after ru_signs]",
        ("30-partial-dates-that-do-not-decide.scenario.yaml",),
        {"errors": 1},
    ),
)


def shown(name: str) -> str:
    """What the page shows of a fault."""
    found = re.search(block(name), PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None, name
    return found[2]


def show(name: str, text: str) -> None:
    """Let the page show this."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(re.sub(block(name), lambda found: f"{found[1]}{text}{found[3]}", page, flags=re.DOTALL), "utf-8")


def block(name: str) -> str:
    """The pattern of a fault's output on the page."""
    return rf"(<!-- output: {name} -->\n```\n)(.*?)(```\n)"


def told(lines: list[str]) -> str:
    """What a run says of failures and errors: no header, no times, no warnings, short rules."""
    start = next(number for number, text in enumerate(lines) if re.match(r"=+ (FAILURES|ERRORS) =+$", text))
    end = next(number for number, text in enumerate(lines) if re.match(r"=+ (warnings|short test) summary", text))
    short = (re.sub(r"([=_])\1{5,}", r"\1\1\1\1\1\1", text) for text in lines[start + 1 : end])
    return "".join(f"{text}\n" for text in short)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_as_the_page_shows(fault: Fault, pytester: pytest.Pytester) -> None:
    """In the place where it was planted, in words, without a traceback."""
    shutil.copytree(ROOT / "scenarios" / "istanbul-2022", pytester.path, dirs_exist_ok=True)
    file = pytester.path / f"{fault.file}.scenario.yaml"
    text = file.read_text(encoding="utf-8")
    assert fault.old in text
    file.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")

    done = pytester.runpytest_subprocess("--continue-on-collection-errors", *fault.run)

    found = done.parseoutcomes()
    assert fault.outcomes.items() <= found.items()
    done.stdout.no_fnmatch_line("*Traceback*")
    if REWRITE:
        show(fault.name, told(done.outlines))
    assert shown(fault.name) == told(done.outlines)
