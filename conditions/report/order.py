"""What must come before what, drawn and in words, with what stands in the way marked."""

from __future__ import annotations

from datetime import date

from conditions.report.document import Paragraph, Section
from conditions.report.drawings import Graph
from conditions.report.phrases import Source
from conditions.report.pictures import order_picture
from conditions.report.searches import Searches

_INTRO = (
    "What the conditions that take part say of the order of events, and what is given. What belongs to a conflict or "
    "to a circle on the way to the goal below stands out; the colours are those of parties, and say nothing else."
)
_CAPTION = "The order that the conditions ask for"


def order(source: Source, found: Searches) -> Section | None:
    """The graph of what must come before what; nothing where the conditions ask for no order."""
    as_of = date.fromisoformat(found.aim.as_of) if found.aim.as_of else None
    picture = order_picture(
        source, found.conflicts, found.deadlocks, as_of=as_of, anchor=found.place("picture-order"), caption=_CAPTION
    )
    if not (isinstance(picture.drawing, Graph) and picture.drawing.edges):
        return None
    return Section(found.place("order"), ("What must come before what",), (Paragraph((_INTRO,)), picture))


__all__ = ["order"]
