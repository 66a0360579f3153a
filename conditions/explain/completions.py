"""Exact answers in words: what they are over all that may be so, and a course of events that shows it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Final

from conditions.english import amount_words
from conditions.results import CheckResult
from conditions.truth import Truth
from conditions.verdicts import Verdict
from conditions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from conditions.certificates import Value, Witness
    from conditions.engines.exact import ExactTruth

COLUMNS: Final = 80
_ASKED: Final[Mapping[str, str]] = {
    "compliance": "whether it is kept over the whole course of events",
    "readiness": "what it requires, were the act to happen next",
    "later": "what it requires, where the act has happened",
}
_SAYS: Final = {Truth.TRUE: "met", Truth.FALSE: "not met", Truth.UNKNOWN: "unknown"}
_DATED: Final = date(100, 1, 1).toordinal()
"""The first day that is shown by its date: nobody says a year before, but the solver counts from the year 1."""


def exactly_text(exact: CheckResult, condition: str, reading: str, *, of_compliance: bool = False) -> str:
    """The answer of one condition in one reading over all that may be so, with courses of events that show it.

    Args:
        exact: A result with exact answers.
        condition: Id of the condition.
        reading: Its reading.
        of_compliance: Whether compliance is meant, and not the headline answer.
    """
    verdict = exact.conditions[condition].verdicts[reading]
    read = f", reading `{reading}`" if reading else ""
    lines = [f"Over all that may be so, {condition}{read}:", *_told(verdict, exact.vocabulary, of_compliance)]
    return "\n".join(_wrapped(lines)) + "\n"


def _told(verdict: Verdict, vocabulary: Vocabulary, of_compliance: bool) -> Iterator[str]:
    from conditions.engines.exact.verdicts import ExactVerdict  # a heavy package

    if not isinstance(verdict, ExactVerdict):
        yield f"  [{verdict.answer.value}] as what is known has it, which decides it already"
        return
    is_gate = "readiness" in verdict.shown and not of_compliance
    for name in ("readiness", "later") if is_gate else ("compliance",):
        if name in verdict.shown:
            yield from _shown(_ASKED[name], verdict.shown[name], vocabulary)


def _shown(asked: str, found: ExactTruth, vocabulary: Vocabulary) -> Iterator[str]:
    from conditions.engines.exact import Always, Either

    yield f"  [{_SAYS[found.truth]}] {asked}"
    match found.certificate:
        case Either(not_true, not_false):
            yield "    it may not be so, as in this course of events:"
            yield from witness_lines(not_true, vocabulary)
            yield "    and it may be so, as in this one:"
            yield from witness_lines(not_false, vocabulary)
        case Always(_, witness):
            yield "    so in every course of events, this one among them:"
            yield from witness_lines(witness, vocabulary)
        case None:
            yield "    the search was cut short, so the answer is that of what is known"


def witness_lines(witness: Witness, vocabulary: Vocabulary, indent: str = "      ") -> Iterator[str]:
    """A course of events: day by day what happens, what never does, and the values of facts."""
    label = vocabulary.label
    dated = sorted((day, event) for event, day in witness.days.items() if day is not None)
    first = dated[0][0] if dated else 0
    for day, pairs in groupby(dated, key=lambda pair: pair[0]):
        when = date.fromordinal(day).isoformat() if day >= _DATED else f"day {day - first + 1}"
        yield f"{indent}{when}: {'; '.join(label(event) for _, event in pairs)}"
    never = [label(event) for event, day in witness.days.items() if day is None]
    if never:
        yield f"{indent}never: {'; '.join(never)}"
    for name, value in witness.facts.items():
        yield f"{indent}{label(name)}: {_value(name, value, vocabulary)}"
    if not witness.days and not witness.facts:
        yield f"{indent}nothing happens"


def _value(name: str, value: Value, vocabulary: Vocabulary) -> str:
    from conditions.engines.exact import OTHER

    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return "another value" if value == OTHER else value
        case Fraction():
            kind = vocabulary.facts.get(name)
            return amount_words(value, kind.unit if kind is not None else None)


def _wrapped(lines: list[str]) -> Iterator[str]:
    for line in lines:
        text = line.lstrip(" ")
        indent = " " * (len(line) - len(text))
        yield from textwrap.wrap(
            text,
            COLUMNS,
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )


__all__ = ["exactly_text", "witness_lines"]
