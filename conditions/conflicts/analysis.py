"""From a dossier and a goal to what stands in the way: the search over every choice of readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import partial
from itertools import islice, product
from typing import Final

from conditions.check import check
from conditions.citations import cited
from conditions.conflicts.background import completions, known_of, needed, nothing_known
from conditions.conflicts.blocks import blocks
from conditions.conflicts.concessions import Concession, cheapest, concession, weight_of
from conditions.conflicts.courses import course
from conditions.conflicts.enumeration import enumerate_all, minimal_core
from conditions.conflicts.goals import Demand, demands
from conditions.conflicts.held import Held, conflicting
from conditions.conflicts.proofs import Proof
from conditions.conflicts.readings import matters, reading_name
from conditions.conflicts.results import (
    Conflicts,
    Core,
    Course,
    Impossible,
    InConflict,
    Named,
    Part,
    Possible,
    Result,
    Unsettled,
)
from conditions.conflicts.sought import sought
from conditions.conflicts.steps import Progress, Steps
from conditions.conflicts.taking_part import Asked, Taken, readings_of_terms, taking_part
from conditions.conflicts.weakening import Milder, milder
from conditions.engines.exact import Completions, Limit, Refuted, Witness, cases, declared_values
from conditions.formula import All, Constant, Formula, Not, walk
from conditions.knowledge import Knowledge
from conditions.language.base import Kind, Scope, Words
from conditions.model.dossier import Dossier
from conditions.model.positions import Position
from conditions.model.scenario import Scenario
from conditions.results import CheckResult
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

MOST_SETS: Final = 10_000
"""Most cores and concession sets that are looked for in one part."""
MOST_READINGS: Final = 256
"""Most choices of readings that are looked at."""


class Analysis:
    """One dossier, one goal and one background, asked for every choice of readings."""

    def __init__(
        self,
        dossier: Dossier,
        goal: str | Iterable[str | Kind],
        given: str | Iterable[str | Kind],
        scenario: Scenario | None,
        asked: Asked,
        also: Iterable[str],
        limit: Limit,
        most: int,
    ) -> None:
        self.dossier: Dossier = dossier
        self.limit: Limit = limit
        self.most: int = most
        self.scenario: Scenario = scenario or nothing_known()
        wanted = sought(dossier, goal, given, asked.as_of)
        asked = asked._replace(as_of=wanted.as_of)
        asked_of_terms = readings_of_terms(dossier, asked.readings or {})
        kept = {name: one for name, one in (asked.readings or {}).items() if name not in asked_of_terms}
        self.checked: CheckResult = check(dossier, self.scenario, **asked._replace(readings=kept)._asdict())
        self.vocabulary: Vocabulary = self.checked.vocabulary
        self.goal: tuple[Demand, ...] = demands(wanted.goal, self.vocabulary, is_goal=True)
        self.given: tuple[Demand, ...] = demands(wanted.given, self.vocabulary, is_goal=False)
        self.known: Knowledge = known_of(self.scenario, dossier, self.vocabulary)
        self.taken: dict[str, dict[str, Taken]] = {}
        for name, position, doubtful in taking_part(dossier, self.checked, also):
            chosen = (asked.readings or {}).get(name)
            self.taken[name] = {
                reading: self._taken(name, reading, position, clause, doubtful)
                for reading, clause in position.clauses().items()
                if chosen is None or reading == chosen
            }
        self.search: Completions = completions(self.known, dossier, self.vocabulary, self.checked.as_of)
        self.hard: dict[str, Demand] = {f"goal {number}": one for number, one in enumerate(self.goal)}
        self.hard |= {f"given {number}": one for number, one in enumerate(self.given)}
        self.formulas: dict[str, Formula] = {name: one.formula for name, one in self.hard.items()}
        self.formulas |= {one.named.name: one.formula for readings in self.taken.values() for one in readings.values()}
        for name, formula in self.formulas.items():
            self.search.select(name, formula)

    def _taken(self, name: str, reading: str, position: Position, clause: Kind, doubtful: bool) -> Taken:
        sources = position.readings[reading].source if position.readings is not None else ()
        said = [cited(self.dossier, source) for source in sources or position.source]
        quotes = tuple(f"{one.words} ({one.attribution})" if one.words else one.attribution for one in said)
        text, words = clause.text(), clause.say(Words(self.vocabulary))
        named = Named(name, reading, position.party, text, words, quotes, doubtful, position.level)
        return Taken(named, clause, clause.lower(Scope(self.vocabulary)))

    # --- every choice of readings ---------------------------------------------

    def run(self, progress: Progress | None = None) -> Conflicts:
        """The results for every choice of readings that matter.

        Args:
            progress: What is told, after each choice, how many have been looked at, and how many there are.
        """
        everybody = tuple(one.named for readings in self.taken.values() for one in readings.values())
        impossible = self._impossible()
        if impossible is not None:
            return Conflicts(self.goal, self.given, everybody, {"": impossible}, left_open=self._left_open())
        choices = product(*(readings.values() for readings in self.taken.values()))
        looked_at = list(islice(choices, MOST_READINGS))
        left_out = sum(1 for _ in islice(choices, MOST_READINGS * 100))
        steps = Steps(progress)
        steps.more(len(looked_at))
        found = {tuple(one.named.reading for one in choice): self._result(choice) for choice in steps.over(looked_at)}
        return Conflicts(self.goal, self.given, everybody, self._by_reading(found), left_out, self._left_open())

    def _left_open(self) -> tuple[str, ...]:
        """What the dossier leaves open in what is asked."""
        taken = (one.formula for readings in self.taken.values() for one in readings.values())
        nodes = (node for formula in (*(one.formula for one in self.hard.values()), *taken) for node in walk(formula))
        open_ = (node.why for node in nodes if isinstance(node, Constant) and node.truth is Truth.UNKNOWN)
        return tuple(dict.fromkeys(open_))

    def _by_reading(self, found: Mapping[tuple[str, ...], Result]) -> dict[str, Result]:
        """The results by the names of the readings that matter."""
        ids = list(self.taken)
        axes = [place for place, name in enumerate(ids) if len(self.taken[name]) > 1 and matters(place, found)]
        alike: dict[str, list[tuple[str, ...]]] = {}
        for readings in found:
            key = ", ".join(reading_name(ids[place], readings[place], ids, self.taken) for place in axes)
            alike.setdefault(key, []).append(readings)
        return {key: self._for_all(choices, found) for key, choices in alike.items()}

    def _for_all(self, choices: list[tuple[str, ...]], found: Mapping[tuple[str, ...], Result]) -> Result:
        """The result of choices that all have the same; if possible, with one course of events for all of them."""
        first = found[choices[0]]
        if len(choices) == 1 or not isinstance(first, Possible):
            return first
        names = dict.fromkeys(
            self.taken[name][reading].named.name
            for readings in choices
            for name, reading in zip(self.taken, readings, strict=True)
        )
        held = Held(self.search, tuple(self.hard))
        outcome = held.find(names, self.limit)
        return Possible(partial(self.course, held, tuple(names), outcome)) if isinstance(outcome, Witness) else first

    def _impossible(self) -> Impossible | Unsettled | None:
        outcome = self.search.find(self.hard, self.limit)
        match outcome:
            case Witness():
                return None
            case Refuted(core):
                small = minimal_core(self.search, core, self.limit) or frozenset(core)
                because = tuple(one for name, one in self.hard.items() if name in small)
                return Impossible(because, partial(self.prove, [one.formula for one in because]))
            case _:
                return Unsettled()

    def prove(self, formulas: Iterable[Formula]) -> Proof:
        """Cases that show that formulas cannot hold together with what is known."""
        formula, declared = Not(All(tuple(formulas))), declared_values(self.vocabulary)
        return Proof(formula, self.known, declared, cases(formula, self.known, declared))

    # --- one choice of readings -------------------------------------------------

    def _result(self, choice: tuple[Taken, ...]) -> Result:
        held = Held(self.search, tuple(self.hard))
        taken = {one.named.name: one for one in choice}
        outcome = held.find(taken, self.limit)
        match outcome:
            case Witness():
                return Possible(partial(self.course, held, tuple(taken), outcome))
            case Refuted(core):
                return self._in_conflict(held, taken, core)
            case _:
                return Unsettled()

    def course(self, held: Held, names: Iterable[str], witness: Witness) -> Course:
        """The simplest course of events in which formulas hold, as they do in a witness."""
        asked = (*held.always, *names)
        simple = self.search.simplest(asked, witness, self.limit)
        found = needed(simple, (self.formulas[name] for name in asked), self.known)
        return course(found, self.scenario, self.vocabulary, self.checked)

    def _in_conflict(self, held: Held, taken: Mapping[str, Taken], core: tuple[str, ...]) -> InConflict:
        required = [one.formula for one in self.hard.values()]
        groups = blocks({name: one.formula for name, one in taken.items()}, required, self.known)
        parts, all_found = [], True
        for group in conflicting(held, taken, groups, core, self.limit):
            if group is None:
                all_found = False
                break
            found = enumerate_all(held, group, self.limit, self.most)
            parts.append(
                Part(
                    tuple(self._core([taken[name] for name in one]) for one in found.cores),
                    tuple(tuple(taken[name].named for name in one) for one in found.concessions),
                    found.complete,
                )
            )
        complete = all_found and all(part.complete for part in parts)
        names = {one.named: name for name, one in taken.items()}
        return InConflict(
            tuple(parts),
            self._alone(held, taken),
            complete,
            _course=partial(self._course_without, held, names),
            _cheapest=partial(self._cheapest, held, taken, parts, complete),
            _milder=partial(milder, self, held, {one.named: one for one in taken.values()}),
        )

    def _core(self, conditions: list[Taken]) -> Core:
        required = [one.formula for one in self.hard.values()]
        return Core(
            tuple(one.named for one in conditions),
            partial(self.prove, [*required, *(one.formula for one in conditions)]),
        )

    def _alone(self, held: Held, taken: Mapping[str, Taken]) -> tuple[str, ...] | None:
        found = []
        for party in dict.fromkeys(one.named.party for one in taken.values()):
            outcome = held.find([name for name, one in taken.items() if one.named.party != party], self.limit)
            if isinstance(outcome, Witness):
                found.append(party)
            elif not isinstance(outcome, Refuted):
                return None
        return tuple(found)

    def _course_without(self, held: Held, names: Mapping[Named, str], given_up: tuple[Named, ...]) -> Course | None:
        kept = [name for one, name in names.items() if one not in given_up]
        outcome = held.find(kept, self.limit)
        return self.course(held, kept, outcome) if isinstance(outcome, Witness) else None

    def _cheapest(
        self,
        held: Held,
        taken: Mapping[str, Taken],
        parts: list[Part],
        complete: bool,
        weights: Mapping[str, Fraction],
    ) -> Concession | None:
        if complete:
            best = [min((concession(one, weights) for one in part.concessions), key=_by_weight) for part in parts]
            return concession((one for found in best for one in found.conditions), weights)
        names = {one.named: name for name, one in taken.items()}
        cores = ([names[one] for one in core.conditions] for part in parts for core in part.cores)
        weighed = {name: weight_of(one.named, weights) for name, one in taken.items()}
        found = cheapest(held, weighed, cores, self.limit)
        return None if found is None else concession((taken[name].named for name in sorted(found)), weights)


def _by_weight(one: Concession) -> Fraction:
    return one.weight


__all__ = ["MOST_READINGS", "MOST_SETS", "Analysis", "Asked", "Held", "Milder", "Progress", "Taken"]


__all__ = ["MOST_READINGS", "MOST_SETS", "Analysis", "Asked", "Held", "Milder", "Progress", "Taken", "taking_part"]
