"""Where something is defined and where it is used, and what a file is made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from conditions.files.nodes import Mapping, Node, Sequence, Text
from conditions.lsp.columns import Range
from conditions.lsp.hovering import mention_at
from conditions.lsp.names import OWNERS, Mention, Symbol
from conditions.lsp.workspace import Workspace

Role: TypeAlias = Literal["section", "entry", "step", "text"]

MOST: Final = 10_000
"""Most parts of one file that are listed."""


class Place(NamedTuple):
    """A part of a file."""

    path: Path
    range: Range


class Part(NamedTuple):
    """A part of a file, for an outline.

    Attributes:
        name: What it is called.
        detail: It in a few words.
        role: A section, an entry of one, a step of a timeline, or a text.
        range: All of it.
        head: Its name.
        parts: The parts in it.
    """

    name: str
    detail: str
    role: Role
    range: Range
    head: Range
    parts: tuple[Part, ...] = ()


def symbol_at(workspace: Workspace, path: Path, offset: int) -> Mention | None:
    """The mention at an offset of a file."""
    return mention_at(workspace.mentions(path), offset) if workspace.kind(path) is not None else None


def definition(workspace: Workspace, path: Path, offset: int) -> list[Place]:
    """Where the symbol at an offset is defined."""
    found = symbol_at(workspace, path, offset)
    if found is None:
        return []
    places = [place for place, one in uses(workspace, path, found.symbol) if one.defines]
    if places or found.symbol.kind != "party":
        return places
    # A member of a group that is no party is defined by being named there.
    home = workspace.home(path)
    return [place for place, _ in uses(workspace, path, found.symbol) if place.path == home][:1]


def references(workspace: Workspace, path: Path, offset: int, *, declared: bool = True) -> list[Place]:
    """Every place where the symbol at an offset is named, in its dossier and all scenarios of it."""
    found = symbol_at(workspace, path, offset)
    if found is None:
        return []
    return [place for place, one in uses(workspace, path, found.symbol) if declared or not one.defines]


def uses(workspace: Workspace, path: Path, symbol: Symbol) -> Iterator[tuple[Place, Mention]]:
    """Every mention of a symbol, in the dossier and all scenarios to which a file belongs."""
    for file in files_of(workspace, path, symbol):
        page = workspace.page(file)
        for one in workspace.mentions(file):
            if one.symbol == symbol:
                yield Place(file, page.range(one.start, one.end)), one


def files_of(workspace: Workspace, path: Path, symbol: Symbol | None = None) -> list[Path]:
    """The files in which a symbol may be named: the dossier and its scenarios, or the file alone."""
    home = workspace.home(path)
    if home is None or (symbol is not None and _is_local(workspace, path, symbol)):
        return [path]
    return list(dict.fromkeys((home, *workspace.family(home))))


def _is_local(workspace: Workspace, path: Path, symbol: Symbol) -> bool:
    """Whether a scenario names something for itself, such as an incident."""
    return workspace.kind(path) == "scenario" and symbol.kind in {"incident", "waiver"} and symbol.kind not in OWNERS


# --- the outline -------------------------------------------------------------------


def outline(workspace: Workspace, path: Path) -> tuple[Part, ...]:
    """The sections of a file with their entries; of one that cannot be read, nothing."""
    kind = workspace.kind(path)
    root = workspace.file(path, kind).root if kind is not None else None
    if root is None:
        return ()
    return tuple(_Outline(workspace, path).parts(root))


class _Outline:
    """Makes the outline of one file."""

    def __init__(self, workspace: Workspace, path: Path) -> None:
        self.page = workspace.page(path)
        self.count = 0

    def parts(self, root: Mapping) -> Iterator[Part]:
        for key, value in root.items():
            head = root.key_text(key)
            inner = tuple(self._entries(value, str(key)))
            detail = str(value) if isinstance(value, Text) else ""
            yield self._part(head, value, detail, "section" if inner else "text", inner)

    def _entries(self, node: Node, section: str) -> Iterator[Part]:
        if isinstance(node, Mapping):
            for key, value in node.items():
                inner = tuple(self._named(value)) if self._room() else ()
                yield self._part(node.key_text(key), value, _words_of(value), "entry", inner)
        elif isinstance(node, Sequence) and section == "timeline":
            for step in node:
                if isinstance(step, Text | Mapping | Sequence) and self._room():
                    yield self._step(step)

    def _named(self, entry: Node) -> Iterator[Part]:
        """The readings of a condition, the obligations of an instrument."""
        for field in ("readings", "obligations"):
            named = entry.get(field) if isinstance(entry, Mapping) else None
            for key, value in named.items() if isinstance(named, Mapping) else ():
                assert isinstance(named, Mapping)
                yield self._part(named.key_text(key), value, _words_of(value), "entry", ())

    def _step(self, step: Text | Mapping | Sequence) -> Part:
        source = step.source.text[step.start : step.end].rstrip()
        where = self.page.range(step.start, step.start + len(source))
        return Part(" ".join(source.split())[:80] or "step", "", "step", where, where)

    def _part(self, head: Text, value: Node, detail: str, role: Role, inner: tuple[Part, ...]) -> Part:
        # What an alias stands for is elsewhere in the file.
        is_here = value is not None and value.start >= head.end
        text = head.source.text[head.start : value.end if value is not None and is_here else head.end].rstrip()
        whole = self.page.range(head.start, max(head.end, head.start + len(text)))
        shown = " ".join(detail.split())[:120]
        return Part(str(head), shown, role, whole, self.page.range(head.start, head.end), inner if is_here else ())

    def _room(self) -> bool:
        self.count += 1
        return self.count <= MOST


def _words_of(value: Node) -> str:
    """What an entry says of itself."""
    if isinstance(value, Text):
        return str(value)
    for field in ("label", "name", "speaker", "title", "question", "says", "condition"):
        said = value.get(field) if isinstance(value, Mapping) else None
        if isinstance(said, Text):
            return str(said)
    return ""
