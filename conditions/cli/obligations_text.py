"""Who must act as text: a block for each incident, at most as wide as the output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from conditions.cli.finding import Case, short_name
from conditions.cli.obliged import Asked
from conditions.cli.paint import Line, Span, Style, joined, line, padded, wrapped
from conditions.errors import render
from conditions.model.dossier import Dossier
from conditions.obligations import DutyAnswer
from conditions.obligations.results import STAGE_WORDS
from conditions.obligations.told import Alike, grouped, incident_words, phase_words

GLYPHS: Final = {DutyAnswer.OBLIGED: "✓", DutyAnswer.NOT_OBLIGED: "–", DutyAnswer.UNKNOWN: "?"}
"""A sign for each answer; the word always stands beside it."""

_STYLES: Final[dict[DutyAnswer, Style]] = {
    DutyAnswer.OBLIGED: "met",
    DutyAnswer.NOT_OBLIGED: "quiet",
    DutyAnswer.UNKNOWN: "open",
}
_ANSWER: Final = len("– NOT OBLIGED")


def answer_words(answer: DutyAnswer) -> str:
    """An answer with its sign: `✓ OBLIGED`."""
    return f"{GLYPHS[answer]} {answer.value.upper()}"


def case_lines(case: Case, several: Sequence[Asked], *, verbose: bool) -> Iterator[Line]:
    """All blocks of one dossier."""
    if not several:
        return
    yield from wrapped(case.dossier.title or case.dossier.id, style="title")
    for asked in several:
        yield ()
        yield from _scenario_lines(case.dossier, asked, verbose=verbose)
    yield ()


def _scenario_lines(dossier: Dossier, asked: Asked, *, verbose: bool) -> Iterator[Line]:
    scenario = asked.loaded.scenario
    yield from wrapped(scenario.title, style="strong")
    world = f"known {scenario.world}" if scenario.now else f"{scenario.world} world"
    facts = [short_name(asked.loaded), world, expectation_words(asked)]
    yield from joined(facts, " · ", style="not met" if asked.failed else "quiet")
    for result, duties in asked.answers:
        yield from wrapped(incident_words(dossier, result.name, result.incident), indent="  ", hanging="    ")
        for alike in grouped(duties):
            yield from _alike_lines(alike, verbose=verbose)
    for mismatch in asked.failed:
        yield from (line("  ", Span(text, "not met")) for text in render(asked.problem(mismatch)).splitlines())


def _alike_lines(alike: Alike, *, verbose: bool) -> Iterator[Line]:
    duty = alike.first
    state = [f"  {duty.state}"] if duty.state != "unknown" else []
    yield line("    ", Span(padded(answer_words(duty.answer), _ANSWER), _STYLES[duty.answer]), *state)
    for debtors, obligations in alike.owing:
        yield from wrapped(f"{', '.join(debtors)}: {', '.join(obligations)}", indent="      ", hanging="        ")
    for reading, answer in duty.by_reading.items():
        yield from wrapped(f"{reading}: {answer_words(answer)}", indent="        ")
    for ground in duty.grounds if verbose else duty.deciding:
        mark = f"[{_TRUTHS[ground.truth.value]}] " if verbose else ""
        yield from wrapped(f"{mark}{ground.words}", indent="      - ", hanging="        ")
    if duty.sources:
        yield from wrapped(f"source: {', '.join(duty.sources)}", indent="      ", hanging="        ", style="quiet")
    steps = phase_words(duty.phases)
    if steps:
        yield from joined(steps, " · ", style="quiet", indent="      ")


_TRUTHS: Final = {"true": "holds", "false": "does not hold", "unknown": "not known"}


def expectation_words(asked: Asked) -> str:
    """Whether a scenario is as expected, in words."""
    if not asked.expects:
        return "nothing expected"
    return "NOT as expected" if asked.failed else "as expected"


def summary_lines(everything: Sequence[Asked]) -> Iterator[Line]:
    """How many answers came out how, and what the words mean that were used."""
    duties = [duty for one in everything for _, several in one.answers for duty in several]
    counts = Counter(duty.answer for duty in duties)
    told = ", ".join(f"{counts[answer]} {answer.value}" for answer in DutyAnswer if counts[answer])
    expected = Counter(expectation_words(one) for one in everything)
    scenarios = ", ".join(f"{count} {words}" for words, count in expected.items())
    noun = "scenario" if len(everything) == 1 else "scenarios"
    yield from wrapped(f"{len(duties)} answers: {told}; {len(everything)} {noun}: {scenarios}", style="strong")
    yield ()
    for stage, meaning in STAGE_WORDS.items():
        if stage != "unknown" and any(duty.state == stage for duty in duties):
            yield from wrapped(meaning, indent=f"{stage}: ", hanging="  ", style="quiet")
