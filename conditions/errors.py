"""What can be wrong with an input, and how it is said.

A `Problem` is one mistake: a sentence, a place, a hint. A `ConditionsError`
carries every problem of an input at once, so that a user mends a file in one go.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Literal

from conditions.location import Location
from conditions.records import dataclass

Severity = Literal["error", "warning"]

_SHOWN_LINE = 160
_LONGEST_VALUE = 400
_MOST_NAMES = 5_000
_COMPARED = 100
# Every letter before it takes one column.
_FIRST_COMBINING = "\u0300"


@dataclass(frozen=True)
class Problem:
    """One mistake in an input.

    Attributes:
        code: Stable name of the mistake, such as `unknown-event`; each has a
            section in `docs/errors.md`.
        message: One lower-case sentence without a final period, values in backticks.
        location: The place, where there is one.
        hint: What to do about it, without the word "hint".
        context: What the place belongs to, such as a condition and its party.
        related: Further places with the reason why each matters.
        severity: An error stops the load; a warning is only shown.
    """

    code: str
    message: str
    location: Location | None = None
    hint: str | None = None
    context: str | None = None
    related: tuple[tuple[str, Location], ...] = ()
    severity: Severity = "error"

    def at(self, location: Location | None) -> Problem:
        """The same problem at another place."""
        return replace(self, location=location)

    def __str__(self) -> str:
        return render(self)


class ConditionsError(Exception):
    """Base of every error that this library raises on purpose.

    Attributes:
        problems: All mistakes found in the input, in the order of the file.
    """

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n\n".join(render(problem) for problem in self.problems))


class FileError(ConditionsError):
    """A file cannot be read, or does not say what a file of its kind must say."""


class DossierError(ConditionsError):
    """A dossier built in Python contradicts itself or names what it does not have."""


class ScenarioError(ConditionsError):
    """A scenario contradicts itself or names what its dossier does not have."""


class FrameError(ConditionsError):
    """A table of scenarios does not fit its dossier."""


class LanguageError(ConditionsError):
    """A condition, moment, period or date cannot be read."""


class UnknownNameError(ConditionsError):
    """A call names a party, condition, reading or scenario that is not there."""


class WrongTypeError(ConditionsError, TypeError):
    """A call is given something of another kind than it takes."""


class UnsupportedConditionError(ConditionsError):
    """An engine cannot answer for a condition, or for what a scenario knows; the hint names one that can."""


def render(problem: Problem) -> str:
    """The problem as a user sees it: place first, the text underlined, then the hint."""
    where = f"{visible(str(problem.location))}: " if problem.location else ""
    word = "warning: " if problem.severity == "warning" else ""
    lines = [f"{where}{word}{_said(problem.message)}"]
    if problem.location is not None:
        lines += _underlined(problem.location)
    if problem.hint:
        lines.append(f"   hint: {_said(problem.hint)}")
    for reason, location in problem.related:
        lines.append(f"   {visible(str(location))}: {_said(reason)}")
        lines += _underlined(location)
    if problem.context:
        lines.append(f"   in {visible(_cut(problem.context))}")
    return "\n".join(lines)


def _said(text: str) -> str:
    """A sentence as it is shown: very long values in it cut short, what cannot be seen written out."""
    if len(text) <= _LONGEST_VALUE:
        return visible(text)
    parts = text.split("`")
    # Backticks around a value: every second part is one.
    return visible("`".join(_cut(part) if number % 2 else part for number, part in enumerate(parts)))


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else f"{value[: _LONGEST_VALUE // 2]}…"


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """A hint with the nearest known name, or `None` where none is near."""
    import difflib  # only where there is a mistake
    import heapq

    by_folded: dict[str, str] = {}
    least, most = 0.4 * len(name), 2.4 * len(name)
    for candidate in islice((one for one in known if least <= len(one) <= most), _MOST_NAMES):
        by_folded.setdefault(candidate.casefold(), candidate)
    if not by_folded:
        # The search prepares the whole name first, which for one of millions of letters takes its time.
        return None
    folded = name.casefold()
    likely: Iterable[str] = by_folded
    if len(by_folded) > _COMPARED:
        letters = set(folded)
        likely = heapq.nlargest(_COMPARED, by_folded, key=lambda one: len(letters.intersection(one)) - len(one) / 2)
    near = difflib.get_close_matches(folded, likely, n=1, cutoff=0.6)
    return f"did you mean `{by_folded[near[0]]}`?" if near else None


def visible(text: str) -> str:
    """The text with control and invisible characters written as `<U+XXXX>`."""
    if text.isprintable():
        return text
    return "".join(
        f"<U+{ord(char):04X}>" if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} else char
        for char in text
    )


def width(text: str) -> int:
    """Columns that the text takes in a terminal, wide East Asian letters as two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(
        -1 if unicodedata.combining(char) else unicodedata.east_asian_width(char) in "WF"
        for char in text
        if char >= _FIRST_COMBINING
    )


def _underlined(location: Location) -> list[str]:
    """The line of the location and a row of carets below the span."""
    text = location.text
    start = min(location.column - 1, len(text))
    end = min(start + max(location.length, 1), max(len(text), start + 1))
    cut = max(0, start - _SHOWN_LINE // 2)
    before = visible(text[cut:start].replace("\t", " "))
    span = visible(text[start : min(end, cut + _SHOWN_LINE)].replace("\t", " "))
    after = visible(text[end : max(end, cut + _SHOWN_LINE)].replace("\t", " "))
    lead, tail = ("…" if cut else ""), ("…" if len(text) > max(end, cut + _SHOWN_LINE) else "")
    return [
        f"   | {lead}{before}{span}{after}{tail}".rstrip(),
        f"   | {' ' * width(lead + before)}{'^' * max(1, width(span))}",
    ]
