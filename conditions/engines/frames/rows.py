"""What a row tells of each event and each fact, as nodes; and where it contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from conditions.engines.frames.graph import Graph
from conditions.engines.frames.layout import Layout
from conditions.engines.frames.nodes import EPOCH, FAR, Node, Slot
from conditions.engines.frames.question import Question
from conditions.engines.frames.truths import Told, constant
from conditions.truth import Truth

LARGEST: Final = 10**13
"""Numbers of a table lie below this, and above its negative, counted in units of their last decimal place."""


class Given(NamedTuple):
    """What a row tells of one event.

    Attributes:
        listed: Whether it tells anything, if only that nothing is known.
        occurs: Whether it happens.
        earliest: First possible day, if it happens.
        latest: Last possible day.
        plain: In every row the event happens on a given day, or nothing is known of it.
    """

    listed: Node
    occurs: Told
    earliest: Node
    latest: Node
    plain: bool


class Number(NamedTuple):
    """What a row tells of a number.

    Attributes:
        low: The least value, times `10 ** scale`; 0 where it is open.
        high: The greatest value.
        has_low: Whether it has a least value.
        has_high: Whether it has a greatest value.
        low_scale, high_scale: Decimal places.
    """

    low: Node
    high: Node
    has_low: Node
    has_high: Node
    low_scale: int
    high_scale: int


class Doubt(NamedTuple):
    """Rows that contradict themselves, or say what cannot be."""

    where: Node
    word: str
    column: str


@dataclass
class Rows:
    """What the rows of a table tell.

    Attributes:
        graph: Where nodes are made.
        layout: Which column says what.
        question: What is asked.
    """

    graph: Graph
    layout: Layout
    question: Question

    def __post_init__(self) -> None:
        self.doubts: list[Doubt] = []
        self.now: Node | None = self._now()
        self.events: dict[str, Given] = {}
        for event, parts in self.layout.events.items():
            self.events[event] = self._told(parts)
        self.ladders: dict[str, tuple[str, ...]] = {}
        for name, kind in self.question.vocabulary.ladders.items():
            rungs = tuple(f"{name}.{rung}" for rung in kind.above_start())
            if any(rung in self.events for rung in rungs):
                self.ladders.update(dict.fromkeys(rungs, rungs))
        self._doubt_ladders()
        for fact in self.layout.facts:
            self._doubt_fact(fact)

    def _now(self) -> Node | None:
        graph, beyond = self.graph, self.question.beyond
        if beyond.now is not None:
            return graph.known(beyond.now.toordinal() - EPOCH)
        if self.layout.now is None:
            return None
        slot = self.layout.now
        self._doubt(graph.is_empty(slot), "no-now", slot)
        return graph.cell(slot, "day", 0)

    def _doubt(self, where: Node, word: str, slot: Slot) -> None:
        if where is not self.graph.false:
            self.doubts.append(Doubt(where, word, self.layout.slots[slot].name))

    # --- events -----------------------------------------------------------------

    def given(self, event: str) -> Given:
        """What a row tells of an event, or what the world says of it."""
        found = self.events.get(event)
        return self.otherwise if found is None else found

    @cached_property
    def otherwise(self) -> Given:
        """What the world says of an event that a row does not list."""
        graph = self.graph
        truth = Truth.FALSE if self.question.beyond.kind == "closed" else Truth.UNKNOWN
        earliest = graph.known(-FAR) if self.now is None else graph.plus(self.now, 1)
        return Given(graph.false, constant(graph, truth), earliest, graph.known(FAR), plain=True)

    def _told(self, parts: dict[str, Slot]) -> Given:
        graph = self.graph
        days = [slot for part, slot in parts.items() if part != "happens"]
        early = [parts[part] for part in ("", "earliest") if part in parts]
        late = [parts[part] for part in ("", "latest") if part in parts]
        has_day = graph.some(graph.opposite(graph.is_empty(slot)) for slot in days)
        earliest = graph.greatest(graph.cell(slot, "day", -FAR) for slot in early)
        latest = graph.smallest(graph.cell(slot, "day", FAR) for slot in late)
        listed, occurs = has_day, Told(has_day, graph.false)
        happens = parts.get("happens")
        if happens is not None:
            listed = graph.some((has_day, graph.opposite(graph.is_empty(happens))))
            occurs = self.truth(happens)
            self._doubt(graph.every((occurs.no, has_day)), "happens-and-never", happens)
        if len(days) > 1:
            self._doubt(graph.apart(earliest, latest, 1), "no-day-left", days[-1])
        if self.now is not None:
            self._doubt(
                graph.every((occurs.yes, graph.apart(earliest, self.now, 1))),
                "after-now",
                (early or late or [happens or 0])[0],
            )
            if happens is not None or "earliest" in parts or "latest" in parts:
                latest = graph.choice(occurs.yes, graph.smallest((latest, self.now)), latest)
        plain = set(parts) == {""}
        if self.question.empty == "unknown":
            return Given(graph.true, occurs, earliest, latest, plain)
        otherwise = self.otherwise
        return Given(
            listed,
            Told(occurs.yes, graph.some((occurs.no, graph.every((graph.opposite(listed), otherwise.occurs.no))))),
            graph.choice(listed, earliest, otherwise.earliest),
            graph.choice(listed, latest, otherwise.latest),
            plain,
        )

    def _doubt_ladders(self) -> None:
        """Rungs that are reached in the wrong order."""
        graph = self.graph
        for rungs in dict.fromkeys(self.ladders.values()):
            told = [(rung, self.given(rung)) for rung in rungs if rung in self.events]
            for place, (rung, higher) in enumerate(told):
                below = graph.greatest(
                    graph.choice(low.occurs.yes, low.earliest, graph.known(-FAR)) for _, low in told[:place]
                )
                wrong = graph.every((higher.occurs.yes, graph.apart(below, higher.latest, 1)))
                self._doubt(wrong, "contradiction", min(self.layout.events[rung].values()))

    # --- facts ------------------------------------------------------------------

    def truth(self, slot: Slot) -> Told:
        """A cell that is yes, no or empty."""
        graph = self.graph
        return Told(graph.cell(slot, "truth", 0), graph.opposite(graph.cell(slot, "truth", 1)))

    def matches(self, fact: str, values: Iterable[bool | str]) -> Told:
        """Whether a yes/no or enumerated fact has one of the values."""
        graph, wanted = self.graph, set(values)
        parts = self.layout.facts.get(fact)
        kind = self.question.vocabulary.facts[fact]
        if parts is None or kind.kind == "number":
            return constant(graph, Truth.UNKNOWN)
        slot = parts[""]
        if kind.kind == "yes_no":
            told = self.truth(slot)
            yes = graph.some(found for value, found in ((True, told.yes), (False, told.no)) if value in wanted)
            no = graph.some(found for value, found in ((True, told.yes), (False, told.no)) if value not in wanted)
            return Told(yes, no)
        return Told(
            graph.some(graph.text_is(slot, value) for value in kind.values if value in wanted),
            graph.some(graph.text_is(slot, value) for value in kind.values if value not in wanted),
        )

    def number(self, fact: str) -> Number:
        """What is told of a number."""
        graph = self.graph
        parts = self.layout.facts.get(fact)
        if parts is None:
            zero = graph.known(0)
            return Number(zero, zero, graph.false, graph.false, 0, 0)
        exact = parts.get("")
        (low, has_low, low_scale), (high, has_high, high_scale) = (
            self._end(exact, parts.get(part)) for part in ("from", "to")
        )
        if self.question.vocabulary.facts[fact].count and "to" in parts:
            # A count of which only the most is known is at least 0.
            has_low = graph.some((has_low, has_high))
        return Number(low, high, has_low, has_high, low_scale, high_scale)

    def _end(self, exact: Slot | None, end: Slot | None) -> tuple[Node, Node, int]:
        """One end of a number's range: the number itself where it is given, else the end."""
        graph, slots = self.graph, self.layout.slots
        filled = [slot for slot in (exact, end) if slot is not None]
        if not filled:
            return graph.known(0), graph.false, 0
        scale = max(slots[slot].scale for slot in filled)
        values = [graph.total([(graph.cell(slot, "number", 0), 10 ** (scale - slots[slot].scale))]) for slot in filled]
        value = values[0] if len(filled) == 1 else graph.choice(graph.is_empty(filled[0]), values[1], values[0])
        return value, graph.some(graph.opposite(graph.is_empty(slot)) for slot in filled), scale

    def _doubt_fact(self, fact: str) -> None:
        graph, kind, parts = self.graph, self.question.vocabulary.facts[fact], self.layout.facts[fact]
        if kind.kind == "one_of":
            slot = parts[""]
            known = graph.some((graph.is_empty(slot), *(graph.text_is(slot, value) for value in kind.values)))
            self._doubt(graph.opposite(known), "unknown-value", slot)
        if kind.kind != "number":
            return
        for slot in parts.values():
            column = self.layout.slots[slot]
            value = graph.cell(slot, "number", 0)
            self._doubt(
                graph.some((graph.apart(value, graph.known(LARGEST), 0), graph.apart(graph.known(-LARGEST), value, 0))),
                "too-large-number",
                slot,
            )
            if column.holds == "float":
                self._doubt(graph.cell(slot, "truth", 0), "inexact-number", slot)
            if kind.count and column.holds == "decimal":
                self._doubt(graph.cell(slot, "truth", 0), "not-a-whole-number", slot)
            if kind.count:
                self._doubt(graph.apart(graph.known(-1), value, 0), "negative-count", slot)
        if "from" in parts and "to" in parts:
            told = self.number(fact)
            scale = max(told.low_scale, told.high_scale)
            low = graph.total([(told.low, 10 ** (scale - told.low_scale))])
            high = graph.total([(told.high, 10 ** (scale - told.high_scale))])
            reversed_ = graph.every((told.has_low, told.has_high, graph.apart(low, high, 1)))
            self._doubt(reversed_, "reversed-range", parts["to"])


def doubts_in_order(rows: Rows) -> list[Doubt]:
    """What may be wrong with rows, in the order of the columns; first that it is not known until when they tell."""
    order = {column.name: place for place, column in enumerate(rows.layout.slots)}
    return sorted(rows.doubts, key=lambda doubt: (doubt.word != "no-now", order[doubt.column]))
