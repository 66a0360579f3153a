"""Surface kinds that speak of single things: events, ladders, facts, orders, deadlines and windows."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from conditions import formula as core
from conditions.dates import Period
from conditions.errors import Problem, did_you_mean
from conditions.language.base import ONE_DAY, SAME_DAY, Kind, Scope, Syntax, Words, rung_reached
from conditions.language.quantities import COMPARISON_WORDS, Quantity, check_units, lower_quantity
from conditions.language.types import MistakeError, Moment, Name, PeriodValue
from conditions.truth import Truth


class Holds(Kind):
    """An event has happened, a day has come, or a yes/no fact is so.

    In `only if` it must have happened by the day of the act, that day included;
    elsewhere it must happen at some time.
    """

    kind: Literal["holds"] = "holds"
    what: Moment

    standard_name: ClassVar[str] = "existence (Declare)"
    examples: ClassVar[tuple[str, ...]] = ("referendum", "referendum_approved", "referendum + 30 days")
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", "moment", ("what",)),
        Syntax("unit", 'moment "happens"', ("what",)),
    )

    def lower(self, scope: Scope) -> core.Formula:
        anchor = self.what.anchor
        if isinstance(anchor, Name) and self.what.shift.is_zero and anchor in scope.vocabulary.facts:
            if scope.vocabulary.facts[anchor].kind != "yes_no":
                kind = scope.vocabulary.facts[anchor]
                example = f"{anchor} is {kind.values[0]}" if kind.values else f"{anchor} is at least …"
                scope.report("not-yes-no", f"`{anchor}` is not a yes/no fact", anchor, f"compare it, as in `{example}`")
            return core.Matches(str(anchor), (True,))
        if isinstance(anchor, Name) and anchor not in scope.vocabulary.events:
            self._unknown(scope, anchor)
        return scope.happened(scope.point(self.what))

    def _unknown(self, scope: Scope, name: Name) -> None:
        if name in scope.vocabulary.ladders:
            rungs = scope.vocabulary.ladders[name].rungs
            scope.report("needs-rung", f"`{name}` is a ladder and needs a rung", name, f"write `{name} is {rungs[-1]}`")

    def say(self, words: Words) -> str:
        return words.moment(self.what)

    def text(self) -> str:
        return str(self.what)


class Is(Kind):
    """A ladder stands on a rung (or that rung or a later one), or an enumerated or yes/no fact has a value.

    "Stands on" means that the rung has been reached and no later one has.
    """

    kind: Literal["is"] = "is"
    what: Name
    value: Name
    reach: Literal["exactly", "or_later", "or_earlier"] = "exactly"

    standard_name: ClassVar[str] = "agreement status; fact comparison"
    examples: ClassVar[tuple[str, ...]] = (
        "crimea is resolved",
        "crimea is agreed_in_principle or later",
        "status is neutral",
        "referendum_approved is yes",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", 'NAME "is" NAME', ("what", "value")),
        Syntax("unit", 'NAME "is" NAME "or later"', ("what", "value"), {"reach": "or_later"}),
        Syntax("unit", 'NAME "is" NAME "or earlier"', ("what", "value"), {"reach": "or_earlier"}),
    )

    def lower(self, scope: Scope) -> core.Formula:
        ladder = scope.vocabulary.ladders.get(self.what)
        if ladder is not None:
            return self._rung(scope, ladder)
        if self.what not in scope.vocabulary.facts:
            scope.fact(self.what, "ladder or fact")
            return core.Constant(Truth.UNKNOWN, "unknown fact")
        if self.reach != "exactly":
            scope.report("not-a-ladder", f"`{self.what}` is not a ladder, so `or later` has no meaning", self.what)
        return fact_among(scope, self.what, (self.value,))

    def _rung(self, scope: Scope, ladder: object) -> core.Formula:
        kind = scope.vocabulary.ladders[self.what]
        if self.value not in kind.rungs:
            hint = did_you_mean(self.value, kind.rungs) or f"its rungs are {', '.join(kind.rungs)}"
            scope.report("unknown-rung", f"`{self.what}` has no rung `{self.value}`", self.value, hint)
            return core.Constant(Truth.UNKNOWN, "unknown rung")
        reached = rung_reached(scope, str(self.what), kind, self.value)
        later = kind.rungs[kind.rungs.index(self.value) + 1 :]
        if self.reach == "or_later" or (self.reach == "exactly" and not later):
            return reached
        below = core.Not(rung_reached(scope, str(self.what), kind, later[0])) if later else core.Constant(Truth.TRUE)
        return below if self.reach == "or_earlier" else core.All((reached, below))

    def say(self, words: Words) -> str:
        tail = {"exactly": "", "or_later": " or later", "or_earlier": " or earlier"}[self.reach]
        return f"{words.name(self.what)} is {self.value.replace('_', ' ')}{tail}"

    def text(self) -> str:
        tail = {"exactly": "", "or_later": " or later", "or_earlier": " or earlier"}[self.reach]
        return f"{self.what} is {self.value}{tail}"


class OneOf(Kind):
    """An enumerated fact has one of the listed values."""

    kind: Literal["one_of"] = "one_of"
    what: Name
    values: tuple[Name, ...] = Field(strict=False, min_length=1)

    standard_name: ClassVar[str] = "set membership"
    examples: ClassVar[tuple[str, ...]] = ("status is one of (neutral, non_aligned)",)
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", 'NAME "is one of" "(" NAME ("," NAME)* ")"', ("what", "*values")),
    )

    def lower(self, scope: Scope) -> core.Formula:
        if self.what in scope.vocabulary.ladders:
            return core.Any(tuple(Is(what=self.what, value=value).lower(scope) for value in self.values))
        return fact_among(scope, self.what, self.values)

    def say(self, words: Words) -> str:
        return f"{words.name(self.what)} is one of {', '.join(value.replace('_', ' ') for value in self.values)}"

    def text(self) -> str:
        return f"{self.what} is one of ({', '.join(self.values)})"


class Compare(Kind):
    """A number compares with another: a bare one, one with a unit, a percentage of a named base, or a fact.

    Exact rationals; a number that is only known as a range decides where the whole range decides.
    """

    kind: Literal["compare"] = "compare"
    left: Name
    comparison: core.Comparison
    right: Quantity

    standard_name: ClassVar[str] = "comparison"
    examples: ClassVar[tuple[str, ...]] = (
        "troops is at most 85000 persons",
        "votes_for is at least 50 percent of votes_cast",
        "votes_for is more than 2/3 of members_present",
        "votes_for is more than votes_against",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", 'NAME "is" comparison quantity', ("left", "comparison", "right")),
        Syntax("unit", "NAME COMPARISON quantity", ("left", "comparison", "right")),
    )

    def lower(self, scope: Scope) -> core.Formula:
        left = Quantity(of=self.left)
        check_units(scope, left, self.right)
        return core.Compare(lower_quantity(scope, left), self.comparison, lower_quantity(scope, self.right))

    def say(self, words: Words) -> str:
        return f"{words.name(self.left)} is {COMPARISON_WORDS[self.comparison]} {self.right.say(words)}"

    def text(self) -> str:
        return f"{self.left} is {COMPARISON_WORDS[self.comparison]} {self.right}"


class Order(Kind):
    """Both happen, the one before or after the other; days are compared, so the same day is not before.

    With a fixed day this is a deadline: `signature on or before 2022-12-31`.
    """

    kind: Literal["order"] = "order"
    event: Moment
    order: Literal["before", "on_or_before", "after", "on_or_after"]
    moment: Moment

    standard_name: ClassVar[str] = "succession (Declare), strong order; deadline"
    examples: ClassVar[tuple[str, ...]] = (
        "withdrawal before referendum",
        "signature on or before 2022-12-31",
        "signature on or after withdrawal + 30 days",
        "signature after 2022-05-09",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", "moment order moment", ("event", "order", "moment")),
        Syntax("unit", 'moment "happens" order moment', ("event", "order", "moment")),
    )

    def lower(self, scope: Scope) -> core.Formula:
        event, moment = scope.point(self.event), scope.point(self.moment)
        early, late = (event, moment) if "before" in self.order else (moment, event)
        gap = SAME_DAY if self.order.startswith("on_or") else ONE_DAY
        return scope.all_happened(core.Within(late, early, least=gap), event, moment)

    def say(self, words: Words) -> str:
        both = "" if not isinstance(self.moment.anchor, str) else " (both happen)"
        return f"{words.moment(self.event)} {self.order.replace('_', ' ')} {words.moment(self.moment)}{both}"

    def text(self) -> str:
        return f"{self.event} {self.order.replace('_', ' ')} {self.moment}"


class WithinPeriod(Kind):
    """An event happens within a period, counted from the day of an anchor; the last day is included.

    `of` sets a deadline: no later than the anchor plus the period, and earlier counts too.
    `after` and `before` set a window on that side of the anchor, the anchor's day included.
    """

    kind: Literal["within"] = "within"
    event: Moment
    period: PeriodValue
    side: Literal["of", "after", "before"] = "of"
    moment: Moment

    standard_name: ClassVar[str] = "deadline, time-constrained response"
    examples: ClassVar[tuple[str, ...]] = (
        "ratification within 6 months of signature",
        "ratification within 90 days after signature",
        "notice within 6 months before expiry",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", 'moment "within" PERIOD side moment', ("event", "period", "side", "moment")),
        Syntax("unit", 'moment "happens" "within" PERIOD side moment', ("event", "period", "side", "moment")),
    )

    def lower(self, scope: Scope) -> core.Formula:
        event, moment = scope.point(self.event), scope.point(self.moment)
        return scope.all_happened(core.Within(event, moment, *self.bounds()), event, moment)

    def bounds(self) -> tuple[Period | None, Period | None]:
        """Least and most distance from the anchor."""
        match self.side:
            case "of":
                return None, self.period
            case "after":
                return SAME_DAY, self.period
            case "before":
                return -self.period, SAME_DAY

    def say(self, words: Words) -> str:
        return f"{words.moment(self.event)} {window_in_words(words, self.period, self.side, self.moment)}"

    def text(self) -> str:
        return f"{self.event} within {self.period} {self.side} {self.moment}"


class Between(Kind):
    """An event happens in a window from one moment to another, both days included."""

    kind: Literal["between"] = "between"
    event: Moment
    start: Moment
    end: Moment

    standard_name: ClassVar[str] = "window with minimum and maximum"
    examples: ClassVar[tuple[str, ...]] = (
        "referendum between withdrawal + 30 days and withdrawal + 90 days",
        "signature between 2022-04-01 and 2022-05-31",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", 'moment "between" moment "and" moment', ("event", "start", "end")),
        Syntax("unit", 'moment "happens" "between" moment "and" moment', ("event", "start", "end")),
    )

    def check(self) -> None:
        check_window(self.start, self.end)

    def lower(self, scope: Scope) -> core.Formula:
        event, start, end = (scope.point(moment) for moment in (self.event, self.start, self.end))
        if self.start.anchor == self.end.anchor:
            anchor = scope.point(Moment(self.start.anchor))
            window: core.Formula = core.Within(event, anchor, self.start.shift, self.end.shift)
        else:
            window = core.All((core.Within(event, start, least=SAME_DAY), core.Within(end, event, least=SAME_DAY)))
        return scope.all_happened(window, event)

    def say(self, words: Words) -> str:
        return f"{words.moment(self.event)} between {words.moment(self.start)} and {words.moment(self.end)}"

    def text(self) -> str:
        return f"{self.event} between {self.start} and {self.end}"


class Apart(Kind):
    """Both happen, on the same day or at most a period apart, whichever comes first."""

    kind: Literal["apart"] = "apart"
    event: Moment
    at_most: PeriodValue
    moment: Moment

    standard_name: ClassVar[str] = "simultaneity; coexistence with a distance"
    examples: ClassVar[tuple[str, ...]] = (
        "ua_signs on the same day as ru_signs",
        "ua_signs at most 3 days from ru_signs",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", 'moment "on the same day as" moment', ("event", "moment"), {"at_most": SAME_DAY}),
        Syntax("unit", 'moment "happens" "on the same day as" moment', ("event", "moment"), {"at_most": SAME_DAY}),
        Syntax("unit", 'moment "at most" PERIOD "from" moment', ("event", "at_most", "moment")),
    )

    def lower(self, scope: Scope) -> core.Formula:
        event, moment = scope.point(self.event), scope.point(self.moment)
        return scope.all_happened(core.Within(event, moment, -self.at_most, self.at_most), event, moment)

    def say(self, words: Words) -> str:
        return f"{words.moment(self.event)} {self.distance()} {words.moment(self.moment)}"

    def text(self) -> str:
        return f"{self.event} {self.distance()} {self.moment}"

    def distance(self) -> str:
        """The words between the two moments."""
        return "on the same day as" if self.at_most.is_zero else f"at most {self.at_most} from"


class Never(Kind):
    """An event never happens."""

    kind: Literal["never"] = "never"
    event: Moment

    standard_name: ClassVar[str] = "absence (Declare)"
    examples: ClassVar[tuple[str, ...]] = ("never annexation",)
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", '"never" moment', ("event",)),
        Syntax("unit", 'moment "never" "happens"', ("event",)),
    )

    def lower(self, scope: Scope) -> core.Formula:
        return core.Not(scope.happened(scope.point(self.event)))

    def say(self, words: Words) -> str:
        return f"{words.moment(self.event)} never happens"

    def text(self) -> str:
        return f"never {self.event}"


def fact_among(scope: Scope, fact: Name, values: tuple[Name, ...]) -> core.Formula:
    """The fact has one of the values; reports a value that its type lacks."""
    kind = scope.fact(fact)
    if kind is None:
        return core.Constant(Truth.UNKNOWN, "unknown fact")
    if kind.kind == "number":
        scope.report("not-enumerated", f"`{fact}` is a number", fact, "compare it: `is at least …`")
    allowed = ("yes", "no") if kind.kind == "yes_no" else kind.values
    for value in values:
        if value not in allowed and kind.kind != "number":
            hint = did_you_mean(value, allowed) or f"its values are {', '.join(allowed)}"
            scope.report("unknown-value", f"`{fact}` has no value `{value}`", value, hint)
    if kind.kind == "yes_no":
        return core.Matches(str(fact), tuple(value == "yes" for value in values))
    return core.Matches(str(fact), tuple(str(value) for value in values))


def window_in_words(words: Words, period: Period, side: str, moment: Moment) -> str:
    """A window in words that leave no doubt about its ends."""
    anchor = words.moment(moment)
    match side:
        case "of":
            return f"no later than {period} after {anchor} (earlier counts)"
        case _:
            return f"within {period} {side} {anchor}"


def check_window(start: Moment, end: Moment) -> None:
    """Refuse a window that ends before it begins, where the two ends can be compared.

    Raises:
        MistakeError: The window is reversed.
    """
    if start.anchor != end.anchor and (isinstance(start.anchor, str) or isinstance(end.anchor, str)):
        return
    from conditions.dates import add, length_bounds

    if isinstance(start.anchor, str) or isinstance(end.anchor, str):
        infinite = float("inf")
        first, last = (
            length_bounds(start.shift, -infinite, infinite)[0],
            length_bounds(end.shift, -infinite, infinite)[1],
        )
        reversed_ = first > last
    else:
        reversed_ = add(start.anchor, start.shift) > add(end.anchor, end.shift)
    if reversed_:
        raise MistakeError(
            (Problem("reversed-window", f"the window from `{start}` to `{end}` ends before it begins"), None)
        )
