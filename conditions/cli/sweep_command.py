"""`conditions sweep`."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from conditions.cli import options
from conditions.cli.streams import put_json, writing

if TYPE_CHECKING:
    from types import FrameType

    from conditions.engines.frames import Empty, Question
    from conditions.model.positions import Level

_HELP = """Check every row of a table as a scenario, and count the answers.

DOSSIER is the folder of a dossier, TABLE a file of Parquet, CSV or JSON lines. A column named
like an event holds its day, one named like a fact its value; nothing, or `unknown`, where it is
not known. OUT gets the table with the answers for every condition, reading and party; without
it they are only counted.

A row that contradicts itself is not answered: its column `problem` says what is wrong. OUT
appears when all of it is written, so an interrupted sweep leaves nothing behind.

\b
Examples:
  conditions sweep my-talks runs.parquet --world closed
  conditions sweep my-talks runs.csv --world "until 2022-04-26" -o out.csv

\b
Exit codes:
  0  every row was answered
  1  some rows contradict themselves, all others were answered
  2  a file or the command line cannot be understood
"""


@click.command("sweep", help=_HELP, short_help="Check a table of scenarios.")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.argument("table", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="OUT", type=click.Path(path_type=Path), help="Where to write the answers.")
@click.option(
    "--world",
    required=True,
    metavar="WORLD",
    help="Of what a row does not list: closed, open, `until DAY`, or `until` and a column of days.",
)
@click.option(
    "--empty",
    type=click.Choice(["unknown", "unlisted"]),
    default="unknown",
    show_default=True,
    help="What an event's empty cells say: it is not known, or the row does not list it.",
)
@click.option("--unlisted", is_flag=True, help="Take events and facts without a column as not listed.")
@options.as_of
@options.known_at
@options.as_told_by
@options.level
@options.reading
@click.option("--answers-only", is_flag=True, help="Write the headline answers, without compliance and status.")
@options.formats("text", "json")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
@options.no_color
def command(
    dossier: Path,
    table: Path,
    output: Path | None,
    world: str,
    empty: Empty,
    unlisted: bool,
    as_of: date | None,
    known_at: date | None,
    accounts: tuple[str, ...],
    level: Level,
    readings: Mapping[str, str],
    answers_only: bool,
    form: Literal["text", "json"],
    quiet: bool,
) -> int:
    """Answer every row, and print how often each answer stood."""
    _require_frames()
    from conditions.cli.sweep_text import Swept
    from conditions.files.dossier import load_dossier
    from conditions.frames import question_of

    rules = load_dossier(dossier)
    question = question_of(
        rules,
        world=world,
        as_of=as_of,
        known_at=known_at,
        accounts=accounts or None,
        readings=readings,
        level=level,
        empty=empty,
        unlisted=unlisted,
    )
    counts, seconds = _sweep(table, output, question, answers_only=answers_only, quiet=quiet)
    swept = Swept(rules, table, output, question, counts, seconds)
    if form == "json":
        put_json(swept.to_dict())
    else:
        from conditions.cli import paint

        paint.write(swept.lines())
    return 1 if swept.problems else 0


def _require_frames() -> None:
    """Refuse where what reads tables is not installed.

    Raises:
        FileError: It is not.
    """
    from importlib.util import find_spec

    from conditions.errors import FileError, Problem

    if find_spec("polars") is None or find_spec("narwhals") is None:
        hint = "install `diplomatic-conditions[frames]`"
        raise FileError(Problem("frames-missing", "tables need the packages `narwhals` and `polars`", hint=hint))


def _sweep(table: Path, output: Path | None, question: Question, *, answers_only: bool, quiet: bool) -> Any:
    """The counts, and the seconds that it took."""
    from conditions.cli import sweep_files as files
    from conditions.cli.sweep_count import Counts, run
    from conditions.engines.frames import PROBLEM, SHOWN, answered, needed, party_columns

    form = "parquet" if output is None else files.form_of(output)
    if output is not None:
        _refuse_same(table, output)
    frame = files.read(table, lambda name: needed(name, question))
    with files.saying_which(table):
        shown = SHOWN[:1] if answers_only or output is None else SHOWN
        answers = answered(frame, question, shown)
        told = [*party_columns(question), PROBLEM]
        counts = Counts(told)
        passing = partial(_through, counts=counts)
        total = files.rows_of(table)
        if output is None:
            return counts, run(partial(files.pass_by, passing(answers.select(*told))), counts, total, quiet=quiet)
        part = files.beside(output)
        with writing(output), _whole_or_nothing(part, output):
            seconds = run(partial(files.write, passing(answers), part, form), counts, total, quiet=quiet)
    return counts, seconds


def _through(frame: Any, counts: Any) -> Any:
    return frame.map_batches(counts.passing, streamable=True, validate_output_schema=False)


def _refuse_same(table: Path, output: Path) -> None:
    """Refuse to write over the table that is read.

    Raises:
        FileError: It would be.
    """
    from conditions.errors import FileError, Problem

    if output.exists() and table.exists() and output.samefile(table):
        message = f"`{output}` is the table that is read"
        raise FileError(Problem("same-file", message, hint="write to another file"))


@contextmanager
def _whole_or_nothing(part: Path, output: Path) -> Iterator[None]:
    """Put the part in the place of the output when it is whole; delete it if it does not become so."""
    before = signal.signal(signal.SIGTERM, _ended)
    try:
        yield
        part.replace(output)
    finally:
        signal.signal(signal.SIGTERM, before)
        part.unlink(missing_ok=True)


def _ended(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
