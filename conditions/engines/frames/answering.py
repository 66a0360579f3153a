"""The columns of answers: their names, what is computed for them, and how they are added to a frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from conditions.engines.frames import backends
from conditions.engines.frames.course import Course
from conditions.engines.frames.deciding import BEST_FIRST, Decided, PartyAnswers, decide, share
from conditions.engines.frames.emit import Plan, Writer, words
from conditions.engines.frames.graph import Graph
from conditions.engines.frames.in_sql import DIALECTS, Words, added
from conditions.engines.frames.layout import Column, Layout, lay_out
from conditions.engines.frames.nodes import Node
from conditions.engines.frames.points import UnsupportedPointError
from conditions.engines.frames.question import Question
from conditions.engines.frames.rows import Doubt, Rows, doubts_in_order
from conditions.engines.frames.truths import Told
from conditions.errors import FrameError, Problem, UnsupportedConditionError
from conditions.verdicts import Answer

if TYPE_CHECKING:
    import narwhals as nw

Shown: TypeAlias = Literal["answer", "compliance", "status"]
"""What is answered: the headline answer, whether it is kept over the whole course of events, where it stands."""

SHOWN: Final[tuple[Shown, ...]] = ("answer", "compliance", "status")
PROBLEM: Final = "problem"
"""The column that says what is wrong with a row."""

_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "answer": tuple(answer.value for answer in Answer),
    "compliance": tuple(answer.value for answer in Answer),
    "status": tuple(status.value for status in BEST_FIRST),
}
_MOST_NAMED: Final = 40


@dataclass(frozen=True)
class Output:
    """A column of answers.

    Attributes:
        name: Its name.
        shown: What it answers.
        choices: The words that it may hold, each with where it does.
        otherwise: The word elsewhere.
    """

    name: str
    shown: Shown
    choices: Mapping[str, Node]
    otherwise: str


def answered(frame: Any, question: Question, shown: Sequence[Shown]) -> Any:
    """The frame with the columns of answers, as the same kind of frame.

    Args:
        frame: A frame of Polars, pandas, PyArrow, DuckDB or PySpark.
        question: What is asked of every row.
        shown: What to answer.

    Raises:
        FrameError: The table does not fit the question.
        UnsupportedConditionError: Rows cannot answer for a condition.
    """
    taken = backends.taken(frame)
    kind = backends.kind_of(taken)
    columns = backends.columns_of(taken, kind)
    layout = lay_out(columns, question)
    if layout.problems:
        raise FrameError(layout.problems)
    rows = Rows(Graph(), layout, question)
    outputs = list(outputs_of(question, rows, shown))
    _refuse_repeated(columns, outputs)
    return _added(taken, kind, layout, rows, outputs)


def outputs_of(question: Question, rows: Rows, shown: Sequence[Shown]) -> Iterator[Output]:
    """Every column of answers: of each condition in each reading, then of each party."""
    course = Course(rows)
    decided: dict[str, dict[str, Decided]] = {}
    problems: list[Problem] = []
    for name, asked in question.conditions.items():
        try:
            decided[name] = {reading: decide(formula, course) for reading, formula in asked.readings.items()}
        except UnsupportedPointError as error:
            hint = "check these scenarios one by one, with `conditions check`, or leave the condition out"
            message = f"a table cannot answer for `{name}`, which needs {error}"
            problems.append(Problem("unsupported-condition", message, hint=hint))
    if problems:
        raise UnsupportedConditionError(problems)
    for name, readings in decided.items():
        for reading, one in readings.items():
            yield from _columns(f"{name}.{reading}" if reading else name, one, shown)
    for code, party in question.parties.items():
        shares = {
            name: {
                reading: share(question.conditions[name].waived, one, rows.graph)
                for reading, one in decided[name].items()
            }
            for name in party.conditions
        }
        yield from _party_columns(code, PartyAnswers(party, shares, rows.graph), shown)


def _columns(name: str, one: Decided, shown: Sequence[Shown]) -> Iterator[Output]:
    for what in shown:
        match what:
            case "answer":
                yield Output(f"{name}.answer", what, _truths(one.answer), Answer.UNKNOWN.value)
            case "compliance":
                yield Output(f"{name}.compliance", what, _truths(one.compliance), Answer.UNKNOWN.value)
            case "status":
                worst_first = zip(reversed(BEST_FIRST[1:]), reversed(one.status), strict=True)
                choices = {status.value: node for status, node in worst_first}
                yield Output(f"{name}.status", what, choices, BEST_FIRST[0].value)


def _truths(told: Told) -> dict[str, Node]:
    return {Answer.MET.value: told.yes, Answer.NOT_MET.value: told.no}


def _party_columns(code: str, party: PartyAnswers, shown: Sequence[Shown]) -> Iterator[Output]:
    """The answers in every choice of readings, then in each choice."""
    if not party.party.conditions:
        yield from (Output(f"{code}.{what}", what, {}, Answer.NONE.value) for what in shown if what != "status")
        return
    choices = party.party.choices
    if len(choices) == 1:
        yield from _columns(code, party.chosen(next(iter(choices.values()))), shown)
        return
    for what, (told, depends) in zip(("answer", "compliance"), party.over_all(), strict=True):
        if what in shown:
            either = {**_truths(told), Answer.DEPENDS.value: depends}
            yield Output(f"{code}.{what}", "answer", either, Answer.UNKNOWN.value)
    for name, readings in choices.items():
        yield from _columns(f"{code}.{name}", party.chosen(readings), shown)


def party_columns(question: Question) -> dict[str, tuple[str, str]]:
    """The columns of the parties' headline answers: of which party each is, and in which choice of readings."""
    found: dict[str, tuple[str, str]] = {}
    for code, party in question.parties.items():
        found[f"{code}.answer"] = (code, "")
        if len(party.choices) > 1:
            found.update({f"{code}.{name}.answer": (code, name) for name in party.choices})
    return found


def _refuse_repeated(columns: Iterable[Column], outputs: Iterable[Output]) -> None:
    """Refuse a table that has a column of the name of an answer.

    Raises:
        FrameError: It has.
    """
    found = [PROBLEM, *(output.name for output in outputs)]
    taken = {column.name for column in columns}
    repeated = [name for name in found if name in taken]
    repeated += [name for name, count in Counter(found).items() if count > 1]
    if repeated:
        hint = "rename it in the table; answers are named after conditions and parties"
        raise FrameError(
            Problem("repeated-column", f"there would be two columns `{name}`", hint=hint) for name in repeated
        )


# --- into the frame --------------------------------------------------------------------


def _added(frame: Any, kind: str, layout: Layout, rows: Rows, outputs: Sequence[Output]) -> Any:
    """The frame with these columns, as it is in its own library."""
    doubts = doubts_in_order(rows)
    sound = rows.graph.opposite(rows.graph.some(doubt.where for doubt in doubts)) if doubts else None
    columns = {PROBLEM: Words(_problems(doubts), None)}
    columns.update((output.name, Words(output.choices, output.otherwise, sound)) for output in outputs)
    if kind in DIALECTS:
        return added(kind, frame.to_native(), layout.slots, columns)
    kinds = {PROBLEM: (), **{output.name: _WORDS[output.shown] for output in outputs}}
    return _in_narwhals(frame, kind, layout, columns, kinds).to_native()


def _in_narwhals(
    frame: Any, kind: str, layout: Layout, columns: Mapping[str, Words], kinds: Mapping[str, tuple[str, ...]]
) -> Any:
    """The frame with these columns, each of words of a kind."""
    import narwhals as nw

    plan = Plan([node for column in columns.values() for node in column.nodes])
    is_eager_polars = kind == "polars" and isinstance(frame, nw.DataFrame)
    wide = frame.lazy() if is_eager_polars else frame
    wide, leaf = backends.leaves(kind, layout.slots, wide)
    writer = Writer(plan, leaf)
    for stage in plan.stages:
        wide = wide.with_columns(*writer.columns(stage))
    literal = _literals(kind)
    written = []
    for name, column in columns.items():
        make = literal(kinds[name])
        found = words(writer, column.choices, column.otherwise, make)
        if column.where is not None:
            found = nw.when(writer.expression(column.where)).then(found).otherwise(make(None))
        written.append(found.alias(name))
    found = wide.with_columns(*written).select(*frame.columns, *columns)
    return found.collect() if is_eager_polars else found


def _problems(doubts: Sequence[Doubt]) -> dict[str, Node]:
    """What is wrong with a row, and where."""
    choices: dict[str, Node] = {}
    graph = Graph()
    for doubt in doubts:
        word = f"{doubt.word}: {doubt.column}" if len(doubts) <= _MOST_NAMED else doubt.word
        choices[word] = graph.some((choices.get(word, graph.false), doubt.where))
    return choices


def _literals(kind: str) -> Callable[[tuple[str, ...]], Callable[[str | None], nw.Expr]]:
    """What makes a word of a column that holds only some words; in Polars these are of a type of their own."""
    import narwhals as nw

    def of(known: tuple[str, ...]) -> Callable[[str | None], nw.Expr]:
        dtype: Any = nw.Enum(known) if kind == "polars" and known else nw.String
        return lambda word: nw.lit(word, dtype=dtype)

    return of
