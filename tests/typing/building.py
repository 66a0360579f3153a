"""What the type checkers must accept and see when a dossier is loaded or built, checked and explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import assert_type

import conditions
from conditions import (
    Answer,
    CheckResult,
    Condition,
    ConditionsError,
    Dossier,
    Event,
    Explanation,
    Ladder,
    LoadedFolder,
    Mismatch,
    Party,
    PartyExplanation,
    PartyResult,
    Problem,
    RollUp,
    Scenario,
    Statement,
    Status,
    Verdict,
    World,
)


def load(folder: Path) -> None:
    """Everything that is read from files has its type."""
    assert_type(conditions.load_dossier(folder), Dossier)
    assert_type(conditions.load_scenario(folder / "a.scenario.yaml"), Scenario)
    assert_type(conditions.load_folder(folder), LoadedFolder)


def build() -> tuple[Dossier, Scenario]:
    """A dossier and a scenario, from plain data and from models."""
    assert_type(Dossier.build({"dossier": "example", "parties": {"N": {"name": "Northland"}}}), Dossier)
    dossier = Dossier(
        dossier="example",
        parties={"N": Party(name="Northland")},
        events={"ceasefire": Event(label="the ceasefire"), "signature": Event(by="N")},
        ladders={"border": Ladder(rungs=("open", "agreed"))},
        statements={"speech": Statement(speaker="The president")},
        conditions={
            "N-ceasefire": Condition(
                party="N", condition=conditions.parse("signature only after ceasefire"), source=("speech",)
            )
        },
    )
    scenario = Scenario(scenario="so far", world=World(kind="until", until=date(2031, 6, 30)))
    return dossier, scenario


def check() -> None:
    """Results are typed all the way down."""
    result = conditions.check(*build(), as_of=date(2031, 6, 30), readings={}, level="stated")
    assert_type(result, CheckResult)
    assert_type(result.parties, Mapping[str, PartyResult])
    assert_type(result.parties["N"].answer, Answer)
    assert_type(result.parties["N"].by_reading, Mapping[str, RollUp])
    assert_type(result.conditions["N-ceasefire"].verdicts[""], Verdict)
    assert_type(result.conditions["N-ceasefire"].verdicts[""].status, Status)
    assert_type(conditions.mismatches(result), tuple[Mismatch, ...])
    assert_type(conditions.explain(result, "N-ceasefire"), list[Explanation])
    assert_type(conditions.explain_party(result, "N"), PartyExplanation)
    assert_type(conditions.to_text(conditions.explain_party(result, "N"), columns=72), str)


def mend(error: ConditionsError) -> None:
    """An error has its problems."""
    assert_type(error.problems, tuple[Problem, ...])
    assert_type(error.problems[0].code, str)
