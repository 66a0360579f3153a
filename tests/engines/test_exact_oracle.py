"""The exact engine against z3, on problems too large for trying every course of events."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from conditions import formula as f
from conditions.conflicts.enumeration import enumerate_all
from conditions.engines.exact import Completions, Limit, Refuted, Witness
from conditions.knowledge import Knowledge
from conditions.periods import Period
from conditions.timeline import Timeline, Unlisted
from conditions.truth import Truth

z3 = pytest.importorskip("z3")

OPEN = Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN)), {})


class Oracle:
    """Formulas of events and days, said to z3."""

    def __init__(self) -> None:
        self.solver: Any = z3.Solver()

    def happens(self, point: f.Point) -> Any:
        """Whether an event happens."""
        assert isinstance(point, f.Event)
        return z3.Bool(f"happens {point.name}")

    def day(self, point: f.Point) -> Any:
        """Its day."""
        assert isinstance(point, f.Event)
        return z3.Int(f"day {point.name}")

    def said(self, formula: f.Formula) -> Any:
        """A formula."""
        match formula:
            case f.Happens(point):
                return self.happens(point)
            case f.Within(point, anchor, least, most):
                gap = self.day(point) - self.day(anchor)
                sides = [] if least is None else [gap >= least.total_days]
                sides += [] if most is None else [gap <= most.total_days]
                return z3.And(self.happens(point), self.happens(anchor), *sides)
            case f.Not(part):
                return z3.Not(self.said(part))
            case f.All(parts):
                return z3.And(*map(self.said, parts))
            case f.Any(parts):
                return z3.Or(*map(self.said, parts))
            case f.Count(parts, at_least, at_most):
                count = z3.Sum(*(z3.If(self.said(part), 1, 0) for part in parts))
                return z3.And(count >= at_least, True if at_most is None else count <= at_most)
            case f.Gate(act, requires):
                return z3.Implies(self.happens(act), self.said(requires))
            case f.Implies(premise, conclusion):
                return z3.Implies(self.said(premise), self.said(conclusion))
            case _:
                raise AssertionError(formula)


def drawn(draw: random.Random, events: list[f.Event]) -> f.Formula:
    """A condition between some events."""
    a, b, c, d = draw.sample(events, 4)

    def after(one: f.Event, other: f.Event) -> f.Formula:
        return f.Within(one, other, least=Period(days=draw.randint(-2, 3)))

    kinds: list[Callable[[], f.Formula]] = [
        lambda: f.Gate(a, after(a, b)),
        lambda: f.Gate(a, f.Any((after(a, b), after(a, c)))),
        lambda: f.Gate(a, f.All((after(a, b), f.Not(after(a, d))))),
        lambda: f.Within(a, b, Period(days=-3), Period(days=draw.randint(-3, 3))),
        lambda: f.Count((f.Happens(a), after(b, c), f.Not(f.Happens(d))), 2),
        lambda: f.Count(tuple(map(f.Happens, (a, b, c, d))), 1, 2),
        lambda: f.Implies(f.Happens(a), f.Any((after(b, c), after(c, d)))),
    ]
    return draw.choice(kinds)()


def problem(seed: int, size: int, conditions: int) -> dict[str, f.Formula]:
    """Conditions between so many events."""
    draw = random.Random(seed)
    events = [f.Event(f"e{number}") for number in range(size)]
    return {f"c{number}": drawn(draw, events) for number in range(conditions)}


@pytest.mark.parametrize("seed", range(30))
def test_possible_or_not(seed: int) -> None:
    """Twelve events, thirty conditions: the same answer, and cores that z3 refutes too."""
    formulas = problem(seed, 12, 30)
    search, oracle = Completions(OPEN, free=True), Oracle()
    for name, formula in formulas.items():
        search.select(name, formula)
        oracle.solver.assert_and_track(oracle.said(formula), name)
    found = search.find(formulas)

    if isinstance(found, Witness):
        assert oracle.solver.check() == z3.sat
    else:
        assert isinstance(found, Refuted)
        assert oracle.solver.check(*map(z3.Bool, ())) == z3.unsat
        small = Oracle()
        small.solver.add(*(small.said(formulas[name]) for name in found.core))
        assert small.solver.check() == z3.unsat


@pytest.mark.parametrize("seed", range(6))
def test_cores_and_concessions_are_what_z3_says(seed: int) -> None:
    """Each core is refuted and minimal, each concession set is enough and minimal."""
    formulas = problem(100 + seed, 8, 14)
    search = Completions(OPEN, free=True)
    for name, formula in formulas.items():
        search.select(name, formula)
    found = enumerate_all(search, formulas, Limit(), 2_000)

    def holds(names: set[str]) -> bool:
        oracle = Oracle()
        oracle.solver.add(*(oracle.said(formulas[name]) for name in names))
        return bool(oracle.solver.check() == z3.sat)

    assert found.complete
    for core in found.cores[:20]:
        assert not holds(set(core))
        assert all(holds(set(core) - {name}) for name in core)
    for given_up in found.concessions[:20]:
        assert holds(set(formulas) - set(given_up))
        assert not any(holds((set(formulas) - set(given_up)) | {name}) for name in given_up)
