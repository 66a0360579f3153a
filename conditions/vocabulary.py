"""The names that a dossier's conditions may use, and what each of them is.

A vocabulary is what the language needs to know of a dossier: events, ladders
with their rungs, facts with their types, groups with their members. It is
built from the models, and narrowed by a scenario that names a group's members.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from conditions.dates import PartialDate
from conditions.records import dataclass

FactKind = Literal["yes_no", "one_of", "number"]


class NumberStep(NamedTuple):
    """A value that a number has from a moment on, in the forms of the language.

    Attributes:
        since: The moment, `None` for the outset.
        value: The number, `None` where none is set any more.
    """

    since: Any
    value: Fraction | None


@dataclass(frozen=True)
class FactType:
    """What values a fact can have.

    Attributes:
        kind: A yes/no question, one of listed words, or an exact number.
        values: The words of an enumerated fact.
        unit: The unit of a number, or `None` for a bare one.
        count: A number that is whole and never below 0.
        part_of: The number that it is a part of, or `None`.
        steps: For a number that the dossier gives, step by step, its values in order.
    """

    kind: FactKind = "yes_no"
    values: tuple[str, ...] = ()
    unit: str | None = None
    count: bool = False
    part_of: str | None = None
    steps: tuple[NumberStep, ...] = ()

    def of_member(self, member: str, wholes: Iterable[str]) -> FactType:
        """The type of one member's fact; a whole that each member has too is that member's."""
        if self.part_of is None or self.part_of not in wholes:
            return self
        return replace(self, part_of=f"{self.part_of}[{member}]")


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


class Membership(NamedTuple):
    """A member of a group from a day, included, until a day, excluded; `None` leaves that side open."""

    member: str
    since: PartialDate | None = None
    until: PartialDate | None = None


class Definition(NamedTuple):
    """The definition of a named moment, in the forms of the language.

    Attributes:
        when: A moment.
        only_if: Its proviso, a clause.
        otherwise: The moment that takes its place where the proviso does not hold.
    """

    when: Any
    only_if: Any = None
    otherwise: Any = None


class StateType(NamedTuple):
    """When a state or an instrument is in force, in the forms of the language.

    Attributes:
        label: It in words.
        start: The moment from which it is in force; `None` for an instrument.
        end: The moment from which it no longer is.
        suspended: Moments from which and until which it is not.
        only_if: It starts only if this clause holds then.
        void_if: It never was in force if this clause holds over the whole course of events.
        rule: For an instrument, the clause that is judged on the day asked for.
    """

    label: str | None = None
    start: Any = None
    end: Any = None
    suspended: tuple[tuple[Any, Any], ...] = ()
    only_if: Any = None
    void_if: Any = None
    rule: Any = None


@dataclass(frozen=True)
class Vocabulary:
    """Every name that a formula may use.

    Attributes:
        events: Event names, single and indexed (`ratify[GB]`), with their labels;
            rungs stand here as `ladder.rung`.
        facts: Fact names, single and indexed, with their types.
        ladders: Ladder names with their rungs.
        groups: Group names with all who ever are their members, `None` where they are not named.
        memberships: For groups whose members join or leave, who is a member when.
        families: Names of events and facts indexed by the members of a group, with that group.
        fact_families: The types of those that are facts.
        moments: The definitions of named moments.
        points: Their core points, as far as they were asked for.
        states: When each state and each instrument is in force.
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
    states: Mapping[str, StateType] = field(default_factory=dict, kw_only=True)
    memberships: Mapping[str, tuple[Membership, ...]] = field(default_factory=dict)
    moments: Mapping[str, Definition] = field(default_factory=dict)
    points: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

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
                    wholes = [other for other, its_group in self.families.items() if its_group == group]
                    facts.setdefault(name, self.fact_families[family].of_member(member, wholes))
                else:
                    events.setdefault(name, f"{self.label(family)} ({self.label(member)})")
        return replace(self, groups=groups, events=events, facts=facts)

    def everything(self) -> tuple[str, ...]:
        """All names that may stand alone in a formula, for suggestions."""
        return (*self.events, *self.moments, *self.facts, *self.ladders)
