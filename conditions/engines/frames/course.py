"""What is known of events in every row: as told, where some are assumed to happen, and where an act happens next.

What the reference asks of its timelines (`conditions.timeline`), for rows that know events by
their days alone. Events are tied to each other in two ways only: the rungs of a ladder are not
reached in the wrong order, and an act that happens last is later than everything else. For these
the tightest bounds have a closed form, which is written down here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from conditions.engines.frames.graph import Graph
from conditions.engines.frames.greatest import GreatestWithout
from conditions.engines.frames.nodes import FAR, Node
from conditions.engines.frames.rows import Given, Rows
from conditions.engines.frames.truths import Told
from conditions.formula import Formula, Point


class Tie(NamedTuple):
    """How far apart two events are at least and at most, where that is more than their days say.

    Attributes:
        where: The rows in which it is so.
        least: Least number of days from the one to the other; `None` is open.
        most: Greatest number of days.
        exact: The days of the other event are exact wherever they are known.
    """

    where: Node
    least: int | None
    most: int | None
    exact: bool


class Course:
    """What is known of events; what was once asked is remembered.

    Attributes:
        rows: What the rows tell.
        assumed: Events that are assumed to happen, and in which rows.
        points: Derived points that are assumed to come.
        act: An act that happens next, whose place among the rungs of a ladder no longer counts.
        is_last: The act is later than everything else that happens.
        root: The course as the rows tell it.
        judged: The truths of formulas, as far as they were asked for.
    """

    def __init__(
        self,
        rows: Rows,
        *,
        assumed: Mapping[str, Node] | None = None,
        points: frozenset[Point] = frozenset(),
        act: str | None = None,
        is_last: bool = False,
        root: Course | None = None,
    ) -> None:
        self.rows = rows
        self.graph: Graph = rows.graph
        self.assumed: Mapping[str, Node] = assumed or {}
        self.points = points
        self.act = act
        self.is_last = is_last
        self.root: Course = root or self
        self.judged: dict[Formula, Told] = {}
        self._days: dict[str, tuple[Node, Node]] = {}
        self._given: dict[str, Given] = {}
        self._further: dict[tuple[object, ...], Course] = {}

    # --- single events --------------------------------------------------------------

    def given(self, event: str) -> Given:
        """What is told of an event by itself."""
        if self.act is None or self.is_last:
            return self.rows.given(event)
        if event not in self._given:
            self._given[event] = self._when_next(event)
        return self._given[event]

    def certain(self, event: str) -> Node:
        """Whether an event happens for certain, or is assumed to."""
        if event == self.act:
            return self.graph.true
        told = self.given(event).occurs.yes
        return self.graph.some((told, self.assumed[event])) if event in self.assumed else told

    def occurs(self, event: str) -> Told:
        """Whether an event happens; false also where it cannot, given what certainly happens."""
        graph, yes = self.graph, self.certain(event)
        if event == self.act:
            return Told(graph.true, graph.false)
        no = self.given(event).occurs.no
        if self._is_rung(event):
            earliest, latest = self.days(event)
            no = graph.some((no, graph.apart(earliest, latest, 1)))
        return Told(yes, graph.every((no, graph.opposite(yes))) if event in self.assumed else no)

    def days(self, event: str) -> tuple[Node, Node]:
        """First and last possible day of an event, if it happens."""
        found = self._days.get(event)
        if found is None:
            found = self._days[event] = self._bounds(event)
        return found

    def _bounds(self, event: str) -> tuple[Node, Node]:
        graph, given = self.graph, self.given(event)
        if event == self.act and self.is_last:
            return self._last_bounds()
        if not self._is_rung(event):
            return given.earliest, given.latest
        rungs = self._rungs(event)
        place = rungs.index(event)
        below, above = rungs[:place], rungs[place + 1 :]
        earliest = [graph.choice(self.tied(low), self.given(low).earliest, graph.known(-FAR)) for low in below]
        latest = [graph.choice(self.tied(high), self.given(high).latest, graph.known(FAR)) for high in above]
        return graph.greatest((given.earliest, *earliest)), graph.smallest((given.latest, *latest))

    # --- ladders ---------------------------------------------------------------------

    def _is_rung(self, event: str) -> bool:
        return event in self.rows.ladders and event != self.act

    def _rungs(self, event: str) -> tuple[str, ...]:
        """The rungs of the same ladder, lowest first, as far as their order counts."""
        return tuple(rung for rung in self.rows.ladders[event] if rung != self.act)

    def tied(self, rung: str) -> Node:
        """Whether a rung certainly happens, and bounds the days of others."""
        return self.graph.every((self.certain(rung), self._has_order(rung)))

    def _has_order(self, rung: str) -> Node:
        """Whether a row lists a rung of the ladder, and so orders all of them."""
        return self.graph.some(self.rows.given(one).listed for one in self.rows.ladders[rung])

    def is_climb(self, lower: str, higher: str) -> bool:
        """Whether the one is a lower rung of a ladder than the other."""
        if not (self._is_rung(lower) and self._is_rung(higher)):
            return False
        rungs = self._rungs(lower)
        return higher in rungs and rungs.index(lower) < rungs.index(higher)

    def conflict(self, one: str, other: str) -> Node:
        """Whether two events, each of which can happen, cannot both."""
        graph = self.graph
        if self.is_climb(other, one):
            one, other = other, one
        if not self.is_climb(one, other):
            return graph.false
        return graph.every((self._has_order(one), graph.apart(self.days(one)[0], self.days(other)[1], 1)))

    # --- two events -------------------------------------------------------------------

    def ties(self, later: str, earlier: str) -> Iterator[Tie]:
        """What is known of the distance from the one to the other beyond their days."""
        if self.is_last and earlier == self.act:
            for tie in self._after(later):
                least, most = (None if end is None else -end for end in (tie.most, tie.least))
                yield Tie(tie.where, least, most, tie.exact)
        elif self.is_last and later == self.act:
            yield from self._after(earlier)
        elif self.is_climb(earlier, later):
            yield Tie(self._has_order(later), 0, None, exact=False)
        elif self.is_climb(later, earlier):
            yield Tie(self._has_order(later), None, 0, exact=False)

    def _after(self, event: str) -> Iterator[Tie]:
        """How far the last act is from an event."""
        given = self.rows.given(event)
        exact = given.plain and not self._is_rung(event)
        if self.is_closed:
            yield Tie(self.graph.true, 1, None, exact)
            if not exact:
                yield Tie(self._comes_last(event), 1, 1, exact)
        else:
            yield Tie(given.listed, 1, None, exact)

    # --- further courses ----------------------------------------------------------------

    def assuming(self, events: Mapping[str, Node], points: Iterable[Point] = ()) -> Course:
        """The course where these events happen, each in some rows, and these derived points come."""
        assumed = dict(self.assumed)
        for event, where in events.items():
            assumed[event] = self.graph.some((where, assumed.get(event, self.graph.false)))
        known = self.points.union(points)
        key = (tuple(sorted((event, id(where)) for event, where in assumed.items())), known)
        if key not in self._further:
            made = Course(self.rows, assumed=assumed, points=known, act=self.act, is_last=self.is_last, root=self.root)
            self._further[key] = made
        return self._further[key]

    def acting(self, act: str) -> Course:
        """The course in which the act is the next thing to happen; of the rows as they are told alone."""
        key = ("acting", act)
        if key not in self._further:
            self._further[key] = Course(self.rows, act=act, is_last=self.rows.now is None, root=self.root)
        return self._further[key]

    @property
    def is_closed(self) -> bool:
        """Whether nothing happens that is not listed."""
        return self.rows.question.beyond.kind == "closed"

    # --- an act that happens last -----------------------------------------------------------

    @cached_property
    def last_certain(self) -> Node:
        """The last of the first possible days of all that certainly happens, of the rows as they are told."""
        given = [self.rows.given(event) for event in self.rows.events]
        return self.graph.greatest(
            self.graph.choice(one.occurs.yes, one.earliest, self.graph.known(-FAR)) for one in given
        )

    @cached_property
    def latest_possible(self) -> GreatestWithout:
        """The last possible day of all that may happen, of the rows as they are told."""
        never = self.graph.known(-FAR)
        days = {
            event: self.graph.choice(self.occurs(event).no, never, self.days(event)[1]) for event in self.rows.events
        }
        return GreatestWithout(self.graph, days)

    def _last_bounds(self) -> tuple[Node, Node]:
        """After everything that certainly happens; at the latest on the day after all that may happen."""
        graph, rows, root = self.graph, self.rows, self.root
        given = [(rows.given(event), where) for event, where in self.assumed.items() if event != self.act]
        supposed = [
            graph.choice(graph.every((where, one.listed)), one.earliest, graph.known(-FAR)) for one, where in given
        ]
        earliest = graph.plus(graph.greatest((root.last_certain, *supposed)), 1)
        if not self.is_closed:
            return earliest, graph.known(FAR)
        assert self.act is not None
        latest = root.latest_possible.without({self.act})
        nothing = graph.apart(graph.known(-FAR // 2), latest, 0)
        return earliest, graph.choice(nothing, graph.known(FAR), graph.plus(latest, 1))

    def _comes_last(self, event: str) -> Node:
        """Whether it is certain that nothing but the act comes after an event."""
        graph, root = self.graph, self.root
        assert self.act is not None
        without = {event, self.act}
        if self._is_rung(event):
            rungs = self._rungs(event)
            without.update(rungs[: rungs.index(event)])
        rest = root.latest_possible.without(without)
        return graph.every((root.certain(event), graph.apart(root.days(event)[0], rest, 0)))

    # --- an act that happens on the day after `now` --------------------------------------------

    def _when_next(self, event: str) -> Given:
        """What has not come by the end of `now` does not come on the day of the act either, but may later."""
        graph, rows = self.graph, self.rows
        assert rows.now is not None
        day, given = graph.plus(rows.now, 1), rows.given(event)
        if event == self.act:
            return Given(graph.true, Told(graph.true, graph.false), day, day, plain=True)
        later = graph.plus(day, 1)
        if event not in rows.events:
            return given._replace(earliest=later)
        is_plain = given.plain
        if is_plain and given.listed is graph.true:
            return given
        if is_plain:
            return given._replace(earliest=graph.choice(given.listed, given.earliest, later))
        return self._moved_on(event, given, day)

    def _moved_on(self, event: str, given: Given, day: Node) -> Given:
        graph = self.graph
        earliest, latest = self.root.days(event)
        begins = graph.every((graph.apart(earliest, day, 0), graph.apart(day, earliest, 0)))
        ends = graph.every((graph.apart(latest, day, 0), graph.apart(day, latest, 0)))
        never = graph.every((given.listed, graph.some((self.root.occurs(event).no, graph.every((begins, ends))))))
        later = graph.plus(day, 1)
        first = graph.choice(begins, later, earliest)
        last = graph.choice(graph.every((ends, graph.opposite(begins))), graph.plus(day, -1), latest)
        return Given(
            given.listed,
            Told(graph.every((given.occurs.yes, graph.opposite(never))), graph.some((given.occurs.no, never))),
            graph.choice(given.listed, first, later),
            graph.choice(given.listed, last, graph.known(FAR)),
            plain=False,
        )
