"""Writes a page of pictures to look at: generated graphs of 9, 40 and 150 nodes, hostile texts, the shipped dossiers.

Run: python -m tests.tools.pictures [FILE]

With circles, long labels in several scripts and many readings; what is to be looked for: texts cut or on each other,
lines through boxes, tiny text, at 360 and 1280 pixels, dark, on paper.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from conditions.check import check
from conditions.files.scenario import load_folder
from conditions.report.document import Document, Paragraph, Picture, Section
from conditions.report.html import render_html
from conditions.report.phrases import Source
from conditions.report.pictures import order_picture, timeline_picture
from tests.graphs import graph_of
from tests.hostile_pictures import hostile_chart, hostile_graph

SCENARIOS: Final = Path(__file__).resolve().parents[2] / "scenarios"
SIZES: Final = ((9, 12), (40, 60), (150, 300))


def main(target: Path) -> None:
    """Write the page."""
    document = Document("Pictures", "To look at", (), tuple(sections()), ("made by tests.tools.pictures",))
    target.write_text(render_html(document), encoding="utf-8")
    print(target)


def sections() -> Iterator[Section]:
    """The generated pictures, and those of the dossiers."""
    for nodes, edges in SIZES:
        caption = f"{nodes} nodes, {edges} edges"
        yield Section(f"of-{nodes}", (caption,), (Picture(f"graph-{nodes}", (caption,), graph_of(nodes, edges)),))
    for name, drawing in (("graph", hostile_graph()), ("days", hostile_chart()), ("order", hostile_chart(days=False))):
        yield Section(f"hostile-{name}", (f"Hostile texts, {name}",), (Picture(f"h-{name}", (name,), drawing),))
    for folder in sorted(path for path in SCENARIOS.iterdir() if path.is_dir()):
        loaded = load_folder(folder)
        source = Source(loaded.dossier.dossier)
        order = order_picture(source, also=source.dossier.conditions, anchor=f"order-{folder.name}")
        timelines = (
            timeline_picture(source, check(source.dossier, one.scenario), anchor=f"{folder.name}-{number}")
            for number, one in enumerate(loaded.scenarios)
        )
        yield Section(folder.name, (folder.name,), (Paragraph(("All conditions",)), order, *timelines))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "pictures.html"))
