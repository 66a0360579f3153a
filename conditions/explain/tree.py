"""The evaluated parts of a verdict as data: words, truth, and the events and facts that decided."""

from __future__ import annotations

from datetime import date
from typing import Final, TypeAlias

from conditions.records import dataclass
from conditions.truth import Truth

TRUTH_WORDS: Final = {Truth.TRUE: "holds", Truth.FALSE: "does not hold", Truth.UNKNOWN: "not known"}
"""The word for each truth."""


@dataclass(frozen=True)
class EventShown:
    """What was known of an event, or of a day derived from one, when a part was judged.

    Attributes:
        event: The event's id; empty for a fixed day.
        label: It in words.
        comes: Whether it comes about.
        days: Its day in words, as far as known.
        earliest: First possible day, if it comes; `None` where open.
        latest: Last possible day, if it comes; `None` where open.
    """

    event: str
    label: str
    comes: Truth
    days: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True)
class FactShown:
    """What was known of a fact when a part was judged.

    Attributes:
        fact: The fact's id.
        label: It in words.
        value: Its value in words, after the word "is".
    """

    fact: str
    label: str
    value: str


Shown: TypeAlias = EventShown | FactShown


@dataclass(frozen=True)
class ExplainedNode:
    """One part of a condition as it was judged.

    Attributes:
        words: The part in words; where it has parts, they follow it.
        truth: Its truth.
        because: What decided it, a clause without a period; empty where its parts say it.
        role: `if` or `then` inside an implication.
        seen: The events and facts it was judged on.
        parts: The parts inside it.
        vacuous: It holds only because nothing was asked.
    """

    words: str
    truth: Truth
    because: str = ""
    role: str = ""
    seen: tuple[Shown, ...] = ()
    parts: tuple[ExplainedNode, ...] = ()
    vacuous: bool = False

    @property
    def truth_word(self) -> str:
        """`holds`, `does not hold` or `not known`."""
        return TRUTH_WORDS[self.truth]
