"""A picture on a page: the drawing in a region that scrolls, what its signs mean, and the same in words, folded."""

from __future__ import annotations

from conditions.report.document import Picture
from conditions.report.drawings import Chart, Drawing, Graph
from conditions.report.lines import plain
from conditions.report.markup import Html, tag
from conditions.report.pictures.legend import legend
from conditions.report.pictures.svg import style, svg_markup


def figure(picture: Picture, caption: Html, inner: Html) -> Html:
    """The markup of a picture; of an empty one only its words.

    Args:
        picture: The picture.
        caption: Its caption.
        inner: Its blocks: the same in words.
    """
    head = tag("figcaption", caption)
    if is_empty(picture.drawing):
        return tag("figure", head, inner, id=picture.anchor or None, class_="picture")
    label = plain(picture.caption)
    region = tag(
        "div", svg_markup(picture.drawing, label), class_="scroll", role="group", tabindex="0", aria_label=label
    )
    said = tag("details", tag("summary", Html("In words")), inner) if inner else Html("")
    whole = (head, region, legend(picture.drawing), said)
    return tag("figure", *whole, id=picture.anchor or None, class_="picture")


def is_empty(drawing: Drawing) -> bool:
    """Whether there is nothing to draw."""
    match drawing:
        case Graph(nodes):
            return not nodes
        case Chart(bars):
            return not bars


__all__ = ["figure", "is_empty", "style"]
