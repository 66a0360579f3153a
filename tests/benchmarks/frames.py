"""Tables of scenarios: time and memory, against programs written by hand for the same fourteen conditions.

    python -m tests.benchmarks.frames polars --rows 10000000
    python -m tests.benchmarks.frames memory --rows 1000000 10000000 50000000
    python -m tests.benchmarks.frames duckdb --rows 2000000
    python -m tests.benchmarks.frames spark --rows 1000000
    python -m tests.benchmarks.frames loop
    python -m tests.benchmarks.frames curve --draw docs/performance-conditions.svg

Every way of answering runs in a process of its own, from Parquet to Parquet, and in turns; the least of the
rounds counts. Answers are compared on a part of the table before anything is measured.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from conditions.frames import check_frame
from conditions.model.dossier import Dossier
from tests.benchmarks import frames_by_hand as by_hand
from tests.benchmarks import rules

_PIECE: Final = 1_000_000
FIRST: Final = date(2022, 1, 1)
_MOST_OF_DUCKDB: Final = 1_000
"""Planning ten times as many takes DuckDB many minutes."""


def make(path: Path, rows: int) -> Path:
    """A table of so many rows: days within 400 days, a fifth of them empty; facts, a fifth of them unknown."""
    if path.exists():
        return path
    import numpy as np

    pieces = []
    for place, start in enumerate(range(0, rows, _PIECE)):
        dice, size = np.random.default_rng(place), min(_PIECE, rows - start)
        columns: dict[str, Any] = {}
        for event in by_hand.EVENTS:
            days = pl.Series(dice.integers(0, 400, size).astype("int32") + (FIRST - date(1970, 1, 1)).days)
            columns[event] = pl.select(
                pl.when(pl.Series(dice.random(size) >= 0.2)).then(days.cast(pl.Date))
            ).to_series()
        for fact in ("texts_separate", "approved"):
            values = pl.Series(dice.random(size) < 0.5)
            columns[fact] = pl.select(pl.when(pl.Series(dice.random(size) >= 0.2)).then(values)).to_series()
        piece = path.with_suffix(f".{place}.piece")
        pl.DataFrame(columns).write_parquet(piece)
        pieces.append(piece)
    pl.scan_parquet(pieces).sink_parquet(path)
    for piece in pieces:
        piece.unlink()
    return path


# --- ways of answering, each a function of the table read and the table written ---------------------


def copy(source: str, target: str) -> None:
    """Merely read and write."""
    pl.scan_parquet(source).sink_parquet(target)


def ours(source: str, target: str) -> None:
    """The library, on Polars."""
    frame = check_frame(pl.scan_parquet(source), rules.dossier(), world="closed", empty="unlisted")
    frame.sink_parquet(target)


def hand(source: str, target: str) -> None:
    """Polars by hand."""
    by_hand.in_polars(pl.scan_parquet(source)).sink_parquet(target)


def duckdb_ours(source: str, target: str) -> None:
    """The library, on DuckDB."""
    import duckdb

    given = duckdb.connect().read_parquet(source)
    check_frame(given, rules.dossier(), world="closed", empty="unlisted").write_parquet(target)


def duckdb_hand(source: str, target: str) -> None:
    """DuckDB's SQL by hand."""
    import duckdb

    duckdb.connect().sql(by_hand.in_sql(f"read_parquet('{source}')", '"')).write_parquet(target)


def spark_ours(source: str, target: str) -> None:
    """The library, on Spark."""
    from tests.spark import local_session

    given = local_session().read.parquet(source)
    check_frame(given, rules.dossier(), world="closed", empty="unlisted").write.mode("overwrite").parquet(target)


def spark_hand(source: str, target: str) -> None:
    """Spark's SQL by hand."""
    from tests.spark import local_session

    session = local_session()
    session.read.parquet(source).createOrReplaceTempView("runs")
    session.sql(by_hand.in_sql("runs", "`")).write.mode("overwrite").parquet(target)


WAYS: Final[dict[str, Callable[[str, str], None]]] = {
    way.__name__: way for way in (copy, ours, hand, duckdb_ours, duckdb_hand, spark_ours, spark_hand)
}


class Took(NamedTuple):
    """What one way took: seconds, seconds of all processors, and the greatest memory in MB."""

    seconds: float
    processor: float
    memory: float


def measured(way: str, source: Path, target: Path) -> Took:
    """What one way took, in a process of its own; starting Python is not counted."""
    command = [sys.executable, "-m", "tests.benchmarks.frames", "once", "--way", way, "--files", source, target]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    return Took(**json.loads(done.stdout.splitlines()[-1]))


def once(way: str, source: str, target: str) -> None:
    """Answer in one way and print what it took."""
    processor = time.process_time
    if way.startswith("spark"):
        from tests.spark import local_session

        session = local_session()
        session.range(1).collect()
        java = session._jvm.java.lang.ProcessHandle.current()

        def processor() -> float:
            """Processor seconds of this process and of Java, in which Spark works."""
            return time.process_time() + float(java.info().totalCpuDuration().get().toMillis()) / 1000

    began, cpu = time.perf_counter(), processor()
    WAYS[way](source, target)
    seconds, cpu = time.perf_counter() - began, processor() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "processor": cpu, "memory": memory}))


def compared(folder: Path, ways: list[str]) -> None:
    """Refuse to measure ways that give different answers.

    Raises:
        SystemExit: They do.
    """
    part = make(folder / "part.parquet", 20_000)
    expected = None
    for way in ways:
        if way == "copy":
            continue
        target = folder / f"part-{way}.parquet"
        measured(way, part, target)
        files = target if target.is_file() else target / "*.parquet"
        found = pl.read_parquet(files)
        order = [*by_hand.EVENTS, "texts_separate", "approved"]
        found = found.sort(order)
        if expected is not None and not by_hand.same(expected, found):
            raise SystemExit(f"{way} gives other answers")
        expected = found if expected is None else expected


def compare(folder: Path, ways: list[str], rows: int, rounds: int) -> None:
    """Measure some ways on one table and print their times, each in proportion to the first."""
    compared(folder, ways)
    source = make(folder / f"runs-{rows}.parquet", rows)
    took: dict[str, list[Took]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            took[way].append(measured(way, source, folder / "answers.parquet"))
    best = {way: min(one.processor for one in took[way]) for way in ways}
    print(f"{rows:,} rows, {source.stat().st_size / 1e6:,.0f} MB of Parquet, least of {rounds} rounds")
    print(f"{'way':<28}{'seconds':>9}{'processor s':>13}{'MB':>7}  processor time over that of the others")
    for way in ways:
        ratios = ", ".join(f"{best[way] / best[other]:.2f} {other}" for other in ways if other != way)
        seconds, memory = min(one.seconds for one in took[way]), max(one.memory for one in took[way])
        cpu = min(one.processor for one in took[way])
        print(f"{WAYS[way].__doc__ or way:<28}{seconds:>9.2f}{cpu:>13.2f}{memory:>7.0f}  {ratios}")


# --- the single check in a loop ---------------------------------------------------------------------


def loop(folder: Path) -> None:
    """Rows a second of the compiled single check, asked row after row, against the table."""
    from conditions.binding import know
    from conditions.engines.compiled import CompiledRules

    dossier = rules.dossier()
    compiled = CompiledRules(rules.formulas(dossier))
    rows = [compiled.row(know(rules.scenario(dossier, seed), dossier.vocabulary)) for seed in range(500)]
    best = float("inf")
    for _ in range(7):
        began = time.process_time()
        for row in rows:
            compiled.numbers(row)
        best = min(best, (time.process_time() - began) / len(rows))
    source = make(folder / "runs-2000000.parquet", 2_000_000)
    table = min(measured("ours", source, folder / "answers.parquet").processor for _ in range(3)) / 2_000_000
    print(f"compiled single check, truths alone: {1 / best:,.0f} rows a second")
    print(
        f"table, Parquet to Parquet: {1 / table:,.0f} rows a second of processor time, {best / table:.1f} times as many"
    )
    frame = pl.read_parquet(source)
    compliance = [f"C{number}.compliance" for number in range(14)]
    best_table = float("inf")
    for _ in range(3):
        began = time.process_time()
        answered = check_frame(frame.lazy(), dossier, world="closed", empty="unlisted", show=("compliance",))
        answered.select(compliance).collect(engine="streaming")
        best_table = min(best_table, (time.process_time() - began) / frame.height)
    times = f"{best / best_table:.0f} times as many"
    print(f"the same truths in memory: {1 / best_table:,.0f} rows a second of processor time, {times}")


# --- many conditions --------------------------------------------------------------------------------


def wide(count: int) -> Dossier:
    """A dossier of so many conditions, over a tenth as many events and at least fourteen, of every usual shape."""
    dice = random.Random(count)
    events = [f"event_{number}" for number in range(max(14, count // 10))]
    shapes = (
        "{} only after {}",
        "{} only on or after {}",
        "{} within 90 days after {}",
        "{} only from {} + 30 days",
        "if {} then {}",
        "{} only if {} and approved",
        "{} only before {} + 1 year",
    )
    conditions = {
        f"C{number}": {
            "party": dice.choice(("UA", "RU")),
            "condition": shapes[number % len(shapes)].format(*dice.sample(events, 2)),
        }
        for number in range(count)
    }
    return Dossier.build(
        {
            "dossier": "wide",
            "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
            "events": {event: {} for event in events},
            "facts": {"approved": {}},
            "conditions": conditions,
        }
    )


def wide_rows(dossier: Dossier, rows: int) -> pl.DataFrame:
    """Rows for it."""
    dice = random.Random(1)
    days = [FIRST + timedelta(days=dice.randrange(400)) for _ in range(997)]
    cells = [*days, *[None] * 250]
    columns: dict[str, Any] = {
        event: pl.Series([cells[(place * 31 + row * 7) % len(cells)] for row in range(rows)], dtype=pl.Date)
        for place, event in enumerate(dossier.vocabulary.events)
    }
    return pl.DataFrame({**columns, "approved": [(True, False, None)[row % 3] for row in range(rows)]})


def curve(counts: list[int], rows: int, engines: list[str], draw: Path | None) -> None:
    """Processor time to plan and to answer, for more and more conditions."""
    found: dict[str, list[tuple[int, float]]] = {}
    print(f"{rows:,} rows, headline answers")
    heads = f"{'plan s':>9}{'run s':>9}{'plan ms each':>14}{'run µs each and row':>21}"
    print(f"{'engine':<10}{'conditions':>11}{heads}")
    for engine in engines:
        for count in counts:
            if engine == "duckdb" and count > _MOST_OF_DUCKDB:
                continue
            dossier = wide(count)
            frame = wide_rows(dossier, rows)
            planned, ran = _answered(engine, dossier, frame)
            found.setdefault(engine, []).append((count, planned + ran))
            each = ran / count / rows * 1e6
            print(
                f"{engine:<10}{count:>11,}{planned:>9.2f}{ran:>9.2f}{planned / count * 1e3:>14.2f}{each:>21.4f}",
                flush=True,
            )
    if draw is not None:
        from tests.benchmarks.drawing import log_log

        draw.write_text(log_log(found, "conditions", f"processor seconds for {rows:,} rows"), encoding="utf-8")


def _answered(engine: str, dossier: Dossier, frame: pl.DataFrame) -> tuple[float, float]:
    options: dict[str, Any] = {"world": "closed", "empty": "unlisted", "unlisted": True, "show": ("answer",)}
    began = time.process_time()
    if engine == "polars":
        lazy = check_frame(frame.lazy(), dossier, **options)
        planned = time.process_time()
        lazy.collect(engine="streaming")
    else:
        import duckdb

        relation = check_frame(duckdb.connect().from_arrow(frame.to_arrow()), dossier, **options)
        planned = time.process_time()
        relation.to_arrow_table()
    return planned - began, time.process_time() - planned


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["polars", "memory", "duckdb", "spark", "loop", "curve", "once"])
    parser.add_argument("--rows", type=int, nargs="+", default=[2_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--conditions", type=int, nargs="+", default=[14, 100, 1_000, 10_000])
    parser.add_argument("--engines", nargs="+", default=["polars", "duckdb"])
    parser.add_argument("--draw", type=Path)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--way")
    parser.add_argument("--files", nargs=2)
    given = parser.parse_args()
    if given.what == "once":
        once(given.way, *given.files)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        match given.what:
            case "polars":
                compare(folder, ["copy", "ours", "hand"], given.rows[0], given.rounds)
            case "memory":
                for rows in given.rows:
                    compare(folder, ["ours"], rows, 1)
            case "duckdb" | "spark" as engine:
                compare(folder, [f"{engine}_ours", f"{engine}_hand"], given.rows[0], given.rounds)
            case "loop":
                loop(folder)
            case _:
                curve(given.conditions, given.rows[0], given.engines, given.draw)


if __name__ == "__main__":
    main()
