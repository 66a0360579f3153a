"""What can stand at a place of a file that is being written: names of the dossier, words of the language, fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from conditions.files.unfinished import place_at
from conditions.lsp.cards import Card, card_of
from conditions.lsp.clauses import REFERENCE, roles_of
from conditions.lsp.fields import FieldWords, fields_at, words_at
from conditions.lsp.in_language import offered_in_language
from conditions.lsp.keywords import keyword_card
from conditions.lsp.layout import Spot, layout_of
from conditions.lsp.names import Symbol, SymbolKind
from conditions.lsp.offers import Here, Item, families_of, last_word, rungs_above_start
from conditions.lsp.workspace import Workspace
from conditions.model.scenario import ANSWERS, STATUSES

MOST: Final = 2_000
"""Most things that are offered at one place."""
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


def complete(workspace: Workspace, path: Path, offset: int) -> list[Item]:
    """Everything that can stand at an offset of a file, the likeliest first."""
    kind = workspace.kind(path)
    place = place_at(workspace.page(path).text, offset) if kind is not None else None
    if kind is None or place is None:
        return []
    here = Here(kind, place, workspace.names(path), workspace.meant(path), offset)
    found: dict[str, Item] = {}
    for item in _items(here):
        found.setdefault(item.label, item)
        if len(found) >= MOST:
            break
    return sorted(found.values(), key=lambda item: item.rank)


def _items(here: Here) -> Iterator[Item]:
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


def _keys(here: Here, spot: Spot | None, path: tuple[str | int, ...]) -> Iterator[Item]:
    """Fields of the mapping, and names that are keys in it."""
    word = last_word(here.place.said)
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


def _field_item(here: Here, one: FieldWords, word: str) -> Item:
    card = Card(one.name, one.says, tuple(f"example: {example}" for example in one.examples))
    after = ": " if one.holds == "text" else ":"
    return Item(one.name, "field", one.says, card, here.start(word), 2, after)


def _word_item(here: Here, one: FieldWords) -> Item:
    """A word of several that a field can have; they may consist of several words."""
    said = here.place.said.lstrip()
    return Item(one.name, "word", one.says, Card(one.name, one.says), here.start(said), 1)


# --- names by their role -----------------------------------------------------------


def _of_role(here: Here, role: str) -> Iterator[Item]:
    match role:
        case "clause" | "moment" | "definition":
            yield from offered_in_language(here, here.place.said, role)
        case "bare" | "timeline":
            yield from _events(here, last_word(here.place.said))
        case "given" | "value":
            yield from _values(here, str(here.place.path[here.place.path.index("facts") + 1]))
        case "reading":
            yield from _readings(here, str(here.place.path[-1]))
        case "expected":
            yield from (_word_item(here, FieldWords(word)) for word in (*ANSWERS, *STATUSES))
        case _:
            word = last_word(here.place.said)
            for kind in _KINDS.get(role, ()):
                owned = here.names.symbols if kind == "obligation" else ()
                names = [one.name for one in owned if one.kind == kind] or here.names.of(kind)
                yield from (here.item(Symbol(kind, name), name, word) for name in names)


def _events(here: Here, word: str) -> Iterator[Item]:
    """What a timeline can name: events, those of single members, and rungs."""
    families = families_of(here.dossier)
    for name in here.names.of("event"):
        for label in families.get(name, (name,)):
            yield here.item(Symbol("event", name), label, word)
    for ladder in here.names.of("ladder"):
        for rung in rungs_above_start(here, ladder):
            yield here.item(Symbol("rung", rung, ladder), f"{ladder}.{rung}", word, 1)


def _values(here: Here, fact: str) -> Iterator[Item]:
    """The values of a fact."""
    word = last_word(here.place.said)
    name = fact.partition("[")[0]
    values = here.names.of("value", name)
    for value in values:
        yield here.item(Symbol("value", value, name), value, word)
    if not values:
        yield from (
            Item(value, "word", "", card_of(Symbol("fact", name), here.dossier), here.start(word))
            for value in ("yes", "no", "unknown")
        )


def _readings(here: Here, condition: str) -> Iterator[Item]:
    word = last_word(here.place.said)
    for reading in here.names.of("reading", condition):
        yield here.item(Symbol("reading", reading, condition), reading, word)


def _choices(here: Here, side: str, word: str) -> Iterator[Item]:
    """The readings of a condition, or those of a party's conditions."""
    for reading in here.names.of("reading", side):
        yield here.item(Symbol("reading", reading, side), reading, word)
    for reading, owners in here.names.choices(side).items():
        yield here.item(Symbol("reading", reading, owners[0]), reading, word)


def _special(here: Here, path: tuple[str | int, ...]) -> Iterator[Item]:
    """Steps of a timeline: events, and what can be said of when."""
    if path[:1] != ("timeline",) or len(path) < 2:
        return
    field = next((part for part in reversed(path) if isinstance(part, str)), "timeline")
    said = here.place.said
    if field in {"timeline", "event", "then", "never", "unknown"} or field[:1].isdigit():
        yield from _events(here, last_word(said))
    elif field in {"after", "on_or_after", "before", "on_or_before", "same_day_as"}:
        yield from offered_in_language(here, said, "moment")
    elif field == "source":
        yield from _of_role(here, "statement")
    elif REFERENCE.fullmatch(field):
        yield from _when(here, said)


def _when(here: Here, said: str) -> Iterator[Item]:
    """What can be said of when an event happens."""
    order = _ORDER.fullmatch(said)
    if order is not None:
        yield from offered_in_language(here, order["moment"], "moment")
        return
    for phrase in _WHEN:
        if phrase.startswith(said):
            yield Item(phrase, "keyword", "", keyword_card(phrase), here.start(said), 1)


def _structured_role(path: tuple[str | int, ...], here: Here) -> str:
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
