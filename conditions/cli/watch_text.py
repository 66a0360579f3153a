"""What `conditions watch` prints for people: the entries with what changed, then where things stand and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, assert_never

from conditions.cli import paint
from conditions.cli.paint import Line, Span, Style
from conditions.monitor.changes import ActChange, Change, DutyChange, PartyChange, StateChange, VerdictChange
from conditions.monitor.entries import Advanced, LogEntry, Occurred, Reported, Valued, Withdrawn
from conditions.verdicts import Answer

if TYPE_CHECKING:
    from conditions.monitor import Due, Monitor, News

_STYLES: Final[dict[Answer, Style]] = {
    Answer.MET: "met",
    Answer.NOT_MET: "not met",
    Answer.UNKNOWN: "open",
    Answer.DEPENDS: "open",
    Answer.NONE: "quiet",
}


def entry_lines(monitor: Monitor, news: Iterable[News], *, quiet: bool) -> Iterator[list[Line]]:
    """The lines for each entry that changes something, and one for those between that change nothing."""
    still: list[LogEntry] = []
    for entry, changes in news:
        if not changes:
            still.append(entry)
            continue
        yield from _still_lines(monitor, still)
        still = []
        yield [*paint.wrapped(entry_words(monitor, entry), hanging="  ", style="title"), *_changes(changes, quiet)]
    yield from _still_lines(monitor, still)


def _still_lines(monitor: Monitor, entries: Sequence[LogEntry]) -> Iterator[list[Line]]:
    """What was recorded and changed nothing, the days that passed in one line."""
    days: list[date] = []
    lines: list[Line] = []
    for entry in entries:
        if isinstance(entry.content, Advanced):
            days.append(entry.content.now)
            continue
        lines += _days(days)
        days = []
        lines += paint.wrapped(f"{entry_words(monitor, entry)}: nothing changes", hanging="  ", style="quiet")
    lines += _days(days)
    if lines:
        yield lines


def _days(days: Sequence[date]) -> Iterator[Line]:
    if days:
        said = f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]}"
        yield from paint.wrapped(f"{said}: nothing changes", style="quiet")


def entry_words(monitor: Monitor, entry: LogEntry) -> str:
    """An entry in one line."""
    corrected = f", in the place of entry {entry.corrects}" if entry.corrects is not None else ""
    return f"{entry.number}. {_content_words(monitor, entry)}{corrected}"


def _content_words(monitor: Monitor, entry: LogEntry) -> str:
    label = monitor.vocabulary.label
    match entry.content:
        case Reported(event, happens, on):
            name = label(event)
            said = f"{name} ({event})" if name != event else event
            when = "" if on is None else f", {on.text}"
            return (
                f"{said}{when}"
                if happens == "yes"
                else f"{'perhaps' if happens == 'unknown' else 'never'}: {said}{when}"
            )
        case Valued(fact, value):
            given = (
                value if isinstance(value, str) else " or ".join(map(str, value)) if isinstance(value, list) else "…"
            )
            name = label(fact)
            return f"{name} ({fact}): {given}" if name != fact else f"{fact}: {given}"
        case Occurred(incident):
            parts = [str(incident.get(key)) for key in ("incident", "place", "day") if incident.get(key)]
            return f"incident: {', '.join(parts)}"
        case Advanced(now):
            return f"{now}: everything is known until the end of this day"
        case Withdrawn(number):
            return f"entry {number} no longer counts"
        case _:
            assert_never(entry.content)


def _changes(changes: Iterable[Change], quiet: bool) -> Iterator[Line]:
    ordered = sorted(changes, key=lambda change: _ORDER.index(type(change)))
    for change in ordered:
        yield from paint.wrapped(change.words, "  ", _style(change), hanging="    ")
        match change:
            case VerdictChange(facts=facts, before=None, quote=quote) if quote and not quiet:
                yield from _reasons([quote, *facts])
            case VerdictChange(facts=clauses) | DutyChange(clauses=clauses) if not quiet:
                yield from _reasons(clauses)
            case _:
                pass


def _reasons(reasons: Iterable[str]) -> Iterator[Line]:
    for reason in reasons:
        yield from paint.wrapped(reason, "    - ", "quiet", hanging="      ")


_ORDER: Final = (PartyChange, ActChange, StateChange, DutyChange, VerdictChange)


def _style(change: Change) -> Style:
    match change:
        case PartyChange(after=after):
            return _STYLES[after]
        case ActChange(after=after):
            return "met" if after == "unlocked" else "strong"
        case StateChange() | DutyChange():
            return "strong"
        case VerdictChange():
            return ""
        case _:
            assert_never(change)


def state_lines(monitor: Monitor, due: Sequence[Due], within: str) -> Iterator[Line]:
    """Where the parties stand now, and what lies ahead."""
    yield from paint.wrapped(f"As known on {monitor.now}", style="title")
    parties = monitor.dossier.parties
    for code, answer in monitor.answers.items():
        yield paint.line(f"  {parties[code].name}: ", Span(answer.value.upper(), _STYLES[answer]))
    for (party, act), state in monitor.acts.items():
        if state == "unlocked":
            yield from paint.wrapped(f"{act} is unlocked for {party}", "  ", "met", hanging="    ")
    yield ()
    if not due:
        yield from paint.wrapped(f"Nothing is due within {within}.")
        return
    yield from paint.wrapped(f"Ahead, within {within}", style="title")
    for one in due:
        yield from paint.wrapped(one.words, "  ", hanging="    ")
        if one.quote:
            yield from paint.wrapped(one.quote, "    ", "quiet")


__all__ = ["entry_lines", "entry_words", "state_lines"]
