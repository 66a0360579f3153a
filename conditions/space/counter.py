"""An exact counter of models: clauses compiled to a graph of independent parts and decisions, which is then asked.

One graph answers for the count, for weights, for how often each literal is true, for uniform samples and for one
model after the other.

Source: A. Darwiche, *New advances in compiling CNF to decomposable negation normal form*, ECAI 2004; T. Sang,
F. Bacchus, P. Beame, H. Kautz, T. Pitassi, *Combining component caching and clause learning for effective model
counting*, SAT 2004.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, TypeAlias

from conditions.space.circuit import Clause

Clauses: TypeAlias = frozenset[Clause]
_DEEPEST: Final = 300
"""Decisions below one another, so that the search stays within what Python lets call itself."""
_LARGE: Final = 60
"""More variables than this are divided in the middle first: a long chain falls into halves."""


class GivenUpError(Exception):
    """The time was over, or the search too deep, before the clauses were compiled."""


class Branch:
    """Literals that are true together with one model of each part, and variables that are free.

    Attributes:
        literals: What is true.
        free: What may be either way.
        parts: Parts that have no variable in common.
    """

    __slots__ = ("free", "literals", "parts")

    def __init__(self, literals: Clause, free: Clause, parts: tuple[Node, ...]) -> None:
        self.literals: Clause = literals
        self.free: Clause = free
        self.parts: tuple[Node, ...] = parts


class Node:
    """Branches of which exactly one is the case in every model; without any there is no model.

    Attributes:
        branches: The branches.
        count: The number of models.
    """

    __slots__ = ("branches", "count")

    def __init__(self, branches: tuple[Branch, ...]) -> None:
        self.branches: tuple[Branch, ...] = branches
        self.count: int = sum(map(_size, branches))


def _size(branch: Branch) -> int:
    size = 1 << len(branch.free)
    for part in branch.parts:
        size *= part.count
    return size


_NOWHERE: Final = Node(())
_ANYHOW: Final = Node((Branch((), (), ()),))


class Compiler:
    """Compiles clauses; parts that were met before, in whatever question, are not compiled again.

    Args:
        counted: The variables whose values tell models apart; of the others it is enough that they fit.
        stop: Whether to give up now; asked now and then.
        defined: Whether the counted ones decide all others; then any may be decided first.
    """

    def __init__(
        self, counted: Collection[int], stop: Callable[[], bool] = lambda: False, *, defined: bool = False
    ) -> None:
        self._counted = frozenset(counted)
        self._defined = defined
        self.stop = stop
        self._known: dict[Clauses, Node] = {}

    def compile(self, clauses: Iterable[Clause]) -> Node:
        """The models of clauses, told apart by the counted variables.

        Raises:
            GivenUpError: It was not done in time.
        """
        branch = self._branch(frozenset(clauses), (), self._counted, 0)
        return _NOWHERE if branch is None else Node((branch,))

    def _branch(self, clauses: Clauses, start: Clause, variables: frozenset[int], depth: int) -> Branch | None:
        """What is left where literals are true; `None` if that cannot be.

        Args:
            clauses: The clauses.
            start: The literals.
            variables: The counted variables to tell the values of.
            depth: How many decisions lie above.
        """
        found = propagate(clauses, start)
        if found is None:
            return None
        left, true = found
        parts = []
        open_ = variables.difference(map(abs, true))
        for part in _components(left):
            node, names = self._part(part, depth)
            if not node.count:
                return None
            open_ -= names
            if node is not _ANYHOW:
                parts.append(node)
        literals = tuple(literal for literal in true if abs(literal) in variables)
        return Branch(literals, tuple(sorted(open_)), tuple(parts))

    def _part(self, clauses: Clauses, depth: int) -> tuple[Node, frozenset[int]]:
        names = frozenset(abs(literal) for clause in clauses for literal in clause)
        found = self._known.get(clauses)
        if found is None:
            found = self._known[clauses] = self._divide(clauses, names, depth)
        return found, names

    def _divide(self, clauses: Clauses, names: frozenset[int], depth: int) -> Node:
        if depth > _DEEPEST or self.stop():
            raise GivenUpError
        counted = names & self._counted
        options = names if self._defined else counted or names
        if len(names) > _LARGE:
            options = options.intersection(_middle(clauses)) or options
        variable = _busiest(clauses, options)
        branches = []
        for literal in (variable, -variable):
            branch = self._branch(clauses, (literal,), counted, depth + 1)
            if branch is not None:
                if not counted:
                    return _ANYHOW
                branches.append(branch)
        return Node(tuple(branches)) if branches else _NOWHERE


def propagate(clauses: Clauses, start: Clause) -> tuple[list[Clause], dict[int, None]] | None:
    """What clauses leave to be decided where literals are true, and all literals that then are."""
    true = dict.fromkeys(start)
    left: list[Clause] = list(clauses)
    changed = True
    while changed:
        changed = False
        kept: list[Clause] = []
        for clause in left:
            rest: list[int] | None = []
            for literal in clause:
                if literal in true:
                    rest = None
                    break
                if -literal not in true and rest is not None:
                    rest.append(literal)
            if rest is None:
                continue
            if not rest:
                return None
            if len(rest) == 1:
                true[rest[0]] = None
                changed = True
            else:
                kept.append(clause if len(rest) == len(clause) else tuple(rest))
        left = kept
    return left, true


def _components(clauses: list[Clause]) -> Iterator[Clauses]:
    """The clauses in groups that have no variable in common."""
    above: dict[int, int] = {}

    def root(variable: int) -> int:
        while above[variable] != variable:
            above[variable] = above[above[variable]]
            variable = above[variable]
        return variable

    for clause in clauses:
        first = abs(clause[0])
        first = root(above.setdefault(first, first))
        for literal in clause[1:]:
            variable = abs(literal)
            if variable not in above:
                above[variable] = first
            else:
                above[root(variable)] = first
    groups: dict[int, list[Clause]] = {}
    for clause in clauses:
        groups.setdefault(root(abs(clause[0])), []).append(clause)
    return map(frozenset, groups.values())


def _busiest(clauses: Clauses, names: Collection[int]) -> int:
    """The variable that stands in most clauses, where short ones count for more."""
    tally: Tally[int] = Tally()
    for clause in clauses:
        weight = 4 if len(clause) == 2 else 2 if len(clause) == 3 else 1
        for literal in clause:
            tally[abs(literal)] += weight
    return max(names, key=lambda name: (tally[name], -name))


def _middle(clauses: Clauses) -> set[int]:
    """Few variables that divide the others: the thinnest layer about half way between two that lie far apart."""
    near: dict[int, set[int]] = {}
    for clause in clauses:
        names = set(map(abs, clause))
        for name in names:
            near.setdefault(name, set()).update(names)
    layers = _layers(near, min(near))
    layers = _layers(near, min(layers[-1]))
    seen, inner = 0, []
    for layer in layers:
        seen += len(layer)
        if len(near) * 0.3 <= seen <= len(near) * 0.7:
            inner.append(layer)
    return min(inner or layers, key=len)


def _layers(near: dict[int, set[int]], start: int) -> list[set[int]]:
    """The variables by how many clauses lead to them from one."""
    seen, layers = {start}, [{start}]
    while layers[-1]:
        layers.append(set().union(*(near[name] for name in layers[-1])) - seen)
        seen |= layers[-1]
    return layers[:-1]
