"""Cases in which an evaluator is easily wrong: months without days, provisos that decide nothing, the last of days."""

from __future__ import annotations

from typing import Any, Final

from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario

_CONDITIONS: Final = (
    "talks within 9 months after vote",
    "talks within 9 months of vote",
    "talks only within 2 years of vote",
    "talks on or after vote + 1 month",
    "law only after opening",
    "law only on or after opening",
    "law only after earliest of (talks, vote)",
    "law only from latest of (talks, vote + 1 month)",
    "talks within 30 days of earliest of (vote, talks)",
    "if agreed then law within 3 months after talks",
    "law only if agreed",
    "not vote before earliest of (vote, talks)",
)

HARD: Final = Dossier.build(
    {
        "dossier": "hard",
        "parties": {"UA": {"name": "Ukraine"}},
        "events": {"talks": {}, "vote": {}, "law": {}, "visit": {}},
        "facts": {"agreed": {}, "open_question": {}},
        "moments": {"opening": {"when": "talks", "only_if": "open_question", "otherwise": "vote"}},
        "conditions": {f"C-{n}": {"party": "UA", "condition": text} for n, text in enumerate(_CONDITIONS, 1)},
    }
)
"""A dossier of conditions in months, on derived moments and with provisos."""


def _scenario(timeline: list[Any], world: str = "closed", **more: object) -> Scenario:
    return Scenario.build({"scenario": "hard", "world": world, "timeline": timeline, **more})


SCENARIOS: Final = (
    # Months between events of which no day is known.
    _scenario(["vote", {"event": "talks", "on_or_before": "vote + 9 months", "after": "vote"}]),
    _scenario(["vote", {"event": "talks", "on_or_after": "vote + 9 months"}]),
    _scenario(["vote", {"event": "talks", "after": "vote + 9 months"}]),
    _scenario(["vote", {"event": "talks", "on_or_after": "vote + 10 months"}]),
    _scenario(["talks", {"event": "vote", "same_day_as": "talks - 9 months"}]),
    _scenario(["talks", {"event": "vote", "on_or_after": "talks - 1 year"}], "open"),
    _scenario(["vote", {"event": "talks", "happens": "unknown", "on_or_before": "vote + 8 months"}], "open"),
    # One of two points comes, whichever way the question turns out.
    _scenario([{"event": "talks", "on": "2022-03-01"}, {"event": "vote", "on": "2022-04-01"}]),
    _scenario(
        [
            {"event": "talks", "on": "2022-03-01"},
            {"event": "vote", "on": "2022-03-20"},
            {"event": "law", "on": "2022-05"},
        ],
    ),
    _scenario(["talks", "vote", {"event": "law", "after": ["talks", "vote"]}]),
    _scenario([], "open"),
    _scenario([{"event": "vote", "happens": "unknown"}, {"event": "talks", "happens": "unknown"}]),
    # What sources differ about, and what is still to come.
    _scenario(
        [
            {"event": "vote", "on": "2022-03-01", "disputed": "yes"},
            {"event": "vote", "on": "2022-04-20", "disputed": "yes"},
            {"event": "talks", "happens": "unknown", "on": "2022-06-01", "disputed": "yes"},
            {"event": "talks", "happens": "unknown", "on": "2022-07-01", "disputed": "yes"},
        ],
        "until 2022-05-01",
        facts={"agreed": {"told": [{"value": "yes"}, {"value": "no"}]}},
    ),
    # Days at the edge of the calendar.
    _scenario([{"event": "vote", "on": "9999-06-01"}, {"event": "talks", "after": "vote"}]),
    _scenario([{"event": "talks", "on": "0001-02-01"}, {"event": "vote", "before": "talks"}]),
    _scenario([{"event": "vote", "on": "9999-01-01/.."}, {"event": "talks", "on": "../9999-12-31"}], "open"),
    # The last days of months.
    _scenario([{"event": "vote", "on": "2024-02-29"}, {"event": "talks", "on": "2024-11-29"}]),
    _scenario([{"event": "vote", "on": "2024-05-31"}, {"event": "talks", "on": "2025-02-28"}]),
    _scenario([{"event": "vote", "on": "2024-05-30/2024-05-31"}, {"event": "talks", "on": "2025-02-28/2025-03-01"}]),
)
"""What is known of courses of events, in each way that matters to one of these conditions."""

OWING: Final = Dossier.build(
    {
        "dossier": "owing",
        "parties": {"UA": {"name": "Ukraine"}, "PL": {"name": "Poland"}, "NO": {"name": "Norway"}},
        "groups": {
            "guarantors": {"members": [{"party": "PL", "from": "2022-04"}, "NO", {"party": "UA", "until": "2023"}]}
        },
        "events": {"signed": {}, "pause": {}, "resumed": {}, "ended": {}},
        "zones": {
            "country": {},
            "city": {"part_of": "country"},
            "coast": {"part_of": "country"},
            "port": {"near": "coast", "part_of": "country"},
            "abroad": {},
        },
        "ambiguities": {
            "port": {
                "question": "Does the port belong to the coast?",
                "readings": {
                    "yes": {"says": "It does.", "part_of": {"port": "coast"}},
                    "no": {"says": "It does not.", "not_part_of": {"port": "coast"}},
                },
                "bears_on": ["port"],
            }
        },
        "instruments": {
            "pact": {
                "in_force": "signed",
                "obligations": {
                    "help": {
                        "debtors": "each of guarantors",
                        "to": "UA",
                        "duty": "help",
                        "trigger": ["attack", "blockade"],
                        "scope": {"within": "country", "except": "coast"},
                        "suspended": {"from": "pause", "until": "resumed"},
                        "until": "ended + 1 month",
                        "discharged": "ended + 1 year",
                    },
                    "talk": {"debtors": ["all of guarantors", "PL"], "to": "UA", "duty": "talk"},
                },
            }
        },
        "conditions": {"UA-first": {"party": "UA", "condition": "ended only after signed"}},
    }
)
"""Obligations with every clause that the page evaluates."""


def incidents() -> tuple[Scenario, ...]:
    """Courses of events, each with an incident of every kind in every place."""
    timelines: tuple[list[Any], ...] = (
        [],
        [{"event": "signed", "on": "2022-03-01"}],
        [{"event": "signed", "on": "2022-03-01"}, {"event": "pause", "on": "2022-03/2022-06"}],
        [{"event": "signed", "on": "2021-03-01"}, {"event": "ended", "on": "2022-03-31"}],
        [{"event": "signed", "happens": "unknown"}, {"event": "pause", "on": "2022-03-01"}, {"then": "resumed"}],
    )
    places: tuple[dict[str, str], ...] = (
        {"place": "city"},
        {"place": "coast"},
        {"place": "port"},
        {"place": "abroad"},
        {"place": "country"},
        {},
    )
    days: tuple[dict[str, str], ...] = (
        {"day": "2022-04-30"},
        {"day": "2022-04-10/2022-05-10"},
        {"day": "2023-03-31"},
        {},
    )
    asked = [
        {"incident": kind, **place, **day}
        for kind in ("attack", "blockade", "unknown")
        for place in places
        for day in days
    ]
    return tuple(_scenario(timeline, world, incidents=asked) for timeline in timelines for world in ("closed", "open"))
