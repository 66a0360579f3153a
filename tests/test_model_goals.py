"""Goals in a dossier: read, written, tidied, and what is said of those that lead nowhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conditions.errors import FileError
from conditions.files.dossier import dump_dossier, load_dossier_file, read_dossier
from conditions.files.tidy import tidy_dossier

HEAD = """\
dossier: d
parties: {UA: {name: Ukraine}, RU: {name: Russia}}
events: {sign: {by: UA}, leave: {by: RU}}
statements: {s: {speaker: Ann, for: UA}}
"""


def test_one_condition_or_several() -> None:
    """A single condition is a list of one; what is written reads back the same."""
    both = "{reach: [sign, leave], given: leave only after sign, as_of: 2022-04-26}"
    dossier = read_dossier(f"{HEAD}goals:\n  both: {both}\n  one: {{reach: sign}}\n")
    several, one = dossier.goals.values()

    assert (["sign", "leave"], ["sign"]) == (
        [str(clause) for clause in several.reach],
        [str(clause) for clause in one.reach],
    )
    assert ["leave only after sign"] == [str(clause) for clause in several.given]
    assert (date(2022, 4, 26), None) == (several.as_of, one.as_of)
    assert dossier == read_dossier(dump_dossier(dossier))
    assert dossier == read_dossier(dump_dossier(dossier, json=True), json=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  g: {reach: [sign, sgn]}", "6:21: unknown event `sgn`"),
        ("  g: {reach: sgn}", "6:14: unknown event `sgn`"),
        ("  g: {reach: sign, given: [leave, sign and]}", "6:42: the condition ends too early"),
        ("  g: {reach: sign, source: t}", "unknown statement `t`"),
        ("  g: {given: sign}", "the field `reach` is missing"),
        ("  g: {reach: []}", "needs at least 1 entry"),
        ("  sign: {reach: sign}", "6:3: `sign` is a goal, and something that conditions mention"),
        ("  g: {reach: sign, as_of: 2022-04}", "as_of"),
    ],
)
def test_what_leads_nowhere(text: str, said: str) -> None:
    """Every mistake in its place."""
    with pytest.raises(FileError) as caught:
        read_dossier(f"{HEAD}goals:\n{text}\n")

    assert said in str(caught.value)


@pytest.mark.parametrize("wrong", ["as_of: 2022-13-01", "given: leave only", "given: [leave only, leave]", "weight: 3"])
def test_a_mistake_in_one_field_hides_none_in_another(wrong: str) -> None:
    """Both are told in the same run."""
    with pytest.raises(FileError) as caught:
        read_dossier(f"{HEAD}goals:\n  g: {{reach: [sign, sgn], {wrong}}}\n")

    assert 2 == len(caught.value.problems)
    assert "unknown event `sgn`" in str(caught.value)


def test_a_goal_that_says_nothing_hides_nothing() -> None:
    """What is given with it is read all the same."""
    with pytest.raises(FileError) as caught:
        read_dossier(f"{HEAD}goals:\n  g: {{given: sgn}}\n")

    assert ["missing-field", "unknown-event"] == [problem.code for problem in caught.value.problems]


def test_all_mistakes_are_told_together() -> None:
    """A goal that cannot be read hides no mistake of another."""
    with pytest.raises(FileError) as caught:
        read_dossier(f"{HEAD}goals:\n  g: {{reach: sign and}}\n  h: {{reach: sgn}}\n")

    assert ["unfinished-condition", "unknown-event"] == [problem.code for problem in caught.value.problems]


def test_tidying(tmp_path: Path) -> None:
    """Conditions of goals are put in canonical wording, single ones and those of lists."""
    file = tmp_path / "dossier.yaml"
    file.write_text(HEAD + "goals:\n  g: {reach: [sign, leave  only after sign], given: not  sign}\n", "utf-8")

    assert HEAD + "goals:\n  g: {reach: [sign, leave only after sign], given: not sign}\n" == tidy_dossier(
        load_dossier_file(file)
    )
