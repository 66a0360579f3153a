"""Names and words that can stand at a place inside of a condition, a moment, or the definition of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from conditions.language.continuing import Continuation, continuation
from conditions.language.phrases import Word
from conditions.lsp.cards import card_of
from conditions.lsp.keywords import keyword_card
from conditions.lsp.names import BARE, Symbol
from conditions.lsp.offers import Here, Item, families_of, rungs_above_start

_QUANTIFIERS: Final = frozenset({"_ALL_OF", "_ANY_OF", "_NONE_OF", "_MAJORITY_OF"})
_WHICH: Final = frozenset({"_EARLIEST_OF", "_EARLIER_OF", "_LATEST_OF", "_LATER_OF"})
_MEMBERS: Final = frozenset({"_INCLUDING", "_EXCLUDING"})


def offered_in_language(here: Here, said: str, role: str) -> Iterator[Item]:
    """Names and words that can follow the beginning of a condition, a moment or its definition."""
    found = continuation(said, "start" if role == "clause" else "definition")
    word = said[found.start :]
    if found.takes_name:
        yield from _names_after(here, found, word)
    for phrase, place in found.phrases:
        if phrase[:1].isalpha():
            card = keyword_card(phrase)
            detail = card.words or (card.lines[0] if card.lines else "")
            yield Item(phrase, "keyword", detail, card, here.start(said[place:]), 3)


def _names_after(here: Here, found: Continuation, word: str) -> Iterator[Item]:
    """The names that can stand after the words before."""
    words = found.words
    ladder, dot, _ = word.partition(".")
    family, bracket, _ = word.partition("[")
    for rule in _RULES:
        names = rule(here, words, word)
        if names is not None:
            yield from names
            return
    if dot:
        yield from (
            here.item(Symbol("rung", rung, ladder), f"{ladder}.{rung}", word)
            for rung in rungs_above_start(here, ladder)
        )
        return
    families = families_of(here.dossier)
    if bracket:
        yield from (here.item(Symbol("event", family), label, word) for label in families.get(family, ()))
        return
    for kind in (*BARE, *(("state", "instrument") if not words or words[-1].type != "_ONLY_AFTER" else ())):
        for name in here.names.of(kind):
            symbol = Symbol(kind, name)
            for label in families.get(name, (name,)):
                yield here.item(symbol, label, word, 1 if kind in {"state", "instrument"} else 0)


def _after_is(here: Here, words: tuple[Word, ...], word: str) -> Iterator[Item] | None:
    """Rungs or values after `is`, and inside of `is one of (…)`."""
    types = [one.type for one in words]
    if types[-1:] == ["_IS"] or types[-2:] == ["_IS", "_NOT"]:
        what = words[-2 if types[-1] == "_IS" else -3].text if len(words) > len(types[-1:]) else ""
        return _values_of(here, what, word)
    if "_IS_ONE_OF" in types:
        place = len(types) - 1 - types[::-1].index("_IS_ONE_OF")
        if "_RPAR" not in types[place:] and place > 0:
            return _values_of(here, words[place - 1].text, word)
    return None


def _values_of(here: Here, what: str, word: str) -> Iterator[Item]:
    name = what.partition("[")[0]
    yield from (here.item(Symbol("rung", rung, name), rung, word) for rung in here.names.of("rung", name))
    yield from (here.item(Symbol("value", value, name), value, word) for value in here.names.of("value", name))
    fact = here.dossier.facts.get(name) if here.dossier is not None else None
    if fact is not None and fact.type().kind == "yes_no":
        card = card_of(Symbol("fact", name), here.dossier)
        yield from (Item(value, "word", "", card, here.start(word)) for value in ("yes", "no"))
    elif fact is not None and fact.type().kind == "number":
        others = (one for one in here.names.of("fact") if one != name)
        yield from (here.item(Symbol("fact", one), one, word) for one in others)


def _after_quantifier(here: Here, words: tuple[Word, ...], word: str) -> Iterator[Item] | None:
    """Groups after `all of` and its like, and what each member does after the group."""
    types = [one.type for one in words]
    if types[-1:] and (types[-1] in _QUANTIFIERS or types[-2:] in (["NUMBER", "_OF"], ["ORDINAL", "_OF"])):
        return (here.item(Symbol("group", name), name, word) for name in here.names.of("group"))
    if types[-1:] and types[-1] in _WHICH:
        return None
    if len(words) > 1 and types[-1] == "NAME" and (types[-2] in _QUANTIFIERS | _WHICH or types[-2] == "_OF"):
        return _each_of(here, words[-1].text, word)
    return None


def _each_of(here: Here, group: str, word: str) -> Iterator[Item]:
    families = here.dossier.vocabulary.families if here.dossier is not None else {}
    for name, of in families.items():
        symbol = here.names.bare(name)
        if of == group and symbol is not None:
            yield here.item(symbol, name, word)


def _after_members(here: Here, words: tuple[Word, ...], word: str) -> Iterator[Item] | None:
    """Members after `including` and `excluding`."""
    types = [one.type for one in words]
    places = [place for place, one in enumerate(types) if one in _MEMBERS]
    if not places or not set(types[places[-1] + 1 :]) <= {"NAME", "_COMMA", "_AND"} or types[-1] == "NAME":
        return None
    return (here.item(Symbol("party", code), code, word) for code in here.names.of("party"))


_RULES: Final[tuple[Callable[[Here, tuple[Word, ...], str], Iterator[Item] | None], ...]] = (
    _after_is,
    _after_members,
    _after_quantifier,
)
