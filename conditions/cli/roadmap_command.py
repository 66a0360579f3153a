"""`conditions roadmap`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from conditions.cli.goal_options import Question, goal_options
from conditions.cli.streams import put_json, say, writing

if TYPE_CHECKING:
    from conditions.roadmap import By, Roadmaps

_HELP = """Say in which order, and on which days, everybody's conditions can be kept.

PATH is the folder of a dossier, or a scenario file from whose knowledge the search begins.

The goal is one or more conditions in the language, such as `ua_signs`. Each roadmap is
a course of steps after which the goal has come about, and in which every condition of
every party is kept at every step. One that keeps all readings is looked for first; where
there is none, the readings that matter are looked at apart. Where there is no roadmap,
it is said which conditions stand in the way.

\b
Examples:
  conditions roadmap scenarios/istanbul-2022 --goal ua_signs --goal ru_signs
  conditions roadmap scenarios/istanbul-2022 --goal ua_signs --goal ru_signs \\
      --from 2022-06-01 --lead referendum=60 --apart ua_signs,ru_signs \\
      --by shortest
  conditions roadmap my-talks --goal signed --write my-talks/1.scenario.yaml

\b
Exit codes:
  0  a roadmap in every reading
  1  none in some reading at least
  2  a file or the command line cannot be understood
  3  the time was over before everything was proved
"""


def _pair(value: str, form: str) -> tuple[str, str]:
    name, _, rest = (part.strip() for part in value.partition("="))
    if not (name and rest):
        raise click.BadParameter(f"`{value}` is not of the form {form}")
    return name, rest


def _leads(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, int]:
    """Days that each event takes to prepare, `referendum=60`."""
    found: dict[str, int] = {}
    for value in values:
        name, days = _pair(value, "EVENT=DAYS, as in referendum=60")
        if not (days.isascii() and days.isdigit() and len(days) < 7):
            raise click.BadParameter(f"`{days}` is no whole number of days")
        found[name] = int(days)
    return found


def _fixed(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, date]:
    """The day of each event, `ru_signs=2022-05-09`."""
    pairs = [_pair(value, "EVENT=DAY, as in ru_signs=2022-05-09") for value in values]
    return {name: _read_day(day) for name, day in pairs}


def _day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    return None if value is None else _read_day(value)


def _read_day(text: str) -> date:
    from conditions.dates import parse_day
    from conditions.errors import ConditionsError

    try:
        return parse_day(text)
    except ConditionsError as error:
        raise click.BadParameter(error.problems[0].message) from None


def _apart(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(name.strip() for name in value.split(",") if name.strip()) for value in values)


@click.command("roadmap", help=_HELP, short_help="Say in which order all conditions can be kept.")
@goal_options
@click.option(
    "--by",
    type=click.Choice(["earliest", "shortest", "fewest", "even"]),
    default="earliest",
    show_default=True,
    help="What counts first: the earliest end, the fewest days, the fewest steps, or taking turns.",
)
@click.option("--from", "start", metavar="DAY", callback=_day, help="The first day on which anything is done.")
@click.option(
    "--lead", "leads", metavar="EVENT=DAYS", callback=_leads, multiple=True, help="Days that it takes to prepare."
)
@click.option("--on", "fixed", metavar="EVENT=DAY", callback=_fixed, multiple=True, help="The day of an event.")
@click.option("--apart", metavar="EVENT,EVENT", callback=_apart, multiple=True, help="Events that cannot share a day.")
@click.option(
    "--count", metavar="COUNT", type=click.IntRange(1, 100), default=3, show_default=True, help="Most roadmaps."
)
@click.option("--write", "file", metavar="FILE", type=click.Path(path_type=Path), help="Write the first as a scenario.")
def command(
    question: Question,
    by: By,
    start: date | None,
    leads: dict[str, int],
    fixed: dict[str, date],
    apart: tuple[tuple[str, ...], ...],
    count: int,
    file: Path | None,
) -> int:
    """Look for roadmaps and print them."""
    from conditions.roadmap import roadmaps

    with question.progress("steps") as progress:
        found = roadmaps(
            question.dossier,
            question.goal,
            **question.keywords,
            by=by,
            start=start,
            leads=leads,
            fixed=fixed,
            apart=apart,
            count=count,
            progress=progress,
        )
    if question.form == "json":
        put_json({"dossier": question.dossier.id, **found.to_dict()})
    else:
        from conditions.cli import paint, roadmap_text

        paint.write(roadmap_text.lines(question.dossier, found, question.most))
    if file is not None:
        _write(found, question.path, file)
    return _exit_code(found)


def _write(found: Roadmaps, path: Path, file: Path) -> None:
    import os

    from conditions.errors import FileError, Problem
    from conditions.files.disk import put_file
    from conditions.files.dossier import load_dossier_file

    first = next((one for plan in found.by_reading.values() for one in plan.roadmaps), None)
    if first is None:
        say(f"there is no roadmap to write to `{file}`")
        return
    folder = path if path.is_dir() else path.parent
    dossier = load_dossier_file(folder).path
    if dossier.resolve().parent not in (file.resolve().parent, file.resolve().parent.parent):
        hint = f"name a file in `{dossier.parent}`, or in a folder right below it"
        raise FileError(Problem("cannot-write", f"`{file}` would not be near its dossier", hint=hint))
    with writing(file):
        text = first.to_scenario_text(Path(os.path.relpath(dossier, file.parent)).as_posix())
        put_file(file, text)


def _exit_code(found: Roadmaps) -> int:
    plans = found.by_reading.values()
    if any(not plan.roadmaps and plan.complete for plan in plans):
        return 1
    return 0 if found.complete else 3
