"""The board of positions over time as markup: who holds what, with a slider that a script puts to work."""

from __future__ import annotations

from conditions.report.document import Held, Holder, OverTime
from conditions.report.lines import markup
from conditions.report.markup import Html, join, tag, words


def over_time(block: OverTime, changes: Html) -> Html:
    """The board and below it the table of changes.

    Args:
        block: What is shown.
        changes: The table, each row with its stops.
    """
    holders = tag("div", *(_holder(one) for one in block.holders), class_="columns")
    parts = (_slider(block.anchor, block.days), holders, changes)
    return tag("div", join(*parts, between="\n"), class_="over-time", id=block.anchor)


def _slider(anchor: str, days: tuple[str, ...]) -> Html:
    """The stops, each in words, and what moves between them."""
    if len(days) < 2:
        return Html("")
    name = f"{anchor}-day"
    stops = tag("ol", *(tag("li", words(day)) for day in days), class_="stops", hidden="")
    controls = (
        tag("button", Html("Earlier"), type="button", data_does="earlier"),
        tag("input", id=name, type="range", min="0", max=str(len(days) - 1), step="1", value="0", autocomplete="off"),
        tag("button", Html("Later"), type="button", data_does="later"),
        tag("button", Html("All days"), type="button", data_does="all-days"),
    )
    label = tag("p", tag("label", Html("Positions at the end of "), for_=name), tag("output", for_=name, class_="day"))
    moved = tag("div", *controls, class_="moved")
    return tag("div", label, moved, stops, class_="slider", role="group", aria_label="Day", hidden="")


def _holder(holder: Holder) -> Html:
    has_any = holder.own or holder.told
    nothing = tag(
        "p", Html("Nothing is on record for this day."), class_="note nothing", hidden="" if has_any else None
    )
    own = _list(holder.own) if holder.own else Html("")
    told = (tag("p", Html("As others tell it:"), class_="facts"), _list(holder.told)) if holder.told else ()
    return tag("div", tag("p", markup(holder.name), class_="holder"), nothing, own, *told)


def _list(held: tuple[Held, ...]) -> Html:
    return tag("ul", *(_held(one) for one in held), class_="held")


def _held(held: Held) -> Html:
    spans = " ".join(f"{first}-{last}{'' if certain else '?'}" for first, last, certain in held.spans)
    told = tag("span", markup(held.told), class_="faint told")
    state = tag("span", Html(""), class_="mark state", hidden="")
    return tag("li", markup(held.line), Html(" "), told, Html(" "), state, data_spans=spans)


__all__ = ["over_time"]
