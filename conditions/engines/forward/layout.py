"""A circuit as rule sets: two facts for each part, that it is known to hold and that it is known not to.

Neither of the two means unknown, so every rule only adds to what is known, and
denying a part swaps its two facts. Only what an answer needs gets rules. Where one
rule set would be more than the engine holds, the rest goes into further ones, and
what one of them finds out is told to the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from conditions.engines.forward.circuit import UNKNOWN, Circuit, Conjunction, Ref, denied
from conditions.engines.forward.door import SHARING

MOST_RULES: Final = 1_000
"""Most rules in one rule set; the engine holds four times as many, but a session then takes tens of megabytes."""


@dataclass(frozen=True)
class Rule:
    """When all of these are known, so is this."""

    waits: tuple[Ref, ...]
    gives: Ref


@dataclass
class Part:
    """The rules of one rule set, in the order of their numbers."""

    rules: list[Rule] = field(default_factory=list)
    uses: dict[Ref, int] = field(default_factory=dict)

    def has_room(self, rules: Sequence[Rule]) -> bool:
        """Whether these rules fit in too."""
        added: dict[Ref, int] = {}
        for waited in (waited for rule in rules for waited in rule.waits):
            added[waited] = added.get(waited, 0) + 1
        return len(self.rules) + len(rules) <= MOST_RULES and all(
            self.uses.get(waited, 0) + number <= SHARING for waited, number in added.items()
        )

    def add(self, rules: Sequence[Rule]) -> None:
        """Take these rules in."""
        self.rules += rules
        for waited in (waited for rule in rules for waited in rule.waits):
            self.uses[waited] = self.uses.get(waited, 0) + 1


@dataclass(frozen=True)
class Layout:
    """A circuit laid out as rule sets.

    Attributes:
        parts: The rules of each rule set.
        readers: For each fact, the rule sets that wait for it.
        asking: For each fact, the rules that wait for it, by rule set and number.
        atoms: The numbers of the atoms that some answer needs.
    """

    parts: tuple[tuple[Rule, ...], ...]
    readers: dict[Ref, tuple[int, ...]]
    asking: dict[Ref, tuple[tuple[int, int], ...]]
    atoms: tuple[int, ...]


def lay_out(circuit: Circuit, roots: Iterable[Ref]) -> Layout:
    """The rules by which these parts of a circuit, and their denials, become known."""
    wanted = _wanted(circuit, roots)
    parts = [Part()]
    for number, node in enumerate(circuit.nodes):
        if isinstance(node, Conjunction):
            rules = [rule for fact in (2 * number, 2 * number + 1) if fact in wanted for rule in _rules(node, fact)]
            if not parts[-1].has_room(rules):
                parts.append(Part())
            parts[-1].add(rules)
    readers: dict[Ref, dict[int, None]] = {}
    asking: dict[Ref, list[tuple[int, int]]] = {}
    for place, part in enumerate(parts):
        for index, rule in enumerate(part.rules):
            for waited in rule.waits:
                readers.setdefault(waited, {})[place] = None
                asking.setdefault(waited, []).append((place, index))
    atoms = dict.fromkeys(fact // 2 for fact in wanted if not isinstance(circuit.nodes[fact // 2], Conjunction))
    return Layout(
        parts=tuple(tuple(part.rules) for part in parts),
        readers={fact: tuple(places) for fact, places in readers.items()},
        asking={fact: tuple(rules) for fact, rules in asking.items()},
        atoms=tuple(sorted(atoms)),
    )


def _wanted(circuit: Circuit, roots: Iterable[Ref]) -> set[Ref]:
    """The facts that an answer needs: the two of each root, and what they follow from."""
    fresh = [fact for root in roots if root >= 0 for fact in (root, denied(root))]
    wanted = set(fresh)
    while fresh:
        fact = fresh.pop()
        node = circuit.nodes[fact // 2]
        if isinstance(node, Conjunction):
            for rule in _rules(node, fact):
                fresh += [waited for waited in rule.waits if waited not in wanted]
                wanted.update(rule.waits)
    return wanted


def _rules(node: Conjunction, fact: Ref) -> Iterator[Rule]:
    """The rules by which a conjunction becomes known to hold, or, for the other fact, not to."""
    if fact % 2:
        yield from (Rule((denied(part),), fact) for part in node.parts if part != UNKNOWN)
    elif UNKNOWN not in node.parts:
        yield Rule(node.parts, fact)


__all__ = ["MOST_RULES", "Layout", "Rule", "lay_out"]
