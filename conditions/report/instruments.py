"""Treaties, guarantees and other instruments: when they are in force, and who would owe what to whom, where."""

from __future__ import annotations

from conditions.english import listing
from conditions.language.types import Moment
from conditions.model.instruments import Instrument, Obligation, ScopeZone
from conditions.report.document import Block, Cell, Code, Faint, Line, Paragraph, Ref, Row, Section, Table
from conditions.report.phrases import Source, anchor, joined
from conditions.report.positions import clause_blocks
from conditions.report.text import brief

_HEADS: tuple[Line, ...] = (("Duty",), ("Who owes it",), ("To whom",), ("When",), ("Where",), ("Source",))


def instruments(source: Source) -> Section | None:
    """Every instrument with its obligations."""
    found = source.dossier.instruments
    if not found:
        return None
    sections = tuple(_instrument(source, name, one) for name, one in found.items())
    intro = Paragraph(("Nobody owes anything under an instrument that is not in force.",))
    return Section("instruments", ("Instruments and obligations",), (intro, *sections))


def _instrument(source: Source, name: str, found: Instrument) -> Section:
    rule: tuple[Block, ...] = (Paragraph(("The dossier does not say when it is in force.",), "note"),)
    if found.in_force is not None:
        rule = (Paragraph(("In force once this holds:",)), *clause_blocks(source, found.in_force))
    resting: tuple[Block, ...] = ()
    if found.source:
        resting = (Paragraph((Faint("source: "), *source.sources(found.source)), "facts"),)
    table: tuple[Block, ...] = ()
    if found.obligations:
        rows = tuple(_row(source, name, code, one) for code, one in found.obligations.items())
        caption = f"Obligations under {brief(found.label or name)}"
        table = (Table((caption,), _HEADS, rows),)
    title = brief(found.label or name)
    return Section(
        anchor("instrument", name), (title,), (*rule, *source.remarks(found.note), *table, *resting), (Code(name),)
    )


def _row(source: Source, instrument: str, name: str, owed: Obligation) -> Row:
    duty: tuple[Line, ...] = ((owed.duty,), (Code(name),))
    if owed.label:
        duty = ((owed.label,), *duty)
    if owed.note:
        duty = (*duty, source.prose(owed.note))
    cells = (
        Cell(duty),
        Cell((joined([(debtor_words(source, one),) for one in owed.debtors]),)),
        Cell(((source.label(owed.creditor),),)),
        Cell(_when(source, owed)),
        Cell(_where(source, owed)),
        Cell((source.sources(owed.source) or (Faint("not given"),),)),
    )
    return Row(anchor("obligation", f"{instrument}.{name}"), cells)


def debtor_words(source: Source, said: str) -> str:
    """A debtor with its name: `each of guarantors` stays, with a label for the group."""
    start, _, group = said.rpartition(" ")
    return f"{start} {source.label(group)}".strip()


def _when(source: Source, owed: Obligation) -> tuple[Line, ...]:
    kinds = listing(list(owed.trigger), "or")
    lines: list[Line] = [(f"in case of {kinds}",) if kinds else (Faint("no trigger is named"),)]
    if owed.consultation is not None:
        lines.append((f"after consultation within {owed.consultation}",))
    if owed.deadline is not None:
        lines.append((f"within {owed.deadline}",))
    lines += [(f"not {_times(source, time.since, time.until)}",) for time in owed.suspended]
    if owed.until is not None:
        lines.append((f"until {source.words.moment(owed.until)}",))
    if owed.discharged is not None:
        lines.append((f"no longer owed from {source.words.moment(owed.discharged)}",))
    return tuple(lines)


def _times(source: Source, since: Moment | None, until: Moment | None) -> str:
    """From a moment, until a moment, or both."""
    start = f"from {source.words.moment(since)}" if since is not None else ""
    end = f"until {source.words.moment(until)}" if until is not None else ""
    return " ".join(part for part in (start, end) if part)


def _where(source: Source, owed: Obligation) -> tuple[Line, ...]:
    if owed.scope is None or not (owed.scope.within or owed.scope.outside):
        return ((Faint("no limit is named"),),)
    lines: list[Line] = []
    if owed.scope.within:
        lines.append(("in ", *_zones(source, owed.scope.within)))
    if owed.scope.outside:
        lines.append(("except in ", *_zones(source, owed.scope.outside)))
    return tuple(lines)


def _zones(source: Source, zones: tuple[ScopeZone, ...]) -> Line:
    return joined([_zone(source, zone) for zone in zones])


def _zone(source: Source, zone: ScopeZone) -> Line:
    times = _times(source, zone.since, zone.until)
    link = Ref(source.label(zone.zone), anchor("zone", zone.zone))
    return (link, f" {times}") if times else (link,)


__all__ = ["debtor_words", "instruments"]
