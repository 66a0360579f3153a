"""Why a name is not that of an event or a fact of the vocabulary, and what may have been meant."""

from __future__ import annotations

from typing import Final

from conditions.errors import Problem, did_you_mean
from conditions.vocabulary import LadderType, Vocabulary

NO_NUMBERS: Final = frozenset({"nan", "inf", "infinity"})
"""What programs write where they have no number."""


def no_event(name: str, known: Vocabulary, *, in_timeline: bool = False) -> Problem:
    """Why a name is not that of an event, with a hint for a condition or for a timeline."""
    if name in known.facts:
        hint = "give its value in `facts`" if in_timeline else "facts stand after `if` or `only if`"
        return Problem("not-an-event", f"`{name}` is a fact, not an event", hint=hint)
    if name in known.moments:
        message = f"`{name}` is a moment, whose day follows from its definition"
        return Problem("derived-moment", message, hint="give the days of the events in its definition")
    if name in known.states:
        return _state(name)
    if name in known.ladders:
        rungs = ", ".join(f"`{name}.{rung}`" for rung in known.ladders[name].above_start())
        return Problem("not-an-event", f"`{name}` is a ladder, not an event", hint=f"name a rung of it: {rungs}")
    ladder, _, rung = name.partition(".")
    if rung and ladder in known.ladders:
        return _no_rung(ladder, rung, known.ladders[ladder])
    family = _of_family(name, known, in_timeline=in_timeline)
    if family is not None:
        return family
    near = did_you_mean(name, (*known.events, *known.moments)) or did_you_mean(name, known.everything())
    return Problem("unknown-event", f"unknown event `{name}`", hint=near or "add it to `events`")


def no_fact(name: str, known: Vocabulary, *, or_ladder: bool = False) -> Problem:
    """Why a name is not that of a fact, or where a ladder could stand too, of neither."""
    if name in known.events or name in known.moments:
        return Problem("not-a-fact", f"`{name}` is an event, not a fact", hint="an event stands alone, without `is`")
    if name in known.states:
        return _state(name)
    family = _of_family(name, known, in_timeline=False)
    if family is not None:
        return family
    if name.casefold() in NO_NUMBERS:
        return Problem("not-a-number", f"`{name}` is not a number", hint="write a number, or a range that it lies in")
    near = did_you_mean(name, known.facts) or did_you_mean(name, known.everything())
    if or_ladder:
        message, hint = f"unknown ladder or fact `{name}`", "add it to `ladders` or `facts`"
    else:
        message, hint = f"unknown fact `{name}`", "add it to `facts`"
    return Problem("unknown-fact", message, hint=near or hint)


def _state(name: str) -> Problem:
    message = f"`{name}` is a state, which is in force for a time"
    return Problem("state-alone", message, hint=f"write `{name} is in force`")


def _no_rung(ladder: str, rung: str, kind: LadderType) -> Problem:
    if rung in kind.rungs:
        message = f"`{ladder}` stands on `{rung}` from the outset, so no event reaches it"
        return Problem("starting-rung", message, hint=f"name a higher rung, or give `{ladder}` `start: none`")
    near = did_you_mean(rung, kind.rungs) or f"its rungs are {', '.join(kind.rungs)}"
    return Problem("unknown-rung", f"`{ladder}` has no rung `{rung}`", hint=near)


def _of_family(name: str, known: Vocabulary, *, in_timeline: bool) -> Problem | None:
    """What is wrong with the member of a name that stands for one thing for each member of a group."""
    family, bracket, member = name.removesuffix("]").partition("[")
    if family not in known.families:
        return None
    group = known.families[family]
    members = known.groups.get(group)
    ways = [] if in_timeline else [f"`all of {group} {family}`"]
    if not bracket:
        ways = [f"`{name}[{members[0] if members else '…'}]`", *ways]
        message = f"`{name}` stands for one thing for each of {group}"
        return Problem("needs-member", message, hint=f"write {' or '.join(ways)}")
    if members is None:
        message = f"the members of `{group}` are not named, so neither is `{name}`"
        return Problem("unnamed-members", message, hint=", or write ".join(["name them in `groups`", *ways]))
    near = did_you_mean(member, members) or f"its members are {', '.join(members[:12])}"
    return Problem("unknown-member", f"`{member}` is not a member of `{group}`", hint=near)
