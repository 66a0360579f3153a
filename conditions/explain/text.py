"""Explanations as plain text of 80 columns, with a word for every answer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from conditions.citations import Cited
from conditions.explain.changes import Flip
from conditions.explain.explanations import Choice, Explanation, PartyExplanation
from conditions.explain.tree import ExplainedNode
from conditions.verdicts import Answer, Why

COLUMNS: Final = 80
MOST_SHOWN: Final = 6
"""Most changes that are shown for one answer; more are counted."""
CUT_SHORT: Final = "perhaps others: not all changes were looked at"
"""What follows changes whose search was cut short."""


def to_text(explanation: Explanation | PartyExplanation, columns: int = COLUMNS) -> str:
    """An explanation as plain text; no line is longer than the columns, unless one word is.

    Args:
        explanation: What `explain` gives for one reading of a condition, or `explain_party` for a party.
        columns: The width of a line, in characters.
    """
    lines = _party(explanation) if isinstance(explanation, PartyExplanation) else _condition(explanation)
    return "\n".join(_wrapped(lines, columns)) + "\n"


Indented = tuple[int, str, str]
"""Columns of indentation, what stands before the text, and the text; empty for a blank line."""


def _wrapped(lines: Iterable[Indented], columns: int) -> Iterator[str]:
    for indent, mark, text in lines:
        first = " " * indent + mark
        after = " " * (indent + (len(mark) if mark.startswith("-") else 2))
        yield from textwrap.wrap(
            text,
            max(columns, indent + 20),
            initial_indent=first,
            subsequent_indent=after,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [first.rstrip()]


def _condition(told: Explanation) -> Iterator[Indented]:
    reading = f", reading `{told.reading}`" if told.reading else ""
    yield 0, "", f"[{told.answer.value}] {told.party_name}: {told.condition}{reading} — {told.status.value}"
    if told.label:
        yield 2, "", told.label
    if told.reading_label:
        yield 2, "", f"Understood as: {told.reading_label}"
    yield 2, "", f"Condition: {told.says}"
    yield 2, "", f"{_sentence(told.phrase)} {_lasting(told)}"
    if told.course is not None or told.compliance is not told.answer:
        yield 2, "", _compliance(told)
    yield 2, "", _sentence(told.in_force_words)
    yield from ((2, "", _sentence(remark)) for remark in told.remarks)
    yield from ((2, "", f"Note: {_sentence(caveat)}") for caveat in told.caveats)
    yield from _heading("Why")
    yield from _tree(told.tree, 4)
    if told.course is not None and told.answer is Answer.UNKNOWN:
        yield from _heading("Over the whole course of events")
        yield from _tree(told.course, 4)
    if told.moments:
        yield from _heading("Moments")
        yield from ((4, "- ", item) for item in told.moments)
    if told.missing and told.answer is Answer.UNKNOWN:
        yield from _heading("What is missing")
        yield from ((4, "- ", item) for item in told.missing)
    yield from _statements(told.statements)
    if told.reading_note:
        yield 2, "", f"Note: {told.reading_note}"
    yield from _flips(told.flips, told.flips_to, told.flips_complete, told.flips_limit)


def _party(told: PartyExplanation) -> Iterator[Indented]:
    day = f", positions as of {told.as_of}" if told.as_of else ""
    yield 0, "", f"[{told.answer.value}] {told.party_name} in “{told.scenario}”{day}"
    if told.answer is Answer.NONE:
        yield 2, "", "No condition of this party that counts is on record. This is not the same as met."
    elif told.compliance is not told.answer:
        yield 2, "", f"Over the whole course of events: {told.compliance.value}."
    for choice in told.choices:
        yield from _choice(choice, told)
    for explanation in told.conditions:
        yield 0, "", ""
        yield from ((indent + 2, mark, text) for indent, mark, text in _condition(explanation))
    if told.left_out:
        yield 0, "", ""
        yield 2, "", "Conditions that take no part in the answer"
        for one in told.left_out:
            yield 4, "- ", f"{one.condition} ({_sentence(one.label).rstrip('.')}): {one.why}"


def _choice(choice: Choice, told: PartyExplanation) -> Iterator[Indented]:
    head = f"If read as {choice.readings}: " if choice.readings else ""
    by = f"decided by {', '.join(choice.decided_by)}"
    yield 2, "- " if choice.readings else "", f"{head}[{choice.answer.value}] {choice.status.value}, {by}"
    if len({one.condition for one in told.conditions}) < 2 or not any(one.flips_limit for one in told.choices):
        return
    if not choice.flips_limit:
        yield 4, "", "What would turn it was not looked for, because there are so many choices."
        return
    if choice.read_as:
        yield 4, "", f"With {', '.join(f'{name} read as `{reading}`' for name, reading in choice.read_as.items())}:"
    yield from _flips(choice.flips, choice.flips_to, choice.flips_complete, choice.flips_limit, indent=4)


def _heading(text: str) -> Iterator[Indented]:
    yield 2, "", text


def _tree(node: ExplainedNode, indent: int) -> Iterator[Indented]:
    role = f"{node.role}: " if node.role else ""
    because = f" — {node.because}" if node.because else ""
    yield indent, "", f"[{node.truth_word}] {role}{node.words}{because}"
    for part in node.parts:
        yield from _tree(part, indent + 2)


def _lasting(told: Explanation) -> str:
    if told.answer is Answer.UNKNOWN or told.blocked:
        return ""
    if not told.final:
        return "This may still change."
    nothing = "Nothing in this scenario" if told.world == "closed" else "Nothing that is unknown or still to come"
    return f"{nothing} changes that."


def _compliance(told: Explanation) -> str:
    kept = f"Over the whole course of events: {told.compliance.value}"
    if told.vacuous:
        return f"{kept}, only because {told.vacuous_because}."
    if told.compliance is Answer.UNKNOWN and told.answer is not Answer.UNKNOWN:
        pending = all(reason.endswith(f"({Why.PENDING.value})") for reason in told.missing)
        return f"{kept}; {'it can still go either way' if pending else 'it is open: ' + '; '.join(told.missing)}."
    return f"{kept}."


def _statements(statements: tuple[Cited, ...]) -> Iterator[Indented]:
    if not statements:
        yield 2, "", "It rests on no statement on record."
        return
    yield from _heading("What it rests on")
    for one in statements:
        if one.direct:
            yield 4, "- ", f"{one.attribution}: {one.words}".rstrip(": ")
            if one.quote and one.paraphrase:
                yield 6, "", f"Paraphrase: {one.paraphrase}"
            if one.note:
                yield 6, "", f"Note: {one.note}"
    others = [one.statement for one in statements if not one.direct]
    if others:
        yield 4, "- ", f"The condition as a whole also rests on {', '.join(others)}."


def _flips(flips: tuple[Flip, ...], target: Answer, complete: bool, limit: int, indent: int = 2) -> Iterator[Indented]:
    if not limit:
        return
    if not flips:
        yield indent, "", no_flips(target, complete, limit)
        return
    size = flips[0].size
    things = "one thing" if size == 1 else f"{size} things at once"
    yield indent, "", f"The smallest changes that would turn it to {target.value}: {things}"
    yield from ((indent + 2, "- ", flip.words) for flip in flips[:MOST_SHOWN])
    rest = len(flips) - MOST_SHOWN
    if rest > 0:
        yield indent + 2, "- ", f"or one of {rest} others of that size"
    if not complete:
        yield indent + 2, "- ", CUT_SHORT


def no_flips(target: Answer, complete: bool, limit: int) -> str:
    """That no change turns an answer, a sentence; where the search was cut short, it says so.

    Args:
        target: The answer to which it would turn.
        complete: Whether all changes up to the limit were looked at.
        limit: The most things that were changed at once.
    """
    if complete:
        return f"No change of up to {limit} things turns it to {target.value}."
    return f"No change of up to {limit} things was found that turns it to {target.value}, but not all were looked at."


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}." if clause else ""
