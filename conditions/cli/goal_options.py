"""Options of the commands that ask what stands between the parties and a goal, and the search that they start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from conditions.cli import options
from conditions.cli.streams import say

if TYPE_CHECKING:
    from conditions.conflicts import Conflicts
    from conditions.model.dossier import Dossier
    from conditions.model.positions import Level
    from conditions.model.scenario import Scenario

F = TypeVar("F", bound=Callable[..., Any])

EXIT_CODES = """\b
Exit codes:
  0  possible, in every reading
  1  in conflict or impossible, in some reading at least
  2  a file or the command line cannot be understood
  3  the time was over before anything was proved
"""


class Found(NamedTuple):
    """A dossier, and what a search in it has found."""

    dossier: Dossier
    conflicts: Conflicts


def goal_options(command: F) -> F:
    """All options that say what is asked."""
    for decorate in reversed(
        (
            click.argument("path", metavar="PATH", type=click.Path(path_type=Path)),
            click.option(
                "--goal", "goals", metavar="TEXT", multiple=True, help="What is to happen; may be given several times."
            ),
            click.option(
                "--given", "given", metavar="TEXT", multiple=True, help="What holds whatever the parties want."
            ),
            click.option("--scenario", "name", metavar="TEXT", help="Begin with what this scenario knows."),
            click.option(
                "--also", "also", metavar="ID", multiple=True, help="A further condition, or a term, that takes part."
            ),
            options.as_of,
            options.known_at,
            options.as_told_by,
            options.reading,
            options.level,
            click.option("--timeout", metavar="SECONDS", type=click.FloatRange(0), help="Stop after so many seconds."),
            click.option(
                "--most", metavar="COUNT", type=click.IntRange(1), default=20, show_default=True, help="Show so many."
            ),
            options.formats("text", "json"),
            options.no_color,
        )
    ):
        command = decorate(command)
    return command


def search(
    path: Path,
    goals: tuple[str, ...],
    given: tuple[str, ...],
    name: str | None,
    also: tuple[str, ...],
    as_of: date | None,
    known_at: date | None,
    accounts: tuple[str, ...],
    readings: dict[str, str],
    level: Level,
    timeout: float | None,
) -> Found:
    """What a command line asks for.

    Raises:
        ConditionsError: A file, a goal or a name cannot be understood.
    """
    from conditions.conflicts import conflicts

    dossier, scenario = loaded(path, name)
    found = conflicts(
        dossier,
        goals,
        given=given,
        scenario=scenario,
        as_of=as_of,
        known_at=known_at,
        accounts=accounts or None,
        readings=readings,
        level=level,
        also=also,
        timeout=timeout,
        progress=told_now_and_then(),
    )
    return Found(dossier, found)


def told_now_and_then(seconds: float = 3) -> Callable[[int, int], None]:
    """What tells on standard error how far a search over readings has come, not more often than every few seconds."""
    import time

    last = time.monotonic()

    def tell(done: int, whole: int) -> None:
        nonlocal last
        if done < whole and time.monotonic() - last >= seconds:
            last = time.monotonic()
            say(f"looked at {done} of {whole} choices of readings")

    return tell


def loaded(path: Path, name: str | None) -> tuple[Dossier, Scenario | None]:
    """The dossier that a path names, and the scenario from whose knowledge to begin.

    Raises:
        ConditionsError: A file cannot be understood, or no scenario has this name.
    """
    from conditions.cli.finding import is_scenario, matching
    from conditions.files.dossier import load_dossier_file
    from conditions.files.scenario import load_folder, load_scenario_file

    if name is not None:
        folder = load_folder(path if path.is_dir() else path.parent)
        return folder.dossier.dossier, matching(folder.scenarios, name)[0].scenario
    if path.is_file() and is_scenario(path):
        loaded = load_scenario_file(path)
        return loaded.dossier, loaded.scenario
    return load_dossier_file(path).dossier, None


def exit_code(found: Conflicts) -> int:
    """As the help says."""
    from conditions.conflicts import Impossible, InConflict, Unsettled

    results = found.by_reading.values()
    if any(isinstance(one, InConflict | Impossible) for one in results):
        return 1
    return 3 if any(isinstance(one, Unsettled) for one in results) or found.left_out else 0
