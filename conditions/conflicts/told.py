"""Conflicts and concessions in words: what was found, whose conditions stand in the way, who could clear it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from conditions.conflicts.results import Conflicts, Core, Impossible, InConflict, Named, Possible, Result, Unsettled
from conditions.english import listing
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.notebooks import table

RESULTS: Final[dict[type[Result], tuple[str, str]]] = {
    Possible: ("✓", "POSSIBLE"),
    Impossible: ("✗", "IMPOSSIBLE, whatever the parties want"),
    InConflict: ("✗", "IN CONFLICT"),
    Unsettled: ("?", "NOT SETTLED: the time was over"),
}
"""The sign and the words of each result."""

NO_GOAL: Final = "no goal was given: where nothing has to happen, doing nothing keeps every gate"
CUT_SHORT: Final = "the search was cut short: there may be more of both"

LEVEL_WORDS: Final[Mapping[Level, str]] = {
    "reported": "reported",
    "inferred": "inferred: nobody has said so",
    "hypothetical": "hypothetical: nobody has said so",
}
"""What is said of positions that are not on record as their party's own words."""


def names(conditions: Sequence[Named]) -> str:
    """Conditions by their names."""
    return listing([one.name for one in conditions]) if conditions else "nothing"


def core_words(dossier: Dossier, core: Core) -> str:
    """Whose conditions stand against each other, and whether the proof was not checked again."""
    parties = listing([dossier.parties[code].name for code in core.parties])
    if len(core.conditions) == 1:
        whose = f"{parties}, whose condition rules the goal out by itself"
    else:
        whose = f"{parties} stands against itself" if core.is_own else parties
    return whose if core.is_proved() else f"{whose} (not checked again: the proof is too long)"


def remarks(one: Named) -> str:
    """What is to be said of a condition beside its name; nothing of one that is stated and in force."""
    told = [LEVEL_WORDS[one.level]] if one.level in LEVEL_WORDS else []
    told += ["perhaps not in force"] if one.doubtful else []
    return "; ".join(told)


def set_words(result: InConflict) -> str:
    """How many concession sets there are."""
    known = f"{result.count:,}" if result.complete else f"at least {result.count:,}"
    noun = "smallest set" if result.count == 1 else "smallest sets"
    return f"{known} {noun} to give up"


def alone_words(dossier: Dossier, result: InConflict) -> str:
    """Who could clear everything alone."""
    if result.alone is None:
        return "who could clear it alone was not settled"
    if result.alone:
        return f"could clear it alone: {listing([dossier.parties[code].name for code in result.alone])}"
    return "no party could clear it alone"


def course_words(kept: str = "every condition") -> str:
    """What a course of events shows."""
    return f"a course of events that keeps {kept}, on the first days it can"


def value_words(value: object) -> str:
    """The value of a fact."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def left_out_words(found: Conflicts) -> str:
    """What was not looked at; nothing where everything was."""
    return f"{found.left_out} further choices of readings were not looked at" if found.left_out else ""


def as_table(found: Conflicts) -> str:
    """The result in every reading, with the conflicts, as a table for notebooks."""
    rows: list[tuple[str, str, str, str]] = []
    for reading, result in found.by_reading.items():
        cores = result.cores if isinstance(result, InConflict) else ()
        told = [(", ".join(core.parties), names(core.conditions)) for core in cores] or [("", "")]
        rows += [(reading, RESULTS[type(result)][1], *row) for row in told]
    goal = "; ".join(one.text for one in found.goal)
    return table(f"What stands in the way of: {goal}", ("Reading", "Result", "Parties", "Conflict"), rows)


__all__ = [
    "CUT_SHORT",
    "LEVEL_WORDS",
    "NO_GOAL",
    "RESULTS",
    "alone_words",
    "as_table",
    "core_words",
    "course_words",
    "left_out_words",
    "names",
    "remarks",
    "set_words",
    "value_words",
]
