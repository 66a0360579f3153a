"""A negotiation as it unfolds: what is recorded, which answers change with it, and what is due next."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, NoReturn, Self

from conditions.check import check
from conditions.dates import PartialDate, Period, parse_day
from conditions.engines.forward import Decided
from conditions.errors import ConditionsError, Problem, ScenarioError
from conditions.knowledge import Knowledge
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario
from conditions.monitor.answers import Answers
from conditions.monitor.changes import Act, Change
from conditions.monitor.compiled import compiled
from conditions.monitor.course import Course
from conditions.monitor.due import Due, due
from conditions.monitor.entries import (
    Advanced,
    Content,
    LogEntry,
    Mistake,
    Occurs,
    written,
)
from conditions.monitor.log_files import Log, encoded, open_log
from conditions.monitor.reading import Head, Reader
from conditions.monitor.recording import as_read, content_of, evidence_of
from conditions.notebooks import table
from conditions.periods import parse_period
from conditions.results import CheckResult
from conditions.truth import Truth
from conditions.verdicts import Answer
from conditions.vocabulary import Vocabulary

Callback = Callable[[Change], None]


class News(NamedTuple):
    """An entry of a log that somebody else wrote, and what changed with it."""

    entry: LogEntry
    changes: tuple[Change, ...]

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {**self.entry.to_dict(), "changes": [change.to_dict() for change in self.changes]}

    def _repr_html_(self) -> str:
        """A table for notebooks: what changed with the entry."""
        return table(f"Entry {self.entry.number}", ("What changed",), ((one.words,) for one in self.changes))


class MonitorError(ConditionsError):
    """A monitor is used in a way that it cannot be: closed, in another process, or after it was broken off."""


class Monitor:
    """Follows one negotiation: takes in what happens, and says which answers change with it.

    What is recorded goes to a log first, which is on the disk before anything is
    announced. Opening the log again gives the same state. A monitor may be used from
    several threads, one at a time, and belongs to the process that made it.

    Args:
        dossier: The dossier.
        now: The day until which everything is known at first; not needed where the log exists.
        as_of: The day whose positions count; by default always `now`.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken.
        level: The least firm level that takes part in the answers.
        groups: Members of groups that the dossier leaves unnamed; not needed where the log exists.
        log: The file of the log: JSON lines, or an SQLite database if it ends in `.sqlite` or `.db`.
            Without one nothing is kept.
        read_only: Read along with a log that another monitor writes: `catch_up` takes in what is new.
        keep: How many changes `changes` keeps.

    Raises:
        FileError: The log cannot be opened, or has mistakes.
        ScenarioError: There is no `now`, or the groups do not fit the dossier.
        UnknownNameError: There is no such account or level.
    """

    def __init__(
        self,
        dossier: Dossier,
        *,
        now: date | str | None = None,
        as_of: date | str | None = None,
        accounts: Iterable[str] = (),
        level: Level = "reported",
        groups: Mapping[str, Iterable[str]] | None = None,
        log: str | Path | None = None,
        read_only: bool = False,
        keep: int = 100,
    ) -> None:
        self.dossier: Dossier = dossier
        self.problems: tuple[Problem, ...] = ()
        self._as_of = parse_day(as_of) if isinstance(as_of, str) else as_of
        self._evidence = evidence_of(dossier, accounts, level)
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._callbacks: list[Callback] = []
        self._changes: deque[Change] = deque(maxlen=keep)
        self._broken = ""
        self._read_only = read_only
        self._log: Log | None = None if log is None else open_log(log, write=not read_only)
        self._reader = Reader("the log" if self._log is None else self._log.path)
        start = parse_day(now) if isinstance(now, str) else now
        members = {name: tuple(one) for name, one in (groups or {}).items()}
        try:
            self._begin(None if start is None else Head(dossier.id, start, members))
        except BaseException:
            if self._log is not None:
                self._log.close()
            raise

    def _begin(self, given: Head | None) -> None:
        head = self._head(given)
        self._course = Course(self.dossier, head.now, head.groups)
        rules = compiled(self.dossier, self._course.vocabulary, self._course.groups)
        if self._log is not None and not self._read_only:
            self._replay(self._log)
        self._answers = Answers(rules, self._course, self._evidence, self._as_of)

    # --- what happens ------------------------------------------------------------

    def record(
        self,
        event: str | None = None,
        *,
        on: str | date | PartialDate | None = None,
        happens: Occurs = "yes",
        fact: str | None = None,
        value: object = None,
        incident: Mapping[str, object] | None = None,
        withdraws: int | None = None,
        corrects: int | None = None,
        source: str | Iterable[str] = (),
        note: str | None = None,
    ) -> tuple[Change, ...]:
        """Record one thing: an event, the value of a fact, an incident, or that an earlier entry no longer counts.

        Args:
            event: An event that has happened; with `happens`, one that never does, or perhaps does.
            on: Its day, as far as known: `2022-04-10`, `2022-04`, `2022-04-01/2022-04-10`.
            happens: `yes`, `no` or `unknown`.
            fact: A fact; the last entry on it counts.
            value: Its value, as a scenario gives it.
            incident: An incident, as a scenario gives it.
            withdraws: The number of an entry that no longer counts.
            corrects: The number of an entry in whose place this one stands from now on.
            source: Statements of the dossier on which it rests.
            note: What else is to be said.

        Returns:
            What changed with it.

        Raises:
            ScenarioError: It does not fit the dossier, or what is known; nothing was recorded.
            FileError: The log cannot be written; nothing was recorded.
            MonitorError: The monitor is closed, or of another process.
        """
        content = content_of(event, on, happens, fact, value, incident, withdraws)
        sources = (source,) if isinstance(source, str) else tuple(source)
        return self._record(content, corrects, sources, note)

    def advance(self, to: date | str, *, note: str | None = None) -> tuple[Change, ...]:
        """Move on to the end of a later day, until which everything is known then.

        Returns:
            What changed with it.

        Raises:
            ScenarioError: It is not later; nothing was recorded.
            FileError: The log cannot be written; nothing was recorded.
            MonitorError: The monitor is closed, or of another process.
        """
        return self._record(Advanced(parse_day(to) if isinstance(to, str) else to), None, (), note)

    def catch_up(self) -> tuple[News, ...]:
        """Take in what others have written to the log: the new entries, each with what changed with it.

        Raises:
            FileError: The log has mistakes; what stands before them was taken in.
            MonitorError: The monitor is closed, or of another process.
        """
        return tuple(self.news())

    def news(self) -> Iterator[News]:
        """The same one by one, each when it was taken in."""
        with self._lock:
            self._refuse_misuse()
            for line in self._log.lines() if self._log is not None else ():
                entry = self._reader.entry(line)
                mistakes: list[Mistake] = []
                take = None if entry is None else self._course.plan(entry, mistakes)
                self._reader.refuse(line, mistakes)
                self._reader.raise_if_wrong()
                assert entry is not None
                assert take is not None
                yield News(entry, self._announce(self._answers.after(take())))
            self._note_torn()

    # --- what is so --------------------------------------------------------------

    @property
    def now(self) -> date:
        """The last day of which everything is known."""
        return self._course.now

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the dossier, with the members that the log names."""
        return self._course.vocabulary

    @property
    def entries(self) -> int:
        """How many entries were recorded."""
        return self._course.count

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the monitor was made, the last ones."""
        with self._lock:
            return tuple(self._changes)

    @property
    def verdicts(self) -> Mapping[tuple[str, str], Decided]:
        """What the verdict on each condition and reading says, also of those that do not count.

        The only reading of an unambiguous condition is called "".
        """
        with self._lock:
            return {(name, reading): verdict for (name, reading), verdict in self._answers.verdicts.items()}

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The headline answer of every party."""
        with self._lock:
            return dict(self._answers.parties)

    @property
    def compliance(self) -> Mapping[str, Answer]:
        """The answer on compliance of every party."""
        with self._lock:
            return dict(self._answers.compliance)

    @property
    def acts(self) -> Mapping[tuple[str, str], Act]:
        """For every party and act that its conditions gate, where they leave it."""
        with self._lock:
            return dict(self._answers.acts)

    @property
    def in_force(self) -> Mapping[str, Truth]:
        """Whether each state and instrument is in force at the end of `now`."""
        with self._lock:
            return dict(self._answers.states)

    @property
    def knowledge(self) -> Knowledge:
        """All that is known."""
        return self._answers.known

    @property
    def scenario(self) -> Scenario:
        """All that is known as a scenario of the dossier, for `check`, `explain` and files."""
        with self._lock:
            return self._course.scenario(self._as_of or self._course.now)

    def check(self) -> CheckResult:
        """The whole check of what is known, by the reference interpreter, with everything that answers rest on."""
        evidence = self._evidence
        return check(self.dossier, self.scenario, accounts=evidence.accounts, level=evidence.level)

    def due(self, within: Period | str = "30 days") -> tuple[Due, ...]:
        """The deadlines, windows and obligations in the time ahead, the next one first.

        Raises:
            LanguageError: `within` is no period.
        """
        period = parse_period(within) if isinstance(within, str) else within
        with self._lock:
            return due(self._answers, period)

    def on_change(self, callback: Callback) -> None:
        """Call this for every change, when it is in the log and in the answers; what it raises goes to the recorder."""
        with self._lock:
            self._callbacks.append(callback)

    # --- its end -----------------------------------------------------------------

    def close(self) -> None:
        """Let go of the log and of the engine."""
        with self._lock:
            if self._process == os.getpid() and not self._broken.startswith("it is closed"):
                self._broken = "it is closed"
                self._answers.sleep()
                if self._log is not None:
                    self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        message = "a monitor cannot be sent to another process"
        hint = "give the process the log, and read along there: `Monitor(dossier, log=…, read_only=True)`"
        raise MonitorError(Problem("monitor-elsewhere", message, hint=hint))

    # --- inside ------------------------------------------------------------------

    def _record(
        self, content: Content, corrects: int | None, source: tuple[str, ...], note: str | None
    ) -> tuple[Change, ...]:
        with self._lock:
            self._refuse_misuse()
            if self._read_only:
                message = "this monitor reads along, and records nothing"
                raise MonitorError(Problem("read-only", message, hint="open the log without `read_only`"))
            entry = LogEntry(self._course.count + 1, content, corrects, source, note)
            line = encoded(written(entry.to_dict()))
            mistakes: list[Mistake] = []
            take = self._course.plan(as_read(line), mistakes)
            if take is None:
                raise ScenarioError([mistake.problem for mistake in mistakes])
            # Whatever stops us from here on, the log may be ahead of what is known here.
            self._broken = "it was broken off"
            if self._log is not None:
                try:
                    self._log.append(line)
                except ConditionsError:
                    self._broken = ""
                    raise
            found = self._answers.after(take())
            self._broken = ""
            return self._announce(found)

    def _announce(self, found: Iterable[Change]) -> tuple[Change, ...]:
        changes = tuple(found)
        self._changes.extend(changes)
        for change in changes:
            for callback in self._callbacks:
                callback(change)
        return changes

    def _refuse_misuse(self) -> None:
        if self._process != os.getpid():
            message = "this monitor belongs to the process from which this one was forked"
            hint = "open the log here: `Monitor(dossier, log=…, read_only=True)`"
            raise MonitorError(Problem("monitor-elsewhere", message, hint=hint))
        if self._broken:
            hint = "open the log again: nothing that was announced is lost"
            raise MonitorError(Problem("monitor-closed", f"this monitor is of no more use: {self._broken}", hint=hint))

    def _head(self, given: Head | None) -> Head:
        """The first line of the log, which is written if there is none."""
        line = None if self._log is None else next(iter(self._log.lines()), None)
        if line is not None:
            head = self._reader.head(line, self.dossier.id)
            self._reader.raise_if_wrong()
            assert head is not None
            return head
        if given is None:
            message = "a monitor needs the day until which everything is known"
            raise ScenarioError(Problem("no-now", message, hint="give it as `now`, for example `now='2022-03-29'`"))
        if self._log is not None and not self._read_only:
            self._note_torn()
            Course(self.dossier, given.now, given.groups)  # says what is wrong before anything is written
            self._log.append(encoded(written(given.to_dict())))
        return given

    def _replay(self, log: Log) -> None:
        """Take in all that the log says, without announcing it."""
        for line in log.lines():
            entry = self._reader.entry(line)
            mistakes: list[Mistake] = []
            take = None if entry is None else self._course.plan(entry, mistakes)
            self._reader.refuse(line, mistakes)
            if take is not None:
                take()
            else:
                self._course.count += 1
        self._note_torn()
        self._reader.raise_if_wrong()

    def _note_torn(self) -> None:
        torn = b"" if self._log is None else self._log.torn
        self.problems = (self._reader.torn(torn, self._course_lines() + 1),) if torn else self.problems

    def _course_lines(self) -> int:
        course: Course | None = getattr(self, "_course", None)
        return 0 if course is None else course.count + 1


__all__ = ["Callback", "Monitor", "MonitorError", "News"]
