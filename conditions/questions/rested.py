"""What a party's answer rests on, as it is handed back: what holds it, what would decide or turn it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from conditions.model.dossier import Dossier
from conditions.notebooks import table
from conditions.questions.unknowns import Learnt
from conditions.records import dataclass
from conditions.verdicts import Answer

GroundKind: TypeAlias = Literal["event", "order", "fact", "world"]


@dataclass(frozen=True)
class Decision:
    """Unknowns that decide or turn an answer together once they are learnt, none of which can be left out.

    Attributes:
        learnt: What is learnt.
        answer: The answer then.
    """

    learnt: tuple[Learnt, ...]
    answer: Answer

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"learnt": [one.to_dict() for one in self.learnt], "answer": self.answer.value}


@dataclass(frozen=True)
class Held:
    """The answer with one set of accounts, in every reading.

    Attributes:
        accounts: Whose word on the positions of others is taken.
        answer: The answer over all readings.
        by_reading: The answer for each choice of the readings that matter; one called "" where none does.
    """

    accounts: tuple[str, ...]
    answer: Answer
    by_reading: Mapping[str, Answer]

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        answers = {reading: one.value for reading, one in self.by_reading.items()}
        return {"accounts": list(self.accounts), "answer": self.answer.value, "by_reading": answers}


@dataclass(frozen=True)
class Ground:
    """One thing that is known, and without which the answer would not be fixed.

    Attributes:
        kind: Whether an event happens, or on which day; an order; the value of a fact; or that what is not listed does
            not happen.
        about: The event or the fact; of an order both events; nothing of the world.
        value: What is known of it, in words.
    """

    kind: GroundKind
    about: str
    value: str

    def words(self, dossier: Dossier) -> str:
        """It in words."""
        return (
            f"“{dossier.vocabulary.label(self.about)}” {self.value}" if self.kind in ("event", "fact") else self.value
        )

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"kind": self.kind, "about": self.about, "value": self.value}


@dataclass(frozen=True)
class Rested:
    """What the answer of one party rests on.

    Attributes:
        party: The party.
        answer: Its answer over all completions of what is known, as `check` gives it with `exact`.
        held: The answer as it was asked for, and with each further account that changes it.
        alike: Further accounts that change it by themselves in no reading.
        fixed_by: What of all that is known is enough for the answer, none of which can be left out; `None` where it is
            open, or the time was over.
        decisions: The smallest sets of unknowns that decide an open answer, or turn one that is settled.
        unknowns: Every answer to an unknown that was tried, one by one and together.
        together: Up to how many at a time were tried, every set of them.
        asked: How many at a time were asked for.
        more: Whether larger sets decide or turn it, too, that hold none of these; `None` where that is not known.
        untried: What is unknown and was not tried: orders in months, and numbers that are compared in sums.
    """

    party: str
    answer: Answer
    held: tuple[Held, ...]
    alike: tuple[str, ...]
    fixed_by: tuple[Ground, ...] | None
    decisions: tuple[Decision, ...]
    unknowns: tuple[Learnt, ...]
    together: int
    asked: int
    more: bool | None
    untried: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is unknown, or depends on the reading."""
        return self.answer in (Answer.UNKNOWN, Answer.DEPENDS)

    @property
    def complete(self) -> bool:
        """Whether as many at a time were tried as were asked for; else the time was over, or they are too many."""
        return self.together >= self.asked

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "answer": self.answer.value,
            "held": [one.to_dict() for one in self.held],
            "accounts_that_change_nothing": list(self.alike),
            "fixed_by": None if self.fixed_by is None else [one.to_dict() for one in self.fixed_by],
            "decisions": [one.to_dict() for one in self.decisions],
            "unknowns": [one.to_dict() for one in self.unknowns],
            "together": self.together,
            "complete": self.complete,
            "more": self.more,
            "untried": list(self.untried),
        }


@dataclass(frozen=True)
class Robustness:
    """What the answers of parties rest on.

    Attributes:
        dossier: The dossier.
        parties: What that of each party rests on, by its code; of those that have a condition on record.
    """

    dossier: Dossier
    parties: Mapping[str, Rested]

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {code: one.to_dict() for code, one in self.parties.items()}

    def _repr_html_(self) -> str:
        """A table for notebooks: what would decide or turn each answer."""
        rows = (
            (self.dossier.parties[code].name, rested.answer.value, words, turned)
            for code, rested in self.parties.items()
            for words, turned in (
                [
                    ("; ".join(learnt.words(self.dossier) for learnt in one.learnt), one.answer.value)
                    for one in rested.decisions
                ]
                or [("", "")]
            )
        )
        return table("What the answers rest on", ("Party", "Answer", "Once it is learnt that", "Answer then"), rows)


__all__ = ["Decision", "Ground", "GroundKind", "Held", "Rested", "Robustness"]
