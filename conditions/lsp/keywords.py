"""What the words of the condition language mean, by the docstrings of the kinds that are written with them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from conditions.language.atoms import Compare, Holds, Is
from conditions.language.base import Kind, mentioned
from conditions.language.connectives import AllOf, AnyOf, Not
from conditions.language.grammar import parse
from conditions.language.orders import Between, Order, WithinPeriod
from conditions.language.phrases import KEYWORDS, RULES_OF_WORDS, WAYS, words_of
from conditions.language.types import MistakeError, Span
from conditions.lsp.cards import Card

MOST_KINDS: Final = 3
"""Most kinds that are shown for one word."""
_QUOTED: Final = re.compile(r'"([^"]+)"')
_MOSTLY: Final[Mapping[str, type[Kind]]] = {
    "and": AllOf,
    "or": AnyOf,
    "not": Not,
    "is": Is,
    "happens": Holds,
    "between": Between,
    "within": WithinPeriod,
    **dict.fromkeys(("before", "on or before", "by", "no later than"), Order),
    **dict.fromkeys(("after", "on or after", "no earlier than"), Order),
    **dict.fromkeys(("less than", "at most", "exactly", "at least", "more than"), Compare),
}
"""Of words that several kinds are written with, the kind that is mostly meant."""
_OF_MOMENTS: Final = {
    "earliest of": "The first of several moments to come: `earliest of (adoption + 8 years, conclusion)`.",
    "earlier of": "The first of two moments to come: `earlier of (adoption + 8 years, conclusion)`.",
    "latest of": "The last of several moments to come: `latest of (iaea_report, eu_lifted)`.",
    "later of": "The last of two moments to come: `later of (iaea_report, eu_lifted)`.",
    "but only if": "A proviso of a moment: it comes only if this holds by the end of its day.",
    "else": "The moment that takes the place of one whose proviso does not hold.",
    "including": "Members of the group that must be among those that do it.",
    "excluding": "Members of the group that are not asked, and not counted.",
    "percent of": "A share of a number that is named, exactly.",
    "of": "Divides a number from what it is a number or a share of.",
    "no": "With `while`: the event may not happen as long as something holds.",
    "while": "As long as something holds.",
}
"""Words of parts that are no kinds of their own."""


def keyword_at(text: str, index: int) -> tuple[str, Span] | None:
    """The word or phrase of the language at an index of a condition, and where it stands."""
    try:
        words = words_of(text)
    except MistakeError:
        return None
    phrases = {terminal: phrase for phrase, terminal in KEYWORDS.items()}
    for word in words:
        if word.span[0] <= index <= word.span[1] and word.type in phrases:
            return phrases[word.type], word.span
    return None


def keyword_card(phrase: str, text: str = "") -> Card:
    """What a word or phrase means; of several meanings, those that it has in this condition."""
    kinds = _kinds_with(phrase)
    here = {type(clause) for clause in _clauses_in(text)}
    shown = [kind for kind in kinds if kind in here] or ([_MOSTLY[phrase]] if phrase in _MOSTLY else list(kinds))
    if phrase in _OF_MOMENTS and (not shown or len(shown) > MOST_KINDS):
        return Card(phrase, _OF_MOMENTS[phrase])
    lines = [meaning_of(kind) for kind in shown[:MOST_KINDS]]
    examples = [kind.examples[0] for kind in shown[:MOST_KINDS]]
    return Card(phrase, lines[0] if len(lines) == 1 else "", (*(lines if len(lines) > 1 else ()), *_shown(examples)))


def meaning_of(kind: type[Kind]) -> str:
    """What a kind means: the first paragraph of its docstring."""
    return " ".join(inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].split())


def _shown(examples: Iterable[str]) -> Iterator[str]:
    yield from (f"example: {example}" for example in examples)


@cache
def _kinds_with(phrase: str) -> tuple[type[Kind], ...]:
    """The kinds in whose ways of writing a phrase stands, itself or as one of several words."""
    rules = [rule for rule, said in RULES_OF_WORDS.items() if any(phrase in words.split("|") for words in said)]
    found = [
        kind
        for kind, way in WAYS
        if phrase in _QUOTED.findall(way.pattern)
        or any(re.search(rf"\b{rule}\b", _unquoted(way.pattern)) for rule in rules)
    ]
    return tuple(dict.fromkeys(found))


def _unquoted(pattern: str) -> str:
    return _QUOTED.sub(" ", pattern)


def _clauses_in(text: str) -> Iterator[Kind]:
    try:
        yield from mentioned(parse(text)) if text else ()
    except MistakeError:
        return
