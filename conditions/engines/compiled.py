"""Many formulas compiled once into one Python function: the truth of all of them for one scenario at a time.

For scenarios whose events are known by their days alone. Where a timeline also
knows order or distance between events, the reference interpreter answers: a
table of days cannot hold what it knows.

The program is generated from core formulas only. No text of a dossier reaches
it: events, facts and constants are numbered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, Final, TypeAlias, assert_never

from conditions import formula as core
from conditions.dates import Period, add_ordinal
from conditions.formula import (
    Day,
    Event,
    Formula,
    Point,
    Shift,
    event_of,
    events_in,
    facts_in,
    is_derived,
    points_of,
    walk,
)
from conditions.knowledge import NOT_GIVEN, Among, FactState, Knowledge
from conditions.semantics import Judgement, judge, promised
from conditions.timeline import Entry, Timeline
from conditions.truth import Truth

Row: TypeAlias = tuple[Any, ...]
"""One scenario: for each event whether it comes (0 no, 1 unknown, 2 yes), its earliest and latest day
(ordinals); then each fact: a yes/no fact as a truth number, an enumerated one as the set of its possible
values (`None`: not known), a number as what is known of it."""

_TRUTHS: Final = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)
_NUMBERS: Final = {truth: number for number, truth in enumerate(_TRUTHS)}


@dataclass(frozen=True)
class Trace:
    """Why a formula has its truth: what each part came to, with the days and values it was judged on.

    Attributes:
        formula: What was judged.
        truth: 0 false, 1 unknown, 2 true.
        parts: Traces of the formulas inside it; none where a derived point made the reference interpreter judge it.
        seen: What it was judged on, where it has no parts: whether, earliest and latest day of each point's
            event, or the value of each fact.
    """

    formula: Formula
    truth: int
    parts: tuple[Trace, ...] = ()
    seen: tuple[Any, ...] = ()


class CompiledRules:
    """A rule set as one function.

    >>> from conditions.formula import Event, Gate, Within
    >>> from conditions.dates import Period
    >>> signs, votes = Event("signs"), Event("votes")
    >>> rules = CompiledRules([Gate(signs, Within(signs, votes, least=Period(days=1)))])
    >>> rules.truths_of((2, 20, 20, 2, 10, 10))
    [<Truth.TRUE: 'true'>]

    Attributes:
        formulas: The formulas, in the order of the answers.
        events: The events, in the order of a row.
        facts: The facts, after the events.
    """

    def __init__(self, formulas: Iterable[Formula]) -> None:
        self.formulas: tuple[Formula, ...] = tuple(formulas)
        self.events: tuple[str, ...] = tuple(
            dict.fromkeys(event for formula in self.formulas for event in events_in(formula))
        )
        self.facts: tuple[str, ...] = tuple(
            dict.fromkeys(fact for formula in self.formulas for fact in facts_in(formula))
        )
        self.kinds: dict[str, str] = _kinds(self.formulas)
        self.numbers: Callable[[Row], list[Any]] = _function(self, traced=False)
        self._traces: Callable[[Row], list[Any]] | None = None

    def row(self, known: Knowledge) -> Row:
        """What is known of one scenario, as a row of this rule set."""
        timeline = known.timeline
        cells: list[Any] = []
        for event in self.events:
            cells += (_NUMBERS[timeline.occurs(event)], *timeline.bounds(event))
        return (*cells, *(self._cell(fact, known.fact(fact)) for fact in self.facts))

    def _cell(self, fact: str, state: FactState) -> object:
        match self.kinds[fact]:
            case "number":
                return state
            case "yes_no" if isinstance(state, Among) and len(state.options) == 1:
                return 2 if state.options[0] is True else 0
            case "yes_no":
                return 1
            case _:
                return frozenset(state.options) if isinstance(state, Among) else None

    def truths_of(self, row: Row) -> list[Truth]:
        """The truth of every formula for one row."""
        return [_TRUTHS[number] for number in self.numbers(row)]

    def traces_of(self, row: Row) -> list[Any]:
        """The truth of every formula with everything it rests on, as nested tuples.

        Each is `(formula, truth number, parts, seen)`; `trace` gives the first levels names.
        """
        if self._traces is None:
            self._traces = _function(self, traced=True)
        return self._traces(row)

    def truths(self, known: Knowledge) -> list[Truth]:
        """The truth of every formula under what a scenario knows."""
        if known.timeline.relations:
            return [judge(formula, known).truth for formula in self.formulas]
        return self.truths_of(self.row(known))

    def judgements(self, known: Knowledge) -> list[Judgement]:
        """The judgement of every formula, as the reference interpreter gives it."""
        return [judge(formula, known) for formula in self.formulas]


def trace(nested: tuple[Any, ...]) -> Trace:
    """A nested tuple of `traces_of` as a `Trace`."""
    formula, truth, parts, seen = nested
    return Trace(formula, truth, tuple(trace(part) for part in parts), seen)


def _function(rules: CompiledRules, traced: bool) -> Callable[[Row], list[Any]]:
    """The generated function, from a row to the truths or traces of all formulas."""
    writer = _Writer(rules, traced)
    results = [writer.write(formula, frozenset()) for formula in rules.formulas]
    cells = [cell for number in range(len(rules.events)) for cell in (f"c{number}", f"l{number}", f"h{number}")]
    cells += [f"f{number}" for number in range(len(rules.facts))]
    lines = [f"    ({', '.join(cells)},) = row" if cells else "    pass", *writer.lines]
    returned = [f"t{result}" if not traced else f"x{result}" for result in results]
    program = "\n".join(["def answers(row):", *lines, f"    return [{', '.join(returned)}]"])
    namespace: dict[str, Any] = {"leaf": _leaf, "k": writer.constants}
    exec(compile(program, "<compiled rules>", "exec"), namespace)  # noqa: S102 - made of numbers and fixed words only
    made: Callable[[Row], list[Any]] = namespace["answers"]
    return made


@dataclass
class _Writer:
    """Writes the program, one variable for each formula."""

    rules: CompiledRules
    traced: bool
    lines: list[str] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)
    written: dict[tuple[Formula, frozenset[str]], int] = field(default_factory=dict)

    def write(self, formula: Formula, assumed: frozenset[str]) -> int:
        """Write the program of a formula, judged where some events are assumed to happen; its variable's number."""
        key = (formula, assumed & frozenset(events_in(formula)))
        if key not in self.written:
            parts, seen = self._body(formula, assumed)
            number = self.written[key] = len(self.written)
            self._rename(number)
            if self.traced:
                inner = "".join(f"x{part}, " for part in parts)
                self.lines.append(f"    x{number} = ({self.constant(formula)}, t{number}, ({inner}), ({seen}))")
        return self.written[key]

    def _rename(self, number: int) -> None:
        """The last line assigns to `t`; give it its number."""
        self.lines[-1] = self.lines[-1].replace("    t = ", f"    t{number} = ", 1)

    def constant(self, value: object) -> str:
        """An expression for a constant."""
        self.constants.append(value)
        return f"k[{len(self.constants) - 1}]"

    def _put(self, expression: str) -> None:
        self.lines.append(f"    t = {expression}")

    def _body(self, formula: Formula, assumed: frozenset[str]) -> tuple[Sequence[int], str]:
        """Write the line that gives a formula's truth; its parts, and what it was judged on."""
        if any(is_derived(point) for node in walk(formula) for point in points_of(node)):
            return (), self._referred(formula, assumed)
        match formula:
            case core.Constant(truth):
                self._put(str(_NUMBERS[truth]))
                return (), ""
            case core.Happens(point):
                self._put(self._comes(point, assumed))
                return (), self._cells(point)
            case core.Within():
                self._put(self._within(formula, assumed))
                return (), self._cells(formula.point) + self._cells(formula.anchor)
            case core.Matches(fact, values):
                cell = f"f{self.rules.facts.index(fact)}"
                self._put(self._matches(cell, fact, values))
                return (), f"{cell}, "
            case core.Compare():
                return (), self._referred(formula, assumed)
            case core.Not(part):
                inner = self.write(part, assumed)
                self._put(f"2 - t{inner}")
                return (inner,), ""
            case core.All(parts) | core.Any(parts):
                written = [self.write(part, assumed) for part in parts]
                self._put(_extreme([f"t{part}" for part in written], "<" if isinstance(formula, core.All) else ">"))
                return written, ""
            case core.Count(parts, at_least, at_most):
                written = [self.write(part, assumed) for part in parts]
                self._put(_counted([f"t{part}" for part in written], at_least, at_most))
                return written, ""
            case core.Implies(premise, conclusion):
                first = self.write(premise, assumed)
                then = self.write(conclusion, assumed | _events(promised(premise)))
                self._put(_consequence(f"t{first}", f"t{then}"))
                return (first, then), ""
            case core.Gate(act, requires):
                inner = self.write(requires, assumed | _events((act,)))
                self._put(_consequence(self._comes(act, assumed), f"t{inner}"))
                return (inner,), self._cells(act)
            case _:
                assert_never(formula)

    def _referred(self, formula: Formula, assumed: frozenset[str]) -> str:
        """Write the line that asks the reference interpreter; what the formula is judged on."""
        self._put(self._reference(formula, assumed))
        return self._shown(formula)

    def _reference(self, formula: Formula, assumed: frozenset[str]) -> str:
        facts = tuple((fact, self.rules.kinds[fact]) for fact in facts_in(formula))
        return f"leaf({self.constant((formula, events_in(formula), facts, assumed))}, ({self._shown(formula)}))"

    def _shown(self, formula: Formula) -> str:
        """The cells of all events and facts of a formula."""
        facts = (f"f{self.rules.facts.index(fact)}, " for fact in facts_in(formula))
        return "".join((*(self._cells(Event(event)) for event in events_in(formula)), *facts))

    def _comes(self, point: Point, assumed: frozenset[str]) -> str:
        event = event_of(point)
        return "2" if event is None or event in assumed else f"c{self.rules.events.index(event)}"

    def _cells(self, point: Point) -> str:
        event = event_of(point)
        if event is None:
            return ""
        number = self.rules.events.index(event)
        return f"(c{number}, l{number}, h{number}), "

    def _day(self, point: Point, end: str) -> str:
        """The earliest (`l`) or latest (`h`) day of a point."""
        match point:
            case Event(name):
                return f"{end}{self.rules.events.index(name)}"
            case Day(day):
                return str(day.toordinal())
            case Shift(inner, period):
                return self._later(self._day(inner, end), period)
            case core.Named(_, inner):
                return self._day(inner, end)
            case core.Kth() | core.Guarded():
                raise AssertionError("derived points are left to the reference interpreter")
            case _:
                assert_never(point)

    def _later(self, day: str, period: Period) -> str:
        if period.is_zero:
            return day
        if not period.total_months:
            return f"{day} + {period.total_days}"
        return f"{self.constant(lru_cache(maxsize=65_536)(partial(_add, period)))}({day})"

    def _matches(self, cell: str, fact: str, values: tuple[bool | str, ...]) -> str:
        """Whether a yes/no or enumerated fact has one of the values."""
        if self.rules.kinds[fact] == "yes_no":
            return cell if values[0] is True else f"2 - {cell}"
        among = self.constant(frozenset(values))
        return f"1 if {cell} is None else 2 if {cell} <= {among} else 0 if {cell}.isdisjoint({among}) else 1"

    def _within(self, formula: core.Within, assumed: frozenset[str]) -> str:
        point, anchor = formula.point, formula.anchor
        if event_of(point) == event_of(anchor) and event_of(point) is not None:
            return self._reference(formula, assumed)
        sides = []
        if formula.least is not None:
            sides.append(self._not_before(point, anchor, formula.least, flip=False))
        if formula.most is not None:
            sides.append(self._not_before(point, anchor, formula.most, flip=True))
        comes = [come for come in (self._comes(point, assumed), self._comes(anchor, assumed)) if come != "2"]
        false = " or ".join([f"{come} == 0" for come in comes] + [false for _, false in sides])
        true = " and ".join([f"{come} == 2" for come in comes] + [true for true, _ in sides])
        return f"0 if {false or 'False'} else 2 if {true or 'True'} else 1"

    def _not_before(self, point: Point, anchor: Point, bound: Period, flip: bool) -> tuple[str, str]:
        """When `point` is surely on or after `anchor + bound` (on or before it, flipped), and when surely not."""
        early, late = (self._day(point, end) for end in "lh")
        first, last = (self._later(self._day(anchor, end), bound) for end in "lh")
        return (f"{late} <= {first}", f"{early} > {last}") if flip else (f"{early} >= {last}", f"{late} < {first}")


def _add(period: Period, day: float) -> float:
    return add_ordinal(day, period)


def _kinds(formulas: Iterable[Formula]) -> dict[str, str]:
    """How a row holds each fact: as a truth, as a set of values, or as a number; the most general use decides."""
    kinds: dict[str, str] = {}
    for node in (node for formula in formulas for node in walk(formula)):
        if isinstance(node, core.Matches):
            is_truth = len(node.values) == 1 and isinstance(node.values[0], bool)
            kinds[node.fact] = "yes_no" if is_truth and kinds.get(node.fact, "yes_no") == "yes_no" else "one_of"
        elif isinstance(node, core.Compare):
            kinds.update((fact, "number") for fact in facts_in(node))
    return kinds


def _events(points: Iterable[Point]) -> frozenset[str]:
    return frozenset(name for point in points if (name := event_of(point)) is not None)


def _extreme(values: list[str], sign: str) -> str:
    """The least (`<`) or greatest (`>`) of three-valued numbers, stopping at the first that decides."""
    if not values:
        return "2" if sign == "<" else "0"
    decisive, neutral = ("0", "2") if sign == "<" else ("2", "0")
    if len(values) == 1:
        return values[0]
    decided = " or ".join(f"{value} == {decisive}" for value in values)
    settled = " and ".join(f"{value} == {neutral}" for value in values)
    return f"{decisive} if {decided} else {neutral} if {settled} else 1"


def _counted(values: list[str], at_least: int, at_most: int | None) -> str:
    """Whether the number of true ones lies between the bounds."""
    certain = " + ".join(f"({value} == 2)" for value in values) or "0"
    possible = " + ".join(f"({value} != 0)" for value in values) or "0"
    highest = len(values) if at_most is None else at_most
    if at_least > highest:
        return "0"
    return (
        f"2 if {certain} >= {at_least} and {possible} <= {highest} "
        f"else 0 if {possible} < {at_least} or {certain} > {highest} else 1"
    )


def _consequence(condition: str, consequence: str) -> str:
    return f"2 if {condition} == 0 or {consequence} == 2 else 0 if {condition} == 2 and {consequence} == 0 else 1"


def _leaf(asked: Any, cells: tuple[Any, ...]) -> int:
    """What has no program of its own is judged by the reference interpreter."""
    formula, events, facts, assumed = asked
    entries = [
        Entry(event, Truth.TRUE if event in assumed else _TRUTHS[comes], earliest, latest)
        for event, (comes, earliest, latest) in zip(events, cells, strict=False)
    ]
    values = {fact: _state(kind, cell) for (fact, kind), cell in zip(facts, cells[len(events) :], strict=True)}
    return _NUMBERS[judge(formula, Knowledge(Timeline(entries), values)).truth]


def _state(kind: str, cell: Any) -> FactState:
    """What a cell says of a fact."""
    match kind:
        case "number":
            state: FactState = cell
            return state
        case "yes_no":
            return NOT_GIVEN if cell == 1 else Among((cell == 2,))
        case _:
            return NOT_GIVEN if cell is None else Among(tuple(sorted(cell, key=str)))
