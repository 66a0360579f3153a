"""Ways of doing things that may dissolve a deadlock, each tried.

*Same day*: one condition lets happen on the same day what it wants before. *Exchange*: wherever one waits for what
is not its own doing, the same day passes; what a party orders among its own acts stays. *Package*: everything that
waits is done on one day. *Escrow*: acts of parties are handed to a neutral, who lets them take effect together; only
what has a doer on record can be handed over. *Split*: an event is divided into a provisional part, for which others
wait and which waits for nothing, and a final one. *Third party*: for one wait, a trusted third party's step stands
in the place of what is awaited. In the last two the other part must still come about, in whatever order.

Source: S. Ketchpel, H. Garcia-Molina, *Making trust explicit in distributed commerce transactions*, ICDCS 1996.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from conditions.conflicts.analysis import Taken
from conditions.conflicts.background import doer
from conditions.deadlock.circles import Circle
from conditions.deadlock.orders import LIFTED, SAME_DAY, Change, Order, orders
from conditions.deadlock.results import How, Relaxation
from conditions.deadlock.search import Search, together


def relaxations(search: Search, involved: Iterable[str], circles: Iterable[Circle]) -> Iterator[Relaxation]:
    """Everything that was tried.

    Args:
        search: The conditions.
        involved: The names of those that hold the goal up.
        circles: The circles of waiting among them.
    """
    tried = _Trying(search, [search.taken[name] for name in involved], list(circles))
    yield from tried.same_day()
    yield from tried.done_together()
    yield from tried.splits()
    yield from tried.third_party()


class _Trying:
    def __init__(self, search: Search, involved: list[Taken], circles: list[Circle]) -> None:
        self.search, self.involved, self.circles = search, involved, circles
        dossier = search.analysis.dossier
        self.doer: Callable[[str], str | None] = lambda event: doer(dossier, event)
        self.acts = tuple(dict.fromkeys(edge.order.waiter for circle in circles for edge in circle))

    def same_day(self) -> Iterator[Relaxation]:
        """Each condition alone lets the same day pass."""
        for one in self.involved:
            strict = [order for order in orders(one.formula) if order.is_strict]
            if strict:
                ends = dict.fromkeys(end for order in strict for end in (order.waiter, order.awaited))
                change = _only(one, together)
                found = self.search.possible(change, f"same day in {one.named.name}")
                yield Relaxation("same day", tuple(ends), None, (one.named,), found)

    def done_together(self) -> Iterator[Relaxation]:
        """An exchange, a package, and an escrow of everything that can be handed over."""
        kinds: tuple[tuple[How, Callable[[Order], bool]], ...] = (
            ("exchange", lambda order: not self._is_own(order)),
            ("package", _any_order),
            ("escrow", self._can_be_handed_over),
        )
        for how, concerns in kinds:
            yield self._together(how, concerns)

    def _together(self, how: How, concerns: Callable[[Order], bool]) -> Relaxation:
        def change(order: Order) -> str | None:
            return SAME_DAY if order.is_strict and concerns(order) else None

        found = self.search.possible(lambda _: change, how)
        touched = [(one, order) for one in self.involved for order in orders(one.formula) if change(order)]
        asks = dict.fromkeys(one.named for one, _ in touched)
        ends = dict.fromkeys(end for _, order in touched for end in (order.waiter, order.awaited))
        of = tuple(end for end in ends if end in self.acts or not self.acts)
        return Relaxation(how, of, None, tuple(asks), found)

    def _is_own(self, order: Order) -> bool:
        """Whether both are acts of one party."""
        party = self.doer(order.waiter)
        return party is not None and party == self.doer(order.awaited)

    def _can_be_handed_over(self, order: Order) -> bool:
        doers = {self.doer(order.waiter), self.doer(order.awaited)}
        return None not in doers and len(doers) == 2

    def splits(self) -> Iterator[Relaxation]:
        """Each awaited event of a circle is split: at each lower rung of its ladder, else into parts of no name."""
        awaited = dict.fromkeys(
            edge.order.awaited for circle in self.circles for edge in circle if edge.asked_by in self.search.taken
        )
        for event in awaited:
            if not event:
                continue
            rungs = self._lower_rungs(event)
            yield from (self._split_at(event, rung, rungs) for rung in reversed(rungs))
            if not rungs:
                yield self._split(event)

    def _lower_rungs(self, event: str) -> tuple[str, ...]:
        name, _, rung = event.partition(".")
        ladder = self.search.analysis.vocabulary.ladders.get(name)
        if ladder is None:
            return ()
        above = ladder.above_start()
        return tuple(f"{name}.{one}" for one in above[: above.index(rung)])

    def _split(self, event: str) -> Relaxation:
        def change(order: Order) -> str | None:
            return LIFTED if order.is_wait and order.awaited == event else None

        return self._tried("split", (event,), None, change, f"split {event}")

    def _split_at(self, event: str, rung: str, rungs: tuple[str, ...]) -> Relaxation:
        """What waits for the event waits for the rung; what the event waits for, no lower rung need wait for."""
        parts = rungs[: rungs.index(rung) + 1]

        def change_of(one: Taken) -> Change:
            asked = {order.awaited for order in orders(one.formula) if order.waiter == event}

            def change(order: Order) -> str | None:
                if not order.is_wait:
                    return None
                if order.awaited == event and order.waiter not in rungs:
                    return rung
                return LIFTED if order.waiter in parts and order.awaited in asked else None

            return change

        found = self.search.possible(change_of, f"split {event} at {rung}", coming=(event,))
        asks = [one.named for one in self.involved if any(change_of(one)(order) for order in orders(one.formula))]
        return Relaxation("split", (event,), rung, tuple(asks), found)

    def _tried(self, how: How, of: tuple[str, ...], into: str | None, change: Change, key: str) -> Relaxation:
        found = self.search.possible(lambda _: change, key, coming=of[-1:])
        asks = [one.named for one in self.involved if any(change(order) for order in orders(one.formula))]
        return Relaxation(how, of, into, tuple(asks), found)

    def third_party(self) -> Iterator[Relaxation]:
        """For each wait of a circle alone, a neutral's step in the place of what is awaited."""
        waits = dict.fromkeys(
            (edge.asked_by, edge.order.waiter, edge.order.awaited)
            for circle in self.circles
            for edge in circle
            if edge.asked_by in self.search.taken and edge.order.is_wait
        )
        for name, waiter, awaited in waits:
            one = self.search.taken[name]
            change = _only(one, _lifting(waiter, awaited))
            key = f"third party in {name}: {waiter} for {awaited}"
            found = self.search.possible(change, key, coming=(awaited,))
            yield Relaxation("third party", (waiter, awaited), None, (one.named,), found)


def _any_order(_order: Order) -> bool:
    return True


def _only(one: Taken, change: Change) -> Callable[[Taken], Change | None]:
    return lambda other: change if other is one else None


def _lifting(waiter: str, awaited: str) -> Change:
    def change(order: Order) -> str | None:
        return LIFTED if order.is_wait and (order.waiter, order.awaited) == (waiter, awaited) else None

    return change
