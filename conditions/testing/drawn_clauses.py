"""Strategies for conditions of every kind over a vocabulary, and for the moments and periods in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from hypothesis import strategies as st

from conditions.errors import LanguageError
from conditions.formula import Comparison
from conditions.language.atoms import Compare, Holds, Is, Never, OneOf
from conditions.language.base import Kind
from conditions.language.connectives import AllOf, AnyOf, At, Counted, Ever, If, Not
from conditions.language.gates import OnlyAfter, OnlyBefore, OnlyBetween, OnlyIf, OnlyTogether, OnlyWithin
from conditions.language.groups import Members
from conditions.language.orders import Apart, Between, Order, WithinPeriod, check_window
from conditions.language.quantities import Quantity
from conditions.language.states import InForce
from conditions.language.types import Derived, Moment, Name
from conditions.periods import Period
from conditions.vocabulary import Vocabulary

Clauses: TypeAlias = st.SearchStrategy[Kind]

dates: Final = st.dates(date(2022, 1, 1), date(2023, 12, 31))
_counts: Final = st.one_of(st.just(0), st.just(0), st.integers(0, 3), st.integers(0, 40))
periods: Final = st.builds(Period, _counts, _counts, _counts, _counts)
positive_periods: Final = periods.filter(lambda period: not period.is_zero)
numbers: Final = st.one_of(
    st.integers(-3, 10**7).map(Fraction),
    st.decimals(-10, 10**4, places=3).map(Fraction),
    st.fractions(0, 5, max_denominator=9),
)
"""Exact numbers as a text may write them: whole, decimal, fractions."""

_QUANTIFIERS: Final[tuple[Literal["all", "any", "none", "majority"], ...]] = ("all", "any", "none", "majority")
_SIDES: Final = st.sampled_from(["of", "after", "before"])
_ORDERS: Final = st.sampled_from(["before", "on_or_before", "after", "on_or_after"])
_COMPARISONS: Final[st.SearchStrategy[Comparison]] = st.sampled_from(["<", "<=", "=", "!=", ">=", ">"])


def clauses(vocabulary: Vocabulary, depth: int = 2) -> Clauses:
    """Conditions over a vocabulary of every kind that it has names for; no kind crowds out another.

    Each can be lowered without a mistake, and its text reads back as an equal condition.

    Args:
        vocabulary: The names, such as `dossier.vocabulary`; it needs an event.
        depth: How deep conditions stand inside conditions at most.
    """
    return ClauseStrategies(vocabulary).clauses(depth)


def moments(vocabulary: Vocabulary, depth: int = 1) -> st.SearchStrategy[Moment]:
    """Events mostly, else days, named moments and the earliest or latest of several; one in four shifted."""
    return ClauseStrategies(vocabulary).moments(depth)


class ClauseStrategies:
    """Strategies over one vocabulary.

    Attributes:
        atoms: Of every kind without conditions inside that the vocabulary has names for.
        kinds: Every kind of which there is a strategy.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.events: st.SearchStrategy[Name] = _names(vocabulary.events)
        self.states: st.SearchStrategy[Name] = _names(vocabulary.states)
        self._yes_no = [name for name, kind in vocabulary.facts.items() if kind.kind == "yes_no"]
        self._words = {name: kind.values for name, kind in vocabulary.facts.items() if kind.kind == "one_of"}
        self.units: dict[str | None, list[str]] = {}
        self.stepped: dict[str | None, list[str]] = {}
        for name, kind in vocabulary.facts.items():
            if kind.kind == "number":
                (self.stepped if kind.steps else self.units).setdefault(kind.unit, []).append(name)
        facts = vocabulary.fact_families
        self.families: list[tuple[str, str]] = [
            pair for pair in vocabulary.families.items() if pair[0] not in facts or facts[pair[0]].kind == "yes_no"
        ]
        self.doing: list[tuple[str, str]] = [
            (what, group) for what, group in self.families if what not in facts and self.size(group)
        ]
        self._by_depth: dict[int, Clauses] = {}
        self.atoms: dict[type[Kind], Clauses] = self._made()
        self._compound: dict[type[Kind], Callable[[Clauses], Clauses]] = {
            AllOf: lambda inner: st.builds(AllOf, of=_parts(inner, 0)),
            AnyOf: lambda inner: st.builds(AnyOf, of=_parts(inner, 0)),
            Counted: _counted,
            Not: lambda inner: st.builds(Not, condition=inner),
            Ever: lambda inner: st.builds(Ever, condition=inner),
            If: lambda inner: st.builds(If, premise=inner, then=inner),
            At: lambda inner: st.builds(At, condition=self._undated(inner), moment=self.moments()),
            OnlyIf: lambda inner: st.builds(OnlyIf, act=self.moments(), requires=self._required(inner)),
            OnlyAfter: lambda inner: st.builds(OnlyAfter, act=self.moments(), after=inner, same_day=st.booleans()),
        }
        self.kinds: tuple[type[Kind], ...] = (*self.atoms, *self._compound)

    # --- kinds ------------------------------------------------------------------

    def clauses(self, depth: int = 2) -> Clauses:
        """Conditions of every kind."""
        if depth not in self._by_depth:
            kinds = {kind: self.of_kind(kind, depth) for kind in (self.kinds if depth else self.atoms)}
            self._by_depth[depth] = st.sampled_from(tuple(kinds)).flatmap(kinds.__getitem__)
        return self._by_depth[depth]

    def of_kind(self, kind: type[Kind], depth: int = 2) -> Clauses:
        """Conditions of one kind, with conditions of every kind inside."""
        if kind in self.atoms:
            return self.atoms[kind]
        return self._compound[kind](self.occurrences(depth - 1) if kind is OnlyAfter else self.clauses(depth - 1))

    def occurrences(self, depth: int) -> Clauses:
        """What can stand after `only after`: things that happen, and combinations of them."""
        compound: tuple[type[Kind], ...] = (AllOf, AnyOf, Counted)
        happening = self._happening()
        if depth <= 0:
            return happening
        kinds = st.sampled_from((None, None, *compound))
        inner = self.occurrences(depth - 1)
        return kinds.flatmap(lambda kind: happening if kind is None else self._compound[kind](inner))

    def _happening(self) -> Clauses:
        found: list[Clauses] = [st.builds(Holds, what=self.moments())]
        if self.vocabulary.ladders:
            found.append(self._rungs(("exactly", "or_later")))
        events = [pair for pair in self.families if pair[0] not in self.vocabulary.fact_families]
        if events:
            found.append(st.sampled_from(events).flatmap(lambda pair: self._members(*pair)))
        return st.one_of(found)

    def _required(self, inner: Clauses) -> Clauses:
        """What can stand inside a gate, where states and numbers that change have the day of the act."""
        found = [inner, inner]
        if self.vocabulary.states:
            found.append(st.builds(InForce, what=self.states, negated=st.booleans()))
        return st.one_of(*found, *([_stepped(self)] if self.has_steps else []))

    def _undated(self, inner: Clauses) -> Clauses:
        """What can be so at a moment: anything but a bare event, in whose place stands that it has not come by then."""
        facts = self.vocabulary.facts

        def undated(clause: Kind) -> Kind:
            if isinstance(clause, Holds) and clause.what.anchor not in facts:
                return Never(event=clause.what)
            return clause

        found = inner.map(undated)
        return st.one_of(found, _stepped(self)) if self.has_steps else found

    def _made(self) -> dict[type[Kind], Clauses]:
        moment = self.moments()
        windows = self.windows()
        bare = [moment, _names(self._yes_no).map(Moment)] if self._yes_no else [moment]
        found: dict[type[Kind], Clauses] = {
            Holds: st.builds(Holds, what=st.one_of(bare)),
            Never: st.builds(Never, event=moment),
            Order: st.builds(Order, event=moment, order=_ORDERS, moment=moment),
            WithinPeriod: st.builds(WithinPeriod, event=moment, period=periods, side=_SIDES, moment=moment),
            Between: st.builds(lambda event, ends: Between(event=event, start=ends[0], end=ends[1]), moment, windows),
            Apart: st.builds(Apart, event=moment, at_most=periods, moment=moment),
            OnlyBefore: st.builds(OnlyBefore, act=moment, before=moment, same_day=st.booleans()),
            OnlyWithin: st.builds(OnlyWithin, act=moment, period=periods, side=_SIDES, moment=moment),
            OnlyBetween: st.builds(lambda act, ends: OnlyBetween(act=act, start=ends[0], end=ends[1]), moment, windows),
            OnlyTogether: st.builds(OnlyTogether, act=moment, at_most=periods, moment=moment),
        }
        values = self._values()
        if values:
            found[Is], found[OneOf] = self._is(values), self._one_of(values)
        if self.units:
            stepped = [_stepped(self, moment)] if self.has_steps else []
            found[Compare] = st.one_of(self.compares(), *stepped)
        if self.vocabulary.states:
            found[InForce] = st.builds(InForce, what=self.states, on=moment, negated=st.booleans())
        if self.families:
            found[Members] = st.sampled_from(self.families).flatmap(lambda pair: self._members(*pair))
        return found

    @property
    def has_steps(self) -> bool:
        """Whether a number that changes step by step can be compared with one that does not."""
        return any(unit in self.units for unit in self.stepped)

    # --- moments ------------------------------------------------------------------

    def moments(self, depth: int = 1) -> st.SearchStrategy[Moment]:
        """Events mostly, sometimes days, named moments or one of several; one in four shifted forward or back."""
        derived: list[st.SearchStrategy[Name | date | Derived]] = []
        if depth:
            derived = [self.several(depth - 1), *([_names(self.vocabulary.moments)] if self.vocabulary.moments else [])]
        anchors = st.one_of(*(self.events for _ in range(4)), dates, *derived)
        shifts = st.sampled_from([True, False, False, False]).flatmap(
            lambda moved: positive_periods if moved else st.just(Period())
        )
        return st.builds(
            lambda anchor, shift, back: Moment(anchor, -shift if back else shift), anchors, shifts, st.booleans()
        )

    def several(self, depth: int = 0) -> st.SearchStrategy[Derived]:
        """The earliest, the latest or the k-th of some moments, or of what the members of a group do."""
        return _several(self, depth)

    def windows(self) -> st.SearchStrategy[tuple[Moment, Moment]]:
        """Two moments that do not end before they begin."""
        return _windows(self)

    # --- facts, ladders, groups ---------------------------------------------------------

    def _values(self) -> dict[str, Sequence[str]]:
        """What may be said of ladders and facts that have listed values."""
        rungs = {name: kind.rungs for name, kind in self.vocabulary.ladders.items()}
        return {**rungs, **self._words, **dict.fromkeys(self._yes_no, ("yes", "no"))}

    def _is(self, values: dict[str, Sequence[str]]) -> Clauses:
        facts = [name for name in values if name not in self.vocabulary.ladders]
        found = [self._rungs(("exactly", "or_later", "or_earlier"))] if self.vocabulary.ladders else []
        if facts:
            found.append(
                _names(facts).flatmap(lambda name: st.builds(Is, what=st.just(name), value=_names(values[name])))
            )
        return st.one_of(found)

    def _rungs(self, reaches: Sequence[str]) -> Clauses:
        """A ladder on a rung, or above it, or below."""
        ladders = self.vocabulary.ladders
        return _names(ladders).flatmap(
            lambda name: st.builds(
                Is, what=st.just(name), value=_names(ladders[name].rungs), reach=st.sampled_from(reaches)
            )
        )

    def _one_of(self, values: dict[str, Sequence[str]]) -> Clauses:
        """A fact with one of several values, or a ladder on one of several rungs."""
        return _names(values).flatmap(
            lambda name: st.builds(
                OneOf,
                what=st.just(name),
                values=st.lists(_names(values[name]), min_size=1, max_size=4, unique=True).map(tuple),
            )
        )

    def compares(self) -> Clauses:
        """Every form of a quantity, in the unit of the fact."""
        return _compares(self)

    def size(self, group: str) -> int:
        """How many members a group has, as far as they are named."""
        return len(self.vocabulary.groups.get(group) or ())

    def _members(self, what: str, group: str) -> Clauses:
        """All, any, none, a majority, a number or a share of a group; some members named, some left out."""
        return _some_members(self, what, group)


@st.composite
def _several(draw: st.DrawFn, over: ClauseStrategies, depth: int) -> Derived:
    """The earliest, the latest or the k-th of some moments, or of what the members of a group do."""
    of_members = draw(st.booleans())
    if over.doing and of_members:
        what, group = draw(st.sampled_from(over.doing))
        which = draw(_places(min(2, over.size(group))))
        return Derived(which, group=Name(group), what=Name(what))
    of = tuple(draw(st.lists(over.moments(depth), min_size=1, max_size=3)))
    return Derived(draw(_places(*range(1, len(of) + 1))), of)


def _places(*numbers_: int) -> st.SearchStrategy[Literal["earliest", "latest"] | int]:
    """The earliest, the latest, or one of these places in a row."""
    words: tuple[Literal["earliest", "latest"], ...] = ("earliest", "latest")
    return st.sampled_from((*words, *numbers_))


@st.composite
def _windows(draw: st.DrawFn, over: ClauseStrategies) -> tuple[Moment, Moment]:
    """Two moments that do not end before they begin."""
    anchor = draw(st.one_of(over.events, dates))
    start, end = draw(st.one_of(st.just(Moment(anchor)), over.moments())), draw(over.moments())
    for candidate in (end, Moment(start.anchor, draw(positive_periods))):
        try:
            check_window(start, candidate)
        except LanguageError:
            continue
        return start, candidate
    return start, start


@st.composite
def _compares(draw: st.DrawFn, over: ClauseStrategies) -> Kind:
    """Every form of a quantity, in the unit of the fact."""
    unit = draw(st.sampled_from(list(over.units)))
    fact = _names(over.units[unit])
    number, several = draw(numbers), tuple(draw(st.lists(fact, min_size=1, max_size=3)))
    rights = [
        Quantity(number, unit),
        Quantity(of=several),
        Quantity(number, of=several),
        Quantity(number, of=several, percent=True),
    ]
    plus = tuple(draw(st.lists(fact, max_size=2)))
    return Compare(left=draw(fact), plus=plus, comparison=draw(_COMPARISONS), right=draw(st.sampled_from(rights)))


@st.composite
def _stepped(draw: st.DrawFn, over: ClauseStrategies, moments: st.SearchStrategy[Moment] | None = None) -> Kind:
    """A comparison with a number that changes step by step, or with a share of it; on a day or on that of an act."""
    unit = draw(st.sampled_from([unit for unit in over.stepped if unit in over.units]))
    factor, percent = draw(st.sampled_from([(None, False), (Fraction(1, 2), False), (Fraction(90), True)]))
    right = Quantity(factor, of=draw(_names(over.stepped[unit])), percent=percent)
    on = None if moments is None else draw(moments)
    return Compare(left=draw(_names(over.units[unit])), comparison=draw(_COMPARISONS), right=right, on=on)


@st.composite
def _some_members(draw: st.DrawFn, over: ClauseStrategies, what: str, group: str) -> Kind:
    """All, any, none, a majority, a number or a share of a group; some members named, some left out."""
    known = over.vocabulary.groups.get(group) or ()
    named = draw(st.lists(st.sampled_from(known), max_size=min(2, len(known) - 1), unique=True)) if known else []
    cut = draw(st.integers(0, len(named)))
    fields: dict[str, object] = {
        "group": Name(group),
        "what": Name(what),
        "including": tuple(map(Name, named[:cut])),
        "excluding": tuple(map(Name, named[cut:])),
    }
    if draw(st.booleans()):
        return Members.made({"quantifier": draw(st.sampled_from(_QUANTIFIERS)), **fields})
    size = len(known) - (len(named) - cut) if known else 3
    return Members.made({**draw(_how_many(size)), **fields})


def _names(known: Iterable[str]) -> st.SearchStrategy[Name]:
    listed = list(known)
    return st.sampled_from(listed).map(Name) if listed else st.nothing()


def _parts(inner: Clauses, least: int) -> st.SearchStrategy[tuple[Kind, ...]]:
    return st.lists(inner, min_size=least, max_size=3).map(tuple)


@st.composite
def bounds(draw: st.DrawFn, size: int) -> tuple[int, int | None]:
    """At least and at most so many of a number of parts."""
    low, high = sorted([draw(st.integers(0, size)), draw(st.integers(0, size))])
    return draw(st.sampled_from([(low, None), (0, high), (high, high), (low, high)]))


@st.composite
def _counted(draw: st.DrawFn, inner: Clauses) -> Kind:
    parts = draw(_parts(inner, 1))
    low, high = draw(bounds(len(parts)))
    return Counted(at_least=low, at_most=high, of=parts)


@st.composite
def _how_many(draw: st.DrawFn, size: int) -> dict[str, object]:
    """A number of members, or a share of them, that some group of this size can reach."""
    low, high = draw(bounds(size))
    scales = [(Fraction(1), False), (Fraction(1), False), (Fraction(1, 2 * size), False), (Fraction(50, size), True)]
    scale, percent = draw(st.sampled_from(scales if low == 0 or high is None else scales[:1]))
    can_be_strict = (high is None and low < size) or (low == 0 and high not in {0, None})
    return {
        "quantifier": "number",
        "at_least": _whole(low * scale),
        "at_most": None if high is None else _whole(high * scale),
        "percent": percent,
        "strictly": can_be_strict and draw(st.booleans()),
    }


def _whole(number: Fraction) -> int | Fraction:
    return int(number) if number.denominator == 1 else number


__all__ = [
    "ClauseStrategies",
    "Clauses",
    "bounds",
    "clauses",
    "dates",
    "moments",
    "numbers",
    "periods",
    "positive_periods",
]
