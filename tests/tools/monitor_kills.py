"""Kills a monitor with SIGKILL at random moments, and compares what its log says then with what it had announced.

    python -m tests.tools.monitor_kills --times 100 --seed 5

A process records a generated course of events of Istanbul, again and again, and says what
it has recorded. After a random time it is killed. The log is opened again: nothing that
was announced may be missing, at most one entry more may be there, and all answers must
equal those of a monitor that takes in the same entries one by one, and of the reference
interpreter. The same log then goes on in the next process. Exit status: 1 if something
was lost or differs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from conditions.files.dossier import load_dossier
from conditions.monitor import Monitor
from tests.monitored import differences

ISTANBUL: Final = "scenarios/istanbul-2022"
LONGEST: Final = 0.25
"""Seconds after which a process is killed at the latest, once it has begun to record."""
_START: Final = "2022-03-28"


def write(log: str, seed: int) -> None:
    """Record for ever: events that are reported, corrected and withdrawn, facts, days."""
    chance = random.Random(seed)
    monitor = Monitor(load_dossier(ISTANBUL), now=_START, log=log)
    print("ready", flush=True)
    while True:
        listed = dict(monitor._course._events)
        kind = chance.choice(["event", "event", "fact", "withdraw", "correct", "now"])
        if kind == "withdraw" and listed:
            monitor.record(withdraws=chance.choice(sorted(listed.values())))
        elif kind == "correct" and listed:
            event = chance.choice(sorted(listed))
            monitor.record(event, on=f"../{monitor.now}", corrects=listed[event])
        elif kind == "event":
            free = sorted(set(monitor.vocabulary.events) - set(listed) - _rungs(monitor))
            if free:
                monitor.record(chance.choice(free), on=f"../{monitor.now}")
        elif kind == "now" and monitor.now.year < 2600:
            monitor.advance(monitor.now.fromordinal(monitor.now.toordinal() + 1))
        else:
            monitor.record(fact="texts_separate", value=chance.choice(["yes", "no", "unknown"]))
        print(monitor.entries, flush=True)


def _rungs(monitor: Monitor) -> set[str]:
    """Rungs are reached in their order, which is not what is tried here."""
    return {f"{ladder}.{rung}" for ladder, kind in monitor.vocabulary.ladders.items() for rung in kind.rungs}


def kill(log: Path, seed: int, wait: float) -> int:
    """Let a process record, kill it after so long, and give the last entry that it announced."""
    command = [sys.executable, "-m", "tests.tools.monitor_kills", "--write", str(log), "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        said = process.stdout.read().split("\n")
    whole = [int(line) for line in said[:-1]]
    return max(whole, default=0)


def main() -> int:
    """Kill so many processes, and compare after each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write(asked.write, asked.seed)
    chance = random.Random(asked.seed)
    dossier = load_dossier(ISTANBUL)
    torn, before, wrong = 0, 0, list[str]()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.jsonl"
        step = Monitor(dossier, now=_START)
        for number in range(asked.times):
            announced = kill(log, asked.seed * 1_000 + number, chance.uniform(0, LONGEST)) or before
            with Monitor(dossier, log=log) as again:
                torn += bool(again.problems)
                if not announced <= again.entries <= announced + 1:
                    wrong.append(f"kill {number}: {again.entries} entries, {announced} announced")
                for line in log.read_text(encoding="utf-8").splitlines()[1 + before : 1 + again.entries]:
                    _record(step, json.loads(line))
                if (step.verdicts, step.answers, step.scenario) != (again.verdicts, again.answers, again.scenario):
                    wrong.append(f"kill {number}: the replayed state differs")
                wrong += [f"kill {number}: {found}" for found in differences(again)]
                before = again.entries
    print(f"{asked.times} kills, {before:,} entries, {torn} torn lines, {len(wrong)} mistakes")
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


def _record(monitor: Monitor, line: dict[str, str]) -> None:
    """Record what a line of a log says."""
    data = {("value" if key == "is" else key): value for key, value in line.items() if key != "entry"}
    if "now" in data:
        monitor.advance(data["now"])
    else:
        monitor.record(**data)  # type: ignore[arg-type]  # the keys are those of `record`


if __name__ == "__main__":
    sys.exit(main())
