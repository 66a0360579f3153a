"""Surface kinds that join clauses: not, all, any, counts, quantified groups, if-then."""

from __future__ import annotations

from typing import ClassVar, Literal, assert_never

from pydantic import Field

from conditions import formula as core
from conditions.errors import Problem
from conditions.language.base import Kind, Scope, Syntax, Words, listed
from conditions.language.recursive import Clause, enclosed
from conditions.language.types import MistakeError, Name, WholeNumber
from conditions.truth import Truth


class Not(Kind):
    """The clause does not hold."""

    kind: Literal["not"] = "not"
    condition: Clause

    standard_name: ClassVar[str] = "negation"
    examples: ClassVar[tuple[str, ...]] = ("not referendum_approved", "not (annexation or partition)")
    syntax: ClassVar[tuple[Syntax, ...]] = (Syntax("unit", '"not" unit', ("condition",)),)

    def lower(self, scope: Scope) -> core.Formula:
        return core.Not(self.condition.lower(scope))

    def say(self, words: Words) -> str:
        return f"not {enclosed(self.condition, self.condition.say(words), within=self)}"

    def text(self) -> str:
        return f"not {enclosed(self.condition, self.condition.text(), within=self)}"


class AllOf(Kind):
    """Every one of the clauses holds."""

    kind: Literal["all"] = "all"
    of: tuple[Clause, ...] = Field(strict=False, min_length=2)

    standard_name: ClassVar[str] = "conjunction"
    examples: ClassVar[tuple[str, ...]] = ("crimea is resolved and donbas is resolved",)
    syntax: ClassVar[tuple[Syntax, ...]] = (Syntax("conjunction", 'unit ("and" unit)+', ("*of",)),)

    def lower(self, scope: Scope) -> core.Formula:
        return core.All(tuple(part.lower(scope) for part in self.of))

    def say(self, words: Words) -> str:
        return " and ".join(enclosed(part, part.say(words), within=self) for part in self.of)

    def text(self) -> str:
        return " and ".join(enclosed(part, part.text(), within=self) for part in self.of)


class AnyOf(Kind):
    """At least one of the clauses holds."""

    kind: Literal["any"] = "any"
    of: tuple[Clause, ...] = Field(strict=False, min_length=2)

    standard_name: ClassVar[str] = "disjunction; alternatives"
    examples: ClassVar[tuple[str, ...]] = ("referendum or ratification",)
    syntax: ClassVar[tuple[Syntax, ...]] = (Syntax("disjunction", 'conjunction ("or" conjunction)+', ("*of",)),)

    def lower(self, scope: Scope) -> core.Formula:
        return core.Any(tuple(part.lower(scope) for part in self.of))

    def say(self, words: Words) -> str:
        return " or ".join(enclosed(part, part.say(words), within=self) for part in self.of)

    def text(self) -> str:
        return " or ".join(enclosed(part, part.text(), within=self) for part in self.of)


class Counted(Kind):
    """A number of the clauses hold: at least, at most, exactly, or from one number to another."""

    kind: Literal["count"] = "count"
    at_least: WholeNumber = Field(default=0, ge=0)
    at_most: WholeNumber | None = Field(default=None, ge=0)
    of: tuple[Clause, ...] = Field(strict=False, min_length=1)

    standard_name: ClassVar[str] = "cardinality"
    examples: ClassVar[tuple[str, ...]] = (
        "at least 2 of (referendum, ratification, withdrawal)",
        "at most 1 of (annexation, partition)",
        "exactly 1 of (referendum, ratification)",
        "between 1 and 2 of (referendum, ratification, withdrawal)",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", '"at least" NUMBER clauses', ("at_least", "of")),
        Syntax("unit", '"at most" NUMBER clauses', ("at_most", "of")),
        Syntax("unit", '"exactly" NUMBER clauses', ("at_least=at_most", "of")),
        Syntax("unit", '"between" NUMBER "and" NUMBER clauses', ("at_least", "at_most", "of")),
    )

    def check(self) -> None:
        check_count(self.at_least, self.at_most, len(self.of))

    def lower(self, scope: Scope) -> core.Formula:
        return core.Count(tuple(part.lower(scope) for part in self.of), self.at_least, self.at_most)

    def say(self, words: Words) -> str:
        return f"{count_words(self.at_least, self.at_most)} of ({'; '.join(part.say(words) for part in self.of)})"

    def text(self) -> str:
        return f"{count_words(self.at_least, self.at_most)} of ({', '.join(part.text() for part in self.of)})"


class Members(Kind):
    """Members of a group do something, or a yes/no fact is so of them: all, any, none, a majority, or a number.

    A majority is more than half of the members. Where the members are not
    named, the answer is unknown until a scenario names them.
    """

    kind: Literal["members"] = "members"
    quantifier: Literal["all", "any", "none", "majority", "number"]
    at_least: WholeNumber = Field(default=0, ge=0)
    at_most: WholeNumber | None = Field(default=None, ge=0)
    group: Name
    what: Name

    standard_name: ClassVar[str] = "quantified group; unanimity, majority, k of n"
    examples: ClassVar[tuple[str, ...]] = (
        "all of guarantors ratify",
        "any of guarantors ratify",
        "none of guarantors ratify",
        "majority of guarantors ratify",
        "at least 2 of guarantors ratify",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", "quantifier NAME NAME", ("quantifier", "group", "what")),
        Syntax("unit", '"at least" NUMBER "of" NAME NAME', ("at_least", "group", "what"), {"quantifier": "number"}),
        Syntax("unit", '"at most" NUMBER "of" NAME NAME', ("at_most", "group", "what"), {"quantifier": "number"}),
        Syntax(
            "unit", '"exactly" NUMBER "of" NAME NAME', ("at_least=at_most", "group", "what"), {"quantifier": "number"}
        ),
        Syntax(
            "unit",
            '"between" NUMBER "and" NUMBER "of" NAME NAME',
            ("at_least", "at_most", "group", "what"),
            {"quantifier": "number"},
        ),
    )

    def check(self) -> None:
        check_count(self.at_least, self.at_most)
        if self.quantifier != "number" and (self.at_least or self.at_most is not None):
            message = f"`{self.quantifier}` says how many, so no number can be given"
            hint = "delete the numbers, or write `quantifier: number`"
            raise MistakeError((Problem("needless-count", message, hint=hint), None))

    def lower(self, scope: Scope) -> core.Formula:
        members = scope.group(self.group)
        self._check_family(scope)
        if members is None:
            return core.Constant(Truth.UNKNOWN, f"the members of {self.group} are not named")
        low, high = self.bounds(len(members))
        if self.quantifier == "number":
            self._check_number(scope, len(members))
        parts = tuple(self._of_member(scope, member) for member in members)
        match self.quantifier:
            case "all":
                return core.All(parts)
            case "any":
                return core.Any(parts)
            case _:
                return core.Count(parts, low, high)

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
                return self.at_least, self.at_most
            case _:
                assert_never(self.quantifier)

    def _of_member(self, scope: Scope, member: str) -> core.Formula:
        name = f"{self.what}[{member}]"
        if name in scope.vocabulary.facts:
            return core.Matches(name, (True,))
        return scope.happened(core.Event(name))

    def _check_family(self, scope: Scope) -> None:
        known = scope.vocabulary
        group = known.families.get(self.what)
        if group is None and self.what not in known.broken:
            if self.what in known.events or self.what in known.facts:
                scope.report(
                    "not-per-member",
                    f"`{self.what}` is one thing, not one for each member of {self.group}",
                    self.what,
                    f"declare it with `each: {self.group}`",
                )
            else:
                scope.unknown("event", self.what, dict(known.families))
        elif group is not None and group != self.group and self.group in known.groups:
            scope.report("other-group", f"`{self.what}` is for each of `{group}`, not of `{self.group}`", self.group)

    def _check_number(self, scope: Scope, size: int) -> None:
        try:
            check_count(self.at_least, self.at_most, size)
        except MistakeError as error:
            scope.report(error.problems[0].code, error.problems[0].message, self.group, error.problems[0].hint)

    def _head(self) -> str:
        return count_words(self.at_least, self.at_most) if self.quantifier == "number" else self.quantifier

    def say(self, words: Words) -> str:
        head = "a majority" if self.quantifier == "majority" else self._head()
        return f"{head} of {words.vocabulary.label(self.group)}: {words.name(self.what)}"

    def text(self) -> str:
        return f"{self._head()} of {self.group} {self.what}"


class If(Kind):
    """If one clause holds over the whole course of events, so does another."""

    kind: Literal["if"] = "if"
    premise: Clause
    then: Clause

    standard_name: ClassVar[str] = "implication; response (Declare)"
    examples: ClassVar[tuple[str, ...]] = (
        "if referendum then referendum_approved",
        "if ua_signs and ru_signs then ua_signs on the same day as ru_signs",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("sentence", '"if" disjunction "then" sentence', ("premise", "then")),
        Syntax("sentence", '"if" disjunction "," "then" sentence', ("premise", "then")),
    )

    def lower(self, scope: Scope) -> core.Formula:
        return core.Implies(self.premise.lower(scope), self.then.lower(scope))

    def say(self, words: Words) -> str:
        return f"if {enclosed(self.premise, self.premise.say(words), within=self)}, then {self.then.say(words)}"

    def text(self) -> str:
        return f"if {enclosed(self.premise, self.premise.text(), within=self)} then {self.then.text()}"


def count_words(at_least: int, at_most: int | None) -> str:
    """A pair of bounds as the language writes it."""
    if at_most is None:
        return f"at least {at_least}"
    if at_least == at_most:
        return f"exactly {at_least}"
    return f"at most {at_most}" if not at_least else f"between {at_least} and {at_most}"


def check_count(at_least: int, at_most: int | None, size: int | None = None) -> None:
    """Refuse counts that no number of parts can reach, or not so many parts where that is known.

    Raises:
        MistakeError: The lower bound is above the upper one, or above the number of parts.
    """
    if at_most is not None and at_least > at_most:
        problem = Problem("reversed-count", f"the lower bound {at_least} is above the upper bound {at_most}")
        raise MistakeError((problem, None))
    if size is not None and at_least > size:
        message = f"`{count_words(at_least, at_most)} of {size}` can never be so"
        raise MistakeError((Problem("count-too-high", message, hint=f"name a number up to {size}"), None))


__all__ = ["AllOf", "AnyOf", "Counted", "If", "Members", "Not", "check_count", "count_words", "listed"]
