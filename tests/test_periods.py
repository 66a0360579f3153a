"""Calendar periods: reading, writing, and the arithmetic of days."""

from __future__ import annotations

import math
import time
from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from conditions.periods import (
    FIRST_DAY,
    LAST_DAY,
    DateError,
    Period,
    add,
    add_ordinal,
    earliest_start,
    in_calendar,
    latest_start,
    length_bounds,
    parse_period,
    shift,
    shortened,
)

ordinals = st.integers(FIRST_DAY, LAST_DAY)


@st.composite
def periods(draw: st.DrawFn, years: int = 30, days: int = 400) -> Period:
    """Periods of either direction."""
    parts = draw(st.tuples(st.integers(0, years), st.integers(0, 40), st.integers(0, days // 7), st.integers(0, days)))
    period = Period(*parts)
    return -period if draw(st.booleans()) else period


def problem_of(text: str) -> tuple[str, str, str | None]:
    """Code, message and hint of a text that is no period."""
    with pytest.raises(DateError) as raised:
        parse_period(text)
    (problem,) = raised.value.problems
    return problem.code, problem.message, problem.hint


def days_until(start: int, period: Period) -> int:
    """How many days a period lasts from a day, by the oracle."""
    day = date.fromordinal(start)
    return (day + oracle(period)).toordinal() - start


def oracle(period: Period) -> relativedelta:
    """The same period in python-dateutil, which adds months first and clamps them too."""
    return relativedelta(years=period.years, months=period.months, weeks=period.weeks, days=period.days)


# --- reading and writing -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("15 years", Period(years=15)),
        ("1 year 6 months", Period(years=1, months=6)),
        ("1 year and 6 months", Period(years=1, months=6)),
        ("1 year, 6 months", Period(years=1, months=6)),
        ("1 year, 2 months, 3 weeks, and 4 days", Period(1, 2, 3, 4)),
        ("1 year ,6 months", Period(years=1, months=6)),
        ("  30   days ", Period(days=30)),
        ("1\nday", Period(days=1)),
        ("2 weeks", Period(weeks=2)),
        ("1 week", Period(weeks=1)),
        ("1 month", Period(months=1)),
        ("1 years", Period(years=1)),
        ("18 months", Period(months=18)),
        ("007 days", Period(days=7)),
        ("0 days", Period()),
        ("0 years", Period()),
        ("9999 years", Period(years=9999)),
        ("P15Y", Period(years=15)),
        ("P1Y6M", Period(years=1, months=6)),
        ("P30D", Period(days=30)),
        ("P2W", Period(weeks=2)),
        ("P1Y2M3W4D", Period(1, 2, 3, 4)),
        ("P0D", Period()),
    ],
)
def test_a_period_is_read(text: str, period: Period) -> None:
    """English words and ISO 8601 durations of whole days say the same."""
    assert period == parse_period(text)


EXAMPLE = "write it like `15 years`, `1 year 6 months`, `30 days` or `P1Y6M`"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "a period is missing", EXAMPLE),
        (" \n", "a period is missing", EXAMPLE),
        ("soon", "`soon` is not a period", EXAMPLE),
        ("P", "`P` is not a period", EXAMPLE),
        ("P5", "`P5` is not a period", EXAMPLE),
        ("P1M1Y", "`P1M1Y` is not a period", EXAMPLE),
        ("1 year,", "`1 year,` is not a period", "write `1 year`"),
        ("and 1 year", "`and 1 year` is not a period", "write `1 year`"),
        ("1 year 2 years", "`1 year 2 years` is not a period", EXAMPLE),
        ("1 yearling", "`1 yearling` is not a period", EXAMPLE),
        ("about 1 year", "`about 1 year` is not a period", EXAMPLE),
        ("15years", "`15years` is not a period", "write `15 years`"),
        ("15 Years", "`15 Years` is not a period", "write `15 years`"),
        ("1year6months", "`1year6months` is not a period", "write `1 year 6 months`"),
        ("6 months 1 year", "`6 months 1 year` is not a period", "write `1 year 6 months`"),
        ("p1y6m", "`p1y6m` is not a period", "write `1 year 6 months`"),
        ("20000Years", "`20000Years` is not a period", EXAMPLE),
        ("2 days 20000 years", "`2 days 20000 years` is not a period", EXAMPLE),
        ("p20000y", "`p20000y` is not a period", EXAMPLE),
        ("x" * 61, f"`{'x' * 60}…` is not a period", EXAMPLE),
        ("15", "`15` is a number without a unit", "write `15 days`, or another unit"),
        (" 15 ", "` 15 ` is a number without a unit", "write `15 days`, or another unit"),
        ("２ years", "`２ years` has digits other than 0 to 9", EXAMPLE),
        ("½ year", "`½ year` has digits other than 0 to 9", EXAMPLE),
        (
            "-6 months",
            "`-6 months` has a sign, and a period has none",
            "write the direction in the condition, as in `signing - 6 months`",
        ),
        (
            "+P1Y",
            "`+P1Y` has a sign, and a period has none",
            "write the direction in the condition, as in `signing - 6 months`",
        ),
        (
            "−6 months",
            "`−6 months` has a sign, and a period has none",
            "write the direction in the condition, as in `signing - 6 months`",
        ),
        (
            "– 6 months",
            "`– 6 months` has a sign, and a period has none",
            "write the direction in the condition, as in `signing - 6 months`",
        ),
        ("-", "`-` is not a period", EXAMPLE),
        (
            "1.5 years",
            "`1.5 years` has a fraction, and a period counts whole units",
            "write smaller units, as in `1 year 6 months`",
        ),
        (
            "P1,5Y",
            "`P1,5Y` has a fraction, and a period counts whole units",
            "write smaller units, as in `1 year 6 months`",
        ),
        ("36 hours", "`36 hours` is finer than a day, and days are the precision", "write whole days, as in `30 days`"),
        ("1 minute", "`1 minute` is finer than a day, and days are the precision", "write whole days, as in `30 days`"),
        (
            "9 Seconds",
            "`9 Seconds` is finer than a day, and days are the precision",
            "write whole days, as in `30 days`",
        ),
        ("P1DT5H", "`P1DT5H` is finer than a day, and days are the precision", "write whole days, as in `30 days`"),
        ("10000 years", "`10000 years` is longer than 9999 years", None),
        ("9999 years 1 day", "`9999 years 1 day` is longer than 9999 years", None),
        ("9999999999999999999 days", "`9999999999999999999 days` is longer than 9999 years", None),
        (f"{'9' * 5000} days", f"`{'9' * 60}…` is longer than 9999 years", None),
    ],
)
def test_what_is_no_period_is_refused_with_a_hint(text: str, message: str, hint: str | None) -> None:
    """The message says what is wrong, the hint what to write."""
    assert ("bad-period", message, hint) == problem_of(text)


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period(), "0 days"),
        (Period(years=1), "1 year"),
        (Period(years=15), "15 years"),
        (Period(years=1, months=6), "1 year 6 months"),
        (Period(months=1, weeks=1, days=1), "1 month 1 week 1 day"),
        (Period(weeks=2, days=2), "2 weeks 2 days"),
        (Period(months=-6), "-6 months"),
        (Period(days=-1), "-1 day"),
    ],
)
def test_a_period_is_written_in_words(period: Period, text: str) -> None:
    """The largest unit comes first, and one is singular."""
    assert text == str(period)


@given(periods())
def test_text_to_period_to_text_is_the_identity(period: Period) -> None:
    """A forward period is read as it is written."""
    forward = -period if str(period).startswith("-") else period

    assert forward == parse_period(str(forward))


@given(st.text(alphabet="0123456789 PYMWDTand,yearsmonthweekday.-２", max_size=30))
def test_reading_a_period_gives_a_period_or_says_why_not(text: str) -> None:
    """No text makes it fail in another way."""
    try:
        period = parse_period(text)
    except DateError:
        assert "bad-period" == problem_of(text)[0]
    else:
        assert period == parse_period(str(period))


def test_a_hint_is_itself_a_period() -> None:
    """What a hint tells the user to write is accepted."""
    for text in ["15years", "P1y", "6 months 1 year", "3 Weeks and 2days"]:
        hint = problem_of(text)[2]
        assert hint is not None
        assert not parse_period(hint.removeprefix("write `").removesuffix("`")).is_zero


def test_a_long_text_is_shortened_in_messages() -> None:
    """Sixty characters are quoted."""
    assert "x" * 60 == shortened("x" * 60)
    assert "x" * 60 + "…" == shortened("x" * 61)


# --- periods -------------------------------------------------------------------


def test_a_period_has_one_direction() -> None:
    """A year forward and a day backward are not one period."""
    with pytest.raises(DateError) as raised:
        Period(years=1, days=-1)

    (problem,) = raised.value.problems
    assert "bad-period" == problem.code
    assert "a period cannot go forward and backward at once" == problem.message


@pytest.mark.parametrize("sign", [1, -1])
def test_a_period_is_at_most_9999_years(sign: int) -> None:
    """In months, and in days of the mean calendar year."""
    assert 119_988 == Period(years=9998, months=12).total_months
    assert sign * 3_652_059 == Period(days=sign * 3_652_059).total_days
    for years, days in [(9999, 1), (0, 3_652_060)]:
        with pytest.raises(DateError) as raised:
            Period(years=sign * years, days=sign * days)
        (problem,) = raised.value.problems
        assert "bad-period" == problem.code
        assert "a period cannot be longer than 9999 years" == problem.message


def test_a_period_is_kept_as_it_was_said() -> None:
    """Eighteen months last as long as a year and six months, and are another value."""
    assert Period(years=1, months=6) != Period(months=18)
    assert Period(years=1, months=6).total_months == Period(months=18).total_months
    assert 17 == Period(weeks=2, days=3).total_days


def test_a_period_does_not_change() -> None:
    """It is a value: it can be a key, and nothing can be set on it."""
    period = Period(years=1)

    assert {period: 1} == {Period(years=1): 1}
    with pytest.raises(FrozenInstanceError):
        period.years = 2  # type: ignore[misc]  # that it is refused is the test


def test_what_kind_of_period_it_is() -> None:
    """Weeks and days are exact; months and years depend on where they start."""
    assert Period(weeks=1, days=1).is_exact
    assert not Period(months=1).is_exact
    assert not Period(years=1).is_exact
    assert Period().is_exact
    assert Period().is_zero
    assert not Period(days=1).is_zero
    assert not Period(months=-1).is_zero


@given(periods())
def test_negation_turns_every_part(period: Period) -> None:
    """Twice turned is as before."""
    backward = -period

    assert period == -backward
    assert (-period.total_months, -period.total_days) == (backward.total_months, backward.total_days)


# --- adding --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        (date(2024, 2, 29), Period(years=15), date(2039, 2, 28)),
        (date(2022, 3, 29), Period(years=15), date(2037, 3, 29)),
        (date(2024, 2, 29), Period(years=4), date(2028, 2, 29)),
        (date(2022, 1, 31), Period(months=1), date(2022, 2, 28)),
        (date(2022, 1, 31), Period(months=1, days=1), date(2022, 3, 1)),
        (date(2022, 3, 31), Period(months=-1), date(2022, 2, 28)),
        (date(2022, 3, 1), Period(days=-1), date(2022, 2, 28)),
        (date(2022, 12, 31), Period(weeks=1), date(2023, 1, 7)),
        (date(1, 1, 1), Period(years=9998), date(9999, 1, 1)),
    ],
)
def test_months_are_added_first_and_clamped_at_the_months_end(start: date, period: Period, end: date) -> None:
    """A period of years is never a number of days."""
    assert end == add(start, period)


@given(st.dates(date(200, 1, 1), date(9700, 12, 31)), periods())
def test_adding_agrees_with_dateutil(start: date, period: Period) -> None:
    """Another library's calendar arithmetic gives the same day."""
    assert start + oracle(period) == add(start, period)


@pytest.mark.parametrize(
    ("start", "period", "shown"),
    [
        (date(9999, 12, 31), Period(days=1), "9999-12-31 + 1 day"),
        (date(9990, 1, 1), Period(years=15), "9990-01-01 + 15 years"),
        (date(1, 1, 1), Period(days=-1), "0001-01-01 - 1 day"),
    ],
)
def test_a_day_outside_the_calendar_is_refused(start: date, period: Period, shown: str) -> None:
    """The years are 1 to 9999."""
    with pytest.raises(DateError) as raised:
        add(start, period)

    (problem,) = raised.value.problems
    assert "day-out-of-range" == problem.code
    assert f"`{shown}` is outside the years 0001 to 9999 that a date can have" == problem.message


@given(ordinals, periods(years=9000))
def test_adding_to_an_ordinal_is_the_same_and_saturates(start: int, period: Period) -> None:
    """What leaves the calendar becomes infinite on its side."""
    try:
        expected: float = add(date.fromordinal(start), period).toordinal()
    except DateError:
        expected = math.inf if period.total_months + period.total_days > 0 else -math.inf

    assert expected == add_ordinal(start, period)


def test_infinite_ordinals_stay() -> None:
    """A day that is not known stays not known."""
    assert math.inf == add_ordinal(math.inf, Period(years=-5))
    assert -math.inf == add_ordinal(-math.inf, Period(years=5))


def test_the_calendar_has_a_first_and_a_last_day() -> None:
    """Days beyond them count as infinitely far."""
    assert [-math.inf, 1, 3_652_059, math.inf] == [in_calendar(day) for day in (0, 1, 3_652_059, 3_652_060)]


@given(ordinals, ordinals, periods())
def test_later_days_lead_to_no_earlier_days(one: int, other: int, period: Period) -> None:
    """Adding a period keeps the order of days."""
    assert shift(min(one, other), period) <= shift(max(one, other), period)


@given(ordinals, periods(), st.integers(-30, 30))
def test_the_calendar_repeats_every_400_years(start: int, period: Period, cycles: int) -> None:
    """Also before the year 1 and after the year 9999."""
    assert shift(start, period) + cycles * 146_097 == shift(start + cycles * 146_097, period)


@given(ordinals, periods())
@example(date(2022, 3, 31).toordinal(), Period(months=1))
@example(date(2022, 3, 30).toordinal(), Period(months=1, days=1))
@example(date(2022, 2, 28).toordinal(), Period(months=1))
@example(date(2022, 2, 27).toordinal(), Period(months=-1))
def test_the_first_and_last_start_for_an_end(end: int, period: Period) -> None:
    """They lead there or beyond, and the neighbouring days do not."""
    earliest, latest = earliest_start(period, end), latest_start(period, end)

    assert shift(earliest - 1, period) < end <= shift(earliest, period)
    assert shift(latest, period) <= end < shift(latest + 1, period)


# --- how long a period lasts ---------------------------------------------------


@given(st.integers(400_000, 800_000), st.integers(0, 400), periods(years=5))
@example(date(2023, 12, 31).toordinal(), 366, Period(months=1))
@example(date(2024, 2, 29).toordinal(), 0, Period(years=15))
def test_the_length_of_a_period_is_exact_on_a_range(first: int, width: int, period: Period) -> None:
    """Nothing is shorter or longer than what some day of the range gives."""
    lengths = [days_until(start, period) for start in range(first, first + width + 1)]

    assert (min(lengths), max(lengths)) == length_bounds(period, first, first + width)


@pytest.mark.parametrize(
    ("period", "bounds"),
    [
        (Period(), (0, 0)),
        (Period(weeks=1, days=3), (10, 10)),
        (Period(days=-3), (-3, -3)),
        (Period(months=1), (28, 31)),
        (Period(months=1, days=2), (30, 33)),
        (Period(months=-1), (-31, -28)),
        (Period(months=2), (59, 62)),
        (Period(years=1), (365, 366)),
        (Period(years=4), (1460, 1461)),
        (Period(years=15), (5477, 5479)),
        (Period(years=400), (146_097, 146_097)),
    ],
)
def test_the_length_of_a_period_from_any_day(period: Period, bounds: tuple[int, int]) -> None:
    """With either end of the range open, or a whole cycle of the calendar, every start counts."""
    for earliest, latest in [(-math.inf, math.inf), (-math.inf, 5), (738_000, math.inf), (738_000, 738_000 + 146_097)]:
        assert bounds == length_bounds(period, earliest, latest)


def test_the_length_from_any_day_is_that_of_some_day() -> None:
    """Over the whole cycle of 400 years, counted day by day."""
    for period in [Period(months=1), Period(months=-7), Period(years=1, months=1)]:
        lengths = {shift(start, period) - start for start in range(600_000, 600_000 + 146_097)}
        assert (min(lengths), max(lengths)) == length_bounds(period, -math.inf, math.inf)


@pytest.mark.parametrize("bounds", [(math.inf, -math.inf), (math.inf, math.inf), (-math.inf, -math.inf), (9, 8)])
def test_a_range_without_a_day_counts_as_unbounded(bounds: tuple[float, float]) -> None:
    """An event that cannot happen, or not in the calendar, is no reason to fail."""
    assert (28, 31) == length_bounds(Period(months=1), *bounds)


@given(ordinals, st.integers(0, 200_000), st.integers(0, 200_000), st.integers(0, 200_000), periods())
def test_a_narrower_range_never_widens_the_length(first: int, a: int, b: int, c: int, period: Period) -> None:
    """Knowing more about the start tells no less about the length."""
    low, mid, high = sorted([a, b, c])
    inner = length_bounds(period, first + low, first + mid)
    outer = length_bounds(period, first, first + high)

    assert outer[0] <= inner[0] <= inner[1] <= outer[1]


def test_a_row_of_digits_is_refused_soon() -> None:
    """A hundred thousand digits are no period, and it takes no time that grows with their square to say so."""
    begun = time.process_time()
    with pytest.raises(DateError, match="is not a period"):
        parse_period("1" * 99_999 + "/3")

    assert time.process_time() - begun < 1
