"""The script that looks every quote of a dossier up in its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.check_quotes import check_quotes, main, normalised, words_in

ARTICLE = """\
The envoy of Freedonia said: “We won’t sign [the treaty] – not today,
not   tomorrow – before the bridge is repaired.”
"""
DOSSIER = """\
dossier: made-up
parties: {{FR: {{name: Freedonia}}}}
statements:
  envoy:
    speaker: the envoy
    for: FR
    quote: "{quote}"
"""


def dossier(folder: Path, quote: str) -> Path:
    """A folder with a dossier of one quote, and the article beside it."""
    (folder / "dossier.yaml").write_text(DOSSIER.format(quote=quote), encoding="utf-8")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("quote", "faults"),
    [
        ("before the bridge is repaired", ()),
        ("We won't sign [the treaty] - not today, not tomorrow", ()),
        ("we won’t sign", ("NOT FOUND",)),
        ("sign the treaty", ("NOT FOUND",)),
        ("before the bridge is repair", ("NOT FOUND",)),
        (
            "We won’t sign [the treaty] – not today, not tomorrow – before the bridge is repaired",
            (),
        ),
        (
            "said: “We won’t sign [the treaty] – not today, not tomorrow – before the bridge is repaired",
            ("TOO LONG (15 words, at most 14)",),
        ),
        ("–", ("NO WORDS",)),
    ],
)
def test_what_is_found(tmp_path: Path, quote: str, faults: tuple[str, ...]) -> None:
    """Marks and white space may differ, letters, case, brackets and whole words may not; 14 words at most."""
    findings = check_quotes(dossier(tmp_path, quote), [ARTICLE])

    assert [faults] == [finding.faults for finding in findings]


def test_a_quote_may_come_from_any_of_the_sources(tmp_path: Path) -> None:
    """Several articles can be given."""
    findings = check_quotes(dossier(tmp_path, "the bridge"), ["Nothing of it.", ARTICLE])

    assert [()] == [finding.faults for finding in findings]


def test_a_fault_is_printed_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File, line and column come first; the exit status is 1."""
    folder = dossier(tmp_path, "We shall sign")

    assert 1 == main([str(folder), str(folder / "article.txt")])
    assert f"{folder / 'dossier.yaml'}:7:12: NOT FOUND: We shall sign\n" == capsys.readouterr().out


def test_all_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Found quotes are printed too, and the exit status is 0."""
    folder = dossier(tmp_path, "We won't sign")

    assert 0 == main([str(folder), str(folder / "article.txt")])
    assert capsys.readouterr().out.endswith(":7:12: found: We won't sign\n")


def test_quotes_of_what_is_not_encoded_count_too(tmp_path: Path) -> None:
    """Every `quote` of the file is looked up, wherever it stands."""
    folder = dossier(tmp_path, "the bridge")
    file = folder / "dossier.yaml"
    left_out = "not_encoded:\n  - {source: envoy, quote: over the river, why: unclear}\n"
    file.write_text(file.read_text(encoding="utf-8") + left_out, encoding="utf-8")

    assert [(), ("NOT FOUND",)] == [finding.faults for finding in check_quotes(folder, [ARTICLE])]


def test_no_quotes_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dossier without quotes does not pass by saying nothing."""
    folder = dossier(tmp_path, "the bridge")
    (folder / "dossier.yaml").write_text("dossier: made-up\nparties: {FR: {name: Freedonia}}\n", encoding="utf-8")

    assert 1 == main([str(folder), str(folder / "article.txt")])
    assert "no quotes\n" == capsys.readouterr().err


@pytest.mark.parametrize("missing", ["dossier.yaml", "article.txt"])
def test_a_file_that_is_not_there(tmp_path: Path, missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said in a sentence, with exit status 2."""
    folder = dossier(tmp_path, "the bridge")
    (folder / missing).unlink()

    assert 2 == main([str(folder), str(folder / "article.txt")])
    assert "" != capsys.readouterr().err


def test_normalised() -> None:
    """Marks of every kind become the plain ones, soft hyphens go."""
    assert '"it\'s" - [so] ... and on' == normalised("«it’s»\u00a0— ［so］\n…  and o\u00adn")


def test_words_in() -> None:
    """A dash between words is no word; a bracketed one is."""
    assert 4 == words_in("sign [the] treaty – soon")
