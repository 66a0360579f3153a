"""`conditions stability`: the text, the data, and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import ISTANBUL, Done, finish, run
from tests.doc_pages import DOCS, page

ELMIRA = page(DOCS / "how-to" / "look-for-stable-packages.md").dossier
FINAL = ("--irreversible", "modify", "--irreversible", "accept", "--ends", "close")


@pytest.fixture
def elmira(tmp_path: Path) -> Path:
    """The folder of the published example."""
    (tmp_path / "dossier.yaml").write_text(ELMIRA, encoding="utf-8")
    return tmp_path


def words(done: Done) -> str:
    """The output in one line."""
    return " ".join(done.stdout.split())


def test_all_of_it(elmira: Path) -> None:
    """Rankings, packages, equilibria, the moves that show it, and what it is not."""
    done = run("stability", elmira, *FINAL)

    assert 0 == done.code
    assert "LG: 7 > 3 > 5 > 1 > 8 > 6 > 4 > 2 > 9" in done.stdout
    assert "8 modify, accept and insist MoE Nash; UR Nash; LG Nash" in words(done)
    assert "SEQ: 5, 8, 9" in done.stdout
    assert "LG would gain by moving to 8 GMR and SMR: answered by UR to 9 SEQ: no answer of that kind" in words(done)
    assert "not a forecast" in words(done)
    assert 80 >= max(map(len, done.lines))


def test_why_one_is_not_stable(elmira: Path) -> None:
    """The improvement that nobody can answer."""
    done = run("stability", elmira, *FINAL, "--why", "3", "--most", "2")

    assert "at 3, accept MoE: no better move UR would gain by moving to 9" in words(done)
    assert "GMR, SMR and SEQ: no answer of that kind" in words(done)
    assert "and 7 more: ask for them with --most" in words(done)


def test_the_data(elmira: Path) -> None:
    """The same as JSON."""
    data = json.loads(run("stability", elmira, *FINAL, "--format", "json").stdout)

    assert ["elmira", [5, 8, 9]] == [data["dossier"], data["equilibria"]["SEQ"]]
    (gain,) = data["packages"][0]["standings"]["LG"]["improvements"]
    assert {"GMR": [{"party": "MoE", "to": 6}], "SMR": [{"party": "MoE", "to": 6}], "SEQ": None} == gain["answers"]


def test_what_is_given(elmira: Path) -> None:
    """It is shown, and leaves packages out."""
    done = run(
        "stability",
        elmira,
        "--option",
        "modify",
        "--option",
        "insist",
        "--given",
        "never accept",
        "--given",
        "never close",
    )

    assert 0 == done.code
    assert "given: never accept given: never close packages: 4" in words(done)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--option", "modfy"), "did you mean `modify`?"),
        (("--ends", "clos"), "`clos` is none of the options"),
        (("--option", "modify"), "does not decide preference 1 of `MoE`"),
        (("--why", "99"), "there is no package 99: they are numbered from 1 to 16"),
        (("--given", "never accpt"), "did you mean `accept`?"),
    ],
)
def test_mistakes(elmira: Path, arguments: tuple[str, ...], said: str) -> None:
    """Each is said on standard error, and nothing on standard output."""
    done = run("stability", elmira, *arguments)

    assert 2 == done.code
    assert "" == done.stdout
    assert said in done.stderr


def test_a_party_without_preferences() -> None:
    """A real dossier says nothing of what the parties would rather have, and none is made up."""
    done = run("stability", ISTANBUL, "--option", "ua_signs", "--option", "ru_signs")

    assert 2 == done.code
    assert "can move, and has no preferences on record" in done.stderr


def test_a_terminal_of_another_alphabet(elmira: Path) -> None:
    """Everything can be written there."""
    done = finish("stability", elmira, *FINAL, env={"PYTHONIOENCODING": "cp1251"}, encoding="cp1251")

    assert 0 == done.code
    assert "equilibria: stable for every party" in done.stdout
