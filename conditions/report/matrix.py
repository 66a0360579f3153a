"""The matrix of scenarios and parties, with the reasons behind every cell; expectations that were met or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from conditions.expectations import Mismatch
from conditions.report.answers import ANSWERS, standing
from conditions.report.course import course
from conditions.report.document import (
    Block,
    Bullets,
    Cell,
    Chosen,
    Faint,
    Item,
    Line,
    Mark,
    Paragraph,
    Picture,
    Ref,
    Row,
    Section,
    Table,
)
from conditions.report.phrases import Source, anchor, briefly, counted
from conditions.report.pictures import timeline_chart
from conditions.report.reasons import reasons
from conditions.report.text import brief
from conditions.results import CheckResult, PartyResult, RollUp

AS_EXPECTED = Mark("as expected", "✓")
NOT_EXPECTED = Mark("not as expected", "✗", "not-met")


MOST_REASONED: Final = 1_000
"""Most conditions, counted once in every scenario, of which the reasons are written out behind the answers."""

_WHY: Final = (
    "Behind every answer stands why: the parts of each condition as they were judged, the days and facts that decided, "
    "what is missing, and the smallest changes of the scenario that would turn the answer."
)
_ASKED: Final = (
    "With so many of them the reasons are not written out: a page with scripts works them out when an answer is "
    "opened, and `conditions explain` prints them."
)


def matrix(source: Source, results: Sequence[CheckResult], failed: Sequence[tuple[Mismatch, ...]]) -> Section:
    """Every scenario with the answer of every party."""
    if not results:
        note = Paragraph(("The dossier has no scenarios, so nothing was checked.",), "note")
        return Section("scenarios", ("Scenarios",), (note,))
    heads: tuple[Line, ...] = (("Scenario",), *((source.party(code),) for code in source.dossier.parties))
    is_reasoned = len(results) * len(source.dossier.conditions) <= MOST_REASONED
    rows = tuple(
        _row(source, number, result, mismatched, is_reasoned)
        for number, (result, mismatched) in enumerate(zip(results, failed, strict=True), 1)
    )
    intro = f"Each scenario is one possible or actual course of events. {_WHY if is_reasoned else _ASKED}"
    table = Table(("Answers for every scenario and party",), heads, rows)
    return Section("scenarios", ("Scenarios and answers",), (Paragraph(source.prose(intro)), table))


def _row(source: Source, number: int, result: CheckResult, failed: tuple[Mismatch, ...], is_reasoned: bool) -> Row:
    place = str(number)
    scenario = result.scenario
    lines: list[Line] = [(f"{number} · {brief(scenario.title)}",)]
    if result.as_of:
        lines.append((Faint(f"positions as of {result.as_of}"),))
    if result.known_at:
        lines.append((Faint(f"as known on {result.known_at}"),))
    if result.accounts:
        lines.append((Faint(f"as told by {', '.join(map(source.party, result.accounts))}"),))
    if scenario.expects_something:
        lines.append((Ref(NOT_EXPECTED.word, "expectations"),) if failed else (Faint(AS_EXPECTED.word),))
    notes = tuple(Paragraph((f"Note: {one.words(briefly(result.vocabulary))}.",), "note") for one in result.excesses)
    told: tuple[Block, ...] = (*course(source, scenario), *notes)
    if is_reasoned:
        told = (*told, Picture(anchor("timeline", place), (f"Scenario {place}, day by day",), timeline_chart(result)))
    story = Section(anchor("course", place), (f"scenario {place}",), told, ("What happens",))
    cells = (_cell(source, place, result, party, is_reasoned) for party in result.parties.values())
    return Row(anchor("scenario", place), (Cell(tuple(lines), story), *cells))


def _cell(source: Source, place: str, result: CheckResult, party: PartyResult, is_reasoned: bool) -> Cell:
    details = None
    if is_reasoned:
        title = (f"{source.party(party.party)}, scenario {place}",)
        details = Section(anchor("why", f"{place}-{party.party}"), title, reasons(result, party), ("Why",))
    lines = _answer(result, party)
    for name, seen in result.viewpoints.items():
        label = result.scenario.viewpoints[name].label or name
        first, *more = _answer(seen, seen.parties[party.party])
        lines += [(Faint(f"as seen by {brief(label)}: "), *first), *more]
    return Cell(tuple(lines), details, (place, party.party))


def _answer(result: CheckResult, party: PartyResult) -> list[Line]:
    """The answer in one line, and where readings matter one more for each choice of them."""
    whole = ANSWERS[party.answer]
    choices = list(party.by_reading.items())
    if len(choices) < 2:
        return [(whole, *(part for _, one in choices for part in _standing(result, one)))]
    return [(whole,), *(_choice(result, party, name) for name, _ in choices)]


def _choice(result: CheckResult, party: PartyResult, names: str) -> Line:
    """The answer under one choice of readings."""
    one = party.by_reading[names]
    return (Chosen(names, party.choices[names]), ": ", ANSWERS[one.answer], *_standing(result, one))


def _standing(result: CheckResult, one: RollUp) -> Line:
    partly = any(map(result.not_encoded, one.decided_by))
    link: Line = (" · ", Ref("source encoded in part", "not-encoded")) if partly else ()
    return (f" {one.status.value}", *standing(one), *link)


# --- expectations ---------------------------------------------------------------


def expectations(results: Sequence[CheckResult], failed: Sequence[tuple[Mismatch, ...]]) -> Section:
    """Whether the answers are those that the scenarios say they expect."""
    asked = [result.scenario.expects_something for result in results]
    wrong = [(number, found) for number, found in enumerate(failed, 1) if found]
    told = "No scenario says what it expects."
    if any(asked):
        good = sum(asked) - len(wrong)
        told = f"{counted(sum(asked), 'scenario says what it expects', 'scenarios say what they expect')}; "
        told += "all came out so." if not wrong else f"{good} came out so, {len(wrong)} did not."
    blocks: list[Block] = [Paragraph((told,))]
    if wrong:
        blocks.append(Bullets(tuple(_failed(number, found) for number, found in wrong)))
    silent = [number for number, expects in enumerate(asked, 1) if not expects]
    if silent and any(asked):
        links: Line = ()
        for number in silent:
            links = (*links, ", " if links else "", Ref(str(number), anchor("scenario", str(number))))
        blocks.append(Paragraph(("Without an expectation: ", *links, "."), "note"))
    return Section("expectations", ("Expectations",), tuple(blocks))


def _failed(number: int, found: tuple[Mismatch, ...]) -> Item:
    link = Ref(f"scenario {number}", anchor("scenario", str(number)))
    return Item((link,), (Bullets(tuple(Item((str(one),)) for one in found)),))


__all__ = ["expectations", "matrix"]
