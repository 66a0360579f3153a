"""Options of the commands that ask what stands between the parties and a goal, and the search that they start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Final, Literal, TypedDict

import click

from conditions.cli import options
from conditions.cli.progress import Progress

if TYPE_CHECKING:
    from conditions.conflicts import Conflicts
    from conditions.model.dossier import Dossier
    from conditions.model.positions import Level
    from conditions.model.scenario import Scenario


EXIT_CODES = """\b
Exit codes:
  0  possible, in every reading
  1  in conflict or impossible, in some reading at least
  2  a file or the command line cannot be understood
  3  the time was over before anything was proved
"""


class Keywords(TypedDict):
    """What the searches of the library are told, each by its name."""

    given: tuple[str, ...]
    scenario: Scenario | None
    as_of: date | None
    known_at: date | None
    accounts: tuple[str, ...] | None
    readings: dict[str, str]
    level: Level
    also: tuple[str, ...]
    timeout: float | None


@dataclass(frozen=True)
class Question:
    """What a command line asks about a goal.

    Attributes:
        path: What was named.
        dossier: Its dossier.
        goal: What is to happen.
        keywords: What else is asked.
        most: How many of each are shown.
        form: How they are shown.
        quiet: Whether no progress is told.
    """

    path: Path
    dossier: Dossier
    goal: tuple[str, ...]
    keywords: Keywords
    most: int
    form: Literal["text", "json"]
    quiet: bool

    def progress(self, unit: str) -> Progress:
        """What tells how far the search has come, in these units."""
        return Progress(unit, quiet=self.quiet)

    def conflicts(self) -> Conflicts:
        """What stands between the parties and the goal.

        Raises:
            ConditionsError: A goal or a name cannot be understood.
        """
        from conditions.conflicts import conflicts

        with self.progress("choices of readings") as progress:
            return conflicts(self.dossier, self.goal, **self.keywords, progress=progress)


def goal_options(command: Callable[Concatenate[Question, ...], int]) -> Callable[..., int]:
    """All options that say what is asked; the command is given them as one question, and its own options beside it."""

    @wraps(command)
    def asked(
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
        most: int,
        form: Literal["text", "json"],
        quiet: bool,
        **own: Any,
    ) -> int:
        dossier, scenario = loaded(path, name)
        keywords: Keywords = {
            "given": given,
            "scenario": scenario,
            "as_of": as_of,
            "known_at": known_at,
            "accounts": accounts or None,
            "readings": readings,
            "level": level,
            "also": also,
            "timeout": timeout,
        }
        return command(Question(path, dossier, goals, keywords, most, form, quiet), **own)

    found: Callable[..., int] = asked
    for decorate in reversed(_OPTIONS):
        found = decorate(found)
    return found


_OPTIONS: Final[tuple[Callable[[Callable[..., int]], Callable[..., int]], ...]] = (
    click.argument("path", metavar="PATH", type=click.Path(path_type=Path)),
    click.option(
        "--goal",
        "goals",
        metavar="TEXT",
        multiple=True,
        help="What is to happen, or a goal of the dossier; repeatable.",
    ),
    click.option("--given", "given", metavar="TEXT", multiple=True, help="What holds whatever the parties want."),
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
    options.quiet,
    options.no_color,
)


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
