"""`conditions diff`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options
from conditions.cli.streams import put, put_json, writable

if TYPE_CHECKING:
    from conditions.model.positions import Level

_HELP = """Compare the parties' positions of two days.

PATH is the folder of a dossier, or its file.

For every party each condition and term that began, ended, or was replaced by a newer one,
hardened or softened, with the quotes. Each is confirmed by the record, if the party itself
said so; claimed only, if somebody else did, who is named; or contradicted, if the record
speaks against what somebody claims. What stayed as it was is not listed.

Below stand the answers of the folder's scenarios that are others as of the later day.

\b
Examples:
  conditions diff scenarios/istanbul-2022 --from 2022-03-29 --to 2022-04-26
  conditions diff my-talks --from 2022-03-29 --to 2022-04-26 --party UA
"""


@click.command("diff", help=_HELP, short_help="Compare two days.")
@click.argument("path", type=click.Path(path_type=Path))
@options.day("--from", "The earlier day.")
@options.day("--to", "The later day.")
@click.option("--party", metavar="PARTY", help="Only this party, by code or name.")
@options.known_at
@options.as_told_by
@options.level
@options.formats("text", "json", "markdown")
@options.no_color
def command(
    path: Path,
    start: date,
    end: date,
    party: str | None,
    known_at: date | None,
    accounts: tuple[str, ...],
    level: Level,
    form: Literal["text", "json", "markdown"],
) -> int:
    """Compare two days, and print what changed."""
    from conditions.cli.check_command import title_of
    from conditions.cli.finding import load_cases, party_code
    from conditions.positions import diff

    (case,) = load_cases([path])
    scenarios = [loaded.scenario for loaded in case.scenarios]
    found = diff(case.dossier, start, end, scenarios=scenarios, known_at=known_at, accounts=accounts, level=level)
    if party is not None:
        found = found.of_party(party_code(case.dossier, party))
    match form:
        case "json":
            put_json(found.to_dict())
        case "markdown":
            from conditions.cli.diff_markdown import to_markdown

            put(writable(to_markdown(title_of(case), found, case.dossier)))
        case "text":
            from conditions.cli import diff_text, paint

            paint.write(diff_text.lines(title_of(case), found, case.dossier))
    return 0
