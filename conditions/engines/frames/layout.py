"""Which column says what: columns matched to events and facts by their names, with every mistake found at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, Literal, TypeAlias

from conditions.engines.frames.nodes import Slot
from conditions.engines.frames.question import Question
from conditions.errors import Problem, did_you_mean
from conditions.formula import events_in, facts_in
from conditions.vocabulary import FactKind, Vocabulary

Holds: TypeAlias = Literal["day", "truth", "text", "whole", "decimal", "float", "nothing", "other"]
"""What a column's type holds; `nothing` is a column that is null throughout."""

EVENT_PARTS: Final = ("happens", "earliest", "latest")
NUMBER_PARTS: Final = ("from", "to")
_MOST_SHOWN: Final = 20
_NEAR: Final = 0.8


@dataclass(frozen=True)
class Column:
    """A column of the table that says something.

    Attributes:
        name: Its name.
        holds: What it holds.
        scale: Decimal places of a decimal.
        type: The type in the words of its engine, for messages.
    """

    name: str
    holds: Holds
    scale: int = 0
    type: str = ""


@dataclass
class Layout:
    """What the columns of a table say.

    Attributes:
        slots: The columns that are read; a slot is a place in this list.
        events: For each event the slots of its columns, under `""`, `happens`, `earliest` and `latest`.
        facts: For each fact the slots of its columns, under `""`, `from` and `to`.
        now: The slot of the column with the last day of which everything is known.
        problems: What is wrong with the table.
    """

    slots: list[Column] = field(default_factory=list)
    events: dict[str, dict[str, Slot]] = field(default_factory=dict)
    facts: dict[str, dict[str, Slot]] = field(default_factory=dict)
    now: Slot | None = None
    problems: list[Problem] = field(default_factory=list)

    def add(self, column: Column) -> Slot:
        """A slot for a column."""
        self.slots.append(column)
        return len(self.slots) - 1


def lay_out(columns: Sequence[Column], question: Question) -> Layout:
    """What the columns say of the events and facts that are asked for; columns that name neither are left alone."""
    found = Layout()
    names = {column.name for column in columns}
    for column in columns:
        _place(found, column, question)
    if question.beyond.column is not None and found.now is None:
        hint = did_you_mean(question.beyond.column, names)
        found.problems.append(
            Problem("unknown-column", f"the table has no column `{question.beyond.column}`", hint=hint)
        )
    missing = list(_without_column(found, question))
    found.problems += _misnamed(columns, missing, question) if question.unlisted else _missing(missing, found, names)
    return found


def _named(name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The event or fact that a column is named like, and which part of it the column says."""
    if name in vocabulary.events or name in vocabulary.facts:
        return name, ""
    whole, _, part = name.rpartition(".")
    return whole, part


def needed(name: str, question: Question) -> tuple[Holds, ...]:
    """What a column of this name must hold; nothing for one that names no event and no fact."""
    vocabulary = question.vocabulary
    if name == question.beyond.column:
        return ("day",)
    whole, part = _named(name, vocabulary)
    if whole in vocabulary.events and part in ("", *EVENT_PARTS):
        return ("truth",) if part == "happens" else ("day",)
    if whole in vocabulary.facts and part in ("", *NUMBER_PARTS):
        return _KINDS[vocabulary.facts[whole].kind]
    return ()


_KINDS: Final[Mapping[FactKind, tuple[Holds, ...]]] = {
    "yes_no": ("truth",),
    "one_of": ("text",),
    "number": ("whole", "decimal", "float"),
}


def _place(found: Layout, column: Column, question: Question) -> None:
    """Note what a column says, if it is named like an event or fact, or like a part of one."""
    wanted = needed(column.name, question)
    if not wanted:
        return
    _expect(found, column, wanted)
    if column.name == question.beyond.column:
        found.now = found.add(column)
        return
    name, part = _named(column.name, question.vocabulary)
    kind = question.vocabulary.facts.get(name)
    if kind is None:
        found.events.setdefault(name, {})[part] = found.add(column)
    elif kind.steps:
        hint = "leave the column out, or rename it"
        found.problems.append(Problem("stepped-fact", f"the dossier gives `{name}`, step by step", hint=hint))
    elif part and kind.kind != "number":
        found.problems.append(Problem("not-a-number", f"`{name}` is not a number and has no range"))
    else:
        found.facts.setdefault(name, {})[part] = found.add(column)


_WANTED: Final[Mapping[Holds, str]] = {
    "day": "days",
    "truth": "yes or no as booleans",
    "text": "words",
    "whole": "numbers",
}
_CASTS: Final[Mapping[Holds, str]] = {
    "day": "cast it to a date",
    "truth": "cast it to a boolean, with null for unknown",
    "text": "cast it to text",
    "whole": "cast it to a whole number of at most 64 bits, or to a decimal",
}


def _expect(found: Layout, column: Column, wanted: tuple[Holds, ...]) -> None:
    if column.holds not in (*wanted, "nothing"):
        message = f"column `{column.name}` holds {column.type}, where {_WANTED[wanted[0]]} are needed"
        found.problems.append(Problem("wrong-column-type", message, hint=_CASTS[wanted[0]]))


def _without_column(found: Layout, question: Question) -> Iterator[tuple[str, str]]:
    """The events and facts that conditions speak of and that no column tells, each after what it is."""
    formulas = [formula for asked in question.conditions.values() for formula in asked.readings.values()]
    for event in dict.fromkeys(event for formula in formulas for event in events_in(formula)):
        if event not in found.events:
            yield "event", event
    for fact in dict.fromkeys(fact for formula in formulas for fact in facts_in(formula)):
        if fact not in found.facts:
            yield "fact", fact


def _missing(missing: Sequence[tuple[str, str]], found: Layout, names: set[str]) -> Iterator[Problem]:
    """What is wrong where every event and fact must have a column."""
    known = {name.rpartition(".")[0] for name in names} | names
    free = [name for name in sorted(known) if name and name not in found.events and name not in found.facts]
    add = "add the column, with null where it is not known; or say that what has no column is unlisted"
    for what, name in missing[:_MOST_SHOWN]:
        message = f"the table has no column for the {what} `{name}`"
        yield Problem("missing-column", message, hint=did_you_mean(name, free) or add)
    if len(missing) > _MOST_SHOWN:
        yield Problem("missing-column", f"{len(missing) - _MOST_SHOWN} more events and facts have no column")


def _misnamed(columns: Iterable[Column], missing: Sequence[tuple[str, str]], question: Question) -> Iterator[Problem]:
    """Columns that seem to name what has no column: nothing else would notice a slip there."""
    vocabulary = question.vocabulary
    without = [name for _, name in missing]
    for column in columns:
        if needed(column.name, question):
            continue
        if column.name in vocabulary.ladders or column.name in vocabulary.families:
            rungs = [name for name in vocabulary.events if name.startswith((f"{column.name}.", f"{column.name}["))]
            hint = f"name a column after each of {', '.join(f'`{name}`' for name in rungs[:5])}" if rungs else None
            what = "ladder" if column.name in vocabulary.ladders else "group's event or fact"
            yield Problem("unknown-column", f"column `{column.name}` has the name of a {what}", hint=hint)
        elif without and get_close_matches(column.name, without, n=1, cutoff=_NEAR):
            near = did_you_mean(column.name, without)
            yield Problem("unknown-column", f"column `{column.name}` names no event or fact", hint=near)
