"""Unused knowledge: what a scenario says and nothing reads."""

from __future__ import annotations

from typing import Any

import pytest

import conditions
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario

DOSSIER = Dossier.build(
    {
        "dossier": "d",
        "parties": {"UA": {"name": "Ukraine"}, "US": {"name": "United States"}},
        "groups": {"guarantors": {"unnamed": "several countries"}, "guests": {"unnamed": "several countries"}},
        "events": {
            "signs": {},
            "votes": {},
            "talks": {},
            "opens": {},
            "closes": {},
            "helps": {},
            "leaves": {},
            "ratifies": {"each": "guarantors"},
        },
        "ladders": {"crimea": ["open", "agreed", "resolved"], "donbas": ["open", "resolved"]},
        "facts": {"p": {}, "q": {}, "r": {}, "s": {}},
        "moments": {"start": {"when": "opens + 3 days", "only_if": "r"}},
        "states": {"truce": {"start": "opens", "end": "closes"}},
        "conditions": {
            "UA-vote": {"party": "UA", "condition": "signs only after votes"},
            "UA-terms": {"party": "UA", "readings": {"a": "signs only if p", "b": "signs only if crimea is agreed"}},
        },
        "instruments": {
            "guarantees": {
                "in_force": "all of guarantors ratifies",
                "obligations": {
                    "help": {
                        "debtors": "US",
                        "to": "UA",
                        "duty": "help",
                        "trigger": "attack",
                        "until": "leaves",
                        "performance": "helps",
                    }
                },
            }
        },
    }
)


def names(**parts: Any) -> list[str]:
    """What is unused of a scenario with these parts."""
    found = conditions.unused(DOSSIER, Scenario.build({"scenario": "so", "world": "open", **parts}))
    return [f"{one.what} {one.name}" for one in found]


@pytest.mark.parametrize(
    "parts",
    [
        {"timeline": ["signs", "votes"], "facts": {"p": "yes"}},
        {"timeline": ["opens", "closes"], "facts": {"r": "yes"}},
        {"timeline": ["leaves", "helps"]},
        {"timeline": ["crimea.agreed", {"then": "crimea.resolved"}]},
        {"timeline": [{"ratifies[US]": "2022-05-01"}], "groups": {"guarantors": ["US"]}},
        {"incidents": [{"incident": "attack"}, {"incident": "unknown"}]},
        {"viewpoints": {"UA": {"facts": {"p": "no"}}}},
    ],
)
def test_what_something_reads_is_used(parts: dict[str, Any]) -> None:
    """By a condition in any reading, a moment and its proviso, a state, an instrument, an obligation."""
    assert [] == names(**parts)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"timeline": ["talks"]}, ["event talks"]),
        ({"timeline": ["votes", ["signs", "talks"]]}, ["event talks"]),
        ({"timeline": ["donbas.resolved"]}, ["event donbas.resolved"]),
        ({"facts": {"p": "yes", "q": "no", "s": "unknown"}}, ["fact q", "fact s"]),
        ({"viewpoints": {"UA": {"facts": {"q": "no"}}}}, ["fact q"]),
        ({"groups": {"guests": ["US"]}}, ["group guests"]),
        ({"incidents": [{"incident": "flood"}]}, ["incident flood"]),
    ],
)
def test_what_nothing_reads_is_named(parts: dict[str, Any], expected: list[str]) -> None:
    """Events, rungs, facts, also those of a viewpoint, members of groups, incidents."""
    assert expected == names(**parts)


@pytest.mark.parametrize(
    ("timeline", "expected"),
    [
        ([{"talks": "2022-05-01"}, {"then": "votes"}], []),
        ([{"event": "votes", "after": "talks"}, "talks"], []),
        ([{"event": "votes", "before": "talks + 30 days"}, {"2022-05-01": "talks"}], []),
        (["talks", {"then": "votes"}], ["event talks"]),
        (["votes", {"then": "talks"}, {"then": "signs"}], ["event talks"]),
        ([{"2022-05-01": ["signs", "talks"]}, {"then": "votes"}], ["event talks"]),
        ([{"2022-05-01": "votes"}, {"then": "talks"}], ["event talks"]),
    ],
)
def test_an_event_is_used_where_it_bounds_the_day_of_another(timeline: list[Any], expected: list[str]) -> None:
    """An order by a step that has no day of its own, or beside one that is read, says nothing more."""
    assert expected == names(timeline=timeline)


def test_it_knows_its_place() -> None:
    """So that it is shown at its line."""
    scenario = Scenario.build({"scenario": "so", "world": "open", "timeline": ["votes", ["signs", "talks"]]})

    (found,) = conditions.unused(DOSSIER, scenario)

    assert ("timeline", 1, "event", 1) == found.path
    assert "no condition, term, moment, state or obligation reads the event `talks`" == found.problem().message
    assert "warning" == found.problem().severity
