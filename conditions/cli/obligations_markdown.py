"""Who must act as a table in Markdown: a row for each incident and group of like answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conditions.cli.check_markdown import escaped
from conditions.cli.obligations_text import answer_words, expectation_words
from conditions.cli.obliged import Asked
from conditions.model.dossier import Dossier
from conditions.obligations.told import grouped, incident_words, phase_words

_HEAD = ("incident", "who", "what", "answer", "because")


def to_markdown(dossier: Dossier, several: Sequence[Asked]) -> str:
    """The tables of one dossier, one for each scenario."""
    lines = [f"# {escaped(dossier.title or dossier.id)}", ""]
    for asked in several:
        lines += [f"## {escaped(asked.loaded.scenario.title)}", "", f"{expectation_words(asked)}.", ""]
        lines += [f"| {' | '.join(cells)} |" for cells in (_HEAD, ["---"] * len(_HEAD), *_rows(dossier, asked))]
        lines += ["", *(f"- {escaped(str(mismatch))}" for mismatch in asked.failed)]
        lines += [""] if asked.failed else []
    return "\n".join(lines)


def _rows(dossier: Dossier, asked: Asked) -> Iterator[list[str]]:
    for result, duties in asked.answers:
        told = escaped(incident_words(dossier, result.name, result.incident))
        for alike in grouped(duties):
            duty = alike.first
            answer = [answer_words(duty.answer), duty.state]
            answer += [f"{escaped(reading)}: {answer_words(one)}" for reading, one in duty.by_reading.items()]
            answer += [escaped(step) for step in phase_words(duty.phases)]
            because = [escaped(ground.words) for ground in duty.deciding]
            because += [f"source: {escaped(', '.join(duty.sources))}"] if duty.sources else []
            for debtors, obligations in alike.owing:
                cells = [told, escaped(", ".join(debtors)), escaped(", ".join(obligations))]
                yield [*cells, "<br>".join(answer), "<br>".join(because)]


__all__ = ["to_markdown"]
