"""The graph of what must come before what, from the conditions of a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from conditions.conflicts.results import Conflicts
from conditions.deadlock.results import Deadlocks
from conditions.formula import Day, Formula, Point, events_in
from conditions.language.base import Scope
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, Level, Position
from conditions.records import dataclass
from conditions.report.drawings import Edge, EdgeKind, Graph
from conditions.report.phrases import Source
from conditions.report.pictures.asked import asked
from conditions.report.pictures.asks import Arrow, Asked, Gated, Need, Several, Unsaid, unsaid
from conditions.report.pictures.nodes import Nodes
from conditions.report.text import brief
from conditions.standing import Evidence, Record
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary


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
    given: Iterable[Formula] = (),
) -> Drawn:
    """The graph of the conditions that take part in answers, and of some more.

    Args:
        dossier: The dossier.
        level: The least firm level that takes part.
        also: Ids of further conditions and terms that are drawn.
        goal: Events that are the goal.
        as_of: The day whose positions count; by default the end of the record.
        given: What holds whatever the parties want.
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
    for formula in given:
        drawing.add_given(formula)
    return Drawn(drawing.graph(), tuple(found), {name: tuple(about) for name, about in drawing.left_out.items()})


def given_of(*found: Conflicts | Deadlocks | None) -> tuple[Formula, ...]:
    """What these results took as given."""
    return tuple(dict.fromkeys(demand.formula for one in found if one is not None for demand in one.given))


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
        self.dossier = dossier
        self.nodes = Nodes(vocabulary, dossier, goal)
        self.edges: dict[_Key, dict[str, list[str]]] = {}
        self.readings: dict[str, tuple[str, ...]] = {}
        self.left_out: dict[str, dict[str, None]] = {}
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

    def add_given(self, formula: Formula) -> None:
        """Draw what holds whatever the parties want, as far as it is an order."""
        self._asking = ("", "", None, "given")
        for _ in self._emit(asked(formula), None):
            pass

    def _emit(self, found: Asked, act: Point | None) -> Iterator[str]:
        """Draw what is asked; what it is about that is not drawn."""
        match found:
            case Arrow(first, then, kind, label):
                self._edge(self.nodes.of(first), self.nodes.of(then), kind, label)
            case Need(what) if what == act:
                pass
            case Need() if act is None or isinstance(act, Day):
                yield "what must happen or hold, in whatever order" if act is None else "a fixed day"
            case Need():
                if act is not None:
                    self._edge(self.nodes.needed(found), self.nodes.of(act), "needs")
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
        if found.least == 1 and any(isinstance(part, Need) and part.what == act for part in found.parts):
            return
        targets = set(self._targets(found, act))
        if len(targets) != 1 or None in targets:
            about = tuple(unsaid(found))
            yield f"alternatives, one of them {about[0]}" if about else "alternatives about several acts"
            return
        target = self.nodes.of(next(one for one in targets if one is not None))
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
        name = self.nodes.junction(label, target, *sorted(ends))
        for end, kind, said in ends:
            self._edge(end, name, kind, said)
        return name

    def _end(self, part: Asked, target: str, act: Point | None) -> tuple[str, EdgeKind, str]:
        """Where an arrow into a junction starts, its kind and its label."""
        match part:
            case Arrow(first, _, kind, label):
                return self.nodes.of(first), kind, label
            case Need():
                return self.nodes.needed(part), "needs", ""
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
        if not name:
            self._bare_edge(source, target, kind, said)
            return
        asking = self.edges.setdefault(_Key(source, target, kind, said, party), {}).setdefault(name, [])
        if reading not in asking:
            asking.append(reading)

    def _bare_edge(self, source: str, target: str, kind: EdgeKind, label: str = "") -> None:
        """An edge that no condition asks for: it follows from what the names mean."""
        self.edges.setdefault(_Key(source, target, kind, label, None), {})

    # --- the whole --------------------------------------------------------------

    def graph(self) -> Graph:
        """The graph as it is now, its nodes in the order of the dossier."""
        for start, end, said in self.nodes.derived:
            self._bare_edge(start, end, "derived", said)
        self._climb()
        self._drop_weaker()
        vocabulary, found = self.nodes.vocabulary, self.nodes.found
        order = {name: place for place, name in enumerate((*vocabulary.events, *vocabulary.moments))}
        ranked = sorted(found.values(), key=lambda node: order.get(node.id, len(order)))
        edges = tuple(self._made(key, asking) for key, asking in self.edges.items())
        differing = {name for edge in edges for name, reading in edge.conditions if reading is not None}
        readings = {name: known for name, known in self.readings.items() if name in differing}
        parties = {code: brief(party.name) for code, party in self.dossier.parties.items()}
        return Graph(tuple(ranked), edges, readings, parties)

    def _drop_weaker(self) -> None:
        """Leave out that something is not earlier where the same reading asks for it to be later."""
        for key, asking in list(self.edges.items()):
            stricter = self.edges.get(_Key(key.source, key.target, "before", key.label, key.party), {})
            if key.kind == "not-after" and asking:
                left = {
                    name: [one for one in asked_in if one not in stricter.get(name, ())]
                    for name, asked_in in asking.items()
                }
                self.edges[key] = {name: readings for name, readings in left.items() if readings}
                if not self.edges[key]:
                    del self.edges[key]

    def _climb(self) -> None:
        """Edges between the rungs of a ladder that are drawn."""
        for name, ladder in self.nodes.vocabulary.ladders.items():
            rungs = [rung for step in ladder.above_start() if (rung := f"{name}.{step}") in self.nodes.found]
            for lower, higher in pairwise(rungs):
                self._bare_edge(lower, higher, "climbs")

    def _made(self, key: _Key, asking: Mapping[str, list[str]]) -> Edge:
        conditions: list[tuple[str, str | None]] = []
        for name, readings in asking.items():
            whole = len(readings) == len(self.readings[name])
            conditions += [(name, None)] if whole else [(name, reading) for reading in readings]
        return Edge(key.source, key.target, key.kind, key.label, tuple(conditions), key.party)


def _kind(found: Several) -> EdgeKind:
    """The kind of the arrow that leaves a junction: that of all that enter it, or that they are needed."""
    kinds: set[EdgeKind] = {
        _kind(part) if isinstance(part, Several) else part.kind if isinstance(part, Arrow) else "needs"
        for part in found.parts
    }
    return next(iter(kinds)) if len(kinds) == 1 else "needs"


__all__ = ["Drawn", "drawn", "given_of", "goals_of"]
