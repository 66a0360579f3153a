"""The answers of checked scenarios as a table in Markdown: a row for each scenario, a column for each party."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conditions.cli.check_text import answer_words, expectation_words, party_name, remarks, summary_words
from conditions.cli.checked import Checked
from conditions.results import PartyResult, RollUp


def to_markdown(title: str, scenarios: Sequence[Checked]) -> str:
    """The table of one dossier, with its title and the number of scenarios that came out how."""
    first = scenarios[0]
    names = [escaped(party_name(first, party)) for party in first.parties]
    head = ["scenario", *names, ""]
    rows = [row for checked in scenarios for row in _rows(checked)]
    table = [head, ["---"] * len(head), *rows]
    lines = [f"# {escaped(title)}", "", *(f"| {' | '.join(cells)} |" for cells in table)]
    lines += ["", *(f"- {_failed(one)}" for one in scenarios if one.failed), f"{summary_words(scenarios)}."]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text that stands as it is in a cell of a table."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in " ".join(text.split()))


def _rows(checked: Checked) -> Iterator[list[str]]:
    title = escaped(checked.result.scenario.title)
    yield [title, *(_cell(party) for party in checked.parties), expectation_words(checked)]
    for label, parties in checked.views():
        yield [f"{title}, as seen by {escaped(label)}", *(_cell(party) for party in parties), ""]


def _cell(party: PartyResult) -> str:
    if len(party.by_reading) < 2:
        return _said(answer_words(party.answer), next(iter(party.by_reading.values()), None))
    said = [answer_words(party.answer)]
    said += [
        f"{escaped(reading)}: {_said(answer_words(found.answer), found)}" for reading, found in party.by_reading.items()
    ]
    return "<br>".join(said)


def _said(answer: str, found: RollUp | None) -> str:
    return answer if found is None else ", ".join([answer, found.status.value, *remarks(found)])


def _failed(checked: Checked) -> str:
    said = "; ".join(escaped(str(mismatch)) for mismatch in checked.failed)
    return f"{escaped(checked.result.scenario.title)}: {said}"
