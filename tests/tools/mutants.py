"""Changes modules in one place at a time, and prints the changes that no test notices.

    python -m tests.tools.mutants truth dates

Each change (see `mutations`) is tried in a copy of the project, in a process of its own, on
the module's own tests: with a few examples of every law, and where that notices nothing,
with as many as in CI. A module that cannot be imported is noticed, and so is one on which
the tests need more than three times as long. Exit status: 1 if a change survived.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import hypothesis.strategies  # noqa: F401  # loaded once, here, instead of in every process
import pytest

from tests.tools.mutations import mutants

ROOT: Final = Path(__file__).resolve().parents[2]
TESTED_THROUGH: Final = {
    "amounts": ("semantics",),
    "network": ("timeline", "contradiction"),
    "timeline": ("contradiction",),
}
"""Modules through which a module is reached, so that their tests are its own as well."""

# Hypothesis is there before pytest can rewrite its asserts, which are not what is tested.
# The installed plugin would be looked for in the copy, which may not have it.
_PLAIN: Final = ("-p", "no:cacheprovider", "-p", "no:conditions")
_PYTEST: Final = ("-x", "-q", *_PLAIN, "-W", "ignore::pytest.PytestAssertRewriteWarning")
_PROFILES: Final = ("quick", "ci")
_PATIENCE: Final = 3
_NOT_IN_THE_COPY: Final = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "build", "dist")
_MOST_MEMORY: Final = 4 << 30


@dataclass(eq=False)
class Plan:
    """A pytest plugin that runs the cheapest tests first, and notes how long each took."""

    notes: Path
    seconds: dict[str, float] = field(default_factory=dict)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sorts the tests by what they took before."""
        items.sort(key=lambda item: self.seconds.get(item.nodeid, 0))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Adds up what a test and its fixtures took."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration

    def pytest_sessionfinish(self) -> None:
        """Writes it down for the process that has to know."""
        self.notes.write_text(json.dumps(self.seconds), encoding="utf-8")


@dataclass(frozen=True)
class Trial:
    """How the tests of a module are run in the copy of the project.

    Attributes:
        copy: The folder of the copy.
        arguments: What pytest is told.
        plan: The order of the tests.
        limits: For every profile of Hypothesis, the seconds of processor time after which a run ends.
    """

    copy: Path
    arguments: Sequence[str]
    plan: Plan
    limits: dict[str, int] = field(default_factory=dict)

    def run(self, profile: str) -> int:
        """The exit status of pytest in a process of its own; negative if the process was stopped."""
        process = os.fork()
        if process == 0:
            self._run_here(profile)
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    def _run_here(self, profile: str) -> None:
        """Runs pytest and ends the process, whatever happens."""
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
            if profile in self.limits:
                resource.setrlimit(resource.RLIMIT_CPU, (self.limits[profile], self.limits[profile]))
                # A module that changes several times a second must not be read from a cache.
                sys.dont_write_bytecode = True
            for stream in (0, 1, 2):
                os.dup2(os.open(os.devnull, os.O_RDWR), stream)
            os.environ.update(HYPOTHESIS_PROFILE=profile, CI="1")
            os.chdir(self.copy)
            sys.path[:] = [str(self.copy), *(place for place in sys.path if place not in {"", str(ROOT)})]
            for name in [name for name in sys.modules if name.partition(".")[0] in {"conditions", "tests"}]:
                del sys.modules[name]
            status = pytest.main(list(self.arguments), plugins=[self.plan])
        finally:
            os._exit(status)


def trial_of(module: str, copy: Path) -> Trial:
    """How the tests of a module are run, once they have passed on the module as it is.

    Raises:
        SystemExit: They do not pass.
    """
    files = [f"tests/test_{name}.py" for name in (module, *TESTED_THROUGH.get(module, ()))]
    plan = Plan(copy / "seconds.json")
    trial = Trial(copy, [*_PYTEST, *files, f"conditions/{module}.py"], plan)
    limits = {}
    for profile in _PROFILES:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        if trial.run(profile) != 0:
            raise SystemExit(f"the tests of {module} fail before anything is changed")
        limits[profile] = 2 + int(_PATIENCE * (resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before))
        plan.seconds = plan.seconds or json.loads(plan.notes.read_text(encoding="utf-8"))
    trial.limits.update(limits)
    return trial


def try_all(module: str, copy: Path) -> int:
    """Tries every change of a module, and prints those that survive; how many do."""
    target = copy / "conditions" / f"{module}.py"
    source = target.read_text(encoding="utf-8")
    trial, lines, tried, left = trial_of(module, copy), source.splitlines(), mutants(source), 0
    for mutant in tried:
        target.write_text(mutant.text, encoding="utf-8")
        if all(trial.run(profile) == 0 for profile in _PROFILES):
            left += 1
            print(f"{module}, {mutant.function}, {mutant.change}, {lines[mutant.line - 1].strip()}", flush=True)
    target.write_text(source, encoding="utf-8")
    print(f"{module}: {len(tried)} mutants, {len(tried) - left} killed, {left} survived", flush=True)
    return left


def main(arguments: Sequence[str] | None = None) -> int:
    """Tries every change of the modules; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="+", metavar="MODULE", help="such as `truth` for conditions/truth.py")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=_NOT_IN_THE_COPY)
        return 1 if sum(try_all(module, copy) for module in given.modules) else 0


if __name__ == "__main__":
    raise SystemExit(main())
