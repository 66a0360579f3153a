"""The answers of checked scenarios as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conditions import __version__
from conditions.cli.check_text import summary_words
from conditions.cli.checked import Checked, overall
from conditions.expectations import Mismatch


def to_data(scenarios: Sequence[Checked]) -> dict[str, object]:
    """All answers, the failed expectations with their places, and the outcome."""
    return {
        "conditions": __version__,
        "outcome": overall(one.outcome for one in scenarios).name.lower(),
        "summary": summary_words(scenarios),
        "scenarios": [_scenario(checked) for checked in scenarios],
    }


def _scenario(checked: Checked) -> dict[str, object]:
    asked = {party.party for party in checked.parties}
    whole = checked.result.to_dict()
    views = whole.pop("viewpoints")
    exact = whole.pop("exact", None)
    assert isinstance(views, dict)
    return {
        "file": str(checked.loaded.path),
        **whole,
        "outcome": checked.outcome.name.lower(),
        "expects": checked.expects,
        "failed": [_failed(checked, mismatch) for mismatch in checked.failed],
        "known_failures": [_failed(checked, mismatch) for mismatch in checked.known],
        **_of(whole, asked),
        "viewpoints": {name: _of(view, asked) for name, view in views.items()},
        **({"exact": _of(exact, asked)} if isinstance(exact, dict) else {}),
    }


def _of(answers: dict[str, Any], asked: set[str]) -> dict[str, object]:
    """The answers of the parties asked for."""
    return {
        "parties": {code: party for code, party in answers["parties"].items() if code in asked},
        "conditions": [record for record in answers["conditions"] if record["party"] in asked],
    }


def _failed(checked: Checked, mismatch: Mismatch) -> dict[str, object]:
    place = checked.problem(mismatch).location
    return {
        "of": list(mismatch.path[1:]),
        "what": mismatch.what,
        "expected": mismatch.expected,
        "got": mismatch.got,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }
