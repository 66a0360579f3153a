"""States and when they are in force; and who must act after the incidents of the scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from conditions.english import listing
from conditions.language.types import Moment
from conditions.model.states import State
from conditions.obligations import DutyAnswer, ObligationsResult, obligations
from conditions.obligations.told import Alike, grouped, incident_words, phase_words
from conditions.report.document import Block, Cell, Code, Faint, Line, Mark, Paragraph, Ref, Row, Section, Table
from conditions.report.phrases import Source, anchor
from conditions.report.text import brief
from conditions.results import CheckResult

MARKS: Final[dict[DutyAnswer, Mark]] = {
    DutyAnswer.OBLIGED: Mark("OBLIGED", "✓", "met"),
    DutyAnswer.NOT_OBLIGED: Mark("NOT OBLIGED", "–", "none"),
    DutyAnswer.UNKNOWN: Mark("UNKNOWN", "?", "unknown"),
}
"""The mark of each answer."""

_STATE_HEADS: Final[tuple[Line, ...]] = (("State",), ("From",), ("Until",), ("But",), ("Source",))
_DUTY_HEADS: Final[tuple[Line, ...]] = (("Incident",), ("Who",), ("What",), ("Answer",), ("Because",))
_NONE: Final[Line] = (Faint("—"),)


# --- states ---------------------------------------------------------------------------


def states(source: Source) -> Section | None:
    """Every state with its start and its end."""
    found = source.dossier.states
    if not found:
        return None
    intro = "A state is in force from its first day, included, to its last, excluded, and not while it is suspended."
    rows = tuple(_state(source, name, state) for name, state in found.items())
    table = Table(("States",), _STATE_HEADS, rows)
    return Section("states", ("States",), (Paragraph((intro,)), table))


def _state(source: Source, name: str, state: State) -> Row:
    said: list[Line] = [(brief(state.label),)] if state.label else []
    said.append((Code(name),))
    if state.note:
        said.append(source.prose(state.note))
    cells = (
        Cell(tuple(said)),
        Cell(((source.words.moment(state.start),),)),
        Cell((_moment(source, state.end),)),
        Cell(tuple(_provisos(source, state)) or (_NONE,)),
        Cell((source.sources(state.source) or (Faint("not given"),),)),
    )
    return Row(anchor("state", name), cells)


def _moment(source: Source, moment: Moment | None) -> Line:
    return _NONE if moment is None else (source.words.moment(moment),)


def _provisos(source: Source, state: State) -> Iterator[Line]:
    for time in state.suspended:
        until = f" until {source.words.moment(time.until)}" if time.until is not None else ""
        yield (f"suspended from {source.words.moment(time.since)}{until}",)
    if state.only_if is not None:
        yield (f"only if then {state.only_if.say(source.words)}",)
    if state.void_if is not None:
        yield (f"void from the beginning if {state.void_if.say(source.words)}",)


# --- who must act ---------------------------------------------------------------------


def duties(source: Source, results: Sequence[CheckResult]) -> Section | None:
    """Who must act after every incident of the scenarios."""
    asked = [
        (number, obligations(source.dossier, result.scenario))
        for number, result in enumerate(results, 1)
        if result.scenario.incidents
    ]
    answered = [(number, found) for number, found in asked if any(one.duties for one in found.incidents)]
    tables = tuple(_table(source, number, found) for number, found in answered)
    if not tables:
        return None
    intro = "An answer says what follows from the instruments as they are written here, and no more."
    blocks: tuple[Block, ...] = (Paragraph((intro,)), *tables)
    return Section("duties", ("Who must act",), blocks)


def _table(source: Source, number: int, found: ObligationsResult) -> Table:
    rows: list[Row] = []
    for result in found.incidents:
        told = brief(incident_words(source.dossier, result.name, result.incident))
        for place, alike in enumerate(grouped(result.duties)):
            rows.append(_row(source, anchor("duty", f"{number}.{result.name}.{place}"), told, alike))
    link = Ref(str(number), anchor("scenario", str(number)))
    caption: Line = ("After the incidents of scenario ", link, f": {brief(found.scenario.title)}")
    return Table(caption, _DUTY_HEADS, tuple(rows))


def _row(source: Source, place: str, told: str, alike: Alike) -> Row:
    duty = alike.first
    answer: list[Line] = [(MARKS[duty.answer],)]
    answer += [(Faint(duty.state),)] if duty.state != "unknown" else []
    answer += [(f"{brief(reading)}: ", MARKS[one]) for reading, one in duty.by_reading.items()]
    answer += [(Faint(step),) for step in phase_words(duty.phases)]
    because: list[Line] = [(ground.words,) for ground in duty.deciding]
    if duty.sources:
        because.append((Faint("source: "), *source.sources(duty.sources)))
    who: list[Line] = [(brief(listing([source.label(name) for name in debtors])),) for debtors, _ in alike.owing]
    what: list[Line] = [tuple(part for name in names for part in (Code(name), " "))[:-1] for _, names in alike.owing]
    return Row(
        place, (Cell(((told,),)), Cell(tuple(who)), Cell(tuple(what)), Cell(tuple(answer)), Cell(tuple(because)))
    )


__all__ = ["duties", "states"]
