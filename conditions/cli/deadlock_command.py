"""`conditions deadlock`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from conditions.cli.goal_options import Question, goal_options
from conditions.cli.streams import put_json

if TYPE_CHECKING:
    from conditions.deadlock import Deadlocks

_HELP = """Say whether the parties wait for each other, and what would untie it.

PATH is the folder of a dossier, or a scenario file from whose knowledge the search begins.

The goal is one or more conditions in the language, such as `ua_signs`. In each reading
there is NO DEADLOCK, for everything is merely pending; or it is CIRCULAR, for each waits
for another; or IMPOSSIBLE, where nothing but a concession helps. Every circle is shown
with the statement behind each of its waits, and what was tried to untie it, with
whether it does: the same day, an exchange, a package, escrow, splitting an event,
a third party's step.

Below stand what is on file but takes no part, and the single conditions nobody has
stated, that would make a deadlock.

\b
Examples:
  conditions deadlock scenarios/istanbul-2022 --goal ua_signs --goal ru_signs
  conditions deadlock scenarios/istanbul-2022 --goal ua_signs \\
      --also RU-withdraws-after-signature
  conditions deadlock scenarios/minsk-2015 --goal border_complete \\
      --given "border_complete only on or after border_start" \\
      --as-of 2019-12-11

\b
Exit codes:
  0  no deadlock, in any reading
  1  a deadlock, or a goal out of reach, in some reading at least
  2  a file or the command line cannot be understood
  3  the time was over before everything was proved
"""


@click.command("deadlock", help=_HELP, short_help="Say who waits for whom, and what would untie it.")
@goal_options
def command(question: Question) -> int:
    """Look for deadlocks and print them."""
    from conditions.deadlock import deadlocks

    with question.progress("steps") as progress:
        found = deadlocks(question.dossier, question.goal, **question.keywords, progress=progress)
    if question.form == "json":
        put_json({"dossier": question.dossier.id, **found.to_dict()})
    else:
        from conditions.cli import deadlock_text, paint

        paint.write(deadlock_text.lines(question.dossier, found, question.most))
    return _exit_code(found)


def _exit_code(found: Deadlocks) -> int:
    kinds = [one.kind for one in found.by_reading.values()]
    if found.is_deadlock or "out of reach" in kinds:
        return 1
    return 0 if found.complete and "unsettled" not in kinds else 3
