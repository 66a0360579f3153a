"""How long conflicts take, on planted conflicts whose answers are known.

    python -m tests.benchmarks.conflicts            # everything
    python -m tests.benchmarks.conflicts istanbul   # one line

Z3 and clingo-dl are asked the same where they are installed. Times are those of the processor, the best of three runs,
in milliseconds, so that other work on the machine counts little.
"""

from __future__ import annotations

import math
import random
import sys
import time
import typing
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from conditions import load_dossier
from conditions.conflicts import InConflict, conflicts
from conditions.conflicts.analysis import Held
from conditions.conflicts.blocks import blocks
from conditions.conflicts.concessions import cheapest
from conditions.conflicts.enumeration import Enumerated, Search, enumerate_all, minimal_core
from conditions.engines.exact import Completions, Limit, Outcome, Refuted, Witness
from conditions.engines.exact.door import Cheapest
from conditions.formula import All, Any, Event, Formula, Gate, Happens, Within
from conditions.knowledge import Knowledge
from conditions.periods import Period
from conditions.timeline import Timeline, Unlisted
from conditions.truth import Truth

SCENARIOS = Path(__file__).parents[2] / "scenarios"
OPEN = Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN)), {})
DAY = Period(days=1)
Find = Callable[[Iterable[str]], "frozenset[str] | None"]
"""Nothing where some conditions hold together, else some of them that do not."""


@dataclass(frozen=True)
class Planted:
    """Conditions with planted conflicts.

    Attributes:
        formulas: The conditions, by name.
        goal: What must happen.
        cores: The cores that were planted: these and no others.
    """

    formulas: dict[str, Formula]
    goal: Formula
    cores: tuple[frozenset[str], ...]


def after(one: str, other: str, days: int = 1) -> Formula:
    """The one only from so many days after the other."""
    return Gate(Event(one), Within(Event(one), Event(other), least=Period(days=days)))


def planted(conditions: int, circles: Iterable[int], seed: int = 1) -> Planted:
    """Conditions that respect one order of their events, and circles in events of their own.

    Args:
        conditions: How many conditions there are in all.
        circles: The length of each circle.
        seed: What the orders are drawn with.
    """
    draw = random.Random(seed)
    formulas: dict[str, Formula] = {}
    cores, events = [], []
    for number, length in enumerate(circles):
        names = [f"k{number}.{place}" for place in range(length)]
        events += names
        core = {f"circle {number}.{place}": after(names[place - 1], names[place]) for place in range(length)}
        formulas |= core
        cores.append(frozenset(core))
    free = [f"e{number}" for number in range(max(2, (conditions - len(formulas)) // 2))]
    events += free
    for number in range(conditions - len(formulas)):
        earlier, later = sorted(draw.sample(range(len(free)), 2))
        formulas[f"order {number}"] = after(free[later], free[earlier], draw.randint(0, 3))
    return Planted(formulas, All(tuple(Happens(Event(name)) for name in events)), tuple(cores))


def dense(events: int, conditions: int, seed: int = 1) -> Planted:
    """Each event needs one of two others before it, so that none can be the first."""
    draw = random.Random(seed)
    names = [f"e{number}" for number in range(events)]
    formulas: dict[str, Formula] = {}
    for number in range(conditions):
        one, other, third = (Event(name) for name in draw.sample(names, 3))
        either = Any((Within(one, other, least=DAY), Within(one, third, least=DAY)))
        formulas[f"c{number}"] = Gate(one, either)
    return Planted(formulas, All(tuple(Happens(Event(name)) for name in names)), ())


def search_of(problem: Planted) -> Held:
    """A search in which the goal holds in any case."""
    search = Completions(OPEN, free=True, start=738_000)
    search.require(problem.goal)
    for name, formula in problem.formulas.items():
        search.select(name, formula)
    return Held(search, ())


def timed(work: Callable[[], object], times: int = 3) -> tuple[float, object]:
    """The best of a few runs in milliseconds, and what came out last."""
    best, found = float("inf"), None
    for _ in range(times):
        start = time.process_time()
        found = work()
        best = min(best, (time.process_time() - start) * 1_000)
    return best, found


def istanbul() -> Iterator[str]:
    """The first dossier: loading is not counted."""
    dossier = load_dossier(SCENARIOS / "istanbul-2022/dossier.yaml")
    chosen = {"UA-withdrawal": "all_territory", "RU-withdraws-after-signature": "any_part", "RU-territory": "lenient"}

    def union() -> object:
        found = conflicts(
            dossier,
            ["ua_signs", "ru_signs"],
            as_of="2022-04-26",
            level="hypothetical",
            accounts=["RU"],
            readings={**chosen, "UA-referendum": "held"},
        )
        return found.result

    took, result = timed(union, 5)
    assert isinstance(result, InConflict)
    yield f"istanbul, one reading, {len(result.cores)} cores, {result.count} concession sets: {took:.1f} ms (target 20)"
    held, taken = _prepared(dossier, chosen)
    took, _ = timed(lambda: enumerate_all(held, taken, Limit(), 1_000), 5)
    yield f"istanbul, cores and concession sets alone: {took:.1f} ms (target 5)"


def _prepared(dossier: object, chosen: dict[str, str]) -> tuple[Held, list[str]]:
    from conditions.conflicts.analysis import Analysis, Asked
    from conditions.model.dossier import Dossier

    assert isinstance(dossier, Dossier)
    asked = Asked("2022-04-26", None, ["RU"], {**chosen, "UA-referendum": "held"}, "hypothetical")
    analysis = Analysis(dossier, ["ua_signs", "ru_signs"], (), None, asked, (), Limit(), 1_000)
    names = [taken.named.name for readings in analysis.taken.values() for taken in readings.values()]
    return Held(analysis.search, tuple(analysis.hard)), names


def large(count: int) -> Iterator[str]:
    """Many conditions with a few planted circles."""
    problem = planted(count, [2, 3, 4, 5, 3])
    broken = [next(iter(core)) for core in problem.cores]
    kept = [name for name in problem.formulas if name not in broken]
    took, held = timed(lambda: search_of(problem), 1)
    assert isinstance(held, Held)
    yield f"{count} conditions: built in {took:.0f} ms"
    took, found = timed(lambda: held.find(kept), 1)
    assert isinstance(found, Witness)
    yield f"{count} conditions: first timeline {took:.1f} ms (target 30 of 1,000)"
    took, found = timed(lambda: held.find(kept), 3)
    yield f"{count} conditions: the same again {took:.1f} ms"
    took, found = timed(lambda: held.find(kept[1:]), 3)
    yield f"{count} conditions: what if, {took:.1f} ms (target 1 of 1,000)"

    def core() -> object:
        outcome = held.find(problem.formulas)
        assert isinstance(outcome, Refuted)
        return minimal_core(held, outcome.core, Limit())

    took, small = timed(core, 1)
    assert small in problem.cores
    yield f"{count} conditions: a minimal core {took:.1f} ms (target 10 of 1,000; 300 of 5,000)"
    weights = dict.fromkeys(problem.formulas, Fraction(1))
    Cheapest({"": 1})  # so that what it imports is not counted
    took, best = timed(lambda: cheapest(held, weights, (), Limit()), 1)
    assert isinstance(best, frozenset)
    assert len(best) == len(problem.cores)
    yield f"{count} conditions: cheapest concession {took:.0f} ms (target 300 of 1,000; 5,000 of 5,000)"
    took, _ = timed(lambda: blocks(problem.formulas, [problem.goal], OPEN), 1)
    yield f"{count} conditions: parts {took:.0f} ms"


def no_solution() -> Iterator[str]:
    """80 events, 800 orders with an alternative each, no solution."""
    problem = dense(80, 800)
    held = search_of(problem)

    def core() -> object:
        outcome = held.find(problem.formulas, Limit.seconds(60))
        assert isinstance(outcome, Refuted)
        return minimal_core(held, outcome.core, Limit.seconds(60))

    took, found = timed(core, 1)
    assert isinstance(found, frozenset)
    yield f"80 events, 800 orders: proof and a core of {len(found)} in {took:.0f} ms (target 5,000)"


def products() -> Iterator[str]:
    """Concession sets as a product."""
    problem = planted(40, [2, 2, 3, 3, 4, 4, 5, 7])
    held = search_of(problem)

    def count() -> int:
        total = 1
        for group in blocks(problem.formulas, [problem.goal], OPEN):
            if isinstance(held.find(group), Refuted):
                total *= len(enumerate_all(held, group, Limit(), 10_000).concessions)
        return total

    took, total = timed(count)
    yield f"{total} concession sets as a product: {took:.0f} ms (target 100 for 20,000)"


class Z3:
    """Conditions of the form of `after` as implications on Z3."""

    def __init__(self, problem: Planted) -> None:
        z3: typing.Any = import_module("z3")
        self._solver: typing.Any = z3.Solver()
        self._satisfiable: typing.Any = z3.sat
        self._bools: dict[str, typing.Any] = {name: z3.Bool(name) for name in problem.formulas}
        for name, formula in problem.formulas.items():
            assert isinstance(formula, Gate)
            window = formula.requires
            assert isinstance(window, Within)
            assert isinstance(window.point, Event)
            assert isinstance(window.anchor, Event)
            assert window.least is not None
            later, earlier = z3.Int(window.point.name), z3.Int(window.anchor.name)
            self._solver.add(z3.Implies(self._bools[name], later - earlier >= window.least.total_days))

    def find(self, names: Iterable[str]) -> frozenset[str] | None:
        """Nothing where these hold together, else some of them that do not."""
        if self._solver.check(*(self._bools[name] for name in names)) == self._satisfiable:
            return None
        return frozenset(map(str, self._solver.unsat_core()))


def with_z3(count: int) -> Iterator[str]:
    """The same on Z3, with the same shrinking of cores; nothing where it is not installed."""
    if not _is_there("z3"):
        return
    problem = planted(count, [2, 3, 4, 5, 3])
    built, solver = timed(lambda: Z3(problem), 1)
    assert isinstance(solver, Z3)
    yield f"{count} conditions on Z3: built in {built:.0f} ms, {_asked(problem, solver.find)}"


@dataclass(frozen=True)
class Answering:
    """Another solver in the place of ours, for the same enumeration; its timelines are not read."""

    solver: Find
    witness: Witness

    def find(self, names: Iterable[str], limit: Limit | None = None) -> Outcome:  # noqa: ARG002 - no limit is needed here
        """A completion, or names that cannot hold together."""
        core = self.solver(names)
        return self.witness if core is None else Refuted(tuple(core))


def enumerated() -> Iterator[str]:
    """All cores and concession sets of as many conditions as Istanbul has, by the same enumeration on each solver.

    And as `conflicts` finds them: part by part, so that the sets of the whole are a product.
    """
    problem = planted(24, [2, 3, 4])
    held = search_of(problem)
    witness = held.find(())
    assert isinstance(witness, Witness)
    ways: dict[str, Search] = {"own": held}
    if _is_there("clingodl"):
        ways["clingo-dl"] = Answering(ClingoDl(problem).find, witness)
    if _is_there("z3"):
        ways["Z3"] = Answering(Z3(problem).find, witness)
    answers, told = [], []
    for name, search in ways.items():
        took, found = timed(partial(enumerate_all, search, problem.formulas, Limit(), 10_000), 15)
        answers.append(found)
        told.append(f"{name} {took:.1f} ms")

    def by_parts() -> list[Enumerated]:
        return [enumerate_all(held, part, Limit(), 10_000) for part in blocks(problem.formulas, [problem.goal], OPEN)]

    took, parts = timed(by_parts, 15)
    first = answers[0]
    assert isinstance(first, Enumerated)
    assert isinstance(parts, list)
    assert all(found == first for found in answers)
    assert set(problem.cores) == set(map(frozenset, first.cores))
    assert len(first.concessions) == math.prod(len(part.concessions) for part in parts)
    yield (
        f"{len(problem.formulas)} conditions, {len(first.cores)} cores, {len(first.concessions)} concession sets: "
        f"{', '.join(told)}; own, part by part {took:.1f} ms"
    )


def _is_there(package: str) -> bool:
    return find_spec(package) is not None


def _asked(problem: Planted, find: Find) -> str:
    """What a first timeline, a minimal core and a cheapest concession take, as ours are found, by another solver."""
    broken = {next(iter(core)) for core in problem.cores}
    took, core = timed(lambda: find(name for name in problem.formulas if name not in broken), 1)
    assert core is None
    shrunk, found = timed(lambda: minimal(problem.formulas, find), 1)
    assert found in problem.cores
    gave, best = timed(lambda: concession(problem.formulas, find), 1)
    assert isinstance(best, frozenset)
    assert len(best) == len(problem.cores)
    return f"first timeline {took:.1f} ms, a minimal core {shrunk:.1f} ms, cheapest concession {gave:.0f} ms"


def minimal(names: Iterable[str], find: Find) -> frozenset[str]:
    """A minimal core; empty where there is none."""
    kept = find(names) or frozenset()
    for name in sorted(kept):
        if name in kept and (smaller := find(kept - {name})) is not None:
            kept = smaller
    return kept


def concession(names: Collection[str], find: Find) -> frozenset[str]:
    """The fewest names without which the others hold together: those that meet all cores that are found."""
    meeting, best = Cheapest(dict.fromkeys(names, 1)), frozenset[str]()
    while core := minimal([name for name in names if name not in best], find):
        meeting.meet(core)
        best = meeting.get()
    return best


class ClingoDl:
    """Conditions of the form of `after`, or with alternatives, as rules of clingo-dl: each may be assumed to count."""

    def __init__(self, problem: Planted) -> None:
        clingo: typing.Any = import_module("clingo")
        theory: typing.Any = import_module("clingodl").ClingoDLTheory()
        self.control: typing.Any = clingo.Control(["--warn=none"])
        theory.register(self.control)
        self.numbers = {name: number for number, name in enumerate(problem.formulas)}
        program = "".join(self._rules(number, problem.formulas[name]) for name, number in self.numbers.items())
        with import_module("clingo.ast").ProgramBuilder(self.control) as builder:
            import_module("clingo.ast").parse_string(program, lambda rule: theory.rewrite_ast(rule, builder.add))
        self.control.ground([("base", [])])
        theory.prepare(self.control)
        atoms = self.control.symbolic_atoms
        self._literals: dict[str, int] = {
            name: atoms[clingo.Function("c", [clingo.Number(number)])].literal for name, number in self.numbers.items()
        }
        self._names = {literal: name for name, literal in self._literals.items()}

    def _rules(self, number: int, formula: Formula) -> str:
        assert isinstance(formula, Gate)
        sides = formula.requires.parts if isinstance(formula.requires, Any) else (formula.requires,)
        either = "; ".join(f"o({number},{place})" for place in range(len(sides)))
        rules = [f"{{c({number})}}.\n", f"1 {{{either}}} :- c({number}).\n"]
        for place, side in enumerate(sides):
            assert isinstance(side, Within)
            assert isinstance(side.point, Event)
            assert isinstance(side.anchor, Event)
            assert side.least is not None
            later, earlier = (f'"{event.name}"' for event in (side.point, side.anchor))
            rules.append(f"&diff {{ {earlier} - {later} }} <= {-side.least.total_days} :- o({number},{place}).\n")
        return "".join(rules)

    def find(self, names: Iterable[str]) -> frozenset[str] | None:
        """Nothing where these hold together, else some of them that do not."""
        core: list[str] = []

        def told(literals: Iterable[int]) -> None:
            core.extend(self._names[literal] for literal in literals)

        done = self.control.solve(assumptions=[self._literals[name] for name in names], on_core=told)
        return None if done.satisfiable else frozenset(core)


def with_clingo_dl() -> Iterator[str]:
    """The same on clingo-dl; nothing where it is not installed."""
    if not _is_there("clingodl"):
        return
    for count in (1_000, 5_000):
        yield _on_clingo_dl(count)
    problem = dense(80, 800)
    took, small = timed(lambda: minimal(problem.formulas, ClingoDl(problem).find), 1)
    assert isinstance(small, frozenset)
    yield f"80 events, 800 orders on clingo-dl: proof and a core of {len(small)} in {took:.0f} ms"


def _on_clingo_dl(count: int) -> str:
    problem = planted(count, [2, 3, 4, 5, 3])
    built, solver = timed(lambda: ClingoDl(problem), 1)
    assert isinstance(solver, ClingoDl)
    return f"{count} conditions on clingo-dl: built in {built:.0f} ms, {_asked(problem, solver.find)}"


LINES: dict[str, Callable[[], Iterator[str]]] = {
    "istanbul": istanbul,
    "1000": lambda: large(1_000),
    "5000": lambda: large(5_000),
    "z3": lambda: (line for count in (1_000, 5_000) for line in with_z3(count)),
    "clingo-dl": with_clingo_dl,
    "all": enumerated,
    "dense": no_solution,
    "product": products,
}


def main(names: list[str]) -> None:
    """Run and print."""
    for name in names or LINES:
        for told in LINES[name]():
            print(told, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
