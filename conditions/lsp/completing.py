"""What can stand at a place of a file that is being written: names of the dossier, words of the language, fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from conditions.files.unfinished import Place, place_at
from conditions.language.continuing import Continuation, continuation
from conditions.language.phrases import Word
from conditions.lsp.cards import Card, card_of
from conditions.lsp.clauses import REFERENCE, roles_of
from conditions.lsp.fields import FieldWords, fields_at, words_at
from conditions.lsp.keywords import keyword_card
from conditions.lsp.layout import FileKind, Spot, layout_of
from conditions.lsp.names import BARE, Names, Symbol, SymbolKind
from conditions.lsp.workspace import Workspace
from conditions.model.dossier import Dossier
from conditions.model.scenario import ANSWERS, STATUSES

ItemKind: TypeAlias = Literal["name", "keyword", "field", "word"]

MOST: Final = 2_000
"""Most things that are offered at one place."""
_WORD: Final = re.compile(r"[^\s,\[\]{}:#\"'()]*\Z")
_ORDER: Final = re.compile(r"(?:.*\s)?(?:after|before|same\s+day\s+as)\s+(?P<moment>.*)", re.DOTALL)
_WHEN: Final = (
    "after",
    "before",
    "on or after",
    "on or before",
    "same day as",
    "at least",
    "never",
    "unknown",
    "maybe",
)
_KINDS: Final[Mapping[str, tuple[SymbolKind, ...]]] = {
    "party": ("party",),
    "group": ("group",),
    "zone": ("zone",),
    "statement": ("statement",),
    "condition": ("condition",),
    "position": ("condition", "term"),
    "claim": ("claim",),
    "fact": ("fact",),
    "side": ("party", "condition"),
    "in_force": ("state", "instrument"),
    "incident": ("incident", "zone"),
    "debtor": ("party", "group"),
    "obligation": ("obligation",),
    "subject": ("party", "condition", "term", "event", "ladder", "moment", "fact", "zone"),
    "label": ("party", "group", "event", "ladder", "moment", "fact", "condition", "term", "state", "instrument"),
}
_QUANTIFIERS: Final = frozenset({"_ALL_OF", "_ANY_OF", "_NONE_OF", "_MAJORITY_OF"})
_WHICH: Final = frozenset({"_EARLIEST_OF", "_EARLIER_OF", "_LATEST_OF", "_LATER_OF"})
_MEMBERS: Final = frozenset({"_INCLUDING", "_EXCLUDING"})


class Item(NamedTuple):
    """Something that can stand at a place.

    Attributes:
        label: What is written.
        kind: A name of the dossier, a word of the language, a field, or a word that a field can have.
        detail: It in a few words.
        card: What is said of it.
        start: Offset from which it replaces what is there.
        rank: Smaller comes first.
        after: What is written behind it.
        quote: A quotation mark around it, where it needs one.
    """

    label: str
    kind: ItemKind
    detail: str
    card: Card
    start: int
    rank: int = 0
    after: str = ""
    quote: str = ""

    @property
    def text(self) -> str:
        """What is written."""
        return f"{self.quote}{self.label}{self.quote}{self.after}"


class _Here(NamedTuple):
    """Where something is to be completed.

    Attributes:
        kind: The kind of file.
        place: The place in what is being written.
        names: Everything that is defined.
        dossier: The dossier as it was last understood.
        offset: The offset of the place.
    """

    kind: FileKind
    place: Place
    names: Names
    dossier: Dossier | None
    offset: int

    def start(self, word: str) -> int:
        """Where the word that is being written begins."""
        return self.offset - len(word)

    def item(self, symbol: Symbol, label: str, word: str, rank: int = 0) -> Item:
        """A name with what is said of it."""
        card = card_of(symbol, self.dossier)
        quote = "'" if "[" in label and self.place.needs_quotes and self.place.said.strip() == word else ""
        return Item(label, "name", card.words or symbol.kind, card, self.start(word), rank, quote=quote)


def complete(workspace: Workspace, path: Path, offset: int) -> list[Item]:
    """Everything that can stand at an offset of a file, the likeliest first."""
    kind = workspace.kind(path)
    place = place_at(workspace.page(path).text, offset) if kind is not None else None
    if kind is None or place is None:
        return []
    here = _Here(kind, place, workspace.names(path), workspace.meant(path), offset)
    found: dict[str, Item] = {}
    for item in _items(here):
        found.setdefault(item.label, item)
        if len(found) >= MOST:
            break
    return sorted(found.values(), key=lambda item: item.rank)


def _items(here: _Here) -> Iterator[Item]:
    place = here.place
    spot = layout_of(here.kind).at(place.path)
    if place.in_key:
        yield from _keys(here, spot, place.path)
        return
    yield from _special(here, place.path)
    if spot is not None and spot.value:
        yield from _of_role(here, spot.value)
    structured = _structured_role(place.path, here)
    yield from _of_role(here, structured) if structured else ()
    yield from (_word_item(here, one) for one in words_at(here.kind, place.path))
    if place.opens_line:
        yield from _keys(here, spot, place.path)


def _keys(here: _Here, spot: Spot | None, path: tuple[str | int, ...]) -> Iterator[Item]:
    """Fields of the mapping, and names that are keys in it."""
    word = _last_word(here.place.said)
    inner = spot.inner.get("*") if spot is not None else None
    if inner is not None and inner.key.startswith("@"):
        for item in _of_role(here, inner.key[1:]):
            yield item._replace(after=": ")
    if path[:1] == ("timeline",) and len(path) <= 2:
        yield from (item._replace(after=": ") for item in _events(here, word))
    if len(path) >= 2 and path[0] in {"expect", "expect_compliance", "expect_exactly"}:
        yield from (item._replace(after=": ") for item in _choices(here, str(path[1]), word))
    for one in fields_at(here.kind, path):
        if one.name not in here.place.keys:
            yield _field_item(here, one, word)


def _field_item(here: _Here, one: FieldWords, word: str) -> Item:
    card = Card(one.name, one.says, tuple(f"example: {example}" for example in one.examples))
    after = ": " if one.holds == "text" else ":"
    return Item(one.name, "field", one.says, card, here.start(word), 2, after)


def _word_item(here: _Here, one: FieldWords) -> Item:
    """A word of several that a field can have; they may consist of several words."""
    said = here.place.said.lstrip()
    return Item(one.name, "word", one.says, Card(one.name, one.says), here.start(said), 1)


# --- names by their role -----------------------------------------------------------


def _of_role(here: _Here, role: str) -> Iterator[Item]:
    match role:
        case "clause" | "moment" | "definition":
            yield from _in_language(here, here.place.said, role)
        case "bare" | "timeline":
            yield from _events(here, _last_word(here.place.said))
        case "given" | "value":
            yield from _values(here, str(here.place.path[here.place.path.index("facts") + 1]))
        case "reading":
            yield from _readings(here, str(here.place.path[-1]))
        case "expected":
            yield from (_word_item(here, FieldWords(word)) for word in (*ANSWERS, *STATUSES))
        case _:
            word = _last_word(here.place.said)
            for kind in _KINDS.get(role, ()):
                owned = here.names.symbols if kind == "obligation" else ()
                names = [one.name for one in owned if one.kind == kind] or here.names.of(kind)
                yield from (here.item(Symbol(kind, name), name, word) for name in names)


def _events(here: _Here, word: str) -> Iterator[Item]:
    """What a timeline can name: events, those of single members, and rungs."""
    families = _families(here.dossier)
    for name in here.names.of("event"):
        for label in families.get(name, (name,)):
            yield here.item(Symbol("event", name), label, word)
    for ladder in here.names.of("ladder"):
        for rung in _above_start(here, ladder):
            yield here.item(Symbol("rung", rung, ladder), f"{ladder}.{rung}", word, 1)


def _families(dossier: Dossier | None) -> Mapping[str, tuple[str, ...]]:
    """The names for single members, by what each of them does."""
    if dossier is None:
        return {}
    known = dossier.vocabulary
    return {
        name: tuple(f"{name}[{member}]" for member in known.groups.get(group) or ())
        for name, group in known.families.items()
    }


def _above_start(here: _Here, ladder: str) -> tuple[str, ...]:
    """The rungs that an event reaches."""
    if here.dossier is not None and ladder in here.dossier.ladders:
        return here.dossier.ladders[ladder].type().above_start()
    return here.names.of("rung", ladder)


def _values(here: _Here, fact: str) -> Iterator[Item]:
    """The values of a fact."""
    word = _last_word(here.place.said)
    name = fact.partition("[")[0]
    values = here.names.of("value", name)
    for value in values:
        yield here.item(Symbol("value", value, name), value, word)
    if not values:
        yield from (
            Item(value, "word", "", card_of(Symbol("fact", name), here.dossier), here.start(word))
            for value in ("yes", "no", "unknown")
        )


def _readings(here: _Here, condition: str) -> Iterator[Item]:
    word = _last_word(here.place.said)
    for reading in here.names.of("reading", condition):
        yield here.item(Symbol("reading", reading, condition), reading, word)


def _choices(here: _Here, side: str, word: str) -> Iterator[Item]:
    """The readings of a condition, or those of a party's conditions."""
    for reading in here.names.of("reading", side):
        yield here.item(Symbol("reading", reading, side), reading, word)
    for reading, owners in here.names.choices(side).items():
        yield here.item(Symbol("reading", reading, owners[0]), reading, word)


def _special(here: _Here, path: tuple[str | int, ...]) -> Iterator[Item]:
    """Steps of a timeline: events, and what can be said of when."""
    if path[:1] != ("timeline",) or len(path) < 2:
        return
    field = next((part for part in reversed(path) if isinstance(part, str)), "timeline")
    said = here.place.said
    if field in {"timeline", "event", "then", "never", "unknown"} or field[:1].isdigit():
        yield from _events(here, _last_word(said))
    elif field in {"after", "on_or_after", "before", "on_or_before", "same_day_as"}:
        yield from _in_language(here, said, "moment")
    elif field == "source":
        yield from _of_role(here, "statement")
    elif REFERENCE.fullmatch(field):
        yield from _when(here, said)


def _when(here: _Here, said: str) -> Iterator[Item]:
    """What can be said of when an event happens."""
    order = _ORDER.fullmatch(said)
    if order is not None:
        yield from _in_language(here, order["moment"], "moment")
        return
    for phrase in _WHEN:
        if phrase.startswith(said):
            yield Item(phrase, "keyword", "", keyword_card(phrase), here.start(said), 1)


def _structured_role(path: tuple[str | int, ...], here: _Here) -> str:
    """What a field of a condition in its structured form holds."""
    layout = layout_of(here.kind)
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    for length in range(len(path) - 1, 0, -1):
        spot = layout.at(path[:length])
        if spot is not None and spot.value == "clause":
            roles = {role for kind in _all_kinds() for field, role in roles_of(kind).items() if field == name}
            return next(iter(sorted(roles)), "") if len(roles) == 1 else "clause" if "clause" in roles else ""
    return ""


def _all_kinds() -> Iterable[str]:
    from conditions.language.clauses import KINDS

    return (kind.name() for kind in KINDS)


# --- inside of a condition ---------------------------------------------------------


def _in_language(here: _Here, said: str, role: str) -> Iterator[Item]:
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


def _names_after(here: _Here, found: Continuation, word: str) -> Iterator[Item]:
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
            here.item(Symbol("rung", rung, ladder), f"{ladder}.{rung}", word) for rung in _above_start(here, ladder)
        )
        return
    families = _families(here.dossier)
    if bracket:
        yield from (here.item(Symbol("event", family), label, word) for label in families.get(family, ()))
        return
    for kind in (*BARE, *(("state", "instrument") if not words or words[-1].type != "_ONLY_AFTER" else ())):
        for name in here.names.of(kind):
            symbol = Symbol(kind, name)
            for label in families.get(name, (name,)):
                yield here.item(symbol, label, word, 1 if kind in {"state", "instrument"} else 0)


def _after_is(here: _Here, words: tuple[Word, ...], word: str) -> Iterator[Item] | None:
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


def _values_of(here: _Here, what: str, word: str) -> Iterator[Item]:
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


def _after_quantifier(here: _Here, words: tuple[Word, ...], word: str) -> Iterator[Item] | None:
    """Groups after `all of` and its like, and what each member does after the group."""
    types = [one.type for one in words]
    if types[-1:] and (types[-1] in _QUANTIFIERS or types[-2:] in (["NUMBER", "_OF"], ["ORDINAL", "_OF"])):
        return (here.item(Symbol("group", name), name, word) for name in here.names.of("group"))
    if types[-1:] and types[-1] in _WHICH:
        return None
    if len(words) > 1 and types[-1] == "NAME" and (types[-2] in _QUANTIFIERS | _WHICH or types[-2] == "_OF"):
        return _each_of(here, words[-1].text, word)
    return None


def _each_of(here: _Here, group: str, word: str) -> Iterator[Item]:
    families = here.dossier.vocabulary.families if here.dossier is not None else {}
    for name, of in families.items():
        symbol = here.names.bare(name)
        if of == group and symbol is not None:
            yield here.item(symbol, name, word)


def _after_members(here: _Here, words: tuple[Word, ...], word: str) -> Iterator[Item] | None:
    """Members after `including` and `excluding`."""
    types = [one.type for one in words]
    places = [place for place, one in enumerate(types) if one in _MEMBERS]
    if not places or not set(types[places[-1] + 1 :]) <= {"NAME", "_COMMA", "_AND"} or types[-1] == "NAME":
        return None
    return (here.item(Symbol("party", code), code, word) for code in here.names.of("party"))


_RULES: Final[tuple[Callable[[_Here, tuple[Word, ...], str], Iterator[Item] | None], ...]] = (
    _after_is,
    _after_members,
    _after_quantifier,
)


def _last_word(said: str) -> str:
    found = _WORD.search(said)
    return found[0] if found else ""
