"""`conditions report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options
from conditions.cli.streams import put, writing

if TYPE_CHECKING:
    from conditions.model.positions import Level

_HELP = """Write a dossier and its scenarios as one page.

FOLDER is the folder of a dossier. The page shows each party's conditions beside the statement
they rest on, and every scenario with the reason for each answer. As HTML it is one file that
needs no network; as Markdown it suits a repository or an e-mail.

\b
Examples:
  conditions report scenarios/istanbul-2022
  conditions report scenarios/istanbul-2022 --format markdown -o istanbul.md
"""


@click.command("report", help=_HELP, short_help="Write a page.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; by default named after the dossier.")
@click.option("--format", "form", type=click.Choice(["html", "markdown"]), default="html", show_default=True)
@options.level
def command(folder: Path, output: Path | None, form: Literal["html", "markdown"], level: Level) -> int:
    """Write the page, and say where it is."""
    from conditions.report.write import write_report

    with writing(output or Path()):
        put(str(write_report(folder, output, form, level)))
    return 0
