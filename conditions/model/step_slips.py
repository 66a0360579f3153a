"""Steps of a timeline as people write them by mistake, and how to write what they meant."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from conditions.dates import DateError, parse_partial_date
from conditions.language.types import PERIOD_PATTERN, REFERENCE_PATTERN

_ORDERS: Final = ("on or after", "on or before", "on the same day as", "same day as", "after", "before")
_SAID_FOR: Final = {
    "no earlier than": "on or after",
    "not earlier than": "on or after",
    "not before": "on or after",
    "from": "on or after",
    "since": "on or after",
    "no later than": "on or before",
    "not later than": "on or before",
    "not after": "on or before",
    "by": "on or before",
    "until": "on or before",
    "later than": "after",
    "following": "after",
    "earlier than": "before",
    "together with": "same day as",
}
_LOOSE: Final = "|".join(order.replace(" ", r"\s*") for order in _ORDERS)
_NEAR: Final = 0.75

_JOINED_WHEN: Final = re.compile(
    rf"(maybe\s+)?(?:at\s*(least|most)\s*({PERIOD_PATTERN})\s*)?({_LOOSE})\s*((?:{REFERENCE_PATTERN}|[0-9]{{4}}).*)"
)
_PREFIX: Final = re.compile(rf"(?:maybe\s+)?(?:at\s+(?:least|most)\s+{PERIOD_PATTERN}\s+)?")
_DISTANCE: Final = re.compile(rf"(?:no\s+(?:more|later)\s+than|within)\s+({PERIOD_PATTERN})\s+(after|of)\s+(\S.*)")
_HEAD: Final = re.compile(rf"(then|never|unknown)(?:\s*:\s*|\s+)({REFERENCE_PATTERN})")
_COLON: Final = re.compile(rf"({REFERENCE_PATTERN}|[0-9]{{4}}[-0-9]*)\s*:\s*(\S.*)")
_IN_TURN: Final = re.compile(rf"({REFERENCE_PATTERN})\s*,?\s*(?:\bthen\b|->|→|<)\s*({REFERENCE_PATTERN})")
_LIST: Final = re.compile(rf"{REFERENCE_PATTERN}(?:\s*(?:,|\band\b|&|\+)\s*{REFERENCE_PATTERN})+")
_WITH_WHEN: Final = re.compile(rf"({REFERENCE_PATTERN})\s+(\S.*)")
_JOINED: Final = re.compile(rf"({REFERENCE_PATTERN}?)({_LOOSE})\s+({REFERENCE_PATTERN})")
_WHOLE_NAME: Final = re.compile(REFERENCE_PATTERN)


def meant_step(text: str, when: object) -> str | None:
    """How to write a step that stands where the name of an event should, or `None` where nothing is wrong with it.

    Args:
        text: What stands there.
        when: What follows after its colon, if anything does.
    """
    if _WHOLE_NAME.fullmatch(text):
        return None
    if _LIST.fullmatch(text):
        return _of_several(", ".join(re.findall(REFERENCE_PATTERN, re.sub(r"\band\b", ",", text))), when)
    if when is not None:
        return None
    if found := _HEAD.fullmatch(text):
        return f"write `{found[1]}: {found[2]}`, with a space after the colon"
    if found := _COLON.fullmatch(text):
        return f"put a space after the colon: `{found[1]}: {found[2]}`"
    if found := _IN_TURN.fullmatch(text):
        return f"give each its own entry: `- {found[1]}`, and below it `- then: {found[2]}`"
    if _is_date(text):
        return f"say what happened then, as in `{text}: referendum`"
    if (found := _WITH_WHEN.fullmatch(text)) and (_is_date(found[2]) or _is_order(found[2])):
        return f"write `{found[1]}: {found[2]}`"
    if found := _JOINED.fullmatch(text):
        return f"write `{found[1]}: {_spaced(found[2])} {found[3]}`"
    return None


def _of_several(names: str, when: object) -> str:
    """How to write several events of one step."""
    if when is None:
        return f"write `[{names}]` if they happen on the same day, else give each its own entry"
    if isinstance(when, str) and _is_date(when):
        return f"write the day first: `{when}: [{names}]`"
    return f"write `event: [{names}]`, and below it when they happen"


def meant_when(text: str) -> str | None:
    """How to write what is said of when a step happens, if it is meant as an order and misses its form."""
    if _is_date(text):
        return None
    if found := _DISTANCE.fullmatch(text):
        least, most = f"on or after {found[3]}", f"at most {found[1]} after {found[3]}"
        return f"write `[{least}, {most}]`" if found[2] == "after" else f"write `{most}`"
    prefix = _PREFIX.match(text)
    before = prefix[0] if prefix else ""
    words = text.removeprefix(before).split()
    for size in (4, 3, 2, 1):
        head, rest = " ".join(words[:size]), " ".join(words[size:])
        order = _SAID_FOR.get(head) or next((order for order in _ORDERS if _is_near(head, order)), None)
        if order is not None and rest:
            return _unless_same(f"{before}{order} {rest}", text)
    if found := _JOINED_WHEN.fullmatch(text):
        maybe, bound, period, order, moment = found.groups()
        distance = f"at {bound} {period} " if bound else ""
        return _unless_same(f"{'maybe ' if maybe else ''}{distance}{_spaced(order)} {moment}", text)
    return None


def _unless_same(meant: str, text: str) -> str | None:
    return None if meant == text else f"did you mean `{meant}`?"


def _spaced(order: str) -> str:
    """An order with the spaces that it should have."""
    letters = "".join(order.split())
    return next(one for one in _ORDERS if one.replace(" ", "") == letters)


def _is_near(said: str, order: str) -> bool:
    return said.count(" ") == order.count(" ") and SequenceMatcher(None, said, order).ratio() > _NEAR


def _is_order(text: str) -> bool:
    return _JOINED_WHEN.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    try:
        parse_partial_date(text)
    except DateError:
        return False
    return True
