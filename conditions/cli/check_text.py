"""The answers of checked scenarios as text: a block for each scenario, at most as wide as the output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from conditions.caveats import left_out_words
from conditions.cli.checked import Checked
from conditions.cli.finding import short_name
from conditions.cli.paint import Line, Span, Style, joined, line, padded, wrapped
from conditions.cli.streams import columns
from conditions.english import listing
from conditions.errors import render, width
from conditions.holding import waiver_words
from conditions.model.positions import SINGLE
from conditions.results import CheckResult, ConditionResult, PartyResult, RollUp
from conditions.truth import Truth
from conditions.verdicts import BLOCKED_PHRASE, EITHER_PHRASES, PHRASES, Answer, Status, Verdict

GLYPHS: Final = {
    Answer.MET: "✓",
    Answer.NOT_MET: "✗",
    Answer.UNKNOWN: "?",
    Answer.DEPENDS: "≠",
    Answer.NONE: "–",
}
"""A sign for each answer; the word always stands beside it."""

STYLES: Final[dict[Answer, Style]] = {
    Answer.MET: "met",
    Answer.NOT_MET: "not met",
    Answer.UNKNOWN: "open",
    Answer.DEPENDS: "open",
    Answer.NONE: "quiet",
}
PERHAPS: Final = "perhaps not held on that day"
EXACTLY: Final = "exactly, over all that may be so:"
WAIVED: Final = "waived"
MAY_CHANGE: Final = "can still change"
BLOCKED: Final = "blocked for good"
FOOTNOTES: Final = "rests on a statement of which a part is not encoded"
PARTLY_ENCODED: Final = "*"
"""Marks an answer that rests on a statement of which a part is not encoded; a footnote says which."""

_WIDEST_NAME: Final = 30
_ANSWER: Final = len("✗ NOT MET")
_STATUS: Final = len("undecided")


def answer_words(answer: Answer) -> str:
    """An answer with its sign: `✗ NOT MET`."""
    return f"{GLYPHS[answer]} {answer.value.upper()}"


def answer_span(answer: Answer, wide: int = 0) -> Span:
    """The same in its colour."""
    return Span(padded(answer_words(answer), wide), STYLES[answer])


def party_name(checked: Checked, party: PartyResult) -> str:
    """A party's name with its code."""
    return f"{checked.result.dossier.parties[party.party].name} ({party.party})"


def remarks(found: RollUp | Verdict) -> list[str]:
    """What is to be said beside answer and status: compliance where it differs, and what may change."""
    said = []
    if found.vacuous and found.compliance is Answer.MET:
        said.append("compliance met, vacuously")
    elif found.compliance is not found.answer:
        said.append(f"compliance {found.compliance.value}")
    if found.blocked:
        said.append(BLOCKED)
    elif not found.final and found.answer is not Answer.UNKNOWN:
        said.append(MAY_CHANGE)
    if isinstance(found, RollUp) and found.waived:
        said.append(f"{WAIVED}: {listing(list(found.waived))}")
        if found.answer is not Answer.MET:
            said.append(f"decided by {listing(list(found.decided_by))}")
    if isinstance(found, RollUp) and found.contested:
        said.append(f"contested: {listing(list(found.contested))}")
    if isinstance(found, RollUp) and found.doubtful:
        said.append(f"{listing(list(found.doubtful))} {PERHAPS}")
    return said


def status_word(checked: Checked, found: RollUp) -> str:
    """The status, with a mark if the answer rests on a statement of which a part is not encoded."""
    return found.status.value + (PARTLY_ENCODED if any(map(checked.result.not_encoded, found.decided_by)) else "")


def footnotes(scenarios: Iterable[Checked], *, verbose: bool = False) -> Iterator[str]:
    """What is not encoded of the statements behind answers that are shown, once for each condition."""
    found: dict[str, CheckResult] = {}
    for checked in scenarios:
        for party in checked.parties:
            shown = [one.id for one in party.conditions] if verbose else []
            deciding = [name for roll_up in party.by_reading.values() for name in roll_up.decided_by]
            found.update((name, checked.result) for name in (*deciding, *shown))
    for name, result in found.items():
        left_out = result.not_encoded(name)
        if left_out:
            yield f"{name}: {'; '.join(map(left_out_words, left_out))}"


def expectation_words(checked: Checked) -> str:
    """Whether a scenario is as expected, in words."""
    if not checked.expects:
        return "nothing expected"
    if checked.failed:
        return "NOT as expected"
    return "as expected but for known failures" if checked.known else "as expected"


def case_lines(title: str, scenarios: Sequence[Checked], *, verbose: bool) -> Iterator[Line]:
    """All blocks of one dossier."""
    yield from wrapped(title, style="title")
    for checked in scenarios:
        yield ()
        yield from scenario_lines(checked, verbose=verbose)
    notes = list(footnotes(scenarios, verbose=verbose))
    if notes:
        yield ()
        yield from wrapped(f"{PARTLY_ENCODED} {FOOTNOTES}:", style="quiet")
        yield from (entry for note in notes for entry in wrapped(note, indent="  ", hanging="    ", style="quiet"))


def scenario_lines(checked: Checked, *, verbose: bool) -> Iterator[Line]:
    """The block of one scenario."""
    yield from wrapped(checked.result.scenario.title, style="strong")
    yield from joined(_facts_of(checked), " · ", style="not met" if checked.failed else "quiet")
    names = [party_name(checked, party) for party in checked.parties]
    names += [f"  {reading}" for party in checked.parties for reading in _readings(party)]
    room = min(_WIDEST_NAME, max(map(width, names), default=0))
    for party in checked.parties:
        yield from _party_lines(checked, party, room)
        yield from _exact_lines(checked, party, room)
        if verbose:
            for condition in party.conditions:
                yield from _condition_lines(checked.result, condition)
    for label, parties in checked.views():
        same = [_row_of(one) == _row_of(other) for one, other in zip(checked.parties, parties, strict=True)]
        the_same = ": the same answers" if all(same) else ""
        yield from wrapped(f"as seen by {label}{the_same}", indent="  ", style="quiet")
        for party in () if the_same else parties:
            yield from _party_lines(checked, party, room)
    for note in checked.result.excesses:
        yield from wrapped(note.words(checked.result.vocabulary), indent="  note: ", hanging="    ", style="open")
    for mismatch in checked.failed:
        yield from (line("  ", Span(text, "not met")) for text in render(checked.problem(mismatch)).splitlines())


def _exact_lines(checked: Checked, party: PartyResult, room: int) -> Iterator[Line]:
    """The answer over all completions, where that was asked for and is another one."""
    exact = checked.result.exact
    if exact is None or _row_of(exact.parties[party.party]) == _row_of(party):
        return
    yield from wrapped(EXACTLY, indent="  ", style="quiet")
    yield from _party_lines(checked, exact.parties[party.party], room)


def _row_of(party: PartyResult) -> tuple[object, ...]:
    """What is shown of a party's answer."""
    return party.answer, party.compliance, {names: remarks(one) for names, one in party.by_reading.items()}


def _facts_of(checked: Checked) -> list[str]:
    """File, world, day and outcome of a scenario."""
    result = checked.result
    world = str(result.scenario.world)
    return [
        short_name(checked.loaded),
        f"known {world}" if result.scenario.now else f"{world} world",
        f"as of {result.as_of}" if result.as_of else "all positions that the record does not end",
        *([f"as known on {result.known_at}"] if result.known_at else []),
        *([f"as told by {listing(list(result.accounts))}"] if result.accounts else []),
        expectation_words(checked),
    ]


def _readings(party: PartyResult) -> list[str]:
    return [reading for reading in party.by_reading if reading]


def _party_lines(checked: Checked, party: PartyResult, room: int) -> Iterator[Line]:
    name = Span(party_name(checked, party))
    if not _readings(party):
        yield from _row(checked, name, room, party.answer, party.by_reading.get(SINGLE))
        for told in () if party.taking_part else [one for one in party.conditions if not one.standing.admitted]:
            yield from wrapped(" · ".join([told.id, *asides(told, checked.result.as_of)]), indent="    ", style="quiet")
        return
    yield from _row(checked, name, room, party.answer, None)
    for reading, roll_up in party.by_reading.items():
        yield from _row(checked, Span(f"  {reading}"), room, roll_up.answer, roll_up)


def _row(checked: Checked, name: Span, room: int, answer: Answer, found: RollUp | None) -> Iterator[Line]:
    """One line of a block, or several where it is too long: name, answer, status, remarks."""
    head = "  "
    if width(name.text) > room:
        yield line("  ", name)
        name = Span("")
    head += padded(name.text, room) + "  "
    if found is None:
        yield line(head, answer_span(answer))
        return
    status = status_word(checked, found)
    yield from _with_remarks(line(head, answer_span(answer, _ANSWER), "  "), status, remarks(found))


def _with_remarks(head: Line, status: str, said: list[str]) -> Iterator[Line]:
    """A status and the remarks after it, on as many lines as they need."""
    tail = "; ".join(said)
    start = sum(width(span.text) for span in head)
    one_line = start + _STATUS + 2 + width(tail)
    if not tail or one_line <= columns():
        yield (*head, Span(padded(status, _STATUS)), Span(f"  {tail}" if tail else "", "quiet"))
        return
    yield (*head, Span(status))
    yield from wrapped(tail, indent=" " * min(start, columns() // 2), style="quiet")


# --- every condition ------------------------------------------------------------


def _condition_lines(whole: CheckResult, result: ConditionResult) -> Iterator[Line]:
    """A condition of a party, for those who want to see each; what keeps it open in the words of `explain`."""
    from conditions.explain.why import missing

    told = [f"told by {listing(list(result.standing.told_by))}"] if result.standing.told_by else []
    denied = ["contested"] if result.standing.denied_by else []
    yield from wrapped(
        " · ".join([result.id, *(asides(result, whole.as_of) or told), *denied]), indent="    ", style="quiet"
    )
    for waiver in result.waivers:
        yield from wrapped(waiver_words(waiver, whole.dossier), indent="      ", style="quiet")
    for reading, verdict in result.verdicts.items():
        lead = f"      {reading}: " if reading else "      "
        mark = PARTLY_ENCODED if whole.not_encoded(result.id, reading) else ""
        said = "; ".join([verdict.phrase, *remarks(verdict), *missing(whole, verdict)])
        text = f"{answer_words(verdict.answer)}, {verdict.status.value}{mark}: {said}"
        yield from wrapped(text, indent=lead, hanging="        ")
        exact = verdict if whole.exact is None else whole.exact.conditions[result.id].verdicts[reading]
        if (exact.answer, exact.status, *remarks(exact)) != (verdict.answer, verdict.status, *remarks(verdict)):
            said = "; ".join([exact.phrase, *remarks(exact)])
            text = f"{EXACTLY} {answer_words(exact.answer)}, {exact.status.value}: {said}"
            yield from wrapped(text, indent="        ", style="quiet")
        for label, one in verdict.versions.items():
            yield from wrapped(f"with {label}: {answer_words(one.answer)}", indent="        ", style="quiet")


def asides(result: ConditionResult, day: date | None) -> list[str]:
    """Why a condition takes no part in its party's answer on a day, or on none in particular, if it takes none."""
    if result.standing.known is Truth.FALSE:
        return ["not reported by that day"]
    if result.in_force is Truth.FALSE:
        return ["not held on that day" if day else "no longer held"]
    if not result.standing.admitted:
        return [f"told by {listing(list(result.standing.told_by))} alone: takes no part"]
    if not result.condition.decides:
        return [f"{result.condition.modality.replace('_', ' ')}: decides no answer"]
    if not result.counts:
        return [f"{result.condition.level}: takes no part"]
    if result.in_force is Truth.UNKNOWN:
        return ["perhaps not reported by that day" if result.standing.known is Truth.UNKNOWN else PERHAPS]
    return []


# --- the end --------------------------------------------------------------------


def summary_lines(scenarios: Sequence[Checked]) -> Iterator[Line]:
    """How many scenarios came out how, and what the words mean that were used."""
    yield line(Span(summary_words(scenarios), "strong"))
    yield ()
    yield from _legend(scenarios)


def summary_words(scenarios: Sequence[Checked]) -> str:
    """How many scenarios came out how."""
    words = {0: "met", 1: "not met", 3: "undecided"}
    counts = Counter(expectation_words(one) if one.expects else words[one.outcome] for one in scenarios)
    noun = "scenario" if len(scenarios) == 1 else "scenarios"
    return f"{len(scenarios)} {noun}: {', '.join(f'{count} {word}' for word, count in counts.items())}"


def _legend(scenarios: Sequence[Checked]) -> Iterator[Line]:
    found = [roll_up for one in scenarios for party in one.parties for roll_up in party.by_reading.values()]
    said = {remark for roll_up in found for remark in remarks(roll_up)}
    conditions = (condition for one in scenarios for party in one.parties for condition in party.taking_part)
    unsettled = {verdict.status for one in conditions for verdict in one.verdicts.values() if verdict.unsettled}
    for status in Status:
        if any(roll_up.status is status for roll_up in found):
            yield from _entry(status.value, (EITHER_PHRASES if status in unsettled else PHRASES)[status])
    if any(remark.startswith("compliance") for remark in said):
        text = (
            "whether what is required is kept over the whole course of events, shown where it differs from the answer; "
            "vacuously: only because nothing was asked"
        )
        yield from _entry("compliance", text)
    if MAY_CHANGE in said:
        yield from _entry(
            MAY_CHANGE, "what is unknown, or yet to come, can change the answer; without this it is final"
        )
    if any(remark.startswith(WAIVED) for remark in said):
        yield from _entry(WAIVED, "not kept, and counted as met, because the party that holds it has accepted that")
    if BLOCKED in said:
        yield from _entry(BLOCKED, BLOCKED_PHRASE)


def _entry(word: str, meaning: str) -> Iterator[Line]:
    yield from wrapped(meaning, indent=f"{word}: ", hanging="  ", style="quiet")


def quiet_lines(scenarios: Iterable[Checked]) -> Iterator[Line]:
    """Only what is not as it should be: failed expectations, and where nothing is expected what is not met."""
    for checked in scenarios:
        for mismatch in checked.failed:
            yield from (line(Span(text)) for text in render(checked.problem(mismatch)).splitlines())
        for party in () if checked.expects else checked.parties:
            if party.answer not in (Answer.MET, Answer.NONE):
                yield line(f"{checked.loaded.path}: {party_name(checked, party)}: ", answer_span(party.answer))
