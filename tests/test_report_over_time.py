"""Positions over time: who held what on each day of change, and on whose word it changed."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from conditions.files.scenario import load_folder
from conditions.model.dossier import Dossier
from conditions.position_changes import Changes
from conditions.report.document import Held, OverTime, Ref, Section
from conditions.report.lines import plain
from conditions.report.over_time import _records, over_time
from conditions.report.phrases import Source
from conditions.standing import Evidence, Record
from conditions.truth import Truth

SCENARIOS = Path(__file__).parent.parent / "scenarios"


def board(dossier: Dossier) -> OverTime:
    section = over_time(Source(dossier))
    assert section is not None
    (found,) = [block for block in section.blocks if isinstance(block, OverTime)]
    return found


def rows(found: OverTime) -> list[tuple[str, ...]]:
    return [tuple(" / ".join(map(plain, cell.lines)) for cell in row.cells) for row in found.changes.rows]


def held(found: OverTime, party: int) -> dict[str, tuple[tuple[int, int, bool], ...]]:
    holder = found.holders[party]
    return {plain(one.line): one.spans for one in (*holder.own, *holder.told)}


def place(one: Held) -> str:
    (link, *_) = one.line
    assert isinstance(link, Ref)
    return link.anchor.removeprefix("condition-")


def dossier(**more: object) -> Dossier:
    return Dossier.build(
        {
            "dossier": "d",
            "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
            "events": {"sign": {}, "vote": {}, "leave": {}},
            **more,
        }
    )


def condition(**more: object) -> dict[str, object]:
    return {"party": "UA", "condition": "sign only after vote", **more}


def test_a_record_without_days_has_no_days() -> None:
    """Nothing is made up."""
    assert over_time(Source(dossier(conditions={"one": condition()}))) is None


def test_a_newer_position_takes_the_place_of_an_older_one() -> None:
    """From its first day, and the change is one row, which names both."""
    found = board(
        dossier(
            conditions={
                "old": condition(**{"from": "2022-03-01"}),
                "new": condition(**{"from": "2022-04-01", "hardens": "old", "condition": "sign only after leave"}),
            }
        )
    )

    assert ("2022-03-01", "2022-04-01") == found.days
    assert {"old": ((0, 0, True),), "new": ((1, 1, True),)} == held(found, 0)
    assert [
        ("2022-03-01", "Ukraine: old", "begins"),
        ("2022-04-01", "Ukraine: old", "is hardened to new"),
    ] == [row[:3] for row in rows(found)]
    assert ((0,), (1,)) == found.turns


def test_an_uncertain_day_is_one_change_at_several_stops() -> None:
    """It may have come at the first, and has come at the last."""
    found = board(dossier(conditions={"one": condition(**{"from": "2022-03-01/2022-04-01"})}))

    assert {"one": ((0, 0, False), (1, 1, True))} == held(found, 0)
    assert [("possibly: a day between 2022-03-01 and 2022-04-01", "begins")] == [
        (row[0], row[2]) for row in rows(found)
    ]
    assert ((0, 1),) == found.turns


def test_what_others_tell_stays_theirs() -> None:
    """A position that only another party tells of stands apart; a claim that one ended ends it for nobody."""
    found = board(
        dossier(
            statements={
                "own": {"speaker": "A", "for": "UA", "said": "2022-03-01"},
                "told": {"speaker": "B", "for": "RU", "said": "2022-04-01"},
            },
            conditions={
                "mine": condition(source="own", **{"from": "2022-03-01"}),
                "theirs": condition(source="told", **{"from": "2022-04-01"}),
            },
            claims={"gone": {"source": "told", "says": "it is gone", "ends": "mine", "when": "2022-04-01"}},
        )
    )
    ukraine = found.holders[0]

    assert [["mine"], ["theirs"]] == [[plain(one.line) for one in group] for group in (ukraine.own, ukraine.told)]
    assert ((0, 1, True),) == held(found, 0)["mine"]
    assert ["on record", "claimed only", "claimed only"] == [row[3].split(" · ")[0] for row in rows(found)]
    assert "Russia told so; nothing on the record of Ukraine says so." in rows(found)[1][3]


def test_denials_are_told() -> None:
    """That somebody denies a position was ever held is a row of its own."""
    found = board(
        dossier(
            statements={"no": {"speaker": "Ann", "for": "UA", "said": "2022-05-01", "denies": "one"}},
            conditions={"one": condition(**{"from": "2022-03-01"})},
        )
    )

    assert ("2022-05-01", "Ukraine: one", "Ann denies that it was ever held") == rows(found)[-1][:3]


@pytest.mark.parametrize("name", ["istanbul-2022", "minsk-2015", "jcpoa-2015"])
def test_nothing_changes_between_two_stops(name: str) -> None:
    """On every day from the first stop on, the positions held are those of the last stop before it."""
    loaded = load_folder(SCENARIOS / name).dossier.dossier
    found = board(loaded)
    days = [date.fromisoformat(day) for day in found.days]
    record = Record(loaded, loaded.conditions, Evidence())
    shown = {place(one): one.spans for holder in found.holders for one in (*holder.own, *holder.told)}
    for name_, spans in shown.items():
        if name_ not in loaded.conditions:
            continue
        for stop, day in enumerate(days):
            last = days[stop + 1] - timedelta(days=1) if stop + 1 < len(days) else day + timedelta(days=900)
            told = next((certain for first, end, certain in spans if first <= stop <= end), None)
            expected = Truth.FALSE if told is None else Truth.TRUE if told else Truth.UNKNOWN
            for one in (day, day + (last - day) / 2, last):
                assert expected is record.standing(name_, one).in_force


@pytest.mark.parametrize("name", ["istanbul-2022", "minsk-2015", "jcpoa-2015"])
def test_what_is_remembered_is_what_would_be_found_anew(name: str) -> None:
    """A position is looked at once between two of its days, and every change is the same."""
    loaded = load_folder(SCENARIOS / name).dossier.dossier
    days = [date.fromisoformat(day) for day in board(loaded).days]
    for kind, record in _records(Source(loaded)).items():
        for start, end in pairwise((days[0] - timedelta(days=1), *days)):
            anew = Changes(loaded, kind, start, end, Evidence())

            assert anew.all() == Changes(loaded, kind, start, end, Evidence(), record).all()


def test_a_long_record_is_quick() -> None:
    """Three hundred changes on a hundred days are found in a moment."""
    days = [str(date(2022, 1, 1) + timedelta(days=number)) for number in range(101)]
    conditions = {
        f"c{number}": condition(**{"from": days[number % 100], "until": days[number % 100 + 1]})
        for number in range(150)
    }
    begun = time.process_time()
    section = over_time(Source(dossier(conditions=conditions)))
    taken = time.process_time() - begun

    assert isinstance(section, Section)
    assert taken < 1.5
