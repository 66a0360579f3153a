"""Random tables of scenarios, and each row of them as the scenario that it stands for, written independently."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import polars as pl

from conditions.binding import know
from conditions.check import Checker
from conditions.contested import contested
from conditions.errors import ScenarioError
from conditions.frames import check_frame, question_of
from conditions.knowledge import Among, NotKnown, NumberBetween
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.results import CheckResult
from conditions.truth import Truth

FIRST: Final = date(2022, 3, 1)
NOW: Final = date(2022, 5, 15)
WORLDS: Final = ("closed", "open", f"until {NOW}")

Row = Mapping[str, Any]


@dataclass
class Table:
    """A table of scenarios.

    Attributes:
        dossier: The dossier.
        world: What is assumed of events that a row does not list.
        columns: For each column what it holds: `day`, `truth`, `text`, `whole` or `decimal`.
        rows: The cells of each row.
        empty: What empty cells say of an event.
        groups: The members of groups that the dossier leaves unnamed.
    """

    dossier: Dossier
    world: str
    columns: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    empty: Any = "unknown"
    groups: dict[str, list[str]] = field(default_factory=dict)

    def options(self) -> dict[str, Any]:
        """The arguments of `check_frame`."""
        return {"world": self.world, "empty": self.empty, "groups": self.groups, "unlisted": True}


def random_table(dossier: Dossier, dice: random.Random, count: int) -> Table:
    """A table of so many rows, with columns for most of what the conditions speak of, in any form."""
    unnamed = [name for name, members in dossier.vocabulary.groups.items() if members is None]
    groups = {name: ["US", "GB"] for name in unnamed if dice.random() < 0.7}
    table = Table(dossier, dice.choice(WORLDS), empty=dice.choice(("unknown", "unlisted")), groups=groups)
    vocabulary = question_of(dossier, world="closed", groups=groups).vocabulary
    for event in vocabulary.events:
        if dice.random() < 0.9:
            parts = dice.choice(
                (
                    [""],
                    [""],
                    ["", "happens"],
                    ["earliest", "latest"],
                    ["", "happens", "earliest", "latest"],
                    ["happens"],
                )
            )
            table.columns.update(
                {f"{event}.{part}" if part else event: "truth" if part == "happens" else "day" for part in parts}
            )
    for fact, kind in vocabulary.facts.items():
        if kind.steps or dice.random() < 0.1:
            continue
        match kind.kind:
            case "yes_no":
                table.columns[fact] = "truth"
            case "one_of":
                table.columns[fact] = "text"
            case "number":
                holds = dice.choice(("whole", "decimal")) if not kind.count else "whole"
                parts = dice.choice(([""], [""], ["", "from", "to"], ["from", "to"]))
                table.columns.update({f"{fact}.{part}" if part else fact: holds for part in parts})
    table.rows = [_row(table, vocabulary, dice) for _ in range(count)]
    return table


def _row(table: Table, vocabulary: Any, dice: random.Random) -> Row:
    row: dict[str, Any] = dict.fromkeys(table.columns)
    last = NOW if table.world.startswith("until") else FIRST + timedelta(days=120)
    days = {event: min(last, FIRST + timedelta(days=10 * dice.randrange(12))) for event in vocabulary.events}
    for name, kind in vocabulary.ladders.items():
        rungs = [f"{name}.{rung}" for rung in kind.above_start()]
        days.update(zip(rungs, sorted(days[rung] for rung in rungs), strict=True))
    for event, day in days.items():
        _place(row, table.columns, event, day, last, dice)
    for fact, kind in vocabulary.facts.items():
        low, high = sorted((dice.randrange(-1 if not kind.count else 0, 120), dice.randrange(120)))
        if fact in table.columns and dice.random() < 0.75:
            values = {"yes_no": (True, False), "one_of": kind.values, "number": (low, high)}[kind.kind]
            row[fact] = _number(dice.choice(values), table.columns[fact])
        for part, value in (("from", low), ("to", high)):
            if row.get(fact) is None and f"{fact}.{part}" in table.columns and dice.random() < 0.6:
                row[f"{fact}.{part}"] = _number(value, table.columns[f"{fact}.{part}"])
    return row


def _number(value: Any, holds: str) -> Any:
    return Decimal(value) / 2 if holds == "decimal" else value


def _place(
    row: dict[str, Any], columns: Mapping[str, str], event: str, day: date, last: date, dice: random.Random
) -> None:
    """Tell of an event exactly, roughly, or not at all."""
    happens = f"{event}.happens"
    told = dice.choice(("day", "day", "day", "range", "half", "nothing", "nothing"))
    if happens in columns:
        row[happens] = dice.choice((True, True, None, None, False))
        if row[happens] is False:
            return
    if told == "day" and event in columns:
        row[event] = day
    elif told in ("day", "range", "half") and f"{event}.earliest" in columns:
        parts = ("earliest", "latest") if told != "half" else (dice.choice(("earliest", "latest")),)
        ends = {
            "earliest": day - timedelta(days=dice.randrange(15)),
            "latest": min(last, day + timedelta(days=dice.randrange(15))),
        }
        row.update({f"{event}.{part}": ends[part] for part in parts})


def scenario_of(table: Table, row: Row) -> Scenario:
    """The scenario that a row stands for.

    Raises:
        ScenarioError: The row contradicts itself.
    """
    timeline, facts = [], {}
    vocabulary = question_of(table.dossier, world="closed", groups=table.groups).vocabulary
    for event in vocabulary.events:
        cells = {part: row.get(f"{event}.{part}" if part else event) for part in ("", "happens", "earliest", "latest")}
        if not any(f"{event}{part}" in table.columns for part in ("", ".happens", ".earliest", ".latest")):
            continue
        if all(cell is None for cell in cells.values()) and table.empty == "unlisted":
            continue
        timeline.append(_step(event, cells, f"{event}.happens" in table.columns))
    for fact, kind in vocabulary.facts.items():
        unit = f" {kind.unit}" if kind.unit else ""
        if row.get(fact) is not None:
            value = row[fact]
            facts[fact] = (
                ("yes" if value else "no")
                if isinstance(value, bool)
                else f"{value}{unit}"
                if kind.kind == "number"
                else value
            )
            continue
        ends = {part: f"{row[name]}{unit}" for part in ("from", "to") if row.get(name := f"{fact}.{part}") is not None}
        if ends:
            facts[fact] = ends
    return Scenario.build(
        {"scenario": "a row", "world": table.world, "timeline": timeline, "facts": facts, "groups": table.groups}
    )


def _step(event: str, cells: Mapping[str, Any], has_happens: bool) -> dict[str, Any]:
    day, happens, earliest, latest = cells[""], cells["happens"], cells["earliest"], cells["latest"]
    has_day = any(cell is not None for cell in (day, earliest, latest))
    step: dict[str, Any] = {"event": event, "happens": "unknown"}
    if happens is not None:
        step["happens"] = "yes" if happens else "no"
    elif has_day and not has_happens:
        step["happens"] = "yes"
    if day is not None:
        step["on"] = str(day)
    elif has_day:
        step["on"] = f"{earliest or '..'}/{latest or '..'}"
    return step


def answers_of(result: CheckResult, choices: Mapping[str, Mapping[str, Mapping[str, str]]]) -> dict[str, str]:
    """The answers of the reference, under the names of the columns.

    Args:
        result: What the reference answers.
        choices: For each party its choices of readings.
    """
    found: dict[str, str] = {}
    for code, party in result.parties.items():
        for each in party.taking_part:
            for reading, verdict in each.verdicts.items():
                name = f"{each.id}.{reading}" if reading else each.id
                found[f"{name}.answer"] = verdict.answer.value
                found[f"{name}.compliance"] = verdict.compliance.value
                found[f"{name}.status"] = verdict.status.value
        found[f"{code}.answer"], found[f"{code}.compliance"] = party.answer.value, party.compliance.value
        for name, readings in choices[code].items() if party.taking_part else ():
            roll_up = party.roll_up(readings)
            prefix = f"{code}.{name}" if name else code
            found[f"{prefix}.answer"] = roll_up.answer.value
            found[f"{prefix}.compliance"] = roll_up.compliance.value
            found[f"{prefix}.status"] = roll_up.status.value
    return found


def reference(table: Table) -> list[dict[str, str] | None]:
    """The answers of the reference for each row; `None` where the row contradicts itself."""
    checker = Checker(table.dossier)
    question = question_of(table.dossier, **table.options())
    choices = {code: party.choices for code, party in question.parties.items()}
    found: list[dict[str, str] | None] = []
    for row in table.rows:
        try:
            found.append(answers_of(checker.check(scenario_of(table, row)), choices))
        except ScenarioError:
            found.append(None)
    return found


# --- the same table in every kind of frame --------------------------------------------


def polars(table: Table) -> pl.DataFrame:
    """The table as a frame of Polars."""
    types: dict[str, Any] = {
        "day": pl.Date,
        "truth": pl.Boolean,
        "text": pl.String,
        "whole": pl.Int64,
        "decimal": pl.Decimal(12, 1),
    }
    schema = {name: types[holds] for name, holds in table.columns.items()}
    data = {name: [row[name] for row in table.rows] for name in table.columns}
    return pl.DataFrame({"row": range(len(table.rows)), **data}, schema={"row": pl.Int64, **schema})


def differences(expected: Sequence[dict[str, str] | None], actual: Sequence[Mapping[str, Any]]) -> list[str]:
    """Where answers differ, in words; `actual` are rows of the answered table."""
    found = []
    for place, (one, other) in enumerate(zip(expected, actual, strict=True)):
        if (one is None) != (other["problem"] is not None):
            found.append(
                f"row {place}: {'contradicts itself' if one is None else 'is sound'}, and not: {other['problem']}"
            )
        elif one is not None:
            found += [
                f"row {place}: {name} is {answer}, and not {other[name]}"
                for name, answer in one.items()
                if other[name] != answer
            ]
    return found


def row_of(scenario: Scenario, dossier: Dossier) -> Row | None:
    """A scenario as a row, with columns for whether and between which days; `None` where no row can hold it."""
    vocabulary = dossier.vocabulary.with_members(scenario.groups)
    known = know(scenario, dossier.vocabulary)
    if contested(scenario, vocabulary) or scenario.viewpoints or scenario.waivers:
        return None
    ladders = {f"{name}.{rung}" for name, kind in vocabulary.ladders.items() for rung in kind.rungs}
    if any({relation.first, relation.second} - ladders for relation in known.timeline.relations):
        return None
    listed = known.timeline.events()
    row: dict[str, Any] = {event: None for event in vocabulary.events if event not in listed}
    for event in listed:
        entry = known.timeline.entry(event)
        row[f"{event}.happens"] = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}[entry.occurs]
        happens = entry.occurs is not Truth.FALSE
        for part, day in (("earliest", entry.earliest), ("latest", entry.latest)):
            row[f"{event}.{part}"] = date.fromordinal(int(day)) if happens and not math.isinf(day) else None
        if row[f"{event}.happens"] is None and not (row[f"{event}.earliest"] or row[f"{event}.latest"]):
            return None
    for fact, state in known.facts.items():
        match state:
            case Among((value,)):
                row[fact] = value
            case NumberBetween(low, high) if all(end is None or end.denominator == 1 for end in (low, high)):
                row[f"{fact}.from"], row[f"{fact}.to"] = (None if end is None else int(end) for end in (low, high))
            case NotKnown(why) if why != "not applicable":
                pass
            case _:
                return None
    return row or None


# --- every kind of frame -----------------------------------------------------------------


def through(kind: str, table: Table, session: Any = None) -> list[dict[str, Any]]:
    """The rows of the answered table, out of a frame of some kind.

    Args:
        kind: `polars`, `lazy`, `streaming`, `pyarrow`, `pandas` (plain), `pandas-objects`, `pandas-arrow`,
            `duckdb` or `spark`.
        table: The table.
        session: A session of Spark, for `spark`.
    """
    frame, options = polars(table), table.options()
    match kind:
        case "polars":
            eager: pl.DataFrame = check_frame(frame, table.dossier, **options)
            return eager.to_dicts()
        case "lazy" | "streaming":
            lazy: pl.LazyFrame = check_frame(frame.lazy(), table.dossier, **options)
            collected = lazy.collect(engine="streaming" if kind == "streaming" else "auto")
            return collected.to_dicts()
        case "pyarrow":
            found: list[dict[str, Any]] = check_frame(frame.to_arrow(), table.dossier, **options).to_pylist()
            return found
        case "duckdb":
            import duckdb

            given = duckdb.connect().from_arrow(frame.to_arrow())
            answered = check_frame(given, table.dossier, **options)
            rows = sorted(answered.fetchall(), key=lambda row: row[0])
            return [dict(zip(answered.columns, row, strict=True)) for row in rows]
        case "spark":
            answered = check_frame(spark_frame(table, session), table.dossier, **options)
            return sorted((row.asDict() for row in answered.collect()), key=lambda row: row["row"])
        case _:
            answered = check_frame(pandas_frame(kind, table), table.dossier, **options)
            return [
                {name: None if _is_missing(value) else value for name, value in row.items()}
                for row in answered.to_dict("records")
            ]


def _is_missing(value: Any) -> bool:
    import pandas as pd

    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def pandas_frame(kind: str, table: Table) -> Any:
    """The table as a frame of pandas: with the types that come of themselves, objects throughout, or Arrow's."""
    import pandas as pd

    match kind:
        case "pandas":
            return polars(table).to_pandas()
        case "pandas-arrow":
            return polars(table).to_arrow().to_pandas(types_mapper=pd.ArrowDtype)
        case _:
            cells = {name: [row[name] for row in table.rows] for name in table.columns}
            return pd.DataFrame(cells, index=range(len(table.rows)), dtype=object)


def spark_frame(table: Table, session: Any) -> Any:
    """The table as a frame of PySpark."""
    types = {"day": "date", "truth": "boolean", "text": "string", "whole": "bigint", "decimal": "decimal(12,1)"}
    schema = ", ".join(["`row` bigint", *(f"`{name}` {types[holds]}" for name, holds in table.columns.items())])
    cells = [(place, *(row[name] for name in table.columns)) for place, row in enumerate(table.rows)]
    return session.createDataFrame(cells, schema)
