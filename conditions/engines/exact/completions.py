"""All completions of what is known in which formulas hold: found one at a time, or refuted by a set of names.

The solver proposes which events happen, which orders hold and which values facts have; days,
months and numbers are looked at afterwards, and what cannot be becomes a lemma, which holds in any case.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from conditions.certificates import Declared, Witness
from conditions.engines.exact import calendar, months, numbers
from conditions.engines.exact.door import solver
from conditions.engines.exact.encoding import Encoding
from conditions.engines.exact.network import Days, Network, earliest
from conditions.engines.exact.ranks import MOST_EVENTS, Ranks, events_of
from conditions.engines.exact.terms import ORIGIN, Le
from conditions.formula import Formula
from conditions.knowledge import Knowledge
from conditions.periods import FIRST_DAY, LAST_DAY

_LOOPS: Final = 40
"""How often one question is answered by loops of days alone."""
_CONFLICTS: Final = 2_000
"""How many conflicts the solver may have before it is asked whether time is up."""


@dataclass(frozen=True)
class Refuted:
    """No completion: the formulas of these names cannot hold together with what is required in any case."""

    core: tuple[str, ...]


@dataclass(frozen=True)
class Undecided:
    """The time or the number of rounds ran out first."""


Outcome: TypeAlias = Witness | Refuted | Undecided


@dataclass
class Limit:
    """How long to look.

    Attributes:
        until: The time of `time.monotonic` at which to stop; `None` for any time.
        rounds: How often the days of one question may be looked at.
    """

    until: float | None = None
    rounds: int = 1_000

    @classmethod
    def seconds(cls, seconds: float | None) -> Limit:
        """A limit so many seconds from now."""
        return cls(None if seconds is None else time.monotonic() + seconds)

    @property
    def is_over(self) -> bool:
        """Whether time is up."""
        return self.until is not None and time.monotonic() >= self.until


class Completions:
    """The completions of some knowledge in which formulas hold.

    Attributes:
        known: What is known.
        encoding: Its literals.
        start: The day before which a witness puts nothing that can come later; by default the first of all days.
        rounds: How often days have been looked at so far.
    """

    def __init__(
        self,
        known: Knowledge,
        values: Declared | None = None,
        *,
        free: bool = False,
        start: int = FIRST_DAY,
    ) -> None:
        """Start with what is known alone.

        Args:
            known: What is known.
            values: The values that yes/no and enumerated facts may have.
            free: Whether what no knowledge decides may turn out either way; else it is neither true nor false.
            start: The day before which a witness puts nothing that can come later, an ordinal.
        """
        self.known = known
        self.encoding: Encoding = Encoding(known, values, free=free)
        self.start = start
        self.rounds: int = 0
        self._solver: Any = solver()
        self._names: dict[int, str] = {}
        self._literals: dict[str, int] = {}
        self._guess: Days = {}
        self._network = Network(self.encoding.edges)
        self._apart: dict[int, None] = {}
        self._ranks: Ranks | None = None
        self._by_calendar = False
        # Orders of days that lemmas brought. What is asked anew may mean one of them: then none counts as learnt.
        self._learnt: set[int] = set()

    def __del__(self) -> None:
        if hasattr(self, "_solver"):
            self._solver.delete()

    # --- what is to hold -------------------------------------------------------

    def require(self, formula: Formula) -> None:
        """The formula is true in any case."""
        self._learnt.clear()
        self.encoding.clauses.add(self.encoding.true(formula))

    def select(self, name: str, formula: Formula) -> None:
        """The formula is true where its name is asked for."""
        self.choose(name, self.encoding.true(formula))

    def choose(self, name: str, literal: int) -> None:
        """A literal is true where its name is asked for."""
        if name in self._literals:
            raise ValueError(f"two formulas are called `{name}`")
        self._learnt.clear()
        made = self._literals[name] = self.encoding.clauses.variable()
        self._names[made] = name
        self.encoding.clauses.add(-made, literal)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all formulas that may be asked for."""
        return tuple(self._literals)

    # --- questions --------------------------------------------------------------

    def find(self, names: Iterable[str], limit: Limit | None = None, *, early: bool = True) -> Outcome:
        """A completion in which the formulas of these names hold, or which of them cannot hold together.

        Args:
            names: The names.
            limit: How long to look.
            early: Whether events come as early as the chosen orders let them, from the start on; else on any days.
        """
        return self._find([self._literals[name] for name in names], limit or Limit(), early=early)

    def _find(self, asked: list[int], limit: Limit, *, early: bool = True) -> Outcome:
        for number in range(limit.rounds):
            if number == _LOOPS:
                before = self.encoding.clauses.count
                self._rank()
                self.encoding.agree()
                self._learnt.update(range(before + 1, self.encoding.clauses.count + 1))
                self._by_calendar = bool(self.encoding.orders)
            if self._by_calendar:
                self._want_few_orders()
            if self._ranks is not None:
                self._ranks.tie(self.encoding.differences())
            if limit.is_over:
                break
            self._pass_on()
            answer = self._solve(asked, limit)
            if answer is None:
                return Undecided()
            if not answer:
                core = self._solver.get_core() or []
                return Refuted(tuple(self._names[literal] for literal in core if literal in self._names))
            self.rounds += 1
            found = self._look(set(self._solver.get_model()), early=early)
            if found is not None:
                return found
        return Undecided()

    def simplest(self, names: Iterable[str], witness: Witness, limit: Limit | None = None) -> Witness:
        """A completion in which these formulas hold too, with nothing happening that need not, and all of it soon.

        Args:
            names: The formulas.
            witness: A completion in which they hold.
            limit: How long to look; what has been found by then is given.
        """
        limit = limit or Limit()
        fixed = [self._literals[name] for name in names]
        again = self._find(fixed, limit)
        found = again if isinstance(again, Witness) else witness
        bounds = self._from_start(witness.days)
        later = self._find([*fixed, *bounds], limit)
        if isinstance(later, Witness):
            found = later
            fixed += bounds
        else:
            for bound in bounds:
                later = self._find([*fixed, bound], limit)
                if isinstance(later, Witness):
                    found = later
                    fixed.append(bound)
        for event in witness.days:
            literal = self.encoding.happens[event]
            if found.days[event] is not None:
                simpler = self._find([*fixed, -literal], limit)
                if isinstance(simpler, Witness):
                    found = simpler
            if found.days[event] is None:
                fixed.append(-literal)
        return self._soonest(fixed, found, limit)

    def _soonest(self, fixed: list[int], witness: Witness, limit: Limit) -> Witness:
        """A completion in which the last event comes as early as it can, once all that is fixed has come."""
        days = [day for day in witness.days.values() if day is not None]
        first = max([self.start - 1, *(self.encoding.range_of(event)[0] - 1 for event in witness.happening())])
        last, step = max(days, default=first), len(days)
        while first + 1 < last and not limit.is_over:
            middle = min(first + step, (first + last) // 2)
            found = self._find([*fixed, self._by(middle, witness.days)], limit)
            if isinstance(found, Witness):
                witness, last = found, max(day for day in found.days.values() if day is not None)
            else:
                first, step = middle, step * 2
        return witness

    def _from_start(self, events: Iterable[str]) -> list[int]:
        """For each event that can come later a literal for which it does not happen before the start."""
        found = []
        for event in events:
            if self.encoding.range_of(event)[1] >= self.start:
                made = self.encoding.clauses.variable()
                happens = self.encoding.happens[event]
                self.encoding.clauses.add(-made, -happens, self.encoding.le(Le(ORIGIN, event, -self.start)))
                found.append(made)
        return found

    def _by(self, day: int, events: Iterable[str]) -> int:
        """A literal for which everything that happens does so by the end of a day."""
        made = self.encoding.clauses.variable()
        self._learnt.clear()
        for event in events:
            happens = self.encoding.happens[event]
            self.encoding.clauses.add(-made, -happens, self.encoding.le(Le(event, ORIGIN, day)))
        return made

    def _rank(self) -> None:
        """Order all events at once, if that has not been done and they are not too many."""
        events = list(events_of(self.encoding.differences()))
        if self._ranks is None and len(events) <= MOST_EVENTS:
            self._ranks = Ranks(self.encoding.clauses, events)

    def _pass_on(self) -> None:
        self._solver.append_formula(self.encoding.clauses.taken(), no_return=True)

    def _solve(self, asked: list[int], limit: Limit) -> bool | None:
        while True:
            self._solver.conf_budget(_CONFLICTS)
            answer: bool | None = self._solver.solve_limited(assumptions=asked)
            if answer is not None:
                return answer
            if limit.is_over:
                return None

    def _look(self, model: set[int], *, early: bool) -> Witness | None:
        """The witness that a model of the clauses is, or `None` after lemmas that exclude it."""
        settled = self._network.settle(self._guess, model)
        self._guess = settled.days
        for loop in settled.loops:
            self._exclude(literal for edge in loop for literal in edge.reason)
        if settled.loops:
            self._guide(model, settled.days)
            return None
        days = self._days(model) if early else _from_origin(settled.days)
        if self._by_calendar and self._breaks_months(model, days):
            kept = self._by_the_calendar(model)
            if kept is None:
                return None
            days = kept
        if self._learn_months(model, days):
            return None
        bounds = [bound for bound in self.encoding.facts.bounds if model.issuperset(bound.reason)]
        found = numbers.solve(bounds) if bounds else {}
        if isinstance(found, numbers.Refuted):
            self._exclude(literal for bound, _ in found.bounds for literal in bound.reason)
            return None
        return self._witness(model, days, found)

    def _exclude(self, literals: Iterable[int]) -> None:
        self.encoding.clauses.add(*(-literal for literal in dict.fromkeys(literals)))

    def _guide(self, model: set[int], days: Mapping[str, int]) -> None:
        """Let the solver try first, of orders between events that happen, those that these days keep."""
        phases = []
        for order, literal in self.encoding.differences():
            first, second = days.get(order.first), days.get(order.second)
            keeps = first is not None and second is not None and first - second <= order.most
            happen = self.encoding.happens[order.first] in model and self.encoding.happens[order.second] in model
            phases.append(literal if keeps and happen else -literal)
        phases += self._apart
        # An order in months is not to hold without need: it and its opposite would chase each other through the years.
        phases += [-literal for _, literal in self.encoding.orders]
        if phases:
            self._solver.set_phases(phases)

    def _want_few_orders(self) -> None:
        """Let the solver try orders last of which nothing is asked: together they may be what cannot be."""
        self._pass_on()
        self._solver.set_phases([-literal for _, literal in (*self.encoding.differences(), *self.encoding.orders)])

    def _days(self, model: set[int]) -> Days:
        """The first days that keep all edges that hold, from the start on where that can be."""
        edges = [edge for edge in self.encoding.edges if model.issuperset(edge.reason)]
        return earliest(edges, self._wished())

    def _wished(self) -> dict[str, int]:
        return {event: self.start for event in self.encoding.happens if event}

    def _breaks_months(self, model: set[int], days: Mapping[str, int]) -> bool:
        """Whether days break an order in months that holds."""
        return any(
            literal in model and not months.keeps(order, days[order.first.event], days[order.second.event])
            for order, literal in self.encoding.orders
        )

    def _by_the_calendar(self, model: set[int]) -> Days | None:
        """Days that keep every order that holds, also in months; `None` after a lemma that excludes some of them."""
        # What was learnt of days follows from the orders: where days keep these, it can be chosen as the days have it.
        active = (edge for edge in self.encoding.edges if model.issuperset(edge.reason))
        happens = self.encoding.happens  # a day after months, as if it were an event, says no more than its orders do
        edges = (
            edge
            for edge in active
            if edge.source in happens and edge.target in happens and self._learnt.isdisjoint(edge.reason)
        )
        orders = ((order, literal) for order, literal in self.encoding.orders if literal in model)
        found = calendar.settle(calendar.ties(edges, orders), self._wished())
        if isinstance(found, calendar.Impossible):
            self._exclude(found.reason)
            return None
        return self._days(model) if found is None else found  # where that takes too long, days are learnt as before

    def _learn_months(self, model: set[int], days: Mapping[str, int]) -> bool:
        """Add a lemma for every order in months that the days break; whether there was one."""
        broken, before = False, self.encoding.clauses.count
        for order, literal in list(self.encoding.orders):
            first, second = order.first.event, order.second.event
            if literal in model and not months.keeps(order, days[first], days[second]):
                broken = True
                learnt = months.lemma(order, days[first], days[second])
                out = [-literal, *self._outside(first, learnt.first)]
                if first == second:
                    self.encoding.clauses.add(*out)
                else:
                    bound = self.encoding.le(Le(first, second, learnt.most))
                    self.encoding.clauses.add(*out, *self._outside(second, learnt.second), bound)
                    # Else the solver may move both events a little further again and again.
                    self._apart[self.encoding.le(Le(first, second, months.surely(order)))] = None
        self._learnt.update(range(before + 1, self.encoding.clauses.count + 1))
        return broken

    def _outside(self, event: str, days: tuple[int, int]) -> Iterator[int]:
        """Literals for which an event lies before the first or after the last of these days."""
        first, last = days
        if first > FIRST_DAY:
            yield self.encoding.le(Le(event, ORIGIN, first - 1))
        if last < LAST_DAY:
            yield self.encoding.le(Le(ORIGIN, event, -(last + 1)))

    def _witness(self, model: set[int], days: Mapping[str, int], found: Mapping[str, Any]) -> Witness:
        happens = self.encoding.happens
        values = {
            fact: next(value for value, literal in options.items() if literal in model)
            for fact, options in self.encoding.facts.values.items()
        }
        return Witness(
            {event: days[event] if literal in model else None for event, literal in happens.items() if event},
            {**values, **found},
        )


def _from_origin(days: Mapping[str, int]) -> Mapping[str, int]:
    """The days counted from the origin."""
    first = days.get(ORIGIN, 0)
    return {event: day - first for event, day in days.items()}


__all__ = ["Completions", "Limit", "Outcome", "Refuted", "Undecided", "Witness"]
