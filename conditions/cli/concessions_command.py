"""`conditions concessions`."""

from __future__ import annotations

from fractions import Fraction

import click

from conditions.cli.goal_options import EXIT_CODES, Question, exit_code, goal_options
from conditions.cli.streams import put_json

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
    question: Question,
    weights: dict[str, Fraction],
) -> int:
    """Look for concessions and print them."""
    from conditions.errors import Problem, UnknownNameError, did_you_mean

    found = question.conflicts()
    known = (*question.dossier.parties, *question.dossier.conditions, *question.dossier.terms)
    for weighed in weights:
        if weighed not in known:
            hint = did_you_mean(weighed, known)
            raise UnknownNameError(Problem("unknown-condition", f"unknown condition or party `{weighed}`", hint=hint))
    if question.form == "json":
        from conditions.conflicts.data import concessions_data

        put_json({"dossier": question.dossier.id, **concessions_data(found, weights, question.most)})
    else:
        from conditions.cli import concessions_text, paint

        paint.write(concessions_text.lines(question.dossier, found, weights, question.most))
    return exit_code(found)
