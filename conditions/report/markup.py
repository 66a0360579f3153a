"""Markup, and the two functions that make it of text."""

from __future__ import annotations

from html import escape
from typing import Final, NewType

from conditions.report.text import shown

_VOID: Final = frozenset({"input", "meta"})
"""Elements that hold nothing."""

Html = NewType("Html", str)
"""Markup; made of other text only by `words` and `tag`."""


def words(text: str) -> Html:
    """A text, shown as text; a space at its ends stays."""
    inner = escape(shown(text))
    return Html(f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}")


def tag(name: str, /, *content: Html, **attributes: str | None) -> Html:
    """An element; attributes that are `None` are left out, `class_` and `aria_label` are written as HTML has them."""
    said = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(shown(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{said}>" if name in _VOID else f"<{name}{said}>{''.join(content)}</{name}>")


def join(*parts: Html, between: str = "") -> Html:
    """Markup in a row."""
    return Html(between.join(parts))


def embedded(data: str) -> str:
    """JSON as it stands inside an element `script`: no character in it can end that."""
    return data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


__all__ = ["Html", "embedded", "join", "tag", "words"]
