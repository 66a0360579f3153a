"""Where who would owe what: a table of zones and debtors for every instrument, from the scopes alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from conditions.obligations.scopes import InScope, scopes
from conditions.report.document import Block, Cell, Faint, Line, Mark, Paragraph, Ref, Row, Section, Table
from conditions.report.instruments import debtor_words
from conditions.report.phrases import Source, anchor, codes, joined
from conditions.report.text import brief
from conditions.results import CheckResult
from conditions.truth import Truth

_HERE: Final[dict[Truth, Mark]] = {
    Truth.TRUE: Mark("within the scope", "✓"),
    Truth.FALSE: Mark("not within the scope", "–"),
    Truth.UNKNOWN: Mark("in part, or open", "?", "unknown"),
}
_INTRO: Final = (
    "Where each obligation holds, by its scope alone: whether the instrument is in force, and whether anything has "
    "happened that triggers it, is another question. Where the sources leave open what belongs to what, so does this."
)


def territory(source: Source, results: Sequence[CheckResult]) -> Section | None:
    """For each instrument the zones, and for each zone what its debtors would owe there."""
    dossier = source.dossier
    limited = [
        name for name, one in dossier.instruments.items() if any(owed.scope for owed in one.obligations.values())
    ]
    if not dossier.zones or not limited:
        return None
    found = [one for one in scopes(dossier) if one.duty.instrument_id in limited]
    happened = _incidents(results)
    tables: list[Block] = [Paragraph((_INTRO,))]
    tables += [
        _table(source, name, [one for one in found if one.duty.instrument_id == name], happened) for name in limited
    ]
    return Section("territory", ("Who would owe what where",), tuple(tables))


def _incidents(results: Sequence[CheckResult]) -> Mapping[str, dict[int, None]]:
    """The scenarios with an incident in each zone."""
    found: dict[str, dict[int, None]] = {}
    for number, result in enumerate(results, 1):
        for incident in result.scenario.incidents:
            if incident.place is not None:
                found.setdefault(incident.place, {})[number] = None
    return found


def _table(source: Source, name: str, found: list[InScope], happened: Mapping[str, Iterable[int]]) -> Table:
    instrument = source.dossier.instruments[name]
    debtors = list(dict.fromkeys(one for owed in instrument.obligations.values() for one in owed.debtors))
    heads: tuple[Line, ...] = (("Zone",), *((debtor_words(source, one),) for one in debtors))
    rows = []
    for zone, there in groupby(found, lambda one: one.zone):
        answers = list(there)
        cells = (_cell([one for one in answers if debtor in one.duty.owed.debtors]) for debtor in debtors)
        rows.append(Row(anchor("territory", f"{name}.{zone}"), (_zone(source, zone, happened), *cells)))
    return Table((f"Under {brief(instrument.label or name)}",), heads, tuple(rows))


def _zone(source: Source, zone: str, happened: Mapping[str, Iterable[int]]) -> Cell:
    lines: list[Line] = [(Ref(source.label(zone), anchor("zone", zone)),)]
    links = joined((Ref(str(number), anchor("scenario", str(number))),) for number in happened.get(zone, ()))
    if links:
        lines.append((Faint("incidents in scenario "), *links))
    return Cell(tuple(lines))


def _cell(found: Sequence[InScope]) -> Cell:
    """The obligations, those that hold in the zone alike together."""
    return Cell(tuple(line for truth, mark in _HERE.items() for line in _alike(found, truth, mark)) or ((Faint("—"),),))


def _alike(found: Sequence[InScope], truth: Truth, mark: Mark) -> Iterator[Line]:
    alike = [one for one in found if one.truth is truth]
    if not alike:
        return
    yield (mark, ": ", *codes(one.duty.id for one in alike))
    for reading, there in alike[0].by_reading.items():
        if all(one.by_reading == alike[0].by_reading for one in alike):
            yield (Faint(f"{brief(reading)}: {_HERE[there].word}"),)
    why = dict.fromkeys(ground.words for one in alike for ground in one.grounds if ground.truth is truth)
    if truth is not Truth.TRUE:
        yield from ((Faint(words),) for words in why)


__all__ = ["territory"]
