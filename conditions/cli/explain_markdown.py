"""Explanations in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conditions.citations import Cited
from conditions.cli.check_markdown import escaped
from conditions.cli.check_text import answer_words
from conditions.explain import Explanation, PartyExplanation
from conditions.explain.text import CUT_SHORT, no_flips
from conditions.explain.tree import ExplainedNode


def to_markdown(title: str, told: Iterable[Explanation | PartyExplanation]) -> str:
    """The explanations under the scenario's title."""
    lines = [f"# {escaped(title)}", ""]
    for one in told:
        lines += _party(one) if isinstance(one, PartyExplanation) else _condition(one)
    return "\n".join(lines).rstrip() + "\n"


def _party(told: PartyExplanation) -> Iterator[str]:
    day = f", as of {told.as_of}" if told.as_of else ""
    yield f"## {escaped(told.party_name)}: {answer_words(told.answer)}{day}"
    yield ""
    for choice in told.choices:
        head = f"{escaped(choice.readings)}: " if choice.readings else ""
        by = ", ".join(map(escaped, choice.decided_by))
        yield f"- {head}{answer_words(choice.answer)}, {choice.status.value}, decided by {by}"
    yield ""
    for explanation in told.conditions:
        yield from _condition(explanation)
    if told.left_out:
        yield "### Conditions that take no part"
        yield ""
        yield from (f"- {escaped(one.condition)} ({escaped(one.label)}): {escaped(one.why)}" for one in told.left_out)
        yield ""


def _condition(told: Explanation) -> Iterator[str]:
    reading = f", reading {escaped(told.reading)}" if told.reading else ""
    yield f"### {escaped(told.condition)}{reading}: {answer_words(told.answer)}, {told.status.value}"
    yield ""
    for text in (told.label, told.reading_label and f"Understood as: {told.reading_label}"):
        if text:
            yield from (escaped(text.rstrip(".")) + ".", "")
    phrase = told.phrase[:1].upper() + told.phrase[1:]
    yield from (f"`{told.text}`", "", f"{escaped(phrase)}; {escaped(told.in_force_words)}.", "")
    yield from (line for remark in told.remarks for line in (f"{escaped(remark[:1].upper() + remark[1:])}.", ""))
    yield from (line for caveat in told.caveats for line in (f"Note: {escaped(caveat)}.", ""))
    yield from _tree(told.tree, 0)
    if told.course is not None:
        yield from ("", f"Over the whole course of events ({answer_words(told.compliance)}):", "")
        yield from _tree(told.course, 0)
    yield ""
    if told.moments:
        yield from ("Moments:", "", *(f"- {escaped(item)}" for item in told.moments), "")
    if told.missing:
        yield from ("Missing:", "", *(f"- {escaped(item)}" for item in told.missing), "")
    for cited in told.statements:
        if cited.direct:
            yield from _statement(cited)
    yield from _flips(told)


def _tree(node: ExplainedNode, depth: int) -> Iterator[str]:
    role = f"{node.role}: " if node.role else ""
    because = f" — {escaped(node.because)}" if node.because else ""
    yield f"{'  ' * depth}- **{node.truth_word}**: {role}{escaped(node.words)}{because}"
    for part in node.parts:
        yield from _tree(part, depth + 1)


def _statement(cited: Cited) -> Iterator[str]:
    yield f"> {escaped(cited.words)}"
    yield ">"
    yield f"> {escaped(cited.attribution)}"
    yield ""


def _flips(told: Explanation) -> Iterator[str]:
    if not told.flips_limit:
        return
    if not told.flips:
        yield from (escaped(no_flips(told.flips_to, told.flips_complete, told.flips_limit)), "")
        return
    yield f"The smallest changes that would turn it to {answer_words(told.flips_to)}:"
    yield ""
    yield from (f"- {escaped(flip.words)}" for flip in told.flips)
    yield from () if told.flips_complete else (f"- {CUT_SHORT}",)
    yield ""
