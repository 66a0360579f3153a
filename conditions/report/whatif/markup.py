"""The what-if form in a page: the compiled rules as a data island, and the script that reads them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from conditions.report.document import WhatIf
from conditions.report.markup import Html, embedded, tag

EVALUATOR: Final = (
    *("calendar.js", "network.js", "contradiction.js", "timeline.js", "knowledge.js", "judging.js"),
    *("verdicts.js", "standing.js", "parties.js", "courses.js", "telling.js", "duties.js"),
)
"""The parts of the evaluator, in order; they share one scope."""
STATE: Final = "state.js"
"""From fields to a course of events and back; it needs no page."""
FORM: Final = ("form.js", "fields.js", "page.js")
"""The parts of the form."""


@cache
def script() -> str:
    """The evaluator and the form, as one script; the same for every page."""
    return f'"use strict";\n(() => {{\n{parts(*EVALUATOR, STATE, *FORM)}}})();\n'


def parts(*names: str) -> str:
    """Parts of the script, as they are written."""
    home = files("conditions.report.whatif")
    return "\n".join(home.joinpath(name).read_text(encoding="utf-8") for name in names)


@cache
def style() -> str:
    """The style of the form, with the page's own colours."""
    return parts("form.css")


def island(block: WhatIf, fallback: Html) -> Html:
    """The place of the form: what stands there without scripts, and the program.

    Args:
        block: The form.
        fallback: What is shown where no script runs.
    """
    program = Html(f'<script type="application/json">{embedded(block.program)}</script>')
    return Html(f"{tag('div', fallback, program, id=block.anchor, class_='what-if')}\n")


__all__ = ["EVALUATOR", "STATE", "embedded", "island", "parts", "script", "style"]
