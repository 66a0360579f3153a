"""Compares the evaluator of the page, in a real browser, with the reference interpreter on generated inputs.

    python -m tests.tools.whatif_cases --cases 2000 --seed 1

So many scenarios and so many fillings of the form for each dossier that the project ships, the scenarios also
taken into the form and out of it as a file; so many generated dossiers with three scenarios each; and so many
formulas of every node. The program prints where they differ, and ends with 1 if they do.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from conditions.files.scenario import load_folder
from conditions.model.dossier import Dossier
from tests.browser.chromium import launched
from tests.whatif_cases import (
    disagreements,
    evaluated,
    fields_of,
    formula_cases,
    formula_disagreements,
    formula_job,
    generated_jobs,
    job,
    scenarios_of,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHIPPED: Final = ("istanbul-2022", "minsk-2015", "jcpoa-2015")
SCENARIOS: Final = Path(__file__).resolve().parents[2] / "scenarios"
_AT_ONCE: Final = 250
_SHOWN: Final = 20


def shipped_disagreements(page: Page, dossier: Dossier, cases: int, number: int) -> Iterator[str]:
    """Where both differ for generated scenarios of one dossier, and for fillings of the form."""
    random = Random(number)
    told = scenarios_of(dossier, cases, number)
    for start in range(0, len(told), _AT_ONCE):
        part = told[start : start + _AT_ONCE]
        fields = [fields_of(dossier, random) for _ in part]
        (found,) = evaluated(page, [job(dossier, part, fields)])
        yield from disagreements(dossier, part, fields, found)


def generated_disagreements(page: Page, cases: int, number: int) -> Iterator[str]:
    """Where both differ for generated dossiers."""
    for start in range(0, cases, _AT_ONCE):
        drawn = generated_jobs(min(_AT_ONCE, cases - start), number + start)
        asked = [job(dossier, told, []) for dossier, told in drawn]
        for (dossier, told), found in zip(drawn, evaluated(page, asked), strict=True):
            yield from disagreements(dossier, told, [], found)


def formulas_disagreements(page: Page, cases: int, number: int) -> Iterator[str]:
    """Where both differ for generated formulas."""
    asked = formula_cases(cases, number)
    (found,) = evaluated(page, [formula_job(asked)])
    yield from formula_disagreements(asked, found)


def main() -> int:
    """Compare and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2_000, help="scenarios, and fillings of the form, per dossier")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = 0
    with launched() as browser:
        page = browser.new_page()
        for name in (*SHIPPED, "generated dossiers", "formulas"):
            began = time.perf_counter()
            if name in SHIPPED:
                dossier = load_folder(SCENARIOS / name).dossier.dossier
                found = list(shipped_disagreements(page, dossier, options.cases, options.seed))
            elif name == "formulas":
                found = list(formulas_disagreements(page, options.cases, options.seed))
            else:
                found = list(generated_disagreements(page, options.cases, options.seed))
            print(f"{name}: {options.cases} cases, {len(found)} differences, {time.perf_counter() - began:.0f} s")
            for one in found[:_SHOWN]:
                print(f"  {one[:600]}")
            wrong += len(found)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
