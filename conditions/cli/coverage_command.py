"""`conditions coverage`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from conditions.cli import options
from conditions.cli.streams import put, put_json, say, writable

_HELP = """Show what the scenarios of a dossier exercise, and which sentences of the source none does.

PATH is the folder of a dossier, or one or more scenario files.

For every reading of every condition: in how many scenarios it is satisfied, violated, ready,
waiting or undecided while it counts. Every reading should come out as met in some scenario,
and as not met in another; every moment should come and not come; states and instruments
should be in force and not, on days of which something is expected; every obligation should
be owed after one incident and not after another. What no scenario brings about is listed,
with the sentences on which nothing rests that was exercised.

Whether an expectation would fail if a rule were another one is a different question: see
`conditions mutate`.

\b
Exit codes:
  0  shown
  1  with --fail-under: less is exercised
  2  a file or the command line cannot be understood
"""


@click.command("coverage", help=_HELP, short_help="Show what scenarios exercise.")
@options.paths()
@click.option(
    "--fail-under", metavar="PERCENT", type=click.FloatRange(0, 100), help="Fail where less than this is exercised."
)
@options.formats("text", "json", "markdown")
@click.option("-q", "--quiet", is_flag=True, help="Show one line for each dossier.")
@options.no_color
def command(
    paths: tuple[Path, ...], fail_under: float | None, form: Literal["text", "json", "markdown"], quiet: bool
) -> int:
    """Show the coverage of every dossier."""
    from conditions.cli import coverage_text, paint
    from conditions.cli.finding import chosen, load_cases
    from conditions.coverage import coverage

    cases = chosen(load_cases(paths), ())
    found = [coverage(case.dossier, [loaded.scenario for loaded in case.scenarios]) for case in cases]
    match form:
        case "json":
            put_json([one.to_dict() for one in found])
        case "markdown":
            put(writable("\n".join(map(coverage_text.to_markdown, found))))
        case "text" if quiet:
            paint.write(paint.line(one.summary) for one in found)
        case "text":
            paint.write(row for one in found for row in coverage_text.lines(one))
    low = [one for one in found if fail_under is not None and one.percent < fail_under]
    for one in low:
        say(f"{one.dossier.id}: {float(one.percent):.1f} % of the answers are exercised, less than {fail_under:g} %")
    return 1 if low else 0
