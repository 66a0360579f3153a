"""Draws curves of measurements as SVG, with both axes logarithmic, by hand: nothing is needed to draw them again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

_WIDTH: Final = 640
_HEIGHT: Final = 400
_LEFT: Final = 70
_RIGHT: Final = 30
_TOP: Final = 24
_BOTTOM: Final = 56
_COLOURS: Final = ("#1b5e9e", "#b3541e", "#3b7d3c", "#6b4c9a")
_MARKS: Final = ("●", "■", "▲", "◆")


def log_log(curves: Mapping[str, Sequence[tuple[float, float]]], across: str, up: str) -> str:
    """Curves through points, each with its name at its last point, and a dotted line of proportion through the first.

    Args:
        curves: For each curve its points.
        across: What the horizontal axis counts.
        up: What the vertical axis measures.
    """
    points = [point for curve in curves.values() for point in curve]
    low_x, high_x = _decades(x for x, _ in points)
    low_y, high_y = _decades(y for _, y in points)

    def place(x: float, y: float) -> tuple[float, float]:
        right = (math.log10(x) - low_x) / (high_x - low_x) * (_WIDTH - _LEFT - _RIGHT)
        above = (math.log10(y) - low_y) / (high_y - low_y) * (_HEIGHT - _TOP - _BOTTOM)
        return round(_LEFT + right, 1), round(_HEIGHT - _BOTTOM - above, 1)

    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="13"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>{up} by {across}</title>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
    ]
    for power in range(low_x, high_x + 1):
        x, bottom = place(10**power, 10**low_y)
        parts.append(f'<path d="M{x} {bottom}V{_TOP}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in range(low_y, high_y + 1):
        left, y = place(10**low_x, 10**power)
        parts.append(f'<path d="M{left} {y}H{_WIDTH - _RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{10**power:g}</text>')
    for number, (name, curve) in enumerate(curves.items()):
        colour, mark = _COLOURS[number % len(_COLOURS)], _MARKS[number % len(_MARKS)]
        placed = [place(x, y) for x, y in curve]
        path = " L".join(f"{x} {y}" for x, y in placed)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for x, y in placed:
            parts.append(f'<text x="{x}" y="{y + 4}" text-anchor="middle" fill="{colour}" font-size="11">{mark}</text>')
        (x, y), (first_x, first_y) = placed[-1], curve[0]
        parts.append(f'<text x="{x - 10}" y="{y - 10}" text-anchor="end" fill="{colour}">{name}</text>')
        if number == 0:
            # As far as the chart goes, to the right or upwards.
            far = min(10.0**high_x, first_x * 10**high_y / first_y)
            dotted = " L".join(f"{x} {y}" for x, y in (placed[0], place(far, first_y * far / first_x)))
            parts.append(f'<path d="M{dotted}" fill="none" stroke="#999" stroke-dasharray="2 4"/>')
    parts.append(f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2}" y="{_HEIGHT - 14}" text-anchor="middle">{across}</text>')
    parts.append(f'<text transform="translate(18 {_HEIGHT / 2}) rotate(-90)" text-anchor="middle">{up}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _decades(numbers: Iterable[float]) -> tuple[int, int]:
    """The powers of ten around numbers."""
    listed = list(numbers)
    low, high = math.floor(math.log10(min(listed))), math.ceil(math.log10(max(listed)))
    return low, max(high, low + 1)
