"""`conditions space`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from conditions.cli.goal_options import Question, goal_options
from conditions.cli.streams import put_json

if TYPE_CHECKING:
    from conditions.space import AgreementSpace, Odds

_HELP = """Count the packages that the conditions leave for a goal, and say what each condition costs.

PATH is the folder of a dossier, or a scenario file from whose knowledge the count begins.

A package is what the goal and the conditions tell courses of events apart by: which
events happen, which of the orders and distances that they speak of hold, and the values
of facts. The count is exact. For every choice of readings: the share of the space that
each condition removes, what is so in every package, and what is free.

\b
Examples:
  conditions space scenarios/istanbul-2022 --goal ua_signs --goal ru_signs
  conditions space scenarios/minsk-2015 --goal local_elections \\
      --as-of 2019-12-11 --sample 3 --seed 7
  conditions space scenarios/istanbul-2022 --goal ua_signs \\
      --reading UA-referendum=approved --odds referendum_approved=2/3

\b
Exit codes:
  0  there is room in every reading
  1  in some reading there is none
  2  a file or the command line cannot be understood
  3  the time was over before everything was counted
"""


def _odds(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> Odds | None:
    """The odds of each name: `voted=2/3`, and for one value of a fact `status=neutral:1/2`."""
    found: dict[str, Fraction | dict[str, Fraction]] = {}
    for value in values:
        name, _, chance = (part.strip() for part in value.rpartition("="))
        option, _, number = chance.rpartition(":")
        try:
            fraction = Fraction(number)
        except (ValueError, ZeroDivisionError):
            raise click.BadParameter(f"`{value}` is not of the form NAME=CHANCE, as in voted=2/3") from None
        if not option:
            found[name] = fraction
            continue
        each = found.setdefault(name, {})
        if not isinstance(each, dict):
            raise click.BadParameter(f"`{name}` has odds of its own and odds of a value")
        each[option] = fraction
    return found or None


@click.command("space", help=_HELP, short_help="Count the packages that conditions leave.")
@goal_options
@click.option("--packages", metavar="COUNT", type=click.IntRange(0), default=0, help="List so many packages.")
@click.option("--sample", metavar="COUNT", type=click.IntRange(0), default=0, help="Draw so many, all alike likely.")
@click.option("--seed", metavar="NUMBER", type=int, default=0, show_default=True, help="Which draw it is.")
@click.option("--pivots", is_flag=True, help="Show how much turns on each condition and each reading.")
@click.option(
    "--odds",
    metavar="NAME=CHANCE",
    multiple=True,
    callback=_odds,
    help="How likely an event or fact is; a value as NAME=VALUE:CHANCE. May be given several times.",
)
def command(
    question: Question,
    packages: int,
    sample: int,
    seed: int,
    pivots: bool,
    odds: Odds | None,
) -> int:
    """Count and print."""
    from conditions.space import space

    with question.progress("counts") as progress:
        found = space(question.dossier, question.goal, **question.keywords, odds=odds, progress=progress)
    if question.form == "json":
        put_json({"dossier": question.dossier.id, **found.to_dict(packages, sample, seed, pivots=pivots)})
    else:
        from conditions.cli import paint, space_text

        paint.write(
            space_text.lines(question.dossier, found, space_text.Shown(question.most, packages, sample, seed, pivots))
        )
    return _exit_code(found)


def _exit_code(found: AgreementSpace) -> int:
    """As the help says."""
    if any(room.size.most == 0 for room in found.by_reading.values()):
        return 1
    return 0 if found.complete else 3
