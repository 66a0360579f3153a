"""Definitions that lead back to themselves, or to too much: of states, instruments, and numbers with steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from conditions.errors import Problem
from conditions.language.atoms import Compare
from conditions.language.base import Kind, mentioned
from conditions.language.states import InForce
from conditions.language.types import Moment
from conditions.model.moments import DEEPEST, LARGEST, moments_in

if TYPE_CHECKING:
    from conditions.model.dossier import Dossier


class _Node(NamedTuple):
    """A moment, a state, an instrument or a number with steps, each of which may be defined by others."""

    section: str
    name: str

    def __str__(self) -> str:
        return self.name if self.section in {"moments", "facts"} else f"{self.name} is in force"


def unsound_definitions(dossier: Dossier) -> Iterator[tuple[str, str, Problem]]:
    """States, instruments and numbers that hang on themselves or on too much: section, name, and what is wrong.

    Moments that hang on nothing but moments are looked at as moments.
    """
    if dossier.states or any(fact.steps for fact in dossier.facts.values()):
        yield from _Sizes(dossier).problems()


class _Sizes:
    """On how many mentions each definition hangs, if all that it mentions is written out."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.sizes: dict[_Node, int] = {}
        self.way: list[_Node] = []

    def problems(self) -> Iterator[tuple[str, str, Problem]]:
        for section in ("states", "instruments"):
            for name in getattr(self.dossier, section):
                yield from self._measured(_Node(section, name))
        for name, fact in self.dossier.facts.items():
            if fact.steps:
                yield from self._measured(_Node("facts", name))

    def _measured(self, node: _Node) -> Iterator[tuple[str, str, Problem]]:
        if node in self.sizes:
            return
        self.way.append(node)
        size, sound = 1, True
        for other in self._mentions(node):
            if other in self.way:
                circle = self.way[self.way.index(other) :]
                yield from _circle(circle)
                sound = False
            elif other not in self.sizes and len(self.way) > DEEPEST:
                yield from _too_large(node)
                sound = False
            else:
                yield from self._measured(other)
            size += self.sizes.get(other, 1)
            if not sound:
                break
        self.way.pop()
        if sound and size > LARGEST:
            yield from _too_large(node)
            sound = False
        self.sizes[node] = size if sound else 1

    def _mentions(self, node: _Node) -> Iterator[_Node]:
        """Everything with a definition that a definition mentions, each as often as it does."""
        for part in _parts(self.dossier, node):
            named = part.names() if isinstance(part, Moment) else moments_in(part)
            yield from (_Node("moments", str(name)) for name in named if name in self.dossier.moments)
            for inner in mentioned(part) if isinstance(part, Kind) else ():
                yield from self._spoken_of(inner)

    def _spoken_of(self, clause: Kind) -> Iterator[_Node]:
        """The state or instrument, or the numbers with steps, of which a clause itself speaks."""
        if isinstance(clause, InForce):
            section = "states" if clause.what in self.dossier.states else "instruments"
            if clause.what in getattr(self.dossier, section):
                yield _Node(section, str(clause.what))
        elif isinstance(clause, Compare):
            facts = ((name, self.dossier.facts.get(name)) for name in (*clause.total.of, *clause.right.of))
            yield from (_Node("facts", str(name)) for name, fact in facts if fact is not None and fact.steps)


def _parts(dossier: Dossier, node: _Node) -> Iterator[Moment | Kind]:
    """The moments and clauses of a definition."""
    found: list[Moment | Kind | None] = []
    if node.section == "moments":
        moment = dossier.moments[node.name]
        found += [moment.when, moment.only_if, moment.otherwise]
    elif node.section == "facts":
        found += [step.since for step in dossier.facts[node.name].steps]
    elif node.section == "instruments":
        found.append(dossier.instruments[node.name].in_force)
    else:
        state = dossier.states[node.name]
        found += [state.start, state.end, state.only_if, state.void_if]
        found += [end for one in state.suspended for end in (one.since, one.until)]
    return (part for part in found if part is not None)


def _circle(way: list[_Node]) -> Iterator[tuple[str, str, Problem]]:
    """What is wrong with definitions that lead back to the first; those of moments alone are reported as moments."""
    first = next((node for node in way if node.section != "moments"), None)
    if first is not None:
        place = way.index(first)
        shown = [f"`{node}`" for node in (*way[place:], *way[:place], first)]
        shown = shown if len(shown) < 10 else [*shown[:4], "…", *shown[-2:]]
        message = f"{shown[0]} hangs on itself: {' → '.join(shown)}"
        yield first.section, first.name, Problem("state-circle", message, hint="leave out one of the steps")


def _too_large(node: _Node) -> Iterator[tuple[str, str, Problem]]:
    if node.section != "moments":
        message = f"`{node}` hangs on more than {LARGEST:,} mentions, or through more than {DEEPEST} definitions"
        yield node.section, node.name, Problem("state-too-large", message, hint="define it with fewer of them")
