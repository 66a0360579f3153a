"""A small dossier and its scenarios, for tests of what scenarios exercise and notice."""

from __future__ import annotations

from typing import Any, Final

from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario

RULES: Final[dict[str, Any]] = {
    "dossier": "example",
    "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
    "events": {"ua_signs": {}, "ru_signs": {}, "referendum": {}, "withdrawal": {}},
    "moments": {"deadline": "referendum + 30 days"},
    "statements": {
        "minister": {"speaker": "The minister", "for": "UA", "said": "2022-03-29", "quote": "after a vote"},
        "envoy": {"speaker": "The envoy", "for": "RU", "said": "2022-03-29", "quote": "both or neither"},
        "reporter": {"speaker": "A reporter", "said": "2022-03-29", "quote": "nobody knows"},
    },
    "conditions": {
        "UA-vote": {
            "party": "UA",
            "source": "minister",
            "readings": {"strict": "ua_signs only after referendum", "loose": "ua_signs only on or after referendum"},
        },
        "RU-both": {"party": "RU", "condition": "ru_signs only after withdrawal and ua_signs", "source": "envoy"},
    },
    "states": {"truce": {"start": "withdrawal", "end": "deadline"}},
}


def rule_set(**changed: Any) -> Dossier:
    """The dossier, with some sections replaced."""
    return Dossier.build({**RULES, **changed})


def course(*timeline: Any, **more: Any) -> Scenario:
    """A closed scenario of it."""
    title = more.pop("title", " ".join(map(str, timeline)) or "nothing")
    return Scenario.build({"scenario": title, "world": "closed", "timeline": [*timeline], **more})
