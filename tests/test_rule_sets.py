"""The rules of our own dossiers: every small change is noticed by a scenario, or is known to say the same."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from conditions.files.scenario import load_folder
from conditions.mutation import Mutation, mutate

ROOT: Final = Path(__file__).resolve().parent.parent
LISTED: Final = re.compile(r"^\| ([\w-]+) \| ([^|`]+) \| `([^`]+)` \| ([^|]+) \|$", re.MULTILINE)
LEAST: Final = {"istanbul-2022": 100, "minsk-2015": 40, "jcpoa-2015": 80}
"""How many mutants each dossier has at least."""


@cache
def mutated(name: str) -> Mutation:
    """The mutants of a dossier, tried once."""
    folder = load_folder(ROOT / "scenarios" / name)
    return mutate(folder.dossier.dossier, [one.scenario for one in folder.scenarios])


def listed() -> set[tuple[str, str, str]]:
    """The survivors that the page explains: dossier, rule, changed rule."""
    text = (ROOT / "docs" / "surviving-mutants.md").read_text(encoding="utf-8")
    return {(dossier, rule, after) for dossier, rule, after, why in LISTED.findall(text) if why.strip()}


@pytest.mark.parametrize("name", LEAST)
def test_every_mutant_is_noticed_or_explained(name: str) -> None:
    """No other change survives, and no change is explained that does not."""
    survivors = {(name, mutant.rule, mutant.after) for mutant in mutated(name).survivors}

    assert {one for one in listed() if one[0] == name} == survivors


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_there_are_mutants_enough(name: str, least: int) -> None:
    """Nearly all of them are noticed; few are seen to say the same."""
    found = mutated(name)

    assert least <= found.total == len(found.tried)
    assert found.count("noticed") >= least
    assert found.count("equivalent") <= 5
