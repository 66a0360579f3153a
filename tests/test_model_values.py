"""Values of Python where models are built in Python: truth values, exact numbers, days and answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from conditions import Answer, Dossier, Scenario, ScenarioError, Status, check, dump_scenario, mismatches, read_scenario

DOSSIER = Dossier.build(
    {
        "dossier": "values",
        "parties": {"N": {"name": "Northland"}},
        "events": {"ceasefire": {}, "signature": {}},
        "facts": {"won": {}, "troops": {"unit": "persons", "steps": [{"value": 500}]}, "share": {"number": True}},
        "states": {"truce": {"start": "ceasefire"}},
        "conditions": {"N-share": {"party": "N", "condition": "signature only if won and share is at least 1/3"}},
    }
)


def _scenario(**fields: object) -> Scenario:
    return Scenario.build({"scenario": "built", "world": "closed", **fields})


def test_facts_may_be_truth_values_and_exact_numbers() -> None:
    """A fact means the same as where its value is written as in a file."""
    written = _scenario(facts={"won": "yes", "share": "1/3", "a": ["0.25", "3"], "b": {"from": "1", "to": "2"}})
    built = _scenario(
        facts={"won": True, "share": Fraction(1, 3), "a": [Decimal("0.25"), 3], "b": {"from": 1, "to": 2}}
    )

    assert written == built
    assert ["no"] == list(_scenario(facts={"won": False}).facts.values())


def test_a_number_that_is_not_exact_is_refused() -> None:
    """A `float` is not the number that it was written as, so it is never taken for one in silence."""
    with pytest.raises(ScenarioError, match="`share` must be text, and this is a number") as caught:
        _scenario(facts={"share": 0.1})

    assert "Fraction" in str(caught.value)


def test_days_may_be_dates() -> None:
    """In every short form of a step a date is the day that it is."""
    written = _scenario(timeline=[{"2031-06-01": "ceasefire"}, {"signature": "2031-06-02"}])
    built = _scenario(timeline=[{date(2031, 6, 1): "ceasefire"}, {"signature": date(2031, 6, 2)}])

    assert written == built
    assert built.timeline == _scenario(timeline={"ceasefire": date(2031, 6, 1), "signature": date(2031, 6, 2)}).timeline


def test_another_key_of_a_step_is_refused_with_the_library_s_own_error() -> None:
    """What is neither an event nor a day is a mistake in the scenario, at its place."""
    with pytest.raises(ScenarioError, match="an event or a day must be text, and this is a number"):
        _scenario(timeline=[{1: "ceasefire"}])


def test_expectations_may_be_answers_and_statuses() -> None:
    """They are those that a result has, so a result can be written down as what is expected."""
    scenario = _scenario(
        timeline=[{"ceasefire": date(2031, 6, 1)}, "signature"],
        facts={"won": True, "share": Fraction(1, 2)},
        expect={"N": Answer.MET, "N-share": Status.SATISFIED},
        expect_compliance={"N": {"answer": Answer.MET}},
        expect_in_force={"truce": {"2031-05-31": False, "2031-06-01": True}},
    )

    assert () == mismatches(check(DOSSIER, scenario))
    assert scenario == read_scenario(dump_scenario(scenario), DOSSIER)
