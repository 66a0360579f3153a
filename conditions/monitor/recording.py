"""What is given to a monitor, read and checked: the one thing that a call records, and whose word counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from conditions.dates import PartialDate, parse_partial_date
from conditions.errors import Problem, ScenarioError, UnknownNameError, did_you_mean
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, Level
from conditions.model.statements import accounts_in
from conditions.monitor.entries import Content, LogEntry, Occurred, Occurs, Reported, Valued, Withdrawn
from conditions.monitor.log_files import Line
from conditions.monitor.reading import Reader
from conditions.standing import Evidence


def evidence_of(dossier: Dossier, accounts: Iterable[str], level: Level) -> Evidence:
    """Whose word is taken, and how firm it must be."""
    listed = (accounts,) if isinstance(accounts, str) else tuple(dict.fromkeys(accounts))
    known = accounts_in(dossier.parties, dossier.statements) if listed else ()
    for what, names, possible in (("account", listed, known), ("level", (level,), LEVELS)):
        for name in names:
            if name not in possible:
                hint = did_you_mean(name, possible) or f"known are {', '.join(f'`{one}`' for one in possible)}"
                raise UnknownNameError(Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint))
    return Evidence(None, listed, level)


def content_of(
    event: str | None,
    on: str | date | PartialDate | None,
    happens: Occurs,
    fact: str | None,
    value: object,
    incident: Mapping[str, object] | None,
    withdraws: int | None,
) -> Content:
    """The one thing that a call of `record` says."""
    said = [name for name, one in _named(event, fact, incident, withdraws) if one is not None]
    if len(said) != 1:
        message = f"one thing is recorded at a time, and this is {' and '.join(said) or 'nothing'}"
        raise ScenarioError(Problem("log-entry", message, hint="give `event`, `fact`, `incident` or `withdraws`"))
    if event is not None:
        text = on.isoformat() if isinstance(on, date) else on
        return Reported(event, happens, parse_partial_date(text) if isinstance(text, str) else text)
    if fact is not None:
        return Valued(fact, value)
    if incident is not None:
        return Occurred(incident)
    assert withdraws is not None
    return Withdrawn(withdraws)


def as_read(line: bytes) -> LogEntry:
    """An entry as whoever opens the log will read it.

    Raises:
        ScenarioError: It cannot be read.
    """
    reader = Reader("the entry")
    entry = reader.entry(Line(1, line.rstrip(b"\n")))
    if entry is None:
        raise ScenarioError([problem.at(None) for problem in reader.problems])
    return entry


def _named(*things: object) -> Iterable[tuple[str, object]]:
    return zip(("an event", "a fact", "an incident", "a withdrawal"), things, strict=True)


__all__ = ["as_read", "content_of", "evidence_of"]
