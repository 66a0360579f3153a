"""`conditions obligations`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options
from conditions.cli.streams import put, put_json, writable

if TYPE_CHECKING:
    from conditions.cli.finding import Case
    from conditions.cli.obliged import Asked

_HELP = """Say who must act after each incident of a scenario, and which clause decides.

PATH is the folder of a dossier, which asks all of its scenarios that have incidents,
or one or more scenario files.

For every incident each obligation of each instrument is looked at: is the instrument in
force that day, is the incident of a kind that triggers it, does it lie where the
obligation holds. The answer is OBLIGED, NOT OBLIGED or UNKNOWN, with the clauses that
decide and the statements on which they rest, and how far the obligation has come.

\b
Examples:
  conditions obligations scenarios/istanbul-2022
  conditions obligations scenarios/istanbul-2022 --scenario 35 --incident kyiv
  conditions obligations scenarios/istanbul-2022 --format markdown > duties.md

\b
Exit codes:
  0  everything as expected; or, where nothing is expected, every answer known
  1  something not as expected
  2  a file or the command line cannot be understood
  3  nothing is expected, but some answer is unknown
"""


@click.command("obligations", help=_HELP, short_help="Say who must act.")
@options.paths()
@click.option(
    "--scenario", "names", multiple=True, metavar="TEXT", help="Only scenarios with this in their title or file name."
)
@click.option("--incident", metavar="NAME", help="Only this incident, by its id, its place or its number.")
@click.option("--debtor", metavar="NAME", help="Only what this party or group owes.")
@options.formats("text", "json", "markdown")
@click.option("-v", "--verbose", is_flag=True, help="Show every clause, also those that do not decide.")
@options.no_color
def command(
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    incident: str | None,
    debtor: str | None,
    form: Literal["text", "json", "markdown"],
    verbose: bool,
) -> int:
    """Ask every incident and print the answers."""
    from conditions.cli.finding import chosen, load_cases
    from conditions.cli.obliged import ask_case, overall

    asked = [(case, ask_case(case, incident, debtor)) for case in chosen(load_cases(paths), names)]
    everything = [one for _, several in asked for one in several]
    _refuse_nothing(asked, everything, incident, debtor)
    _write(form, asked, everything, verbose=verbose)
    return overall(everything)


def _refuse_nothing(
    asked: Sequence[tuple[Case, list[Asked]]], everything: Sequence[Asked], incident: str | None, debtor: str | None
) -> None:
    """Refuse where there is nothing to answer.

    Raises:
        UnknownNameError: No incident or debtor has that name.
        FileError: There is no incident, or no obligation.
    """
    from conditions.errors import FileError, Problem, UnknownNameError, did_you_mean

    if any(one.answers for one in everything):
        return
    if not everything:
        shown = " and ".join(f"`{case.path}`" for case, _ in asked)
        hint = "give a scenario `incidents`, each with its kind, place and day"
        raise FileError(Problem("no-incident", f"no scenario in {shown} has an incident", hint=hint))
    for what, name, known in (
        ("incident", incident, [name for one in everything for name in one.all_incidents]),
        ("debtor", debtor, [name for one in everything for name in one.all_debtors]),
    ):
        if name is not None and name not in known:
            hint = did_you_mean(name, known) or f"known are {', '.join(f'`{one}`' for one in dict.fromkeys(known))}"
            raise UnknownNameError(Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint))
    if not any(one.all_debtors for one in everything):
        hint = "add obligations to an instrument of the dossier"
        raise FileError(Problem("no-obligation", "the dossier has no obligation", hint=hint))


def _write(
    form: Literal["text", "json", "markdown"],
    asked: Sequence[tuple[Case, list[Asked]]],
    everything: Sequence[Asked],
    *,
    verbose: bool,
) -> None:
    from conditions.cli import obligations_text as text
    from conditions.cli import paint

    match form:
        case "json":
            put_json({"scenarios": [one.to_dict() for one in everything]})
        case "markdown":
            from conditions.cli.obligations_markdown import to_markdown

            put(writable("\n".join(to_markdown(case.dossier, several) for case, several in asked if several)))
        case "text":
            lines = [line for case, several in asked for line in text.case_lines(case, several, verbose=verbose)]
            paint.write([*lines, *text.summary_lines(everything)])
