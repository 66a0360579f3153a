"""Fourteen conditions of the size of the Istanbul dossier, and scenarios with unknowns for them."""

from __future__ import annotations

import random
from datetime import date, timedelta

from conditions.check import lowered
from conditions.formula import Formula
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario

CONDITIONS = (
    "ua_signs only after referendum",
    "referendum only after withdrawal",
    "ru_signs only if crimea_resolved and donbas_resolved",
    "ru_signs only if (crimea_agreed or crimea_resolved) and (donbas_agreed or donbas_resolved)",
    "ru_signs only if (crimea_agreed and donbas_agreed) or texts_separate",
    "ua_signs only after all of guarantors ratify",
    "ua_signs only after at least 3 of guarantors ratify",
    "never annexation",
    "if referendum then approved",
    "referendum within 90 days after withdrawal",
    "ua_signs on the same day as ru_signs",
    "ua_signs only from withdrawal + 30 days",
    "at least 2 of (withdrawal, referendum, crimea_resolved)",
    "crimea_resolved only before signature + 15 years",
)
EVENTS = (
    "ua_signs",
    "ru_signs",
    "referendum",
    "withdrawal",
    "annexation",
    "signature",
    "crimea_agreed",
    "crimea_resolved",
    "donbas_agreed",
    "donbas_resolved",
)


def dossier() -> Dossier:
    """The dossier of the fourteen conditions."""
    conditions = {f"C{number}": {"party": "UA", "condition": text} for number, text in enumerate(CONDITIONS)}
    return Dossier.build(
        {
            "dossier": "benchmark",
            "parties": {"UA": {"name": "Ukraine"}},
            "groups": {"guarantors": {"members": ["US", "GB", "NO", "FR"]}},
            "events": {**{name: {} for name in EVENTS}, "ratify": {"each": "guarantors"}},
            "facts": {"texts_separate": {}, "approved": {}},
            "conditions": conditions,
        }
    )


def formulas(rules: Dossier) -> list[Formula]:
    """The core formula of each condition."""
    return [lowered(condition, rules.vocabulary)[""] for condition in rules.conditions.values()]


def scenario(rules: Dossier, seed: int) -> Scenario:
    """A scenario of days, ranges of days, unknown occurrences and unknown facts."""
    dice = random.Random(seed)
    timeline = {event: when for event in rules.vocabulary.events if (when := _when(dice))}
    values = ("yes", "no", "unknown")
    facts = {fact: dice.choice(values) for fact in rules.vocabulary.facts}
    return Scenario.build({"scenario": f"scenario {seed}", "world": "closed", "timeline": timeline, "facts": facts})


def _when(dice: random.Random) -> str | None:
    first = date(2022, 4, 1) + timedelta(days=dice.randrange(120))
    match dice.randrange(5):
        case 0:
            return None
        case 1:
            return f"maybe {first}"
        case 2:
            return f"{first}/{first + timedelta(days=dice.randrange(40))}"
        case _:
            return first.isoformat()
