"""What clauses mean in whole courses of events, said a second time by the calendar, apart from lowering."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dateutil.relativedelta import relativedelta

from conditions.language.atoms import Compare, Holds, Is, Never, OneOf
from conditions.language.base import Kind
from conditions.language.connectives import AllOf, AnyOf, Counted, If, Members, Not
from conditions.language.gates import OnlyAfter, OnlyBefore, OnlyBetween, OnlyIf, OnlyTogether, OnlyWithin
from conditions.language.orders import Apart, Between, Order, WithinPeriod
from conditions.language.quantities import Quantity
from conditions.language.types import Moment
from conditions.periods import Period
from tests.courses import Course
from tests.strategies import LADDERS, MEMBERS, VOCABULARY

ONE_DAY = timedelta(days=1)
COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


def on(start: date, period: Period) -> date:
    """The day a calendar period after a day: months first, then days."""
    return start + relativedelta(months=period.total_months) + timedelta(days=period.total_days)


class Told:
    """Whether clauses are so in a course of events; by the end of a day, or over the whole course."""

    def __init__(self, course: Course, by: date | None = None, gap: timedelta = timedelta()) -> None:
        self.course, self.by, self.gap = course, by, gap

    def day(self, moment: Moment) -> date | None:
        """The day of a moment, if it comes."""
        start = self.course.days.get(moment.anchor) if isinstance(moment.anchor, str) else moment.anchor
        return None if start is None else on(start, moment.shift)

    def came(self, day: date | None) -> bool:
        """Whether a day has come."""
        return day is not None and (self.by is None or day + self.gap <= self.by)

    def all_came(self, *moments: Moment) -> bool:
        """Whether every event that moments hang on has happened."""
        return all(self.came(self.day(Moment(one.anchor))) for one in moments if isinstance(one.anchor, str))

    def rung(self, ladder: str) -> int:
        """The place of the highest rung reached."""
        rungs, start = LADDERS[ladder].rungs, LADDERS[ladder].start
        reached = [place for place, rung in enumerate(rungs) if self.came(self.course.days.get(f"{ladder}.{rung}"))]
        return max([*reached, -1 if start is None else rungs.index(start)])

    def number(self, quantity: Quantity) -> Fraction:
        """The number that a quantity is."""
        base: Fraction = Fraction(1) if quantity.of is None else self.course.facts[quantity.of]
        factor = Fraction(1) if quantity.number is None else quantity.number
        return factor * base / (100 if quantity.percent else 1)

    def window(self, event: Moment, start: date | None, end: date | None) -> bool:
        """Whether an event falls on one of the days from start to end."""
        day = self.day(event)
        return day is not None and start is not None and end is not None and start <= day <= end

    def within(self, clause: WithinPeriod | OnlyWithin, event: Moment) -> bool:
        """Whether an event falls on the right side of an anchor, within a period."""
        anchor = self.day(clause.moment)
        if anchor is None:
            return False
        start = {"of": date.min, "after": anchor, "before": on(anchor, -clause.period)}[clause.side]
        return self.window(event, start, anchor if clause.side == "before" else on(anchor, clause.period))

    def near(self, event: Moment, moment: Moment, at_most: Period) -> bool:
        """Whether an event falls at most a period from a moment, on either side."""
        anchor = self.day(moment)
        return anchor is not None and self.window(event, on(anchor, -at_most), on(anchor, at_most))

    def gate(self, act: Moment, asked: Callable[[Told], bool], gap: timedelta = timedelta()) -> bool:
        """Whether an act that has come has kept what was asked at its day."""
        day = self.day(act)
        return not self.came(day) or asked(Told(self.course, day, gap))

    def so(self, clause: Kind) -> bool:
        """Whether the clause is so."""
        facts = self.course.facts
        match clause:
            case Holds(what=what):
                known = what.anchor in VOCABULARY.facts and what.shift.is_zero
                return bool(facts[str(what.anchor)]) if known else self.came(self.day(what))
            case Is(what=what, value=value, reach=reach) if what in LADDERS:
                place, stands = LADDERS[what].rungs.index(value), self.rung(what)
                return {"exactly": stands == place, "or_later": stands >= place, "or_earlier": stands <= place}[reach]
            case OneOf(what=what, values=values) if what in LADDERS:
                return self.rung(what) in {LADDERS[what].rungs.index(value) for value in values}
            case Is(what=what, value=value):
                return bool(value == {True: "yes", False: "no"}.get(facts[what], facts[what]))
            case OneOf(what=what, values=values):
                return {True: "yes", False: "no"}.get(facts[what], facts[what]) in values
            case Compare(left=left, comparison=comparison, right=right):
                return bool(COMPARED[comparison](facts[left], self.number(right)))
            case Order(event=event, order=order, moment=moment):
                one, other = self.day(event), self.day(moment)
                if one is None or other is None or not self.all_came(event, moment):
                    return False
                signs = {"before": "<", "on_or_before": "<=", "after": ">", "on_or_after": ">="}
                return bool(COMPARED[signs[order]](one, other))
            case WithinPeriod(event=event, moment=moment):
                return self.all_came(event, moment) and self.within(clause, event)
            case Between(event=event, start=start, end=end):
                return self.all_came(event) and self.window(event, self.day(start), self.day(end))
            case Apart(event=event, at_most=at_most, moment=moment):
                return self.all_came(event, moment) and self.near(event, moment, at_most)
            case Never(event=event):
                return not self.came(self.day(event))
            case Not(condition=condition):
                return not self.so(condition)
            case AllOf(of=of):
                return all(map(self.so, of))
            case AnyOf(of=of):
                return any(map(self.so, of))
            case Counted(at_least=at_least, at_most=at_most, of=of):
                return at_least <= sum(map(self.so, of)) <= (len(of) if at_most is None else at_most)
            case Members(group="guarantors", what=what):
                family = [f"{what}[{member}]" for member in MEMBERS]
                count = sum(facts[name] if name in facts else self.came(self.course.days.get(name)) for name in family)
                bounds = {"all": (4, 4), "any": (1, 4), "none": (0, 0), "majority": (3, 4)}
                low, high = bounds.get(
                    clause.quantifier, (clause.at_least, 4 if clause.at_most is None else clause.at_most)
                )
                return bool(low <= count <= high)
            case Members():
                return self.course.otherwise
            case If(premise=premise, then=then):
                return not self.so(premise) or self.so(then)
            case OnlyAfter(act=act, after=after, same_day=same_day):
                return self.gate(act, lambda told: told.so(after), timedelta() if same_day else ONE_DAY)
            case OnlyIf(act=act, requires=requires):
                return self.gate(act, lambda told: told.so(requires))
            case OnlyBefore(act=act, before=before, same_day=same_day):
                gap = ONE_DAY if same_day else timedelta()
                return self.gate(act, lambda told: not told.came(told.day(before)), gap)
            case OnlyWithin(act=act):
                return self.gate(act, lambda told: told.within(clause, act))
            case OnlyBetween(act=act, start=start, end=end):
                return self.gate(act, lambda told: told.window(act, told.day(start), told.day(end)))
            case OnlyTogether(act=act, at_most=at_most, moment=moment):
                return self.gate(act, lambda told: told.near(act, moment, at_most))
            case _:
                raise AssertionError(f"no meaning is told of {clause!r}")
