"""Calendar periods, and the arithmetic of days.

A period is a number of years, months, weeks and days. Years and months are steps
of the calendar, never a number of days: 2024-02-29 + 15 years is 2039-02-28.
Days inside engines are proleptic Gregorian ordinals (`date.toordinal()`), with
infinities where nothing bounds them; arithmetic on ordinals knows no first and
no last year.
"""

from __future__ import annotations

import math
import re
from calendar import isleap
from datetime import date
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import Final

from conditions.errors import LanguageError, Problem
from conditions.records import dataclass

FIRST_DAY: Final = date.min.toordinal()
LAST_DAY: Final = date.max.toordinal()

_CYCLE_MONTHS: Final = 4_800
_CYCLE_DAYS: Final = 146_097
_LONGEST: Final = 9_999 * 12 * _CYCLE_DAYS
_MONTH_STARTS: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_EXAMPLE: Final = "write it like `15 years`, `1 year 6 months`, `30 days` or `P1Y6M`"

_NEXT: Final = r"(?:(?:\s*,\s*|\s+)(?:and\s+)?(?=[0-9])|\Z)"
_UNITS: Final = ("year", "month", "week", "day")
_WORDS: Final = re.compile("".join(rf"(?:([0-9]+)\s+{unit}s?{_NEXT})?" for unit in _UNITS), re.ASCII)
_PART: Final = re.compile(rf"(?<![0-9])([0-9]+)\s*({'|'.join(_UNITS)})s?(?![a-z])", re.ASCII)
_ISO: Final = re.compile("P(?=[0-9])" + "".join(f"(?:([0-9]+){unit})?" for unit in "YMWD"))


class DateError(LanguageError):
    """A date or a period cannot be read, or a day lies outside the calendar."""


def shortened(text: str) -> str:
    """The text as a message quotes it, cut after 60 characters."""
    return text if len(text) <= 60 else f"{text[:60]}…"


@dataclass(frozen=True)
class Period:
    """A calendar period, kept as it was said: 18 months and 1 year 6 months are two values.

    Attributes:
        years, months, weeks, days: All of one sign, or zero.

    Raises:
        DateError: `bad-period`, if the signs are mixed or it exceeds 9,999 years.
    """

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        parts = (self.years, self.months, self.weeks, self.days)
        if min(parts) < 0 < max(parts):
            raise DateError(Problem("bad-period", "a period cannot go forward and backward at once"))
        if abs(self.total_months) * _CYCLE_DAYS + abs(self.total_days) * _CYCLE_MONTHS > _LONGEST:
            raise DateError(Problem("bad-period", "a period cannot be longer than 9999 years"))

    @property
    def total_months(self) -> int:
        """Years and months together, in months."""
        return 12 * self.years + self.months

    @property
    def total_days(self) -> int:
        """Weeks and days together, in days."""
        return 7 * self.weeks + self.days

    @property
    def is_exact(self) -> bool:
        """Whether the period is always the same number of days."""
        return self.total_months == 0

    @property
    def is_zero(self) -> bool:
        """Whether the period leads nowhere."""
        return self.total_months == 0 and self.total_days == 0

    def __neg__(self) -> Period:
        return Period(-self.years, -self.months, -self.weeks, -self.days)

    def __str__(self) -> str:
        """The period in words, largest unit first; a minus sign before it if it goes backward."""
        units = (("year", self.years), ("month", self.months), ("week", self.weeks), ("day", self.days))
        words = " ".join(f"{abs(count)} {unit}{'' if abs(count) == 1 else 's'}" for unit, count in units if count)
        backward = self.total_months < 0 or self.total_days < 0
        return f"-{words}" if backward else words or "0 days"


def parse_period(text: str) -> Period:
    """The period that a text says, in English words or as an ISO 8601 duration of whole days.

    >>> parse_period("1 year and 6 months") == parse_period("P1Y6M")
    True

    Raises:
        DateError: `bad-period`, with a hint what to write.
    """
    stripped = text.strip()
    match = (_ISO.fullmatch(stripped) or _WORDS.fullmatch(stripped)) if stripped else None
    if match is None:
        raise DateError(_period_problem(text))
    try:
        return Period(*(_count(number) for number in match.groups("0")))
    except DateError:
        problem = Problem("bad-period", f"`{shortened(text)}` is longer than 9999 years")
        raise DateError(problem) from None


def add(day: date, period: Period) -> date:
    """The day a period after a day: first the months, clamped at the month's end, then the days.

    Raises:
        DateError: `day-out-of-range`, if that is before the year 1 or after the year 9999.
    """
    ordinal = shift(day.toordinal(), period)
    if FIRST_DAY <= ordinal <= LAST_DAY:
        return date.fromordinal(ordinal)
    sign, length = ("-", -period) if ordinal < FIRST_DAY else ("+", period)
    raise DateError(
        Problem("day-out-of-range", f"`{day} {sign} {length}` is outside the years 0001 to 9999 that a date can have")
    )


def add_ordinal(ordinal: float, period: Period) -> float:
    """As `add`, on ordinals: infinities stay, and what leaves the calendar becomes infinite."""
    return ordinal if math.isinf(ordinal) else in_calendar(shift(int(ordinal), period))


def in_calendar(ordinal: float) -> float:
    """The ordinal if it is a day of the years 1 to 9999, else the infinity on its side."""
    return -math.inf if ordinal < FIRST_DAY else math.inf if ordinal > LAST_DAY else ordinal


def shift(ordinal: int, period: Period) -> int:
    """As `add`, on ordinals of a calendar without a first and a last year."""
    months = period.total_months
    return (_after_months(ordinal, months) if months else ordinal) + period.total_days


def earliest_start(period: Period, end: int) -> int:
    """The first day from which the period leads to `end` or later."""
    start = _after_months(end - period.total_days, -period.total_months)
    return start if shift(start, period) == end else start + 1


def latest_start(period: Period, end: int) -> int:
    """The last day from which the period leads to `end` or earlier."""
    return earliest_start(period, end + 1) - 1


def length_bounds(period: Period, earliest: float, latest: float) -> tuple[int, int]:
    """The least and the greatest number of days that the period lasts from a day of a range.

    Args:
        period: The period.
        earliest: First day of the range, an ordinal; may be infinite.
        latest: Last day of the range; may be infinite. A range without a day counts as unbounded.
    """
    days = period.total_days
    if period.is_exact:
        return days, days
    least, greatest = _months_bounds(period.total_months, earliest, latest)
    return least + days, greatest + days


def _month_of(ordinal: int) -> int:
    """Months from January of the year 0 to the day's month."""
    cycles, rest = divmod(ordinal - 1, _CYCLE_DAYS)
    day = date.fromordinal(rest + 1)
    return cycles * _CYCLE_MONTHS + 12 * day.year + day.month - 1


def _first_of(month: int) -> int:
    """Ordinal of the first day of a month that is counted as by `_month_of`."""
    year, index = divmod(month, 12)
    past = year - 1
    leap = index > 1 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 365 * past + past // 4 - past // 100 + past // 400 + _MONTH_STARTS[index] + leap + 1


def _after_months(ordinal: int, months: int) -> int:
    month = _month_of(ordinal)
    target = month + months
    return min(_first_of(target) + ordinal - _first_of(month), _first_of(target + 1) - 1)


@lru_cache(maxsize=1 << 14)
def _months_bounds(months: int, earliest: float, latest: float) -> tuple[int, int]:
    anywhere = _months_bounds_anywhere(months)
    if 0 <= latest - earliest < _CYCLE_DAYS:
        return _extremes(months, int(earliest), int(latest), anywhere)
    return anywhere


@lru_cache(maxsize=1 << 10)
def _months_bounds_anywhere(months: int) -> tuple[int, int]:
    """The lengths from the first days of all months decide: what is cut off at a month's end lies between two."""
    cycles, rest = divmod(months, _CYCLE_MONTHS)
    starts = _month_starts()
    targets = starts[rest:] + tuple(start + _CYCLE_DAYS for start in starts[:rest])
    lengths = [target - start for start, target in zip(starts, targets, strict=True)]
    return min(lengths) + cycles * _CYCLE_DAYS, max(lengths) + cycles * _CYCLE_DAYS


@lru_cache(maxsize=1)
def _month_starts() -> tuple[int, ...]:
    """The first day of every month of 400 years."""
    usual = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    leap = (31, 29, *usual[2:])
    years = (leap if isleap(year) else usual for year in range(_CYCLE_MONTHS // 12))
    return tuple(accumulate(chain.from_iterable(years), initial=_first_of(0)))[:-1]


def _extremes(months: int, first: int, last: int, limits: tuple[int, int]) -> tuple[int, int]:
    """Shortest and longest length of so many months from the days `first` to `last`.

    Within one month of the start, a later start never makes the period longer, so
    the first and last start of each month decide. Stops early at the known limits.
    """
    lengths: set[int] = set()
    here, end = _month_of(first), _month_of(last) + 2
    starts = pairwise(map(_first_of, range(here, end)))
    targets = pairwise(map(_first_of, range(here + months, end + months)))
    for (start, following), (target, after) in zip(starts, targets, strict=True):
        for day in (max(first, start), min(last, following - 1)):
            lengths.add(min(target + day - start, after - 1) - day)
        if lengths.issuperset(limits):
            break
    return min(lengths), max(lengths)


def _period_problem(text: str) -> Problem:
    shown = shortened(text)
    lowered = text.strip().casefold()
    if not lowered:
        return Problem("bad-period", "a period is missing", hint=_EXAMPLE)
    message, hint = f"`{shown}` is not a period", _EXAMPLE
    if any(char.isnumeric() and not char.isascii() for char in text):
        message, hint = f"`{shown}` has digits other than 0 to 9", _EXAMPLE
    elif lowered[0] in "-−–+" and lowered[1:2]:
        message = f"`{shown}` has a sign, and a period has none"
        hint = "write the direction in the condition, as in `signing - 6 months`"
    elif re.fullmatch(r"[0-9]+", lowered):
        message, hint = f"`{shown}` is a number without a unit", f"write `{shown.strip()} days`, or another unit"
    elif re.search(r"[0-9][.,][0-9]", lowered):
        message = f"`{shown}` has a fraction, and a period counts whole units"
        hint = "write smaller units, as in `1 year 6 months`"
    elif re.search(r"[0-9]\s*(hours?|minutes?|seconds?)\b", lowered) or re.match(r"p[0-9a-z]*t", lowered):
        message = f"`{shown}` is finer than a day, and days are the precision"
        hint = "write whole days, as in `30 days`"
    elif (written := _rewritten(lowered)) is not None:
        hint = f"write `{written}`"
    return Problem("bad-period", message, hint=hint)


def _count(digits: str) -> int:
    """The number that digits say, or one that is too large as well: Python refuses very long ones."""
    return int(digits.lstrip("0")[:9] or "0")


def _rewritten(lowered: str) -> Period | None:
    """The period that a sloppily written text surely means."""
    if match := _ISO.fullmatch(lowered.upper()):
        numbers = {unit: number or "0" for unit, number in zip(_UNITS, match.groups(), strict=True)}
    else:
        parts = _PART.findall(lowered)
        numbers = {unit: number for number, unit in parts}
        if _PART.sub("", lowered).replace("and", "").strip(" ,.") or len(numbers) < len(parts):
            return None
    try:
        return Period(*(_count(numbers.get(unit, "0")) for unit in _UNITS))
    except DateError:
        return None
