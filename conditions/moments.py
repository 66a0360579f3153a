"""The days that a scenario gives to the moments of its dossier: whether each comes, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from conditions.binding import know
from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.language.base import Scope
from conditions.language.recursive import definition_text
from conditions.language.types import Moment, Name
from conditions.model.arguments import accepting
from conditions.notebooks import table
from conditions.records import dataclass
from conditions.truth import Truth

if TYPE_CHECKING:
    from conditions.knowledge import Knowledge
    from conditions.model.dossier import Dossier
    from conditions.model.scenario import Scenario
    from conditions.vocabulary import Vocabulary


@dataclass(frozen=True)
class MomentAnswer:
    """Whether a moment or an event comes, and on which days it would.

    Attributes:
        name: Its name.
        label: Its wording, or its name.
        definition: What it is derived from; empty for an event.
        comes: Whether it comes. That is one question, the days are another.
        earliest: The first day on which it can come, `None` where nothing bounds it or it never comes.
        latest: The last such day.
    """

    name: str
    label: str
    definition: str
    comes: Truth
    earliest: date | None
    latest: date | None

    @property
    def day(self) -> str:
        """The days as scenario files write them: `2015-10-18`, `2016-01-18/2023-10-18`, `2016-01-18/..`; else empty."""
        if self.earliest == self.latest:
            return "" if self.earliest is None else self.earliest.isoformat()
        first, last = ("" if day is None else day.isoformat() for day in (self.earliest, self.latest))
        return f"{first}/{last or '..'}" if first else f"../{last}"

    @property
    def answer(self) -> str:
        """In a word: the day, `maybe` and the day, `never`, `some day` or `unknown`."""
        match self.comes:
            case Truth.FALSE:
                return "never"
            case Truth.TRUE:
                return self.day or "some day"
            case Truth.UNKNOWN:
                return f"maybe {self.day}" if self.day else "unknown"

    def to_dict(self) -> dict[str, object]:
        """The answer as plain data."""
        return {
            "name": self.name,
            "label": self.label,
            "definition": self.definition,
            "comes": self.comes.value,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "answer": self.answer,
        }


@dataclass(frozen=True)
class Moments:
    """The answers for all moments of a dossier in one scenario.

    Attributes:
        scenario: The scenario's name.
        answers: By name, in the order of the dossier.
    """

    scenario: str
    answers: dict[str, MomentAnswer] = field(default_factory=dict)

    def __getitem__(self, name: str) -> MomentAnswer:
        return self.answers[name]

    def __iter__(self) -> Iterator[MomentAnswer]:
        return iter(self.answers.values())

    def __len__(self) -> int:
        return len(self.answers)

    def to_dict(self) -> dict[str, object]:
        """All answers as plain data."""
        return {"scenario": self.scenario, "moments": self.to_records()}

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each moment."""
        return [one.to_dict() for one in self]

    def _repr_html_(self) -> str:
        """A table, for notebooks."""
        rows = ((one.label, one.answer, one.definition) for one in self)
        return table(self.scenario, ("Moment", "Day", "Definition"), rows)


@accepting()
def moments(dossier: Dossier, scenario: Scenario) -> Moments:
    """Whether each moment of a dossier comes in a scenario, and when.

    Raises:
        ScenarioError: The scenario does not fit the dossier, or contradicts itself.
    """
    known, vocabulary = know(scenario, dossier.vocabulary), dossier.vocabulary.with_members(scenario.groups)
    return Moments(scenario.title, {name: _answered(name, vocabulary, known) for name in dossier.moments})


def answered(name: str, vocabulary: Vocabulary, known: Knowledge) -> MomentAnswer:
    """Whether one moment or event comes, and when.

    Raises:
        UnknownNameError: There is no such moment or event.
    """
    if name not in vocabulary.moments and name not in vocabulary.events:
        named = (*vocabulary.moments, *vocabulary.events)
        hint = did_you_mean(name, named) or f"known are {', '.join(named[:8])}"
        raise UnknownNameError(Problem("unknown-moment", f"there is no moment or event `{name}`", hint=hint))
    return _answered(name, vocabulary, known)


def _answered(name: str, vocabulary: Vocabulary, known: Knowledge) -> MomentAnswer:
    point = Scope(vocabulary).point(Moment(Name(name)))
    comes = known.comes(point)
    first, last = (None, None) if comes is Truth.FALSE else map(_day, known.days(point))
    definition = vocabulary.moments.get(name)
    return MomentAnswer(
        name, vocabulary.label(name), definition_text(definition) if definition else "", comes, first, last
    )


def _day(ordinal: float) -> date | None:
    return date.fromordinal(int(ordinal)) if date.min.toordinal() < ordinal < date.max.toordinal() else None
