"""From nodes to SQL, for DuckDB and Spark: stages of columns, written as text, which both read far faster than objects.

Spark would compile all stages into one method of Java, and Java only interprets methods of more than
8,000 bytes, which fourteen conditions exceed. So one column of each stage passes through a
function that Spark evaluates by itself: then each stage is compiled alone, in small methods.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, assert_never

from conditions.engines.frames.emit import Leaf, Plan, known_truth
from conditions.engines.frames.layout import Column
from conditions.engines.frames.nodes import (
    Apart,
    Cell,
    Choice,
    Every,
    Greatest,
    IsEmpty,
    Known,
    Node,
    Opposite,
    Plus,
    Quotient,
    Smallest,
    Some,
    Tally,
    TextIs,
    Total,
)

_LARGEST_FLOAT: Final = "9.007199254740992E15"
_PLAIN: Final = re.compile(r"[A-Za-z0-9_ .,:;()\[\]-]*")


@dataclass(frozen=True)
class Dialect:
    """How a database writes what is not written alike everywhere.

    Attributes:
        day: The days from 1970-01-01 to a day.
        text: The type of texts.
        quotient: A whole number divided by another.
        least_saved: What a column must save at least, in nodes that are not computed again, to be made.
    """

    day: str
    text: str
    quotient: str
    least_saved: int

    def quoted(self, text: str) -> str:
        """A text as a literal."""
        if self.text == "STRING" and not _PLAIN.fullmatch(text):
            # What a backslash or a dollar sign means to Spark depends on its settings.
            return f"CAST(X'{text.encode().hex()}' AS STRING)"
        return "'" + text.replace("'", "''") + "'"


DIALECTS: Final[Mapping[str, Dialect]] = {
    "duckdb": Dialect("({} - DATE '1970-01-01')::INTEGER", "VARCHAR", "{} // {}", 6),
    "pyspark": Dialect("unix_date({})", "STRING", "CAST({} div {} AS INT)", 6),
}


@dataclass(frozen=True)
class Words:
    """A column of words.

    Attributes:
        choices: The words that it may hold, each with where it does; the first that is so counts.
        otherwise: The word elsewhere.
        where: The rows that have a word at all; `None` is all of them.
    """

    choices: Mapping[str, Node]
    otherwise: str | None
    where: Node | None = None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes that decide."""
        return (*self.choices.values(), *(() if self.where is None else (self.where,)))


def added(kind: str, frame: Any, slots: Sequence[Column], columns: Mapping[str, Words]) -> Any:
    """A relation of DuckDB or a frame of PySpark with these columns of words beside its own."""
    dialect = DIALECTS[kind]
    plan = Plan([node for column in columns.values() for node in column.nodes], dialect.least_saved)
    return (_to_duckdb if kind == "duckdb" else _to_spark)(frame, slots, columns, plan, dialect)


def _to_duckdb(frame: Any, slots: Sequence[Column], columns: Mapping[str, Words], plan: Plan, dialect: Dialect) -> Any:
    """A relation with the columns; every stage is one structure, since DuckDB takes long to plan many columns."""
    inner = {name: _identifier(name) for name in frame.columns}
    fields = {node: f"c{place}" for stage in plan.stages for place, node in enumerate(stage)}
    names = {node: f"_conditions_{number}.{fields[node]}" for number, stage in enumerate(plan.stages) for node in stage}
    writer = SqlWriter(names, dialect, [replace(slot, name=inner[slot.name]) for slot in slots])
    for number, stage in enumerate(plan.stages):
        made = ", ".join(f"{fields[node]} := {writer.written(node)}" for node in stage)
        frame = frame.project(f"*, struct_pack({made}) AS _conditions_{number}")
    written = (f"{writer.words(column)} AS {_identifier(name)}" for name, column in columns.items())
    return frame.project(", ".join([*inner.values(), *written]))


def _to_spark(frame: Any, slots: Sequence[Column], columns: Mapping[str, Words], plan: Plan, dialect: Dialect) -> Any:
    """A frame with the columns; names with dots and brackets mean something to Spark, so they come last."""
    names = {
        node: f"_conditions_{number}_{place}"
        for number, stage in enumerate(plan.stages)
        for place, node in enumerate(stage)
    }
    inner = {name: f"_table_{place}" for place, name in enumerate(frame.columns)}
    writer = SqlWriter(names, dialect, [replace(slot, name=inner[slot.name]) for slot in slots])
    made = frame.toDF(*inner.values())
    for stage in plan.stages:
        texts = _apart([writer.written(node) for node in stage])
        made = made.selectExpr("*", *(f"{text} AS {names[node]}" for text, node in zip(texts, stage, strict=True)))
    answers = _apart([writer.words(column) for column in columns.values()])
    written = (f"{text} AS _answer_{place}" for place, text in enumerate(answers))
    return made.selectExpr(*inner.values(), *written).toDF(*frame.columns, *columns)


def _apart(texts: list[str]) -> list[str]:
    """Expressions that Spark does not compile together with those of other stages: the last one decides that."""
    return [*texts[:-1], f"array_sort(array({texts[-1]}), (l, r) -> 0)[0]"]


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class SqlWriter:
    """Writes nodes as SQL.

    Attributes:
        names: The nodes that are columns already.
        dialect: How the database writes.
        slots: The columns of the table that are read, named as they are written.
    """

    def __init__(self, names: Mapping[Node, str], dialect: Dialect, slots: Sequence[Column]) -> None:
        self.names = names
        self.dialect = dialect
        self.slots = slots

    def expression(self, node: Node) -> str:
        """A node: the column that it is, or written out."""
        return self.names.get(node) or self.written(node)

    def words(self, column: Words) -> str:
        """A column of words."""
        quoted = self.dialect.quoted
        nothing = f"CAST(NULL AS {self.dialect.text})"
        otherwise = nothing if column.otherwise is None else quoted(column.otherwise)
        cases = []
        if column.where is not None:
            sound = known_truth(column.where)
            if sound is False:
                return nothing
            if sound is None:
                cases.append(f"WHEN NOT {self.expression(column.where)} THEN {nothing}")
        for word, node in column.choices.items():
            truth = known_truth(node)
            if truth:
                otherwise = quoted(word)
                break
            if truth is None:
                cases.append(f"WHEN {self.expression(node)} THEN {quoted(word)}")
        return f"CASE {' '.join(cases)} ELSE {otherwise} END" if cases else otherwise

    def written(self, node: Node) -> str:
        """A node written out."""
        match node:
            case Known(value):
                return str(value)
            case IsEmpty() | Cell() | TextIs():
                return self._leaf(node)
            case Every(parts):
                return f"({' AND '.join(map(self.expression, parts))})"
            case Some(parts):
                return f"({' OR '.join(map(self.expression, parts))})"
            case Opposite(part):
                return f"(NOT {self.expression(part)})"
            case Apart(left, right, least):
                return self._apart(left, right, least)
            case Plus(part, days):
                return f"({self.expression(part)} + {days})"
            case Quotient(part, divisor):
                return f"({self.dialect.quotient.format(self.expression(part), divisor)})"
            case Greatest(parts):
                return f"greatest({', '.join(map(self.expression, parts))})"
            case Smallest(parts):
                return f"least({', '.join(map(self.expression, parts))})"
            case Choice(condition, then, otherwise):
                chosen = f"{self.expression(condition)} THEN {self.expression(then)}"
                return f"CASE WHEN {chosen} ELSE {self.expression(otherwise)} END"
            case Tally(parts):
                return f"({' + '.join(f'CASE WHEN {self.expression(part)} THEN 1 ELSE 0 END' for part in parts)})"
            case Total(parts, factors):
                terms = zip(map(self.expression, parts), factors, strict=True)
                return f"({' + '.join(term if factor == 1 else f'{term} * {factor}' for term, factor in terms)})"
            case _:
                assert_never(node)

    def _apart(self, left: Node, right: Node, least: int) -> str:
        if isinstance(left, Known):
            return f"({self.expression(right)} <= {left.value - least})"
        one = self.expression(left)
        if isinstance(right, Known):
            return f"({one} >= {right.value + least})"
        other = self.expression(right)
        if least == 1:
            return f"({one} > {other})"
        return f"({one} >= {other} + {least})" if least else f"({one} >= {other})"

    # --- cells ------------------------------------------------------------------

    def _leaf(self, leaf: Leaf) -> str:
        column = self.slots[leaf.slot]
        raw = column.name
        match leaf:
            case IsEmpty():
                return f"({raw} IS NULL OR isnan({raw}))" if column.holds == "float" else f"({raw} IS NULL)"
            case TextIs(_, text):
                found = f"CAST({raw} AS {self.dialect.text}) = {self.dialect.quoted(text)}"
                return f"coalesce({found}, FALSE)"
            case Cell(_, "truth", empty) if column.holds in ("truth", "nothing"):
                filled = "TRUE" if empty else "FALSE"
                return filled if column.holds == "nothing" else f"coalesce({raw}, {filled})"
            case Cell(_, "truth", _):
                return self._is_odd(column)
            case Cell(_, _, empty) if column.holds == "nothing":
                return str(empty)
            case Cell(_, "day", empty):
                return f"coalesce({self.dialect.day.format(raw)}, {empty})"
            case Cell(_, _, empty):
                return f"coalesce({self._number(column)}, {empty})"
            case _:
                assert_never(leaf)

    def _number(self, column: Column) -> str:
        """A number in units of its last decimal place."""
        match column.holds:
            case "decimal":
                return f"CAST({column.name} * {10**column.scale} AS BIGINT)"
            case "float":
                return (
                    f"CAST(CASE WHEN {self._is_sound(column)} THEN {column.name} ELSE CAST(0 AS DOUBLE) END AS BIGINT)"
                )
            case _:
                return f"CAST({column.name} AS BIGINT)"

    def _is_sound(self, column: Column) -> str:
        """Whether a float is a whole number that it can hold exactly; false where it is null or not a number."""
        filled = f"coalesce(CAST({column.name} AS DOUBLE), CAST(0.5 AS DOUBLE))"
        bounds = f"{filled} >= -{_LARGEST_FLOAT} AND {filled} <= {_LARGEST_FLOAT}"
        return f"({bounds} AND {filled} = floor({filled}))"

    def _is_odd(self, column: Column) -> str:
        """Whether a cell holds a number that is not whole."""
        if column.holds == "float":
            return f"(NOT ({column.name} IS NULL OR isnan({column.name})) AND NOT {self._is_sound(column)})"
        unit, number = 10**column.scale, f"coalesce({self._number(column)}, 0)"
        return f"({number} % {unit} <> 0)"
