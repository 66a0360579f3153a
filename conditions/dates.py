"""Days and partial dates as they are written: ISO 8601 days and a subset of EDTF.

A qualified date (`~` approximate, `?` uncertain, `%` both) is widened on both sides
by one unit of its own precision: `2022-04~` is March to May 2022. A qualifier at an
end of an interval widens that end alone.

Source: Library of Congress, *Extended Date/Time Format (EDTF) Specification*, 2019.
"""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from conditions.errors import Problem
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
from conditions.records import dataclass

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "DateError",
    "PartialDate",
    "Period",
    "add",
    "add_ordinal",
    "earliest_start",
    "in_calendar",
    "latest_start",
    "length_bounds",
    "parse_day",
    "parse_partial_date",
    "parse_period",
    "shift",
]

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_INTERVAL: Final = re.compile(rf"(?:{_DATE.pattern}[~?%]?|\.\.)/(?:{_DATE.pattern}[~?%]?|\.\.)")
_LONG_YEAR: Final = r"-[0-9]{4,}(-[0-9]{2}){0,2}|Y?-?[0-9]{5,}(-[0-9]{2}){1,2}|Y-?[0-9]{5,}"
_WITH_TIME: Final = r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{1,2}:?[0-9]{2}.*|Z)"
_NUMBERS: Final = r"([0-9]+)\s*[-./]\s*([0-9]+)\s*[-./]\s*([0-9]+)\.?"
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY_EXAMPLE: Final = "write year, month and day, as in `2022-04-26`"
_DATE_EXAMPLE: Final = "write it like `2022-04-26`, `2022-04`, `2022`, `2022-03-29/2022-04-12` or `2022-04~`"


@dataclass(frozen=True)
class PartialDate:
    """A day as far as it is known: a range of days.

    Attributes:
        text: The date as it was written.
        earliest: First possible day, or `None` where the range is open.
        latest: Last possible day, or `None` where the range is open.
        approximate: Whether a qualifier widened the range.
    """

    text: str
    earliest: date | None
    latest: date | None
    approximate: bool = False

    @property
    def bounds(self) -> tuple[float, float]:
        """First and last possible day as ordinals, infinite where open."""
        earliest = -math.inf if self.earliest is None else self.earliest.toordinal()
        return earliest, math.inf if self.latest is None else self.latest.toordinal()

    def __str__(self) -> str:
        return self.text


class _End(NamedTuple):
    """One date of a partial date: its own range, and the range that its qualifier widens it to."""

    earliest: date
    latest: date
    unit: Period
    qualified: bool

    @property
    def widened_earliest(self) -> date:
        return _moved(self.earliest, -self.unit) if self.qualified else self.earliest

    @property
    def widened_latest(self) -> date:
        return _last_of_unit(_moved(self.latest, self.unit), self.unit) if self.qualified else self.latest


def parse_day(text: str) -> date:
    """The day that a text names as `YYYY-MM-DD`.

    Raises:
        DateError: `bad-date` or `day-out-of-range`, with a hint what to write.
    """
    if _INTERVAL.fullmatch(text):
        raise DateError(Problem("bad-date", f"`{text}` is an interval, and one day is needed", hint=_DAY_EXAMPLE))
    end = _parse_end(text, _DAY_EXAMPLE)
    if end.earliest != end.latest or end.qualified:
        day = end.earliest
        hint = _DAY_EXAMPLE if end.unit.years else f"write the day too, as in `{day}`"
        if end.unit.days:
            hint = f"write `{day}`, or a range of days where a range can stand"
        kind = "year" if end.unit.years else "month" if end.unit.months else "qualified date"
        raise DateError(Problem("bad-date", f"`{text}` is a {kind}, and one day is needed", hint=hint))
    return end.earliest


def parse_partial_date(text: str) -> PartialDate:
    """The range of days that a text names in the subset of EDTF that the module describes.

    >>> parse_partial_date("2022-03-29/2022-04").latest
    datetime.date(2022, 4, 30)

    Raises:
        DateError: `bad-date`, `day-out-of-range` or `reversed-interval`.
    """
    first, slash, second = text.partition("/")
    if not slash or (text.count("/") == 2 and re.fullmatch(_NUMBERS, text)):
        end = _parse_end(text, _DATE_EXAMPLE)
        return PartialDate(text, end.widened_earliest, end.widened_latest, end.qualified)
    if not first.strip() or not second.strip():
        raise DateError(_end_missing(text, first, second))
    start = None if first == ".." else _parse_end(first, _DATE_EXAMPLE)
    stop = None if second == ".." else _parse_end(second, _DATE_EXAMPLE)
    if start is None and stop is None:
        message = f"`{text}` is open at both ends, so it says nothing"
        raise DateError(Problem("bad-date", message, hint="leave the date out, or write the end that is known"))
    if start is not None and stop is not None and start.earliest > stop.latest:
        raise DateError(_reversed(text, first, second))
    return PartialDate(
        text,
        None if start is None else start.widened_earliest,
        None if stop is None else stop.widened_latest,
        any(end is not None and end.qualified for end in (start, stop)),
    )


def _reversed(text: str, first: str, second: str) -> Problem:
    message = f"`{shortened(text)}` ends before it begins"
    return Problem("reversed-interval", message, hint=f"write `{second}/{first}` if that is meant")


def _end_missing(text: str, first: str, second: str) -> Problem:
    open_ended = f"{first.strip() or '..'}/{second.strip() or '..'}"
    known = _INTERVAL.fullmatch(open_ended) and open_ended != "../.."
    hint = f"write `{open_ended}` if that end is open" if known else _DATE_EXAMPLE
    return Problem("bad-date", f"`{shortened(text)}` lacks an end", hint=hint)


def _parse_end(text: str, example: str) -> _End:
    match = _DATE.fullmatch(text[:-1] if text[-1:] in {"~", "?", "%"} else text)
    if match is None:
        raise DateError(_date_problem(text, example))
    year, month, day = (int(part) for part in match.groups("0"))
    if year == 0:
        raise DateError(_out_of_range(text))
    if match[2] is not None and not 1 <= month <= 12:
        raise DateError(_no_such_month(text, year, month))
    if match[3] is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise DateError(_no_such_day(text, year, month))
    qualified = match.end() != len(text)
    if match[2] is None:
        return _End(date(year, 1, 1), date(year, 12, 31), Period(years=1), qualified)
    if match[3] is None:
        last = calendar.monthrange(year, month)[1]
        return _End(date(year, month, 1), date(year, month, last), Period(months=1), qualified)
    return _End(date(year, month, day), date(year, month, day), Period(days=1), qualified)


def _moved(day: date, period: Period) -> date:
    """The day a period later, held inside the calendar."""
    return date.fromordinal(min(max(shift(day.toordinal(), period), FIRST_DAY), LAST_DAY))


def _last_of_unit(day: date, unit: Period) -> date:
    return day if unit.days else day.replace(day=calendar.monthrange(day.year, day.month)[1])


# --- what is wrong with a date -------------------------------------------------


def _out_of_range(text: str) -> Problem:
    message = f"`{shortened(text)}` is outside the years 0001 to 9999 that a date can have"
    return Problem("day-out-of-range", message)


def _no_such_month(text: str, year: int, month: int) -> Problem:
    hint = _either([f"{year:04}-{text[8:10]}-{month:02}"])
    if not text[8:] and 21 <= month <= 41:
        hint = "write a season as an interval, as in `2022-03/2022-05`"
    return Problem("bad-date", f"`{text}` has the month {month:02}, and a year has 12", hint=hint)


def _no_such_day(text: str, year: int, month: int) -> Problem:
    last = calendar.monthrange(year, month)[1]
    message = f"`{text}` is no day: {_MONTHS[month - 1].capitalize()} {year} has {last} days"
    return Problem("bad-date", message, hint=f"the last day of the month is `{year:04}-{month:02}-{last}`")


def _date_problem(text: str, example: str) -> Problem:
    shown = shortened(text)
    message, hint = f"`{shown}` is not a date", example
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        message = "a date is missing"
    elif any(char.isnumeric() and not char.isascii() for char in text):
        message = f"`{shown}` has digits other than 0 to 9"
        hint = f"write `{plain}`" if _DATE.fullmatch(plain) else example
    elif re.fullmatch(_LONG_YEAR, text):
        return _out_of_range(text)
    elif match := re.fullmatch(_WITH_TIME, text):
        message, hint = f"`{shown}` has a time of day, and days are the precision", _either([match[1]]) or example
    elif re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", text):
        message = f"`{shown}` is a number, not a date"
        hint = _either([f"{text[:4]}-{text[4:6]}-{text[6:]}"] if re.fullmatch(r"[0-9]{8}", text) else []) or example
    elif match := re.fullmatch(_NUMBERS, plain):
        message, hint = _numbers_problem(shown, *match.groups())
    elif re.fullmatch(r"[0-9X]{4}(-[0-9X]{2}){0,2}", text):
        message = f"`{shown}` has digits left out"
        hint = "write the part that is known, as in `2022-04`, or an interval"
    elif "/" in text:
        message, hint = f"`{shown}` is not one date", "write an interval with one `/`, as in `2022-03-29/2022-04-12`"
    else:
        hint = _either(_named_months(plain)) or (f"write `{plain}`" if _DATE.fullmatch(plain) else example)
    return Problem("bad-date", message, hint=hint)


def _numbers_problem(shown: str, first: str, second: str, third: str) -> tuple[str, str]:
    """Message and hint for three numbers that are not year, month and day with two hyphens."""
    message = f"`{shown}` is not a date"
    if len(first) == 4:
        return message, _either([_iso(first, second, third)]) or _DAY_EXAMPLE
    if len(third) != 4:
        return f"`{shown}` does not say the year with four digits", _DAY_EXAMPLE
    days = dict.fromkeys((_iso(third, second, first), _iso(third, first, second)))
    hint = _either(days)
    if hint is not None and " or " in hint:
        return f"`{shown}` does not say which number is the month", hint
    return message, hint or _DAY_EXAMPLE


def _named_months(text: str) -> Iterator[str]:
    """The date in words, such as `26 April 2022` or `April 2022`, as it should be written."""
    words = re.findall(r"[a-z]+|[0-9]+", text.casefold())
    months = [index for index, name in enumerate(_MONTHS, 1) for word in words if name[:3] == word[:3]]
    years = [word for word in words if re.fullmatch("[0-9]{4}", word)]
    days = [word for word in words if re.fullmatch("[0-9]{1,2}", word)]
    if len(months) == len(years) == 1:
        yield _iso(years[0], str(months[0]), *days)


def _iso(year: str, *rest: str) -> str:
    return "-".join([year, *(part.zfill(2) for part in rest)])


def _either(texts: Iterator[str] | list[str] | dict[str, None]) -> str | None:
    """A hint that names those of the texts that are dates."""
    good = [text for text in texts if _is_date(text)]
    return f"write {' or '.join(f'`{text}`' for text in good)}" if good else None


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        date(*(int(part) for part in match.groups("1")))
    except ValueError:
        return False
    return True
