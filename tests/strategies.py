"""Random clauses of every kind over one vocabulary, with names that are easily taken for something else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from hypothesis import strategies as st

from conditions.dates import parse_partial_date
from conditions.errors import LanguageError
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
from conditions.vocabulary import Definition, FactType, LadderType, Membership, NumberStep, StateType, Vocabulary

Clauses: TypeAlias = st.SearchStrategy[Kind]

EVENTS: Final = (
    *("referendum", "withdrawal", "ua_signs", "ru_signs", "annexation", "partition", "signature", "ratification"),
    *("NO", "AT", "BY", "AND", "OR", "not_yet", "only_child", "by_law", "or_later_event", "is_one", "подписание"),
)
"""Codes that look like keywords, words that begin with one, and letters of another script."""
MEMBERS: Final = ("US", "GB", "NO", "AT")
LADDERS: Final = {
    "crimea": LadderType(("unresolved", "agreed_in_principle", "resolved"), "unresolved"),
    "donbas": LadderType(("unresolved", "agreed_in_principle", "resolved"), "unresolved"),
    "talks": LadderType(("raised", "agreed", "signed")),
}
FACTS: Final = {
    "texts_separate": FactType(),
    "referendum_approved": FactType(),
    "status": FactType("one_of", ("neutral", "non_aligned", "aligned")),
    "troops": FactType("number", unit="persons"),
    "notice_given": FactType("number", unit="days"),
    "troop_limit": FactType(
        "number",
        unit="persons",
        steps=(
            NumberStep(Moment(date(2022, 1, 5)), Fraction(100)),
            NumberStep(Moment(Name("signature"), Period(days=30)), Fraction(85_000)),
            NumberStep(Moment(Name("closing")), Fraction(2)),
            NumberStep(Moment(Name("ratification")), None),
        ),
    ),
    "votes_for": FactType("number"),
    "votes_against": FactType("number"),
    "votes_cast": FactType("number"),
}
STATES: Final = {
    "ceasefire": StateType(
        "the ceasefire",
        start=Moment(Name("signature")),
        end=Moment(Name("annexation")),
        suspended=((Moment(Name("partition")), Moment(Name("referendum"), Period(days=30))),),
        only_if=Holds(what=Moment(Name("withdrawal"))),
    ),
    "sanctions": StateType(
        start=Moment(date(2022, 1, 10)),
        suspended=((Moment(Name("ua_signs")), Moment(Name("ru_signs"))), (Moment(Name("AT")), None)),
        void_if=Is(what=Name("status"), value=Name("neutral")),
    ),
    "treaty": StateType(rule=AllOf(of=(Holds(what=Moment(Name("ua_signs"))), Holds(what=Moment(Name("ru_signs")))))),
}
MOMENTS: Final = {
    "opening": Definition(Moment(Derived("earliest", (Moment(Name("signature")), Moment(Name("referendum")))))),
    "closing": Definition(
        Moment(Derived("latest", group=Name("guarantors"), what=Name("ratify")), Period(days=30)),
        AllOf(of=(Holds(what=Moment(Name("opening"))), Holds(what=Moment(Name("texts_separate"))))),
    ),
}
VOCABULARY: Final = Vocabulary(
    events={
        **dict.fromkeys(EVENTS, ""),
        **{f"ratify[{member}]": f"ratification by {member}" for member in MEMBERS},
        **{f"approve[{member}]": "" for member in MEMBERS},
        **{f"{name}.{rung}": "" for name, ladder in LADDERS.items() for rung in ladder.above_start()},
    },
    facts={**FACTS, **{f"in_favour[{member}]": FactType() for member in MEMBERS}},
    ladders=LADDERS,
    groups={"guarantors": MEMBERS, "observers": None, "council": MEMBERS},
    families={"ratify": "guarantors", "in_favour": "guarantors", "attend": "observers", "approve": "council"},
    fact_families={"in_favour": FactType()},
    labels={"referendum": "the referendum", "GB": "United Kingdom"},
    moments=MOMENTS,
    states=STATES,
    memberships={
        "council": (
            Membership("US"),
            Membership("GB", until=parse_partial_date("2022-02-01")),
            Membership("NO", parse_partial_date("2022-01-20")),
            Membership("AT", parse_partial_date("2022-01-10"), parse_partial_date("2022-01-25")),
            Membership("AT", parse_partial_date("2022-02-10")),
        )
    },
)

events = st.sampled_from(sorted(VOCABULARY.events)).map(Name)
dates = st.dates(date(2022, 1, 1), date(2023, 12, 31))
counts = st.one_of(st.just(0), st.just(0), st.integers(0, 3), st.integers(0, 40))
periods = st.builds(Period, counts, counts, counts, counts)
positive_periods = periods.filter(lambda period: not period.is_zero)


@st.composite
def moments(draw: st.DrawFn, *, depth: int = 1) -> Moment:
    """An event mostly, sometimes a day, a named moment or one of several; one in four shifted forward or back."""
    derived = [st.sampled_from(sorted(VOCABULARY.moments)).map(Name), several(depth - 1)] if depth else []
    anchor = draw(st.one_of(events, events, events, events, dates, *derived))
    shift = draw(positive_periods) if draw(st.integers(0, 3)) == 0 else Period()
    return Moment(anchor, draw(st.sampled_from([shift, -shift])))


numbers = st.one_of(
    st.integers(-3, 10**7).map(Fraction),
    st.decimals(-10, 10**4, places=3).map(Fraction),
    st.fractions(0, 5, max_denominator=9),
)
VOTES: Final = ("votes_for", "votes_against", "votes_cast")
bare_facts = st.sampled_from(VOTES).map(Name)


@st.composite
def compares(draw: st.DrawFn) -> Kind:
    """Every form of a quantity, in the unit of the fact."""
    number = draw(numbers)
    left, right = draw(
        st.sampled_from(
            [
                (Name("troops"), Quantity(number, "persons")),
                (Name("notice_given"), Quantity(number, "days")),
                (draw(bare_facts), Quantity(number)),
                (draw(bare_facts), Quantity(of=draw(bare_facts))),
                (draw(bare_facts), Quantity(number, of=draw(bare_facts))),
                (draw(bare_facts), Quantity(number, of=draw(bare_facts), percent=True)),
                (draw(bare_facts), Quantity(number, of=(draw(bare_facts), draw(bare_facts)), percent=True)),
                (draw(bare_facts), Quantity(of=(draw(bare_facts), draw(bare_facts), draw(bare_facts)))),
            ]
        )
    )
    plus = tuple(draw(st.lists(bare_facts, max_size=2))) if left in VOTES else ()
    return Compare(
        left=left, plus=plus, comparison=draw(st.sampled_from(["<", "<=", "=", "!=", ">=", ">"])), right=right
    )


@st.composite
def rungs(draw: st.DrawFn) -> Kind:
    """A ladder on a rung, or above it, or below."""
    ladder = draw(st.sampled_from(sorted(LADDERS)))
    rung = draw(st.sampled_from(LADDERS[ladder].rungs))
    return Is(what=Name(ladder), value=Name(rung), reach=draw(st.sampled_from(["exactly", "or_later", "or_earlier"])))


yes_no_facts = st.sampled_from(["texts_separate", "referendum_approved", "in_favour[GB]"]).map(Name)
yes_no = st.sampled_from(["yes", "no"]).map(Name)
status_values = st.sampled_from(FACTS["status"].values).map(Name)
fact_values = st.one_of(
    st.builds(Is, what=yes_no_facts, value=yes_no), st.builds(Is, what=st.just(Name("status")), value=status_values)
)


@st.composite
def one_ofs(draw: st.DrawFn) -> Kind:
    """A fact with one of several values, or a ladder on one of several rungs."""
    ladder = draw(st.sampled_from(sorted(LADDERS)))
    what, listed = draw(
        st.sampled_from(
            [("status", FACTS["status"].values), ("texts_separate", ("yes", "no")), (ladder, LADDERS[ladder].rungs)]
        )
    )
    words = draw(st.lists(st.sampled_from(listed), min_size=1, unique=True))
    return OneOf(what=Name(what), values=tuple(map(Name, words)))


@st.composite
def stepped(draw: st.DrawFn, *, dated: bool = False) -> Kind:
    """A comparison with a number that changes step by step, or with a share of it."""
    factor, percent = draw(st.sampled_from([(None, False), (Fraction(1, 2), False), (Fraction(90), True)]))
    right = Quantity(factor, of=Name("troop_limit"), percent=percent)
    on = draw(moments()) if dated else None
    return Compare(left=Name("troops"), comparison=draw(st.sampled_from(["<=", ">=", "<"])), right=right, on=on)


_QUANTIFIERS: Final[tuple[Literal["all", "any", "none", "majority"], ...]] = ("all", "any", "none", "majority")


@st.composite
def members(draw: st.DrawFn) -> Kind:
    """All, any, none, a majority, a number or a share of a group; some members named, some left out."""
    group, what = draw(
        st.sampled_from(
            [
                *(("guarantors", "ratify"), ("guarantors", "in_favour"), ("observers", "attend")),
                *(("council", "approve"), ("council", "approve")),
            ]
        )
    )
    named = draw(st.lists(st.sampled_from(MEMBERS), max_size=2, unique=True)) if group != "observers" else []
    cut = draw(st.integers(0, len(named)))
    fields: dict[str, object] = {
        "group": Name(group),
        "what": Name(what),
        "including": tuple(map(Name, named[:cut])),
        "excluding": tuple(map(Name, named[cut:])),
    }
    if draw(st.booleans()):
        return Members.made({"quantifier": draw(st.sampled_from(_QUANTIFIERS)), **fields})
    return Members.made({**draw(_how_many(2 if cut < len(named) else 4)), **fields})


@st.composite
def _how_many(draw: st.DrawFn, size: int) -> dict[str, object]:
    """A number of members, or a share of them, that some group of this size can reach."""
    low, high = draw(_bounds(size))
    scales = [(Fraction(1), False), (Fraction(1), False), (Fraction(1, 6), False), (Fraction(25, 2), True)]
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


@st.composite
def _bounds(draw: st.DrawFn, size: int) -> tuple[int, int | None]:
    low, high = sorted([draw(st.integers(0, size)), draw(st.integers(0, size))])
    return draw(st.sampled_from([(low, None), (0, high), (high, high), (low, high)]))


@st.composite
def several(draw: st.DrawFn, depth: int) -> Derived:
    """The earliest, the latest or the k-th of some moments, or of what the members of a group do."""
    if draw(st.booleans()):
        return Derived(draw(st.sampled_from(["earliest", "latest", 2])), group=Name("guarantors"), what=Name("ratify"))
    of = tuple(draw(st.lists(moments(depth=depth), min_size=1, max_size=3)))
    return Derived(draw(st.sampled_from(["earliest", "latest", *range(1, len(of) + 1)])), of)


@st.composite
def windows(draw: st.DrawFn) -> tuple[Moment, Moment]:
    """Two moments that do not end before they begin."""
    anchor = draw(st.one_of(events, dates))
    start, end = draw(st.sampled_from([Moment(anchor), draw(moments())])), draw(moments())
    shifted = Moment(start.anchor, draw(positive_periods))
    for candidate in (end, shifted):
        try:
            check_window(start, candidate)
        except LanguageError:
            continue
        return start, candidate
    return start, start


states = st.sampled_from(sorted(STATES)).map(Name)
sides: st.SearchStrategy[str] = st.sampled_from(["of", "after", "before"])
orders = st.sampled_from(["before", "on_or_before", "after", "on_or_after"])
atoms: Final[dict[type[Kind], Clauses]] = {
    Holds: st.builds(Holds, what=moments() | yes_no_facts.map(Moment)),
    Never: st.builds(Never, event=moments()),
    Is: rungs() | fact_values,
    OneOf: one_ofs(),
    Compare: compares() | stepped(dated=True),
    InForce: st.builds(InForce, what=states, on=moments(), negated=st.booleans()),
    Order: st.builds(Order, event=moments(), order=orders, moment=moments()),
    WithinPeriod: st.builds(WithinPeriod, event=moments(), period=periods, side=sides, moment=moments()),
    Between: st.builds(lambda event, ends: Between(event=event, start=ends[0], end=ends[1]), moments(), windows()),
    Apart: st.builds(Apart, event=moments(), at_most=periods, moment=moments()),
    Members: members(),
    OnlyBefore: st.builds(OnlyBefore, act=moments(), before=moments(), same_day=st.booleans()),
    OnlyWithin: st.builds(OnlyWithin, act=moments(), period=periods, side=sides, moment=moments()),
    OnlyBetween: st.builds(lambda act, ends: OnlyBetween(act=act, start=ends[0], end=ends[1]), moments(), windows()),
    OnlyTogether: st.builds(OnlyTogether, act=moments(), at_most=periods, moment=moments()),
}
"""Kinds without clauses inside."""

_happening = st.one_of(
    st.builds(Holds, what=moments()),
    rungs().filter(lambda clause: not isinstance(clause, Is) or clause.reach != "or_earlier"),
    members().filter(lambda clause: not isinstance(clause, Members) or clause.what != "in_favour"),
)


@st.composite
def occurrences(draw: st.DrawFn, depth: int) -> Kind:
    """What can stand after `only after`: things that happen, and combinations of them."""
    kind = draw(st.sampled_from([None, None, AllOf, AnyOf, Counted] if depth else [None]))
    return draw(_happening if kind is None else _COMPOUND[kind](occurrences(depth - 1)))


@st.composite
def clauses(draw: st.DrawFn, depth: int = 3) -> Kind:
    """Clauses of every kind, to this depth; no kind crowds out another."""
    kind = draw(st.sampled_from(KINDS if depth else tuple(atoms)))
    return draw(of_kind(kind, depth))


def of_kind(kind: type[Kind], depth: int = 2) -> Clauses:
    """Clauses of one kind, with clauses of every kind inside."""
    if kind in atoms:
        return atoms[kind]
    return _COMPOUND[kind](occurrences(depth - 1) if kind is OnlyAfter else clauses(depth - 1))


def _parts(inner: Clauses, least: int) -> st.SearchStrategy[tuple[Kind, ...]]:
    return st.lists(inner, min_size=least, max_size=3).map(tuple)


@st.composite
def _counts(draw: st.DrawFn, inner: Clauses) -> Kind:
    parts = draw(_parts(inner, 1))
    low, high = draw(_bounds(len(parts)))
    return Counted(at_least=low, at_most=high, of=parts)


def _is_undated(clause: Kind) -> bool:
    """Whether it is no bare event, which has a day of its own."""
    return not isinstance(clause, Holds) or clause.what.anchor in VOCABULARY.facts


then_in_force = st.builds(InForce, what=states, negated=st.booleans())
"""What can stand inside a gate, where the day is that of the act."""
_COMPOUND: Final[dict[type[Kind], Callable[[Clauses], Clauses]]] = {
    AllOf: lambda inner: st.builds(AllOf, of=_parts(inner, 0)),
    AnyOf: lambda inner: st.builds(AnyOf, of=_parts(inner, 0)),
    Counted: _counts,
    Not: lambda inner: st.builds(Not, condition=inner),
    Ever: lambda inner: st.builds(Ever, condition=inner),
    If: lambda inner: st.builds(If, premise=inner, then=inner),
    At: lambda inner: st.builds(At, condition=st.one_of(inner.filter(_is_undated), stepped()), moment=moments()),
    OnlyIf: lambda inner: st.builds(OnlyIf, act=moments(), requires=st.one_of(inner, inner, then_in_force, stepped())),
    OnlyAfter: lambda inner: st.builds(OnlyAfter, act=moments(), after=inner, same_day=st.booleans()),
}
KINDS: Final = (*atoms, *_COMPOUND)
"""Every kind for which there is a strategy."""
