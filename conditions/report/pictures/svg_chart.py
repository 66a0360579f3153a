"""A chart of days, or of places in an order, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from conditions.report.drawings import Bar, Chart
from conditions.report.markup import Html, tag
from conditions.report.pictures.measuring import one_line, width, wrapped
from conditions.report.pictures.svg_parts import LABEL, LINE, SMALL, number, party_class, text, title, versions
from conditions.report.text import brief

_MARGIN: Final = 10.0
_NAMES: Final = 250.0
_PLOT: Final = 560.0
_EDGE: Final = 40.0
_STEP: Final = 120.0
_MARK: Final = 6.0
_AXIS: Final = 30.0
_TICKS: Final = 7
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1_200, 6_000, 24_000, 120_000)


def draw_chart(chart: Chart) -> tuple[Html, float, float]:
    """The inside of an SVG with the chart, and how wide and high it is."""
    scale = _Steps(chart.steps) if chart.steps is not None else _Days(chart)
    rows = [_Row(number_of, bar, chart) for number_of, bar in enumerate(chart.bars, 1)]
    left, down = _MARGIN + _NAMES + 16, _MARGIN + _AXIS + (16 if chart.now else 0)
    top, parties = down, tuple(chart.parties)
    drawn: list[Html] = []
    for row in rows:
        drawn.append(row.drawn(down, left, scale, parties))
        down += row.height
    frame = [_grid(tuple(scale.ticks()), left, top, down)] if rows else []
    if chart.now is not None and isinstance(scale, _Days) and rows:
        frame.append(_now(left + scale.at(chart.now), chart.now, top, down))
    whole = left + scale.width + _MARGIN
    lines = [line for note in chart.notes for line in wrapped(note, SMALL, whole - 2 * _MARGIN, 4)]
    notes = [
        text((line,), _MARGIN, down + 14 + at * SMALL * LINE, SMALL, "at", "start") for at, line in enumerate(lines)
    ]
    down += 14 + len(lines) * SMALL * LINE if lines else 4
    return Html("".join([*frame, *drawn, *notes])), whole, down + _MARGIN / 2


# --- rows -----------------------------------------------------------------------


class _Row:
    """A row: its number and label, when it is in words, and its bar."""

    def __init__(self, place: int, bar: Bar, chart: Chart) -> None:
        self.bar = bar
        numbers = {one.id: at for at, one in enumerate(chart.bars, 1)}
        after = ", ".join(str(numbers[one]) for one in bar.after if one in numbers)
        self.name = f"{place}. {brief(bar.label)}"
        self.labels = {
            language: wrapped(f"{place}. {brief(label)}", LABEL, _NAMES)
            for language, label in {"": bar.label, **bar.labels}.items()
        }
        self.lines = max(map(len, self.labels.values()))
        said = "; ".join(
            part for part in (when_words(bar, chart.steps), brief(bar.note), f"after {after}" if after else "") if part
        )
        self.said = f"{brief(bar.party)}: {said}" if bar.party else said
        self.small = wrapped(self.said, SMALL, _NAMES, 2) if self.said else ()
        self.height = max(30.0, self.lines * LABEL * LINE + len(self.small) * SMALL * LINE + 12)

    def drawn(self, top: float, left: float, scale: _Scale, parties: Sequence[str]) -> Html:
        middle = top + self.height / 2
        high, small = self.lines * LABEL * LINE, len(self.small) * SMALL * LINE
        start = middle - (high + small) / 2
        texts = [
            text(self.small, _MARGIN, start + small / 2, SMALL, "axis", "start"),
            *(
                text(lines, _MARGIN, start + small + len(lines) * LABEL * LINE / 2, LABEL, "label", "start", language)
                for language, lines in versions(self.labels)
            ),
        ]
        first, last, opens, closes = scale.span(self.bar)
        kind = "" if self.bar.sure else " maybe"
        shape = _shape(left + first, left + last, middle, opens, closes, None if self.bar.sure else "5 3")
        about = title(f"{self.name}: {self.said}" if self.said else self.name)
        name = f"row{party_class(self.bar.party, parties)}{kind}"
        return tag("g", about, *texts, shape, class_=name, data_node=brief(self.bar.id))


def _shape(first: float, last: float, middle: float, opens: bool, closes: bool, dash: str | None) -> Html:
    """A bar; a diamond for a single place; pointed at a side that is open."""
    half = _MARK + 1
    if first == last and not opens and not closes:
        at = first
        spots = ((at - half, middle), (at, middle - half), (at + half, middle), (at, middle + half))
    else:
        upper, lower = middle - _MARK, middle + _MARK
        last = max(last, first + 2 * _MARK)
        start = (
            ((first + half, lower), (first, middle), (first + half, upper))
            if opens
            else ((first, lower), (first, upper))
        )
        end = ((last - half, upper), (last, middle), (last - half, lower)) if closes else ((last, upper), (last, lower))
        spots = (*start, *end)
    points = " ".join(f"{number(across)},{number(down)}" for across, down in spots)
    return tag("polygon", class_="bar", points=points, fill="none", stroke="currentColor", stroke_dasharray=dash)


def when_words(bar: Bar, steps: Mapping[str, tuple[int, int]] | None) -> str:
    """When a row is, in a few words."""
    if steps is not None:
        first, last = steps.get(bar.id, (0, 0))
        return f"place {first + 1}" if first == last else f"place {first + 1} to {last + 1}"
    if bar.earliest is not None and bar.latest is not None:
        return f"{bar.earliest}" if bar.earliest == bar.latest else f"{bar.earliest} to {bar.latest}"
    if bar.earliest is not None:
        return f"{bar.earliest} or later"
    return f"{bar.latest} or earlier" if bar.latest is not None else "day not known"


# --- scales ---------------------------------------------------------------------


class _Days:
    """A scale of days."""

    def __init__(self, chart: Chart) -> None:
        days = [day for bar in chart.bars for day in (bar.earliest, bar.latest) if day is not None]
        days += [chart.now] if chart.now is not None else []
        self.first, self.last = (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 1, 2))
        self.is_blank = not days
        self.width = _PLOT

    def at(self, day: date) -> float:
        """How far right a day stands."""
        days = max((self.last - self.first).days, 1)
        return _EDGE + (day - self.first).days / days * (self.width - 2 * _EDGE)

    def span(self, bar: Bar) -> tuple[float, float, bool, bool]:
        """From where to where a row's bar goes, and whether it is open there."""
        opens, closes = bar.earliest is None, bar.latest is None
        first = 2.0 if bar.earliest is None else self.at(bar.earliest)
        last = self.width - 2 if bar.latest is None else self.at(bar.latest)
        return first, last, opens, closes

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Where the lines of the grid stand, each with its words."""
        if self.is_blank:
            return
        days = (self.last - self.first).days
        if days <= _TICKS:
            for day in range(days + 1):
                yield (
                    self.at(self.first + timedelta(day)),
                    (self.first + timedelta(day)).isoformat(),
                )
        elif days <= 7 * _TICKS:
            step = -(-days // _TICKS)
            for day in range(0, days + 1, step):
                yield self.at(self.first + timedelta(day)), (self.first + timedelta(day)).isoformat()
        else:
            yield from self._months(days)

    def _months(self, days: int) -> Iterator[tuple[float, str]]:
        """The first days of months or of years."""
        months = next(step for step in _MONTHS if days / step < 31 * _TICKS)
        first = self.first.year * 12 + self.first.month - (self.first.day == 1)
        last = self.last.year * 12 + self.last.month - 1
        places = range(first + -first % months, last + 1, months)
        for place in places:
            day = date(place // 12, place % 12 + 1, 1)
            yield self.at(day), str(day.year) if months % 12 == 0 else day.isoformat()[:7]
        if not places:
            yield from ((self.at(day), day.isoformat()) for day in (self.first, self.last))


class _Steps:
    """A scale of places in an order."""

    def __init__(self, steps: Mapping[str, tuple[int, int]]) -> None:
        self.steps = steps
        self.count = max((last for _, last in steps.values()), default=0) + 1
        self.step = max(min(_STEP, _PLOT / self.count), 24.0)
        self.width = self.count * self.step

    def span(self, bar: Bar) -> tuple[float, float, bool, bool]:
        """From where to where a row's bar goes; it is never open."""
        first, last = self.steps.get(bar.id, (0, 0))
        middle = self.step / 2
        if first == last:
            return first * self.step + middle, first * self.step + middle, False, False
        return first * self.step + 8, (last + 1) * self.step - 8, False, False

    def ticks(self) -> Iterator[tuple[float, str]]:
        """A line at each place."""
        for place in range(self.count):
            yield (place + 0.5) * self.step, str(place + 1)


_Scale = _Days | _Steps


def _grid(ticks: Sequence[tuple[float, str]], left: float, top: float, bottom: float) -> Html:
    lines = "".join(f"M{number(left + across)} {number(top - 4)}V{number(bottom)}" for across, _ in ticks)
    words = (text((said,), left + across, top - 12, SMALL, "axis") for across, said in ticks)
    look = {"fill": "none", "stroke": "currentColor", "stroke_opacity": "0.25"}
    return Html(tag("path", class_="grid", d=lines, **look) + "".join(words))


def _now(across: float, day: date, top: float, bottom: float) -> Html:
    where = {"x1": number(across), "x2": number(across), "y1": number(top - 4), "y2": number(bottom)}
    line = tag("line", class_="now", **where, stroke="currentColor", stroke_dasharray="2 2")
    said = one_line(f"now: {day}", SMALL, 120)
    half = width(said, SMALL) / 2
    at = min(across, _MARGIN + _NAMES + 16 + _PLOT + _MARGIN - half)
    return Html(line + text((said,), at, top - 28, SMALL, "axis"))


__all__ = ["draw_chart", "when_words"]
