"""A report written to a file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Literal, assert_never

from conditions.files.scenario import load_folder
from conditions.model.positions import Level
from conditions.report.build import build_report
from conditions.report.document import Document
from conditions.report.html import render_html
from conditions.report.markdown import render_markdown
from conditions.report.searches import Aim

Format = Literal["html", "markdown"]
"""What a report is written as."""


def write_report(
    folder: Path,
    output: Path | None = None,
    format: Format = "html",  # noqa: A002 - the word of the command line
    level: Level = "reported",
    aim: Aim | None = None,
) -> Path:
    """Write the docs of the dossier in a folder, with all of its scenarios.

    Args:
        folder: The folder of the dossier.
        output: The file; by default the dossier's id with the ending of the format, in the current folder.
        format: `html` or `markdown`.
        level: The least firm level that takes part in the answers.
        aim: What the searches for conflicts, deadlocks and roadmaps ask for.

    Returns:
        The file.

    Raises:
        FileError: With every problem of every file of the folder.
        LanguageError: The goal of the searches cannot be understood.
        OSError: The file cannot be written; what was there before is still there.
    """
    loaded = load_folder(folder)
    dossier = loaded.dossier.dossier
    document = build_report(dossier, [one.scenario for one in loaded.scenarios], level, aim)
    target = output or Path(f"{dossier.id}.{'html' if format == 'html' else 'md'}")
    _replace(target, render(document, format))
    return target


def render(document: Document, format: Format) -> str:  # noqa: A002 - the word of the command line
    """The document in a format."""
    match format:
        case "html":
            return render_html(document)
        case "markdown":
            return render_markdown(document)
        case _:
            assert_never(format)


def _replace(target: Path, text: str) -> None:
    """Put a text in the place of a file in one step, so that nobody ever sees a part of it; a link stays a link."""
    target = target.resolve()
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8", newline="\n")
        return
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        part.chmod(_usual_mode(target))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _usual_mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


__all__ = ["Format", "render", "write_report"]
