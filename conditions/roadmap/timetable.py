"""What the user asks of the days of a roadmap: from when, how long things take, fixed days, days not to share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations

from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.formula import Day, Event, Formula, Gate, Not, Within
from conditions.periods import Period
from conditions.records import dataclass
from conditions.vocabulary import Vocabulary

_SAME_DAY = Period()


@dataclass(frozen=True)
class Timetable:
    """What is asked of the days.

    Attributes:
        start: The first day on which anything is done; by default the day after that of the positions.
        leads: Days that events take to prepare, from the start on.
        fixed: The days on which events happen, if they do.
        apart: Events of which no two may share a day.
    """

    start: date | None = None
    leads: Mapping[str, int] | None = None
    fixed: Mapping[str, date] | None = None
    apart: tuple[tuple[str, ...], ...] = ()

    def rules(self, start: date) -> Iterator[tuple[str, Formula]]:
        """Each rule in words, and what it means.

        Args:
            start: The first day.
        """
        for event, days in (self.leads or {}).items():
            ready = Day(start + timedelta(days=days))
            yield f"{event} takes {days:,} days to prepare", Gate(Event(event), Within(Event(event), ready, _SAME_DAY))
        for event, day in (self.fixed or {}).items():
            on_it = Within(Event(event), Day(day), _SAME_DAY, _SAME_DAY)
            yield f"{event} on {day.isoformat()}", Gate(Event(event), on_it)
        for one, other in sorted({tuple(sorted(pair)) for group in self.apart for pair in combinations(group, 2)}):
            same = Within(Event(one), Event(other), _SAME_DAY, _SAME_DAY)
            yield f"{one} and {other} not on one day", Not(same)

    def check_names(self, vocabulary: Vocabulary) -> None:
        """Refuse an event that the dossier does not have.

        Raises:
            UnknownNameError: There is none of that name.
        """
        for event in (*(self.leads or {}), *(self.fixed or {}), *(name for group in self.apart for name in group)):
            if event not in vocabulary.events:
                hint = did_you_mean(event, vocabulary.events)
                raise UnknownNameError(Problem("unknown-event", f"unknown event `{event}`", hint=hint))


def groups(apart: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of events, each as a tuple."""
    return tuple(tuple(group) for group in apart)
