"""Whether the incidents of a scenario, and what it expects of obligations, fit its dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conditions.errors import Problem, did_you_mean
from conditions.model.dossier import Dossier
from conditions.model.findings import Finding, Path
from conditions.model.incidents import ExpectedDuty, Incident
from conditions.model.instruments import Obligation
from conditions.model.parts import repeated
from conditions.model.scenario import Scenario


def incident_problems(scenario: Scenario, dossier: Dossier) -> Iterator[Finding]:
    """Every name that leads nowhere."""
    checker = _Incidents(scenario, dossier)
    for number, incident in enumerate(scenario.incidents):
        yield from checker.incident(("incidents", number), incident)
    place = repeated(scenario.incident_names)
    if place is not None:
        message = f"two incidents are called `{scenario.incident_names[place]}`"
        problem = Problem("repeated-incident", message, hint="give one of them another `id`")
        yield Finding(("incidents", place, "id"), problem)
    yield from checker.expectations()


class _Incidents:
    """The obligations of a dossier, by what a scenario may call them."""

    def __init__(self, scenario: Scenario, dossier: Dossier) -> None:
        self.scenario, self.dossier = scenario, dossier
        self.groups = dossier.vocabulary.with_members(scenario.groups).groups
        self.named: dict[str, list[Obligation]] = {}
        for instrument_id, instrument in dossier.instruments.items():
            for name, owed in instrument.obligations.items():
                self.named.setdefault(name, []).append(owed)
                self.named[f"{instrument_id}.{name}"] = [owed]

    def incident(self, path: Path, incident: Incident) -> Iterator[Finding]:
        """Its kind, its place, and what was done after it."""
        kinds = dict.fromkeys(kind for several in self.named.values() for owed in several for kind in owed.trigger)
        if incident.incident not in {*kinds, "unknown"}:
            known = ", ".join(f"`{kind}`" for kind in kinds)
            hint = did_you_mean(incident.incident, kinds) or (f"the triggers are {known}" if known else _NO_TRIGGER)
            problem = Problem("unknown-incident", f"no obligation is triggered by `{incident.incident}`", hint=hint)
            yield Finding((*path, "incident"), problem)
        if incident.place is not None and incident.place not in self.dossier.zones:
            yield Finding((*path, "place"), _unknown("zone", incident.place, self.dossier.zones))
        for number, done in enumerate(incident.performed):
            place = (*path, "performed", number) if len(incident.performed) > 1 else (*path, "performed")
            if done.obligation not in self.named:
                yield Finding((*place, "obligation"), _unknown("obligation", done.obligation, self.named))
                continue
            owed = self.named[done.obligation]
            debtors = self._debtors(owed)
            for who in done.by if debtors is not None else ():
                if who not in (debtors or ()):
                    yield Finding((*place, "by"), _unknown("debtor", who, debtors or ()))
            if not done.by and any(one.together == "each" for each in owed for one in each.owing()):
                message = f"every debtor owes `{done.obligation}` for itself, so who performed it must be said"
                yield Finding(place, Problem("performed-by-whom", message, hint="name them in `by`"))

    def expectations(self) -> Iterator[Finding]:
        """Names in what is expected of obligations."""
        names = self.scenario.incident_names
        for name, expected in self.scenario.expect_obligations.items():
            path: Path = ("expect_obligations", name)
            if name not in names:
                yield Finding(path, _unknown("incident", name, names), at_key=True)
            if expected.every is not None:
                yield from self._expected(
                    path, expected.every, [one for several in self.named.values() for one in several]
                )
            for obligation, inner in expected.obligations.items():
                if obligation in self.named:
                    yield from self._expected((*path, obligation), inner, self.named[obligation])
                else:
                    yield Finding((*path, obligation), _unknown("obligation", obligation, self.named), at_key=True)

    def _expected(self, path: Path, expected: ExpectedDuty, owed: list[Obligation]) -> Iterator[Finding]:
        known = self._readings() if expected.readings else frozenset()
        for choice in expected.readings:
            for reading in (part.strip() for part in choice.split(",")):
                if reading not in known:
                    yield Finding((*path, choice), _unknown("reading", reading, sorted(known)), at_key=True)
        debtors = self._debtors(owed) if expected.debtors else None
        for name, inner in expected.debtors.items():
            if debtors is not None and name not in debtors:
                yield Finding((*path, "debtors", name), _unknown("debtor", name, debtors), at_key=True)
            yield from self._expected((*path, "debtors", name), inner, owed)

    def _readings(self) -> frozenset[str]:
        """The readings of ambiguities about zones, bare and with the id of the ambiguity."""
        found = (
            (name, reading)
            for name, ambiguity in self.dossier.ambiguities.items()
            if any(meaning.part_of or meaning.not_part_of for meaning in ambiguity.readings.values())
            for reading in ambiguity.readings
        )
        return frozenset(text for name, reading in found for text in (reading, f"{name}.{reading}"))

    def _debtors(self, owed: list[Obligation]) -> list[str] | None:
        """Everyone who owes, by the names of answers and of members; `None` where a group's members are not named."""
        found: list[str] = []
        for debtor in (debtor for one in owed for debtor in one.owing()):
            if debtor.name not in self.groups:
                found.append(debtor.name)
                continue
            members = self.groups[debtor.name]
            if members is None:
                return None
            found += [f"{debtor.together or 'all'} of {debtor.name}", *members]
        return list(dict.fromkeys(found))


_NO_TRIGGER = "name it as the `trigger` of an obligation of the dossier"


def _unknown(what: str, name: str, known: Iterable[str]) -> Problem:
    listed = list(known)
    hint = did_you_mean(name, listed) or (f"known are {', '.join(listed[:8])}" if listed else None)
    return Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint)


__all__ = ["incident_problems"]
