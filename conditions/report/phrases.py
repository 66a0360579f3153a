"""Short phrases that several sections use: who said something, since when, what a name stands for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from conditions.english import listing, partial_words
from conditions.holding import edge_words, ending_words
from conditions.language.base import Words
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, SINGLE, Condition, Level, Position
from conditions.model.statements import Statement
from conditions.records import dataclass
from conditions.report.document import Block, Code, Inline, Line, Paragraph, Quote, Ref
from conditions.report.text import LONGEST, brief, paragraphs
from conditions.standing import Evidence, Record, Standing
from conditions.vocabulary import Vocabulary

_LONGEST_ID: Final = 120


@dataclass(frozen=True)
class Source:
    """The dossier that a report speaks of, and the words for what is in it.

    Attributes:
        dossier: The dossier.
        level: The least firm level that takes part in answers.
    """

    dossier: Dossier
    level: Level = "reported"

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary, in which no label is endless."""
        return briefly(self.dossier.vocabulary)

    @cached_property
    def words(self) -> Words:
        """The wording of conditions."""
        return Words(self.vocabulary)

    @cached_property
    def _records(self) -> tuple[Record, Record]:
        dossier, evidence = self.dossier, Evidence(level=self.level)
        return Record(dossier, dossier.conditions, evidence), Record(dossier, dossier.terms, evidence)

    def standing(self, name: str, position: Position) -> Standing:
        """How a condition or a term stands at the end of the record."""
        return self._records[position is self.dossier.terms.get(name)].standing(name, None)

    def takes_part(self, name: str, condition: Condition) -> bool:
        """Whether a condition takes part in answers: it decides, is firm enough, and its party has said so."""
        firm = LEVELS.index(condition.level) <= LEVELS.index(self.level)
        return condition.decides and firm and self.standing(name, condition).admitted

    def party(self, party_id: str) -> str:
        """A party's name, or the bare id of one that is not in the dossier."""
        party = self.dossier.parties.get(party_id)
        return party_id if party is None else brief(party.name)

    def label(self, name: str) -> str:
        """What a name of the dossier stands for, or the name itself."""
        if name in self.dossier.parties:
            return self.party(name)
        zone = self.dossier.zones.get(name)
        return brief(zone.label) if zone and zone.label else self.vocabulary.label(name)

    def sources(self, ids: Iterable[str]) -> Line:
        """Links to statements, `a, b`."""
        return joined([(Ref(name, anchor("statement", name)),) for name in ids])

    def quotes(self, ids: Iterable[str]) -> tuple[Block, ...]:
        """The words of these statements, each with its speaker; a paraphrase where there is no quote."""
        return tuple(self._quote(name) for name in dict.fromkeys(ids) if name in self.dossier.statements)

    def _quote(self, name: str) -> Block:
        statement = self.dossier.statements[name]
        link: Line = (" · ", Ref(name, anchor("statement", name)))
        if statement.quote:
            return Quote(statement.quote, (*self.attribution(statement), *link))
        says = (f"In paraphrase: {statement.says} ",) if statement.says else ("No words are given. ",)
        return Paragraph((*says, "— ", *self.attribution(statement), *link), "note")

    def remarks(self, note: str | None) -> tuple[Paragraph, ...]:
        """A note, in its paragraphs."""
        return tuple(Paragraph(self.prose(part), "note") for part in paragraphs(note)) if note else ()

    def prose(self, text: str) -> Line:
        """Running text, in which what stands between backticks is an id: a link, where it leads somewhere."""
        parts = text.split("`")
        if len(parts) % 2 == 0 or len(text) > LONGEST:
            return (text,)
        named = (self._named(part) if number % 2 else part for number, part in enumerate(parts))
        return tuple(part for part in named if part)

    def _named(self, name: str) -> Inline:
        place = self.place(name)
        return Ref(name, place) if place else Code(name)

    def place(self, name: str) -> str | None:
        """The place of an entry of the dossier, `None` where there is none of that name."""
        return self._places.get(name)

    @cached_property
    def _places(self) -> Mapping[str, str]:
        dossier = self.dossier
        found = {
            code: anchor("obligation", f"{name}.{code}")
            for name, instrument in dossier.instruments.items()
            for code in instrument.obligations
        }
        sections: tuple[tuple[str, Collection[str]], ...] = (
            ("ambiguity", dossier.ambiguities),
            ("claim", dossier.claims),
            ("statement", dossier.statements),
            ("name", dossier.groups),
            ("name", dossier.facts),
            ("name", dossier.moments),
            ("name", dossier.ladders),
            ("name", dossier.events),
            ("zone", dossier.zones),
            ("instrument", dossier.instruments),
            ("state", dossier.states),
            ("term", dossier.terms),
            ("condition", dossier.conditions),
        )
        return found | {name: anchor(kind, name) for kind, names in sections for name in names}

    def attribution(self, statement: Statement) -> Line:
        """Who said it, on whose behalf, when, to whom, where, through whom it was reported, and when."""
        parts = [brief(statement.speaker)]
        if statement.parties:
            parts.append(f"for {listing([self.party(party) for party in statement.parties])}")
        parts.append(partial_words(statement.said) if statement.said else "on a day that is not given")
        if statement.to:
            parts.append(f"to {brief(statement.to)}")
        if statement.place:
            parts.append(f"in {brief(statement.place)}")
        told = ", ".join(parts)
        reported = f" {partial_words(statement.reported)}" if statement.reported else ""
        if statement.via:
            told += f"; reported by {', then '.join(map(brief, statement.via))}{reported}"
        elif reported and statement.reported != statement.said:
            told += f"; reported{reported}"
        return (told,)


def briefly(vocabulary: Vocabulary) -> Vocabulary:
    """The same vocabulary with labels of a length that can be mentioned; equal if none is longer."""
    return replace(
        vocabulary,
        events={name: brief(label) for name, label in vocabulary.events.items()},
        labels={name: brief(label) for name, label in vocabulary.labels.items()},
    )


def anchor(kind: str, name: str) -> str:
    """The place of an entry of the dossier."""
    if len(name) > _LONGEST_ID:
        name = f"{name[:40]}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:16]}"
    return f"{kind}-{name}"


def reading_anchor(condition: str, reading: str) -> str:
    """The place of a condition's reading; of the condition where it has only one."""
    return anchor("condition", condition if reading == SINGLE else f"{condition}.{reading}")


def since_words(position: Position, standing: Standing) -> str:
    """Since when a position counts, and what ends it, as far as the record says."""
    since = f"since {edge_words(position.since)}" if position.since else "no first day on record"
    return ", ".join([since, *(f"until {ending_words(one)}" for one in standing.endings if one.counts)])


def joined(lines: Iterable[Line], between: str = ", ") -> Line:
    """Lines in a row."""
    found: Line = ()
    for line in lines:
        found = (*found, between, *line) if found else line
    return found


def codes(names: Iterable[str]) -> Line:
    """Ids in a row."""
    return joined([(Code(name),) for name in names])


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun: `1 party`, `2 parties`, `no parties`."""
    noun = one if number == 1 else several or f"{one}s"
    return f"{number or 'no'} {noun}"


def sentence(text: str) -> str:
    """A clause as a sentence, with its period."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


__all__ = [
    "Source",
    "anchor",
    "briefly",
    "codes",
    "counted",
    "joined",
    "reading_anchor",
    "sentence",
    "since_words",
]
