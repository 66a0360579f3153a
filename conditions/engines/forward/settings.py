"""What is known in each setting of a circuit, and the truth of its atoms there: Python's part of the work.

Days, order, distance and numbers are judged by the reference interpreter's own
functions, one atom at a time.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import NamedTuple, assert_never

from conditions.engines.forward.circuit import (
    ActingLast,
    ActingNext,
    Assuming,
    Atom,
    CanAct,
    CanHold,
    Leaf,
    OnDay,
    Setting,
)
from conditions.formula import Event, Formula, Happens, events_in, facts_in
from conditions.knowledge import Knowledge
from conditions.semantics import judge
from conditions.timeline import Entry
from conditions.truth import Truth


class Needs(NamedTuple):
    """What the truth of an atom rests on.

    Attributes:
        events: The events that it speaks of or assumes.
        facts: The facts.
        everything: It rests on all events alike.
    """

    events: frozenset[str]
    facts: frozenset[str]
    everything: bool


class Settings:
    """What one course of events knows, in every setting that is asked for."""

    def __init__(self, known: Knowledge) -> None:
        self.known: Knowledge = known
        self._found: dict[Setting, Knowledge | None] = {(): known}

    def within(self, setting: Setting) -> Knowledge | None:
        """What is known in a setting; `None` if what it assumes cannot be."""
        if setting not in self._found:
            self._found[setting] = self._within(setting)
        return self._found[setting]

    def _within(self, setting: Setting) -> Knowledge | None:
        known, step = self.within(setting[:-1]), setting[-1]
        if known is None:
            return None
        match step:
            case Assuming(points):
                return known.assuming(points)
            case ActingNext(act):
                return known.acting_next(act)
            case ActingLast(act):
                return known.acting_last(act)
            case OnDay(event):
                if known.now is None:
                    return None
                entry = Entry(event.name, Truth.TRUE, known.now, known.now)
                return replace(known, timeline=known.timeline.with_entry(entry))
            case _:
                assert_never(step)

    def truth(self, atom: Atom) -> Truth:
        """The truth of an atom; unknown where what its setting assumes cannot be."""
        known = self.within(atom.setting)
        if known is None:
            return Truth.UNKNOWN
        match atom:
            case Leaf(formula):
                return judge(formula, known).truth
            case CanAct(act):
                comes = known.comes(act)
                return comes if comes is not Truth.UNKNOWN or known.assuming((act,)) is not None else Truth.FALSE
            case CanHold(points):
                return Truth.of(known.assuming(points) is not None)
            case _:
                assert_never(atom)

    def is_open(self, act: Event) -> bool:
        """Whether the act has not certainly happened, so that one can ask whether it might happen there and then."""
        return self.known.comes(act) is not Truth.TRUE or self.known.may_still_come(act)


@cache
def needs_of(atom: Atom) -> Needs:
    """What the truth of an atom rests on, besides `now`."""
    match atom:
        case Leaf(formula):
            formulas: list[Formula] = [formula]
        case CanAct(act):
            formulas = [Happens(act)]
        case CanHold(points):
            formulas = [Happens(point) for point in points]
        case _:
            assert_never(atom)
    everything = False
    for step in atom.setting:
        match step:
            case Assuming(points):
                formulas += [Happens(point) for point in points]
            case ActingNext(act):
                formulas.append(Happens(act))
            case ActingLast():
                everything = True
            case OnDay():
                pass
            case _:
                assert_never(step)
    events = frozenset(event for formula in formulas for event in events_in(formula))
    return Needs(events, frozenset(fact for formula in formulas for fact in facts_in(formula)), everything)


__all__ = ["Needs", "Settings", "needs_of"]
