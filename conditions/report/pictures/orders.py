"""The graph of what must come before what, from the conditions of a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from conditions.conflicts.results import Conflicts
from conditions.deadlock.results import Deadlocks
from conditions.english import kth_word, sided
from conditions.formula import Compare, Day, Event, Guarded, Kth, Matches, Named, Not, Point, Shift, events_in, facts_in
from conditions.language.base import Scope
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, Level, Position
from conditions.records import dataclass
from conditions.report.drawings import Edge, EdgeKind, Graph, Node, NodeKind
from conditions.report.phrases import Source
from conditions.report.pictures.asked import Arrow, Asked, Gated, Need, Several, Unsaid, asked, unsaid
from conditions.report.pictures.days import actor, translated
from conditions.report.text import brief
from conditions.standing import Evidence, Record
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary
from conditions.wording import Wording


@dataclass(frozen=True)
class Drawn:
    """The graph of some conditions, and what of them it does not show.

    Attributes:
        graph: The graph.
        conditions: The ids of the conditions, in the order of the dossier.
        left_out: By id, for conditions of which something is not drawn, what that is about.
    """

    graph: Graph
    conditions: tuple[str, ...]
    left_out: Mapping[str, tuple[str, ...]]


def drawn(
    dossier: Dossier,
    level: Level = "reported",
    also: Iterable[str] = (),
    goal: Iterable[str] = (),
    as_of: date | None = None,
) -> Drawn:
    """The graph of the conditions that take part in answers, and of some more.

    Args:
        dossier: The dossier.
        level: The least firm level that takes part.
        also: Ids of further conditions and terms that are drawn.
        goal: Events that are the goal.
        as_of: The day whose positions count; by default the end of the record.
    """
    source, extra = Source(dossier, level), frozenset(also)
    record = Record(dossier, dossier.conditions, Evidence(level=level))
    found: dict[str, Position] = {
        name: one
        for name, one in dossier.conditions.items()
        if name in extra or (source.takes_part(name, one) and record.standing(name, as_of).in_force is not Truth.FALSE)
    }
    found |= {name: one for name, one in dossier.terms.items() if name in extra}
    drawing = _Drawing(source.vocabulary, dossier, frozenset(goal))
    for name, position in found.items():
        drawing.add(name, position, LEVELS.index(position.level) > LEVELS.index(level))
    return Drawn(drawing.graph(), tuple(found), {name: tuple(about) for name, about in drawing.left_out.items()})


def goals_of(*found: Conflicts | Deadlocks | None) -> tuple[str, ...]:
    """The events that the goals of these results speak of."""
    demands = (demand for one in found if one is not None for demand in one.goal)
    return tuple(dict.fromkeys(event for demand in demands for event in events_in(demand.formula)))


@dataclass(frozen=True)
class _Key:
    """What makes two edges one."""

    source: str
    target: str
    kind: EdgeKind
    label: str
    party: str | None


class _Drawing:
    """A graph that grows, condition by condition."""

    def __init__(self, vocabulary: Vocabulary, dossier: Dossier, goal: frozenset[str]) -> None:
        self.vocabulary, self.dossier, self.goal = vocabulary, dossier, goal
        self.wording = _Plain(vocabulary)
        self.nodes: dict[str, Node] = {}
        self.edges: dict[_Key, dict[str, list[str]]] = {}
        self.readings: dict[str, tuple[str, ...]] = {}
        self.left_out: dict[str, dict[str, None]] = {}
        self._defined: set[str] = set()
        self._junctions: dict[tuple[object, ...], str] = {}
        self._asking: tuple[str, str, str | None, str] = ("", "", None, "")

    # --- conditions -------------------------------------------------------------

    def add(self, name: str, position: Position, is_less_firm: bool) -> None:
        """Draw a condition in all of its readings."""
        clauses = position.clauses()
        self.readings[name] = tuple(clauses)
        for reading, clause in clauses.items():
            self._asking = (name, reading, position.party, position.level if is_less_firm else "")
            found = asked(clause.lower(Scope(self.dossier.vocabulary)))
            for about in self._emit(found, None):
                self.left_out.setdefault(name, {})[about] = None

    def _emit(self, found: Asked, act: Point | None) -> Iterator[str]:
        """Draw what is asked; what it is about that is not drawn."""
        match found:
            case Arrow(first, then, kind, label):
                self._edge(self._node(first), self._node(then), kind, label)
            case Need(what) if what == act:
                pass
            case Need() if act is None or isinstance(act, Day):
                yield "what must happen or hold, in whatever order" if act is None else "a fixed day"
            case Need():
                if act is not None:
                    self._edge(self._needed(found), self._node(act), "needs")
            case Several(parts, _) if found.is_all:
                for part in parts:
                    yield from self._emit(part, act)
            case Several():
                yield from self._alternatives(found, act)
            case Gated(its_act, inner):
                yield from self._emit(inner, its_act)
            case Unsaid(about):
                yield about

    def _alternatives(self, found: Several, act: Point | None) -> Iterator[str]:
        targets = set(self._targets(found, act))
        if len(targets) != 1 or None in targets:
            about = tuple(unsaid(found))
            yield f"alternatives, one of them {about[0]}" if about else "alternatives about several acts"
            return
        target = self._node(next(one for one in targets if one is not None))
        self._edge(self._junction(found, target, act), target, _kind(found))

    def _targets(self, found: Asked, act: Point | None) -> Iterator[Point | None]:
        """What has to wait in each of the alternatives; `None` where that cannot be drawn."""
        match found:
            case Arrow(_, then, _, _):
                yield then
            case Need():
                yield None if isinstance(act, Day) else act
            case Several(parts, _):
                for part in parts:
                    yield from self._targets(part, act)
            case Gated(its_act, inner):
                yield from self._targets(inner, its_act)
            case Unsaid():
                yield None

    def _junction(self, found: Several, target: str, act: Point | None) -> str:
        """The node that joins alternatives on their way to what waits for them."""
        least, count = found.least, len(found.parts)
        label = "all of" if found.is_all else "one of" if least == 1 else f"{least} of {count}"
        ends = [self._end(part, target, act) for part in found.parts]
        name = self._junctions.setdefault((target, label, *sorted(ends)), f"junction {len(self._junctions) + 1}")
        self.nodes.setdefault(name, Node(name, label, "junction"))
        for end, kind, said in ends:
            self._edge(end, name, kind, said)
        return name

    def _end(self, part: Asked, target: str, act: Point | None) -> tuple[str, EdgeKind, str]:
        """Where an arrow into a junction starts, its kind and its label."""
        match part:
            case Arrow(first, _, kind, label):
                return self._node(first), kind, label
            case Need():
                return self._needed(part), "needs", ""
            case Several():
                return self._junction(part, target, act), _kind(part), ""
            case Gated(_, inner):
                return self._end(inner, target, act)
            case Unsaid():
                raise AssertionError("an alternative that is not drawn has no target")

    # --- edges ------------------------------------------------------------------

    def _edge(self, source: str, target: str, kind: EdgeKind, label: str = "") -> None:
        name, reading, party, level = self._asking
        said = ", ".join(part for part in (label, level) if part)
        asking = self.edges.setdefault(_Key(source, target, kind, said, party), {}).setdefault(name, [])
        if reading not in asking:
            asking.append(reading)

    def _bare_edge(self, source: str, target: str, kind: EdgeKind, label: str = "") -> None:
        """An edge that no condition asks for: it follows from what the names mean."""
        self.edges.setdefault(_Key(source, target, kind, label, None), {})

    # --- nodes ------------------------------------------------------------------

    def _add(self, node: Node, name: str) -> None:
        """Add a node, unless it is there; a name of the dossier is what it is called by in other languages."""
        if node.id not in self.nodes:
            self.nodes[node.id] = replace(node, labels=translated(self.dossier, name))

    def _node(self, point: Point) -> str:
        """The node of a point, drawn with all from which its day follows."""
        match point:
            case Event(name):
                kind: NodeKind = "goal" if name in self.goal else "rung" if self.wording.is_rung(point) else "event"
                self._add(Node(name, self.vocabulary.label(name), kind, actor(self.dossier, name)), name)
                return name
            case Named(name, inner):
                return self._moment(name, self.vocabulary.label(name), inner)
            case Day(day):
                return self._moment(day.isoformat(), day.isoformat(), None)
            case Shift() | Kth() | Guarded():
                words = self.wording.point(point)
                return self._moment(words, words, point)

    def _moment(self, name: str, label: str, inner: Point | None) -> str:
        self._add(Node(name, label, "moment"), name)
        if inner is not None and name not in self._defined:
            self._defined.add(name)
            for start, said in self._parts(inner):
                self._bare_edge(start, name, "derived", said)
        return name

    def _parts(self, point: Point, said: str = "") -> Iterator[tuple[str, str]]:
        """The nodes from which a moment follows, each with how."""
        match point:
            case Event() | Named() | Day():
                yield self._node(point), said
            case Shift(inner, period):
                yield from self._parts(inner, _joined(sided(period), said))
            case Kth(points, k):
                which = f"{kth_word(k, len(points))} of" if len(points) > 1 else ""
                for part in points:
                    yield from self._parts(part, _joined(which, said))
            case Guarded(inner, guard):
                yield from self._parts(inner, _joined(said, f"if {self.wording.formula(guard)}"))

    def _needed(self, need: Need) -> str:
        match need.what:
            case Matches() | Compare() as fact:
                name = f"{', '.join(facts_in(fact))}: {self.wording.formula(Not(fact) if need.denied else fact)}"
                label = self._fact_label(fact, need.denied)
                is_bare = isinstance(fact, Matches) and label == self.vocabulary.label(fact.fact)
                self._add(Node(name, label, "fact"), fact.fact if isinstance(fact, Matches) and is_bare else "")
                return name
            case point:
                return self._node(point)

    def _fact_label(self, fact: Matches | Compare, denied: bool) -> str:
        """What must hold; that a question is answered with yes is said by the question alone."""
        if isinstance(fact, Matches) and (fact.values, denied) in (((True,), False), ((False,), True)):
            return self.vocabulary.label(fact.fact)
        return self.wording.formula(Not(fact) if denied else fact)

    # --- the whole --------------------------------------------------------------

    def graph(self) -> Graph:
        """The graph as it is now, its nodes in the order of the dossier."""
        self._climb()
        order = {name: place for place, name in enumerate((*self.vocabulary.events, *self.vocabulary.moments))}
        ranked = sorted(enumerate(self.nodes.values()), key=lambda pair: (order.get(pair[1].id, len(order)), pair[0]))
        self._drop_weaker()
        edges = tuple(self._made(key, asking) for key, asking in self.edges.items())
        differing = {name for edge in edges for name, reading in edge.conditions if reading is not None}
        readings = {name: known for name, known in self.readings.items() if name in differing}
        parties = {code: brief(party.name) for code, party in self.dossier.parties.items()}
        return Graph(tuple(node for _, node in ranked), edges, readings, parties)

    def _drop_weaker(self) -> None:
        """Leave out that something is not earlier where the same reading asks for it to be later."""
        for key, asking in list(self.edges.items()):
            stricter = self.edges.get(_Key(key.source, key.target, "before", key.label, key.party), {})
            if key.kind == "not-after":
                left = {
                    name: [one for one in asked_in if one not in stricter.get(name, ())]
                    for name, asked_in in asking.items()
                }
                self.edges[key] = {name: readings for name, readings in left.items() if readings}
                if not self.edges[key]:
                    del self.edges[key]

    def _climb(self) -> None:
        """Edges between the rungs of a ladder that are drawn."""
        for name, ladder in self.vocabulary.ladders.items():
            rungs = [rung for step in ladder.above_start() if (rung := f"{name}.{step}") in self.nodes]
            for lower, higher in pairwise(rungs):
                self._bare_edge(lower, higher, "climbs")

    def _made(self, key: _Key, asking: Mapping[str, list[str]]) -> Edge:
        conditions: list[tuple[str, str | None]] = []
        for name, readings in asking.items():
            whole = len(readings) == len(self.readings[name])
            conditions += [(name, None)] if whole else [(name, reading) for reading in readings]
        return Edge(key.source, key.target, key.kind, key.label, tuple(conditions), key.party)


class _Plain(Wording):
    """Wording without quotation marks, for what stands alone."""

    def name(self, name: str) -> str:
        return self.vocabulary.label(name)


def _kind(found: Several) -> EdgeKind:
    """The kind of the arrow that leaves a junction: that of all that enter it, or that they are needed."""
    kinds = {
        _kind(part) if isinstance(part, Several) else part.kind if isinstance(part, Arrow) else "needs"
        for part in found.parts
    }
    return next(iter(kinds)) if len(kinds) == 1 else "needs"


def _joined(one: str, other: str) -> str:
    return ", ".join(part for part in (one, other) if part)


__all__ = ["Drawn", "drawn"]
