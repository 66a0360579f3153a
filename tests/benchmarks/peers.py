"""The same rules in the languages of other rule engines.

Three-valued logic needs two questions of an engine with two values: is the
formula known true, is it known false. Both are written from the core formula, so
that every peer answers exactly the same question; `single_check` verifies it.
Calendar arithmetic, which the peers lack, is done for them beforehand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final, assert_never

from conditions import formula as core
from conditions.dates import add_ordinal
from conditions.engines.compiled import CompiledRules, Row
from conditions.formula import Day, Event, Formula, Point, Shift, event_of
from conditions.semantics import promised

FAR: Final = 10**7
"""Stands for an open bound: no day of the calendar is as far."""


@dataclass(frozen=True)
class Style:
    """How a language writes the connectives."""

    both: str = " && "
    either: str = " || "
    no: str = "!({})"
    choose: str = "({} ? {} : {})"
    yes: str = "true"
    never: str = "false"
    field: str = "{}"


@dataclass
class Rails:
    """Writes the two questions of a formula; collects the shifted days they need.

    Attributes:
        shifted: Name of a field, with the event's cell and the calendar period it is shifted by.
    """

    style: Style
    shifted: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def both(self, parts: Sequence[str]) -> str:
        kept = [part for part in parts if part != self.style.yes]
        return self.style.never if self.style.never in kept else self._joined(kept, self.style.both, self.style.yes)

    def either(self, parts: Sequence[str]) -> str:
        kept = [part for part in parts if part != self.style.never]
        return self.style.yes if self.style.yes in kept else self._joined(kept, self.style.either, self.style.never)

    def _joined(self, parts: list[str], sign: str, empty: str) -> str:
        return empty if not parts else parts[0] if len(parts) == 1 else f"({sign.join(parts)})"

    def questions(self, formula: Formula, assumed: frozenset[str] = frozenset()) -> tuple[str, str]:
        """When the formula is known true, and when it is known false."""
        match formula:
            case core.Constant():
                raise NotImplementedError("no constant among the benchmark's rules")
            case core.Happens(point):
                return self._comes(point, assumed, 2), self._comes(point, assumed, 0)
            case core.Within(point, anchor, least, most):
                return self._within(point, anchor, least, most, assumed)
            case core.Matches(fact, (value,)):
                cell = self._cell(fact)
                return f"({cell} == {2 if value else 0})", f"({cell} == {0 if value else 2})"
            case core.Matches() | core.Compare():
                raise NotImplementedError("only yes/no facts among the benchmark's rules")
            case core.Not(part):
                true, false = self.questions(part, assumed)
                return false, true
            case core.All(parts):
                pairs = [self.questions(part, assumed) for part in parts]
                return self.both([true for true, _ in pairs]), self.either([false for _, false in pairs])
            case core.Any(parts):
                pairs = [self.questions(part, assumed) for part in parts]
                return self.either([true for true, _ in pairs]), self.both([false for _, false in pairs])
            case core.Count(parts, at_least, None) if not self.style.choose:
                pairs = [self.questions(part, assumed) for part in parts]
                enough = [self.both([true for true, _ in some]) for some in combinations(pairs, at_least)]
                beyond = len(parts) - at_least + 1
                too_few = [self.both([false for _, false in some]) for some in combinations(pairs, beyond)]
                return self.either(enough), self.either(too_few)
            case core.Count(parts, at_least, None):
                pairs = [self.questions(part, assumed) for part in parts]
                certain = " + ".join(self.style.choose.format(true, 1, 0) for true, _ in pairs)
                excluded = " + ".join(self.style.choose.format(false, 1, 0) for _, false in pairs)
                return f"(({certain}) >= {at_least})", f"(({excluded}) > {len(parts) - at_least})"
            case core.Count():
                raise NotImplementedError("only `at least` among the benchmark's rules")
            case core.Implies(premise, conclusion):
                given = self.questions(premise, assumed)
                events = frozenset(name for point in promised(premise) if (name := event_of(point)))
                then = self.questions(conclusion, assumed | events)
                return self.either([given[1], then[0]]), self.both([given[0], then[1]])
            case core.Gate(act, requires):
                then = self.questions(requires, assumed | {str(event_of(act))})
                never, surely = self._comes(act, assumed, 0), self._comes(act, assumed, 2)
                return self.either([never, then[0]]), self.both([surely, then[1]])
            case _:
                assert_never(formula)

    def false_alternatives(self, formula: Formula) -> list[str]:
        """The question whether a formula is known false, in several where one would be too large for a peer."""
        match formula:
            case core.Gate(act, core.Count(parts, at_least, None)):
                assumed = frozenset({str(event_of(act))})
                no = [self.questions(part, assumed)[1] for part in parts]
                surely = self._comes(act, frozenset(), 2)
                return [self.both([surely, *some]) for some in combinations(no, len(parts) - at_least + 1)]
            case _:
                return [self.questions(formula)[1]]

    def _cell(self, name: str, end: str = "") -> str:
        return self.style.field.format(name_of(name) + end)

    def _comes(self, point: Point, assumed: frozenset[str], wanted: int) -> str:
        event = event_of(point)
        if event is None or event in assumed:
            return self.style.yes if wanted == 2 else self.style.never
        return f"({self._cell(event, '_c')} == {wanted})"

    def _day(self, point: Point, end: str) -> str:
        match point:
            case Event(name):
                return self._cell(name, end)
            case Day(day):
                return str(day.toordinal())
            case Shift(Event(name), period) if period.total_months:
                made = f"{name_of(name)}_{re.sub('[^0-9a-z]', '_', str(period))}{end}"
                self.shifted[made] = (name_of(name) + end, period)
                return self.style.field.format(made)
            case Shift(inner, period):
                return f"({self._day(inner, end)} + {period.total_days})"
            case _:
                raise AssertionError("the rules of the comparison have no derived points")

    def _within(self, point: Point, anchor: Point, least: Any, most: Any, assumed: frozenset[str]) -> tuple[str, str]:
        true = [self._comes(point, assumed, 2), self._comes(anchor, assumed, 2)]
        false = [self._comes(point, assumed, 0), self._comes(anchor, assumed, 0)]
        for bound, flip in ((least, False), (most, True)):
            if bound is None:
                continue
            edge = Shift(anchor, bound)
            early, late = (anchor_end for anchor_end in ("_l", "_h"))
            low, high = self._day(point, early), self._day(point, late)
            first, last = self._day(edge, early), self._day(edge, late)
            true.append(f"({high} <= {first})" if flip else f"({low} >= {last})")
            false.append(f"({low} > {last})" if flip else f"({high} < {first})")
        return self.both(true), self.either(false)


def name_of(name: str) -> str:
    """A name that every language takes."""
    return re.sub(r"\W+", "_", name).strip("_")


def context(rules: CompiledRules, row: Row, shifted: dict[str, tuple[str, Any]]) -> dict[str, int]:
    """What the peers are given of one scenario: three numbers for an event, one for a fact."""
    cells: dict[str, int] = {}
    for number, event in enumerate(rules.events):
        comes, low, high = row[3 * number : 3 * number + 3]
        cells[f"{name_of(event)}_c"] = comes
        cells[f"{name_of(event)}_l"], cells[f"{name_of(event)}_h"] = _finite(low), _finite(high)
    for number, fact in enumerate(rules.facts):
        cells[name_of(fact)] = row[3 * len(rules.events) + number]
    for made, (cell, period) in shifted.items():
        day = cells[cell]
        cells[made] = day if abs(day) == FAR else _finite(add_ordinal(day, period))
    return cells


def _finite(day: float) -> int:
    return FAR if day == float("inf") else -FAR if day == -float("inf") else int(day)


Ask = Callable[[dict[str, int]], list[int]]
"""One scenario's truth numbers (0 false, 1 unknown, 2 true), rule by rule."""


@dataclass(frozen=True)
class Peer:
    """Another engine with the rules loaded."""

    name: str
    ask: Ask
    shifted: dict[str, tuple[str, Any]]


def cel(formulas: Sequence[Formula]) -> Peer:
    """Common Expression Language (Rust): one program that gives a list."""
    import cel as engine

    rails = Rails(Style())
    program = engine.compile(f"[{', '.join(_number(rails, formula) for formula in formulas)}]")
    return Peer("common-expression-language", lambda cells: list(program.execute(cells)), rails.shifted)


def rule_engine(formulas: Sequence[Formula]) -> Peer:
    """rule-engine (Python): one rule for each formula."""
    import rule_engine as engine

    rails = Rails(Style(both=" and ", either=" or ", no="not ({})"))
    rules = [engine.Rule(_number(rails, formula)) for formula in formulas]
    return Peer("rule-engine", lambda cells: [int(rule.evaluate(cells)) for rule in rules], rails.shifted)


def zen(formulas: Sequence[Formula], trace: bool = False) -> Peer:
    """zen-engine (Rust): one expression node of a decision."""
    import zen as engine

    rails = Rails(Style(both=" and ", either=" or ", no="not ({})"))
    lines = [
        {"id": str(number), "key": f"r{number}", "value": _number(rails, formula)}
        for number, formula in enumerate(formulas)
    ]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "rules",
            "name": "rules",
            "type": "expressionNode",
            "content": {"expressions": lines},
            "position": {"x": 1, "y": 0},
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "rules"},
        {"id": "2", "type": "edge", "sourceId": "rules", "targetId": "out"},
    ]
    decision = engine.ZenEngine().create_decision(
        json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})
    )
    options: Any = {"trace": True} if trace else {}

    def ask(cells: dict[str, int]) -> list[int]:
        result = decision.evaluate(cells, options)["result"]
        return [int(result[f"r{number}"]) for number in range(len(formulas))]

    return Peer("zen-engine with trace" if trace else "zen-engine", ask, rails.shifted)


def zen_traced(formulas: Sequence[Formula]) -> Peer:
    """zen-engine with the trace of its evaluation."""
    return zen(formulas, trace=True)


def cedar(formulas: Sequence[Formula]) -> Peer:
    """cedarpy (Rust): two policies for each formula; the determining ones are the answer."""
    import cedarpy as engine

    style = Style(choose="(if {} then {} else {})", field="context.{}")
    rails = Rails(style)
    policies = []
    for number, formula in enumerate(formulas):
        for side, question in zip("tf", rails.questions(formula), strict=True):
            policies.append(f'@id("{side}{number}") permit (principal, action, resource) when {{ {question} }};')
    text = "\n".join(policies)
    ids = [f"{side}{number}" for number in range(len(formulas)) for side in "tf"]
    loaded, nobody = engine.PolicySet.from_str(text), engine.Entities.from_json_str("[]")

    def ask(cells: dict[str, int]) -> list[int]:
        request = {"principal": 'U::"a"', "action": 'A::"a"', "resource": 'R::"a"', "context": cells}
        answer = engine.is_authorized(request, loaded, nobody)
        held = {ids[int(reason.removeprefix("policy"))] for reason in answer.diagnostics.reasons}
        return [2 if f"t{number}" in held else 0 if f"f{number}" in held else 1 for number in range(len(formulas))]

    return Peer("cedarpy", ask, rails.shifted)


def durable(formulas: Sequence[Formula]) -> Peer:
    """durable-rules (C): two rules for each formula over one event, in sets small enough for its limits."""
    from durable import lang

    rails = Rails(Style(both=" & ", either=" | ", choose="", field="m.{}"))
    held: set[str] = set()
    names = []
    for number, formula in enumerate(formulas):
        names.append(f"rules{number}")
        with lang.ruleset(names[-1]):
            true, _ = rails.questions(formula)
            sides = [("t", true), *(("f", question) for question in rails.false_alternatives(formula))]
            for side, question in sides:
                when = eval(question, {"m": lang.m})
                lang.when_all(when)(_noting(held, f"{side}{number}"))
            lang.when_all(lang.m.always == 1)(_noting(held, ""))

    def ask(cells: dict[str, int]) -> list[int]:
        held.clear()
        for name in names:
            lang.post(name, {**cells, "always": 1})
        return [2 if f"t{number}" in held else 0 if f"f{number}" in held else 1 for number in range(len(formulas))]

    return Peer("durable-rules", ask, rails.shifted)


def _noting(held: set[str], name: str) -> Callable[[Any], None]:
    def note(_: Any) -> None:
        held.add(name)

    return note


def _number(rails: Rails, formula: Formula) -> str:
    """An expression for the truth number of a formula."""
    true, false = rails.questions(formula)
    return rails.style.choose.format(true, 2, rails.style.choose.format(false, 0, 1))
