"""Where in a file names stand, and of what: one line per place.

A line has a path and what is there. `*` stands for any key; places in lists are not counted. A role with `!`
defines the key as such a name, one with `@` mentions it by the key; any other one says what the value is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal, TypeAlias

FileKind: TypeAlias = Literal["dossier", "scenario"]

_SHARED: Final = """
source                              statement
waivers.*                           !waiver
waivers.*.condition                 condition
waivers.*.party                     party
waivers.*.source                    statement
"""
_DOSSIER: Final = """
parties.*                           !party
groups.*                            !group
groups.*.members                    party
groups.*.members.party              party
groups.*.source                     statement
events.*                            !event
events.*.by                         party
events.*.each                       group
events.*.source                     statement
ladders.*                           !ladder rungs
ladders.*.rungs                     rungs
ladders.*.source                    statement
moments.*                           !moment definition
moments.*.when                      moment
moments.*.only_if                   clause
moments.*.else                      moment
moments.*.source                    statement
facts.*                             !fact
facts.*.values                      values
facts.*.part_of                     bare
facts.*.steps.from                  moment
facts.*.each                        group
facts.*.source                      statement
zones.*                             !zone
zones.*.part_of                     zone
zones.*.near                        zone
zones.*.source                      statement
statements.*                        !statement
statements.*.for                    party
statements.*.withdraws              position
statements.*.denies                 position
conditions.*                        !condition
terms.*                             !term
preferences.*                       @party clause
preferences.*.prefers               clause
preferences.*.source                statement
claims.*                            !claim
claims.*.about                      subject
claims.*.ends                       position
claims.*.begins                     position
claims.*.contradicts                claim
claims.*.source                     statement
goals.*                             !goal
goals.*.reach                       clause
goals.*.given                       clause
goals.*.source                      statement
states.*                            !state
states.*.start                      moment
states.*.end                        moment
states.*.suspended.from             moment
states.*.suspended.until            moment
states.*.only_if                    clause
states.*.void_if                    clause
states.*.source                     statement
instruments.*                       !instrument
instruments.*.in_force              clause
instruments.*.source                statement
ambiguities.*                       !ambiguity
ambiguities.*.bears_on              subject
ambiguities.*.source                statement
ambiguities.*.readings.*            !meaning
ambiguities.*.readings.*.source     statement
ambiguities.*.readings.*.part_of.*  @zone zone
ambiguities.*.readings.*.not_part_of.*  @zone zone
not_encoded.source                  statement
labels.*.*                          @label
"""
_POSITION: Final = """
party                               party
condition                           clause
readings.*                          !reading clause
readings.*.condition                clause
readings.*.source                   statement
source                              statement
supersedes                          position
restates                            position
hardens                             position
softens                             position
"""
_OBLIGATION: Final = """
debtors                             debtor
to                                  party
scope.within                        zone
scope.within.zone                   zone
scope.within.from                   moment
scope.within.until                  moment
scope.except                        zone
scope.except.zone                   zone
scope.except.from                   moment
scope.except.until                  moment
performance                         bare
suspended.from                      moment
suspended.until                     moment
until                               moment
discharged                          moment
source                              statement
"""
_SEEN: Final = """
facts.*                             @fact given
facts.*.told.value                  value
facts.*.told.source                 statement
expect.*                            @side expected
expect_compliance.*                 @side expected
expect_exactly.*                    @side expected
expect_moments.*                    @bare
expect_in_force.*                   @in_force
expect_in_force.*.*                 @moment
expect_obligations.*                @incident duties
"""
_SCENARIO: Final = """
accounts                            party
timeline                            timeline
viewpoints.*.readings.*             @condition reading
viewpoints.*.source                 statement
groups.*                            @group party
incidents.id                        +incident
incidents.place                     zone
incidents.performed.obligation      obligation
incidents.performed.by              party
known_failures.*                    @expectation
"""


@dataclass
class Spot:
    """A place in a file.

    Attributes:
        key: Role of the key, with `!` or `@` before it; empty if it is only the name of a field.
        value: Role of the value; empty if names are only inside of it, or nowhere.
        inner: The places inside, by key.
    """

    key: str = ""
    value: str = ""
    inner: dict[str, Spot] = field(default_factory=dict)

    def inside(self, key: str) -> Spot | None:
        """The place under a key."""
        return self.inner.get(key) or self.inner.get("*")

    def at(self, path: tuple[str | int, ...]) -> Spot | None:
        """The place at a path, in which the numbers of items are skipped."""
        spot: Spot | None = self
        for part in path:
            if spot is not None and isinstance(part, str):
                spot = spot.inside(part)
        return spot


@cache
def layout_of(kind: FileKind) -> Spot:
    """The places of a kind of file."""
    root = Spot()
    for path, roles in _lines(kind):
        spot = root
        for part in path.split("."):
            spot = spot.inner.setdefault(part, Spot())
        for role in roles:
            if role[0] in "!@":
                spot.key = role
            else:
                spot.value = role
    return root


def _lines(kind: FileKind) -> Iterator[tuple[str, list[str]]]:
    yield from _table(_SHARED)
    if kind == "dossier":
        yield from _table(_DOSSIER)
        yield from _table(_POSITION, "conditions.*.")
        yield from _table(_POSITION, "terms.*.")
        yield "instruments.*.obligations.*", ["!obligation"]
        yield from _table(_OBLIGATION, "instruments.*.obligations.*.")
    else:
        yield from _table(_SCENARIO)
        yield from _table(_SEEN)
        yield from _table(_SEEN, "viewpoints.*.")


def _table(text: str, before: str = "") -> Iterator[tuple[str, list[str]]]:
    for line in text.strip().splitlines():
        path, *roles = line.split()
        yield before + path, roles
