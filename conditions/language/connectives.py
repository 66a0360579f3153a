"""Surface kinds that join clauses: not, all, any, counts, if-then."""

from dataclasses import replace
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from conditions import formula as core
from conditions.errors import Problem
from conditions.language.atoms import Holds
from conditions.language.base import SAME_DAY, Kind, Scope, Syntax, Words
from conditions.language.rationals import number_text
from conditions.language.recursive import Clause, enclosed
from conditions.language.types import MistakeError, Moment, Name, WholeNumber


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


class Ever(Kind):
    """The clause holds over the whole course of events, also where it stands inside a gate or a proviso.

    Inside `only if` and `but only if` a bare event must have happened by then; with
    `ever` it counts whenever it happens, also later: `ua_signs only if not ever annexation`.
    """

    kind: Literal["ever"] = "ever"
    condition: Clause

    standard_name: ClassVar[str] = "existence (Declare)"
    examples: ClassVar[tuple[str, ...]] = ("ever annexation", "ever (annexation or partition)")
    syntax: ClassVar[tuple[Syntax, ...]] = (Syntax("unit", '"ever" unit', ("condition",)),)

    def lower(self, scope: Scope) -> core.Formula:
        return self.condition.lower(replace(scope, at=None, gap=SAME_DAY))

    def say(self, words: Words) -> str:
        return f"ever {enclosed(self.condition, self.condition.say(words), within=self)}"

    def text(self) -> str:
        return f"ever {enclosed(self.condition, self.condition.text(), within=self)}"


class At(Kind):
    """The clause holds at a moment, by the end of its day; the moment comes.

    For what has no day of its own: ladders, groups whose members change. Inside a gate the moment must
    have come by the day of the act.
    """

    kind: Literal["at"] = "at"
    condition: Clause
    moment: Moment

    standard_name: ClassVar[str] = "holds at (event calculus)"
    examples: ClassVar[tuple[str, ...]] = (
        "crimea is agreed_in_principle or later at ua_signs",
        "(majority of guarantors ratify) at signature",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (Syntax("unit", 'unit "at" moment', ("condition", "moment")),)

    def lower(self, scope: Scope) -> core.Formula:
        point = scope.point(self.moment)
        self._check_undated(scope)
        inner = self.condition.lower(scope.judged_at(point))
        if scope.at is None and isinstance(core.root(point), core.Day):
            return inner
        return core.All((scope.happened(point), inner))

    def say(self, words: Words) -> str:
        return f"{self._enclosed(self.condition.say(words))} at {words.moment(self.moment)}"

    def text(self) -> str:
        return f"{self._enclosed(self.condition.text())} at {self.moment}"

    def _check_undated(self, scope: Scope) -> None:
        """Report a bare event, which is on a day and not so at one."""
        what = self.condition.what.anchor if isinstance(self.condition, Holds) else None
        if what is not None and what not in scope.vocabulary.facts:
            message = f"`{self.condition}` is on a day, so it is not so at a moment"
            hint = f"write `{self.condition} on the same day as {self.moment}`, or `{self.condition} by {self.moment}`"
            scope.report("event-at", message, what if isinstance(what, Name) else None, hint)

    def _enclosed(self, text: str) -> str:
        """In parentheses unless it begins with a name, so that `not` and its like stay inside."""
        return text if self.condition.syntax[0].pattern.startswith("NAME") else f"({text})"


class AllOf(Kind):
    """Every one of the clauses holds; of none, always."""

    kind: Literal["all"] = "all"
    of: tuple[Clause, ...] = Field(strict=False)

    standard_name: ClassVar[str] = "conjunction"
    examples: ClassVar[tuple[str, ...]] = ("crimea is resolved and donbas is resolved",)
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("conjunction", 'unit ("and" unit)+', ("*of",)),
        Syntax("unit", '"all of" listed', ("of",)),
    )

    def lower(self, scope: Scope) -> core.Formula:
        return core.All(tuple(part.lower(scope) for part in self.of))

    def occurs(self, _scope: Scope, /) -> bool:
        return True

    def say(self, words: Words) -> str:
        if len(self.of) < 2:
            return f"all of ({'; '.join(part.say(words) for part in self.of)})"
        return " and ".join(enclosed(part, part.say(words), within=self) for part in self.of)

    def text(self) -> str:
        if len(self.of) < 2:
            return f"all of ({', '.join(part.text() for part in self.of)})"
        return " and ".join(enclosed(part, part.text(), within=self) for part in self.of)


class AnyOf(Kind):
    """At least one of the clauses holds; of none, never."""

    kind: Literal["any"] = "any"
    of: tuple[Clause, ...] = Field(strict=False)

    standard_name: ClassVar[str] = "disjunction; alternatives"
    examples: ClassVar[tuple[str, ...]] = ("referendum or ratification",)
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("disjunction", 'conjunction ("or" conjunction)+', ("*of",)),
        Syntax("unit", '"any of" listed', ("of",)),
    )

    def lower(self, scope: Scope) -> core.Formula:
        return core.Any(tuple(part.lower(scope) for part in self.of))

    def occurs(self, _scope: Scope, /) -> bool:
        return True

    def say(self, words: Words) -> str:
        if len(self.of) < 2:
            return f"any of ({'; '.join(part.say(words) for part in self.of)})"
        return " or ".join(enclosed(part, part.say(words), within=self) for part in self.of)

    def text(self) -> str:
        if len(self.of) < 2:
            return f"any of ({', '.join(part.text() for part in self.of)})"
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
        check_whole(self.at_least, self.at_most)
        check_count(self.at_least, self.at_most, len(self.of))

    def lower(self, scope: Scope) -> core.Formula:
        return core.Count(tuple(part.lower(scope) for part in self.of), self.at_least, self.at_most)

    def occurs(self, _scope: Scope, /) -> bool:
        return True

    def say(self, words: Words) -> str:
        return f"{count_words(self.at_least, self.at_most)} of ({'; '.join(part.say(words) for part in self.of)})"

    def text(self) -> str:
        return f"{count_words(self.at_least, self.at_most)} of ({', '.join(part.text() for part in self.of)})"


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


def count_words(at_least: int | Fraction, at_most: int | Fraction | None) -> str:
    """A pair of bounds as the language writes it."""
    low = number_text(Fraction(at_least))
    if at_most is None:
        return f"at least {low}"
    high = number_text(Fraction(at_most))
    if at_least == at_most:
        return f"exactly {low}"
    return f"at most {high}" if not at_least else f"between {low} and {high}"


def check_whole(*bounds: int | Fraction | None) -> None:
    """Refuse bounds that are no whole numbers; a text may have any number there.

    Raises:
        MistakeError: One of them is a fraction, or negative.
    """
    for bound in bounds:
        if isinstance(bound, Fraction):
            message = f"`{number_text(bound)}` is not a whole number"
            hint = "write how many with digits alone, such as `2`"
            raise MistakeError((Problem("not-a-whole-number", message, hint=hint), None))


def check_count(at_least: int | Fraction, at_most: int | Fraction | None, size: int | None = None) -> None:
    """Refuse counts that no number of parts can reach, or not so many parts where that is known.

    Raises:
        MistakeError: The lower bound is above the upper one, or above the number of parts.
    """
    if at_most is not None and at_least > at_most:
        low, high = number_text(Fraction(at_least)), number_text(Fraction(at_most))
        problem = Problem("reversed-count", f"the lower bound {low} is above the upper bound {high}")
        raise MistakeError((problem, None))
    if size is not None and at_least > size:
        message = f"`{count_words(at_least, at_most)} of {size}` can never be so"
        raise MistakeError((Problem("count-too-high", message, hint=f"name a number up to {size}"), None))


__all__ = ["AllOf", "AnyOf", "Counted", "Ever", "If", "Not", "check_count", "count_words"]
