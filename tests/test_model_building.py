"""Dossiers, scenarios and their parts built in Python: the same mistakes in the same words as in files."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import conditions
from conditions import Condition, Dossier, Fact, Party, Scenario, Step, World
from conditions.errors import ConditionsError, DossierError, ScenarioError
from conditions.model.base import Model

NORTH = {"N": {"name": "Northland"}}
EXAMPLE: dict[str, Any] = {"dossier": "example", "parties": NORTH}


def problems(build: Callable[[], object]) -> list[tuple[str, str, str | None]]:
    """Code, message and path of each problem."""
    with pytest.raises(ConditionsError) as caught:
        build()
    return [(problem.code, problem.message, problem.context) for problem in caught.value.problems]


@pytest.mark.parametrize("build", [lambda data: Dossier(**data), Dossier.build])
def test_a_dossier_has_every_problem_of_every_part(build: Callable[[dict[str, Any]], Dossier]) -> None:
    """By keyword arguments and from data: one error, with the path of each part."""
    data = {
        "dossier": "example",
        "parties": {"N": {"name": 5}, "S": {}},
        "events": {"vote": {}},
        "conditions": {"c": {"party": "N", "condition": "vote onlly after x"}},
    }

    assert [
        ("not-text", "`name` must be text, and this is a number", "parties.N.name"),
        ("missing-field", "the field `name` is missing", "parties.S"),
        ("unexpected-word", "`onlly after` cannot stand here", "conditions.c.condition"),
    ] == problems(lambda: build(data))


@pytest.mark.parametrize("build", [lambda data: Scenario(**data), Scenario.build])
def test_a_scenario_has_every_problem_of_every_part(build: Callable[[dict[str, Any]], Scenario]) -> None:
    """By keyword arguments and from data: one error, with the path of each part."""
    data = {"scenario": "example", "world": "closd", "timeline": ["vote", {"then": "sign", "on": "soon"}]}

    assert [
        ("unknown-choice", "`world` cannot be `closd`", "world"),
        ("bad-date", "`soon` is not a date", "timeline.1.on"),
    ] == problems(lambda: build(data))


@pytest.mark.parametrize(
    ("model", "arguments", "code", "kind"),
    [
        (Party, {"name": " "}, "empty-text", DossierError),
        (Party, {"nam": "Northland"}, "unknown-field", DossierError),
        (Condition, {"party": "N"}, "condition-or-readings", DossierError),
        (Fact, {"number": "maybe"}, "not-yes-or-no", DossierError),
        (Dossier, {"dossier": "example", "parties": NORTH, "groups": {"g": {}}}, "group-members", DossierError),
        (World, {"kind": "until"}, "world-day", ScenarioError),
        (Step, {"event": "vote", "on": "12.04.2022"}, "bad-date", ScenarioError),
    ],
)
def test_a_part_has_our_errors_too(
    model: type[Model], arguments: dict[str, Any], code: str, kind: type[ConditionsError]
) -> None:
    """Whatever is built by its constructor, the error is ours, of the family that the part belongs to."""
    with pytest.raises(kind) as caught:
        model(**arguments)

    assert [code] == [problem.code for problem in caught.value.problems]


def test_the_names_of_a_dossier_built_of_models_are_looked_up() -> None:
    """What stands between the parts is checked as in a file."""
    condition = Condition(party="S", condition=conditions.parse("sign only after vote"))

    assert ["unknown-party", "unknown-event", "unknown-event"] == [
        code
        for code, _, _ in problems(
            lambda: Dossier(dossier="example", parties={"N": Party(name="Northland")}, conditions={"c": condition})
        )
    ]


def test_data_are_read_without_the_constructors_of_their_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the first part with a mistake would hide all others."""
    built: list[str] = []
    original = Model.__init__

    def noted(self: Model, /, **data: Any) -> None:
        built.append(type(self).__name__)
        original(self, **data)

    monkeypatch.setattr(Model, "__init__", noted)
    Dossier.build(EXAMPLE)
    Dossier(**EXAMPLE)

    assert ["Dossier"] == built


def test_a_model_stays_a_model() -> None:
    """Signatures name the fields, and copies are equal."""
    dossier = Dossier.build(EXAMPLE)

    assert ["name", "note"] == [*inspect.signature(Party).parameters]
    assert dossier == copy.deepcopy(dossier) == pickle.loads(pickle.dumps(dossier)) == dossier.model_copy()
