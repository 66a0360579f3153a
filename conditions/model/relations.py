"""Whether positions can replace, end and deny each other as a dossier says: parties, days, circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeAlias

from conditions.dates import PartialDate
from conditions.errors import Problem, did_you_mean
from conditions.model.findings import Finding, Path
from conditions.model.positions import Position, Waiver
from conditions.model.statements import Statement, tellers

if TYPE_CHECKING:
    from conditions.model.dossier import Dossier

Broken: TypeAlias = Mapping[str, frozenset[str]]

_SINGULAR: Final = {"conditions": "condition", "terms": "term"}


def relation_problems(parts: Dossier, broken: Broken) -> Iterator[Finding]:
    """Everything that cannot be so about positions that replace each other, and about what ends them.

    Args:
        parts: The dossier, or its sound parts.
        broken: Per section, ids whose own definition has a mistake; naming them is no further mistake.
    """
    if parts.conditions or parts.terms:
        for section in ("conditions", "terms"):
            yield from _Relations(parts, section, broken.get(section, frozenset())).findings()
    yield from _spoken_of(parts, broken)
    lost = broken.get("conditions", frozenset())
    for name, waiver in parts.waivers.items():
        yield from waiver_problems(("waivers", name), waiver, parts, lost)


class _Relations:
    """The relations between the positions of one section."""

    def __init__(self, parts: Dossier, section: str, broken: frozenset[str]) -> None:
        self.parts, self.section, self.broken = parts, section, broken
        self.positions: Mapping[str, Position] = getattr(parts, section)
        self.newer: dict[str, list[tuple[str, Path]]] = {}

    def findings(self) -> Iterator[Finding]:
        for name, position in self.positions.items():
            for how, place, older in position.replaces():
                several = len(getattr(position, how)) > 1
                path: Path = (self.section, name, how, place) if several else (self.section, name, how)
                if older in self.positions:
                    self.newer.setdefault(older, []).append((name, path))
                elif older not in self.broken:
                    yield Finding(path, self._unknown(older))
        circles = list(self._circles())
        yield from (finding for _, finding in circles)
        round_about = {frozenset(circle) for circle, _ in circles}
        for older, newer in self.newer.items():
            for name, path in newer:
                if not any({name, older} <= circle for circle in round_about):
                    yield from self._one(older, name, path)
            yield from self._several(older, newer)

    def _unknown(self, name: str) -> Problem:
        what, (other,) = _SINGULAR[self.section], {*_SINGULAR} - {self.section}
        hint = did_you_mean(name, self.positions) or f"add it to `{self.section}`"
        if name in getattr(self.parts, other):
            hint = f"it is a {_SINGULAR[other]}, and a {what} replaces {self.section} only"
        return Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint)

    def _one(self, older: str, name: str, path: Path) -> Iterator[Finding]:
        """What is wrong between a position and one that replaces it."""
        before, after = self.positions[older], self.positions[name]
        if before.party != after.party:
            message = f"`{name}` is a position of {after.party}, and `{older}` one of {before.party}"
            hint = "a position replaces older ones of its own party; what one party says of another's is a claim"
            yield Finding(path, Problem("relation-across-parties", message, hint=hint))
        elif after.since is None:
            message = f"`{name}` replaces `{older}` from its first day, and it has none"
            hint = "write `from`, if need be with a range of days, as in `from: 2022-03/2022-04`"
            yield Finding(path, Problem("replaces-without-day", message, hint=hint))
        elif before.since is not None and _surely(after.since, before.since, or_same=True):
            message = f"`{name}` begins (`{after.since}`) no later than `{older}`, which it replaces (`{before.since}`)"
            hint = "a newer position begins on a later day than the older one"
            related = ((f"`{older}` begins here", (self.section, older, "from")),)
            yield Finding((self.section, name, "from"), Problem("newer-not-later", message, hint=hint), related=related)

    def _several(self, older: str, newer: list[tuple[str, Path]]) -> Iterator[Finding]:
        """What is wrong among all that replace one position; accounts of others may differ."""
        dated = [(name, path) for name, path in newer if self.positions[name].since and not self._is_account(name)]
        for (first, place), (second, path) in combinations(dated, 2):
            one, other = self.positions[first].since, self.positions[second].since
            if one and other and first != second and one.bounds[0] == one.bounds[1] and one.bounds == other.bounds:
                message = f"`{first}` and `{second}` both replace `{older}` from {one}"
                hint = "let one of them replace it, and the other begin by itself, or on another day"
                yield Finding(path, Problem("two-versions", message, hint=hint), related=(("the other one", place),))
        until = self.positions[older].until
        if until is None:
            return
        days = [(name, day) for name, _ in dated if (day := self.positions[name].since) is not None]
        late = [(name, day) for name, day in days if _surely(day, until)]
        if late or (days and all(_surely(until, day) for _, day in days)):
            name, day = (late or days)[0]
            message = f"`{older}` counts until `{until}`, and `{name}` replaces it from `{day}`"
            hint = "delete `until`: a position counts until the first day of the one that replaces it"
            related = ((f"`{name}` begins here", (self.section, name, "from")),)
            yield Finding(
                (self.section, older, "until"), Problem("until-and-newer", message, hint=hint), related=related
            )

    def _is_account(self, name: str) -> bool:
        position = self.positions[name]
        return bool(tellers(self.parts.statements, position.sources(), position.party))

    def _circles(self) -> Iterator[tuple[tuple[str, ...], Finding]]:
        """Positions that replace themselves, however many steps away, each circle once."""
        older_of: dict[str, list[str]] = {}
        paths: dict[tuple[str, str], Path] = {}
        for older, newer in self.newer.items():
            for name, path in newer:
                older_of.setdefault(name, []).append(older)
                paths[name, older] = path
        for circle in circles(older_of):
            way = [*circle, circle[0]]
            shown = way if len(way) < 9 else [*way[:4], "…", *way[-2:]]
            message = f"`{circle[0]}` replaces itself: {' → '.join(shown)}"
            problem = Problem("relation-circle", message, hint="delete one of the steps")
            yield circle, Finding(paths[way[-2], way[-1]], problem)


def circles(steps: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Ways that lead back to their start, each once; a thing on several of them is not walked again."""
    done: set[str] = set()
    for start in steps:
        way: dict[str, Iterator[str]] = {}
        here: str | None = None if start in done else start
        while here is not None:
            following = way.setdefault(here, iter(steps.get(here, ())))
            step = next((one for one in following if one not in done), None)
            if step is None:
                done.add(here)
                del way[here]
                here = next(reversed(way), None)
            elif step in way:
                yield tuple(way)[[*way].index(step) :]
            else:
                here = step


def _spoken_of(parts: Dossier, broken: Broken) -> Iterator[Finding]:
    """What statements and claims say of positions: each must be there, and begin before it is withdrawn."""
    for section, fields in (("statements", ("withdraws", "denies")), ("claims", ("ends", "begins"))):
        for name, part in getattr(parts, section).items():
            for field in fields:
                named: tuple[str, ...] = getattr(part, field)
                for place, position in enumerate(named):
                    path: Path = (section, name, field, place) if len(named) > 1 else (section, name, field)
                    yield from _named(parts, broken, position, path)
                    if field == "withdraws":
                        yield from _withdrawn_early(parts, parts.statements[name], position, path)


def _named(parts: Dossier, broken: Broken, position: str, path: Path) -> Iterator[Finding]:
    """A position must be there, and no condition and term at once."""
    sections = [section for section in _SINGULAR if position in getattr(parts, section)]
    if len(sections) > 1:
        message = f"`{position}` is a condition, and a term too"
        yield Finding(path, Problem("ambiguous-position", message, hint="give one of the two another id"))
    elif not sections and not any(position in broken.get(section, ()) for section in _SINGULAR):
        hint = did_you_mean(position, [*parts.conditions, *parts.terms]) or "name a condition or a term by its id"
        message = f"there is no condition or term `{position}`"
        yield Finding(path, Problem("unknown-position", message, hint=hint))


def _withdrawn_early(parts: Dossier, statement: Statement, name: str, path: Path) -> Iterator[Finding]:
    """A party can only withdraw what it has held."""
    position = parts.conditions.get(name) or parts.terms.get(name)
    if position is None or position.party not in statement.parties:
        return
    if position.since and statement.said and _surely(statement.said, position.since):
        message = f"`{name}` is withdrawn (`{statement.said}`) before it begins (`{position.since}`)"
        hint = "a party can only withdraw what it has held: check the two days"
        yield Finding(path, Problem("position-ends-early", message, hint=hint))


def waiver_problems(
    path: Path, waiver: Waiver, parts: Dossier, lost: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """A waiver is of a condition, by the party that holds it.

    Args:
        path: Where the waiver stands.
        waiver: The waiver.
        parts: The dossier.
        lost: Conditions whose own definition has a mistake.
    """
    condition = parts.conditions.get(waiver.condition)
    if condition is None:
        if waiver.condition not in lost:
            hint = did_you_mean(waiver.condition, parts.conditions) or "a waiver is of a condition, by its id"
            message = f"unknown condition `{waiver.condition}`"
            yield Finding((*path, "condition"), Problem("unknown-condition", message, hint=hint))
    elif condition.party != waiver.party:
        message = f"`{waiver.party}` cannot waive `{waiver.condition}`, which is a condition of {condition.party}"
        hint = "only the party that holds a condition can waive it"
        yield Finding((*path, "party"), Problem("waived-by-another", message, hint=hint))
    for number, name in enumerate(waiver.source):
        if name not in parts.statements:
            place: Path = (*path, "source", number) if len(waiver.source) > 1 else (*path, "source")
            hint = did_you_mean(name, parts.statements) or "add it to `statements`"
            yield Finding(place, Problem("unknown-statement", f"unknown statement `{name}`", hint=hint))


def _surely(one: PartialDate, other: PartialDate, *, or_same: bool = False) -> bool:
    """Whether a day certainly lies before another, or is certainly the same where that is enough."""
    latest, earliest = one.bounds[1], other.bounds[0]
    return latest < earliest or (or_same and latest == earliest)


__all__ = ["circles", "relation_problems", "waiver_problems"]
