"""What can follow a condition that is not finished: words of the language, and names, days and numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from conditions.language.grammar import DeepNestingError, Start
from conditions.language.phrases import KEYWORDS, MARKS, Word, words_of
from conditions.language.types import MistakeError

_NOTHING: Final = "NOTHING"
"""A type that no token has, so that the parser says what it would have taken instead."""
_LONGEST_PHRASE: Final = max(phrase.count(" ") + 1 for phrase in KEYWORDS)
_PHRASES: Final = {terminal: phrase for phrase, terminal in (*KEYWORDS.items(), *MARKS.items())}


class Continuation(NamedTuple):
    """What can follow a text.

    Attributes:
        words: The tokens of the text before the word that is being written, as far as they can be told.
        start: Where that word begins.
        phrases: Words and phrases that can stand there, each with where it begins: of a phrase that has been begun,
            before the word.
        takes_name: Whether a name can stand there, as far as can be told.
        is_readable: Whether the text before can be read at all.
    """

    words: tuple[Word, ...]
    start: int
    phrases: tuple[tuple[str, int], ...]
    takes_name: bool
    is_readable: bool


def continuation(text: str, start: Start = "start") -> Continuation:
    """What can follow a text, or finish the word in which it ends.

    Args:
        text: The beginning of a condition, a moment or its definition.
        start: What the whole is: a clause (`start`) or the `definition` of a moment.
    """
    begin = len(text) - len(_last_word(text))
    types = _types(text[:begin])
    follow = None if types is None else _following(types, start)
    found: dict[str, int] = {}
    places = [begin, *(place for place in _earlier(text, begin))]
    for place in places:
        said = " ".join(text[place:].split())
        head = _types(text[:place])
        expected = _following(head, start) if head is not None else None
        for terminal in expected or ():
            phrase = _PHRASES.get(terminal)
            if phrase is not None and (place == begin or (phrase.startswith(said) and phrase != said)):
                found.setdefault(phrase, place)
    words = tuple(_words(text[:begin]))
    takes_name = "NAME" in follow if follow is not None else not found
    return Continuation(words, begin, tuple(sorted(found.items())), takes_name, follow is not None)


def _last_word(text: str) -> str:
    """The word in which a text ends, with the dot or bracket inside of a name; empty after a space."""
    found = re.search(r"[\w.\[]*\Z", text)
    return found[0] if found else ""


def _earlier(text: str, begin: int) -> list[int]:
    """Where the words before the last one begin, nearest first, as many as a phrase has."""
    starts = [found.start() for found in re.finditer(r"\S+", text[:begin])]
    return starts[::-1][: _LONGEST_PHRASE - 1]


def _words(text: str) -> list[Word]:
    try:
        return words_of(text)
    except MistakeError:
        return []


def _types(text: str) -> tuple[str, ...] | None:
    try:
        return tuple(word.type for word in words_of(text))
    except MistakeError:
        return None


@lru_cache(maxsize=1_000)
def _following(types: tuple[str, ...], start: Start) -> tuple[str, ...] | None:
    """The types of tokens that can follow, `None` where the tokens themselves cannot be read."""
    from conditions.language.parser import shape_of  # Lark is only needed here
    from conditions.language.unexpected import UnexpectedWordError

    try:
        shape_of((*types, _NOTHING), start)
    except UnexpectedWordError as error:
        return tuple(error.expected) if error.place == len(types) else None
    except DeepNestingError:
        return None
    return None


__all__ = ["Continuation", "continuation"]
