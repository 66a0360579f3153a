"""`conditions mutate`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options
from conditions.cli.streams import put_json, say

if TYPE_CHECKING:
    from conditions.cli.paint import Line
    from conditions.files.dossier import LoadedDossier
    from conditions.mutation import Mutant, Mutation, Tried

_HELP = """Change the rules of a dossier a little, and show which changes no scenario notices.

PATH is the folder of a dossier with its scenarios.

Every change is tried by itself: the same day counts or no longer does, before becomes after,
a part is left out or turned into its contrary, a period or a count is one longer or shorter,
two readings change places, a zone is no longer excluded, a condition asks nothing. A change is
noticed where an expectation of some scenario fails. Each that nobody notices is shown where
the rule stands, with the text of the changed rule: write a scenario in which the two differ.

A change that says the same as the rule, whatever happens, is not counted.

\b
Examples:
  conditions mutate scenarios/minsk-2015
  conditions mutate my-talks --limit 50

\b
Exit codes:
  0  every change is noticed
  1  some change is not
  2  a file or the command line cannot be understood
"""


@click.command("mutate", help=_HELP, short_help="Show which changes nobody notices.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--limit", metavar="N", type=click.IntRange(1), help="Try so many changes, taken evenly from all.")
@options.formats("text", "json")
@options.no_color
def command(path: Path, limit: int | None, form: Literal["text", "json"]) -> int:
    """Try mutants, and print those that survive."""
    from conditions.cli import paint
    from conditions.cli.finding import Case, chosen
    from conditions.files.dossier import NAMES
    from conditions.files.scenario import load_folder
    from conditions.mutation import mutate

    loaded = load_folder(path.parent if path.name in NAMES else path)
    chosen([Case(loaded.dossier.dossier, loaded.scenarios, path)], ())
    scenarios = [one.scenario for one in loaded.scenarios]
    found = mutate(loaded.dossier.dossier, scenarios, limit=limit, progress=_progress)
    if form == "json":
        put_json(_data(found, loaded.dossier))
    else:
        paint.write(_lines(found, loaded.dossier))
    return 1 if found.survivors else 0


def _progress(done: int, total: int) -> None:
    """A counter on a terminal, and a word at the end elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {total} changes tried" + ("\n" if done == total else ""))
        sys.stderr.flush()
    elif done == total:
        say(f"{done} changes tried")


def _lines(found: Mutation, loaded: LoadedDossier) -> Iterator[Line]:
    from conditions.cli.paint import Span, line, wrapped

    for mutant in found.survivors:
        yield line(f"{_place(mutant, loaded)}: {mutant.rule}: {mutant.change}")
        yield from wrapped(mutant.after, "    ", "open", hanging="      ")
    yield from [()] if found.survivors else []
    yield line(Span(found.summary, "strong"))
    if not found.scenarios:
        yield line(Span("No scenario expects anything, so none can notice a change.", "not met"))


def _place(mutant: Mutant, loaded: LoadedDossier) -> str:
    return str(loaded.locate(*mutant.path) or loaded.path)


def _data(found: Mutation, loaded: LoadedDossier) -> dict[str, object]:
    return {
        "dossier": found.dossier.id,
        "scenarios": found.scenarios,
        "total": found.total,
        "tried": len(found.tried),
        "noticed": found.count("noticed"),
        "survived": found.count("survived"),
        "equivalent": found.count("equivalent"),
        "mutants": [_record(one, loaded) for one in found.tried],
    }


def _record(one: Tried, loaded: LoadedDossier) -> dict[str, object]:
    mutant, place = one.mutant, loaded.locate(*one.mutant.path)
    return {
        "fate": one.fate,
        "scenario": one.scenario or None,
        "section": mutant.section,
        "name": mutant.name,
        "reading": mutant.reading or None,
        "change": mutant.change,
        "before": mutant.before,
        "after": mutant.after,
        "file": place.path if place else str(loaded.path),
        "line": place.line if place else None,
        "column": place.column if place else None,
    }
