"""Every kind of frame gives the same answers, as the same kind of frame."""

from __future__ import annotations

import random
import warnings
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from conditions.errors import FrameError, UnsupportedConditionError
from conditions.frames import check_frame
from conditions.model.dossier import Dossier
from conditions.testing import dossiers
from tests.benchmarks import rules
from tests.tables import Table, differences, polars, random_table, reference, through

KINDS = ["lazy", "streaming", "pyarrow", "pandas", "pandas-objects", "pandas-arrow", "duckdb"]


def talks(*conditions: str) -> Dossier:
    """A dossier of one party with these conditions, `C1` and so on."""
    return Dossier.build(
        {
            "dossier": "talks",
            "parties": {"UA": {"name": "Ukraine"}},
            "events": {"signing": {}, "vote": {}},
            "facts": {
                "approved": {},
                "status": {"values": ["neutral", "aligned"]},
                "votes": {"count": "yes"},
                "share": {"number": "yes"},
            },
            "conditions": {f"C{place}": {"party": "UA", "condition": text} for place, text in enumerate(conditions, 1)},
        }
    )


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=6)
@given(dossiers(), st.integers(0, 2**32))
def test_every_kind_of_frame_is_answered_as_the_reference_answers(kind: str, dossier: Dossier, seed: int) -> None:
    """Days, truths, words and numbers with nulls, whatever the frame does with nulls itself."""
    table = random_table(dossier, random.Random(seed), 6)

    with warnings.catch_warnings():
        # What pandas says of frames with very many columns.
        warnings.simplefilter("ignore")
        try:
            answered = through(kind, table)
        except UnsupportedConditionError:
            reject()

    assert [] == differences(reference(table), answered)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("world", ["closed", "open", "until 2022-05-15"])
def test_fourteen_conditions_are_answered_alike(kind: str, world: str) -> None:
    """A dossier of ordinary size, in every world, on every kind of frame."""
    table = random_table(rules.dossier(), random.Random(f"{kind} {world}"), 20)
    table.world = world

    assert [] == differences(reference(table), through(kind, table))


def test_the_same_kind_of_frame_comes_out() -> None:
    """Eager stays eager, lazy stays lazy, and a relation of DuckDB can be asked further."""
    dossier = talks("signing only after vote")
    frame = pl.DataFrame({"signing": [date(2022, 5, 2)], "vote": [date(2022, 5, 1)]})
    given: list[Any] = [
        frame,
        frame.lazy(),
        frame.to_arrow(),
        frame.to_pandas(),
        duckdb.connect().from_arrow(frame.to_arrow()),
    ]

    answered = [check_frame(one, dossier, world="closed") for one in given]

    assert [type(one) for one in given] == [type(one) for one in answered]
    assert [("met",)] == answered[4].filter("\"C1.answer\" = 'met'").select('"C1.answer"').fetchall()


def test_words_are_of_a_type_of_their_own_in_polars_and_texts_elsewhere() -> None:
    """Polars keeps a byte for each answer and knows which words there are."""
    frame = pl.DataFrame({"vote": [date(2022, 5, 1)]})
    dossier = talks("never vote")

    assert pl.Enum == check_frame(frame, dossier, world="closed").schema["C1.answer"]
    assert pa.types.is_string(
        check_frame(frame.to_arrow(), dossier, world="closed").schema.field("C1.answer").type
    ) or (
        pa.types.is_large_string(check_frame(frame.to_arrow(), dossier, world="closed").schema.field("C1.answer").type)
    )


def test_pandas_keeps_its_index_and_its_columns() -> None:
    """Answers are added beside them, and nothing that was made on the way stays."""
    frame = pd.DataFrame({"id": ["a", "b"], "vote": [date(2022, 5, 1), None]}, index=[7, 9])

    answered = check_frame(frame, talks("never vote"), world="closed")

    assert [7, 9] == list(answered.index)
    expected = [
        "id",
        "vote",
        "problem",
        "C1.answer",
        "C1.compliance",
        "C1.status",
        "UA.answer",
        "UA.compliance",
        "UA.status",
    ]
    assert expected == list(answered.columns)
    assert ["not met", "unknown"] == list(answered["C1.answer"])


@pytest.mark.parametrize(
    "cells",
    [
        pd.Series([date(2022, 5, 1), None], dtype=object),
        pd.Series([datetime(2022, 5, 1), None]),  # noqa: DTZ001 - days of pandas have no zone
        pd.Series(pd.to_datetime(["2022-05-01", None])),
        pd.Series([date(2022, 5, 1), None], dtype=pd.ArrowDtype(pa.date32())),
    ],
    ids=["dates", "datetimes", "datetime64", "arrow"],
)
def test_pandas_writes_days_in_many_ways(cells: pd.Series) -> None:
    """All of them are days, as long as they have no time of day."""
    answered = check_frame(pd.DataFrame({"vote": cells}), talks("never vote"), world="closed")

    assert ["not met", "unknown"] == list(answered["C1.answer"])


@pytest.mark.parametrize(
    "cells",
    [
        pd.to_datetime(["2022-05-01 12:00", None]),
        pd.to_datetime(["2022-05-01"]).tz_localize("UTC"),
        ["2022-05-01"],
        [1],
    ],
    ids=["noon", "zone", "text", "number"],
)
def test_pandas_columns_that_hold_no_days_are_refused(cells: Any) -> None:
    """A time of day is not cut off, and a text is not guessed at."""
    with pytest.raises(FrameError, match="where days are needed"):
        check_frame(pd.DataFrame({"vote": cells}), talks("never vote"), world="closed")


@pytest.mark.parametrize(
    "cells",
    [
        pd.Series([10, None, 11]),
        pd.Series([10, None, 11], dtype="Int64"),
        pd.Series([10, None, 11], dtype=object),
        pd.Series([Decimal(10), None, Decimal("10.5")], dtype=object),
    ],
    ids=["floats", "Int64", "objects", "decimals"],
)
def test_pandas_writes_numbers_in_many_ways(cells: pd.Series) -> None:
    """A whole number stays one, though pandas makes it a float where one is missing."""
    answered = check_frame(pd.DataFrame({"share": cells}), talks("share > 10"), world="closed")

    assert ["not met", "unknown", "met"] == list(answered["C1.answer"])


@pytest.mark.parametrize("kind", ["polars", *KINDS])
def test_nulls_are_unknown_on_every_kind_of_frame(kind: str) -> None:
    """Kleene's tables for `and`, `or` and `not`, and words of which one is missing."""
    dossier = talks("approved and status is neutral", "approved or status is neutral", "not (status is neutral)")
    cells = [(a, s) for a in (True, None, False) for s in ("neutral", None, "aligned")]
    table = Table(
        dossier, "closed", {"approved": "truth", "status": "text"}, [{"approved": a, "status": s} for a, s in cells]
    )

    rows = through(kind, table)

    met, open_, not_met = "met", "unknown", "not met"
    assert [met, open_, not_met, open_, open_, not_met, not_met, not_met, not_met] == [row["C1.answer"] for row in rows]
    assert [met, met, met, met, open_, open_, met, open_, not_met] == [row["C2.answer"] for row in rows]
    assert [not_met, open_, met] * 3 == [row["C3.answer"] for row in rows]


@pytest.mark.parametrize("kind", ["polars", *KINDS])
def test_a_table_without_rows_is_a_table(kind: str) -> None:
    """It gets its columns and stays empty."""
    table = Table(talks("signing only after vote"), "closed", {"signing": "day", "vote": "day"}, [])

    assert [] == through(kind, table)


def test_columns_of_one_type_of_null_are_unknown_throughout() -> None:
    """Polars calls a column without any value one of nulls."""
    frame = pl.DataFrame({"vote": [None, None], "status": [None, None]})

    assert ["unknown", "unknown"] == check_frame(frame, talks("never vote"), world="closed")["C1.answer"].to_list()


def test_wide_queries_of_duckdb_have_all_their_columns() -> None:
    """The columns on the way are fields of structures; of these nothing is left, and all answers come."""
    dossier = talks(*("signing only after vote" for _ in range(120)))
    frame = polars(
        Table(dossier, "closed", {"signing": "day", "vote": "day"}, [{"signing": date(2022, 5, 2), "vote": None}])
    )

    answered = check_frame(duckdb.connect().from_arrow(frame.to_arrow()), dossier, world="closed")

    assert 3 + 1 + 3 * 121 == len(answered.columns)
    assert {"unknown"} == {
        value for name, value in zip(answered.columns, answered.fetchall()[0], strict=True) if name.endswith(".answer")
    }
