"""What scenarios exercise, as text and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from conditions.citations import cited
from conditions.cli.check_markdown import escaped
from conditions.cli.paint import Line, Span, line, wrapped
from conditions.coverage import Coverage, Rule, Sentence
from conditions.verdicts import Status


def lines(found: Coverage) -> Iterator[Line]:
    """Every reading with its statuses, then what no scenario exercises."""
    yield line(Span(found.dossier.title or found.dossier.id, "title"))
    yield line("  ", Span(_head(found), "quiet"))
    yield ()
    for rule, statuses in found.statuses.items():
        said = _statuses(statuses) or "never exercised"
        yield from wrapped(f"{rule}: {said}", "  ", "" if statuses else "not met", hanging="      ")
    missed = _missed(found)
    if missed:
        yield ()
        yield line(Span("No scenario brings this about", "strong"))
    for rule, answers in missed.items():
        yield from wrapped(f"{rule}: {' · '.join(answers)}", "  ", "open", hanging="      ")
    if found.unexercised:
        yield ()
        yield line(Span("No scenario exercises these sentences", "strong"))
    for sentence in found.unexercised:
        yield from wrapped(_sentence(found, sentence), "  - ", "open", hanging="    ")
    yield ()


def to_markdown(found: Coverage) -> str:
    """The same with a table of the statuses."""
    head = ["condition", "reading", *(status.value for status in Status)]
    rows = [head, ["---"] * len(head)]
    for rule, statuses in found.statuses.items():
        counts = [str(len(statuses.get(status, ()))) for status in Status]
        rows.append([escaped(rule.name), escaped(rule.reading), *counts])
    made = [f"# {escaped(found.dossier.title or found.dossier.id)}", "", f"{_head(found)}.", ""]
    made += [f"| {' | '.join(row)} |" for row in rows]
    missed = _missed(found)
    made += ["", "## No scenario brings this about", ""] if missed else []
    made += [f"- {escaped(str(rule))}: {', '.join(answers)}" for rule, answers in missed.items()]
    made += ["", "## No scenario exercises these sentences", ""] if found.unexercised else []
    made += [f"- {escaped(_sentence(found, sentence))}" for sentence in found.unexercised]
    return "\n".join(made) + "\n"


def _head(found: Coverage) -> str:
    scenarios = "1 scenario" if found.scenarios == 1 else f"{found.scenarios} scenarios"
    silent = len(found.unexercised)
    return (
        f"{scenarios} · {found.reached} of {len(found.goals)} answers exercised, {floor(found.percent)} % · "
        f"{silent} of {len(found.sentences)} sentences not"
    )


def _statuses(statuses: dict[Status, tuple[str, ...]]) -> str:
    return ", ".join(f"{status.value} {len(titles)}" for status, titles in statuses.items())


def _missed(found: Coverage) -> dict[Rule, list[str]]:
    """The answers that no scenario brings about, by rule."""
    missed: dict[Rule, list[str]] = {}
    for goal in found.missed:
        missed.setdefault(goal.rule, []).append(goal.answer)
    return missed


def _sentence(found: Coverage, sentence: Sentence) -> str:
    one = cited(found.dossier, sentence.statement)
    return f"{sentence.statement}: {one.words or 'no words are given'} — {one.attribution}"
