"""`conditions watch`: what it prints of a log, and how it follows one."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.command_line import ISTANBUL, ROOT, finish, run, start

pytest.importorskip("durable_rules_engine", reason="it is built for Python 3.12 and older")

LOG = f"{ISTANBUL}/spring.log.jsonl"
PAGE = ROOT / "docs" / "how-to" / "watch-a-negotiation.md"
_SHOWN = re.compile(r"<!-- watched: (?P<command>[^\n]+) -->\n```console\n(?P<shown>.*?)```", re.DOTALL)


def test_the_page_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worked example of the documentation is the command's output, letter by letter."""
    monkeypatch.chdir(ROOT)
    text = PAGE.read_text(encoding="utf-8")
    found = _SHOWN.search(text)
    assert found is not None
    printed = f"$ conditions watch {found['command']}\n{run('watch', *found['command'].split()).stdout}"
    if os.environ.get("CONDITIONS_REWRITE"):
        PAGE.write_text(text[: found.start("shown")] + printed + text[found.end("shown") :], encoding="utf-8")
        return

    assert printed == found["shown"]


def test_json_has_an_object_for_every_entry_and_one_for_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line is an object; entries have what they changed, and the last one says where things stand."""
    monkeypatch.chdir(ROOT)
    done = run("watch", ISTANBUL, LOG, "--once", "--format", "json")
    objects = [json.loads(line) for line in done.lines]

    assert 0 == done.code
    assert [*(["entry"] * 35), "state"] == [one["kind"] for one in objects]
    assert "ready" == objects[34]["changes"][0]["before"]["status"]
    assert {"UA": "not met", "RU": "depends on the reading"} == {
        code: party["answer"] for code, party in objects[35]["parties"].items()
    }


def test_quiet_leaves_out_what_verdicts_rest_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """With --quiet the changes are shown alone."""
    monkeypatch.chdir(ROOT)
    done = run("watch", ISTANBUL, LOG, "--once", "-q")

    assert "RU-territory, separation is undecided" in done.stdout
    assert "the log says" not in done.stdout


def test_deadlines_ahead_are_shown_with_their_quotes(tmp_path: Path) -> None:
    """What is due is told with its day, its clause, and the words on which it rests."""
    (tmp_path / "dossier.yaml").write_text(
        "dossier: talks\nparties: {A: {name: Alland}}\nevents: {ceasefire: {}, exchange: {}}\n"
        "statements: {said: {speaker: The envoy, for: A, quote: ten days}}\n"
        "conditions: {soon: {party: A, condition: exchange within 10 days after ceasefire, source: said}}\n",
        encoding="utf-8",
    )
    log = tmp_path / "log.jsonl"
    log.write_text(
        '{"log": 1, "dossier": "talks", "now": "2031-05-01"}\n{"entry": 1, "event": "ceasefire", "on": "2031-05-01"}\n',
        encoding="utf-8",
    )
    done = run("watch", tmp_path, log, "--once", "--within", "2 months")

    assert "Ahead, within 2 months" in done.stdout
    assert "2031-05-11: the last day for exchange, counted from ceasefire (soon)" in done.stdout
    assert "“ten days”, The envoy" in done.stdout


@pytest.mark.parametrize(
    ("lines", "arguments", "said"),
    [
        ('{"log": 1, "dossier": "istanbul-2022"\n', (), "log.jsonl:1:"),
        ('{"log": 1, "dossier": "minsk-2015", "now": "2022-03-28"}\n', (), "this log is about `minsk-2015`"),
        ('{"log": 1, "dossier": "istanbul-2022", "now": "2022-03-28"}\n', ("--within", "soon"), "`soon`"),
        ('{"log": 1, "dossier": "istanbul-2022", "now": "2022-03-28"}\n', ("--as-told-by", "XX"), "XX"),
        ("", (), "needs the day"),
    ],
)
def test_a_mistake_is_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str, arguments: tuple[str, ...], said: str
) -> None:
    """A wrong log or option ends with 2 and a sentence on standard error."""
    monkeypatch.chdir(ROOT)
    log = tmp_path / "log.jsonl"
    log.write_text(lines, encoding="utf-8")
    done = run("watch", ISTANBUL, log, "--once", *arguments)

    assert 2 == done.code
    assert said in done.stderr


def test_a_log_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """There must be a log to follow."""
    monkeypatch.chdir(ROOT)
    done = run("watch", ISTANBUL, "none.jsonl", "--once")

    assert (2, "the log `none.jsonl` cannot be opened: no such file or directory\n") == (done.code, done.stderr)


def test_a_torn_last_line_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written in part is told on standard error, and the rest is shown."""
    monkeypatch.chdir(ROOT)
    log = tmp_path / "log.jsonl"
    log.write_bytes(Path(LOG).read_bytes()[:-9])
    done = run("watch", ISTANBUL, log, "--once")

    assert 0 == done.code
    assert "As known on 2022-04-26" in done.stdout
    assert f"{log}:36:1: warning: the last line was written in part" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_it_follows_the_log_until_it_is_stopped(tmp_path: Path) -> None:
    """Entries that are added are shown, and an interrupt ends it."""
    log = tmp_path / "log.jsonl"
    shutil.copyfile(ROOT / LOG, log)
    process = start("watch", ISTANBUL, log, "--every", "0.05", "--format", "json")
    assert process.stdout is not None
    shown = [process.stdout.readline() for _ in range(36)]
    assert b'"kind": "state"' in shown[-1], process.stderr and process.stderr.read()
    with log.open("a", encoding="utf-8") as file:
        file.write('{"entry": 36, "event": "referendum", "on": "2022-04-20"}\n')
    added = json.loads(process.stdout.readline())
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)

    assert (36, 130) == (added["entry"], process.returncode)
    assert "UA-referendum" in {change.get("condition") for change in added["changes"]}


def test_a_cyrillic_terminal_shows_it() -> None:
    """Letters that cp1251 lacks do not stop it."""
    done = finish("watch", ISTANBUL, LOG, "--once", env={"PYTHONIOENCODING": "cp1251"}, encoding="cp1251")

    assert 0 == done.code
    assert "UA: NOT MET" in done.stdout
