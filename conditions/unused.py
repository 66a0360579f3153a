"""What a scenario says that no condition, term, moment, state or obligation of its dossier reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Final, Literal, NamedTuple

from conditions.errors import Problem
from conditions.formula import Day, Formula, Happens, events_in, facts_in
from conditions.language.base import Scope
from conditions.language.states import in_force
from conditions.language.types import Moment, Name
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.instruments import Obligation
from conditions.model.lint import moments_of, names_used, stems
from conditions.model.scenario import Scenario
from conditions.records import dataclass
from conditions.vocabulary import Vocabulary

_SOME_DAY: Final = Day(date(2000, 1, 1))


@dataclass(frozen=True)
class Unused:
    """Something that a scenario says and nothing reads.

    Attributes:
        path: Where it stands in the scenario: `("timeline", 2, "event", 0)`, `("facts", "neutral")`.
        what: What it is.
        name: Its name; of an incident its kind.
    """

    path: tuple[str | int, ...]
    what: Literal["event", "fact", "group", "incident"]
    name: str

    def problem(self) -> Problem:
        """The same as a warning, without a place."""
        message = f"no condition, term, moment, state or obligation reads the {self.what} `{self.name}`"
        hint = "delete it, or check whether something else was meant"
        return Problem("unused-knowledge", message, hint=hint, severity="warning")


@accepting()
def unused(dossier: Dossier, scenario: Scenario) -> tuple[Unused, ...]:
    """What a scenario says that no condition, term, moment, state or obligation reads, in the order of the timeline.

    A rung is read where any rung of its ladder is; an event also where a step that is read
    stands in an order with it.

    Args:
        dossier: The dossier.
        scenario: A scenario of it.
    """
    return Readers(dossier).unused(scenario)


class _Read(NamedTuple):
    """The names that something reads."""

    events: frozenset[str]
    facts: frozenset[str]
    groups: frozenset[str]


@dataclass(frozen=True)
class Readers:
    """Everything in a dossier that reads what scenarios say; worked out once for all of its scenarios.

    Attributes:
        dossier: The dossier.
    """

    dossier: Dossier
    _found: dict[tuple[object, ...], _Read] = field(default_factory=dict, init=False, repr=False, compare=False)

    def unused(self, scenario: Scenario) -> tuple[Unused, ...]:
        """As the function of the same name says."""
        members = tuple(scenario.groups.items())
        if members not in self._found:
            self._found[members] = self._read(self.dossier.vocabulary.with_members(scenario.groups))
        return tuple(self._unused(scenario, self._found[members]))

    def _unused(self, scenario: Scenario, read: _Read) -> Iterator[Unused]:
        events = _with_anchors(scenario, read.events)
        for number, step in enumerate(scenario.timeline):
            for place, event in enumerate(step.events):
                if event not in events:
                    yield Unused(("timeline", number, "event", place), "event", str(event))
        for path, facts in _facts(scenario):
            for fact in facts:
                if fact not in read.facts:
                    yield Unused((*path, str(fact)), "fact", str(fact))
        for group in scenario.groups:
            if group not in read.groups:
                yield Unused(("groups", str(group)), "group", str(group))
        for number, incident in enumerate(scenario.incidents):
            if not self._answers(incident.incident):
                yield Unused(("incidents", number, "incident"), "incident", incident.incident)

    def _read(self, vocabulary: Vocabulary) -> _Read:
        formulas = list(self._formulas(vocabulary))
        events = {event for formula in formulas for event in events_in(formula)}
        named = {*names_used(self.dossier), *(debtor.name for one in self._obligations for debtor in one.owing())}
        groups = {group for family, group in vocabulary.families.items() if family in named}
        return _Read(
            frozenset({*events, *self._performances(vocabulary), *_rungs(vocabulary, events)}),
            frozenset({*(fact for formula in formulas for fact in facts_in(formula)), *_parts(vocabulary)}),
            frozenset(named | groups),
        )

    def _formulas(self, vocabulary: Vocabulary) -> Iterator[Formula]:
        """Every formula of conditions, terms, preferences, moments, states, instruments and obligations."""
        scope = Scope(vocabulary)
        for position in (*self.dossier.conditions.values(), *self.dossier.terms.values()):
            yield from (clause.lower(scope) for clause in position.clauses().values())
        for listed in self.dossier.preferences.values():
            yield from (preference.prefers.lower(scope) for preference in listed)
        for moment in self.dossier.moments:
            yield Happens(scope.point(Moment(Name(moment))))
        for state in vocabulary.states:
            yield in_force(scope, state, _SOME_DAY)
        for obligation in self._obligations:
            yield from (Happens(scope.point(moment)) for moment in moments_of(obligation))

    def _performances(self, vocabulary: Vocabulary) -> Iterator[str]:
        """The events that perform an obligation, those of single members among them."""
        performing = {str(one.performance) for one in self._obligations if one.performance is not None}
        yield from (event for event in vocabulary.events if performing.intersection(stems(event)))

    def _answers(self, kind: str) -> bool:
        """Whether some obligation answers to incidents of a kind, or may do so."""
        triggers = [one.trigger for one in self._obligations]
        return any(not kinds or kind in kinds or kind == "unknown" for kinds in triggers)

    @cached_property
    def _obligations(self) -> tuple[Obligation, ...]:
        return tuple(one for each in self.dossier.instruments.values() for one in each.obligations.values())


def _facts(scenario: Scenario) -> Iterator[tuple[tuple[str, ...], Iterable[str]]]:
    """The facts of the scenario and of its viewpoints, with where they stand."""
    yield ("facts",), scenario.facts
    yield from ((("viewpoints", name, "facts"), view.facts) for name, view in scenario.viewpoints.items())


def _parts(vocabulary: Vocabulary) -> Iterator[str]:
    """Numbers that are parts of others, and these: whether they fit together is said beside the answers."""
    for name, fact in vocabulary.facts.items():
        if fact.part_of is not None:
            yield from (name, fact.part_of)


def _rungs(vocabulary: Vocabulary, events: Iterable[str]) -> Iterator[str]:
    """Every rung of the ladders of which some rung is among the events: higher rungs come after lower ones."""
    ladders = {event.partition(".")[0] for event in events} & set(vocabulary.ladders)
    yield from (f"{ladder}.{rung}" for ladder in ladders for rung in vocabulary.ladders[ladder].rungs)


def _with_anchors(scenario: Scenario, read: frozenset[str]) -> set[str]:
    """What is read, and what says on which days that can lie: its steps are ordered by it."""
    found, links = set(read), _links(scenario, read)
    waiting = [event for event in links if event in found]
    while waiting:
        for event in links.get(waiting.pop(), ()):
            if event not in found:
                found.add(event)
                waiting.append(event)
    return found


def _links(scenario: Scenario, read: frozenset[str]) -> Mapping[str, list[str]]:
    """For each event of the timeline, the events by which its step is ordered.

    A `then` leads to the step before only where that step has a day or an order of its own and nothing
    in it is read; else it adds nothing.
    """
    links: dict[str, list[str]] = {}
    before: tuple[str, ...] = ()
    for step in scenario.timeline:
        anchors = [str(name) for _, moment in step.relations() for name in moment.names()]
        for event in step.events:
            links.setdefault(str(event), []).extend([*anchors, *(before if step.then else ())])
        tells = (step.on is not None or anchors) and not read.intersection(step.events)
        before = tuple(map(str, step.events)) if tells else ()
    return links


__all__ = ["Readers", "Unused", "unused"]
