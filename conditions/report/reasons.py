"""Why a party's answer is what it is: each condition as it was judged, what is missing, what would turn it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from conditions.explain import Explanation, explain
from conditions.explain.tree import ExplainedNode
from conditions.holding import waiver_words
from conditions.report.answers import ANSWERS, TRUTHS, standing
from conditions.report.document import Block, Bullets, Chosen, Faint, Item, Line, Paragraph, Ref, Strong
from conditions.report.phrases import anchor, briefly, counted, joined
from conditions.report.positions import MODALITIES
from conditions.report.text import brief
from conditions.results import CheckResult, ConditionResult, PartyResult
from conditions.truth import Truth

MOST_WAYS: Final = 2
"""Most changes that are listed for one answer; more are counted."""


def reasons(result: CheckResult, party: PartyResult) -> tuple[Block, ...]:
    """The reasons for a party's answer in one scenario."""
    short = replace(result, vocabulary=briefly(result.vocabulary))
    blocks = [block for one in _deciding_first(party) for block in _condition(short, one)]
    if not party.taking_part:
        blocks.append(Paragraph(("The party has no condition on record that counts here.",)))
    others = [one for one in party.conditions if not one.takes_part]
    if others:
        told = joined(_left_out(result, one) for one in others)
        blocks.append(Paragraph((Faint("Part of no answer here: "), *told), "note"))
    return tuple(blocks)


def _deciding_first(party: PartyResult) -> list[ConditionResult]:
    """The conditions that take part; those first that give the answer in some reading."""
    deciding = {name for choice in party.by_reading.values() for name in choice.decided_by}
    return sorted(party.taking_part, key=lambda one: one.id not in deciding)


def _condition(result: CheckResult, one: ConditionResult) -> tuple[Block, ...]:
    """One condition with the verdict of each reading."""
    label = brief(one.condition.label) if one.condition.label else one.id
    explained = explain(result, one.id)
    blocks: list[Block] = [Paragraph((Ref(label, anchor("condition", one.id)),), "facts")]
    if one.in_force is Truth.UNKNOWN:
        blocks.append(Paragraph((_capital(explained[0].in_force_words), "."), "note"))
    blocks += [Paragraph((_capital(waiver_words(found, result.dossier)), "."), "note") for found in one.waivers]
    return (*blocks, Bullets(tuple(_verdict(one, told) for told in explained)))


def _verdict(one: ConditionResult, told: Explanation) -> Item:
    name: Line = ()
    if told.reading:
        name = (Chosen(told.reading, ((told.condition, told.reading),)), ": ")
    status: Line = (ANSWERS[told.answer], " ", Strong(told.status.value), f": {told.phrase}")
    blocks: list[Block] = [Bullets((_tree(told.tree),), "tree")]
    if told.course is not None:
        blocks += [Paragraph((Faint("Over the whole course of events:"),)), Bullets((_tree(told.course),), "tree")]
    if told.moments:
        blocks.append(Paragraph((Faint("Moments: "), f"{'; '.join(told.moments)}.")))
    for label, version in one.verdicts[told.reading].versions.items():
        blocks.append(Paragraph((Faint(f"With {label}: "), ANSWERS[version.answer])))
    if told.missing:
        blocks.append(Paragraph((Faint("What is missing: "), f"{'; '.join(told.missing)}.")))
    if told.caveats:
        blocks.append(Paragraph((Faint("Note: "), f"{'; '.join(told.caveats)}.")))
    blocks.append(_ways(told))
    return Item((*name, *status, *standing(told)), tuple(blocks))


def _tree(node: ExplainedNode) -> Item:
    line: Line = (TRUTHS[node.truth], f" {node.role} {node.words}" if node.role else f" {node.words}")
    if node.because:
        line = (*line, Faint(f": {node.because}"))
    parts = tuple(_tree(part) for part in node.parts)
    return Item(line, (Bullets(parts, "tree"),) if parts else ())


def _ways(told: Explanation) -> Paragraph:
    """The smallest changes that would turn the answer."""
    head = Faint(f"It would be {ANSWERS[told.flips_to].word} ")
    if not told.flips:
        cut = "" if told.flips_complete else " that was found; not all were looked at"
        return Paragraph((head, f"by no change of up to {told.flips_limit} things{cut}."))
    ways = [flip.words for flip in told.flips[:MOST_WAYS]]
    more = len(told.flips) - len(ways)
    if more:
        ways.append(f"by {counted(more, 'other change')} of that size")
    cut = "" if told.flips_complete else "; perhaps by others, as not all changes were looked at"
    return Paragraph((head, f"{', or '.join(ways)}{cut}."))


def _left_out(result: CheckResult, one: ConditionResult) -> Line:
    """A condition that takes no part, why, and what its answer would be."""
    why = MODALITIES[one.condition.modality] if not one.condition.decides else one.condition.level
    if one.in_force is Truth.FALSE:
        why = f"not in force on {result.as_of}" if result.as_of else "the record ends it"
    link = Ref(one.id, anchor("condition", one.id))
    return (link, Faint(f" ({why}; by itself {one.answer.value})"))


def _capital(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}"


__all__ = ["reasons"]
