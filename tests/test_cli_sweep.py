"""`conditions sweep`: tables in files, answered row by row, all of it or nothing."""

from __future__ import annotations

import json
import signal
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

from conditions.files.dossier import dump_dossier
from conditions.model.dossier import Dossier
from tests.command_line import Done, finish, run, start

DOSSIER: Final[dict[str, Any]] = {
    "dossier": "talks",
    "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}, "NO": {"name": "Norway"}},
    "events": {"signing": {}, "vote": {}, "withdrawal": {}},
    "ladders": {"crimea": {"rungs": ["unresolved", "agreed"], "start": "first"}},
    "facts": {"approved": {}, "share": {"number": "yes"}, "status": {"values": ["neutral", "aligned"]}},
    "conditions": {
        "UA-vote": {"party": "UA", "condition": "signing only after vote"},
        "UA-share": {"party": "UA", "condition": "if vote then share >= 50.5"},
        "RU-neutral": {
            "party": "RU",
            "readings": {"strict": "signing only if status is neutral", "loose": "signing only if approved"},
        },
    },
}
ROWS: Final = """\
id,signing,vote,share,approved,status
a,2022-05-02,2022-05-01,50.5,yes,neutral
b,2022-05-01,2022-05-01,50.49,no,aligned
c,,2022-05-01,unknown,,neutral
"""
EXPECTED: Final = {"UA": ["met", "not met", "unknown"], "RU": ["met", "not met", "depends on the reading"]}


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """The folder of a dossier, with a table in it."""
    (tmp_path / "dossier.yaml").write_text(dump_dossier(Dossier.build(DOSSIER)), encoding="utf-8")
    (tmp_path / "runs.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def sweep(talks: Path, table: str, *more: str | Path, world: str = "closed") -> Done:
    """Sweep a table in the folder of its dossier; empty cells are not listed."""
    return run("sweep", talks, talks / table, "--world", world, "--empty", "unlisted", *more)


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def read(path: Path) -> pl.DataFrame:
    """A table as it was written."""
    match path.suffix:
        case ".parquet":
            return pl.read_parquet(path)
        case ".csv":
            return pl.read_csv(path)
        case _:
            return pl.read_ndjson(path)


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
@pytest.mark.parametrize("given", ["parquet", "csv", "jsonl"])
def test_a_table_is_answered_from_each_format_into_each(talks: Path, given: str, ending: str) -> None:
    """The answers are the same whatever the files are; the columns of the table are kept."""
    table = talks / f"given.{given}"
    texts = pl.read_csv(talks / "runs.csv", infer_schema=False, null_values=["", "unknown"])
    match given:
        case "csv":
            texts.write_csv(table)
        case "jsonl":
            texts.write_ndjson(table)
        case _:
            texts.with_columns(
                pl.col("signing", "vote").str.to_date(),
                pl.col("share").cast(pl.Decimal(10, 2)),
                pl.col("approved") == "yes",
            ).write_parquet(table)

    done = sweep(talks, table.name, "-o", talks / f"answers.{ending}")

    assert (0, EXPECTED) == (
        done.code,
        {code: read(talks / f"answers.{ending}")[f"{code}.answer"].to_list() for code in EXPECTED},
    )
    assert ["a", "b", "c"] == read(talks / f"answers.{ending}")["id"].to_list()


def test_the_summary_counts_by_party_and_reading(talks: Path) -> None:
    """As data: rows, what is wrong with rows, and each answer's count."""
    done = sweep(talks, "runs.csv", "--format", "json")
    found = json.loads(done.stdout)

    assert 3 == found["rows"]
    assert {"met": 1, "not met": 1, "unknown": 1} == found["parties"]["UA"]["answer"]
    assert {"strict": {"met": 2, "not met": 1}, "loose": {"met": 1, "not met": 1, "unknown": 1}} == found["parties"][
        "RU"
    ]["by_reading"]
    assert {"no condition on record": 3} == found["parties"]["NO"]["answer"]
    assert "3 rows in" in done.stderr


def test_the_summary_for_people_names_the_parties(talks: Path) -> None:
    """Each party with its answers, in per cent and in rows; nothing else on standard output."""
    done = sweep(talks, "runs.csv", "--quiet")

    assert "runs.csv: 3 rows" == done.lines[0]
    assert "Ukraine" in done.stdout
    assert "     33.3 %              1  depends on the reading" in done.lines
    assert "" == done.stderr


def test_rows_that_contradict_themselves_are_counted_apart(talks: Path) -> None:
    """They have no answer, are told with their column, and the exit code is 1."""
    done = sweep(talks, "runs.csv", world="until 2022-05-01")

    assert 1 == done.code
    assert "after-now: signing (1)" in done.stdout


def test_readings_and_days_are_chosen_as_in_a_check(talks: Path) -> None:
    """A chosen reading is the only one."""
    done = sweep(talks, "runs.csv", "--format", "json", "--reading", "RU-neutral=strict")

    assert {"answer": {"met": 2, "not met": 1}, "by_reading": {}} == json.loads(done.stdout)["parties"]["RU"]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "signing,vote\n2022-05-02,2022-13-01\n",
            "row 1: column `vote` holds `2022-13-01`, which is no day",
            "write days like 2022-04-26",
        ),
        ("vote\n2022-05-01\n1.5.2022\n", "row 2: column `vote` holds `1.5.2022`", "write days like"),
        ("approved\nperhaps\n", "holds `perhaps`, which is neither yes nor no", "write yes, no"),
        ("share\n1e3\n", "holds `1e3`, which is no number", "write digits"),
        ("vote,vote\n,\n", "has two columns `vote`", "rename one"),
        ("sining\n\n", "column `sining` names no event or fact", "did you mean `signing`?"),
        ("crimea\n\n", "column `crimea` has the name of a ladder", "`crimea.agreed`"),
        ("vote\n2022-05-01,2022-05-02\n", "cannot be read", "nothing was written"),
        ("UA.answer\nx\n", "there would be two columns `UA.answer`", "rename it"),
        ("v" * 5_000_000, "the first line of", ""),
    ],
)
def test_hostile_tables_are_refused_in_a_sentence(talks: Path, text: str, message: str, hint: str) -> None:
    """The file, the row and the column are named, and what to do; nothing is written."""
    (talks / "hostile.csv").write_text(text, encoding="utf-8")

    done = sweep(talks, "hostile.csv", "--unlisted", "-o", talks / "answers.parquet")

    assert 2 == done.code
    assert message in done.stderr
    assert hint in done.stderr
    assert "Traceback" not in done.stderr
    assert ["dossier.yaml", "hostile.csv", "runs.csv"] == names(talks)


@pytest.mark.parametrize(
    ("table", "output", "message"),
    [
        ("nowhere.parquet", "out.parquet", "there is no file"),
        ("runs.csv", "out.xlsx", "does not tell by its name what is in it"),
        ("dossier.yaml", "out.csv", "does not tell by its name what is in it"),
        ("broken.parquet", "out.csv", "`broken.parquet` cannot be read"),
        ("runs.csv", "runs.csv", "is the table that is read"),
        ("runs.csv", "nowhere/out.csv", "cannot be written"),
        ("types.parquet", "out.csv", "column `vote` holds Int64, where days are needed"),
    ],
)
def test_files_that_cannot_be_are_refused(talks: Path, table: str, output: str, message: str) -> None:
    """What is wrong with a file is said of that file."""
    (talks / "broken.parquet").write_bytes(b"PAR1" + b"x" * 100)
    pl.DataFrame({"vote": [1]}).write_parquet(talks / "types.parquet")

    done = sweep(talks, table, "--unlisted", "-o", talks / output)

    assert 2 == done.code
    assert message.replace("`broken", f"`{talks}/broken") in done.stderr
    assert not (talks / output).exists() or output == table


def test_a_sweep_that_fails_half_way_leaves_nothing(talks: Path) -> None:
    """A file whose later part is broken: no answers, and no part of them."""
    good = "signing\n" + "2022-05-01\n" * 300_000
    (talks / "half.csv").write_bytes(good.encode() + b"\xff\xfe\n")

    done = sweep(talks, "half.csv", "--unlisted", "-o", talks / "answers.csv")

    assert 2 == done.code
    assert ["dossier.yaml", "half.csv", "runs.csv"] == names(talks)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_sweep_leaves_nothing(talks: Path, number: signal.Signals) -> None:
    """Whoever stops it finds neither a partial file nor the temporary one."""
    days = [date(2022, 1, 1) + timedelta(days=day) for day in range(300)]
    wide = pl.DataFrame({"signing": days * 10_000, "vote": days[::-1] * 10_000})
    wide.write_parquet(talks / "wide.parquet")
    arguments = ("--world", "closed", "--unlisted", "-o", talks / "answers.jsonl")
    process = start("sweep", talks, talks / "wide.parquet", *arguments)
    while process.poll() is None and not list(talks.glob(".answers*.part")):
        time.sleep(0.01)
    process.send_signal(number)
    process.communicate(timeout=30)

    assert 130 == process.returncode
    assert ["dossier.yaml", "runs.csv", "wide.parquet"] == names(talks)


def test_answers_can_go_without_compliance_and_status(talks: Path) -> None:
    """The headline answers alone."""
    sweep(talks, "runs.csv", "--answers-only", "-o", talks / "answers.csv")

    written = [name for name in read(talks / "answers.csv").columns if "." in name]
    assert written
    assert all(name.endswith(".answer") for name in written)


def test_without_polars_the_command_says_what_to_install(talks: Path) -> None:
    """The extra is named."""
    blocker = talks / "blocked"
    blocker.mkdir()
    (blocker / "sitecustomize.py").write_text(
        "import importlib.util as u\nfound = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'polars' else found(name, *more)\n",
        encoding="utf-8",
    )
    root = Path(__file__).resolve().parents[1]

    done = finish("sweep", talks, talks / "runs.csv", "--world", "closed", env={"PYTHONPATH": f"{blocker}:{root}"})

    assert 2 == done.code
    assert "install `diplomatic-conditions[frames]`" in done.stderr
