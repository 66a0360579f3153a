"""New names: every real use is changed, in the dossier and in all its scenarios, and nothing else.

What comes out is read before it is handed over: every file must load, and must
mention the same things in the same places, one of them by its new name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from conditions.errors import Problem, visible
from conditions.lsp.columns import Range
from conditions.lsp.names import BARE, OWNERS, Mention, Names, Symbol, SymbolKind
from conditions.lsp.navigating import files_of, symbol_at
from conditions.lsp.workspace import Workspace
from conditions.model.base import CODE_PATTERN, WORD_PATTERN

RENAMED: Final[frozenset[SymbolKind]] = frozenset(
    {
        *("party", "group", "event", "ladder", "rung", "moment", "fact", "value", "zone"),
        *("statement", "condition", "term", "reading", "claim", "state", "instrument", "goal"),
    }
)
"""What can be renamed."""
_WORDS: Final[frozenset[SymbolKind]] = frozenset(
    {"group", "event", "ladder", "rung", "moment", "fact", "value", "state"}
)
"""Kinds whose names conditions mention, so that they have letters, digits and `_` only."""
_TOGETHER: Final[tuple[tuple[SymbolKind, ...], ...]] = (BARE, ("condition", "term"), ("state", "instrument"))
"""Kinds of which no two may share a name, since the places where they are named do not tell them apart."""


class Change(NamedTuple):
    """A new text in the place of an old one."""

    range: Range
    text: str


class RenameError(Exception):
    """A name cannot be changed; the message is a sentence for the user."""


def renamable(workspace: Workspace, path: Path, offset: int) -> tuple[Range, str]:
    """The name at an offset, if it can be changed.

    Raises:
        RenameError: There is no such name.
    """
    found = _found(workspace, path, offset)
    return workspace.page(path).range(found.start, found.end), found.symbol.name


def rename(workspace: Workspace, path: Path, offset: int, name: str) -> dict[Path, list[Change]]:
    """What is to be changed so that the symbol at an offset has a new name; nothing if it has it already.

    Raises:
        RenameError: The name is invalid or taken, or a file has mistakes and cannot be looked through.
    """
    symbol = _found(workspace, path, offset).symbol
    if name == symbol.name:
        return {}
    _check_name(symbol, name, workspace.names(path))
    files = files_of(workspace, path)
    before = {file: workspace.mentions(file) for file in files}
    _check_sound(workspace, files)
    if not any(one.defines and one.symbol == symbol for found in before.values() for one in found):
        _refuse_undefined(symbol, workspace.names(path))
    texts = {file: _replaced(workspace.page(file).text, before[file], symbol, name) for file in files}
    after = _renamed_workspace(workspace, texts)
    _check_after(after, files, symbol, name, before)
    return {
        file: [
            Change(workspace.page(file).range(one.start, one.end), name) for one in before[file] if one.symbol == symbol
        ]
        for file in files
        if any(one.symbol == symbol for one in before[file])
    }


def _found(workspace: Workspace, path: Path, offset: int) -> Mention:
    found = symbol_at(workspace, path, offset)
    if found is None:
        raise RenameError("there is no name here that could be changed")
    if found.symbol.kind not in RENAMED:
        raise RenameError(f"the {found.symbol.kind} `{found.symbol.name}` can only be renamed by hand")
    return found


# --- what is refused ---------------------------------------------------------------


def _check_name(symbol: Symbol, name: str, names: Names) -> None:
    """Refuse a name that is none, or that something else has."""
    shown = visible(name)
    if symbol.kind in _WORDS and not WORD_PATTERN.fullmatch(name):
        raise RenameError(f"`{shown}` is not a name: a name begins with a letter and has letters, digits and `_`")
    if not CODE_PATTERN.fullmatch(name):
        raise RenameError(f"`{shown}` is not an id: an id has letters, digits, `-` and `_`, and no spaces")
    kinds = next((together for together in _TOGETHER if symbol.kind in together), (symbol.kind,))
    owner = symbol.owner if symbol.kind in OWNERS else ""
    taken = next((kind for kind in kinds if Symbol(kind, name, owner) in names), None)
    if taken is not None:
        of = f" of `{owner}`" if owner else ""
        article = "an" if taken[0] in "aeio" else "a"
        raise RenameError(f"`{shown}` is already the name of {article} {taken}{of}")


def _check_sound(workspace: Workspace, files: list[Path]) -> None:
    """Refuse to look through files that cannot be understood: a use might be overlooked."""
    for file in files:
        problems = workspace.read(file).problems
        if problems:
            raise RenameError(f"first mend what is wrong in `{file.name}`: {_said(problems[0])}")


def _refuse_undefined(symbol: Symbol, names: Names) -> None:
    if symbol.kind == "party" and symbol in names:
        return
    raise RenameError(f"the {symbol.kind} `{symbol.name}` is not defined in this dossier, so it cannot be renamed")


def _check_after(
    after: Workspace, files: list[Path], symbol: Symbol, name: str, before: Mapping[Path, tuple[Mention, ...]]
) -> None:
    """Refuse a change after which a file does not load, or mentions something else than before."""
    for file in files:
        problems = after.read(file).problems
        if problems:
            raise RenameError(f"`{visible(name)}` cannot be the name: {_said(problems[0])}")
        expected = [_as_renamed(one.symbol, symbol, name) for one in before[file]]
        if expected != [one.symbol for one in after.mentions(file)]:
            raise RenameError(f"with the name `{visible(name)}`, `{file.name}` would not mean the same")


def _said(problem: Problem) -> str:
    place = f" (line {problem.location.line})" if problem.location is not None else ""
    return visible(problem.message) + place


# --- the new texts -----------------------------------------------------------------


def _as_renamed(symbol: Symbol, renamed: Symbol, name: str) -> Symbol:
    """A symbol as it is called afterwards, by itself or by its owner."""
    if symbol == renamed:
        return symbol._replace(name=name)
    if symbol.owner == renamed.name and renamed.kind in OWNERS.get(symbol.kind, ()):
        return symbol._replace(owner=name)
    return symbol


def _replaced(text: str, mentions: tuple[Mention, ...], symbol: Symbol, name: str) -> str:
    return "".join(_pieces(text, mentions, symbol, name))


def _pieces(text: str, mentions: tuple[Mention, ...], symbol: Symbol, name: str) -> Iterator[str]:
    place = 0
    for one in mentions:
        if one.symbol == symbol and one.start >= place:
            yield text[place : one.start]
            yield name
            place = one.end
    yield text[place:]


def _renamed_workspace(workspace: Workspace, texts: Mapping[Path, str]) -> Workspace:
    """The workspace as it would be."""
    after = Workspace(workspace.roots, workspace.encoding)
    for file, text in texts.items():
        after.open(file, text)
    return after
