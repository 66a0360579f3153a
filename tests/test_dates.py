"""Days and partial dates: what is read, what is refused, and with which hint."""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from conditions.dates import DateError, PartialDate, parse_day, parse_partial_date
from conditions.errors import Problem

DAY_EXAMPLE = "write year, month and day, as in `2022-04-26`"
DATE_EXAMPLE = "write it like `2022-04-26`, `2022-04`, `2022`, `2022-03-29/2022-04-12` or `2022-04~`"

EXAMPLE = "the example of what is needed"


@st.composite
def simple_dates(draw: st.DrawFn) -> str:
    """A year, month or day without qualifier, away from the ends of the calendar."""
    text = draw(st.dates(date(100, 1, 1), date(9800, 12, 31))).isoformat()
    return text[: draw(st.sampled_from([4, 7, 10]))]


def ends(text: str) -> tuple[str, str]:
    """First and last day of a partial date, `..` where it is open."""
    read = parse_partial_date(text)
    return str(read.earliest or ".."), str(read.latest or "..")


def problem_of(text: str, *, day: bool = False) -> Problem:
    """What is wrong with a text that should be a partial date, or a day."""
    with pytest.raises(DateError) as raised:
        (parse_day if day else parse_partial_date)(text)
    (problem,) = raised.value.problems
    return problem


# --- what is read --------------------------------------------------------------


@given(st.dates())
def test_every_day_of_the_calendar_is_read_as_it_is_written(day: date) -> None:
    """From 0001-01-01 to 9999-12-31."""
    assert day == parse_day(day.isoformat())
    assert PartialDate(day.isoformat(), day, day) == parse_partial_date(day.isoformat())


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2022-04-26", "2022-04-26", "2022-04-26"),
        ("2022-04", "2022-04-01", "2022-04-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-12", "2022-12-01", "2022-12-31"),
        ("2022-01", "2022-01-01", "2022-01-31"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("2022-03-29/2022-04-12", "2022-03-29", "2022-04-12"),
        ("2022-03-29/2022-03-29", "2022-03-29", "2022-03-29"),
        ("2022-03/2022-04", "2022-03-01", "2022-04-30"),
        ("2022-04-15/2022-04", "2022-04-15", "2022-04-30"),
        ("2022/2022-02-03", "2022-01-01", "2022-02-03"),
        ("../2022-04-12", "..", "2022-04-12"),
        ("2022-04-12/..", "2022-04-12", ".."),
        ("../2022", "..", "2022-12-31"),
    ],
)
def test_a_partial_date_is_a_range_of_days(text: str, earliest: str, latest: str) -> None:
    """A month is all its days, an interval all from the first of one to the last of the other."""
    assert (earliest, latest) == ends(text)
    assert not parse_partial_date(text).approximate


@pytest.mark.parametrize("qualifier", ["~", "?", "%"])
@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2022-04-26*", "2022-04-25", "2022-04-27"),
        ("2022-03-01*", "2022-02-28", "2022-03-02"),
        ("2022-04*", "2022-03-01", "2022-05-31"),
        ("2022-02*", "2022-01-01", "2022-03-31"),
        ("2022-01*", "2021-12-01", "2022-02-28"),
        ("2022*", "2021-01-01", "2023-12-31"),
        ("2022-03-29*/2022-04-12", "2022-03-28", "2022-04-12"),
        ("2022-03-29/2022-04-12*", "2022-03-29", "2022-04-13"),
        ("2022-03*/2022*", "2022-02-01", "2023-12-31"),
        ("../2022-04*", "..", "2022-05-31"),
        ("2022-04*/..", "2022-03-01", ".."),
        ("0001*", "0001-01-01", "0002-12-31"),
        ("0001-01*", "0001-01-01", "0001-02-28"),
        ("0001-01-01*", "0001-01-01", "0001-01-02"),
        ("9999*", "9998-01-01", "9999-12-31"),
        ("9999-12*", "9999-11-01", "9999-12-31"),
        ("9999-12-31*", "9999-12-30", "9999-12-31"),
    ],
)
def test_a_qualifier_widens_by_one_unit(text: str, qualifier: str, earliest: str, latest: str) -> None:
    """A day by a day, a month by a month, a year by a year, within the calendar, and only the end that has it."""
    assert (earliest, latest) == ends(text.replace("*", qualifier))
    assert parse_partial_date(text.replace("*", qualifier)).approximate


@given(simple_dates())
def test_a_simple_date_means_what_edtf_says(text: str) -> None:
    """The reference implementation of EDTF gives the same first and last day."""
    oracle = parse_edtf(text)

    assert (date(*oracle.lower_strict()[:3]), date(*oracle.upper_strict()[:3])) == (
        parse_partial_date(text).earliest,
        parse_partial_date(text).latest,
    )


@given(simple_dates(), simple_dates())
def test_an_interval_means_what_edtf_says(first: str, second: str) -> None:
    """From the first day of one date to the last day of the other, or it is reversed."""
    start, stop = date(*parse_edtf(first).lower_strict()[:3]), date(*parse_edtf(second).upper_strict()[:3])

    if start <= stop:
        assert (str(start), str(stop)) == ends(f"{first}/{second}")
    else:
        assert "reversed-interval" == problem_of(f"{first}/{second}").code


@given(st.integers(2, 9998))
def test_an_approximate_year_means_what_edtf_says(year: int) -> None:
    """For years, the fuzzy bounds of the reference implementation are ours; for the rest it adds units."""
    oracle = parse_edtf(f"{year:04}~")

    assert (str(date(*oracle.lower_fuzzy()[:3])), str(date(*oracle.upper_fuzzy()[:3]))) == ends(f"{year:04}~")


@given(simple_dates(), st.sampled_from("~?%"))
def test_a_qualified_date_lies_within_the_fuzzy_bounds_of_edtf(text: str, qualifier: str) -> None:
    """The reference implementation widens a day by a year, a month and a day, we by a day."""
    oracle = parse_edtf(text + qualifier)
    read, plain = parse_partial_date(text + qualifier), parse_partial_date(text)
    earliest, latest = date(*oracle.lower_fuzzy()[:3]), date(*oracle.upper_fuzzy()[:3])
    assert read.earliest is not None
    assert read.latest is not None
    assert plain.earliest is not None
    assert plain.latest is not None

    # It takes a month's last day as the day of the month before adding: 28 February + 1 month.
    assert earliest <= read.earliest < plain.earliest
    assert plain.latest < read.latest
    assert read.latest <= latest.replace(day=monthrange(latest.year, latest.month)[1])


def test_bounds_are_ordinals_and_open_where_the_date_is() -> None:
    """Engines count days."""
    assert (738_000, 738_001) == parse_partial_date("2021-07-29/2021-07-30").bounds
    assert (-math.inf, 738_000) == parse_partial_date("../2021-07-29").bounds
    assert (738_000, math.inf) == parse_partial_date("2021-07-29/..").bounds


def test_a_partial_date_prints_as_it_was_written() -> None:
    """The text is kept."""
    for text in ["2022-04~", "2022-03-29/2022-04", "../2022?"]:
        assert text == str(parse_partial_date(text))


def test_a_partial_date_does_not_change() -> None:
    """It is a value: it can be a key, and nothing can be set on it."""
    read = parse_partial_date("2022")

    assert {read: 1} == {parse_partial_date("2022"): 1}
    with pytest.raises(FrozenInstanceError):
        read.text = "2023"  # type: ignore[misc]  # that it is refused is the test


def test_a_partial_date_is_exact_unless_said_otherwise() -> None:
    """Built in Python, the qualifier may be left out."""
    assert not PartialDate("2022", date(2022, 1, 1), date(2022, 12, 31)).approximate


# --- what is refused -----------------------------------------------------------


@pytest.mark.parametrize("day", [True, False])
@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "a date is missing", EXAMPLE),
        (" ", "a date is missing", EXAMPLE),
        ("\t\n", "a date is missing", EXAMPLE),
        ("soon", "`soon` is not a date", EXAMPLE),
        ("April", "`April` is not a date", EXAMPLE),
        ("апрель 2022", "`апрель 2022` is not a date", EXAMPLE),
        ("MMXXII", "`MMXXII` is not a date", EXAMPLE),
        ("x" * 61, f"`{'x' * 60}…` is not a date", EXAMPLE),
        ("26.04.2022", "`26.04.2022` is not a date", "write `2022-04-26`"),
        ("26. 4. 2022", "`26. 4. 2022` is not a date", "write `2022-04-26`"),
        ("4/26/2022", "`4/26/2022` is not a date", "write `2022-04-26`"),
        ("26-04-2022", "`26-04-2022` is not a date", "write `2022-04-26`"),
        ("5.5.2022", "`5.5.2022` is not a date", "write `2022-05-05`"),
        ("4/5/2022", "`4/5/2022` does not say which number is the month", "write `2022-05-04` or `2022-04-05`"),
        ("04.05.2022", "`04.05.2022` does not say which number is the month", "write `2022-05-04` or `2022-04-05`"),
        ("99.99.2022", "`99.99.2022` is not a date", DAY_EXAMPLE),
        ("26.04.22", "`26.04.22` does not say the year with four digits", DAY_EXAMPLE),
        ("1.2.20222", "`1.2.20222` does not say the year with four digits", DAY_EXAMPLE),
        ("2022-4-26", "`2022-4-26` is not a date", "write `2022-04-26`"),
        ("2022/04/26", "`2022/04/26` is not a date", "write `2022-04-26`"),
        ("2022.04.26", "`2022.04.26` is not a date", "write `2022-04-26`"),
        ("2022/99/26", "`2022/99/26` is not a date", DAY_EXAMPLE),
        (" 2022-04-26", "` 2022-04-26` is not a date", "write `2022-04-26`"),
        ("2022-04 ", "`2022-04 ` is not a date", "write `2022-04`"),
        ("26 April 2022", "`26 April 2022` is not a date", "write `2022-04-26`"),
        ("April 6, 2022", "`April 6, 2022` is not a date", "write `2022-04-06`"),
        ("Sept 2022", "`Sept 2022` is not a date", "write `2022-09`"),
        ("december 2022", "`december 2022` is not a date", "write `2022-12`"),
        ("31 April 2022", "`31 April 2022` is not a date", EXAMPLE),
        ("1 or 2 May 2022", "`1 or 2 May 2022` is not a date", EXAMPLE),
        ("May or June 2022", "`May or June 2022` is not a date", EXAMPLE),
        ("May 2022 2023", "`May 2022 2023` is not a date", EXAMPLE),
        ("in ma 2022", "`in ma 2022` is not a date", EXAMPLE),
        ("２０２２-04-26", "`２０２２-04-26` has digits other than 0 to 9", "write `2022-04-26`"),
        ("２０２２-04-26x", "`２０２２-04-26x` has digits other than 0 to 9", EXAMPLE),
        ("20220426", "`20220426` is a number, not a date", "write `2022-04-26`"),
        ("20229999", "`20229999` is a number, not a date", EXAMPLE),
        ("202204261", "`202204261` is a number, not a date", EXAMPLE),
        ("5", "`5` is a number, not a date", EXAMPLE),
        ("44677.5", "`44677.5` is a number, not a date", EXAMPLE),
        ("-5", "`-5` is a number, not a date", EXAMPLE),
        ("2022-04-26T10:00", "`2022-04-26T10:00` has a time of day, and days are the precision", "write `2022-04-26`"),
        ("2022-04-26 10:00", "`2022-04-26 10:00` has a time of day, and days are the precision", "write `2022-04-26`"),
        (
            "2022-04-26T10:00:00Z",
            "`2022-04-26T10:00:00Z` has a time of day, and days are the precision",
            "write `2022-04-26`",
        ),
        ("2022-04-26Z", "`2022-04-26Z` has a time of day, and days are the precision", "write `2022-04-26`"),
        ("2022-04-31T10:00", "`2022-04-31T10:00` has a time of day, and days are the precision", EXAMPLE),
        (
            "202X",
            "`202X` has digits left out",
            "write the part that is known, as in `2022-04`, or an interval",
        ),
        (
            "2022-XX-XX",
            "`2022-XX-XX` has digits left out",
            "write the part that is known, as in `2022-04`, or an interval",
        ),
        ("2022-04-26~~", "`2022-04-26~~` is not a date", EXAMPLE),
        ("~2022", "`~2022` is not a date", EXAMPLE),
        ("2022-00", "`2022-00` has the month 00, and a year has 12", None),
        ("2022-13", "`2022-13` has the month 13, and a year has 12", None),
        ("2022-13~", "`2022-13~` has the month 13, and a year has 12", None),
        ("2022-26-04", "`2022-26-04` has the month 26, and a year has 12", "write `2022-04-26`"),
        ("2022-26-04~", "`2022-26-04~` has the month 26, and a year has 12", "write `2022-04-26`"),
        ("2022-26-26", "`2022-26-26` has the month 26, and a year has 12", None),
        (
            "2022-02-30",
            "`2022-02-30` is no day: February 2022 has 28 days",
            "the last day of the month is `2022-02-28`",
        ),
        (
            "2024-02-30",
            "`2024-02-30` is no day: February 2024 has 29 days",
            "the last day of the month is `2024-02-29`",
        ),
        (
            "2022-12-00",
            "`2022-12-00` is no day: December 2022 has 31 days",
            "the last day of the month is `2022-12-31`",
        ),
        (
            "0999-06-31?",
            "`0999-06-31?` is no day: June 999 has 30 days",
            "the last day of the month is `0999-06-30`",
        ),
    ],
)
def test_what_is_no_date_is_refused_with_a_hint(text: str, message: str, hint: str | None, *, day: bool) -> None:
    """Each mistake has its sentence; a date is proposed only where it is certain which is meant."""
    expected = (DAY_EXAMPLE if day else DATE_EXAMPLE) if hint == EXAMPLE else hint
    problem = problem_of(text, day=day)

    assert ("bad-date", message, expected) == (problem.code, problem.message, problem.hint)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month: int) -> None:
    """In a hint it is read by its name or the first letters of it, in another it is written out."""
    name = date(2000, month, 1).strftime("%B")

    assert f"write `2022-{month:02}-01`" == problem_of(f"1 {name} 2022").hint
    assert f"write `2022-{month:02}`" == problem_of(f"{name[:3]}. 2022").hint
    assert f"`2022-{month:02}-32` is no day: {name} 2022 has " in problem_of(f"2022-{month:02}-32").message


@pytest.mark.parametrize("month", [21, 24, 41])
def test_a_season_is_told_from_a_wrong_month(month: int) -> None:
    """EDTF writes seasons as months from 21 on."""
    problem = problem_of(f"2022-{month}")

    assert f"`2022-{month}` has the month {month}, and a year has 12" == problem.message
    assert "write a season as an interval, as in `2022-03/2022-05`" == problem.hint


@pytest.mark.parametrize("month", [20, 42])
def test_other_months_are_no_seasons(month: int) -> None:
    """Nothing is proposed for them."""
    assert problem_of(f"2022-{month}").hint is None


@pytest.mark.parametrize(
    "text",
    [
        "0000",
        "0000-01-01",
        "0000-13-45~",
        "-0044-03-15",
        "-0044",
        "12022-01-01",
        "12022-01",
        "Y17000",
        "Y-17000",
        "Y17000-01-01",
    ],
)
def test_a_year_outside_1_to_9999_is_refused(text: str) -> None:
    """There is no year 0 here, and no year before it."""
    for day in (True, False):
        problem = problem_of(text, day=day)
        assert "day-out-of-range" == problem.code
        assert f"`{text}` is outside the years 0001 to 9999 that a date can have" == problem.message


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2022-04", "`2022-04` is a month, and one day is needed", "write the day too, as in `2022-04-01`"),
        ("2022-04?", "`2022-04?` is a month, and one day is needed", "write the day too, as in `2022-04-01`"),
        ("2022", "`2022` is a year, and one day is needed", DAY_EXAMPLE),
        (
            "2022-04-26~",
            "`2022-04-26~` is a qualified date, and one day is needed",
            "write `2022-04-26`, or a range of days where a range can stand",
        ),
        ("2022-03-29/2022-04-12", "`2022-03-29/2022-04-12` is an interval, and one day is needed", DAY_EXAMPLE),
        ("../2022~", "`../2022~` is an interval, and one day is needed", DAY_EXAMPLE),
        ("2022?/..", "`2022?/..` is an interval, and one day is needed", DAY_EXAMPLE),
        (
            "2022/x",
            "`2022/x` is not one date",
            "write an interval with one `/`, as in `2022-03-29/2022-04-12`",
        ),
    ],
)
def test_a_range_is_no_day(text: str, message: str, hint: str) -> None:
    """Where one day is needed, the message says what stands there instead."""
    problem = problem_of(text, day=True)

    assert ("bad-date", message, hint) == (problem.code, problem.message, problem.hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "../..",
            "`../..` is open at both ends, so it says nothing",
            "leave the date out, or write the end that is known",
        ),
        ("2022-04-12/", "`2022-04-12/` lacks an end", "write `2022-04-12/..` if that end is open"),
        ("/2022~", "`/2022~` lacks an end", "write `../2022~` if that end is open"),
        ("/", "`/` lacks an end", DATE_EXAMPLE),
        ("../", "`../` lacks an end", DATE_EXAMPLE),
        ("x/", "`x/` lacks an end", DATE_EXAMPLE),
        (f"/{'x' * 61}", f"`/{'x' * 59}…` lacks an end", DATE_EXAMPLE),
        (
            "2022-02-30/..",
            "`2022-02-30` is no day: February 2022 has 28 days",
            "the last day of the month is `2022-02-28`",
        ),
        ("2022/soon", "`soon` is not a date", DATE_EXAMPLE),
        ("soon/2022", "`soon` is not a date", DATE_EXAMPLE),
        (
            "2022-01/2022-02/2022-03",
            "`2022-02/2022-03` is not one date",
            "write an interval with one `/`, as in `2022-03-29/2022-04-12`",
        ),
        ("2021/2022/2023", "`2021/2022/2023` is not a date", DAY_EXAMPLE),
    ],
)
def test_a_wrong_interval_is_refused(text: str, message: str, hint: str) -> None:
    """The message names the end that is wrong."""
    problem = problem_of(text)

    assert ("bad-date", message, hint) == (problem.code, problem.message, problem.hint)


def test_a_reversed_interval_is_refused() -> None:
    """Also where qualifiers would widen the ends into each other."""
    for text, hint in [
        ("2022-04-12/2022-04-11", "write `2022-04-11/2022-04-12` if that is meant"),
        ("2022-04-12~/2022-04-11~", "write `2022-04-11~/2022-04-12~` if that is meant"),
        ("2023/2022-12", "write `2022-12/2023` if that is meant"),
    ]:
        problem = problem_of(text)
        assert "reversed-interval" == problem.code
        assert f"`{text}` ends before it begins" == problem.message
        assert hint == problem.hint


@given(st.text(alphabet="0123456789-/.~?%X TZ:２AprilMay,", max_size=24))
def test_reading_a_date_gives_a_range_or_says_why_not(text: str) -> None:
    """No text makes it fail in another way, and a range is never empty."""
    try:
        read = parse_partial_date(text)
    except DateError:
        assert problem_of(text).code in {"bad-date", "day-out-of-range", "reversed-interval"}
    else:
        assert read.bounds[0] <= read.bounds[1]


@given(st.text(alphabet="0123456789-/.~?%X TZ:２AprilMay,", max_size=24))
def test_what_a_hint_proposes_is_read(text: str) -> None:
    """Whatever stands in backticks after `write` is a date."""
    try:
        parse_partial_date(text)
    except DateError as error:
        hint = error.problems[0].hint or ""
        proposed = hint.split("`")[1::2] if hint.startswith("write `") else []
    else:
        proposed = []

    for one in proposed:
        assert one == parse_partial_date(one).text
