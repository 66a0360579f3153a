"""What a report looks for: the goal that is asked for, else every goal of the dossier, else what conditions gate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from conditions.conflicts.sought import sought
from conditions.report.conflicts import conflicts
from conditions.report.deadlocks import deadlocks
from conditions.report.document import Code, Paragraph, Section
from conditions.report.order import order
from conditions.report.phrases import Source
from conditions.report.roadmaps import roadmaps
from conditions.report.searches import FEW, HASTY_SECONDS, Aim, Searches, goal_label, searches

MOST_GOALS: Final = 6
"""Most goals of a dossier for which a report looks; it says where there are more."""


def searched(source: Source, aim: Aim) -> tuple[Searches, ...]:
    """What is found for every goal.

    Raises:
        LanguageError: The goal, or what is given, cannot be understood.
    """
    found = aims(source, aim)
    if aim.seconds is None and len(source.dossier.conditions) > FEW:
        found = tuple(one._replace(seconds=HASTY_SECONDS / len(found)) for one in found)
    return tuple(searches(source, one) for one in found)


def aims(source: Source, aim: Aim) -> tuple[Aim, ...]:
    """The goals to look for: what is asked for in words is one, and each that the dossier names is one of its own."""
    declared = source.dossier.goals
    asked = aim.goal or tuple(declared)[:MOST_GOALS]
    named = tuple(_of_dossier(source, aim, name) for name in asked if name in declared)
    in_words = tuple(text for text in asked if text not in declared)
    return (aim._replace(goal=in_words), *named) if in_words or not named else named


def _of_dossier(source: Source, aim: Aim, name: str) -> Aim:
    goal, given, as_of = sought(source.dossier, name, aim.given, aim.as_of)
    day = as_of.isoformat() if isinstance(as_of, date) else as_of
    return aim._replace(goal=tuple(map(str, goal)), given=tuple(map(str, given)), as_of=day, name=name)


def goals(source: Source, found: Sequence[Searches]) -> tuple[Section | None, ...]:
    """The order of events, what stands in the way, who waits for whom and the ways to the goal, for each goal."""
    sections: list[Section | None] = []
    for number, one in enumerate(found, 1):
        sections += _sections(source, one) if one.aim.name is None else [_goal(source, one, number)]
    return tuple(sections)


def _goal(source: Source, found: Searches, number: int) -> Section:
    goal = source.dossier.goals[found.aim.name or ""]
    more = len(source.dossier.goals) - MOST_GOALS
    left = (Paragraph((f"The dossier has {more} more.",), "note"),) if number == MOST_GOALS and more > 0 else ()
    return Section(
        found.place("goal"),
        (f"Goal: {goal_label(source, found)}",),
        (
            *source.remarks(goal.note),
            *source.quotes(goal.source),
            *(section for section in _sections(source, found) if section is not None),
            *left,
        ),
        (Code(found.aim.name or ""),),
    )


def _sections(source: Source, found: Searches) -> tuple[Section | None, ...]:
    return (order(source, found), conflicts(source, found), deadlocks(source, found), roadmaps(source, found))


__all__ = ["MOST_GOALS", "aims", "goals", "searched"]
