"""`conditions lint`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options
from conditions.cli.paint import Line, Span, Style, line, write
from conditions.cli.streams import put_json, say

if TYPE_CHECKING:
    from conditions.errors import Problem

_HELP = """Show everything that is wrong or doubtful in files, in one run.

PATH is a folder of a dossier, which looks at the dossier and all of its scenarios, or one or
more files. Every finding names the file, line and column first, so that editors link it.
What each finding means stands in docs/errors.md, under its code.

\b
Exit codes:
  0  nothing wrong; there may be warnings
  1  with --strict: there are warnings
  2  there are errors
"""


@click.command("lint", help=_HELP, short_help="Show what is wrong or doubtful.")
@options.paths()
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@options.formats("text", "json", "sarif")
@options.no_color
def command(paths: tuple[Path, ...], strict: bool, form: Literal["text", "json", "sarif"]) -> int:
    """Show every problem."""
    problems = list(dict.fromkeys(problem for path in paths for problem in _problems(path)))
    if form == "json":
        put_json([_record(problem) for problem in problems])
    elif form == "sarif":
        from conditions.cli.test_formats import problems_to_sarif

        put_json(problems_to_sarif(problems))
    elif problems:
        write(_lines(problems))
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = len(problems) - len(errors)
    say(f"{_counted(len(errors), 'error')}, {_counted(warnings, 'warning')}")
    return 2 if errors else 1 if strict and warnings else 0


def _problems(path: Path) -> Iterable[Problem]:
    """The errors of a file or folder; with none, or of what is sound, also the warnings."""
    from conditions.cli.finding import is_scenario
    from conditions.errors import FileError
    from conditions.files.scenario import load_folder, load_scenario_file

    try:
        if path.is_dir():
            return load_folder(path).warnings
        if is_scenario(path):
            load_scenario_file(path)
            return ()
        return _dossier_warnings(path)
    except FileError as error:
        return (*error.problems, *(_sound_warnings(path) if path.is_dir() else ()))


def _dossier_warnings(path: Path) -> tuple[Problem, ...]:
    """The warnings of a dossier's file; what its scenarios use is not unused.

    Raises:
        FileError: It has errors.
    """
    from conditions.errors import FileError
    from conditions.files.dossier import NAMES, load_dossier_file
    from conditions.files.scenario import load_folder

    load_dossier_file(path)
    try:
        return load_folder(path.parent).warnings if path.name in NAMES else _sound_warnings(path)
    except FileError:
        return _sound_warnings(path)


def _sound_warnings(path: Path) -> tuple[Problem, ...]:
    """The warnings of a dossier if it can be read, without those on what nothing uses, which needs its scenarios."""
    from conditions.errors import FileError
    from conditions.files.dossier import load_dossier_file

    try:
        found = load_dossier_file(path).warnings
    except FileError:
        return ()
    return tuple(problem for problem in found if not problem.code.startswith("unused-"))


def _lines(problems: Sequence[Problem]) -> Iterator[Line]:
    from conditions.errors import render

    styles: dict[str, Style] = {"error": "not met", "warning": "open"}
    for number, problem in enumerate(problems):
        first, *rest = render(problem).splitlines()
        yield from [()] if number else []
        yield line(Span(first, styles[problem.severity]))
        yield from (line(text) for text in rest)


def _record(problem: Problem) -> dict[str, object]:
    place = problem.location
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "file": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "length": place.length if place else None,
        "hint": problem.hint,
        "context": problem.context,
        "related": [{"reason": reason, "at": str(where)} for reason, where in problem.related],
    }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
