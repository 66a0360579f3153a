"""The smallest changes of a scenario that would turn an answer.

A change is one event that happens, does not happen or lies elsewhere, or one fact
with another value; everything else stays as the scenario has it. Changes are sought
among the events and facts that a condition speaks of, fewest first, and each one
found has been decided by the reference interpreter.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Final, Literal

from conditions.changes import Change, EventChange, Flip, changed
from conditions.dates import Period
from conditions.formula import Formula, Happens, Within
from conditions.knowledge import Bounds, Knowledge
from conditions.placing import Placer, Side, Spot, grouped, sides
from conditions.timeline import Entry, Relation
from conditions.truth import Truth
from conditions.values import fact_changes
from conditions.verdicts import Answer, decide
from conditions.vocabulary import Vocabulary
from conditions.ways import Need, Part, Question, Way, questions
from conditions.wording import Wording

MOST_CHANGES: Final = 3
"""Most things that are changed at once."""
MOST_FLIPS: Final = 24
"""Most flips that are listed."""
MOST_TRIES: Final = 400
"""Most changes that are decided for one answer."""
MOST_CHOICES: Final = 6_000
"""Most choices of events and facts that are looked at for one answer."""


@dataclass(frozen=True, slots=True)
class Flips:
    """The smallest changes that turn an answer.

    Attributes:
        target: The answer they turn it to.
        flips: The changes, all of one size, those that leave the act alone first.
        size: How many things each of them changes; 0 if none was found.
        complete: Whether all of that size were looked at, and all smaller ones;
            if none was found, all up to the limit.
        limit: The most changes at once that were looked for.
    """

    target: Answer
    flips: tuple[Flip, ...]
    size: int
    complete: bool
    limit: int


def target_of(answer: Answer) -> Answer:
    """The answer whose nearness is of interest: MET, or if it is met, NOT MET."""
    return Answer.NOT_MET if answer is Answer.MET else Answer.MET


def smallest_flips(
    formulas: Sequence[Formula],
    known: Knowledge,
    target: Answer,
    vocabulary: Vocabulary | None = None,
    limit: int = MOST_CHANGES,
) -> Flips:
    """The smallest changes that make all conditions MET, or one of them NOT MET.

    Args:
        formulas: The core formulas of the conditions.
        known: What the scenario knows.
        target: `Answer.MET` or `Answer.NOT_MET`.
        vocabulary: Labels, ladders and the values of facts.
        limit: The most changes at once.
    """
    return _Search(tuple(formulas), known, target, Wording(vocabulary or Vocabulary()), limit).run()


@dataclass(frozen=True, slots=True)
class _Aim:
    """What one need asks of the events that may change: that they happen or not, or a side of its window."""

    part: Part
    events: tuple[str, ...]
    what: Literal["happens", "by now", "never"] | Side

    @property
    def is_place(self) -> bool:
        return self.what not in {"happens", "never"}

    def spot(self, placer: Placer, event: str) -> Spot | None:
        """The place that it asks of one of the events."""
        if self.what == "by now":
            return placer.by_now(event)
        assert isinstance(self.part.formula, Within)
        assert self.what in {"in", "below", "above"}
        return placer.spot(self.part.formula, self.what, event, self.part.next_act)


@dataclass
class _Search:
    """One search, counting what it tries."""

    formulas: tuple[Formula, ...]
    known: Knowledge
    target: Answer
    wording: Wording
    limit: int
    tries: int = 0
    choices: int = 0
    cut: bool = False
    asked: list[tuple[Question, ...]] = field(default_factory=list)
    fruitful: set[frozenset[str]] = field(default_factory=set)

    def run(self) -> Flips:
        self.asked = [questions(formula, self.known) for formula in self.formulas]
        acts = {name for each in self.asked for question in each if question.act for name in question.act[0].names}
        names = dict.fromkeys(name for each in self.asked for question in each for name in sorted(question.names))
        ordered = [*(name for name in names if name not in acts), *(name for name in names if name in acts)]
        for size in range(1, min(self.limit, len(ordered)) + 1):
            found = self._of_size(size, ordered)
            if found:
                return Flips(self.target, tuple(found), size, not self.cut, self.limit)
        return Flips(self.target, (), 0, not self.cut, self.limit)

    def _of_size(self, size: int, names: list[str]) -> list[Flip]:
        found: dict[tuple[str, ...], Flip] = {}
        for free in combinations(names, size):
            self.choices += 1
            if self.choices > MOST_CHOICES or self.tries > MOST_TRIES or len(found) >= MOST_FLIPS:
                self.cut = True
                break
            if self._is_higher_than_needed(free):
                self.fruitful.add(frozenset(free))
                continue
            for flip in self._with(free):
                self.fruitful.add(frozenset(free))
                found.setdefault(tuple(change.words for change in flip.changes), flip)
        return list(found.values())

    def _with(self, free: tuple[str, ...]) -> Iterator[Flip]:
        """The flips that change exactly these names."""
        for way in self._ways(frozenset(free)):
            needs = sorted(way, key=lambda need: need[0].place)
            for equivalent in self._changes(needs, free):
                flip = next((Flip(changes) for changes in equivalent if self._turns(changes)), None)
                if flip is not None:
                    yield flip
                elif any(_in_months(part.formula) for part, _ in needs):
                    self.cut = True  # such a distance between undated events may hold and yet not be decided

    def _is_higher_than_needed(self, free: tuple[str, ...]) -> bool:
        """Whether a lower rung in place of one of these already turns the answer."""
        return any(frozenset(free) - {name} | {lower} in self.fruitful for name in free for lower in self._below(name))

    def _below(self, event: str) -> list[str]:
        """The lower rungs of the ladder, where the event is that of reaching a rung."""
        ladder, _, rung = event.partition(".")
        kind = self.wording.vocabulary.ladders.get(ladder)
        rungs = kind.above_start() if kind is not None else ()
        return [f"{ladder}.{step}" for step in rungs[: rungs.index(rung)]] if rung in rungs else []

    def _ways(self, free: frozenset[str]) -> Iterator[Way]:
        wanted = self.target is Answer.MET
        each = [[way for question in asked for way in question.ways(wanted, free)] for asked in self.asked]
        if not wanted:
            for found in each:
                yield from found
            return
        for chosen in product(*each):
            yield frozenset().union(*chosen)

    def _turns(self, changes: tuple[Change, ...]) -> bool:
        self.tries += 1
        known = changed(self.known, changes)
        if any(isinstance(change, EventChange) for change in changes) and known.timeline.contradiction() is not None:
            return False
        answers = [decide(formula, known).answer for formula in self.formulas]
        if self.target is Answer.MET:
            return all(answer is Answer.MET for answer in answers)
        return any(answer is Answer.NOT_MET for answer in answers)

    # --- from needs to changes ----------------------------------------------

    def _changes(self, needs: list[Need], free: tuple[str, ...]) -> Iterator[Iterator[tuple[Change, ...]]]:
        """Changes of all these names that may give the needs what they ask; those of one iterator say the same."""
        timed = [need for need in needs if isinstance(need[0].formula, Happens | Within)]
        valued = [need for need in needs if not isinstance(need[0].formula, Happens | Within)]
        facts = [name for name in free if any(name in part.names for part, _ in valued)]
        events = [name for name in free if name not in facts]
        values = list(fact_changes(valued, facts, self.known, self.wording))
        for aims in product(*(list(self._aims(need, events)) for need in timed)) if values else ():
            for value in values:
                yield (
                    tuple(sorted((*moved, *value), key=lambda change: free.index(_name(change))))
                    for moved in self._event_changes(aims, events)
                )

    def _aims(self, need: Need, events: list[str]) -> Iterator[_Aim]:
        """The ways to satisfy one need: an event that does or does not happen, or a side of a window."""
        part, wanted = need
        own = tuple(name for name in events if name in part.names)
        if isinstance(part.formula, Happens):
            settled = not part.place and wanted and self.known.now is not None
            yield _Aim(part, own, "by now" if settled else "happens" if wanted else "never")
            return
        assert isinstance(part.formula, Within)
        others = part.names.difference(own, part.assumed)
        if not wanted:
            if any(self.known.timeline.occurs(name) is Truth.FALSE for name in others):
                yield _Aim(part, (), "happens")
                return
            yield from (_Aim(part, (name,), "never") for name in own)
        if wanted:
            if all(self.known.timeline.occurs(name) is Truth.TRUE for name in others):
                yield _Aim(part, own, "in")
        else:
            yield from (_Aim(part, own, side) for side in sides(part.formula))

    def _event_changes(self, aims: Sequence[_Aim], events: list[str]) -> Iterator[tuple[EventChange, ...]]:
        """Changes of exactly these events that serve the aims; which of two events is placed says the same."""
        never = {name for aim in aims if aim.what == "never" for name in aim.events}
        coming = {name for aim in aims if aim.what != "never" for name in aim.events}
        if never & coming or never | coming != set(events):
            return
        placer = Placer(self.known, self.wording)
        placed = [[aim.spot(placer, name) for name in aim.events] for aim in aims if aim.is_place]
        for spots in product(*placed):
            if None not in spots:
                chosen = [spot for spot in spots if spot is not None]
                yield from product(*(list(self._versions(event, event in never, chosen)) for event in events))

    def _versions(self, event: str, never: bool, placed: list[Spot]) -> Iterator[EventChange]:
        """How an event may change: with what is known of it kept, or given up."""
        timeline, subject = self.known.timeline, self.wording.name(event)
        occurs, reached = timeline.occurs(event), self.wording.is_rung_name(event)
        if never:
            if occurs is not Truth.FALSE:
                words = f"{subject} {'were not reached' if reached else 'did not happen'}"
                yield EventChange(event, Entry(event, Truth.FALSE), (), words)
            return
        spots = [spot for spot in placed if spot.event == event]
        where = grouped(spots)
        if occurs is Truth.TRUE and not where:
            return
        verb = "were reached" if reached else "came" if occurs is Truth.TRUE else "happened"
        words = f"{subject} {verb} {where}".strip()
        bounds = _narrowed(*(spot.bounds for spot in spots))
        most = max((len(spot.relations) for spot in spots), default=1)
        versions = dict.fromkeys(
            tuple(spot.relations[min(version, len(spot.relations) - 1)] for spot in spots) for version in range(most)
        )
        for relations in versions:
            new = tuple(dict.fromkeys(relation for each in relations for relation in each))
            for entry, kept in self._entries(event, bounds):
                yield EventChange(event, entry, (*kept, *new), words)

    def _entries(self, event: str, bounds: Bounds) -> Iterator[tuple[Entry, tuple[Relation, ...]]]:
        """The event happening within these days: first with all that is known of it, then without."""
        timeline = self.known.timeline
        if timeline.occurs(event) is not Truth.FALSE:
            old = timeline.entry(event)
            within = _narrowed(bounds, (old.earliest, old.latest))
            if within[0] <= within[1]:
                kept = (relation for relation in timeline.relations if event in {relation.first, relation.second})
                yield Entry(event, Truth.TRUE, *within), tuple(kept)
        if bounds[0] <= bounds[1]:
            yield Entry(event, Truth.TRUE, *bounds), tuple(self._rung_order(event))

    def _rung_order(self, event: str) -> Iterator[Relation]:
        """A rung is not reached before a lower one, nor after a higher one."""
        ladder, _, rung = event.partition(".")
        kind = self.wording.vocabulary.ladders.get(ladder)
        if kind is None or rung not in kind.above_start():
            return
        rungs = [f"{ladder}.{step}" for step in kind.above_start()]
        place = rungs.index(event)
        yield from (Relation(lower, event, Period()) for lower in rungs[:place])
        yield from (Relation(event, higher, Period()) for higher in rungs[place + 1 :])


def _in_months(formula: Formula) -> bool:
    return isinstance(formula, Within) and any(
        bound is not None and not bound.is_exact for bound in (formula.least, formula.most)
    )


def _name(change: Change) -> str:
    return change.event if isinstance(change, EventChange) else change.fact


def _narrowed(*bounds: Bounds) -> Bounds:
    return max([-math.inf, *(low for low, _ in bounds)]), min([math.inf, *(high for _, high in bounds)])
