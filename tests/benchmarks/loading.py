"""How long a large dossier takes to load, against PyYAML's safe C loader alone on the same text.

Run: python -m tests.benchmarks.loading

Loading is reading with positions, validating, checking every name, and
compiling. Figures are CPU seconds, the least of several rounds; the last column
should stay flat as the dossier grows.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import yaml

from conditions.check import lowered
from conditions.engines.compiled import CompiledRules
from conditions.files.dossier import load_dossier

ROUNDS: Final = 7
SIZES: Final = (250, 500, 1000, 2000)
TEXTS: Final = (
    "{a} only after {b}",
    "{a} only if {l} is agreed or later and {f}",
    "{a} only after all of guarantors ratify",
    "{a} only on or after {b} + 30 days",
    "if {a} then {b} within 90 days after {a}",
    "never {a}",
    "at least 2 of ({a}, {b}, {c})",
    "{a} only if {l} is resolved or {f} is yes",
    "{a} between {b} + 10 days and {b} + 30 days",
    "{a} only if {n} is at least 50 percent of votes_cast",
)


def main() -> None:
    """Measure dossiers of growing size."""
    print(f"{'conditions':>10}{'lines':>8}{'PyYAML s':>10}{'ours s':>8}{'ratio':>7}{'ms per condition':>18}")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / "dossier.yaml"
            path.write_text(text := dossier_text(size), encoding="utf-8")
            plain = seconds(lambda text=text: yaml.load(text, yaml.CSafeLoader))  # type: ignore[misc]  # bound now
            ours = seconds(lambda path=path: load_and_compile(path))  # type: ignore[misc]  # bound now
            lines = text.count("\n")
            print(f"{size:>10}{lines:>8}{plain:>10.3f}{ours:>8.3f}{ours / plain:>7.2f}{ours / size * 1000:>18.3f}")


def load_and_compile(path: Path) -> CompiledRules:
    """Everything between a file and an engine that answers."""
    dossier = load_dossier(path)
    vocabulary = dossier.vocabulary
    return CompiledRules(
        formula for condition in dossier.conditions.values() for formula in lowered(condition, vocabulary).values()
    )


def dossier_text(size: int) -> str:
    """A dossier of so many conditions, each resting on a statement of its own."""
    dice = random.Random(size)
    events = [f"event_{number}" for number in range(60)]
    lines = [
        "dossier: benchmark",
        "parties:",
        *(f"  P{number}: {{name: Party {number}}}" for number in range(4)),
        "groups: {guarantors: {members: [US, GB, NO]}}",
        "events:",
        *(f"  {event}: {{label: Event number {event[6:]} takes place}}" for event in events),
        "  ratify: {each: guarantors}",
        "ladders: {crimea: [unresolved, agreed, resolved], donbas: [unresolved, agreed, resolved]}",
        "facts: {texts_separate: {}, approved: {}, votes_for: {number: yes}, votes_cast: {number: yes}}",
        "statements:",
    ]
    for number in range(size):
        lines += [
            f"  s{number}:",
            f"    speaker: Speaker {number % 20}",
            f"    for: P{number % 4}",
            f"    said: 2022-03-{number % 28 + 1:02}",
            "    to: the other delegations",
            "    via: [A news agency, A newspaper]",
            f'    quote: "words {number} that were said on the day"',
        ]
    lines.append("conditions:")
    for number in range(size):
        names = dict(zip("abc", dice.sample(events, 3), strict=True))
        fact, ladder = dice.choice(("texts_separate", "approved")), dice.choice(("crimea", "donbas"))
        text = dice.choice(TEXTS).format(**names, l=ladder, f=fact, n="votes_for")
        lines += [
            f"  P{number % 4}-{number}:",
            f"    party: P{number % 4}",
            f"    condition: {text}",
            f"    source: s{number}",
            f"    from: 2022-03-{number % 28 + 1:02}",
        ]
    return "\n".join(lines) + "\n"


def seconds(run: Callable[[], object]) -> float:
    """CPU seconds, the least of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        run()
        best = min(best, time.process_time() - began)
    return best


if __name__ == "__main__":
    main()
