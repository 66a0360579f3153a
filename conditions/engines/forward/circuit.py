"""Formulas as a circuit: atoms that are judged in Python, and conjunctions of them and of each other.

Strong Kleene logic needs one kind of gate. A disjunction is a denied conjunction of
denied parts, a number of true parts a sequential counter, and a condition on an act
denies that the act can come while its requirement fails. What a premise or an act
lets one assume is the *setting* in which the atoms inside are judged.

Source: C. Sinz, *Towards an optimal CNF encoding of Boolean cardinality constraints*, CP 2005.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias, assert_never

from conditions.formula import (
    All,
    Any,
    Compare,
    Constant,
    Count,
    Event,
    Formula,
    Gate,
    Happens,
    Implies,
    Matches,
    Not,
    Point,
    Within,
)
from conditions.semantics import promised
from conditions.truth import Truth

Ref: TypeAlias = int
"""A part of a circuit: twice its number, and one more where it is denied; below zero the three constants."""

TRUE: Final[Ref] = -2
FALSE: Final[Ref] = -1
UNKNOWN: Final[Ref] = -4
_CONSTANTS: Final = {Truth.TRUE: TRUE, Truth.FALSE: FALSE, Truth.UNKNOWN: UNKNOWN}

WIDEST: Final = 8
"""Most parts of one conjunction: the widest rules with which the engine was found sound."""


# --- what is assumed ------------------------------------------------------------------


@dataclass(frozen=True)
class Assuming:
    """These points come."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class ActingNext:
    """The act is the next thing to happen."""

    act: Event


@dataclass(frozen=True)
class ActingLast:
    """The act happens after everything else that ever does."""

    act: Event


@dataclass(frozen=True)
class OnDay:
    """An event of this name is on the last day of which everything is known."""

    event: Event


Step: TypeAlias = Assuming | ActingNext | ActingLast | OnDay
Setting: TypeAlias = tuple[Step, ...]
"""What is assumed beyond what is known, step by step."""

AS_KNOWN: Final[Setting] = ()

# --- atoms ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Leaf:
    """A formula without parts, judged in a setting."""

    formula: Happens | Within | Matches | Compare
    setting: Setting


@dataclass(frozen=True)
class CanAct:
    """The act comes; false also where it cannot, by all that is known in the setting."""

    act: Point
    setting: Setting


@dataclass(frozen=True)
class CanHold:
    """The points can all come, by what is known in the setting."""

    points: tuple[Point, ...]
    setting: Setting


Atom: TypeAlias = Leaf | CanAct | CanHold


@dataclass(frozen=True)
class Conjunction:
    """All of these hold."""

    parts: tuple[Ref, ...]


@dataclass
class Circuit:
    """Atoms and conjunctions, each once, every part before what it is a part of."""

    nodes: list[Atom | Conjunction] = field(default_factory=list)
    _numbers: dict[Atom | Conjunction, int] = field(default_factory=dict)
    _built: dict[tuple[Formula, Setting], Ref] = field(default_factory=dict)

    def add(self, formula: Formula, setting: Setting = AS_KNOWN) -> Ref:
        """The part of the circuit that has the truth of the formula in a setting."""
        key = (formula, setting)
        found = self._built.get(key)
        if found is None:
            found = self._built[key] = self._add(formula, setting)
        return found

    def _add(self, formula: Formula, setting: Setting) -> Ref:
        match formula:
            case Constant(truth):
                return _CONSTANTS[truth]
            case Matches() | Compare():
                # No setting changes a fact.
                return self._node(Leaf(formula, AS_KNOWN))
            case Happens() | Within():
                return self._node(Leaf(formula, setting))
            case Not(part):
                return denied(self.add(part, setting))
            case All(parts):
                return self.conjunction([self.add(part, setting) for part in parts])
            case Any(parts):
                return self.disjunction([self.add(part, setting) for part in parts])
            case Count(parts, at_least, at_most):
                return self._counted([self.add(part, setting) for part in parts], at_least, at_most)
            case Implies(Happens(act), conclusion) | Gate(act, conclusion):
                can = self._node(CanAct(act, setting))
                inner = self.add(conclusion, (*setting, Assuming((act,))))
                return denied(self.conjunction([can, denied(inner)]))
            case Implies(premise, conclusion):
                return self._implied(premise, conclusion, setting)
            case _:
                assert_never(formula)

    def _implied(self, premise: Formula, conclusion: Formula, setting: Setting) -> Ref:
        points = promised(premise)
        said = [self.add(premise, setting)]
        if points:
            said.append(self._node(CanHold(points, setting)))
            setting = (*setting, Assuming(points))
        return denied(self.conjunction([*said, denied(self.add(conclusion, setting))]))

    def conjunction(self, parts: Sequence[Ref]) -> Ref:
        """That all hold."""
        listed = [part for part in dict.fromkeys(parts) if part != TRUE]
        if FALSE in listed:
            return FALSE
        if not listed:
            return TRUE
        while len(listed) > WIDEST:
            listed = [self.conjunction(listed[at : at + WIDEST]) for at in range(0, len(listed), WIDEST)]
        return listed[0] if len(listed) == 1 else self._node(Conjunction(tuple(sorted(listed))))

    def disjunction(self, parts: Sequence[Ref]) -> Ref:
        """That one holds."""
        return denied(self.conjunction([denied(part) for part in parts]))

    def _counted(self, parts: list[Ref], at_least: int, at_most: int | None) -> Ref:
        highest = len(parts) if at_most is None else at_most
        if at_least > highest:
            return FALSE
        return self.conjunction([self._at_least(parts, at_least), denied(self._at_least(parts, highest + 1))])

    def _at_least(self, parts: list[Ref], number: int) -> Ref:
        """That so many hold: a row for each part, of which each cell says whether so many of the parts so far do."""
        if number <= 0:
            return TRUE
        row: list[Ref] = [TRUE, *([FALSE] * number)]
        for part in parts:
            one_more = [self.conjunction([part, fewer]) for fewer in row[:-1]]
            row = [TRUE, *(map(self.disjunction, zip(row[1:], one_more, strict=True)))]
        return row[number]

    def atom(self, atom: Atom) -> Ref:
        """The part that is one atom."""
        return self._node(atom)

    def _node(self, node: Atom | Conjunction) -> Ref:
        found = self._numbers.get(node)
        if found is None:
            found = self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return 2 * found


def denied(part: Ref) -> Ref:
    """The part denied; unknown stays unknown."""
    return part if part == UNKNOWN else part ^ 1


__all__ = [
    "AS_KNOWN",
    "FALSE",
    "TRUE",
    "UNKNOWN",
    "WIDEST",
    "ActingLast",
    "ActingNext",
    "Assuming",
    "Atom",
    "CanAct",
    "CanHold",
    "Circuit",
    "Conjunction",
    "Leaf",
    "OnDay",
    "Ref",
    "Setting",
    "Step",
    "denied",
]
