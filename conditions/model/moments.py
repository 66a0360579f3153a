"""Moments with names of their own: days that follow from events, from other moments and from conditions."""

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import Field, model_validator

from conditions.errors import Problem
from conditions.language.base import Kind, Scope, mentioned
from conditions.language.recursive import Clause, definition_text
from conditions.language.types import MistakeError, Moment, Name, carried, mistake
from conditions.model.base import Code, Model, OneOrMore, Words
from conditions.model.findings import Finding
from conditions.vocabulary import Definition, Vocabulary

LARGEST: Final = 1_000
"""Most mentions of events on which one moment may hang."""
DEEPEST: Final = 40
"""Most moments through which one may be defined, one after the other."""


class NamedMoment(Model):
    """A day derived from others: `adoption + 10 years`, `earliest of (a, b)`, `notice + 30 days but only if valid`.

    Attributes:
        when: The moment.
        only_if: A proviso: the moment comes only if this holds then, by the end of that day.
        otherwise: The moment that takes its place where the proviso does not hold (`else` in files).
    """

    when: Moment
    only_if: Clause | None = Field(default=None)
    otherwise: Moment | None = Field(default=None, alias="else")
    label: Words | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        from conditions.language.grammar import parse_definition  # dossiers without moments need no parser

        try:
            when, only_if, otherwise = parse_definition(value)
        except MistakeError as error:
            raise carried(error) from None
        return {"when": when, "only_if": only_if, "else": otherwise}

    @model_validator(mode="after")
    def _else_of_something(self) -> "NamedMoment":
        if self.otherwise is not None and self.only_if is None:
            hint = "write `only_if` too: what takes its place where that does not hold"
            raise mistake("else-without-proviso", "`else` needs a proviso", hint, ("else",))
        return self

    def definition(self) -> Definition:
        """The definition as the language sees it."""
        return Definition(self.when, self.only_if, self.otherwise)

    def text(self) -> str:
        """The definition in one line."""
        return definition_text(self.definition())

    def mentions(self) -> Iterator[Name]:
        """The events and moments that the definition mentions."""
        yield from self.when.names()
        if self.only_if is not None:
            yield from moments_in(self.only_if)
        if self.otherwise is not None:
            yield from self.otherwise.names()


def moments_in(clause: Kind) -> Iterator[Name]:
    """The events and moments that a clause mentions where a moment can stand."""
    for kind in mentioned(clause):
        for field in type(kind).model_fields:
            value = getattr(kind, field)
            if isinstance(value, Moment):
                yield from value.names()


def unsound(moments: Mapping[str, NamedMoment], vocabulary: Vocabulary) -> Iterator[tuple[str, Problem]]:
    """Moments that hang on themselves, on too much, or over too many steps, with what is wrong."""
    return _Sizes(moments, vocabulary).problems()


class _Sizes:
    """How many mentions of events each moment hangs on, and over how many steps; what is refused counts as one."""

    def __init__(self, moments: Mapping[str, NamedMoment], vocabulary: Vocabulary) -> None:
        self.moments, self.vocabulary = moments, vocabulary
        self.sizes: dict[str, int] = {}
        self.depths: dict[str, int] = {}
        self.way: list[str] = []

    def problems(self) -> Iterator[tuple[str, Problem]]:
        for name in self.moments:
            if name not in self.sizes:
                yield from self._measured(name)

    def _measured(self, name: str) -> Iterator[tuple[str, Problem]]:
        self.way.append(name)
        size = depth = 0
        problem: Problem | None = None
        for other in self.moments[name].mentions():
            if other in self.way:
                problem = problem or _circle([*self.way[self.way.index(other) :], str(other)])
            elif other in self.moments and other not in self.sizes and len(self.way) <= DEEPEST:
                yield from self._measured(str(other))
            elif other in self.moments and other not in self.sizes:
                problem = problem or _too_deep(name)
            size += self.sizes.get(other) or len(self.vocabulary.groups.get(other) or ()) or 1
            depth = max(depth, self.depths.get(other, 0))
        self.way.pop()
        if problem is None and size > LARGEST:
            message = f"`{name}` hangs on more than {LARGEST:,} mentions of events"
            problem = Problem("moment-too-large", message, hint="define it with fewer of them")
        if problem is None and depth >= DEEPEST:
            problem = _too_deep(name)
        if problem is not None:
            yield name, problem
        self.sizes[name], self.depths[name] = (size, depth + 1) if problem is None else (1, 1)


def _circle(way: list[str]) -> Problem:
    shown = way if len(way) < 10 else [*way[:4], "…", *way[-2:]]
    message = f"`{way[-1]}` hangs on itself: {' → '.join(shown)}"
    return Problem("moment-circle", message, hint="define one of them without the others")


def _too_deep(name: str) -> Problem:
    message = f"`{name}` is defined through more than {DEEPEST} other moments, one after the other"
    return Problem("moment-too-deep", message, hint="define it on an earlier one")


def moment_problems(moments: Mapping[str, NamedMoment], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Mistakes in the names and types of definitions."""
    for name, moment in moments.items():
        scope = Scope(vocabulary, defining=(name,))
        scope.defined(moment.definition())
        for problem, span in dict.fromkeys(scope.mistakes):
            yield Finding(("moments", name), problem, span)
