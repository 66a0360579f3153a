"""How long the page of a big dossier takes, against checking its scenarios; and how big the page is.

Run: python -m tests.benchmarks.report

The dossier is made from a seed: 100 conditions of five parties, a third of them with two readings, and 200
scenarios. Checking means deciding every answer of every party; the page is made from the dossier and the
scenarios in memory, so it checks them too. Figures are CPU seconds, the least of several runs that take turns.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random
from typing import Final

from conditions.check import Checker
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.report.build import build_report
from conditions.report.html import render_html

CONDITIONS: Final = 100
SCENARIOS: Final = 200
EVENTS: Final = 60
ROUNDS: Final = 3
SEED: Final = 7
PARTIES: Final = ("UA", "RU", "FR", "NO", "TR")


def main(seed: int = SEED) -> None:
    """Measure both, and print the ratio and the size."""
    dossier, scenarios = big_dossier(seed), big_scenarios(seed)
    checking = making = float("inf")
    for _ in range(ROUNDS):
        checking = min(checking, seconds(lambda: check_all(dossier, scenarios)))
        making = min(making, seconds(lambda: render_html(build_report(dossier, scenarios))))
    size = len(render_html(build_report(dossier, scenarios)).encode())
    print(f"{len(dossier.conditions)} conditions, {len(scenarios)} scenarios, seed {seed}")
    print(f"checking every answer  {checking:7.2f} s")
    print(f"making the page        {making:7.2f} s, {making / checking:.2f} times as long")
    print(f"the page               {size / 1e6:7.2f} MB")


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def check_all(dossier: Dossier, scenarios: list[Scenario]) -> None:
    """Decide every answer."""
    checker = Checker(dossier)
    for scenario in scenarios:
        for party in checker.check(scenario).parties.values():
            assert party.by_reading is not None


def big_dossier(seed: int = SEED, conditions: int = CONDITIONS) -> Dossier:
    """A dossier of so many conditions, each with a statement of its own."""
    random = Random(seed)
    acts = [f"act_{number}" for number in range(EVENTS)]
    return Dossier.build(
        {
            "dossier": "big",
            "title": "A big negotiation, made from a seed",
            "parties": {code: {"name": f"Party {code}"} for code in PARTIES},
            "events": {
                act: {"label": f"Party {PARTIES[number % 5]} takes step {number}", "by": PARTIES[number % 5]}
                for number, act in enumerate(acts)
            },
            "facts": {f"fact_{number}": {"label": f"point {number} is agreed"} for number in range(10)},
            "statements": {
                f"said_{number}": {
                    "speaker": f"The envoy of {PARTIES[number % 5]}",
                    "for": PARTIES[number % 5],
                    "said": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
                    "quote": f"not before what we asked for as number {number}",
                }
                for number in range(conditions)
            },
            "conditions": {f"C-{number}": _condition(random, number) for number in range(conditions)},
        }
    )


def _condition(random: Random, number: int) -> dict[str, object]:
    """A gate, a demand or a deadline over acts of higher and lower numbers."""
    act = f"act_{random.randrange(10, EVENTS)}"
    before = [f"act_{random.randrange(0, int(act[4:]))}" for _ in range(2)]
    fact = f"fact_{random.randrange(10)}"
    texts = (
        f"{act} only after {before[0]} and {before[1]}",
        f"{act} only if {fact} or {before[0]} before {act}",
        f"{act} only on or after {before[0]}",
        f"if {before[0]} then {act} within 90 days of {before[0]}",
        f"{act} only from {before[0]} + 30 days",
    )
    base: dict[str, object] = {"party": PARTIES[number % 5], "source": f"said_{number}"}
    first = texts[number % len(texts)]
    if number % 20 == 0:
        return {**base, "readings": {"strict": first, "lenient": f"{act} only on or after {before[1]}"}}
    return {**base, "condition": first}


def big_scenarios(seed: int = SEED, count: int = SCENARIOS) -> list[Scenario]:
    """So many courses of events, some of them closed, some known up to a day."""
    random = Random(seed)
    found = []
    for number in range(count):
        acts = random.sample(range(EVENTS), random.randrange(5, 30))
        days = sorted(random.randrange(1, 340) for _ in acts)
        found.append(
            Scenario.build(
                {
                    "scenario": f"course {number}",
                    "world": ("closed", "until 2025-06-01", "open")[number % 3],
                    "timeline": [
                        {f"act_{act}": f"2024-{1 + day // 28 % 12:02}-{1 + day % 28:02}"}
                        for act, day in zip(acts, days, strict=True)
                    ],
                    "facts": {f"fact_{fact}": random.choice(("yes", "no")) for fact in range(0, 10, 2)},
                }
            )
        )
    return found


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
