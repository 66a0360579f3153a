"""`conditions stability`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from conditions.cli import options
from conditions.cli.streams import put_json

_HELP = """Say which packages every party would stay at, by its preferences on record.

PATH is the folder of a dossier, or its file. Options are events with `by`; a package
says which of them are taken. A party moves by changing its own options, to packages
that it prefers by the `preferences` of the dossier. Each package is stable for a party

\b
  Nash  if no move of its own is better
  GMR   or the others can answer each such move so that it has gained nothing
  SMR   and it cannot get out of that again
  SEQ   or they can do so by moves that better their own lot

and an equilibrium if it is stable for all. It is a model of what is written down, not
a forecast.

\b
Exit codes:
  0  answered
  2  a file or the command line cannot be used, or preferences are missing

\b
Examples:
  conditions stability my-talks
  conditions stability my-talks --option ua_signs --option ru_signs
  conditions stability my-talks --irreversible ru_signs --ends ru_leaves
  conditions stability my-talks --given "ru_signs only after ua_signs" --why 3
"""


@click.command("stability", help=_HELP, short_help="Say which packages every party would stay at.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--option", "chosen", metavar="EVENT", multiple=True, help="An event that its doer may bring about; by default all."
)
@click.option("--given", metavar="TEXT", multiple=True, help="What holds whatever the parties do.")
@click.option("--irreversible", metavar="EVENT", multiple=True, help="An option that cannot be taken back.")
@click.option("--ends", metavar="EVENT", multiple=True, help="An option that ends the matter: then nobody moves.")
@click.option("--why", metavar="NUMBER", type=click.IntRange(1), multiple=True, help="Show the moves at this package.")
@click.option(
    "--most", metavar="COUNT", type=click.IntRange(1), default=32, show_default=True, help="List so many packages."
)
@click.option("--timeout", metavar="SECONDS", type=click.FloatRange(0), help="Give up after so many seconds.")
@options.formats("text", "json")
@options.no_color
def command(
    path: Path,
    chosen: tuple[str, ...],
    given: tuple[str, ...],
    irreversible: tuple[str, ...],
    ends: tuple[str, ...],
    why: tuple[int, ...],
    most: int,
    timeout: float | None,
    form: Literal["text", "json"],
) -> int:
    """Look for stable packages and print them."""
    from conditions.cli import paint, stability_text
    from conditions.files.dossier import load_dossier
    from conditions.stability import stability

    dossier = load_dossier(path)
    found = stability(dossier, chosen, given=given, irreversible=irreversible, ends=ends, timeout=timeout)
    beyond = [number for number in why if number > len(found.packages)]
    if beyond:
        raise click.UsageError(f"there is no package {beyond[0]}: they are numbered from 1 to {len(found.packages)}")
    if form == "json":
        put_json({"dossier": dossier.id, **found.to_dict()})
    else:
        paint.write(stability_text.lines(dossier, found, why, most))
    return 0
