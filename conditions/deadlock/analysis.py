"""From a dossier and a goal to the deadlocks in every choice of readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, product
from typing import Final

from conditions.check import check
from conditions.citations import cited
from conditions.conflicts.analysis import MOST_READINGS, Analysis, Asked, Taken, taking_part
from conditions.conflicts.background import doer, nothing_known
from conditions.conflicts.enumeration import minimal_core
from conditions.conflicts.results import Named
from conditions.conflicts.sought import sought
from conditions.conflicts.steps import Progress, Steps
from conditions.dates import PartialDate
from conditions.deadlock.circles import Circle, Edge, circles, edges
from conditions.deadlock.fates import fates
from conditions.deadlock.latent import Edge as Latency
from conditions.deadlock.latent import kind_of, latent, on_file
from conditions.deadlock.readings import Choice, by_name, in_words
from conditions.deadlock.relaxing import relaxations
from conditions.deadlock.results import Closing, Deadlock, Deadlocks, Ground, Kind, Knot, Latent, Wait
from conditions.deadlock.search import Search, settled
from conditions.engines.exact import Limit, Refuted, Witness
from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.language.base import Kind as Clause
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.truth import Truth

_MOST_CONCESSIONS: Final = 50
_MOST_CIRCLES: Final = 20


class Deadlocking:
    """One dossier and one goal, looked at for deadlocks."""

    def __init__(
        self,
        dossier: Dossier,
        goal: str | Iterable[str | Clause],
        given: str | Iterable[str | Clause],
        scenario: Scenario | None,
        asked: Asked,
        also: Iterable[str],
        limit: Limit,
        most: int,
    ) -> None:
        scenario = scenario or nothing_known()
        accounts = None if asked.accounts is None else tuple(asked.accounts)
        chosen = dict(asked.readings or {})
        of_terms = {name: chosen.pop(name) for name in list(chosen) if name in dossier.terms}
        goal, given, as_of = sought(dossier, goal, given, asked.as_of)
        asked, also = asked._replace(as_of=as_of, accounts=accounts, readings=chosen), tuple(also)
        checked = check(dossier, scenario, **asked._asdict())
        base = {name for name, _, _ in taking_part(dossier, checked, also)}
        day = checked.as_of
        further = [name for name, one in checked.conditions.items() if one.in_force is not Truth.FALSE]
        further += [name for name, term in dossier.terms.items() if _may_have_begun(term.since, day)]
        everything = (*also, *(name for name in further if name not in also))
        self.dossier: Dossier = dossier
        self.limit: Limit = limit
        self.most: int = most
        self.analysis: Analysis = Analysis(dossier, goal, given, scenario, asked, everything, limit, most)
        readings = {name: self._read(name, found, of_terms) for name, found in self.analysis.taken.items() if found}
        self.taken: dict[str, dict[str, Taken]] = {name: found for name, found in readings.items() if name in base}
        further_ones = (one for name, found in readings.items() if name not in base for one in found.values())
        self.extra: dict[str, Taken] = {one.named.name: one for one in further_ones}

    def _read(self, name: str, found: dict[str, Taken], of_terms: Mapping[str, str]) -> dict[str, Taken]:
        """The readings of a condition or term; of a term, only the one that was chosen."""
        reading = of_terms.get(name)
        if reading is not None and reading not in found:
            hint = did_you_mean(reading, found) or f"the readings are {', '.join(f'`{one}`' for one in found)}"
            raise UnknownNameError(Problem("unknown-reading", f"`{name}` has no reading `{reading}`", hint=hint))
        return found if reading is None else {reading: found[reading]}

    # --- every choice of readings ---------------------------------------------

    def run(self, progress: Progress | None = None) -> Deadlocks:
        """The results for every choice of readings that matter.

        Args:
            progress: What is told how many steps have been taken, and how many there are as far as known.
        """
        steps = Steps(progress)
        impossible = self.out_of_reach()
        choices = self.choices()
        looked_at = list(islice(choices, 1 if impossible else MOST_READINGS))
        complete = impossible is not None or next(choices, None) is None
        steps.more(3 * len(looked_at))
        found = {choice: impossible or self.deadlock(self.search_of(choice)) for choice in steps.over(looked_at)}
        names = by_name(looked_at, lambda choice: _signature(found[choice]))
        by_reading: dict[str, Deadlock] = {}
        for choice in looked_at:
            by_reading.setdefault(names[choice], found[choice])
        free = [choice for choice in looked_at if found[choice].kind == "none"]
        steps.more(2 * (len(free) - len(looked_at)))
        closing, all_closing = self._on_file(free, steps)
        waits, all_latent = self._latent(free, steps)
        return Deadlocks(
            self.analysis.goal,
            self.analysis.given,
            tuple(one.named for readings in self.taken.values() for one in readings.values()),
            by_reading,
            closing,
            waits,
            complete and all_closing and all_latent and all(one.complete for one in found.values()),
        )

    def choices(self) -> Iterator[Choice]:
        """Every choice of one reading for each condition."""
        return product(*(tuple(one.named for one in found.values()) for found in self.taken.values()))

    def search_of(self, choice: Choice) -> Search:
        """The conditions in one choice of readings."""
        return Search(self.analysis, (self.taken[one.id][one.reading] for one in choice))

    def out_of_reach(self) -> Deadlock | None:
        """The result where the goal cannot come about whatever the parties want, or that is not settled."""
        search = self.analysis.search
        outcome = search.find(self.analysis.hard, self.limit)
        if isinstance(outcome, Witness):
            return None
        if not isinstance(outcome, Refuted):
            return Deadlock("unsettled", {}, complete=False)
        small = minimal_core(search, outcome.core, self.limit) or frozenset(outcome.core)
        because = tuple(one for name, one in self.analysis.hard.items() if name in small)
        return Deadlock("out of reach", {}, because=because)

    # --- one choice -------------------------------------------------------------

    def deadlock(self, search: Search) -> Deadlock:
        """What holds the goal up in one choice of readings."""
        formulas = [one.formula for one in search.taken.values()]
        goal = [one.formula for one in self.analysis.goal]
        fate = fates(formulas, goal, self.analysis.known)
        possible = settled(search.find())
        if possible is None:
            return Deadlock("unsettled", fate, complete=False)
        if possible:
            return Deadlock("none", fate)
        kind = kind_of(search.together(tuple(search.taken)))
        cores, parts, complete = search.cores(self.most)
        involved = tuple(name for name in search.taken if any(name in core for core in cores))
        around = {core: self._circles(search, core) for core in cores}
        tried = tuple(relaxations(search, involved, [circle for found in around.values() for circle in found]))
        knots = tuple(self._knot(search, core, around[core]) for core in cores)
        given_up = islice(product(*parts), _MOST_CONCESSIONS) if complete else ()
        concessions = tuple(tuple(search.taken[name].named for one in sets for name in one) for sets in given_up)
        settled_all = complete and kind != "unsettled" and all(one.dissolves is not None for one in tried)
        return Deadlock(kind, fate, knots, tried, concessions, settled_all)

    def _circles(self, search: Search, core: Sequence[str]) -> tuple[Circle, ...]:
        formulas = {name: search.taken[name].formula for name in core}
        required = {name: one.formula for name, one in self.analysis.hard.items()}
        found = circles(edges({**formulas, **required}, self.analysis.known))
        asking = (one for one in found if any(edge.asked_by in formulas for edge in one))
        return tuple(islice(asking, _MOST_CIRCLES))

    def _knot(self, search: Search, core: Sequence[str], around: Iterable[Circle]) -> Knot:
        kind = kind_of(search.together(core))
        assert kind in ("circular", "impossible", "unsettled")
        conditions = tuple(search.taken[name].named for name in core)
        return Knot(kind, conditions, tuple(tuple(self._wait(search, edge) for edge in circle) for circle in around))

    def _wait(self, search: Search, edge: Edge) -> Wait:
        order, one = edge.order, search.taken.get(edge.asked_by)
        asked_by = None if one is None else one.named
        because = "" if one is not None else edge.asked_by.partition(" ")[0] or "known"
        grounds = () if asked_by is None else self.grounds(asked_by)
        return Wait(order.waiter, order.awaited, order.least, asked_by, because, grounds, order.alternative)

    def grounds(self, one: Named) -> tuple[Ground, ...]:
        """The statements behind a condition in one reading."""
        position = self.dossier.conditions.get(one.id) or self.dossier.terms[one.id]
        own = position.readings[one.reading].source if position.readings and one.reading else ()
        found = (cited(self.dossier, name) for name in own or position.source)
        return tuple(Ground(said.statement, said.words, said.attribution) for said in found)

    # --- what would make one ------------------------------------------------------

    def _on_file(self, free: list[Choice], steps: Steps) -> tuple[tuple[Closing, ...], bool]:
        found: dict[tuple[frozenset[str], Kind], list[Choice]] = {}
        complete = True
        for choice in steps.over(free):
            sets, all_found = on_file(self.search_of(choice), self.extra, self.most)
            complete = complete and all_found
            for one in sets:
                found.setdefault(one, []).append(choice)
        places = {name: number for number, name in enumerate(self.extra)}
        ordered = sorted(found.items(), key=lambda item: (len(item[0][0]), sorted(places[name] for name in item[0][0])))
        return tuple(
            Closing(
                tuple(self.extra[name].named for name in sorted(closing, key=places.__getitem__)),
                kind,
                in_words(choices, free),
            )
            for (closing, kind), choices in ordered
        ), complete

    def _latent(self, free: list[Choice], steps: Steps) -> tuple[tuple[Latent, ...], bool]:
        found: dict[tuple[Latency, Kind], list[Choice]] = {}
        complete = True
        for choice in steps.over(free):
            search = self.search_of(choice)
            witness = search.find()
            if not isinstance(witness, Witness):
                complete = False
                continue
            closing, all_found = latent(search, witness)
            complete = complete and all_found
            for edge, kind in closing.items():
                found.setdefault((edge, kind), []).append(choice)
        listed = (self._made(edge, kind, in_words(choices, free)) for (edge, kind), choices in found.items())
        return tuple(sorted(listed, key=lambda one: (one.is_own, len(one.readings) > 0))), complete

    def _made(self, edge: Latency, kind: Kind, readings: tuple[str, ...]) -> Latent:
        act, awaited = edge
        by = doer(self.dossier, act)
        return Latent(act, awaited, by, kind, readings, by is not None and by == doer(self.dossier, awaited))


def _may_have_begun(since: PartialDate | None, day: date | None) -> bool:
    return day is None or since is None or since.earliest is None or since.earliest <= day


def _signature(one: Deadlock) -> object:
    return one.kind, frozenset(frozenset(knot.ids) for knot in one.knots)
