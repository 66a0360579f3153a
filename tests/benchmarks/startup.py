"""How long the command line takes to answer, against importing the libraries it stands on.

Run: python -m tests.benchmarks.startup

Figures are CPU seconds (user and system) of a whole process, the least of many runs that take
turns, so that what else the machine does weighs on all alike. Byte code is kept between runs,
as it is for an installed package, whatever the environment says.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROUNDS: Final = 15
ROOT: Final = Path(__file__).resolve().parents[2]
ISTANBUL: Final = "scenarios/istanbul-2022"
CLI: Final = "from conditions.cli import process; process()"
CLICK: Final = "import click"
LIBRARIES: Final = "import pydantic, yaml, lark, click, rich"

COMMANDS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    CLICK: (CLICK, (CLICK,)),
    "conditions --help": (CLICK, (CLI, "--help")),
    LIBRARIES: (LIBRARIES, (LIBRARIES,)),
    f"conditions check {ISTANBUL}": (LIBRARIES, (CLI, "check", ISTANBUL)),
    f"conditions check {ISTANBUL} --verbose": (LIBRARIES, (CLI, "check", ISTANBUL, "--verbose")),
    "conditions check with one of its scenarios": (
        LIBRARIES,
        (CLI, "check", f"{ISTANBUL}/08-no-referendum.scenario.yaml"),
    ),
}
"""What is measured, with what it is compared with and what Python is told."""


def main() -> None:
    """Measure every command and what it is compared with."""
    least = dict.fromkeys(COMMANDS, float("inf"))
    with tempfile.TemporaryDirectory() as kept:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": kept}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(1 + ROUNDS):
            for name, (_, told) in COMMANDS.items():
                least[name] = min(least[name], seconds(told, environment))
    print(f"{'what':<58}{'CPU s':>8}{'ratio':>8}")
    for name, (compared, _) in COMMANDS.items():
        print(f"{name:<58}{least[name]:>8.3f}{least[name] / least[compared]:>8.2f}")


def seconds(told: tuple[str, ...], environment: Mapping[str, str]) -> float:
    """CPU seconds of Python running this."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", *told], capture_output=True, cwd=ROOT, env=environment, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr.decode())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
