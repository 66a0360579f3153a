"""The names that a dossier's conditions may use, and what each of them is.

A vocabulary is what the language needs to know of a dossier: events, ladders
with their rungs, facts with their types, groups with their members. It is
built from the models, and narrowed by a scenario that names a group's members.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

FactKind = Literal["yes_no", "one_of", "number"]


@dataclass(frozen=True)
class FactType:
    """What values a fact can have.

    Attributes:
        kind: A yes/no question, one of listed words, or an exact number.
        values: The words of an enumerated fact.
        unit: The unit of a number, or `None` for a bare count.
    """

    kind: FactKind = "yes_no"
    values: tuple[str, ...] = ()
    unit: str | None = None


@dataclass(frozen=True)
class LadderType:
    """The rungs of a ladder from lowest to highest.

    Attributes:
        rungs: Names of the rungs; `ladder.rung` is the event of reaching one.
        start: The rung on which the issue stands from the outset, which no
            event reaches, or `None` if even the lowest must be reached.
    """

    rungs: tuple[str, ...]
    start: str | None = None

    def above_start(self) -> tuple[str, ...]:
        """The rungs that are events, lowest first."""
        return self.rungs if self.start is None else self.rungs[self.rungs.index(self.start) + 1 :]


@dataclass(frozen=True)
class Vocabulary:
    """Every name that a formula may use.

    Attributes:
        events: Event names, single and indexed (`ratify[GB]`), with their labels;
            rungs stand here as `ladder.rung`.
        facts: Fact names, single and indexed, with their types.
        ladders: Ladder names with their rungs.
        groups: Group names with their members, `None` where they are not named.
        families: Names of events and facts indexed by the members of a group, with that group.
        fact_families: The types of those that are facts.
        labels: Wording of facts, ladders, groups and members, where given.
        broken: Names whose definition has a mistake of its own; using them is no further mistake.
    """

    events: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, FactType] = field(default_factory=dict)
    ladders: Mapping[str, LadderType] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    fact_families: Mapping[str, FactType] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def label(self, name: str) -> str:
        """The wording of a name, or the name itself where none is given."""
        return self.events.get(name) or self.labels.get(name) or name

    def with_members(self, members: Mapping[str, Iterable[str]]) -> Vocabulary:
        """The same vocabulary in which some groups have these members."""
        if not members:
            return self
        groups = {**self.groups, **{name: tuple(codes) for name, codes in members.items()}}
        events, facts = dict(self.events), dict(self.facts)
        for family, group in self.families.items():
            for member in groups.get(group) or ():
                name = f"{family}[{member}]"
                if family in self.fact_families:
                    facts.setdefault(name, self.fact_families[family])
                else:
                    events.setdefault(name, f"{self.label(family)} ({self.label(member)})")
        return replace(self, groups=groups, events=events, facts=facts)

    def everything(self) -> tuple[str, ...]:
        """All names that may stand alone in a formula, for suggestions."""
        return (*self.events, *self.facts, *self.ladders)
