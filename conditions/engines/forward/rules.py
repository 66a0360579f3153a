"""Conditions compiled once for many courses of events, and one course of events as it unfolds."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
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

# Looked up on its class, a member of an enumeration costs as much as a comparison of days.
_TRUE: Final = Truth.TRUE
_FALSE: Final = Truth.FALSE
_UNKNOWN: Final = Truth.UNKNOWN

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
        kept: That it is kept over the whole course of events; of one that gates an act this is not needed, since
            it is kept where the act does not come, or what it requires holds.
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
        return (self.kept, self.can_act, self.later, self.soon, self.last)

    def after_act(self) -> tuple[Ref, ...]:
        """Those that are asked also when the act has happened."""
        return (self.kept, self.can_act, self.later)


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
        self._act_names: dict[str, Event] = {act.name: act for act in self.acts}
        self._keys: dict[int, list[Key]] = {}
        self._gating: dict[str, list[Key]] = {}
        for key, one in self.roots.items():
            for number in dict.fromkeys(root // 2 for root in one.every() if root >= 0):
                self._keys.setdefault(number, []).append(key)
            if one.act is not None:
                self._gating.setdefault(one.act.name, []).append(key)
        self._by_event: dict[str, list[int]] = {}
        self._by_fact: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._by_act: dict[str, list[int]] = {}
        for number, plan in self.plans.plans.items():
            if plan.act is not None:
                self._by_act.setdefault(plan.act, []).append(number)
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
        self, events: Collection[str], facts: Collection[str], acts: Collection[str], *, everything: bool
    ) -> Iterable[int]:
        """The atoms whose truth may change.

        Args:
            events: The events of which something else is known.
            facts: The facts of which something else is known.
            acts: The acts that have been done, or no longer are.
            everything: Whether also those may change that rest on all events alike.
        """
        if len(events) == 1 and not everything and not facts and not acts:
            return self._by_event.get(next(iter(events)), ())
        found = dict.fromkeys(self._always if everything else ())
        for names, atoms in ((events, self._by_event), (facts, self._by_fact), (acts, self._by_act)):
            for name in names:
                for number in atoms.get(name, ()):
                    found[number] = None
        return found

    def acts_among(self, events: Iterable[str]) -> dict[str, Event]:
        """Those of some events that are acts, by name."""
        acts = self._act_names
        return {event: acts[event] for event in events if event in acts}

    @property
    def rests_on_all(self) -> bool:
        """Whether an atom rests on all events alike."""
        return bool(self._always)

    def concerned(self, facts: Iterable[Ref], acts: Iterable[str]) -> dict[Key, None]:
        """The conditions whose answers may change with these facts of the engine and with whether these acts come."""
        keys, found = self._keys, dict[Key, None]()
        for fact in facts:
            for key in keys.get(fact >> 1, ()):
                found[key] = None
        for act in acts:
            for key in self._gating.get(act, ()):
                found[key] = None
        return found

    def open(self) -> ForwardSession[Key]:
        """A course of events of which nothing is known yet."""
        return ForwardSession(self)


def _rooted(circuit: Circuit, formula: Formula, *, finality: bool) -> _Roots:
    gate = gated(formula)
    if gate is None:
        return _Roots(circuit.add(formula))
    act, requires = gate
    return _Roots(
        TRUE,
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
        self._truths: dict[int, Truth] = dict.fromkeys(rules.atoms, _UNKNOWN)
        self._settings: Settings | None = None
        self._fates: dict[str, Fate] = {}
        self._done: dict[str, bool] = {}

    def know(
        self, known: Knowledge | Told, events: Collection[str] | None = None, facts: Collection[str] = ()
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
        before, settings = self._settings, Settings(rules.plans, known)
        self._settings = settings
        if events is None or before is None:
            self._judge_acts(settings, {act.name: act for act in rules.acts})
            self._tell(settings, rules.atoms)
            return rules.conditions
        acts = rules.acts_among(events)
        turned = self._judge_acts(settings, acts) if acts else ()
        # What comes last of all hangs on every event, unless all are over anyway.
        everything = bool(events) and rules.rests_on_all and not (before.is_settled and settings.is_settled)
        changed = self._tell(settings, rules.touched(events, facts, turned, everything=everything))
        return rules.concerned(changed, acts)

    def _judge_acts(self, settings: Settings, acts: Mapping[str, Event]) -> Collection[str]:
        """Ask whether these acts come; those that have happened since they were last asked for, or no longer have."""
        turned = []
        for name, act in acts.items():
            fate = self._fates[name] = settings.fate(act)
            is_done = not fate.is_open
            if is_done is not self._done.get(name):
                self._done[name] = is_done
                turned.append(name)
        return turned

    def _tell(self, settings: Settings, numbers: Iterable[int]) -> Iterable[Ref]:
        """Judge these atoms, and tell the engine what is known otherwise; the facts that may have come or gone."""
        plans, truths, done = self.rules.plans.plans, self._truths, self._done
        gone: list[Ref] = []
        come: list[Ref] = []
        for number in numbers:
            plan = plans[number]
            if plan.act is not None and done[plan.act]:
                # What would be if an act came next is not asked of one that has come: what was said of it may stay.
                continue
            truth, old = settings.truth(plan), truths[number]
            if truth is not old:
                truths[number] = truth
                if old is not _UNKNOWN:
                    gone.append(_fact(number, old))
                if truth is not _UNKNOWN:
                    come.append(_fact(number, truth))
        return self._memory.change(gone, come) if gone or come else ()

    # --- answers -----------------------------------------------------------------

    @property
    def known(self) -> Knowledge:
        """All that is known now."""
        if self._settings is None:
            raise ValueError("nothing has been taken in yet")
        return self._settings.known

    def truth(self, key: Key) -> Truth:
        """Whether a condition is kept over the whole course of events."""
        return self._kept(self.rules.roots[key])

    def _kept(self, roots: _Roots) -> Truth:
        if roots.act is None:
            return self._truth(roots.kept)
        return _gate(self._truth(roots.can_act), self._truth(roots.later))

    def is_open(self, act: Event) -> bool:
        """Whether the act has not certainly happened yet."""
        return not self._done[act.name]

    def in_force(self, state: str) -> Truth:
        """Whether a state or an instrument is in force at the end of `now`."""
        return self._truth(self.rules.state_roots[state])

    def decided(self, key: Key) -> Decided:
        """What the verdict on a condition says."""
        roots = self.rules.roots[key]
        if roots.act is None or self._done[roots.act.name]:
            compliance = self._kept(roots)
            return _decided(_AFTER[compliance], compliance, compliance is not _UNKNOWN)
        can_act, required = self._truth(roots.can_act), self._truth(roots.later)
        happens, pending = self._fates[roots.act.name]
        truth = self._truth(roots.soon)
        later = None if can_act is _FALSE else required
        last = self._truth(roots.last)
        final = last is truth and (later is None or later is truth)
        if later is not None and not pending and later is not truth:
            truth = _UNKNOWN
        final = final and truth is not _UNKNOWN
        unsettled = happens is _UNKNOWN and not pending and truth is not _UNKNOWN
        blocked = final and truth is _FALSE and self._settings is not None and self._settings.has_future
        return _decided(_BEFORE[truth], _gate(can_act, required), final, blocked, unsettled)

    def behind(self, key: Key) -> tuple[Atom, ...]:
        """What the answers on a condition rest on: the judged atoms from which they follow."""
        roots = self.rules.roots[key]
        is_done = roots.act is not None and not self.is_open(roots.act)
        asked = roots.after_act() if is_done else roots.every()
        facts = [fact for root in asked for fact in (root, root ^ 1) if root >= 0]
        numbers = {one // 2 for fact in facts if fact in self._memory.held for one in self._memory.behind(fact)}
        return tuple(self.rules.atoms[number] for number in sorted(numbers))

    def _truth(self, root: Ref) -> Truth:
        if root < 0:
            return _TRUE if root == TRUE else _FALSE if root == FALSE else _UNKNOWN
        held = self._memory.held
        return _TRUE if root in held else _FALSE if root ^ 1 in held else _UNKNOWN

    def sleep(self) -> None:
        """Free what the engine keeps for this course of events; it comes back when something changes."""
        self._memory.sleep()


def _fact(number: int, truth: Truth) -> Ref:
    """The fact by which the engine knows that an atom holds, or that it does not."""
    return 2 * number + (truth is _FALSE)


def _gate(can_act: Truth, required: Truth) -> Truth:
    """Whether a condition is kept that gates an act: the act does not come, or what it requires holds."""
    if can_act is _FALSE:
        return _TRUE
    return required if can_act is _TRUE or required is _TRUE else _UNKNOWN


_AFTER: Final = {
    _TRUE: (Status.SATISFIED, Answer.MET),
    _FALSE: (Status.VIOLATED, Answer.NOT_MET),
    _UNKNOWN: (Status.UNDECIDED, Answer.UNKNOWN),
}
_BEFORE: Final = {
    _TRUE: (Status.READY, Answer.MET),
    _FALSE: (Status.WAITING, Answer.NOT_MET),
    _UNKNOWN: (Status.UNDECIDED, Answer.UNKNOWN),
}
"""The status after the act, or without one, and before it, each with the answer that it is."""


def _decided(
    said: tuple[Status, Answer], compliance: Truth, final: bool, blocked: bool = False, unsettled: bool = False
) -> Decided:
    return Decided(*said, _AFTER[compliance][1], final, blocked, unsettled)


__all__ = ["TODAY", "Decided", "ForwardRules", "ForwardSession", "Key"]
