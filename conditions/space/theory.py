"""What days, months and numbers exclude of all combinations of atoms, and where it is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, NamedTuple, assert_never

from conditions.amounts import Linear
from conditions.engines.exact import Completions, Limit, Refuted, Term, Witness, numbers
from conditions.engines.exact.door import solver
from conditions.engines.exact.encoding import Encoding
from conditions.formula import Comparison, Constant, Matches, Not
from conditions.knowledge import NumberBetween
from conditions.space.atoms import Atom, Atoms, Bounded, Happening, Open, Order, Valued
from conditions.space.circuit import NO, YES, Clause
from conditions.space.counter import GivenUpError
from conditions.space.differences import Edge, edges_of, exclude, whatever_months
from conditions.space.webs import Web, blocks, web
from conditions.truth import Truth

_MOST_DOUBTS: Final = 3_000
"""So many combinations in doubt are looked at."""
Check = Callable[[dict[Atom, bool]], "list[Atom] | None"]
"""Which of some atoms with their truth cannot be together; `None` if all can."""


class Excluded(NamedTuple):
    """How sure it is that the packages that are left can come about.

    Attributes:
        doubt: A literal that is true where a package may be one that no days or numbers allow; false where none is.
        web: The differences that are no more than orders.
        clauses: What excludes the orders in it that cannot be.
    """

    doubt: int
    web: Web | None = None
    clauses: frozenset[Clause] = frozenset()

    @property
    def is_sure(self) -> bool:
        """Whether no package is in doubt."""
        return self.doubt == NO


def exclude_impossible(atoms: Atoms, limit: Limit) -> Excluded:
    """Add clauses that exclude what no days and no numbers allow."""
    days = _days(atoms, limit)
    return Excluded(atoms.circuit.either((days.doubt, *_numbers(atoms, limit))), days.web, days.clauses)


# --- days ---------------------------------------------------------------------------


def _days(atoms: Atoms, limit: Limit) -> Excluded:
    """Exclude what no days allow."""
    circuit, edges = atoms.circuit, edges_of(atoms)
    bad: set[int] = set()
    bad_orders: set[int] = set()
    orders: list[Edge] = []
    all_complete = True
    for block in blocks(edges):
        found, complete = exclude(circuit, block)
        bad.update(found)
        all_complete = all_complete and complete
        if len({edge.source for edge in block}) > 2 and web(block) is not None:
            orders += block
            bad_orders.update(found)
    for literal in sorted(bad):
        circuit.add(-literal)
    doubt = _months(atoms, edges, bad, limit) if all_complete else YES
    return Excluded(doubt, web(orders), frozenset((-literal,) for literal in bad_orders))


def _months(atoms: Atoms, edges: Sequence[Edge], bad: set[int], limit: Limit) -> int:
    """Exclude what no days allow where months are in it; a literal that is true where that is in doubt."""
    if not any(end.chain for edge in edges for end in (edge.source, edge.target)):
        return NO
    circuit = atoms.circuit
    doubtful, complete = exclude(circuit, whatever_months(atoms, edges))
    doubt = circuit.either(set(doubtful) - bad) if complete else YES
    near = _near_months(edges)
    involved = [
        atom
        for atom in atoms.variables
        if (isinstance(atom, Happening) and Term(atom.event) in near)
        or (isinstance(atom, Order) and atom.first in near)
    ]
    return _saturate(atoms, doubt, involved, _Calendar(atoms).check, limit)


def _near_months(edges: Iterable[Edge]) -> set[Term]:
    """The terms that edges join with a term in months."""
    near: dict[Term, set[Term]] = {}
    for edge in edges:
        near.setdefault(edge.source, set()).add(edge.target)
        near.setdefault(edge.target, set()).add(edge.source)
    open_ = [one for one in near if one.chain]
    seen = set(open_)
    while open_:
        for other in near[open_.pop()] - seen:
            seen.add(other)
            open_.append(other)
    return seen


class _Calendar:
    """Looks whether there are days for which atoms are true and false as told."""

    def __init__(self, atoms: Atoms) -> None:
        self._search = Completions(atoms.known, free=True)
        self._names: dict[str, Atom] = {}

    def check(self, told: dict[Atom, bool]) -> list[Atom] | None:
        names = [self._name(atom, so) for atom, so in told.items() if not is_idle(atom, told)]
        outcome = self._search.find(names, Limit(rounds=200))
        match outcome:
            case Witness():
                return None
            case Refuted(core):
                return self._with_events(dict.fromkeys(self._names[name] for name in core))
            case _:
                raise GivenUpError

    def _with_events(self, core: Iterable[Atom]) -> list[Atom]:
        """The atoms, with the events of each order: that it does not hold means something only if they happen."""
        found: dict[Atom, None] = {}
        for atom in core:
            found[atom] = None
            if isinstance(atom, Order):
                found.update((Happening(one.event), None) for one in (atom.first, atom.second) if one.event)
        return list(found)

    def _name(self, atom: Atom, so: bool) -> str:
        name = f"{so} {atom!r}"
        if name not in self._names:
            self._names[name] = atom
            self._search.choose(name, asked_of(self._search.encoding, atom, so))
        return name


def asked_of(encoding: Encoding, atom: Atom, so: bool) -> int:
    """The literal of the exact engine for which an atom is true, or false; of an order, that the opposite one is."""
    match atom:
        case Happening(event):
            return encoding.event(event) if so else -encoding.event(event)
        case Order(first, second, most):
            return encoding.order(first, second.later(most)) if so else encoding.order(second.later(most + 1), first)
        case Valued(fact, value):
            matches = Matches(fact, (value,))
            return encoding.true(matches if so else Not(matches))
        case Bounded(form, value, strict):
            comparison: Comparison = ("<" if strict else "<=") if so else (">=" if strict else ">")
            return encoding.comparison(Linear(-value, dict(form)), comparison)
        case Open(why):
            return encoding.true(Constant(Truth.UNKNOWN, why)) * (1 if so else -1)
        case _:
            assert_never(atom)


def is_idle(atom: Atom, told: dict[Atom, bool]) -> bool:
    """Whether an order says nothing, since one of its events does not happen."""
    if not isinstance(atom, Order):
        return False
    return not told[atom] and not all(told.get(Happening(one.event), True) for one in (atom.first, atom.second))


# --- numbers --------------------------------------------------------------------------


def _numbers(atoms: Atoms, limit: Limit) -> Iterator[int]:
    """Exclude what no numbers allow; for each group of sums a literal that is true where that is in doubt."""
    bounded = [atom for atom in atoms.variables if isinstance(atom, Bounded)]
    by_form: dict[numbers.Form, list[Bounded]] = {}
    for atom in bounded:
        by_form.setdefault(atom.form, []).append(atom)
    for form, several in by_form.items():
        _in_order(atoms, sorted(several, key=lambda atom: (atom.value, not atom.strict)))
        if len(form) == 1:
            _in_range(atoms, form[0][0], several)
    for group in _sharing(by_form):
        involved: list[Atom] = [atom for form in group for atom in by_form[form]]
        if any(len(form) > 1 for form in group):
            yield _saturate(atoms, YES, involved, lambda told: _no_numbers(atoms, told), limit)


def _in_order(atoms: Atoms, listed: list[Bounded]) -> None:
    for lower, higher in pairwise(listed):
        atoms.circuit.add(-atoms.variables[lower], atoms.variables[higher])


def _in_range(atoms: Atoms, fact: str, listed: Iterable[Bounded]) -> None:
    state = atoms.known.fact(fact)
    if not isinstance(state, NumberBetween):
        return
    for atom in listed:
        variable = atoms.variables[atom]
        if state.low is not None and (atom.value < state.low or (atom.value == state.low and atom.strict)):
            atoms.circuit.add(-variable)
        if state.high is not None and (atom.value > state.high or (atom.value == state.high and not atom.strict)):
            atoms.circuit.add(variable)


def _sharing(forms: Iterable[numbers.Form]) -> list[list[numbers.Form]]:
    """Forms in groups that have no fact in common."""
    groups: list[tuple[set[str], list[numbers.Form]]] = []
    for form in forms:
        facts, together = {fact for fact, _ in form}, [form]
        apart = []
        for names, others in groups:
            if names & facts:
                facts, together = facts | names, [*others, *together]
            else:
                apart.append((names, others))
        groups = [*apart, (facts, together)]
    return [forms for _, forms in groups]


def _no_numbers(atoms: Atoms, told: dict[Atom, bool]) -> list[Atom] | None:
    order = list(told)
    bounds = []
    for place, (atom, so) in enumerate(told.items()):
        assert isinstance(atom, Bounded)
        bounds.append(numbers.Bound(atom.form, so, atom.value, atom.strict if so else not atom.strict, (place,)))
    for fact in sorted({fact for bound in bounds for fact, _ in bound.form}):
        state = atoms.known.fact(fact)
        if isinstance(state, NumberBetween):
            bounds += numbers.known_bounds(fact, state)
    found = numbers.solve(bounds)
    if isinstance(found, numbers.Refuted):
        return [order[place] for bound, times in found.bounds if times != Fraction(0) for place in bound.reason]
    return None


# --- combinations in doubt ---------------------------------------------------------------


def _saturate(atoms: Atoms, doubt: int, involved: Sequence[Atom], check: Check, limit: Limit) -> int:
    """Look at combinations in doubt, exclude those that cannot be; a literal that is true where doubt is left."""
    if doubt == NO:
        return NO
    circuit = atoms.circuit
    searching: Any = solver()
    try:
        for clause in circuit.needed([doubt]):
            searching.add_clause(list(clause))
        for _ in range(_MOST_DOUBTS):
            if limit.is_over:
                return doubt
            if not searching.solve():
                return NO
            model = set(searching.get_model())
            told = {atom: atoms.variables[atom] in model for atom in involved}
            try:
                core = check(told)
            except GivenUpError:
                return doubt
            of = core if core is not None else involved
            literals = [(-1 if told[atom] else 1) * atoms.variables[atom] for atom in of if atom in told]
            if core is not None:
                circuit.add(*literals)
            searching.add_clause(literals)
        return doubt
    finally:
        searching.delete()
