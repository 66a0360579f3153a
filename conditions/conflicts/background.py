"""What every search over courses of events begins with: what is known, the first day, and what a witness can lack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from conditions.binding import know
from conditions.certificates import Witness, witnesses
from conditions.engines.exact import Completions, declared_values
from conditions.engines.exact.ladders import with_ladders
from conditions.formula import Formula
from conditions.knowledge import Knowledge
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.stated_facts import ANY_COUNT, with_counts
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

_UNDATED: Final = date(2000, 1, 1)


def nothing_known() -> Scenario:
    """A scenario in which nothing is known."""
    return Scenario.build({"scenario": "nothing is known", "world": "open"})


def known_of(scenario: Scenario, dossier: Dossier, vocabulary: Vocabulary) -> Knowledge:
    """What a scenario knows, that no rung of a ladder is reached before a lower one, and that no count is below 0.

    Args:
        scenario: The scenario.
        dossier: Its dossier.
        vocabulary: That of the dossier, with the members that the scenario gives to groups.
    """
    return with_counts(with_ladders(know(scenario, dossier.vocabulary), vocabulary), vocabulary)


def completions(known: Knowledge, dossier: Dossier, vocabulary: Vocabulary, as_of: date | None = None) -> Completions:
    """The courses of events that fit what is known, in which what is still to come begins on the first day."""
    first = first_day(known, dossier, as_of)
    return Completions(known, declared_values(vocabulary), free=True, start=first)


def first_day(known: Knowledge, dossier: Dossier, as_of: date | None = None) -> int:
    """The first day on which something may still be done, an ordinal.

    It is that after everything is known; else after the day whose positions count; else after the last day from
    which a condition counts.
    """
    if known.now is not None:
        return known.now + 1
    since = [one.since.earliest for one in dossier.conditions.values() if one.since is not None]
    latest = max((day for day in since if day is not None), default=_UNDATED)
    return (as_of or latest).toordinal() + 1


def needed(witness: Witness, formulas: Iterable[Formula], known: Knowledge) -> Witness:
    """The witness without the facts on which nothing hangs: the formulas, which hold in it, hold without them too.

    That no count is below 0 is not taken for known here, since `check` does not where a count is not given.
    """
    listed, facts = tuple(formulas), dict(witness.facts)
    known = replace(known, facts={name: state for name, state in known.facts.items() if state != ANY_COUNT})
    for name in witness.facts:
        fewer = Witness(witness.days, {other: value for other, value in facts.items() if other != name})
        if all(witnesses(fewer, formula, known) is Truth.TRUE for formula in listed):
            del facts[name]
    return Witness(witness.days, facts)


def doer(dossier: Dossier, event: str) -> str | None:
    """Whose act an event is, where that is on record: for a member's event, that member."""
    family, _, member = event.partition("[")
    named = dossier.events.get(family)
    if named is not None and named.by is not None:
        return named.by
    member = member.rstrip("]")
    return member if member in dossier.parties else None
