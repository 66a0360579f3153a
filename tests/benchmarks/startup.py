"""How long the command line takes to answer, against importing the libraries it stands on.

Run: python -m tests.benchmarks.startup

Figures are CPU seconds of a whole process, the least of several runs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from typing import Final

ROUNDS: Final = 9
ROOT: Final = Path(__file__).resolve().parents[2]
ISTANBUL: Final = "scenarios/istanbul-2022"
CLI: Final = "from conditions.cli import main; main()"


def main() -> None:
    """Measure both commands and what they are compared with."""
    click = seconds("-c", "import click")
    libraries = seconds("-c", "import pydantic, yaml, lark, click, rich")
    print(f"{'what':<58}{'CPU s':>8}{'ratio':>8}")
    for name, took, own in (
        ("import click", click, click),
        ("conditions --help", seconds("-c", CLI, "--help"), click),
        ("import pydantic, yaml, lark, click, rich", libraries, libraries),
        (f"conditions check {ISTANBUL}", seconds("-c", CLI, "check", ISTANBUL), libraries),
    ):
        print(f"{name:<58}{took:>8.3f}{took / own:>8.2f}")


def seconds(*arguments: str) -> float:
    """CPU seconds of Python with these arguments."""
    best = float("inf")
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, cwd=ROOT, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


if __name__ == "__main__":
    main()
