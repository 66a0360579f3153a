"""Strategies for core formulas of every node, and for what may be known of their events and facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from conditions import formula as f
from conditions.knowledge import (
    NOT_APPLICABLE,
    NOT_GIVEN,
    STATED_UNKNOWN,
    Among,
    FactState,
    Knowledge,
    NumberBetween,
)
from conditions.periods import Period
from conditions.records import dataclass
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth

START: Final = 738_000  # 2021-07-29: two days later a month ends that is longer than the one after next
"""The ordinal of the first day of generated timelines."""
NOW: Final = START + 3
"""The last day of which everything is known, in a generated `until` world."""

in_days: Final = st.integers(-4, 4).map(lambda count: Period(days=count))
in_months: Final = st.sampled_from([Period(months=1), Period(months=-1), Period(years=1), Period(months=1, days=1)])
shifts: Final = st.one_of(in_days, in_days, in_days, in_months)
_NUMBERS: Final = st.integers(-2, 8).map(Fraction)
comparisons: Final[st.SearchStrategy[f.Comparison]] = st.sampled_from(["<", "<=", "=", "!=", ">=", ">"])
_DAYS: Final = st.integers(START - 1, START + 6).map(lambda day: f.Day(date.fromordinal(day)))
_OFFSETS: Final = st.none() | st.integers(-5, 5).map(lambda count: Period(days=count))
_CALENDAR_OFFSETS: Final = _OFFSETS | st.sampled_from([Period(months=1), Period(months=-1), Period(months=1, days=2)])


@dataclass(frozen=True)
class Alphabet:
    """The names of generated formulas and timelines.

    Attributes:
        events: Events.
        yes_no: Yes/no facts.
        words: Enumerated facts with their values.
        numbers: Numeric facts, all of one unit.
    """

    events: tuple[str, ...] = tuple("abcde")
    yes_no: tuple[str, ...] = ("p", "q")
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {"s": ("x", "y", "z")})
    numbers: tuple[str, ...] = ("n", "m")

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact."""
        return (*self.yes_no, *self.words, *self.numbers)


LETTERS: Final = Alphabet()
"""Five events and five facts, each one letter."""


def formulas(depth: int = 3, names: Alphabet = LETTERS) -> st.SearchStrategy[f.Formula]:
    """Formulas of every node; every node turns up on every level.

    Args:
        depth: How deep formulas stand inside formulas at most.
        names: The events and facts; at least one of each sort.
    """
    if depth == 0:
        return _leaves(names)
    inner = formulas(depth - 1, names)
    parts = st.lists(inner, max_size=3).map(tuple)
    bounds = st.tuples(st.integers(0, 3), st.none() | st.integers(0, 3))
    return st.one_of(
        _leaves(names),
        st.builds(f.Gate, points(names), inner),
        st.builds(f.Gate, _events(names), inner),
        st.builds(f.Implies, inner, inner),
        st.builds(f.Not, inner),
        st.builds(f.All, parts),
        st.builds(f.Any, parts),
        st.builds(lambda parts, ends: f.Count(parts, *ends), parts, bounds),
    )


def _events(names: Alphabet) -> st.SearchStrategy[f.Event]:
    return st.sampled_from(names.events).map(f.Event)


@st.composite
def points(
    draw: st.DrawFn, names: Alphabet = LETTERS, *, periods: st.SearchStrategy[Period] = shifts, depth: int = 2
) -> f.Point:
    """An event mostly, else a fixed day, one in five of them shifted; one in eight is derived from others."""
    events = _events(names)
    point: f.Point = draw(st.one_of(events, events, events, events, _DAYS))
    if depth and draw(st.integers(0, 7)) == 0:
        point = draw(_derived(names, periods, depth - 1))
    return draw(st.sampled_from([point, point, point, point, f.Shift(point, draw(periods))]))


@st.composite
def _derived(draw: st.DrawFn, names: Alphabet, periods: st.SearchStrategy[Period], depth: int) -> f.Point:
    inner = points(names, periods=periods, depth=depth)
    several = draw(st.lists(inner, min_size=1, max_size=3))
    kth = f.Kth(tuple(several), draw(st.integers(1, len(several))))
    orders = st.builds(f.Within, inner, inner, in_days)
    guard = draw(st.one_of(_matches(names), st.builds(f.Happens, inner), orders, st.builds(f.Not, orders)))
    kinds: list[f.Point] = [kth, kth, f.Guarded(several[0], guard), f.Named("m", kth)]
    return draw(st.sampled_from(kinds))


@st.composite
def withins(
    draw: st.DrawFn, names: Alphabet = LETTERS, *, periods: st.SearchStrategy[Period] = shifts, depth: int = 2
) -> f.Within:
    """A window that is not reversed, open on at most one side."""
    least, most = sorted([draw(periods), draw(periods)], key=lambda p: p.total_months * 30 + p.total_days)
    ends = draw(st.sampled_from([(least, most), (least, None), (None, most)]))
    ends_of = points(names, periods=periods, depth=depth)
    return f.Within(draw(ends_of), draw(ends_of), *ends)


def _matches(names: Alphabet) -> st.SearchStrategy[f.Formula]:
    flags = st.sampled_from([(True,), (False,), (True, False)])
    found: list[st.SearchStrategy[f.Formula]] = []
    if names.yes_no:
        found.append(st.builds(f.Matches, st.sampled_from(names.yes_no), flags))
    for name, values in names.words.items():
        several = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)
        found.append(st.builds(f.Matches, st.just(name), several))
    return st.one_of(found)


@st.composite
def quantities(draw: st.DrawFn, names: Alphabet = LETTERS) -> f.Quantity:
    """A number, a fact, a sum of facts, or a share of one."""
    fact = f.FactValue(draw(st.sampled_from(names.numbers)))
    both = f.Sum(tuple(map(f.FactValue, names.numbers)))
    bases: list[f.Quantity] = [fact, both]
    base = draw(st.sampled_from(bases))
    share = f.Share(draw(st.sampled_from([Fraction(1, 2), Fraction(-1), Fraction(0), Fraction(2)])), base)
    kinds: list[f.Quantity] = [f.Amount(draw(_NUMBERS)), fact, share, both]
    return draw(st.sampled_from(kinds))


def _leaves(names: Alphabet) -> st.SearchStrategy[f.Formula]:
    compares = st.builds(f.Compare, quantities(names), comparisons, quantities(names))
    window = withins(names)
    happens, constants = st.builds(f.Happens, points(names)), st.sampled_from(Truth).map(f.Constant)
    return st.one_of(window, window, window, happens, _matches(names), compares, constants)


# --- what is known -------------------------------------------------------------------------------


@st.composite
def knowledges(draw: st.DrawFn, names: Alphabet = LETTERS, *, calendar: bool = False) -> Knowledge:
    """A few events within five days, in any world; they may contradict each other.

    Args:
        draw: Hypothesis's.
        names: The events and facts.
        calendar: Whether distances may be in months.
    """
    listed = draw(st.lists(st.sampled_from(names.events), max_size=4, unique=True))
    world = draw(st.sampled_from(["closed", "closed", "open", "until", "until"]))
    entries = [draw(_entries(event, last=NOW if world == "until" else START + 5)) for event in listed]
    tied = draw(st.lists(relations(names.events, calendar=calendar), max_size=3)) if len(listed) > 1 else []
    otherwise = {
        "closed": Unlisted(),
        "open": Unlisted(Truth.UNKNOWN),
        "until": Unlisted(Truth.UNKNOWN, NOW + 1),
    }[world]
    facts = {fact: draw(fact_states(fact, names)) for fact in draw(st.sets(st.sampled_from(names.facts)))}
    return Knowledge(Timeline(entries, tied, otherwise), facts, NOW if world == "until" else None)


@st.composite
def _entries(draw: st.DrawFn, event: str, last: int) -> Entry:
    occurs = draw(st.sampled_from([Truth.TRUE, Truth.TRUE, Truth.UNKNOWN, Truth.UNKNOWN, Truth.FALSE]))
    first, end = sorted(draw(st.integers(START, last if occurs is Truth.TRUE else START + 5)) for _ in range(2))
    return Entry(event, occurs, first, draw(st.sampled_from([first, end, end])))


@st.composite
def relations(draw: st.DrawFn, names: Sequence[str] = "abcd", *, calendar: bool = False) -> Relation:
    """A relation between two different events."""
    first, second = draw(st.permutations(names))[:2]
    kinds = _CALENDAR_OFFSETS if calendar else _OFFSETS
    return Relation(first, second, draw(kinds), draw(kinds))


@st.composite
def fact_states(draw: st.DrawFn, fact: str, names: Alphabet = LETTERS) -> FactState:
    """What is known of one of the facts."""
    nothing = draw(st.sampled_from([NOT_GIVEN, STATED_UNKNOWN, NOT_APPLICABLE]))
    if fact in names.numbers:
        low, high = sorted([draw(_NUMBERS), draw(_NUMBERS)])
        ranges = [(low, low), (low, low), (low, high), (low, high), (low, None), (None, high)]
        known: list[FactState] = [NumberBetween(*ends) for ends in ranges]
        return draw(st.sampled_from([*known, nothing]))
    options: list[bool | str] = [True, False] if fact in names.yes_no else [*names.words[fact]]
    chosen = draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
    states: list[FactState] = [Among((chosen[0],)), Among(tuple(chosen)), nothing]
    return draw(st.sampled_from(states))


__all__ = [
    "LETTERS",
    "NOW",
    "START",
    "Alphabet",
    "fact_states",
    "formulas",
    "knowledges",
    "points",
    "quantities",
    "relations",
    "withins",
]
