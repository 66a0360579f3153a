"""The forward engine against the reference interpreter on generated dossiers and scenarios, as many as one likes.

    python -m tests.tools.forward_cases --cases 100000 --seed 5

A case is one state of knowledge of a generated dossier: every condition in every reading
must have the same status, answer, compliance and finality. Most are scenarios, several of
one dossier through one session, so that facts come and go. The others are entries that a
monitor takes in one by one, where after each the knowledge itself, the answers of all
parties and the states in force are compared too. Each scenario is a case in every world
in which it does not contradict itself: closed, open, until a day. A scenario that fails is
written to `--keep`. Exit status: 1 if a case failed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from conditions.binding import know
from conditions.check import lowered
from conditions.engines.forward import Decided, ForwardRules
from conditions.errors import ScenarioError
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario, World
from conditions.monitor import Monitor
from conditions.testing import dossiers, dump_case, scenarios
from conditions.testing.drawn_scenarios import NOW
from conditions.verdicts import decide
from tests.monitored import START, Told, differences, followed, told

AT_ONCE: Final = 150
"""Dossiers of one run of Hypothesis, each of which has a seed of its own."""
COURSES: Final = 15
"""Courses of a monitor in one run."""
OF_ONE_DOSSIER: Final = 4
"""Most scenarios of one generated dossier, each of them in up to three worlds."""


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
def _dossiers_with_scenarios(draw: st.DrawFn) -> tuple[Dossier, list[Scenario]]:
    dossier = draw(dossiers())
    drawn = draw(st.lists(scenarios(dossier), min_size=1, max_size=OF_ONE_DOSSIER))
    return dossier, [one for scenario in drawn for one in in_every_world(dossier, scenario)]


def in_every_world(dossier: Dossier, scenario: Scenario) -> Iterator[Scenario]:
    """The scenario in each world in which it does not contradict itself."""
    for world in ("closed", "open", f"until {NOW}"):
        told_so = scenario.model_copy(update={"world": World.model_validate(world)})
        try:
            know(told_so, dossier.vocabulary)
        except ScenarioError:
            continue
        yield told_so


class Counted:
    """How many cases were tried, and those that failed."""

    def __init__(self, keep: Path | None) -> None:
        self.cases = 0
        self.entries = 0
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

    def try_course(self, case: Told) -> None:
        """Compare a monitor after every entry that it takes in."""
        monitor = Monitor(case.dossier, now=START, groups=case.groups)
        for taken in followed(monitor, case.steps):
            if taken:
                self.cases += 1
                self.entries += 1
                self.failures += differences(monitor)


def _generating(number: int) -> settings:
    """So many examples, none of which is kept or made smaller."""
    return settings(
        max_examples=number,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def run(counted: Counted, number: int) -> None:
    """Try the cases of one seed."""

    @seed(number)
    @_generating(AT_ONCE)
    @given(_dossiers_with_scenarios())
    def each(case: tuple[Dossier, list[Scenario]]) -> None:
        counted.try_case(*case)

    @seed(number)
    @_generating(COURSES)
    @given(told())
    def each_course(case: Told) -> None:
        counted.try_course(case)

    each()
    each_course()


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
    print(
        f"seeds {asked.seed} to {number - 1}: {counted.cases:,} cases, "
        f"{counted.entries:,} of them entries of monitors, {len(counted.failures)} disagreements"
    )
    print("\n".join(counted.failures[:20]))
    return 1 if counted.failures else 0


if __name__ == "__main__":
    sys.exit(main())
