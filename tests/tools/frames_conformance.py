"""Compares tables with the reference on very many generated scenarios, each a row of a table.

    python -m tests.tools.frames_conformance --cases 100000 --seed 1
    python -m tests.tools.frames_conformance --cases 2000 --seed 1 --kind spark --rows 200

A disagreement is written to `tests/cases/` as a dossier and a scenario, and the program ends with 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from conditions.errors import UnsupportedConditionError
from conditions.model.dossier import Dossier
from conditions.testing import dossiers, dump_case
from tests.spark import local_session
from tests.tables import differences, random_table, reference, scenario_of, through

CASES: Final = Path(__file__).resolve().parent.parent / "cases"


def main() -> int:
    """Compare and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="rows to compare")
    parser.add_argument("--rows", type=int, default=20, help="rows of each table")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", default="polars", help="the kind of frame")
    options = parser.parse_args()
    session = local_session() if options.kind == "spark" else None
    counts: Counter[str] = Counter()
    began = time.perf_counter()

    @seed(options.seed)
    @settings(
        max_examples=-(-options.cases // options.rows),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(dossiers())
    def compare(dossier: Dossier) -> None:
        counts["dossiers"] += 1
        _compare(dossier, random.Random(f"{options.seed} {counts['dossiers']}"), options, session, counts)

    compare()
    counts["seconds"] = round(time.perf_counter() - began)
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    return bool(counts["differences"])


def _compare(dossier: Dossier, dice: random.Random, options: Any, session: Any, counts: Counter[str]) -> None:
    table = random_table(dossier, dice, options.rows)
    try:
        answered = through(options.kind, table, session)
    except UnsupportedConditionError:
        counts["unsupported dossiers"] += 1
        return
    expected = reference(table)
    found = differences(expected, answered)
    counts["cases"] += len(expected)
    counts["answers"] += sum(len(one) for one in expected if one is not None)
    counts["differences"] += len(found)
    if found:
        place = int(found[0].split(":")[0].removeprefix("row "))
        where = dump_case(dossier, scenario_of(table, table.rows[place]), CASES / f"frames-{options.seed}-{place}")
        print(where, *found[:3], sep="\n  ", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
