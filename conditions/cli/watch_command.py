"""`conditions watch`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options, paint
from conditions.cli.streams import put_json, say

if TYPE_CHECKING:
    from conditions.model.positions import Level
    from conditions.monitor import Monitor, News

_HELP = """Follow a negotiation as its log grows: what changed, what is unlocked, what is due.

DOSSIER is the folder of a dossier, LOG a log of what happened: JSON lines, or an SQLite
database. For every entry the verdicts are shown that it changed and what they rest on,
then what lies ahead: deadlines, windows that open, positions and duties.

A log begins with a line that names its dossier and the day until which everything is
known. Each further line says one thing:

\b
  {"log": 1, "dossier": "istanbul-2022", "now": "2022-03-28"}
  {"entry": 1, "now": "2022-03-29"}
  {"entry": 2, "event": "proposals", "on": "2022-03-29"}
  {"entry": 3, "fact": "texts_separate", "is": "yes"}
  {"entry": 4, "corrects": 3, "fact": "texts_separate", "is": "unknown"}
  {"entry": 5, "withdraws": 2}

\b
Examples:
  conditions watch my-talks my-talks/spring.log.jsonl
  conditions watch my-talks spring.log.jsonl --once --within "6 months"
  conditions watch my-talks spring.log.jsonl --once --format json

\b
Exit codes:
  0  everything in the log was shown
  2  a file or the command line cannot be understood
"""


@click.command("watch", help=_HELP, short_help="Follow a log of what happens.")
@click.argument("dossier", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.argument("log", metavar="LOG", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Show what is in the log, and end.")
@click.option("--within", metavar="PERIOD", default="30 days", show_default=True, help="How far to look ahead.")
@click.option("--every", metavar="SECONDS", type=click.FloatRange(0.05, 3600), default=1.0, help="How often to look.")
@options.as_of
@options.as_told_by
@options.level
@options.formats("text", "json")
@click.option("-q", "--quiet", is_flag=True, help="Leave out what the verdicts rest on.")
@options.no_color
def command(
    dossier: Path,
    log: Path,
    once: bool,
    within: str,
    every: float,
    as_of: date | None,
    accounts: tuple[str, ...],
    level: Level,
    form: Literal["text", "json"],
    quiet: bool,
) -> int:
    """Show every entry, and go on as long as there may be more."""
    from conditions.files.dossier import load_dossier
    from conditions.monitor import Monitor
    from conditions.periods import parse_period

    period = parse_period(within)
    loaded = load_dossier(dossier)
    with Monitor(loaded, log=log, read_only=True, as_of=as_of, accounts=accounts, level=level) as monitor:
        is_first = True
        while True:
            is_new = _show(monitor, form, quiet=quiet) or is_first
            if is_new:
                _show_state(monitor, form, within, str(period))
                sys.stdout.flush()
            if once:
                break
            is_first = False
            time.sleep(every)
        for problem in monitor.problems:
            say(str(problem))
    return 0


def _show(monitor: Monitor, form: Literal["text", "json"], *, quiet: bool) -> bool:
    """Show the new entries; whether there were some."""
    shown = 0

    def counted() -> Iterator[News]:
        nonlocal shown
        for one in monitor.news():
            shown += 1
            yield one

    match form:
        case "json":
            for news in counted():
                put_json({"kind": "entry", **news.to_dict()}, indent=None)
        case "text":
            from conditions.cli.watch_text import entry_lines

            for lines in entry_lines(monitor, counted(), quiet=quiet):
                paint.write([*lines, (), ()])
    return shown > 0


def _show_state(monitor: Monitor, form: Literal["text", "json"], within: str, period: str) -> None:
    due = monitor.due(within)
    match form:
        case "json":
            answers, compliance = monitor.answers, monitor.compliance
            put_json(
                {
                    "kind": "state",
                    "now": monitor.now.isoformat(),
                    "parties": {
                        code: {"answer": answers[code].value, "compliance": compliance[code].value} for code in answers
                    },
                    "acts": [
                        {"party": party, "act": act, "state": state} for (party, act), state in monitor.acts.items()
                    ],
                    "in_force": {name: truth.value for name, truth in monitor.in_force.items()},
                    "due": [one.to_dict() for one in due],
                },
                indent=None,
            )
        case "text":
            from conditions.cli.watch_text import state_lines

            paint.write([*state_lines(monitor, due, period), ()])
