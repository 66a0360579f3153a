"""Days that a condition writes in another way than `2022-04-26`, and how to write them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from conditions.dates import DateError, parse_day
from conditions.errors import Problem
from conditions.language.types import Span

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY: Final = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_WAYS: Final = re.compile(
    r"(?<![\w./-])(?:"
    r"[0-9]{4}(?P<mark>[./-])[0-9]{1,2}(?P=mark)[0-9]{1,2}(?:T[0-9:.]+Z?)?"
    r"|[0-9]{1,2}(?P<sign>[./-])[0-9]{1,2}(?P=sign)(?:[0-9]{4}|[0-9]{2})"
    r"|[12][0-9]{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    rf"|(?:{_DAY}\.?\s+(?:of\s+)?)?{_MONTH}\s+(?:{_DAY},?\s+)?[0-9]{{4}}"
    r")(?![\w/-]|\.\w)",
    re.IGNORECASE,
)
_PARTIAL: Final = re.compile(r"write `([0-9]{4}-[0-9]{2})`")


def miswritten_day(text: str, place: int) -> tuple[Problem, Span] | None:
    """What is wrong with the day that stands around a place of the text, if one does."""
    found = next((one for one in _WAYS.finditer(text) if one.start() <= place < one.end()), None)
    if found is None:
        return None
    try:
        parse_day(found[0])
    except DateError as error:
        return _with_a_day(error.problems[0]), found.span()
    return None


def _with_a_day(problem: Problem) -> Problem:
    """The problem with a hint that names a day, where it names a month."""
    month = _PARTIAL.fullmatch(problem.hint or "")
    return problem if month is None else replace(problem, hint=f"write a day of it, as in `{month[1]}-01`")
