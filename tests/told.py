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
from conditions.language.connectives import AllOf, AnyOf, At, Counted, Ever, If, Not
from conditions.language.gates import OnlyAfter, OnlyBefore, OnlyBetween, OnlyIf, OnlyTogether, OnlyWithin
from conditions.language.groups import Members
from conditions.language.orders import Apart, Between, Order, WithinPeriod
from conditions.language.quantities import Quantity
from conditions.language.states import InForce
from conditions.language.types import Derived, Moment, Name
from conditions.periods import Period
from tests.courses import Course
from tests.strategies import LADDERS, MEMBERS, MOMENTS, STATES, VOCABULARY

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


def belongs(group: str, member: str, day: date) -> bool:
    """Whether somebody is a member of a group on a day."""
    known = VOCABULARY.memberships.get(group)
    return known is None or any(
        one.member == member
        and (one.since is None or str(one.since) <= day.isoformat())
        and (one.until is None or day.isoformat() < str(one.until))
        for one in known
    )


class Told:
    """Whether clauses are so in a course of events; by the end of a day, or over the whole course."""

    def __init__(self, course: Course, by: date | None = None, gap: timedelta = timedelta()) -> None:
        self.course, self.by, self.gap = course, by, gap

    def day(self, moment: Moment) -> date | None:
        """The day of a moment, if it comes."""
        start = self.start(moment.anchor)
        return None if start is None else on(start, moment.shift)

    def start(self, anchor: Name | date | Derived) -> date | None:
        """The day of a moment's anchor, if it comes."""
        if isinstance(anchor, date):
            return anchor
        if isinstance(anchor, Derived):
            names = [f"{anchor.what}[{member}]" for member in MEMBERS]
            each = [self.day(one) for one in anchor.of] or [self.course.days.get(name) for name in names]
            come = sorted(day for day in each if day is not None)
            place = {"earliest": 1, "latest": len(each)}.get(str(anchor.which)) or int(anchor.which)
            return come[place - 1] if len(come) >= place else None
        if anchor in MOMENTS:
            when, only_if, otherwise = MOMENTS[anchor]
            day = self.day(when)
            if only_if is None:
                return day
            # Of a moment that never comes, nothing has happened by then.
            holds = Told(self.course, day or date.min).so(only_if) if day or otherwise else False
            return day if holds else self.day(otherwise) if otherwise else None
        return self.course.days.get(anchor)

    def root(self, anchor: Name | date | Derived) -> date | None:
        """The day of what an anchor hangs on, without the periods in definitions, if the anchor comes."""
        if isinstance(anchor, str) and anchor in MOMENTS and self.start(anchor) is not None:
            return self.start(anchor) if MOMENTS[anchor].otherwise else self.root(MOMENTS[anchor].when.anchor)
        return self.start(anchor)

    def came(self, day: date | None) -> bool:
        """Whether a day has come."""
        return day is not None and (self.by is None or day + self.gap <= self.by)

    def all_came(self, *moments: Moment) -> bool:
        """Whether every event that moments hang on has happened."""
        return all(self.came(self.root(one.anchor)) for one in moments if not isinstance(one.anchor, date))

    def rung(self, ladder: str) -> int:
        """The place of the highest rung reached."""
        rungs, start = LADDERS[ladder].rungs, LADDERS[ladder].start
        reached = [place for place, rung in enumerate(rungs) if self.came(self.course.days.get(f"{ladder}.{rung}"))]
        return max([*reached, -1 if start is None else rungs.index(start)])

    def in_force(self, name: str, day: date) -> bool:
        """Whether a state is in force on a day: from its start, included, to its end, excluded, but for suspensions."""
        state, then = STATES[name], Told(self.course, day)
        if state.rule is not None:
            return then.so(state.rule)
        start = self.day(state.start)
        begins = start is not None and (state.only_if is None or Told(self.course, start).so(state.only_if))
        ended = state.end is not None and then.came(self.day(state.end))
        paused = any(
            then.came(self.day(since)) and not (until and then.came(self.day(until)))
            for since, until in state.suspended
        )
        void = state.void_if is not None and Told(self.course).so(state.void_if)
        return begins and then.came(start) and not (ended or paused or void)

    def number(self, quantity: Quantity) -> Fraction:
        """The number that a quantity is."""
        base = sum((self.course.facts[fact] for fact in quantity.of), Fraction(not quantity.of))
        factor = Fraction(1) if quantity.number is None else quantity.number
        return factor * base / (100 if quantity.percent else 1)

    def below_the_limit(self, clause: Compare) -> bool:
        """Whether a comparison holds with a number that changes step by step; with none, as it is not known."""
        day = self.by if clause.on is None else self.day(clause.on)
        if day is None:
            return False
        steps = VOCABULARY.facts["troop_limit"].steps
        begun = [
            step.value for step in steps if step.since is None or Told(self.course, day).came(self.day(step.since))
        ]
        if not begun or begun[-1] is None:
            return self.course.otherwise if not begun else True
        right = clause.right.factor if clause.right.factor is not None else Fraction(1)
        return bool(COMPARED[clause.comparison](self.number(clause.total), right * begun[-1]))

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

    def so_of_members(self, clause: Members) -> bool:
        """Whether so many members do it, those that are named among them."""
        asked = [member for member in MEMBERS if member not in clause.excluding]
        if self.by is not None:
            asked = [member for member in asked if belongs(clause.group, member, self.by)]
        doing = [member for member in asked if self.does(clause, member)]
        count, size = len(doing), len(asked)
        sizes = [Fraction(size)] * 2
        if clause.quantifier == "number":
            numbers = (clause.at_least, size if clause.at_most is None else clause.at_most)
            shares = [clause.percent or Fraction(number).denominator > 1 for number in numbers]
            shares[1] = shares[1] and clause.at_most is not None
            scale = Fraction(size, 100 if clause.percent else 1)
            sizes = [
                number * scale if share else Fraction(number) for number, share in zip(numbers, shares, strict=True)
            ]
            if not size and True in shares:
                return False
        least, most = sizes
        if clause.strictly:
            kept = count > least if clause.at_most is None else count < most
        else:
            kept = {
                "all": 0 < size == count,
                "any": count > 0,
                "none": count == 0,
                "majority": count > size / 2,
                "number": least <= count <= most,
            }[clause.quantifier]
        return kept and set(clause.including) <= set(doing)

    def does(self, clause: Members, member: str) -> bool:
        """Whether a member does it, by now; over the whole course, whether it does so as a member."""
        name = f"{clause.what}[{member}]"
        if name in self.course.facts:
            return bool(self.course.facts[name])
        day = self.course.days.get(name)
        return self.came(day) and day is not None and (self.by is not None or belongs(clause.group, member, day))

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
            case At(condition=condition, moment=moment):
                day = self.day(moment)
                return day is not None and self.came(day) and Told(self.course, day).so(condition)
            case Compare(right=right) if "troop_limit" in right.of:
                return self.below_the_limit(clause)
            case Compare(comparison=comparison, right=right):
                return bool(COMPARED[comparison](self.number(clause.total), self.number(right)))
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
            case InForce(what=what, on=on_, negated=negated):
                day = self.by if on_ is None else self.day(on_)
                return (day is not None and self.in_force(what, day)) is not negated
            case Never(event=event):
                return not self.came(self.day(event))
            case Not(condition=condition):
                return not self.so(condition)
            case Ever(condition=condition):
                return Told(self.course).so(condition)
            case AllOf(of=of):
                return all(map(self.so, of))
            case AnyOf(of=of):
                return any(map(self.so, of))
            case Counted(at_least=at_least, at_most=at_most, of=of):
                return at_least <= sum(map(self.so, of)) <= (len(of) if at_most is None else at_most)
            case Members(group="observers"):
                return self.course.otherwise
            case Members():
                return self.so_of_members(clause)
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
