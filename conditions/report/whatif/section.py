"""The section of a report with the what-if form."""

from __future__ import annotations

from collections.abc import Sequence

from conditions.report.document import Paragraph, Section, WhatIf
from conditions.report.phrases import Source
from conditions.report.whatif.program import program, to_json
from conditions.results import CheckResult

_INTRO = (
    "Start from a scenario, then change what happens, on which day or in which order, what the facts are, and how "
    "conditions are read. The answers are worked out in this page, by the same definitions as all others in it; "
    "nothing leaves it. They say what the conditions on record come to, not what anybody will do."
)
_WITHOUT = "The form needs a page whose scripts run. The command line answers the same: conditions check."


def whatif(source: Source, results: Sequence[CheckResult]) -> WhatIf | None:
    """The form; `None` for a dossier without conditions.

    Args:
        source: The dossier, and the least firm level that takes part in answers.
        results: Its scenarios as they were checked, from which a reader can start.
    """
    if not source.dossier.conditions:
        return None
    data = program(source, [result.scenario for result in results])
    return WhatIf("what-if-form", to_json(data), (Paragraph((_WITHOUT,), "note"),))


def section(source: Source, results: Sequence[CheckResult]) -> Section | None:
    """The same with its heading and what it is for."""
    form = whatif(source, results)
    return None if form is None else Section("what-if", ("What if",), (Paragraph((_INTRO,)), form))


__all__ = ["section", "whatif"]
