"""The surface kind that asks how many members of a group do something, or are so."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations
from math import ceil, floor
from typing import ClassVar, Final, Literal, assert_never

from pydantic import Field

from conditions import formula as core
from conditions.errors import Problem, did_you_mean
from conditions.language.base import Kind, Scope, Syntax, Words, listed
from conditions.language.connectives import check_count, count_words
from conditions.language.membership import Roll, rolls
from conditions.language.over_time import by_period, window
from conditions.language.rationals import HowMany, number_text
from conditions.language.types import Flag, MistakeError, Name
from conditions.truth import Truth
from conditions.vocabulary import Membership

_MOST_DOUBTFUL: Final = 4
"""Most members of whom it is not known whether they are members, for whom every case is looked at."""

_COUNTS: Final[tuple[tuple[str, tuple[str, ...], dict[str, object]], ...]] = (
    ('"at least" NUMBER', ("at_least",), {}),
    ('"at most" NUMBER', ("at_most",), {}),
    ('"exactly" NUMBER', ("at_least=at_most",), {}),
    ('"between" NUMBER "and" NUMBER', ("at_least", "at_most"), {}),
    ('"more than" NUMBER', ("at_least",), {"strictly": True}),
    ('"less than" NUMBER', ("at_most",), {"strictly": True}),
)
_MEASURES: Final[tuple[tuple[str, dict[str, object]], ...]] = (('"of"', {}), ('"percent of"', {"percent": True}))


class Members(Kind):
    """Members of a group do something, or a yes/no fact is so of them: all, any, none, a majority, or a number.

    A majority is more than half of the members; a fraction or a percentage is that
    share of them. `including` names members that must be among those that do it,
    `excluding` members that are not asked. Where the members are not named, the
    answer is unknown until a scenario names them. Where members join and leave,
    those count that are members on the day of the act that is gated; where no act
    is gated, an event counts if it happens while its doer is a member.

    Attributes:
        quantifier: How many members; `number` where the numbers say it.
        at_least: A whole number of members, or a fraction of them such as `2/3`.
        at_most: The same.
        percent: The numbers are percentages of the members.
        strictly: More than, or less than, the one number that is given.
        including: Members that must be among those that do it.
        excluding: Members that are not asked, and not counted.
    """

    kind: Literal["members"] = "members"
    quantifier: Literal["all", "any", "none", "majority", "number"]
    at_least: HowMany = 0
    at_most: HowMany | None = None
    percent: Flag = False
    strictly: Flag = False
    group: Name
    including: tuple[Name, ...] = Field(default=(), strict=False)
    excluding: tuple[Name, ...] = Field(default=(), strict=False)
    what: Name

    standard_name: ClassVar[str] = "quantified group; unanimity, majority, qualified majority, k of n"
    examples: ClassVar[tuple[str, ...]] = (
        "all of guarantors ratify",
        "any of guarantors ratify",
        "none of guarantors ratify",
        "majority of guarantors ratify",
        "at least 2 of guarantors ratify",
        "at least 2/3 of guarantors ratify",
        "more than 60 percent of guarantors ratify",
        "majority of guarantors including US and GB ratify",
        "all of guarantors excluding NO ratify",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", "quantifier whom NAME", ("quantifier", "**", "what")),
        *(
            Syntax(
                "unit",
                f"{count} {measure} whom NAME",
                (*fields, "**", "what"),
                {"quantifier": "number", **fixed, **scaled},
            )
            for measure, scaled in _MEASURES
            for count, fields, fixed in _COUNTS
        ),
    )

    def check(self) -> None:
        bounds = [bound for bound in (self.at_least, self.at_most) if bound is not None]
        if self.quantifier != "number" and (self.at_least or self.at_most is not None):
            message = f"`{self.quantifier}` says how many, so no number can be given"
            hint = "delete the numbers, or write `quantifier: number`"
            raise MistakeError((Problem("needless-count", message, hint=hint), None))
        if self.strictly and (self.quantifier != "number" or (self.at_least and self.at_most is not None)):
            message = "`strictly` goes with one number, `at_least` or `at_most`"
            raise MistakeError((Problem("needless-count", message, hint="delete `strictly`"), None))
        below = next((bound for bound in bounds if bound < 0), None)
        if below is not None:
            message = f"`{_shown(below)}` is less than nobody"
            raise MistakeError((Problem("number-too-small", message, hint="write it without `-`"), None))
        above = next((bound for bound in bounds if self._is_share(bound) and self._share(bound) > 1), None)
        if above is not None:
            message = f"`{_shown(above)}{' percent' if self.percent else ''}` is more than the whole group"
            hint = "a share of a group lies between 0 and 1, or 0 and 100 percent"
            raise MistakeError((Problem("share-above-whole", message, hint=hint), None))
        check_count(self.at_least, self.at_most)
        named = (*self.including, *self.excluding)
        twice = next((name for place, name in enumerate(named) if name in named[:place]), None)
        if twice is not None:
            message = f"`{twice}` is named twice"
            raise MistakeError((Problem("repeated-member", message, hint="name each member once"), twice.span))

    # --- how many -------------------------------------------------------------

    def _is_share(self, number: int | Fraction) -> bool:
        return self.percent or Fraction(number).denominator != 1

    def _share(self, number: int | Fraction) -> Fraction:
        return Fraction(number) / 100 if self.percent else Fraction(number)

    def _of_so_many(self, number: int | Fraction, size: int) -> Fraction:
        return self._share(number) * size if self._is_share(number) else Fraction(number)

    @property
    def depends_on_size(self) -> bool:
        """Whether how many members must do it depends on how many there are."""
        numbers = [number for number in (self.at_least, self.at_most) if number is not None]
        shares = self.quantifier == "number" and any(map(self._is_share, numbers))
        return self.quantifier == "majority" or shares

    def bounds(self, size: int) -> tuple[int, int | None]:
        """How many of so many members must be so, at least and at most."""
        match self.quantifier:
            case "all":
                return size, None
            case "any":
                return 1, None
            case "none":
                return 0, 0
            case "majority":
                return size // 2 + 1, None
            case "number":
                least = self._of_so_many(self.at_least, size)
                above = self.strictly and self.at_most is None
                low = floor(least) + 1 if above else ceil(least)
                if self.at_most is None:
                    return low, None
                most = self._of_so_many(self.at_most, size)
                return low, ceil(most) - 1 if self.strictly else floor(most)
            case _:
                assert_never(self.quantifier)

    # --- lowering ---------------------------------------------------------------

    def lower(self, scope: Scope) -> core.Formula:
        members = scope.group(self.group)
        scope.family(self.what, self.group)
        if members is None:
            return core.Constant(Truth.UNKNOWN, f"the members of {self.group} are not named")
        self._check_named(scope, members)
        asked = tuple(member for member in members if member not in self.excluding)
        periods: tuple[Roll, ...] = (Roll(None, asked),)
        if scope.at is not None and self.group in scope.vocabulary.memberships:
            known = scope.vocabulary.memberships[self.group]
            periods = rolls(one for one in known if one.member not in self.excluding)
        self._check_number(scope, [len(roll.members) + len(roll.doubtful) for roll in periods])
        pieces = [self._in_period(scope, roll) for roll in periods]
        if scope.at is None:
            return pieces[0]
        return by_period(scope.at, [core.Day(roll.start) for roll in periods[1:] if roll.start], pieces)

    def _in_period(self, scope: Scope, roll: Roll) -> core.Formula:
        """What the group must do, where these are its members."""
        how_many = self._by_all_cases(scope, roll) if self.depends_on_size else self._by_number(scope, roll)
        if not self.including:
            return how_many
        return core.All((how_many, *(self._included(scope, roll, name) for name in self.including)))

    def _by_number(self, scope: Scope, roll: Roll) -> core.Formula:
        """So many members do it; a doubtful one does so only perhaps."""
        doubts = {member: core.Constant(Truth.UNKNOWN, self._doubt(scope, member)) for member in roll.doubtful}
        certain = [self._of_member(scope, member) for member in roll.members]
        if self.quantifier == "all":
            spared = [core.Any((self._of_member(scope, member), doubt)) for member, doubt in doubts.items()]
            return core.All((*certain, *spared)) if certain or spared else self._nobody(scope)
        doing = [core.All((self._of_member(scope, member), doubt)) for member, doubt in doubts.items()]
        parts = (*certain, *doing)
        return core.Any(parts) if self.quantifier == "any" else core.Count(parts, *self.bounds(len(parts)))

    def _by_all_cases(self, scope: Scope, roll: Roll) -> core.Formula:
        """A share of the members does it, whoever of the doubtful ones is a member; unknown where that decides."""
        if len(roll.doubtful) > _MOST_DOUBTFUL:
            return core.Constant(Truth.UNKNOWN, self._doubt(scope, roll.doubtful[0]))
        cases: dict[core.Formula, None] = {}
        for some in _subsets(roll.doubtful):
            parts = tuple(self._of_member(scope, member) for member in (*roll.members, *some))
            cases[core.Count(parts, *self.bounds(len(parts))) if parts else self._nobody(scope)] = None
        if len(cases) == 1:
            return next(iter(cases))
        doubt = core.Constant(Truth.UNKNOWN, self._doubt(scope, roll.doubtful[0]))
        return core.Any((core.All(tuple(cases)), core.All((doubt, core.Any(tuple(cases))))))

    def _included(self, scope: Scope, roll: Roll, name: Name) -> core.Formula:
        if name in roll.members:
            return self._of_member(scope, name)
        if name in roll.doubtful:
            doubt = core.Constant(Truth.UNKNOWN, self._doubt(scope, name))
            return core.All((self._of_member(scope, name), doubt))
        return core.Constant(Truth.FALSE, f"{name} is no member of {self.group} then")

    def _nobody(self, scope: Scope) -> core.Formula:
        return core.Constant(Truth.FALSE, f"{scope.vocabulary.label(self.group)} has no members to ask")

    def _doubt(self, scope: Scope, member: str) -> str:
        name, group = scope.vocabulary.label(member), scope.vocabulary.label(self.group)
        return f"whether {name} is a member of {group} then is not known"

    def _of_member(self, scope: Scope, member: str) -> core.Formula:
        name = f"{self.what}[{member}]"
        if name in scope.vocabulary.facts:
            return core.Matches(name, (True,))
        event = core.Event(name)
        known = scope.vocabulary.memberships.get(self.group, ())
        periods = [one for one in known if one.member == member and (one.since or one.until)]
        if scope.at is not None or not periods:
            return scope.happened(event)
        windows = tuple(self._while_member(scope, event, one) for one in periods)
        return windows[0] if len(windows) == 1 else core.Any(windows)

    def _while_member(self, scope: Scope, event: core.Event, one: Membership) -> core.Formula:
        """The event happens while its doer is a member."""
        since, until = one.since, one.until
        perhaps = window(event, since.earliest if since else None, until.latest if until else None)
        surely = window(event, since.latest if since else None, until.earliest if until else None)
        if (since and since.latest is None) or (until and until.earliest is None):
            surely = core.Constant(Truth.FALSE)
        if surely == perhaps:
            return surely
        doubt = core.Constant(Truth.UNKNOWN, self._doubt(scope, one.member))
        return core.Any((surely, core.All((perhaps, doubt))))

    def occurs(self, scope: Scope, /) -> bool:
        return self.what not in scope.vocabulary.fact_families

    # --- mistakes -----------------------------------------------------------------

    def _check_named(self, scope: Scope, members: tuple[str, ...]) -> None:
        for name in (*self.including, *self.excluding):
            if name not in members:
                hint = did_you_mean(name, members) or f"its members are {', '.join(members[:12])}"
                scope.report("unknown-member", f"`{name}` is not a member of `{self.group}`", name, hint)

    def _check_number(self, scope: Scope, sizes: list[int]) -> None:
        """Report a number that the group, at its largest, can never reach."""
        if self.quantifier != "number":
            return
        for size in sizes:
            low, high = self.bounds(size)
            if low <= (size if high is None else min(high, size)):
                return
        message = f"`{self._head()} {max(sizes)}` can never be so"
        hint = None if self.depends_on_size else f"name a number up to {max(sizes)}"
        scope.report("count-too-high", message, self.group, hint)

    # --- words --------------------------------------------------------------------

    def _head(self) -> str:
        """How many, up to the word `of`."""
        if self.quantifier != "number":
            return f"{self.quantifier} of"
        words = count_words(self.at_least, self.at_most)
        if self.strictly:
            words = (
                f"less than {_shown(self.at_most)}"
                if self.at_most is not None
                else f"more than {_shown(self.at_least)}"
            )
        return f"{words} percent of" if self.percent else f"{words} of"

    def say(self, words: Words) -> str:
        label = words.vocabulary.label
        head = "a majority of" if self.quantifier == "majority" else self._head()
        among = f", including {listed([label(name) for name in self.including])}" if self.including else ""
        left = f", leaving out {listed([label(name) for name in self.excluding])}" if self.excluding else ""
        return f"{head} {label(self.group)}{among}{left}: {words.name(self.what)}"

    def text(self) -> str:
        among = f" including {listed(list(self.including))}" if self.including else ""
        left = f" excluding {listed(list(self.excluding))}" if self.excluding else ""
        return f"{self._head()} {self.group}{among}{left} {self.what}"


def _subsets(items: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(items, size) for size in range(len(items) + 1))


def _shown(number: int | Fraction) -> str:
    return number_text(Fraction(number))


__all__ = ["Members"]
