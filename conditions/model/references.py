"""Whether everything that a dossier names is there: parties, sources, zones, and every name in a condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from conditions.errors import Problem, did_you_mean
from conditions.language.base import Kind, Scope, mentioned
from conditions.language.groups import Members
from conditions.language.membership import changes
from conditions.language.types import Span
from conditions.model.findings import Finding, Path
from conditions.model.moments import moment_problems, unsound
from conditions.model.instruments import Instrument, Obligation
from conditions.model.positions import Position
from conditions.model.relations import relation_problems
from conditions.model.states import state_problems, unsound_states
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


class _Checker:
    """One pass over the parts of a dossier."""

    def __init__(self, parts: Dossier, vocabulary: Vocabulary, broken: Mapping[str, frozenset[str]]) -> None:
        self.parts, self.vocabulary, self.broken = parts, vocabulary, broken

    def findings(self) -> Iterator[Finding]:
        yield from self._names()
        refused = self._refused_states()
        yield from refused
        yield from self._moments()
        yield from self._states()
        for section in ("groups", "events", "ladders", "moments", "facts", "zones", "states"):
            for name, part in getattr(self.parts, section).items():
                yield from self._sources((section, name), part.source)
        for name, event in self.parts.events.items():
            yield from self._one("party", self.parts.parties, event.by, ("events", name, "by"))
        for section in ("events", "facts"):
            for name, part in getattr(self.parts, section).items():
                yield from self._one("group", self.parts.groups, part.each, (section, name, "each"))
        for name, zone in self.parts.zones.items():
            yield from self._many("zone", self.parts.zones, zone.part_of, ("zones", name, "part_of"))
            yield from self._many("zone", self.parts.zones, zone.near, ("zones", name, "near"))
        yield from self._circles()
        for name, statement in self.parts.statements.items():
            yield from self._many("party", self.parts.parties, statement.parties, ("statements", name, "for"))
        yield from self._positions()
        yield from relation_problems(self.parts, self.broken)
        yield from self._claims()
        for name, instrument in self.parts.instruments.items():
            yield from self._instrument(("instruments", name), instrument)
        for number, left_out in enumerate(self.parts.not_encoded):
            yield from self._one("statement", self.parts.statements, left_out.source, ("not_encoded", number, "source"))

    def _names(self) -> Iterator[Finding]:
        """One name may stand for one thing only, since conditions mention it bare."""
        seen: dict[str, str] = {}
        for section in ("events", "ladders", "moments", "facts"):
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

    def _refused_states(self) -> list[Finding]:
        """States and instruments whose definitions lead back to themselves; they count as broken from now on."""
        if not self.parts.states:
            return []
        found = list(unsound_states(self.parts))
        if found:
            broken = self.vocabulary.broken.union(name for _, name, _ in found)
            self.vocabulary = replace(self.vocabulary, broken=broken)
        return [Finding((section, name), problem, at_key=True) for section, name, problem in found]

    def _states(self) -> Iterator[Finding]:
        """States that are instruments too, and definitions that lead nowhere."""
        for name in self.parts.states:
            if name in self.parts.instruments:
                message = f"`{name}` is defined in `states` and in `instruments`"
                related = (("it is defined here too", ("instruments", name)),)
                hint = "give one of them another name"
                yield Finding(("states", name), Problem("ambiguous-name", message, hint=hint), at_key=True, related=related)
        yield from state_problems(self.parts.states, self.vocabulary)

    def _positions(self) -> Iterator[Finding]:
        for section in ("conditions", "terms"):
            positions: Mapping[str, Position] = getattr(self.parts, section)
            for name, position in positions.items():
                path = (section, name)
                yield from self._one("party", self.parts.parties, position.party, (*path, "party"))
                yield from self._sources(path, position.source)
                yield from self._period(path, position)
                if position.condition is not None:
                    yield from self.clause((*path, "condition"), position.condition)
                for reading, meaning in (position.readings or {}).items():
                    yield from self.clause((*path, "readings", reading), meaning.condition)
                    yield from self._sources((*path, "readings", reading), meaning.source)

    def _period(self, path: Path, position: Position) -> Iterator[Finding]:
        since, until = position.since, position.until
        if since and until and since.earliest and until.latest and since.earliest >= until.latest:
            message = f"the position ends (`{until.text}`) before it begins (`{since.text}`)"
            hint = "`until` is the first day on which it no longer counts"
            yield Finding((*path, "until"), Problem("position-ends-early", message, hint=hint))

    def clause(self, path: Path, clause: Kind) -> Iterator[Finding]:
        """Mistakes in the names and types of one clause."""
        scope = Scope(self.vocabulary)
        clause.lower(scope)
        seen: set[tuple[Problem, Span | None]] = set()
        for problem, span in scope.mistakes:
            if (problem, span) not in seen:
                seen.add((problem, span))
                yield Finding(path, problem, span)

    def _claims(self) -> Iterator[Finding]:
        for name, claim in self.parts.claims.items():
            yield from self._sources(("claims", name), claim.source)
            yield from self._many("claim", self.parts.claims, claim.contradicts, ("claims", name, "contradicts"))
        for name, ambiguity in self.parts.ambiguities.items():
            yield from self._sources(("ambiguities", name), ambiguity.source)
            for reading, meaning in ambiguity.readings.items():
                yield from self._sources(("ambiguities", name, "readings", reading), meaning.source)

    def _instrument(self, path: Path, instrument: Instrument) -> Iterator[Finding]:
        yield from self._sources(path, instrument.source)
        if instrument.in_force is not None:
            yield from self.clause((*path, "in_force"), instrument.in_force)
        for name, obligation in instrument.obligations.items():
            yield from self._obligation((*path, "obligations", name), obligation)

    def _obligation(self, path: Path, obligation: Obligation) -> Iterator[Finding]:
        yield from self._sources(path, obligation.source)
        yield from self._one("party", self._actors(), obligation.creditor, (*path, "to"))
        for number, debtor in enumerate(obligation.debtors):
            name = debtor.split(" of ")[-1].strip() if debtor.startswith(("each of ", "all of ", "any of ")) else debtor
            known = self.parts.groups if name != debtor else self._actors()
            place = (*path, "debtors", number) if len(obligation.debtors) > 1 else (*path, "debtors")
            yield from self._one("debtor", known, name, place, section="groups")
        if obligation.scope is not None:
            for field, zones in (("within", obligation.scope.within), ("except", obligation.scope.outside)):
                yield from self._many("zone", self.parts.zones, zones, (*path, "scope", field))

    def _actors(self) -> dict[str, object]:
        members = [member for group in self.parts.groups.values() for member in group.codes or ()]
        return {**self.parts.parties, **self.parts.groups, **dict.fromkeys(members)}

    def _circles(self) -> Iterator[Finding]:
        """A zone cannot be part of itself, however many steps away."""
        zones, done = self.parts.zones, set[str]()
        for start in zones:
            way: dict[str, Iterator[str]] = {}
            here: str | None = None if start in done else start
            while here is not None:
                steps = way.setdefault(here, iter(zones[here].part_of))
                wider = next((one for one in steps if one in zones and one not in done), None)
                if wider is None:
                    done.add(here)
                    del way[here]
                    here = next(reversed(way), None)
                elif wider in way:
                    circle = [*way][[*way].index(wider) :]
                    shown = [*circle, wider] if len(circle) < 8 else [*circle[:4], "…", circle[-1], wider]
                    message = f"`{wider}` is part of itself: {' → '.join(shown)}"
                    path: Path = ("zones", here, "part_of")
                    if len(zones[here].part_of) > 1:
                        path = (*path, zones[here].part_of.index(wider))
                    yield Finding(path, Problem("zone-circle", message, hint="delete one of the steps"))
                else:
                    here = wider

    def _sources(self, path: Path, sources: tuple[str, ...]) -> Iterator[Finding]:
        yield from self._many("statement", self.parts.statements, sources, (*path, "source"))

    def _many(self, what: str, known: Iterable[str], names: tuple[str, ...], path: Path) -> Iterator[Finding]:
        for number, name in enumerate(names):
            yield from self._one(what, known, name, (*path, number) if len(names) > 1 else path)

    def _one(
        self, what: str, known: Iterable[str], name: str | None, path: Path, section: str | None = None
    ) -> Iterator[Finding]:
        if name is None or name in known or name in self.broken.get(section or _SECTION[what], frozenset()):
            return
        hint = did_you_mean(name, known) or f"add it to `{section or _SECTION[what]}`"
        yield Finding(path, Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint))


_SECTION = {
    "party": "parties",
    "group": "groups",
    "zone": "zones",
    "statement": "statements",
    "claim": "claims",
    "debtor": "groups",
}

__all__ = ["reference_problems"]
