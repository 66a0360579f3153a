"""The log of a monitor: replay gives the same state, whatever stopped the writer, and mistakes have their place."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from conditions.errors import FileError, ScenarioError
from conditions.files.dossier import load_dossier
from conditions.model.dossier import Dossier
from conditions.monitor import Monitor, MonitorError
from conditions.monitor.log_files import LONGEST_LINE
from tests.monitored import START, Told, differences, followed, told

pytest.importorskip("durable_rules_engine", reason="it is built for Python 3.12 and older")

SCENARIOS = Path(__file__).parents[1] / "scenarios"
HEAD = '{"log": 1, "dossier": "istanbul-2022", "now": "2022-04-01"}'


@pytest.fixture(scope="module")
def istanbul() -> Dossier:
    return load_dossier(SCENARIOS / "istanbul-2022")


def recorded(istanbul: Dossier, path: Path) -> Monitor:
    """A monitor with a short log."""
    monitor = Monitor(istanbul, now="2022-04-01", log=path)
    monitor.record("withdrawal.begun", on="2022-04-01", note="as the ministry said", source="putin-standstill")
    monitor.record(fact="meeting_agenda", value=["mixed", "territorial_integrity_only"])
    monitor.advance(to="2022-04-26")
    monitor.record("withdrawal.begun", on="2022-04", corrects=1)
    return monitor


@pytest.mark.parametrize("name", ["log.jsonl", "log.sqlite"])
def test_opening_a_log_again_gives_the_same_state(istanbul: Dossier, tmp_path: Path, name: str) -> None:
    """All answers, what is known and the number of entries are the same after replay; recording goes on."""
    with recorded(istanbul, tmp_path / name) as first:
        said = first.verdicts, first.answers, first.scenario, first.entries
    with Monitor(istanbul, log=tmp_path / name) as second:
        assert said == (second.verdicts, second.answers, second.scenario, second.entries)
        second.record(withdraws=2)

    assert 5 == Monitor(istanbul, log=tmp_path / name).entries


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told(most=8))
def test_replay_of_any_log_is_equal(tmp_path: Path, case: Told) -> None:
    """For any course, the log read again gives the same answers, and nothing refused is in it."""
    path = tmp_path / "log.jsonl"
    path.unlink(missing_ok=True)
    with Monitor(case.dossier, now=START, groups=case.groups, log=path) as first:
        taken = sum(followed(first, case.steps))
    with Monitor(case.dossier, log=path) as second:
        assert (first.verdicts, first.answers, taken) == (second.verdicts, second.answers, second.entries)
        assert [] == differences(second)


def test_the_talks_of_istanbul_day_by_day(istanbul: Dossier) -> None:
    """After every entry of the shipped log, all answers are those of the reference interpreter."""
    monitor = Monitor(istanbul, log=SCENARIOS / "istanbul-2022" / "spring.log.jsonl", read_only=True)

    assert [] == [found for _ in monitor.news() for found in differences(monitor)]
    assert ("2022-04-26", 35) == (str(monitor.now), monitor.entries)


def test_a_correction_never_rewrites_history(istanbul: Dossier, tmp_path: Path) -> None:
    """What was recorded stays in the log as it was; the correction stands behind it."""
    path = tmp_path / "log.jsonl"
    recorded(istanbul, path).close()
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    assert "2022-04-01" == lines[1]["on"]
    assert {"entry": 4, "corrects": 1, "event": "withdrawal.begun", "on": "2022-04"} == lines[4]


@pytest.mark.parametrize("cut", [1, 7, 40])
def test_a_torn_last_line_is_reported_and_nothing_else_is_lost(istanbul: Dossier, tmp_path: Path, cut: int) -> None:
    """Where the writer was stopped in the middle of a line, that line is told of, and the next takes its place."""
    path = tmp_path / "log.jsonl"
    recorded(istanbul, path).close()
    path.write_bytes(path.read_bytes()[:-cut])
    with Monitor(istanbul, log=path, read_only=True) as reader:
        reader.catch_up()
        assert (3, ["torn-line"]) == (reader.entries, [problem.code for problem in reader.problems])
        assert f"{path}:5:1: warning: the last line was written in part" in str(reader.problems[0])
    with Monitor(istanbul, log=path) as writer:
        assert 3 == writer.entries
        writer.record(withdraws=2)

    again = Monitor(istanbul, log=path)
    assert (4, ()) == (again.entries, again.problems)


def test_a_reader_follows_a_writer(istanbul: Dossier, tmp_path: Path) -> None:
    """What one monitor records, another that reads along announces, entry by entry, and cannot record itself."""
    for name in ("log.jsonl", "log.db"):
        path = tmp_path / name
        writer = Monitor(istanbul, now="2022-04-01", log=path)
        readers = [Monitor(istanbul, log=path, read_only=True) for _ in range(3)]
        announced = [writer.record(fact="texts_separate", value=value) for value in ("yes", "no", "yes")]
        for reader in readers:
            assert announced == [changes for _, changes in reader.catch_up()]
            assert writer.verdicts == reader.verdicts
            assert () == reader.catch_up()
        with pytest.raises(MonitorError, match="reads along"):
            readers[0].record(fact="texts_separate", value="yes")


def test_a_log_has_one_writer(istanbul: Dossier, tmp_path: Path) -> None:
    """A second monitor cannot write the same file; of two on a database, the later one is told to open it again."""
    first = Monitor(istanbul, now="2022-04-01", log=tmp_path / "log.jsonl")
    with pytest.raises(FileError, match="another monitor writes"):
        Monitor(istanbul, log=tmp_path / "log.jsonl")
    first.close()
    Monitor(istanbul, log=tmp_path / "log.jsonl").close()
    one = Monitor(istanbul, now="2022-04-01", log=tmp_path / "log.sqlite")
    other = Monitor(istanbul, log=tmp_path / "log.sqlite")
    one.record(fact="texts_separate", value="yes")
    with pytest.raises(FileError, match="somebody else wrote"):
        other.record(fact="texts_separate", value="no")
    other.catch_up()
    other.record(fact="texts_separate", value="no")

    assert 2 == other.entries


def test_a_line_is_on_the_disk_before_it_is_announced(istanbul: Dossier, tmp_path: Path) -> None:
    """A callback finds the entry in the file."""
    path = tmp_path / "log.jsonl"
    monitor = Monitor(istanbul, now="2022-04-01", as_of="2022-04-26", log=path)
    found: list[int] = []
    monitor.on_change(lambda _change: found.append(len(path.read_bytes().splitlines())))
    monitor.record(fact="texts_separate", value="yes")

    assert {2} == set(found)


def test_a_full_disk_records_nothing(istanbul: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a line cannot be written whole, it is taken back, the error says so, and the monitor goes on."""
    path = tmp_path / "log.jsonl"
    monitor = Monitor(istanbul, now="2022-04-01", log=path)
    usual = os.fsync

    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="no space left"):
        monitor.record(fact="texts_separate", value="no")
    monkeypatch.setattr(os, "fsync", usual)
    monitor.record(fact="texts_separate", value="yes")

    assert 2 == len(path.read_bytes().splitlines())
    assert [] == differences(monitor)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([""], ["log:1:1: this line is empty"]),
        (["{}"], ["log:1:1: the first line of a log says what it is about"]),
        (['{"log": 2, "dossier": "istanbul-2022", "now": "2022-04-01"}'], ["log:1:9: this is version 2"]),
        (['{"log": 1, "dossier": "minsk", "now": "2022-04-01"}'], ["log:1:23: this log is about `minsk`"]),
        (['{"log": 1, "dossier": "istanbul-2022", "noww": 1}'], ["log:1:40: unknown key `noww`"]),
        (['{"log": 1, "dossier": "istanbul-2022", "now": "2022-04"}'], ["log:1:47: `2022-04` is a month"]),
        ([HEAD, '{"entry": 1, "event": "referndum"}'], ["log:2:23: unknown event `referndum`"]),
        ([HEAD, '{"entry": 1, "evnt": "referendum"}'], ["log:2:1: this entry says nothing"]),
        ([HEAD, '{"entry": 1, "event": "referendum", "onn": "x"}'], ["log:2:37: unknown key `onn`"]),
        ([HEAD, '{"entry": 1, "event": "referendum", "on": "2022-02-30"}'], ["log:2:43: `2022-02-30` is no day"]),
        ([HEAD, '{"entry": 2, "now": "2022-04-02"}'], ["log:2:11: entry 1 is expected here, and this is 2"]),
        ([HEAD, '{"entry": 1, "now": "2022-04-02"'], []),
        ([HEAD, '{"entry": 1 "now": "2022-04-02"}', '{"entry": 2, "evnt": 1}'], ["log:2:13: ", "log:3:1: "]),
        ([HEAD, '{"entry": 1, "entry": 1, "now": "2022-04-02"}'], ["log:2:14: "]),
        ([HEAD, "[" * 5_000], ["log:2:"]),
        ([HEAD, '{"entry": 1, "fact": "texts_separate", "is": ' + "[" * 30 + "]" * 30 + "}"], ["log:2:1: "]),
        ([HEAD, '{"entry": 1e9, "now": "2022-04-02"}'], ["log:2:11: `entry` is the number of an entry"]),
        ([HEAD, '{"entry": NaN, "now": "2022-04-02"}'], ["log:2:11: "]),
        ([HEAD, '{"entry": true, "now": "2022-04-02"}'], ["log:2:11: "]),
        ([HEAD, '{"entry": 1, "fact": "texts_separate", "is": null}'], ["log:2:"]),
        ([HEAD, '{"entry": 1, "fact": "texts_separate", "is": {"told": 1}}'], ["log:2:"]),
        ([HEAD, '{"entry": 1, "incident": 7}'], ["log:2:26: an incident is a mapping"]),
        ([HEAD, '{"entry": 1, "incident": {"incidnt": "aggression"}}'], ["log:2:"]),
        ([HEAD, '"text"'], ["log:2:1: "]),
        ([HEAD, '{"entry": 1, "note": "' + "x" * LONGEST_LINE + '"}'], ["log:2:1: this line has"]),
    ],
)
def test_a_wrong_log_is_refused_with_all_its_mistakes_in_their_place(
    istanbul: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str], expected: list[str]
) -> None:
    """Each mistake has its file, line and column, and none of them is a traceback."""
    monkeypatch.chdir(tmp_path)
    Path("log").write_text("\n".join([*lines, ""]), encoding="utf-8")
    if not expected:
        expected = ["log:2:"]
    with pytest.raises(FileError) as caught:
        Monitor(istanbul, log="log")

    said = [str(problem) for problem in caught.value.problems]
    assert len(expected) <= len(said)
    for begin, problem in zip(expected, said, strict=False):
        assert problem.startswith(begin), problem


def test_hostile_files_are_refused(istanbul: Dossier, tmp_path: Path) -> None:
    """A line without an end, other bytes than text, a folder, a file that is no database, a shrunken log."""
    endless = tmp_path / "endless.jsonl"
    endless.write_bytes(HEAD.encode() + b"\n" + b"x" * (LONGEST_LINE + 10))
    with pytest.raises(FileError, match="has more than"):
        Monitor(istanbul, log=endless)
    assert LONGEST_LINE < endless.stat().st_size
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(HEAD.encode() + b'\n{"entry": 1, "note": "\xff"}\n')
    with pytest.raises(FileError, match="not UTF-8"):
        Monitor(istanbul, log=binary)
    with pytest.raises(FileError, match="cannot be opened"):
        Monitor(istanbul, log=tmp_path)
    (tmp_path / "no.sqlite").write_text(
        "no database, but a text that is long enough to look like one", encoding="utf-8"
    )
    with pytest.raises(FileError, match="cannot be opened"):
        Monitor(istanbul, log=tmp_path / "no.sqlite")
    shrinking = tmp_path / "shrinking.jsonl"
    recorded(istanbul, shrinking).close()
    reader = Monitor(istanbul, log=shrinking, read_only=True)
    reader.catch_up()
    shrinking.write_text(HEAD + "\n", encoding="utf-8")
    with pytest.raises(FileError, match="shorter than it was"):
        reader.catch_up()
    with pytest.raises(FileError, match="cannot be opened"):
        Monitor(istanbul, log=tmp_path / "none.jsonl", read_only=True)


def test_an_entry_that_no_log_can_hold_is_refused(istanbul: Dossier, tmp_path: Path) -> None:
    """Half a character, or more than a line may hold: nothing is recorded."""
    monitor = Monitor(istanbul, now="2022-04-01", log=tmp_path / "log.jsonl")
    with pytest.raises(ScenarioError, match="half a character"):
        monitor.record(fact="texts_separate", value="yes", note="\ud800")
    with pytest.raises(ScenarioError, match="are allowed"):
        monitor.record(fact="texts_separate", value="yes", note="x" * LONGEST_LINE)

    assert 0 == monitor.entries


_WRITER = """
import sys
from conditions.files.dossier import load_dossier
from conditions.monitor import Monitor
monitor = Monitor(load_dossier(sys.argv[1]), now="2022-04-01", log=sys.argv[2])
for number in range(100_000):
    monitor.record(fact="texts_separate", value="yes" if number % 2 else "no")
    print(monitor.entries, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_writer_loses_nothing_that_it_announced(istanbul: Dossier, tmp_path: Path) -> None:
    """After SIGKILL in the middle of recording, every announced entry is there, and the state is its replay."""
    path = tmp_path / "log.jsonl"
    command = [sys.executable, "-c", _WRITER, str(SCENARIOS / "istanbul-2022"), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert "1\n" == writer.stdout.readline()
        time.sleep(0.05)
        os.kill(writer.pid, signal.SIGKILL)
        announced = [1, *(int(line) for line in writer.stdout.read().split("\n")[:-1])]
    monitor = Monitor(istanbul, log=path)

    assert max(announced) <= monitor.entries <= max(announced) + 1
    assert [] == differences(monitor)


_WORKER = """
import sys
from conditions.files.dossier import load_dossier
from conditions.monitor import Monitor
from conditions.errors import FileError
monitor = Monitor(load_dossier(sys.argv[1]), log=sys.argv[2])
done = 0
while done < 10:
    monitor.catch_up()
    try:
        monitor.record(fact="texts_separate", value="yes" if done % 2 else "no")
    except FileError:
        continue
    done += 1
"""


def test_spawned_workers_share_a_database(istanbul: Dossier, tmp_path: Path) -> None:
    """Several processes record in one database, each of them all that it has, and the log has every entry once."""
    path = tmp_path / "log.sqlite"
    Monitor(istanbul, now="2022-04-26", log=path).close()
    command = [sys.executable, "-c", _WORKER, str(SCENARIOS / "istanbul-2022"), str(path)]
    workers = [subprocess.Popen(command) for _ in range(3)]

    assert [0, 0, 0] == [worker.wait(timeout=60) for worker in workers]
    monitor = Monitor(istanbul, log=path)
    assert (30, []) == (monitor.entries, differences(monitor))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_forked_child_reads_along(istanbul: Dossier, tmp_path: Path) -> None:
    """A child process that opens the log read-only sees what its parent recorded, before and after the fork."""
    path = tmp_path / "log.jsonl"
    monitor = Monitor(istanbul, now="2022-04-26", log=path)
    monitor.record("referendum", on="2022-04-20")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        own = Monitor(istanbul, log=path, read_only=True)
        own.catch_up()
        os.write(writing, str(own.verdicts["UA-referendum", "held"].status.value).encode())
        os._exit(0)
    os.waitpid(child, 0)

    assert b"ready" == os.read(reading, 100)
    monitor.record(fact="referendum_approved", value="yes")
    assert 2 == monitor.entries
