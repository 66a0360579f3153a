"""What is to happen, and what is given: conditions in the language, read outside of a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conditions.errors import LanguageError, Problem
from conditions.formula import Formula
from conditions.language.base import Kind, Scope, Words
from conditions.language.recursive import read_clause
from conditions.language.types import MistakeError, Span
from conditions.location import Location
from conditions.vocabulary import Vocabulary


@dataclass(frozen=True)
class Demand:
    """A condition that must hold whatever the parties want: part of the goal, or of what is given.

    Attributes:
        text: It in the language.
        words: It in English.
        formula: Its meaning.
        is_goal: Whether it is part of the goal.
    """

    text: str
    words: str
    formula: Formula
    is_goal: bool


def demands(
    texts: str | Iterable[str | Kind], vocabulary: Vocabulary, *, is_goal: bool, place: str = ""
) -> tuple[Demand, ...]:
    """The demands that texts or clauses say.

    Args:
        texts: One or several.
        vocabulary: The names that they may use.
        is_goal: Whether they are part of the goal.
        place: What mistakes call the text; by default `goal` or `given`.

    Raises:
        LanguageError: One of them is no condition, or names what the vocabulary lacks.
    """
    listed = (texts,) if isinstance(texts, str | Kind) else tuple(texts)
    place = place or ("goal" if is_goal else "given")
    return tuple(_demand(text, vocabulary, is_goal, place) for text in listed)


def _demand(text: str | Kind, vocabulary: Vocabulary, is_goal: bool, place: str) -> Demand:
    try:
        clause = read_clause(text)
    except MistakeError as error:
        raise LanguageError([_placed(*mistake, place, str(text)) for mistake in error.mistakes]) from None
    scope = Scope(vocabulary)
    formula = clause.lower(scope)
    if scope.mistakes:
        raise LanguageError([_placed(*mistake, place, str(text)) for mistake in scope.mistakes])
    return Demand(clause.text(), clause.say(Words(vocabulary)), formula, is_goal)


def _placed(problem: Problem, span: Span | None, place: str, text: str) -> Problem:
    """The problem underlined in the text in which it was found."""
    start, end = span or (0, len(text))
    before = text[:start]
    line = text.splitlines()[before.count("\n")] if text else ""
    column = start - (before.rfind("\n") + 1) + 1
    return problem.at(Location(place, before.count("\n") + 1, column, max(1, end - start), line))
