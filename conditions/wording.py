"""Core formulas, days, distances and facts in plain English, with the labels of the vocabulary."""

from __future__ import annotations

from typing import Final, assert_never

from conditions.dates import Period
from conditions.english import (
    ONE_DAY,
    amount_words,
    either,
    factor_words,
    half_open,
    is_backward,
    kth_word,
    listing,
    partial_words,
    range_words,
    sided,
)
from conditions.formula import (
    All,
    Amount,
    Any,
    Compare,
    Comparison,
    Constant,
    Count,
    Day,
    Event,
    FactValue,
    Formula,
    Gate,
    Guarded,
    Happens,
    Implies,
    Kth,
    Matches,
    Named,
    Not,
    Point,
    Quantity,
    Share,
    Shift,
    Sum,
    Within,
)
from conditions.knowledge import Among, FactState, NotKnown, NumberBetween
from conditions.language.connectives import count_words
from conditions.language.quantities import COMPARISON_WORDS
from conditions.records import dataclass
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

THAT_DAY: Final = "that day"
_NEGATED: Final[dict[Comparison, Comparison]] = {"<": ">=", "<=": ">", "=": "!=", "!=": "=", ">=": "<", ">": "<="}


@dataclass(frozen=True)
class Wording:
    """The words for what a formula mentions.

    Attributes:
        vocabulary: Where the labels are.
        act: The gated act inside whose gate we are; its day is called "that day".
    """

    vocabulary: Vocabulary
    act: Point | None = None

    def name(self, name: str) -> str:
        """The label between quotation marks, or the bare name where it has none."""
        label = self.vocabulary.label(name)
        return f"“{label}”" if label != name else name

    def point(self, point: Point) -> str:
        """A point in time."""
        if point == self.act:
            return THAT_DAY
        match point:
            case Event(name):
                return self.name(name)
            case Day(day):
                return day.isoformat()
            case Shift(inner, period) if period.is_zero:
                return self.point(inner)
            case Shift(inner, period):
                return (
                    f"{-period} before {self.point(inner)}"
                    if is_backward(period)
                    else f"{period} after {self.point(inner)}"
                )
            case Named(name, _):
                return self.name(name)
            case Kth(points, k):
                return f"the {kth_word(k, len(points))} of {listing([self.point(each) for each in points])}"
            case Guarded(inner, _):
                return f"{self.point(inner)}, subject to a proviso"
            case _:
                assert_never(point)

    def is_rung(self, point: Point) -> bool:
        """Whether the point is the event of reaching a rung of a ladder."""
        return isinstance(point, Event) and self.is_rung_name(point.name)

    def is_rung_name(self, event: str) -> bool:
        """Whether an event is that of reaching a rung of a ladder."""
        return "." in event and event.partition(".")[0] in self.vocabulary.ladders

    def verb(self, point: Point) -> str:
        """What the point does, in the present tense."""
        if isinstance(point, Event):
            return "is reached" if self.is_rung(point) else "happens"
        return "comes"

    # --- formulas -----------------------------------------------------------

    def formula(self, formula: Formula) -> str:
        """A formula in one line; what is inside `all of these` and its like is not repeated."""
        match formula:
            case Constant(truth, why):
                return why or {Truth.TRUE: "holds from the outset", Truth.FALSE: "can never hold"}.get(
                    truth, "not known"
                )
            case Happens(point):
                return f"{self.point(point)} {self.verb(point)}"
            case Within():
                return self.within(formula)
            case Matches(fact, values):
                return f"{self.name(fact)}{_value_words(values)}"
            case Compare(left, comparison, right):
                return f"{self.quantity(left)} is {COMPARISON_WORDS[comparison]} {self.quantity(right)}"
            case Not(part):
                return self.negated(part)
            case All(parts):
                return "all of these" if len(parts) != 1 else "this"
            case Any(parts):
                return self.rungs(formula) or ("at least one of these" if len(parts) != 1 else "this")
            case Count(parts, at_least, at_most):
                return f"{count_words(at_least, at_most)} of these {len(parts)}"
            case Implies():
                return "if the first holds, then so does the second"
            case Gate(act, requires):
                return f"{self.point(act)} only if {self.inside(act).held(requires)}"
            case _:
                assert_never(formula)

    def inside(self, act: Point) -> Wording:
        """The wording of what stands inside the gate of an act."""
        return Wording(self.vocabulary, act)

    def held(self, formula: Formula) -> str:
        """That a formula holds, where its parts follow below."""
        match formula:
            case All(parts) | Any(parts) | Count(parts) if len(parts) > 1 and not self.rungs(formula):
                verb = "holds" if isinstance(formula, Any) else "hold"
                return f"{self.formula(formula)} {verb}"
            case _:
                return "this holds"

    def negated(self, part: Formula) -> str:
        """The negation of a formula in one line."""
        match part:
            case Happens(point):
                return (
                    f"{self.point(point)} {'is never reached' if self.is_rung(point) else 'never ' + self.verb(point)}"
                )
            case Within():
                return self._not_within(part)
            case Matches(fact, (value,)) if isinstance(value, bool):
                return f"{self.name(fact)}: {'no' if value else 'yes'}"
            case Matches(fact, values):
                return f"{self.name(fact)} is not {either(values)}"
            case Compare(left, comparison, right):
                return self.formula(Compare(left, _NEGATED[comparison], right))
            case All():
                return "not all of these"
            case Any():
                reached = self.rungs(part)
                return f"not: {reached}" if reached else "none of these"
            case Not(inner):
                return self.formula(inner)
            case Constant() | Count() | Implies() | Gate():
                return f"not: {self.formula(part)}"
            case _:
                assert_never(part)

    def within(self, formula: Within) -> str:
        """The order or distance of two points."""
        subject, low, high, other = self.seen_from(formula)
        both = " (both happen)" if self._both_may_fail(subject, other) else ""
        return f"{self.point(subject)} {self.window(low, high, other)}{both}"

    def _both_may_fail(self, *points: Point) -> bool:
        return not any(point == self.act or isinstance(point, Day) for point in points)

    def seen_from(self, formula: Within) -> tuple[Point, Period | None, Period | None, Point]:
        """A window as subject, earliest and latest distance from the other point, and that point.

        The subject is never the gated act or a fixed day if the other point is neither.
        """
        point, anchor = formula.point, formula.anchor
        if isinstance(point, Day) or (point == self.act and not isinstance(anchor, Day)):
            low = None if formula.most is None else -formula.most
            high = None if formula.least is None else -formula.least
            return anchor, low, high, point
        return point, formula.least, formula.most, anchor

    def window(self, low: Period | None, high: Period | None, other: Point) -> str:
        """Where something lies relative to another point."""
        return " ".join(self.window_parts(low, high, other))

    def window_parts(self, low: Period | None, high: Period | None, other: Point) -> tuple[str, str]:
        """Where something lies relative to another point, and the words for that point."""
        there = self.point(other)
        day = f"the day of {there}" if isinstance(other, Event) and there != THAT_DAY else there
        if low is None or high is None:
            words = half_open(low, high)
            return words, day if words in {"on or after", "on or before"} else there
        if low == high:
            if not low.is_zero:
                return f"exactly {sided(low)}", there
            return "on", day
        if low == -high:
            return f"at most {high} before or after", there
        if low.is_zero or high.is_zero:
            near, side = (high, "after") if low.is_zero else (-low, "before")
            return f"at most {near} {side}", f"{there}, or on the same day"
        if is_backward(low) == is_backward(high):
            first, last = (-high, -low) if is_backward(low) else (low, high)
            return f"{first} to {last} {'before' if is_backward(low) else 'after'}", there
        return f"from {-low} before to {high} after", there

    def _not_within(self, formula: Within) -> str:
        subject, low, high, other = self.seen_from(formula)
        if low is None and high is not None and (high.is_zero or high == -ONE_DAY):
            limit = "by the end of" if high.is_zero else "before"
            there = self.point(other)
            day = there if there == THAT_DAY or isinstance(other, Day) else f"the day of {there}"
            done = "been reached" if self.is_rung(subject) else "happened"
            return f"{self.point(subject)} has not {done} {limit} {day}"
        return f"not: {self.within(formula)}"

    def rungs(self, formula: Formula) -> str | None:
        """That a ladder stands on a rung or a later one, where that is what a disjunction says."""
        match formula:
            case Any(parts) if len(parts) > 1:
                reached = [_reached(part) for part in parts]
            case _:
                return None
        names = [point.name for point, _ in reached if isinstance(point, Event)]
        ladder, _, rung = names[0].partition(".") if names else ("", "", "")
        kind = self.vocabulary.ladders.get(ladder)
        if kind is None or len({limit for _, limit in reached}) > 1 or rung not in kind.rungs:
            return None
        if names != [f"{ladder}.{later}" for later in kind.rungs[kind.rungs.index(rung) :]]:
            return None
        limit = reached[0][1]
        when = "" if limit is None else f", {self.window(None, -limit[1], limit[0])}"
        return f"{self.name(ladder)} at “{rung.replace('_', ' ')}” or later{when}"

    def quantity(self, quantity: Quantity) -> str:
        """One side of a comparison."""
        match quantity:
            case Amount(value, unit):
                return amount_words(value, unit)
            case FactValue(fact):
                return self.name(fact)
            case Share(factor, base):
                return f"{factor_words(factor)} of {self.quantity(base)}"
            case Sum(parts):
                return f"the sum of {listing([self.quantity(part) for part in parts])}"
            case _:
                assert_never(quantity)

    def fact_state(self, fact: str, state: FactState) -> str:
        """What is known of a fact, after the word "is"."""
        kind = self.vocabulary.facts.get(fact)
        unit = kind.unit if kind is not None else None
        match state:
            case Among(options):
                return either(options) if len(options) == 1 else f"known only to be {either(options)}"
            case NumberBetween(low, high) if low is not None and low == high:
                return amount_words(low, unit)
            case NumberBetween(None, None):
                return "not known"
            case NumberBetween(low, high):
                ends = [None if end is None else amount_words(end, unit) for end in (low, high)]
                return f"known only to be {range_words(*ends)}"
            case NotKnown(why):
                return {"unknown": "said to be unknown", "not applicable": "not applicable here"}.get(why, "not given")
            case _:
                assert_never(state)


def _reached(part: Formula) -> tuple[Point | None, tuple[Point, Period] | None]:
    """The event that a part says has come, and by when: the later point and the least distance to it."""
    match part:
        case Happens(Event() as event):
            return event, None
        case Within(point, Event() as event, least, None) if least is not None:
            return event, (point, least)
        case _:
            return None, None


def _value_words(values: tuple[bool | str, ...]) -> str:
    if len(values) == 1 and isinstance(values[0], bool):
        return f": {either(values)}"
    return f" is {either(values)}"


__all__ = ["THAT_DAY", "Wording", "listing", "partial_words"]
