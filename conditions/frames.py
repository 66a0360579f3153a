"""Tables of scenarios: a frame in, the same kind of frame out, with columns of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product
from math import prod
from typing import Final, TypeVar

from conditions.check import Checker, lowered
from conditions.dates import DateError, parse_day
from conditions.engines.frames import SHOWN, Asked, Beyond, Empty, Party, Question, Shown, answered
from conditions.errors import FrameError, Problem
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario, World
from conditions.results import PartyResult, reading_names

__all__ = ["SHOWN", "Empty", "Shown", "check_frame", "question_of"]

FrameT = TypeVar("FrameT")

MOST_CHOICES: Final = 16
"""Most choices of readings of one party that have columns of their own."""

_WORLDS: Final = "write `closed`, `open`, `until 2022-04-26`, or `until` and the name of a column of days"


@accepting()
def check_frame(
    frame: FrameT,
    dossier: Dossier,
    *,
    world: str | date,
    as_of: date | str | None = None,
    known_at: date | str | None = None,
    accounts: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    level: Level = "reported",
    groups: Mapping[str, Iterable[str]] | None = None,
    empty: Empty = "unknown",
    unlisted: bool = False,
    show: Iterable[Shown] = SHOWN,
) -> FrameT:
    """Check every row of a table as a scenario.

    A column named like an event holds its day, one named like a fact its value; null is unknown.
    `docs/how-to/check-a-table.md` says what else a column may say, and which columns come out.

    Args:
        frame: A frame of Polars (eager or lazy), pandas, PyArrow, DuckDB or PySpark.
        dossier: The dossier.
        world: What is assumed of events that a row does not list: `closed`, `open`, `until` a day, or
            `until` and the name of a column that holds that day; a day alone is `until` it.
        as_of: The day whose positions count; by default every position that the record does not end.
        known_at: Only what had been reported by the end of this day counts as known of positions.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken.
        readings: A reading to use for some conditions, by condition id; all others are
            answered in every reading.
        level: The least firm level that takes part in the answers.
        groups: The members of groups that the dossier leaves unnamed.
        empty: What empty cells say of an event: that it is `unknown` whether and when it happens,
            or that the row does not list it (`unlisted`).
        unlisted: Events and facts that have no column are listed in no row; else that is a mistake.
        show: What to answer: `answer`, `compliance`, `status`.

    Returns:
        The frame with the columns of answers. A lazy frame stays lazy.

    Raises:
        FrameError: The table does not fit the dossier.
        UnsupportedConditionError: A table cannot answer for a condition.
        UnknownNameError: As `check` does.
        DateError: A text is no day.
    """
    question = question_of(
        dossier,
        world=world,
        as_of=as_of,
        known_at=known_at,
        accounts=accounts,
        readings=readings,
        level=level,
        groups=groups,
        empty=empty,
        unlisted=unlisted,
    )
    found: FrameT = answered(frame, question, tuple(show))
    return found


def question_of(
    dossier: Dossier,
    *,
    world: str | date,
    as_of: date | str | None = None,
    known_at: date | str | None = None,
    accounts: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    level: Level = "reported",
    groups: Mapping[str, Iterable[str]] | None = None,
    empty: Empty = "unknown",
    unlisted: bool = False,
) -> Question:
    """What `check_frame` asks of every row; its arguments say what they mean there."""
    beyond = _beyond(world)
    checker = Checker(dossier, as_of=as_of, known_at=known_at, accounts=accounts, readings=readings, level=level)
    members = {name: list(codes) for name, codes in (groups or {}).items()}
    # What stands and counts does not depend on what happens, so a scenario without events tells it.
    result = checker.check(Scenario.build({"scenario": "a row", "world": "closed", "groups": members}))
    conditions = {
        each.id: Asked(
            {
                reading: formula
                for reading, formula in lowered(each.condition, result.vocabulary).items()
                if reading in each.verdicts
            },
            each.waived,
        )
        for party in result.parties.values()
        for each in party.taking_part
    }
    parties = {code: _party(party) for code, party in result.parties.items()}
    return Question(result.vocabulary, conditions, parties, beyond, empty, unlisted)


def _beyond(world: str | date) -> Beyond:
    """What is assumed of events that a row does not list.

    Raises:
        FrameError: That is no world.
    """
    if isinstance(world, date):
        return Beyond("until", world)
    word, _, rest = world.strip().partition(" ")
    if word == "until" and rest.strip():
        try:
            return Beyond("until", parse_day(rest.strip()))
        except DateError:
            return Beyond("until", column=rest.strip())
    if world in ("closed", "open"):
        return Beyond(World.model_validate(world).kind)
    raise FrameError(Problem("unknown-world", f"there is no world `{world}`", hint=_WORLDS))


def _party(party: PartyResult) -> Party:
    """One party, with every choice of readings if there are few."""
    taking_part = party.taking_part
    axes = [result for result in taking_part if len(result.verdicts) > 1]
    if prod(len(result.verdicts) for result in axes) > MOST_CHOICES:
        axes = []
        choices: dict[str, dict[str, str]] = {}
    else:
        names = reading_names(axes)
        several = product(*([(result.id, reading) for reading in result.verdicts] for result in axes))
        choices = {", ".join(names[pair] for pair in choice): dict(choice) for choice in several}
    return Party(tuple(result.id for result in taking_part), party.line_ups if taking_part else (), choices)
