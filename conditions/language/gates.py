"""Surface kinds that gate an act: `A only after X`, `A only if F`, `A only within …`.

A gate asks nothing of an act that never happens. It is what parties mean when
they say that they will do something only once something else is so.
"""

from typing import ClassVar, Literal

from conditions import formula as core
from conditions.language.base import ONE_DAY, SAME_DAY, Kind, Scope, Syntax, Words, mentioned
from conditions.language.orders import Between, WithinPeriod, check_window, window_in_words
from conditions.language.recursive import Clause, looseness
from conditions.language.types import Flag, Moment, Name, PeriodValue


class OnlyAfter(Kind):
    """An act happens only after other events have happened: strictly after, or with `on or after` also on the same day.

    `from` a moment is the same as `on or after` it: `only from withdrawal + 30 days`.
    """

    kind: Literal["only_after"] = "only_after"
    act: Moment
    after: Clause
    same_day: Flag = False

    standard_name: ClassVar[str] = "condition precedent; precedence (Declare)"
    examples: ClassVar[tuple[str, ...]] = (
        "ua_signs only after referendum",
        "ua_signs only on or after referendum",
        "referendum only on or after withdrawal + 30 days",
        "ua_signs only after referendum and withdrawal",
        "ua_signs only after all of guarantors ratify",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("sentence", 'moment "only after" disjunction', ("act", "after")),
        Syntax("sentence", 'moment "only on or after" disjunction', ("act", "after"), {"same_day": True}),
        Syntax("sentence", 'moment "only from" disjunction', ("act", "after"), {"same_day": True}),
        Syntax("sentence", '"no" moment "before" disjunction', ("act", "after"), {"same_day": True}),
    )

    def lower(self, scope: Scope) -> core.Formula:
        act = scope.point(self.act)
        self._check_occurrences(scope)
        return gate(scope, act, self.after.lower(scope.judged_at(act, SAME_DAY if self.same_day else ONE_DAY)))

    def _check_occurrences(self, scope: Scope) -> None:
        for clause in mentioned(self.after):
            if not clause.occurs(scope):
                place = next((name for name in _names(clause)), None)
                message = f"`only after` needs something that happens, and `{clause}` is not an event"
                scope.report("not-an-occurrence", message, place, "write `only if` instead of `only after`")

    def say(self, words: Words) -> str:
        head = "only on or after" if self.same_day else "only after"
        return f"{words.moment(self.act)} {head} {self.after.say(words)}"

    def text(self) -> str:
        head = "only on or after" if self.same_day else "only after"
        return f"{self.act} {head} {_inner(self.after)}"


class OnlyIf(Kind):
    """An act happens only if a clause holds at that moment, by the end of the act's day.

    Events in the clause must have happened by then; ladders must stand on the
    named rung then; facts are facts of the deal.
    """

    kind: Literal["only_if"] = "only_if"
    act: Moment
    requires: Clause

    standard_name: ClassVar[str] = "guard; condition precedent"
    examples: ClassVar[tuple[str, ...]] = (
        "ru_signs only if crimea is resolved and donbas is resolved",
        "ru_signs only if crimea is agreed_in_principle or later or texts_separate",
        "referendum only if not occupation",
        "referendum only if ceasefire is in force",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("sentence", 'moment "only if" disjunction', ("act", "requires")),
        Syntax("sentence", 'moment "only while" disjunction', ("act", "requires")),
    )

    def lower(self, scope: Scope) -> core.Formula:
        act = scope.point(self.act)
        return gate(scope, act, self.requires.lower(scope.judged_at(act)))

    def say(self, words: Words) -> str:
        return f"{words.moment(self.act)} only if {self.requires.say(words)}"

    def text(self) -> str:
        return f"{self.act} only if {_inner(self.requires)}"


class OnlyBefore(Kind):
    """An act happens only before something else has: strictly before, or with `on or before` also on the same day.

    If the other event never happens, the act is free. With a fixed day this is a
    deadline that binds only the act, should it happen at all.
    """

    kind: Literal["only_before"] = "only_before"
    act: Moment
    before: Moment
    same_day: Flag = False

    standard_name: ClassVar[str] = "not succession (Declare)"
    examples: ClassVar[tuple[str, ...]] = ("signature only before annexation", "signature only on or before 2022-12-31")
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("sentence", 'moment "only before" moment', ("act", "before")),
        Syntax("sentence", 'moment "only on or before" moment', ("act", "before"), {"same_day": True}),
        Syntax("sentence", 'moment "only by" moment', ("act", "before"), {"same_day": True}),
    )

    def lower(self, scope: Scope) -> core.Formula:
        act, limit = scope.point(self.act), scope.point(self.before)
        passed = scope.judged_at(act, ONE_DAY if self.same_day else SAME_DAY).happened(limit)
        return gate(scope, act, core.Not(passed))

    def say(self, words: Words) -> str:
        head = "only on or before" if self.same_day else "only before"
        return f"{words.moment(self.act)} {head} {words.moment(self.before)}"

    def text(self) -> str:
        return f"{self.act} {'only on or before' if self.same_day else 'only before'} {self.before}"


class OnlyWithin(Kind):
    """An act happens only within a period of a moment, which must have come or come in time.

    `of` sets a deadline and earlier counts too; `after` and `before` set a window on that side.
    """

    kind: Literal["only_within"] = "only_within"
    act: Moment
    period: PeriodValue
    side: Literal["of", "after", "before"] = "of"
    moment: Moment

    standard_name: ClassVar[str] = "gated window"
    examples: ClassVar[tuple[str, ...]] = (
        "ratification only within 6 months of signature",
        "ratification only within 90 days after signature",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("sentence", 'moment "only within" PERIOD side moment', ("act", "period", "side", "moment")),
    )

    def lower(self, scope: Scope) -> core.Formula:
        act, moment = scope.point(self.act), scope.point(self.moment)
        bounds = WithinPeriod(event=self.act, period=self.period, side=self.side, moment=self.moment).bounds()
        return gate(scope, act, core.Within(act, moment, *bounds))

    def say(self, words: Words) -> str:
        return f"{words.moment(self.act)} only {window_in_words(words, self.period, self.side, self.moment)}"

    def text(self) -> str:
        return f"{self.act} only within {self.period} {self.side} {self.moment}"


class OnlyBetween(Kind):
    """An act happens only in a window from one moment to another, both days included."""

    kind: Literal["only_between"] = "only_between"
    act: Moment
    start: Moment
    end: Moment

    standard_name: ClassVar[str] = "gated window with minimum and maximum"
    examples: ClassVar[tuple[str, ...]] = ("referendum only between withdrawal + 30 days and withdrawal + 90 days",)
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("sentence", 'moment "only between" moment "and" moment', ("act", "start", "end")),
    )

    def check(self) -> None:
        check_window(self.start, self.end)

    def lower(self, scope: Scope) -> core.Formula:
        window = Between(event=self.act, start=self.start, end=self.end)
        plain = Scope(scope.vocabulary, mistakes=scope.mistakes)
        return gate(scope, scope.point(self.act), window.lower(plain))

    def say(self, words: Words) -> str:
        return f"{words.moment(self.act)} only between {words.moment(self.start)} and {words.moment(self.end)}"

    def text(self) -> str:
        return f"{self.act} only between {self.start} and {self.end}"


class OnlyTogether(Kind):
    """An act happens only on the same day as another event, or at most a period from it on either side."""

    kind: Literal["only_together"] = "only_together"
    act: Moment
    at_most: PeriodValue
    moment: Moment

    standard_name: ClassVar[str] = "gated simultaneity"
    examples: ClassVar[tuple[str, ...]] = (
        "us_lifts only on the same day as iaea_reports",
        "us_lifts only at most 3 days from iaea_reports",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("sentence", 'moment "only on the same day as" moment', ("act", "moment"), {"at_most": SAME_DAY}),
        Syntax("sentence", 'moment "only at most" PERIOD "from" moment', ("act", "at_most", "moment")),
    )

    def lower(self, scope: Scope) -> core.Formula:
        act, moment = scope.point(self.act), scope.point(self.moment)
        return gate(scope, act, core.Within(act, moment, -self.at_most, self.at_most))

    def say(self, words: Words) -> str:
        return f"{words.moment(self.act)} only {self._distance()} {words.moment(self.moment)}"

    def text(self) -> str:
        return f"{self.act} only {self._distance()} {self.moment}"

    def _distance(self) -> str:
        return "on the same day as" if self.at_most.is_zero else f"at most {self.at_most} from"


def gate(scope: Scope, act: core.Point, requires: core.Formula) -> core.Formula:
    """The gate as it stands, or inside another gate: it binds only an act that has happened by that moment."""
    if scope.at is None:
        return core.Gate(act, requires)
    return core.Implies(scope.happened(act), requires)


def _inner(clause: Kind) -> str:
    return f"({clause.text()})" if looseness(clause) > 2 else clause.text()


def _names(clause: Kind) -> list[Name]:
    """The names a clause mentions directly."""
    values = [getattr(clause, field) for field in type(clause).model_fields]
    named = (value.names() if isinstance(value, Moment) else (value,) for value in values)
    return [name for names in named for name in names if isinstance(name, Name)]
