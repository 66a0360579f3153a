"""What is known in each setting of a circuit, and the truth of its atoms there: Python's part of the work.

Where days alone are known they are compared here; order, distance and numbers are judged
by the reference interpreter's own functions, one atom at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum, auto
from functools import cached_property
from typing import Final, NamedTuple, assert_never

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
from conditions.engines.forward.plain import NotPlainError, Plain, assumption
from conditions.engines.forward.windows import Question, question_of
from conditions.formula import Compare, Event, Formula, Happens, Matches, events_in, facts_in
from conditions.knowledge import FactState, Knowledge
from conditions.semantics import judge
from conditions.timeline import Entry, Timeline
from conditions.truth import Truth


class Needs(NamedTuple):
    """What the truth of an atom rests on.

    Attributes:
        events: The events that it speaks of or assumes.
        facts: The facts.
        everything: It rests on all events that are listed, unless all of them are over.
    """

    events: frozenset[str]
    facts: frozenset[str]
    everything: bool


_NOTHING_HAPPENS: Final = Timeline(())


class Told(NamedTuple):
    """What is known of a course of events by days alone, with all of it for whoever asks more.

    Attributes:
        plain: The days.
        facts: The values of facts.
        full: Works out all that is known; it must know no more of the days than `plain` does.
    """

    plain: Plain
    facts: Mapping[str, FactState]
    full: Callable[[], Knowledge]


class _Not(Enum):
    """Why there are no plain days in a setting: what it assumes cannot be, or more is known than days."""

    POSSIBLE = auto()
    PLAIN = auto()


_IMPOSSIBLE: Final = _Not.POSSIBLE
_NOT_PLAIN: Final = _Not.PLAIN


def _plainly(known: Knowledge) -> Plain | _Not:
    try:
        return Plain.of(known)
    except NotPlainError:
        return _Not.PLAIN


class Fate(NamedTuple):
    """What is known of an act.

    Attributes:
        comes: Whether it comes.
        pending: Whether it has not come by the end of `now`, and may later.
    """

    comes: Truth
    pending: bool

    @property
    def is_open(self) -> bool:
        """Whether it has not certainly happened, so that one can ask whether it might happen there and then."""
        return self.comes is not Truth.TRUE or self.pending


class Plan(NamedTuple):
    """How the truth of an atom is found.

    Attributes:
        atom: The atom.
        place: The number of its setting.
        question: Its truth by the days in that setting; `None` if it asks something else.
        valued: The comparison of facts that it is, if it is one.
        act: The name of the act that must not have happened yet for it to matter; `None` if it always matters.
    """

    atom: Atom
    place: int
    question: Question | None
    valued: Matches | Compare | None
    act: str | None


class Plans:
    """The plans of all atoms, and the settings that they speak of, by number, each after the one that it adds to.

    Attributes:
        plans: The plan of each atom.
        steps: Of each setting the number of the one it adds to, and what it adds.
        plainly: What makes of the days in that one those in each setting; `None` where days alone do not say it.
    """

    def __init__(self, atoms: Mapping[int, Atom]) -> None:
        self.steps: list[tuple[int, Step] | None] = [None]
        self.plainly: list[Callable[[Plain], Plain | None] | None] = [None]
        self._places: dict[Setting, int] = {(): 0}
        self.plans: dict[int, Plan] = {number: self._plan(atom) for number, atom in atoms.items()}

    def _plan(self, atom: Atom) -> Plan:
        first = atom.setting[0] if atom.setting else None
        act = first.act.name if isinstance(first, ActingNext | ActingLast) else None
        valued = atom.formula if isinstance(atom, Leaf) and isinstance(atom.formula, Matches | Compare) else None
        return Plan(atom, self._place(atom.setting), question_of(atom), valued, act)

    def _place(self, setting: Setting) -> int:
        found = self._places.get(setting)
        if found is None:
            outer = self._place(setting[:-1])
            found = self._places[setting] = len(self.steps)
            self.steps.append((outer, setting[-1]))
            self.plainly.append(_assumption(setting[-1]))
        return found


def _assumption(step: Step) -> Callable[[Plain], Plain | None] | None:
    try:
        return assumption(step)
    except NotPlainError:
        return None


class Settings:
    """What one course of events knows, in every setting that is asked for."""

    def __init__(self, plans: Plans, known: Knowledge | Told) -> None:
        self._told = known
        self._plans = plans
        self._found: dict[int, Knowledge | None] = {}
        plain = known.plain if isinstance(known, Told) else _plainly(known)
        self._plain: dict[int, Plain | _Not] = {0: plain}

    @property
    def is_settled(self) -> bool:
        """Whether days are all that is known, and nothing that is listed may still come."""
        plain = self._plain[0]
        return isinstance(plain, Plain) and not plain.ahead

    @cached_property
    def known(self) -> Knowledge:
        """All that is known."""
        return self._told.full() if isinstance(self._told, Told) else self._told

    @property
    def has_future(self) -> bool:
        """Whether things that are not listed may happen."""
        return isinstance(self._plain[0], Plain) or self.known.has_future

    def truth(self, plan: Plan) -> Truth:
        """The truth of an atom; unknown where what its setting assumes cannot be."""
        _, place, question, valued, _ = plan
        if valued is not None:
            return judge(valued, Knowledge(_NOTHING_HAPPENS, self._told.facts)).truth
        if question is not None:
            plain = self._plain.get(place) or self._plainly_within(place)
            if plain is _IMPOSSIBLE:
                return Truth.UNKNOWN
            if plain is not _NOT_PLAIN:
                try:
                    return question(plain)
                except NotPlainError:
                    pass
        return self._judged(plan)

    def _plainly_within(self, place: int) -> Plain | _Not:
        """What is known in a setting by days alone, or why that cannot be said."""
        found = self._plain.get(place)
        if found is None:
            outer, assumed = self._step(place)[0], self._plans.plainly[place]
            found = self._plain.get(outer) or self._plainly_within(outer)
            if isinstance(found, Plain):
                try:
                    found = _NOT_PLAIN if assumed is None else assumed(found) or _IMPOSSIBLE
                except NotPlainError:
                    found = _NOT_PLAIN
            self._plain[place] = found
        return found

    def _within(self, place: int) -> Knowledge | None:
        """What is known in a setting; `None` if what it assumes cannot be."""
        if place == 0:
            return self.known
        if place not in self._found:
            outer, step = self._step(place)
            known = self._within(outer)
            self._found[place] = None if known is None else _after(known, step)
        return self._found[place]

    def _step(self, place: int) -> tuple[int, Step]:
        found = self._plans.steps[place]
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

    def fate(self, act: Event) -> Fate:
        """Whether an act comes, and whether it may still."""
        plain = self._plain[0]
        if isinstance(plain, Plain):
            comes, earliest, _ = plain.cell(act.name)
            return Fate(comes, comes is not Truth.FALSE and earliest > plain.now)
        return Fate(self.known.comes(act), self.known.may_still_come(act))


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
            case ActingLast(act):
                formulas.append(Happens(act))
                everything = True
            case OnDay():
                pass
            case _:
                assert_never(step)
    events = frozenset(event for formula in formulas for event in events_in(formula))
    return Needs(events, frozenset(fact for formula in formulas for fact in facts_in(formula)), everything)


__all__ = ["Fate", "Needs", "Plan", "Plans", "Settings", "Told", "needs_of"]
