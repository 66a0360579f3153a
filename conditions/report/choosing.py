"""What a reader of a page may choose: the reading of each condition that can be understood in several ways."""

from __future__ import annotations

from conditions.report.document import Ambiguous
from conditions.report.phrases import Source
from conditions.report.text import brief


def ambiguous(source: Source) -> tuple[Ambiguous, ...]:
    """The conditions with several readings that take part in answers, in the order of the dossier."""
    return tuple(
        Ambiguous(
            name,
            brief(condition.label or name),
            tuple(
                (reading, brief(f"{reading}: {one.label}" if one.label else reading))
                for reading, one in (condition.readings or {}).items()
            ),
        )
        for name, condition in source.dossier.conditions.items()
        if len(condition.clauses()) > 1 and source.takes_part(name, condition)
    )


__all__ = ["ambiguous"]
