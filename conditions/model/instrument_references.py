"""Whether everything is there that states, instruments and obligations name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from conditions.errors import Problem
from conditions.formula import Day
from conditions.language.base import Scope
from conditions.language.names import no_event
from conditions.model.findings import Finding, Path
from conditions.model.instruments import Instrument, Obligation
from conditions.model.lookup import Lookup, noted
from conditions.model.states import State, Suspension

_SOME_DAY: Final = Day(date(2000, 1, 1))


class States(Lookup):
    """One pass over the states of a dossier."""

    def findings(self) -> Iterator[Finding]:
        """States that are instruments too, and definitions that lead nowhere."""
        for name, state in self.parts.states.items():
            if name in self.parts.instruments:
                message = f"`{name}` is defined in `states` and in `instruments`"
                problem = Problem("ambiguous-name", message, hint="give one of them another name")
                related = (("it is defined here too", ("instruments", name)),)
                yield Finding(("states", name), problem, at_key=True, related=related)
            yield from self._definition(("states", name), state)

    def _definition(self, path: Path, state: State) -> Iterator[Finding]:
        yield from self.moment((*path, "start"), state.start)
        yield from self.moment((*path, "end"), state.end)
        yield from suspensions(self, path, state.suspended)
        if state.only_if is not None:
            scope = Scope(self.vocabulary)
            state.only_if.lower(scope.judged_at(Scope(self.vocabulary).point(state.start)))
            yield from noted((*path, "only_if"), scope)
        if state.void_if is not None:
            yield from self.clause((*path, "void_if"), state.void_if)


def suspensions(lookup: Lookup, path: Path, times: tuple[Suspension, ...]) -> Iterator[Finding]:
    """Mistakes in the moments of suspensions."""
    for number, time in enumerate(times):
        place = (*path, "suspended", number) if len(times) > 1 else (*path, "suspended")
        yield from lookup.moment((*place, "from"), time.since)
        yield from lookup.moment((*place, "until"), time.until)


class Instruments(Lookup):
    """One pass over the instruments of a dossier."""

    def findings(self) -> Iterator[Finding]:
        """Every name that leads nowhere."""
        for name, instrument in self.parts.instruments.items():
            yield from self._instrument(("instruments", name), instrument)

    def _instrument(self, path: Path, instrument: Instrument) -> Iterator[Finding]:
        yield from self.sources(path, instrument.source)
        if instrument.in_force is not None:
            scope = Scope(self.vocabulary)
            # It is judged on a day, whichever that is.
            instrument.in_force.lower(scope.judged_at(_SOME_DAY))
            yield from noted((*path, "in_force"), scope)
        for name, obligation in instrument.obligations.items():
            yield from self._obligation((*path, "obligations", name), obligation)

    def _obligation(self, path: Path, obligation: Obligation) -> Iterator[Finding]:
        yield from self.sources(path, obligation.source)
        yield from self.one("party", self._actors(), obligation.creditor, (*path, "to"))
        for number, debtor in enumerate(obligation.owing()):
            known = self.parts.groups if debtor.together else self._actors()
            place = (*path, "debtors", number) if len(obligation.debtors) > 1 else (*path, "debtors")
            yield from self.one("debtor", known, debtor.name, place, section="groups")
        yield from self._scope(path, obligation)
        yield from suspensions(self, path, obligation.suspended)
        yield from self.moment((*path, "until"), obligation.until)
        yield from self.moment((*path, "discharged"), obligation.discharged)
        event, known_names = obligation.performance, self.vocabulary
        if event is not None and event not in known_names.events and event not in known_names.families:
            yield Finding((*path, "performance"), no_event(event, known_names), event.span)

    def _scope(self, path: Path, obligation: Obligation) -> Iterator[Finding]:
        for field, number, count, zone in obligation.scope.zones() if obligation.scope is not None else ():
            place: Path = (*path, "scope", field, number) if count > 1 else (*path, "scope", field)
            yield from self.one("zone", self.parts.zones, zone.zone, (*place, "zone"))
            yield from self.moment((*place, "from"), zone.since)
            yield from self.moment((*place, "until"), zone.until)

    def _actors(self) -> dict[str, object]:
        members = [member for group in self.parts.groups.values() for member in group.codes or ()]
        return {**self.parts.parties, **self.parts.groups, **dict.fromkeys(members)}
