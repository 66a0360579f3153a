"""How long pytest takes to collect 1,000 scenario files, against loading them; and what the plugin adds elsewhere.

Run: python -m tests.benchmarks.collecting

Figures are CPU seconds of whole processes, the least of several runs that take turns. Byte code is kept
between runs, as it is for an installed package. What collecting costs is also given without what pytest takes
where there is nothing to collect, and loading without the import of pytest.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

FILES: Final = 1_000
ROUNDS: Final = 3
ROOT: Final = Path(__file__).resolve().parents[2]
ISTANBUL: Final = ROOT / "scenarios" / "istanbul-2022"

PYTEST: Final = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "--disable-warnings", "--collect-only")
COLLECT: Final = (*PYTEST, "many")
IMPORT: Final = ("-c", "import pytest")
LOAD: Final = ("-c", "import pytest, conditions; conditions.load_folder('many')")
EMPTY: Final = (*PYTEST, "empty")
EMPTY_WITHOUT: Final = (*PYTEST, "-p", "no:conditions", "empty")


def main() -> None:
    """Measure each, and print the ratio and the difference."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder)
        commands = (LOAD, IMPORT, COLLECT, EMPTY, EMPTY_WITHOUT)
        least = dict.fromkeys(commands, float("inf"))
        for _ in range(ROUNDS):
            for command in commands:
                least[command] = min(least[command], seconds(command, folder))
    added = 1000 * (least[EMPTY] - least[EMPTY_WITHOUT])
    print(f"loading {FILES:,} files              {least[LOAD]:8.3f} s")
    print(f"collecting them with pytest      {least[COLLECT]:8.3f} s, {least[COLLECT] / least[LOAD]:.2f} times as long")
    own = (least[COLLECT] - least[EMPTY_WITHOUT]) / (least[LOAD] - least[IMPORT])
    print(f"the same without pytest itself                {own:.2f} times as long")
    print(f"pytest without scenario files    {least[EMPTY_WITHOUT]:8.3f} s")
    print(f"the same with the plugin         {least[EMPTY]:8.3f} s, {added:+.0f} ms")


def make(folder: Path) -> None:
    """A folder with copies of the scenarios of Istanbul, each with a name of its own, and one with a Python test."""
    many, empty = folder / "many", folder / "empty"
    many.mkdir()
    empty.mkdir()
    shutil.copy(ISTANBUL / "dossier.yaml", many)
    scenarios = sorted(ISTANBUL.glob("*.scenario.yaml"))
    for number in range(FILES):
        text = scenarios[number % len(scenarios)].read_text(encoding="utf-8")
        text = text.replace("scenario: ", f"scenario: {number} ", 1)
        (many / f"{number:04}.scenario.yaml").write_text(text, encoding="utf-8")
    (empty / "test_nothing.py").write_text("def test_nothing():\n    pass\n", encoding="utf-8")


def seconds(command: tuple[str, ...], folder: Path) -> float:
    """CPU seconds of Python running this.

    Raises:
        RuntimeError: It failed.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "kept")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *command], capture_output=True, cwd=folder, env=environment, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise RuntimeError((done.stdout + done.stderr).decode())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
