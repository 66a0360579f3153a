"""What the fields of files are, in a line each, where a model leaves that to the field's name; and examples of them.

Schemas show it beside the field. What a model's docstring says of a field comes first.
"""

from __future__ import annotations

from typing import Any, Final

_COMMON: Final = {
    "$schema": "Where the schema of this file is; a comment `# yaml-language-server: $schema=…` does the same.",
    "kind": "Which kind of condition it is.",
    "label": "What it is called, in words for people.",
    "note": "A remark of whoever wrote the file; it decides nothing.",
    "source": "The statements that it rests on, by their ids.",
    "condition": "The condition, in words.",
    "same_day": "Whether the same day will do, too.",
    "side": "On which side of the moment: `of` is either.",
    "each": "The group for each of whose members there is one.",
    "of": "The conditions that it is made of.",
}
"""By the name of the field, whatever model has it."""

_OF_MODELS: Final = {
    "Dossier": {
        "title": "What the negotiation is called, in one line.",
        "summary": "What it is about, in a few sentences.",
        "parties": "Who holds positions, by code.",
        "groups": "Lists of parties or states that conditions speak of, by name.",
        "events": "What can happen, each at most once, by the name that conditions use.",
        "ladders": "Issues that climb rungs, such as a question on the way to agreement, by name.",
        "moments": "Days that follow from others by a rule, by name.",
        "facts": "What is so or not, one of several words, or a number, by name.",
        "zones": "Named areas, by id.",
        "statements": "Who said what, when and through whom it was reported, by id.",
        "conditions": "What the parties have said they need, by id.",
        "states": "What is in force for a time, such as sanctions, by name.",
        "instruments": "Treaties and guarantees with the obligations that they create, by id.",
    },
    "Scenario": {
        "note": "A remark on the scenario; it decides nothing.",
    },
    "Ambiguity": {"note": "A remark on the question; it decides nothing."},
    "Compare": {"comparison": "How the two numbers are to compare."},
    "Position": {
        "modality": "What kind of demand it is; only preconditions and red lines decide a verdict.",
    },
    "ContestedFact": {"told": "Two or more values, each with the statements that give it."},
    "Counted": {
        "at_least": "How many must hold at least.",
        "at_most": "How many may hold at most.",
    },
    "Event": {"by": "The party that acts."},
    "Expected": {
        "answer": "The headline answer.",
        "compliance": "Whether it is kept over the whole course of events.",
        "status": "How it stands.",
        "final": "Whether nothing that is still open could change the answer.",
        "vacuous": "Whether it is kept only because what it speaks of never happens.",
        "waived": "Whether the party accepts what did not keep it.",
        "readings": "The same by reading, or by a choice of readings, such as `strict, held`.",
    },
    "Fact": {"values": "The words of which one is its value."},
    "Geometry": {
        "type": "`Polygon` or `MultiPolygon`, as in GeoJSON.",
        "coordinates": "Rings of `[longitude, latitude]`, as in GeoJSON.",
    },
    "Group": {
        "members": "The codes of its members, perhaps with the days on which they join and leave.",
        "unnamed": "Who is meant, in words, where the members are not named.",
    },
    "If": {"premise": "What must hold for the rest to be asked.", "then": "What must hold then."},
    "InForce": {"negated": "Whether it must not be in force."},
    "Instrument": {
        "in_force": "When it is in force, as a condition over events and facts.",
        "obligations": "What it obliges to, by id.",
    },
    "Is": {"reach": "Whether exactly this rung is meant, or also later or earlier ones."},
    "Ladder": {
        "rungs": "Its rungs, the lowest first.",
        "start": "`none` where even the first rung must be reached; else the issue stands on it from the outset.",
    },
    "Latitudes": {"from": "The southern limit; left out where it is open.", "to": "The northern limit, likewise."},
    "Meaning": {"says": "The answer, in words."},
    "NotEncoded": {
        "source": "The statement whose part it is.",
        "quote": "The words that are left out.",
        "says": "What they say, paraphrased.",
        "why": "Why the dossier does not express it.",
    },
    "NumberRange": {
        "from": "The least that the number can be; left out where that is open.",
        "to": "The most that the number can be; left out where that is open.",
    },
    "Obligation": {"duty": "What is owed, in words."},
    "OneOf": {"values": "The words of which it must be one."},
    "OnlyAfter": {"after": "What must have happened."},
    "OnlyIf": {"requires": "What must hold at the moment of the act."},
    "Order": {"order": "How the event lies to the moment."},
    "Party": {"name": "Its name in full."},
    "Preference": {"note": "A remark on the preference; it decides nothing."},
    "Reading": {"condition": "The condition, so understood."},
    "ScopeZone": {"zone": "The id of the zone."},
    "ToldValue": {"value": "The value: `yes`, `no`, a word, a number, several of them, or a range."},
    "World": {
        "kind": "What is assumed of events that are not listed.",
        "until": "The last day of which everything is known.",
    },
}
"""By model and field."""

_DAYS: Final[list[object]] = ["2022-04-26"]
MODEL_EXAMPLES: Final[dict[str, list[object]]] = {
    "Ladder": [["unresolved", "agreed_in_principle", "resolved"], "agreement"],
    "World": ["closed", "open", "until 2022-04-26"],
    "Step": [
        "referendum",
        {"then": ["ua_signs", "ru_signs"]},
        {"2022-05-01": "ua_signs"},
        {"ua_signs": "2022-05"},
        {"ua_signs": "at least 30 days after referendum"},
        {"never": "ru_signs"},
        {"unknown": "withdrawal"},
    ],
    "State": [{"start": "signature", "end": "signature + 5 years", "suspended": {"from": "breach", "until": "repair"}}],
    "ExpectedDuties": ["obliged", {"close-sky": "not obliged", "weapons": {"answer": "obliged", "state": "violated"}}],
    "Expected": ["met", "not met", "waiting", {"strict": "not met", "lenient": "met"}],
    "Group": [{"members": ["US", "GB", {"party": "NO", "from": "2022-05-01"}]}, {"unnamed": "several countries"}],
    "Fact": [{"label": "The voters approve"}, {"values": ["neutral", "allied"]}, {"unit": "persons"}],
    "Reading": ["ru_signs only if crimea is resolved"],
    "Preference": [{"prefers": "ua_signs", "source": "speech-of-march"}, "not ru_leaves"],
    "Condition": [{"party": "UA", "condition": "ua_signs only after referendum", "source": "speech-of-march"}],
    "Statement": [{"speaker": "Ann Example", "for": "UA", "said": "2022-04-26", "quote": "no later than autumn"}],
}
"""Whole values of models that show how they are written."""
_EXAMPLES: Final[dict[str, dict[str, list[object]]]] = {
    "Dossier": {
        "parties": [{"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}}],
        "events": [{"ua_signs": {"label": "Ukraine signs the agreement", "by": "UA"}, "referendum": {}}],
        "ladders": [{"crimea": ["unresolved", "agreed_in_principle", "resolved"]}],
        "moments": [{"adoption": "signature + 90 days"}],
        "facts": [{"referendum_approved": {"label": "The voters approve"}, "troops": {"unit": "persons"}}],
        "groups": [{"guarantors": {"members": ["US", "GB"]}}],
        "zones": [{"city": {"part_of": "land"}}],
        "conditions": [{"UA-referendum": {"party": "UA", "condition": "ua_signs only after referendum"}}],
        "preferences": [{"UA": ["ua_signs", {"prefers": "not ru_leaves"}]}],
    },
    "Scenario": {
        "as_of": _DAYS,
        "known_at": _DAYS,
        "timeline": [
            ["referendum", {"then": ["ua_signs", "ru_signs"]}],
            [{"2022-05-01": "referendum"}, {"ua_signs": "at least 30 days after referendum"}],
            {"referendum": "2022-05", "ua_signs": "2022-05-01/2022-06-30"},
        ],
        "facts": [{"referendum_approved": "yes", "troops": {"from": 50000, "to": 85000}, "status": "neutral"}],
        "groups": [{"guarantors": ["US", "GB"]}],
        "incidents": [[{"incident": "aggression", "place": "city", "day": "2022-04-26"}]],
        "expect": [{"UA": "met", "RU": {"strict": "not met", "lenient": "met"}}],
        "expect_compliance": [{"UA": "met"}],
        "expect_moments": [{"adoption": "2015-10-18", "snapback": "never"}],
        "expect_in_force": [{"sanctions": {"2022-05-01": "yes", "signature + 30 days": "unknown"}}],
        "expect_obligations": [{"city": "obliged"}],
        "viewpoints": [{"IR": {"label": "Iran", "facts": {"notice_valid": "no"}}}],
    },
    "Obligation": {
        "debtors": ["UA", "each of guarantors"],
        "consultation": ["3 days"],
        "deadline": ["30 days"],
        "performance": ["assistance_given"],
        "trigger": ["aggression"],
    },
    "Statement": {"via": [["Interfax", "Ukrainska Pravda"]], "quote": ["no later than autumn"]},
    "FactStep": {"value": ["85000 persons", "none"]},
    "State": {"start": ["signature + 30 days"], "end": ["expiry"]},
    "NamedMoment": {"when": ["earliest of (adoption + 8 years, conclusion)"]},
    "Incident": {"latitude": ["44.5 degrees"], "day": _DAYS},
}
"""Values of single fields that show how they are written."""


def words_for(models: tuple[str, ...], field: str) -> str | None:
    """What a field is, by the first of a model and its bases that has something to say; else by its name alone."""
    of_model = (_OF_MODELS[name][field] for name in models if field in _OF_MODELS.get(name, ()))
    return next(of_model, _COMMON.get(field))


def examples_for(model: str, field: str) -> list[Any] | None:
    """Values that show how a field is written."""
    return _EXAMPLES.get(model, {}).get(field)


def all_words() -> set[str]:
    """Everything that is said here of fields."""
    return {*_COMMON.values(), *(words for fields in _OF_MODELS.values() for words in fields.values())}
