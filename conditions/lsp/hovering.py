"""What is shown at a place in a file: the name, the word of the language or the field that stands there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from conditions.check import Checker, CheckResult
from conditions.errors import ConditionsError
from conditions.files.nodes import Mapping, Node, Sequence, Text
from conditions.files.scenario import LoadedScenario
from conditions.language.base import Words
from conditions.language.grammar import parse
from conditions.language.types import MistakeError
from conditions.lsp.cards import Card, card_of
from conditions.lsp.fields import field_words
from conditions.lsp.keywords import keyword_at, keyword_card
from conditions.lsp.layout import Spot, layout_of
from conditions.lsp.mentions import place_of
from conditions.lsp.names import Mention, Symbol
from conditions.lsp.workspace import Workspace
from conditions.model.dossier import Dossier

_IN_WORDS = frozenset({"clause", "moment", "definition"})


class Shown(NamedTuple):
    """What is shown at a place, and for which part of the text."""

    card: Card
    start: int
    end: int


class Standing(NamedTuple):
    """A text of a file.

    Attributes:
        text: The text.
        path: Where it stands; of a key, the path of its value.
        role: What it is by the layout, if the layout says something of it.
        is_key: Whether it is a key.
    """

    text: Text
    path: tuple[str | int, ...]
    role: str
    is_key: bool


def hover(workspace: Workspace, path: Path, offset: int) -> Shown | None:
    """What is shown at an offset of a file, or nothing."""
    kind = workspace.kind(path)
    if kind is None:
        return None
    dossier = workspace.meant(path)
    mention = mention_at(workspace.mentions(path), offset)
    if mention is not None:
        card = card_of(mention.symbol, dossier).with_lines(_answers(workspace, path, mention.symbol))
        return Shown(card, mention.start, mention.end)
    root = workspace.last_good(path, kind).root
    if root is None or workspace.file(path, kind).root is not root:
        return None
    standing = text_at(root, layout_of(kind), offset)
    if standing is None:
        return None
    if standing.is_key:
        words = field_words(kind, standing.path)
        return Shown(Card(words.name, words.says), *place_of(standing.text)) if words is not None else None
    return _keyword(standing, offset, dossier) if standing.role in _IN_WORDS else None


def mention_at(mentions: tuple[Mention, ...], offset: int) -> Mention | None:
    """The mention at an offset; of several, the shortest, and of those that touch, the one that begins there."""
    found = [one for one in mentions if one.start <= offset <= one.end]
    return min(found, key=lambda one: (offset == one.end, one.end - one.start), default=None)


def _keyword(standing: Standing, offset: int, dossier: Dossier | None) -> Shown | None:
    """The word of the language at an offset, and what the whole condition says."""
    text = standing.text
    index = bisect_right(range(len(text)), offset, key=lambda place: place_of(text, (place, place + 1))[0]) - 1
    found = keyword_at(text, index) if index >= 0 else None
    if found is None:
        return None
    card = keyword_card(found[0], text).with_lines(_whole(text, dossier))
    return Shown(card, *place_of(text, found[1]))


def _whole(text: str, dossier: Dossier | None) -> Iterator[str]:
    try:
        clause = parse(text)
    except MistakeError:
        return
    if dossier is not None:
        yield f"here: {clause.say(Words(dossier.vocabulary))}"


def text_at(node: Node, spot: Spot | None, offset: int, path: tuple[str | int, ...] = ()) -> Standing | None:
    """The text at an offset, and what it is."""
    match node:
        case Mapping():
            for key, value in node.items():
                text = node.key_text(key)
                inner = spot.inside(str(key)) if spot is not None else None
                here = (*path, str(key))
                if text.start <= offset <= text.end:
                    return Standing(text, here, inner.key if inner is not None else "", is_key=True)
                found = text_at(value, inner, offset, here)
                if found is not None:
                    return found
        case Sequence():
            for number, item in enumerate(node):
                found = text_at(item, spot, offset, (*path, number))
                if found is not None:
                    return found
        case Text() if node.start <= offset <= node.end:
            return Standing(node, path, spot.value if spot is not None else "", is_key=False)
        case _:
            pass
    return None


# --- what comes out in a scenario --------------------------------------------------


def _answers(workspace: Workspace, path: Path, symbol: Symbol) -> Iterator[str]:
    """What comes out of a condition or party in the scenario where it is pointed at."""
    if workspace.kind(path) != "scenario" or symbol.kind not in {"party", "condition", "reading"}:
        return
    loaded = workspace.scenario(path).scenario
    result = _checked(loaded) if loaded is not None else None
    if result is None:
        return
    if symbol.kind == "party" and symbol.name in result.parties:
        party = result.parties[symbol.name]
        yield f"in this scenario: {party.answer.value}; compliance: {party.compliance.value}"
    name = symbol.owner if symbol.kind == "reading" else symbol.name
    if symbol.kind != "party" and name in result.conditions:
        for reading, verdict in result.conditions[name].verdicts.items():
            if symbol.kind != "reading" or reading == symbol.name:
                read = f", read as {reading}" if reading else ""
                yield f"in this scenario{read}: {verdict.answer.value} ({verdict.status.value})"


def _checked(loaded: LoadedScenario) -> CheckResult | None:
    try:
        return Checker(loaded.dossier).check(loaded.scenario, loaded.known)
    except ConditionsError:
        return None
