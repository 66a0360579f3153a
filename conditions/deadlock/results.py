"""What a search for deadlocks gives: for each reading what holds the goal up, and what would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from conditions.conflicts.goals import Demand
from conditions.conflicts.results import Named
from conditions.deadlock.fates import Fate
from conditions.records import dataclass

Kind: TypeAlias = Literal["none", "circular", "impossible", "out of reach", "unsettled"]
"""`none`: everything is merely pending. `circular`: each waits for the other, so that doing things together may help.
`impossible`: nothing but a concession helps. `out of reach`: the goal cannot come about whatever the parties want.
`unsettled`: the time was over before it was proved."""
How: TypeAlias = Literal["same day", "exchange", "package", "escrow", "split", "third party"]


@dataclass(frozen=True)
class Ground:
    """A statement on which a condition rests.

    Attributes:
        statement: Its id.
        words: What was said, quoted or in paraphrase.
        attribution: Who said it, when, through whom.
    """

    statement: str
    words: str
    attribution: str

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"statement": self.statement, "words": self.words, "attribution": self.attribution}


@dataclass(frozen=True)
class Wait:
    """One edge of a circle: an event that must not come before another, or not without time between them.

    Attributes:
        waiter: The event that waits; empty for the calendar.
        awaited: What it waits for; empty for the calendar.
        least: The fewest days between them that may be enough; a negative number of days is a limit.
        asked_by: The condition that asks for it; `None` where the goal does, or what is given or known.
        because: `goal`, `given` or `known` where no condition asks for it, else nothing.
        grounds: The statements behind the condition.
        alternative: Whether the condition could be kept in another way, which is closed too.
    """

    waiter: str
    awaited: str
    least: int
    asked_by: Named | None
    because: str
    grounds: tuple[Ground, ...]
    alternative: bool

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "waiter": self.waiter or None,
            "awaited": self.awaited or None,
            "least_days": self.least,
            "condition": self.asked_by.id if self.asked_by else None,
            "reading": (self.asked_by.reading or None) if self.asked_by else None,
            "party": self.asked_by.party if self.asked_by else None,
            "because": self.because or None,
            "alternative": self.alternative,
            "grounds": [one.to_dict() for one in self.grounds],
        }


@dataclass(frozen=True)
class Knot:
    """Conditions that together hold the goal up, none of which can be left out.

    Attributes:
        kind: Whether these by themselves are circular or impossible.
        conditions: The conditions.
        circles: The circles of waiting among them, shortest first; none where it is not the order that stands in
            the way.
    """

    kind: Literal["circular", "impossible", "unsettled"]
    conditions: tuple[Named, ...]
    circles: tuple[tuple[Wait, ...], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its conditions."""
        return tuple(one.id for one in self.conditions)

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose conditions they are, once each."""
        return tuple(dict.fromkeys(one.party for one in self.conditions))

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "kind": self.kind,
            "conditions": [one.to_dict() for one in self.conditions],
            "parties": list(self.parties),
            "circles": [[wait.to_dict() for wait in circle] for circle in self.circles],
        }


@dataclass(frozen=True)
class Relaxation:
    """A change of how things are done, tried on a deadlock.

    Attributes:
        how: Its kind.
        of: The events that are done together, handed over or split; or, for a third party, who waits and for what.
        into: The rung that stands for the provisional part, where the ladder has one.
        asks: The conditions that would have to put up with it.
        dissolves: Whether the goal can then come about; `None` where the time was over before it was proved.
    """

    how: How
    of: tuple[str, ...]
    into: str | None
    asks: tuple[Named, ...]
    dissolves: bool | None

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "how": self.how,
            "of": list(self.of),
            "into": self.into,
            "asks": [one.name for one in self.asks],
            "dissolves": self.dissolves,
        }


@dataclass(frozen=True)
class Deadlock:
    """What holds the goal up in one choice of readings.

    Attributes:
        kind: Whether there is a deadlock, and of what kind.
        fates: What each event comes to that the goal or a condition speaks of.
        knots: The minimal sets of conditions that hold the goal up.
        relaxations: What was tried, each with whether it dissolves the deadlock.
        concessions: The minimal sets of conditions of which giving up one set is enough.
        complete: Whether these are all; else the search was cut short.
        because: Where the goal is out of reach, the parts of it and of what is given that cannot hold together.
    """

    kind: Kind
    fates: Mapping[str, Fate]
    knots: tuple[Knot, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    concessions: tuple[tuple[Named, ...], ...] = ()
    complete: bool = True
    because: tuple[Demand, ...] = ()

    @property
    def is_deadlock(self) -> bool:
        """Whether the parties' conditions hold the goal up."""
        return self.kind in ("circular", "impossible")

    def dissolved_by(self, how: How) -> bool | None:
        """Whether one of the relaxations of a kind dissolves it; `None` where that is not settled."""
        found = [one.dissolves for one in self.relaxations if one.how == how]
        return True if True in found else None if None in found else False

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "kind": self.kind,
            "fates": dict(self.fates),
            "knots": [one.to_dict() for one in self.knots],
            "relaxations": [one.to_dict() for one in self.relaxations],
            "concessions": [[one.name for one in several] for several in self.concessions],
            "because": [one.text for one in self.because],
            "complete": self.complete,
        }


@dataclass(frozen=True)
class Closing:
    """What is on file and takes no part, but would make a deadlock if it did.

    Attributes:
        conditions: The conditions or terms, none of which can be left out.
        kind: Of what kind the deadlock would be.
        readings: In which readings of those that take part; empty where in all.
    """

    conditions: tuple[Named, ...]
    kind: Kind
    readings: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "conditions": [one.to_dict() for one in self.conditions],
            "kind": self.kind,
            "readings": list(self.readings),
        }


@dataclass(frozen=True)
class Latent:
    """One condition that nobody has stated, and that would make a deadlock: an act only after another event.

    Attributes:
        act: The act.
        awaited: What it would wait for.
        by: Whose act it is, where that is on record.
        kind: Of what kind the deadlock would be.
        readings: In which readings; empty where in all.
        is_own: Whether both are acts of one party.
    """

    act: str
    awaited: str
    by: str | None
    kind: Kind
    readings: tuple[str, ...]
    is_own: bool

    @property
    def text(self) -> str:
        """The condition in the language."""
        return f"{self.act} only after {self.awaited}"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "condition": self.text,
            "act": self.act,
            "awaited": self.awaited,
            "by": self.by,
            "kind": self.kind,
            "readings": list(self.readings),
            "is_own": self.is_own,
        }


@dataclass(frozen=True)
class Deadlocks:
    """What holds a goal up, in every reading of the parties' conditions, and what would.

    Attributes:
        goal: What is to happen.
        given: What holds whatever the parties want.
        taking_part: The conditions that were looked at, in every reading.
        by_reading: The result for each choice of the readings that matter, by their names; if none matters the only
            key is "".
        on_file: What is on file but takes no part, and would make a deadlock.
        latent: The single conditions nobody has stated that would make one.
        complete: Whether everything was looked at; else the time was over, or there were too many readings.
    """

    goal: tuple[Demand, ...]
    given: tuple[Demand, ...]
    taking_part: tuple[Named, ...]
    by_reading: Mapping[str, Deadlock]
    on_file: tuple[Closing, ...]
    latent: tuple[Latent, ...]
    complete: bool

    @property
    def is_deadlock(self) -> bool:
        """Whether there is a deadlock in some reading."""
        return any(one.is_deadlock for one in self.by_reading.values())

    def to_dict(self) -> dict[str, object]:
        """Everything as plain data."""
        return {
            "goal": [one.text for one in self.goal],
            "given": [one.text for one in self.given],
            "taking_part": [one.name for one in self.taking_part],
            "readings": {name: one.to_dict() for name, one in self.by_reading.items()},
            "on_file": [one.to_dict() for one in self.on_file],
            "latent": [one.to_dict() for one in self.latent],
            "complete": self.complete,
        }

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each knot in each reading, and one for each reading without any."""
        return [
            {
                "reading": reading,
                "deadlock": found.kind,
                "knot": None if knot is None else knot.kind,
                "conditions": [] if knot is None else [one.name for one in knot.conditions],
                "parties": [] if knot is None else list(knot.parties),
            }
            for reading, found in self.by_reading.items()
            for knot in found.knots or (None,)
        ]

    def _repr_html_(self) -> str:
        """A table for notebooks: of what kind the deadlock is in every reading, with its knots."""
        from conditions.deadlock.told import as_table

        return as_table(self)
