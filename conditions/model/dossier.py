"""A dossier: one negotiation with its parties, vocabulary, statements, positions and instruments."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Final, Self

from pydantic import Field, ValidationError, ValidationInfo, model_validator

from conditions.errors import DossierError
from conditions.model.base import Code, Language, Model, Named, Several, Word, Words
from conditions.model.findings import MOST, at_path, findings
from conditions.model.goals import Goal
from conditions.model.instruments import Instrument
from conditions.model.moments import NamedMoment
from conditions.model.parts import Event, Fact, Group, Ladder, Party
from conditions.model.positions import Condition, Term, Waiver
from conditions.model.preferences import PreferenceList
from conditions.model.references import reference_problems, size_problems
from conditions.model.statements import Ambiguity, Claim, NotEncoded, Statement
from conditions.model.states import State
from conditions.model.zones import OptionalZone
from conditions.vocabulary import FactType, Vocabulary

UNCHECKED: Final = {"references": "unchecked"}
"""Context for Pydantic with which a dossier is read without looking whether its names lead anywhere."""


class Dossier(Model):
    """One negotiation.

    Built from keyword arguments as from a file:

    >>> dossier = Dossier(
    ...     dossier="example",
    ...     parties={"UA": {"name": "Ukraine"}},
    ...     events={"ua_signs": {}, "referendum": {}},
    ...     conditions={"UA-vote": {"party": "UA", "condition": "ua_signs only after referendum"}},
    ... )
    >>> str(dossier.conditions["UA-vote"].condition)
    'ua_signs only after referendum'

    Attributes:
        id: Short name of the dossier (`dossier` in files).
        terms: Terms of proposals; they bind nobody until agreed.
        waivers: What parties accept though it does not keep a condition of theirs.
        preferences: What each party would rather have, the most important first; they decide no verdict.
        claims: What speakers assert, hope or predict; they decide nothing.
        ambiguities: Questions the sources leave open that are no reading of one condition.
        not_encoded: Parts of the sources that the dossier does not express.
        goals: What analyses are to look for.
        labels: By language, what parties, events and other named parts are called in it; a rung is `ladder.rung`,
            a zone `zones.name`.

    Raises:
        DossierError: Something is wrong, with every problem.
    """

    id: Code = Field(alias="dossier")
    title: Words | None = None
    summary: Words | None = None
    parties: dict[Code, Party] = Field(min_length=1)
    groups: dict[Word, Group] = {}
    events: dict[Named, Event] = {}
    ladders: dict[Word, Ladder] = {}
    moments: dict[Word, NamedMoment] = {}
    facts: dict[Named, Fact] = {}
    zones: dict[Code, OptionalZone] = {}
    statements: dict[Code, Statement] = {}
    conditions: dict[Code, Condition] = {}
    terms: dict[Code, Term] = {}
    waivers: dict[Code, Waiver] = {}
    preferences: dict[Code, PreferenceList] = {}
    claims: dict[Code, Claim] = {}
    states: dict[Word, State] = {}
    instruments: dict[Code, Instrument] = {}
    ambiguities: dict[Code, Ambiguity] = {}
    not_encoded: Several[NotEncoded] = ()
    goals: dict[Code, Goal] = {}
    labels: dict[Language, dict[Words, Words]] = {}

    @model_validator(mode="after")
    def _references(self, info: ValidationInfo) -> Self:
        if info.context is UNCHECKED:
            return self
        sizes = list(size_problems(self, {name: group.codes for name, group in self.groups.items()}))
        found = sizes or list(islice(reference_problems(self, self.vocabulary), MOST))
        if found:
            raise DossierError([at_path(finding) for finding in found])
        return self

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names that its conditions may use."""
        parts = (self.parties, self.groups, self.events, self.ladders, self.facts, self.moments)
        return self.with_states(vocabulary_of(*parts))

    def with_states(self, vocabulary: Vocabulary) -> Vocabulary:
        """The vocabulary that also knows when each state and each instrument is in force."""
        found = {name: one.type() for named in (self.instruments, self.states) for name, one in named.items()}
        return replace(vocabulary, states=found) if found else vocabulary

    @classmethod
    def build(cls, data: Mapping[str, object]) -> "Dossier":
        """A dossier from plain data, such as a file holds.

        Raises:
            DossierError: The data is not a dossier.
        """
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise DossierError([at_path(finding) for finding in findings(error, cls, data)]) from None


def vocabulary_of(
    parties: Mapping[str, Party],
    groups: Mapping[str, Group],
    events: Mapping[str, Event],
    ladders: Mapping[str, Ladder],
    facts: Mapping[str, Fact],
    moments: Mapping[str, NamedMoment],
    broken: frozenset[str] = frozenset(),
) -> Vocabulary:
    """The names that conditions over these parts may use."""
    members = {name: group.codes for name, group in groups.items()}
    labels = {code: party.name for code, party in parties.items()}
    for named in (groups, ladders, facts, moments):
        labels.update({name: part.label for name, part in named.items() if part.label})
    event_labels: dict[str, str] = {}
    fact_types: dict[str, FactType] = {}
    families: dict[str, str] = {}
    fact_families: dict[str, FactType] = {}
    for name, event in events.items():
        if event.each is None:
            event_labels[name] = event.label or ""
            continue
        families[name] = event.each
        labels[name] = event.label or name
        for member in members.get(event.each) or ():
            event_labels[f"{name}[{member}]"] = f"{event.label or name} ({labels.get(member, member)})"
    for name, fact in facts.items():
        if fact.each is None:
            fact_types[name] = fact.type()
            continue
        families[name], fact_families[name] = fact.each, fact.type()
        wholes = [other for other, its_fact in facts.items() if its_fact.each == fact.each]
        for member in members.get(fact.each) or ():
            fact_types[f"{name}[{member}]"] = fact_families[name].of_member(member, wholes)
    for name, ladder in ladders.items():
        for rung in ladder.type().above_start():
            event_labels[f"{name}.{rung}"] = f"{ladder.label or name}: {rung.replace('_', ' ')}"
    return Vocabulary(
        event_labels,
        fact_types,
        {name: ladder.type() for name, ladder in ladders.items()},
        members,
        families,
        fact_families,
        labels,
        broken,
        {name: dated for name, group in groups.items() if (dated := group.memberships)},
        {name: moment.definition() for name, moment in moments.items()},
    )
