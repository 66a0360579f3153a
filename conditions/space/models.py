"""What a compiled graph tells of its models: how often a literal is true, weights, samples, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

from conditions.space.counter import Branch, Node


def how_often(root: Node) -> dict[int, int]:
    """In how many models each counted variable is true."""
    above: dict[int, int] = {id(root): 1}
    found: dict[int, int] = {}
    for node in _parents_first(root):
        times = above[id(node)]
        for branch in node.branches:
            size = times * _models_of(branch)
            for literal in branch.literals:
                found[abs(literal)] = found.get(abs(literal), 0) + (size if literal > 0 else 0)
            for variable in branch.free:
                found[variable] = found.get(variable, 0) + size // 2
            for part in branch.parts:
                above[id(part)] = above.get(id(part), 0) + size // part.count
    return found


def _models_of(branch: Branch) -> int:
    size = 1 << len(branch.free)
    for part in branch.parts:
        size *= part.count
    return size


def _parents_first(root: Node) -> list[Node]:
    """Every node once, before those below it."""
    order: list[Node] = []
    seen: set[int] = set()

    def visit(node: Node) -> None:
        seen.add(id(node))
        for branch in node.branches:
            for part in branch.parts:
                if id(part) not in seen:
                    visit(part)
        order.append(node)

    visit(root)
    return order[::-1]


def weigh(root: Node, weights: Mapping[int, Fraction]) -> Fraction:
    """The weights of all models added up; that of a model is the product of those of its literals."""
    known: dict[int, Fraction] = {}

    def of(node: Node) -> Fraction:
        if id(node) not in known:
            known[id(node)] = sum(map(branch_weight, node.branches), Fraction(0))
        return known[id(node)]

    def branch_weight(branch: Branch) -> Fraction:
        product = Fraction(1)
        for literal in branch.literals:
            product *= weights[literal]
        for variable in branch.free:
            product *= weights[variable] + weights[-variable]
        for part in branch.parts:
            product *= of(part)
        return product

    return of(root)


def sample(root: Node, random: Random) -> list[int]:
    """The literals of one model, every model as likely as any other; there must be one."""
    found: list[int] = []
    open_ = [root]
    while open_:
        node = open_.pop()
        place = random.randrange(node.count)
        for branch in node.branches:
            size = _models_of(branch)
            if place < size:
                break
            place -= size
        found += branch.literals
        found += (variable if random.getrandbits(1) else -variable for variable in branch.free)
        open_ += branch.parts
    return found


def models(root: Node) -> Iterator[tuple[int, ...]]:
    """The literals of every model, one after the other."""
    for branch in root.branches:
        choices: list[Sequence[int] | Node] = [*((variable, -variable) for variable in branch.free), *branch.parts]
        for rest in _combined(choices):
            yield (*branch.literals, *rest)


def _combined(choices: Sequence[Sequence[int] | Node]) -> Iterator[tuple[int, ...]]:
    if not choices:
        yield ()
        return
    first, rest = choices[0], choices[1:]
    options: Iterable[tuple[int, ...]] = models(first) if isinstance(first, Node) else ((one,) for one in first)
    for one in options:
        for others in _combined(rest):
            yield (*one, *others)
