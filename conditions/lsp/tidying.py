"""A file in its usual form, as `conditions fmt` writes it, as the smallest change of what is there."""

from __future__ import annotations

from pathlib import Path

from conditions.errors import FileError
from conditions.files.tidy import tidy_dossier, tidy_scenario
from conditions.lsp.renaming import Change
from conditions.lsp.workspace import Workspace


def tidy(workspace: Workspace, path: Path) -> list[Change]:
    """What is to be changed; nothing in a file that has mistakes, or whose meaning would change."""
    if workspace.kind(path) is None:
        return []
    read = workspace.read(path)
    try:
        if read.dossier is not None:
            wanted = tidy_dossier(read.dossier)
        elif read.scenario is not None:
            wanted = tidy_scenario(read.scenario)
        else:
            return []
    except FileError:
        return []
    page = workspace.page(path)
    start, old, new = _difference(page.text, wanted)
    return [Change(page.range(start, start + len(old)), new)] if old != new else []


def _difference(before: str, after: str) -> tuple[int, str, str]:
    """Where two texts begin to differ, and how, in whole lines."""
    first = 0
    for one, other in zip(before.splitlines(keepends=True), after.splitlines(keepends=True), strict=False):
        if one != other:
            break
        first += len(one)
    rest, wanted = before[first:], after[first:]
    last = 0
    for one, other in zip(
        reversed(rest.splitlines(keepends=True)), reversed(wanted.splitlines(keepends=True)), strict=False
    ):
        if one != other:
            break
        last += len(one)
    return first, rest[: len(rest) - last], wanted[: len(wanted) - last]
