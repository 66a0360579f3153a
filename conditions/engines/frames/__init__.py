"""The engine for tables: a row is a scenario, and each column of answers is one expression over the whole table.

Formulas become graphs of whole numbers and truths without nulls (`nodes`), and these the expressions
of narwhals (`emit`), which run on Polars, pandas, PyArrow, DuckDB and Spark.
"""

from __future__ import annotations

from conditions.engines.frames.answering import PROBLEM, SHOWN, Shown, answered, party_columns
from conditions.engines.frames.layout import Holds, needed
from conditions.engines.frames.question import Asked, Beyond, Empty, Party, Question
from conditions.engines.frames.support import SUPPORT

__all__ = [
    "PROBLEM",
    "SHOWN",
    "SUPPORT",
    "Asked",
    "Beyond",
    "Empty",
    "Holds",
    "Party",
    "Question",
    "Shown",
    "answered",
    "needed",
    "party_columns",
]
