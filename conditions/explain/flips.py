"""The smallest changes of a scenario that would turn an answer.

A change is one event that happens, does not happen or lies elsewhere, or one fact
with another value; everything else stays as the scenario has it. Changes are sought
among the events and facts that a condition speaks of, fewest first, and each one
found has been decided by the reference interpreter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, product
from typing import Final

from conditions.elimination import without_derived_points
from conditions.explain.changes import Change, EventChange, Flip, changed, widest
from conditions.explain.edits import Editor
from conditions.explain.ways import MOST_WAYS, Question, Way, acts_at_a_distance, questions
from conditions.formula import Formula, Within, events_in, facts_in
from conditions.knowledge import Knowledge
from conditions.verdicts import Answer, decide
from conditions.vocabulary import Vocabulary
from conditions.wording import Wording

MOST_CHANGES: Final = 3
"""Most things that are changed at once."""
MOST_FLIPS: Final = 24
"""Most flips that are listed."""
MOST_TRIES: Final = 1_000
"""Most changes that are tried for one answer."""
MOST_CHOICES: Final = 6_000
"""Most choices of events and facts that are looked at for one answer."""


@dataclass(frozen=True)
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


@dataclass
class _Search:
    """One search, counting what it tries."""

    formulas: tuple[Formula, ...]
    known: Knowledge
    target: Answer
    wording: Wording
    limit: int
    editor: Editor = field(init=False)
    tries: int = 0
    choices: int = 0
    cut: bool = False
    asked: list[tuple[Question, ...]] = field(default_factory=list)
    fruitful: set[frozenset[str]] = field(default_factory=set)

    def run(self) -> Flips:
        plain = map(without_derived_points, self.formulas)
        self.asked = [questions(formula, self.known, number) for number, formula in enumerate(plain)]
        parts = (part for each in self.asked for question in each for part in question.parts)
        near = () if self.known.has_future else (name for part in parts for name in acts_at_a_distance(part))
        self.editor = Editor(self.known, self.wording, frozenset(near))
        acts = {name for each in self.asked for question in each if question.act for name in question.act[0].names}
        names = [
            name
            for name in dict.fromkeys(name for each in self.formulas for name in (*events_in(each), *facts_in(each)))
            if any(name in question.names for each in self.asked for question in each)
        ]
        ordered = [*(name for name in names if name not in acts), *(name for name in names if name in acts)]
        # What a change does to the last day of all is not looked at beyond that change's own events.
        unsure = bool(self.editor.next_acts)
        for size in range(1, min(self.limit, len(ordered)) + 1):
            found = self._of_size(size, ordered)
            if found:
                return Flips(self.target, tuple(found[:MOST_FLIPS]), size, not (self.cut or unsure), self.limit)
        return Flips(self.target, (), 0, not (self.cut or unsure), self.limit)

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
            for flip in widest(list(self._with(free))):
                self.fruitful.add(frozenset(free))
                found.setdefault(tuple(change.words for change in flip.changes), flip)
        return list(found.values())

    def _with(self, free: tuple[str, ...]) -> Iterator[Flip]:
        """The flips that change exactly these names."""
        ways = list(islice(self._ways(frozenset(free)), MOST_WAYS))
        self.cut |= len(ways) == MOST_WAYS
        found = 0
        for way in ways:
            needs = sorted(way, key=lambda need: need[0].place)
            for equivalent in self.editor.changes(needs, free):
                self.tries += 1
                if self.tries > MOST_TRIES or found >= MOST_FLIPS:
                    self.cut = True
                    return
                flip = next((Flip(changes) for changes in equivalent if self._turns(changes)), None)
                if flip is not None:
                    found += 1
                    yield flip
                elif any(_in_months(part.formula) for part, _ in needs):
                    self.cut = True  # such a distance between undated events may hold and yet not be decided

    def _is_higher_than_needed(self, free: tuple[str, ...]) -> bool:
        """Whether a lower rung in place of one that the scenario does not speak of already turns the answer."""
        spoken = self.known.timeline.events()
        unspoken = [name for name in free if name not in spoken]
        return any(
            frozenset(free) - {name} | {lower} in self.fruitful for name in unspoken for lower in self._below(name)
        )

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
        known = changed(self.known, changes)
        if any(isinstance(change, EventChange) for change in changes) and known.timeline.contradiction() is not None:
            return False
        answers = [decide(formula, known).answer for formula in self.formulas]
        if self.target is Answer.MET:
            return all(answer is Answer.MET for answer in answers)
        return any(answer is Answer.NOT_MET for answer in answers)


def _in_months(formula: Formula) -> bool:
    return isinstance(formula, Within) and any(
        bound is not None and not bound.is_exact for bound in (formula.least, formula.most)
    )
