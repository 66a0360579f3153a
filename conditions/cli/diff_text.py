"""What changed between two days as text: each change with what it rests on, then the answers that turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from conditions.citations import Cited
from conditions.cli.check_text import answer_words
from conditions.cli.paint import Line, Span, Style, line, wrapped
from conditions.english import listing
from conditions.model.dossier import Dossier
from conditions.position_changes import Change, Mark
from conditions.positions import Diff, TurnedAnswer

MARKS: Final[dict[Mark, str]] = {
    "confirmed": "confirmed by the record",
    "unsourced": "on the dossier's word",
    "claimed": "claimed only",
    "contradicted": "contradicted",
}
"""The words for what a change rests on."""
NOTHING: Final = "No position on record changed, and nobody claims that one did."

_STYLES: Final[dict[Mark, Style]] = {
    "confirmed": "met",
    "unsourced": "open",
    "claimed": "open",
    "contradicted": "not met",
}


def lines(title: str, found: Diff, dossier: Dossier) -> Iterator[Line]:
    """Everything that changed."""
    yield line(Span(title, "title"))
    yield from wrapped(" · ".join(scope_words(found)), indent="  ", style="quiet")
    for code, party in dossier.parties.items():
        changes = [change for change in found.changes if change.party == code]
        if changes:
            yield ()
            yield line(Span(f"{party.name} ({code})", "strong"))
        for change in changes:
            yield from _change(change)
    if not found.changes:
        yield ()
        yield line(NOTHING)
    yield from _turned(found, dossier)


def scope_words(found: Diff) -> list[str]:
    """Which days were compared, and on what."""
    words = [f"from {found.start} to {found.end}"]
    words += [f"as known on {found.known_at}"] if found.known_at else []
    words += [f"answers as told by {listing(list(found.accounts))}"] if found.accounts else []
    return [*words, f"what is {found.level} or firmer"]


def kind_words(change: Change) -> str:
    """What kind of position it is, in brackets, where that is not simply a precondition on record."""
    kinds = ["term"] if change.section == "terms" else []
    kinds += [] if kinds or change.modality == "precondition" else [change.modality.replace("_", " ")]
    kinds += [] if change.level == "stated" else [change.level]
    return f" ({', '.join(kinds)})" if kinds else ""


def what_words(change: Change) -> str:
    """What became of a position, and when."""
    what = f"{change.what} by {change.by}" if change.by else change.what
    if change.mark in ("claimed", "contradicted"):
        what = f"said to have {'been ' if change.by else ''}{what}"
    when = f", {change.day}" if change.day else ""
    return f"{what}{when}{'' if change.certain else ' (perhaps not between the two days)'}"


def mark_words(change: Change) -> str:
    """On what it rests."""
    told = listing(list(change.told_by))
    match change.mark:
        case "claimed":
            return f"{MARKS['claimed']}, by {told}: {change.because}"
        case "contradicted":
            return f"{MARKS['contradicted']}: {told} claims it; {change.because}"
        case mark:
            return f"{MARKS[mark]}: {change.because}{f'; {told} says so too' if told else ''}"


def _change(change: Change) -> Iterator[Line]:
    head = f"{change.element}{kind_words(change)}: {what_words(change)}"
    yield from wrapped(head, indent="  ", hanging="      ")
    yield from wrapped(change.label, indent="    ", style="quiet")
    yield from wrapped(mark_words(change), indent="    ", style=_STYLES[change.mark])
    yield from _quotes(change.evidence, "")
    yield from _quotes(change.against, "against it: ")


def _quotes(statements: Iterable[Cited], lead: str) -> Iterator[Line]:
    for one in statements:
        yield from wrapped(f"{lead}{quote_words(one)}", indent="    - ", hanging="      ", style="quiet")


def quote_words(one: Cited) -> str:
    """A statement's words, and who said them."""
    return f"{one.words or 'no words are given'} — {one.attribution}"


def grouped(found: Diff) -> dict[tuple[str, str, str, tuple[str, ...]], list[TurnedAnswer]]:
    """The answers that turn, those together that turn in the same way: party, before, after, by what."""
    groups: dict[tuple[str, str, str, tuple[str, ...]], list[TurnedAnswer]] = {}
    for one in found.turned:
        groups.setdefault((one.party, *turn_words(one), one.because), []).append(one)
    return groups


def turn_words(one: TurnedAnswer) -> tuple[str, str]:
    """The answers before and after; those on compliance where only they differ."""
    if one.before is one.after:
        return f"compliance {one.compliance_before.value}", f"compliance {one.compliance_after.value}"
    return answer_words(one.before), answer_words(one.after)


def _turned(found: Diff, dossier: Dossier) -> Iterator[Line]:
    yield ()
    if not found.scenarios:
        yield line("No scenario was checked.")
        return
    noun = "scenario" if found.scenarios == 1 else "scenarios"
    many = f"{len(found.turned)} answers turn" if len(found.turned) != 1 else "1 answer turns"
    yield line(Span(f"{many} in {found.scenarios} {noun}, checked as of both days", "strong"))
    for (party, before, after, because), turned in grouped(found).items():
        by = f", with {listing(list(because))}" if because else ""
        text = f"{dossier.parties[party].name} ({party}): {before} → {after}{by}"
        yield from wrapped(text, indent="  ", hanging="      ")
        for one in turned:
            yield from wrapped(one.scenario, indent="    - ", hanging="      ", style="quiet")


__all__ = [
    "MARKS",
    "NOTHING",
    "grouped",
    "kind_words",
    "lines",
    "mark_words",
    "quote_words",
    "scope_words",
    "what_words",
]
