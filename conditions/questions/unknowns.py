"""What is not known, thing by thing, and what is known once some of it is learnt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Literal, TypeAlias

from conditions.certificates import Apart, Case, Happening, divide
from conditions.contested import Contested
from conditions.engines.exact import declared_values
from conditions.formula import Compare, Formula, events_in, facts_in, walk
from conditions.knowledge import NOT_APPLICABLE, Among, FactState, Knowledge, NumberBetween
from conditions.language.rationals import number_text
from conditions.model.dossier import Dossier
from conditions.records import dataclass
from conditions.space.atoms import Atoms, Bounded, Order
from conditions.space.said import said
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

LearntKind: TypeAlias = Literal["event", "order", "fact", "reading", "account"]
Settle: TypeAlias = Callable[[Knowledge], Knowledge | None]
"""What is known once something is learnt; `None` where that cannot be."""


@dataclass(frozen=True)
class Learnt:
    """One unknown with one of its answers.

    Attributes:
        kind: Whether an event has happened, an order, the value of a fact, the reading that is meant of a condition, or
            whether an account is taken.
        about: The event, the fact, the condition, the account; of an order the order that is asked for.
        value: `yes` or `no`; the order as it is; the value; the reading; `taken`.
    """

    kind: LearntKind
    about: str
    value: str

    def words(self, dossier: Dossier) -> str:
        """It in words."""
        label = dossier.vocabulary.label
        match self.kind:
            case "event":
                return f"“{label(self.about)}” has {'never ' if self.value == 'no' else ''}happened"
            case "order":
                named = dossier.vocabulary.events
                return re.sub(
                    r"[\w.\[\]]+", lambda one: f"“{label(one[0])}”" if one[0] in named else one[0], self.value
                )
            case "fact":
                return f"“{label(self.about)}” is {self.value}"
            case "reading":
                return f"{self.about} is read as {self.value}"
            case "account":
                party = dossier.parties.get(self.about)
                return f"the word of {self.about if party is None else party.name} on the positions of others is taken"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"kind": self.kind, "about": self.about, "value": self.value}


class Unknowns:
    """The unknowns of one scenario that some formulas, or what is known of events, can hang on.

    Attributes:
        settling: Every answer to every unknown, with what it settles.
        events: For each answer about events or orders the events that it is about.
        ties: Events whose days hang together, by what is known or could be learnt.
        untried: What is unknown, and is not tried: orders in months, and numbers that are compared in sums.
    """

    def __init__(
        self, known: Knowledge, vocabulary: Vocabulary, differs: Contested, formulas: Iterable[Formula]
    ) -> None:
        self.known = known
        self._declared = declared_values(vocabulary)
        self.settling: dict[Learnt, Settle] = {}
        self.events: dict[Learnt, tuple[str, ...]] = {}
        self.ties: list[tuple[str, str]] = [(one.first, one.second) for one in known.timeline.relations]
        self.untried: list[str] = []
        listed = tuple(formulas)
        self._events(listed)
        self._orders(listed)
        for fact in dict.fromkeys(fact for formula in listed for fact in facts_in(formula)):
            told = differs.facts.get(fact)
            if told is None:
                self._fact(fact, dict(values(fact, listed, known, vocabulary)))
            else:
                self._fact(fact, {label.removeprefix(f"{fact}: "): state for label, state in told.items()})
            kind = vocabulary.facts.get(fact)
            if kind is not None and kind.kind == "number" and told is None and self._is_in_sums(fact, listed):
                self.untried.append(fact)

    def knowing(self, learnt: Iterable[Learnt]) -> Knowledge | None:
        """What is known once all of this is learnt; `None` where it cannot all be so."""
        known: Knowledge | None = self.known
        for one in learnt:
            known = None if known is None else self.settling[one](known)
        return None if known is None or known.timeline.contradiction() is not None else known

    def is_later(self, event: str) -> bool:
        """Whether an event can come only after everything that is known."""
        now = self.known.now
        return now is not None and self.known.timeline.entry(event).earliest > now

    def _events(self, formulas: Iterable[Formula]) -> None:
        named = (event for formula in formulas for event in events_in(formula))
        # What no formula names can still matter: an act that has not happened would come after all that has.
        for event in dict.fromkeys((*named, *self.known.timeline.events())):
            if not self.is_later(event):
                self._offer(
                    (event,),
                    (Learnt("event", event, "yes"), partial(self._comes, event, True)),
                    (Learnt("event", event, "no"), partial(self._comes, event, False)),
                )

    def _orders(self, formulas: Iterable[Formula]) -> None:
        atoms = Atoms(self.known, self._declared)
        atoms.mention(formulas)
        for atom in list(atoms.variables):
            if not isinstance(atom, Order):
                continue
            if any(end.event and self.is_later(end.event) for end in (atom.first, atom.second)):
                continue
            if atom.first.chain or atom.second.chain:
                self.untried.append(said(atom, True))
                continue
            asked = said(atom, True)
            ends = tuple(end.event for end in (atom.first, atom.second) if end.event)
            self.ties += [(ends[0], ends[-1])]
            self._offer(
                ends, *((Learnt("order", asked, said(atom, so)), partial(self._tied, atom, so)) for so in (True, False))
            )

    def _fact(self, fact: str, states: Mapping[str, FactState]) -> None:
        self._offer(
            (), *((Learnt("fact", fact, text), partial(_valued, fact, state)) for text, state in states.items())
        )

    def _offer(self, events: tuple[str, ...], *answers: tuple[Learnt, Settle]) -> None:
        """The answers of one unknown, if more than one of them can be so."""
        kept = [(one, settle) for one, settle in answers if self._can_be(settle(self.known))]
        if len(kept) > 1:
            self.settling |= kept
            self.events |= {one: events for one, _ in kept}

    def _can_be(self, known: Knowledge | None) -> bool:
        return known is not None and known.timeline.contradiction() is None

    def _comes(self, event: str, so: bool, known: Knowledge) -> Knowledge | None:
        occurs = known.timeline.entry(event).occurs
        if occurs is not Truth.UNKNOWN:
            return known if occurs is Truth.of(so) else None
        divided = divide(Case(known), Happening(event), self._declared)
        return None if divided is None else divided[0 if so else 1].known

    def _tied(self, order: Order, so: bool, known: Knowledge) -> Knowledge | None:
        """That both happen in this order, or both in the other one."""
        both: Knowledge | None = known
        for event in (order.first.event, order.second.event):
            both = self._comes(event, True, both) if both is not None and event else both
        apart = Apart(order.second.event, order.first.event, order.most)
        divided = None if both is None else divide(Case(both), apart, self._declared)
        return None if divided is None else divided[0 if so else 1].known

    def _is_in_sums(self, fact: str, formulas: Iterable[Formula]) -> bool:
        """Whether a number that is open is compared together with others."""
        state = self.known.fact(fact)
        if state == NOT_APPLICABLE or (isinstance(state, NumberBetween) and state.low == state.high is not None):
            return False
        forms = (one.form for one in _bounds(formulas, self.known, self._declared))
        return any(len(form) > 1 and fact in {name for name, _ in form} for form in forms)


def _valued(fact: str, state: FactState, known: Knowledge) -> Knowledge:
    return replace(known, facts={**known.facts, fact: state})


def values(
    fact: str, formulas: Iterable[Formula], known: Knowledge, vocabulary: Vocabulary
) -> Iterator[tuple[str, FactState]]:
    """The values that a fact may have, as far as formulas tell them apart."""
    state = known.fact(fact)
    kind = vocabulary.facts.get(fact)
    if state == NOT_APPLICABLE or kind is None:
        return
    declared = declared_values(vocabulary)
    if kind.kind == "number":
        for number in sorted(_numbers(fact, formulas, known, declared)):
            if not kind.count or (number >= 0 and number.denominator == 1):
                yield number_text(number), NumberBetween(number, number)
        return
    options = state.options if isinstance(state, Among) else declared[fact]
    for value in options:
        yield ("yes" if value is True else "no" if value is False else str(value)), Among((value,))


def _numbers(
    fact: str, formulas: Iterable[Formula], known: Knowledge, declared: Mapping[str, tuple[bool | str, ...]]
) -> Iterator[Fraction]:
    """Numbers on, and on both sides of, everything that a fact is compared with."""
    alone = ((fact, Fraction(1)),)
    listed = sorted({one.value for one in _bounds(formulas, known, declared) if one.form == alone})
    between = [(one + other) / 2 for one, other in pairwise(listed)]
    outside = [number + step for number in listed for step in (-1, 1)]
    state = known.fact(fact)
    low, high = (state.low, state.high) if isinstance(state, NumberBetween) else (None, None)
    if low is not None and low == high:
        return
    ends = [end for end in (low, high) if end is not None]
    for number in {*listed, *between, *outside, *ends}:
        if (low is None or low <= number) and (high is None or number <= high):
            yield number


def _bounds(
    formulas: Iterable[Formula], known: Knowledge, declared: Mapping[str, tuple[bool | str, ...]]
) -> list[Bounded]:
    atoms = Atoms(known, declared)
    atoms.mention(part for part in formulas if any(isinstance(one, Compare) for one in walk(part)))
    return [atom for atom in atoms.variables if isinstance(atom, Bounded)]


__all__ = ["Learnt", "LearntKind", "Settle", "Unknowns", "values"]
