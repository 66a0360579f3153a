"""`conditions ask`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options
from conditions.cli.streams import put_json

if TYPE_CHECKING:
    from conditions.cli.paint import Line
    from conditions.model.positions import Level
    from conditions.questions import Question, Questions

_HELP = """Say which unknown would settle most verdicts, and who could know.

PATH is a scenario file, or the folder of a dossier, of which nothing is known then.

An unknown is whether an event has happened, in which order two came, the value of a
fact, or the reading that is meant. Every answer that what is known allows is tried.
Who could know is told only from the dossier: whose event it is, and who said what.

\b
Examples:
  conditions ask scenarios/istanbul-2022 --scenario 23
  conditions ask scenarios/istanbul-2022 --scenario 28 --format json

\b
Exit codes:
  0  every verdict is settled
  2  a file or the command line cannot be understood
  3  some verdict is open
"""


@click.command("ask", help=_HELP, short_help="Say what to ask next, and whom.")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option("--scenario", "name", metavar="TEXT", help="Begin with what this scenario knows.")
@options.as_of
@options.known_at
@options.as_told_by
@options.reading
@options.level
@click.option("--timeout", metavar="SECONDS", type=click.FloatRange(0), help="Stop after so many seconds.")
@click.option("--most", metavar="COUNT", type=click.IntRange(1), default=5, show_default=True, help="Show so many.")
@options.formats("text", "json")
@options.quiet
@options.no_color
def command(
    path: Path,
    name: str | None,
    as_of: date | None,
    known_at: date | None,
    accounts: tuple[str, ...],
    readings: dict[str, str],
    level: Level,
    timeout: float | None,
    most: int,
    form: Literal["text", "json"],
    quiet: bool,
) -> int:
    """Try every unknown and print what it would settle."""
    from conditions.cli import paint
    from conditions.cli.goal_options import loaded
    from conditions.cli.progress import Progress
    from conditions.questions import questions

    dossier, scenario = loaded(path, name)
    with Progress("unknowns", quiet=quiet) as progress:
        found = questions(
            dossier,
            scenario,
            as_of=as_of,
            known_at=known_at,
            accounts=accounts or None,
            readings=readings,
            level=level,
            timeout=timeout,
            progress=progress,
        )
    title = scenario.title if scenario is not None else "nothing is known"
    if form == "json":
        put_json({"dossier": dossier.id, "scenario": title, **found.to_dict()})
    else:
        paint.write(_lines(dossier.title or dossier.id, title, found, most))
    return 3 if found.open else 0


def _lines(dossier: str, scenario: str, found: Questions, most: int) -> Iterator[Line]:
    from conditions.cli.paint import wrapped

    yield from wrapped(dossier, style="title")
    yield from wrapped(f"scenario: {scenario}", indent="  ", hanging="    ")
    if not found.open:
        yield from wrapped("✓ every verdict is settled", style="met")
        return
    yield from wrapped(f"open: {', '.join(found.open)}", indent="  ", hanging="    ")
    for number, question in enumerate(found.questions[:most], 1):
        yield ()
        yield from _question(number, question, len(found.open))
    yield ()
    if len(found.questions) > most:
        yield from wrapped(f"and {len(found.questions) - most} more questions", style="quiet")
    if not found.questions and found.complete:
        yield from wrapped("no single answer settles any of them", style="open")
    if found.to_come:
        yield from wrapped(f"can only come later: {', '.join(found.to_come)}", hanging="  ", style="quiet")
    if not found.complete:
        yield from wrapped("the time was over: further questions were not tried", style="open")


def _question(number: int, question: Question, count: int) -> Iterator[Line]:
    from conditions.cli.paint import wrapped

    asked = {
        "event": f"has `{question.about}` happened?",
        "order": f"is it so: {question.about}?",
        "fact": f"what is `{question.about}`?",
        "reading": f"how is {question.about} meant?",
    }[question.kind]
    yield from wrapped(f"{number}. {asked}", hanging="   ", style="strong")
    mean = f"{float(question.mean):.2f}".rstrip("0").rstrip(".")
    yield from wrapped(f"settles {question.least} of {count} at least, {mean} on average", indent="   ")
    for effect in question.effects:
        told = ", ".join(f"{name} {answer.value}" for name, answer in effect.settled.items())
        yield from wrapped(f"{effect.answer}: {told or 'nothing is settled'}", indent="   - ", hanging="     ")
    whom = "; ".join(f"{one.name} ({one.why})" for one in question.whom)
    yield from wrapped(f"who could know: {whom or 'the dossier does not say'}", indent="   ", hanging="     ")
