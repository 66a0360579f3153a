"""How often each answer stood in a table, as lines and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from conditions.cli import paint
from conditions.cli.paint import Line, Span
from conditions.cli.sweep_count import Counts
from conditions.engines.frames import PROBLEM, Question, party_columns
from conditions.model.dossier import Dossier
from conditions.verdicts import Answer

_STYLES: Final[dict[str, paint.Style]] = {
    Answer.MET.value: "met",
    Answer.NOT_MET.value: "not met",
    Answer.NONE.value: "quiet",
}


@dataclass(frozen=True)
class Swept:
    """A table that was checked.

    Attributes:
        dossier: The dossier.
        table: The file that was read.
        output: The file that was written, if one was.
        question: What was asked of every row.
        counts: How often each answer stood.
        seconds: How long it took.
    """

    dossier: Dossier
    table: Path
    output: Path | None
    question: Question
    counts: Counts
    seconds: float

    @cached_property
    def problems(self) -> Counter[str]:
        """How many rows contradict themselves, by what is wrong with them."""
        return self.counts.answers[PROBLEM]

    def to_dict(self) -> dict[str, object]:
        """The counts as plain data."""
        parties: dict[str, dict[str, object]] = {
            code: {"answer": {}, "by_reading": {}} for code in self.dossier.parties
        }
        for column, (code, choice) in party_columns(self.question).items():
            counted = dict(self.counts.answers[column])
            if choice:
                by_reading = parties[code]["by_reading"]
                assert isinstance(by_reading, dict)
                by_reading[choice] = counted
            else:
                parties[code]["answer"] = counted
        return {
            "dossier": self.dossier.id,
            "table": str(self.table),
            "output": None if self.output is None else str(self.output),
            "rows": self.counts.rows,
            "seconds": round(self.seconds, 3),
            "problems": dict(self.problems),
            "parties": parties,
        }

    def lines(self) -> Iterator[Line]:
        """The counts for people."""
        counts = self.counts
        yield paint.line(Span(f"{self.table.name}: {_rows(counts.rows)}", "title"))
        for column, (code, choice) in party_columns(self.question).items():
            name = f"  {choice}" if choice else self.dossier.parties[code].name
            yield from paint.wrapped(name, "    " if choice else "  ", "" if choice else "strong")
            order = [answer.value for answer in Answer]
            for word, count in sorted(counts.answers[column].items(), key=lambda item: order.index(item[0])):
                share = f"{100 * count / max(counts.rows, 1):5.1f} %"
                style = _STYLES.get(word, "open")
                yield paint.line(f"{'      ' if choice else '    '}{share} {count:>14,}  ", Span(word, style))
        if self.problems:
            total = sum(self.problems.values())
            yield paint.line(
                Span(f"{_rows(total)} contradict{'s' * (total == 1)} {_selves(total)}, without an answer", "open")
            )
            for problem, count in self.problems.most_common(20):
                yield from paint.wrapped(f"{problem} ({count:,})", "    ")
        if self.output is not None:
            yield paint.line(f"answers in {self.output}")


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _selves(count: int) -> str:
    return "itself" if count == 1 else "themselves"
