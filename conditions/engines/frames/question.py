"""What is asked of every row: formulas, whose they are, and which of them count. Nothing here depends on a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from conditions.formula import Formula
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

Empty: TypeAlias = Literal["unknown", "unlisted"]
"""What an event's empty cells say: it is not known whether and when it happens, or the row does not list it."""


@dataclass(frozen=True)
class Beyond:
    """What is assumed of events that a row does not list.

    Attributes:
        kind: They never happen; nothing is known of them; they have not happened by the end of `now`.
        now: The last day of which everything is known, in an `until` world.
        column: The column that holds that day, where it differs from row to row.
    """

    kind: Literal["closed", "open", "until"]
    now: date | None = None
    column: str | None = None


@dataclass(frozen=True)
class Asked:
    """One condition.

    Attributes:
        readings: The core formula of each reading; the only reading of an unambiguous condition is called "".
        waived: Whether its party has accepted that it was not kept.
    """

    readings: Mapping[str, Formula]
    waived: Truth = Truth.FALSE


@dataclass(frozen=True)
class Party:
    """The conditions of one party that take part in its answer.

    Attributes:
        conditions: Their ids.
        line_ups: Every set of them that may be in force together; one, unless days are uncertain.
        choices: The readings to answer for one by one: a short name for each choice, with the reading
            of each condition; a condition that is not named uses its first.
    """

    conditions: tuple[str, ...]
    line_ups: tuple[frozenset[str], ...]
    choices: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Question:
    """All that is asked of a table.

    Attributes:
        vocabulary: The names that formulas use.
        conditions: Every condition to answer for, by its id.
        parties: Every party, by its code.
        beyond: What is assumed of events that a row does not list.
        empty: What an event's empty cells say.
        unlisted: Events and facts without a column are unlisted in every row; else that is a mistake.
    """

    vocabulary: Vocabulary
    conditions: Mapping[str, Asked]
    parties: Mapping[str, Party]
    beyond: Beyond
    empty: Empty = "unknown"
    unlisted: bool = False
