"""What the entries of a log come to: the course of events that they tell, as far as it is known.

The last entry on a fact counts; an event has one, which a later entry may correct or
withdraw. No entry is ever forgotten: a correction stands in the place of what it corrects
from then on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Final, NamedTuple, assert_never

from conditions.binding import know
from conditions.dates import Period
from conditions.engines.forward import Cell, Plain, Told
from conditions.errors import ConditionsError, Problem, ScenarioError, did_you_mean
from conditions.knowledge import FactState, Knowledge
from conditions.language.names import no_event
from conditions.model.dossier import Dossier
from conditions.model.given import ContestedFact, FactGiven
from conditions.model.scenario import Scenario
from conditions.model.scenario_references import scenario_problems
from conditions.monitor.entries import Advanced, LogEntry, Mistake, Occurred, Reported, Valued, Withdrawn
from conditions.stated_facts import FactReader
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

_OCCURS: Final = {"yes": Truth.TRUE, "no": Truth.FALSE, "unknown": Truth.UNKNOWN}
_SAME_DAY: Final = Period()
MOST_INCIDENTS: Final = 100
"""Most incidents of one log: after each entry every obligation is asked for every one."""


class Touched(NamedTuple):
    """Of what something else is known than before; `now` where that day has moved on."""

    events: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    incidents: bool = False
    now: bool = False


class _Known(NamedTuple):
    """What an entry in effect says, read with the dossier."""

    entry: LogEntry
    event: tuple[str, Cell] | None = None
    fact: tuple[str, FactState, FactGiven] | None = None


class Course:
    """One course of events, told entry by entry.

    Args:
        dossier: The dossier.
        now: The day until which everything is known at first.
        groups: Members of groups that the dossier leaves unnamed.

    Raises:
        ScenarioError: The members do not fit the dossier.

    Attributes:
        dossier: The dossier.
        vocabulary: Its vocabulary, with the members of the log.
        groups: Members of groups that the dossier leaves unnamed.
        now: The last day of which everything is known.
        count: How many entries were taken in.
    """

    def __init__(self, dossier: Dossier, now: date, groups: Mapping[str, Iterable[str]] | None = None) -> None:
        self.dossier: Dossier = dossier
        self.groups: dict[str, tuple[str, ...]] = {name: tuple(members) for name, members in (groups or {}).items()}
        self.now: date = now
        self.count: int = 0
        self._effective: dict[int, _Known] = {}
        self._events: dict[str, int] = {}
        self._facts: dict[str, list[int]] = {}
        self._incidents: dict[int, None] = {}
        self._cells: dict[str, Cell] = {}
        self._values: dict[str, FactState] = {}
        self._ladders: dict[str, tuple[str, ...]] = {}
        if self.groups:
            know(self.scenario(), dossier.vocabulary)  # says what is wrong with the members
        self.vocabulary: Vocabulary = dossier.vocabulary.with_members(self.groups)
        self._rungs = _rungs(self.vocabulary)

    def plan(self, entry: LogEntry, mistakes: list[Mistake]) -> Callable[[], Touched] | None:
        """What takes an entry in, where nothing is wrong with it; what is wrong is added to the list."""
        before = len(mistakes)
        if entry.number != self.count + 1:
            hint = "entries are numbered from 1 without a gap"
            message = f"entry {self.count + 1} is expected here, and this is {entry.number}"
            mistakes.append(Mistake("entry", Problem("log-number", message, hint=hint)))
        content = entry.content
        target = content.entry if isinstance(content, Withdrawn) else entry.corrects
        if target is not None and target not in self._effective:
            mistakes.append(Mistake(_target_key(entry), self._no_target(target)))
        for name in entry.source:
            if name not in self.dossier.statements:
                hint = did_you_mean(name, self.dossier.statements) or "name statements of the dossier"
                problem = Problem("unknown-statement", f"unknown statement `{name}`", hint=hint)
                mistakes.append(Mistake("source", problem))
        known = self._read(entry, target, mistakes)
        if len(mistakes) > before or known is None:
            return None
        return lambda: self._take(known, target)

    def _read(self, entry: LogEntry, target: int | None, mistakes: list[Mistake]) -> _Known | None:
        match entry.content:
            case Reported():
                return self._event(entry, entry.content, target, mistakes)
            case Valued(name, value):
                return self._fact(entry, name, value, mistakes)
            case Occurred(incident):
                return self._incident(entry, incident, target, mistakes)
            case Advanced(day):
                if day <= self.now:
                    message = f"everything is already known until {self.now}"
                    mistakes.append(Mistake("now", Problem("now-goes-back", message, hint="`now` only moves on")))
                return _Known(entry)
            case Withdrawn():
                return _Known(entry)
            case _:
                assert_never(entry.content)

    def _event(self, entry: LogEntry, said: Reported, target: int | None, mistakes: list[Mistake]) -> _Known | None:
        name, now = said.event, self.now.toordinal()
        if name not in self.vocabulary.events:
            mistakes.append(Mistake("event", no_event(name, self.vocabulary, in_timeline=True)))
            return None
        other = self._events.get(name)
        if other is not None and other != target:
            problem = Problem(
                "repeated-event",
                f"`{name}` was reported before, in entry {other}",
                hint=f"correct that entry: `corrects` {other}",
            )
            mistakes.append(Mistake("event", problem))
            return None
        earliest, latest = (-math.inf, math.inf) if said.on is None else said.on.bounds
        if said.happens == "yes":
            if earliest > now:
                message = f"`{name}` happened after {self.now}, until which everything is known"
                problem = Problem("after-now", message, hint="first move `now` on to that day")
                mistakes.append(Mistake("on", problem))
                return None
            latest = min(latest, now)
        found = name, (_OCCURS[said.happens], earliest, latest)
        if name in self._rungs and not self._climbs(*found, self._effective.get(target) if target else None):
            told = {**self._entries(without=target), name: Entry(name, *found[1])}
            contradiction = self._timeline(told).contradiction()
            assert contradiction is not None
            steps = "; ".join(map(str, contradiction.steps))
            mistakes.append(Mistake("event", Problem("contradiction", f"the log contradicts itself: {steps}")))
            return None
        return _Known(entry, event=found)

    def _climbs(self, event: str, cell: Cell, without: _Known | None) -> bool:
        """Whether the rungs that certainly were reached, of the ladder of an event, can have been in their order.

        Args:
            event: The event.
            cell: What is now said of it.
            without: What no longer counts then.
        """
        reached = -math.inf
        gone = without.event[0] if without is not None and without.event is not None else None
        for rung in self._rungs[event]:
            told = cell if rung == event else None if rung == gone else self._cells.get(rung)
            if told is not None and told[0] is Truth.TRUE:
                reached = max(reached, told[1])
                if told[2] < reached:
                    return False
        return True

    def _fact(self, entry: LogEntry, name: str, value: object, mistakes: list[Mistake]) -> _Known | None:
        try:
            given = value if isinstance(value, str) else _given(name, value)
        except ScenarioError as error:
            mistakes += [Mistake("is", problem) for problem in error.problems]
            return None
        if isinstance(given, ContestedFact):
            message = "a log says one value of a fact at a time"
            mistakes.append(Mistake("is", Problem("log-value", message, hint="write `unknown`, or several values")))
            return None
        reader = FactReader(self.vocabulary)
        state = reader.read(name, given, ("is",))
        for finding in reader.findings:
            about_name = finding.problem.code not in _OF_VALUES
            mistakes.append(Mistake("fact" if about_name else "is", finding.problem))
        return None if reader.findings else _Known(entry, fact=(name, state, given))

    def _incident(
        self, entry: LogEntry, incident: Mapping[str, object], target: int | None, mistakes: list[Mistake]
    ) -> _Known | None:
        if len(self._incidents) >= MOST_INCIDENTS and target not in self._incidents:
            message = f"a log has at most {MOST_INCIDENTS} incidents"
            mistakes.append(Mistake("incident", Problem("too-many-incidents", message, hint="start another log")))
            return None
        try:
            scenario = self._scenario([*self._told_incidents(without=target), incident])
        except ConditionsError as error:
            mistakes += [Mistake("incident", problem) for problem in error.problems]
            return None
        last = scenario.incidents[-1]
        if last.day is not None and last.day.earliest is not None and last.day.earliest > self.now:
            message = f"the incident was after {self.now}, until which everything is known"
            mistakes.append(Mistake("incident", Problem("after-now", message, hint="first move `now` on to that day")))
            return None
        return _Known(entry)

    def _no_target(self, target: int) -> Problem:
        if not 0 < target <= self.count:
            return Problem("no-such-entry", f"there is no entry {target} before this one")
        message = f"entry {target} is not in effect: it was withdrawn or corrected, or moved `now` on"
        return Problem("entry-without-effect", message, hint="name the entry that stands in its place")

    # --- taking an entry in ------------------------------------------------------

    def _take(self, known: _Known, target: int | None) -> Touched:
        self.count = known.entry.number
        gone = Touched() if target is None else self._remove(target)
        content = known.entry.content
        match content:
            case Withdrawn():
                return gone
            case Advanced(day):
                self.now = day
                return Touched(now=True)
            case Reported() | Valued() | Occurred():
                come = self._put(known)
            case _:
                assert_never(content)
        if target is None:
            return come
        return Touched(gone.events | come.events, gone.facts | come.facts, gone.incidents or come.incidents)

    def _put(self, known: _Known) -> Touched:
        number = known.entry.number
        self._effective[number] = known
        if known.event is not None:
            self._events[known.event[0]] = number
            return self._told_event(*known.event)
        if known.fact is not None:
            self._facts.setdefault(known.fact[0], []).append(number)
            self._values[known.fact[0]] = known.fact[1]
            return Touched(facts=frozenset({known.fact[0]}))
        self._incidents[number] = None
        return Touched(incidents=True)

    def _remove(self, number: int) -> Touched:
        known = self._effective.pop(number)
        if known.event is not None:
            del self._events[known.event[0]]
            return self._told_event(known.event[0], None)
        if known.fact is not None:
            numbers = self._facts[known.fact[0]]
            numbers.remove(number)
            if numbers:
                self._values[known.fact[0]] = self._fact_of(numbers)[1]
            else:
                del self._facts[known.fact[0]], self._values[known.fact[0]]
            return Touched(facts=frozenset({known.fact[0]}))
        del self._incidents[number]
        return Touched(incidents=True)

    def _told_event(self, event: str, cell: Cell | None) -> Touched:
        """Something else is told of an event than before, or nothing any more; what is tied to it is touched."""
        before = self._cells.get(event)
        if cell is None:
            del self._cells[event]
        else:
            self._cells[event] = cell
        rungs = self._rungs.get(event)
        if rungs is None:
            return Touched(frozenset((event,)))
        # A ladder orders its rungs where one of them is told.
        if cell is None and not any(rung in self._cells for rung in rungs):
            self._ladders = {rung: others for rung, others in self._ladders.items() if rung not in rungs}
        elif event not in self._ladders:
            self._ladders = {**self._ladders, **dict.fromkeys(rungs, rungs)}
        elif before is None and cell is not None and cell[0] is Truth.TRUE:
            return Touched(frozenset(self._moved(event, cell, rungs)))
        return Touched(frozenset(rungs))

    def _moved(self, event: str, cell: Cell, rungs: tuple[str, ...]) -> Iterator[str]:
        """The rungs of a ladder of which more is known since one more was certainly reached."""
        _, earliest, latest = cell
        is_higher = False
        for rung in rungs:
            told = self._cells.get(rung)
            if rung == event:
                is_higher = True
                yield rung
            elif told is None:
                # A higher one that nobody reported comes after `now`, and this one came before.
                if not is_higher:
                    yield rung
            elif told[0] is not Truth.TRUE or (told[1] < earliest if is_higher else told[2] > latest):
                yield rung

    # --- what is known -----------------------------------------------------------

    def knowledge(self) -> Knowledge:
        """All that is known: what `know` says of `scenario`."""
        return Knowledge(self._timeline(self._entries()), dict(self._values), self.now.toordinal())

    def told(self) -> Told:
        """The same for the forward engine, most of it worked out only where more than days is asked for."""
        now = self.now.toordinal()
        plain = Plain(now, dict(self._cells), (Truth.UNKNOWN, now + 1, math.inf), self._ladders)
        return Told(plain, dict(self._values), self.knowledge)

    def _fact_of(self, numbers: list[int]) -> tuple[str, FactState, FactGiven]:
        """The fact as the last of its entries gives it."""
        fact = self._effective[numbers[-1]].fact
        assert fact is not None
        return fact

    def _entries(self, without: int | None = None) -> dict[str, Entry]:
        return {name: Entry(name, *self._cells[name]) for name, number in self._events.items() if number != without}

    def _timeline(self, entries: Mapping[str, Entry]) -> Timeline:
        groups = dict.fromkeys(self._rungs[name] for name in entries if name in self._rungs)
        relations = [relation for rungs in groups for relation in _order(rungs)]
        return Timeline(entries.values(), relations, Unlisted(Truth.UNKNOWN, self.now.toordinal() + 1))

    def scenario(self, as_of: date | None = None) -> Scenario:
        """The course of events as a scenario of the dossier."""
        return self._scenario(self._told_incidents(), as_of)

    def _scenario(self, incidents: Iterable[Mapping[str, object]] = (), as_of: date | None = None) -> Scenario:
        scenario = Scenario.build(
            {
                "scenario": f"as known on {self.now}",
                "world": f"until {self.now}",
                "timeline": [_step(name, self._cells[name]) for name in self._events],
                "facts": {name: self._fact_of(numbers)[2] for name, numbers in self._facts.items()},
                "groups": self.groups,
                "incidents": list(incidents),
                **({} if as_of is None else {"as_of": as_of.isoformat()}),
            }
        )
        found = [finding.problem for finding in scenario_problems(scenario, self.dossier)]
        if found:
            raise ScenarioError(found)
        return scenario

    def _told_incidents(self, without: int | None = None) -> list[Mapping[str, object]]:
        contents = (self._effective[number].entry.content for number in self._incidents if number != without)
        return [content.incident for content in contents if isinstance(content, Occurred)]

    @property
    def has_incidents(self) -> bool:
        """Whether an incident was recorded."""
        return bool(self._incidents)


_OF_VALUES: Final = frozenset(
    "unknown-value not-a-number reversed-range percent-of-what unit-mismatch negative-count not-a-whole-number".split()
)
"""Problems of values of facts; the others are of their names."""


def _target_key(entry: LogEntry) -> str:
    return "withdraws" if isinstance(entry.content, Withdrawn) else "corrects"


def _given(name: str, value: object) -> FactGiven:
    data = {"scenario": "a value", "world": "closed", "facts": {name: value}}
    return next(iter(Scenario.build(data).facts.values()))


def _step(name: str, cell: Cell) -> dict[str, object]:
    occurs, *days = cell
    if occurs is Truth.FALSE:
        return {"event": name, "happens": "no"}
    step: dict[str, object] = {"event": name, "happens": "yes" if occurs is Truth.TRUE else "unknown"}
    first, last = ("" if math.isinf(day) else date.fromordinal(int(day)).isoformat() for day in days)
    if first or last:
        step["on"] = first if first == last else f"{first or '..'}/{last or '..'}"
    return step


@lru_cache(maxsize=256)
def _order(rungs: tuple[str, ...]) -> tuple[Relation, ...]:
    """That no rung is reached before a lower one."""
    return tuple(Relation(lower, higher, _SAME_DAY) for lower, higher in combinations(rungs, 2))


def _rungs(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """For every rung that is an event, all those of its ladder, from the lowest."""
    found: dict[str, tuple[str, ...]] = {}
    for name, kind in vocabulary.ladders.items():
        rungs = tuple(f"{name}.{rung}" for rung in kind.above_start())
        found |= dict.fromkeys(rungs, rungs)
    return found


__all__ = ["MOST_INCIDENTS", "Course", "Touched"]
