"""What the parties can do: events with a doer on record, chosen by the analyst or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from conditions.conflicts.background import doer
from conditions.english import listing
from conditions.errors import DossierError, Problem, UnknownNameError, did_you_mean
from conditions.model.dossier import Dossier
from conditions.stability.results import Option

MOST_OPTIONS: Final = 10
"""Most options: each doubles the number of packages."""


def options_of(
    dossier: Dossier, names: Iterable[str], irreversible: Iterable[str], ends: Iterable[str]
) -> tuple[Option, ...]:
    """The options, in the order in which they are named, or that of the dossier.

    Raises:
        UnknownNameError: A name is none of an event, nobody is on record as its doer, or it is no option.
        DossierError: There are none, or too many.
    """
    chosen = dict.fromkeys(names)
    problems = [problem for name in chosen if (problem := _unfit(dossier, name))]
    if problems:
        raise UnknownNameError(problems)
    doers = {name: doer(dossier, name) for name in chosen or dossier.vocabulary.events}
    found = {name: party for name, party in doers.items() if party}
    if not found:
        message = "no event says who brings it about, so there are no options"
        raise DossierError(Problem("no-options", message, hint="say so in `by`, as in `signature: {by: UA}`"))
    if len(found) > MOST_OPTIONS:
        message = f"there are {len(found)} options, and at most {MOST_OPTIONS} are looked at together"
        raise DossierError(Problem("too-many-options", message, hint="choose some of them with `--option EVENT`"))
    final, closing = frozenset(irreversible), frozenset(ends)
    problems = [_no_option(name, found) for name in sorted(final | closing) if name not in found]
    if problems:
        raise UnknownNameError(problems)
    return tuple(Option(name, party, name in final, name in closing) for name, party in found.items())


def _unfit(dossier: Dossier, name: str) -> Problem | None:
    """Why a name cannot be an option."""
    events = dossier.vocabulary.events
    if name not in events:
        hint = did_you_mean(name, events) or f"the events are {listing(sorted(events)[:12])}"
        return Problem("unknown-event", f"unknown event `{name}`", hint=hint)
    if doer(dossier, name) is None:
        message = f"`{name}` is no option, since nobody is on record as bringing it about"
        return Problem(
            "no-doer", message, hint="say who does in `by` of the event, or say what is so of it with `given`"
        )
    return None


def _no_option(name: str, options: Iterable[str]) -> Problem:
    hint = did_you_mean(name, options) or f"the options are {listing(list(options))}"
    return Problem("not-an-option", f"`{name}` is none of the options", hint=hint)
