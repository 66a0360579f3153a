"""What a monitor announces: what changed, by which entry, and what that follows from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from conditions.engines.forward import Decided
from conditions.model.incidents import Stage
from conditions.obligations.results import STAGE_WORDS, DutyAnswer
from conditions.truth import Truth
from conditions.verdicts import BLOCKED_PHRASE, PHRASES, Answer, Status

Act = Literal["unlocked", "locked", "open", "done"]
"""Where a party's conditions leave an act: all are ready; one is not met; that is not known; it has happened."""


@dataclass(frozen=True)
class VerdictChange:
    """The verdict on a condition is another one, or it has begun or ceased to count.

    Attributes:
        entry: The number of the entry that caused it; 0 for what is so at the outset.
        now: The last day of which everything is known.
        condition: The condition.
        reading: The reading; "" for an unambiguous condition.
        party: Whose condition it is.
        before: What the verdict said; `None` if the condition did not count.
        after: What it says; `None` if the condition no longer counts.
        in_force: Whether the condition counts now; unknown where the days of a position leave that open.
        facts: What the verdict rests on, in words.
        quote: The words on which the condition rests, with who said them.
    """

    entry: int
    now: date
    condition: str
    reading: str
    party: str
    before: Decided | None
    after: Decided | None
    in_force: Truth = Truth.TRUE
    facts: tuple[str, ...] = ()
    quote: str = ""

    @property
    def words(self) -> str:
        """It in one line."""
        name = f"{self.condition}, {self.reading}" if self.reading else self.condition
        if self.after is None:
            return f"{name} no longer counts"
        phrase = BLOCKED_PHRASE if self.after.blocked else PHRASES[self.after.status]
        is_sure = self.in_force is Truth.TRUE
        if self.before is None or self.before == self.after:
            again = "" if self.before is None else "certainly " if is_sure else "perhaps no longer "
            counts = f"{again}counts" if is_sure or again else "may count"
            return f"{name} {counts} now, and is {self.after.status.value}: {phrase}"
        if self.before.status is self.after.status:
            return f"{name} is still {self.after.status.value}{_finality(self.before, self.after)}"
        return f"{name} is {self.after.status.value}, was {self.before.status.value}: {phrase}"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "kind": "verdict",
            **_caused(self),
            "condition": self.condition,
            "reading": self.reading or None,
            "party": self.party,
            "before": _decided(self.before),
            "after": _decided(self.after),
            "in_force": self.in_force.value,
            "facts": list(self.facts),
            "quote": self.quote or None,
        }


@dataclass(frozen=True)
class PartyChange:
    """The answer over all conditions of a party is another one."""

    entry: int
    now: date
    party: str
    before: Answer
    after: Answer

    @property
    def words(self) -> str:
        """It in one line."""
        return f"{self.party}: {self.after.value.upper()}, was {self.before.value.upper()}"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        sides = {"before": self.before.value, "after": self.after.value}
        return {"kind": "party", **_caused(self), "party": self.party, **sides}


@dataclass(frozen=True)
class ActChange:
    """All conditions of a party on an act are ready now, or no longer."""

    entry: int
    now: date
    party: str
    act: str
    before: Act
    after: Act

    @property
    def words(self) -> str:
        """It in one line."""
        match self.after:
            case "unlocked":
                return f"{self.act} is unlocked: all conditions of {self.party} on it are ready"
            case "locked":
                return f"{self.act} is locked: a condition of {self.party} on it is not met"
            case "open":
                return f"{self.act}: whether the conditions of {self.party} on it are met is open"
            case "done":
                return f"{self.act} has happened"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        sides = {"before": self.before, "after": self.after}
        return {"kind": "act", **_caused(self), "party": self.party, "act": self.act, **sides}


@dataclass(frozen=True)
class StateChange:
    """A state or an instrument is in force now, or no longer."""

    entry: int
    now: date
    state: str
    before: Truth
    after: Truth

    @property
    def words(self) -> str:
        """It in one line."""
        said = {Truth.TRUE: "is in force", Truth.FALSE: "is not in force", Truth.UNKNOWN: "may be in force"}
        return f"{self.state} {said[self.after]}"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        sides = {"before": self.before.value, "after": self.after.value}
        return {"kind": "in force", **_caused(self), "state": self.state, **sides}


@dataclass(frozen=True)
class DutyChange:
    """Whether somebody must act after an incident, or how far an obligation has come, is something else.

    Attributes:
        entry: The number of the entry that caused it.
        now: The last day of which everything is known.
        incident: The incident.
        instrument: The instrument.
        obligation: The obligation.
        debtor: Who owes it.
        duty: What is owed, in words.
        before: What the answer was; `None` before the incident was recorded.
        after: What it is; `None` if the incident was withdrawn.
        stage: How far the obligation has come.
        clauses: The clauses that decide, in words.
    """

    entry: int
    now: date
    incident: str
    instrument: str
    obligation: str
    debtor: str
    duty: str
    before: DutyAnswer | None
    after: DutyAnswer | None
    stage: Stage
    clauses: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """It in one line."""
        if self.after is None:
            return f"{self.debtor}, {self.obligation}: the incident {self.incident} was withdrawn"
        about = f"{self.debtor}, {self.obligation}, incident {self.incident}"
        return f"{about}: {self.after.value.upper()} to {self.duty}; {STAGE_WORDS[self.stage]}"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "kind": "obligation",
            **_caused(self),
            "incident": self.incident,
            "instrument": self.instrument,
            "obligation": self.obligation,
            "debtor": self.debtor,
            "before": self.before and self.before.value,
            "after": self.after and self.after.value,
            "state": self.stage,
            "clauses": list(self.clauses),
        }


Change: TypeAlias = VerdictChange | PartyChange | ActChange | StateChange | DutyChange


def _caused(change: Change) -> dict[str, object]:
    return {"entry": change.entry, "now": change.now.isoformat()}


def _decided(decided: Decided | None) -> dict[str, object] | None:
    if decided is None:
        return None
    return {
        "status": decided.status.value,
        "answer": decided.answer.value,
        "compliance": decided.compliance.value,
        "final": decided.final,
        "blocked": decided.blocked,
    }


def _finality(before: Decided, after: Decided) -> str:
    if after.blocked and not before.blocked:
        return f", for good: {BLOCKED_PHRASE}"
    if before.compliance is not after.compliance:
        return f"; compliance is {after.compliance.value}, was {before.compliance.value}"
    if before.final is not after.final:
        return ", and nothing can change that any more" if after.final else ", and that may still change"
    return ", whether or not the act has happened" if after.unsettled else ""


__all__ = [
    "Act",
    "ActChange",
    "Change",
    "DutyChange",
    "PartyChange",
    "StateChange",
    "Status",
    "VerdictChange",
]
