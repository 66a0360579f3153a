"""What each event comes to: it can come about in turn, only together with others, or not at all.

Every gate guards its act by what must have happened by then. Day by day everything comes about whose guards hold:
what is never reached so is stuck. If all that is stuck could happen on one day, each as the ground of the others, it
is in the greatest fixpoint of the guards but not in the least: *circular*. What is in neither is *impossible*.

Facts may turn out as is best, and fixed days bound nothing here: what is stuck here is so in every course of
events, and the exact engine says whether the rest can come about together.

Source: A. Tarski, *A lattice-theoretical fixpoint theorem and its applications*, Pacific J. Math. 5, 1955.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Literal, TypeAlias, assert_never

from conditions.deadlock.orders import Order, orders
from conditions.elimination import without_derived_points
from conditions.engines.exact import ORIGIN
from conditions.engines.exact.terms import term
from conditions.formula import (
    All,
    Any,
    Compare,
    Constant,
    Count,
    Formula,
    Gate,
    Happens,
    Implies,
    Matches,
    Not,
    Within,
    events_in,
)
from conditions.knowledge import Knowledge
from conditions.records import dataclass
from conditions.semantics import judge
from conditions.truth import Truth

Fate: TypeAlias = Literal["happened", "pending", "circular", "impossible"]
"""`pending`: it can come about in turn. `circular`: only together with what waits for it. `impossible`: not at all."""
Guard: TypeAlias = tuple[str, Formula]
"""An event, and what must hold when it happens."""


def guards(formula: Formula) -> Iterator[Guard]:
    """The guards that a condition puts on events."""
    yield from _guards(without_derived_points(formula))


def _guards(formula: Formula) -> Iterator[Guard]:
    match formula:
        case All(parts):
            for part in parts:
                yield from _guards(part)
        case Gate(act, requires):
            if term(act).event != ORIGIN:
                yield term(act).event, requires
        case Implies(Happens(point), conclusion):
            if term(point).event != ORIGIN:
                yield term(point).event, conclusion
        case Within(point, anchor):
            for event in {term(point).event, term(anchor).event} - {ORIGIN}:
                yield event, formula
        case Constant() | Happens() | Matches() | Compare() | Not() | Any() | Count() | Implies():
            return
        case _:
            assert_never(formula)


def fates(formulas: Iterable[Formula], goal: Iterable[Formula], known: Knowledge) -> dict[str, Fate]:
    """What every event that conditions or the goal speak of comes to.

    Args:
        formulas: The conditions.
        goal: What is to happen.
        known: What is known.
    """
    listed = list(formulas)
    names = dict.fromkeys(event for formula in (*goal, *listed) for event in events_in(formula))
    found = [guard for formula in listed for guard in guards(formula)]
    in_turn = _Reaching(found, known, together=False).reached(names)
    together = _Reaching(found, known, together=True).reached(names)

    def fate(event: str) -> Fate:
        if known.timeline.entry(event).occurs is Truth.TRUE:
            return "happened"
        return "pending" if event in in_turn else "circular" if event in together else "impossible"

    return {event: fate(event) for event in names}


@dataclass(frozen=True)
class _Day:
    """What has happened before a day, and what happens on it."""

    before: Set[str]
    today: Set[str]


@dataclass(frozen=True)
class _Reaching:
    guards: list[Guard]
    known: Knowledge
    together: bool

    def reached(self, events: Iterable[str]) -> frozenset[str]:
        """All that comes about, day by day, with all that can happen on one day happening then."""
        occurs = {event: self.known.timeline.entry(event).occurs for event in events}
        before = {event for event, truth in occurs.items() if truth is Truth.TRUE}
        left = {event for event, truth in occurs.items() if truth is Truth.UNKNOWN}
        while today := self._today(before, left):
            before |= today
            left -= today
        return frozenset(before)

    def _today(self, before: Set[str], left: Set[str]) -> set[str]:
        """The most that can happen on one day: what has no ground is taken away until nothing more is."""
        today, size = set(left), -1
        while size != len(today):
            size = len(today)
            day = _Day(before, today)
            today -= {act for act, requires in self.guards if act in today and not self._holds(requires, act, day)}
        return today

    def _holds(self, formula: Formula, act: str, day: _Day) -> bool:
        match formula:
            case Within():
                return self._comes(formula) and all(self._kept(order, act, day) for order in orders(formula))
            case All(parts):
                return all(self._holds(part, act, day) for part in parts)
            case Any(parts):
                return any(self._holds(part, act, day) for part in parts)
            case Count(parts, least):
                return sum(self._holds(part, act, day) for part in parts) >= least
            case Happens() | Constant() | Matches() | Compare():
                return judge(formula, self.known).truth is not Truth.FALSE
            case Not() | Implies() | Gate():
                return True
            case _:
                assert_never(formula)

    def _comes(self, formula: Within) -> bool:
        return judge(All((Happens(formula.point), Happens(formula.anchor))), self.known).truth is not Truth.FALSE

    def _kept(self, order: Order, act: str, day: _Day) -> bool:
        if order.waiter != act or order.awaited in (ORIGIN, act) or order.least < 0:
            return order.awaited != act or order.waiter != act or order.least <= 0
        if order.least == 0 or (self.together and order.is_strict):
            return order.awaited in day.before or order.awaited in day.today
        return order.awaited in day.before
