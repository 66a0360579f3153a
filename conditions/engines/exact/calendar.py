"""Orders in months and in days that must hold together, decided by the calendar alone: last days, or what cannot be.

A later day leads to no earlier one, whatever period is added. So an order lets the first of its two events come up to a
last day that hangs on the second alone, and the last days of all events are found by letting them fall from the end of
the calendar until every order holds. What falls by 400 years around a loop falls for ever: the calendar repeats itself.

Source: P. Jeavons and M. Cooper, *Tractable constraints on ordered domains*, Artificial Intelligence 79, 1995; the
calendar of Gregory XIII repeats itself after 400 years, which are 146,097 days.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from conditions.engines.exact.network import Days, Edge
from conditions.engines.exact.terms import ORIGIN, NotLater, first_start, last_start

AGAIN: Final = 146_097
"""Days after which the calendar repeats itself."""
MOST_STEPS: Final = 2_000_000
"""Most days that are looked at in one question."""


class Tie(NamedTuple):
    """An order that holds: it bounds the day of its target by that of its source.

    Attributes:
        source: The event that comes no earlier than the order lets it.
        target: The event that comes no later.
        most: Days that the target may come after the source; of an order in months nothing.
        order: The order, if there are months in it.
        reason: The literals for which it holds.
    """

    source: str
    target: str
    most: int
    order: NotLater | None
    reason: tuple[int, ...]

    def last(self, source: int) -> int:
        """The last day of the target, if the source is on a day."""
        return source + self.most if self.order is None else last_start(self.order.first, self.order.second.at(source))

    def first(self, target: int) -> int:
        """The first day of the source, if the target is on a day."""
        return target - self.most if self.order is None else first_start(self.order.second, self.order.first.at(target))


@dataclass(frozen=True)
class Impossible:
    """No days keep the orders that hold for these literals."""

    reason: tuple[int, ...]


class _Step(NamedTuple):
    """How the last day of an event was found: by which order, and after which step."""

    event: str
    day: int
    tie: int
    before: int


def ties(edges: Iterable[Edge], orders: Iterable[tuple[NotLater, int]]) -> list[Tie]:
    """What differences of days, and orders in months with their literals, are as bounds."""
    listed = [Tie(edge.source, edge.target, edge.most, None, edge.reason) for edge in edges]
    return listed + [Tie(one.second.event, one.first.event, 0, one, (literal,)) for one, literal in orders]


def settle(bounds: list[Tie], wished: Mapping[str, int]) -> Days | Impossible | None:
    """The first days that keep all orders, none before the day wished for it where that can be.

    Args:
        bounds: The orders, which bound every event on both sides of the origin.
        wished: For some events the day before which they should not come.

    Returns:
        The days; what cannot be; or `None` where that takes too many steps.
    """
    found = _Falling(bounds).run()
    return _rising(bounds, found, wished) if isinstance(found, dict) else found


class _Falling:
    """The last days of all events, from the end of the calendar downwards."""

    def __init__(self, bounds: list[Tie]) -> None:
        self._bounds = bounds
        self._out: dict[str, list[int]] = {}
        for number, tie in enumerate(bounds):
            self._out.setdefault(tie.source, []).append(number)
        self._steps = [_Step(ORIGIN, 0, -1, -1)]
        self._now = {ORIGIN: 0}
        self._watched: Days = {}

    def run(self) -> Days | Impossible | None:
        """The last days, what cannot be, or `None` after too many steps."""
        queue, queued = deque([ORIGIN]), {ORIGIN}
        steps, now = self._steps, self._now
        while queue:
            source = queue.popleft()
            queued.discard(source)
            for number in self._out.get(source, ()):
                tie = self._bounds[number]
                day, known = tie.last(steps[now[source]].day), now.get(tie.target)
                if known is not None and steps[known].day <= day:
                    continue
                steps.append(_Step(tie.target, day, number, now[source]))
                now[tie.target] = len(steps) - 1
                if self._cannot_be(tie.target, day):
                    return Impossible(self._reason(now[tie.target]))
                if len(steps) > MOST_STEPS:
                    return None
                if tie.target not in queued:
                    queue.append(tie.target)
                    queued.add(tie.target)
        return {event: steps[place].day for event, place in now.items()}

    def _cannot_be(self, event: str, day: int) -> bool:
        """Whether the origin has moved, or the day has fallen by 400 years around a loop."""
        if event == ORIGIN:
            return True
        if day > self._watched.setdefault(event, day) - AGAIN:
            return False
        self._watched[event] = day  # to be looked at again where this is no loop
        before = self._chain(self._now[event])
        return any(step.event == event and step.day >= day + AGAIN for step in before)

    def _chain(self, place: int) -> Iterator[_Step]:
        """The steps that lead to one, the last first."""
        while place >= 0:
            yield self._steps[place]
            place = self._steps[place].before

    def _reason(self, place: int) -> tuple[int, ...]:
        used = {step.tie for step in self._chain(place) if step.tie >= 0}
        return tuple(dict.fromkeys(literal for number in sorted(used) for literal in self._bounds[number].reason))


def _rising(bounds: list[Tie], last: Days, wished: Mapping[str, int]) -> Days | None:
    """The first days from those wished for on; the last days keep all orders, so these are never passed."""
    into: dict[str, list[Tie]] = {}
    for tie in bounds:
        into.setdefault(tie.target, []).append(tie)
    days = {event: min(wished[event], day) for event, day in last.items() if event in wished} | {ORIGIN: 0}
    queue, queued, steps = deque(days), set(days), 0
    while queue:
        target = queue.popleft()
        queued.discard(target)
        for tie in into.get(target, ()):
            day = tie.first(days[target])
            if tie.source not in days or days[tie.source] < day:
                days[tie.source] = day
                steps += 1
                if steps > MOST_STEPS:
                    return None
                if tie.source not in queued:
                    queue.append(tie.source)
                    queued.add(tie.source)
    return days


__all__ = ["AGAIN", "Impossible", "Tie", "settle", "ties"]
