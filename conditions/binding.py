"""From a scenario and its dossier's vocabulary to what is known: the timeline and the facts.

Everything that a scenario gets wrong about its dossier is found here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final, TypeAlias

from conditions.dates import PartialDate, Period, add
from conditions.errors import LanguageError, Problem, ScenarioError, did_you_mean
from conditions.knowledge import NOT_APPLICABLE, NOT_GIVEN, STATED_UNKNOWN, Among, FactState, Knowledge, NumberBetween
from conditions.language.quantities import Quantity
from conditions.language.types import Moment, Name, Span
from conditions.location import Location
from conditions.model.scenario import FactGiven, NumberRange, Scenario, Step
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from conditions.vocabulary import FactType, Vocabulary

Path: TypeAlias = tuple[str | int, ...]
Finding: TypeAlias = tuple[Path, Problem, Span | None]
"""A problem, the path of the value in the scenario, and the span of characters in that value."""
Locate: TypeAlias = Callable[[Path], Location | None]
"""Where the value at a path of the scenario stands in its file."""

_ONE_DAY: Final = Period(days=1)
_SAME_DAY: Final = Period()
_OCCURS: Final = {"yes": Truth.TRUE, "no": Truth.FALSE, "unknown": Truth.UNKNOWN}
_YES_NO: Final = {"yes": True, "true": True, "no": False, "false": False}


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
        raise ScenarioError([problem for _, problem, _ in binding.findings])
    return known


def _nowhere(path: Path) -> Location | None:
    return None


class Binding:
    """One scenario being bound to its vocabulary.

    Attributes:
        findings: What is wrong, filled by `knowledge`.
    """

    def __init__(self, scenario: Scenario, vocabulary: Vocabulary, locate: Locate = _nowhere) -> None:
        self.scenario = scenario
        self.vocabulary = vocabulary.with_members(scenario.groups)
        self.locate = locate
        self.findings: list[Finding] = []
        self._listed: dict[str, Path] = {}
        self._happening: set[str] = set()
        self._relations: list[Relation] = []
        self._entries: dict[str, Entry] = {}

    def knowledge(self) -> Knowledge:
        """What is known; sound only where nothing was found wrong."""
        for name in self.scenario.groups:
            if name not in self.vocabulary.groups:
                self._unknown(("groups", name), "group", name, self.vocabulary.groups)
        timeline = self.timeline()
        facts = {str(name): self._fact(name, given) for name, given in self.scenario.facts.items()}
        now = self.scenario.now
        return Knowledge(timeline, facts, now.toordinal() if now else None)

    # --- the timeline -------------------------------------------------------

    def timeline(self) -> Timeline:
        """The temporal network of the scenario."""
        for number, step in enumerate(self.scenario.timeline):
            self._list(number, step)
        previous: Step | None = None
        for number, step in enumerate(self.scenario.timeline):
            self._relate(number, step, previous)
            previous = previous if step.happens == "no" else step
        self._relations += self._ladder_order()
        timeline = Timeline(self._entries.values(), self._relations, self._otherwise())
        if not self.findings:
            self._report_contradiction(timeline)
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
                related = self._related("here it stands too", self._listed[event])
                hint = "give one entry with all that is known of it"
                self._find(path, Problem("repeated-event", f"`{event}` stands twice", hint=hint, related=related))
                continue
            self._listed[str(event)] = path
            if step.happens != "no":
                self._happening.add(str(event))
            earliest, latest = self._days(number, step)
            self._entries[str(event)] = Entry(str(event), _OCCURS[step.happens], earliest, latest, self.locate(path))

    def _is_event(self, event: Name, path: Path) -> bool:
        if event in self.vocabulary.events:
            return True
        ladder, _, rung = event.partition(".")
        kind = self.vocabulary.ladders.get(ladder)
        if kind is not None and rung in kind.rungs:
            message = f"`{ladder}` stands on `{rung}` from the outset, so reaching it is no event"
            self._find(path, Problem("starting-rung", message, hint=f"leave it out, or give `{ladder}` `start: none`"))
        elif event in self.vocabulary.families:
            group = self.vocabulary.families[event]
            hint = f"write `{event}[…]` with a member of `{group}`"
            self._find(path, Problem("needs-member", f"`{event}` happens once for each of {group}", hint=hint))
        else:
            self._unknown(path, "event", event, self.vocabulary.events)
        return False

    def _days(self, number: int, step: Step) -> tuple[float, float]:
        """The days that a step gives by itself: its date, fixed days it is ordered by, and the world's `now`."""
        earliest, latest = _ends(step.on)
        now = self.scenario.now
        if now is not None and step.happens == "yes":
            if earliest > now.toordinal():
                message = f"`{step.events[0]}` happens after {now}, the last day of which this world knows"
                hint = "write `maybe` before the date, or move `until`"
                self._find(("timeline", number, "on"), Problem("after-now", message, hint=hint))
            else:
                latest = min(latest, now.toordinal())
        for field, moment in step.relations():
            if isinstance(moment.anchor, Name):
                continue
            day = add(moment.anchor, moment.shift).toordinal()
            if field in {"after", "on_or_after", "same_day_as"}:
                earliest = max(earliest, day + (field == "after"))
            if field in {"before", "on_or_before", "same_day_as"}:
                latest = min(latest, day - (field == "before"))
        if earliest > latest and not math.isinf(earliest):
            message = f"no day fits all that is said of `{step.events[0]}`"
            self._find(("timeline", number), Problem("no-day-left", message))
        return earliest, latest

    def _relate(self, number: int, step: Step, previous: Step | None) -> None:
        """Note every order and distance that a step states."""
        events = [str(event) for event in step.events if event in self._entries]
        where = self.locate(("timeline", number))
        for first, second in combinations(events, 2):
            said = f"`{first}` and `{second}` on the same day"
            self._relations.append(Relation(first, second, _SAME_DAY, _SAME_DAY, where, said))
        if step.then and previous is not None:
            for first in previous.events:
                for second in events:
                    said = f"`{second}` after `{first}`"
                    self._relations.append(Relation(str(first), second, _ONE_DAY, None, where, said))
        for field, moment in step.relations():
            if isinstance(moment.anchor, Name) and self._can_relate(number, field, moment.anchor):
                place = self.locate(("timeline", number, field)) or where
                for event in events:
                    self._relations += self._relation(number, field, moment, moment.anchor, event, place)

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
        shift, said = moment.shift, f"`{event}` {field.replace('_', ' ')} `{moment}`"
        least = most = None
        match field:
            case "on_or_after":
                least = shift
            case "on_or_before":
                most = shift
            case "same_day_as":
                least = most = shift
            case "after" | "before":
                strict = self._strictly(number, field, shift)
                least, most = (strict, None) if field == "after" else (None, strict)
        if least is not None or most is not None:
            yield Relation(str(anchor), event, least, most, place, said)

    def _strictly(self, number: int, field: str, shift: Period) -> Period | None:
        """The period one day longer or shorter; months are never mixed with days of the other sign."""
        day = 1 if field == "after" else -1
        if shift.total_months * day >= 0 and (not shift.total_months or (shift.total_days + day) * day >= 0):
            if not shift.total_months:
                return Period(days=shift.total_days + day)
            if shift.total_days * day >= 0:
                return Period(shift.years, shift.months, shift.weeks, shift.days + day)
        message = f"`{field}` cannot be combined with months in the other direction"
        self._find(("timeline", number, field), Problem("strict-months", message, hint=f"write `on or {field}`"))
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
        message = "the timeline contradicts itself"
        if len(related) < len(steps):
            message += ": " + "; ".join(str(step) for step in steps)
        problem = Problem("contradiction", message, related=related, hint="at least one of these must go")
        path: Path = self._listed.get(next((s.event for s in steps if isinstance(s, Entry)), ""), ("timeline",))
        self._find(path, problem)

    # --- facts --------------------------------------------------------------

    def _fact(self, name: Name, given: FactGiven) -> FactState:
        path: Path = ("facts", name)
        kind = self.vocabulary.facts.get(name)
        if kind is None:
            if name in self.vocabulary.events:
                self._find(path, Problem("not-a-fact", f"`{name}` is an event", hint="list it in `timeline`"))
            elif name in self.vocabulary.ladders:
                hint = f"list the rungs that are reached in `timeline`, as in `{name}.{given}`"
                self._find(path, Problem("not-a-fact", f"`{name}` is a ladder", hint=hint))
            else:
                self._unknown(path, "fact", name, self.vocabulary.facts)
            return NOT_GIVEN
        if isinstance(given, str) and given in {"unknown", "not applicable"}:
            return STATED_UNKNOWN if given == "unknown" else NOT_APPLICABLE
        if kind.kind == "number":
            return self._number(path, kind, given)
        if isinstance(given, NumberRange):
            self._find(path, Problem("not-a-number", f"`{name}` is not a number and has no range"))
            return NOT_GIVEN
        options = [self._option(path, name, kind, text) for text in ((given,) if isinstance(given, str) else given)]
        return Among(tuple(dict.fromkeys(option for option in options if option is not None))) if options else NOT_GIVEN

    def _option(self, path: Path, name: str, kind: FactType, text: str) -> bool | str | None:
        if kind.kind == "yes_no" and text in _YES_NO:
            return _YES_NO[text]
        if kind.kind == "one_of" and text in kind.values:
            return str(text)
        allowed = ("yes", "no") if kind.kind == "yes_no" else kind.values
        hint = did_you_mean(text, allowed) or f"its values are {', '.join(allowed)}, or `unknown`"
        self._find(path, Problem("unknown-value", f"`{name}` has no value `{text}`", hint=hint))
        return None

    def _number(self, path: Path, kind: FactType, given: FactGiven) -> FactState:
        if isinstance(given, NumberRange):
            ends = [None if end is None else self._amount(path, kind, end) for end in (given.low, given.high)]
            low, high = (None if end is None else end.low for end in ends)
        else:
            texts = (given,) if isinstance(given, str) else given
            amounts = [amount for text in texts if (amount := self._amount(path, kind, text)) is not None]
            numbers = [amount.low for amount in amounts if amount.low is not None]
            if not numbers:
                return NOT_GIVEN
            low, high = min(numbers), max(numbers)
        if low is not None and high is not None and low > high:
            self._find(
                path, Problem("reversed-range", f"the range from {low} to {high} has its lower end above its upper")
            )
        return NumberBetween(low, high)

    def _amount(self, path: Path, kind: FactType, text: str) -> NumberBetween | None:
        try:
            quantity = Quantity.parse(text)
        except LanguageError as error:
            self.findings += [(path, problem, None) for problem in error.problems]
            return None
        if quantity.number is None or quantity.of is not None:
            self._find(path, Problem("bad-number", f"`{text}` is not a number"))
            return None
        if (quantity.unit or "") != (kind.unit or ""):
            message = f"`{text}` is {'in ' + quantity.unit if quantity.unit else 'without a unit'}"
            hint = f"write it in {kind.unit}" if kind.unit else "this number has no unit"
            self._find(path, Problem("unit-mismatch", message, hint=hint))
            return None
        return NumberBetween(quantity.number, quantity.number)

    # --- what is wrong ------------------------------------------------------

    def _find(self, path: Path, problem: Problem) -> None:
        self.findings.append((path, problem, None))

    def _unknown(self, path: Path, what: str, name: str, known: object) -> None:
        names = tuple(known) if isinstance(known, dict) else ()
        hint = did_you_mean(name, names) or did_you_mean(name, self.vocabulary.everything())
        self._find(path, Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint))

    def _related(self, reason: str, path: Path) -> tuple[tuple[str, Location], ...]:
        place = self.locate(path)
        return ((reason, place),) if place is not None else ()


def _ends(day: PartialDate | None) -> tuple[float, float]:
    """First and last day of a partial date as ordinals, infinite where open."""
    if day is None:
        return -math.inf, math.inf
    return (
        day.earliest.toordinal() if day.earliest else -math.inf,
        day.latest.toordinal() if day.latest else math.inf,
    )
