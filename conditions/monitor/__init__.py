"""Live monitoring: events as they happen, the verdicts that change, the acts that are unlocked, what is due next.

with Monitor(dossier, now="2022-03-29", log="talks.jsonl") as monitor:
    for change in monitor.record("referendum", on="2022-04-10"):
        print(change.words)
    monitor.advance(to="2022-04-26")
    monitor.due(within="30 days")
"""

from __future__ import annotations

from conditions.monitor.changes import ActChange, Change, DutyChange, PartyChange, StateChange, VerdictChange
from conditions.monitor.due import Due
from conditions.monitor.monitor import Monitor, MonitorError, News

__all__ = [
    "ActChange",
    "Change",
    "Due",
    "DutyChange",
    "Monitor",
    "MonitorError",
    "News",
    "PartyChange",
    "StateChange",
    "VerdictChange",
]
