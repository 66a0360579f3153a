"""`conditions conflicts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from conditions.cli.goal_options import EXIT_CODES, Question, exit_code, goal_options
from conditions.cli.streams import put_json

if TYPE_CHECKING:
    from conditions.conflicts import Robustness

_HELP = f"""Say what stands between the parties and a goal.

PATH is the folder of a dossier, or a scenario file from whose knowledge the search begins.

The goal is one or more conditions in the language, such as `ua_signs`. The answer is that it
is POSSIBLE with every condition kept, with a course of events; or IMPOSSIBLE whatever
the parties want; or IN CONFLICT, with every smallest set of conditions that rule it
out together, and every smallest set that would have to be given up.

\b
Examples:
  conditions conflicts scenarios/istanbul-2022 --goal ua_signs --goal ru_signs
  conditions conflicts scenarios/istanbul-2022 --goal ru_signs
  conditions conflicts scenarios/minsk-2015 --as-of 2019-12-11 \\
      --goal local_elections --goal border_complete \\
      --given "border_complete only on or after border_start"
  conditions conflicts scenarios/istanbul-2022 --goal ua_signs --robust 2

{EXIT_CODES}"""


@click.command(
    "conflicts",
    help=_HELP,
    short_help="Say what stands in the way of a goal.",
    epilog="What each side would have to give: conditions concessions --help",
)
@goal_options
@click.option(
    "--robust",
    metavar="COUNT",
    type=click.IntRange(1),
    help="Say also which readings, accounts and unknowns, up to so many at a time, would turn the result.",
)
def command(question: Question, robust: int | None) -> int:
    """Look for conflicts and print them."""
    found = question.conflicts()
    turned = None if robust is None else _turned(question, robust)
    if question.form == "json":
        more = {} if turned is None else {"robustness": turned.to_dict()}
        put_json({"dossier": question.dossier.id, **found.to_dict(question.most), **more})
    else:
        from conditions.cli import conflicts_text, paint

        told = () if turned is None else conflicts_text.robust_lines(question.dossier, turned, question.most)
        paint.write([*conflicts_text.lines(question.dossier, found, question.most), *told])
    return exit_code(found)


def _turned(question: Question, changes: int) -> Robustness:
    from conditions.conflicts import robustness

    with question.progress("sets of changes") as progress:
        return robustness(question.dossier, question.goal, **question.keywords, changes=changes, progress=progress)
