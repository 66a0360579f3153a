"""`conditions concessions`."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli.goal_options import EXIT_CODES, exit_code, goal_options, search
from conditions.cli.streams import put_json

if TYPE_CHECKING:
    from conditions.model.positions import Level

_HELP = f"""Say what the parties would have to give so that a goal can come about.

PATH and the goal are those of `conditions conflicts`.

The answer is the cheapest concession, the ways to share the burden of which none is
better for all, who could clear everything alone, and for each concession set a course
of events that it makes possible and milder forms of its conditions that are enough.

\b
Examples:
  conditions concessions scenarios/istanbul-2022 --goal ua_signs
  conditions concessions scenarios/minsk-2015 --as-of 2019-12-11 \\
      --goal local_elections --goal border_complete \\
      --given "border_complete only on or after border_start"

{EXIT_CODES}"""


def _weights(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, Fraction]:
    """What each condition or party weighs, `RU-territory=3`."""
    found: dict[str, Fraction] = {}
    for value in values:
        name, _, number = (part.strip() for part in value.partition("="))
        try:
            weight = Fraction(number)
        except (ValueError, ZeroDivisionError):
            weight = Fraction(0)
        if not name or weight <= 0:
            raise click.BadParameter(f"`{value}` is not of the form NAME=NUMBER with a number above 0")
        found[name] = weight
    return found


@click.command("concessions", help=_HELP, short_help="Say what each side would have to give.")
@goal_options
@click.option(
    "--weight",
    "weights",
    metavar="NAME=NUMBER",
    callback=_weights,
    multiple=True,
    help="How heavy it is to give up a condition, or any of a party; 1 where nothing is said.",
)
def command(
    path: Path,
    goals: tuple[str, ...],
    given: tuple[str, ...],
    name: str | None,
    also: tuple[str, ...],
    as_of: date | None,
    known_at: date | None,
    accounts: tuple[str, ...],
    readings: dict[str, str],
    level: Level,
    timeout: float | None,
    most: int,
    form: Literal["text", "json"],
    weights: dict[str, Fraction],
) -> int:
    """Look for concessions and print them."""
    from conditions.errors import Problem, UnknownNameError, did_you_mean

    found = search(path, goals, given, name, also, as_of, known_at, accounts, readings, level, timeout)
    known = (*found.dossier.parties, *found.dossier.conditions, *found.dossier.terms)
    for weighed in weights:
        if weighed not in known:
            hint = did_you_mean(weighed, known)
            raise UnknownNameError(Problem("unknown-condition", f"unknown condition or party `{weighed}`", hint=hint))
    if form == "json":
        from conditions.conflicts.data import concessions_data

        put_json({"dossier": found.dossier.id, **concessions_data(found.conflicts, weights, most)})
    else:
        from conditions.cli import concessions_text, paint

        paint.write(concessions_text.lines(found.dossier, found.conflicts, weights, most))
    return exit_code(found.conflicts)
