"""From a scenario and its dossier's vocabulary to what is known: the timeline and the facts.

Everything that a scenario gets wrong about its dossier is found here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from typing import Final, TypeAlias

from conditions.dates import DateError, Period, add
from conditions.errors import Problem, ScenarioError, did_you_mean
from conditions.knowledge import Knowledge
from conditions.language.anchors import plain_moments
from conditions.language.names import no_event
from conditions.language.types import Moment, Name
from conditions.location import Location
from conditions.model.findings import MOST, Finding, Path, at_path
from conditions.model.scenario import Scenario, Step
from conditions.stated_facts import FactReader
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

Locate: TypeAlias = Callable[[Path], Location | None]
"""Where the value at a path of the scenario stands in its file."""

_ONE_DAY: Final = Period(days=1)
_SAME_DAY: Final = Period()
_OCCURS: Final = {"yes": Truth.TRUE, "no": Truth.FALSE, "unknown": Truth.UNKNOWN}


def know(scenario: Scenario, vocabulary: Vocabulary) -> Knowledge:
    """What a scenario knows.

    Args:
        scenario: The scenario.
        vocabulary: Its dossier's vocabulary, with the members that the scenario names.

    Raises:
        ScenarioError: The scenario names what the vocabulary lacks, or contradicts itself.
    """
    binding = Binding(scenario, vocabulary)
    known = binding.knowledge()
    if binding.findings:
        raise ScenarioError([at_path(finding) for finding in binding.findings])
    return known


def _nowhere(_path: Path) -> Location | None:
    return None


class Binding:
    """One scenario being bound to its vocabulary.

    Attributes:
        findings: What is wrong, filled by `knowledge`.
    """

    def __init__(self, scenario: Scenario, vocabulary: Vocabulary, locate: Locate = _nowhere) -> None:
        self.scenario = scenario
        self.vocabulary: Vocabulary = vocabulary.with_members(scenario.groups)
        self._known_groups = vocabulary.groups
        self.locate = locate
        self.findings: list[Finding] = []
        self._listed: dict[str, Path] = {}
        self._happening: set[str] = set()
        self._relations: list[Relation] = []
        self._entries: dict[str, Entry] = {}

    def knowledge(self) -> Knowledge:
        """What is known; sound only where nothing was found wrong."""
        for name in self.scenario.groups:
            if name not in self._known_groups:
                hint = did_you_mean(name, self._known_groups)
                self._find(("groups", name), Problem("unknown-group", f"unknown group `{name}`", hint=hint))
            elif self._known_groups[name] is not None:
                message = f"the members of `{name}` are named in the dossier"
                hint = "delete them here, or write `unnamed` in the dossier"
                self._find(("groups", name), Problem("named-group", message, hint=hint))
        timeline = self.timeline()
        reader = FactReader(self.vocabulary, self.findings)
        facts = {
            str(name): reader.read(name, given)
            for name, given in self.scenario.facts.items()
            if len(self.findings) < MOST
        }
        for view, seen in self.scenario.viewpoints.items():
            for name, given in seen.facts.items() if len(self.findings) < MOST else ():
                reader.read(name, given, ("viewpoints", view, "facts", name))
        now = self.scenario.now
        return Knowledge(timeline, facts, now.toordinal() if now else None)

    # --- the timeline -------------------------------------------------------

    def timeline(self) -> Timeline:
        """The temporal network of the scenario."""
        for number, step in enumerate(self.scenario.timeline):
            if len(self.findings) < MOST:
                self._list(number, step)
        before: tuple[Step, ...] = ()
        for number, step in enumerate(self.scenario.timeline):
            if len(self.findings) < MOST:
                self._relate(number, step, before)
            if step.happens == "yes":
                before = (step,)
            elif step.happens == "unknown":
                before = (*before, step) if step.then else (step,)
        self._relations += self._ladder_order()
        timeline = Timeline(self._entries.values(), self._relations, self._otherwise())
        if not self.findings:
            self._report_contradiction(timeline)
        if self._relations and not self.findings:
            self._report_days_out_of_range(timeline)
        return timeline

    def _otherwise(self) -> Unlisted:
        world = self.scenario.world
        if world.until is not None:
            return Unlisted(Truth.UNKNOWN, world.until.toordinal() + 1)
        return Unlisted(Truth.FALSE if world.kind == "closed" else Truth.UNKNOWN)

    def _list(self, number: int, step: Step) -> None:
        """Note each event of a step with the days that the step gives."""
        for place, event in enumerate(step.events):
            path: Path = ("timeline", number, "event", place)
            if not self._is_event(event, path):
                continue
            if event in self._listed:
                if step.disputed and self._step_of(event).disputed:
                    self._dispute(event, number, step)
                else:
                    self._find(path, self._twice(event, step))
                continue
            if step.disputed and sum(event in one.events for one in self.scenario.timeline) == 1:
                message = f"`{event}` is marked as disputed, and has one entry"
                hint = "give each of the days that sources name an entry of its own, marked `disputed: yes`"
                self._find(path, Problem("disputed-alone", message, hint=hint))
            self._listed[str(event)] = path
            if step.happens != "no":
                self._happening.add(str(event))
            earliest, latest = self._days(number, step)
            self._entries[str(event)] = Entry(str(event), _OCCURS[step.happens], earliest, latest, self.locate(path))

    def _step_of(self, event: Name) -> Step:
        """The first step in which an event stands."""
        return self.scenario.timeline[int(self._listed[event][1])]

    def _dispute(self, event: Name, number: int, step: Step) -> None:
        """Note another day of an event whose day is disputed: it may be any from the earliest to the latest."""
        entry, (earliest, latest) = self._entries[str(event)], self._days(number, step)
        if step.happens != "no":
            self._happening.add(str(event))
            known = entry.occurs is not Truth.FALSE
            earliest, latest = (
                min(earliest, entry.earliest if known else math.inf),
                max(latest, entry.latest if known else -math.inf),
            )
        else:
            earliest, latest = entry.earliest, entry.latest
        occurs = entry.occurs if entry.occurs is _OCCURS[step.happens] else Truth.UNKNOWN
        self._entries[str(event)] = replace(entry, occurs=occurs, earliest=earliest, latest=latest)

    def _twice(self, event: Name, step: Step) -> Problem:
        """What is wrong with an event that stands in a second step."""
        first = self._step_of(event)
        problem = Problem("repeated-event", f"`{event}` stands twice")
        if (first.happens == "no") != (step.happens == "no"):
            problem = Problem("happens-and-never", f"`{event}` cannot both happen and never happen")
        elif first.on and step.on and first.on != step.on:
            problem = Problem("two-days", f"`{event}` has two days, `{first.on}` and `{step.on}`")
        related = self._related("here it stands too", self._listed[event])
        hint = "give one entry with all that is known of it"
        if problem.code == "happens-and-never":
            hint = "keep the one that is so, or write `unknown` once"
        elif problem.code == "two-days":
            hint += ", or mark both with `disputed: yes` if sources differ"
        return replace(problem, hint=hint, related=related)

    def _is_event(self, event: Name, path: Path) -> bool:
        if event in self.vocabulary.events:
            return True
        self._find(path, no_event(event, self.vocabulary, in_timeline=True))
        return False

    def _days(self, number: int, step: Step) -> tuple[float, float]:
        """The days that a step gives by itself: its date, fixed days it is ordered by, and the world's `now`."""
        earliest, latest = step.on.bounds if step.on else (-math.inf, math.inf)
        now = self.scenario.now
        if now is not None and step.happens == "yes":
            if earliest > now.toordinal():
                message = f"`{step.events[0]}` happens after {now}, the last day of which this world knows"
                hint = "write `maybe` before the date, or move `until`"
                self._find(("timeline", number, "on"), Problem("after-now", message, hint=hint))
            else:
                latest = min(latest, now.toordinal())
        for field, moment in self._orders(step):
            if not isinstance(moment.anchor, date):
                continue
            day = add(moment.anchor, moment.shift).toordinal()
            if field in {"after", "on_or_after", "same_day_as"}:
                earliest = max(earliest, day + (field == "after"))
            if field in {"before", "on_or_before", "same_day_as"}:
                latest = min(latest, day - (field == "before"))
        if earliest > latest:
            message = f"no day fits all that is said of `{step.events[0]}`"
            self._find(("timeline", number), Problem("no-day-left", message))
        return earliest, latest

    def _relate(self, number: int, step: Step, before: tuple[Step, ...]) -> None:
        """Note every order and distance that a step states.

        Args:
            number: Its place in the timeline.
            step: The step.
            before: The steps that `then` comes after: the one before, and as long as it is unknown
                whether that happens, the one before that.
        """
        events = [str(event) for event in step.events if event in self._entries]
        where = self.locate(("timeline", number))
        for first, second in combinations(events, 2):
            said = f"`{first}` and `{second}` on the same day"
            self._relations.append(Relation(first, second, _SAME_DAY, _SAME_DAY, where, said))
        if step.then:
            for first, second in product((event for earlier in before for event in earlier.events), events):
                said = f"`{second}` after `{first}`"
                self._relations.append(Relation(str(first), second, _ONE_DAY, None, where, said))
        for field, moment in step.relations():
            if plain_moments(field, moment, self.vocabulary) is None:
                message = f"a timeline cannot be ordered by `{moment}`, which several events or a proviso decide"
                hint = "order them by one of the events in its definition"
                self._find(("timeline", number, field), Problem("order-by-derived", message, hint=hint))
        for field, moment in self._orders(step):
            if isinstance(moment.anchor, Name) and self._can_relate(number, field, moment.anchor):
                place = self.locate(("timeline", number, field)) or where
                for event in events:
                    self._relations += self._relation(number, field, moment, moment.anchor, event, place)

    def _orders(self, step: Step) -> Iterator[tuple[str, Moment]]:
        """The orders of a step, by events and fixed days."""
        for field, moment in step.relations():
            yield from ((field, plain) for plain in plain_moments(field, moment, self.vocabulary) or ())

    def _can_relate(self, number: int, field: str, anchor: Name) -> bool:
        path: Path = ("timeline", number, field)
        if anchor in self._happening:
            return True
        if anchor in self._listed:
            message = f"`{anchor}` never happens here, so nothing can be ordered by it"
            self._find(
                path,
                Problem("order-by-never", message, related=self._related("it is listed here", self._listed[anchor])),
            )
        elif self._is_event(anchor, path):
            message = f"`{anchor}` does not stand in this timeline"
            self._find(path, Problem("order-by-unlisted", message, hint="add an entry for it, if need be `unknown`"))
        return False

    def _relation(
        self, number: int, field: str, moment: Moment, anchor: Name, event: str, place: Location | None
    ) -> Iterator[Relation]:
        said = f"`{event}` {field.replace('_', ' ')} `{moment}`"
        strict = field in {"after", "before"}
        distance = self._strictly(number, field, moment.shift) if strict else moment.shift
        if distance is not None:
            least = None if field in {"before", "on_or_before"} else distance
            most = None if field in {"after", "on_or_after"} else distance
            yield Relation(str(anchor), event, least, most, place, said)

    def _strictly(self, number: int, field: str, shift: Period) -> Period | None:
        """The period one day longer or shorter; months are never mixed with days of the other sign."""
        day = 1 if field == "after" else -1
        path: Path = ("timeline", number, field)
        if shift.total_months * day < 0:
            message = f"`{field}` cannot be combined with months in the other direction"
            self._find(path, Problem("strict-months", message, hint=f"write `on or {field}`"))
            return None
        try:
            if not shift.total_months:
                return Period(days=shift.total_days + day)
            return Period(shift.years, shift.months, shift.weeks, shift.days + day)
        except DateError as error:
            self.findings += [Finding(path, problem) for problem in error.problems]
            return None

    def _ladder_order(self) -> Iterator[Relation]:
        """No rung is reached before a lower one, where both are reached by an event of their own."""
        for name, kind in self.vocabulary.ladders.items():
            rungs = [f"{name}.{rung}" for rung in kind.above_start()]
            if not any(rung in self._entries for rung in rungs):
                continue
            for lower, higher in combinations(rungs, 2):
                said = f"`{higher}` not before `{lower}`, as rungs of one ladder"
                yield Relation(lower, higher, _SAME_DAY, None, None, said)

    def _report_contradiction(self, timeline: Timeline) -> None:
        contradiction = timeline.contradiction()
        if contradiction is None:
            return
        steps = contradiction.steps
        related = tuple((str(step), step.location) for step in steps if step.location is not None)
        unplaced = "; ".join(str(step) for step in steps if step.location is None)
        message = f"the timeline contradicts itself: {unplaced}" if unplaced else "the timeline contradicts itself"
        hint = "at least one of these must go"
        self._find(("timeline",), Problem("contradiction", message, related=related, hint=hint))

    def _report_days_out_of_range(self, timeline: Timeline) -> None:
        """Find events that happen, and only where no date can be: orders and distances have led them there."""
        for event, entry in self._entries.items():
            if entry.occurs is Truth.TRUE:
                earliest, latest = timeline.bounds(event)
                if earliest == math.inf or latest == -math.inf:
                    message = f"`{event}` is outside the years 0001 to 9999 that a date can have"
                    hint = "look at the orders and distances that lead there"
                    self._find(self._listed[event], Problem("day-out-of-range", message, hint=hint))

    # --- what is wrong ------------------------------------------------------

    def _find(self, path: Path, problem: Problem) -> None:
        self.findings.append(Finding(path, problem))

    def _related(self, reason: str, path: Path) -> tuple[tuple[str, Location], ...]:
        place = self.locate(path)
        return ((reason, place),) if place is not None else ()
