"""Random core formulas and random knowledge over a few events and facts, and ways to know more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

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
from conditions.timeline import Entry, Timeline, Unlisted
from conditions.truth import Truth
from tests.timelines import START, relations

EVENTS = "abcde"
NOW = START + 3

events = st.sampled_from(EVENTS).map(f.Event)
days = st.integers(START - 1, START + 6).map(lambda day: f.Day(date.fromordinal(day)))
in_days = st.integers(-4, 4).map(lambda count: Period(days=count))
in_months = st.sampled_from([Period(months=1), Period(months=-1), Period(years=1), Period(months=1, days=1)])
shifts = st.one_of(in_days, in_days, in_days, in_months)
numbers = st.integers(-2, 8).map(Fraction)
comparisons: st.SearchStrategy[f.Comparison] = st.sampled_from(["<", "<=", "=", "!=", ">=", ">"])


matches = st.one_of(
    st.builds(f.Matches, st.sampled_from("pq"), st.sampled_from([(True,), (False,), (True, False)])),
    st.builds(f.Matches, st.just("s"), st.sampled_from([("x",), ("x", "y"), ("y", "z", "x")])),
)


@st.composite
def points(draw: st.DrawFn, *, periods: st.SearchStrategy[Period] = shifts, depth: int = 2) -> f.Point:
    """An event mostly, else a fixed day, one in five of them shifted; one in eight is derived from others."""
    point: f.Point = draw(st.one_of(events, events, events, events, days))
    if depth and draw(st.integers(0, 7)) == 0:
        point = draw(_derived(periods, depth - 1))
    return draw(st.sampled_from([point, point, point, point, f.Shift(point, draw(periods))]))


@st.composite
def _derived(draw: st.DrawFn, periods: st.SearchStrategy[Period], depth: int) -> f.Point:
    inner = points(periods=periods, depth=depth)
    several = draw(st.lists(inner, min_size=1, max_size=3))
    kth = f.Kth(tuple(several), draw(st.integers(1, len(several))))
    guard = draw(st.one_of(matches, st.builds(f.Happens, inner), _orders(inner), st.builds(f.Not, _orders(inner))))
    kinds: list[f.Point] = [kth, kth, f.Guarded(several[0], guard), f.Named("m", kth)]
    return draw(st.sampled_from(kinds))


def _orders(inner: st.SearchStrategy[f.Point]) -> st.SearchStrategy[f.Formula]:
    return st.builds(f.Within, inner, inner, in_days)


@st.composite
def withins(draw: st.DrawFn, *, periods: st.SearchStrategy[Period] = shifts, depth: int = 2) -> f.Within:
    """A window that is not reversed, open on at most one side."""
    least, most = sorted([draw(periods), draw(periods)], key=lambda p: p.total_months * 30 + p.total_days)
    ends = draw(st.sampled_from([(least, most), (least, None), (None, most)]))
    ends_of = points(periods=periods, depth=depth)
    return f.Within(draw(ends_of), draw(ends_of), *ends)


@st.composite
def quantities(draw: st.DrawFn) -> f.Quantity:
    """A number, a fact, or a share of a fact."""
    fact = f.FactValue(draw(st.sampled_from("nm")))
    both = f.Sum((f.FactValue("n"), f.FactValue("m")))
    bases: list[f.Quantity] = [fact, both]
    base = draw(st.sampled_from(bases))
    share = f.Share(draw(st.sampled_from([Fraction(1, 2), Fraction(-1), Fraction(0), Fraction(2)])), base)
    kinds: list[f.Quantity] = [f.Amount(draw(numbers)), fact, share, both]
    return draw(st.sampled_from(kinds))


constants = st.sampled_from(Truth).map(f.Constant)
compares = st.builds(f.Compare, quantities(), comparisons, quantities())
leaves: st.SearchStrategy[f.Formula] = st.one_of(
    *(withins(), withins(), withins()), st.builds(f.Happens, points()), matches, compares, constants
)


def formulas(depth: int = 3) -> st.SearchStrategy[f.Formula]:
    """Formulas of every kind; every kind of node turns up on every level."""
    if depth == 0:
        return leaves
    inner = formulas(depth - 1)
    parts = st.lists(inner, max_size=3).map(tuple)
    bounds = st.tuples(st.integers(0, 3), st.none() | st.integers(0, 3))
    return st.one_of(
        leaves,
        st.builds(f.Gate, points(), inner),
        st.builds(f.Gate, events, inner),
        st.builds(f.Implies, inner, inner),
        st.builds(f.Not, inner),
        st.builds(f.All, parts),
        st.builds(f.Any, parts),
        st.builds(lambda parts, ends: f.Count(parts, *ends), parts, bounds),
    )


@st.composite
def fact_states(draw: st.DrawFn, fact: str) -> FactState:
    """What is known of one of the facts."""
    nothing = draw(st.sampled_from([NOT_GIVEN, STATED_UNKNOWN, NOT_APPLICABLE]))
    if fact in "nm":
        low, high = sorted([draw(numbers), draw(numbers)])
        ranges = [(low, low), (low, low), (low, high), (low, high), (low, None), (None, high)]
        known: list[FactState] = [NumberBetween(*ends) for ends in ranges]
        return draw(st.sampled_from([*known, nothing]))
    options: list[bool | str] = [True, False] if fact in "pq" else ["x", "y", "z"]
    chosen = draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
    states: list[FactState] = [Among((chosen[0],)), Among(tuple(chosen)), nothing]
    return draw(st.sampled_from(states))


@st.composite
def knowledges(draw: st.DrawFn, *, calendar: bool = False) -> Knowledge:
    """A few events within five days, in any world; they may contradict each other."""
    listed = draw(st.lists(st.sampled_from(EVENTS), max_size=4, unique=True))
    world = draw(st.sampled_from(["closed", "closed", "open", "until", "until"]))
    entries = [draw(_entries(event, last=NOW if world == "until" else START + 5)) for event in listed]
    tied = draw(st.lists(relations("abcde", calendar=calendar), max_size=3)) if len(listed) > 1 else []
    otherwise = {
        "closed": Unlisted(),
        "open": Unlisted(Truth.UNKNOWN),
        "until": Unlisted(Truth.UNKNOWN, NOW + 1),
    }[world]
    facts = {fact: draw(fact_states(fact)) for fact in draw(st.sets(st.sampled_from("pqsnm")))}
    return Knowledge(Timeline(entries, tied, otherwise), facts, NOW if world == "until" else None)


@st.composite
def _entries(draw: st.DrawFn, event: str, last: int) -> Entry:
    occurs = draw(st.sampled_from([Truth.TRUE, Truth.TRUE, Truth.UNKNOWN, Truth.UNKNOWN, Truth.FALSE]))
    first, end = sorted(draw(st.integers(START, last if occurs is Truth.TRUE else START + 5)) for _ in range(2))
    return Entry(event, occurs, first, draw(st.sampled_from([first, end, end])))


@st.composite
def refined(draw: st.DrawFn, known: Knowledge, *, calendar: bool = False) -> Knowledge:
    """The same knowledge with one more thing known."""
    ways = list(_ways_to_know_more(known))
    timeline = known.timeline
    relation = draw(relations("abcde", calendar=calendar))
    tied = Timeline(map(timeline.entry, timeline.events()), (*timeline.relations, relation), timeline.otherwise)
    return draw(st.sampled_from([replace(known, timeline=tied), *ways]))


def _ways_to_know_more(known: Knowledge) -> Iterator[Knowledge]:
    for event in EVENTS:
        entry = known.timeline.entry(event)
        first, last = entry.earliest, entry.latest
        narrower = [(first, first), (last, last), (first, last - 1), (first + 1, last), (START + 4, START + 4)]
        for start, end in narrower:
            if first <= start <= end <= last and entry.occurs is not Truth.FALSE and abs(start) < float("inf"):
                yield _with_entry(known, replace(entry, earliest=start, latest=end))
        if entry.occurs is Truth.UNKNOWN:
            yield _with_entry(known, replace(entry, occurs=Truth.TRUE))
            yield _with_entry(known, replace(entry, occurs=Truth.FALSE))
    for fact in "pqsnm":
        for state in _narrower(fact, known.fact(fact)):
            yield replace(known, facts={**known.facts, fact: state})


def _with_entry(known: Knowledge, entry: Entry) -> Knowledge:
    timeline = known.timeline
    entries = {event: timeline.entry(event) for event in timeline.events()} | {entry.event: entry}
    return replace(known, timeline=Timeline(entries.values(), timeline.relations, timeline.otherwise))


def _narrower(fact: str, state: FactState) -> Iterator[FactState]:
    match state:
        case Among(options):
            yield from (Among((option,)) for option in options)
        case NumberBetween(low, high):
            yield from (NumberBetween(end, end) for end in (low, high) if end is not None)
            if low is not None and high is None:
                yield NumberBetween(low, low + 3)
        case _ if state != NOT_APPLICABLE:
            if fact in "nm":
                yield from (NumberBetween(Fraction(number), Fraction(number)) for number in (-1, 0, 5))
            else:
                yield from (Among((option,)) for option in ([True, False] if fact in "pq" else ["x", "y", "z"]))
        case _:
            pass
