"""What a scenario knows: points, their days and distances, and how things would stand if an act came next."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import assume, given

from conditions import formula as f
from conditions.knowledge import NOT_GIVEN, Among, FactState, Knowledge
from conditions.periods import FIRST_DAY, LAST_DAY, Period
from conditions.points import shifted
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from tests.courses import courses
from tests.knowing import knowledges, points

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
A, B, C = f.Event("a"), f.Event("b"), f.Event("c")
DAY, MONTH = Period(days=1), Period(months=1)
NEVER = (math.inf, -math.inf)
NOW = 100
MAY_END = date(2022, 5, 31).toordinal()


def happens(event: str, first: float = -math.inf, last: float = math.inf) -> Entry:
    """An event that happens."""
    return Entry(event, T, first, last)


def may(event: str, first: float = -math.inf, last: float = math.inf) -> Entry:
    """An event that may happen."""
    return Entry(event, U, first, last)


def knowing(*entries: Entry, relations: tuple[Relation, ...] = (), now: int | None = None) -> Knowledge:
    """Knowledge of a few events, in a closed world or in one that knows all until `now`."""
    return Knowledge(Timeline(entries, relations, None if now is None else Unlisted(U, now + 1)), {}, now)


def test_a_fact_that_is_not_given_is_not_known() -> None:
    """A missing fact is neither true nor false."""
    known = Knowledge(Timeline(()), {"p": Among((True,))})

    assert Among((True,)) == known.fact("p")
    assert NOT_GIVEN == known.fact("q")


def test_a_point_comes_if_its_event_does() -> None:
    """Shifts change nothing, and a fixed day always comes."""
    known = knowing(happens("a"), may("b"))

    assert [T, U, F] == [known.comes(f.Shift(event, MONTH)) for event in (A, B, C)]
    assert T is known.comes(f.Shift(f.Day(date(2022, 5, 9)), MONTH))


def test_two_points_come_unless_they_exclude_each_other() -> None:
    """Each may happen; together they cannot."""
    known = knowing(may("a", 1, 1), may("b", 5, 5), may("c", 2, 2), relations=(Relation("b", "a", DAY),))

    assert F is known.both_come(A, f.Shift(B, MONTH))
    assert U is known.both_come(A, C)
    assert U is known.both_come(A, f.Day(date(2022, 5, 9)))


def test_a_shift_moves_both_ends_of_a_range() -> None:
    """Each end by the calendar: from 30 and 31 January a month leads to the last day of February."""
    january = date(2022, 1, 30).toordinal()
    known = knowing(happens("a", january, january + 1), happens("b"))
    february = date(2022, 2, 28).toordinal()

    assert (january, january + 1) == known.days(A)
    assert (february, february) == known.days(f.Shift(A, MONTH))
    assert (february - 3, february - 3) == known.days(f.Shift(f.Shift(A, MONTH), Period(days=-3)))
    assert (-math.inf, math.inf) == known.days(f.Shift(B, MONTH))


def test_what_leaves_the_calendar_is_unbounded() -> None:
    """No day before the year 1 or after the year 9999 is ever computed with."""
    known = knowing(happens("a", FIRST_DAY, FIRST_DAY), happens("b", LAST_DAY, LAST_DAY))

    assert -math.inf == known.days(f.Shift(A, -MONTH))[0]
    assert math.inf == known.days(f.Shift(B, MONTH))[1]
    assert (31, 31) == known.distance(f.Shift(B, MONTH), B)
    assert (-math.inf, -math.inf) == known.distance(f.Day(date(2022, 5, 9)), f.Shift(B, MONTH))


def test_distances_use_days_and_order_whichever_is_tighter() -> None:
    """The days allow 0 to 20, the relation at least 3 and at most 10."""
    relation = Relation("a", "b", Period(days=3), Period(days=10))
    known = knowing(happens("a", 10, 20), happens("b", 15, 30), relations=(relation,))

    assert (3, 10) == known.distance(B, A)
    assert (-10, -3) == known.distance(A, B)
    assert (4, 11) == known.distance(f.Shift(B, DAY), A)
    assert (2, 9) == known.distance(B, f.Shift(A, DAY))


def test_a_point_is_no_distance_from_itself() -> None:
    """Also where its day is unknown, and where it is shifted by months."""
    known = knowing(happens("a"))

    assert (0, 0) == known.distance(A, A)
    assert (0, 0) == known.distance(f.Shift(A, MONTH), f.Shift(A, MONTH))
    assert (28, 31) == known.distance(f.Shift(A, MONTH), A)
    assert (-3, 3) == known.distance(f.Shift(f.Shift(A, MONTH), DAY), f.Shift(f.Shift(A, DAY), MONTH))


def test_the_distance_to_a_fixed_day_is_that_of_the_days() -> None:
    """Nothing relates an event to a day but its own range."""
    known = knowing(happens("a", MAY_END - 2, MAY_END))
    end = f.Day(date(2022, 5, 31))

    assert (0, 2) == known.distance(end, A)
    assert (-2, 0) == known.distance(A, end)


@given(knowledges(calendar=True), points(), points())
def test_no_completion_lies_outside_the_bounds(known: Knowledge, point: f.Point, anchor: f.Point) -> None:
    """In every course both days and the distance lie within what is known of them."""
    assume(known.timeline.contradiction() is None)
    asked = f.Within(point, anchor)

    for _, course in zip(range(500), courses(known, [asked]), strict=False):
        there, here = course.day(point), course.day(anchor)
        assert known.comes(point) in {U, Truth.of(there is not None)}
        assert known.both_come(point, anchor) in {U, Truth.of(there is not None and here is not None)}
        if there is not None:
            assert known.days(point)[0] <= there.toordinal() <= known.days(point)[1]
        if there is not None and here is not None:
            least, most = known.distance(point, anchor)
            assert least <= (there - here).days <= most


# --- assuming -------------------------------------------------------------------------


def test_assuming_what_is_certain_changes_nothing() -> None:
    """The same knowledge, not a copy."""
    known = knowing(happens("a"), may("b"))

    assert known is known.assuming((A, f.Day(date(2022, 5, 9))))
    assert known is known.assuming(())


def test_assuming_makes_points_come_or_says_that_they_cannot() -> None:
    """An unknown event comes; one that never happens cannot be assumed, nor two that exclude each other."""
    known = knowing(may("a", 1, 1), may("b", 5, 5), relations=(Relation("b", "a", DAY),))
    assumed = known.assuming((f.Shift(A, MONTH),))

    assert assumed is not None
    assert (T, U) == (assumed.comes(A), known.comes(A))
    assert F is assumed.comes(B)
    assert None is known.assuming((A, B))
    assert None is known.assuming((C,))


# --- there and then ---------------------------------------------------------------------


def test_in_a_closed_world_the_act_comes_on_the_day_after_everything() -> None:
    """On the day after the last event where that is certain."""
    known = knowing(happens("b", 10, 10), happens("c", 12, 14))

    assert (13, 15) == known.acting_next(A).days(A)
    assert (1, 1) == known.acting_next(A).distance(A, C)
    assert known.acting_next(A) == known.acting_last(A)


def test_in_a_closed_world_what_may_happen_comes_before_the_act() -> None:
    """If it happens at all, the act comes later; only the bounds tell how much."""
    known = knowing(happens("b", 10, 10), may("c", 15, 20))
    acting = known.acting_next(A)

    assert U is acting.comes(C)
    assert (11, 21) == acting.days(A)
    assert 1 == acting.distance(A, C)[0]


def test_at_now_the_act_comes_on_the_next_day_with_nothing_in_between() -> None:
    """What may come later has not come yet but still may, and what is unknown may have come by then."""
    known = knowing(happens("b", 90, 95), may("c", 98, 103), may("d", 101, 105), may("g", 101, 101), now=NOW)
    acting = known.acting_next(A)

    assert (NOW + 1, NOW + 1) == acting.days(A)
    assert [T, U, U, U, F] == [acting.comes(f.Event(name)) for name in "bcdeg"]
    assert (98, 103) == acting.days(C)
    assert (NOW + 2, 105) == acting.days(f.Event("d"))
    assert (NOW + 2, math.inf) == acting.days(f.Event("e"))
    assert (98, NOW) == knowing(may("c", 98, NOW + 1), now=NOW).acting_next(A).days(C)


@pytest.mark.parametrize(
    ("entry", "occurs", "days"),
    [
        (may("c", NOW + 1, NOW + 1), F, NEVER),
        (may("c", NOW + 1, NOW + 9), U, (NOW + 2, NOW + 9)),
        (may("c", NOW + 2, NOW + 9), U, (NOW + 2, NOW + 9)),
        (may("c", NOW - 3, NOW + 1), U, (NOW - 3, NOW)),
        (may("c", NOW - 3, NOW + 9), U, (NOW - 3, NOW + 9)),
        (Entry("c", F), F, NEVER),
        (happens("c", NOW, NOW), T, (NOW, NOW)),
    ],
)
def test_nothing_but_the_act_happens_on_the_next_day(entry: Entry, occurs: Truth, days: tuple[float, float]) -> None:
    """What could fall on that day falls before or after it, or does not happen."""
    acting = knowing(entry, now=NOW).acting_next(A)

    assert (occurs, days) == (acting.comes(C), acting.timeline.bounds("c"))


def test_what_is_not_listed_comes_after_the_next_day_or_never() -> None:
    """Whatever the first day on which it could."""
    assert (NOW + 2, math.inf) == knowing(now=NOW).acting_next(A).days(C)
    later = Knowledge(Timeline((), (), Unlisted(U, NOW + 5)), {}, NOW)

    assert (NOW + 5, math.inf) == later.acting_next(A).days(C)


def test_answers_are_remembered() -> None:
    """The same question gives the same object."""
    known = knowing(may("b"), now=NOW)

    assert known.acting_next(A) is known.acting_next(A)
    assert known.acting_last(A) is known.acting_last(A)
    assert known.assuming((B,)) is known.assuming((B,))


def test_at_last_the_act_comes_after_everything_listed() -> None:
    """Whatever is listed comes before it if it comes; what is not listed may come on either side."""
    known = knowing(happens("b", 90, 95), may("c", 98, 110), now=NOW)
    acting = known.acting_last(A)

    assert (NOW + 1, math.inf) == acting.days(A)
    assert 1 == acting.distance(A, C)[0]
    assert U is acting.comes(f.Event("e"))


def test_in_an_open_world_the_act_comes_after_everything_listed() -> None:
    """Nothing is known of the day on which things stand."""
    known = Knowledge(Timeline([happens("b", 90, 95)], (), Unlisted(U)), {})

    assert (91, math.inf) == known.acting_next(A).days(A)
    assert U is known.acting_next(A).comes(C)


def test_what_was_known_of_the_act_itself_no_longer_counts() -> None:
    """Neither its day nor its order, since the question is what if it came next."""
    known = knowing(may("a", 1, 1), happens("b", 10, 10), relations=(Relation("b", "a", MONTH),), now=NOW)

    assert (NOW + 1, NOW + 1) == known.acting_next(A).days(A)
    assert (NOW + 1, math.inf) == known.acting_last(A).days(A)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (may("a"), False),
        (may("a", NOW, NOW + 5), False),
        (may("a", NOW + 1), True),
        (Entry("a", F, NOW + 1), False),
        (happens("a", 10, 10), False),
        (happens("b"), True),
    ],
)
def test_what_may_still_come_has_not_come_yet(entry: Entry, expected: bool) -> None:
    """Its first possible day is after now; an unlisted event has not come yet."""
    assert expected is knowing(entry, now=NOW).may_still_come(A)


def test_without_a_now_nothing_is_said_to_be_still_to_come() -> None:
    """A closed world is over, an open one does not say where it stands."""
    assert not knowing(happens("a", 10, 10)).may_still_come(A)
    assert not Knowledge(Timeline((), (), Unlisted(U)), {}).may_still_come(A)


def test_only_a_closed_world_has_no_future() -> None:
    """Open and until worlds leave room for what is not listed."""
    assert not knowing().has_future
    assert knowing(now=NOW).has_future


def test_an_empty_shift_is_no_shift() -> None:
    """The point itself, so that equal points stay equal."""
    assert A == shifted(A, Period())
    assert f.Shift(A, DAY) == shifted(A, DAY)


# --- derived points -----------------------------------------------------------


FIRST, LAST = f.Kth((A, B), 1), f.Kth((A, B), 2)


@pytest.mark.parametrize(
    ("entries", "first", "last"),
    [
        ([happens("a", 5, 5), happens("b", 7, 9)], (T, (5, 5)), (T, (7, 9))),
        ([happens("a", 5, 8), happens("b", 7, 9)], (T, (5, 8)), (T, (7, 9))),
        ([happens("a", 5, 8), may("b", 2, 9)], (T, (2, 8)), (U, (5, 9))),
        ([may("a", 5, 8), may("b", 2, 9)], (U, (2, 9)), (U, (5, 9))),
        ([happens("a", 5, 8), Entry("b", F)], (T, (5, 8)), (F, NEVER)),
        ([Entry("a", F), Entry("b", F)], (F, NEVER), (F, NEVER)),
    ],
)
def test_the_first_and_the_last_of_two(
    entries: list[Entry], first: tuple[Truth, tuple[float, float]], last: tuple[Truth, tuple[float, float]]
) -> None:
    """The first comes if one does, the last if both do; a possible one may be first, but only certain ones bound it."""
    known = knowing(*entries)

    assert first == (known.comes(FIRST), known.days(FIRST))
    assert last == (known.comes(LAST), known.days(LAST))


def test_the_first_of_two_is_never_after_either() -> None:
    """Whatever is known of them; and the last never before."""
    known = knowing(may("a"), may("b"))

    assert 0 == known.distance(FIRST, A)[1]
    assert 0 == known.distance(LAST, B)[0]
    assert known.distance(FIRST, LAST)[1] <= 0


def test_a_period_added_to_the_first_of_two_is_added_to_each() -> None:
    """So that order between events still counts."""
    known = knowing(happens("a"), happens("b"), relations=(Relation("a", "b", Period(days=3)),))

    assert (2, 2) == known.distance(f.Shift(FIRST, Period(days=2)), A)


def test_a_guarded_point_comes_only_if_its_guard_holds() -> None:
    """Its day is known even where its coming is not."""
    point = f.Named("m", f.Guarded(f.Shift(A, Period(days=30)), f.Matches("valid", (True,))))

    def seen(value: FactState) -> tuple[Truth, tuple[float, float]]:
        known = Knowledge(Timeline([happens("a", 5, 5)]), {"valid": value})
        return known.comes(point), known.days(point)

    assert (T, (35, 35)) == seen(Among((True,)))
    assert (U, (35, 35)) == seen(NOT_GIVEN)
    assert F is seen(Among((False,)))[0]


def test_a_derived_point_can_be_assumed() -> None:
    """Though nobody knows by which of its parts it comes; where all must, each of them comes."""
    known = knowing(may("a"), may("b"))
    first, last = known.assuming((FIRST,)), known.assuming((f.Named("m", f.Shift(LAST, Period(days=1))),))

    assert first is not None
    assert (T, U, U) == (first.comes(FIRST), first.comes(A), first.comes(B))
    assert last is not None
    assert (T, T, T) == (last.comes(LAST), last.comes(A), last.comes(B))
    assert None is knowing(Entry("a", F), may("b")).assuming((LAST,))


def test_too_many_pairs_are_compared_by_their_days_alone() -> None:
    """The answer is weaker, and comes at once."""
    points = tuple(f.Event(f"e{n}") for n in range(101))
    known = knowing(*(happens(f"e{n}", 1000 + n, 1000 + n) for n in range(101)))

    assert (-100, -100) == known.distance(f.Kth(points, 1), f.Kth(points, 101))
