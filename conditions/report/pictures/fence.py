"""A picture in Markdown: a fenced block of Mermaid, which git hosts draw."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.report.drawings import Drawing
from conditions.report.pictures.figure import is_empty
from conditions.report.pictures.mermaid import to_mermaid


def fenced(drawing: Drawing) -> Iterator[str]:
    """The drawing as a fenced block; nothing where it is empty. No text in it can end the fence."""
    if not is_empty(drawing):
        yield f"```mermaid\n{to_mermaid(drawing)}```"


__all__ = ["fenced"]
