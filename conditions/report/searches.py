"""What the analyses find for a report: what stands between the parties and a goal, and how it can be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeVar

from conditions.check import check, lowered
from conditions.conflicts import Conflicts, Named, conflicts
from conditions.conflicts.goals import Demand
from conditions.conflicts.taking_part import taking_part
from conditions.conflicts.told import remarks
from conditions.dates import parse_day
from conditions.deadlock import Deadlocks, deadlocks
from conditions.formula import Gate, event_of, walk
from conditions.model.positions import Position
from conditions.model.scenario import Scenario
from conditions.records import dataclass
from conditions.report.document import Block, Code, Item, Line, Paragraph, Ref, Section, Strong
from conditions.report.phrases import Source, anchor, joined, reading_anchor, sentence
from conditions.report.text import brief
from conditions.roadmap import Roadmaps, roadmaps

Result = TypeVar("Result")

SECONDS: Final = 20.0
"""How long each analysis may look, where nothing else is said."""

FEW: Final = 50
"""Most conditions with which it may look so long."""

HASTY_SECONDS: Final = 2.0
"""How long it may look with more conditions, for all goals together, so that the page of a big dossier does not take
much longer than its answers."""

MOST_READINGS: Final = 6
"""Most choices of readings that are told apart; more are counted."""

MOST_CORES: Final = 10
"""Most conflicts, knots, circles, sets and waits that are listed in one place; more are counted."""


class Aim(NamedTuple):
    """What the analyses ask for.

    Attributes:
        goal: What is to happen and to hold, in the language; empty for the acts that conditions gate.
        given: What holds whatever the parties want.
        as_of: The day whose positions count; by default all that the record does not end.
        seconds: How long each analysis may look.
        name: Id of the goal in the dossier, if it is one of its goals.
    """

    goal: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    as_of: str | None = None
    seconds: float | None = None
    name: str | None = None

    @classmethod
    def of(
        cls, goal: str | Iterable[str], given: str | Iterable[str], as_of: date | str | None, seconds: float | None
    ) -> Aim:
        """What somebody asks for, in the forms in which people ask.

        Raises:
            DateError: `as_of` is a text that is no day.
        """
        goals, givens = ((one,) if isinstance(one, str) else tuple(one) for one in (goal, given))
        day = parse_day(as_of) if isinstance(as_of, str) else as_of
        return cls(goals, givens, None if day is None else day.isoformat(), seconds)


ANY: Final = Aim()
"""What is asked for where nobody says anything."""


@dataclass(frozen=True)
class Searches:
    """What was asked, and what was found.

    Attributes:
        aim: What was asked for, with the goal that was looked for.
        is_named: Whether somebody named the goal; else it is made of the acts that conditions gate.
        seconds: How long each analysis was allowed to look.
        conflicts: What stands in the way; `None` where there is no goal.
        deadlocks: Who waits for whom; likewise.
        roadmaps: The orders of steps; likewise.
        suffix: What the names of places end in, where there are several goals.
    """

    aim: Aim
    is_named: bool
    seconds: float
    conflicts: Conflicts | None = None
    deadlocks: Deadlocks | None = None
    roadmaps: Roadmaps | None = None
    suffix: str = ""

    def place(self, name: str) -> str:
        """The name of a place that is told for each goal."""
        return f"{name}{self.suffix}"


def searches(source: Source, aim: Aim) -> Searches:
    """Look for conflicts, deadlocks and roadmaps, each no longer than the time given.

    Raises:
        LanguageError: The goal, or what is given, cannot be understood.
    """
    seconds = SECONDS if aim.seconds is None else aim.seconds
    suffix = f"-{aim.name}" if aim.name is not None else ""
    goal = aim.goal or gated_acts(source, aim.as_of)
    if not goal:
        return Searches(aim, is_named=False, seconds=seconds)
    dossier, level, given, as_of = source.dossier, source.level, aim.given, aim.as_of
    return Searches(
        aim._replace(goal=goal),
        bool(aim.goal),
        seconds,
        conflicts(dossier, goal, given=given, as_of=as_of, level=level, timeout=seconds),
        deadlocks(dossier, goal, given=given, as_of=as_of, level=level, timeout=seconds),
        roadmaps(dossier, goal, given=given, as_of=as_of, level=level, timeout=seconds),
        suffix,
    )


def gated_acts(source: Source, as_of: str | None = None) -> tuple[str, ...]:
    """The acts that conditions in force make depend on something, in any reading, in the order of the dossier."""
    dossier = source.dossier
    known = check(
        dossier, Scenario.build({"scenario": "nothing is known", "world": "open"}), as_of=as_of, level=source.level
    )
    acts = {
        event_of(node.act)
        for name, _, _ in taking_part(dossier, known, ())
        for formula in lowered(dossier.conditions[name], dossier.vocabulary).values()
        for node in walk(formula)
        if isinstance(node, Gate)
    }
    return tuple(event for event in source.dossier.vocabulary.events if event in acts)


def goal_label(source: Source, found: Searches) -> str:
    """What a goal of the dossier is called."""
    name = found.aim.name or ""
    return brief(source.dossier.goals[name].label or name)


def goal_words(source: Source, found: Searches) -> Line:
    """What the goal is, and who chose it."""
    if not found.aim.goal:
        return ("No goal is named, and no condition makes an act depend on anything.",)
    goal = [_demand(one) for one in found.conflicts.goal] if found.conflicts else []
    told = "What is to happen and to hold: " if found.aim.name else "The goal that was asked for: "
    if not found.is_named:
        goal = [(f"{source.words.name(event)} ", Code(event)) for event in found.aim.goal]
        told = "Nobody has named a goal. What is looked for is therefore that every act happens that a party's "
        told += "conditions make depend on something: "
    said: Line = (told, *joined(goal, "; "), ".")
    if found.conflicts and found.conflicts.given:
        given = joined(map(_demand, found.conflicts.given), "; ")
        said = (*said, " Given, whatever the parties want: ", *given, ".")
    else:
        said = (*said, " Nothing is given beside the conditions: what only the nature of things rules out is not seen.")
    day = f"positions of {found.aim.as_of}" if found.aim.as_of else "positions that the record does not end"
    return (*said, f" The {day} take part, and nothing is known of what has happened.")


def _demand(one: Demand) -> Line:
    """What is to happen or given, in words, and as it was written where that is something else."""
    return (brief(one.words),) if one.words == one.text else (f"{brief(one.words)} ", Code(one.text))


def condition_words(source: Source, one: Named) -> str:
    """A condition in words, with labels of a length that can be mentioned."""
    clauses = position_of(source, one.id).clauses()
    return clauses[one.reading].say(source.words) if one.reading in clauses else one.words


def position_of(source: Source, name: str) -> Position:
    """A condition, or a term."""
    return source.dossier.conditions.get(name) or source.dossier.terms[name]


def condition_item(source: Source, one: Named) -> Item:
    """A condition with its party, its words and the quotes behind it."""
    told = f" ({remarks(one)})" if remarks(one) else ""
    link = Ref(one.name, place_of(source, one))
    position = position_of(source, one.id)
    own = position.readings[one.reading].source if position.readings and one.reading in position.readings else ()
    line: Line = (Strong(source.party(one.party)), f"{told}: {sentence(condition_words(source, one))} ", link)
    return Item(line, source.quotes((*position.source, *own)))


def place_of(source: Source, one: Named) -> str:
    """Where a condition or a term stands in the report."""
    if one.id in source.dossier.conditions:
        return reading_anchor(one.id, one.reading)
    return anchor("term", one.id)


def named(source: Source, conditions: Sequence[Named]) -> Line:
    """Conditions in a row, with links."""
    return joined([(Ref(one.name, place_of(source, one)),) for one in conditions]) or ("nothing",)


def in_each_reading(
    found: Mapping[str, Result], place: str, told: Callable[[Result, str], Iterable[Block]]
) -> tuple[Block, ...]:
    """What was found, under a heading for each choice of readings where there are several."""
    blocks: list[Block] = []
    for number, (reading, result) in enumerate(list(found.items())[:MOST_READINGS], 1):
        inner = tuple(told(result, f"{place}-{number}"))
        blocks += [Section(f"{place}-{number}", (f"As read: {brief(reading)}",), inner)] if reading else inner
    return (*blocks, *more(len(found) - MOST_READINGS, "choice", "of readings"))


def more(count: int, noun: str, rest: str = "") -> tuple[Paragraph, ...]:
    """How many more there are, where there are any."""
    plural = noun if count == 1 else f"{noun}s"
    return (Paragraph((f"And {count:,} more {f'{plural} {rest}'.strip()}.",), "note"),) if count > 0 else ()


__all__ = [
    "ANY",
    "MOST_CORES",
    "MOST_READINGS",
    "Aim",
    "Searches",
    "condition_item",
    "condition_words",
    "gated_acts",
    "goal_label",
    "goal_words",
    "in_each_reading",
    "more",
    "named",
    "place_of",
    "position_of",
    "searches",
]
