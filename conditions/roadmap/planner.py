"""The search for the best roadmaps that keep some formulas: one measure after the other is made as small as it can be.

Each bound is a literal, so that the solver keeps what it learnt. Two roadmaps are truly different if something
that happens in the first does not in the second, or if two of its events of whose order a condition speaks come the
other way round; that more happens beside it, or that it takes other days, makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from conditions.certificates import Declared, Witness
from conditions.conflicts.enumeration import minimal_core
from conditions.deadlock.orders import orders
from conditions.engines.exact import ORIGIN, Completions, Le, Limit, Outcome, Refuted
from conditions.entries import Entry
from conditions.formula import Formula
from conditions.knowledge import Knowledge
from conditions.records import dataclass
from conditions.roadmap.measures import Measure, lead, span
from conditions.roadmap.turns import TimeOverError, Turns
from conditions.timeline import Timeline
from conditions.truth import Truth

_FIRST = "the first step"
"""An event of our own, on the day of the first step or earlier; no name in a file has a space."""
_SOON = 2.0
"""Seconds after which a guess that could spare work is given up."""


@dataclass(frozen=True)
class Found:
    """A completion with the best measures.

    Attributes:
        witness: The completion.
        days: The days of its steps.
        is_best: Whether it was proved that none is better.
    """

    witness: Witness
    days: Mapping[str, int]
    is_best: bool


class Planner:
    """The roadmaps that keep named formulas.

    Attributes:
        acts: The acts of each party, as far as the formulas speak of them.
    """

    def __init__(
        self,
        formulas: Mapping[str, Formula],
        known: Knowledge,
        declared: Declared,
        start: int,
        doer: Callable[[str], str | None],
        limit: Limit,
    ) -> None:
        self.known: Knowledge = _with_first(known, start)
        self.start: int = start
        self.limit: Limit = limit
        self.names: tuple[str, ...] = tuple(formulas)
        self._search = Completions(self.known, declared, free=True, start=start)
        for name, formula in formulas.items():
            self._search.select(name, formula)
        encoding = self._search.encoding
        self.steps: tuple[str, ...] = tuple(event for event in encoding.happens if self._is_step(event))
        self.acts: dict[str, list[str]] = {}
        for event in self.steps:
            party = doer(event)
            if party is not None:
                self.acts.setdefault(party, []).append(event)
        self._dependent = dependent(formulas.values(), self.known)
        for event in self.steps:
            happens = encoding.happens[event]
            encoding.clauses.add(-happens, encoding.le(Le(ORIGIN, event, -start)))
            encoding.clauses.add(-happens, encoding.le(Le(_FIRST, event, 0)))
        self._turns = Turns(encoding, self.steps, self.acts, start, limit)
        self._bounds: dict[tuple[Measure, int], str] = {}

    def _is_step(self, event: str) -> bool:
        """Whether it can still be done: neither past, nor an event of our own."""
        entry = self.known.timeline.entry(event)
        return event not in (ORIGIN, _FIRST) and entry.occurs is not Truth.FALSE and entry.latest >= self.start

    def outcome(self, names: Iterable[str] | None = None) -> Outcome:
        """A completion in which formulas hold, by default all, or which cannot."""
        return self._search.find(self.names if names is None else names, self.limit)

    def core(self, refuted: Refuted) -> frozenset[str] | None:
        """The names of a minimal set of formulas that cannot hold together; `None` if the time is over."""
        return minimal_core(self._search, refuted.core, self.limit)

    def best(self, order: Sequence[Measure], count: int) -> Iterator[Found | None]:
        """The best roadmaps, each truly different from those before; `None` at the end if the time was over.

        Args:
            order: What counts first, and what among equals.
            count: Most roadmaps.
        """
        for _ in range(count):
            outcome = self.outcome()
            if isinstance(outcome, Refuted):
                return
            if not isinstance(outcome, Witness):
                yield None
                return
            found = self._improved(outcome, order)
            yield found
            self._exclude(found.days)

    def _improved(self, witness: Witness, order: Sequence[Measure]) -> Found:
        fixed: list[str] = list(self.names)
        is_best = True
        for measure in order:
            if measure == "finish":
                fixed = self._day_by_day(fixed, witness)
            witness, proved = self._least(measure, witness, fixed)
            is_best = is_best and proved
            if self.limit.is_over:
                return Found(witness, self.days(witness), is_best and measure == order[-1])
            fixed.append(self._bound(measure, self.value(measure, witness)))
        witness = self._soonest(witness, fixed)
        return Found(witness, self.days(witness), is_best)

    def _soonest(self, witness: Witness, fixed: list[str]) -> Witness:
        """With all that is fixed, each step in turn as soon as it can be."""
        left = sorted(self.days(witness), key=self.steps.index)
        for event in sorted(left, key=self.days(witness).__getitem__):
            if self.limit.is_over:
                break
            low, high, step = self.start, self.days(witness)[event], 1
            while low < high:
                middle = max(low, high - step)
                outcome = self._search.find([*fixed, self._by(event, middle)], self.limit)
                if isinstance(outcome, Witness):
                    witness, high, step = outcome, self.days(outcome)[event], step * 2
                elif isinstance(outcome, Refuted):
                    low, step = middle + 1, max(1, (high - middle) // 2)
                else:
                    break
            fixed.append(self._by(event, high))
        return witness

    def _by(self, event: str, day: int) -> str:
        """The name of: an event happens by the end of a day."""
        name = f"{event} by {day}"
        if name not in self._search.names:
            self._search.choose(name, self._search.encoding.le(Le(event, ORIGIN, day)))
        return name

    def _least(self, measure: Measure, witness: Witness, fixed: Sequence[str]) -> tuple[Witness, bool]:
        """A completion with the least value, and whether that was proved."""
        if measure == "lead":
            witness = self._evenly(witness, fixed)
        low, high = self._lowest(measure), self.value(measure, witness)
        step = 1
        while low < high:
            if self.limit.is_over:
                return witness, False
            middle = min(low + step - 1, (low + high) // 2)
            try:
                bound = self._bound(measure, middle)
            except TimeOverError:
                return witness, False
            outcome = self._search.find([*fixed, bound], self.limit)
            if isinstance(outcome, Witness):
                witness, high = outcome, self.value(measure, outcome)
            elif isinstance(outcome, Refuted):
                low, step = middle + 1, step * 2
            else:
                return witness, False
        return witness, True

    def _lowest(self, measure: Measure) -> int:
        return self.start - 1 if measure == "finish" else 0

    # --- measures ---------------------------------------------------------------

    def days(self, witness: Witness) -> dict[str, int]:
        """The days of the steps of a completion."""
        return {event: day for event in self.steps if (day := witness.days.get(event)) is not None}

    def value(self, measure: Measure, witness: Witness) -> int:
        """The value of a measure."""
        days = self.days(witness)
        match measure:
            case "span":
                return span(days.values())
            case "finish":
                return max(days.values(), default=self.start - 1)
            case "steps":
                return len(days)
            case "lead":
                return lead(days, self.acts)

    def _bound(self, measure: Measure, most: int) -> str:
        """The name of: this measure is at most so much."""
        key = measure, most
        if key not in self._bounds:
            name = f"{measure} at most {most}"
            self._search.choose(name, self._search.encoding.clauses.both(self._literals(measure, most)))
            self._bounds[key] = name
        return self._bounds[key]

    def _literals(self, measure: Measure, most: int) -> Iterator[int]:
        encoding = self._search.encoding
        happens = {event: encoding.happens[event] for event in self.steps}
        match measure:
            case "span" | "finish":
                start = _FIRST if measure == "span" else ORIGIN
                for event, literal in happens.items():
                    yield encoding.clauses.either((-literal, encoding.le(Le(event, start, most))))
            case "steps":
                yield encoding.clauses.at_least(len(happens) - most, [-literal for literal in happens.values()])
            case "lead":
                yield from self._turns.on_any_days(most)

    # --- taking turns, day by day -------------------------------------------------

    def _day_by_day(self, fixed: Sequence[str], witness: Witness) -> list[str]:
        """The same bounds, where that of the lead is said of every day up to the last step of a completion.

        For what comes next no step need come later than in the completion. The bound that holds on any days compares
        each act with all others; said day by day it is short where the days are few.
        """
        leads = [name for (measure, _), name in self._bounds.items() if measure == "lead" and name in fixed]
        last = self.value("finish", witness)
        if not leads or not self._turns.is_short(last):
            return list(fixed)
        try:
            name = self._by_day(self.value("lead", witness), last)
        except TimeOverError:
            return list(fixed)
        return [name, *(one for one in fixed if one not in leads)]

    def _evenly(self, witness: Witness, fixed: Sequence[str]) -> Witness:
        """A completion on the days of another one in which nobody is ahead, if one is found soon: a lucky guess."""
        last = self.value("finish", witness)
        if self.value("lead", witness) == 0 or not self._turns.is_short(last):
            return witness
        soon = Limit.seconds(_SOON)
        if self.limit.until is not None and soon.until is not None:
            soon.until = min(soon.until, self.limit.until)
        try:
            outcome = self._search.find([*fixed, self._by_day(0, last)], soon)
        except TimeOverError:
            return witness
        return outcome if isinstance(outcome, Witness) else witness

    def _by_day(self, most: int, last: int) -> str:
        """The name of: all is done by a last day, and on every day until then the lead is at most so much."""
        name = f"lead at most {most} by {last}"
        if name not in self._search.names:
            self._search.choose(name, self._search.encoding.clauses.both(self._turns.on_every_day(most, last)))
        return name

    # --- what is truly different --------------------------------------------------

    def _exclude(self, days: Mapping[str, int]) -> None:
        """No further roadmap in which all of this happens, and nothing the other way round."""
        encoding = self._search.encoding
        other = [-encoding.happens[event] for event in days]
        for one, two in self._dependent:
            if one in days and two in days:
                first, second = sorted((one, two), key=days.__getitem__)
                if days[first] < days[second]:
                    other.append(encoding.le(Le(second, first, -1)))
        encoding.clauses.add(*other)


def _with_first(known: Knowledge, start: int) -> Knowledge:
    timeline = known.timeline
    entries = (*map(timeline.entry, timeline.events()), Entry(_FIRST, Truth.TRUE, start))
    return Knowledge(Timeline(entries, timeline.relations, timeline.otherwise), known.facts, known.now)


def dependent(formulas: Iterable[Formula], known: Knowledge) -> list[tuple[str, str]]:
    """The pairs of events of whose order a formula speaks, or which are ordered already."""
    found = [(order.waiter, order.awaited) for formula in formulas for order in orders(formula)]
    found += [(one.first, one.second) for one in known.timeline.relations]
    pairs = {(min(pair), max(pair)) for pair in found if ORIGIN not in pair and pair[0] != pair[1]}
    return sorted(pairs)
