"""The matrix as a table for machines and spreadsheets: one row for each scenario, party, condition and reading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from conditions.report.text import shown
from conditions.results import CheckResult

COLUMNS: Final = (
    "number",
    "scenario",
    "as_of",
    "viewpoint",
    "party",
    "party_answer",
    "condition",
    "reading",
    "in_force",
    "counts",
    "status",
    "answer",
    "compliance",
    "final",
    "vacuous",
    "blocked",
    "reasons",
)
"""The columns, in order."""

_IN_FORCE: Final = {"true": "yes", "false": "no", "unknown": "unknown"}
_STARTS_A_FORMULA: Final = tuple("=+-@＝＋－＠\t\r\n")


def render_csv(results: Sequence[CheckResult]) -> str:
    """The answers as CSV, with a row for each scenario, party, condition and reading.

    A party without any condition has a row without one. Where a scenario has viewpoints, each has rows of its own.
    A cell that a spreadsheet would take for a formula has an apostrophe before it (see `guarded`); texts stand as a
    page shows them, in one line, with hidden characters written as `<U+202E>`.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for number, result in enumerate(results, 1):
        seen = {"": result, **result.viewpoints}
        for viewpoint, one in seen.items():
            for row in _rows(one):
                cells = {"number": number, "viewpoint": viewpoint, **row}
                writer.writerow({name: guarded(_text(cells.get(name))) for name in COLUMNS})
    return out.getvalue()


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before it where it begins with what begins a formula.

    These are the signs `= + - @`, their wide forms, the tab and the ends of lines. A cell that begins with an
    apostrophe gets one more, so that taking one away gives back what stood there.

    >>> guarded("=HYPERLINK()")
    "'=HYPERLINK()"
    >>> guarded("Ukraine signs")
    'Ukraine signs'
    """
    return f"'{cell}" if cell.startswith((*_STARTS_A_FORMULA, "'")) else cell


def _rows(result: CheckResult) -> Iterator[Mapping[str, object]]:
    """The records of a result with the answers of their parties; a row without a condition for parties without any."""
    records = result.to_records()
    for code, party in result.parties.items():
        own = [record for record in records if record["party"] == code]
        base: dict[str, object] = {"scenario": result.scenario.title, "as_of": result.as_of, "party": code}
        for record in own or [base]:
            in_force = _IN_FORCE.get(str(record.get("in_force")))
            yield {**record, "party_answer": party.answer.value, "in_force": in_force}


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(shown(str(one)) for one in value)
        case _:
            return shown(str(value))


__all__ = ["COLUMNS", "guarded", "render_csv"]
