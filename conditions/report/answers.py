"""The words and signs of answers, and the key to them."""

from __future__ import annotations

from typing import Final, Protocol

from conditions.report.document import Block, Definition, Definitions, Faint, Line, Mark, Paragraph, Section, Strong
from conditions.truth import Truth
from conditions.verdicts import BLOCKED_PHRASE, EITHER_PHRASES, Answer, Status

ANSWERS: Final[dict[Answer, Mark]] = {
    Answer.MET: Mark("MET", "✓", "met"),
    Answer.NOT_MET: Mark("NOT MET", "✗", "not-met"),
    Answer.UNKNOWN: Mark("UNKNOWN", "?", "unknown"),
    Answer.DEPENDS: Mark("DEPENDS ON THE READING", "≠", "depends"),
    Answer.NONE: Mark("NO CONDITION ON RECORD", "–", "none"),
}
"""The mark of each answer."""

TRUTHS: Final[dict[Truth, Mark]] = {
    Truth.TRUE: Mark("holds", "✓", "met"),
    Truth.FALSE: Mark("does not hold", "✗", "not-met"),
    Truth.UNKNOWN: Mark("not known", "?", "unknown"),
}
"""The mark of each truth of a part."""

VACUOUS: Final = "compliance met, vacuously"
BLOCKED: Final = "blocked for good"
MAY_CHANGE: Final = "can still change"

_MEANINGS: Final[dict[Answer, str]] = {
    Answer.MET: "Every condition that takes part is kept, or would let the party act there and then.",
    Answer.NOT_MET: "At least one condition is not kept, or does not let the party act yet.",
    Answer.UNKNOWN: "None is not met, and of at least one it is not known.",
    Answer.DEPENDS: "The readings of a condition give different answers; each is listed. This is not UNKNOWN.",
    Answer.NONE: "The record has no condition of this party on that day. This is not MET.",
}
_REMARKS: Final = {
    VACUOUS: "Nothing was asked over the whole course of events: no act or premise of any condition comes about.",
    "compliance …": "Whether the conditions are kept over the whole course of events, where that is not the answer.",
    BLOCKED: f"{BLOCKED_PHRASE[0].upper()}{BLOCKED_PHRASE[1:]}.",
    MAY_CHANGE: "What is unknown, or may still happen, can change the answer. Every other MET and NOT MET is final.",
}
_INTRO: Final = (
    "The answer of a party is made from all its conditions that take part and count on the day asked for. "
    "Beside it stands the status of the condition that gives it."
)


class Standing(Protocol):
    """What remarks are made on: the verdict of a condition, or the answer of a party."""

    @property
    def answer(self) -> Answer: ...
    @property
    def compliance(self) -> Answer: ...
    @property
    def vacuous(self) -> bool: ...
    @property
    def blocked(self) -> bool: ...
    @property
    def final(self) -> bool: ...


def standing(found: Standing) -> Line:
    """What is to be said beside answer and status: compliance where it differs, and whether anything may change."""
    said: list[str] = []
    if found.vacuous and found.compliance is Answer.MET:
        said.append(VACUOUS)
    elif found.compliance is not found.answer:
        said.append(f"compliance {found.compliance.value}")
    if found.blocked:
        said.append(BLOCKED)
    elif not found.final and found.answer is not Answer.UNKNOWN:
        said.append(MAY_CHANGE)
    return tuple(Faint(f" · {remark}") for remark in said)


def key() -> Section:
    """What each answer, status and flag means."""
    statuses = ((Strong(status.value), _phrase(EITHER_PHRASES[status])) for status in Status)
    rows: list[tuple[Line, str]] = [((mark,), _MEANINGS[answer]) for answer, mark in ANSWERS.items()]
    rows += [((word,), phrase) for word, phrase in statuses]
    rows += [((Faint(remark),), meaning) for remark, meaning in _REMARKS.items()]
    blocks: tuple[Block, ...] = (
        Paragraph((_INTRO,)),
        Definitions(tuple(Definition(term, (Paragraph((meaning,)),)) for term, meaning in rows)),
    )
    return Section("key", ("How to read the answers",), blocks)


def _phrase(phrase: str) -> str:
    return f"{phrase[0].upper()}{phrase[1:]}."


__all__ = ["ANSWERS", "TRUTHS", "key", "standing"]
