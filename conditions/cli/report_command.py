"""`conditions report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from conditions.cli import options
from conditions.cli.streams import put, writing

if TYPE_CHECKING:
    from conditions.model.positions import Level
    from conditions.report.write import Format

_HELP = """Write a dossier and its scenarios as one page.

FOLDER is the folder of a dossier. The page shows each party's conditions beside the statement
they rest on, every scenario with the reason for each answer, and what stands between the
parties and a goal. As HTML it is one file that needs no network, with a form in which to try
other courses of events; as Markdown it suits a repository or an e-mail; as JSON it is data. PDF is
printed by a browser that is installed.

The goal is that of `conditions conflicts`. Where none is given, every goal of the dossier is
looked for; and if it has none, that every act happens which a party's conditions make depend on
something. The day of --as-of is for that search
alone: the scenarios say themselves which positions count.

\b
Examples:
  conditions report scenarios/istanbul-2022
  conditions report scenarios/istanbul-2022 --format markdown -o istanbul.md
  conditions report scenarios/istanbul-2022 --goal ua_signs --goal ru_signs
  conditions report scenarios/istanbul-2022 --format csv -o answers.csv
"""


@click.command("report", help=_HELP, short_help="Write a page.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; by default named after the dossier.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "markdown", "json", "csv", "mermaid", "dot", "pdf"]),
    default="html",
    show_default=True,
    help="The whole report, the table of its answers (csv), or the graph of its order (mermaid, dot).",
)
@click.option("--goal", "goals", metavar="TEXT", multiple=True, help="What is to happen; may be given several times.")
@click.option("--given", "given", metavar="TEXT", multiple=True, help="What holds whatever the parties want.")
@click.option("--as-of", "as_of", metavar="DAY", help="Search with the positions of this day.")
@options.level
def command(
    folder: Path,
    output: Path | None,
    form: Format,
    goals: tuple[str, ...],
    given: tuple[str, ...],
    as_of: str | None,
    level: Level,
) -> int:
    """Write the page, and say where it is."""
    from conditions.report.write import write_report

    with writing(output or Path()):
        put(str(write_report(folder, output, form, level, goal=goals, given=given, as_of=as_of)))
    return 0
