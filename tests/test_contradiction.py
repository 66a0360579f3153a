"""Contradictions: the right steps, all of them, none too many, in order."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conditions.dates import Period, shift
from conditions.location import Location
from conditions.timeline import Contradiction, Entry, Relation, Step, Timeline
from conditions.truth import Truth
from tests.timelines import NAMES, START, are_consistent, relations, timelines

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
DAY, MONTH = Period(days=1), Period(months=1)


def happens(event: str, earliest: float = -math.inf, latest: float = math.inf) -> Entry:
    """An event that happens for certain."""
    return Entry(event, T, earliest, latest)


def after(first: str, second: str) -> Relation:
    """The second event comes on a later day than the first."""
    return Relation(first, second, DAY)


def found(timeline: Timeline, events: list[str] | None = None) -> tuple[Step, ...]:
    """The steps of the contradiction that a timeline has."""
    contradiction = timeline.contradiction(events or [])
    assert contradiction is not None
    return contradiction.steps


def touched(step: Step) -> set[str]:
    """The events of a step; an entry touches the beginning of all days, too."""
    return {step.event, ""} if isinstance(step, Entry) else {step.first, step.second}


def is_cycle(steps: tuple[Step, ...]) -> bool:
    """Whether each step meets the next, and the last the first."""
    return all(
        touched(step) & touched(following) for step, following in zip(steps, (*steps[1:], steps[0]), strict=True)
    )


# --- laws --------------------------------------------------------------------------


@given(timelines(certain=True))
def test_no_step_is_superfluous(timeline: Timeline) -> None:
    """The steps cannot all hold; without any one of them they can."""
    assume(timeline.contradiction() is not None)
    steps = found(timeline)

    assert not are_consistent(steps)
    for left_out in steps:
        assert are_consistent(step for step in steps if step is not left_out)


@given(timelines(certain=True))
def test_steps_are_in_the_order_of_a_cycle(timeline: Timeline) -> None:
    """And they are the entries and relations of the timeline."""
    assume(timeline.contradiction() is not None)
    steps = found(timeline)

    assert is_cycle(steps)
    known = {id(thing) for thing in (*map(timeline.entry, timeline.events()), *timeline.relations)}
    assert {id(step) for step in steps} <= known
    assert len({id(step) for step in steps}) == len(steps)


undated = st.lists(relations(calendar=True), min_size=2, max_size=8)


@given(undated)
def test_contradictions_in_months_are_contradictions(tied: list[Relation]) -> None:
    """A timeline of nothing but the steps is contradictory, and no longer if one of them is left out."""
    timeline = Timeline([happens(name) for name in NAMES], tied)
    assume(timeline.contradiction() is not None)

    assert is_smallest(found(timeline))


def test_one_day_that_makes_a_month_too_short_is_enough() -> None:
    """The bounds of the walk would take the other day as well."""
    tied = Relation("a", "b", Period(months=1, days=2), MONTH)
    timeline = Timeline([happens("a", START + 1, START + 1), happens("b", START, START)], [tied])

    assert is_smallest(found(timeline))


@given(timelines(calendar=True, certain=True))
def test_contradictions_in_months_with_days_are_contradictions(timeline: Timeline) -> None:
    """Also where days narrow how long a month is."""
    assume(timeline.contradiction() is not None)

    assert is_smallest(found(timeline))


def is_smallest(steps: tuple[Step, ...]) -> bool:
    """Whether steps contradict each other, and do not if one is left out."""
    fewer = [tuple(step for step in steps if step is not left_out) for left_out in steps]
    return timeline_of(steps).contradiction() is not None and all(
        timeline_of(rest).contradiction() is None for rest in fewer
    )


def timeline_of(steps: tuple[Step, ...]) -> Timeline:
    """A timeline of nothing but some steps."""
    listed = [step for step in steps if isinstance(step, Entry)]
    tied = [step for step in steps if isinstance(step, Relation)]
    others = {name for step in tied for name in (step.first, step.second)} - {entry.event for entry in listed}
    return Timeline([*listed, *map(happens, sorted(others))], tied)


# --- single cases --------------------------------------------------------------------


def test_a_circle_of_order() -> None:
    """Three events, each after the one before: the relations alone, in order."""
    tied = [after("a", "b"), after("b", "c"), after("c", "a")]
    timeline = Timeline([happens("a", START), happens("b"), happens("c"), happens("d")], [*tied, after("c", "d")])
    steps = found(timeline)

    assert set(tied) == set(steps)
    assert steps in {(tied[i], tied[(i + 1) % 3], tied[(i + 2) % 3]) for i in range(3)}


def test_days_against_an_order() -> None:
    """From the entry that comes too late along the relations to the one that comes too early."""
    late, early = happens("a", earliest=START), happens("c", latest=START + 1)
    tied = [after("a", "b"), after("b", "c")]
    for listed in ([late, happens("b", START - 50, START + 50), early], [early, happens("b"), late]):
        assert (late, *tied, early) == found(Timeline(listed, tied))
        assert (late, *tied, early) == found(Timeline(listed, tied[::-1]))


def test_days_against_a_limit() -> None:
    """The same with greatest distances: the second event comes too late for the first."""
    early, late = happens("a", START, START), happens("b", START + 31, START + 40)
    limit = Relation("a", "b", most=Period(days=30))

    assert (late, limit, early) == found(Timeline([early, late], [limit]))


def test_an_event_against_itself() -> None:
    """Its own range, or a relation to itself."""
    upside_down = happens("a", START + 1, START)
    itself = after("b", "b")
    before_itself = Relation("b", "b", most=Period(days=-1))

    assert (upside_down,) == found(Timeline([happens("b"), upside_down]))
    assert (upside_down,) == found(Timeline([upside_down, happens("b")], [after("a", "b")]))
    assert (itself,) == found(Timeline([happens("b", START)], [itself]))
    assert (itself,) == found(Timeline([happens("b", START, START)], [itself]))
    assert (before_itself,) == found(Timeline([happens("b", START)], [before_itself]))


def test_a_relation_against_itself() -> None:
    """At least two days and at most one, even where a longer way round would do as well."""
    itself = Relation("a", "b", Period(days=2), DAY)
    months = Relation("a", "b", Period(months=2), Period(days=58))

    assert (itself,) == found(Timeline([happens("a", START), happens("b")], [itself]))
    assert (itself,) == found(Timeline([happens("a", START, START), happens("b", START, START)], [itself]))
    assert (months,) == found(Timeline([happens("a", START), happens("b")], [months]))


def test_what_does_not_happen_contradicts_an_assumption() -> None:
    """Listed as not happening, or not listed in a closed world."""
    never = Entry("a", F)
    timeline = Timeline([never, Entry("b", U)])

    assert (never,) == found(timeline, ["a"])
    assert (Entry("x", F),) == found(timeline, ["b", "x"])


def test_what_is_assumed_contradicts_what_is_certain() -> None:
    """The uncertain event is shown as such."""
    certain, uncertain, order = happens("a", START, START), Entry("b", U, START, START), after("a", "b")
    timeline = Timeline([certain, uncertain, happens("c")], [order, after("b", "c")])

    assert timeline.contradiction() is None
    assert (certain, order, uncertain) == found(timeline, ["b"])
    assert "these cannot all hold: `a` happens on 2021-07-29; `b` comes after `a`; `b` may happen on 2021-07-29" == str(
        timeline.contradiction(["b"])
    )


def test_what_is_assumed_contradicts_a_chain_of_certain_events() -> None:
    """The whole chain is shown, not only its last link, whatever was asked before."""
    tied = [after("a", "b"), after("b", "c"), after("c", "x")]
    first, assumed = happens("a", START), Entry("x", U, latest=START + 2)
    timeline = Timeline([first, happens("b"), happens("c"), assumed], tied)

    assert (START + 2, math.inf) == timeline.bounds("c")
    assert F is timeline.occurs("x")
    assert (first, *tied, assumed) == found(timeline, ["x"])


def test_certain_groups_are_searched_in_order() -> None:
    """The contradiction of the first group is the one that is shown."""
    first = [after("a", "b"), after("b", "a")]
    second = [after("c", "d"), after("d", "c")]
    timeline = Timeline(map(happens, "abcd"), [*second, *first])

    assert set(first) == set(found(timeline))


def test_places_are_kept() -> None:
    """A file's lines can be shown."""
    here, there = Location("x.yaml", 3, 1), Location("x.yaml", 5, 1)
    tied = [Relation("a", "b", DAY, location=here), Relation("b", "a", DAY, location=there)]

    assert {here, there} == {step.location for step in found(Timeline(map(happens, "ab"), tied))}


def test_a_month_that_is_too_long() -> None:
    """February has 28 days: a month after it started, no 29 days have passed."""
    february = 738_187  # 2022-02-01
    start = happens("a", february, february + 27)
    month, limit = Relation("a", "b", most=MONTH), Relation("a", "b", Period(days=29))
    timeline = Timeline([start, happens("b"), happens("c", START)], [month, limit, after("a", "c")])

    assert {start, month, limit} == set(found(timeline))
    assert start == found(timeline)[0]


def test_what_makes_a_month_too_long_is_shown() -> None:
    """Also where another event keeps the start in February."""
    february = 738_187  # 2022-02-01
    start, end = happens("a", earliest=february), happens("z", latest=february + 28)
    month, limit, order = Relation("a", "b", most=MONTH), Relation("a", "b", Period(days=29)), after("a", "z")
    timeline = Timeline([start, happens("b"), end], [month, limit, order])

    assert {start, month, limit, order, end} == set(found(timeline))
    assert is_smallest(found(timeline))


def test_days_around_a_month() -> None:
    """The entry that comes too late first, then the relation, then the entry that comes too early."""
    late, early = happens("a", earliest=START), happens("b", latest=START + 20)
    month = Relation("a", "b", MONTH)

    for listed in ([early, late], [late, early]):
        assert (late, month, early) == found(Timeline(listed, [month]))


def test_months_are_shown_along_their_relations() -> None:
    """From the entry that comes too late to the one that comes too early, whatever order they are listed in."""
    late, early = happens("a", earliest=START), happens("d", latest=START + 80)
    tied = [Relation(first, second, MONTH) for first, second in pairwise("abcd")]

    for listed in (tied, tied[::-1], [tied[1], tied[2], tied[0]]):
        assert (late, *tied, early) == found(Timeline([early, happens("b"), happens("c"), late], listed))


def test_days_that_do_not_matter_to_months_are_left_out() -> None:
    """A circle of order needs no day to be one."""
    tied = [Relation("a", "b", MONTH), after("b", "c"), after("c", "a")]
    dated = [happens("a", START, START + 90), happens("b", START - 90), happens("c", latest=START + 99)]

    assert set(tied) == set(found(Timeline(dated, tied)))


def test_days_of_the_other_end_of_a_month_are_left_out() -> None:
    """A month from then on has more than 28 days, whenever it ends."""
    start, end = happens("a", START + 18, START + 46), happens("b", latest=START)
    months = Relation("a", "b", MONTH, Period(days=28))

    assert (start, months) == found(Timeline([start, end], [months, Relation("b", "b", most=Period(days=5))]))


def test_relations_beside_a_month_are_left_out() -> None:
    """A month before the second event is too late for the first, whatever led to the second."""
    late, early = happens("a", START + 39), happens("c", START + 15, START + 44)
    aside, month = Relation("b", "c", Period(days=21), Period(days=30)), Relation("c", "a", most=-MONTH)

    assert (late, month, early) == found(Timeline([late, happens("b", latest=START + 12), early], [aside, month]))

    late, early = happens("a", START + 27, START + 40), happens("c", latest=START + 43)
    aside = Relation("c", "b", MONTH)

    assert (late, month, early) == found(Timeline([late, happens("b", START + 9, START + 16), early], [month, aside]))


def test_what_may_not_happen_is_no_part_of_a_contradiction_in_months() -> None:
    """An uncertain event that cannot happen contradicts nothing, though relations tie it to what is contradictory."""
    too_early, too_late = Relation("b", "a", most=Period(days=-31)), Relation("a", "b", most=Period(days=-24))
    month = Relation("b", "a", -MONTH)
    impossible = [
        *(Relation("b", "u", Period(days=2)), Relation("b", "u", most=DAY)),
        *(Relation("v", "b", Period(days=2)), Relation("v", "b", most=DAY)),
    ]
    dated = [happens("a", latest=START + 8), happens("b", latest=START + 39), Entry("u", U), Entry("v", U)]

    assert {too_early, too_late} == set(found(Timeline(dated, [*impossible, month, too_early, too_late])))


def test_days_that_narrow_a_month_are_shown_far_from_it() -> None:
    """February has 28 days, also where the event that comes too late follows on events on the same day."""
    start = happens("a", 738_187, 738_187 + 27)  # from 2022-02-01 on
    month, limit = Relation("a", "b", most=MONTH), Relation("a", "g", Period(days=29))
    same = [Relation(first, second, Period(), Period()) for first, second in pairwise("bcdefg")]
    others = map(happens, "bcdefg")

    assert {start, month, limit, *same} == set(found(Timeline([start, *others], [month, limit, *same])))


@pytest.mark.parametrize("days", [-40, 40])
def test_a_circle_is_shown_without_the_days_that_showed_it(days: int) -> None:
    """An assumed event closes a circle with certain ones; a date and a distance from it only tell so the sooner."""
    tie = Relation("z", "d", Period(days=days), Period(days=days))
    circle = [after("d", "c"), after("c", "b"), after("b", "d")]
    timeline = Timeline([happens("z", START, START), happens("d"), happens("c"), Entry("b", U)], [tie, *circle])

    assert set(circle) == set(found(timeline, ["b"]))


def test_large_contradictions_are_found_at_once() -> None:
    """Circles of three thousand events, in days and in months, and a file full of dates."""
    count = 3000
    names = [f"e{number}" for number in range(count)]
    started = time.process_time()
    for period in (DAY, MONTH):
        circle = [Relation(name, names[(number + 1) % count], period) for number, name in enumerate(names)]
        assert count == len(found(Timeline(map(happens, names), circle)))
    chain = [after(first, second) for first, second in pairwise(names)]
    steps = found(Timeline([happens(name, START, START + 2000) for name in names], chain))

    assert 2003 == len(steps)
    assert is_cycle(steps)
    assert time.process_time() - started < 5


def test_the_same_contradiction_is_shown_in_every_run() -> None:
    """Whatever order the hashes of texts have."""
    program = (
        "from tests.test_contradiction import *\n"
        "tied = [after(x, y) for x, y in ('ab', 'bc', 'ca', 'cd', 'db', 'be', 'eb', 'ac')]\n"
        "tied.append(Relation('a', 'd', MONTH))\n"
        "print(Timeline([happens(x, 9, 12) for x in 'abcde'], tied).contradiction())"
    )
    shown = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(path for path in sys.path if path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }

    assert 1 == len(shown)
    assert shown.pop().startswith("these cannot all hold: ")


def test_a_contradiction_is_a_value() -> None:
    """Equal when its steps are."""
    assert Contradiction((after("a", "b"),)) == Contradiction((after("a", "b"),))


# --- many steps --------------------------------------------------------------------


def chain(names: list[str], *entries: Entry) -> Timeline:
    """Each event at least a month after the one before, told out of order, with entries that bound some days."""
    told = [Relation(one, other, MONTH) for one, other in pairwise(names)]
    said = {entry.event: entry for entry in entries}
    return Timeline([said.get(name) or happens(name) for name in dict.fromkeys(names)], told[1::2] + told[::2][::-1])


def test_a_long_circle_of_months_is_found_soon() -> None:
    """Four hundred events, each a month after the next, are a contradiction of as many steps."""
    names = [f"e{number}" for number in range(400)]
    begun = time.process_time()
    steps = found(chain([*names, "e0"]))

    assert 400 == len(steps)
    assert time.process_time() - begun < 2


def test_a_long_chain_of_months_is_bounded_soon() -> None:
    """The last of four hundred events comes 399 months after the first, and saying another day contradicts that."""
    names, first = [f"e{number}" for number in range(400)], happens("e0", START, START)
    last = reduce(shift, [MONTH] * 399, START)
    begun = time.process_time()

    assert (last, math.inf) == chain(names, first).bounds("e399")
    assert 401 == len(found(chain(names, first, happens("e399", latest=last - 1))))
    assert time.process_time() - begun < 2
