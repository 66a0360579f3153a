"""`conditions fmt`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from conditions.cli import options
from conditions.cli.paint import Line, Span, Style, line, write
from conditions.cli.streams import say, writing

_HELP = """Write the conditions of files in their usual form, and tidy white space.

PATH is a folder of a dossier, or one or more files. A condition such as `ru_signs  only by
2022-12-31` becomes `ru_signs only on or before 2022-12-31`. Comments, quotes, order and line
breaks stay as they are. A file whose meaning would change is left alone, and so is one with
mistakes.

\b
Examples:
  conditions fmt my-talks
  conditions fmt my-talks --diff     show what would change, write nothing
  conditions fmt my-talks --check    only say whether something would change

\b
Exit codes:
  0  done
  1  with --check: something would change
  2  a file or the command line cannot be understood
"""


class _File(NamedTuple):
    """A file, its text, and its text in the usual form."""

    path: Path
    before: str
    after: str


@click.command("fmt", help=_HELP, short_help="Write conditions in their usual form.")
@options.paths()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if something would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@options.no_color
def command(paths: tuple[Path, ...], check: bool, diff: bool) -> int:
    """Tidy files."""
    from conditions.files.tidy import replace_file

    files = list(_tidied(paths))
    changed = [file for file in files if file.before != file.after]
    for file in changed:
        if diff:
            write(_difference(file))
        elif check:
            write([line(str(file.path))])
        else:
            with writing(file.path):
                replace_file(file.path, file.before, file.after)
    verb = "would be changed" if check or diff else "changed"
    say(f"{len(changed)} of {len(files)} files {verb}")
    return 1 if check and changed else 0


def _tidied(paths: tuple[Path, ...]) -> Iterator[_File]:
    """Every file in its usual form; nothing is written before all are read.

    Raises:
        FileError: Some file has mistakes.
    """
    from conditions.cli.finding import is_scenario
    from conditions.errors import FileError, Problem
    from conditions.files.dossier import LoadedDossier, load_dossier_file
    from conditions.files.scenario import LoadedScenario, load_folder, load_scenario_file
    from conditions.files.tidy import tidy_dossier, tidy_scenario

    loaded: dict[Path, LoadedDossier | LoadedScenario] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            if path.is_dir():
                folder = load_folder(path)
                loaded[folder.dossier.path] = folder.dossier
                loaded.update((one.path, one) for one in folder.scenarios)
            else:
                loaded[path] = load_scenario_file(path) if is_scenario(path) else load_dossier_file(path)
        except FileError as error:
            problems += error.problems
    if problems:
        raise FileError(problems)
    for path, one in loaded.items():
        text = tidy_dossier(one) if isinstance(one, LoadedDossier) else tidy_scenario(one)
        yield _File(path, one.root.source.text, text)


def _difference(file: _File) -> Iterator[Line]:
    rows = difflib.unified_diff(
        file.before.splitlines(), file.after.splitlines(), str(file.path), f"{file.path} (tidied)", lineterm=""
    )
    styles: dict[str, Style] = {"+": "met", "-": "not met", "@": "quiet"}
    for row in rows:
        yield line(Span(row, styles.get(row[:1], "")))
