"""Every mention of a name in a file, in its order: found by walking what was read along the layout of such files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Table
from typing import Final, TypeAlias

from conditions.files.nodes import Mapping, Node, Sequence, Text
from conditions.files.scalars import offsets, source_span
from conditions.language.types import Span
from conditions.lsp.clauses import Named, found_in, roles_of, symbols_of
from conditions.lsp.layout import FileKind, Spot, layout_of
from conditions.lsp.names import Mention, Names, Symbol, SymbolKind
from conditions.lsp.steps import step_parts, timeline_steps
from conditions.model.incidents import ExpectedDuties, ExpectedDuty
from conditions.model.parts import AGREEMENT
from conditions.model.scenario import Expected

Keys: TypeAlias = tuple[str, ...]

_CLAUSES: Final = frozenset({"clause", "moment", "definition", "bare"})
_DEBTORS: Final = re.compile(r"(?:each|all|any) of (?P<group>.*)")
_CHOSEN: Final = re.compile(r"[^,\s][^,]*?(?=\s*(?:,|$))")
_EXPECTATION: Final = re.compile(r"(?:[^/]*/)?(?:(?P<section>compliance|exactly|moments|in_force|obligations)\.)?")
_PLAIN: Final[Table[str, tuple[SymbolKind, ...]]] = {
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
    "subject": ("party", "condition", "term", "event", "ladder", "moment", "fact", "zone"),
}
"""Roles of a text that is a name and nothing else, with the kinds of which it may be."""
_LABELLED: Final[tuple[SymbolKind, ...]] = (
    *("party", "group", "event", "ladder", "moment", "fact"),
    *("condition", "term", "waiver", "state", "instrument", "goal"),
)


def definitions(root: Mapping, kind: FileKind) -> tuple[Mention, ...]:
    """Where the file defines what it names."""
    return tuple(one for one in _Walk(root, kind, Names()).mentions() if one.defines)


def names_of(root: Mapping, kind: FileKind) -> Names:
    """Everything that the file defines; members of groups count as parties."""
    symbols = [one.symbol for one in definitions(root, kind)]
    ladders = root.get("ladders")
    for name, ladder in ladders.items() if isinstance(ladders, Mapping) else ():
        if ladder == "agreement":
            symbols += [Symbol("rung", rung, str(name)) for rung in AGREEMENT]
    symbols += [Symbol("party", str(code)) for code in _members(root.get("groups"))]
    conditions = root.get("conditions")
    entries = conditions.items() if isinstance(conditions, Mapping) else ()
    parties = {name: str(entry.get("party")) for name, entry in entries if isinstance(entry, Mapping)}
    return Names(tuple(dict.fromkeys(symbols)), parties)


def mentions(root: Mapping, kind: FileKind, names: Names) -> tuple[Mention, ...]:
    """Every place where the file mentions something that is defined, in the order of the file.

    Args:
        root: What stands in the file.
        kind: What kind of file it is.
        names: Everything that is defined, in the dossier and in the file.
    """
    found = dict.fromkeys(one for one in _Walk(root, kind, names).mentions() if one.defines or one.symbol in names)
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def place_of(text: Text, span: Span | None = None) -> Span:
    """Where a text, or a part of its value, stands in the file; quotation marks are not part of it."""
    raw = text.source.text[text.start : text.end]
    first, last = span or (0, len(text))
    if text.style == "plain" and raw == text:
        return text.start + first, text.start + last
    laid = offsets(raw, str(text), text.style) if last > first else None
    if laid is None:
        start, end = source_span(raw, str(text), text.style, (first, last))
        return text.start + start, text.start + end
    return text.start + laid[first][0], text.start + laid[last - 1][1]


def _members(groups: Node) -> Iterator[Text]:
    for group in groups.values() if isinstance(groups, Mapping) else ():
        listed = group.get("members") if isinstance(group, Mapping) else group
        for member in listed if isinstance(listed, Sequence) else ():
            code = member.get("party") if isinstance(member, Mapping) else member
            if isinstance(code, Text):
                yield code


class _Walk:
    """One pass over a file."""

    def __init__(self, root: Mapping, kind: FileKind, names: Names) -> None:
        self.root, self.kind, self.names = root, kind, names

    def mentions(self) -> Iterator[Mention]:
        yield from self._inside(self.root, layout_of(self.kind), ())

    # --- along the layout -------------------------------------------------------

    def _inside(self, node: Mapping, spot: Spot, path: Keys) -> Iterator[Mention]:
        for key, value in node.items():
            inner = spot.inside(str(key))
            if inner is not None:
                here = (*path, str(key))
                if inner.key:
                    yield from self._key(node.key_text(key), inner.key, here)
                yield from self._value(value, inner, here)

    def _key(self, key: Text, role: str, path: Keys) -> Iterator[Mention]:
        if role[0] == "!":
            yield self._defined(key, role[1:], path)
        else:
            yield from self._text(key, role[1:], path)

    def _value(self, node: Node, spot: Spot, path: Keys) -> Iterator[Mention]:
        reader = self._readers.get(spot.value)
        if reader is not None:
            yield from reader(self, node, path)
            if not (isinstance(node, Mapping) and spot.inner):
                return
        match node:
            case Text() if spot.value:
                yield from self._text(node, spot.value, path)
            case Mapping() if spot.value == "clause" and "kind" in node:
                yield from self._structured(node, path)
            case Mapping():
                yield from self._inside(node, spot, path)
            case Sequence():
                for item in node:
                    yield from self._value(item, spot, path)
            case _:
                pass

    def _defined(self, text: Text, kind: str, path: Keys) -> Mention:
        owners: dict[str, int] = {"reading": 1, "obligation": 1, "meaning": 1, "rung": 1, "value": 1}
        owner = path[owners[kind]] if kind in owners else ""
        symbol = Symbol(kind, str(text), owner)  # type: ignore[arg-type]  # the layout has no other kinds
        return Mention(symbol, *place_of(text), defines=True)

    # --- texts ------------------------------------------------------------------

    def _text(self, text: Text, role: str, path: Keys) -> Iterator[Mention]:
        """What a text of some role mentions."""
        if role in _CLAUSES:
            yield from (self._at(text, span, symbol) for symbol, span in found_in(text, role, self.names))
        elif role in _PLAIN:
            yield from self._plain(text, (0, len(text)), _PLAIN[role])
        elif role in self._special:
            yield from self._special[role](self, text, path)

    def _at(self, text: Text, span: Span, symbol: Symbol) -> Mention:
        return Mention(symbol, *place_of(text, span))

    def _plain(self, text: Text, span: Span, kinds: Iterable[SymbolKind]) -> Iterator[Mention]:
        symbol = self.names.first(kinds, text[span[0] : span[1]])
        yield from [self._at(text, span, symbol)] if symbol is not None else []

    def _party(self, text: Text, _path: Keys) -> Iterator[Mention]:
        yield self._at(text, (0, len(text)), Symbol("party", str(text)))

    def _incident(self, text: Text, path: Keys) -> Iterator[Mention]:
        yield self._defined(text, "incident", path)

    def _reading(self, text: Text, path: Keys) -> Iterator[Mention]:
        yield self._at(text, (0, len(text)), Symbol("reading", str(text), path[-1]))

    def _debtor(self, text: Text, _path: Keys) -> Iterator[Mention]:
        found = _DEBTORS.fullmatch(text)
        span = found.span("group") if found else (0, len(text))
        yield from self._plain(text, span, ("party", "group"))

    def _obligation(self, text: Text, _path: Keys) -> Iterator[Mention]:
        instrument, dot, name = text.rpartition(".")
        owners = [instrument] if dot else self.names.owners("obligation", name)
        if dot:
            yield from self._plain(text, (0, len(instrument)), ("instrument",))
        for owner in owners[:1]:
            yield self._at(text, (len(instrument) + len(dot), len(text)), Symbol("obligation", name, owner))

    def _label(self, text: Text, _path: Keys) -> Iterator[Mention]:
        if text.startswith("zones."):
            yield from self._plain(text, (len("zones."), len(text)), ("zone",))
        elif "." in text:
            yield from self._text(text, "bare", ())
        else:
            yield from self._plain(text, (0, len(text)), _LABELLED)

    def _fact_value(self, text: Text, path: Keys) -> Iterator[Mention]:
        fact = path[path.index("facts") + 1].partition("[")[0]
        yield self._at(text, (0, len(text)), Symbol("value", str(text), fact))

    def _expectation_name(self, text: Text, _path: Keys) -> Iterator[Mention]:
        """The name of an expectation, such as `RU.strict.answer`: what its first parts name."""
        head = _EXPECTATION.match(text)
        start = head.end() if head else 0
        section = head["section"] if head else None
        role = {"moments": "bare", "in_force": "in_force", "obligations": "incident"}.get(section or "", "side")
        first = text[start:].partition(".")[0]
        for symbol, (begin, end) in self._named(first, role):
            yield self._at(text, (start + begin, start + end), symbol)
        if role == "side":
            at = start + len(first) + 1
            choice = text[at:].partition(".")[0]
            for found in re.finditer(r"[^+]+", choice):
                yield from self._chosen(text, (at + found.start(), at + found.end()), first)

    def _named(self, name: str, role: str) -> Iterator[tuple[Symbol, Span]]:
        if role == "bare":
            yield from symbols_of(Named(name, (0, len(name))), self.names)
        else:
            symbol = self.names.first(_PLAIN[role], name)
            yield from [(symbol, (0, len(name)))] if symbol is not None else []

    def _chosen(self, text: Text, span: Span, side: str) -> Iterator[Mention]:
        """One reading of a choice: by its name, or with the condition before it."""
        word = text[span[0] : span[1]]
        condition, dot, reading = word.partition(".")
        if side in self.names.of("condition"):
            yield self._at(text, span, Symbol("reading", word, side))
        elif dot:
            middle = span[0] + len(condition)
            yield self._at(text, (span[0], middle), Symbol("condition", condition))
            yield self._at(text, (middle + 1, span[1]), Symbol("reading", reading, condition))
        else:
            for owner in self.names.choices(side).get(word, ())[:1]:
                yield self._at(text, span, Symbol("reading", word, owner))

    # --- values that are read in ways of their own --------------------------------

    def _structured(self, node: Mapping, path: Keys) -> Iterator[Mention]:
        """A condition in its structured form."""
        for field, role in roles_of(str(node.get("kind"))).items():
            value = node.get(field)
            for item in value if isinstance(value, Sequence) else [value]:
                if isinstance(item, Mapping) and role == "clause":
                    yield from self._structured(item, path)
                elif isinstance(item, Text) and role == "value":
                    named = Named(str(item), (0, len(item)), "value", str(node.get("what")))
                    yield from (self._at(item, span, symbol) for symbol, span in symbols_of(named, self.names))
                elif isinstance(item, Text) and role == "quantity":
                    found = re.compile(r"[^\W\d]\w*(?:\[\w+\])?").finditer(item)
                    for name in (Named(one[0], one.span()) for one in found):
                        yield from (self._at(item, span, symbol) for symbol, span in symbols_of(name, self.names))
                elif isinstance(item, Text):
                    yield from self._text(item, role, path)

    def _rungs(self, node: Node, path: Keys) -> Iterator[Mention]:
        for item in node if isinstance(node, Sequence) else ():
            if isinstance(item, Text):
                yield self._defined(item, "rung" if path[0] == "ladders" else "value", path)

    def _given(self, node: Node, path: Keys) -> Iterator[Mention]:
        """The value of a fact, or several."""
        for item in node if isinstance(node, Sequence) else [node]:
            if isinstance(item, Text):
                yield from self._fact_value(item, path)

    def _timeline(self, node: Node, _path: Keys) -> Iterator[Mention]:
        for step in timeline_steps(node):
            for part in step_parts(step):
                if part.role == "statement":
                    yield from self._plain(part.text, (0, len(part.text)), ("statement",))
                else:
                    start = part.span[0]
                    for symbol, (begin, end) in found_in(part.words, part.role, self.names):
                        yield self._at(part.text, (start + begin, start + end), symbol)

    def _expected(self, node: Node, path: Keys) -> Iterator[Mention]:
        """What is expected of a party or condition, reading by reading."""
        if not isinstance(node, Mapping):
            return
        fields = set(Expected.model_fields)
        choices = node.get("readings") if fields.intersection(node) else node
        for choice, inner in choices.items() if isinstance(choices, Mapping) else ():
            assert isinstance(choices, Mapping)
            text = choices.key_text(choice)
            for found in _CHOSEN.finditer(text):
                yield from self._chosen(text, found.span(), path[-1])
            yield from self._expected(inner, path)

    def _duties(self, node: Node, path: Keys) -> Iterator[Mention]:
        """What is expected after an incident, obligation by obligation."""
        if not isinstance(node, Mapping):
            return
        if set(node) <= set(ExpectedDuty.model_fields):
            yield from self._duty(node)
            return
        is_full = bool(set(ExpectedDuties.model_fields).intersection(node))
        yield from self._duty(node.get("every") if is_full else None)
        named = node.get("obligations") if is_full else node
        for name, duty in named.items() if isinstance(named, Mapping) else ():
            assert isinstance(named, Mapping)
            yield from self._obligation(named.key_text(name), path)
            yield from self._duty(duty)

    def _duty(self, node: Node) -> Iterator[Mention]:
        if not isinstance(node, Mapping):
            return
        is_full = bool(set(ExpectedDuty.model_fields).intersection(node))
        readings = node.get("readings") if is_full else node
        for reading in readings if isinstance(readings, Mapping) else ():
            assert isinstance(readings, Mapping)
            yield from self._meaning(readings.key_text(reading))
        debtors = node.get("debtors") if is_full else None
        for code, inner in debtors.items() if isinstance(debtors, Mapping) else ():
            assert isinstance(debtors, Mapping)
            yield from self._party(debtors.key_text(code), ())
            yield from self._duty(inner)

    def _meaning(self, text: Text) -> Iterator[Mention]:
        ambiguity, dot, name = text.rpartition(".")
        owners = [ambiguity] if dot else self.names.owners("meaning", name)
        if dot:
            yield from self._plain(text, (0, len(ambiguity)), ("ambiguity",))
        for owner in owners[:1]:
            yield self._at(text, (len(ambiguity) + len(dot), len(text)), Symbol("meaning", name, owner))

    _special: Final[Table[str, Callable[[_Walk, Text, Keys], Iterator[Mention]]]] = {
        "party": _party,
        "+incident": _incident,
        "reading": _reading,
        "debtor": _debtor,
        "obligation": _obligation,
        "label": _label,
        "value": _fact_value,
        "expectation": _expectation_name,
    }
    _readers: Final[Table[str, Callable[[_Walk, Node, Keys], Iterator[Mention]]]] = {
        "rungs": _rungs,
        "values": _rungs,
        "given": _given,
        "timeline": _timeline,
        "expected": _expected,
        "duties": _duties,
    }
