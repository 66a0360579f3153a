"""The truth of fourteen conditions for one scenario, against other rule engines.

Run: python -m tests.benchmarks.single_check

Every engine is given the same rules, compiled once, and the same scenarios in
its own form; its answers are verified equal before anything is measured.
Figures are CPU microseconds for one scenario, the least of several rounds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from conditions.binding import know
from conditions.engines.compiled import CompiledRules
from conditions.semantics import judge
from tests.benchmarks import peers, rules

Input = TypeVar("Input")

SCENARIOS: Final = 60
ROUNDS: Final = 7
SECONDS: Final = 0.3


def main() -> None:
    """Verify and measure every engine that is installed."""
    dossier = rules.dossier()
    formulas = rules.formulas(dossier)
    compiled = CompiledRules(formulas)
    known = [know(rules.scenario(dossier, seed), dossier.vocabulary) for seed in range(SCENARIOS)]
    rows = [compiled.row(one) for one in known]
    answers = [compiled.numbers(row) for row in rows]
    reference = [
        [("false", "unknown", "true").index(judge(formula, one).truth.value) for formula in formulas] for one in known
    ]
    if reference != answers:
        raise SystemExit("the compiled rules disagree with the reference interpreter")
    ours = microseconds(compiled.numbers, rows)
    traced = microseconds(compiled.traces_of, rows)
    print(f"{'engine':<34}{'µs':>9}{'times ours':>13}")
    print(f"{'conditions, truth':<34}{ours:>9.1f}{1:>13.1f}")
    print(f"{'conditions, with justification':<34}{traced:>9.1f}{1:>13.1f}")
    for load, own in (
        (peers.cel, ours),
        (peers.cedar, ours),
        (peers.durable, ours),
        (peers.zen, ours),
        (peers.rule_engine, ours),
        (peers.zen_traced, traced),
    ):
        try:
            peer = load(formulas)
        except ImportError as missing:
            print(f"{load.__name__:<34}not installed ({missing.name})")
            continue
        contexts = [peers.context(compiled, row, peer.shifted) for row in rows]
        if [peer.ask(context) for context in contexts] != answers:
            raise SystemExit(f"{peer.name} gives other answers")
        took = microseconds(peer.ask, contexts)
        print(f"{peer.name:<34}{took:>9.1f}{took / own:>13.1f}")
    slow = microseconds(lambda one: [judge(formula, one) for formula in formulas], known)
    print(f"{'conditions, reference interpreter':<34}{slow:>9.1f}{slow / traced:>13.1f}")


def microseconds(ask: Callable[[Input], object], inputs: Sequence[Input]) -> float:
    """CPU microseconds for one input, the least of several rounds over all of them."""
    best = float("inf")
    for _ in range(ROUNDS):
        asked, began = 0, time.process_time()
        while (took := time.process_time() - began) < SECONDS / ROUNDS:
            for one in inputs:
                ask(one)
            asked += len(inputs)
        best = min(best, took / asked)
    return best * 1e6


if __name__ == "__main__":
    main()
