"""A report written to a file, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final, Literal, assert_never

from conditions.check import Checker
from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.files.disk import put_file
from conditions.files.scenario import load_folder
from conditions.model.arguments import accepting
from conditions.model.positions import Level
from conditions.report.build import build_report
from conditions.report.data import render_json
from conditions.report.document import Document, Picture, blocks_in
from conditions.report.drawings import Graph
from conditions.report.html import render_html
from conditions.report.markdown import render_markdown
from conditions.report.pdf import write_pdf
from conditions.report.pictures.dot import to_dot
from conditions.report.pictures.mermaid import to_mermaid
from conditions.report.table import render_csv

Format = Literal["html", "markdown", "json", "csv", "mermaid", "dot", "pdf"]
"""What a report is written as: a page, the same for git hosts, as data, or on paper; the matrix as a table; the graph
of what must come before what."""

ENDINGS: Final[dict[Format, str]] = {
    "html": "html",
    "markdown": "md",
    "json": "json",
    "csv": "csv",
    "mermaid": "mmd",
    "dot": "dot",
    "pdf": "pdf",
}
"""How the file of each format ends."""


@accepting()
def write_report(
    folder: Path,
    output: Path | None = None,
    format: Format = "html",  # noqa: A002 - the word of the command line
    level: Level = "reported",
    *,
    goal: str | Iterable[str] = (),
    given: str | Iterable[str] = (),
    as_of: date | str | None = None,
    timeout: float | None = None,
) -> Path:
    """Write the docs of the dossier in a folder, with all of its scenarios.

    Args:
        folder: The folder of the dossier.
        output: The file; by default the dossier's id with the ending of the format, in the current folder.
        format: `html`, `markdown`, `json` or `pdf` for the whole report, `csv` for the answers of every scenario,
            `mermaid` or `dot` for the graph of what must come before what.
        level: The least firm level that takes part in the answers.
        goal: What the searches for conflicts, deadlocks and roadmaps ask for; this and what follows as in
            `build_report`.
        given: What holds in these searches whatever the parties want.
        as_of: The day whose positions count in these searches.
        timeout: Seconds after which each of them ends.

    Returns:
        The file.

    Raises:
        FileError: With every problem of every file of the folder.
        DateError: `as_of` is a text that is no day.
        LanguageError: The goal of the searches cannot be understood.
        PdfError: There is no browser that prints, or it did not.
        UnknownNameError: There is no such format.
        OSError: The file cannot be written; what was there before is still there.
    """
    if format not in ENDINGS:
        hint = did_you_mean(str(format), ENDINGS) or f"write one of {', '.join(ENDINGS)}"
        raise UnknownNameError(Problem("unknown-choice", f"`format` cannot be `{format}`", hint=hint))
    loaded = load_folder(folder)
    dossier, scenarios = loaded.dossier.dossier, [one.scenario for one in loaded.scenarios]
    target = Path(output or f"{dossier.id}.{ENDINGS[format]}")
    if format == "csv":
        checker = Checker(dossier, level=level)
        put_file(target, render_csv([checker.check(scenario) for scenario in scenarios]))
        return target
    document = build_report(dossier, scenarios, level, goal=goal, given=given, as_of=as_of, timeout=timeout)
    if format == "pdf":
        write_pdf(render_html(document), target)
    else:
        put_file(target, render_report(document, format))
    return target


@accepting(document=Document)
def render_report(document: Document, format: Literal["html", "markdown", "json", "mermaid", "dot"]) -> str:  # noqa: A002 - the word of the command line
    """The document in a format; as a picture, the graph of what must come before what."""
    match format:
        case "html":
            return render_html(document)
        case "markdown":
            return render_markdown(document)
        case "json":
            return render_json(document)
        case "mermaid":
            return to_mermaid(order_of(document))
        case "dot":
            return to_dot(order_of(document))
        case _:
            assert_never(format)


def order_of(document: Document) -> Graph:
    """The graph of what must come before what; an empty one where the conditions ask for no order."""
    drawings = (block.drawing for block in blocks_in(document.sections) if isinstance(block, Picture))
    return next((drawing for drawing in drawings if isinstance(drawing, Graph)), Graph((), ()))
