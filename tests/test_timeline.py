"""The timeline: tightest bounds, what is possible, and the timelines that follow from one."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conditions.dates import LAST_DAY, Period, length_bounds, shift
from conditions.network import Network
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from tests.timelines import (
    NAMES,
    START,
    Days,
    certain,
    completions,
    entries,
    extent,
    keeps,
    relations,
    timelines,
    with_known,
    worlds,
)

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
NEVER = (math.inf, -math.inf)
ANY = (-math.inf, math.inf)
DAY = Period(days=1)
names = st.sampled_from(NAMES)


def happens(event: str, earliest: float = -math.inf, latest: float = math.inf) -> Entry:
    """An event that happens for certain."""
    return Entry(event, T, earliest, latest)


def may(event: str, earliest: float = -math.inf, latest: float = math.inf) -> Entry:
    """An event of which nobody knows whether it happens."""
    return Entry(event, U, earliest, latest)


def after(first: str, second: str) -> Relation:
    """The second event comes on a later day than the first."""
    return Relation(first, second, DAY)


# --- against all completions, counted one by one -------------------------------


@given(timelines())
def test_a_timeline_is_contradictory_when_nothing_completes_it(timeline: Timeline) -> None:
    """What certainly happens must have days."""
    assert bool(completions(timeline)) == (timeline.contradiction() is None)


@given(timelines())
def test_whether_an_event_occurs(timeline: Timeline) -> None:
    """An event that may happen does not where no completion has it."""
    assume(completions(timeline))

    for event in timeline.events():
        listed = timeline.entry(event).occurs
        expected = F if listed is U and not completions(timeline, [event]) else listed
        assert expected is timeline.occurs(event)


@given(timelines())
def test_bounds_are_the_tightest(timeline: Timeline) -> None:
    """First and last day of the event over all completions in which it happens."""
    assume(completions(timeline))

    for event in timeline.events():
        assert extent(world[event] for world in completions(timeline, [event])) == timeline.bounds(event)


@given(timelines(), names, names)
def test_gaps_are_the_tightest(timeline: Timeline, first: str, second: str) -> None:
    """Least and greatest distance over all completions in which both happen."""
    assume(completions(timeline))
    together = completions(timeline, [first, second])

    assert extent(world[second] - world[first] for world in together) == timeline.gap(first, second)


@given(timelines(), st.lists(names, max_size=4))
def test_what_can_happen_together(timeline: Timeline, events: list[str]) -> None:
    """Possible, assumable and free of contradiction are one thing."""
    expected = bool(completions(timeline, events))

    assert expected == timeline.possible(events)
    assert expected == (timeline.contradiction(events) is None)
    assert expected == (timeline.assuming(events) is not None)


@given(timelines(calendar=True), st.lists(names, max_size=3))
def test_assuming_is_being_certain(timeline: Timeline, events: list[str]) -> None:
    """The timeline where events are assumed answers like one in which they were listed as happening."""
    assumed = timeline.assuming(events)
    assume(assumed is not None)
    assert assumed is not None
    certainly = [replace(timeline.entry(e), occurs=T if e in events else timeline.entry(e).occurs) for e in NAMES]
    listed = Timeline([e for e in certainly if e.event in {*timeline.events(), *events}], timeline.relations)

    assert listed == assumed
    for first in NAMES:
        assert listed.occurs(first) is assumed.occurs(first)
        assert listed.bounds(first) == assumed.bounds(first)
        for second in NAMES:
            assert listed.gap(first, second) == assumed.gap(first, second)


@given(timelines(calendar=True))
def test_no_completion_is_lost_where_months_are_counted(timeline: Timeline) -> None:
    """Distances in months are never narrowed too far."""
    assume(completions(timeline))

    assert timeline.contradiction() is None
    for first in timeline.events():
        for second in timeline.events():
            together = completions(timeline, [first, second])
            if together:
                least, most = timeline.gap(first, second)
                assert least <= min(world[second] - world[first] for world in together)
                assert most >= max(world[second] - world[first] for world in together)
                earliest, latest = timeline.bounds(first)
                assert earliest <= min(world[first] for world in together)
                assert latest >= max(world[first] for world in together)


# --- months --------------------------------------------------------------------

calendar_periods = st.builds(Period, months=st.integers(1, 30), days=st.integers(0, 3))


@given(st.integers(700_000, 760_000), st.integers(0, 70), calendar_periods, calendar_periods, st.booleans())
def test_one_relation_in_months_is_exact(first: int, width: int, least: Period, most: Period, back: bool) -> None:
    """The bounds of the second event and its distance, from any range of the first."""
    least, most = (-most, -least) if back else (least, most)
    starts = [start for start in range(first, first + width + 1) if shift(start, least) <= shift(start, most)]
    assume(len(starts) == width + 1)
    timeline = Timeline([happens("a", first, first + width), happens("b")], [Relation("a", "b", least, most)])

    assert (shift(first, least), shift(first + width, most)) == timeline.bounds("b")
    assert (
        length_bounds(least, first, first + width)[0],
        length_bounds(most, first, first + width)[1],
    ) == timeline.gap("a", "b")


@given(st.integers(700_000, 760_000), st.integers(0, 70), calendar_periods, st.booleans())
def test_one_relation_in_months_bounds_its_start(end: int, width: int, period: Period, back: bool) -> None:
    """A day that is known tells from which days a period can lead there."""
    period = -period if back else period
    reach = range(shift(end, -period) - 10, shift(end + width, -period) + 10)
    timeline = Timeline([happens("a"), happens("b", end, end + width)], [Relation("a", "b", period, period)])
    starts = [start for start in reach if end <= shift(start, period) <= end + width]

    if starts:
        assert extent(starts) == timeline.bounds("a")
    else:
        assert timeline.contradiction() is not None


@given(st.integers(700_000, 760_000), st.lists(st.tuples(calendar_periods, st.booleans()), min_size=1, max_size=9))
def test_a_chain_of_months_from_a_known_day_is_exact(start: int, links: list[tuple[Period, bool]]) -> None:
    """However many links, in whichever order they are listed."""
    expected, tied = [start], list[Relation]()
    for number, (period, back) in enumerate(links):
        signed = -period if back else period
        expected.append(shift(expected[-1], signed))
        tied.append(Relation(f"e{number}", f"e{number + 1}", signed, signed))

    for order in (tied, tied[::-1]):
        listed = [happens(f"e{number}") for number in range(1, len(links) + 1)]
        timeline = Timeline([*listed, happens("e0", start, start)], order)
        for number, day in enumerate(expected):
            assert (day, day) == timeline.bounds(f"e{number}")
        assert (expected[-1] - start, expected[-1] - start) == timeline.gap("e0", f"e{len(links)}")


def test_a_long_chain_of_months_is_exact() -> None:
    """Also where it is listed so that it takes more rounds than crawling distances get."""
    count = 300
    links = [Relation(f"e{i}", f"e{i + 1}", Period(months=1), Period(months=1)) for i in range(count)]
    for tied in (links, links[::-1], [*links[::2], *links[1::2]], random.Random(1).sample(links, count)):
        for known in (0, count):
            listed = [happens(f"e{i}", *((START - 20,) * 2 if i == known else ANY)) for i in range(count + 1)]
            timeline = Timeline(listed, tied)
            period = Period(months=count if known == 0 else -count)
            end = shift(START - 20, period)
            assert (end, end) == timeline.bounds(f"e{count - known}")


def test_a_month_takes_its_length_from_where_it_starts() -> None:
    """From a day in February a month is shorter than from any day in March."""
    february, march = 738_187, 738_215  # 2022-02-01, 2022-03-01
    tied = [Relation("a", "b", Period(months=1), Period(months=1))]

    assert (28, 28) == Timeline([happens("a", february, march - 1), happens("b")], tied).gap("a", "b")
    assert (30, 31) == Timeline([happens("a", march, march + 30), happens("b")], tied).gap("a", "b")
    assert (28, 31) == Timeline([happens("a"), happens("b")], tied).gap("a", "b")


def test_a_month_keeps_its_length_when_more_is_assumed() -> None:
    """An uncertain event after it is as many days later, and one."""
    february = 738_187  # 2022-02-01
    tied = [Relation("a", "b", Period(months=1), Period(months=1)), Relation("b", "x", DAY, DAY)]
    timeline = Timeline([happens("a", february, february + 27), happens("b"), may("x")], tied)

    assert (29, 29) == timeline.gap("a", "x")


def test_a_month_keeps_its_length_when_more_is_assumed_far_from_it() -> None:
    """A month after a day in February is 28 days later, also seen from an event two relations on."""
    february = 738_187  # 2022-02-01
    timeline = Timeline(
        [happens("a", february, february + 27), happens("b"), happens("c"), may("d")],
        [
            Relation("a", "b", Period(months=1), Period(months=1)),
            Relation("b", "c", DAY, DAY),
            Relation("c", "d", DAY, DAY),
        ],
    )

    assert (30, 30) == timeline.gap("a", "d")


def test_days_that_narrow_each_other_are_no_circle() -> None:
    """At least 91 days before and at most three months before leaves few days, and 90 days as well tell nothing new."""
    tied = [
        Relation("a", "b", most=Period(days=-90)),
        Relation("a", "b", least=Period(months=-3)),
        Relation("a", "b", most=Period(days=-91)),
    ]
    timeline = Timeline([happens("a"), happens("b", earliest=738_211)], tied)  # 2022-02-25

    assert timeline.contradiction() is None
    assert (738_214, math.inf) == timeline.bounds("b")  # 2022-02-28, three months before 2022-05-30
    assert (738_305, math.inf) == timeline.bounds("a")


def test_bounds_that_crawl_are_cut_off_and_stay_sound() -> None:
    """Four years are 1,460 days only around 1900: the first possible start is 66 days of narrowing and decades away."""
    tied = [Relation("a", "b", Period(years=4)), Relation("a", "b", most=Period(days=1460))]
    timeline = Timeline([happens("a", START), happens("b")], tied)

    earliest, latest = timeline.bounds("a")
    assert START < earliest < START + 30
    assert math.inf == latest
    assert (1460, 1460) == timeline.gap("a", "b")
    assert timeline.contradiction() is None


# --- single cases --------------------------------------------------------------


def test_a_sequence_without_dates_is_a_timeline() -> None:
    """Order alone bounds distances, not days."""
    timeline = Timeline([happens("a"), happens("b"), happens("c")], [after("a", "b"), after("b", "c")])

    assert ANY == timeline.bounds("b")
    assert (2, math.inf) == timeline.gap("a", "c")
    assert (-math.inf, -2) == timeline.gap("c", "a")
    assert (0, 0) == timeline.gap("b", "b")


def test_the_same_day() -> None:
    """A distance of no days in either direction."""
    timeline = Timeline([happens("a"), happens("b", START)], [Relation("a", "b", Period(), Period())])

    assert (0, 0) == timeline.gap("a", "b")
    assert (START, math.inf) == timeline.bounds("a")


def test_a_relation_counts_only_if_both_happen() -> None:
    """An uncertain event between two certain ones ties nothing together until it is assumed."""
    timeline = Timeline([happens("a", START, START), may("b"), happens("c")], [after("a", "b"), after("b", "c")])
    assumed = timeline.assuming(["b"])

    assert ANY == timeline.bounds("c")
    assert (START + 1, math.inf) == timeline.bounds("b")
    assert assumed is not None
    assert (START + 2, math.inf) == assumed.bounds("c")
    assert (2, math.inf) == assumed.gap("a", "c")


def test_the_bounds_of_a_certain_event_do_not_hang_on_the_question() -> None:
    """Asked together with an uncertain event, the gap tells more than the bounds."""
    timeline = Timeline([happens("a", START, START + 9), may("b", START + 5, START + 5)], [after("b", "a")])

    assert (START, START + 9) == timeline.bounds("a")
    assert (1, 4) == timeline.gap("b", "a")


def test_events_without_relations_are_independent() -> None:
    """Their distance is the difference of their days."""
    timeline = Timeline([happens("a", START, START + 2), may("b", START + 5, START + 9)])

    assert (3, 9) == timeline.gap("a", "b")
    assert (-9, -3) == timeline.gap("b", "a")
    assert (0, 0) == timeline.gap("a", "a")


def test_groups_of_events_that_no_relation_ties_are_independent() -> None:
    """Two pairs, and an event that nothing is tied to."""
    listed = [happens("a", START), happens("b"), happens("c", latest=START + 9), happens("d"), happens("e", 5, 7)]
    timeline = Timeline(listed, [after("a", "b"), after("d", "c")])

    assert (-math.inf, 7) == timeline.gap("b", "d")
    assert (-7, math.inf) == timeline.gap("d", "b")
    assert (START + 1 - 7, math.inf) == timeline.gap("e", "b")
    assert (-math.inf, 7 - START - 1) == timeline.gap("b", "e")


def test_the_shortest_of_several_ways_counts() -> None:
    """Within five days directly, within two by way of another event, and what follows within ten days of that."""
    limits = [("a", "b", 5), ("a", "c", 1), ("c", "b", 1), ("b", "d", 10)]
    tied = [Relation(first, second, most=Period(days=most)) for first, second, most in limits]

    assert (-math.inf, 12) == Timeline(map(happens, "abcd"), tied).gap("a", "d")


def test_an_uncertain_event_joins_groups() -> None:
    """Assuming it ties two pairs of certain events together."""
    tied = [after("a", "b"), after("c", "d"), after("b", "x"), after("x", "c")]
    timeline = Timeline([happens("a", START), happens("b"), happens("c"), happens("d"), may("x")], tied)
    assumed = timeline.assuming(["x"])

    assert ANY == timeline.gap("a", "d")
    assert assumed is not None
    assert (4, math.inf) == assumed.gap("a", "d")
    assert (START + 4, math.inf) == assumed.bounds("d")


def test_what_is_impossible_has_no_days() -> None:
    """Neither has what does not happen."""
    timeline = Timeline([happens("a", START, START), may("b", START, START), Entry("c", F, 5, 5)], [after("a", "b")])

    assert [F, F, F] == [timeline.occurs(event) for event in ("b", "c", "not listed")]
    assert [NEVER, NEVER, NEVER] == [timeline.bounds(event) for event in ("b", "c", "not listed")]
    assert [NEVER, NEVER] == [timeline.gap("a", "b"), timeline.gap("c", "a")]


def test_a_range_without_a_day_is_impossible() -> None:
    """An uncertain event between two days that are the wrong way round does not happen."""
    timeline = Timeline([may("a", START + 1, START)])

    assert F is timeline.occurs("a")
    assert timeline.contradiction() is None
    assert timeline.contradiction(["a"]) is not None


def test_each_can_happen_but_not_both() -> None:
    """Two uncertain events that exclude each other."""
    timeline = Timeline([may("a", START, START), may("b", START, START)], [after("a", "b")])

    assert [U, U] == [timeline.occurs("a"), timeline.occurs("b")]
    assert (START, START) == timeline.bounds("a")
    assert NEVER == timeline.gap("a", "b")
    assert not timeline.possible(["a", "b"])
    assert timeline.possible(["a"])
    assert timeline.assuming(["a", "b"]) is None


def test_nothing_is_possible_in_a_contradiction() -> None:
    """Not even what has nothing to do with it."""
    timeline = Timeline([happens("a"), happens("b"), may("c")], [after("a", "b"), after("b", "a")])

    assert not timeline.possible(["c"])
    assert not timeline.possible([])
    assert timeline.assuming([]) is None


def test_days_beyond_the_calendar_count_as_infinite() -> None:
    """An event after the year 9999 has no day that could be written."""
    listed = [happens("a", LAST_DAY, LAST_DAY), happens("b"), happens("c", latest=1), happens("d")]
    timeline = Timeline(listed, [after("a", "b"), after("d", "c")])

    assert (math.inf, math.inf) == timeline.bounds("b")
    assert (-math.inf, -math.inf) == timeline.bounds("d")
    assert (LAST_DAY, LAST_DAY) == timeline.bounds("a")
    assert (1, math.inf) == timeline.gap("a", "b")
    assert (-math.inf, math.inf) == Timeline([happens("a", math.inf, -math.inf)]).bounds("a")[::-1]


# --- events that are not listed --------------------------------------------------


@pytest.mark.parametrize(
    ("otherwise", "occurs", "bounds"),
    [
        (None, F, NEVER),
        (Unlisted(), F, NEVER),
        (Unlisted(U), U, ANY),
        (Unlisted(U, earliest=START), U, (START, math.inf)),
        (Unlisted(U, START, START + 3), U, (START, START + 3)),
        (Unlisted(U, START, START - 1), F, NEVER),
    ],
)
def test_the_three_worlds(otherwise: Unlisted | None, occurs: Truth, bounds: tuple[float, float]) -> None:
    """Closed: it never happens. Open: nobody knows. Until a day: not by then, and later nobody knows."""
    timeline = Timeline([], otherwise=otherwise)

    assert occurs is timeline.occurs("a")
    assert bounds == timeline.bounds("a")
    assert () == timeline.events()


def test_relations_may_name_what_is_not_listed() -> None:
    """In an open world it is bounded like any uncertain event, and stays unlisted."""
    timeline = Timeline([happens("a", START, START)], [after("a", "b")], Unlisted(U))

    assert (START + 1, math.inf) == timeline.bounds("b")
    assert (1, math.inf) == timeline.gap("a", "b")
    assert ("a",) == timeline.events()
    assert Entry("b", U) == timeline.entry("b")


def test_what_no_relation_ties_is_answered_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """An open world has endless unlisted events."""
    timeline = Timeline([happens("a"), happens("b"), happens("c", 3, 4)], [after("a", "b")], Unlisted(U, earliest=9))

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Network, "_settle_all", refuse)
    assert (9, math.inf) == timeline.bounds("x")
    assert (5, math.inf) == timeline.gap("c", "x")
    assert U is timeline.occurs("x")


def test_an_event_has_one_entry() -> None:
    """Two would contradict each other unseen."""
    with pytest.raises(ValueError, match=r"^an event has two entries$"):
        Timeline([happens("a"), may("a")])


# --- knowing more ----------------------------------------------------------------


@given(timelines(calendar=True), st.data())
def test_knowing_more_never_loosens_an_answer(timeline: Timeline, data: st.DataObject) -> None:
    """A further relation, a narrower range, a decided event: bounds shrink, and what is decided stays."""
    event = data.draw(st.sampled_from(timeline.events()))
    entry = timeline.entry(event)
    days = sorted(data.draw(st.integers(int(entry.earliest), int(entry.latest))) for _ in range(2))
    narrower = replace(entry, earliest=days[0], latest=days[1])
    more = data.draw(
        st.sampled_from(
            [
                Timeline(
                    [narrower if e == event else timeline.entry(e) for e in timeline.events()], timeline.relations
                ),
                Timeline(
                    map(timeline.entry, timeline.events()),
                    [*timeline.relations, data.draw(relations(calendar=True))],
                ),
                with_known(timeline, event, data.draw(st.sampled_from([T, F])) if entry.occurs is U else entry.occurs),
            ]
        )
    )
    assume(more.contradiction() is None)

    assert timeline.contradiction() is None
    for first in timeline.events():
        assert timeline.occurs(first) in {U, more.occurs(first)}
        for second in timeline.events():
            assert timeline.possible([first, second]) or not more.possible([first, second])
            if more.possible([first, second]):
                assert is_within(more.bounds(first), timeline.bounds(first))
                assert is_within(more.gap(first, second), timeline.gap(first, second))


def is_within(inner: tuple[float, float], outer: tuple[float, float]) -> bool:
    """Whether one range lies inside another."""
    return outer[0] <= inner[0] <= inner[1] <= outer[1]


# --- stopping a timeline -----------------------------------------------------------

stops = st.integers(START - 1, START + 8)


def before(world: Days, day: int) -> Days:
    """What has happened by the end of a day."""
    return {event: happened for event, happened in world.items() if happened <= day}


@given(timelines(), stops)
def test_a_stopped_timeline_holds_what_has_happened_by_then(timeline: Timeline, day: int) -> None:
    """Of every course of events, the part up to the day; truths and bounds are the tightest."""
    assume(completions(timeline))
    stopped = timeline.stopped(day)
    parts = [before(world, day) for world in worlds(timeline)]

    assert all(keeps(stopped, part) for part in parts)
    assert timeline.events() == stopped.events()
    for event in timeline.events():
        seen = [part[event] for part in parts if event in part]
        expected = F if not seen else T if len(seen) == len(parts) else U
        assert expected is stopped.occurs(event)
        assert extent(seen) == stopped.bounds(event)


def test_stopping_keeps_what_later_events_tell() -> None:
    """That something follows within a week bounds it also when the later event is cut off."""
    timeline = Timeline(
        [happens("a", START, START + 9), happens("b", START + 15, START + 15)],
        [Relation("a", "b", most=Period(weeks=1))],
    )

    assert (START + 8, START + 9) == timeline.stopped(START + 10).bounds("a")
    assert F is timeline.stopped(START + 10).occurs("b")


@pytest.mark.parametrize(
    ("bounds", "occurs", "days"),
    [
        ((Period(days=-5), None), U, (START + 5, START + 7)),
        ((None, Period(days=-5)), T, (-math.inf, START + 5)),
    ],
)
def test_stopping_keeps_either_bound(
    bounds: tuple[Period | None, Period | None], occurs: Truth, days: tuple[float, float]
) -> None:
    """What a later event tells of the first or last day of another stays when it is cut off."""
    timeline = Timeline([happens("a"), happens("b", START + 10, START + 10)], [Relation("b", "a", *bounds)])
    stopped = timeline.stopped(START + 7)

    assert (F, occurs) == (stopped.occurs("b"), stopped.occurs("a"))
    assert days == stopped.bounds("a")


def test_stopping_without_end_changes_nothing() -> None:
    """Everything has happened by the end of all days."""
    timeline = Timeline([happens("a", START, START), may("b")], [after("a", "b")])
    stopped = timeline.stopped(math.inf)

    assert T is stopped.occurs("a")
    assert U is stopped.occurs("b")
    assert (START + 1, math.inf) == stopped.bounds("b")


@pytest.mark.parametrize(
    ("otherwise", "stopped"),
    [
        (Unlisted(), Unlisted()),
        (Unlisted(U), Unlisted(U, latest=START)),
        (Unlisted(U, START), Unlisted(U, START, START)),
        (Unlisted(T), Unlisted(U, latest=START)),
        (Unlisted(U, START + 1), Unlisted(F, START + 1)),
        (Unlisted(U, latest=START - 3), Unlisted(U, latest=START - 3)),
        (Unlisted(F, START - 3), Unlisted(F, START - 3)),
    ],
)
def test_stopping_cuts_off_what_is_not_listed(otherwise: Unlisted, stopped: Unlisted) -> None:
    """It stays unknown only if it may have happened by then."""
    assert stopped == Timeline([], otherwise=otherwise).stopped(START).otherwise


# --- an event as the next one --------------------------------------------------------


@given(timelines(), names, stops)
def test_an_event_that_ends_the_timeline_on_a_day(timeline: Timeline, event: str, day: int) -> None:
    """Nothing else that was known of it counts, and nothing else changes."""
    ended, without = timeline.ending_with(event, day), timeline.with_entry(Entry(event, F))

    assert T is ended.occurs(event)
    assert (day, day) == ended.bounds(event)
    assert without.relations == ended.relations
    assert all(without.entry(other) == ended.entry(other) for other in timeline.events() if other != event)


@given(timelines(), names)
def test_an_event_that_ends_the_timeline_comes_after_all_others(timeline: Timeline, event: str) -> None:
    """Every course of the others goes on with it on the next day, and in none does it come before them."""
    without = timeline.with_entry(Entry(event, F))
    assume(completions(without))
    ended = timeline.ending_with(event)
    courses = list(worlds(without))
    others = {other for world in courses for other in world}

    assert T is ended.occurs(event)
    assert ended.contradiction() is None
    assert all(keeps(ended, {**world, event: max(world.values()) + 1}) for world in courses if world)
    assert max((max(world.values()) + 1 for world in courses if world), default=math.inf) == ended.bounds(event)[1]
    assert all(ended.gap(other, event)[0] >= 1 for other in others)


@given(timelines(), names)
def test_an_event_follows_directly_where_it_is_certain_what_comes_last(timeline: Timeline, event: str) -> None:
    """On the day after, and not on a later one."""
    without = timeline.with_entry(Entry(event, F))
    assume(completions(without))
    ended = timeline.ending_with(event)
    courses = list(worlds(without))
    last = [other for other in certain(without) if all(world[other] == max(world.values()) for world in courses)]
    assert (without.last() in last) if last else without.last() is None
    exact = [relation for relation in ended.relations if relation.second == event and relation.most is not None]

    assert bool(last) == bool(exact)
    assert all((1, 1) == ended.gap(other, event) for other in last)


def test_the_last_of_an_undated_sequence_is_certain() -> None:
    """The next event comes on the day after it, in whichever order they are listed."""
    tied = [after("a", "b"), after("b", "c")]
    for order in ("abc", "cba", "bca"):
        ended = Timeline(map(happens, order), tied).ending_with("x")
        assert (1, 1) == ended.gap("c", "x")
        assert (3, math.inf) == ended.gap("a", "x")


def test_an_uncertain_event_can_not_come_last_for_certain() -> None:
    """If it happens, the next event waits for it; if not, the one before it was the last."""
    timeline = Timeline([happens("a", START, START), may("b", START + 3, START + 3)], [after("a", "b")])
    ended = timeline.ending_with("x")

    assert (START + 1, START + 4) == ended.bounds("x")
    assert (1, 1) == ended.gap("b", "x")


def test_the_next_event_waits_for_unlisted_ones_that_relations_name() -> None:
    """In an open world they may happen."""
    timeline = Timeline([happens("a", START, START)], [Relation("a", "b", DAY, DAY)], Unlisted(U))

    assert (1, 1) == timeline.ending_with("x").gap("b", "x")
    assert (START + 1, START + 2) == timeline.ending_with("x").bounds("x")


def test_the_first_event_of_all_may_come_on_any_day() -> None:
    """There is nothing to come after."""
    assert ANY == Timeline([]).ending_with("a").bounds("a")
    assert ANY == Timeline([Entry("b", F, START, START)]).ending_with("a").bounds("a")
    assert ANY == Timeline([happens("a", START, START)]).ending_with("a").bounds("a")


# --- values ----------------------------------------------------------------------------


@given(timelines(), names.flatmap(entries), st.lists(relations(), max_size=2))
def test_replacing_an_entry_drops_its_old_relations(timeline: Timeline, entry: Entry, added: list[Relation]) -> None:
    """The new ones take their place; the order of events stays."""
    changed = timeline.with_entry(entry, added)
    kept = [relation for relation in timeline.relations if entry.event not in {relation.first, relation.second}]

    assert entry == changed.entry(entry.event)
    assert (*kept, *added) == changed.relations
    assert timeline.otherwise == changed.otherwise
    assert tuple(dict.fromkeys((*timeline.events(), entry.event))) == changed.events()
    assert timeline == Timeline(map(timeline.entry, timeline.events()), timeline.relations)


def test_timelines_are_values() -> None:
    """Equal when they say the same, in whichever order."""
    one = Timeline([happens("a"), may("b")], [after("a", "b")])

    assert one == Timeline([may("b"), happens("a")], [after("a", "b")])
    assert hash(one) == hash(Timeline([may("b"), happens("a")], [after("a", "b")]))
    assert one != Timeline([happens("a"), may("b")])
    assert one != Timeline([happens("a"), happens("b")], [after("a", "b")])
    assert one != Timeline([happens("a"), may("b")], [after("a", "b")], Unlisted(U))
    assert one != "a"
    assert f"Timeline([{happens('a')!r}, {may('b')!r}], [{after('a', 'b')!r}], {Unlisted()!r})" == repr(one)


def test_a_timeline_remembers_what_it_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question costs nothing the second time."""
    timeline = Timeline([happens("a", START), may("b"), happens("c")], [after("a", "b"), after("b", "c")])

    def ask() -> list[object]:
        possible = timeline.possible(["a", "b"])
        return [possible, *((timeline.occurs(e), timeline.bounds(e), timeline.gap("a", e)) for e in "abc")]

    first = ask()

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Network, "_settle", refuse)
    monkeypatch.setattr("heapq.heappop", refuse)
    assert first == ask()
    following: list[Callable[[], Timeline | None]] = [
        lambda: timeline.assuming(["b"]),
        lambda: timeline.assuming(["x"]),
        lambda: timeline.stopped(START),
        lambda: timeline.ending_with("b"),
        lambda: timeline.ending_with("b", START),
    ]
    for again in following:
        monkeypatch.undo()
        once = again()
        monkeypatch.setattr(Timeline, "__init__", refuse)
        assert once is again()


def test_a_large_timeline_is_answered_in_well_under_a_second() -> None:
    """Three hundred events, a third of them uncertain, with a thousand relations."""
    chance = random.Random(0)
    found = {f"e{number}": START + chance.randrange(3000) for number in range(300)}
    listed = [Entry(e, U if chance.random() < 0.3 else T, day - 5, day + 5) for e, day in found.items()]
    tied = list[Relation]()
    for _ in range(1000):
        first, second = chance.sample(list(found), 2)
        least = found[second] - found[first] - chance.randrange(30)
        tied.append(Relation(first, second, Period(days=least)))
    timeline = Timeline(listed, tied)

    started = time.process_time()
    assert timeline.contradiction() is None
    assert all(timeline.bounds(event)[0] <= day <= timeline.bounds(event)[1] for event, day in found.items())
    assert all(timeline.gap("e0", event)[0] <= found[event] - found["e0"] for event in found)
    assert timeline.stopped(START + 1500).ending_with("e7").bounds("e7")[1] <= START + 1501
    assert time.process_time() - started < 2
