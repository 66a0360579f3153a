"""What could be asked next, as it is handed back: the questions, what each answer settles, who could know."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from conditions.notebooks import table
from conditions.records import dataclass
from conditions.verdicts import Answer

Kind: TypeAlias = Literal["event", "order", "fact", "reading"]
SETTLED: Final = (Answer.MET, Answer.NOT_MET)


@dataclass(frozen=True)
class Whom:
    """Somebody who could know, as the dossier has it.

    Attributes:
        name: A party's name, or a speaker's with those for whom it was said.
        why: `it is theirs to do`, `said it`, or `is a source of it`.
    """

    name: str
    why: str

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"name": self.name, "why": self.why}


@dataclass(frozen=True)
class Effect:
    """What one answer would settle.

    Attributes:
        answer: The answer.
        settled: The conditions that are open now, with the verdict that each would have.
        parties: The answer for every party of which one is on record.
    """

    answer: str
    settled: Mapping[str, Answer]
    parties: Mapping[str, Answer]

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "answer": self.answer,
            "settled": {name: one.value for name, one in self.settled.items()},
            "parties": {name: one.value for name, one in self.parties.items()},
        }


@dataclass(frozen=True)
class Question:
    """One unknown, and what knowing it would settle.

    Attributes:
        kind: What kind of unknown it is.
        about: The event, fact or condition; of an order the order that is asked for.
        effects: What each answer would settle; every answer that what is known allows.
        whom: Who could know; nobody where the dossier does not say.
    """

    kind: Kind
    about: str
    effects: tuple[Effect, ...]
    whom: tuple[Whom, ...]

    @property
    def least(self) -> int:
        """How many verdicts are settled whatever the answer is."""
        return min(len(one.settled) for one in self.effects)

    @property
    def mean(self) -> Fraction:
        """How many verdicts are settled on average, every answer counted alike."""
        return Fraction(sum(len(one.settled) for one in self.effects), len(self.effects))

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "kind": self.kind,
            "about": self.about,
            "least": self.least,
            "mean": str(self.mean),
            "answers": [one.to_dict() for one in self.effects],
            "whom": [one.to_dict() for one in self.whom],
        }


@dataclass(frozen=True)
class Questions:
    """What could be asked next.

    Attributes:
        open: The conditions whose verdict is unknown or depends on the reading.
        questions: The questions that settle something, those that settle most on average first.
        to_come: Events on which open verdicts hang, and that can only come later: nobody knows them yet.
        complete: Whether every unknown was tried; else the time was over.
    """

    open: tuple[str, ...]
    questions: tuple[Question, ...]
    to_come: tuple[str, ...]
    complete: bool

    def robust(self, party: str) -> tuple[Question, ...]:
        """The questions on which a party's answer turns; without any, no single unknown changes it.

        That holds for one unknown at a time, and for the readings that were looked at.
        """
        return tuple(one for one in self.questions if len({effect.parties.get(party) for effect in one.effects}) > 1)

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "open": list(self.open),
            "questions": [one.to_dict() for one in self.questions],
            "to_come": list(self.to_come),
            "complete": self.complete,
        }

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each answer to each question: which conditions it would settle."""
        return [
            {
                "kind": one.kind,
                "about": one.about,
                "answer": effect.answer,
                "settled": list(effect.settled),
                "whom": [who.name for who in one.whom],
            }
            for one in self.questions
            for effect in one.effects
        ]

    def _repr_html_(self) -> str:
        """A table for notebooks: what could be asked, and what it would settle."""
        rows = (
            (one.kind, one.about, str(one.least), f"{float(one.mean):.1f}", ", ".join(who.name for who in one.whom))
            for one in self.questions
        )
        caption = f"What to ask next; open: {', '.join(self.open) or 'nothing'}"
        return table(caption, ("Kind", "About", "Settles at least", "On average", "Who could know"), rows)


__all__ = ["SETTLED", "Effect", "Kind", "Question", "Questions", "Whom"]
