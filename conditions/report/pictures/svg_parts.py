"""The small parts of drawings in SVG: numbers, runs of lines, heads of arrows, lines of text, classes of parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from conditions.report.drawings import EdgeKind
from conditions.report.markup import Html, tag, words
from conditions.report.pictures.geometry import Spot

HUES: Final = 6
"""Parties that have a colour of their own; further ones share them, and every party has its code beside it."""

LABEL: Final = 13.0
"""Size of the labels of boxes, in pixels."""
SMALL: Final = 11.0
"""Size of what stands at edges and axes."""
LINE: Final = 1.3
"""Height of a line, in sizes of its font."""

DASHES: Final[Mapping[EdgeKind, str | None]] = {
    "before": None,
    "not-after": "8 4",
    "within": "10 3 2 3",
    "needs": "2 4",
    "derived": "5 2 1 2 1 2",
    "climbs": None,
}
"""The dashes of each kind of edge."""

_HEAD: Final = 8.0


def number(value: float) -> str:
    """A number as it stands in SVG.

    >>> number(3.0), number(2.345)
    ('3', '2.3')
    """
    return (
        f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")
    )


def text(
    lines: Iterable[str],
    across: float,
    middle: float,
    size: float,
    name: str,
    anchor: str = "middle",
    language: str | None = None,
) -> Html:
    """Lines of text around a middle line.

    One of a language is hidden, for a script to show; the empty language is the page's own.
    """
    said = list(lines)
    first = middle - (len(said) - 1) * size * LINE / 2 + size * 0.35
    look = {
        "lang": language or None,
        "display": "none" if language else None,
        "text_anchor": None if anchor == "start" else anchor,
        "font_size": None if size == LABEL else number(size),
    }
    if len(said) == 1:
        look |= {"x": number(across), "y": number(first)}
        return tag("text", words(said[0]), class_=name, data_language=language, **look)
    spans = (
        tag("tspan", words(line), x=number(across), y=number(first + at * size * LINE)) for at, line in enumerate(said)
    )
    return tag("text", *spans, class_=name, data_language=language, **look)


def versions(labels: Mapping[str, Sequence[str]]) -> Iterator[tuple[str | None, Sequence[str]]]:
    """A label in each of its languages, the page's own first, with that language as `text` takes it."""
    own, *others = labels
    yield "" if others else None, labels[own]
    yield from ((language, labels[language]) for language in others)


def title(said: str) -> Html:
    """What a reader hears or sees when pointing at a part."""
    return tag("title", words(said))


def party_class(party: str | None, parties: Sequence[str]) -> str:
    """The class that gives a party its colour, with a space before it; nothing for nobody."""
    return "" if party is None or party not in parties else f" party-{parties.index(party) % HUES + 1}"


def run(spots: Sequence[Spot]) -> str:
    """The path of a run: straight where spots are below each other, else a curve that leaves and arrives upright."""
    across, down = spots[0]
    path = [f"M{number(across)} {number(down)}"]
    for there, below in spots[1:]:
        if abs(there - across) < 0.05:
            path.append(f"V{number(below)}")
        else:
            half = number((down + below) / 2)
            path.append(f"C{number(across)} {half} {number(there)} {half} {number(there)} {number(below)}")
        across, down = there, below
    return "".join(path)


def shortened(spots: Sequence[Spot], by: float = _HEAD) -> tuple[Spot, ...]:
    """A run that ends a little before its end, to leave room for the head of an arrow."""
    *rest, (across, down) = spots
    while len(rest) > 1 and abs(rest[-1][0] - across) < 0.05 and abs(rest[-1][1] - down) <= by:
        rest.pop()
    way = 1 if rest[-1][1] < down else -1
    return (*rest, (across, down - way * by))


def head(kind: EdgeKind, end: Spot, is_down: bool) -> Html:
    """The head of an arrow of a kind, that points up or down."""
    across, down = end
    way = -1 if is_down else 1
    back = down + way * _HEAD
    match kind:
        case "before" | "within":
            return _points("head full", (across, down), (across - 4.5, back), (across + 4.5, back))
        case "not-after":
            return _points("head", (across, down - -way * 0.5), (across - 4.5, back), (across + 4.5, back))
        case "needs":
            dot = {"cx": number(across), "cy": number(down + way * 4), "r": "3.5"}
            return tag("circle", class_="head", fill="none", stroke="currentColor", **dot)
        case "derived" | "climbs":
            tip, sides = f"{number(across)} {number(down)}", (number(across - 4), number(across + 4))
            path = f"M{sides[0]} {number(back)}L{tip}L{sides[1]} {number(back)}"
            return tag(
                "path",
                class_="head",
                d=f"{path}M{number(across)} {number(back)}V{number(down)}",
                fill="none",
                stroke="currentColor",
            )


def _points(name: str, *spots: Spot) -> Html:
    points = " ".join(f"{number(across)},{number(down)}" for across, down in spots)
    fill = "currentColor" if name.endswith("full") else "none"
    return tag("polygon", class_=name, points=points, fill=fill, stroke="currentColor")


__all__ = [
    "DASHES",
    "HUES",
    "LABEL",
    "LINE",
    "SMALL",
    "head",
    "number",
    "party_class",
    "run",
    "shortened",
    "text",
    "title",
    "versions",
]
