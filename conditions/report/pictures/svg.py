"""Drawings as SVG: inside a page, where its style gives the colours, and as a file of its own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final, assert_never

from conditions.report.drawings import Chart, Drawing, Graph
from conditions.report.markup import Html, tag
from conditions.report.pictures.svg_chart import draw_chart
from conditions.report.pictures.svg_graph import draw_graph
from conditions.report.pictures.svg_parts import number

_XML: Final = "http://www.w3.org/2000/svg"


def svg_markup(drawing: Drawing, label: str) -> Html:
    """A drawing inside a page.

    Edges have `data-condition`, the ids of the conditions that ask for them, and `data-readings` where only some
    readings do; the script of a page makes them faint where others are chosen. Nodes and rows have `data-node`.

    Args:
        drawing: What is drawn.
        label: What it is called for whoever does not see it.
    """
    inner, width, height = _drawn(drawing)
    return _svg(inner, width, height, label)


def to_svg(drawing: Drawing, title: str = "") -> str:
    """A drawing as an SVG file, with its colours, for light and dark grounds.

    Args:
        drawing: What is drawn.
        title: What it is called.
    """
    inner, width, height = _drawn(drawing)
    return f"{_svg(Html(f'<style>{style()}</style>{inner}'), width, height, title, xmlns=_XML)}\n"


def _svg(inner: Html, width: float, height: float, label: str, xmlns: str | None = None) -> Html:
    size = {"viewBox": f"0 0 {number(width)} {number(height)}", "width": number(width), "height": number(height)}
    return tag(
        "svg", inner, xmlns=xmlns, class_="drawing", role="img", aria_label=label or None, font_size="13", **size
    )


def _drawn(drawing: Drawing) -> tuple[Html, float, float]:
    match drawing:
        case Graph():
            return draw_graph(drawing)
        case Chart():
            return draw_chart(drawing)
        case _:
            assert_never(drawing)


@cache
def style() -> str:
    """The rules for pictures, which a page with pictures adds to its own."""
    return files("conditions.report.pictures").joinpath("pictures.css").read_text(encoding="utf-8")


__all__ = ["style", "svg_markup", "to_svg"]
