"""Writes `docs/engines.md` from what the engines declare of themselves.

Run: python -m tests.tools.engine_matrix
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, get_args

from conditions.engines.declared import ENGINES
from conditions.engines.support import EngineSupport, Feature, Support
from conditions.formula import Formula, Point, Quantity

TARGET: Final = Path(__file__).resolve().parents[2] / "docs" / "engines.md"

_HEAD: Final = """\
# Engines

One meaning, several engines. The reference engine says what a formula means; every other one gives the same answers,
only faster, as events arrive, for whole tables, or over all completions of what is not known. Tests compare them on
generated dossiers and scenarios and on every scenario that comes with the project. A disagreement is a bug of the
engine that is not the reference.

What an engine cannot answer it refuses with an `UnsupportedConditionError`; the reference engine can. This page is made
from the engines' own declarations: `python -m tests.tools.engine_matrix`.
"""


def page() -> str:
    """The whole page."""
    notes: dict[str, int] = {}
    lines = [_HEAD, "| engine | what it is for |", "| --- | --- |"]
    lines += [f"| {engine.name} | {engine.does} |" for engine in ENGINES]
    for title, kinds in (("Formulas", Formula), ("Points in time", Point), ("Quantities", Quantity)):
        nodes: tuple[type, ...] = get_args(kinds)
        rows = ((f"`{node.__name__}`", _of_node(node)) for node in nodes)
        lines += ["", f"## {title}", "", *_table(rows, notes)]
    rows = ((feature.value, _of_feature(feature)) for feature in Feature)
    lines += ["", "## What is known and what is asked", "", *_table(rows, notes)]
    lines += ["", "## Notes", "", *(f"{number}. {note}" for note, number in notes.items())]
    return "\n".join(lines) + "\n"


def _of_node(node: type) -> Callable[[EngineSupport], Support]:
    return lambda engine: engine.nodes[node]


def _of_feature(feature: Feature) -> Callable[[EngineSupport], Support]:
    return lambda engine: engine.features[feature]


def _table(rows: Iterable[tuple[str, Callable[[EngineSupport], Support]]], notes: dict[str, int]) -> Iterator[str]:
    yield f"| | {' | '.join(engine.name for engine in ENGINES)} |"
    yield f"| --- {'| --- ' * len(ENGINES)}|"
    for name, of in rows:
        yield f"| {name} | {' | '.join(_cell(engine.name, of(engine), notes) for engine in ENGINES)} |"


def _cell(engine: str, support: Support, notes: dict[str, int]) -> str:
    if not support.note:
        return support.extent
    number = notes.setdefault(f"{engine}: {support.note}", len(notes) + 1)
    return f"{support.extent} ({number})"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
