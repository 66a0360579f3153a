"""Orders in months decided by the calendar: against every day of a window, and against every start in 400 years."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.engines.exact import Completions, Refuted, Witness
from conditions.engines.exact.calendar import Impossible, Tie, settle
from conditions.engines.exact.terms import ORIGIN, NotLater, Term
from conditions.formula import All, Event, Happens, Shift, Within
from conditions.knowledge import Knowledge
from conditions.periods import Period, shift
from conditions.timeline import Entry, Timeline, Unlisted
from conditions.truth import Truth

EVENTS = ("a", "b", "c")
START = date(2023, 12, 25).toordinal()
LENGTH = 64
WINDOW = [
    tie
    for event in EVENTS
    for tie in (
        Tie(ORIGIN, event, START + LENGTH - 1, None, ()),
        Tie(event, ORIGIN, -START, None, ()),
    )
]


@st.composite
def terms(draw: st.DrawFn, event: str) -> Term:
    """An event, or a day some months and days after it."""
    months = draw(st.lists(st.integers(-2, 3).filter(bool), max_size=2))
    return Term(event, draw(st.integers(-40, 40)), tuple(Period(months=one) for one in months))


@st.composite
def orders(draw: st.DrawFn) -> list[Tie]:
    """A few orders, each with a literal of its own; some in days alone."""
    made = []
    for number in range(1, draw(st.integers(2, 5)) + 1):
        one, other = draw(st.permutations(EVENTS))[:2]
        first, second = draw(terms(one)), draw(terms(other))
        if first.chain or second.chain:
            made.append(Tie(other, one, 0, NotLater(first, second), (number,)))
        else:
            made.append(Tie(other, one, second.days - first.days, None, (number,)))
    return made


def day(term: Term, ordinal: int) -> int:
    """The day of a term, added a second way."""
    found = date.fromordinal(ordinal)
    for period in term.chain:
        found += relativedelta(months=period.months)
    return found.toordinal() + term.days


def tables(listed: list[Tie]) -> dict[tuple[str, str], list[int]]:
    """For each two events, and each day of the first, the days of the second that keep their orders, as bits."""
    every = (1 << LENGTH) - 1
    found = {pair: [every] * LENGTH for pair in (("a", "b"), ("a", "c"), ("b", "c"))}
    for tie in listed:
        order = tie.order or NotLater(Term(tie.target), Term(tie.source, tie.most))
        ends = {term: [day(term, START + one) for one in range(LENGTH)] for term in (order.first, order.second)}
        one, other = sorted((order.first, order.second), key=lambda term: term.event)
        is_first = one == order.first
        for here, mine in enumerate(ends[one]):
            kept = sum(
                1 << there for there, its in enumerate(ends[other]) if (mine <= its if is_first else its <= mine)
            )
            found[one.event, other.event][here] &= kept
    return found


def holding(listed: list[Tie]) -> list[tuple[int, int, int]]:
    """Days of the first two events, and those of the third as bits, that keep all orders in the window."""
    kept = tables(listed)
    return [
        (a, b, kept["a", "c"][a] & kept["b", "c"][b])
        for a in range(LENGTH)
        for b in range(LENGTH)
        if kept["a", "b"][a] >> b & 1 and kept["a", "c"][a] & kept["b", "c"][b]
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(orders(), st.lists(st.integers(-5, LENGTH + 5), min_size=3, max_size=3))
def test_as_every_day_of_the_window_has_it(listed: list[Tie], wished: list[int]) -> None:
    """Days that keep all orders if there are any, the first from those wished for; else orders that cannot be kept."""
    found = settle([*WINDOW, *listed], {event: START + one for event, one in zip(EVENTS, wished, strict=True)})

    match found:
        case Impossible(reason):
            assert [] == holding([tie for tie in listed if tie.reason[0] in reason])
        case None:
            raise AssertionError
        case _:
            assert all(START <= found[event] < START + LENGTH for event in EVENTS)
            for tie in listed:
                order = tie.order or NotLater(Term(tie.target), Term(tie.source, tie.most))
                assert day(order.first, found[order.first.event]) <= day(order.second, found[order.second.event])
            one, other, third = (max(0, number) for number in wished)
            later = [(a, b) for a, b, bits in holding(listed) if a >= one and b >= other and bits >> third]
            if later:
                first = [min(days) for days in zip(*later, strict=True)]
                assert first == [found[event] - START for event in ("a", "b")]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(orders())
def test_the_engine_takes_them_from_the_calendar(listed: list[Tie]) -> None:
    """Where it does so from the first look on: a completion if there is one, else a set of orders without any."""
    entries = [Entry(event, Truth.TRUE, START, START + LENGTH - 1) for event in EVENTS]
    search = Completions(Knowledge(Timeline(entries), {}), start=START)
    for tie in listed:
        order = tie.order or NotLater(Term(tie.target), Term(tie.source, tie.most))
        search.choose(str(tie.reason[0]), search.encoding.order(order.first, order.second))
    names = [str(tie.reason[0]) for tie in listed]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("conditions.engines.exact.completions._LOOPS", 0)
        found = search.find(names)

    if isinstance(found, Refuted):
        assert [] == holding([tie for tie in listed if str(tie.reason[0]) in found.core])
    else:
        assert isinstance(found, Witness)
        days = [int(found.days[event] or 0) - START for event in EVENTS]
        assert any((a, b) == (days[0], days[1]) and bits >> days[2] & 1 for a, b, bits in holding(listed))


def test_months_without_any_day_are_decided() -> None:
    """A month and another one, and two of them less some days: as far as some start lets it; any two of them can be.

    All that months do they do within ten years around 1900, which has no leap day.
    """
    starts = range(date(1895, 1, 1).toordinal(), date(1905, 1, 1).toordinal())
    month, two = Period(months=1), Period(months=2)
    most = max(shift(start, two) - shift(shift(start, month), month) for start in starts)
    a, b, c = map(Event, EVENTS)
    search = Completions(Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN)), {}), free=True, start=738_000)
    search.require(All((Happens(a), Happens(b), Happens(c))))
    search.select("one", Within(b, a, least=month))
    search.select("other", Within(c, b, least=month))
    search.select("both", Within(Shift(c, Period(days=most)), a, most=two))
    search.select("less", Within(Shift(c, Period(days=most + 1)), a, most=two))
    never = search.find(["one", "other", "less"])

    assert isinstance(never, Refuted)
    assert {"one", "other", "less"} == set(never.core)
    for names in (["one", "other", "both"], ["one", "less"], ["other", "less"]):
        assert isinstance(search.find(names), Witness)
