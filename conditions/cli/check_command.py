"""`conditions check`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import click

from conditions.cli import options
from conditions.cli.streams import put, put_json, say, writable

if TYPE_CHECKING:
    from conditions.cli.checked import Checked
    from conditions.cli.finding import Case
    from conditions.model.positions import Level

Form: TypeAlias = Literal["text", "json", "markdown", "junit", "sarif"]

_HELP = """Check scenarios against every party's stated conditions.

PATH is the folder of a dossier, which checks all of its scenarios, or one or more
scenario files.

For every scenario and party one line says whether the party's conditions are met,
and where they stand. Where a condition can be understood in several ways that change
the answer, each way has a line of its own. A scenario that says in `expect` what
should come out is as expected or not.

\b
Examples:
  conditions check scenarios/istanbul-2022
  conditions check scenarios/istanbul-2022 --scenario referendum --party UA
  conditions check scenarios/istanbul-2022 --as-of 2022-03-29
  conditions check scenarios/istanbul-2022 --level inferred --as-told-by RU
  conditions check scenarios/istanbul-2022 --scenario 36 --exact
  conditions check scenarios/istanbul-2022 --format markdown > matrix.md
  conditions check scenarios/istanbul-2022 --format junit > report.xml

What is expected can be written as JUnit's XML or as SARIF too, as `conditions test`
writes it.

\b
Exit codes:
  0  everything as expected; or, where nothing is expected, everything met
  1  something not as expected; or, where nothing is expected, not met
  2  a file or the command line cannot be understood
  3  nothing is expected, nothing is not met, but something is undecided
  141  whoever reads the output has stopped reading, as `head` does
"""


@click.command(
    "check", help=_HELP, short_help="Check scenarios.", epilog="Why a line says what it says: conditions explain --help"
)
@options.paths()
@click.option(
    "--scenario", "names", multiple=True, metavar="TEXT", help="Only scenarios with this in their title or file name."
)
@click.option("--party", metavar="PARTY", help="Only this party, by code or name.")
@options.as_of
@options.known_at
@options.as_told_by
@options.reading
@options.level
@click.option("--exact", is_flag=True, help="Show, where it differs, the answer over all that may be so.")
@options.formats("text", "json", "markdown", "junit", "sarif")
@click.option("-v", "--verbose", is_flag=True, help="Show every condition of every party.")
@click.option("-q", "--quiet", is_flag=True, help="Show only what is not as expected, or not met.")
@options.no_color
def command(
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    party: str | None,
    as_of: date | None,
    known_at: date | None,
    accounts: tuple[str, ...],
    readings: dict[str, str],
    level: Level,
    exact: bool,
    form: Form,
    verbose: bool,
    quiet: bool,
) -> int:
    """Check scenarios and print the answers.

    Raises:
        UsageError: Tests are to be written, and the scenarios are asked something else than they expect.
    """
    from conditions.cli.checked import Asked, check_case, overall
    from conditions.cli.finding import chosen, load_cases, party_code

    asked = Asked(as_of, readings, level, known_at, accounts, exact)
    if form in {"junit", "sarif"} and not (asked.is_plain and party is None):
        raise click.UsageError(f"--format {form} writes what scenarios expect as they stand: ask them nothing else")
    checked: list[tuple[Case, list[Checked]]] = []
    for case in chosen(load_cases(paths), names):
        code = party_code(case.dossier, party) if party is not None else None
        checked.append((case, check_case(case, asked, code)))
    everything = [one for _, scenarios in checked for one in scenarios]
    if not asked.is_plain and any(one.loaded.scenario.expect for one in everything):
        say("expectations are not compared, since the scenarios are asked something else")
    _write(form, checked, everything, verbose=verbose, quiet=quiet)
    return overall(one.outcome for one in everything)


def _write(
    form: Form,
    checked: Sequence[tuple[Case, list[Checked]]],
    everything: Sequence[Checked],
    *,
    verbose: bool,
    quiet: bool,
) -> None:
    from conditions.cli import check_text, paint

    match form:
        case "json":
            from conditions.cli.check_data import to_data

            put_json(to_data(everything))
        case "markdown":
            from conditions.cli.check_markdown import to_markdown

            put(writable("\n".join(to_markdown(title_of(case), scenarios) for case, scenarios in checked)))
        case "junit" | "sarif":
            _write_tests(form, everything)
        case "text" if quiet:
            lines = list(check_text.quiet_lines(everything))
            if lines:
                paint.write(lines)
        case "text":
            lines = []
            for case, scenarios in checked:
                lines += [*check_text.case_lines(title_of(case), scenarios, verbose=verbose), ()]
            paint.write([*lines, *check_text.summary_lines(everything)])


def _write_tests(form: Literal["junit", "sarif"], everything: Sequence[Checked]) -> None:
    """What the scenarios expect, as `conditions test` writes it."""
    from conditions.cli.test_formats import to_junit, to_sarif
    from conditions.cli.tested import run_file
    from conditions.runner import ScenarioReader

    reader = ScenarioReader()
    files = [run_file(one.loaded.path, reader) for one in everything]
    if form == "junit":
        put(to_junit(files))
    else:
        put_json(to_sarif(files))


def title_of(case: Case) -> str:
    """The dossier's title, or its short name."""
    return case.dossier.title or case.dossier.id
