"""Scenario files as `conditions test` runs them: the outcome of every case, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from conditions.errors import ConditionsError, FileError, Problem
from conditions.files.scenario import ENDINGS
from conditions.records import dataclass
from conditions.runner import Case, ScenarioCases, ScenarioReader

Outcome = Literal["passed", "failed", "known failure", "mended"]
"""How a case ended; `mended` is a known failure that does not fail any more, which is a failure."""


class Ran(NamedTuple):
    """A case that was run.

    Attributes:
        case: The case.
        outcome: How it ended.
        problem: What is amiss in its place; nothing where it passed.
        text: All that is to be said of it: what is amiss, and why.
    """

    case: Case
    outcome: Outcome
    problem: Problem | None = None
    text: str = ""

    @property
    def fails(self) -> bool:
        """Whether the run fails for it."""
        return self.outcome in {"failed", "mended"}


@dataclass(frozen=True)
class FileRun:
    """One scenario file.

    Attributes:
        path: The file.
        cases: What it holds; nothing where it cannot be read.
        ran: Every case, in the order of the file.
        problems: Why it cannot be read, or cannot be checked.
        unused: What it says and nothing reads; errors where that was asked for.
    """

    path: Path
    cases: ScenarioCases | None = None
    ran: tuple[Ran, ...] = ()
    problems: tuple[Problem, ...] = ()
    unused: tuple[Problem, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether something in it is not as expected."""
        return any(ran.fails for ran in self.ran) or any(problem.severity == "error" for problem in self.unused)


def exit_code(files: Iterable[FileRun]) -> int:
    """2 if a file cannot be read, else 1 if something is not as expected, else 0."""
    listed = list(files)
    return 2 if any(file.problems for file in listed) else int(any(file.fails for file in listed))


def scenario_paths(paths: Iterable[Path]) -> list[Path]:
    """The scenario files that the paths name; those of folders also in the folders below, but not in hidden ones.

    Raises:
        FileError: A folder has none.
    """
    found: dict[Path, None] = {}
    for path in paths:
        listed = list(_below(path)) if path.is_dir() else [path]
        if not listed:
            hint = "describe a course of events in a file that ends in `.scenario.yaml`"
            raise FileError(Problem("no-scenario", f"there is no scenario in `{path}`", hint=hint))
        found.update(dict.fromkeys(listed))
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.name.endswith(ENDINGS) and path.is_file() and not hidden:
            yield path


def run_file(path: Path, reader: ScenarioReader, *, strict: bool = False, only: str = "") -> FileRun:
    """Every case of a file.

    Args:
        path: The file.
        reader: What reads the files of this run.
        strict: Whether what nothing reads is an error.
        only: What the names of the cases must contain.
    """
    try:
        cases = reader.read(path)
        ran = tuple(_run(case, cases) for case in cases.cases if only.casefold() in case.name.casefold())
    except ConditionsError as error:
        return FileRun(path, problems=error.problems)
    unused = tuple(replace(problem, severity="error") if strict else problem for problem in cases.unused)
    return FileRun(path, cases, ran, unused=unused)


def _run(case: Case, cases: ScenarioCases) -> Ran:
    mismatch = cases.mismatch(case)
    if mismatch is None and case.known_failure is None:
        return Ran(case, "passed")
    if mismatch is None:
        wanted = case.expectation
        problem = Problem(
            "expectation-failed",
            f"this is known to fail, and does not any more: {case.known_failure}",
            cases.loaded.locate(*wanted.path, wanted.what),
            hint="delete it from `known_failures`",
            context=f"{case.name}, the scenario {cases.loaded.scenario.title}",
        )
        return Ran(case, "mended", problem, str(problem))
    outcome: Outcome = "failed" if case.known_failure is None else "known failure"
    return Ran(case, outcome, mismatch.problem(cases.loaded), cases.failure(case) if outcome == "failed" else "")


__all__ = ["FileRun", "Outcome", "Ran", "exit_code", "run_file", "scenario_paths"]
