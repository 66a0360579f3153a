"""The answers of checked scenarios as a table in Markdown: a row for each scenario, a column for each party."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conditions.cli.check_text import (
    FOOTNOTES,
    answer_words,
    expectation_words,
    footnotes,
    party_name,
    remarks,
    status_word,
    summary_words,
)
from conditions.cli.checked import Checked
from conditions.errors import visible
from conditions.results import PartyResult, RollUp


def to_markdown(title: str, scenarios: Sequence[Checked]) -> str:
    """The table of one dossier, with its title and the number of scenarios that came out how."""
    first = scenarios[0]
    names = [escaped(party_name(first, party)) for party in first.parties]
    head = ["scenario", *names, ""]
    rows = [row for checked in scenarios for row in _rows(checked)]
    table = [head, ["---"] * len(head), *rows]
    lines = [f"# {escaped(title)}", "", *(f"| {' | '.join(cells)} |" for cells in table)]
    lines += ["", *(f"- {_failed(one)}" for one in scenarios if one.failed)]
    lines += [f"- {_noted(one)}" for one in scenarios if one.result.excesses]
    lines += [f"- \\* {FOOTNOTES}: {escaped(note)}" for note in footnotes(scenarios)]
    lines += [f"{summary_words(scenarios)}."]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text that stands as it is in a cell of a table, and sends nothing to a terminal."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in visible(" ".join(text.split())))


def _rows(checked: Checked) -> Iterator[list[str]]:
    title = escaped(checked.result.scenario.title)
    yield [title, *(_cell(checked, party) for party in checked.parties), expectation_words(checked)]
    for label, parties in checked.views():
        yield [f"{title}, as seen by {escaped(label)}", *(_cell(checked, party) for party in parties), ""]


def _cell(checked: Checked, party: PartyResult) -> str:
    if len(party.by_reading) < 2:
        return _said(checked, answer_words(party.answer), next(iter(party.by_reading.values()), None))
    said = [answer_words(party.answer)]
    said += [
        f"{escaped(reading)}: {_said(checked, answer_words(found.answer), found)}"
        for reading, found in party.by_reading.items()
    ]
    return "<br>".join(said)


def _said(checked: Checked, answer: str, found: RollUp | None) -> str:
    if found is None:
        return answer
    return ", ".join([answer, escaped(status_word(checked, found)), *remarks(found)])


def _noted(checked: Checked) -> str:
    said = "; ".join(escaped(excess.words(checked.result.vocabulary)) for excess in checked.result.excesses)
    return f"{escaped(checked.result.scenario.title)}: {said}"


def _failed(checked: Checked) -> str:
    said = "; ".join(escaped(str(mismatch)) for mismatch in checked.failed)
    return f"{escaped(checked.result.scenario.title)}: {said}"
