"""The nodes of a graph: events, rungs, facts, and days with all from which they follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conditions.english import kth_word, sided
from conditions.formula import Compare, Day, Event, Guarded, Kth, Matches, Named, Not, Point, Shift, facts_in
from conditions.model.dossier import Dossier
from conditions.report.drawings import Node, NodeKind
from conditions.report.pictures.asks import Need
from conditions.report.pictures.days import actor, translated
from conditions.vocabulary import Vocabulary
from conditions.wording import Wording


class Nodes:
    """Nodes that grow in number, as they are asked for.

    Attributes:
        found: The nodes by their ids.
        derived: What follows from what: the ids of both, and how, in words.
    """

    def __init__(self, vocabulary: Vocabulary, dossier: Dossier, goal: frozenset[str]) -> None:
        self.vocabulary: Vocabulary = vocabulary
        self.dossier: Dossier = dossier
        self.goal: frozenset[str] = goal
        self.wording: _Plain = _Plain(vocabulary)
        self.found: dict[str, Node] = {}
        self.derived: dict[tuple[str, str, str], None] = {}
        self._defined: set[str] = set()
        self._junctions: dict[tuple[object, ...], str] = {}

    def junction(self, label: str, *joins: object) -> str:
        """The node that joins these; the same for the same ones."""
        name = self._junctions.setdefault((label, *joins), f"junction {len(self._junctions) + 1}")
        self.found.setdefault(name, Node(name, label, "junction"))
        return name

    def _add(self, node: Node, name: str) -> None:
        """Add a node, unless it is there; a name of the dossier is what it is called by in other languages."""
        if node.id not in self.found:
            self.found[node.id] = replace(node, labels=translated(self.dossier, name))

    def of(self, point: Point) -> str:
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
                self.derived[start, name, said] = None
        return name

    def _parts(self, point: Point, said: str = "") -> Iterator[tuple[str, str]]:
        """The nodes from which a moment follows, each with how."""
        match point:
            case Event() | Named() | Day():
                yield self.of(point), said
            case Shift(inner, period):
                yield from self._parts(inner, _joined(sided(period), said))
            case Kth(points, k):
                which = f"{kth_word(k, len(points))} of" if len(points) > 1 else ""
                for part in points:
                    yield from self._parts(part, _joined(which, said))
            case Guarded(inner, guard):
                yield from self._parts(inner, _joined(said, f"if {self.wording.formula(guard)}"))

    def needed(self, need: Need) -> str:
        """The node of what must hold, or happen at some time."""
        match need.what:
            case Matches() | Compare() as fact:
                name = f"{', '.join(facts_in(fact))}: {self.wording.formula(Not(fact) if need.denied else fact)}"
                label = self._fact_label(fact, need.denied)
                is_bare = isinstance(fact, Matches) and label == self.vocabulary.label(fact.fact)
                self._add(Node(name, label, "fact"), fact.fact if isinstance(fact, Matches) and is_bare else "")
                return name
            case point:
                return self.of(point)

    def _fact_label(self, fact: Matches | Compare, denied: bool) -> str:
        """What must hold; that a question is answered with yes is said by the question alone."""
        if isinstance(fact, Matches) and (fact.values, denied) in (((True,), False), ((False,), True)):
            return self.vocabulary.label(fact.fact)
        return self.wording.formula(Not(fact) if denied else fact)


class _Plain(Wording):
    """Wording without quotation marks, for what stands alone."""

    def name(self, name: str) -> str:
        return self.vocabulary.label(name)


def _joined(one: str, other: str) -> str:
    return ", ".join(part for part in (one, other) if part)


__all__ = ["Nodes"]
