"""One choice of readings as the solver knows it: whether the goal can come about, also if orders ask less."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from conditions.conflicts.analysis import Analysis, Held, Taken
from conditions.conflicts.blocks import blocks
from conditions.conflicts.enumeration import enumerate_all
from conditions.deadlock.orders import SAME_DAY, Change, Order, changed
from conditions.engines.exact import Limit, Outcome, Refuted, Witness
from conditions.formula import Event, Happens

ChangeOf = Callable[[Taken], Change | None]
"""What becomes of the orders of each condition; `None` where nothing does."""


def together(order: Order) -> str | None:
    """The change that lets everything be done together: wherever one waits for another, the same day passes."""
    return SAME_DAY if order.is_strict else None


class Search:
    """The conditions of one choice of readings.

    Attributes:
        analysis: What is asked.
        taken: The conditions, by the names that they have for the solver.
        limit: How long to look.
    """

    def __init__(self, analysis: Analysis, taken: Iterable[Taken]) -> None:
        self.analysis = analysis
        self.taken: dict[str, Taken] = {one.named.name: one for one in taken}
        self.limit: Limit = analysis.limit
        self.held: Held = Held(analysis.search, tuple(analysis.hard))

    def find(self, names: Iterable[str] | None = None) -> Outcome:
        """A course of events in which the goal comes about and these conditions hold, by default all."""
        return self.held.find(self.taken if names is None else names, self.limit)

    def possible(self, change_of: ChangeOf, key: str, coming: Iterable[str] = ()) -> bool | None:
        """Whether the goal can come about with orders changed; `None` if the time is over before.

        Args:
            change_of: The change of each condition.
            key: A name of the change, the same for the same change only.
            coming: Events that must come about too.
        """
        names = [self._changed(one, change_of(one), key) for one in self.taken.values()]
        for event in coming:
            name = f"{event} comes about"
            if name not in self.analysis.search.names:
                self.analysis.search.select(name, Happens(Event(event)))
            names.append(name)
        return settled(self.held.find(names, self.limit))

    def together(self, names: Collection[str], *further: str) -> bool | None:
        """Whether the goal can come about if only these conditions count, and all that waits may be done together.

        Args:
            names: The conditions.
            further: Names of formulas that must hold too, as they are.
        """
        weaker = [self._changed(self.taken[name], together, "together") for name in names]
        return settled(self.held.find([*weaker, *further], self.limit))

    def _changed(self, one: Taken, change: Change | None, key: str) -> str:
        name = f"{one.named.name} | {key}"
        if change is None:
            return one.named.name
        if name not in self.analysis.search.names:
            self.analysis.search.select(name, changed(one.formula, change))
        return name

    def cores(self, most: int) -> tuple[list[tuple[str, ...]], list[tuple[tuple[str, ...], ...]], bool]:
        """The minimal cores, the concession sets of each separate part, and whether these are all."""
        formulas = {name: one.formula for name, one in self.taken.items()}
        required = [one.formula for one in self.analysis.hard.values()]
        found: list[tuple[str, ...]] = []
        concessions: list[tuple[tuple[str, ...], ...]] = []
        complete = True
        for group in blocks(formulas, required, self.analysis.known):
            if isinstance(self.find(group), Witness):
                continue
            one = enumerate_all(self.held, group, self.limit, most)
            found += one.cores
            concessions.append(one.concessions)
            complete = complete and one.complete
        return found, concessions, complete


def settled(outcome: Outcome) -> bool | None:
    """Whether there is a course of events; `None` if that was not settled."""
    if isinstance(outcome, Witness):
        return True
    return False if isinstance(outcome, Refuted) else None
