"""States that are in force for a time: sanctions, a ceasefire, a special status."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field, model_validator

from conditions.dates import add
from conditions.errors import Problem
from conditions.language.base import Kind, mentioned
from conditions.language.clauses import Clause
from conditions.language.states import InForce
from conditions.language.types import Moment, mistake
from conditions.model.base import Code, Model, OneOrMore, Words
from conditions.model.moments import DEEPEST, LARGEST, moments_in
from conditions.vocabulary import StateType

if TYPE_CHECKING:
    from conditions.model.dossier import Dossier


class Suspension(Model):
    """A time in which something is suspended, and after which it is restored.

    Attributes:
        since: The moment from which it is suspended (`from` in files).
        until: The moment from which it is in force again; without one, it stays suspended.
    """

    since: Moment = Field(alias="from")
    until: Moment | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Suspension:
        if ends_early(self.since, self.until):
            message = f"the suspension begins on `{self.since}` and ends on `{self.until}`, so there is no day in it"
            hint = "`until` is the first day on which it is in force again"
            raise mistake("state-ends-early", message, hint, ("until",))
        return self


class State(Model):
    """Something that is in force from a moment, that day included, to a moment, that day excluded.

    Attributes:
        start: The moment from which it is in force.
        end: The moment from which it no longer is.
        suspended: Times in which it is not in force.
        only_if: It starts only if this holds then, by the end of that day.
        void_if: If this holds over the whole course of events, it never was in force.
    """

    label: Words | None = None
    start: Moment
    end: Moment | None = None
    suspended: OneOrMore[Suspension] = ()
    only_if: Clause | None = Field(default=None)
    void_if: Clause | None = Field(default=None)
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="after")
    def _in_order(self) -> State:
        if ends_early(self.start, self.end):
            message = f"the state starts on `{self.start}` and ends on `{self.end}`, so it is never in force"
            hint = "`end` is the first day on which it is no longer in force"
            raise mistake("state-ends-early", message, hint, ("end",))
        return self

    def type(self) -> StateType:
        """The state as the language sees it."""
        times = tuple((one.since, one.until) for one in self.suspended)
        return StateType(self.label, self.start, self.end, times, self.only_if, self.void_if)


def ends_early(start: Moment, end: Moment | None) -> bool:
    """Whether an end certainly comes no later than the start, so that nothing lies between: both are fixed days."""
    if end is None or not (isinstance(start.anchor, date) and isinstance(end.anchor, date)):
        return False
    return add(end.anchor, end.shift) <= add(start.anchor, start.shift)


# --- what is wrong between states ---------------------------------------------------


class _Node(NamedTuple):
    """A moment, a state or an instrument, each of which may be defined by others."""

    section: str
    name: str

    def __str__(self) -> str:
        return self.name if self.section == "moments" else f"{self.name} is in force"


def unsound_states(dossier: Dossier) -> Iterator[tuple[str, str, Problem]]:
    """States and instruments that hang on themselves or on too much: section, name, and what is wrong."""
    if dossier.states:
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
        """The moments, states and instruments that a definition mentions, each as often as it does."""
        for part in _parts(self.dossier, node):
            named = part.names() if isinstance(part, Moment) else moments_in(part)
            yield from (_Node("moments", str(name)) for name in named if name in self.dossier.moments)
            for inner in mentioned(part) if isinstance(part, Kind) else ():
                if isinstance(inner, InForce):
                    section = "states" if inner.what in self.dossier.states else "instruments"
                    if inner.what in getattr(self.dossier, section):
                        yield _Node(section, str(inner.what))


def _parts(dossier: Dossier, node: _Node) -> Iterator[Moment | Kind]:
    """The moments and clauses of a definition."""
    found: list[Moment | Kind | None] = []
    if node.section == "moments":
        moment = dossier.moments[node.name]
        found += [moment.when, moment.only_if]
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
