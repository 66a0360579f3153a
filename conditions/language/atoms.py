"""Surface kinds that speak of single things: events, ladders and facts."""

from datetime import date
from typing import ClassVar, Final, Literal

from pydantic import Field

from conditions import formula as core
from conditions.errors import did_you_mean
from conditions.language.base import Kind, Scope, Syntax, Words, rung_reached
from conditions.language.quantities import COMPARISON_WORDS, Quantity, check_units, lower_quantity
from conditions.language.stepped import compared_on, is_stepped
from conditions.language.types import Moment, Name
from conditions.truth import Truth
from conditions.vocabulary import LadderType

_TAILS: Final = {"exactly": "", "or_later": " or later", "or_earlier": " or earlier"}


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
        if isinstance(anchor, Name) and anchor in scope.vocabulary.ladders:
            hint = f"write `{anchor} is {scope.vocabulary.ladders[anchor].rungs[-1]}`"
            scope.report("needs-rung", f"`{anchor}` is a ladder and needs a rung", anchor, hint)
            return core.Constant(Truth.UNKNOWN, "no rung")
        return scope.happened(scope.point(self.what))

    def occurs(self, scope: Scope, /) -> bool:
        return not (isinstance(self.what.anchor, Name) and self.what.anchor in scope.vocabulary.facts)

    def say(self, words: Words) -> str:
        return words.moment(self.what)

    def text(self) -> str:
        return str(self.what)


class Is(Kind):
    """A ladder stands on a rung (or that rung or a later one), or an enumerated or yes/no fact has a value.

    "Stands on" means that the rung has been reached and no later one has. "Or earlier" means that no later one has
    been reached, so with `start: none` it also holds while the ladder stands on no rung at all: `talks is raised or
    earlier` holds before anything was raised, and `talks is raised` does not.
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
            scope.fact(self.what, or_ladder=True)
            return core.Constant(Truth.UNKNOWN, "unknown fact")
        if self.reach != "exactly":
            message = f"`{self.what}` is not a ladder, so `{_TAILS[self.reach].strip()}` has no meaning"
            scope.report("not-a-ladder", message, self.what)
        return fact_among(scope, self.what, (self.value,))

    def _rung(self, scope: Scope, kind: LadderType) -> core.Formula:
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

    def occurs(self, scope: Scope, /) -> bool:
        return self.what not in scope.vocabulary.facts and self.reach != "or_earlier"

    def say(self, words: Words) -> str:
        return f"{words.name(self.what)} is {self.value.replace('_', ' ')}{_TAILS[self.reach]}"

    def text(self) -> str:
        return f"{self.what} is {self.value}{_TAILS[self.reach]}"


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
    """A number compares with another: a bare one, one with a unit, a percentage of a named base, a fact, or a sum.

    Exact rationals; a number that is only known as a range decides where the whole range decides.
    A share of nothing has no value, so the answer is unknown. A number is that of a fact or of several
    added up, which must have the same unit. A number that changes step by step is that of the day of the act,
    inside a gate, and of the day that is named elsewhere.

    Attributes:
        plus: Further facts that are added to the left one.
        on: The day whose number is meant, of numbers that change step by step.
    """

    kind: Literal["compare"] = "compare"
    left: Name
    plus: tuple[Name, ...] = Field(default=(), strict=False)
    comparison: core.Comparison
    right: Quantity
    on: Moment | None = None

    standard_name: ClassVar[str] = "comparison"
    examples: ClassVar[tuple[str, ...]] = (
        "troops is at most 85000 persons",
        "votes_for is at least 50 percent of votes_cast",
        "votes_for is more than 2/3 of members_present",
        "votes_for is more than votes_against",
        "votes_for + votes_against is at least 50 percent of votes_cast",
        "votes_for is more than 60 percent of (votes_for + votes_against)",
        "troops is at most troop_limit on 2022-05-01",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", 'NAME "is" comparison quantity', ("left", "comparison", "right")),
        Syntax("unit", "NAME COMPARISON quantity", ("left", "comparison", "right")),
        Syntax("unit", 'NAME plus "is" comparison quantity', ("left", "plus", "comparison", "right")),
        Syntax("unit", "NAME plus COMPARISON quantity", ("left", "plus", "comparison", "right")),
        Syntax("unit", 'NAME "is" comparison quantity "on" moment', ("left", "comparison", "right", "on")),
        Syntax("unit", 'NAME plus "is" comparison quantity "on" moment', ("left", "plus", "comparison", "right", "on")),
    )

    def lower(self, scope: Scope) -> core.Formula:
        left = self.total
        check_units(scope, left, self.right)
        stepped = [name for name in (*left.of, *self.right.of) if is_stepped(scope, name)]
        if not stepped and self.on is None:
            return core.Compare(lower_quantity(scope, left), self.comparison, lower_quantity(scope, self.right))
        at = scope.at if self.on is None else scope.point(self.on)
        if not stepped:
            hint = "leave the day out, or give one of them `steps`"
            scope.report("needless-day", f"no number in `{self.text()}` changes with the days", self.left, hint)
        elif at is None:
            hint = f"write `{self.text()} on 2022-05-01`, or say it after `only if`"
            scope.report("needs-moment", f"on which day `{stepped[0]}` is meant is not said", stepped[0], hint)
        compared = compared_on(scope, at or core.Day(date.max), left, self.comparison, self.right)
        if self.on is None or at is None or isinstance(core.root(at), core.Day):
            return compared
        return core.All((core.Happens(at), compared))

    def say(self, words: Words) -> str:
        day = f" on {words.moment(self.on)}" if self.on is not None else ""
        return f"{self.total.say(words)} is {COMPARISON_WORDS[self.comparison]} {self.right.say(words)}{day}"

    def text(self) -> str:
        day = f" on {self.on}" if self.on is not None else ""
        return f"{self.total} is {COMPARISON_WORDS[self.comparison]} {self.right}{day}"

    @property
    def total(self) -> Quantity:
        """The left side."""
        return Quantity(of=(self.left, *self.plus))


class Never(Kind):
    """An event never happens; inside a gate or a proviso, it has not happened by then.

    What rules out later too is `not ever`: `ua_signs only if not ever annexation`.
    """

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
