"""Orders and distances in words that the language does not have, and how to write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from conditions.language.phrases import words_of
from conditions.language.types import PERIOD_PATTERN, REFERENCE_PATTERN, MistakeError

_NEAR: Final = 300
"""How many characters around a mistake are looked at."""
_ONE_MOMENT: Final = (
    rf"(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|\b(?:earliest|latest|[0-9]+(?:st|nd|rd|th)) of \w+ \w+"
    rf"|\b{REFERENCE_PATTERN})(?: [+-] {PERIOD_PATTERN})?(?!\w)"
)
_START: Final = rf"(?P<one>{_ONE_MOMENT})(?P<only> only)?"
_NOT: Final = (
    *(("not before", "on or after"), ("not after", "on or before"), ("not until", "on or after")),
    *(("not on or after", "before"), ("not on or before", "after"), ("not by", "after")),
    *(("(?:no|not) (?:earlier|sooner) than", "on or after"), ("(?:no|not) later than", "on or before")),
)
_UP_TO: Final = {
    "by": "on or before",
    "no later than": "on or before",
    "on or before": "on or before",
    "before": "before",
}
_PLACED: Final = (
    rf"by|before|after|on or before|on or after|no later than|no earlier than|from|on the same day as"
    rf"|within {PERIOD_PATTERN} (?:of|after|before)|between {_ONE_MOMENT} and"
)


def slip(text: str, place: int) -> str | None:
    """What to write instead of an order or a distance around a place of the text; what it proposes can be read."""
    start = max(0, place - _NEAR)
    near = re.sub(r"\s", " ", text[start : place + _NEAR])
    for pattern, meant in _SLIPS:
        for found in pattern.finditer(near):
            if found.start() <= place - start < found.end():
                hint = meant(found)
                if hint is not None:
                    return hint
    return None


def _demand_or_gate(found: re.Match[str], placed: str) -> str | None:
    """A hint with the demand, or with the gate where the text has `only`; both where it has not and may mean either."""
    gate, demand = f"{found['one']} only {placed}", f"{found['one']} {placed}"
    if found["only"]:
        return f"write `{gate}`" if _reads(gate) else None
    if not _reads(demand):
        return None
    as_gate = f", or `{gate}` if it need not happen" if _reads(gate) else ""
    return f"write `{demand}` if it must happen{as_gate}" if as_gate else f"write `{demand}`"


def _not_placed(order: str) -> Callable[[re.Match[str]], str | None]:
    return lambda found: _demand_or_gate(found, f"{order} {found['other']}")


def _distance(found: re.Match[str]) -> str | None:
    """`at least 30 days before b` and its like."""
    bound, period, side, other = (found[name] for name in ("bound", "period", "side", "other"))
    after = side == "after"
    edge = f"{other} {'+' if after else '-'} {period}"
    match bound:
        case "at least" | "no less than" | "not less than":
            return _plainly(found, f"on or {side} {edge}")
        case "more than":
            return _plainly(found, f"{side} {edge}")
        case "at most" | "no more than" | "not more than":
            return _plainly(found, f"within {period} {side} {other}")
        case _:
            return _plainly(found, f"on the same day as {edge}")


def _plainly(found: re.Match[str], placed: str) -> str | None:
    """A hint with the placed act as the text has it, a demand or a gate."""
    proposed = f"{found['one']}{found['only'] or ''} {placed}"
    return f"write `{proposed}`" if _reads(proposed) else None


def _on(found: re.Match[str]) -> str | None:
    return _plainly(found, f"on the same day as {found['other']}")


def _negated(found: re.Match[str]) -> str | None:
    proposed = f"not {found['one']} {found['order']} {found['other']}"
    return f"write `{proposed}`" if _reads(proposed) else None


def _quantified(found: re.Match[str]) -> str | None:
    """All, any or some of a group, and an order after them."""
    of, order, other = found["of"], found["order"], found["other"]
    many = re.fullmatch(r"at least ([0-9]+)", found["how"])
    place = {"all": "latest", "any": "earliest"}.get(found["how"]) or (many and _ordinal(int(many[1])))
    if place is None:
        return "say it of each member, and count those"
    if order in _UP_TO:
        proposed = f"{place} of {of} {_UP_TO[order]} {other}"
    elif place == "latest":
        order = {"no earlier than": "on or after", "from": "on or after"}.get(order, order)
        proposed = f"earliest of {of} {order} {other} and latest of {of} {order} {other}"
    else:
        return "say it of each member, and count those"
    return f"write `{proposed}`" if _reads(proposed) else None


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _in_parentheses(found: re.Match[str]) -> str | None:
    """A moment between parentheses."""
    proposed = f"{found['before'] or ''}{found['one']}{found['after'] or ''}"
    return f"write `{proposed}`, without the parentheses" if _reads(proposed) else None


def _reads(text: str) -> bool:
    """Whether the text is a clause."""
    from conditions.language.grammar import DeepNestingError
    from conditions.language.parser import shape_of
    from conditions.language.unexpected import UnexpectedWordError

    try:
        shape_of(tuple(word.type for word in words_of(text)))
    except (MistakeError, UnexpectedWordError, DeepNestingError):
        return False
    return True


def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with any white space for each space."""
    return re.compile(pattern.replace(" ", " +"))


_OTHER: Final = rf" (?P<other>{_ONE_MOMENT})"
_ORDER: Final = rf"(?:{_PLACED}) {_ONE_MOMENT}"
_SLIPS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...]] = (
    (
        _compiled(
            r"\b(?P<how>all|any|none|majority|(?:at least|at most|exactly|more than|less than) [0-9./]+(?: percent)?)"
            rf" of (?P<of>\w+ \w+|\([^()]*\)) (?P<order>{_PLACED}){_OTHER}"
        ),
        _quantified,
    ),
    *((_compiled(f"{_START} {written}{_OTHER}"), _not_placed(order)) for written, order in _NOT),
    (
        _compiled(
            f"{_START} (?P<bound>at least|at most|(?:no|not) (?:less|more) than|more than|exactly)"
            f" (?P<period>{PERIOD_PATTERN}) (?P<side>before|after){_OTHER}"
        ),
        _distance,
    ),
    (_compiled(f"{_START} on{_OTHER}"), _on),
    (
        _compiled(
            f"(?P<one>{_ONE_MOMENT}) not "
            f"(?P<order>within {PERIOD_PATTERN} (?:of|after|before)|between {_ONE_MOMENT} and|on the same day as)"
            f"{_OTHER}"
        ),
        _negated,
    ),
    (_compiled(rf"(?P<before>)\((?P<one>[^()]+)\)(?P<after> {_ORDER})"), _in_parentheses),
    (_compiled(rf"(?P<before>{_ONE_MOMENT} (?:{_PLACED}) )\((?P<one>[^()]+)\)(?P<after>)"), _in_parentheses),
)


__all__ = ["slip"]
