"""What the scenarios exercise: how often each condition has each status, and what no scenario brings about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from conditions.coverage import Coverage, Rule, Sentence, covered
from conditions.report.document import (
    Block,
    Bullets,
    Cell,
    Chosen,
    Faint,
    Item,
    Line,
    Paragraph,
    Ref,
    Row,
    Section,
    Table,
)
from conditions.report.phrases import Source, anchor, counted, reading_anchor
from conditions.report.text import brief
from conditions.results import CheckResult
from conditions.verdicts import Status

_INTRO: Final = (
    "How often each condition, in each reading, has each status in the scenarios; it counts only where it takes part."
)
_WHERE: Final = {
    "conditions": "condition",
    "moments": "name",
    "states": "state",
    "instruments": "instrument",
    "obligations": "obligation",
}


def exercised(source: Source, results: Sequence[CheckResult]) -> Section | None:
    """What the scenarios exercise, and what none of them does."""
    if not results or not source.dossier.conditions:
        return None
    found = covered(source.dossier, results)
    goals, sentences = len(found.goals), len(found.sentences)
    told = (
        f"{counted(found.scenarios, 'scenario')} bring about {found.reached} of {goals} answers that could be given, "
    )
    if found.scenarios == 1:
        told = told.replace("bring", "brings")
    told += (
        f"and exercise{'s' * (found.scenarios == 1)} {sentences - len(found.unexercised)} of {sentences} statements."
    )
    blocks: list[Block] = [Paragraph((told,)), Paragraph((_INTRO,), "note"), _table(found)]
    blocks += _missed(found)
    if found.unexercised:
        blocks.append(Paragraph(("No scenario exercises what rests on these statements:",)))
        blocks.append(Bullets(tuple(_sentence(source, one) for one in found.unexercised)))
    return Section("coverage", ("What the scenarios exercise",), tuple(blocks))


def _table(found: Coverage) -> Table:
    heads: tuple[Line, ...] = (("Condition",), *((status.value,) for status in Status))
    rows = (
        Row(anchor("coverage", str(rule)), (Cell((_name(rule),)), *(_count(len(titles)) for titles in counts)))
        for rule, statuses in found.statuses.items()
        for counts in [[statuses.get(status, ()) for status in Status]]
    )
    return Table(("In how many scenarios each condition has each status",), heads, tuple(rows))


def _name(rule: Rule) -> Line:
    """The condition; of one with several readings, which."""
    link = Ref(rule.name, reading_anchor(rule.name, rule.reading))
    return (link, " ", Chosen(rule.reading, ((rule.name, rule.reading),))) if rule.reading else (link,)


def _count(number: int) -> Cell:
    return Cell(((str(number) if number else Faint("0"),),))


def _missed(found: Coverage) -> Iterator[Block]:
    """The answers that no scenario brings about."""
    missed: dict[Rule, list[str]] = {}
    for goal in found.missed:
        missed.setdefault(goal.rule, []).append(goal.answer)
    if missed:
        yield Paragraph(("No scenario brings this about:",))
        yield Bullets(tuple(Item((*_place(rule), f": {', '.join(answers)}")) for rule, answers in missed.items()))


def _place(rule: Rule) -> Line:
    return _name(rule) if rule.section == "conditions" else (Ref(rule.name, anchor(_WHERE[rule.section], rule.name)),)


def _sentence(source: Source, one: Sentence) -> Item:
    statement = source.dossier.statements[one.statement]
    said = f"“{brief(statement.quote)}”" if statement.quote else brief(statement.says or "no words are given")
    return Item(
        (f"{said} — ", *source.attribution(statement), " · ", Ref(one.statement, anchor("statement", one.statement)))
    )


__all__ = ["exercised"]
