"""Two periods in a row, as in `+ 1 day + 6 months`, and how to write what they mean."""

from __future__ import annotations

from conditions.errors import LanguageError
from conditions.periods import Period, parse_period


def joined_hint(one: str, other: str, *, steps: bool = True) -> str | None:
    """How to write a period and a further one.

    Args:
        one: The first period.
        other: The one after it.
        steps: They are added one after the other, so that the order of months and days counts.
    """
    if _period(f"{one} {other}") is not None:
        return f"write `{one} {other}`"
    first, second, turned = map(_period, (one, other, f"{other} {one}"))
    if first is None or second is None or turned is None:
        return None
    if steps and first.is_exact and not second.is_exact:
        return f"one period adds its months first, so name the moment up to `{one}` in `moments`, and shift that"
    return f"write `{other} {one}`"


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except LanguageError:
        return None
