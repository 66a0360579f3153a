"""What is known of events and of the days between them, and how that is said in words."""

from __future__ import annotations

import math
from dataclasses import field
from datetime import date
from typing import TypeAlias

from conditions.location import Location
from conditions.periods import FIRST_DAY, LAST_DAY, Period
from conditions.records import dataclass
from conditions.truth import Truth


@dataclass(frozen=True)
class Entry:
    """What is known of one event.

    Attributes:
        event: Its name.
        occurs: Whether it happens.
        earliest: First possible day if it happens, an ordinal, infinite where unknown.
        latest: Last possible day if it happens.
        location: Where that was said.
    """

    event: str
    occurs: Truth
    earliest: float = -math.inf
    latest: float = math.inf
    location: Location | None = field(default=None, compare=False)

    def __str__(self) -> str:
        if self.occurs is Truth.FALSE:
            return f"`{self.event}` does not happen"
        verb = "happens" if self.occurs is Truth.TRUE else "may happen"
        return f"`{self.event}` {verb}{_range_in_words(self.earliest, self.latest)}"


@dataclass(frozen=True)
class Relation:
    """If both happen, the second lies from `first + least` to `first + most`, both days included.

    Attributes:
        first: The event that the periods are added to.
        second: The other event.
        least: Calendar period, negative if the second may come first; `None` is open.
        most: Calendar period; `None` is open.
        location: Where that was said.
        said: The words of the file, for messages.
    """

    first: str
    second: str
    least: Period | None = None
    most: Period | None = None
    location: Location | None = field(default=None, compare=False)
    said: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.said or f"`{self.second}` comes {_distance_in_words(self.least, self.most)} `{self.first}`"

    @property
    def is_exact(self) -> bool:
        """Whether both bounds are numbers of days."""
        return all(bound is None or bound.is_exact for bound in (self.least, self.most))


Step: TypeAlias = Entry | Relation
"""A part of a contradiction."""


@dataclass(frozen=True)
class Contradiction:
    """Entries and relations that cannot all hold; none of them is superfluous.

    Attributes:
        steps: In order around the cycle that they form: where an entry bounds a day,
            from the entry with the first day along the relations to the entry with the last.
    """

    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return f"these cannot all hold: {'; '.join(str(step) for step in self.steps)}"


def _range_in_words(earliest: float, latest: float) -> str:
    first, last = (
        date.fromordinal(int(day)).isoformat() if FIRST_DAY <= day <= LAST_DAY else "" for day in (earliest, latest)
    )
    if first and last:
        return f" on {first}" if first == last else f" from {first} to {last}"
    return f" on or after {first}" if first else f" on or before {last}" if last else ""


def _distance_in_words(least: Period | None, most: Period | None) -> str:
    if least is not None and most is not None:
        if least == most:
            return "on the same day as" if least.is_zero else f"exactly {_sided(least)}"
        start = "the same day" if least.is_zero else _sided(least)
        return f"from {start} to {'the same day as' if most.is_zero else _sided(most)}"
    if least is not None:
        limit = "at most" if _is_backward(least) else "at least"
        return _short_distance(least, Period(days=1), "after") or f"{limit} {_sided(least)}"
    if most is not None:
        limit = "at least" if _is_backward(most) else "at most"
        return _short_distance(most, Period(days=-1), "before") or f"{limit} {_sided(most)}"
    return "some time before or after"


def _short_distance(bound: Period, strict: Period, side: str) -> str | None:
    return f"on or {side}" if bound.is_zero else side if bound == strict else None


def _sided(period: Period) -> str:
    return f"{-period} before" if _is_backward(period) else f"{period} after"


def _is_backward(period: Period) -> bool:
    return period.total_months < 0 or period.total_days < 0
