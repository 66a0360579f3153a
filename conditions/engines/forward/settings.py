"""What is known in each setting of a circuit, and the truth of its atoms there: Python's part of the work.

Where days alone are known they are compared here; order, distance and numbers are judged
by the reference interpreter's own functions, one atom at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto
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
    Step,
)
from conditions.engines.forward.plain import NotPlainError, Plain, Question, answer, question_of
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


class _Not(Enum):
    """Why there are no plain days in a setting: what it assumes cannot be, or more is known than days."""

    POSSIBLE = auto()
    PLAIN = auto()


def _plainly(known: Knowledge) -> Plain | _Not:
    try:
        return Plain.of(known)
    except NotPlainError:
        return _Not.PLAIN


class Plan(NamedTuple):
    """How the truth of an atom is found.

    Attributes:
        atom: The atom.
        place: The number of its setting.
        question: What it asks of days; `None` if it asks something else.
        act: The act that must not have happened yet for it to matter; `None` if it always matters.
    """

    atom: Atom
    place: int
    question: Question | None
    act: Event | None


class Plans:
    """The plans of all atoms, and the settings that they speak of, by number, each after the one that it adds to.

    Attributes:
        plans: The plan of each atom.
        steps: Of each setting the number of the one it adds to, and what it adds.
    """

    def __init__(self, atoms: Mapping[int, Atom]) -> None:
        self.steps: list[tuple[int, Step] | None] = [None]
        self._places: dict[Setting, int] = {(): 0}
        self.plans: dict[int, Plan] = {number: self._plan(atom) for number, atom in atoms.items()}

    def _plan(self, atom: Atom) -> Plan:
        first = atom.setting[0] if atom.setting else None
        act = first.act if isinstance(first, ActingNext | ActingLast) else None
        return Plan(atom, self._place(atom.setting), question_of(atom), act)

    def _place(self, setting: Setting) -> int:
        found = self._places.get(setting)
        if found is None:
            outer = self._place(setting[:-1])
            found = self._places[setting] = len(self.steps)
            self.steps.append((outer, setting[-1]))
        return found


class Settings:
    """What one course of events knows, in every setting that is asked for."""

    def __init__(self, plans: Plans, known: Knowledge) -> None:
        self.known: Knowledge = known
        self._steps = plans.steps
        self._found: dict[int, Knowledge | None] = {0: known}
        self._plain: dict[int, Plain | _Not] = {0: _plainly(known)}

    def truth(self, plan: Plan) -> Truth:
        """The truth of an atom; unknown where what its setting assumes cannot be."""
        if plan.question is not None:
            plain = self._plainly_within(plan.place)
            if plain is _Not.POSSIBLE:
                return Truth.UNKNOWN
            if isinstance(plain, Plain):
                try:
                    return answer(plan.question, plain, can=isinstance(plan.atom, CanAct))
                except NotPlainError:
                    pass
        return self._judged(plan)

    def _plainly_within(self, place: int) -> Plain | _Not:
        """What is known in a setting by days alone, or why that cannot be said."""
        found = self._plain.get(place)
        if found is None:
            outer, step = self._step(place)
            found = self._plainly_within(outer)
            if isinstance(found, Plain):
                try:
                    found = found.after(step) or _Not.POSSIBLE
                except NotPlainError:
                    found = _Not.PLAIN
            self._plain[place] = found
        return found

    def _within(self, place: int) -> Knowledge | None:
        """What is known in a setting; `None` if what it assumes cannot be."""
        if place not in self._found:
            outer, step = self._step(place)
            known = self._within(outer)
            self._found[place] = None if known is None else _after(known, step)
        return self._found[place]

    def _step(self, place: int) -> tuple[int, Step]:
        found = self._steps[place]
        assert found is not None
        return found

    def _judged(self, plan: Plan) -> Truth:
        """The truth of an atom as the reference interpreter's functions give it."""
        known, atom = self._within(plan.place), plan.atom
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


def _after(known: Knowledge, step: Step) -> Knowledge | None:
    """What is known where one thing more is assumed; `None` if that cannot be."""
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


__all__ = ["Needs", "Plan", "Plans", "Settings", "needs_of"]
