"""Cases that prove a formula true in all completions, for the checker of certificates.

The solver has said that it is so; here the question that is open first is asked again and again, until each case is
decided. The reference interpreter decides orders as one construct, so few questions are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, assert_never

from conditions import certificates
from conditions.amounts import Linear, bases, linear
from conditions.certificates import (
    Absurd,
    Apart,
    Case,
    Cases,
    Decided,
    Declared,
    Divided,
    Happening,
    OneOf,
    Question,
)
from conditions.elimination import without_derived_points
from conditions.engines.exact import numbers
from conditions.engines.exact.completions import Limit
from conditions.engines.exact.months import most
from conditions.engines.exact.numbers import Bound, bound, known_bounds
from conditions.engines.exact.terms import ORIGIN, Le, NotLater, not_later, term
from conditions.formula import (
    All,
    Amount,
    Any,
    Compare,
    Comparison,
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
from conditions.knowledge import NOT_APPLICABLE, Among, Knowledge, NumberBetween
from conditions.periods import FIRST_DAY, LAST_DAY
from conditions.points import shifted
from conditions.semantics import judge
from conditions.truth import Truth

_MOST: Final = 1_000
_NOTHING: Final = Amount(Fraction(0))


def cases(
    formula: Formula,
    known: Knowledge,
    declared: Declared | None = None,
    most: int = _MOST,
    limit: Limit | None = None,
) -> Cases | None:
    """Cases that prove a formula, which is true in all completions; `None` where so many or so long are not enough.

    Args:
        formula: The formula.
        known: What is known.
        declared: The values that yes/no and enumerated facts may have.
        most: Most questions asked.
        limit: How long to look.
    """
    search = _Search(without_derived_points(formula), formula, declared or {}, most, limit or Limit())
    try:
        return search.close(Case(known))
    except _TooManyError:
        return None


class _TooManyError(Exception):
    """More questions than allowed, none left to ask, or no time."""


@dataclass
class _Search:
    plain: Formula
    formula: Formula
    declared: Declared
    left: int
    limit: Limit

    def close(self, case: Case) -> Cases:
        """The cases into which one case is divided."""
        # Questions along one branch are few, so the depth of recursion is too.
        if self.limit.is_over:
            raise _TooManyError
        if case.is_empty:
            return Decided()
        absurd = _absurd(case)
        if absurd is not None:
            return absurd
        plain = certificates.assuming(self.plain, case)
        if judge(plain, case.known).truth is Truth.TRUE:
            return Decided()
        if plain != self.formula and judge(certificates.assuming(self.formula, case), case.known).truth is Truth.TRUE:
            return Decided()
        question = next(self._questions(plain, case), None) or next(_behind(self.plain, case), None)
        self.left -= 1
        divided = None if question is None or self.left < 0 else certificates.divide(case, question, self.declared)
        if question is None or divided is None:
            raise _TooManyError
        return Divided(question, self.close(divided[0]), self.close(divided[1]))

    def _questions(self, formula: Formula, case: Case) -> Iterator[Question]:
        """What is open in a formula, in the order in which it is judged."""
        known = case.known
        match formula:
            case Constant():
                return
            case Happens(point):
                yield from _happening(known, (term(point).event,))
            case Within():
                yield from _within(formula, known)
            case Matches(fact, values):
                yield from self._values(fact, values, known)
            case Compare():
                yield from _compared(formula, case)
            case Not(part):
                yield from self._questions(part, case)
            case All(parts) | Any(parts) | Count(parts):
                for part in parts:
                    if judge(part, known).truth is Truth.UNKNOWN:
                        yield from self._questions(part, case)
            case Implies(premise, conclusion):
                yield from self._questions(premise, case)
                yield from self._questions(conclusion, case)
            case Gate(act, requires):
                yield from _happening(known, (term(act).event,))
                yield from self._questions(requires, case)
            case _:
                assert_never(formula)

    def _values(self, fact: str, values: tuple[bool | str, ...], known: Knowledge) -> Iterator[Question]:
        state = known.fact(fact)
        if state == NOT_APPLICABLE:
            return
        options = state.options if isinstance(state, Among) else self.declared.get(fact, ())
        if len({option in values for option in options}) == 2:
            yield OneOf(fact, values)
        elif len(options) > 1 and not isinstance(state, Among):
            yield OneOf(fact, options[:1])  # whichever it is, the answer is the same


def _happening(known: Knowledge, events: Iterable[str]) -> Iterator[Question]:
    for event in events:
        if event != ORIGIN and known.timeline.entry(event).occurs is Truth.UNKNOWN:
            yield Happening(event)


def _within(formula: Within, known: Knowledge, *, finely: bool = False) -> Iterator[Question]:
    """Whether both happen, and where the two sides of the window lie.

    Args:
        formula: The window.
        known: What is known.
        finely: Whether days are asked for where months are in it; else whether it holds.
    """
    point, anchor = term(formula.point), term(formula.anchor)
    come = list(_happening(known, (point.event, anchor.event)))
    yield from come
    if come or Truth.FALSE in (known.comes(formula.point), known.comes(formula.anchor)):
        return
    sides = []
    if formula.least is not None:
        sides.append(not_later(term(shifted(formula.anchor, formula.least)), point))
    if formula.most is not None:
        sides.append(not_later(point, term(shifted(formula.anchor, formula.most))))
    for side in sides:
        match side:
            case Le(first, second, days):
                yield from _apart(known, first, second, (days,))
            case NotLater() if judge(formula, known).truth is Truth.UNKNOWN and not finely:
                yield formula
            case NotLater(first, second) if first.event != second.event:
                ends = most(side, _days(known, first.event), _days(known, second.event)), _least(side, known)
                yield from _apart(known, first.event, second.event, ends)
            case _:
                pass


def _apart(known: Knowledge, first: str, second: str, limits: Iterable[int]) -> Iterator[Question]:
    """Whether the first event lies at most so many days after the second, where that is open."""
    least, greatest = _gap(known, first, second)
    for limit in limits:
        if least <= limit < greatest:
            yield Apart(second, first, limit)


def _gap(known: Knowledge, first: str, second: str) -> tuple[float, float]:
    if first == ORIGIN:
        low, high = known.timeline.bounds(second)
        return -high, -low
    return known.timeline.bounds(first) if second == ORIGIN else known.timeline.gap(second, first)


def _days(known: Knowledge, event: str) -> tuple[int, int]:
    low, high = known.timeline.bounds(event)
    return int(min(max(low, FIRST_DAY), LAST_DAY)), int(max(min(high, LAST_DAY), FIRST_DAY))


def _least(order: NotLater, known: Knowledge) -> int:
    """How many days after the second event the first may come, wherever both lie."""
    here, there = _days(known, order.first.event), _days(known, order.second.event)
    return order.second.lengths(*there)[0] - order.first.lengths(*here)[1]


def _behind(formula: Formula, case: Case) -> Iterator[Question]:
    """What is open about the days behind the windows that are assumed."""
    for window, _ in case.assumed:
        if isinstance(window, Within) and judge(window, case.known).truth is Truth.UNKNOWN:
            yield from _within(window, case.known, finely=True)
    yield from _bisected(formula, case)


def _bisected(formula: Formula, case: Case) -> Iterator[Question]:
    """In which half of its days an event lies, for the event of which most is open."""
    happening = [event for event in events_in(formula) if case.known.timeline.entry(event).occurs is Truth.TRUE]
    widest = max(happening, key=lambda event: _width(_days(case.known, event)), default=None)
    if widest is not None:
        low, high = _days(case.known, widest)
        if low < high:
            yield Apart(ORIGIN, widest, (low + high) // 2)


def _width(days: tuple[int, int]) -> int:
    return days[1] - days[0]


# --- numbers ------------------------------------------------------------------------


def _compared(formula: Compare, case: Case) -> Iterator[Question]:
    """Whether what is shared is nothing, and whether the comparison holds."""
    asked = dict(case.assumed)
    whole = (Compare(base, "=", _NOTHING) for base in (*bases(formula.left), *bases(formula.right)))
    for one in (*whole, formula):
        sides: tuple[Comparison, ...] = ("<", ">") if one.comparison in ("=", "!=") else (one.comparison,)
        for side in sides:
            question = Compare(one.left, side, one.right)
            if question not in asked:
                yield question


def _absurd(case: Case) -> Absurd | None:
    """How often the comparisons assumed are taken to add up to what cannot be."""
    bounds: list[Bound] = []
    differences = [linear(one.left).plus(linear(one.right), Fraction(-1)) for one, _ in case.comparisons]
    for place, ((compare, so), number) in enumerate(zip(case.comparisons, differences, strict=True)):
        upper = (compare.comparison in ("<", "<=")) == so
        strict = (compare.comparison in ("<", ">")) == so
        if number.factors:
            bounds.append(bound(number, upper=upper, strict=strict, reason=(place,)))
        else:
            value = number.constant if upper else -number.constant
            if value > 0 or (value == 0 and strict):
                return Absurd(tuple(Fraction(int(other == place)) for other in range(len(differences))))
    found = numbers.solve([*bounds, *_ranges(case, differences)]) if bounds else {}
    if not isinstance(found, numbers.Refuted):
        return None
    times = [Fraction(0)] * len(differences)
    for one, often in found.bounds:
        for place in one.reason:
            lead = min(differences[place].factors.items())[1]
            times[place] += often / abs(lead)
    return Absurd(tuple(times))


def _ranges(case: Case, differences: Iterable[Linear]) -> Iterator[Bound]:
    for fact in sorted({fact for number in differences for fact in number.factors}):
        state = case.known.fact(fact)
        if isinstance(state, NumberBetween):
            yield from known_bounds(fact, state)
