"""Conditions compiled once for many courses of events, and one course of events as it unfolds."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

from conditions.engines.forward.circuit import (
    AS_KNOWN,
    FALSE,
    TRUE,
    UNKNOWN,
    ActingLast,
    ActingNext,
    Assuming,
    Atom,
    CanAct,
    Circuit,
    Conjunction,
    OnDay,
    Ref,
)
from conditions.engines.forward.layout import lay_out
from conditions.engines.forward.memory import MOST_AWAKE, Memory, Program
from conditions.engines.forward.settings import Fate, Plans, Settings, Told, needs_of
from conditions.formula import Event, Formula
from conditions.knowledge import Knowledge
from conditions.truth import Truth
from conditions.verdicts import Answer, Status, Verdict, gated

Key = TypeVar("Key", bound=Hashable)

TODAY: Final = Event("end of now")
"""The last day of which everything is known, as an event: what a state in force today is judged at."""


class Decided(NamedTuple):
    """What a verdict says, without what it rests on; the fields are those of a `Verdict`."""

    status: Status
    answer: Answer
    compliance: Answer
    final: bool
    blocked: bool
    unsettled: bool

    @classmethod
    def of(cls, verdict: Verdict) -> Decided:
        """What a verdict of the reference interpreter says."""
        return cls(*(getattr(verdict, name) for name in cls._fields))


@dataclass(frozen=True)
class _Roots:
    """Where the answers on one condition stand in the circuit.

    Attributes:
        kept: That it is kept over the whole course of events.
        act: What it gates; the rest only where there is such an act.
        can_act: The act comes.
        soon: What it requires, had the act happened there and then.
        last: What it requires, were the act the last thing ever to happen.
        later: What it requires, assuming that the act comes.
    """

    kept: Ref
    act: Event | None = None
    can_act: Ref = TRUE
    soon: Ref = TRUE
    last: Ref = TRUE
    later: Ref = TRUE

    def every(self) -> tuple[Ref, ...]:
        """All of them."""
        return (self.kept, self.can_act, self.soon, self.last, self.later)


class ForwardRules(Generic[Key]):
    """Conditions, and states that may be in force today, compiled for the forward engine.

    Args:
        conditions: The formulas of the conditions.
        states: The formulas of the states and instruments, judged at `TODAY`.
        finality: Whether to work out which answers can no longer change; without it, none before an act is final.
        most_awake: Most courses of events whose sessions stay inside the engine.

    Attributes:
        conditions: The formulas of the conditions.
        states: The formulas of the states and instruments, judged at `TODAY`.
        atoms: What Python judges, by number.
    """

    def __init__(
        self,
        conditions: Mapping[Key, Formula],
        states: Mapping[str, Formula] | None = None,
        *,
        finality: bool = True,
        most_awake: int = MOST_AWAKE,
    ) -> None:
        self.conditions: dict[Key, Formula] = dict(conditions)
        self.states: dict[str, Formula] = dict(states or {})
        circuit = Circuit()
        self.roots: dict[Key, _Roots] = {
            key: _rooted(circuit, one, finality=finality) for key, one in self.conditions.items()
        }
        self.state_roots: dict[str, Ref] = {
            name: circuit.add(one, (OnDay(TODAY),)) for name, one in self.states.items()
        }
        roots = [root for one in self.roots.values() for root in one.every()]
        layout = lay_out(circuit, [*roots, *self.state_roots.values()])
        self.atoms: dict[int, Atom] = {
            number: node for number in layout.atoms if not isinstance(node := circuit.nodes[number], Conjunction)
        }
        self.plans: Plans = Plans(self.atoms)
        self.program: Program = Program(layout, most_awake)
        self.acts: tuple[Event, ...] = tuple(dict.fromkeys(one.act for one in self.roots.values() if one.act))
        self._keys: dict[int, list[Key]] = {}
        self._gating: dict[Event, list[Key]] = {}
        for key, one in self.roots.items():
            for number in dict.fromkeys(root // 2 for root in one.every() if root >= 0):
                self._keys.setdefault(number, []).append(key)
            if one.act is not None:
                self._gating.setdefault(one.act, []).append(key)
        self._by_event: dict[str, list[int]] = {}
        self._by_fact: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._by_act: dict[str, list[int]] = {}
        for number, plan in self.plans.plans.items():
            if plan.act is not None:
                self._by_act.setdefault(plan.act.name, []).append(number)
        for number, atom in self.atoms.items():
            needs = needs_of(atom)
            for event in needs.events:
                self._by_event.setdefault(event, []).append(number)
            for fact in needs.facts:
                self._by_fact.setdefault(fact, []).append(number)
            if needs.everything:
                self._always.append(number)

    @property
    def rule_count(self) -> int:
        """How many rules the engine holds."""
        return sum(map(len, self.program.layout.parts))

    def touched(
        self, events: Iterable[str], facts: Iterable[str], acts: Iterable[str], *, everything: bool
    ) -> Iterable[int]:
        """The atoms whose truth may change.

        Args:
            events: The events of which something else is known.
            facts: The facts of which something else is known.
            acts: The acts that have been done, or no longer are.
            everything: Whether also those may change that rest on all events alike.
        """
        found = dict.fromkeys(self._always if everything else ())
        for names, atoms in ((events, self._by_event), (facts, self._by_fact)):
            for name in names:
                found.update(dict.fromkeys(atoms.get(name, ())))
        for act in acts:
            found.update(dict.fromkeys(self._by_act.get(act, ())))
        return found

    def concerned(self, facts: Iterable[Ref], acts: Iterable[Event]) -> dict[Key, None]:
        """The conditions whose answers may change with these facts of the engine and with whether these acts come."""
        keys = self._keys
        found = {key: None for fact in facts if (number := fact // 2) in keys for key in keys[number]}
        for act in acts:
            found.update(dict.fromkeys(self._gating.get(act, ())))
        return found

    def open(self) -> ForwardSession[Key]:
        """A course of events of which nothing is known yet."""
        return ForwardSession(self)


def _rooted(circuit: Circuit, formula: Formula, *, finality: bool) -> _Roots:
    kept = circuit.add(formula)
    gate = gated(formula)
    if gate is None:
        return _Roots(kept)
    act, requires = gate
    return _Roots(
        kept,
        act,
        can_act=circuit.atom(CanAct(act, AS_KNOWN)),
        soon=circuit.add(requires, (ActingNext(act),)),
        last=circuit.add(requires, (ActingLast(act),)) if finality else UNKNOWN,
        later=circuit.add(requires, (Assuming((act,)),)),
    )


class ForwardSession(Generic[Key]):
    """One course of events in the engine: what is known of it changes, and with it the answers.

    Attributes:
        rules: The compiled conditions.
    """

    def __init__(self, rules: ForwardRules[Key]) -> None:
        self.rules: ForwardRules[Key] = rules
        self._memory = Memory(rules.program)
        self._truths: dict[int, Truth] = dict.fromkeys(rules.atoms, Truth.UNKNOWN)
        self._settings: Settings | None = None
        self._fates: dict[str, Fate] = {}

    def know(
        self, known: Knowledge | Told, events: Iterable[str] | None = None, facts: Iterable[str] = ()
    ) -> Iterable[Key]:
        """Take in what is known now.

        Args:
            known: All that is known; or what is known by days alone, which is quicker.
            events: The events, and all that relations tie to them, of which something else is known than
                before; `None` if that may be all events and facts, and where `now` has moved.
            facts: The facts of which something else is known than before.

        Returns:
            The conditions whose answers may have changed.

        Raises:
            EngineFaultError: The engine failed twice.
        """
        rules = self.rules
        was_settled = self._settings is not None and self._settings.is_settled
        settings = self._settings = Settings(rules.plans, known)
        plans = rules.plans.plans
        touched = None if events is None else set(events)
        acts = rules.acts if touched is None else [act for act in rules.acts if act.name in touched]
        before = {act.name: self._fates.get(act.name) for act in acts}
        self._fates.update((act.name, settings.fate(act)) for act in acts)
        if touched is None:
            numbers: Iterable[int] = rules.atoms
        else:
            turned = [act for act, one in before.items() if one is None or one.is_open is not self._fates[act].is_open]
            # What comes last of all hangs on every event, unless all are over anyway.
            settled = settings.is_settled and was_settled
            numbers = rules.touched(touched, facts, turned, everything=bool(touched) and not settled)
        done = {act for act, fate in self._fates.items() if not fate.is_open}
        truths = self._truths
        gone: list[Ref] = []
        come: list[Ref] = []
        for number in numbers:
            plan = plans[number]
            # What would be if an act came next is not asked of one that has come.
            truth = Truth.UNKNOWN if plan.act is not None and plan.act.name in done else settings.truth(plan)
            old = truths[number]
            if truth is not old:
                truths[number] = truth
                gone += _facts(number, old)
                come += _facts(number, truth)
        changed = self._memory.change(gone, come) if gone or come else ()
        return rules.conditions if touched is None else rules.concerned(changed, acts)

    # --- answers -----------------------------------------------------------------

    @property
    def known(self) -> Knowledge:
        """All that is known now."""
        if self._settings is None:
            raise ValueError("nothing has been taken in yet")
        return self._settings.known

    def truth(self, key: Key) -> Truth:
        """Whether a condition is kept over the whole course of events."""
        return self._truth(self.rules.roots[key].kept)

    def is_open(self, act: Event) -> bool:
        """Whether the act has not certainly happened yet."""
        return self._fates[act.name].is_open

    def in_force(self, state: str) -> Truth:
        """Whether a state or an instrument is in force at the end of `now`."""
        return self._truth(self.rules.state_roots[state])

    def decided(self, key: Key) -> Decided:
        """What the verdict on a condition says."""
        roots = self.rules.roots[key]
        compliance = self._truth(roots.kept)
        if roots.act is None or not self.is_open(roots.act):
            return _decided(_AFTER[compliance], compliance, final=compliance is not Truth.UNKNOWN)
        happens, pending = self._fates[roots.act.name]
        truth = self._truth(roots.soon)
        later = None if self._truth(roots.can_act) is Truth.FALSE else self._truth(roots.later)
        last = self._truth(roots.last)
        final = last is truth and later in {None, truth}
        if later is not None and not pending and later is not truth:
            truth = Truth.UNKNOWN
        final = final and truth is not Truth.UNKNOWN
        unsettled = happens is Truth.UNKNOWN and not pending and truth is not Truth.UNKNOWN
        blocked = truth is Truth.FALSE and final and self._settings is not None and self._settings.has_future
        return _decided(_BEFORE[truth], compliance, final, blocked, unsettled)

    def behind(self, key: Key) -> tuple[Atom, ...]:
        """What the answers on a condition rest on: the judged atoms from which they follow."""
        facts = [fact for root in self.rules.roots[key].every() for fact in (root, root ^ 1) if root >= 0]
        numbers = {one // 2 for fact in facts if fact in self._memory.held for one in self._memory.behind(fact)}
        return tuple(self.rules.atoms[number] for number in sorted(numbers))

    def _truth(self, root: Ref) -> Truth:
        if root < 0:
            return Truth.TRUE if root == TRUE else Truth.FALSE if root == FALSE else Truth.UNKNOWN
        held = self._memory.held
        return Truth.TRUE if root in held else Truth.FALSE if root ^ 1 in held else Truth.UNKNOWN

    def sleep(self) -> None:
        """Free what the engine keeps for this course of events; it comes back when something changes."""
        self._memory.sleep()


def _facts(number: int, truth: Truth) -> tuple[Ref, ...]:
    """The fact by which the engine knows the truth of an atom."""
    return () if truth is Truth.UNKNOWN else (2 * number + (truth is Truth.FALSE),)


_AFTER: Final = {Truth.TRUE: Status.SATISFIED, Truth.FALSE: Status.VIOLATED, Truth.UNKNOWN: Status.UNDECIDED}
_BEFORE: Final = {Truth.TRUE: Status.READY, Truth.FALSE: Status.WAITING, Truth.UNKNOWN: Status.UNDECIDED}
"""The status after the act, or without one, and before it."""
_ANSWERS: Final = {
    Status.SATISFIED: Answer.MET,
    Status.READY: Answer.MET,
    Status.VIOLATED: Answer.NOT_MET,
    Status.WAITING: Answer.NOT_MET,
    Status.UNDECIDED: Answer.UNKNOWN,
}


def _decided(status: Status, compliance: Truth, final: bool, blocked: bool = False, unsettled: bool = False) -> Decided:
    return Decided(status, _ANSWERS[status], Answer.of(compliance), final, blocked, unsettled)


__all__ = ["TODAY", "Decided", "ForwardRules", "ForwardSession", "Key"]
