"""What is known in one course of events, kept by the rule sets: facts put and taken back, and what follows from them.

The engine forgets nothing by itself: what was derived from a fact survives its
retraction. So the firings are counted here, and what no firing supports any more is
taken back too. Every derived fact follows from earlier ones, so counting is enough.
"""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict, deque
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from conditions.engines.forward.circuit import Ref
from conditions.engines.forward.door import EngineFaultError, RuleSet, Session
from conditions.engines.forward.layout import Layout

MOST_AWAKE: Final = 64
"""Most courses of events of one program whose sessions stay inside the engine; the one longest unused is put to sleep.

A session of an Istanbul-sized dossier takes 3.5 MB, and comes back in half a millisecond.
"""


class Program:
    """The rule sets of one layout inside the engine, and the courses of events whose sessions are awake.

    One program serves many courses of events, from several threads.

    Attributes:
        layout: The rules.
        lock: Held while the engine is spoken to.
        gone: Sessions of courses of events that nobody has any more, to be deleted when the engine is next spoken to.
    """

    def __init__(self, layout: Layout, most_awake: int = MOST_AWAKE) -> None:
        self.layout: Layout = layout
        self.lock: threading.RLock = threading.RLock()
        self._most_awake = most_awake
        self._sets = [RuleSet([rule.waits for rule in part]) for part in layout.parts if part]
        self._awake: OrderedDict[int, weakref.ref[Memory]] = OrderedDict()
        self.gone: deque[list[Session]] = deque()
        weakref.finalize(self, _close_all, self.gone, self._sets).atexit = False

    def sessions(self, memory: Memory) -> list[Session]:
        """New sessions for a course of events; the one longest unused goes to sleep if there are too many."""
        while len(self._awake) >= self._most_awake:
            _, oldest = self._awake.popitem(last=False)
            found = oldest()
            if found is not None:
                found.sleep()
        self._awake[id(memory)] = weakref.ref(memory)
        _close_gone(self.gone)
        return [one.open() for one in self._sets]

    def used(self, memory: Memory) -> None:
        """Note that a course of events was used just now."""
        self._awake.move_to_end(id(memory))

    def asleep(self, memory: Memory) -> None:
        """Note that the sessions of a course of events are gone."""
        self._awake.pop(id(memory), None)

    @property
    def awake(self) -> int:
        """How many courses of events have their sessions inside the engine."""
        return len(self._awake)


def _close_gone(gone: deque[list[Session]]) -> None:
    while gone:
        for session in gone.popleft():
            session.close()


def _close_all(gone: deque[list[Session]], sets: Sequence[RuleSet]) -> None:
    _close_gone(gone)
    for one in sets:
        one.close()


class Memory:
    """What is known in one course of events.

    Attributes:
        held: Every fact that is known, put or derived.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._layout = program.layout
        self._put: dict[Ref, None] = {}
        self.held: set[Ref] = set()
        self._supports: dict[Ref, int] = {}
        self._fired: set[tuple[int, int]] = set()
        self._sessions: list[Session] = []
        self._finalizer: weakref.finalize[..., Memory] | None = None

    def change(self, gone: Collection[Ref], come: Collection[Ref]) -> set[Ref]:
        """Take facts back and put others; every fact, put or derived, that may have come or gone.

        Where the engine fails, its sessions are abandoned, and everything is put into new ones.

        Raises:
            EngineFaultError: It failed there too.
        """
        with self._program.lock:
            changed: set[Ref] = set()
            for fact in gone:
                del self._put[fact]
            for fact in come:
                self._put[fact] = None
            try:
                self._wake()
                if gone:
                    self._without(gone, changed)
                self._with(come, changed)
            except EngineFaultError:
                # Which facts a broken change had come to is not known any more.
                changed = set(self.held)
                self.sleep()
                changed |= self._replay()
            return changed

    def sleep(self) -> None:
        """Delete the sessions; they come back, with all that is known, when something changes."""
        with self._program.lock:
            if self._finalizer is not None:
                self._finalizer()
                self._finalizer = None
            self._sessions = []
            self._program.asleep(self)
            _close_gone(self._program.gone)

    def behind(self, fact: Ref) -> frozenset[Ref]:
        """The facts that were put from which this one follows, by every rule that fired for it."""
        found: set[Ref] = set()
        fresh, seen = [fact], {fact}
        givers: dict[Ref, list[Ref]] = {}
        for place, number in self._fired:
            rule = self._layout.parts[place][number]
            givers.setdefault(rule.gives, []).extend(rule.waits)
        while fresh:
            one = fresh.pop()
            if one in self._put:
                found.add(one)
            fresh += [waited for waited in givers.get(one, ()) if waited not in seen]
            seen.update(givers.get(one, ()))
        return frozenset(found)

    # --- inside ------------------------------------------------------------------

    def _wake(self) -> None:
        if self._sessions:
            self._program.used(self)
            return
        if not any(self._layout.parts):
            return
        if self.held:
            raise EngineFaultError("the sessions were put to sleep")
        self._open()

    def _open(self) -> None:
        self._sessions = self._program.sessions(self)
        # Garbage is collected at any moment, also while the engine is spoken to: it only says what is to be deleted.
        self._finalizer = weakref.finalize(self, self._program.gone.append, self._sessions)
        self._finalizer.atexit = False

    def _replay(self) -> set[Ref]:
        """Everything that was put, into new sessions; every fact that is known then, or was before."""
        changed, self.held, self._supports, self._fired = self.held, set(), {}, set()
        self._open()
        self._with(list(self._put), changed)
        return changed

    def _with(self, facts: Iterable[Ref], changed: set[Ref]) -> None:
        """Put facts, all before any rule fires, and then what follows from them, until nothing more does."""
        fresh = list(facts)
        readers, sessions, held = self._layout.readers, self._sessions, self.held
        while fresh:
            asked: dict[int, None] = {}
            for fact in fresh:
                if fact in held:
                    raise EngineFaultError("a fact is known twice")
                held.add(fact)
                for place in readers.get(fact, ()):
                    sessions[place].put(fact)
                    asked[place] = None
            changed.update(fresh)
            fresh = []
            for place in asked:
                self._note(place, sessions[place].fire(), fresh)

    def _note(self, place: int, fired: Iterable[int], fresh: list[Ref]) -> None:
        """Note that rules fired; what became known by them is added to the list."""
        rules, supports = self._layout.parts[place], self._supports
        for number in fired:
            rule, key = rules[number], (place, number)
            if key in self._fired or not self.held.issuperset(rule.waits):
                raise EngineFaultError("a rule fired that had no reason to")
            self._fired.add(key)
            supported = supports.get(rule.gives, 0)
            supports[rule.gives] = supported + 1
            if not supported:
                fresh.append(rule.gives)

    def _without(self, facts: Iterable[Ref], changed: set[Ref]) -> None:
        fading = deque(facts)
        while fading:
            fact = fading.popleft()
            self.held.remove(fact)
            changed.add(fact)
            for place in self._layout.readers.get(fact, ()):
                self._sessions[place].take_back(fact)
            for fired in self._layout.asking.get(fact, ()):
                if fired in self._fired:
                    self._fired.remove(fired)
                    gives = self._layout.parts[fired[0]][fired[1]].gives
                    self._supports[gives] -= 1
                    if not self._supports[gives]:
                        del self._supports[gives]
                        fading.append(gives)


__all__ = ["MOST_AWAKE", "EngineFaultError", "Memory", "Program"]
