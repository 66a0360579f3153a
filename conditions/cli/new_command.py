"""`conditions new`."""

from __future__ import annotations

from pathlib import Path

import click

from conditions.cli.streams import put, say, writing

_HELP = """Start a dossier in a new folder: a commented example that can be checked at once.

It has two invented states, a condition that can be understood in two ways, and one scenario.
Change it into your own. A folder that already holds something is left alone.

\b
Example:
  conditions new my-talks
  conditions check my-talks
"""


@click.command("new", help=_HELP, short_help="Start a dossier.")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Write the files of a new dossier, and say which."""
    from conditions.cli.starter import starter_files
    from conditions.errors import FileError, Problem
    from conditions.files.disk import put_file

    if folder.exists() and not folder.is_dir():
        raise FileError(Problem("not-a-folder", f"`{folder}` is a file", hint="give the folder another name"))
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            hint = "name a folder that is new"
            raise FileError(Problem("folder-not-empty", f"`{folder}` already holds something", hint=hint))
        for name, text in starter_files(folder.resolve().name).items():
            put_file(folder / name, text)
            put(str(folder / name))
    say(f"now try: conditions check {folder}")
    return 0
