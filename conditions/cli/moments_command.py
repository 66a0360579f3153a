"""`conditions moments`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options, paint
from conditions.cli.streams import put, put_json, writable

if TYPE_CHECKING:
    from conditions.moments import Moments

_HELP = """Show on which day each moment of a dossier comes in its scenarios, if it does.

PATH is a scenario file, or the folder of a dossier.

Whether a moment comes and on which day it would are two questions: `maybe 2025-10-18` is a
certain day of something that may not happen, `2016-01-18/2023-10-18` a certain event
between two days.

\b
Examples:
  conditions moments scenarios/jcpoa-2015
  conditions moments scenarios/jcpoa-2015 --scenario 12 --format json
"""


@click.command("moments", help=_HELP, short_help="Show derived days.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--scenario", metavar="TEXT", help="Only scenarios with this in their title or file name.")
@options.formats("text", "json", "markdown")
@options.no_color
def command(path: Path, scenario: str | None, form: Literal["text", "json", "markdown"]) -> int:
    """Answer for every scenario."""
    from conditions.cli.finding import load_cases, matching
    from conditions.moments import moments

    (case,) = load_cases([path])
    chosen = case.scenarios if scenario is None else matching(case.scenarios, scenario)
    found = [moments(loaded.dossier, loaded.scenario) for loaded in chosen]
    match form:
        case "json":
            put_json({"dossier": case.dossier.id, "scenarios": [one.to_dict() for one in found]})
        case "markdown":
            put(writable("\n".join(_markdown(found))))
        case "text":
            if not case.dossier.moments:
                paint.write([paint.line("the dossier defines no moments")])
            else:
                paint.write(_lines(found))
    return 0


def _lines(found: list[Moments]) -> Iterator[paint.Line]:
    room = max((len(one.answer) for each in found for one in each.answers.values()), default=0)
    for number, each in enumerate(found):
        yield from [()] if number else []
        yield from paint.wrapped(each.scenario, style="title")
        for one in each.answers.values():
            label = f" ({one.label})" if one.label != one.name else ""
            yield from paint.wrapped(
                f"{one.name}{label}", f"  {paint.padded(one.answer, room)}  ", hanging=" " * (room + 4)
            )
            yield from paint.wrapped(one.definition, " " * (room + 6), "quiet")


def _markdown(found: list[Moments]) -> Iterator[str]:
    from conditions.cli.check_markdown import escaped

    for each in found:
        yield f"# {escaped(each.scenario)}\n"
        yield "| moment | day | definition |\n|---|---|---|"
        for one in each.answers.values():
            yield f"| {escaped(one.label)} | {one.answer} | {escaped(one.definition)} |"
        yield ""
