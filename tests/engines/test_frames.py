"""Tables of scenarios are answered as the reference answers each row."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from conditions.check import check
from conditions.errors import FrameError, UnsupportedConditionError
from conditions.files.scenario import load_folder
from conditions.frames import check_frame, question_of
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.testing import dossiers, load_cases
from tests.tables import Row, answers_of, differences, polars, random_table, reference, row_of

SCENARIOS = Path(__file__).parents[2] / "scenarios"
CASES = Path(__file__).parents[1] / "cases"


def talks(*conditions: str, **more: Any) -> Dossier:
    """A dossier of one party with these conditions, `C1` and so on."""
    return Dossier.build(
        {
            "dossier": "talks",
            "parties": {"UA": {"name": "Ukraine"}},
            "events": {"signing": {}, "vote": {}, "withdrawal": {}},
            "ladders": {"crimea": {"rungs": ["unresolved", "agreed", "resolved"], "start": "first"}},
            "facts": {
                "approved": {},
                "status": {"values": ["neutral", "aligned"]},
                "votes": {"count": "yes"},
                "share": {"number": "yes"},
            },
            "conditions": {f"C{place}": {"party": "UA", "condition": text} for place, text in enumerate(conditions, 1)},
            **more,
        }
    )


def answers(dossier: Dossier, column: str = "C1.answer", world: Any = "closed", **cells: Any) -> list[Any]:
    """The answers of one column for a table with these columns."""
    frame = pl.DataFrame({name.replace("__", "."): values for name, values in cells.items()})
    answered = check_frame(frame, dossier, world=world, unlisted=True)
    return [row[column] if row["problem"] is None else row["problem"] for row in answered.to_dicts()]


def days(*texts: str | None) -> pl.Series:
    """A column of days."""
    return pl.Series([None if text is None else date.fromisoformat(text) for text in texts], dtype=pl.Date)


@given(dossiers(), st.integers(0, 2**32))
def test_a_table_is_answered_as_the_reference_answers_each_row(dossier: Dossier, seed: int) -> None:
    """Answer, compliance and status of every condition, reading and party, in every world."""
    table = random_table(dossier, random.Random(seed), 8)

    try:
        answered = check_frame(polars(table), dossier, **table.options())
    except UnsupportedConditionError:
        reject()

    assert [] == differences(reference(table), answered.to_dicts())


def disagreements(dossier: Dossier, scenario: Scenario, row: Row) -> list[str]:
    """Where a scenario has other answers as a row than by itself."""
    options: dict[str, Any] = {
        "world": str(scenario.world),
        "as_of": scenario.as_of,
        "known_at": scenario.known_at,
        "accounts": scenario.accounts,
        "groups": scenario.groups,
        "empty": "unlisted",
    }
    choices = {code: party.choices for code, party in question_of(dossier, **options).parties.items()}
    types: dict[str, Any] = {
        name: pl.Date for name, cell in row.items() if cell is None and not name.endswith((".happens", ".from", ".to"))
    }

    answered = check_frame(pl.DataFrame([row], schema_overrides=types), dossier, unlisted=True, **options)

    return differences([answers_of(check(dossier, scenario), choices)], answered.to_dicts())


@pytest.mark.parametrize("folder", ["istanbul-2022", "minsk-2015", "jcpoa-2015"])
def test_shipped_scenarios_are_answered_as_rows(folder: str) -> None:
    """Every scenario of our own that a row can hold has the same answers in a table."""
    loaded = load_folder(SCENARIOS / folder)
    rows = [(one, row) for one in loaded.scenarios if (row := row_of(one.scenario, one.dossier)) is not None]

    assert [] == [found for one, row in rows for found in disagreements(one.dossier, one.scenario, row)]
    assert len(rows) >= 7


def test_disagreements_of_the_past_have_not_come_back() -> None:
    """Cases that some engine once answered otherwise, as far as a row can hold them."""
    cases = [(case, row) for case in load_cases(CASES) if (row := row_of(case.scenario, case.dossier)) is not None]

    assert [] == [found for case, row in cases for found in disagreements(case.dossier, case.scenario, row)]
    assert cases


def test_no_day_is_lost_or_won_at_the_end_of_a_month() -> None:
    """Fifteen years after a leap day end on 28 February."""
    dossier = talks("signing only from vote + 15 years")
    signing = days("2039-02-27", "2039-02-28", "2039-03-01", "2015-01-31")

    found = answers(dossier, signing=signing, vote=days(*["2024-02-29"] * 3, "2000-01-31"))

    assert ["not met", "met", "met", "met"] == found


@given(st.dates(date(1600, 1, 1), date(2400, 1, 1)), st.integers(-400, 400), st.integers(-2, 2))
def test_months_are_added_as_the_calendar_says(day: date, months: int, off: int) -> None:
    """The day a number of months later is the one that the library's own dates give."""
    from conditions.dates import Period, shift

    period = f"{abs(months)} months {'after' if months >= 0 else 'before'}"
    dossier = talks(f"signing on or after vote {'+' if months >= 0 else '-'} {abs(months) or 1} months")
    moved = shift(day.toordinal(), Period(months=months or 1)) + off

    found = answers(dossier, signing=days(date.fromordinal(moved).isoformat()), vote=days(day.isoformat()))

    assert ["met" if off >= 0 else "not met"] == found, period


def test_null_is_unknown_unless_the_caller_says_that_it_is_unlisted() -> None:
    """An empty day is unknown; as unlisted, in a closed world, it never comes."""
    dossier = talks("signing only after vote")
    frame = pl.DataFrame({"signing": days(None, "2022-05-02"), "vote": days("2022-05-01", None)})

    unknown = check_frame(frame, dossier, world="closed")
    unlisted = check_frame(frame, dossier, world="closed", empty="unlisted")

    assert ["unknown", "unknown"] == unknown["C1.answer"].to_list()
    assert ["met", "not met"] == unlisted["C1.answer"].to_list()
    assert ["ready", "violated"] == unlisted["C1.status"].to_list()


def test_whether_and_when_are_two_columns() -> None:
    """An event may happen on a known day, or for certain on an unknown one."""
    dossier = talks("signing only after vote")
    found = answers(
        dossier,
        signing=days("2022-05-02", "2022-05-02", "2022-05-02"),
        vote=days("2022-05-01", "2022-05-01", None),
        vote__happens=[None, True, True],
    )

    assert ["unknown", "met", "unknown"] == found


def test_a_range_of_days_decides_where_it_lies_on_one_side() -> None:
    """The first and last possible day of an event are columns of their own."""
    dossier = talks("signing only after vote")
    found = answers(
        dossier,
        signing=days(*["2022-05-02"] * 3),
        vote__earliest=days("2022-04-01", "2022-04-01", "2022-05-02"),
        vote__latest=days("2022-05-01", "2022-05-02", None),
    )

    assert ["met", "unknown", "not met"] == found


def test_the_last_known_day_may_differ_from_row_to_row() -> None:
    """A column of days says until when everything is known; a row without one is told so."""
    dossier = talks("signing only from vote + 10 days")
    found = answers(
        dossier,
        world="until today",
        signing=days(None, None, None),
        vote=days(*["2022-05-01"] * 3),
        today=days("2022-05-09", "2022-05-10", None),
        signing__happens=[False, False, False],
    )

    assert ["not met", "met", "no-now: today"] == found


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"signing": days("2022-05-16")}, "after-now: signing"),
        ({"signing": days("2022-05-01"), "signing__happens": [False]}, "happens-and-never: signing.happens"),
        (
            {"signing__earliest": days("2022-05-02"), "signing__latest": days("2022-05-01")},
            "no-day-left: signing.latest",
        ),
        (
            {"crimea__agreed": days("2022-05-02"), "crimea__resolved": days("2022-05-01")},
            "contradiction: crimea.resolved",
        ),
        ({"status": ["neutrl"]}, "unknown-value: status"),
        ({"votes": [-1]}, "negative-count: votes"),
        ({"votes": [0.5]}, "inexact-number: votes"),
        ({"votes": [Decimal("0.5")]}, "not-a-whole-number: votes"),
        ({"share": [10**15]}, "too-large-number: share"),
        ({"share": [float("inf")]}, "inexact-number: share"),
        ({"share__from": [3], "share__to": [2]}, "reversed-range: share.to"),
    ],
)
def test_a_row_that_cannot_be_is_told_so_and_not_answered(cells: dict[str, Any], problem: str) -> None:
    """The column `problem` names what is wrong and where; the row has no answers."""
    assert [problem] == answers(talks("never withdrawal"), world="until 2022-05-15", **cells)


def test_numbers_are_compared_exactly() -> None:
    """A third of the votes is a third, whatever the decimals; floats that are whole are numbers."""
    dossier = talks("share >= 1/3")
    found = answers(dossier, share=pl.Series(["0.33333", "0.33334", None], dtype=pl.Decimal(10, 5)))

    assert ["not met", "met", "unknown"] == found
    assert ["met", "unknown"] == answers(dossier, share=[1.0, None])


def test_a_waived_condition_counts_as_met_for_its_party_alone() -> None:
    """The waiver lifts the party's answer; the condition keeps its own."""
    statement = {"minister": {"speaker": "The minister", "for": "UA", "said": "2022-05-01", "quote": "never mind"}}
    waiver = {"later": {"condition": "C1", "party": "UA", "source": "minister"}}
    dossier = talks("never vote", statements=statement, waivers=waiver)
    vote = days("2022-05-01")

    assert ["not met"] == answers(dossier, vote=vote)
    assert ["met"] == answers(dossier, "UA.answer", vote=vote)


def test_mistakes_in_columns_are_found_all_at_once() -> None:
    """A column that is missing, one that holds the wrong type, and one that holds a time of day."""
    dossier = talks("signing only after vote", "if withdrawal then approved")
    frame = pl.DataFrame({"sining": days("2022-05-01"), "vote": ["2022-05-01"], "withdrawal": [1], "approved": ["yes"]})

    with pytest.raises(FrameError) as caught:
        check_frame(frame, dossier, world="closed")

    assert [
        "column `vote` holds String, where days are needed",
        "column `withdrawal` holds Int64, where days are needed",
        "column `approved` holds String, where yes or no as booleans are needed",
        "the table has no column for the event `signing`",
    ] == [problem.message for problem in caught.value.problems]
    assert "did you mean `sining`?" == caught.value.problems[-1].hint


def test_a_column_that_has_the_name_of_an_answer_is_refused() -> None:
    """No column is overwritten."""
    frame = pl.DataFrame({"vote": days("2022-05-01"), "C1.answer": ["met"], "problem": [None]})

    with pytest.raises(FrameError, match=r"two columns `problem`(.|\n)*two columns `C1.answer`"):
        check_frame(frame, talks("never vote"), world="closed")


def test_what_a_table_cannot_answer_is_named_with_the_engine_that_can() -> None:
    """Months between two moments of one event depend on a day that may be unknown."""
    dossier = talks("signing + 1 month on or after signing + 30 days")

    with pytest.raises(UnsupportedConditionError) as caught:
        check_frame(pl.DataFrame({"signing": days(None)}), dossier, world="closed")

    assert "C1" in str(caught.value)
    assert "`conditions check`" in str(caught.value)


@pytest.mark.parametrize("world", ["closd", "until", "until nowhere"])
def test_a_world_is_declared_and_never_guessed(world: str) -> None:
    """What is no world is refused with those that there are."""
    with pytest.raises(FrameError):
        check_frame(pl.DataFrame({"vote": days(None)}), talks("never vote"), world=world)


def test_what_is_no_table_is_refused() -> None:
    """A list of rows is not a frame."""
    with pytest.raises(FrameError, match="a table is needed, and this is a `list`"):
        check_frame([{"vote": None}], talks("never vote"), world="closed")
