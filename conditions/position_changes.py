"""What became of each position between two days, on the record and as others tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final, Literal, TypeAlias

from conditions.citations import Cited, cited
from conditions.dates import PartialDate
from conditions.english import listing
from conditions.holding import edge_words, named
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, Condition, Level, Modality, Relation, Term
from conditions.model.statements import tellers
from conditions.records import dataclass
from conditions.standing import Evidence, Record, Standing, day_of, reached
from conditions.truth import Truth

Section: TypeAlias = Literal["conditions", "terms"]
What: TypeAlias = Literal["begun", "ended", "replaced", "restated", "hardened", "softened"]
"""What became of a position; the last four say that a newer one took its place."""
Mark: TypeAlias = Literal["confirmed", "unsourced", "claimed", "contradicted"]
"""On what a change rests: the party's own statement or text, the dossier alone, somebody else's word, or on such
a word against the record."""

_REPLACED: Final[dict[Relation, What]] = {
    "supersedes": "replaced",
    "restates": "restated",
    "hardens": "hardened",
    "softens": "softened",
}


@dataclass(frozen=True)
class Change:
    """What became of one condition or term between two days.

    Attributes:
        party: The code of the party whose position it is.
        section: `conditions` or `terms`.
        element: Its id.
        label: The position in words.
        modality: What kind of position it is.
        level: How firmly it is on record.
        what: What became of it.
        by: Id of the newer position that took its place, or nothing.
        day: When, in words, as far as that is said.
        certain: Its days leave no doubt that this happened between the two days.
        mark: On what this rests.
        because: Why it has that mark, a clause.
        told_by: Who else than the party tells it, by name.
        evidence: The statements in which it is said.
        against: The statements that speak against it.
    """

    party: str
    section: Section
    element: str
    label: str
    modality: Modality
    level: Level
    what: What
    by: str
    day: str
    certain: bool
    mark: Mark
    because: str
    told_by: tuple[str, ...] = ()
    evidence: tuple[Cited, ...] = ()
    against: tuple[Cited, ...] = ()


class Changes:
    """The changes of the conditions, or of the terms.

    Whoever asks for many pairs of days hands over one record of these positions, on the same evidence.
    """

    def __init__(
        self,
        dossier: Dossier,
        section: Section,
        start: date,
        end: date,
        evidence: Evidence,
        record: Record | None = None,
    ) -> None:
        self.dossier: Dossier = dossier
        self.section: Section = section
        self.start: date = start
        self.end: date = end
        positions: Mapping[str, Condition | Term] = dossier.conditions if section == "conditions" else dossier.terms
        least = LEVELS.index(evidence.level)
        self.record: Record = record or Record(dossier, positions, evidence)
        self.positions: dict[str, Condition | Term] = {
            name: one for name, one in positions.items() if LEVELS.index(one.level) <= least
        }
        self.before: dict[str, Standing] = {name: self.record.standing(name, start) for name in self.positions}
        self.after: dict[str, Standing] = {name: self.record.standing(name, end) for name in self.positions}

    def all(self) -> list[Change]:
        """Those on record, and those that are only told, in the order of the dossier."""
        found: dict[tuple[str, bool], Change] = {}
        for change in self._on_record():
            found[change.element, change.what == "begun"] = change
        for told in self._told():
            key = (told.element, told.what == "begun")
            same = found.get(key)
            found[key] = told if same is None else _joined(same, told)
        order = {name: place for place, name in enumerate(self.positions)}
        return sorted(found.values(), key=lambda change: order[change.element])

    # --- on record ----------------------------------------------------------

    def _on_record(self) -> Iterator[Change]:
        """What the parties' own positions became."""
        taken_over: set[str] = set()
        own = [name for name in self.positions if not self.after[name].told_by]
        for name in own:
            before, after = self.before[name].in_force, self.after[name].in_force
            lasted = before is after and (after is not Truth.UNKNOWN or self.after[name].begun is Truth.UNKNOWN)
            if before is not Truth.FALSE and after is not Truth.TRUE and not lasted:
                change = self._over(name)
                taken_over.add(change.by)
                yield change
        for name in own:
            then, now = self.before[name], self.after[name]
            if name not in taken_over and then.begun is not Truth.TRUE and now.in_force is not Truth.FALSE:
                certain = then.begun is Truth.FALSE and now.in_force is Truth.TRUE
                yield self._change(name, "begun", self.positions[name].since, certain, self._own(name))

    def _over(self, name: str) -> Change:
        """A position that no longer counts on the later day."""
        before, after = self.before[name], self.after[name]
        certain = before.in_force is Truth.TRUE and after.in_force is Truth.FALSE
        newer = [one for one in after.replaced_by if one in self.after and self.after[one].begun is not Truth.FALSE]
        if newer:
            last = next((one for one in newer if self.after[one].in_force is Truth.TRUE), newer[0])
            direct = {older: how for how, _, older in self.positions[last].replaces()}
            what = _REPLACED[direct[name]] if name in direct else "replaced"
            change = self._change(name, what, self.positions[last].since, certain, self._own(last))
            return replace(change, by=last)
        for ending in after.endings:
            if ending.counts and ending.how != "until" and reached(ending.day, self.end) is not Truth.FALSE:
                source = self.dossier.claims[ending.by].source if ending.how == "claimed" else (ending.by,)
                return self._change(name, "ended", ending.day, certain, source)
        return self._change(name, "ended", self.positions[name].until, certain, ())

    def _own(self, name: str) -> tuple[str, ...]:
        """The statements that its own party made for a position, or for one of its readings."""
        position, known = self.positions[name], self.dossier.statements
        for sources in (position.source, position.sources()):
            own = tuple(one for one in dict.fromkeys(sources) if position.party in known[one].parties)
            if own:
                return own
        return ()

    def _change(
        self, name: str, what: What, day: PartialDate | None, certain: bool, sources: tuple[str, ...]
    ) -> Change:
        position = self.positions[name]
        party = named(position.party, self.dossier)
        return Change(
            party=position.party,
            section=self.section,
            element=name,
            label=_label(position, name),
            modality=position.modality,
            level=position.level,
            what=what,
            by="",
            day=edge_words(day) if day else "",
            certain=certain,
            mark="confirmed" if sources else "unsourced",
            because=f"{party} itself is on record" if sources else "the dossier says so, and names no statement",
            evidence=tuple(cited(self.dossier, one) for one in sources),
        )

    # --- told by others -----------------------------------------------------

    def _told(self) -> Iterator[Change]:
        """What others tell of a party's positions."""
        for name, standing in self.after.items():
            position = self.positions[name]
            if standing.told_by and standing.known is not Truth.FALSE and self._between(position.since):
                yield self._account(name, "begun", position.since, position.sources())
                for how, _, older in position.replaces():
                    if older in self.positions:
                        change = self._account(older, _REPLACED[how], position.since, position.sources())
                        yield replace(change, by=name)
            for ending in standing.endings:
                if ending.how == "withdrawn" and ending.told_by and self._between(ending.day):
                    yield self._account(name, "ended", ending.day, (ending.by,))
        for key, claim in self.dossier.claims.items():
            day = day_of(claim, self.dossier)
            if claim.kind != "assertion" or not self._between(day):
                continue
            for what, elements in (("ended", claim.ends), ("begun", claim.begins)):
                for name in elements:
                    if name in self.positions and self._is_account(claim.source, name):
                        yield self._account(name, "begun" if what == "begun" else "ended", day, claim.source, key)

    def _is_account(self, sources: tuple[str, ...], name: str) -> bool:
        """Whether these statements are others' word on a position, and had been reported."""
        party = self.positions[name].party
        others = tellers(self.dossier.statements, sources, party)
        return bool(others) and self.record.known(sources, party) is not Truth.FALSE

    def _between(self, day: PartialDate | None) -> bool:
        """Whether a day may lie after the earlier day, and not after the later one."""
        return reached(day, self.start) is not Truth.TRUE and reached(day, self.end) is not Truth.FALSE

    def _account(
        self, name: str, what: What, day: PartialDate | None, sources: tuple[str, ...], claim: str = ""
    ) -> Change:
        position, dossier = self.positions[name], self.dossier
        told_by = tuple(named(one, dossier) for one in tellers(dossier.statements, sources, position.party))
        certain = reached(day, self.start) is Truth.FALSE and reached(day, self.end) is Truth.TRUE
        change = replace(self._change(name, what, day, certain, sources), mark="claimed", told_by=told_by)
        against, because = self._against(name, what, day, claim)
        if because:
            return replace(change, mark="contradicted", because=because, against=against)
        party = named(position.party, dossier)
        return replace(change, because=f"nothing on the record of {party} says so")

    def _against(self, name: str, what: What, day: PartialDate | None, claim: str) -> tuple[tuple[Cited, ...], str]:
        """What on record speaks against a change that others tell, and why, a clause."""
        before, party = self.before[name], named(self.positions[name].party, self.dossier)
        if what == "begun" and not before.told_by and before.in_force is Truth.TRUE:
            return self._cited(self._own(name)), f"on the record of {party} it was already so on {self.start}"
        if what != "begun":
            later = tuple(one for one in self._reaffirming(name) if self._said_after(one, day))
            if later:
                return self._cited(later), f"{party} has said it again since"
        denied = [one for one in self.after[name].denied_by if what == "begun"]
        if denied:
            speakers = listing([self.dossier.statements[one].speaker for one in denied])
            return self._cited(denied), f"{speakers} denies it"
        contrary = [one for one in self._contrary(claim) if claim]
        if contrary:
            sources = dict.fromkeys(source for one in contrary for source in self.dossier.claims[one].source)
            return self._cited(sources), f"the claim {listing(contrary)} cannot be true together with it"
        return (), ""

    def _reaffirming(self, name: str) -> Iterator[str]:
        """The party's own statements that hold a position, and those that hold one which restates it."""
        yield from self._own(name)
        for other, position in self.positions.items():
            if name in position.restates and not self.after[other].told_by:
                yield from self._own(other)

    def _said_after(self, statement: str, day: PartialDate | None) -> bool:
        said = self.dossier.statements[statement].said
        return said is not None and day is not None and said.bounds[0] >= day.bounds[1]

    def _contrary(self, claim: str) -> list[str]:
        claims = self.dossier.claims
        ours = claims[claim].contradicts if claim else ()
        return list(dict.fromkeys([*ours, *(name for name, one in claims.items() if claim in one.contradicts)]))

    def _cited(self, statements: Iterable[str]) -> tuple[Cited, ...]:
        return tuple(cited(self.dossier, one) for one in dict.fromkeys(statements))


def _joined(one: Change, other: Change) -> Change:
    """Two tellings of one change: what is on record stays so; what several tell, they tell together."""
    told_by = tuple(dict.fromkeys((*one.told_by, *other.told_by)))
    if one.mark in ("confirmed", "unsourced"):
        return replace(one, told_by=told_by)
    worse = one if one.mark == "contradicted" else other
    evidence = tuple({cite.statement: cite for cite in (*one.evidence, *other.evidence)}.values())
    against = tuple({cite.statement: cite for cite in (*one.against, *other.against)}.values())
    return replace(worse, told_by=told_by, evidence=evidence, against=against)


def _label(position: Condition | Term, name: str) -> str:
    """A position in words: its label, else its text."""
    return position.label or "; or ".join(clause.text() for clause in position.clauses().values()) or name
