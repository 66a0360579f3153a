"""Surface kinds that compare days: orders, deadlines, windows, simultaneity."""

import math
from datetime import date
from typing import ClassVar, Literal, assert_never

from conditions import formula as core
from conditions.dates import Period, add, length_bounds
from conditions.errors import Problem
from conditions.language.base import ONE_DAY, SAME_DAY, Kind, Scope, Syntax, Words
from conditions.language.types import MistakeError, Moment, PeriodValue


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
        both = "" if isinstance(self.moment.anchor, date) else " (both happen)"
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
            case _:
                assert_never(self.side)

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


def window_in_words(words: Words, period: Period, side: str, moment: Moment) -> str:
    """A window in words that leave no doubt about its ends."""
    anchor = words.moment(moment)
    if side == "of":
        return f"no later than {period} after {anchor} (earlier counts)"
    return f"within {period} {side} {anchor}"


def check_window(start: Moment, end: Moment) -> None:
    """Refuse a window that ends before it begins, where the two ends can be compared.

    Raises:
        MistakeError: The window is reversed.
    """
    if _is_reversed(start, end):
        message = f"the window from `{start}` to `{end}` ends before it begins"
        raise MistakeError((Problem("reversed-window", message, hint="write the earlier end first"), None))


def _is_reversed(start: Moment, end: Moment) -> bool:
    """Whether the window ends before it begins, whatever the day of an event on which both ends hang."""
    if isinstance(start.anchor, date) and isinstance(end.anchor, date):
        return add(start.anchor, start.shift) > add(end.anchor, end.shift)
    if start.anchor != end.anchor:
        return False
    return length_bounds(start.shift, -math.inf, math.inf)[0] > length_bounds(end.shift, -math.inf, math.inf)[1]
