"""Positions over time: who held what on each day on which something changed, and what changed, on whose word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from conditions.dates import PartialDate
from conditions.english import listing, partial_words
from conditions.holding import remarks_on
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, Condition, Position, Term
from conditions.model.statements import Statement
from conditions.position_changes import Change, Changes, Mark, What
from conditions.position_changes import Section as Kind
from conditions.records import dataclass
from conditions.report import document as d
from conditions.report.document import Faint, Held, Holder, Line, OverTime, Paragraph, Ref, Row, Section, Table
from conditions.report.phrases import Source, anchor, counted, since_words
from conditions.report.text import brief
from conditions.standing import Evidence, Record, Standing, day_of
from conditions.truth import Truth

_BECAME: Final[dict[What, str]] = {
    "begun": "begins",
    "ended": "ends",
    "replaced": "is replaced by",
    "restated": "is restated as",
    "hardened": "is hardened to",
    "softened": "is softened to",
}
_RESTS: Final[dict[Mark, d.Mark]] = {
    "confirmed": d.Mark("on record"),
    "unsourced": d.Mark("the dossier alone"),
    "claimed": d.Mark("claimed only"),
    "contradicted": d.Mark("claimed against the record"),
}
_INTRO: Final = (
    "A position counts from its first day until another takes its place, it is withdrawn, or its own last day comes. "
    "Where a day is uncertain it is possibly in force. What others tell of a party's position stays their word."
)


def over_time(source: Source) -> Section | None:
    """Who held what when; nothing where no day is on record."""
    records = _records(source)
    days = _days(source, records)
    if not days:
        return None
    changes = _changes(source, days, records)
    table = Table(
        ("What changed, in the order of days",),
        (("Day",), ("Position",), ("What changed",), ("On what this rests",)),
        tuple(_row(number, one) for number, one in enumerate(changes, 1)),
    )
    board = OverTime(
        anchor="positions-over-time",
        days=tuple(str(day) for day in days),
        holders=_holders(source, days, records),
        changes=table,
        turns=tuple(one.stops for one in changes),
    )
    intro = f"{_INTRO} The record names {counted(len(days), 'day')} on which a position changed, or may have."
    return Section("over-time", ("Positions over time",), (Paragraph((intro,)), board))


# --- the days -------------------------------------------------------------------


def _positions(source: Source) -> dict[Kind, dict[str, Condition | Term]]:
    """The conditions and terms that are firm enough."""
    least = LEVELS.index(source.level)
    dossier = source.dossier
    return {
        "conditions": {name: one for name, one in dossier.conditions.items() if LEVELS.index(one.level) <= least},
        "terms": {name: one for name, one in dossier.terms.items() if LEVELS.index(one.level) <= least},
    }


class _Turning(Record):
    """A record that looks at a position anew only where one of the days on which it can change has come."""

    def __init__(self, dossier: Dossier, positions: Mapping[str, Position], evidence: Evidence) -> None:
        super().__init__(dossier, positions, evidence)
        self._turns: dict[str, list[date]] = {}
        self._between: dict[tuple[str, int], Standing] = {}

    def turns(self, name: str) -> list[date]:
        """The days on which a position begins or ends, or may; of an uncertain one its first and its last."""
        if name not in self._turns:
            standing, position = super().standing(name, None), self.positions[name]
            edges = [position.since, position.until, *(one.day for one in standing.endings)]
            edges += [self.positions[newer].since for newer in standing.replaced_by]
            self._turns[name] = sorted(set(_bounds(edges)))
        return self._turns[name]

    def standing(self, name: str, day: date | None) -> Standing:
        if day is None:
            return super().standing(name, day)
        key = name, bisect_right(self.turns(name), day)
        if key not in self._between:
            self._between[key] = super().standing(name, day)
        return self._between[key]


def _bounds(days: Iterable[PartialDate | None]) -> Iterator[date]:
    for day in days:
        if day is not None:
            yield from (one for one in (day.earliest, day.latest) if one is not None)


def _records(source: Source) -> dict[Kind, _Turning]:
    dossier, evidence = source.dossier, Evidence(level=source.level)
    return {
        "conditions": _Turning(dossier, dossier.conditions, evidence),
        "terms": _Turning(dossier, dossier.terms, evidence),
    }


def _days(source: Source, records: Mapping[Kind, _Turning]) -> list[date]:
    """Every day on which a position begins or ends, or is said to; of an uncertain one its first and its last."""
    dossier = source.dossier
    found = {
        day for kind, positions in _positions(source).items() for name in positions for day in records[kind].turns(name)
    }
    claims = (one for one in dossier.claims.values() if one.kind == "assertion" and (one.ends or one.begins))
    found.update(_bounds(day_of(claim, dossier) for claim in claims))
    found.update(_bounds(said.said for said in dossier.statements.values() if said.denies))
    return sorted(found)


# --- who holds what -------------------------------------------------------------


def _holders(source: Source, days: list[date], records: Mapping[Kind, _Turning]) -> tuple[Holder, ...]:
    """Every party with its positions, those on its own record before those that others tell of."""
    held: dict[str, tuple[list[Held], list[Held]]] = {code: ([], []) for code in source.dossier.parties}
    for kind, positions in _positions(source).items():
        record = records[kind]
        for name, position in positions.items():
            standing = record.standing(name, None)
            spans = _spans([record.standing(name, day).in_force for day in days])
            if spans:
                told = _told(source, position, standing)
                line = _named(kind, name, position)
                held[position.party][bool(standing.told_by)].append(Held(line, told, spans))
    return tuple(Holder((source.party(code),), tuple(own), tuple(told)) for code, (own, told) in held.items())


def _spans(held: Iterable[Truth]) -> tuple[tuple[int, int, bool], ...]:
    """The stops from which to which a position is held, each certain or possible throughout.

    >>> _spans([Truth.FALSE, Truth.UNKNOWN, Truth.TRUE, Truth.TRUE])
    ((1, 1, False), (2, 3, True))
    """
    spans: list[tuple[int, int, bool]] = []
    for stop, truth in enumerate(held):
        if truth is Truth.FALSE:
            continue
        certain = truth is Truth.TRUE
        if spans and spans[-1][1:] == (stop - 1, certain):
            spans[-1] = (spans[-1][0], stop, certain)
        else:
            spans.append((stop, stop, certain))
    return tuple(spans)


def _named(kind: Kind, name: str, position: Condition | Term) -> Line:
    label = brief(position.label) if position.label else name
    link = Ref(label, anchor("condition" if kind == "conditions" else "term", name))
    return (link, Faint(" · a proposal")) if kind == "terms" else (link,)


def _told(source: Source, position: Condition | Term, standing: Standing) -> Line:
    remarks = remarks_on(position, standing, source.dossier)
    return ("; ".join((since_words(position, standing), *remarks)),)


# --- what changed ---------------------------------------------------------------


@dataclass(frozen=True)
class _Turn:
    """A change with the stops at which it came, or may have come.

    Attributes:
        day: When, in words.
        position: What changed.
        what: What became of it.
        rests: On what this rests.
        stops: The numbers of the stops, from 0.
    """

    day: str
    position: Line
    what: Line
    rests: tuple[Line, ...]
    stops: tuple[int, ...]


def _changes(source: Source, days: list[date], records: Mapping[Kind, _Turning]) -> list[_Turn]:
    """Every change once, by the first stop at which it came or may have come."""
    evidence = Evidence(level=source.level)
    stops: dict[tuple[str, ...], list[int]] = {}
    first: dict[tuple[str, ...], Change] = {}
    for stop, day in enumerate(days):
        before = days[stop - 1] if stop else max(day, date.min + timedelta(days=1)) - timedelta(days=1)
        for kind, record in records.items():
            for change in Changes(source.dossier, kind, before, day, evidence, record).all():
                key = (kind, change.element, change.what, change.by, change.mark)
                stops.setdefault(key, []).append(stop)
                first.setdefault(key, change)
    turns = [_turn(source, change, stops[key]) for key, change in first.items()]
    turns += _denials(source, days)
    return sorted(turns, key=lambda turn: turn.stops[0])


def _turn(source: Source, change: Change, stops: list[int]) -> _Turn:
    dossier = source.dossier
    positions = dossier.conditions if change.section == "conditions" else dossier.terms
    position = (source.party(change.party), ": ", *_named(change.section, change.element, positions[change.element]))
    what: Line = (_BECAME[change.what],)
    if change.by:
        what = (*what, " ", *_named(change.section, change.by, positions[change.by]))
    rests: list[Line] = [(_RESTS[change.mark], " · ", *_because(change))]
    rests += [_cited(dossier, one.statement) for one in change.evidence]
    rests += [(Faint("Against it: "), *_cited(dossier, one.statement)) for one in change.against]
    day = change.day or "a day that is not given"
    return _Turn(day if change.certain else f"possibly: {day}", position, what, tuple(rests), tuple(stops))


def _because(change: Change) -> Line:
    tellers = listing([brief(one) for one in change.told_by])
    if change.mark in {"claimed", "contradicted"}:
        return (f"{tellers} told so; {change.because}." if tellers else f"{change.because}.",)
    also = f"; {tellers} told so too" if tellers else ""
    return (f"{change.because}{also}.",)


def _cited(dossier: Dossier, name: str) -> Line:
    said = dossier.statements[name]
    words: Line = (f"“{brief(said.quote)}” ",) if said.quote else ()
    when = f", {partial_words(said.said)}" if said.said else ""
    return (*words, Faint(f"{brief(said.speaker)}{when}, "), Ref(name, anchor("statement", name)))


def _denials(source: Source, days: list[date]) -> Iterator[_Turn]:
    """Statements which deny that a position was ever held."""
    for kind, positions in _positions(source).items():
        for name, said in source.dossier.statements.items():
            for denied in said.denies:
                if denied in positions:
                    held = positions[denied]
                    position = (source.party(held.party), ": ", *_named(kind, denied, held))
                    yield _denial(source, name, said, position, days)


def _denial(source: Source, name: str, said: Statement, position: Line, days: Iterable[date]) -> _Turn:
    stops = [stop for stop, day in enumerate(days) if said.said and _may_be(said.said, day)] or [0]
    day = partial_words(said.said).removeprefix("on ") if said.said else "a day that is not given"
    what = (f"{brief(said.speaker)} denies that it was ever held",)
    return _Turn(day, position, what, (_cited(source.dossier, name),), tuple(stops))


def _may_be(said: PartialDate, day: date) -> bool:
    low, high = said.bounds
    return low <= day.toordinal() <= high


def _row(number: int, turn: _Turn) -> Row:
    cells = (d.Cell(((turn.day,),)), d.Cell((turn.position,)), d.Cell((turn.what,)), d.Cell(turn.rests))
    return Row(anchor("change", str(number)), cells)


__all__ = ["over_time"]
