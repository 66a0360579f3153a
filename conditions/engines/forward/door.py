"""The one door to durable-rules: rule sets and their sessions through its C interface, with an agenda loop of our own.

What the engine gets wrong or crashes on never reaches it: every text is generated,
facts come one at a time, rules are flat conjunctions, a first rule fires in every
session before anything else, and a session is deleted before its rule set.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from conditions.errors import Problem, UnsupportedConditionError

FIRST_TESTS: Final = 511
"""Most distinct first tests of a rule set; at 513 the engine hangs and holds the interpreter."""
SHARING: Final = 255
"""Most rules of a rule set that test for the same fact; one more overwrites memory."""
RULES: Final = 4_096
"""Most rules of a rule set."""
FACTS_OF_A_RULE: Final = 16
"""Most facts that a rule may wait for."""
SESSIONS: Final = 1_024
"""Most live sessions of a rule set; one more crashes."""

_OK: Final = 0
_BUCKET: Final = 32
_WITHOUT_BUCKETS: Final = 128
"""Most facts of a rule set that are told apart by one name alone: the engine looks through all names in turn."""
_MASK: Final = 0xFFFFFFFF
_BOOT: Final = "boot"
# Names that the engine gives, or that stand in every fact.
_RESERVED: Final = ("id", "sid", "$s", "0")


class EngineFaultError(Exception):
    """The engine refused or lost something that it must not: the session is of no more use."""


class RuleSet:
    """One rule set inside the engine, for one thread at a time.

    Attributes:
        rules: The rules: numbers of the facts that each waits for.
    """

    def __init__(self, rules: Sequence[tuple[int, ...]]) -> None:
        check_limits(rules)
        engine = _engine()
        self._engine: Any = engine
        self.rules: tuple[tuple[int, ...], ...] = tuple(rules)
        facts = dict.fromkeys(fact for waits in rules for fact in waits)
        texts = _texts(facts)
        self._facts = {fact: _written(*text) for fact, text in texts.items()}
        self._free = list(range(SESSIONS - 1, -1, -1))
        try:
            self._handle: int | None = engine.create_ruleset("rules", json.dumps(_definition(texts, rules)))
        except engine.error as error:
            raise EngineFaultError(str(error)) from error

    def open(self) -> Session:
        """A session in which nothing is known."""
        if self._handle is None or not self._free:
            raise EngineFaultError("the rule set is closed, or has no room for a session")
        return Session(self, self._free.pop(), self._facts)

    def close(self) -> None:
        """Delete the rule set, of which no session is open."""
        if self._handle is not None and len(self._free) == SESSIONS:
            self._engine.delete_ruleset(self._handle)
            self._handle = None

    # --- for its sessions --------------------------------------------------------

    def put(self, fact: str) -> int:
        """Make a fact known; where the engine keeps its session. What follows waits for `fire`."""
        engine = self._engine
        try:
            result, state = engine.assert_fact(self._handle, fact)
        except engine.error as error:
            raise EngineFaultError(str(error)) from error
        if result != _OK:
            raise EngineFaultError(f"the engine answered {result} to a fact")
        return int(state)

    def fire(self, state: int) -> list[int]:
        """Let every rule fire that has all it waits for; those that did, by number."""
        engine, handle = self._engine, self._handle
        fired: list[int] = []
        try:
            started = engine.start_action_for_state(handle, state)
            firing = started and started[1]
            while firing:
                # The answer is an object with one key, the rule: `{"r12":{…}}`.
                fired.append(int(firing[3 : firing.index('"', 3)]))
                firing = engine.complete_and_start_action(handle, state)
        except engine.error as error:
            raise EngineFaultError(str(error)) from error
        return fired

    def take_back(self, fact: str) -> None:
        """Make a fact unknown again."""
        engine = self._engine
        try:
            result, _ = engine.retract_fact(self._handle, fact)
        except engine.error as error:
            raise EngineFaultError(str(error)) from error
        if result != _OK:
            raise EngineFaultError(f"the engine answered {result} to a retraction")

    def release(self, slot: int, sid: str) -> None:
        """Delete a session."""
        self._engine.delete_state(self._handle, sid)
        self._free.append(slot)


class Session:
    """The facts of one course of events inside a rule set."""

    def __init__(self, owner: RuleSet, slot: int, texts: Mapping[int, tuple[str, str]]) -> None:
        self._owner = owner
        self._slot = slot
        self._texts = texts
        self._sid = f"s{slot}"
        boot = len(owner.rules)
        before, after = _written(0, _BOOT)
        self._state = owner.put(f"{before}{self._sid}{after}")
        if owner.fire(self._state) != [boot]:
            raise EngineFaultError("the first rule of a session did not fire alone")

    def put(self, fact: int) -> None:
        """Make a fact known."""
        before, after = self._texts[fact]
        self._state = self._owner.put(f"{before}{self._sid}{after}")

    def fire(self) -> list[int]:
        """Let every rule fire that has all it waits for; those that did, by number."""
        return self._owner.fire(self._state)

    def take_back(self, fact: int) -> None:
        """Make a fact unknown again; what followed from it is not the engine's business."""
        before, after = self._texts[fact]
        self._owner.take_back(f"{before}{self._sid}{after}")

    def close(self) -> None:
        """Delete the session."""
        self._owner.release(self._slot, self._sid)


def check_limits(rules: Sequence[tuple[int, ...]]) -> None:
    """Refuse a rule set that the engine cannot hold, before it meets it.

    Raises:
        UnsupportedConditionError: With the limit that is exceeded.
    """
    sharing: dict[int, int] = {}
    for waits in rules:
        for fact in waits:
            sharing[fact] = sharing.get(fact, 0) + 1
    _within("rules", len(rules) + 1, RULES)
    _within("facts in one rule", max(map(len, rules), default=0), FACTS_OF_A_RULE)
    _within("rules that wait for one fact", max(sharing.values(), default=0), SHARING)
    _within("first tests", len(sharing) // _BUCKET + 2, FIRST_TESTS)
    if any(len(set(waits)) < len(waits) or not waits for waits in rules):
        raise ValueError("a rule waits for different facts, and for at least one")


def _within(what: str, number: int, limit: int) -> None:
    if number > limit:
        message = f"a rule set of the forward engine would have {number:,} {what}, and holds {limit:,}"
        raise UnsupportedConditionError(Problem("forward-limit", message, hint="use the reference engine: `check`"))


def _texts(facts: Iterable[int]) -> dict[int, tuple[int, str]]:
    """For every fact its bucket, if there are so many that they need buckets, and its token.

    The engine knows names by a hash of 32 bits alone: two names of one hash would be one fact.
    """
    listed = list(facts)
    by_bucket = len(listed) > _WITHOUT_BUCKETS
    sessions = [f"s{slot}" for slot in range(SESSIONS)]
    for salt in "tuvwxyz":
        tokens = [f"{salt}{number}" for number in range(len(listed))]
        buckets = [f"b{number}" for number in range(1, len(listed) // _BUCKET + 2)]
        texts = [_BOOT, *_RESERVED, *sessions, *(f"sid-{session}" for session in sessions), *buckets, *tokens]
        if len({_hash(text) for text in texts}) == len(texts):
            return {
                fact: (1 + place // _BUCKET if by_bucket else 0, tokens[place]) for place, fact in enumerate(listed)
            }
    message = "the engine takes two of the names that the forward engine gives for one"
    raise UnsupportedConditionError(Problem("forward-limit", message, hint="use the reference engine: `check`"))


def _definition(texts: Mapping[int, tuple[int, str]], rules: Sequence[tuple[int, ...]]) -> dict[str, object]:
    """The rule set as the engine reads it; the last rule is the first to fire in each session."""
    waits = [[texts[fact] for fact in rule] for rule in rules]
    every = [*waits, [(0, _BOOT)]]
    return {
        f"r{number}": {"all": [{f"m{place}": _tested(bucket, token)} for place, (bucket, token) in enumerate(one)]}
        for number, one in enumerate(every)
    }


def _tested(bucket: int, token: str) -> dict[str, object]:
    """The test for a fact. That a name is there is looked up, where a value would be compared with all others."""
    return {"$and": [{f"b{bucket}": 1}, {token: 1}]} if bucket else {token: 1}


def _written(bucket: int, token: str) -> tuple[str, str]:
    """A fact as JSON, up to the name of its session, and from there."""
    inside = f'"b{bucket}":1,' if bucket else ""
    return f'{{"id":"{token}","sid":"', f'",{inside}"{token}":1}}'


def _hash(text: str) -> int:
    """The hash by which the engine knows a name (FNV-1a, 32 bits)."""
    found = 2166136261
    for byte in text.encode():
        found = (found ^ byte) * 16777619 & _MASK
    return found


def _engine() -> Any:
    """The engine's C interface, loaded when a rule set is first made.

    Raises:
        UnsupportedConditionError: It is not installed.
    """
    try:
        import durable_rules_engine
    except ImportError as error:
        message = f"live monitoring needs the package durable-rules, which cannot be loaded: {error}"
        hint = (
            "install it with `pip install 'diplomatic-conditions[live]'`; on Python 3.13 and newer set "
            "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject while it is built"
        )
        raise UnsupportedConditionError(Problem("no-live-engine", message, hint=hint)) from None
    return durable_rules_engine


__all__ = ["EngineFaultError", "RuleSet", "Session", "check_limits"]
