"""Preferences in a dossier: read, written, tidied, and what is said of those that lead nowhere."""

from __future__ import annotations

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


def test_a_bare_text_and_an_entry_mean_the_same() -> None:
    """Both are a condition; the list keeps its order."""
    dossier = read_dossier(HEAD + "preferences:\n  UA: [leave, {prefers: not sign, source: s}]\n")
    first, second = dossier.preferences["UA"]

    assert ("leave", "not sign") == (str(first.prefers), str(second.prefers))
    assert ((), ("s",)) == (first.source, second.source)
    assert dossier == read_dossier(dump_dossier(dossier))
    assert dossier == read_dossier(dump_dossier(dossier, json=True), json=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  XX: [sign]", "6:3: unknown party `XX`"),
        ("  UA: [sgn]", "6:8: unknown event `sgn`"),
        ("  UA: [{prefers: sign, source: t}]", "unknown statement `t`"),
        ("  UA: []", "needs at least 1 entry"),
        ("  UA: sign", "must be a list"),
        ("  UA: [sign and]", "6:15: the condition ends too early"),
        ("  UA: [{source: s}]", "the field `prefers` is missing"),
        ("  UA: [{prefers: sign, weight: 3}]", "unknown field `weight`"),
    ],
)
def test_what_leads_nowhere(text: str, said: str) -> None:
    """Every mistake in its place, with the party whose preferences they are."""
    with pytest.raises(FileError) as caught:
        read_dossier(f"{HEAD}preferences:\n{text}\n")

    assert said in str(caught.value)


def test_warnings(tmp_path: Path) -> None:
    """A preference without a source deserves a second look; what it names and rests on is used."""
    file = tmp_path / "dossier.yaml"
    file.write_text(HEAD + "preferences:\n  UA: [{prefers: leave, source: s}, sign]\n", encoding="utf-8")
    (found,) = load_dossier_file(file).warnings

    assert ("unsourced-preference", "preference 2 of `UA` rests on no statement") == (found.code, found.message)
    assert found.location is not None
    assert "sign" == found.location.text[found.location.column - 1 :][:4]
    assert "the preferences of UA" == found.context


def test_the_usual_form(tmp_path: Path) -> None:
    """Conditions in preferences are put in canonical wording, bare ones and those of entries."""
    file = tmp_path / "dossier.yaml"
    file.write_text(
        HEAD + "preferences:\n  UA:\n    - not  sign\n    - {prefers: leave  only after sign, source: s}\n", "utf-8"
    )

    assert HEAD + "preferences:\n  UA:\n    - not sign\n    - {prefers: leave only after sign, source: s}\n" == (
        tidy_dossier(load_dossier_file(file))
    )
