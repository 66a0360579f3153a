"""`conditions ask`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

import click

from conditions.cli import options
from conditions.cli.streams import put_json

if TYPE_CHECKING:
    from conditions.cli.paint import Line
    from conditions.model.dossier import Dossier
    from conditions.model.positions import Level
    from conditions.model.scenario import Scenario
    from conditions.questions import Question, Questions, Robustness

_HELP = """Say which unknown would settle most verdicts, and who could know.

PATH is a scenario file, or the folder of a dossier, of which nothing is known then.

An unknown is whether an event has happened, in which order two came, the value of a
fact, or the reading that is meant. Every answer that what is known allows is tried.
Who could know is told only from the dossier: whose event it is, and who said what.

With --robust, what each party's answer rests on is told as well: over which readings and
accounts it holds, what of all that is known is enough for it, and every smallest set of
unknowns, up to so many at a time, that would decide or turn it together.

\b
Examples:
  conditions ask scenarios/istanbul-2022 --scenario 23
  conditions ask scenarios/istanbul-2022 --scenario 28 --format json
  conditions ask scenarios/minsk-2015 --scenario uncertain --robust 2

\b
Exit codes:
  0  every verdict is settled
  2  a file or the command line cannot be understood
  3  some verdict is open
"""


class _Asked(TypedDict):
    """What the searches of the library are told, each by its name."""

    as_of: date | None
    known_at: date | None
    accounts: tuple[str, ...] | None
    readings: dict[str, str]
    level: Level
    timeout: float | None


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
@click.option(
    "--robust",
    metavar="COUNT",
    type=click.IntRange(1),
    help="Say also what each answer rests on, with unknowns learnt up to so many at a time.",
)
@click.option("--party", metavar="PARTY", help="With --robust: only this party, by code or name.")
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
    robust: int | None,
    party: str | None,
    form: Literal["text", "json"],
    quiet: bool,
) -> int:
    """Try every unknown and print what it would settle."""
    from conditions.cli import paint
    from conditions.cli.goal_options import loaded
    from conditions.cli.progress import Progress
    from conditions.questions import questions

    if party is not None and robust is None:
        raise click.UsageError("`--party` chooses whose answer `--robust` tells of: give both")
    dossier, scenario = loaded(path, name)
    asked: _Asked = {
        "as_of": as_of,
        "known_at": known_at,
        "accounts": accounts or None,
        "readings": readings,
        "level": level,
        "timeout": timeout,
    }
    with Progress("unknowns", quiet=quiet) as progress:
        found = questions(dossier, scenario, **asked, progress=progress)
    rests = None if robust is None else _robustness(dossier, scenario, asked, robust, party, quiet)
    title = scenario.title if scenario is not None else "nothing is known"
    if form == "json":
        more = {} if rests is None else {"robustness": rests.to_dict()}
        put_json({"dossier": dossier.id, "scenario": title, **found.to_dict(), **more})
    else:
        paint.write(_lines(dossier.title or dossier.id, title, found, most))
        if rests is not None:
            from conditions.cli.robust_text import robust_lines

            paint.write(robust_lines(rests, most))
    return 3 if found.open else 0


def _robustness(
    dossier: Dossier, scenario: Scenario | None, asked: _Asked, together: int, party: str | None, quiet: bool
) -> Robustness:
    from conditions.cli.finding import party_code
    from conditions.cli.progress import Progress
    from conditions.questions import robustness

    parties = () if party is None else (party_code(dossier, party),)
    with Progress("sets of unknowns", quiet=quiet) as progress:
        return robustness(dossier, scenario, parties=parties, together=together, **asked, progress=progress)


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
