"""Which positions count on a day: from their first day to what ends them, on what was reported, and by whom.

A position counts from its first day, included, until its own last day, a newer position that
replaces it, or its withdrawal, excluded. What another party says of it, or a newspaper, is an
account: it takes part only where that account is asked for. Uncertain days make a position
*possibly* in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Final, Literal, NamedTuple, TypeAlias

from conditions.dates import PartialDate
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, Level, Position, Relation
from conditions.model.statements import Claim, Statement, tellers
from conditions.records import dataclass
from conditions.truth import Truth, conjunction, disjunction

How: TypeAlias = Literal["until", "withdrawn", "claimed"] | Relation
"""What ends a position: its own last day, a withdrawal, a claim that it ended, or a newer one in some relation."""

MOST_DOUBTS: Final = 10
"""Most doubtful days of which every combination is looked at; beyond, each doubtful position is looked at alone."""


@dataclass(frozen=True)
class Evidence:
    """What counts as told.

    Attributes:
        known_at: Only what had been reported by the end of this day; `None` for everything.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken.
        level: The least firm level at which a newer position replaces an older one.
    """

    known_at: date | None = None
    accounts: tuple[str, ...] = ()
    level: Level = "reported"


class Ending(NamedTuple):
    """Something that ends a position, or is said to.

    Attributes:
        how: In which way.
        by: Id of the newer position, of the statement or of the claim; empty for the position's own `until`.
        day: The first day on which it no longer counts; `None` where that is not said.
        told_by: Whose account it is; empty where the party itself is on record.
        known: Whether it had been reported by the day asked for.
        counts: Whether it takes effect: it is on record, or on an account asked for, and firm enough.
    """

    how: How
    by: str
    day: PartialDate | None
    told_by: tuple[str, ...] = ()
    known: Truth = Truth.TRUE
    counts: bool = True


@dataclass(frozen=True)
class Standing:
    """How a position stands on a day.

    Attributes:
        in_force: Whether it counts.
        begun: Whether its first day has come, and it had been reported.
        ended: Whether its own last day or a withdrawal has come; newer positions are `replaced_by`.
        known: Whether it had been reported by the day asked for.
        told_by: Whose account it is; empty where the party's own word is on record, or nobody's.
        admitted: It is on record, or on an account asked for.
        endings: Everything that ends it, or is said to, whether or not that counts.
        replaced_by: Newer positions that end it from their first day, however many steps away, as far as they count.
        denied_by: Statements that deny that it was ever held.
    """

    in_force: Truth
    begun: Truth = Truth.TRUE
    ended: Truth = Truth.FALSE
    known: Truth = Truth.TRUE
    told_by: tuple[str, ...] = ()
    admitted: bool = True
    endings: tuple[Ending, ...] = ()
    replaced_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


def in_force(since: PartialDate | None, until: PartialDate | None, day: date | None) -> Truth:
    """Whether a position counts on a day: from its first day, included, until its last, excluded.

    Without a day: whether the record leaves it standing at the end.
    """
    return conjunction((_begun(since, day), ~_ended(until, day)))


def reached(start: PartialDate | None, day: date) -> Truth:
    """Whether a day has come by the end of another; unknown where it is not said."""
    if start is None:
        return Truth.UNKNOWN
    if start.earliest is not None and day < start.earliest:
        return Truth.FALSE
    return Truth.TRUE if start.latest is not None and day >= start.latest else Truth.UNKNOWN


def _begun(since: PartialDate | None, day: date | None) -> Truth:
    return Truth.TRUE if since is None or day is None else reached(since, day)


def _ended(until: PartialDate | None, day: date | None) -> Truth:
    return Truth.of(until is not None) if until is None or day is None else reached(until, day)


class Record:
    """The conditions or the terms of a dossier with all that ends them, on some evidence."""

    def __init__(self, dossier: Dossier, positions: Mapping[str, Position], evidence: Evidence) -> None:
        self.dossier: Dossier = dossier
        self.positions: Mapping[str, Position] = positions
        self.evidence: Evidence = evidence
        self._endings: dict[str, list[Ending]] = {}
        self._denials: dict[str, list[str]] = {}
        for name, position in positions.items():
            for how, _, older in position.replaces():
                self._add(older, self._replacement(name, position, how))
        for name, statement in dossier.statements.items():
            for withdrawn in statement.withdraws:
                self._add(withdrawn, self._withdrawal(name, statement, withdrawn))
            for denied in statement.denies:
                if self._reported(statement) is not Truth.FALSE:
                    self._denials.setdefault(denied, []).append(name)
        for name, claim in dossier.claims.items():
            for ended in claim.ends if claim.kind == "assertion" else ():
                self._add(ended, self._claim(name, claim, ended))

    def _add(self, position: str, ending: Ending | None) -> None:
        if ending is not None:
            self._endings.setdefault(position, []).append(ending)

    def standing(self, name: str, day: date | None) -> Standing:
        """How a position stands on a day; without a day, at the end of the record."""
        position = self.positions[name]
        told_by = tellers(self.dossier.statements, position.sources(), position.party)
        endings = tuple(self._endings.get(name, ()))
        known = self.known(position.sources(), position.party)
        begun = conjunction((known, _begun(position.since, day)))
        effective = [one for one in endings if one.counts]
        ended = disjunction(
            (_ended(position.until, day), *(_over(one, day) for one in effective if not _is_newer(one)))
        )
        replaced = self._newer(name)
        over = disjunction((ended, *(_over(one, day) for one in replaced.values())))
        if position.until is not None:
            endings = (Ending("until", "", position.until), *endings)
        return Standing(
            in_force=conjunction((begun, ~over)),
            begun=begun,
            ended=ended,
            known=known,
            told_by=told_by,
            admitted=self.admits(told_by),
            endings=endings,
            replaced_by=tuple(replaced),
            denied_by=tuple(self._denials.get(name, ())),
        )

    def _newer(self, name: str) -> dict[str, Ending]:
        """The newer positions that end a position, however many steps away: each ends all that came before it."""
        found: dict[str, Ending] = {}
        edge = [name]
        while edge:
            newer = [one for one in self._endings.get(edge.pop(), ()) if one.counts and _is_newer(one)]
            edge += [one.by for one in newer if one.by not in found]
            found |= {one.by: one for one in newer}
        return found

    def known(self, sources: Iterable[str], party: str) -> Truth:
        """Whether one of these statements of or about a party had been reported by the day asked for.

        What rests on no statement has no day of report, so it is unknown.
        """
        if self.evidence.known_at is None:
            return Truth.TRUE
        said = [self.dossier.statements[name] for name in sources]
        taken = [one for one in said if party in one.parties or self.admits(one.on_behalf_of())]
        return disjunction(self._reported(one) for one in taken or said) if said else Truth.UNKNOWN

    def _reported(self, statement: Statement) -> Truth:
        known_at = self.evidence.known_at
        return Truth.TRUE if known_at is None else reached(statement.reported or statement.said, known_at)

    def admits(self, told_by: tuple[str, ...]) -> bool:
        """Whether something counts, given whose account it is."""
        return not told_by or any(teller in self.evidence.accounts for teller in told_by)

    # --- what ends a position -----------------------------------------------

    def _replacement(self, name: str, newer: Position, how: Relation) -> Ending:
        told_by = tellers(self.dossier.statements, newer.sources(), newer.party)
        firm = LEVELS.index(newer.level) <= LEVELS.index(self.evidence.level)
        known = self.known(newer.sources(), newer.party)
        return Ending(how, name, newer.since, told_by, known, counts=firm and self.admits(told_by))

    def _withdrawal(self, name: str, statement: Statement, position: str) -> Ending | None:
        if position not in self.positions:
            return None
        own = self.positions[position].party in statement.parties
        told_by = () if own else statement.on_behalf_of()
        known = self._reported(statement)
        return Ending("withdrawn", name, statement.said, told_by, known, self.admits(told_by))

    def _claim(self, name: str, claim: Claim, position: str) -> Ending | None:
        if position not in self.positions:
            return None
        party = self.positions[position].party
        told_by = tellers(self.dossier.statements, claim.source, party)
        known = self.known(claim.source, party)
        return Ending("claimed", name, day_of(claim, self.dossier), told_by, known, self.admits(told_by))


def day_of(claim: Claim, dossier: Dossier) -> PartialDate | None:
    """When a claim says that something changed: the day it gives, else when it was first made."""
    if claim.when is not None:
        return claim.when
    said = [day for name in claim.source if (day := dossier.statements[name].said) is not None]
    return min(said, key=lambda day: day.bounds, default=None)


def _is_newer(ending: Ending) -> bool:
    return ending.how not in ("until", "withdrawn", "claimed")


def _over(ending: Ending, day: date | None) -> Truth:
    """Whether an ending has come by a day; without a day, whether it is on record."""
    return ending.known if day is None else conjunction((ending.known, reached(ending.day, day)))


# --- what may be in force together ----------------------------------------------


def line_ups(standings: Mapping[str, Standing]) -> tuple[frozenset[str], ...]:
    """Every set of positions that may be in force together, as far as their days leave that open.

    A position and the one that replaces it are never in force together, and one of the two is.

    Args:
        standings: All positions of one party.
    """
    doubts = list(_doubts(standings))
    if len(doubts) > MOST_DOUBTS:
        certain = frozenset(name for name, one in standings.items() if one.in_force is Truth.TRUE)
        alone = (certain | {name} for name, one in standings.items() if one.in_force is Truth.UNKNOWN)
        return (certain, *alone)
    found = (
        _line_up(standings, dict(zip(doubts, choice, strict=True)))
        for choice in product((True, False), repeat=len(doubts))
    )
    return tuple(dict.fromkeys(found))


Doubt: TypeAlias = tuple[Literal["begun", "ended"], str]
"""A question about a position that its days leave open."""


def _doubts(standings: Mapping[str, Standing]) -> Iterator[Doubt]:
    """What is open about positions that are possibly in force, and about those that replace them."""
    open_ = {name: one for name, one in standings.items() if one.in_force is Truth.UNKNOWN}
    newer = {name for one in open_.values() for name in one.replaced_by}
    for name, one in standings.items():
        if one.begun is Truth.UNKNOWN and (name in open_ or name in newer):
            yield "begun", name
        if one.ended is Truth.UNKNOWN and name in open_:
            yield "ended", name


def _line_up(standings: Mapping[str, Standing], chosen: Mapping[Doubt, bool]) -> frozenset[str]:
    def so(question: Literal["begun", "ended"], name: str) -> bool:
        known: Truth = getattr(standings[name], question)
        return chosen.get((question, name), known is Truth.TRUE)

    return frozenset(
        name
        for name, one in standings.items()
        if so("begun", name) and not so("ended", name) and not any(so("begun", newer) for newer in one.replaced_by)
    )
