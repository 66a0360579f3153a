"""What the calendar excludes: combinations of orders between days that no days can keep, as clauses.

Events are eliminated one after the other: where an event lies at most some days after a second, and a third at most
some days after the event, the third lies at most the sum after the second. What comes back to its start below zero
cannot be. Every bound that is derived is a gate, so nothing is added to the count.

Source: R. Dechter, I. Meiri, J. Pearl, *Temporal constraint networks*, Artificial Intelligence 49, 1991 (consistency
by elimination); D. Strichman, S. A. Seshia, R. E. Bryant, *Deciding separation formulas with SAT*, CAV 2002.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from conditions.engines.exact.terms import ORIGIN, Term
from conditions.formula import Event
from conditions.periods import FIRST_DAY, LAST_DAY
from conditions.space.atoms import Atoms, Order, order_of, plus
from conditions.space.circuit import NO, YES, Circuit
from conditions.space.joining import taken_out
from conditions.truth import Truth

_MOST_GATES: Final = 40_000
"""More than this are not made: then some combinations that cannot be are left in."""
_ZERO: Final = Term(ORIGIN)


class Edge(NamedTuple):
    """The target lies at most `most` days after the source, where a literal is true."""

    source: Term
    target: Term
    most: int
    literal: int


def edges_of(atoms: Atoms) -> list[Edge]:
    """How the atoms, and what is known, bound days; months are as long as they can be."""
    found = [edge for order, variable in _orders(atoms) for edge in _sides(atoms, order, variable)]
    found += _relations(atoms)
    terms = {end for edge in found for end in (edge.source, edge.target)}
    found += [edge for one in terms if one.chain for edge in _chain(atoms, one)]
    events = {one.event for one in terms} - {ORIGIN}
    calendar = _reaches_the_ends(found)
    return [*found, *(edge for event in sorted(events) for edge in _range(atoms, event, calendar))]


def _orders(atoms: Atoms) -> list[tuple[Order, int]]:
    return [(atom, variable) for atom, variable in atoms.variables.items() if isinstance(atom, Order)]


def _sides(atoms: Atoms, order: Order, variable: int) -> Iterator[Edge]:
    first, second, most = order
    come = (atoms.event(first.event), atoms.event(second.event))
    yield Edge(second, first, most, variable)
    yield Edge(first, second, -most - 1, atoms.circuit.both((*come, -variable)))


def _relations(atoms: Atoms) -> Iterator[Edge]:
    """The order that is known, of events that are spoken of or certain."""
    timeline = atoms.known.timeline
    for relation in timeline.relations:
        names = relation.first, relation.second
        if any(name not in atoms.happens and timeline.entry(name).occurs is not Truth.TRUE for name in names):
            continue
        come = atoms.circuit.both(map(atoms.event, names))
        first, second = Event(relation.first), Term(relation.second)
        for start, end in (
            *([] if relation.least is None else [(plus(first, relation.least), second)]),
            *([] if relation.most is None else [(second, plus(first, relation.most))]),
        ):
            found = order_of(start, end)
            if found is False:
                atoms.circuit.add(-come)
            elif not isinstance(found, bool) and come != NO:
                yield Edge(found.second, found.first, found.most, come)


def _chain(atoms: Atoms, one: Term) -> Iterator[Edge]:
    """How far a term in months lies from its event."""
    least, most = _lengths(atoms, one)
    event, happens = Term(one.event), atoms.event(one.event)
    yield Edge(event, one, most, happens)
    yield Edge(one, event, -least, happens)


def _range(atoms: Atoms, event: str, calendar: bool) -> Iterator[Edge]:
    """The days of an event; the ends of the calendar only where they can matter."""
    first, last = atoms.range_of(Term(event))
    happens = atoms.event(event)
    if last < LAST_DAY or calendar:
        yield Edge(_ZERO, Term(event), last, happens)
    if first > FIRST_DAY or calendar:
        yield Edge(Term(event), _ZERO, -first, happens)


def _reaches_the_ends(edges: Iterable[Edge]) -> bool:
    """Whether distances are so long that the first or the last day of the calendar can matter."""
    fixed = [abs(edge.most) for edge in edges if ORIGIN in (edge.source.event, edge.target.event)]
    far = sum(abs(edge.most) + 1 for edge in edges if ORIGIN not in (edge.source.event, edge.target.event))
    return min(fixed, default=LAST_DAY) - far <= FIRST_DAY or max(fixed, default=0) + far >= LAST_DAY


def whatever_months(atoms: Atoms, edges: Iterable[Edge]) -> list[Edge]:
    """Edges without terms in months, which days keep only if they keep the first ones, however long months are."""
    found = []
    for edge in edges:
        source, target = edge.source, edge.target
        lies_beside_itself = source.event == target.event and bool(source.chain) != bool(target.chain)
        if lies_beside_itself and edge.literal == atoms.event(source.event):
            continue
        shortest, longest = _lengths(atoms, source)[0], _lengths(atoms, target)[1]
        most = edge.most + shortest - longest
        found.append(Edge(Term(source.event), Term(target.event), most, edge.literal))
    return found


def _lengths(atoms: Atoms, one: Term) -> tuple[int, int]:
    """Least and greatest number of days from the event of a term to the term."""
    if not one.chain:
        return 0, 0
    first, last = atoms.range_of(Term(one.event))
    return one.lengths(*((first, last) if first <= last else (FIRST_DAY, LAST_DAY)))


def exclude(circuit: Circuit, edges: Iterable[Edge]) -> tuple[list[int], bool]:
    """Literals that cannot be true, one for each loop below zero, and whether these are all."""
    return _Elimination(circuit, edges).run()


class _Elimination:
    def __init__(self, circuit: Circuit, edges: Iterable[Edge]) -> None:
        self.circuit = circuit
        self.bad: list[int] = []
        self.out: dict[Term, dict[Term, dict[int, int]]] = {}
        listed = [edge for edge in edges if edge.literal != NO]
        pairs: dict[frozenset[Term], list[int]] = {}
        for edge in listed:
            pairs.setdefault(frozenset((edge.source, edge.target)), []).append(edge.most)
        self.floor = -sum(max(0, *most) for most in pairs.values()) - 1
        self.ceiling = sum(-min(0, *most) for most in pairs.values())
        for edge in listed:
            self._add(edge)

    def _add(self, edge: Edge) -> None:
        source, target, most, literal = edge
        if literal == NO or most >= self.ceiling:
            return
        if source == target:
            if most < 0:
                self.bad.append(literal)
            return
        self.out.setdefault(target, {})
        bounds = self.out.setdefault(source, {}).setdefault(target, {})
        most = max(most, self.floor)
        if not any(old <= most and its in (YES, literal) for old, its in bounds.items()):
            bounds[most] = self.circuit.either((bounds.get(most, NO), literal))

    def run(self) -> tuple[list[int], bool]:
        start = self.circuit.count
        pairs = [(source, target) for source, targets in self.out.items() for target in targets]
        for one, _ in taken_out(pairs):
            if self.circuit.count - start > _MOST_GATES:
                return self.bad, False
            self._eliminate(one)
        return self.bad, True

    def _eliminate(self, one: Term) -> None:
        after = self.out.pop(one, {})
        before = {source: targets.pop(one) for source, targets in self.out.items() if one in targets}
        for source, come in before.items():
            for target, go in after.items():
                for most, literal in come.items():
                    for more, other in go.items():
                        if source != target or most + more < 0:
                            self._add(Edge(source, target, most + more, self.circuit.both((literal, other))))
