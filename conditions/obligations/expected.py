"""Whether obligations come out as a scenario expects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from conditions.english import listing
from conditions.model.incidents import ExpectedDuty
from conditions.obligations.results import DutyResult, ObligationsResult

Missed: TypeAlias = tuple[tuple[str, ...], str, str, str]
"""Where the expectation stands, which answer was expected, what it was, and what came out."""


def duty_mismatches(result: ObligationsResult) -> Iterator[Missed]:
    """Every expectation of obligations that the answers do not meet, in the order of the file."""
    for name, expected in result.scenario.expect_obligations.items():
        duties, path = result[name].duties, ("expect_obligations", name)
        if expected.every is not None:
            yield from _compared(path, expected.every, duties)
        for obligation, inner in expected.obligations.items():
            yield from _compared((*path, obligation), inner, of_obligation(duties, obligation))


def of_obligation(duties: tuple[DutyResult, ...], name: str) -> tuple[DutyResult, ...]:
    """The answers of one obligation, by its id, with the instrument's before it where two share one."""
    return tuple(one for one in duties if name in {one.obligation, f"{one.instrument}.{one.obligation}"})


def _compared(path: tuple[str, ...], expected: ExpectedDuty, duties: tuple[DutyResult, ...]) -> Iterator[Missed]:
    answers: set[str] = {one.answer.value for one in duties}
    states: set[str] = {one.state for one in duties}
    yield from _wanted(path, "answer", expected.answer, answers)
    yield from _wanted(path, "state", expected.state, states)
    for reading, answer in expected.readings.items():
        found = {one.by_reading[reading].value for one in duties if reading in one.by_reading}
        yield from _wanted((*path, reading), "answer", answer, found or answers)
    for debtor, inner in expected.debtors.items():
        yield from _compared((*path, debtor), inner, tuple(one for one in duties if one.debtor == debtor))


def _wanted(path: tuple[str, ...], what: str, expected: str | None, found: set[str]) -> Iterator[Missed]:
    if expected is not None and found != {expected}:
        yield path, what, expected, listing(sorted(found)) or "nothing"


__all__ = ["duty_mismatches", "of_obligation"]
