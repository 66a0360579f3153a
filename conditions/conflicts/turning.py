"""What a result rests on: the fewest readings, accounts and unknowns that would have to be otherwise to turn it.

The result is that of a goal: possible, in conflict, or impossible. It is looked at again with another reading of a
condition, with the word of another account taken, and with an unknown settled: a fact, or an event that nobody on
record decides. A set of changes is told if it turns the result and no smaller one in it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final, Literal, TypeAlias

from conditions.conflicts.analysis import MOST_SETS, Analysis, Asked
from conditions.conflicts.background import doer, nothing_known
from conditions.conflicts.sought import sought
from conditions.conflicts.steps import Progress, Steps
from conditions.engines.exact import Limit, Refuted, Witness, declared_values
from conditions.formula import Event, Formula, Happens, Matches, Not, events_in, facts_in
from conditions.knowledge import NOT_APPLICABLE, Among, FactState, NotKnown, NumberBetween
from conditions.language.base import Kind
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.model.statements import accounts_in
from conditions.records import dataclass
from conditions.truth import Truth

Turned: TypeAlias = Literal["possible", "in conflict", "impossible", "unsettled"]
ChangeKind: TypeAlias = Literal["reading", "account", "event", "fact"]
MOST_TRIED: Final = 20_000
"""Most sets of changes that are tried."""


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise.

    Attributes:
        kind: A condition is read in another way, an account is taken, an event or a fact is settled.
        about: The condition, the account, the event or the fact.
        value: The reading; `taken`; `happens` or `never`; the value.
    """

    kind: ChangeKind
    about: str
    value: str

    def words(self, dossier: Dossier) -> str:
        """The change in words."""
        match self.kind:
            case "reading":
                return f"{self.about} is read as {self.value}"
            case "account":
                party = dossier.parties.get(self.about)
                return f"the word of {self.about if party is None else party.name} on the positions of others is taken"
            case "event":
                return f"“{dossier.vocabulary.label(self.about)}” {'never ' if self.value == 'never' else ''}happens"
            case "fact":
                return f"“{dossier.vocabulary.label(self.about)}” is {self.value}"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"kind": self.kind, "about": self.about, "value": self.value}


@dataclass(frozen=True)
class Turn:
    """Changes that turn the result together, none of which can be left out.

    Attributes:
        changes: The changes.
        result: What the result is then.
    """

    changes: tuple[Change, ...]
    result: Turned

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"changes": [one.to_dict() for one in self.changes], "result": self.result}


@dataclass(frozen=True)
class Robustness:
    """What a result rests on.

    Attributes:
        result: The result as it is, each condition in its first reading.
        readings: These first readings, of the conditions that have several.
        turns: The smallest sets of changes that turn it.
        changes: Up to how many changes at a time were tried, every set of them.
        asked: How many changes at a time were asked for.
        single: The changes that were tried, one by one and together.
        numbers: Numbers that are open, and of which no value was tried.
    """

    result: Turned
    readings: Mapping[str, str]
    turns: tuple[Turn, ...]
    changes: int
    asked: int
    single: tuple[Change, ...]
    numbers: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether as many changes at a time were tried as were asked for; else the time was over, or they are many."""
        return self.changes >= self.asked and self.result != "unsettled"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "result": self.result,
            "readings": dict(self.readings),
            "turns": [one.to_dict() for one in self.turns],
            "changes_tried": self.changes,
            "complete": self.complete,
            "single_changes": [one.to_dict() for one in self.single],
            "numbers_not_tried": list(self.numbers),
        }


class Trying:
    """One dossier and one goal, looked at again with changes."""

    def __init__(
        self,
        dossier: Dossier,
        goal: str | Iterable[str | Kind],
        given: str | Iterable[str | Kind],
        scenario: Scenario | None,
        asked: Asked,
        also: Iterable[str],
        limit: Limit,
    ) -> None:
        self.dossier: Dossier = dossier
        self.limit: Limit = limit
        wanted, granted, as_of = sought(dossier, goal, given, asked.as_of)
        self.goal: tuple[str | Kind, ...] = wanted
        self.given: tuple[str | Kind, ...] = granted
        self.scenario: Scenario = scenario or nothing_known()
        told = (asked.accounts,) if isinstance(asked.accounts, str) else asked.accounts
        self.accounts: tuple[str, ...] = self.scenario.accounts if told is None else tuple(told)
        self.asked: Asked = asked._replace(as_of=as_of)
        self.also: tuple[str, ...] = tuple(also)
        self._made: dict[frozenset[str], Analysis] = {}
        self.usual: Analysis = self._analysis(frozenset())

    def run(self, most: int, progress: Progress | None = None) -> Robustness:
        """The smallest sets of up to so many changes that turn the result."""
        single = tuple(self._single())
        usual = self.result(())
        steps, turns, done, tried = Steps(progress), list[Turn](), 0, 0
        for size in range(1, most + 1):
            sets = [some for some in combinations(single, size) if _is_one_each(some)]
            tried += len(sets)
            if tried > MOST_TRIED or usual == "unsettled":
                break
            steps.more(len(sets))
            found = list(self._turning(steps.over(sets), usual, turns))
            turns += (one for one in found if one.result != "unsettled")
            if any(one.result == "unsettled" for one in found):
                break
            done = size
        firsts = {name: next(iter(read)) for name, read in self.usual.taken.items() if len(read) > 1}
        return Robustness(usual, firsts, tuple(turns), done, most, single, tuple(self._numbers()))

    def _turning(self, sets: Iterable[tuple[Change, ...]], usual: Turned, smaller: list[Turn]) -> Iterator[Turn]:
        """The sets with another result in which no smaller one has; one that is not settled ends it."""
        known = [frozenset(one.changes) for one in smaller]
        for some in sets:
            if any(one <= frozenset(some) for one in known):
                continue
            result = self.result(some)
            if result != usual:
                yield Turn(some, result)
            if result == "unsettled":
                return

    def result(self, changes: Iterable[Change]) -> Turned:
        """The result with some changes."""
        listed = tuple(changes)
        analysis = self._analysis(frozenset(one.about for one in listed if one.kind == "account"))
        readings = {one.about: one.value for one in listed if one.kind == "reading"}
        settled = [self._assumed(analysis, one) for one in listed if one.kind in ("event", "fact")]
        required = [*analysis.hard, *settled]
        chosen = [
            found.get(readings.get(name, ""), next(iter(found.values()))).named.name
            for name, found in analysis.taken.items()
        ]
        outcome = analysis.search.find([*required, *chosen], self.limit, early=False)
        if isinstance(outcome, Witness):
            return "possible"
        if not isinstance(outcome, Refuted):
            return "unsettled"
        without = analysis.search.find(required, self.limit, early=False)
        if isinstance(without, Witness):
            return "in conflict"
        return "impossible" if isinstance(without, Refuted) else "unsettled"

    def _analysis(self, accounts: frozenset[str]) -> Analysis:
        if accounts not in self._made:
            taken = (*self.accounts, *sorted(accounts))
            asked = self.asked._replace(accounts=taken or None)
            parts = (self.dossier, self.goal, self.given, self.scenario, asked, self.also)
            self._made[accounts] = Analysis(*parts, self.limit, MOST_SETS)
        return self._made[accounts]

    def _assumed(self, analysis: Analysis, change: Change) -> str:
        """The name for the solver of what an unknown is settled as."""
        name = f"{change.about} settled as {change.value}"
        if name not in analysis.search.names:
            analysis.search.select(name, self._formula(change))
        return name

    def _formula(self, change: Change) -> Formula:
        if change.kind == "event":
            happens = Happens(Event(change.about))
            return happens if change.value == "happens" else Not(happens)
        values = declared_values(self.usual.vocabulary)[change.about]
        return Matches(change.about, (next(one for one in values if _value(one) == change.value),))

    # --- what could be otherwise ------------------------------------------------------

    def _single(self) -> Iterator[Change]:
        """Every change by itself."""
        tellers = [
            one for one in accounts_in(self.dossier.parties, self.dossier.statements) if one not in self.accounts
        ]
        told = [self._analysis(frozenset([account])) for account in tellers]
        several = [(name, read) for one in (self.usual, *told) for name, read in one.taken.items() if len(read) > 1]
        readings = (Change("reading", name, other) for name, read in several for other in list(read)[1:])
        yield from dict.fromkeys(readings)
        yield from (Change("account", account, "taken") for account in tellers)
        yield from (Change("event", event, value) for event in self._events() for value in ("happens", "never"))
        values = declared_values(self.usual.vocabulary)
        for fact in self._facts():
            for value in self._open(fact, values.get(fact, ())):
                yield Change("fact", fact, _value(value))

    def _events(self) -> Iterator[str]:
        """Events of which it is open whether they happen, that nobody on record decides and no goal names."""
        wanted = {event for one in self.usual.goal for event in events_in(one.formula)}
        for event in dict.fromkeys(event for formula in self._formulas() for event in events_in(formula)):
            is_open = self.usual.known.timeline.occurs(event) is Truth.UNKNOWN
            if is_open and event not in wanted and doer(self.dossier, event) is None:
                yield event

    def _facts(self) -> Iterator[str]:
        yield from dict.fromkeys(fact for formula in self._formulas() for fact in facts_in(formula))

    def _open(self, fact: str, values: tuple[bool | str, ...]) -> tuple[bool | str, ...]:
        """The values between which it is open; none where one is known, or it does not apply."""
        state = self.usual.known.fact(fact)
        if isinstance(state, NotKnown):
            return () if state == NOT_APPLICABLE else values
        return state.options if isinstance(state, Among) and len(state.options) > 1 else ()

    def _numbers(self) -> Iterator[str]:
        kinds = self.usual.vocabulary.facts
        for fact in self._facts():
            if fact in kinds and kinds[fact].kind == "number" and _is_open(self.usual.known.fact(fact)):
                yield fact

    def _formulas(self) -> Iterator[Formula]:
        for one in tuple(self._made.values()):
            yield from one.formulas.values()


def _is_open(state: FactState) -> bool:
    """Whether a number may be more than one."""
    if isinstance(state, NumberBetween):
        return state.low is None or state.low != state.high
    return state != NOT_APPLICABLE


def _is_one_each(changes: tuple[Change, ...]) -> bool:
    """Whether no two changes are of the same thing."""
    things = [(one.kind, one.about) for one in changes]
    return len(set(things)) == len(things)


def _value(value: bool | str) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value


__all__ = ["Change", "Robustness", "Turn"]
