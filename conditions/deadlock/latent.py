"""What would make a deadlock if it took part: what is on file and does not, and what nobody has stated at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from conditions.conflicts.analysis import Held, Taken
from conditions.conflicts.enumeration import enumerate_all
from conditions.deadlock.results import Kind
from conditions.deadlock.search import Search, settled
from conditions.engines.exact import Le, Refuted, Witness
from conditions.formula import events_in

Edge = tuple[str, str]
"""An act, and what it would wait for."""


def on_file(search: Search, extra: Mapping[str, Taken], most: int) -> tuple[list[tuple[frozenset[str], Kind]], bool]:
    """The minimal sets of further conditions that would make a deadlock, and whether these are all.

    Args:
        search: The conditions that take part, between which there is none.
        extra: The further ones, by name.
        most: Most sets that are looked for.
    """
    held = Held(search.analysis.search, (*search.analysis.hard, *search.taken))
    found = enumerate_all(held, tuple(extra), search.limit, most)
    sets = [frozenset(names) for names in found.cores if _is_one_reading_each(names, extra)]
    return [(names, _kind(search, extra, names)) for names in sets], found.complete


def _is_one_reading_each(names: Iterable[str], extra: Mapping[str, Taken]) -> bool:
    ids = [extra[name].named.id for name in names]
    return len(ids) == len(set(ids))


def _kind(search: Search, extra: Mapping[str, Taken], names: Iterable[str]) -> Kind:
    both = Search(search.analysis, (*search.taken.values(), *(extra[name] for name in names)))
    return kind_of(both.together(tuple(both.taken)))


def kind_of(possible_together: bool | None) -> Kind:
    """The kind of a deadlock, by whether it opens where everything is done together."""
    return "unsettled" if possible_together is None else "circular" if possible_together else "impossible"


def latent(search: Search, witness: Witness) -> tuple[dict[Edge, Kind], bool]:
    """The single waits that would make a deadlock, and whether all were looked at.

    An act that need not happen, or that has happened after the other in some course of events that keeps
    everything, can wait.

    Args:
        search: The conditions, between which there is no deadlock.
        witness: A course of events that keeps them.
    """
    looking = _Looking(search)
    looking.see(witness)
    found = {edge: kind for edge in looking.edges() if (kind := looking.kind(edge)) is not None}
    return found, not looking.cut_short


class _Looking:
    def __init__(self, search: Search) -> None:
        self.search = search
        self.cut_short = False
        formulas = [one.formula for one in search.taken.values()]
        formulas += [one.formula for one in search.analysis.hard.values()]
        self.events = tuple(dict.fromkeys(event for formula in formulas for event in events_in(formula)))
        self.can_wait: set[Edge] = set()

    def see(self, witness: Witness) -> None:
        """Remember which waits are kept in a course of events."""
        days = {event: witness.days.get(event) for event in self.events}
        for act, day in days.items():
            for other, its in days.items():
                if day is None or (its is not None and its < day):
                    self.can_wait.add((act, other))

    def edges(self) -> Iterator[Edge]:
        """Every wait that no course of events seen so far keeps, and that is not of one ladder."""
        for act in self.events:
            for other in self.events:
                same = act.partition(".")[0] == other.partition(".")[0]
                if not same and (act, other) not in self.can_wait:
                    yield act, other

    def kind(self, edge: Edge) -> Kind | None:
        """Of what kind the deadlock would be; `None` where there would be none, or not by the parties' conditions."""
        name = self._named(edge, 1)
        outcome = self.search.find((*self.search.taken, name))
        if isinstance(outcome, Witness):
            self.see(outcome)
            return None
        if not isinstance(outcome, Refuted):
            self.cut_short = True
            return None
        alone = settled(self.search.find((name,)))
        if alone is not True:
            self.cut_short = self.cut_short or alone is None
            return None
        return kind_of(self.search.together(tuple(self.search.taken), self._named(edge, 0)))

    def _named(self, edge: Edge, least: int) -> str:
        """The name for the solver of: if the act happens, then at least so many days after the other."""
        act, other = edge
        search = self.search.analysis.search
        name = f"{act} at least {least} days after {other}"
        if name not in search.names:
            encoding = search.encoding
            waits = encoding.le(Le(other, act, -least))
            search.choose(name, encoding.clauses.either((-encoding.event(act), waits)))
        return name
