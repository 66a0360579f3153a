"""The record as JSON: conditions with their positions over time, statements, claims and waivers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from conditions.citations import cited
from conditions.dates import PartialDate
from conditions.language.base import Words
from conditions.model.dossier import Dossier
from conditions.model.positions import LEVELS, Condition, Waiver
from conditions.model.statements import tellers
from conditions.plain import Plain
from conditions.report.phrases import Source
from conditions.report.text import brief, shown
from conditions.standing import day_of

_LONGEST_QUOTE: Final = 600


def days_data(day: PartialDate | None) -> Plain:
    """First and last possible day as ordinals, `None` where open; `None` where there is no date."""
    if day is None:
        return None
    return [None if one is None else one.toordinal() for one in (day.earliest, day.latest)]


def conditions_data(source: Source) -> dict[str, Plain]:
    """Every condition of the dossier, without its formulas."""
    return {name: _condition(source, condition) for name, condition in source.dossier.conditions.items()}


def _condition(source: Source, condition: Condition) -> Plain:
    words = Words(source.vocabulary)
    readings: dict[str, Plain] = {}
    for name, clause in condition.clauses().items():
        reading = (condition.readings or {}).get(name)
        own = tuple(dict.fromkeys((*(reading.source if reading else ()), *condition.source)))
        label = shown(brief(reading.label)) if reading and reading.label else ""
        readings[name] = {"label": label, "says": shown(clause.say(words), 2_000), "source": list(own)}
    return {
        "party": condition.party,
        "label": shown(brief(condition.label)) if condition.label else "",
        "modality": condition.modality,
        "decides": condition.decides,
        "level": LEVELS.index(condition.level),
        "since": days_data(condition.since),
        "until": days_data(condition.until),
        "sources": list(condition.sources()),
        "tellers": list(tellers(source.dossier.statements, condition.sources(), condition.party)),
        "replaces": [[how, older] for how, _, older in condition.replaces()],
        "readings": readings,
    }


def statements_data(source: Source) -> dict[str, Plain]:
    """Every statement: whose word it is, when it was said and reported, what it takes back; its words and its chain."""
    dossier = source.dossier
    quoted = {name for condition in dossier.conditions.values() for name in condition.sources()}
    found: dict[str, Plain] = {}
    for name, statement in dossier.statements.items():
        one: dict[str, Plain] = {
            "for": list(statement.parties),
            "behalf": list(statement.on_behalf_of()),
            "said": days_data(statement.said),
            "reported": days_data(statement.reported or statement.said),
            "withdraws": [code for code in statement.withdraws if code in dossier.conditions],
            "denies": [code for code in statement.denies if code in dossier.conditions],
        }
        if name in quoted:
            citation = cited(dossier, name)
            one["words"] = shown(citation.words, _LONGEST_QUOTE)
            one["who"] = shown(citation.attribution, _LONGEST_QUOTE)
        found[name] = one
    return found


def claims_data(dossier: Dossier) -> list[Plain]:
    """What is claimed to have ended conditions."""
    return [
        {
            "id": name,
            "ends": [code for code in claim.ends if code in dossier.conditions],
            "source": list(claim.source),
            "day": days_data(day_of(claim, dossier)),
        }
        for name, claim in dossier.claims.items()
        if claim.kind == "assertion" and any(code in dossier.conditions for code in claim.ends)
    ]


def waivers_data(dossier: Dossier, waivers: Mapping[str, Waiver]) -> dict[str, Plain]:
    """Waivers: of which condition, since when, on which statements."""
    return {
        name: {
            "condition": waiver.condition,
            "party": waiver.party,
            "on": days_data(waiver.on),
            "given": None if waiver.on is None else waiver.on.text,
            "source": list(waiver.source),
            "tellers": list(tellers(dossier.statements, waiver.source, waiver.party)),
        }
        for name, waiver in waivers.items()
    }


__all__ = ["claims_data", "conditions_data", "days_data", "statements_data", "waivers_data"]
