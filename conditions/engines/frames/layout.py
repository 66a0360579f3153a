"""Which column says what: columns matched to events and facts by their names, with every mistake found at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from conditions.engines.frames.nodes import Slot
from conditions.engines.frames.question import Question
from conditions.errors import Problem, did_you_mean
from conditions.formula import events_in, facts_in
from conditions.vocabulary import FactType, Vocabulary

Holds: TypeAlias = Literal["day", "truth", "text", "whole", "decimal", "float", "nothing", "moment", "other"]
"""What a column's type holds; `nothing` is a column that is null throughout, `moment` a day with a time."""

EVENT_PARTS: Final = ("happens", "earliest", "latest")
NUMBER_PARTS: Final = ("from", "to")
_MOST_SHOWN: Final = 20


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
    found, vocabulary = Layout(), question.vocabulary
    names = {column.name for column in columns}
    for column in columns:
        if column.name == question.beyond.column:
            found.now = found.add(column)
            _expect(found, column, ("day",), "the last day of which everything is known")
        else:
            _place(found, column, vocabulary)
    if question.beyond.column is not None and found.now is None:
        hint = did_you_mean(question.beyond.column, names)
        found.problems.append(
            Problem("unknown-column", f"the table has no column `{question.beyond.column}`", hint=hint)
        )
    if not question.unlisted:
        found.problems += _missing(found, question, names)
    return found


def _place(found: Layout, column: Column, vocabulary: Vocabulary) -> None:
    """Note what a column says, if it is named like an event or fact, or like a part of one."""
    name, part = column.name, ""
    if name not in vocabulary.events and name not in vocabulary.facts:
        name, _, part = name.rpartition(".")
    if name in vocabulary.events and part in ("", *EVENT_PARTS):
        found.events.setdefault(name, {})[part] = found.add(column)
        _expect(found, column, ("truth",) if part == "happens" else ("day",), f"whether `{name}` happens")
    elif name in vocabulary.facts and part in ("", *NUMBER_PARTS):
        kind = vocabulary.facts[name]
        if kind.steps:
            hint = "leave the column out, or rename it"
            found.problems.append(Problem("stepped-fact", f"the dossier gives `{name}`, step by step", hint=hint))
        elif part and kind.kind != "number":
            found.problems.append(Problem("not-a-number", f"`{name}` is not a number and has no range"))
        else:
            found.facts.setdefault(name, {})[part] = found.add(column)
            _expect_fact(found, column, kind)


def _expect_fact(found: Layout, column: Column, kind: FactType) -> None:
    match kind.kind:
        case "yes_no":
            _expect(found, column, ("truth",), "")
        case "one_of":
            _expect(found, column, ("text",), "")
        case "number":
            _expect(found, column, ("whole", "decimal", "float"), "")


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


def _expect(found: Layout, column: Column, wanted: tuple[Holds, ...], _what: str) -> None:
    if column.holds not in (*wanted, "nothing") and not (column.holds == "moment" and "day" in wanted):
        message = f"column `{column.name}` holds {column.type}, where {_WANTED[wanted[0]]} are needed"
        found.problems.append(Problem("wrong-column-type", message, hint=_CASTS[wanted[0]]))


def _missing(found: Layout, question: Question, names: set[str]) -> Iterator[Problem]:
    """The events and facts that conditions speak of and that no column tells."""
    formulas = [formula for asked in question.conditions.values() for formula in asked.readings.values()]
    events = dict.fromkeys(event for formula in formulas for event in events_in(formula))
    facts = dict.fromkeys(fact for formula in formulas for fact in facts_in(formula))
    missing = [("event", name) for name in events if name not in found.events]
    missing += [("fact", name) for name in facts if name not in found.facts]
    known = {name.rpartition(".")[0] for name in names} | names
    free = [name for name in known if name and name not in found.events and name not in found.facts]
    for what, name in missing[:_MOST_SHOWN]:
        hint = did_you_mean(name, free) or (
            "add the column, with null where it is not known; or say that what has no column is unlisted"
        )
        yield Problem("missing-column", f"the table has no column for the {what} `{name}`", hint=hint)
    if len(missing) > _MOST_SHOWN:
        yield Problem("missing-column", f"{len(missing) - _MOST_SHOWN} more events and facts have no column")
