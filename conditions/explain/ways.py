"""The ways in which a condition could turn: which of its smallest parts would have to hold, and which not.

Only parts that speak of a chosen few events and facts may turn; all others stay as
they were judged. So a few names at a time are tried, and most few need no trying.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import Final, TypeAlias, assert_never

from conditions.formula import (
    All,
    Any,
    Compare,
    Constant,
    Count,
    Event,
    Formula,
    Gate,
    Happens,
    Implies,
    Matches,
    Not,
    Within,
    event_of,
    events_in,
    facts_in,
)
from conditions.knowledge import Knowledge
from conditions.semantics import Judgement, judge, promised
from conditions.truth import Truth
from conditions.verdicts import gated

MOST_WAYS: Final = 96
"""Most ways that are kept for one part."""


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """A formula inside a condition, with its truth as judged.

    Attributes:
        formula: The formula; a gate inside a condition is the implication it amounts to.
        truth: Its truth now.
        parts: The formulas inside it.
        names: The events and facts on which its truth may be changed.
        next_act: The act, where it is asked what would be if that happened next.
        place: Where it stands in its question, so that needs have an order.
        uncertain: The events at its points that do not certainly happen, not even by assumption.
        never: Those of them that do not happen.
    """

    formula: Formula
    truth: Truth
    parts: tuple[Part, ...]
    names: frozenset[str]
    next_act: str | None
    place: tuple[int, ...] = ()
    uncertain: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


Need: TypeAlias = tuple[Part, bool]
"""A part without parts, and whether it must hold or must not."""
Way: TypeAlias = frozenset[Need]


@dataclass(frozen=True)
class Question:
    """A condition under one assumption about its act; its parts all must turn out alike.

    Attributes:
        act: Whether the act happens, where that is a change of its own.
        parts: What then decides.
    """

    act: Need | None
    parts: tuple[Part, ...]

    @property
    def names(self) -> frozenset[str]:
        """All events and facts on which it may be changed."""
        found = frozenset[str]().union(*(part.names for part in self.parts))
        return found if self.act is None else found | self.act[0].names

    def ways(self, wanted: bool, free: Collection[str]) -> list[Way]:
        """The ways to make every part so, changing nothing but these names."""
        if self.act is None:
            return _product(ways(part, wanted, free) for part in self.parts)
        own = [frozenset({self.act})] if self.act[0].names.issubset(free) else []
        return _product([own, *(ways(part, wanted, free) for part in self.parts)]) if own else []


def questions(formula: Formula, known: Knowledge, number: int = 0) -> tuple[Question, ...]:
    """The condition as things are, and as they would be if its act happened or did not.

    Args:
        formula: The condition.
        known: What is known.
        number: The place of the condition among several.
    """
    gate = gated(formula)
    if gate is None:
        return (Question(None, (_Builder(known).part(formula, judge(formula, known), (number, 0)),)),)
    act, requires = gate
    occurs, pending = known.comes(act), known.may_still_come(act)
    next_known = known.acting_next(act)
    acting = known.assuming((act,)) or known
    builder = _Builder(acting, None, frozenset({act.name}))
    course = builder.part(requires, judge(requires, acting), (number, 2))
    following = _Builder(next_known, act.name).part(requires, judge(requires, next_known), (number, 1))
    doing = Part(Happens(act), occurs, (), frozenset({act.name}), None, (number,))
    never, happening = Question((doing, False), (following,)), Question((doing, True), (course,))
    if occurs is Truth.TRUE and not pending:
        return (Question(None, (course,)), never)
    if occurs is Truth.UNKNOWN and not pending:
        return (Question(None, (following, course)), happening, never)
    return (Question(None, (following,)), happening)


def ways(part: Part, wanted: bool, free: Collection[str]) -> list[Way]:
    """The smallest sets of needs that make a part hold, or fail, changing nothing but these names."""
    if part.names.isdisjoint(free):
        return [frozenset()] if part.truth is Truth.of(wanted) else []
    match part.formula:
        case Constant():
            return []
        case Within() if wanted and not part.uncertain.issubset(free):
            return []
        case Within() if not wanted and not part.never.issubset(free):
            return [frozenset()]
        case Happens() | Within() | Matches() | Compare():
            return [frozenset({(part, wanted)})]
        case Not():
            return ways(part.parts[0], not wanted, free)
        case All():
            return _joined(part.parts, wanted, free, together=wanted)
        case Any():
            return _joined(part.parts, wanted, free, together=not wanted)
        case Implies() | Gate():
            premise, conclusion = part.parts
            if wanted:
                return _smallest([*ways(premise, False, free), *ways(conclusion, True, free)])
            return _product((ways(premise, True, free), ways(conclusion, False, free)))
        case Count(_, at_least, at_most):
            return _counted(part, at_least, at_most, wanted, free)
        case _:
            assert_never(part.formula)


def acts_at_a_distance(part: Part) -> Iterator[str]:
    """The acts asked about as if they happened next of which it matters how soon after other things they come."""
    if part.next_act is not None and isinstance(part.formula, Within):
        window, act = part.formula, part.next_act
        far = window.least is not None and not (window.least.is_exact and window.least.total_days <= 1)
        simple = event_of(window.point) == act and isinstance(window.point, Event) and window.most is None and not far
        if act in {event_of(window.point), event_of(window.anchor)} and not simple:
            yield act
    for inner in part.parts:
        yield from acts_at_a_distance(inner)


def _joined(parts: Iterable[Part], wanted: bool, free: Collection[str], *, together: bool) -> list[Way]:
    """All parts must be so together, or any one of them."""
    found = (ways(part, wanted, free) for part in parts)
    return _product(found) if together else _smallest([way for each in found for way in each])


def _counted(part: Part, at_least: int, at_most: int | None, wanted: bool, free: Collection[str]) -> list[Way]:
    """The ways to get enough true parts and enough false ones, or else too few or too many."""
    loose = [inner for inner in part.parts if not inner.names.isdisjoint(free)]
    fixed = [inner.truth for inner in part.parts if inner.names.isdisjoint(free)]
    certain = fixed.count(Truth.TRUE)
    possible = certain + fixed.count(Truth.UNKNOWN) + len(loose)
    highest = len(part.parts) if at_most is None else at_most
    if wanted:
        return list(islice(_chosen(loose, at_least - certain, possible - highest, free), MOST_WAYS))
    too_few = _chosen(loose, 0, possible - at_least + 1, free)
    too_many = _chosen(loose, highest + 1 - certain, 0, free)
    return _smallest(list(islice(too_few, MOST_WAYS)) + list(islice(too_many, MOST_WAYS)))


def _chosen(loose: list[Part], true_ones: int, false_ones: int, free: Collection[str]) -> Iterator[Way]:
    """The ways to make so many of the parts true and so many others false."""
    true_ways = [(part, found) for part in loose if (found := ways(part, True, free))]
    false_ways = [(part, found) for part in loose if (found := ways(part, False, free))]
    for holding in combinations(true_ways, max(true_ones, 0)):
        chosen = {part for part, _ in holding}
        rest = [pair for pair in false_ways if pair[0] not in chosen]
        for failing in combinations(rest, max(false_ones, 0)):
            yield from _product(found for _, found in (*holding, *failing))


def _product(choices: Iterable[list[Way]]) -> list[Way]:
    """Every way to take one of each, the smallest ones first."""
    found: list[Way] = [frozenset()]
    for choice in choices:
        if not choice:
            return []
        if choice != [frozenset()]:
            found = _smallest([one | other for one in found for other in choice if _agree(one, other)])
    return found


def _agree(one: Way, other: Way) -> bool:
    return not any((part, not wanted) in one for part, wanted in other)


def _smallest(found: list[Way]) -> list[Way]:
    """The ways of which no other is a part, the smallest first."""
    kept: list[Way] = []
    for way in sorted(dict.fromkeys(found), key=len):
        if len(kept) == MOST_WAYS:
            break
        if not any(smaller <= way for smaller in kept):
            kept.append(way)
    return kept


@dataclass(frozen=True)
class _Builder:
    """Builds the parts of a formula that was judged under some knowledge."""

    known: Knowledge
    next_act: str | None = None
    assumed: frozenset[str] = frozenset()

    def part(self, formula: Formula, judgement: Judgement | None, place: tuple[int, ...]) -> Part:
        """A formula with the truths of a judgement; what was not judged there is judged by itself."""
        judgement = judgement or judge(formula, self.known)
        inner = []
        for number, (part, own) in enumerate(_inner(formula, judgement)):
            builder = self if number == 0 else self._assuming(formula)
            inner.append(builder.part(part, own, (*place, number)))
        names = frozenset((*events_in(formula), *facts_in(formula))) - {self.next_act or ""}
        uncertain = never = frozenset[str]()
        if isinstance(formula, Within):
            timeline = self.known.timeline
            uncertain = frozenset(name for name in names - self.assumed if timeline.occurs(name) is not Truth.TRUE)
            never = frozenset(name for name in uncertain if timeline.occurs(name) is Truth.FALSE)
        return Part(formula, judgement.truth, tuple(inner), names, self.next_act, place, uncertain, never)

    def _assuming(self, formula: Formula) -> _Builder:
        """For what stands after the first part: in an implication that is judged as if the first held."""
        match formula:
            case Implies(premise, _):
                points = promised(premise)
            case Gate(act, _):
                points = (act,)
            case _:
                return self
        return replace(self, assumed=self.assumed.union(name for point in points if (name := event_of(point))))


def _inner(formula: Formula, judgement: Judgement) -> Iterator[tuple[Formula, Judgement | None]]:
    """The formulas inside a formula, with their judgements as far as they were needed."""
    judged = (*judgement.parts, None, None)
    match formula:
        case Constant() | Happens() | Within() | Matches() | Compare():
            return
        case Not(part):
            yield part, judged[0]
        case All(parts) | Any(parts) | Count(parts):
            yield from zip(parts, judgement.parts, strict=True)
        case Implies(premise, conclusion):
            yield from ((premise, judged[0]), (conclusion, judged[1]))
        case Gate(act, requires):
            yield from ((Happens(act), None), (requires, judged[0]))
        case _:
            assert_never(formula)
