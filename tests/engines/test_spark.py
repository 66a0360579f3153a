"""Tables of Spark: the same call, the same answers, on a local Spark."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from conditions.frames import check_frame
from conditions.model.dossier import Dossier
from tests.benchmarks import rules
from tests.spark import local_session, missing
from tests.tables import Row, Table, differences, random_table, reference, spark_frame, through

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "nothing is missing")


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """One session for all tests: to start it takes most of the time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = local_session()
        yield found
        found.stop()


@pytest.mark.filterwarnings("ignore")
def test_spark_answers_as_the_reference_answers(session: Any) -> None:
    """Orders, deadlines, months, counts and facts, over names with brackets, which mean something else to Spark."""
    dossier = rules.dossier()
    chosen = {name: dossier.conditions[name] for name in ("C0", "C4", "C6", "C8", "C9", "C13")}
    table = random_table(dossier.model_copy(update={"conditions": chosen}), random.Random(3), 40)
    table.world = "closed"

    assert [] == differences(reference(table), through("spark", table, session))


@pytest.mark.filterwarnings("ignore")
def test_a_frame_of_spark_comes_out(session: Any) -> None:
    """Lazy, with the columns of the table first, and names with dots as they are written."""
    from pyspark.sql import DataFrame

    dossier = Dossier.build(
        {
            "dossier": "talks",
            "parties": {"UA": {"name": "Ukraine"}},
            "events": {"signing": {}, "vote": {}},
            "conditions": {"C1": {"party": "UA", "condition": "signing only from vote + 1 month"}},
        }
    )
    columns = {"signing": "day", "signing.happens": "truth", "vote": "day"}
    rows: list[Row] = [
        {"signing": date(2022, 2, 28), "signing.happens": True, "vote": date(2022, 1, 31)},
        {"signing": date(2022, 2, 27), "signing.happens": True, "vote": date(2022, 1, 31)},
        {"signing": None, "signing.happens": None, "vote": None},
    ]
    frame = spark_frame(Table(dossier, "closed", columns, rows), session)

    answered = check_frame(frame, dossier, world="closed")

    assert isinstance(answered, DataFrame)
    assert ["row", "signing", "signing.happens", "vote", "problem", "C1.answer"] == answered.columns[:6]
    assert ["met", "not met", "unknown"] == [row["C1.answer"] for row in answered.orderBy("row").collect()]
