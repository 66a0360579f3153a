"""The entries of a log: what each may say, read from JSON and written as JSON.

{"entry": 1, "event": "referendum", "on": "2022-04-10"}
{"entry": 2, "fact": "texts_separate", "is": "no"}
{"entry": 3, "now": "2022-04-26"}
{"entry": 4, "corrects": 1, "event": "referendum", "on": "2022-04-11"}
{"entry": 5, "withdraws": 2}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, NamedTuple, TypeAlias, cast

from conditions.dates import PartialDate, parse_day, parse_partial_date
from conditions.errors import ConditionsError, LanguageError, Problem, ScenarioError, did_you_mean

Occurs = Literal["yes", "no", "unknown"]
Plain: TypeAlias = Mapping[str, Any]
"""An entry as JSON has it; numbers are texts."""


@dataclass(frozen=True)
class Reported:
    """That an event has happened, never does, or perhaps does.

    Attributes:
        event: The event.
        happens: `yes`, `no` or `unknown`.
        on: The day, as far as known.
    """

    event: str
    happens: Occurs = "yes"
    on: PartialDate | None = None


@dataclass(frozen=True)
class Valued:
    """The value of a fact, as a scenario gives it: a text, several, or a range of numbers."""

    fact: str
    value: object


@dataclass(frozen=True)
class Occurred:
    """An incident, to which obligations may answer, as a scenario gives it."""

    incident: Plain


@dataclass(frozen=True)
class Advanced:
    """That everything is known until the end of this day."""

    now: date


@dataclass(frozen=True)
class Withdrawn:
    """That an earlier entry no longer counts."""

    entry: int


Content: TypeAlias = Reported | Valued | Occurred | Advanced | Withdrawn


@dataclass(frozen=True)
class LogEntry:
    """One entry of a log.

    Attributes:
        number: Its number, counted from 1 without a gap.
        content: What it says.
        corrects: The entry in whose place it stands.
        source: On what it rests.
        note: What else is to be said.
    """

    number: int
    content: Content
    corrects: int | None = None
    source: tuple[str, ...] = ()
    note: str | None = None

    def to_dict(self) -> dict[str, object]:
        """The entry as a line of a log has it."""
        found: dict[str, object] = {"entry": self.number}
        if self.corrects is not None:
            found["corrects"] = self.corrects
        found |= _written(self.content)
        if self.source:
            found["source"] = list(self.source)
        return found if self.note is None else {**found, "note": self.note}


class Mistake(NamedTuple):
    """A problem, and the key of the entry that it concerns."""

    key: str | None
    problem: Problem
    at_key: bool = False


_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "event": ("event", "happens", "on"),
    "fact": ("fact", "is"),
    "incident": ("incident",),
    "now": ("now",),
    "withdraws": ("withdraws",),
}
"""What the kinds of entries are known by, with the keys of each."""
_OF_ALL: Final = ("entry", "corrects", "source", "note")
_OCCURS: Final = ("yes", "no", "unknown")
_LONGEST: Final = 9


def read_entry(data: Plain, mistakes: list[Mistake]) -> LogEntry | None:
    """The entry that JSON says; `None` where there are mistakes, which are added to the list."""
    before = len(mistakes)
    kinds = [kind for kind in _KEYS if kind in data]
    if len(kinds) != 1:
        hint = f"it is one of {', '.join(f'`{kind}`' for kind in _KEYS)}"
        near = [hinted for key in data if (hinted := did_you_mean(key, _KEYS)) and key not in _OF_ALL]
        message = "an entry says one thing" if kinds else "this entry says nothing"
        mistakes.append(Mistake(None, Problem("log-entry", message, hint=near[0] if near and not kinds else hint)))
        return None
    allowed = (*_OF_ALL, *_KEYS[kinds[0]])
    for key in data:
        if key not in allowed:
            hint = did_you_mean(key, allowed) or f"known are {', '.join(f'`{one}`' for one in allowed)}"
            mistakes.append(Mistake(key, Problem("log-key", f"unknown key `{key}`", hint=hint), at_key=True))
    number = _whole(data, "entry", mistakes)
    corrects = _whole(data, "corrects", mistakes) if "corrects" in data else None
    if corrects is not None and kinds[0] in {"now", "withdraws"}:
        mistakes.append(Mistake("corrects", Problem("log-entry", f"`{kinds[0]}` corrects no entry")))
    content = _content(kinds[0], data, mistakes)
    source, note = _texts(data, "source", mistakes), _text(data, "note", mistakes) if "note" in data else None
    if len(mistakes) > before or number is None or content is None:
        return None
    return LogEntry(number, content, corrects, source, note)


def _content(kind: str, data: Plain, mistakes: list[Mistake]) -> Content | None:
    match kind:
        case "event":
            return _reported(data, mistakes)
        case "fact":
            fact = _text(data, "fact", mistakes)
            if "is" not in data:
                mistakes.append(Mistake("fact", Problem("log-entry", "a fact needs its value", hint="write `is`")))
            return None if fact is None else Valued(fact, data.get("is"))
        case "incident":
            if not isinstance(data["incident"], dict):
                hint = 'write `{"incident": {"incident": "aggression", "place": …, "day": …}}`'
                mistakes.append(Mistake("incident", Problem("log-value", "an incident is a mapping", hint=hint)))
                return None
            return Occurred(data["incident"])
        case "now":
            day = _day(data, mistakes)
            return None if day is None else Advanced(day)
        case _:
            withdrawn = _whole(data, "withdraws", mistakes)
            return None if withdrawn is None else Withdrawn(withdrawn)


def _reported(data: Plain, mistakes: list[Mistake]) -> Reported | None:
    event = _text(data, "event", mistakes)
    happens = _text(data, "happens", mistakes) if "happens" in data else "yes"
    if happens is not None and happens not in _OCCURS:
        hint = did_you_mean(happens, _OCCURS) or "write `yes`, `no` or `unknown`"
        mistakes.append(Mistake("happens", Problem("log-value", f"`{happens}` is none of these", hint=hint)))
    said = _text(data, "on", mistakes) if "on" in data else None
    on = None
    if said is not None:
        try:
            on = parse_partial_date(said)
        except LanguageError as error:
            mistakes += [Mistake("on", problem) for problem in error.problems]
    if on is not None and happens == "no":
        problem = Problem("never-with-day", "an event that never happens has no day", hint="delete the day")
        mistakes.append(Mistake("on", problem))
    return None if event is None else Reported(event, cast("Occurs", happens), on)


def _day(data: Plain, mistakes: list[Mistake]) -> date | None:
    said = _text(data, "now", mistakes)
    if said is None:
        return None
    try:
        return parse_day(said)
    except ConditionsError as error:
        mistakes += [Mistake("now", problem) for problem in error.problems]
        return None


def _text(data: Plain, key: str, mistakes: list[Mistake]) -> str | None:
    value = data.get(key)
    if isinstance(value, str) and value:
        return value
    mistakes.append(Mistake(key, Problem("log-value", f"`{key}` is a text")))
    return None


def _texts(data: Plain, key: str, mistakes: list[Mistake]) -> tuple[str, ...]:
    value = data.get(key, [])
    listed = [value] if isinstance(value, str) else value
    if isinstance(listed, list) and all(isinstance(one, str) and one for one in listed):
        return tuple(listed)
    mistakes.append(Mistake(key, Problem("log-value", f"`{key}` is a text, or a list of texts")))
    return ()


def _whole(data: Plain, key: str, mistakes: list[Mistake]) -> int | None:
    value = data.get(key)
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if text.isascii() and text.isdigit() and text[0] != "0" and len(text) <= _LONGEST:
        return int(text)
    message = f"`{key}` is the number of an entry" if key in data else f"an entry needs its number, `{key}`"
    mistakes.append(Mistake(key if key in data else None, Problem("log-value", message)))
    return None


def _written(content: Content) -> Iterator[tuple[str, object]]:
    match content:
        case Reported(event, happens, on):
            yield "event", event
            if happens != "yes":
                yield "happens", happens
            if on is not None:
                yield "on", on.text
        case Valued(fact, value):
            yield from (("fact", fact), ("is", value))
        case Occurred(incident):
            yield "incident", incident
        case Advanced(now):
            yield "now", now.isoformat()
        case Withdrawn(entry):
            yield "withdraws", entry


def written(data: Mapping[str, object]) -> str:
    """One line of a log, with its end.

    Raises:
        ScenarioError: It holds what JSON has no form for.
    """
    try:
        return json.dumps(data, ensure_ascii=False, separators=(", ", ": "), default=_as_text) + "\n"
    except (TypeError, ValueError, RecursionError) as error:
        raise ScenarioError(Problem("log-value", f"the entry cannot be written as JSON: {error}".lower())) from None


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no text")


__all__ = [
    "Advanced",
    "Content",
    "LogEntry",
    "Mistake",
    "Occurred",
    "Occurs",
    "Plain",
    "Reported",
    "Valued",
    "Withdrawn",
    "read_entry",
    "written",
]
