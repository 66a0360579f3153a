"""What a search for conflicts gives: types, not empty sets."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from conditions.certificates import Witness
from conditions.conflicts.goals import Demand
from conditions.conflicts.proofs import Proof
from conditions.model.positions import Level
from conditions.model.scenario import Scenario

if TYPE_CHECKING:
    from conditions.conflicts.concessions import Concession, Front
    from conditions.conflicts.weakening import Milder


@dataclass(frozen=True)
class Named:
    """A condition that takes part, in one reading.

    Attributes:
        id: The condition's id, or that of a term.
        reading: The reading, empty where there is only one.
        party: Whose it is.
        text: It in the language.
        words: It in English.
        quotes: What was said, each with who said it.
        doubtful: Whether it is open that it is in force.
        level: How firmly it is on record.
    """

    id: str
    reading: str
    party: str
    text: str
    words: str
    quotes: tuple[str, ...] = ()
    doubtful: bool = False
    level: Level = "stated"

    @property
    def name(self) -> str:
        """The id, with the reading where there are several."""
        return f"{self.id} ({self.reading})" if self.reading else self.id

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "condition": self.id,
            "reading": self.reading or None,
            "party": self.party,
            "text": self.text,
            "words": self.words,
            "quotes": list(self.quotes),
            "doubtful": self.doubtful,
            "level": self.level,
        }


@dataclass(frozen=True)
class Course:
    """A course of events in which the goal comes about, and what was asked to hold does.

    Attributes:
        days: The day of everything that happens.
        never: What does not happen, of all that was spoken of.
        facts: The values of facts.
        scenario: The same as a closed scenario, for `check`.
        witness: The completion that it is.
    """

    days: Mapping[str, date]
    never: tuple[str, ...]
    facts: Mapping[str, bool | str | Fraction]
    scenario: Scenario = field(repr=False)
    witness: Witness = field(repr=False, compare=False)

    def steps(self) -> Iterator[tuple[date, tuple[str, ...]]]:
        """What happens on each day, in order."""
        for day in sorted(set(self.days.values())):
            yield day, tuple(event for event, its in self.days.items() if its == day)

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "timeline": [{"day": day.isoformat(), "events": list(events)} for day, events in self.steps()],
            "never": list(self.never),
            "facts": {name: value if isinstance(value, bool) else str(value) for name, value in self.facts.items()},
        }


@dataclass(frozen=True)
class Core:
    """Conditions that cannot hold together with the goal, none of which can be left out.

    Attributes:
        conditions: The conditions.
    """

    conditions: tuple[Named, ...]
    _proof: Callable[[], Proof] = field(repr=False, compare=False)

    @cached_property
    def proof(self) -> Proof:
        """What shows that they cannot hold together with the goal."""
        return self._proof()

    def is_proved(self) -> bool:
        """Whether the independent checker accepts the proof."""
        return self.proof.is_accepted()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its conditions."""
        return tuple(one.id for one in self.conditions)

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose conditions they are, once each."""
        return tuple(dict.fromkeys(one.party for one in self.conditions))

    @property
    def is_own(self) -> bool:
        """Whether one party stands against itself: its own conditions rule the goal out."""
        return len(self.parties) == 1


@dataclass(frozen=True)
class Part:
    """Conditions that are in conflict with each other, and have nothing to do with those of other parts.

    Attributes:
        cores: All minimal cores among them.
        concessions: All minimal sets of them that would have to be given up.
        complete: Whether these are all; else the search was cut short.
    """

    cores: tuple[Core, ...]
    concessions: tuple[tuple[Named, ...], ...]
    complete: bool


@dataclass(frozen=True)
class Possible:
    """The goal can come about with every condition kept."""

    _course: Callable[[], Course] = field(repr=False, compare=False)

    @cached_property
    def course(self) -> Course:
        """A course of events in which it does: nothing in it happens that need not, and the last event comes soon."""
        return self._course()


@dataclass(frozen=True)
class Impossible:
    """The goal cannot come about, whatever the parties want.

    Attributes:
        because: Parts of the goal, and of what is given, that cannot hold together; where there is none, what the
            scenario knows rules it out by itself.
    """

    because: tuple[Demand, ...]
    _proof: Callable[[], Proof] = field(repr=False, compare=False)

    @cached_property
    def proof(self) -> Proof:
        """What shows it."""
        return self._proof()


@dataclass(frozen=True)
class Unsettled:
    """The time was over before anything was proved."""


@dataclass(frozen=True)
class InConflict:
    """The goal can come about only if conditions are given up.

    Attributes:
        parts: The conflicts, in parts that have nothing to do with each other.
        alone: The parties that could clear everything alone, by giving up what is theirs; `None` where unsettled.
        complete: Whether all cores and concession sets were found.
    """

    parts: tuple[Part, ...]
    alone: tuple[str, ...] | None
    complete: bool
    _course: Callable[[tuple[Named, ...]], Course | None] = field(repr=False, compare=False)
    _cheapest: Callable[[Mapping[str, Fraction]], Concession | None] = field(repr=False, compare=False)
    _milder: Callable[[tuple[Named, ...]], tuple[tuple[Milder, ...], ...]] = field(repr=False, compare=False)

    @property
    def cores(self) -> tuple[Core, ...]:
        """All cores that were found."""
        return tuple(core for part in self.parts for core in part.cores)

    @property
    def count(self) -> int:
        """How many concession sets there are among those found: one of each part, in every combination."""
        return math.prod(len(part.concessions) for part in self.parts)

    def concessions(self) -> Iterator[tuple[Named, ...]]:
        """The concession sets, one of each part in every combination; the smallest of each part come first."""
        for choice in product(*(part.concessions for part in self.parts)):
            yield tuple(one for chosen in choice for one in chosen)

    def course_without(self, given_up: tuple[Named, ...]) -> Course | None:
        """A course of events in which the goal comes about, and all conditions but these are kept."""
        return self._course(given_up)

    def cheapest(self, weights: Mapping[str, Fraction | int] | None = None) -> Concession | None:
        """What costs least to give up.

        Args:
            weights: What a condition weighs, by its id, or by its party's code; others weigh 1.

        Returns:
            The concession, or `None` if the time was over before it was proved to be the cheapest.
        """
        return self._cheapest({name: Fraction(weight) for name, weight in (weights or {}).items()})

    def front(self, weights: Mapping[str, Fraction | int] | None = None) -> Front:
        """What each party gives, where no other concession set asks less of one and no more of the others."""
        from conditions.conflicts.concessions import front

        return front(self, {name: Fraction(weight) for name, weight in (weights or {}).items()})

    def milder(self, given_up: tuple[Named, ...]) -> tuple[tuple[Milder, ...], ...]:
        """Ways in which it is enough to weaken the conditions of a concession set instead of giving them up."""
        return self._milder(given_up)


Result: TypeAlias = Possible | Impossible | InConflict | Unsettled


@dataclass(frozen=True)
class Conflicts:
    """What stands between the parties and a goal, in every reading of their conditions.

    Attributes:
        goal: What is to happen.
        given: What holds whatever the parties want.
        taking_part: The conditions that were looked at, in every reading.
        by_reading: The result for each choice of the readings that matter, by their names; if none matters the
            only key is "".
        left_out: How many choices of readings were not looked at.
        left_open: What the dossier leaves open in the goal or in a condition, such as who the members of a group are;
            a course of events may take it either way.
    """

    goal: tuple[Demand, ...]
    given: tuple[Demand, ...]
    taking_part: tuple[Named, ...]
    by_reading: Mapping[str, Result]
    left_out: int = 0
    left_open: tuple[str, ...] = ()

    @property
    def result(self) -> Result:
        """The result, where it is the same in every reading.

        Raises:
            ValueError: It depends on the reading.
        """
        if len(self.by_reading) > 1:
            raise ValueError(f"the result depends on the reading: {', '.join(self.by_reading)}")
        return next(iter(self.by_reading.values()))

    @property
    def complete(self) -> bool:
        """Whether everything was proved, in every reading."""
        return not self.left_out and all(
            not isinstance(one, Unsettled) and (not isinstance(one, InConflict) or one.complete)
            for one in self.by_reading.values()
        )

    def to_dict(self, most: int = 1_000) -> dict[str, object]:
        """Everything as plain data; of the concession sets no more than `most`."""
        from conditions.conflicts.data import to_data

        return to_data(self, most)

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each conflict in each reading, and one for each reading without any."""
        from conditions.conflicts.data import to_records

        return to_records(self)

    def _repr_html_(self) -> str:
        """A table for notebooks: the result in every reading, with the conflicts."""
        from conditions.conflicts.told import as_table

        return as_table(self)
