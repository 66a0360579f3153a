"""A picture on a page: the drawing in a region that scrolls, what its signs mean, and the same in words, folded."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from conditions.report.document import Picture
from conditions.report.markup import Html, tag


def figure(picture: Picture, caption: Html, inner: Html) -> Html:
    """The markup of a picture.

    Args:
        picture: The picture.
        caption: Its caption.
        inner: Its blocks: the same in words.
    """
    words = tag("details", tag("summary", Html("In words")), inner) if inner else Html("")
    return tag("figure", tag("figcaption", caption), words, id=picture.anchor or None, class_="picture")


@cache
def style() -> str:
    """The rules for pictures, which a page with pictures adds to its own."""
    return files("conditions.report.pictures").joinpath("pictures.css").read_text(encoding="utf-8")


__all__ = ["figure", "style"]
