"""Whether everything that a dossier names is there: parties, sources, zones, and every name in a condition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from conditions.errors import Problem, did_you_mean
from conditions.language.base import mentioned
from conditions.language.groups import Members
from conditions.language.membership import changes
from conditions.model.definitions import unsound_definitions
from conditions.model.fact_references import fact_problems
from conditions.model.findings import Finding, Path
from conditions.model.instrument_references import Instruments, States
from conditions.model.lookup import Lookup
from conditions.model.moments import moment_problems, unsound
from conditions.model.positions import Position
from conditions.model.relations import relation_problems
from conditions.model.territory_references import Territory
from conditions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from conditions.model.dossier import Dossier


MOST_NAMES: Final = 20_000
"""Most events and facts that groups multiply into."""
MOST_QUESTIONS: Final = 200_000
"""Most members that all conditions together ask about."""


def reference_problems(
    parts: Dossier, vocabulary: Vocabulary, broken: Mapping[str, frozenset[str]] | None = None
) -> Iterator[Finding]:
    """Every name that leads nowhere, in the order of the sections.

    Args:
        parts: The dossier, or its sound parts.
        vocabulary: The names its conditions may use.
        broken: Per section, ids whose own definition has a mistake; naming them is no further mistake.
    """
    return _Checker(parts, vocabulary, broken or {}).findings()


def size_problems(
    parts: Dossier, groups: Mapping[str, tuple[str, ...] | None], at: Callable[[str, str], Path] | None = None
) -> Iterator[Finding]:
    """What would make more events, facts and questions than anyone means.

    Args:
        parts: The dossier.
        groups: The groups with their members, those that a scenario names among them.
        at: Where to report a group's size, given a section and a name; by default where it multiplies.
    """
    count = 0
    for section in ("events", "facts"):
        for name, part in getattr(parts, section).items():
            count += len(groups.get(part.each) or ()) if part.each else 0
            if count > MOST_NAMES:
                message = f"with this there are more than {MOST_NAMES:,} events and facts of group members"
                path = at(section, name) if at else (section, name, "each")
                yield Finding(path, Problem("too-many-names", message, hint="make the group smaller"))
                return
    largest = max((len(members or ()) * _periods(parts, name) for name, members in groups.items()), default=0)
    if largest * len(parts.conditions) <= MOST_QUESTIONS:
        return
    count = 0
    for name, condition in parts.conditions.items():
        for clause in condition.clauses().values():
            asked = (part.group for part in mentioned(clause) if isinstance(part, Members))
            count += sum(len(groups.get(group) or ()) * _periods(parts, group) for group in asked)
        if count > MOST_QUESTIONS:
            message = f"with this condition more than {MOST_QUESTIONS:,} members are asked about"
            yield Finding(
                at("conditions", name) if at else ("conditions", name),
                Problem("too-many-questions", message, hint="make the groups smaller"),
                at_key=True,
            )
            return


def _periods(parts: Dossier, group: str) -> int:
    """How often a formula asks about each member, since other members join or leave."""
    return 1 + 2 * len(changes(parts.groups[group].memberships)) if group in parts.groups else 1


_BARE: Final = ("events", "ladders", "moments", "facts")
"""The sections whose names conditions mention bare."""
LABELLED: Final = (
    *("parties", "groups", "events", "ladders", "moments", "facts"),
    *("conditions", "terms", "waivers", "states", "instruments", "goals"),
)
"""The sections whose entries have labels in other languages by their bare name; a zone may be named as a ladder is."""


class _Checker(Lookup):
    """One pass over the parts of a dossier."""

    def findings(self) -> Iterator[Finding]:
        yield from self._names()
        yield from self._refused()
        yield from self._moments()
        yield from self._steps()
        yield from States(self.parts, self.vocabulary, self.broken).findings()
        for section in ("groups", "events", "ladders", "moments", "facts", "zones", "states"):
            for name, part in getattr(self.parts, section).items():
                yield from self.sources((section, name), part.source)
        for name, event in self.parts.events.items():
            yield from self.one("party", self.parts.parties, event.by, ("events", name, "by"))
        for section in ("events", "facts"):
            for name, part in getattr(self.parts, section).items():
                yield from self.one("group", self.parts.groups, part.each, (section, name, "each"))
        yield from fact_problems(self.parts.facts, self.broken.get("facts", frozenset()))
        territory = Territory(self.parts, self.vocabulary, self.broken)
        yield from territory.findings()
        for name, statement in self.parts.statements.items():
            yield from self.many("party", self.parts.parties, statement.parties, ("statements", name, "for"))
        yield from self._positions()
        yield from relation_problems(self.parts, self.broken)
        yield from self._preferences()
        yield from self._goals()
        yield from self._claims()
        yield from territory.readings()
        yield from Instruments(self.parts, self.vocabulary, self.broken).findings()
        for number, left_out in enumerate(self.parts.not_encoded):
            yield from self.one("statement", self.parts.statements, left_out.source, ("not_encoded", number, "source"))
        yield from self._labels()

    def _names(self) -> Iterator[Finding]:
        """One name may stand for one thing only, since conditions mention it bare."""
        seen: dict[str, str] = {}
        for section in _BARE:
            for name in getattr(self.parts, section):
                if name in seen:
                    message = f"`{name}` is defined in `{seen[name]}` and in `{section}`"
                    problem = Problem("ambiguous-name", message, hint="give one of them another name")
                    related = (("it is first defined here", (seen[name], name)),)
                    yield Finding((section, name), problem, at_key=True, related=related)
                seen.setdefault(name, section)

    def _moments(self) -> Iterator[Finding]:
        """Definitions that lead nowhere, or back to themselves."""
        refused = dict(unsound(self.parts.moments, self.vocabulary))
        if refused:
            self.vocabulary = replace(self.vocabulary, broken=self.vocabulary.broken.union(refused))
        yield from (Finding(("moments", name), problem) for name, problem in refused.items())
        sound = {name: moment for name, moment in self.parts.moments.items() if name not in refused}
        yield from moment_problems(sound, self.vocabulary)

    def _refused(self) -> list[Finding]:
        """What is defined through itself; it counts as broken from now on."""
        found = list(unsound_definitions(self.parts))
        if found:
            broken = self.vocabulary.broken.union(name for _, name, _ in found)
            self.vocabulary = replace(self.vocabulary, broken=broken)
        return [Finding((section, name), problem, at_key=True) for section, name, problem in found]

    def _steps(self) -> Iterator[Finding]:
        """Moments from which a number has another value, and that lead nowhere."""
        for name, fact in self.parts.facts.items():
            for number, step in enumerate(fact.steps):
                yield from self.moment(("facts", name, "steps", number, "from"), step.since)

    def _positions(self) -> Iterator[Finding]:
        for section in ("conditions", "terms"):
            positions: Mapping[str, Position] = getattr(self.parts, section)
            for name, position in positions.items():
                path = (section, name)
                yield from self.one("party", self.parts.parties, position.party, (*path, "party"))
                yield from self.sources(path, position.source)
                yield from self._period(path, position)
                if position.condition is not None:
                    yield from self.clause((*path, "condition"), position.condition)
                for reading, meaning in (position.readings or {}).items():
                    yield from self.clause((*path, "readings", reading), meaning.condition)
                    yield from self.sources((*path, "readings", reading), meaning.source)

    def _period(self, path: Path, position: Position) -> Iterator[Finding]:
        since, until = position.since, position.until
        if since and until and since.earliest and until.latest and since.earliest >= until.latest:
            message = f"the position ends (`{until.text}`) before it begins (`{since.text}`)"
            hint = "`until` is the first day on which it no longer counts"
            yield Finding((*path, "until"), Problem("position-ends-early", message, hint=hint))

    def _preferences(self) -> Iterator[Finding]:
        for party, listed in self.parts.preferences.items():
            for finding in self.one("party", self.parts.parties, party, ("preferences", party)):
                yield finding._replace(at_key=True)
            for number, preference in enumerate(listed):
                path = ("preferences", party, number)
                yield from self.clause((*path, "prefers"), preference.prefers)
                yield from self.sources(path, preference.source)

    def _goals(self) -> Iterator[Finding]:
        for name, goal in self.parts.goals.items():
            if name in self.vocabulary.events or any(name in getattr(self.parts, one) for one in _BARE):
                hint = "give the goal another name, such as one with a hyphen"
                message = f"`{name}` is a goal, and something that conditions mention"
                problem = Problem("ambiguous-name", message, hint=hint)
                yield Finding(("goals", name), problem, at_key=True)
            for field, clauses in (("reach", goal.reach), ("given", goal.given)):
                for number, clause in enumerate(clauses):
                    path = ("goals", name, field)
                    yield from self.clause((*path, number) if len(clauses) > 1 else path, clause)
            yield from self.sources(("goals", name), goal.source)

    def _labels(self) -> Iterator[Finding]:
        """Labels in other languages of what the dossier does not name."""
        if not self.parts.labels:
            return
        known = {name for section in LABELLED for name in getattr(self.parts, section)}
        known |= {f"{name}.{rung}" for name, ladder in self.parts.ladders.items() for rung in ladder.rungs}
        known |= {f"zones.{name}" for name in (*self.parts.zones, *self.broken.get("zones", ()))}
        known |= {name for section in LABELLED for name in self.broken.get(section, ())}
        for language, labels in self.parts.labels.items():
            for name in labels:
                if name not in known:
                    hint = (
                        did_you_mean(name, known)
                        or "name a part of the dossier, a rung `ladder.rung`, a zone `zones.name`"
                    )
                    problem = Problem("unknown-name", f"the dossier names no `{name}`", hint=hint)
                    yield Finding(("labels", language, name), problem, at_key=True)

    def _claims(self) -> Iterator[Finding]:
        for name, claim in self.parts.claims.items():
            yield from self.sources(("claims", name), claim.source)
            yield from self.many("claim", self.parts.claims, claim.contradicts, ("claims", name, "contradicts"))
        for name, ambiguity in self.parts.ambiguities.items():
            yield from self.sources(("ambiguities", name), ambiguity.source)
            for reading, meaning in ambiguity.readings.items():
                yield from self.sources(("ambiguities", name, "readings", reading), meaning.source)


__all__ = ["LABELLED", "reference_problems"]
