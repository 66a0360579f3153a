"""Many live dossiers in one process: records events over all of them, and prints how memory goes.

    python -m tests.tools.monitor_load --dossiers 1000 --events 200000 --seed 5

Every dossier is Istanbul with a monitor of its own. What is recorded keeps the state as
large as it is: events are corrected, facts are given again. After three tenths of the
events, when every monitor has its state, memory must not grow any more: at the end it may
be at most `--growth` megabytes more. Exit status: 1 if it is more, or if an answer then differs
from the reference interpreter's in one of twenty monitors.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import time
from pathlib import Path

from conditions.files.dossier import load_dossier
from conditions.monitor import Monitor
from tests.monitored import differences

_EVENTS = ("proposals", "draft_submitted", "referendum", "ua_signs", "ru_signs", "leaders_meet", "entry_into_force")
_FACTS = ("texts_separate", "referendum_approved", "crimea_over_15_years", "donbas_with_presidents")


def megabytes() -> float:
    """What the process takes of memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def record(monitor: Monitor, chance: random.Random, last: dict[str, int]) -> None:
    """Record one thing that leaves the state as large as it is, once everything has been said once."""
    if chance.random() < 0.3:
        monitor.record(fact=chance.choice(_FACTS), value=chance.choice(["yes", "no"]), corrects=_last(last, "fact"))
        last["fact"] = monitor.entries
        return
    event = chance.choice(_EVENTS)
    monitor.record(event, on=f"2022-04-{chance.randint(1, 26):02d}", corrects=_last(last, event))
    last[event] = monitor.entries


def _last(last: dict[str, int], name: str) -> int | None:
    return last.get(name)


def main() -> int:
    """Record, and print memory ten times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=100)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--growth", type=float, default=20)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    dossier = load_dossier("scenarios/istanbul-2022")
    empty = megabytes()
    monitors = [Monitor(dossier, now="2022-04-26", keep=5) for _ in range(asked.dossiers)]
    last: list[dict[str, int]] = [{} for _ in monitors]
    print(f"{asked.dossiers:,} monitors: {megabytes() - empty:.0f} MB more than the {empty:.0f} MB without them")
    began, settled = time.monotonic(), 0.0
    for number in range(1, asked.events + 1):
        place = chance.randrange(asked.dossiers)
        record(monitors[place], chance, last[place])
        if number % (asked.events // 10) == 0:
            gc.collect()
            if number <= asked.events * 3 // 10:
                settled = megabytes()
            rate = number / (time.monotonic() - began)
            print(f"{number:>9,} events  {megabytes():8.1f} MB  {rate:7.0f} events/s", flush=True)
    grown = megabytes() - settled
    wrong = [found for monitor in monitors[:20] for found in differences(monitor)]
    print(f"grown by {grown:.1f} MB since the third tenth; {len(wrong)} answers differ")
    return 1 if wrong or grown > asked.growth else 0


if __name__ == "__main__":
    sys.exit(main())
