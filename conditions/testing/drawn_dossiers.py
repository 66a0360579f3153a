"""Strategies for dossiers with names of every sort, positions of every kind, and the statements behind them."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS
from conditions.model.statements import Statement
from conditions.testing.drawn_clauses import ClauseStrategies, positive_periods

PARTIES: Final = {"UA": "Ukraine", "RU": "Russia", "NO": "Norway"}
"""The parties of generated dossiers, one of them with a code that YAML 1.1 takes for a truth value."""

_EVENTS: Final = ("referendum", "withdrawal", "ua_signs", "ru_signs", "annexation", "summit", "not_yet", "подписание")
_DAYS: Final = ("2022-03-29", "2022-04", "2022-04-12/2022-04-26", "2022-04-26", "2022~")
_MODALITIES: Final = ("precondition", "precondition", "red_line", "commitment", "preference")
_LADDER: Final = ("unresolved", "agreed_in_principle", "resolved")
_MEMBERS: Final = ("US", "GB", "NO", "AT")
_FACTS: Final[dict[str, dict[str, Any]]] = {
    "texts_separate": {},
    "status": {"values": ["neutral", "non_aligned", "aligned"]},
    "troops": {"unit": "persons"},
    "votes_for": {"number": "yes"},
    "votes_cast": {"number": "yes"},
}
_WORDS: Final = st.sampled_from(["not before the vote", "both or neither", "«сначала вывод войск»", "as we said: no"])


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Statements of a party, or of somebody who reports on one; said on a day, in a month, some time."""
    return Statement.model_validate(draw(_statements()))


@st.composite
def _statements(draw: st.DrawFn) -> dict[str, Any]:
    parties = draw(st.lists(st.sampled_from(sorted(PARTIES)), max_size=2, unique=True))
    found: dict[str, Any] = {"speaker": draw(st.sampled_from(["The minister", "The envoy", "An agency"]))}
    optional = {
        "for": parties or None,
        "said": draw(st.none() | st.sampled_from(_DAYS)),
        "reported": draw(st.none() | st.sampled_from(_DAYS)),
        "via": draw(st.none() | st.just("An agency")),
        "quote": draw(st.none() | _WORDS),
        "says": draw(st.none() | _WORDS),
    }
    return found | {name: value for name, value in optional.items() if value is not None}


@st.composite
def dossiers(draw: st.DrawFn, *, depth: int = 2, most: int = 4) -> Dossier:
    """Dossiers that load without a mistake, whose conditions speak of all that their vocabulary has.

    Args:
        draw: Hypothesis's.
        depth: How deep conditions stand inside conditions at most.
        most: Most conditions.
    """
    data = draw(_vocabularies())
    data["statements"] = {
        f"statement-{place}": one for place, one in enumerate(draw(st.lists(_statements(), max_size=3)), 1)
    }
    plain = ClauseStrategies(Dossier.build(data).vocabulary)
    if draw(st.booleans()):
        data["moments"] = {"opening": draw(_moments(plain))}
    if draw(st.booleans()):
        data["states"] = {"truce": draw(_states(plain))}
    over = ClauseStrategies(Dossier.build(data).vocabulary)
    data["conditions"] = {
        f"condition-{place}": draw(_conditions(over, sorted(data["statements"]), depth))
        for place in range(1, draw(st.integers(0, most)) + 1)
    }
    return Dossier.build(data)


@st.composite
def _vocabularies(draw: st.DrawFn) -> dict[str, Any]:
    """Parties, events, and perhaps a ladder, facts and groups."""
    events: dict[str, Any] = {
        name: draw(st.sampled_from([{}, {"label": "something that happens"}]))
        for name in draw(st.lists(st.sampled_from(_EVENTS), min_size=1, max_size=5, unique=True))
    }
    facts = draw(st.lists(st.sampled_from(sorted(_FACTS)), max_size=4, unique=True))
    data: dict[str, Any] = {
        "dossier": "generated",
        "parties": {code: {"name": PARTIES[code]} for code in sorted(PARTIES)},
        "events": events,
        "facts": {name: _FACTS[name] for name in facts},
    }
    if draw(st.booleans()):
        data["ladders"] = {"crimea": {"rungs": _LADDER, "start": draw(st.sampled_from(["first", "none"]))}}
    group = draw(st.sampled_from(["", "named", "unnamed", "changing"]))
    if group:
        data["groups"] = {"guarantors": draw(_groups(group))}
        events["ratify"] = {"each": "guarantors"}
        if draw(st.booleans()):
            data["facts"]["in_favour"] = {"each": "guarantors"}
    return data


@st.composite
def _groups(draw: st.DrawFn, sort: str) -> dict[str, Any]:
    """A group whose members are named, unnamed, or join and leave."""
    codes = draw(st.lists(st.sampled_from(_MEMBERS), min_size=2, max_size=4, unique=True))
    match sort:
        case "named":
            return {"members": codes}
        case "unnamed":
            return {"unnamed": "several countries"}
        case _:
            late = {"party": codes[0], "from": draw(st.sampled_from(["2022-04-01", "2022-04"]))}
            return {"members": [late, *codes[1:]]}


@st.composite
def _moments(draw: st.DrawFn, over: ClauseStrategies) -> dict[str, Any]:
    """A named moment, perhaps with a proviso."""
    proviso = draw(st.none() | over.clauses(0))
    return {"when": draw(over.moments())} | ({} if proviso is None else {"only_if": proviso})


@st.composite
def _states(draw: st.DrawFn, over: ClauseStrategies) -> dict[str, Any]:
    """A state with a start, perhaps an end later than a fixed start, perhaps a suspension."""
    start = draw(over.events)
    found: dict[str, Any] = {"start": start}
    if draw(st.booleans()):
        found["end"] = draw(over.moments(0))
    if draw(st.booleans()):
        found["suspended"] = {"from": draw(over.events), "until": f"{draw(over.events)} + {draw(positive_periods)}"}
    return found


@st.composite
def _conditions(draw: st.DrawFn, over: ClauseStrategies, sources: list[str], depth: int) -> dict[str, Any]:
    """A position of a party, in one reading or two, from a day on."""
    clauses = over.clauses(depth)
    found: dict[str, Any] = {
        "party": draw(st.sampled_from(sorted(PARTIES))),
        "modality": draw(st.sampled_from(_MODALITIES)),
        "level": draw(st.sampled_from([LEVELS[0], *LEVELS])),
    }
    if draw(st.integers(0, 2)) < 2:
        found["condition"] = draw(clauses)
    else:
        found["readings"] = {"strict": {"condition": draw(clauses)}, "lenient": {"condition": draw(clauses)}}
    has_source = draw(st.booleans())
    if sources and has_source:
        found["source"] = draw(st.lists(st.sampled_from(sources), min_size=1, max_size=2, unique=True))
    since = draw(st.none() | st.sampled_from(_DAYS))
    return found if since is None else {**found, "from": since}


__all__ = ["PARTIES", "dossiers", "statements"]
