"""What an explanation holds: of a condition in one reading, and of a party."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from conditions.citations import Cited
from conditions.explain.changes import Flip
from conditions.explain.tree import ExplainedNode
from conditions.model.positions import Level, Modality
from conditions.notebooks import table
from conditions.plain import Plain, record
from conditions.records import dataclass
from conditions.truth import Truth
from conditions.verdicts import Answer, Status


@dataclass(frozen=True)
class Explanation:
    """Why the verdict on one condition in one reading is what it is.

    Attributes:
        scenario: Title of the scenario.
        world: What was assumed of events that it does not list: `closed`, `open` or `until` a day.
        as_of: The day whose positions counted, if one was asked for.
        party: The party's code.
        party_name: The party's name.
        condition: The condition's id.
        label: Its label, or nothing.
        reading: The reading's name; empty for a condition that has only one.
        reading_label: The reading in words, where the dossier gives them.
        reading_note: What the dossier notes on the reading, else on the condition.
        modality: What kind of position it is.
        level: How firmly it is on record.
        status: Where the condition stands.
        phrase: The fixed phrase of that status.
        answer: The headline answer.
        compliance: Whether the condition is kept over the whole course of events.
        final: Nothing unknown, and nothing that may still happen, can change the answer.
        vacuous: Kept only because nothing was asked.
        vacuous_because: Why nothing was asked, a clause.
        blocked: Waiting for what can no longer hold.
        in_force: Whether it counted on the day whose positions were asked for.
        in_force_words: The same in words, a clause.
        remarks: What it replaces, whose account it is, who denies it, clauses.
        caveats: What is not encoded of the statements it rests on, and numbers that exceed their whole, clauses.
        takes_part: Whether it may decide the party's answer.
        says: The condition in words.
        text: The condition in the language of dossiers.
        tree: What the headline answer rests on.
        course: What compliance rests on, where that is something else.
        moments: The named moments that it speaks of: what each is derived from, and its day, a clause each.
        statements: The statements it rests on: those of the reading, then those of the condition.
        missing: What keeps an unknown answer open, and why, one clause for each.
        flips: The smallest changes that turn the headline answer.
        flips_to: The answer that they turn it to.
        flips_complete: Whether all changes of that size were looked at; if there are none, up to `flips_limit`.
        flips_limit: The most things that were changed at once.
    """

    scenario: str
    world: str
    as_of: date | None
    party: str
    party_name: str
    condition: str
    label: str
    reading: str
    reading_label: str
    reading_note: str
    modality: Modality
    level: Level
    status: Status
    phrase: str
    answer: Answer
    compliance: Answer
    final: bool
    vacuous: bool
    vacuous_because: str
    blocked: bool
    in_force: Truth
    in_force_words: str
    remarks: tuple[str, ...]
    caveats: tuple[str, ...]
    takes_part: bool
    says: str
    text: str
    tree: ExplainedNode
    course: ExplainedNode | None
    moments: tuple[str, ...]
    statements: tuple[Cited, ...]
    missing: tuple[str, ...]
    flips: tuple[Flip, ...]
    flips_to: Answer
    flips_complete: bool
    flips_limit: int

    def to_dict(self) -> dict[str, Plain]:
        """The explanation as plain data."""
        return record(self)

    def _repr_html_(self) -> str:
        """A table for notebooks: the parts as they were judged, and on which words the condition rests."""
        name = f"{self.condition} ({self.reading})" if self.reading else self.condition
        caption = f"{self.scenario} · {self.party_name} · {name}: {self.answer.value}, {self.phrase}"
        rows = [*_parts(self.tree, 0)]
        rows += [("missing", one, "") for one in self.missing]
        rows += [("said", one.words, one.attribution) for one in self.statements]
        return table(caption, ("", "What", "Because"), rows)


def _parts(node: ExplainedNode, depth: int) -> Iterator[tuple[str, str, str]]:
    """The parts of a tree with what each comes to; what is inside another is indented."""
    yield node.truth_word, f"{'· ' * depth}{f'{node.role} {node.words}'.strip()}", node.because
    for part in node.parts:
        yield from _parts(part, depth + 1)


@dataclass(frozen=True)
class LeftOut:
    """A condition that takes no part in its party's answer.

    Attributes:
        condition: Its id.
        label: Its label, or the condition in words.
        why: Why it takes no part, a clause.
        answers: What its answer would be, by reading.
    """

    condition: str
    label: str
    why: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class Choice:
    """A party's answer under one choice of readings.

    Attributes:
        readings: The chosen readings; empty where no reading matters.
        answer: The headline answer.
        compliance: The answer on compliance.
        status: The worst status of its conditions.
        decided_by: The conditions that give the answer.
        read_as: The reading of each ambiguous condition on which the changes rest, also of those that do not matter.
        flips: The smallest changes that turn the party's answer.
        flips_to: The answer that they turn it to.
        flips_complete: Whether all changes of that size were looked at; if there are none, up to `flips_limit`.
        flips_limit: The most things that were changed at once; 0 where no changes were sought.
    """

    readings: str
    answer: Answer
    compliance: Answer
    status: Status
    decided_by: tuple[str, ...]
    read_as: Mapping[str, str]
    flips: tuple[Flip, ...]
    flips_to: Answer
    flips_complete: bool
    flips_limit: int


@dataclass(frozen=True)
class PartyExplanation:
    """Why a party's answer is what it is.

    Attributes:
        scenario: Title of the scenario.
        as_of: The day whose positions counted, if one was asked for.
        party: The party's code.
        party_name: The party's name.
        answer: The headline answer over all its conditions that take part.
        compliance: The same of compliance.
        choices: The answer under each choice of the readings that matter; none if nothing is on record.
        conditions: Each condition that takes part, in each reading.
        left_out: The conditions that take no part, and why.
    """

    scenario: str
    as_of: date | None
    party: str
    party_name: str
    answer: Answer
    compliance: Answer
    choices: tuple[Choice, ...]
    conditions: tuple[Explanation, ...]
    left_out: tuple[LeftOut, ...]

    def to_dict(self) -> dict[str, Plain]:
        """The explanation as plain data."""
        return record(self)

    def _repr_html_(self) -> str:
        """A table for notebooks: the answer of each condition in each reading, and what would turn it."""
        rows = (
            (one.condition, one.reading, one.answer.value, one.phrase, "; or ".join(flip.words for flip in one.flips))
            for one in self.conditions
        )
        head = ("Condition", "Reading", "Answer", "Why", "What would turn it")
        return table(f"{self.scenario} · {self.party_name}: {self.answer.value}", head, rows)
