"""Whether an incident lies where an obligation holds, and what is open about that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from conditions import formula as core
from conditions.english import listing
from conditions.language.base import SAME_DAY, Words
from conditions.language.types import Moment
from conditions.model.instruments import Scope, ScopeZone
from conditions.model.statements import Ambiguity, Meaning
from conditions.obligations.grounds import Duty
from conditions.obligations.question import Question
from conditions.obligations.results import Ground
from conditions.obligations.territory import Lies, Spot, Territory
from conditions.records import dataclass
from conditions.truth import Truth, conjunction, disjunction


@dataclass(frozen=True)
class Places:
    """The territory of one obligation, seen from one incident, in one reading of what is open.

    Attributes:
        question: The incident.
        duty: The obligation.
        readings: The reading chosen for some ambiguities, by their ids.
    """

    question: Question
    duty: Duty
    readings: Mapping[str, str]

    @cached_property
    def territory(self) -> Territory:
        """The zones in this reading, worked out once for all obligations."""
        chosen = tuple(self.readings.items())
        if chosen not in self.question.territories:
            self.question.territories[chosen] = self._territory()
        return self.question.territories[chosen]

    def _territory(self) -> Territory:
        ambiguities = self.question.dossier.ambiguities
        meanings: tuple[Meaning, ...] = tuple(ambiguities[name].readings[one] for name, one in self.readings.items())
        zones = self.question.dossier.zones
        return Territory(zones, meanings, {name: self.question.label(name) for name in zones})

    @property
    def place(self) -> str:
        """What the place is called."""
        zone = self.question.incident.place
        if zone is not None:
            return self.question.label(zone)
        return "the place"

    def truth(self) -> Truth:
        """Whether the incident lies where the obligation holds: what its clauses come to, without their words."""
        scope = self.duty.owed.scope
        if scope is None or not (scope.within or scope.outside):
            return Truth.TRUE
        if self.question.spot == Spot():
            return Truth.UNKNOWN
        within = disjunction(one.truth for one in self._all_seen(scope.within)) if scope.within else Truth.TRUE
        return conjunction((within, *(~one.truth for one in self._all_seen(scope.outside))))

    def grounds(self) -> Iterator[Ground]:
        """The clauses on where the incident lies."""
        scope = self.duty.owed.scope
        if scope is None or not (scope.within or scope.outside):
            yield Ground("place", Truth.TRUE, "no limit of territory is named", self.duty.sources)
            return
        if self.question.spot == Spot():
            yield Ground("place", Truth.UNKNOWN, "where the incident happened is not known", self.duty.sources)
            return
        if scope.within:
            yield self._within(scope)
        yield from self._outside(scope)

    def _within(self, scope: Scope) -> Ground:
        """The incident lies in one of the zones."""
        seen = self._all_seen(scope.within)
        truth = disjunction(one.truth for one in seen)
        told = [one for one in seen if one.truth is truth]
        shown = told[:1] if truth is Truth.TRUE else told
        words = listing([one.told() for one in shown]) if truth is not Truth.FALSE else self._none_of(seen)
        return self._ground(truth, f"{self.place} {words}", shown)

    def _outside(self, scope: Scope) -> Iterator[Ground]:
        """The incident lies in none of the zones that are excepted."""
        seen = self._all_seen(scope.outside)
        for one in seen:
            if one.truth is not Truth.FALSE:
                yield self._ground(~one.truth, f"{self.place} {one.told(f'excepted{one.times}')}", [one])
        if seen and all(one.truth is Truth.FALSE for one in seen):
            yield self._ground(
                Truth.TRUE, f"{self.place} {self._none_of(seen)}, which {'are' if seen[1:] else 'is'} excepted", seen
            )

    def _none_of(self, seen: list[_Seen]) -> str:
        """That the place lies in none of some zones."""
        reasons = list(dict.fromkeys(one.told() for one in seen))
        plain = [one.zone.zone for one in seen if one.lies.truth is Truth.FALSE and not one.lies.settled]
        if len(plain) == len(seen) > 1:
            return f"is not named as part of {listing([self.question.label(zone) for zone in plain], 'or')}"
        return listing(reasons)

    def _ground(self, truth: Truth, words: str, seen: list[_Seen]) -> Ground:
        zones = [self.question.dossier.zones[one.zone.zone].source for one in seen]
        place = self.question.incident.place
        own = self.question.dossier.zones[place].source if place is not None else ()
        sources = dict.fromkeys((*(name for source in zones for name in source), *own, *self.duty.sources))
        ambiguities = dict.fromkeys(name for one in seen for name in one.ambiguities)
        if ambiguities and truth is Truth.UNKNOWN:
            questions = [f"{self.question.dossier.ambiguities[name].question} ({name})" for name in ambiguities]
            link = ": " if words.endswith("is open") else "; open: "
            words = f"{words}{link}{' '.join(questions)}"
        return Ground("place", truth, words, tuple(sources), tuple(ambiguities) if truth is Truth.UNKNOWN else ())

    # --- one zone -------------------------------------------------------------------

    def _all_seen(self, zones: tuple[ScopeZone, ...]) -> list[_Seen]:
        """Whether the incident lies in each of some zones.

        What the sources leave open of a place also opens what nobody says of it; but not where
        it already is why the place perhaps belongs to another of the zones.
        """
        found = [self._seen(zone) for zone in zones]
        known = {name for one in found for name in one.ambiguities}
        return [self._opened(one, known) for one in found]

    def _seen(self, zone: ScopeZone) -> _Seen:
        lies = self.territory.lies(self.question.spot, zone.zone)
        named = self._near(zone.zone) if lies.truth is Truth.UNKNOWN else ()
        return self._counted(zone, lies, named)

    def _opened(self, seen: _Seen, known: set[str]) -> _Seen:
        """The same where an ambiguity bears on both the place and the obligation or the zone."""
        if seen.lies.truth is not Truth.FALSE or seen.lies.settled:
            return seen
        named = tuple(name for name in self._bearing_on(seen.zone.zone) if name not in known)
        if not named:
            return seen
        words = f"may lie in {self.question.label(seen.zone.zone)}"
        return self._counted(seen.zone, Lies(Truth.UNKNOWN, words, "whether it does is open"), named)

    def _counted(self, zone: ScopeZone, lies: Lies, ambiguities: tuple[str, ...]) -> _Seen:
        """A zone may count for a time only."""
        if zone.since is None and zone.until is None:
            return _Seen(zone, lies, lies.truth, lies.but, ambiguities, "")
        counts = self.question.judge(self._counts(zone))
        but = lies.but
        if lies.truth is not Truth.FALSE and counts.truth is not Truth.TRUE:
            label = self.question.label(zone.zone)
            verb = "does not count that day" if counts.truth is Truth.FALSE else "may not count that day"
            told = f"{label} {verb} ({'; '.join(self.question.reasons(counts))})"
            but = f"{but}, and {told}" if but else told
        return _Seen(zone, lies, conjunction((lies.truth, counts.truth)), but, ambiguities, self._times(zone))

    def _counts(self, zone: ScopeZone) -> core.Formula:
        """The zone counts on the day of the incident."""
        parts: list[core.Formula] = []
        if zone.since is not None:
            parts.append(self._come(zone.since))
        if zone.until is not None:
            parts.append(core.Not(self._come(zone.until)))
        return parts[0] if len(parts) == 1 else core.All(tuple(parts))

    def _come(self, moment: Moment) -> core.Formula:
        return core.Within(self.question.at, self.question.scope.point(moment), least=SAME_DAY)

    def _times(self, zone: ScopeZone) -> str:
        words = Words(self.question.vocabulary)
        since = f" from {words.moment(zone.since)}" if zone.since is not None else ""
        return f"{since} until {words.moment(zone.until)}" if zone.until is not None else since

    # --- what is open ---------------------------------------------------------------

    def _bearing_on(self, zone: str) -> tuple[str, ...]:
        """Ambiguities without a chosen reading that bear on the place, and on the zone or the obligation."""
        place = self.question.incident.place
        subjects = {zone, self.duty.id, f"{self.duty.instrument_id}.{self.duty.id}", self.duty.instrument_id}
        return tuple(
            name for name, one in self._unchosen() if place in one.bears_on and subjects.intersection(one.bears_on)
        )

    def _near(self, zone: str) -> tuple[str, ...]:
        """Ambiguities that say why it is open whether the place lies in the zone."""
        place, known = self.question.incident.place, self.question.vocabulary
        # A zone may share its name with an issue, and the ambiguity be about that.
        wanted = {place} if zone in known.everything() else {place, zone}
        return tuple(
            name
            for name, one in self._unchosen()
            if wanted.intersection(one.bears_on) and _may_concern(one, place, zone)
        )

    def _unchosen(self) -> Iterator[tuple[str, Ambiguity]]:
        ambiguities = self.question.dossier.ambiguities
        return ((name, one) for name, one in ambiguities.items() if name not in self.readings)


def _may_concern(ambiguity: Ambiguity, place: str | None, zone: str) -> bool:
    """Whether an ambiguity is about these two, as far as its readings name zones."""
    said = [
        pair
        for meaning in ambiguity.readings.values()
        for zones in (meaning.part_of, meaning.not_part_of)
        for pair in zones.items()
    ]
    return not said or any(place == inner and zone in wider for inner, wider in said)


@dataclass(frozen=True)
class _Seen:
    """One zone of a scope, and whether the incident lies in it."""

    zone: ScopeZone
    lies: Lies
    truth: Truth
    but: str
    ambiguities: tuple[str, ...]
    times: str

    def told(self, role: str = "") -> str:
        """Why it lies there or not, with the part that the zone has in the scope."""
        head = self.lies.why
        if head.endswith("itself"):
            head = f"{head} {role or 'where it holds'}"
        elif role:
            head = f"{head}, which is {role}"
        return f"{head}; {self.but}" if self.but else head


__all__ = ["Places"]
