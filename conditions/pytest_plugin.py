"""The pytest plugin: every expected answer of a scenario file is a test.

Imports nothing heavy: what reads files is fetched when the first scenario file is collected.
"""

from __future__ import annotations

import gc
import os
import re
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from conditions.errors import Problem
    from conditions.runner import Case, ScenarioCases, ScenarioReader

ENDINGS: Final = (".scenario.yaml", ".scenario.yml", ".scenario.json")
"""What the names of scenario files end in; said here again, since what reads them is heavy."""

_OWN_MARKS: Final = frozenset("skip skipif xfail usefixtures filterwarnings parametrize tryfirst trylast".split())
_OPTION: Final = "conditions_unused"
# Looking for garbage is more than half of collecting 1,000 scenario files, and finds none.
_GARBAGE: Final = 200_000


class UnusedKnowledgeWarning(UserWarning):
    """A scenario says something that nothing in its dossier reads."""


class ExpectationFailedError(Exception):
    """An answer is not the expected one."""


class UnusedKnowledgeError(Exception):
    """A scenario says something that nothing reads, where that is an error."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The setting `conditions_unused`."""
    help_ = "What scenario files say and nothing in their dossier reads: `warning` (default) or `error`."
    parser.addini(_OPTION, help_, default="warning")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a setting that means nothing.

    Raises:
        UsageError: There is no such setting.
    """
    said = config.getini(_OPTION)
    if said not in {"warning", "error"}:
        raise pytest.UsageError(f"{_OPTION} = {said}: write `warning` or `error`")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ScenarioFile | None:
    """A scenario file as a collector of tests."""
    if not file_path.name.endswith(ENDINGS):
        return None
    return ScenarioFile.from_parent(parent, path=file_path)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What has been collected stays to the end, so Python need not look through it for garbage again and again."""
    if _READER in session.config.stash:
        gc.freeze()
        gc.set_threshold(*session.config.stash[_USUAL])


class ScenarioFile(pytest.File):
    """A scenario file; it is read when it is collected, and checked when its first test runs."""

    cases: ScenarioCases

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each expected answer, and one for whatever nothing reads, where that is an error.

        Raises:
            CollectError: With every problem of the file.
        """
        from conditions.errors import ConditionsError

        try:
            self.cases = _reader(self.config).read(_shown(self.path))
        except ConditionsError as error:
            raise self.CollectError(str(error)) from None
        marks = [_mark(tag, self.config) for tag in self.cases.loaded.scenario.tags]
        for case in self.cases.cases:
            yield self._marked(ScenarioItem.from_parent(self, name=case.name, case=case), marks)
        for number, problem in enumerate(self.cases.unused, 1):
            if self.config.getini(_OPTION) == "error":
                yield self._marked(UnusedItem.from_parent(self, name=f"unused-{number}", problem=problem), marks)
            else:
                self._warn_of(problem)

    def _warn_of(self, problem: Problem) -> None:
        hint = f" ({problem.hint})" if problem.hint else ""
        line = problem.location.line if problem.location else 1
        try:
            warnings.warn_explicit(f"{problem.message}{hint}", UnusedKnowledgeWarning, str(self.path), line)
        except UnusedKnowledgeWarning:
            raise self.CollectError(str(problem)) from None

    def _marked(self, item: pytest.Item, marks: list[str]) -> pytest.Item:
        for mark in marks:
            item.add_marker(mark)
        return item


class ScenarioItem(pytest.Item):
    """One expected answer of a scenario."""

    parent: ScenarioFile

    def __init__(self, *, case: Case, **more: Any) -> None:
        super().__init__(**more)
        self.case = case
        if case.known_failure is not None:
            self.add_marker(pytest.mark.xfail(reason=case.known_failure, strict=True, raises=ExpectationFailedError))

    def runtest(self) -> None:
        """Compare what came out with what is expected.

        Raises:
            ExpectationFailedError: They differ.
        """
        self.user_properties.extend(self.parent.cases.properties(self.case).items())
        if self.parent.cases.mismatch(self.case) is not None:
            raise ExpectationFailedError

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Expected and got in their place, and why; no traceback where the fault is in the file."""
        from conditions.errors import ConditionsError

        match excinfo.value:
            case ExpectationFailedError():
                return self.parent.cases.failure(self.case)
            case ConditionsError():
                return str(excinfo.value)
            case _:
                return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The place of the expectation, and the name above a failure."""
        wanted, loaded = self.case.expectation, self.parent.cases.loaded
        place = loaded.locate(*wanted.path, wanted.what)
        return self.path, place.line - 1 if place else None, f"{loaded.path.name}: {self.name}"


class UnusedItem(pytest.Item):
    """Something that a scenario says and nothing reads."""

    def __init__(self, *, problem: Problem, **more: Any) -> None:
        super().__init__(**more)
        self.problem = problem

    def runtest(self) -> None:
        """Fail.

        Raises:
            UnusedKnowledgeError: Always.
        """
        raise UnusedKnowledgeError

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What is unused, in its place."""
        if isinstance(excinfo.value, UnusedKnowledgeError):
            from dataclasses import replace

            return str(replace(self.problem, severity="error"))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The place of what is unused, and the name above a failure."""
        place = self.problem.location
        return self.path, place.line - 1 if place else None, f"{self.path.name}: {self.name}"


_READER: Final = pytest.StashKey["ScenarioReader"]()
_USUAL: Final = pytest.StashKey[tuple[int, int, int]]()
"""After how many new objects Python looks for garbage, as it was before the first scenario file was read."""


def _reader(config: pytest.Config) -> ScenarioReader:
    """What reads the files of this run, made with the first of them."""
    if _READER not in config.stash:
        from conditions.runner import ScenarioReader

        config.stash[_READER] = ScenarioReader()
        usual = config.stash[_USUAL] = gc.get_threshold()
        if usual[0]:  # 0: it does not look at all
            gc.set_threshold(max(usual[0], _GARBAGE), *usual[1:])
        config.add_cleanup(partial(gc.set_threshold, *usual))
    return config.stash[_READER]


def _shown(path: Path) -> Path:
    """The path as seen from where pytest runs, if the file is below."""
    seen = os.path.relpath(path)
    return path if seen.startswith("..") else Path(seen)


def _mark(tag: str, config: pytest.Config) -> str:
    """The mark of a tag, registered so that `--strict-markers` knows it."""
    name = re.sub(r"[^\w.+-]+", "_", tag.strip()).strip("_") or "tag"
    name = f"{name}_" if name in _OWN_MARKS else name
    config.addinivalue_line("markers", f"{name}: scenarios with the tag “{tag}”")
    return name
