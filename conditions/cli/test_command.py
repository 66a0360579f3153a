"""`conditions test`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options
from conditions.cli.paint import Line, Span, line, write
from conditions.cli.streams import put, put_json, say, writable

if TYPE_CHECKING:
    from conditions.cli.tested import FileRun

_HELP = """Run scenarios as tests: one for each answer that they expect.

PATH is a scenario file, or a folder, which runs all scenarios in it and below. What fails is
shown at its line with the explanation and the quotes. With pytest, the same tests run by
themselves: see docs/how-to/test-a-dossier.md.

\b
Examples:
  conditions test my-talks
  conditions test my-talks --only RU.strict
  conditions test my-talks --format junit > report.xml
  conditions test my-talks --format sarif > report.sarif

\b
Exit codes:
  0  everything as expected, or known to fail
  1  something not as expected; with --strict also what nothing reads
  2  a file or the command line cannot be understood
"""


@click.command("test", help=_HELP, short_help="Run scenarios as tests.")
@options.paths()
@click.option("--only", metavar="TEXT", help="Only tests with this in their name.")
@click.option("--strict", is_flag=True, help="Fail on what a scenario says and nothing reads.")
@options.formats("text", "json", "junit", "sarif")
@click.option("-q", "--quiet", is_flag=True, help="Show only what fails.")
@options.no_color
def command(
    paths: tuple[Path, ...],
    only: str | None,
    strict: bool,
    form: Literal["text", "json", "junit", "sarif"],
    quiet: bool,
) -> int:
    """Run every test and print what came out.

    Raises:
        UsageError: There is nothing to run.
    """
    from conditions.cli.tested import exit_code, run_file, scenario_paths
    from conditions.runner import ScenarioReader

    reader = ScenarioReader()
    files = [run_file(path, reader, strict=strict, only=only or "") for path in scenario_paths(paths)]
    if not any(file.ran or file.problems for file in files):
        what = f"is called “{only}”" if only else "is expected"
        raise click.UsageError(f"nothing {what} in {', '.join(map(str, paths))}")
    _write(form, files, quiet=quiet)
    return exit_code(files)


def _write(form: Literal["text", "json", "junit", "sarif"], files: Sequence[FileRun], *, quiet: bool) -> None:
    match form:
        case "json":
            from conditions.cli.test_formats import to_records

            put_json(to_records(files))
        case "junit":
            from conditions.cli.test_formats import to_junit

            put(to_junit(files))
        case "sarif":
            from conditions.cli.test_formats import to_sarif

            put_json(to_sarif(files))
        case "text":
            lines = [] if quiet else list(_file_lines(files))
            told = list(_told(files))
            if lines or told:
                write([*lines, *([()] if lines and told else []), *told])
            say(summary(files))


def _file_lines(files: Sequence[FileRun]) -> Iterator[Line]:
    """One line for each file."""
    for file in files:
        bad = bool(file.problems) or file.fails
        yield line(Span(f"{file.path}: "), Span(_counted(file), "not met" if bad else "met"))


def _counted(file: FileRun) -> str:
    if file.problems:
        return "cannot be read" if file.cases is None else "cannot be checked"
    counts = Counter(ran.outcome for ran in file.ran)
    said = [
        f"{number} {outcome.upper() if outcome in {'failed', 'mended'} else outcome}"
        for outcome, number in counts.items()
    ]
    return ", ".join(said) or "nothing expected"


def _told(files: Sequence[FileRun]) -> Iterator[Line]:
    """What is wrong, with a blank line between."""
    texts = [str(problem) for file in files for problem in (*file.problems, *file.unused)]
    texts += [ran.text for file in files for ran in file.ran if ran.fails]
    for number, text in enumerate(texts):
        yield from [()] if number else []
        first, *rest = text.splitlines()
        yield line(Span(first, "open" if ": warning: " in first else "not met"))
        yield from (line(row) for row in rest)


def summary(files: Sequence[FileRun]) -> str:
    """The number of each outcome, in a line."""
    counts = Counter(ran.outcome for file in files for ran in file.ran)
    broken = sum(bool(file.problems) for file in files)
    unused = sum(len(file.unused) for file in files)
    said = [f"{number} {outcome}" for outcome, number in counts.items()]
    said += [f"{broken} unreadable {'file' if broken == 1 else 'files'}"] if broken else []
    said += [f"{unused} unused"] if unused else []
    return writable(", ".join(said))
