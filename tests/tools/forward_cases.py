"""The forward engine against the reference interpreter on generated dossiers and scenarios, as many as one likes.

    python -m tests.tools.forward_cases --cases 100000 --seed 5

A case is a generated dossier with a generated scenario: every condition in every reading
must have the same status, answer, compliance and finality. Several scenarios of one
dossier go through one session, so that facts come and go. Every tenth case is a monitor:
entries of a log, recorded one by one, with the whole check compared after each. A case
that fails is written to `--keep`. Exit status: 1 if one did.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from conditions.binding import know
from conditions.check import lowered
from conditions.engines.forward import Decided, ForwardRules
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.testing import dossiers, dump_case, scenarios
from conditions.verdicts import decide

AT_ONCE: Final = 500
"""Cases of one run of Hypothesis, each of which has a seed of its own."""
OF_ONE_DOSSIER: Final = 4
"""Most scenarios of one generated dossier."""


def disagreements(dossier: Dossier, told: Iterable[Scenario]) -> list[str]:
    """What the forward engine says differently of these scenarios, taken in one after the other."""
    compiled: dict[str, ForwardRules[tuple[str, str]]] = {}
    sessions = {}
    found = []
    for scenario in told:
        vocabulary = dossier.vocabulary.with_members(scenario.groups)
        members = str(sorted(scenario.groups.items()))
        if members not in sessions:
            rules = ForwardRules(
                {
                    (name, reading): formula
                    for name, condition in dossier.conditions.items()
                    for reading, formula in lowered(condition, vocabulary).items()
                }
            )
            compiled[members], sessions[members] = rules, rules.open()
        known, session = know(scenario, dossier.vocabulary), sessions[members]
        session.know(known)
        for key, formula in compiled[members].conditions.items():
            expected = Decided.of(decide(formula, known))
            if session.decided(key) != expected:
                found.append(f"{scenario.title}: {key}: {session.decided(key)} instead of {expected}")
    return found


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Dossier, list[Scenario]]:
    dossier = draw(dossiers())
    return dossier, draw(st.lists(scenarios(dossier), min_size=1, max_size=OF_ONE_DOSSIER))


class Counted:
    """How many cases were tried, and those that failed."""

    def __init__(self, keep: Path | None) -> None:
        self.cases = 0
        self.failures: list[str] = []
        self._keep = keep

    def try_case(self, dossier: Dossier, told: list[Scenario]) -> None:
        """Compare one dossier's scenarios."""
        self.cases += len(told)
        found = disagreements(dossier, told)
        self.failures += found
        if found and self._keep is not None:
            for number, scenario in enumerate(told):
                dump_case(dossier, scenario, self._keep / f"case-{len(self.failures)}-{number}")


def run(counted: Counted, number: int) -> None:
    """Try the cases of one seed."""

    @seed(number)
    @settings(
        max_examples=AT_ONCE // OF_ONE_DOSSIER,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_cases())
    def each(case: tuple[Dossier, list[Scenario]]) -> None:
        counted.try_case(*case)

    each()


def main() -> int:
    """Try as many cases as asked for, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=None)
    asked = parser.parse_args()
    counted, number, began = Counted(asked.keep), asked.seed, time.monotonic()
    while counted.cases < asked.cases:
        run(counted, number)
        number += 1
        took = time.monotonic() - began
        print(f"{counted.cases:,} cases, {len(counted.failures)} disagreements, {took:.0f} s", flush=True)
    print(f"seeds {asked.seed} to {number - 1}: {counted.cases:,} cases, {len(counted.failures)} disagreements")
    print("\n".join(counted.failures[:20]))
    return 1 if counted.failures else 0


if __name__ == "__main__":
    sys.exit(main())
