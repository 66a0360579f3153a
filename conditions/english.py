"""Days, distances, numbers and lists in plain English."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from typing import Final

from conditions.dates import FIRST_DAY, LAST_DAY, PartialDate, Period
from conditions.language.rationals import number_text
from conditions.language.types import ordinal
from conditions.points import Bounds

ONE_DAY: Final = Period(days=1)


def is_backward(period: Period) -> bool:
    """Whether a period leads to an earlier day."""
    return period.total_months < 0 or period.total_days < 0


def amount_words(value: Fraction, unit: str | None) -> str:
    """An exact number with its unit."""
    return f"{number_text(value)} {unit}" if unit else number_text(value)


def day_words(days: Bounds) -> str:
    """A day as far as it is known: `on 2022-04-20`, `some day from … to …`, `on a day that is not known`."""
    first, last = (day_of(day) for day in days)
    if first and last:
        return f"on {first}" if first == last else f"some day from {first} to {last}"
    if first or last:
        return f"on or after {first}" if first else f"on or before {last}"
    return "on a day that is not known"


def day_of(ordinal: float) -> date | None:
    """The day of an ordinal, `None` where it is unbounded."""
    return date.fromordinal(int(ordinal)) if FIRST_DAY <= ordinal <= LAST_DAY else None


def partial_words(day: PartialDate) -> str:
    """A date of the record as far as it is known: `on 2022-04-26`, `in 2022-04`, `no later than 2022-04`."""
    if "/" not in day.text:
        shown = day.text.rstrip("~?%")
        about = "about " if day.approximate else ""
        return f"on {about}{shown}" if len(shown) == 10 else f"in {about}{shown}"
    start, _, end = day.text.partition("/")
    if start == "..":
        return f"no later than {end}"
    return f"no earlier than {start}" if end == ".." else f"some time from {start} to {end}"


def distance_words(least: float, most: float) -> str:
    """How far something lies from a reference, in days; negative is earlier."""
    if least == most:
        return "on the same day" if not least else _days_away(least)
    if least > 0 or most < 0:
        near, far, side = (least, most, "later") if least > 0 else (-most, -least, "earlier")
        if math.isinf(far):
            return side if near == 1 else f"at least {_days(near)} {side}"
        return f"{int(near)} to {_days(far)} {side}"
    if not least or not most:
        far, side = (most, "later") if not least else (-least, "earlier")
        return f"on the same day or {side if math.isinf(far) else f'at most {_days(far)} {side}'}"
    if math.isinf(least) and math.isinf(most):
        return "before or after, which is not known"
    if math.isinf(least) or math.isinf(most):
        return (
            f"earlier, or at most {_days(most)} later"
            if math.isinf(least)
            else f"later, or at most {_days(-least)} earlier"
        )
    return f"anywhere from {_days(-least)} earlier to {_days(most)} later"


def listing(items: list[str], last: str = "and") -> str:
    """Items in a row: `a, b and c`; nothing for none."""
    return "".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def kth_word(k: int, count: int) -> str:
    """Which of several days in their order: `earliest`, `latest`, `2nd`."""
    if k == 1:
        return "earliest"
    if k == count:
        return "latest"
    return ordinal(k)


def half_open(low: Period | None, high: Period | None) -> str:
    """A window that is open on one side or both, before the words for what it is counted from."""
    if low is None and high is None:
        return "at any time before or after"
    if low is not None:
        if low.is_zero or low == ONE_DAY:
            return "on or after" if low.is_zero else "after"
        return f"no earlier than {sided(low)}" if is_backward(low) else f"at least {sided(low)}"
    assert high is not None
    if high.is_zero or high == -ONE_DAY:
        return "on or before" if high.is_zero else "before"
    return f"at least {sided(high)}" if is_backward(high) else f"no later than {sided(high)}"


def sided(period: Period) -> str:
    """A period with its direction: `30 days after`."""
    return f"{-period} before" if is_backward(period) else f"{period} after"


def either(values: tuple[bool | str, ...]) -> str:
    """Values of a fact in words: `yes`, `neutral or non aligned`."""
    said = [("yes" if value else "no") if isinstance(value, bool) else value.replace("_", " ") for value in values]
    return listing(said, "or") or "nothing"


def factor_words(factor: Fraction) -> str:
    """A factor as a percentage where that is a finite number, else as a fraction."""
    percent = number_text(factor * 100)
    return number_text(factor) if "/" in percent else f"{percent} percent"


def range_words(low: str | None, high: str | None) -> str:
    """A range of which at least one end is known."""
    if low is not None and high is not None:
        return f"from {low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}"


def _days(count: float) -> str:
    return f"{int(count)} day{'' if count == 1 else 's'}"


def _days_away(days: float) -> str:
    return f"{_days(abs(days))} {'later' if days > 0 else 'earlier'}"
