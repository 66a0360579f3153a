"""The lines of a log read one by one, each mistake in its place: file, line and column."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NoReturn

from conditions.dates import parse_day
from conditions.errors import ConditionsError, FileError, Problem, did_you_mean
from conditions.files.nodes import locate, locate_path
from conditions.files.yaml_nodes import read_mapping
from conditions.location import Location
from conditions.monitor.entries import LogEntry, Mistake, Plain, read_entry
from conditions.monitor.log_files import LONGEST_LINE, Line

MOST_PROBLEMS: Final = 100
"""Most problems that are shown of one log."""
VERSION: Final = "1"
_HEAD_KEYS: Final = ("log", "dossier", "now", "groups")
_DEEPEST: Final = 16


@dataclass(frozen=True)
class Head:
    """The first line of a log: which dossier it is about, and until when everything is known at first.

    Attributes:
        dossier: The dossier's id.
        now: That day.
        groups: Members of groups that the dossier leaves unnamed.
    """

    dossier: str
    now: date
    groups: Mapping[str, tuple[str, ...]]

    def to_dict(self) -> dict[str, object]:
        """The first line as JSON."""
        found: dict[str, object] = {"log": int(VERSION), "dossier": self.dossier, "now": self.now.isoformat()}
        return found | ({"groups": {name: list(one) for name, one in self.groups.items()}} if self.groups else {})


class Reader:
    """Reads the lines of one log, and collects what is wrong.

    Attributes:
        path: What messages call the log.
        problems: What was found wrong, each in its place.
    """

    def __init__(self, path: str) -> None:
        self.path: str = path
        self.problems: list[Problem] = []

    def head(self, line: Line, dossier: str) -> Head | None:
        """The first line, which must be about this dossier."""
        data = self._data(line)
        if data is None:
            return None
        mistakes: list[Mistake] = []
        if "log" not in data:
            message = "the first line of a log says what it is about"
            hint = f'write `{{"log": {VERSION}, "dossier": "{dossier}", "now": "2022-03-29"}}`'
            mistakes.append(Mistake(None, Problem("no-log-head", message, hint=hint)))
        elif str(data["log"]) != VERSION:
            message = f"this is version {data['log']!s:.40} of the log format, and {VERSION} is known"
            mistakes.append(Mistake("log", Problem("log-version", message)))
        else:
            mistakes += _head_mistakes(data, dossier)
        now: date | None = None
        if not mistakes:
            try:
                now = parse_day(str(data.get("now", "")))
            except ConditionsError as error:
                mistakes += [Mistake("now", problem) for problem in error.problems]
        self.refuse(line, mistakes)
        if mistakes or now is None:
            return None
        groups = {name: tuple(members) for name, members in data.get("groups", {}).items()}
        return Head(dossier, now, groups)

    def entry(self, line: Line) -> LogEntry | None:
        """An entry; `None` where it has mistakes."""
        data = self._data(line)
        if data is None:
            return None
        mistakes: list[Mistake] = []
        entry = read_entry(data, mistakes)
        self.refuse(line, mistakes)
        return entry

    def refuse(self, line: Line, mistakes: Iterable[Mistake]) -> None:
        """Note what is wrong with a line, each mistake at its key or value."""
        listed = list(mistakes)
        if not listed:
            return
        text = line.text.decode()
        root = read_mapping(text, self.path, json=True)
        for mistake in listed:
            place = locate(root) if mistake.key is None else locate_path(root, (mistake.key,), key=mistake.at_key)
            self._note(mistake.problem, place, line)

    def raise_if_wrong(self) -> None:
        """Raise every problem that was found.

        Raises:
            FileError: If there is one.
        """
        if self.problems:
            problems, self.problems = self.problems, []
            raise FileError(problems)

    def torn(self, text: bytes, number: int) -> Problem:
        """That the last line was written in part."""
        shown = text.decode(errors="replace")
        where = Location(self.path, number, 1, max(1, min(len(shown), 80)), shown[:LONGEST_LINE])
        message = "the last line was written in part, when its writer was stopped, and is left out"
        hint = "it was never announced: record it again"
        return Problem("torn-line", message, where, hint=hint, severity="warning")

    # --- inside ------------------------------------------------------------------

    def _data(self, line: Line) -> Plain | None:
        if len(line.text) > LONGEST_LINE:
            message = f"this line has {len(line.text):,} bytes, and {LONGEST_LINE:,} are allowed"
            self._note(Problem("log-line-too-long", message), None, line)
            return None
        if not line.text.strip():
            self._note(Problem("log-value", "this line is empty"), None, line)
            return None
        try:
            found = json.loads(
                line.text,
                parse_int=str,
                parse_float=str,
                parse_constant=_refuse_constant,
                object_pairs_hook=_without_repetition,
            )
            if isinstance(found, dict) and _depth(found) <= _DEEPEST:
                return {str(key): value for key, value in found.items()}
        except (ValueError, RecursionError):
            found = None
        self._read_slowly(line, found)
        return None

    def _read_slowly(self, line: Line, found: object) -> None:
        """Note what is wrong with a line that is no usable JSON."""
        try:
            text = line.text.decode()
            read_mapping(text, self.path, json=True)
        except UnicodeDecodeError as error:
            message = f"this line is not UTF-8: byte {error.start + 1} is {line.text[error.start]:#04x}"
            self._note(Problem("not-utf-8", message), None, line)
        except FileError as error:
            for problem in error.problems:
                self._note(problem, problem.location, line)
        else:
            what = "too deep" if isinstance(found, dict) else "no JSON that a log can hold"
            self._note(Problem("log-value", f"this line is {what}"), None, line)

    def _note(self, problem: Problem, place: Location | None, line: Line) -> None:
        text = line.text.decode(errors="replace")[:LONGEST_LINE]
        where = Location(self.path, line.number, 1, max(1, min(len(text), 80)), text)
        self.problems.append(replace(problem, location=replace(place, line=line.number) if place else where))
        if len(self.problems) >= MOST_PROBLEMS:
            self.raise_if_wrong()


def _head_mistakes(data: Plain, dossier: str) -> Iterator[Mistake]:
    for key in data:
        if key not in _HEAD_KEYS:
            hint = did_you_mean(key, _HEAD_KEYS) or f"known are {', '.join(f'`{one}`' for one in _HEAD_KEYS)}"
            yield Mistake(key, Problem("log-key", f"unknown key `{key}`", hint=hint), at_key=True)
    if data.get("dossier") != dossier:
        said = data.get("dossier")
        message = f"this log is about `{said}`" if isinstance(said, str) else "the first line names no dossier"
        yield Mistake("dossier", Problem("other-dossier", message, hint=f"the dossier is `{dossier}`"))
    groups = data.get("groups", {})
    if not isinstance(groups, dict) or not all(
        isinstance(members, list) and members and all(isinstance(one, str) for one in members)
        for members in groups.values()
    ):
        yield Mistake("groups", Problem("log-value", "`groups` gives each group a list of members"))


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _depth(value: object) -> int:
    """How deep mappings and lists stand inside one another; the line is short, so that this ends."""
    depth, level = 0, [value]
    while level := [item for one in level for item in _items(one)]:
        depth += 1
    return depth


def _items(value: object) -> Iterable[object]:
    match value:
        case dict():
            return value.values()
        case list():
            return value
        case _:
            return ()


__all__ = ["MOST_PROBLEMS", "Head", "Reader"]
