"""What changed between two days, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conditions.citations import Cited
from conditions.cli.check_markdown import escaped
from conditions.cli.diff_text import NOTHING, grouped, kind_words, mark_words, scope_words, what_words
from conditions.english import listing
from conditions.model.dossier import Dossier
from conditions.position_changes import Change
from conditions.positions import Diff


def to_markdown(title: str, found: Diff, dossier: Dossier) -> str:
    """Everything that changed, under the dossier's title."""
    lines = [f"# {escaped(title)}", "", f"{escaped('; '.join(scope_words(found)))}.", ""]
    for code, party in dossier.parties.items():
        changes = [change for change in found.changes if change.party == code]
        lines += [f"## {escaped(party.name)} ({escaped(code)})", ""] if changes else []
        for change in changes:
            lines += _change(change)
    lines += [] if found.changes else [NOTHING, ""]
    return "\n".join([*lines, *_turned(found, dossier)]).rstrip() + "\n"


def _change(change: Change) -> Iterator[str]:
    yield f"### {escaped(change.element + kind_words(change))}: {escaped(what_words(change))}"
    yield ""
    yield f"{escaped(change.label.rstrip('.'))}."
    yield ""
    mark, _, because = mark_words(change).partition(": ")
    yield f"**{escaped(mark)}**: {escaped(because)}."
    yield ""
    yield from _quotes(change.evidence)
    if change.against:
        yield "Against it:"
        yield ""
        yield from _quotes(change.against)


def _quotes(statements: Iterable[Cited]) -> Iterator[str]:
    for one in statements:
        yield from (f"> {escaped(one.words or 'no words are given')}", ">", f"> {escaped(one.attribution)}", "")


def _turned(found: Diff, dossier: Dossier) -> Iterator[str]:
    if not found.scenarios:
        return
    yield from ("## Answers that turn", "")
    if not found.turned:
        yield "None."
        return
    yield "| party | before | after | with | scenarios |"
    yield "| --- | --- | --- | --- | --- |"
    for (party, before, after, because), turned in grouped(found).items():
        name = f"{escaped(dossier.parties[party].name)} ({escaped(party)})"
        titles = "<br>".join(escaped(one.scenario) for one in turned)
        yield f"| {name} | {before} | {after} | {escaped(listing(list(because)))} | {titles} |"
