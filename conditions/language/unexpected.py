"""What is said of a word that cannot stand where it stands, and what was probably meant."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from conditions.errors import Problem
from conditions.language.joined import joined_hint
from conditions.language.names import NO_NUMBERS
from conditions.language.phrases import KEYWORDS, MARKS, WHICH, Word
from conditions.language.slips import slip
from conditions.language.types import MistakeError
from conditions.language.written_days import miswritten_day

_SHOWN: Final = {
    "NAME": "a name",
    "PERIOD": "a period",
    "DATE": "a day",
    "NUMBER": "a number",
    "COMPARISON": "`<`",
    "$END": "the end",
}
_UNTOLD: Final = {"SIGN", "ORDINAL", KEYWORDS["ever"], *(KEYWORDS[words] for words in WHICH)}
"""What can stand wherever a name can, or after it: naming it every time would hide the rest."""
_PHRASES: Final = {terminal: phrase for phrase, terminal in (*KEYWORDS.items(), *MARKS.items())}
_PART_OF_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![\w-])")


class UnexpectedWordError(Exception):
    """The parser found a token where it cannot stand.

    Attributes:
        place: Number of the token, `None` at the end.
        expected: Types of the tokens that could stand there.
    """

    def __init__(self, place: int | None, expected: list[str]) -> None:
        self.place = place
        self.expected = expected
        super().__init__(place, expected)


def unexpected(text: str, words: list[Word], error: UnexpectedWordError) -> MistakeError:
    """What is wrong with a text that the parser could not read on, and what was probably meant."""
    told = [name for name in error.expected if name not in _UNTOLD]
    shown = [_SHOWN.get(name) or f"`{_PHRASES.get(name, name)}`" for name in told]
    hint = "here can stand " + ", ".join(shown[:8]) + (", …" if len(shown) > 8 else "") if shown else None
    if error.place is None:
        if words and sum(one.text == "(" for one in words) > sum(one.text == ")" for one in words):
            hint = "a `(` is not closed; inside `{…}` or `[…]` put a condition that has commas in quotes"
        message = f"the condition ends too early, after `{words[-1].text}`" if words else "the condition is empty"
        return MistakeError((Problem("unfinished-condition", message, hint=hint), (max(0, len(text) - 1), len(text))))
    word, before = words[error.place], words[: error.place][-1:]
    day = miswritten_day(text, word.span[0])
    if day is not None and word.type in {"NUMBER", "NAME"}:
        return MistakeError(day)
    if word.type == "SIGN" and "PERIOD" in error.expected:
        return _negative(*words[error.place : error.place + 2])
    part = _PART_OF_DAY.match(text, word.span[0])
    if part is not None and word.type == "NUMBER":
        hint = "write the day with year, month and day, as in `2022-04-26`"
        return MistakeError((Problem("bad-date", f"`{part[0]}` is not a day", hint=hint), part.span()))
    said, near = _meant(words[error.place :], [_PHRASES[name] for name in error.expected if name in _PHRASES])
    near = _known_slip(words, error.place, error.expected) or near
    meant = slip(text, word.span[0])
    if meant is not None:
        said, near = 1, meant
    span = (word.span[0], words[error.place + max(0, said - 1)].span[1])
    capital = next((one for one in before if one.type == "NAME" and one.text.lower() in KEYWORDS), None)
    if near is None and capital is not None and word.type in {"NAME", "DATE"}:
        span, near = capital.span, _lower_case(capital.text.lower())
    problem = Problem("unexpected-word", f"`{text[slice(*span)]}` cannot stand here", hint=near or hint)
    return MistakeError((problem, span))


def _negative(sign: Word, period: Word) -> MistakeError:
    """A period with a sign, where none can stand."""
    if sign.text == "+":
        message = f"`+{period.text}` has a sign that it does not need"
        problem = Problem("bad-period", message, hint=f"write `{period.text}`")
    else:
        message = f"`-{period.text}` is negative, and a window cannot be"
        hint = f"write `{period.text}`; days before a moment are written `within {period.text} before …`"
        problem = Problem("negative-window", message, hint=hint)
    return MistakeError((problem, (sign.span[0], period.span[1])))


def _known_slip(words: list[Word], place: int, expected: list[str]) -> str | None:
    """What to write in place of a few things that people write."""
    word, before = words[place], words[max(0, place - 2) : place]
    if word.type == "NUMBER" and "PERIOD" in expected:
        return "write a period, as in `30 days` or `1 year 6 months`"
    if word.text == "unless":
        return "write `only if not …`"
    if before and before[-1].text == "percent":
        return "write `50 percent of votes_cast`"
    if before and before[-1].text.casefold() in NO_NUMBERS:
        return f"`{before[-1].text}` is not a number; where a number is unknown, say nothing of the fact"
    if word.text in {"before", "while"} and [one.text for one in before[:1]] == ["never"]:
        return f"write `no {before[-1].text} {word.text} …`"
    if word.text.startswith("only") and any(one.text.split()[0] == "only" for one in words[:place]):
        return "one sentence has one `only`: make two conditions of it, or write `all of (…, …)`"
    if word.text == "," and [one.type for one in (*before[-1:], *words[place + 1 : place + 2])] == ["NUMBER"] * 2:
        whole, rest = before[-1].text, words[place + 1].text
        return f"write `{whole}{rest}`" if len(rest) == 3 else f"write `{whole}.{rest}`"
    return _bounds(words, place) or _joined_periods(words, place) or _lacks_then(words, expected)


def _bounds(words: list[Word], place: int) -> str | None:
    """How to write a window or a range whose ends stand after `between`."""
    before = [word.text.split()[-1] for word in words[max(0, place - 1) : place]]
    if words[place].text == "between" and before == ["is"] and place > 1:
        name = words[place - 2].text
        return f"write `{name} is at least … and {name} is at most …`"
    if before == ["between"] and words[place].type in {"PERIOD", "SIGN"}:
        return "write both ends as moments, as in `between withdrawal + 30 days and withdrawal + 90 days`"
    return None


def _joined_periods(words: list[Word], place: int) -> str | None:
    """How to write a period of several parts, between which stands a `+` or an `and`."""
    for first in range(max(0, place - 2), place):
        types = [word.type for word in words[first : first + 3]]
        if types in (["PERIOD", "SIGN", "PERIOD"], ["PERIOD", "_AND", "PERIOD"]):
            one, mark, other = (word.text for word in words[first : first + 3])
            sign = words[first - 1].text if first else ""
            if mark in {"and", sign} or sign not in {"+", "-"}:
                return joined_hint(one, other, steps=mark != "and")
    return None


def _lacks_then(words: list[Word], expected: list[str]) -> str | None:
    """That an `if` still waits for its `then`."""
    kinds = [one.type for one in words]
    if "_THEN" in expected and kinds.count("_IF") > kinds.count("_THEN"):
        return "an `if` needs its `then`"
    return None


def _lower_case(phrase: str) -> str:
    return f"the words of the language are lower-case: `{phrase}`"


def _meant(words: list[Word], phrases: list[str]) -> tuple[int, str | None]:
    """How many words were probably meant for one of the phrases, and a hint that says so."""
    best, size, meant = 0.75, 1, None
    for phrase in phrases:
        count = phrase.count(" ") + 1
        said = " ".join(word.text for word in words[:count])
        if said.lower() == phrase:
            return count, _lower_case(phrase)
        matcher = _matcher(phrase)
        matcher.set_seq1(said)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
            best, size, meant = matcher.ratio(), count, f"did you mean `{phrase}`?"
    first = f"{words[0].text} "
    longer = [f"`{phrase.removeprefix(first)}`" for phrase in phrases if phrase.startswith(first)]
    if meant is None and longer:
        meant = f"after `{words[0].text}` can stand {', '.join(longer[:8])}{', …' if len(longer) > 8 else ''}"
    return min(size, len(words)), meant


@cache
def _matcher(phrase: str) -> SequenceMatcher[str]:
    """Compares with a phrase, whose letters are counted only once."""
    return SequenceMatcher(None, "", phrase)
