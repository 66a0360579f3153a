"""`conditions compare`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options
from conditions.cli.streams import put_json

if TYPE_CHECKING:
    from conditions.model.positions import Level

_HELP = """Compare positions by what they mean.

PATH is the folder of a dossier, or its file. FIRST and SECOND are conditions or terms
of it, perhaps with a reading, as in RU-territory.strict, or texts in the language. The
answer is over all courses of events that the dossier's names allow: the first entails
the second if whatever keeps it keeps the second, weakens it if the second entails the
first, is equivalent to it, or incomparable; with courses of events that show it.

Without them the record is looked through: newer positions against the older ones in
whose place they came, and conditions that cannot fail, cannot be kept, rule their own
act out, or add nothing to the party's other conditions.

\b
Exit status:
  0  compared; or, of the whole record, nothing to report
  1  of the whole record, something to report
  2  a file or an argument cannot be used
  3  not everything was decided in time

\b
Examples:
  conditions compare my-talks RU-territory.strict RU-territory.lenient
  conditions compare my-talks UA-vote 'ua_signs only on or after referendum'
  conditions compare my-talks
"""


@click.command("compare", help=_HELP, short_help="Compare positions by what they mean.")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("names", metavar="[FIRST SECOND]", nargs=-1)
@click.option("--given", metavar="CONDITION", multiple=True, help="What holds in any case; may be given several times.")
@options.as_of
@options.known_at
@options.as_told_by
@options.level
@click.option("--timeout", metavar="SECONDS", type=click.FloatRange(0), help="Stop looking after so many seconds.")
@options.formats("text", "json")
@options.no_color
def command(
    path: Path,
    names: tuple[str, ...],
    given: tuple[str, ...],
    as_of: date | None,
    known_at: date | None,
    accounts: tuple[str, ...],
    level: Level,
    timeout: float | None,
    form: Literal["text", "json"],
) -> int:
    """Compare two positions, or look through the record."""
    from conditions.cli import compare_text, paint
    from conditions.cli.check_command import title_of
    from conditions.cli.finding import load_cases
    from conditions.compare import Relation, compare, replacements, superfluous

    if len(names) not in {0, 2}:
        raise click.UsageError("name two positions, or none to look through the whole record")
    (case,) = load_cases([path])
    if names:
        found = compare(case.dossier, *names, given=given, timeout=timeout)
        if form == "json":
            put_json({"dossier": case.dossier.id, **found.to_dict()})
        else:
            paint.write(compare_text.pair_lines(title_of(case), found, case.dossier))
        return 3 if any(pair.relation is Relation.UNDECIDED for pair in found.pairs) else 0
    newer = replacements(case.dossier, given=given, timeout=timeout)
    spare = superfluous(
        case.dossier,
        as_of=as_of,
        known_at=known_at,
        accounts=accounts or None,
        level=level,
        given=given,
        timeout=timeout,
    )
    if form == "json":
        replaced = [one.to_dict() for one in newer]
        put_json({"dossier": case.dossier.id, "replacements": replaced, "superfluous": spare.to_dict()})
    else:
        paint.write(compare_text.record_lines(title_of(case), newer, spare, case.dossier))
    if spare.found or any(one.agrees is False for one in newer):
        return 1
    return 0 if spare.complete and all(one.agrees is not None for one in newer) else 3
